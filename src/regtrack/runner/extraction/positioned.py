"""HTML pages that place every word by pixels (Iowa): words and ruled lines to marked lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from regtrack.reading.text import Mark
from regtrack.runner.extraction.events import ParserTarget
from regtrack.runner.extraction.lines import Line
from regtrack.runner.extraction.printed import Page, drop_furniture, lay_out

#: How such a page gives itself away in its first kilobytes.
POSITIONED = re.compile(r"span\.t\s*\{[^}]*position\s*:\s*absolute")

_PIXELS = re.compile(r"(top|left|width)\s*:\s*(\d{1,6})(?:\.\d+)?px")
_POINTS = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,2})?)pt")
_LINE_NUMBER = re.compile(r"\d+_\d+")
#: Pixels: the width of a character, and the place of a struck and of an underlined line below the
#: top of its text line.
_CHARACTER = 7.15
_POINT_WIDTH = 7.15 / 9.75
_LINE_HEIGHT = 16
#: Left of this stand line numbers only.
_MARGIN = 98
_STRIKES = range(3, 11)
_UNDERLINES = range(11, 19)


@dataclass(slots=True)
class _Word:
    top: int
    left: int
    text: str
    width: float  # of one character


@dataclass(slots=True)
class _Sheet:
    words: list[_Word] = field(default_factory=list)
    rules: list[tuple[int, int, int]] = field(default_factory=list)  # top, left, width


class PositionedTarget(ParserTarget[list[Line]]):
    """Receives the parser's events of a positioned page."""

    def __init__(self) -> None:
        self.sheets = [_Sheet()]
        #: top, left, width of a character, hidden
        self.stack: list[tuple[int, int, float, bool]] = [(0, 0, _CHARACTER, True)]

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element opens."""
        top, left, width, hidden = self.stack[-1]
        if tag == "body":
            hidden = False
        elif tag in {"script", "style"} or (
            tag == "a" and _LINE_NUMBER.fullmatch(attrib.get("name", ""))
        ):
            hidden = True
        if tag == "div" and attrib.get("class") == "p":
            self.sheets.append(_Sheet())
        style = attrib.get("style", "")
        if size := _POINTS.search(style):
            width = float(size[1]) * _POINT_WIDTH
        places = {k: int(v) for k, v in _PIXELS.findall(style)}
        if tag == "span" and attrib.get("class") == "l":
            rule = (places.get("top", 0), places.get("left", 0), places.get("width", 0))
            self.sheets[-1].rules.append(rule)
        top, left = top + places.get("top", 0), left + places.get("left", 0)
        self.stack.append((top, left, width, hidden))

    def end(self, tag: str) -> None:
        """An element ends."""
        self.stack.pop()

    def data(self, text: str) -> None:
        """A word."""
        top, left, width, hidden = self.stack[-1]
        if not hidden and text.strip():
            self.sheets[-1].words.append(_Word(top, left, " ".join(text.split()), width))

    def close(self) -> list[Line]:
        """The lines of all pages, print furniture off."""
        pages = [_page(sheet) for sheet in self.sheets]
        drop_furniture(pages)
        for page in pages:
            lay_out(page, _CHARACTER)
        return [line for page in pages for line in page.lines]


def _page(sheet: _Sheet) -> Page:
    page = Page()
    rows: dict[int, list[_Word]] = {}
    for word in sheet.words:
        rows.setdefault(word.top, []).append(word)
    rules: dict[int, list[tuple[int, int, int]]] = {}
    for rule in sheet.rules:
        rules.setdefault(rule[0] // _LINE_HEIGHT, []).append(rule)
    for top, words in sorted(rows.items()):
        near = [r for k in (-1, 0, 1, 2) for r in rules.get(top // _LINE_HEIGHT + k, ())]
        words.sort(key=lambda w: w.left)
        if len(words) > 1 and words[0].left < _MARGIN and words[0].text.isdigit():
            del words[0]
        page.lines.append(_line(words, near))
        end = words[-1].left + words[-1].width * len(words[-1].text)
        page.inner.append(None)
        page.boxes.append((words[0].left, -top - _LINE_HEIGHT, end, -top))
    return page


def _line(words: list[_Word], rules: list[tuple[int, int, int]]) -> Line:
    line = Line()
    before: _Word | None = None
    for word in words:
        mark = _mark(word, rules)
        if before is not None and word.left - before.left > before.width * (len(before.text) + 0.5):
            same = line.spans[-1][1] is mark
            line.spans.append((" ", mark if same else Mark.PLAIN))
        line.spans.append((word.text, mark))
        before = word
    return line


def _mark(word: _Word, rules: list[tuple[int, int, int]]) -> Mark:
    center = word.left + word.width * len(word.text) / 2
    found = Mark.PLAIN
    for top, left, width in rules:
        if left <= center <= left + width:
            if top - word.top in _STRIKES:
                return Mark.STRUCK
            if top - word.top in _UNDERLINES:
                found = Mark.ADDED
    return found
