"""Hours of digests and quiet hours, on the days on which clocks are moved too."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regtrack.domain.timing import Digest, Every, Quiet, Timing, Weekday

CHICAGO = "America/Chicago"
EIGHT = Digest(Every.DAILY, dt.time(8))
NIGHT = Quiet(dt.time(22), dt.time(7))
ZONES = st.sampled_from([CHICAGO, "America/New_York", "UTC", "Australia/Lord_Howe",
                         "Asia/Kathmandu", "Pacific/Apia"])  # fmt: skip
INSTANTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: utc("2026-01-01") + dt.timedelta(minutes=minutes)
)
TIMES = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("digest", "after", "slot"),
    [
        (EIGHT, "2026-07-01T12:59:59", "2026-07-01T13:00:00"),
        (EIGHT, "2026-07-01T13:00:00", "2026-07-02T13:00:00"),  # strictly after
        (EIGHT, "2026-03-07T15:00:00", "2026-03-08T13:00:00"),  # 23 hours: clocks go forward
        (EIGHT, "2026-10-31T14:00:00", "2026-11-01T14:00:00"),  # 25 hours: clocks go back
        (Digest(Every.DAILY, dt.time(2, 30)), "2026-03-08T00:00:00", "2026-03-08T08:30:00"),
        (Digest(Every.DAILY, dt.time(1, 30)), "2026-11-01T00:00:00", "2026-11-01T06:30:00"),
        (Digest(Every.DAILY, dt.time(1, 30)), "2026-11-01T06:30:00", "2026-11-02T07:30:00"),
        (Digest(Every.WEEKLY, dt.time(8), Weekday.WED), "2026-07-01T12:00:00",
         "2026-07-01T13:00:00"),
        (Digest(Every.WEEKLY, dt.time(8), Weekday.WED), "2026-07-01T13:00:00",
         "2026-07-08T13:00:00"),
    ],
)  # fmt: skip
def test_the_next_digest(digest: Digest, after: str, slot: str) -> None:
    assert Timing(CHICAGO, digest).slot(utc(after)) == utc(slot)


@pytest.mark.parametrize(
    ("at", "free"),
    [
        ("2026-07-02T02:59:59", "2026-07-02T02:59:59"),  # 21:59:59
        ("2026-07-02T03:00:00", "2026-07-02T12:00:00"),  # 22:00
        ("2026-07-02T11:59:00", "2026-07-02T12:00:00"),
        ("2026-07-02T12:00:00", "2026-07-02T12:00:00"),
        ("2026-03-08T05:00:00", "2026-03-08T12:00:00"),  # the short night
        ("2026-11-01T04:00:00", "2026-11-01T13:00:00"),  # the long one
    ],
)
def test_quiet_hours_end(at: str, free: str) -> None:
    timing = Timing(CHICAGO, quiet=NIGHT)
    assert timing.free(utc(at), urgent=False) == utc(free)
    assert timing.free(utc(at), urgent=True) == utc(at)
    held = Timing(CHICAGO, quiet=Quiet(NIGHT.start, NIGHT.end, all=True))
    assert held.free(utc(at), urgent=True) == utc(free)


@given(ZONES, TIMES, TIMES, INSTANTS)
def test_what_waits_for_the_end_of_quiet_hours_goes_out_within_a_day_and_not_in_them(
    zone: str, start: dt.time, end: dt.time, at: dt.datetime
) -> None:
    quiet = Quiet(start, end)
    free = Timing(zone, quiet=quiet).free(at, urgent=False)
    assert not quiet.holds(free.astimezone(ZoneInfo(zone)).time())
    assert at <= free <= at + dt.timedelta(hours=26)


@given(ZONES, TIMES, st.sampled_from(Every), st.sampled_from(Weekday), INSTANTS)
def test_each_local_day_has_one_digest(
    zone: str, time: dt.time, every: Every, weekday: Weekday, at: dt.datetime
) -> None:
    timing, slots = Timing(zone, Digest(every, time, weekday)), []
    for _ in range(5):
        slot = timing.slot(at)
        assert slot is not None
        assert slot > at
        slots.append(at := slot)
    days = [s.astimezone(ZoneInfo(zone)).date() for s in slots]
    apart = 1 if every is Every.DAILY else 7
    assert [(b - a).days for a, b in itertools.pairwise(days)] == [apart] * 4
