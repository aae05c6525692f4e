"""A drawn band of a status over time, in plain characters: no colour is needed to read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from regtrack.domain.status import Status

SIGN: dict[Status, str] = {
    Status.SCHEDULED: "S",
    Status.PROHIBITED: "B",
    Status.RESTRICTED: "R",
    Status.REGULATED: "P",
    Status.AGE_RESTRICTED: "A",
    Status.EXPRESSLY_LAWFUL: "L",
    Status.NO_SPECIFIC_LAW: "-",
    Status.UNKNOWN: "?",
}
_SHORT: dict[Status, str] = {
    Status.SCHEDULED: "scheduled",
    Status.PROHIBITED: "banned",
    Status.RESTRICTED: "restricted",
    Status.REGULATED: "product rules",
    Status.AGE_RESTRICTED: "minimum age",
    Status.EXPRESSLY_LAWFUL: "expressly lawful",
    Status.NO_SPECIFIC_LAW: "no law names it",
    Status.UNKNOWN: "unknown",
}
WIDTH = 72

Stretch = tuple[dt.date, dt.date | None, Status]


def band(stretches: Sequence[Stretch], first: dt.date, last: dt.date) -> str:
    """One line of WIDTH signs from `first` to `last`. Where several fall into one column the
    newest is drawn; before the first stretch nothing is known."""
    days = max((last - first).days, 1)
    columns = ["?"] * WIDTH
    for start, until, status in stretches:
        begin = _column(start, first, days)
        end = WIDTH if until is None else max(_column(until, first, days), begin + 1)
        for at in range(max(begin, 0), min(end, WIDTH)):
            columns[at] = SIGN[status]
    return "".join(columns)


def ruler(first: dt.date, last: dt.date, today: dt.date) -> list[str]:
    """Two lines: the years, and a mark below today."""
    days = max((last - first).days, 1)
    years = [" "] * (WIDTH + 4)
    free = 0
    for year in range(first.year, last.year + 1):
        at = max(_column(dt.date(year, 1, 1), first, days), 0)
        if at >= free and at + 4 <= WIDTH:
            years[at : at + 4] = str(year)
            free = at + 6
    mark = min(max(_column(today, first, days), 0), WIDTH - 1)
    return ["".join(years).rstrip(), " " * mark + "^ today"]


def legend(statuses: Sequence[Status]) -> str:
    """What the signs of these statuses mean."""
    return ", ".join(f"{SIGN[s]} {_SHORT[s]}" for s in SIGN if s in statuses)


def _column(day: dt.date, first: dt.date, days: int) -> int:
    return (day - first).days * WIDTH // (days + 1)
