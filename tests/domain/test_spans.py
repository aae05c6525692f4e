"""Spans: what holds for certain, inside what may hold."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.builders import date
from regtrack.domain.dates import PartialDate, partial
from regtrack.domain.spans import FOREVER, Span, span


def told(start: str | None, end: str | None = None, seen: str | None = None) -> list[str] | None:
    """The four days of a span, or None."""
    made = span(partial(start), partial(end), date(seen) if seen else None)
    if made is None:
        return None
    days = (made.possible_from, made.certain_from, made.certain_until, made.possible_until)
    return ["open" if d == FOREVER else d.isoformat() for d in days]


@pytest.mark.parametrize(
    ("start", "end", "seen", "expected"),
    [
        ("2026-05-10", None, None, ["2026-05-10", "2026-05-10", "open", "open"]),
        ("2026-05", None, None, ["2026-05-01", "2026-05-31", "open", "open"]),
        ("2026-05", None, "2026-05-20", ["2026-05-01", "2026-05-20", "open", "open"]),
        ("2026-05", None, "2026-05-01", ["2026-05-01", "2026-05-01", "open", "open"]),
        ("2026-05", None, "2026-06-20", ["2026-05-01", "2026-05-31", "open", "open"]),
        # Seen announced before it can have begun: that proves no day.
        ("2027", None, "2026-06-07", ["2027-01-01", "2027-12-31", "open", "open"]),
        (None, None, "2026-06-07", ["2026-06-07", "2026-06-07", "open", "open"]),
        (None, None, None, None),
        (None, "2026-07-01", None, None),
        (None, "2026-07-01", "2026-06-30", ["2026-06-30", "2026-06-30", "2026-07-01"] * 1),
        (None, "2026-07-01", "2026-07-01", None),
        ("2026-01-01", "2026-05", None, ["2026-01-01", "2026-01-01", "2026-05-01", "2026-05-31"]),
        ("2026-07-01", "2026-05-01", None, None),
        ("2026-07-01", "2026-07-01", None, None),
        ("2026-05", "2026-05", None, ["2026-05-01", "2026-05-31", "2026-05-01", "2026-05-31"]),
        ("2026-05-10", "2026", None, ["2026-05-10", "2026-05-10", "2026-05-10", "2026-12-31"]),
    ],
)
def test_the_days_of_a_claim(
    start: str | None, end: str | None, seen: str | None, expected: list[str] | None
) -> None:
    if expected is not None and len(expected) == 3:
        expected = [*expected, expected[-1]]
    assert told(start, end, seen) == expected


def test_a_day_is_in_from_its_first_and_out_on_its_end() -> None:
    made = span(PartialDate("2026-05"), PartialDate("2026-09"), None)
    assert made is not None
    for day, possible, certain in (
        ("2026-04-30", False, False),
        ("2026-05-01", True, False),
        ("2026-05-30", True, False),
        ("2026-05-31", True, True),
        ("2026-08-31", True, True),
        ("2026-09-01", True, False),
        ("2026-09-29", True, False),
        ("2026-09-30", False, False),
    ):
        assert (made.possible(date(day)), made.certain(date(day))) == (possible, certain), day


def test_cutting_shortens_and_never_prolongs() -> None:
    made = span(PartialDate("2026-05-10"), PartialDate("2026-09-01"), None)
    assert made is not None
    assert made.cut(PartialDate("2027")) == made
    cut = made.cut(PartialDate("2026-06"))
    assert cut is not None
    assert (cut.certain_until, cut.possible_until) == (date("2026-06-01"), date("2026-06-30"))
    assert made.cut(PartialDate("2026-05-10")) is None
    rough = made.cut(PartialDate("2026"))
    assert rough is not None
    assert (rough.certain_until, rough.possible_until) == (date("2026-05-10"), date("2026-09-01"))


def test_a_span_that_may_end_before_it_begins_is_never_certain() -> None:
    assert Span(date("2026-01-01"), date("2026-12-31"), date("2026-06-01")).never_certain
    assert Span(date("2026-01-01"), date("2026-06-01"), date("2026-06-01")).never_certain
    assert not Span(date("2026-01-01"), date("2026-05-31"), date("2026-06-01")).never_certain


texts = st.sampled_from(["2025", "2025-06", "2025-06-15", "2026", "2026-01", "2026-01-15"])
days = st.dates(dt.date(2024, 12, 1), dt.date(2026, 12, 31))


@given(st.none() | texts, st.none() | texts, st.none() | days, days)
def test_certain_days_are_possible_ones(
    start: str | None, end: str | None, seen: dt.date | None, on: dt.date
) -> None:
    made = span(partial(start), partial(end), seen)
    if made is None:
        return
    assert made.possible_from < made.possible_until
    assert not made.certain(on) or made.possible(on)
    if start:
        assert not made.possible(on) or on >= PartialDate(start).first
    if end:
        assert not made.possible(on) or on < PartialDate(end).last
