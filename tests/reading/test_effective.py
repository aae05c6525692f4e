"""Effective clauses, sunsets and starts of single sections."""

from __future__ import annotations

import datetime as dt

import pytest
from effective_more import ENDS, HOURS, STARTS
from effective_table import rows
from making import STATE, bill, text

from regtrack.domain.provisions import Effect, Provision
from regtrack.reading.model import EffectiveKind, Reading
from regtrack.reading.reader import read_text

_BAN = "A person shall not sell kratom."


@pytest.mark.parametrize(("clause", "kind", "date", "days"), [*rows(), *STARTS])
def test_clause(clause: str, kind: str, date: str | None, days: int | None) -> None:
    effective = read_text(bill(_BAN, clause), division=STATE).effective
    found = (effective.kind.value, effective.date and effective.date.isoformat(), effective.days)
    assert found == (kind, date, days)


def test_the_table_is_long_and_says_each_thing_once() -> None:
    clauses = [clause for clause, *_ in (*rows(), *STARTS)]
    assert len(clauses) >= 500
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


@pytest.mark.parametrize(("clause", "hour", "zone"), HOURS)
def test_an_hour_and_its_zone_are_kept_as_written(
    clause: str, hour: str | None, zone: str | None
) -> None:
    reading = read_text(bill(_BAN, clause), division=STATE)
    assert (reading.effective.time, reading.effective.zone) == (hour, zone)
    provision = _ban(reading)
    assert (provision.start_time, provision.start_zone) == (hour, zone)
    assert reading.effective.quote is None or (hour or "") in reading.effective.quote.text


@pytest.mark.parametrize(("words", "end", "first_day_off"), ENDS)
def test_an_end_as_written_and_the_first_day_without_it(
    words: str, end: str | None, first_day_off: str | None
) -> None:
    reading = read_text(bill(_BAN, words), division=STATE)
    expires = reading.expires.isoformat() if reading.expires else None
    ban = _ban(reading)
    assert (expires, ban.end and ban.end.text) == (end or first_day_off, first_day_off)


def _ban(reading: Reading) -> Provision:
    return next(p.provision for p in reading.provisions if p.provision.effect is Effect.PROHIBIT)


_TWO = (
    "A person shall not sell kratom to a person under 21 years of age.",
    "A person shall register each kratom product.",
)


@pytest.mark.parametrize(
    ("words", "ban", "rules"),
    [
        ("Section 1 takes effect January 1, 2027, and the remainder of this act takes effect July"
         " 1, 2026.", "2027-01-01", "2026-07-01"),
        ("This act takes effect July 1, 2026. Section 1 of this act takes effect only if the DEA"
         " schedules kratom.", "contingent", "2026-07-01"),
        ("Section 2 takes effect 90 days after its publication.", "default", "days_after"),
        ("Sections 1 and 2 of this act take effect upon passage.", "upon_enactment",
         "upon_enactment"),
    ],
)  # fmt: skip
def test_each_section_starts_by_the_clause_that_is_for_it(words: str, ban: str, rules: str) -> None:
    reading = read_text(bill(*_TWO, words), division=STATE)
    found = {p.provision.effect: p.provision for p in reading.provisions}
    told = [_start(found[effect]) for effect in (Effect.AGE_LIMIT, Effect.REGULATE)]
    assert told == [ban, rules]


def _start(provision: Provision) -> str | None:
    if provision.start is not None:
        return provision.start.text
    return provision.starts.kind.value if provision.starts else None


@pytest.mark.parametrize(
    ("head", "kind", "date"),
    [
        ("IC 9-1 IS ADDED TO READ AS FOLLOWS [EFFECTIVE JULY 1, 2026]: Sec. 1. ", "date",
         "2026-07-01"),
        ("IC 9-1 IS ADDED TO READ AS FOLLOWS [EFFECTIVE UPON PASSAGE]: Sec. 1. ", "upon_enactment",
         None),
        ("(NEW) (Effective from passage) ", "upon_enactment", None),
        ("Section 9-1 is repealed and the following is substituted in lieu thereof (Effective"
         " October 1, 2026): ", "date", "2026-10-01"),
    ],
)  # fmt: skip
def test_a_start_in_the_head_of_a_section(head: str, kind: str, date: str | None) -> None:
    effective = read_text(bill(head + _BAN), division=STATE).effective
    found = effective.date.isoformat() if effective.date else None
    assert (effective.kind.value, found) == (kind, date)


def test_a_bracket_in_the_caption_of_amended_law_is_no_clause() -> None:
    words = (
        "Section 6-13 is amended to read: 6-13. Kratom. [Effective March 31, 2026.] (a) A person"
        " may not sell kratom +or kava+. " + "(b) The board shall keep records of its work. " * 20
    )
    assert read_text(bill(words), division=STATE).effective.date is None


def test_a_day_that_the_text_reckons_itself() -> None:
    words = (
        "This act takes effect at 12:01 a.m. on the day following the expiration of the ninety-day"
        " period after final adjournment of the general assembly (August 12, 2026, if adjournment"
        " sine die is on May 13, 2026)."
    )
    effective = read_text(bill(_BAN, words), division=STATE).effective
    assert (effective.date, effective.time) == (dt.date(2026, 8, 12), "12:01 a.m.")


def test_articles_of_an_act_start_each_by_its_own_clause() -> None:
    words = (
        "An act.\nBe it enacted:\nARTICLE I -- FIREWORKS\nSECTION 1. Fireworks are banned.\n"
        "ARTICLE II -- KRATOM\nSECTION 2. A person shall not sell kratom.\n"
        "ARTICLE III -- EFFECTIVE DATE\nSECTION 3. Article I of this act shall take effect on"
        " December 31, 2026, and Article II of this act shall take effect upon passage."
    )
    assert read_text(text(words), division=STATE).effective.kind is EffectiveKind.UPON_ENACTMENT


def test_words_on_a_start_that_no_rule_reads_are_quoted_and_are_not_silence() -> None:
    reading = read_text(
        bill(_BAN, "This act shall take effect when the moon is full."), division=STATE
    )
    assert reading.effective.kind is EffectiveKind.NONE_SEEN
    assert reading.effective.quote is not None
    assert "the moon is full" in reading.effective.quote.text
    assert read_text(bill(_BAN), division=STATE).effective.quote is None


@pytest.mark.parametrize(
    ("clause", "after"),
    [
        ("This act takes effect upon its passage.", "enactment"),
        ("This act takes effect upon its publication in the statute book.", "publication"),
        ("This rule takes effect upon filing with the secretary of state.", "filing"),
        ("This act takes effect 90 days after sine die adjournment.", "adjournment"),
        ("This act takes effect 60 days after approval by the governor.", "enactment"),
        ("This ordinance takes effect 30 days after its final passage.", "passage"),
        ("This act takes effect 30 days after its passage.", "enactment"),
        ("This act shall be in effect ninety days from passage.", "passage"),
        ("This act takes effect on the day following the expiration of the ninety-day period after"
         " final adjournment.", "expiration"),
    ],
)  # fmt: skip
def test_the_event_that_a_start_counts_from_has_one_word(clause: str, after: str) -> None:
    assert read_text(bill(_BAN, clause), division=STATE).effective.after == after
