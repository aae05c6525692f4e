"""Dates of the law, which may be partial: `2026`, `2026-05` or `2026-05-10`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as far as a source tells it."""

    text: str

    def __post_init__(self) -> None:
        match = _PARTIAL.fullmatch(self.text)
        if match is None:
            raise ValueError(f"not a date: {self.text!r}; write 2026, 2026-05 or 2026-05-10")
        year, month, day = (int(g) if g else 1 for g in match.groups())
        dt.date(year, month, day)  # raises ValueError for 2026-13 or 2026-02-30

    @property
    def precise(self) -> bool:
        """Whether this is one day."""
        return len(self.text) == 10

    @property
    def first(self) -> dt.date:
        """The first day it can be."""
        return dt.date.fromisoformat((self.text + "-01-01")[:10])

    @property
    def last(self) -> dt.date:
        """The last day it can be."""
        if self.precise:
            return self.first
        if len(self.text) == 4:
            return dt.date(int(self.text), 12, 31)
        year, month = int(self.text[:4]), int(self.text[5:])
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    def __str__(self) -> str:
        return self.text


def day(value: dt.date) -> PartialDate:
    """The partial date that is exactly this day."""
    return PartialDate(value.isoformat())


def partial(text: str | None) -> PartialDate | None:
    """Read a partial date; None and "" give None. Raises ValueError for anything else."""
    return PartialDate(text) if text else None


def aware_utc(text: str) -> dt.datetime:
    """Read an ISO instant and give it in UTC; a naive one is refused with ValueError."""
    value = dt.datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(f"instant without a time zone: {text!r}; add Z or an offset")
    try:
        return value.astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError(f"instant outside the calendar: {text!r}") from error
