"""Printed pages: lines with their place, running headers and footers, and paragraph ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from regtrack.runner.extraction.lines import Line, strip_margin_numbers

Box = tuple[float, float, float, float]  # left, bottom, right, top; y grows upwards

_PAGE_WORDS = re.compile(
    r"\s*(?:.{0,50}\bpage\s+\d+(?:\s+of\s+\d+)?|[-\u2013\u2014 ]*\d{1,4}[-\u2013\u2014 ]*"
    r"|[=_*-]{4,}|\d+/\s*\d+)\s*",
    re.IGNORECASE,
)
#: A number that begins a line and stands alone.
LEADING_NUMBER = re.compile(r"\s*\d{1,5}(?:\s+|$)")
_DIGITS = re.compile(r"\d+")
#: A line at the edge of so many pages, and of this share of them, is a running header or footer.
_REPEATS = 2
_REPEAT_SHARE = 0.3
#: What makes up more than this share of all characters is no furniture.
_MOST_FURNITURE = 0.4
_TOP_LINES = 2
_BOTTOM_LINES = 3
#: How much wider than the usual gap between lines a gap that ends a paragraph is.
_WIDE_GAP = 1.45
#: Points between a margin and the text; how many numbers make a margin, which share of all
#: leading numbers must stand in it, and how many other lines may reach into it for each of them.
_MARGIN_GAP = 8.0
_FEW_NUMBERS = 6
_MARGIN_SHARE = 0.8
_INTRUDERS = 0.35


@dataclass(slots=True)
class Page:
    """The lines of one page and their boxes, one for one, in reading order."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    inner: list[float | None] = field(default_factory=list)  # left edge behind a leading number
    has_image: bool = False


def drop_furniture(pages: Sequence[Page]) -> None:
    """Take running headers, footers and page numbers off, by what repeats at the page edges."""
    edges = [_edges(page) for page in pages]
    seen: Counter[str] = Counter()
    for page, places in zip(pages, edges, strict=True):
        seen.update({_shape(page.lines[i].text) for i in places})
    need = max(_REPEATS, _REPEAT_SHARE * len(pages))
    drops = [
        {i for i in places if _is_furniture(page.lines[i].text, seen, need)}
        for page, places in zip(pages, edges, strict=True)
    ]
    lost = sum(len(p.lines[i].text) for p, drop in zip(pages, drops, strict=True) for i in drop)
    if lost > _MOST_FURNITURE * sum(len(line.text) for page in pages for line in page.lines):
        return
    for page, drop in zip(pages, drops, strict=True):
        page.lines = [line for i, line in enumerate(page.lines) if i not in drop]
        page.boxes = [box for i, box in enumerate(page.boxes) if i not in drop]
        page.inner = [left for i, left in enumerate(page.inner) if i not in drop]


def _is_furniture(text: str, seen: Counter[str], need: float) -> bool:
    shape = _shape(text)
    return _PAGE_WORDS.fullmatch(text) is not None or (seen[shape] >= need and shape != "#")


def _edges(page: Page) -> set[int]:
    """Indexes of the highest and the lowest lines of a page."""
    order = sorted(range(len(page.lines)), key=lambda i: page.boxes[i][1])
    return {*order[:_BOTTOM_LINES], *order[-_TOP_LINES:]}


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()))


def strip_margin(pages: Sequence[Page]) -> None:
    """Take off the numbers that stand in a margin of their own, in sequence or not.

    Falls back to numbers in sequence where the margin does not tell.
    """
    numbered = [
        (page, i, inner)
        for page in pages
        for i, inner in enumerate(page.inner)
        if inner is not None
    ]
    if chosen := _own_margin(pages, numbered):
        for page, i, _ in chosen:
            found = LEADING_NUMBER.match(page.lines[i].text)
            page.lines[i].cut(found.end() if found else 0)
    else:
        before = {id(p.lines[i]): len(p.lines[i].text) for p, i, _ in numbered}
        strip_margin_numbers(*[p.lines for p in pages])
        chosen = [e for e in numbered if len(e[0].lines[e[1]].text) < before[id(e[0].lines[e[1]])]]
    for page, i, inner in chosen:
        box = page.boxes[i]
        page.boxes[i] = (inner, *box[1:])


_Numbered = tuple[Page, int, float]  # page, line index, left edge behind the number


def _own_margin(pages: Sequence[Page], numbered: list[_Numbered]) -> list[_Numbered]:
    """The numbered lines, where few lines without a number reach into their margin; else none."""
    if not numbered:
        return []
    inner = sorted(left for _, _, left in numbered)
    edge = inner[len(inner) // 20] - _MARGIN_GAP
    outside = [entry for entry in numbered if entry[0].boxes[entry[1]][0] < edge]
    intruders = sum(
        1
        for page in pages
        for box, left in zip(page.boxes, page.inner, strict=True)
        if left is None and box[0] < edge
    )
    own = len(outside) >= max(_FEW_NUMBERS, _MARGIN_SHARE * len(numbered))
    return outside if own and intruders <= _INTRUDERS * len(outside) else []


def lay_out(page: Page, column: float) -> None:
    """Turn edges into columns of this width, and wide gaps into paragraph ends."""
    gaps = [a[1] - b[1] for a, b in pairwise(page.boxes)]
    usual = sorted(g for g in gaps if g > 1)
    limit = _WIDE_GAP * usual[len(usual) // 2] if usual else 0.0
    for index, (line, box) in enumerate(zip(page.lines, page.boxes, strict=True)):
        line.left, line.right = int(box[0] / column), int(box[2] / column)
        if index and limit and not 0 <= gaps[index - 1] <= limit:
            line.hard = True
