"""Lines of marked text, and the printed line numbers in their margin.

Every reader (HTML, XML, PDF, plain) makes lines first; a line knows whether the break before it is
certain (a block element, a blank line) or only the end of a printed line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from regtrack.reading.text import Mark

_NUMBER = re.compile(r"\s*(\d{1,5})(?=\s|$)")
#: Lines a margin number may skip: blank lines that are numbered in print but lost in the text.
_SKIP = 3
#: A margin counts as one when at least so many lines bear a number, and this share of the lines
#: between the first and the last number of a page.
_FEW = 6
_SHARE = 0.75


@dataclass(slots=True)
class Line:
    """Spans of one line in reading order; `hard` says that a paragraph ended before it."""

    spans: list[tuple[str, Mark]] = field(default_factory=list)
    hard: bool = False
    left: int | None = None  # columns of empty margin; None: count the leading white space
    right: int | None = None  # column of the last character; None: count the characters
    hyphen: bool = False  # a hyphen stood at the end of the printed line and was taken off

    @property
    def text(self) -> str:
        """The words of the line, struck ones included."""
        spans = self.spans
        return spans[0][0] if len(spans) == 1 else "".join([t for t, _ in spans])

    def cut(self, count: int) -> None:
        """Take the first `count` characters off."""
        while count > 0 and self.spans:
            text, mark = self.spans[0]
            if len(text) > count:
                self.spans[0] = (text[count:], mark)
                return
            count -= len(text)
            self.spans.pop(0)


def strip_margin_numbers(*pages: Sequence[Line]) -> None:
    """Take printed line numbers off the front of the lines, where they run in sequence.

    Numbers may go on from page to page or begin anew; within a page only 1 begins anew.
    """
    found: list[tuple[Line, int]] = []
    between = 0
    for lines in pages:
        numbered, span = _sequence(lines)
        if len(numbered) >= _SHARE * span:
            found.extend(numbered)
            between += span
    if len(found) >= _FEW:
        for line, count in found:
            line.cut(count)


def _sequence(lines: Sequence[Line]) -> tuple[list[tuple[Line, int]], int]:
    """The lines of a page that bear the next number, and how many stand between the outermost."""
    found: list[tuple[Line, int]] = []
    last: int | None = None
    seen = span = 0
    for line in lines:
        text = line.text
        if not text or text.isspace():
            continue
        seen += bool(found)
        match = _NUMBER.match(text)
        if match is None:
            continue
        number = int(match[1])
        if last is not None and len(found) < _SKIP and not last < number <= last + _SKIP:
            found, last, seen = [], None, 0
        if last is None or last < number <= last + _SKIP or (number == 1 and last >= _SKIP):
            found.append((line, match.end()))
            last = number
            span = seen + 1
    return found, span
