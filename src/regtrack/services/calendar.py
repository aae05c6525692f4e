"""When a source is due again: by its cadence, and by the calendar of the law that it watches.

Pure. A legislature that sits is looked at often, one that is away rarely; a register on the days
and at the hours it comes out; any source of a place on the day before the law changes there, and
on that day. Sources are spread apart by their keys, and none is asked more often than its floor.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from regtrack.contract import SourceSpec
from regtrack.domain.divisions import country_of, state_of
from regtrack.domain.zones import zone
from regtrack.services.timetable import cadence, retry_after

_BILLS = frozenset({"openstates", "legiscan", "congress", "govinfo", "utah", "legislature_files"})
_MADE_IN_SESSION = frozenset({"bill", "resolution", "statute"})
_LATE = dt.timedelta(minutes=10)  # a register's hour is waited for, and then up to this
_DAYS_AHEAD = 40  # longer than any pause of a register


@dataclass(frozen=True, slots=True)
class Legislature:
    """When a legislature sits: all year round, or from a day to a day, both included."""

    sessions: tuple[tuple[dt.date, dt.date], ...] = ()
    year_round: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """When a publication comes out: at these hours of these days, in its own zone (None: that of
    the source's place). Without weekdays and days it is every business day."""

    at: tuple[dt.time, ...]
    weekdays: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    closed: frozenset[dt.date] = frozenset()
    zone: ZoneInfo | None = None

    def comes_out(self, day: dt.date) -> bool:
        """Whether there is an issue on this day."""
        if day in self.closed:
            return False
        if self.days:
            return day.day in self.days
        return day.weekday() in (self.weekdays or range(5))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendars as data (db/sources/calendars.toml). An empty one knows cadences only.

    `spread` is the part of a cadence by which sources are spread apart, up and down."""

    spread: float = 0.0
    effective_at: dt.time = dt.time(6)
    factor: float = 1.0
    longest: dt.timedelta = dt.timedelta(days=7)
    before: dt.timedelta = dt.timedelta(0)
    after: dt.timedelta = dt.timedelta(0)
    floors: Mapping[str, dt.timedelta] = field(default_factory=dict)
    legislatures: Mapping[str, Legislature] = field(default_factory=dict)
    registers: Mapping[str, Register] = field(default_factory=dict)
    platform_hours: Mapping[str, Register] = field(default_factory=dict)

    def floor(self, spec: SourceSpec) -> dt.timedelta:
        """The shortest time between two good looks at a source."""
        least = self.floors.get(spec.platform, self.floors.get("default", dt.timedelta(0)))
        return min(least, cadence(spec.cadence) * (1 - self.spread))

    def sits(self, division: str, day: dt.date) -> bool:
        """Whether the legislature of a division makes law on a day, with the days before and after
        in which bills are filed and signed. True where nothing is known of it, or of that year."""
        found = self.legislatures.get(division)
        if found is None or found.year_round:
            return True
        known = {day.year for session in found.sessions for day in session}
        if not known or not min(known) <= day.year <= max(known):
            return True
        return any(a - self.before <= day <= b + self.after for a, b in found.sessions)


def next_due(
    spec: SourceSpec,
    now: dt.datetime,
    calendar: Calendar,
    effective: Collection[dt.date] = (),
    failures: int = 0,
) -> dt.datetime:
    """When a source that was just looked at is due again. `effective` are the days on which the law
    of its place is known to change; `failures` counts faulty runs in a row, the last included, and
    decides alone when there are any."""
    if failures:
        return now + retry_after(failures)
    register = calendar.registers.get(spec.key) or calendar.platform_hours.get(spec.platform)
    regular = _issue(spec, now, calendar, register) if register else None
    if regular is None:
        regular = now + _span(spec, now, calendar) * (1 + calendar.spread * _offset(spec.key))
    wakes = _wakes(spec, now, calendar, effective)
    return max(min([regular, *wakes]), now + calendar.floor(spec))


def _span(spec: SourceSpec, now: dt.datetime, calendar: Calendar) -> dt.timedelta:
    """The cadence, longer while nobody makes the law that the source shows."""
    usual = cadence(spec.cadence)
    if not _follows_sessions(spec):
        return usual
    today = now.astimezone(zone(spec.division)).date()
    issuer = state_of(spec.division) or country_of(spec.division)
    if calendar.sits(issuer, today):
        return usual
    return max(usual, min(usual * calendar.factor, calendar.longest))


def _follows_sessions(spec: SourceSpec) -> bool:
    return spec.platform in _BILLS or str(spec.options.get("kind")) in _MADE_IN_SESSION


def _issue(
    spec: SourceSpec, now: dt.datetime, calendar: Calendar, register: Register
) -> dt.datetime | None:
    """The first issue of a register that a source of this cadence looks at; None for none."""
    wait = max(calendar.floor(spec), cadence(spec.cadence) / 2)
    late = _LATE * (1 + _offset(spec.key)) / 2
    where = register.zone or zone(spec.division)
    for instant in _instants(register, now.astimezone(where).date(), where):
        if instant + late >= now + wait:
            return instant + late
    return None


def _instants(register: Register, start: dt.date, where: ZoneInfo) -> Iterator[dt.datetime]:
    for ahead in range(_DAYS_AHEAD):
        day = start + dt.timedelta(days=ahead)
        if register.comes_out(day):
            for hour in sorted(register.at):
                yield dt.datetime.combine(day, hour, where).astimezone(dt.UTC)


def _wakes(
    spec: SourceSpec, now: dt.datetime, calendar: Calendar, effective: Collection[dt.date]
) -> list[dt.datetime]:
    """The looks on the day before the law changes and on the day itself, those still ahead."""
    where, late = zone(spec.division), _LATE * (1 + _offset(spec.key)) / 2
    days = {d - dt.timedelta(days=back) for d in effective for back in (0, 1)}
    at = (dt.datetime.combine(d, calendar.effective_at, where).astimezone(dt.UTC) for d in days)
    return [instant + late for instant in at if instant + late > now]


def _offset(key: str) -> float:
    """Where a source stands among the others: the same number from -1 to 1 for a key, always."""
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:8], "big") / (2**63) - 1
