"""Legistar: matters of councils, from a first reading to an enactment; leads move nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from played import AT, HERE, look, sources

from regtrack.contract import DocumentRecord, FaultKind, How, InstrumentKind, Stage, VersionRole
from regtrack.reading.stages import current_stage, stage_events
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.registry import (
    PLATFORMS,
    key_of,
    option_problems,
    parse_snapshot,
    unwrap_text,
)

ORANGE = sources("legistar")["ca-orange-legistar"]
FRESNO = sources("legistar")["ca-fresno-county-legistar"]
LIST = PLATFORMS["legistar"].start(ORANGE)[0]


def recorded(name: str, day: int = 1) -> Any:
    path = HERE / "legistar" / "normal" / f"day{day}" / name / "body.json"
    return json.loads(path.read_text(encoding="utf-8"))


def parsed(rows: Any, carry: Mapping[str, Any] | None = None, **options: Any) -> Parsed:
    spec = replace(ORANGE, options={**ORANGE.options, **options})
    url = PLATFORMS["legistar"].start(spec)[0].url
    given = {"term": "kratom"} if carry is None else carry
    role = "list" if carry is None else "detail"
    context = ParseContext(spec, url, role, "0" * 64, AT, carry=given)
    return parse_snapshot("legistar", json.dumps(rows).encode(), context)


def matter(**changes: Any) -> dict[str, Any]:
    return {**recorded("cityoforange-kratom")[0], **changes}


def document(rows: list[dict[str, Any]], **changes: Any) -> DocumentRecord:
    """The record of a matter with these rows of history."""
    carry = {"matter": matter(**changes), "versions": [], "attachments": []}
    (found,) = parsed(rows, carry).documents
    return found


def row(name: str, flag: int | None = 1, body: str = "City Council") -> dict[str, Any]:
    given = recorded("cityoforange-26044-histories")[0]
    return {**given, "MatterHistoryActionName": name, "MatterHistoryPassedFlag": flag,
            "MatterHistoryActionBodyName": body}  # fmt: skip


def stage_of(found: DocumentRecord) -> tuple[Stage | None, How | None]:
    now = current_stage(stage_events(found), dt.date(2026, 10, 20))
    return (now.stage, now.how) if now else (None, None)


def test_an_ordinance_is_law_once_it_is_enacted_and_not_at_its_first_reading() -> None:
    told = []
    for day in (1, 2):
        found = next(d for d in look(ORANGE, "normal", day).documents if d.number == "26-0012")
        now = current_stage(stage_events(found), dt.date(2026, 10, 20))
        assert now is not None
        told.append((now.stage, now.how, str(now.date), found.texts[0].role))
    assert told == [
        (Stage.INTRODUCED, None, "2026-01-13", VersionRole.PROPOSAL),
        (Stage.ENACTED, How.VOTE, "2026-01-27", VersionRole.FINAL),
    ]


def test_a_report_is_a_lead_and_a_resolution_is_passed_at_most() -> None:
    (lead,) = (d for d in look(ORANGE, "normal").documents if d.number == "25-0640")
    assert (lead.kind, lead.actions, lead.texts) == (InstrumentKind.AGENCY_NOTICE, (), ())
    assert stage_of(lead) == (None, None)
    (plea,) = (d for d in look(FRESNO, "normal").documents if d.number == "25-0900")
    assert (plea.kind, stage_of(plea)[0]) == (InstrumentKind.RESOLUTION, Stage.PASSED_BOTH)


def test_the_enactment_number_joins_it_with_what_is_known_of_the_ordinance() -> None:
    (county,) = (d for d in look(FRESNO, "normal").documents if d.number == "25-1040")
    assert "ordinance:ocd-division/country:us/state:ca/county:fresno|25-031" in {
        str(a) for a in county.aliases
    }
    assert county.texts[0].note == "version 2"


@pytest.mark.parametrize(
    ("rows", "changes", "stage", "how"),
    [
        ([row("Adopted")], {}, Stage.PASSED_BOTH, None),
        ([row("Adopted", 0)], {}, Stage.FAILED, None),
        ([row("Approved", 1, "Planning Committee")], {}, Stage.IN_COMMITTEE, None),
        ([row("Passed to Second Reading")], {}, Stage.INTRODUCED, None),
        ([row("Adopted"), row("Signed by Mayor", None, "Mayor")], {}, Stage.ENACTED, How.SIGNED),
        ([row("Adopted"), row("Vetoed by Mayor", None)], {}, Stage.VETOED, None),
        ([row("Withdrawn", None)], {}, Stage.WITHDRAWN, None),
        ([], {"MatterStatusName": "Agenda Ready"}, Stage.INTRODUCED, None),
        ([], {"MatterStatusName": "Adopted"}, Stage.PASSED_BOTH, None),
        ([row("Adopted")], {"MatterStatusName": "Adopted", "MatterEnactmentNumber": "01-26",
          "MatterEnactmentDate": "2026-01-27T00:00:00"}, Stage.ENACTED, How.VOTE),
        ([row("Vetoed by Mayor", None)], {"MatterStatusName": "Vetoed",
          "MatterEnactmentNumber": "01-26"}, Stage.VETOED, None),
    ],
)  # fmt: skip
def test_each_city_s_words_by_who_acted_and_how_the_vote_went(
    rows: list[dict[str, Any]], changes: dict[str, Any], stage: Stage, how: How | None
) -> None:
    assert stage_of(document(rows, **changes)) == (stage, how)


def test_only_the_signed_act_among_the_attachments_is_read() -> None:
    names = ("Staff Report", "Draft Ordinance", "Signed Ordinance 01-26", "Ordinance - Redline")
    attached = [
        {"MatterAttachmentId": n, "MatterAttachmentName": name,
         "MatterAttachmentHyperlink": f"http://cityoforange.legistar1.com/{n}.pdf"}
        for n, name in enumerate(names)
    ]  # fmt: skip
    enacted = {"MatterEnactmentNumber": "01-26"}
    for changes, expected in ((enacted, ["Signed Ordinance 01-26"]), ({}, [])):
        carry = {"matter": matter(**changes), "versions": [], "attachments": attached}
        (found,) = parsed([row("Adopted")], carry).documents
        assert [t.note for t in found.texts] == expected


def test_a_changed_matter_is_asked_for_anew_and_one_of_two_terms_once() -> None:
    first = [u for u in look(ORANGE, "normal", 1).asked if "/histories" in u]
    second = [u for u in look(ORANGE, "normal", 2).asked if "/histories" in u]
    assert len(first) == len(second) == 1
    assert first != second
    assert first[0].partition("#")[0] == second[0].partition("#")[0]


def test_texts_stand_inside_json_as_words_or_as_rtf() -> None:
    follow = Follow("https://webapi.legistar.com/x", "text", ("json",), carry={"inside": True})
    assert unwrap_text("legistar", b"%PDF-", replace(follow, carry={})) is None

    def inside(**text: Any) -> Any:
        return unwrap_text("legistar", json.dumps(text).encode(), follow)

    assert inside(MatterTextPlain="An act", MatterTextRtf="{}") == (b"An act", "text/plain")
    rich = inside(MatterTextPlain=None, MatterTextRtf="{\\rtf1 An act}")
    assert rich == (b"{\\rtf1 An act}", "application/rtf")
    for broken, kind in (
        (inside(MatterTextPlain="", MatterTextRtf=None), FaultKind.UNEXPECTEDLY_EMPTY),
        (inside(Message="x"), FaultKind.LAYOUT_CHANGED),
    ):
        assert isinstance(broken, Fault)
        assert broken.kind is kind


def test_what_is_not_as_it_was_is_told() -> None:
    assert [f.kind for f in parsed({"Message": "No token"}).faults] == [FaultKind.LAYOUT_CHANGED]
    good, broken = matter(), matter()
    del broken["MatterTypeName"]
    found = parsed([broken, good])
    assert [f.kind for f in found.faults] == [FaultKind.LAYOUT_CHANGED]
    assert len(found.follow) == 1
    hidden = parsed([matter(MatterRestrictViewViaWeb=True)])
    assert (hidden.documents, hidden.follow) == ((), ())
    odd = {k: v for k, v in row("Adopted").items() if k != "MatterHistoryActionDate"}
    carry = {"matter": good, "versions": [], "attachments": []}
    assert [f.kind for f in parsed([odd], carry).faults] == [FaultKind.LAYOUT_CHANGED]
    assert [f.kind for f in parsed([], None, never_empty=True).faults] == [
        FaultKind.UNEXPECTEDLY_EMPTY
    ]


def test_a_client_that_changed_nothing_for_long_is_told_if_asked_to() -> None:
    old = parsed([matter()], None, stale_after=200)
    assert [f.kind for f in old.faults] == [FaultKind.STALE_UPSTREAM]
    assert parsed([matter()], None, stale_after=365).faults == ()
    assert parsed([matter()]).faults == ()


def test_the_search_says_what_is_searched_since_when() -> None:
    spec = replace(ORANGE, options={"terms": ["o'kratom"], "since": "2026-01-01"})
    (url,) = (f.url for f in PLATFORMS["legistar"].start(spec))
    assert "substringof%28%27o%27%27kratom%27%2CMatterTitle%29" in url
    assert "MatterLastModifiedUtc%20ge%20datetime%272026-01-01%27" in url
    assert url.endswith("$top=200&$skip=0")


def test_a_token_is_a_parameter_of_the_client_that_asks_for_one() -> None:
    assert key_of(ORANGE) is None
    key = key_of(replace(ORANGE, options={"key_env": "REGTRACK_KEY_LEGISTAR_NYC"}))
    assert key is not None
    assert (key.variable, key.parameter) == ("REGTRACK_KEY_LEGISTAR_NYC", "token")
    wrong = dict(option_problems("legistar", {"key_env": "x", "page_size": 0}, ORANGE.url))
    assert set(wrong) == {"key_env", "page_size"}
