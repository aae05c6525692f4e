"""A watched page as one document."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fetching import OHIO, page
from regtrack.contract import FaultKind, How, InstrumentKind, SourceSpec, Stage, VersionRole
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.registry import parse_snapshot

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
BODY = b"<html><body><h1>Rule&nbsp;4729</h1><p>Schedule\n <b>I</b> lists 7-OH</p></body></html>"


def parse(spec: SourceSpec, body: bytes = BODY) -> Parsed:
    context = ParseContext(spec, spec.url, "page", "a" * 64, AT, "text/html")
    return parse_snapshot("page", body, context)


def test_a_page_in_force() -> None:
    spec = page(OHIO, kind="rule", citation="OAC 1", alias="rule:4729:9", how="adopted")
    (document,) = parse(spec).documents
    assert (document.stage, document.how) == (Stage.ENACTED, How.ADOPTED)
    assert [str(a) for a in document.aliases] == [
        "rule:ocd-division/country:us/state:ms|4729:9",
        "page:page-one",
    ]
    (text,) = document.texts
    assert (text.role, text.sha256, text.key) == (VersionRole.CURRENT, "a" * 64, OHIO)


def test_a_notice_has_no_stage_by_being_there() -> None:
    (document,) = parse(page(kind="agency_notice")).documents
    assert document.kind is InstrumentKind.AGENCY_NOTICE
    assert document.stage is None
    assert document.texts[0].role is VersionRole.PROPOSAL
    (proposed,) = parse(page(kind="ordinance", stage="proposed")).documents
    assert proposed.stage is Stage.PROPOSED
    assert proposed.texts[0].role is VersionRole.PROPOSAL


def test_words_that_are_gone_are_a_change_of_layout() -> None:
    assert not parse(page(expect=["rule 4729", "schedule i LISTS"])).faults
    faults = parse(page(expect=["rule 4729", "kratom products"])).faults
    assert [f.kind for f in faults] == [FaultKind.LAYOUT_CHANGED]
    assert "kratom products" in faults[0].message


def test_a_wrong_option_is_told_not_raised() -> None:
    for options in ({"alias": "nothing"}, {"stage": "law"}, {"stage_on": "May"}):
        spec = replace(page(), options=options)
        assert [f.kind for f in parse(spec).faults] == [FaultKind.INVALID_DOCUMENT]
