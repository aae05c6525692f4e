"""Dates of the law, which may be partial: `2026`, `2026-05` or `2026-05-10`."""

from __future__ import annotations

import datetime as dt

from regtrack.domain.record import Record

_LENGTHS = (4, 7, 10)
_DAY = dt.timedelta(days=1)


class PartialDate(Record):
    """A day, a month or a year, as far as a source tells it."""

    text: str

    def __post_init__(self) -> None:
        text = self.text
        if len(text) not in _LENGTHS or text[4:5] + text[7:8] not in ("", "-", "--"):
            raise self._refused()
        if not (text.isascii() and text.replace("-", "").isdigit()):
            raise self._refused()
        dt.date.fromisoformat((text + "-01-01")[:10])  # ValueError for 2026-13 or 2026-02-30

    def _refused(self) -> ValueError:
        return ValueError(f"not a date: {self.text!r}; write 2026, 2026-05 or 2026-05-10")

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
        year, month = int(self.text[:4]), int(self.text[5:] or 12)
        return dt.date(year, month + 1, 1) - _DAY if month < 12 else dt.date(year, 12, 31)

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
