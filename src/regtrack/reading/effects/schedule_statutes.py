"""Sections of the codes that hold one schedule each: what a bill amends tells its schedule.

A bill that adds an entry to `G.S. 90-89` or `961.14 (7)` often does not say which schedule that is.
Only sections are named here that hold one schedule and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

_FIVE = ("I", "II", "III", "IV", "V")
_SIX = (*_FIVE, "VI")
#: By code: the schedules in the order of the sections.
_SECTIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (_FIVE, ("1308.11", "1308.12", "1308.13", "1308.14", "1308.15")),
    (_FIVE, ("20-2-23", "20-2-25", "20-2-27", "20-2-29", "20-2-31")),
    (tuple(f"{n}A" for n in _SIX),
     ("11.71.140", "11.71.150", "11.71.160", "11.71.170", "11.71.180", "11.71.190")),
    (_FIVE, ("16-13-25", "16-13-26", "16-13-27", "16-13-28", "16-13-29")),
    (_FIVE, ("37-2705", "37-2707", "37-2709", "37-2711", "37-2713")),
    (_FIVE, ("570/204", "570/206", "570/208", "570/210", "570/212")),
    (_FIVE, ("35-48-2-4", "35-48-2-6", "35-48-2-8", "35-48-2-10", "35-48-2-12")),
    (_FIVE, ("124.204", "124.206", "124.208", "124.210", "124.212")),
    (_FIVE, ("65-4105", "65-4107", "65-4109", "65-4111", "65-4113")),
    (_FIVE, ("333.7212", "333.7214", "333.7216", "333.7218", "333.7220")),
    (_FIVE, ("41-29-113", "41-29-115", "41-29-117", "41-29-119", "41-29-121")),
    (_SIX, ("G.S. 90-89", "G.S. 90-90", "G.S. 90-91", "G.S. 90-92", "G.S. 90-93", "G.S. 90-94")),
    (_FIVE, ("19-03.1-05", "19-03.1-07", "19-03.1-09", "19-03.1-11", "19-03.1-13")),
    (_FIVE, ("30-31-6", "30-31-7", "30-31-8", "30-31-9", "30-31-10")),
    (_FIVE, ("44-53-190", "44-53-210", "44-53-230", "44-53-250", "44-53-270")),
    (_SIX, ("39-17-406", "39-17-408", "39-17-410", "39-17-412", "39-17-414", "39-17-415")),
    (_FIVE, ("54.1-3446", "54.1-3448", "54.1-3450", "54.1-3452", "54.1-3454")),
    (_FIVE, ("69.50.204", "69.50.206", "69.50.208", "69.50.210", "69.50.212")),
    (_FIVE, ("60A-2-204", "60A-2-206", "60A-2-208", "60A-2-210", "60A-2-212")),
    (_FIVE, ("961.14", "961.16", "961.18", "961.20", "961.22")),
    (_FIVE, ("35-7-1014", "35-7-1016", "35-7-1018", "35-7-1020", "35-7-1022")),
)  # fmt: skip
_SCHEDULE = {
    number: schedule
    for schedules, numbers in _SECTIONS
    for schedule, number in zip(schedules, numbers, strict=True)
}
_CITED = re.compile(
    r"(?<![\w.-])(?:"
    + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(_SCHEDULE, key=len)[::-1])
    + r")(?![\w-]|\.\d)"
)
#: A section cited this far behind the head of a section of the bill is only referred to.
_HEAD = 400


@lru_cache(maxsize=8)
def _citations(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((m.start(), " ".join(m[0].split())) for m in _CITED.finditer(text))


def schedule_cited(text: str, start: int, at: int) -> str | None:
    """The schedule that the section of the code holds which is amended at `at`, in a section of
    the bill that begins at `start`; None where its number tells none, or several are cited."""
    cited = _citations(text)
    first = bisect_left(cited, (start, ""))
    last = bisect_left(cited, (min(at, start + _HEAD), ""))
    found = {_SCHEDULE[number] for _, number in cited[first:last]}
    return found.pop() if len(found) == 1 else None
