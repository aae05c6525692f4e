"""Marks that stand in the text itself: words and brackets around what is added or struck.

A plain bracket is a deletion only where the document says so or strikes what is inside; chemical
names are full of brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regtrack.reading.text import Mark
from regtrack.runner.extraction.legends import Convention, convention_of
from regtrack.runner.extraction.lines import Line
from regtrack.runner.extraction.marks import WORD_SIGNS, Signs

_BRACKETS = re.compile(r"[\[\]]")
_PARENTHESES = re.compile(r"\(\(|\)\)(?!\))")
_OPEN_END = re.compile(r"(?:\[|\{|\(\()+\s*$")
_CLOSE_START = re.compile(r"^\s*(?:\]|\}|\)\))+")
_CAPITALS = re.compile(
    r"(?<![\w-])(?:[A-Z0-9][A-Z0-9.,;:'()\"\u2019-]*(?:\s+[A-Z0-9(\"\u201c][A-Z0-9.,;:'()\"\u2019\u201d%-]*)+"
    r"|(?:\d-)?[A-Z]{2,}-?[A-Z]{4,}[;,.:]?)(?![\w-])"
)
_REAL_CAPITALS = re.compile(r"[A-Z]{4,}")
#: Heads of sections and lists, which are in capitals everywhere.
_HEAD = re.compile(
    r"\W*(?:(?:NEW )?SECTION|SEC|ARTICLE|CHAPTER|PART|TITLE|SCHEDULE|SUBCHAPTER|SUBTITLE)\b"
    r"[\s.\u00a7]*[\dIVXA-Z.:-]*[\s.:;-]*(?:BE IT ENACTED\b.*)?"
)
#: Bracketed notes of the code itself.
_NOTES = re.compile(
    r"\[+(?:effective|repealed|reserved|expires?|see|as amended|now|sic|renumbered|new section"
    r"|contingent)\b",
    re.IGNORECASE,
)


def apply_signs(lines: Sequence[Line], convention: Convention | None = None) -> None:
    """Turn the marking words and brackets of a document into marks, in place.

    `convention` is what the document says of its print; None: it is read from these lines.
    """
    text = "\n".join(line.text for line in lines)
    lowered = text.lower()
    signs = tuple(s for s in WORD_SIGNS if s.opens in lowered)
    if signs:
        _apply(lines, signs)
    told = convention or convention_of(text)
    struck, added = marked_as(lines, Mark.STRUCK), marked_as(lines, Mark.ADDED)
    if struck:
        _strike_brackets_of_struck(lines)
    if "[" in text and (told.brackets or (told.spare_brackets and not struck)):
        _strike_enclosed(lines, _BRACKETS)
    if told.parentheses and not struck:
        _strike_enclosed(lines, _PARENTHESES)
    if told.capitals:
        _mark_capitals(lines)
    elif told.spare_capitals and not added:
        acting = _acting(lines)
        if any(_AMID.search(line.text) for line in acting):
            _mark_capitals(acting)


def marked_as(lines: Sequence[Line], mark: Mark) -> bool:
    """Whether any words of the lines bear a mark."""
    return any(m is mark for line in lines for _, m in line.spans)


def _apply(lines: Sequence[Line], signs: Sequence[Signs]) -> None:
    tokens: dict[str, Mark | None] = {}
    for sign in signs:
        tokens[sign.opens] = sign.mark
        tokens[sign.closes] = None
    pattern = re.compile("(" + "|".join(map(re.escape, tokens)) + ")", re.IGNORECASE)
    state: Mark | None = None
    for line in lines:
        out: list[tuple[str, Mark]] = []
        for text, mark in line.spans:
            for part in pattern.split(text):
                key = part.lower()
                if key in tokens:
                    state = tokens[key]
                    continue
                if part:
                    out.append((part, _stronger(mark, state)))
        line.spans = out


def _stronger(mark: Mark, state: Mark | None) -> Mark:
    if state is None or mark is Mark.STRUCK:
        return mark
    return state


def _strike_brackets_of_struck(lines: Sequence[Line]) -> None:
    """`[<s>words</s>]`: the brackets go with the words."""
    for line in lines:
        spans = line.spans
        if not any(m is Mark.STRUCK for _, m in spans):
            continue
        out: list[tuple[str, Mark]] = []
        for index, (text, mark) in enumerate(spans):
            if mark is Mark.STRUCK:
                out.append((text, mark))
                continue
            body = text
            if index and spans[index - 1][1] is Mark.STRUCK and (m := _CLOSE_START.match(body)):
                out.append((m[0], Mark.STRUCK))
                body = body[m.end() :]
            opened = None
            if index + 1 < len(spans) and spans[index + 1][1] is Mark.STRUCK:
                opened = _OPEN_END.search(body)
            if opened:
                out.append((body[: opened.start()], mark))
                body = opened[0]
                mark = Mark.STRUCK
            if body:
                out.append((body, mark))
        line.spans = [s for s in out if s[0]]


def _strike_enclosed(lines: Sequence[Line], signs: re.Pattern[str]) -> None:
    """Strike what stands between signs, where the document says that this is a deletion."""
    closed = _closed_pairs(lines, signs)
    depth = 0
    seen = 0
    for line in lines:
        out: list[tuple[str, Mark]] = []
        for text, mark in line.spans:
            start = 0
            for match in signs.finditer(text):
                at = match.start()
                seen += 1
                if seen - 1 not in closed:
                    continue
                if match[0][0] in "[(":
                    if depth == 0 and _no_deletion(text, at):
                        continue
                    if depth == 0:
                        out.append((text[start:at], mark))
                        start = at
                    depth += 1
                elif depth:
                    depth -= 1
                    if depth == 0:
                        out.append((text[start : match.end()], _bracketed(mark)))
                        start = match.end()
            out.append((text[start:], _bracketed(mark) if depth else mark))
        line.spans = [s for s in out if s[0]]


def _no_deletion(text: str, at: int) -> bool:
    return text[at] == "[" and (_chemical(text, at) or _NOTES.match(text, at) is not None)


def _closed_pairs(lines: Sequence[Line], signs: re.Pattern[str]) -> frozenset[int]:
    """The signs, counted from 0, that have their other half: one that is never closed is a
    slip of the pen and must not strike the rest of the law."""
    open_ones: list[int] = []
    closed: set[int] = set()
    places = (m[0] for line in lines for text, _ in line.spans for m in signs.finditer(text))
    for place, sign in enumerate(places):
        if sign[0] in "[(":
            open_ones.append(place)
        elif open_ones:
            closed |= {place, open_ones.pop()}
    return frozenset(closed)


def _bracketed(mark: Mark) -> Mark:
    """Underlined words in brackets were added by a later hand; they are not what is deleted."""
    return mark if mark is Mark.ADDED else Mark.STRUCK


def _chemical(text: str, at: int) -> bool:
    """Whether the bracket at this place is part of a name such as 5-[2-(x)]-1-ethyl."""
    before = text[at - 1 : at]
    close = text.find("]", at)
    after = text[close + 1 : close + 2] if close >= 0 else ""
    return before in {"-", ",", "("} or (before.isalnum() and after in {"-", ","}) or after == "-"


#: Words in capitals behind words that are not, as no heading has them.
_AMID = re.compile(r"[a-z]{2,}[,;:]? (?:\S{1,4} )?[A-Z]{4,}(?:[ ;,.-]|$)")


def _acting(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines behind the enacting words."""
    for index, line in enumerate(lines):
        if "enact" in line.text.lower():
            return lines[index + 1 :]
    return ()


def _mark_capitals(lines: Sequence[Line]) -> None:
    """Mark as added what stands in capitals inside plain text."""
    for line in lines:
        out: list[tuple[str, Mark]] = []
        for text, mark in line.spans:
            start = 0
            for match in _CAPITALS.finditer(text) if mark is Mark.PLAIN else ():
                if _REAL_CAPITALS.search(match[0]) and not _HEAD.fullmatch(match[0]):
                    out.append((text[start : match.start()], mark))
                    out.append((match[0], Mark.ADDED))
                    start = match.end()
            out.append((text[start:], mark))
        line.spans = [s for s in out if s[0]]
