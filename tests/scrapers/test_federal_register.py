"""Federal Register rows: proposed, ordered, withdrawn, filed; never one for the other."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from fetching import RECORDINGS
from regtrack.contract import (
    DocumentRecord,
    FaultKind,
    How,
    InstrumentKind,
    LinkKind,
    SourceSpec,
    Stage,
    VersionRole,
)
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.registry import PLATFORMS, judge_body, parse_snapshot

API = "https://www.federalregister.gov/api/v1"
SPEC = SourceSpec("fr", "federal_register", API, "ocd-division/country:us", "OFR")
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
PUBLISHED = f"{API}/documents.json?conditions%5Bterm%5D=%22kratom%22"
FILED = f"{API}/public-inspection-documents.json?conditions%5Bterm%5D=%22kratom%22"


def parse(body: bytes, url: str = PUBLISHED) -> Parsed:
    return parse_snapshot("federal_register", body, ParseContext(SPEC, url, "list", "0" * 64, AT))


def recorded(name: str, day: int = 1) -> Any:
    return json.loads((RECORDINGS / f"day{day}" / name / "body.json").read_text())


def documents(name: str = "fr-kratom", day: int = 1, url: str = PUBLISHED) -> dict[str, Any]:
    parsed = parse(json.dumps(recorded(name, day)).encode(), url)
    assert not parsed.faults
    return {str(d.number): d for d in parsed.documents}


def row(kind: str, action: str, **changes: Any) -> DocumentRecord:
    page = recorded("fr-kratom")
    given = page["results"][0] | {"type": kind, "action": action} | changes
    parsed = parse(json.dumps(page | {"results": [given]}).encode())
    assert not parsed.faults
    return parsed.documents[0]


def test_a_list_of_filed_and_of_published_documents_per_term() -> None:
    urls = [f.url for f in PLATFORMS["federal_register"].start(SPEC)]
    assert len(urls) == 14
    assert sum("/public-inspection-documents.json" in u for u in urls) == 7
    assert any("%227-hydroxymitragynine%22" in u and "fields%5B%5D=action" in u for u in urls)


def test_a_notice_of_intent_is_proposed() -> None:
    for number in ("2016-20803", "2026-13580", "2026-13581"):
        notice = documents()[number]
        assert notice.kind is InstrumentKind.AGENCY_NOTICE
        assert notice.stage is Stage.PROPOSED
        assert notice.effective_on is None
        assert notice.texts[0].role is VersionRole.PROPOSAL


def test_the_temporary_order_is_law_from_its_day() -> None:
    order = documents()["2026-17429"]
    assert (order.kind, order.stage, order.how) == (
        InstrumentKind.RULE,
        Stage.ENACTED,
        How.ORDERED,
    )
    assert str(order.effective_on) == "2026-08-26"
    assert order.expires_on is None
    assert order.texts[0].role is VersionRole.FINAL
    assert order.texts[0].url.endswith("/2026-17429.txt")


def test_the_withdrawal_is_no_law_and_names_the_notice_by_its_docket() -> None:
    withdrawal = documents()["2016-24659"]
    assert withdrawal.stage is None
    assert [(k.kind, str(k.target)) for k in withdrawal.links] == [
        (LinkKind.WITHDRAWS, "fr:2016-20803")
    ]
    assert withdrawal.texts[0].role is VersionRole.PROPOSAL


def test_a_new_notice_may_withdraw_the_old_one_in_its_abstract() -> None:
    notice = documents(day=3)["2026-20943"]
    assert notice.stage is Stage.PROPOSED
    link = notice.links[0]
    assert (link.kind, str(link.target)) == (LinkKind.WITHDRAWS, "fr-citation:91 FR 40917")
    assert link.quote is not None
    assert "withdrawn" in link.quote


def test_requests_for_information_say_nothing_of_a_stage() -> None:
    for number in ("2026-13608", "2026-17409"):
        assert documents()[number].stage is None


@pytest.mark.parametrize(
    ("kind", "action", "stage", "how", "link"),
    [
        ("Rule", "Final rule.", Stage.ENACTED, How.PUBLISHED, None),
        ("Rule", "Interim final rule; request for comments.", Stage.ENACTED, How.PUBLISHED, None),
        ("Rule", "Final order.", Stage.ENACTED, How.ORDERED, None),
        ("Rule", "Temporary rule; extension.", Stage.ENACTED, How.ORDERED, LinkKind.EXTENDS),
        ("Rule", "Final rule; stay.", Stage.ENACTED, How.PUBLISHED, LinkKind.STAYS),
        ("Rule", "Final rule; correction.", None, None, LinkKind.CORRECTS),
        ("Rule", "Direct final rule; withdrawal.", None, None, LinkKind.WITHDRAWS),
        ("Proposed Rule", "Notice of proposed rulemaking.", Stage.PROPOSED, None, None),
        ("Proposed Rule", "Extension of comment period.", None, None, None),
        ("Notice", "Notice of intent.", Stage.PROPOSED, None, None),
        ("Notice", "Notice.", None, None, None),
        ("Notice", "Temporary scheduling order.", None, None, None),
        ("Presidential Document", "", Stage.ENACTED, How.SIGNED, None),
        ("Uncategorized Document", "Final rule.", None, None, None),
    ],
)
def test_type_and_action_decide(
    kind: str, action: str, stage: Stage | None, how: How | None, link: LinkKind | None
) -> None:
    document = row(kind, action)
    assert (document.stage, document.how) == (stage, how)
    assert {k.kind for k in document.links} == ({link} if link else set())


def test_a_correction_names_its_target_by_the_field() -> None:
    document = row("Rule", "Correction", correction_of=f"{API}/documents/2026-17429")
    assert [str(k.target) for k in document.links] == ["fr:2026-17429"]


def test_a_filed_document_is_proposed_even_when_it_is_a_rule() -> None:
    filed = documents("fr-filed-mitragynine", 2, FILED)
    assert set(filed) == {"2026-20943", "2026-20942"}
    page = recorded("fr-filed-mitragynine", 2)
    page["results"][0]["type"] = "Rule"
    parsed = parse(json.dumps(page).encode(), FILED)
    for document in parsed.documents:
        assert document.stage is Stage.PROPOSED
        assert document.partial
        assert str(document.stage_on) == "2026-10-09"
        assert str(document.aliases[0]).startswith("fr:2026-2094")


def test_a_filed_document_that_its_agency_asked_back_is_withdrawn() -> None:
    page = recorded("fr-filed-mitragynine", 2)
    page["results"][0] |= {
        "filing_type": "special",
        "pdf_update_at": "2026-10-10T11:45:00.000-04:00",
        "editorial_note": "An agency letter requesting withdrawal of this document was received "
        "after placement on public inspection.",
    }
    page["results"][1]["filing_type"] = "special"
    back, stays = parse(json.dumps(page).encode(), FILED).documents
    assert (back.stage, str(back.stage_on), back.texts) == (Stage.WITHDRAWN, "2026-10-10", ())
    assert stays.stage is Stage.PROPOSED
    assert stays.texts[0].note == "filed for public inspection (special filing)"


def test_a_correction_is_followed_though_it_names_no_plant() -> None:
    page = recorded("fr-kratom")
    number = page["results"][0]["document_number"]
    for told in (
        f"{API}/documents/2026-18001",
        {"document_number": "2026-18001", "html_url": "https://www.federalregister.gov/d/x"},
    ):
        page["results"][0]["corrections"] = [told, f"{API}/documents/{number}"]
        follow = [f for f in parse(json.dumps(page).encode()).follow if f.role == "detail"]
        assert [f.url.partition("?")[0] for f in follow] == [f"{API}/documents/2026-18001.json"]
    found = page["results"][1] | {
        "document_number": "2026-18001",
        "type": "Rule",
        "action": "Temporary rule; correction.",
        "correction_of": f"{API}/documents/{number}",
        "corrections": [],
    }
    context = ParseContext(SPEC, follow[0].url, "detail", "0" * 64, AT)
    parsed = parse_snapshot("federal_register", json.dumps(found).encode(), context)
    (document,) = parsed.documents
    assert document.stage is None
    assert [(k.kind, str(k.target)) for k in document.links] == [
        (LinkKind.CORRECTS, f"fr:{number}")
    ]


def test_a_text_that_was_pulled_is_told_and_not_read() -> None:
    follow = Follow("https://www.federalregister.gov/x.txt", "text", ("text",))
    note = (
        b"<html><body>Document 2026-20943 has been removed from FederalRegister.gov</body></html>"
    )
    fault = judge_body("federal_register", note, follow)
    assert fault is not None
    assert fault.kind is FaultKind.LAYOUT_CHANGED
    act = b"The document that was removed is described below. " * 200
    assert judge_body("federal_register", act, follow) is None


def test_paging_and_zero_hits() -> None:
    first = parse(json.dumps(recorded("fr-mitragynine-1")).encode())
    following = [f.url for f in first.follow if f.role == "list"]
    assert len(following) == 1
    assert "page=2" in following[0]
    nothing = b'{"count":0,"description":"none"}'
    rare = PUBLISHED.replace("kratom", "MGM-16")
    assert parse(nothing, rare) == Parsed()
    assert parse(nothing, FILED) == Parsed()
    assert [f.kind for f in parse(nothing).faults] == [FaultKind.UNEXPECTEDLY_EMPTY]


def test_a_next_page_of_another_owner_is_not_followed() -> None:
    page = recorded("fr-mitragynine-1") | {"next_page_url": "https://evil.com/x"}
    parsed = parse(json.dumps(page).encode())
    assert not [f for f in parsed.follow if f.role == "list"]
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]


def test_drift_of_the_schema_is_a_fault() -> None:
    for body in (b"[]", b'{"results":[]}', b'{"count":3}', b"no"):
        assert [f.kind for f in parse(body).faults] == [FaultKind.LAYOUT_CHANGED]
    page = recorded("fr-kratom")
    del page["results"][0]["publication_date"]
    page["results"][1]["title"] = None
    parsed = parse(json.dumps(page | {"results": page["results"][:3]}).encode())
    assert FaultKind.LAYOUT_CHANGED in {f.kind for f in parsed.faults}
    assert "2026-13580" in {d.number for d in parsed.documents}
