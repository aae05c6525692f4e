"""Marks that stand in the text itself: words and brackets around what is added or struck.

A plain bracket is a deletion only where the document says so or strikes what is inside; chemical
names are full of brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regtrack.reading.text import Mark
from regtrack.runner.extraction.lines import Line
from regtrack.runner.extraction.marks import (
    BRACKET_EVIDENCE,
    BRACKET_STATES,
    CAPITALS_EVIDENCE,
    WORD_SIGNS,
    Signs,
)

_BRACKETS = re.compile(r"[\[\]]")
_OPEN_END = re.compile(r"(?:\[|\{|\(\()+\s*$")
_CLOSE_START = re.compile(r"^\s*(?:\]|\}|\)\))+")
_CAPITALS = re.compile(
    r"(?<![\w-])[A-Z0-9][A-Z0-9.,;:'()\"\u2019-]*(?:\s+[A-Z0-9(\"\u201c][A-Z0-9.,;:'()\"\u2019\u201d%-]*)+"
    r"(?![\w-])"
)
_REAL_CAPITALS = re.compile(r"[A-Z]{4,}")
#: Bracketed notes of the code itself.
_NOTES = re.compile(
    r"\[+(?:effective|repealed|reserved|expires?|see|as amended|now|sic|renumbered)\b",
    re.IGNORECASE,
)


def apply_signs(lines: Sequence[Line]) -> None:
    """Turn the marking words and brackets of a document into marks, in place."""
    text = "\n".join(line.text for line in lines)
    lowered = text.lower()
    signs = tuple(s for s in WORD_SIGNS if s.opens in lowered)
    if signs:
        _apply(lines, signs)
    struck = any(mark is Mark.STRUCK for line in lines for _, mark in line.spans)
    if struck:
        _strike_brackets_of_struck(lines)
    said = "bracket" in lowered or "removed from current law" in lowered
    said = said and BRACKET_EVIDENCE.search(text) is not None
    if "[" in text and (said or (not struck and BRACKET_STATES.search(text))):
        _strike_bracketed(lines)
    if "capital" in lowered or "arizona revised statutes" in lowered:
        capitals = CAPITALS_EVIDENCE.search(text) is not None
    else:
        capitals = False
    if capitals:
        _mark_capitals(lines)


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


def _strike_bracketed(lines: Sequence[Line]) -> None:
    """Strike what stands in brackets, where the document says that this is a deletion."""
    closed = _closed_brackets(lines)
    depth = 0
    seen = 0
    for line in lines:
        out: list[tuple[str, Mark]] = []
        for text, mark in line.spans:
            start = 0
            for match in _BRACKETS.finditer(text):
                at = match.start()
                seen += 1
                if seen - 1 not in closed:
                    continue
                if match[0] == "[":
                    if depth == 0 and (_chemical(text, at) or _NOTES.match(text, at)):
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


def _closed_brackets(lines: Sequence[Line]) -> frozenset[int]:
    """The brackets, counted from 0, that have their other half: one that is never closed is a
    slip of the pen and must not strike the rest of the law."""
    open_ones: list[int] = []
    closed: set[int] = set()
    places = (m[0] for line in lines for text, _ in line.spans for m in _BRACKETS.finditer(text))
    for place, sign in enumerate(places):
        if sign == "[":
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


def _mark_capitals(lines: Sequence[Line]) -> None:
    """Mark as added what stands in capitals inside plain text."""
    for line in lines:
        out: list[tuple[str, Mark]] = []
        for text, mark in line.spans:
            start = 0
            for match in _CAPITALS.finditer(text) if mark is Mark.PLAIN else ():
                if _REAL_CAPITALS.search(match[0]):
                    out.append((text[start : match.start()], mark))
                    out.append((match[0], Mark.ADDED))
                    start = match.end()
            out.append((text[start:], mark))
        line.spans = [s for s in out if s[0]]
