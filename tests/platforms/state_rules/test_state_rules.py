"""Rules of states: an emergency and the rule after it are two acts; no date is reckoned."""

from __future__ import annotations

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, InstrumentKind, LinkKind, PartialDate, Stage, VersionRole
from regtrack_scrapers.platforms.model import Parsed
from regtrack_scrapers.platforms.state_rules_florida import read_notice
from regtrack_scrapers.platforms.state_rules_page import read_rule
from regtrack_scrapers.platforms.us_dates import read_day

NAME = "state_rules"
OHIO, FLORIDA, GENERIC, _ = sources(NAME)
NOTICE = "https://flrules.org/gateway/notice_Files.asp?ID=29814410"


def rule(body: bytes) -> Parsed:
    return parse_one(GENERIC, body, GENERIC.url)


def page(*lines: str, heading: str = "Section 22-1201 Kratom") -> bytes:
    return f"<html><body><h1>{heading}</h1><p>{'</p><p>'.join(lines)}</p></body></html>".encode()


def test_the_emergency_rule_and_the_permanent_one_under_one_address_are_two_acts() -> None:
    (emergency,), _, _ = seen(NAME, OHIO.key)
    (permanent,), _, _ = seen(NAME, OHIO.key, day=2)
    assert (emergency.kind, str(emergency.effective_on)) == (
        InstrumentKind.EMERGENCY_RULE, "2025-12-12",
    )  # fmt: skip
    assert emergency.expires_on is None  # 180 days stand in the law, not on the page
    assert (permanent.kind, str(permanent.effective_on)) == (InstrumentKind.RULE, "2026-05-14")
    assert not set(emergency.aliases) & set(permanent.aliases)
    (link,) = permanent.links
    assert (link.kind, link.target, str(link.on)) == (
        LinkKind.SUPERSEDES, emergency.aliases[0], "2026-05-14",
    )  # fmt: skip
    assert permanent.aliases[0].value == "ocd-division/country:us/state:oh|4729:9-1-01.1"


def test_a_rule_that_was_amended_tells_no_start_of_what_is_in_it() -> None:
    (act,), faults, _ = seen(NAME, GENERIC.key)
    assert not faults
    assert (act.effective_on, str(act.texts[0].dated_on)) == (None, "2026-03-02")
    assert act.texts[0].role is VersionRole.CURRENT


def test_a_rule_to_come_is_scheduled_by_its_day() -> None:
    (act,) = rule(page("Effective: January 1, 2027")).documents
    assert str(act.effective_on) == "2027-01-01"
    assert act.texts[0].role is VersionRole.FINAL


def test_words_within_a_sentence_date_no_rule() -> None:
    body = page(
        "Effective: May 1, 2026", "Section 3 of chapter 9 is repealed effective July 1, 2026."
    )
    (act,) = rule(body).documents
    assert (str(act.effective_on), act.expires_on) == ("2026-05-01", None)
    parsed = rule(page("A sale made before the effective date, July 1, 2026, is not an offence."))
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]


def test_a_rule_whose_heading_says_so_ended() -> None:
    body = page("Rescinded: 6/1/2026", "Effective: 5/1/2024", heading="Rule 10-1 [Rescinded]")
    assert str(rule(body).documents[0].expires_on) == "2026-06-01"


def test_the_end_of_an_emergency_is_told_where_the_page_tells_it() -> None:
    lines = ("Emergency rule in effect until September 8, 2026.", "Effective: June 10, 2026")
    told = read_rule("Rule 10-1", "\n".join(lines))
    assert (told.emergency, str(told.expires)) == (True, "2026-09-08")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("December 12, 2025", "2025-12-12"), ("Dec. 2, 2025", "2025-12-02"),
        ("12/2/2025", "2025-12-02"), ("5-14-24", "2024-05-14"), ("7-1-99", "1999-07-01"),
        ("2026-05-14", "2026-05-14"),
    ],
)  # fmt: skip
def test_dates_as_states_write_them(words: str, day: str) -> None:
    assert read_day(words) == PartialDate(day)


@pytest.mark.parametrize("words", ["13/40/2025", "soon", "February 30, 2026"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        read_day(words)


def test_the_number_of_a_rule_is_that_of_its_address() -> None:
    for url, number in (
        ("https://codes.ohio.gov/ohio-administrative-code/rule-4729:9-1-01.1", "4729:9-1-01.1"),
        ("https://www.law.example.gov/rules/section-22-1201.html", "22-1201"),
        ("https://www.law.example.gov/120-3-2-.04/", "120-3-2-.04"),
    ):
        body = page("Effective: May 1, 2026", heading="Section 99-9 Kratom")
        assert parse_one(GENERIC, body, url).documents[0].number == number
    parsed = parse_one(GENERIC, page("Effective: May 1, 2026"), "https://www.law.example.gov/rule")
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]


def test_the_notices_that_name_our_words_are_followed() -> None:
    documents, faults, asked = seen(NAME, FLORIDA.key, day=2)
    assert not faults
    assert len(asked) == 4  # the list and three of its four notices
    assert [(d.number, str(d.effective_on), str(d.expires_on)) for d in documents] == [
        ("2ER26-1", "2026-06-22", "None"),
        ("2ER25-4", "2025-12-08", "None"),
        ("2ER25-2", "2025-08-13", "2026-06-30"),
    ]
    renewing, replacing, _ = documents
    assert [(x.kind, x.target.value.split("|")[1]) for x in renewing.links] == [
        (LinkKind.RENEWS, "2ER25-4")
    ]
    assert [(x.kind, x.target.value.split("|")[1]) for x in replacing.links] == [
        (LinkKind.SUPERSEDES, "2ER25-2")
    ]


@pytest.mark.parametrize(
    ("type_", "stage", "role"),
    [
        ("Notice of Proposed Rule", Stage.PROPOSED, VersionRole.PROPOSAL),
        ("Notice of Development of Rulemaking", Stage.PROPOSED, VersionRole.PROPOSAL),
        ("Notice of Withdrawal", Stage.WITHDRAWN, VersionRole.PROPOSAL),
        ("Notice of Emergency Rule", Stage.ENACTED, VersionRole.FINAL),
    ],
)
def test_only_a_rule_that_was_made_is_law(type_: str, stage: Stage, role: VersionRole) -> None:
    body = body_of(NAME, "fl-2er25-2").replace(
        b"<b>Notice of Emergency Rule", f"<b>{type_}".encode()
    )
    (act,) = parse_one(FLORIDA, body, NOTICE).documents
    assert (act.stage, act.texts[0].role) == (stage, role)
    assert (act.effective_on is None) == (stage is not Stage.ENACTED)


def test_a_notice_without_its_known_parts_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no notice"):
        read_notice("Notice of Meeting\nDEPARTMENT OF LEGAL AFFAIRS\nannounces a meeting")
    parsed = parse_one(FLORIDA, b"<html><body><p>Session expired</p></body></html>", NOTICE)
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]


def test_an_empty_list_of_notices_is_told_and_one_without_our_words_is_none() -> None:
    _, faults, _ = seen(NAME, FLORIDA.key, "empty")
    assert [f.kind for f in faults] == [FaultKind.UNEXPECTEDLY_EMPTY]
    body = body_of(NAME, "fl-list").replace(b"7-hydroxymitragynine", b"nitazenes")
    parsed = parse_one(FLORIDA, body, FLORIDA.url, "list")
    assert (parsed.follow, parsed.faults) == ((), ())


def test_a_page_that_is_too_old_by_its_own_word_or_lost_its_words_is_told() -> None:
    old = page("Effective: May 1, 2020", "Current through August 1, 2025")
    assert [f.kind for f in rule(old).faults] == [FaultKind.STALE_UPSTREAM]
    body = body_of(NAME, "oh-rule").replace(b"Rule 4729:9-1-01.1", b"Rule 4729:9-1-01.9")
    parsed = parse_one(OHIO, body, OHIO.url)
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
    assert not parsed.documents
