"""eCFR: what federal schedule I lists today, as of when, and what is never taken for a repeal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from played import AT, HERE, look, sources

from regtrack.contract import FaultKind, VersionRole
from regtrack.reading.reader import read_text
from regtrack.runner.extraction import extract
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.registry import (
    judge_body,
    option_problems,
    parse_snapshot,
    unwrap_text,
)

SPEC = sources("ecfr")["us-ecfr-1308"]
NORMAL = HERE / "ecfr" / "normal"


def body(day: int, name: str) -> bytes:
    (path,) = (NORMAL / f"day{day}" / name).glob("body.*")
    return path.read_bytes()


def parsed(
    answer: Any, role: str, carry: Mapping[str, Any] | None = None, **options: Any
) -> Parsed:
    spec = replace(SPEC, options={**SPEC.options, **options})
    context = ParseContext(spec, SPEC.url, role, "0" * 64, AT, carry=carry or {})
    return parse_snapshot("ecfr", json.dumps(answer).encode(), context)


@pytest.mark.parametrize(("day", "named"), [(1, set()), (2, {"analogues"})])
def test_schedule_i_names_what_it_names(day: int, named: set[str]) -> None:
    name = "section-1308.11" if day == 1 else "section-1308.11-new"
    text = extract(body(day, name), "application/xml", "x")
    reading = read_text(text, division=SPEC.division, title="21 CFR 1308.11 Schedule I.")
    assert {p.provision.substance.value for p in reading.provisions} == named
    assert all(p.provision.schedule == "I" and p.sure for p in reading.provisions)
    assert bool(reading.mentions) == bool(named)


def test_a_section_that_is_as_it_was_keeps_its_address() -> None:
    first, second = look(SPEC, "normal", 1), look(SPEC, "normal", 2)
    new = [u for u in second.asked if u not in first.asked]
    assert {u.partition("/full/")[2][:10] for u in new} == {"2026-08-26"}


def test_temporary_listings_are_proof_beside_the_section_or_law_if_asked_to() -> None:
    proof = {d.number: d for d in look(SPEC, "normal", 2).documents}
    assert set(proof) == {"1308.11", "1308.11(h)", "1308.12"}
    assert (proof["1308.11(h)"].stage, proof["1308.11(h)"].texts[0].role) == (
        None,
        VersionRole.PROPOSAL,
    )
    law = look(replace(SPEC, options={**SPEC.options, "temporary": "law"}), "normal", 2)
    assert {d.number for d in law.documents} == {"1308.11", "1308.12"}


def test_a_section_is_cut_where_its_temporary_listings_begin_and_end() -> None:
    xml = body(2, "section-1308.11-new")
    carry = {"section": "1308.11", "paragraph": "h"}
    follow = Follow("https://www.ecfr.gov/x", "text", ("xml",), carry=carry)

    def part(name: str, data: bytes = xml) -> Any:
        return unwrap_text("ecfr", data, replace(follow, carry={**carry, "part": name}))

    assert unwrap_text("ecfr", xml, follow) is None
    kept, alone = part("permanent")[0], part("temporary")[0]
    assert b"MGM-15" not in kept
    assert b"</CITA>\n</DIV8>" in kept
    assert b"Schedule I." in alone
    assert b"MGM-15" in alone
    assert b"Acetylmethadol" not in alone
    assert len(kept) + len(alone) > len(xml)
    lost = part("permanent", xml.replace(b"<P>(h) ", b"<P>(j) "))
    assert isinstance(lost, Fault)
    assert lost.kind is FaultKind.LAYOUT_CHANGED


def test_a_title_that_lags_too_far_is_told_and_read_all_the_same() -> None:
    titles = json.loads(body(1, "titles"))
    late = parsed(titles, "list", stale_after=14)
    assert [f.kind for f in late.faults] == [FaultKind.STALE_UPSTREAM]
    assert "2026-08-20, 61 days ago" in late.faults[0].message
    assert len(late.follow) == 2
    assert parsed(titles, "list", stale_after=61).faults == ()


def test_lists_that_are_not_as_they_were() -> None:
    titles = json.loads(body(1, "titles"))
    assert [f.kind for f in parsed({}, "list").faults] == [FaultKind.LAYOUT_CHANGED]
    gone = parsed(titles, "list", cfr_title=99)
    assert [f.kind for f in gone.faults] == [FaultKind.UNEXPECTEDLY_EMPTY]
    titles["titles"][1]["up_to_date_as_of"] = "20 Aug"
    assert [f.kind for f in parsed(titles, "list").faults] == [FaultKind.LAYOUT_CHANGED]


def test_a_removed_section_and_one_of_the_future_are_no_change() -> None:
    versions = json.loads(body(2, "versions-1308.11"))
    carry = {"section": "1308.11", "as_of": "2026-08-20"}
    before, _ = parsed(versions, "detail", carry).documents
    assert str(before.texts[0].dated_on) == "2026-05-11"
    versions["content_versions"][-1]["removed"] = True
    removed = parsed(versions, "detail", {**carry, "as_of": "2026-10-16"})
    assert removed.documents == ()
    assert [f.kind for f in removed.faults] == [FaultKind.LAYOUT_CHANGED]
    del versions["content_versions"][-1]["issue_date"]
    broken = parsed(versions, "detail", carry)
    assert [f.kind for f in broken.faults] == [FaultKind.LAYOUT_CHANGED]


def test_a_text_must_be_that_section_whole_with_its_words() -> None:
    xml = body(2, "section-1308.11-new")
    carry = {"section": "1308.11", "expect": ["listed in this section"]}
    follow = Follow("https://www.ecfr.gov/x", "text", ("xml",), carry=carry)

    def told(data: bytes, **changes: Any) -> FaultKind | None:
        asked = replace(follow, carry={**carry, **changes})
        fault = judge_body("ecfr", data, asked)
        return fault.kind if fault else None

    assert told(xml) is None
    assert told(xml.replace(b'N="1308.11"', b'N="\xc2\xa7 1308.11"')) is None
    assert told(xml, section="1308.12") is FaultKind.LAYOUT_CHANGED
    assert told(xml[: len(xml) // 2]) is FaultKind.FETCH_FAILED
    assert told(xml, expect=["Opium poppy"]) is FaultKind.LAYOUT_CHANGED
    assert told(b"<html>no</html>") is FaultKind.LAYOUT_CHANGED


def test_a_wrong_option_is_told() -> None:
    given = {"sections": ["schedule I"], "part": 1, "temporary": "maybe"}
    wrong = dict(option_problems("ecfr", given, SPEC.url))
    assert set(wrong) == {"sections", "part", "temporary"}
