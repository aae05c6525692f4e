"""The start of an act whose text is silent: known sessions, and what is not reckoned."""

from __future__ import annotations

import datetime as dt

import pytest

from regtrack.reading.defaults import DEFAULTS, Counts, default_start

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
        ("hi", "2026-06-30", "2026-06-30"),
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


def test_the_nation_and_what_is_not_in_the_table() -> None:
    assert default_start("ocd-division/country:us", dt.date(2026, 7, 4)) == dt.date(2026, 7, 4)
    assert default_start("ocd-division/country:ie", dt.date(2026, 7, 4)) is None
    assert DEFAULTS["district:dc"].counts is Counts.UNSURE
