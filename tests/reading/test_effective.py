"""Effective clauses, sunsets and starts of single sections."""

from __future__ import annotations

import datetime as dt

import pytest
from effective_table import rows
from making import STATE, bill, text

from regtrack.reading.reader import read_text

_BAN = "A person shall not sell kratom."


@pytest.mark.parametrize(("clause", "kind", "date", "days"), rows())
def test_clause(clause: str, kind: str, date: str | None, days: int | None) -> None:
    effective = read_text(bill(_BAN, clause), division=STATE).effective
    found = (effective.kind.value, effective.date and effective.date.isoformat(), effective.days)
    assert found == (kind, date, days)


def test_the_table_is_long_and_says_each_thing_once() -> None:
    clauses = [clause for clause, *_ in rows()]
    assert len(clauses) >= 400
    assert len(set(clauses)) == len(clauses)


def test_quote_is_in_the_text() -> None:
    made = bill(_BAN, "This act takes effect July 1, 2026.")
    quote = read_text(made, division=STATE).effective.quote
    assert quote is not None
    assert made.live[quote.start : quote.end].replace("\n", " ") == quote.text


def test_hour_and_zone() -> None:
    effective = read_text(
        text(
            f"Executive Order 2026-9. {_BAN} This order takes effect at 5 p.m. Central Time on"
            f" August 4, 2026."
        ),
        division=STATE,
    ).effective
    assert (effective.date, effective.time) == (dt.date(2026, 8, 4), "5 p.m.")


def test_section_of_its_own_start() -> None:
    reading = read_text(
        bill(
            "A person shall not sell fireworks.",
            _BAN,
            "Section 2 of this act takes effect January 1, 2027.",
            "Except as provided in section 3, this act takes effect July 1, 2026.",
        ),
        division=STATE,
    )
    assert reading.effective.date == dt.date(2027, 1, 1)


def test_existing_law_in_an_amended_section_is_no_clause() -> None:
    words = (
        "Section 9.1 is amended to read: 9.1 (a) A person may not sell kratom +or kava+. (b)"
        " This section"
        " takes effect January 1, 2019. " + "(c) The board shall keep records of its work. " * 20
    )
    assert read_text(bill(words), division=STATE).effective.date is None


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("This act expires July 1, 2028.", "2028-07-01"),
        ("This act is repealed on December 31, 2029.", "2029-12-31"),
        ("This order takes effect August 1, 2026. This order remains in effect until August 31,"
         " 2026.",
         "2026-08-31"),
        ("This emergency rule takes effect August 5, 2026. This emergency rule is in effect for"
         " 180 days.",
         "2027-02-01"),
        ("The permit expires July 1, 2028.", None),
    ],
)  # fmt: skip
def test_sunset(words: str, end: str | None) -> None:
    expires = read_text(bill(_BAN, words), division=STATE).expires
    assert (expires.isoformat() if expires else None) == end
