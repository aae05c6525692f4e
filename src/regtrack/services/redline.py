"""The redline of two texts: lines first, words inside the lines that changed, noise left out.

Only sections that name a substance count: a watched page may say anything beside them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from regtrack.domain.page_noise import without_noise
from regtrack.domain.redline import Hunk, Redline
from regtrack.reading.substances import names_any

#: Longer texts, and longer places, are not compared word by word.
_MOST_LINES, _MOST_WORDS = 50_000, 4_000
_MOST_HUNKS = 8
#: Words kept on either side of a change, and the most characters of a place.
_CONTEXT, _MOST_CHARACTERS = 8, 380
#: Where a page has no sections, so many lines around a name belong to it.
_AROUND = 2
_HEAD = re.compile(
    r"(?i)^(?:§|art(?:icle|\.)? ?\d|sec(?:tion|\.)? ?\d|chapter |rule ?\d|\d+[-.:]\d+|\d+\. [A-Z])"
)


def redline(old: str, new: str) -> Redline:
    """What changed from one text to another in the sections that name a substance."""
    before, after = ([x for x in t.split("\n") if without_noise(x)] for t in (old, new))
    if max(len(before), len(after)) > _MOST_LINES:
        return Redline()
    hunks: list[Hunk] = []
    more = 0
    marked = _about(before), _about(after)
    for a, b, c, d in _changed(before, after):
        if not (marked[0] & set(range(a, b)) or marked[1] & set(range(c, d))):
            continue
        if len(hunks) < _MOST_HUNKS:
            hunks.append(_hunk(" ".join(before[a:b]).split(), " ".join(after[c:d]).split()))
        else:
            more += 1
    return Redline(tuple(hunks), more)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of lines that differ, noise apart."""
    ids: dict[str, int] = {}
    numbers = [
        [ids.setdefault(without_noise(x), len(ids)) for x in lines] for lines in (before, after)
    ]
    return (stretch for stretch, equal in _stretches(*numbers) if not equal)


def _stretches(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Iterator[tuple[tuple[int, int, int, int], bool]]:
    """What differs and what is equal, by turns; a removal and the insertion beside it are one."""
    for equal, group in groupby(Indel.opcodes(old, new), key=lambda op: op.tag == "equal"):
        ops = list(group)
        first, last = ops[0], ops[-1]
        yield (first.src_start, last.src_end, first.dest_start, last.dest_end), equal


def _about(lines: Sequence[str]) -> set[int]:
    """The lines of the sections that name a substance."""
    named = [n for n, line in enumerate(lines) if names_any(line)]
    heads = [n for n, line in enumerate(lines) if _HEAD.match(line)]
    if not heads:
        return {n for at in named for n in range(at - _AROUND, at + _AROUND + 1)}
    edges = [0, *heads, len(lines)]
    sections = [range(a, b) for a, b in pairwise(edges) if a < b]
    return {n for part in sections if any(at in part for at in named) for n in part}


def _hunk(old: Sequence[str], new: Sequence[str]) -> Hunk:
    if max(len(old), len(new)) > _MOST_WORDS:
        removed, added = _cut(" ".join(old)), _cut(" ".join(new))
        return Hunk(removed, added, _cut(f"[-{removed[:180]}-] {{+{added[:180]}+}}"))
    gone: list[str] = []
    come: list[str] = []
    parts: list[str] = []
    stretches = list(_stretches(old, new))
    for place, ((a, b, c, d), equal) in enumerate(stretches):
        was, now = old[a:b], new[c:d]
        if equal:
            parts.append(_context(was, first=place == 0, last=place == len(stretches) - 1))
            continue
        gone += was
        come += now
        parts += [f"[-{' '.join(was)}-]"] * bool(was) + [f"{{+{' '.join(now)}+}}"] * bool(now)
    return Hunk(_cut(" ".join(gone)), _cut(" ".join(come)), _cut(" ".join(parts)))


def _context(words: Sequence[str], *, first: bool, last: bool) -> str:
    """The words next to a change; those further off as an ellipsis."""
    head = [] if first else words[:_CONTEXT]
    tail = [] if last else words[max(len(words) - _CONTEXT, len(head)) :]
    left_out = len(words) > len(head) + len(tail)
    return " ".join([*head, *(["…"] if left_out else []), *tail])


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
