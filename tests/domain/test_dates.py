"""Dates of the law: whole days, months and years, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regtrack.domain.dates import PartialDate, aware_utc, day, partial


@pytest.mark.parametrize(
    ("text", "first", "last", "precise"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31), False),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), False),
        ("2026-02", (2026, 2, 1), (2026, 2, 28), False),
        ("2026-12", (2026, 12, 1), (2026, 12, 31), False),
        ("2026-05-10", (2026, 5, 10), (2026, 5, 10), True),
    ],
)
def test_what_a_partial_date_can_be(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], precise: bool
) -> None:
    value = PartialDate(text)
    assert (value.first, value.last, value.precise) == (dt.date(*first), dt.date(*last), precise)
    assert str(value) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "26", "0000", "2026-5", "2026-00", "2026-13", "2026-02-30", "2026-05-1"),
        *("2026-05-10T00:00", "2026\n", "2026-05-10\n", " 2026", "２０２６", "2026/05/10"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate(text)


@given(st.dates())
def test_a_day_is_itself(value: dt.date) -> None:
    assert day(value).first == day(value).last == value
    assert day(value).precise


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        value = PartialDate(text)
    except ValueError:
        return
    assert value.first <= value.last


def test_no_date_stays_no_date() -> None:
    assert partial(None) is None
    assert partial("") is None
    assert partial("2026-05") == PartialDate("2026-05")


def test_instants_are_given_in_utc() -> None:
    assert aware_utc("2026-09-10T23:59:59-04:00") == dt.datetime(
        2026, 9, 11, 3, 59, 59, tzinfo=dt.UTC
    )
    assert aware_utc("2026-09-11T03:59:59Z").tzinfo is dt.UTC


@pytest.mark.parametrize("text", ["2026-09-11T03:59:59", "2026-09-11", "0001-01-01T00:00+14:00"])
def test_an_instant_without_a_zone_or_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        aware_utc(text)
