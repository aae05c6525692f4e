"""Printed lines to paragraphs, and spans to runs: once, for all formats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regtrack.reading.text import Mark, Run
from regtrack.runner.extraction.lines import Line

_ITEM = re.compile(
    r"(?:\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxl]{1,6})\)|\d{1,3}\.\s|[a-zA-Z]\.\s|§|•|[*\u2013]\s"
    r"|\d+[A-Z]*(?:[-.:]\d+[A-Za-z]?)+\.?\s+[A-Z§]|(?:SEC(?:TION)?|Sec(?:tion)?|ART(?:ICLE)?|Article|PART|CHAPTER|Subd)\.?\s+[\dIVX])"
)
_CLOSED = re.compile(r"[.:;!?][\"'\u201d\u2019)\]]*$|(?:;|,)\s*(?:and|or)$")
_WORDS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+|[^\W\d_]{3,}")
_LAST_WORD = re.compile(r"([\w-]*[^\W_])$")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")
#: Ends of English words that a hyphen at a line end parts from their stem.
_TAILS = re.compile(
    r"[a-z]{0,3}(?:tion|sion|ment|ness|ance|ence|ture|tions|sions|ments|ities|ity|tory)"
    r"|[a-z]?(?:able|ible|tive|sive|ings?|ers?|ed|ly|al|ous|ary|ory|ies|ated?|ized?|ants?|ents?|ism)"
)
#: First halves that keep their hyphen.
_PREFIXES = frozenset(
    {"non", "self", "co", "pre", "post", "anti", "semi", "multi", "sub", "over", "under", "well"}
)
#: An indent this many columns deeper than the line before begins a paragraph.
_DEEPER = 3


def to_runs(lines: Sequence[Line]) -> tuple[Run, ...]:
    """Join lines to paragraphs and spans of one mark to runs."""
    filled, width = _filled(lines)
    hyphens = _Hyphens(filled)
    spans: list[tuple[str, Mark]] = []
    before: Line | None = None
    for line in filled:
        if before is not None:
            if line.hard or not _continues(before, line, width):
                spans.append(("\n", Mark.PLAIN))
            else:
                glue = hyphens.glue(before, line)
                same = line.spans[0][1] is spans[-1][1]
                if glue != " " and not before.hyphen:
                    spans[-1] = (spans[-1][0][:-1], spans[-1][1])
                spans.append((glue, spans[-1][1] if same else Mark.PLAIN))
        spans.extend(line.spans)
        before = line
    return _merge(_unfuse(spans))


def _filled(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines with words, trimmed and with their columns; and the width of the print."""
    out: list[Line] = []
    hard = False
    rights: list[int] = []
    for line in lines:
        text = line.text
        hard = hard or line.hard
        body = text.strip()
        if not body:
            continue
        line.hard = hard
        hard = False
        lead = len(text) - len(text.lstrip())
        line.left = lead if line.left is None else line.left
        line.right = lead + len(body) if line.right is None else line.right
        line.cut(lead)
        _trim_end(line)
        rights.append(line.right)
        out.append(line)
    rights.sort()
    return out, rights[int(len(rights) * 0.9)] if rights else 0


def _trim_end(line: Line) -> None:
    while line.spans:
        text, mark = line.spans[-1]
        short = text.rstrip()
        if short:
            line.spans[-1] = (short, mark)
            return
        line.spans.pop()


def _continues(before: Line, line: Line, width: int) -> bool:
    """Whether a printed line goes on with the sentence of the line before."""
    if before.hyphen:
        return True
    head, tail = line.text, before.text
    item = _ITEM.match(head) is not None
    if head[0].islower() and not item:
        return True
    assert before.right is not None
    assert before.left is not None
    assert line.left is not None
    closed = _CLOSED.search(tail) is not None
    if line.left >= before.left + _DEEPER and (closed or item):
        return False
    word = head.split(maxsplit=1)[0]
    if before.right + len(word) + 2 < width:
        # The next word would have stood on that line, had the paragraph gone on.
        return False
    return not (closed and (item or line.left > before.left))


class _Hyphens:
    """Decides whether the two halves of a hyphen at a line end are one word."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.words: set[str] | None = None

    def glue(self, before: Line, line: Line) -> str:
        """What goes between the lines: a space, a hyphen, or nothing."""
        tail = before.text
        if not before.hyphen:
            if not tail.endswith("-") or tail.endswith((" -", "--")):
                return " "
            tail = tail[:-1]
        first, last = _FIRST_WORD.match(line.text), _LAST_WORD.search(tail)
        whole = bool(first and last and self.whole(last[1], first[1]))
        return "" if whole else "-"

    def whole(self, last: str, first: str) -> bool:
        """Whether `last` and `first` are halves of one word, by what the document writes."""
        if self.words is None:
            self.words = {w.lower() for ln in self.lines for w in _WORDS.findall(_inner(ln.text))}
        stem, head = last.rpartition("-")[2], first.lower()
        if not stem.isalpha() or not first[0].islower():
            return False
        if f"{stem}-{head}".lower() in self.words:
            return False
        if f"{stem}{head}".lower() in self.words:
            return True
        if stem.lower() in _PREFIXES or stem.lower() in self.words or head in self.words:
            return False
        return _TAILS.fullmatch(head) is not None


def _inner(text: str) -> str:
    """A line without its outermost words, which may be halves."""
    return text.partition(" ")[2].rpartition(" ")[0]


def _unfuse(spans: list[tuple[str, Mark]]) -> list[tuple[str, Mark]]:
    """Keep two live words apart where only struck words with a space stood between them."""
    out: list[tuple[str, Mark]] = []
    tail = "\n"
    gap = struck = False
    for text, mark in spans:
        if not text:
            continue
        if mark is Mark.STRUCK:
            struck = struck or not text.isspace()
            gap = gap or text[0].isspace() or text[-1].isspace()
        else:
            if struck and gap and tail.isalnum() and text[0].isalnum():
                out.append((" ", mark))
            gap = struck = False
            tail = text[-1]
        out.append((text, mark))
    return out


def _merge(spans: list[tuple[str, Mark]]) -> tuple[Run, ...]:
    """Runs of one mark; a lone space goes with the run before it."""
    runs: list[Run] = []
    parts: list[str] = []
    current = Mark.PLAIN
    for text, mark in spans:
        if mark is not current and parts:
            if text == " " and mark is not Mark.STRUCK and current is not Mark.STRUCK:
                parts.append(text)
                continue
            runs.append(Run("".join(parts), current))
            parts = []
        if not parts:
            current = mark
        parts.append(text)
    if parts:
        runs.append(Run("".join(parts), current))
    return tuple(runs)
