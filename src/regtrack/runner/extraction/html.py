"""HTML to marked lines, from the events of the parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regtrack.reading.text import LegalText, Mark
from regtrack.runner.extraction import faces, marks
from regtrack.runner.extraction.events import ParserTarget, run_html
from regtrack.runner.extraction.furniture import drop_page_feet
from regtrack.runner.extraction.legends import Face, convention_of
from regtrack.runner.extraction.lines import Line, strip_margin_numbers
from regtrack.runner.extraction.paragraphs import to_runs
from regtrack.runner.extraction.positioned import POSITIONED, PositionedTarget
from regtrack.runner.extraction.signs import apply_signs

EXTRACTOR = "html@2"

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "nav",
        "noscript",
        "svg",
        "select",
        "textarea",
        "template",
        "iframe",
        "object",
        "button",
        "footer",
        "canvas",
        "audio",
        "video",
    }
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    }
)
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: A part of the page is its body only when it holds so much text.
_BODY_LEAST = 400


@dataclass(slots=True)
class _Frame:
    tag: str
    mark: Mark
    hidden: bool
    pre: bool
    face: Face = Face.PLAIN
    body: tuple[int, int] | None = None  # (rank, first line) of a candidate for the body


class _Target(ParserTarget["_Target"]):
    """Receives the parser's events and writes lines."""

    def __init__(self, new: Sequence[Face] = ()) -> None:
        self.new = new  # faces that mark additions
        self.lines: list[Line] = [Line(hard=True)]
        self.stack = [_Frame("", Mark.PLAIN, False, False)]
        self.sheet: list[str] = []
        self.faces: dict[str, str] = {}  # class: declarations
        self.classes = dict(marks.CLASS_MARKS)
        self.bodies: list[tuple[int, int, int]] = []
        self.row: list[int] = []  # count of filled cells of the open rows
        self.in_style = False

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element opens."""
        top = self.stack[-1]
        if tag in _VOID:
            if not top.hidden and tag in {"br", "hr"}:
                self.break_line(hard=tag == "hr")
            self.stack.append(_Frame(tag, top.mark, top.hidden, top.pre, top.face))
            return
        self.in_style = tag == "style"
        hidden = top.hidden or self.is_hidden(tag, attrib)
        frame = _Frame(tag, self.mark_of(tag, attrib, top.mark), hidden, top.pre or tag == "pre")
        if self.new:
            frame.face = faces.face_of(tag, attrib, top.face, self.faces)
        self.stack.append(frame)
        if hidden:
            return
        if tag in _BLOCKS:
            self.break_line(hard=True)
        elif tag == "tr":
            self.break_line(hard=False)
            self.row.append(len(self.lines))
        elif tag in _CELLS:
            self.write("\t", frame.mark)
        frame.body = self.body_rank(tag, attrib)

    def end(self, tag: str) -> None:
        """An element ends; every start has its end."""
        frame = self.stack.pop()
        if frame.tag == "style":
            self.in_style = False
            self.classes.update(marks.sheet_marks("".join(self.sheet)))
            self.faces.update(faces.sheet_faces("".join(self.sheet)) if self.new else ())
            self.sheet = []
        if frame.hidden:
            return
        if tag in _BLOCKS:
            self.break_line(hard=True)
        elif tag == "tr":
            self.break_line(hard=False)
        if frame.body is not None:
            self.bodies.append((frame.body[0], frame.body[1], len(self.lines)))

    def data(self, text: str) -> None:
        """Characters of the innermost element."""
        frame = self.stack[-1]
        if self.in_style:
            self.sheet.append(text)
            return
        if frame.hidden:
            return
        mark = frame.mark
        if mark is Mark.PLAIN and self.new and faces.is_new(frame.face, self.new, text):
            mark = Mark.ADDED
        if frame.pre:
            first, *rest = text.split("\n")
            self.write(first.rstrip("\r"), mark)
            for part in rest:
                self.break_line(hard=self.lines[-1].text.isspace())
                self.write(part.rstrip("\r"), mark)
        else:
            self.write(_SPACES.sub(" ", text), mark)

    def comment(self, text: str) -> None:
        """Old pages wrap a style sheet in a comment."""
        if self.in_style:
            self.sheet.append(text)

    def close(self) -> _Target:
        """The document ends."""
        return self

    def write(self, text: str, mark: Mark) -> None:
        """Add to the last line."""
        if text:
            self.lines[-1].spans.append((text, mark))

    def break_line(self, *, hard: bool) -> None:
        """End the last line, if it holds anything."""
        if self.lines[-1].spans:
            self.lines.append(Line(hard=hard))
        elif hard:
            self.lines[-1].hard = True

    def is_hidden(self, tag: str, attrib: Mapping[str, str]) -> bool:
        """Whether an element is no text of the document."""
        if tag in _SKIPPED or "hidden" in attrib:
            return True
        if not attrib:
            return False
        style = attrib.get("style")
        if style and _HIDDEN.search(style):
            return True
        names = attrib.get("class")
        return names is not None and not marks.HIDDEN_CLASSES.isdisjoint(names.lower().split())

    def mark_of(self, tag: str, attrib: Mapping[str, str], outer: Mark) -> Mark:
        """Struck wins over added: what an earlier version added and this one strikes is gone."""
        if outer is Mark.STRUCK:
            return outer
        own = marks.TAG_MARKS.get(tag)
        if attrib and tag != "a":
            style = attrib.get("style")
            if style and "text-decoration" in style.lower():
                own = marks.style_mark(style) or own
            for name in attrib.get("class", "").lower().split():
                if name in marks.UNMARKED_CLASSES:
                    continue
                found = self.classes.get((tag, name)) or self.classes.get(("", name))
                own = Mark.STRUCK if Mark.STRUCK in (own, found) else found or own
        return own or outer

    def body_rank(self, tag: str, attrib: Mapping[str, str]) -> tuple[int, int] | None:
        """(rank, first line) of an element that may hold the body of the page."""
        name = attrib.get("id", "").lower() if attrib else ""
        if name in marks.BODY_IDS:
            return marks.BODY_IDS.index(name), len(self.lines) - 1
        if tag in marks.BODY_TAGS:
            return len(marks.BODY_IDS) + marks.BODY_TAGS.index(tag), len(self.lines) - 1
        return None


def read_html(text: str) -> LegalText:
    """The marked text of an HTML page: its legal body where one is told apart, else all of it."""
    convention = None
    if POSITIONED.search(text, 0, 4000):
        lines = run_html(text, PositionedTarget())
    else:
        page = run_html(text, _Target())
        convention = convention_of("\n".join(line.text for line in page.lines))
        if new := faces.new_faces(convention, page.lines):
            page = run_html(text, _Target(new))
            faces.unmark_headings(page.lines)
        lines = body_of(page)
    strip_margin_numbers(lines)
    drop_page_feet(lines)
    apply_signs(lines, convention)
    return LegalText(to_runs(lines), EXTRACTOR)


def body_of(page: _Target) -> list[Line]:
    """The lines of the best body candidate that holds enough text, else all lines."""
    for _, first, stop in sorted(page.bodies):
        part = page.lines[first:stop]
        if sum(len(line.text) for line in part) >= _BODY_LEAST:
            return part
    return page.lines
