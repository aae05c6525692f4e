"""Page feet in a flat copy: lines that repeat with a count that goes up by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from regtrack.runner.extraction.lines import Line

_DIGITS = re.compile(r"\d+")
_LONGEST = 120
#: Lines of text between two feet, at least.
_APART = 8
#: Lines of a legend that is printed on every page, at most.
_LEGEND_LINES = 6
#: Heads and items of the text count up too.
_COUNTED = re.compile(
    r"\W*(?:sec(?:tion|s)?|art(?:icle)?|chap(?:ter)?|part|title|rule|item|subd|\u00a7|\w{0,2}\d*[.)])"
    r"(?![a-z])",
    re.IGNORECASE,
)


def drop_page_feet(lines: list[Line]) -> None:
    """Take the feet and heads of pages out, in place; the sentence over the page goes on.

    A foot is a short line of which one number grows by one from page to page while the rest
    stays; what repeats word by word beside such lines goes with them."""
    feet = _feet(lines)
    if not feet:
        return
    feet |= _beside(lines, feet) | _legends(lines, feet)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index in feet:
            continue
        if index - 1 in feet and line.text[:1].islower():
            line.hard = False
        kept.append(line)
    lines[:] = kept


def _feet(lines: Sequence[Line]) -> set[int]:
    shapes: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        text = line.text.strip()
        if text and len(text) <= _LONGEST and _DIGITS.search(text):
            bare = text.isdigit()
            if bare or not _COUNTED.match(text):
                shapes.setdefault(_DIGITS.sub("#", " ".join(text.split())), []).append(index)
    return {i for places in shapes.values() if len(places) > 1 for i in _counting(lines, places)}


def _counting(lines: Sequence[Line], places: list[int]) -> list[int]:
    """The places, where one number grows by one from each to the next and no other changes."""
    rows = [[int(n) for n in _DIGITS.findall(lines[i].text)] for i in places]
    steps = [[b - a for a, b in zip(one, two, strict=True)] for one, two in pairwise(rows)]
    apart = all(b - a > _APART for a, b in pairwise(places))
    grows = all(sorted(step) == [0] * (len(step) - 1) + [1] for step in steps)
    return places if apart and grows and all(s == steps[0] for s in steps) else []


def _legends(lines: Sequence[Line], feet: set[int]) -> set[int]:
    """Lines that stand word by word at the same place above or below most feet: a page's legend."""
    found: set[int] = set()
    often = max(2, -(-len(feet) * 3 // 5))
    for way in (-1, 1):
        for step in range(1, _LEGEND_LINES + 1):
            places: dict[str, list[int]] = {}
            for index in (foot + way * step for foot in feet):
                if 0 <= index < len(lines) and index not in feet:
                    places.setdefault(" ".join(lines[index].text.split()), []).append(index)
            repeated = [i for at in places.values() if len(at) >= often for i in at]
            if not repeated:
                break
            found.update(repeated)
    return found


def _beside(lines: Sequence[Line], feet: set[int]) -> set[int]:
    """Lines with a number in them that repeat word by word next to feet."""
    near: dict[str, list[int]] = {}
    for foot in feet:
        for index in (foot - 1, foot + 1):
            if 0 <= index < len(lines) and index not in feet:
                text = " ".join(lines[index].text.split())
                if len(text) <= _LONGEST and _DIGITS.search(text):
                    near.setdefault(text, []).append(index)
    often = max(2, len(feet) // 2)
    return {i for places in near.values() if len(places) >= often for i in places}
