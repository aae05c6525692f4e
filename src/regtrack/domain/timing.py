"""When a message may go out: at once, in a digest at a local hour, not in quiet hours.

Everything is pure and told in instants; local hours are those of an IANA time zone. An hour that
the clocks skip is taken as that much later, one that they repeat is taken the first time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

_DAY = dt.timedelta(days=1)


class Every(StrEnum):
    """How often a digest comes."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Weekday(StrEnum):
    """The day of a weekly digest."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


@dataclass(frozen=True, slots=True)
class Digest:
    """All news since the last one in one message, at a local hour, weekly on one day."""

    every: Every
    at: dt.time
    weekday: Weekday = Weekday.MON


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local hours [start, end) in which nothing is sent; over midnight where the end is before the
    start. What is urgent passes unless `all` holds it too."""

    start: dt.time
    end: dt.time
    all: bool = False

    def holds(self, local: dt.time) -> bool:
        """Whether a time of the day is quiet."""
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


@dataclass(frozen=True, slots=True)
class Timing:
    """When somebody wants to be told. Without a digest and quiet hours: at once."""

    zone: str = "UTC"
    digest: Digest | None = None
    quiet: Quiet | None = None

    def slot(self, after: dt.datetime) -> dt.datetime | None:
        """The next digest after an instant; None where there is none."""
        if self.digest is None:
            return None
        for instant, local in self._times(after, self.digest.at, (0,)):
            day = list(Weekday)[local.weekday()]
            if self.digest.every is Every.DAILY or day is self.digest.weekday:
                return instant
        raise AssertionError("a week has every day")

    def free(self, at: dt.datetime, *, urgent: bool) -> dt.datetime:
        """The first instant from `at` on that is not quiet for such a message."""
        quiet = self.quiet
        if quiet is None or (urgent and not quiet.all):
            return at
        # An end may fall into an hour that is repeated, and be quiet again by the clock.
        while quiet.holds(at.astimezone(ZoneInfo(self.zone)).time()):
            at = next(instant for instant, _ in self._times(at, quiet.end, (0, 1)))
        return at

    def _times(
        self, after: dt.datetime, time: dt.time, folds: tuple[int, ...]
    ) -> Iterator[tuple[dt.datetime, dt.date]]:
        """The instants after one at which clocks there show a time, with their days."""
        zone = ZoneInfo(self.zone)
        first = after.astimezone(zone).date() - _DAY
        for days in range(11):
            day = first + days * _DAY
            for fold in folds:
                local = dt.datetime.combine(day, time, zone).replace(fold=fold)
                instant = local.astimezone(dt.UTC)
                if instant > after:
                    yield instant, day
