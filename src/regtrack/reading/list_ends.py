"""New entries of a list in a copy that has lost its marks: they are put behind the others.

A bill on schedules reprints the list that it adds to. Where its copy shows neither what is added
nor what is struck and its title names no substance, entries of ours that end a list are taken for
the new ones; in the middle of a list they are existing law.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import Context
from regtrack.reading.effects.schedule_names import LIST_HEAD, chemical_list_begins
from regtrack.reading.sections import Words
from regtrack.reading.substances import find_mentions
from regtrack.reading.surface import rx

_ON_SCHEDULES = rx(r"\b(?:schedul(?:es?|ing)|controlled substances?)\b")
_ITEM = re.compile(r"(?<=[.;:\s\x1f])(?:\(\w{1,4}\)|(?:[a-z]{1,3}|\d{1,3})\.)(?=\s)")
_FEWEST = 4
_LONGEST = 4000


def ends_list(clause: Clause, context: Context) -> bool:
    """Whether a clause belongs to the last entries of a list that a bill on schedules reprints."""
    section = clause.section
    if section.words is not Words.AMENDED or context.surface.marked:
        return False
    if not _ON_SCHEDULES.search(context.title):
        return False
    start, end = _last_entries(context.surface.text, section.start, section.end)
    return any(start <= m.start < end for m in clause.mentions if m.start >= clause.start)


@lru_cache(maxsize=16)
def _last_entries(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a section from its first entry of ours to the end of its list; empty where
    other entries follow, or few stand before."""
    named = find_mentions(text, start, end)
    if not named or not chemical_list_begins(text, start, named[0].start):
        return start, start
    items = [m.start() for m in _ITEM.finditer(text, start, end)]
    first = max((at for at in items if at <= named[0].start), default=end)
    if sum(at < first for at in items) < _FEWEST:
        return start, start
    following = LIST_HEAD.search(text, named[0].end, end)
    if following is not None:
        end = max((at for at in items if at <= following.start()), default=end)
    if end - first > _LONGEST:
        return start, start
    cuts = [*(at for at in items if first <= at < end), end]
    ours = all(find_mentions(text, a, b) for a, b in pairwise(cuts))
    return (first, end) if ours else (start, start)
