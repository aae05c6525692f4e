"""The start of an act whose text is silent: known sessions, and what is not reckoned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from regtrack.domain.dates import PartialDate
from regtrack.domain.default_starts import Counts, Known
from regtrack.reading.defaults import (
    DEFAULTS,
    adjourned_on,
    default_rule,
    hastening_words,
)

_STATES = [
    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in",
    "ia", "ks", "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv",
    "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn",
    "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy",
]  # fmt: skip


def _of(state: str) -> str:
    return f"ocd-division/country:us/state:{state}"


def test_every_state_the_district_and_congress_have_a_cited_row() -> None:
    expected = {f"state:{s}" for s in _STATES} | {"district:dc", "country:us"}
    assert set(DEFAULTS) == expected
    assert len(_STATES) == 50
    assert all(len(rule.cited) > 10 for rule in DEFAULTS.values())


def default_start(
    division: str,
    enacted: dt.date,
    adjourned: dt.date | None = None,
    passed: dt.date | None = None,
    published: dt.date | None = None,
) -> dt.date | None:
    rule = default_rule(division, "2026")
    return rule.start(Known(enacted, passed, published, adjourned)) if rule else None


@pytest.mark.parametrize(
    ("state", "sine_die", "start"),
    [
        ("tx", "2025-06-02", "2025-09-01"),
        ("ky", "2025-03-28", "2025-06-27"),
        ("ut", "2026-03-06", "2026-05-06"),
        ("az", "2025-06-27", "2025-09-26"),
        ("ne", "2025-06-02", "2025-09-03"),
        ("wa", "2025-04-27", "2025-07-27"),
        ("nm", "2025-03-22", "2025-06-20"),
        ("me", "2025-06-25", "2025-09-24"),
        ("mi", "2023-11-14", "2024-02-13"),
        ("ok", "2022-05-27", "2022-08-26"),
        ("ri", "2026-06-20", "2026-06-30"),
        ("fl", "2026-03-13", "2026-05-12"),
    ],
)
def test_days_after_a_known_adjournment(state: str, sine_die: str, start: str) -> None:
    last = dt.date.fromisoformat(sine_die)
    enacted = last - dt.timedelta(days=20)
    assert default_start(_of(state), enacted, last) == dt.date.fromisoformat(start)
    assert default_start(_of(state), enacted) is None


@pytest.mark.parametrize(
    ("state", "enacted", "start"),
    [
        ("ga", "2026-04-20", "2026-07-01"),
        ("mn", "2026-05-05", "2026-08-01"),
        ("la", "2026-06-10", "2026-08-01"),
        ("ct", "2026-06-01", "2026-10-01"),
        ("ca", "2026-10-09", "2027-01-01"),
        ("or", "2026-03-20", "2027-01-01"),
        ("ny", "2026-08-01", "2026-08-21"),
        ("pa", "2026-07-01", "2026-08-30"),
        ("md", "2026-05-12", "2026-06-01"),
        ("de", "2026-06-30", "2026-06-30"),
        ("hi", "2026-06-30", None),
        ("ga", "2026-07-01", None),
        ("ia", "2026-07-02", None),
        ("tn", "2026-05-01", None),
        ("wi", "2026-05-01", None),
    ],
)
def test_fixed_days_and_days_after_the_signature(
    state: str, enacted: str, start: str | None
) -> None:
    found = default_start(_of(state), dt.date.fromisoformat(enacted), dt.date(2026, 5, 30))
    assert (found.isoformat() if found else None) == start


def test_an_act_signed_after_its_default_day_does_not_start_before_its_signature() -> None:
    assert default_start(_of("ut"), dt.date(2026, 6, 1), dt.date(2026, 3, 6)) == dt.date(2026, 6, 1)


def test_illinois_goes_by_the_last_vote() -> None:
    signed = dt.date(2026, 8, 10)
    assert default_start(_of("il"), signed) is None
    early = default_start(_of("il"), signed, passed=dt.date(2026, 5, 31))
    assert early == dt.date(2027, 1, 1)
    late = default_start(_of("il"), signed, passed=dt.date(2026, 6, 1))
    assert late == dt.date(2027, 6, 1)


def test_wisconsin_goes_by_the_publication() -> None:
    signed, published = dt.date(2026, 3, 27), dt.date(2026, 3, 28)
    assert default_start(_of("wi"), signed) is None
    assert default_start(_of("wi"), signed, published=published) == dt.date(2026, 3, 29)


def test_idaho_waits_for_july_only_after_a_session_that_was_over_in_time() -> None:
    signed = dt.date(2026, 4, 1)
    assert default_start(_of("id"), signed) is None
    assert default_start(_of("id"), signed, dt.date(2026, 4, 10)) == dt.date(2026, 7, 1)
    assert default_start(_of("id"), signed, dt.date(2026, 5, 20)) is None


@pytest.mark.parametrize(
    ("session", "ordinary"),
    [
        ("2026", True), ("2025-2026", True), ("2026RS", True), ("2026GS", True),
        ("57th-2nd-regular", True), ("2025-2026 Regular Session", True), ("104th", True),
        ("2025S1", False), ("2025s", False), ("2024 1ES", False), ("2023_ss", False),
        ("2025Special36", False), ("57th-1st-special", False), ("First Extraordinary", False),
        ("2022ss1", False), (None, False),
    ],
)  # fmt: skip
def test_a_fixed_day_is_one_of_ordinary_sessions(session: str | None, *, ordinary: bool) -> None:
    assert (default_rule(_of("ga"), session) is not None) is ordinary
    assert default_rule(_of("ny"), session) is not None


@pytest.mark.parametrize(
    "title", ["Making appropriations for health", "The budget act", "Referred to the people"]
)
def test_acts_on_money_and_referenda_have_rules_of_their_own(title: str) -> None:
    assert default_rule(_of("ga"), "2026", title) is None


def test_a_county_has_not_the_rule_of_its_state() -> None:
    assert default_rule(_of("ga") + "/county:fulton", "2026") is None


@dataclass(frozen=True)
class _Row:
    description: str
    date: PartialDate | None


@pytest.mark.parametrize(
    ("words", "is_end"),
    [
        ("Legislature adjourned sine die", True),
        ("Adjourned sine die.", True),
        ("Sine die", True),
        ("The 2026 regular session of the general assembly adjourned sine die", True),
        ("Died in House at Sine Die adjournment.", False),
        ("Motion to adjourn sine die failed", False),
        ("Effective 90 days after sine die", False),
    ],
)
def test_the_end_of_a_session_is_a_row_that_says_nothing_else(words: str, *, is_end: bool) -> None:
    rows = [_Row("Signed", PartialDate("2026-05-01")), _Row(words, PartialDate("2026-05-14"))]
    assert adjourned_on(rows) == (PartialDate("2026-05-14") if is_end else None)


@pytest.mark.parametrize(
    ("words", "hastens"),
    [
        ("Passed on Final Reading with Emergency Clause 49-0-0", True),
        ("passed; given immediate effect Roll Call #100", True),
        ("Emergency clause adopted", True),
        ("Passed without emergency clause", False),
        ("Emergency clause failed", False),
        ("Signed by the Governor", False),
    ],
)
def test_words_by_which_an_act_starts_early(words: str, *, hastens: bool) -> None:
    found = hastening_words([_Row("Introduced", None), _Row(words, None)])
    assert found == (words if hastens else None)


def test_the_nation_and_what_is_not_in_the_table() -> None:
    assert default_start("ocd-division/country:us", dt.date(2026, 7, 4)) == dt.date(2026, 7, 4)
    assert default_start("ocd-division/country:ie", dt.date(2026, 7, 4)) is None
    assert default_rule("ocd-division/country:us/district:dc", "26") is None
    assert DEFAULTS["district:dc"].counts is Counts.UNSURE
