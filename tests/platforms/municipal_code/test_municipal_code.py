"""Municipal codes: who made a chapter and when, as each publisher writes it; Municode is a lead."""

from __future__ import annotations

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, InstrumentKind, Stage, VersionRole
from regtrack_scrapers.platforms.municipal_code_page import read_code
from regtrack_scrapers.platforms.registry import option_problems

NAME = "municipal_code"
SOLANA, SUFFOLK, ALTON, MONUMENT = sources(NAME)


@pytest.mark.parametrize(
    ("line", "number", "on"),
    [
        ("(Ord. 537 § 3, 2024)", "537", "2024"),
        ("(Ord. No. 19-070 §1, 8-26-2019)", "19-070", "2019-08-26"),
        ("(Ord. 7614, passed 1-10-2018)", "7614", "2018-01-10"),
        ("[Ord. No. 19-070 §1, 8-26-2019]", "19-070", "2019-08-26"),
        ("[CC 1999 §237.020; Ord. No. 19-070, 8-26-2019]", "19-070", "2019-08-26"),
        ("(Ord. O-2018-12 § 2 (part), 2018)", "O-2018-12", "2018"),
        ("[Adopted 12-6-2016 by L.L. No. 37-2016]", "37-2016", "2016-12-06"),
        ("[HISTORY: Adopted by the Council of the City 5-14-2024 by Ord. No. 3-2024]", "3-2024",
         "2024-05-14"),
    ],
)  # fmt: skip
def test_a_history_as_each_publisher_writes_it(line: str, number: str, on: str) -> None:
    (passed,) = read_code("Chapter 1", f"No person shall sell it. {line}").history
    assert (passed.number, str(passed.on)) == (number, on)


@pytest.mark.parametrize(
    "line", ["(see Ord. 537)", "(Code 1976, § 3)", "Ordinances of 2024", "(Ord. 5, 13-40-2018)"]
)
def test_what_is_no_history_is_none(line: str) -> None:
    assert read_code("Chapter 1", line).history == ()


def test_a_chapter_is_the_ordinance_that_made_it_whatever_changed_it_later() -> None:
    (before,), _, _ = seen(NAME, SOLANA.key)
    (after,), faults, _ = seen(NAME, SOLANA.key, day=2)
    assert not faults
    assert before.aliases == after.aliases
    assert before.aliases[0].value.endswith("place:solana_beach|537")
    assert (before.stage, str(before.stage_on), before.effective_on) == (
        Stage.ENACTED, "2024", None,
    )  # fmt: skip
    assert before.texts[0].role is VersionRole.CURRENT
    assert [d.texts[0].note for d in (before, after)] == [
        "current through 2025-05-14", "current through 2026-08-12",
    ]  # fmt: skip


def test_of_municode_no_more_is_told_than_that_the_code_was_updated() -> None:
    (before,), _, _ = seen(NAME, MONUMENT.key)
    (after,), _, _ = seen(NAME, MONUMENT.key, day=2)
    assert (before.kind, before.stage, before.texts) == (InstrumentKind.AGENCY_NOTICE, None, ())
    assert after.title == "Monument Municipal Code: version of 2026-09-29, supplement 32"
    assert before.aliases != after.aliases


def test_a_code_that_was_not_updated_for_long_is_told() -> None:
    body = body_of(NAME, "solana-beach").replace(b"May 14, 2025", b"May 14, 2024")
    parsed = parse_one(SOLANA, body, SOLANA.url)
    assert [f.kind for f in parsed.faults] == [FaultKind.STALE_UPSTREAM]
    assert parsed.documents


def test_a_chapter_that_says_so_is_repealed_and_one_that_is_gone_is_a_fault() -> None:
    body = body_of(NAME, "alton").replace(b"PROHIBITED</h1>", b"PROHIBITED (Repealed)</h1>")
    body = body.replace(b"(Ord. 7614,", b"(Ord. 7999, passed 6-2-2026; Ord. 7614,")
    (act,) = parse_one(ALTON, body, ALTON.url).documents
    assert (act.number, str(act.expires_on)) == ("Ord. No. 7614", "2026-06-02")
    gone = body_of(NAME, "alton").replace(b"(Ord. 7614, passed 1-10-2018)", b"")
    parsed = parse_one(ALTON, gone, ALTON.url)
    assert not parsed.documents
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]


def test_only_known_publishers_are_taken() -> None:
    assert list(option_problems(NAME, {}, "https://www.exampleville.gov/code"))
    assert not list(option_problems(NAME, {}, SUFFOLK.url))
