"""Filings of the Register of Ohio: what is made is law, what is filed is none, nothing ends."""

from __future__ import annotations

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, InstrumentKind, Stage, VersionRole
from regtrack_scrapers.platforms.model import Parsed

NAME = "state_rules"
REGISTER = sources(NAME)[3]
LIST = body_of(NAME, "oh-register")


def read(body: bytes) -> Parsed:
    return parse_one(REGISTER, body, REGISTER.url, "list")


def altered(old: str, new: str) -> Parsed:
    assert old.encode() in LIST
    return read(LIST.replace(old.encode(), new.encode()))


def test_each_filing_is_at_the_stage_it_is() -> None:
    documents, faults, asked = seen(NAME, REGISTER.key)
    assert not faults
    told = [(d.kind, d.stage, str(d.effective_on), d.aliases[0].scheme) for d in documents]
    assert told == [
        (InstrumentKind.RULE, Stage.PROPOSED, "None", "rule-filing"),
        (InstrumentKind.RULE, Stage.ENACTED, "2026-05-14", "rule"),
        (InstrumentKind.EMERGENCY_RULE, Stage.ENACTED, "2025-12-12", "emergency-rule"),
    ]
    roles = [d.texts[0].role for d in documents]
    assert roles == [VersionRole.PROPOSAL, VersionRole.FINAL, VersionRole.FINAL]
    assert len(asked) == 4  # the list and the texts of what concerns us


def test_the_emergency_rule_is_that_of_the_page_of_the_code() -> None:
    (page,), _, _ = seen(NAME, sources(NAME)[0].key)
    emergency = seen(NAME, REGISTER.key)[0][2]
    assert emergency.aliases == page.aliases


@pytest.mark.parametrize("action", ["Amend", "Rescind", "No change"])
def test_what_is_done_to_a_rule_in_force_is_an_act_of_its_own(action: str) -> None:
    """A rule is often rescinded and made anew on one day: the list ends and rewrites nothing."""
    documents = altered("<td>Final</td><td>New</td>", f"<td>Final</td><td>{action}</td>").documents
    (final,) = [d for d in documents if str(d.effective_on) == "2026-05-14"]
    assert final.aliases[0].scheme == "rule-filing"
    assert (final.texts, final.links, final.expires_on) == ((), (), None)


@pytest.mark.parametrize("filing", ["Withdrawn", "To be refiled", "No change"])
def test_what_is_no_filing_of_a_text_is_a_lead(filing: str) -> None:
    lead = altered("<td>Original</td>", f"<td>{filing}</td>").documents[0]
    assert (lead.kind, lead.stage, lead.texts) == (InstrumentKind.AGENCY_NOTICE, None, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(">05/14/2026<", "><", id="final-without-its-day"),
        pytest.param(">05/14/2026<", ">05/34/2026<", id="no-day"),
        pytest.param(">05/14/2026<", ">soon<", id="words"),
        pytest.param(">4729:9-1-01.1</a></td><td>Mitragynine-related compounds.</td><td>State Board"
                     " of Pharmacy</td><td>Final", ">see agency</a></td><td>Mitragynine-related"
                     " compounds.</td><td>State Board of Pharmacy</td><td>Final", id="no-number"),
        pytest.param("<td>05/14/2026</td><td>No</td>", "<td>05/14/2026</td>", id="short-row"),
        pytest.param("<td>New</td><td>05/04/2026</td>", "<td>Nev</td><td>05/04/2026</td>",
                     id="no-action-that-we-know"),
        pytest.param("<td>Final</td><td>New</td>", "<td>Fin</td><td>New</td>",
                     id="no-filing-that-we-know"),
        pytest.param("<td>05/14/2026</td><td>No</td>", "<td>05/14/2026</td><td>perhaps</td>",
                     id="unclear-emergency"),
    ],
)  # fmt: skip
def test_a_broken_row_is_one_fault_and_the_others_go_on(old: str, new: str) -> None:
    parsed = altered(old, new)
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
    assert [d.stage for d in parsed.documents] == [Stage.PROPOSED, Stage.ENACTED]
    assert parsed.documents[1].kind is InstrumentKind.EMERGENCY_RULE


def test_columns_are_found_by_their_headings() -> None:
    extra = LIST.replace(b"<th>Rule Number", b"<th>No.</th><th>Rule Number")
    extra = extra.replace(b"<tr><td>", b"<tr><td>1</td><td>")
    assert read(extra).documents[1].effective_on == read(LIST).documents[1].effective_on


def test_a_list_that_is_gone_or_empty_is_told() -> None:
    gone = altered("<th>Filing Type</th>", "<th>Notes</th>")
    assert [f.kind for f in gone.faults] == [FaultKind.LAYOUT_CHANGED]
    empty = read(body_of(NAME, "oh-register", "empty"))
    assert [f.kind for f in empty.faults] == [FaultKind.UNEXPECTEDLY_EMPTY]
    other = read(LIST.replace(b"itragynine", b"elatonin"))
    assert (other.documents, other.follow, other.faults) == ((), (), ())


def test_a_text_elsewhere_is_not_followed() -> None:
    parsed = altered('href="/pdfs/4729/9/1/4729-9-1-01$2', 'href="https://elsewhere.example/x')
    assert parsed.documents[0].texts == ()
    assert all("elsewhere" not in f.url for f in parsed.follow)
