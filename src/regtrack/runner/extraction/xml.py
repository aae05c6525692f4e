"""XML bills to marked lines: Congress bills, USLM, Utah, New York's plain kind, and others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5

from regtrack.reading.text import LegalText, Mark
from regtrack.runner.extraction import faces, marks
from regtrack.runner.extraction.events import ParserTarget, run_xml
from regtrack.runner.extraction.legends import Face, convention_of
from regtrack.runner.extraction.lines import Line
from regtrack.runner.extraction.paragraphs import to_runs
from regtrack.runner.extraction.signs import apply_signs

EXTRACTOR = "xml@2"

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: The document type with its own entities: none is needed, and nested ones are bombs.
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,200000}?\]\s*)?>", re.DOTALL)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Frame:
    mark: Mark
    hidden: bool
    block: bool
    known: bool = True  # False: whether this is a block is told by what stands around it
    mixed: bool = False  # words stand directly in this element
    quoted: bool = False  # quotation marks were written before it
    face: Face = Face.PLAIN


class _Target(ParserTarget["_Target"]):
    """Receives the parser's events and writes lines."""

    def __init__(self, new: Sequence[Face] = ()) -> None:
        self.new = new  # faces that mark additions
        self.lines: list[Line] = [Line(hard=True)]
        self.stack = [_Frame(Mark.PLAIN, False, False)]
        self.waiting = False  # a line may end here
        self.after_label = False  # what follows a number stands on its line

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element opens."""
        top = self.stack[-1]
        name = tag.rpartition("}")[2].lower()
        hidden = top.hidden or name in marks.XML_HIDDEN
        known = name in marks.XML_INLINE or name in marks.XML_BLOCKS
        block = name not in marks.XML_INLINE and (known or not top.mixed)
        self.break_waiting()
        mark = top.mark if top.mark is Mark.STRUCK else xml_mark(name, attrib) or top.mark
        self.stack.append(_Frame(mark, hidden, block, known))
        if self.new:
            self.stack[-1].face = faces.face_of(name, attrib, top.face, {})
        if hidden:
            return
        if name in marks.XML_SPACES:
            self.write(" ", top.mark)
        elif block and not self.after_label:
            self.break_line()
        elif name in marks.XML_QUOTES and not self.in_quotes():
            self.stack[-1].quoted = True
            self.write("\u201c", mark)
        elif name in marks.XML_ROUND:
            self.write(" (", mark)
        elif attrib.get("space") == "true" and self.lines[-1].spans:
            self.join_space(mark)

    def end(self, tag: str) -> None:
        """An element ends."""
        frame = self.stack.pop()
        if frame.hidden:
            return
        name = tag.rpartition("}")[2].lower()
        if name in marks.XML_LABELS:
            self.write(" ", self.stack[-1].mark)
            self.after_label = bool(self.lines[-1].spans)
        elif frame.quoted:
            self.write("\u201d", frame.mark)
        elif name in marks.XML_ROUND:
            self.write(")", frame.mark)
        elif frame.block and frame.known:
            self.break_line()
        elif frame.block:
            self.waiting = True

    def data(self, text: str) -> None:
        """Characters of the innermost element."""
        frame = self.stack[-1]
        if not frame.hidden:
            if not text.isspace():
                # Words right behind an unknown element: it stood inside their sentence.
                self.waiting, frame.mixed = False, True
            mark = frame.mark
            if mark is Mark.PLAIN and self.new and faces.is_new(frame.face, self.new, text):
                mark = Mark.ADDED
            self.write(_SPACES.sub(" ", text), mark)

    def close(self) -> _Target:
        """The document ends."""
        return self

    def write(self, text: str, mark: Mark) -> None:
        """Add to the last line."""
        if not text.isspace():
            self.after_label = False
        if text and (self.lines[-1].spans or not text.isspace()):
            self.lines[-1].spans.append((text, mark))

    def join_space(self, mark: Mark) -> None:
        """Utah prints a space between struck and new words that the file does not hold."""
        if self.lines[-1].spans[-1][1] is Mark.STRUCK:
            self.write(" ", Mark.STRUCK)

    def in_quotes(self) -> bool:
        """Whether quotation marks stand in the text already, before this element."""
        return self.lines[-1].text.rstrip()[-1:] in {"\u201c", '"', "\u2018"}

    def break_waiting(self) -> None:
        """End the line that the end of an unknown element left open."""
        if self.waiting:
            self.waiting = False
            self.break_line()

    def break_line(self) -> None:
        """End the last line, if it holds anything."""
        if self.lines[-1].spans:
            self.lines.append(Line(hard=True))


def xml_mark(name: str, attrib: Mapping[str, str]) -> Mark | None:
    """The mark that an element itself gives, by the tables of `marks`."""
    own = marks.XML_MARKS.get(name)
    if own is None:
        for key, value in marks.XML_ATTRIBUTE_MARKS.get(name, ()):
            if value == attrib.get(key[0], "").lower():
                return key[1]
    if own is None and "style" in attrib:
        return marks.style_mark(attrib["style"])
    return own


def _named(match: re.Match[str]) -> str:
    """The character of an HTML entity, which XML itself does not know."""
    if match[1] in _XML_NAMES:
        return match[0]
    return html5.get(match[1] + ";", " ")


def read_xml(text: str) -> LegalText:
    """The marked text of an XML document. Entities are never resolved from elsewhere.

    Raises UnreadableText for XML that is broken or that holds no text.
    """
    body = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    if "&" in body:
        body = _NAMED.sub(_named, body)
    page = run_xml(body.lstrip(), _Target())
    convention = convention_of("\n".join(line.text for line in page.lines))
    if new := faces.new_faces(convention, page.lines):
        page = run_xml(body.lstrip(), _Target(new))
        faces.unmark_headings(page.lines)
    apply_signs(page.lines, convention)
    return LegalText(to_runs(page.lines), EXTRACTOR)
