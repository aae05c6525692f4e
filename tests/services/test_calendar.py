"""When a source is due: the law's calendar as data, a table of cases, and what holds always."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regtrack.contract import Authority, SourceSpec
from regtrack.domain.errors import ConfigError
from regtrack.paths import data_folder
from regtrack.runner.catalogue import catalogue
from regtrack.services.calendar import Calendar, next_due
from regtrack.services.calendar_file import load_calendar
from regtrack.services.timetable import cadence, retry_after
from regtrack_scrapers.platforms.registry import PLATFORMS as PLATFORM_NAMES

FILE = data_folder() / "sources" / "calendars.toml"
CALENDAR = load_calendar(FILE)
US = "ocd-division/country:us"
EASTERN = ZoneInfo("America/New_York")


def spec(
    key: str = "one",
    *,
    division: str = f"{US}/state:ut",
    platform: str = "page",
    every: str = "1d",
    kind: Any = None,
) -> SourceSpec:
    options = {"kind": kind} if kind else {}
    return SourceSpec(
        key, platform, "https://x.gov", division, "P", Authority.OFFICIAL, every, options
    )


def at(text: str, zone: str = "America/New_York") -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def days(span: dt.timedelta) -> float:
    return span / dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("given_spec", "now", "least", "most"),
    [
        # Utah sits from January 20 to March 6, 2026; bills are filed before and signed after.
        (spec(platform="openstates"), "2026-02-10T12:00", 0.9, 1.1),
        (spec(platform="openstates"), "2025-12-28T12:00", 0.9, 1.1),
        (spec(platform="openstates"), "2026-04-15T12:00", 0.9, 1.1),
        (spec(platform="openstates"), "2026-07-15T12:00", 3.6, 4.4),
        (spec(kind="statute", every="7d"), "2026-07-15T12:00", 6.3, 7.7),
        (spec(kind="bill", every="3d"), "2026-07-15T12:00", 6.3, 7.7),
        # Agencies know no sessions; nor does Congress for this purpose, nor another nation.
        (spec(kind="rule"), "2026-07-15T12:00", 0.9, 1.1),
        (spec(kind="ordinance", every="7d"), "2026-07-15T12:00", 6.3, 7.7),
        (spec(platform="congress", division=US, every="6h"), "2026-08-15T12:00", 0.225, 0.275),
        (spec(kind="statute", division="ocd-division/country:se"), "2026-07-15T12:00", 0.9, 1.1),
        # A town's ordinance page of kind statute follows its state's legislature.
        (spec(platform="openstates", division=f"{US}/state:mt"), "2026-03-01T12:00", 3.6, 4.4),
        # No session is known for 2031: nothing is known to be away.
        (spec(platform="openstates"), "2031-07-15T12:00", 0.9, 1.1),
    ],
)
def test_sessions(given_spec: SourceSpec, now: str, least: float, most: float) -> None:
    moment = at(now)
    assert least <= days(next_due(given_spec, moment, CALENDAR) - moment) <= most


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-23T06:30", "2026-11-23T08:45"),  # a Monday
        ("2026-11-23T09:00", "2026-11-23T11:15"),
        ("2026-11-23T11:30", "2026-11-23T16:15"),
        ("2026-11-23T16:30", "2026-11-24T06:00"),
        ("2026-11-25T17:00", "2026-11-27T06:00"),  # over Thanksgiving
        ("2026-11-27T17:00", "2026-11-30T06:00"),  # over a weekend
        ("2026-03-06T17:00", "2026-03-09T06:00"),  # over the change of the clocks
    ],
)
def test_the_federal_register_at_its_hours(now: str, due: str) -> None:
    source = spec("fr", division=US, platform="federal_register", every="1h")
    late = next_due(source, at(now), CALENDAR) - at(due)
    assert dt.timedelta(0) <= late <= dt.timedelta(minutes=10)


def test_a_daily_look_at_the_register_is_one_a_day() -> None:
    source = spec("fr", division=US, platform="federal_register", every="1d")
    due = next_due(source, at("2026-11-23T06:05"), CALENDAR)
    assert due.astimezone(EASTERN).date() in (dt.date(2026, 11, 23), dt.date(2026, 11, 24))
    assert due - at("2026-11-23T06:05") >= dt.timedelta(hours=10)


@pytest.mark.parametrize(
    ("key", "state", "now", "due"),
    [
        ("ca-rules", "ca", "2026-11-23T12:00", "2026-11-27"),  # Fridays
        ("ny-rules", "ny", "2026-11-23T12:00", "2026-11-25"),  # Wednesdays
        ("mo-rules", "mo", "2026-11-23T12:00", "2026-12-01"),  # the 1st and the 15th
    ],
)
def test_registers_on_their_days(key: str, state: str, now: str, due: str) -> None:
    source = spec(key, division=f"{US}/state:{state}", kind="agency_notice")
    found = next_due(source, at(now), CALENDAR)
    assert found.astimezone(EASTERN).date() == dt.date.fromisoformat(due)


def test_the_day_before_the_law_changes_and_the_day_itself() -> None:
    source, changes = spec(kind="statute", every="7d"), [dt.date(2026, 7, 1)]
    first = next_due(source, at("2026-06-28T12:00", "America/Denver"), CALENDAR, changes)
    assert first.astimezone(ZoneInfo("America/Denver")).date() == dt.date(2026, 6, 30)
    second = next_due(source, first, CALENDAR, changes)
    assert second.astimezone(ZoneInfo("America/Denver")).date() == dt.date(2026, 7, 1)
    third = next_due(source, second, CALENDAR, changes)
    assert days(third - second) > 6


def test_a_wake_close_by_waits_for_the_floor() -> None:
    now, changes = at("2026-06-30T04:00", "America/Denver"), [dt.date(2026, 7, 1)]
    source = spec(kind="statute", every="7d")
    assert next_due(source, now, CALENDAR, changes) == now + CALENDAR.floor(source)


def test_faults_decide_alone() -> None:
    now = at("2026-02-10T12:00")
    for failures in (1, 2, 5, 50):
        due = next_due(spec(), now, CALENDAR, [dt.date(2026, 2, 11)], failures)
        assert due == now + retry_after(failures)


def test_an_empty_calendar_knows_the_cadence_alone() -> None:
    now = at("2026-07-15T12:00")
    assert next_due(spec(platform="openstates"), now, Calendar()) == now + dt.timedelta(days=1)


KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=2, max_size=20)
PLATFORMS = st.sampled_from(["page", "feed", "openstates", "congress", "federal_register", "x"])
EVERY = st.sampled_from(["15m", "1h", "6h", "1d", "3d", "7d", "30d"])
NOW = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
PLACES = st.sampled_from(
    [US, f"{US}/state:ut", f"{US}/state:tx/place:austin", "ocd-division/country:se", "x"]
)


@given(
    KEYS, PLATFORMS, EVERY, NOW, PLACES,
    st.sampled_from([None, "bill", "rule", "statute", {"from": "type"}]),
    st.lists(st.integers(-3, 40), max_size=3),
)  # fmt: skip
def test_never_below_the_floor_and_never_left_alone(
    key: str,
    platform: str,
    every: str,
    now: dt.datetime,
    division: str,
    kind: Any,
    ahead: list[int],
) -> None:
    effective = [now.date() + dt.timedelta(days=n) for n in ahead]
    source = spec(key, division=division, platform=platform, every=every, kind=kind)
    due = next_due(source, now, CALENDAR, effective)
    assert due.utcoffset() == dt.timedelta(0)
    assert due == next_due(source, now, CALENDAR, list(reversed(effective)))
    assert due - now >= CALENDAR.floor(source)
    longest = max(cadence(every) * 1.1, CALENDAR.longest * 1.1)
    assert due - now <= max(longest, dt.timedelta(days=17))  # a register that comes twice a month
    for day in effective:  # a change of the law ahead is never slept through
        ends = dt.datetime.combine(day, dt.time(23, 59), dt.UTC) + dt.timedelta(hours=12)
        if day > now.date() + dt.timedelta(days=1):
            assert due <= max(ends, now + CALENDAR.floor(source))


def test_sources_are_spread_within_a_tenth() -> None:
    keys = [f"source-{n}" for n in range(200)]
    now = at("2026-02-10T12:00")
    waits = [days(next_due(spec(k, kind="rule"), now, CALENDAR) - now) for k in keys]
    assert all(0.9 <= wait <= 1.1 for wait in waits)
    assert max(waits) - min(waits) > 0.1


def test_registers_are_sources_of_the_catalogue() -> None:
    assert set(CALENDAR.registers) <= {e.spec.key for e in catalogue()}
    assert set(CALENDAR.platform_hours) | (set(CALENDAR.floors) - {"default"}) <= set(
        PLATFORM_NAMES
    )


def test_every_state_has_its_calendar() -> None:
    known = set(CALENDAR.legislatures)
    files = (data_folder() / "sources" / "states").glob("??.toml")
    states = {f"{US}/state:{p.stem}" for p in files if p.stem not in ("dc", "pr")}
    assert len(states) == 50
    assert states | {US, f"{US}/district:dc", f"{US}/territory:pr"} == known
    for legislature in CALENDAR.legislatures.values():
        assert all(a.year == b.year and a <= b for a, b in legislature.sessions)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("spread = 0.10", "", "spread"),
        ("year_round = true", "", "sessions"),
        ('weekdays = ["fri"]', 'weekdays = ["freitag"]', "freitag"),
        ('effective_hour = "06:00"', 'effective_hour = "six"', "six"),
    ],
)
def test_a_wrong_calendar_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "calendars.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=told):
        load_calendar(file)
