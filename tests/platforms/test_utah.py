"""Utah's own files: a bill from its list to the governor's desk, a section of the code as it is."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from played import AT, HERE, look, sources

from regtrack.contract import Alias, DocumentRecord, FaultKind, Stage, VersionRole
from regtrack.reading.reader import read_text
from regtrack.reading.stages import current_stage, stage_events
from regtrack.runner.extraction import extract
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.registry import PLATFORMS, option_problems, parse_snapshot

SPEC = sources("utah")["ut-legislature-2026"]
UT = "ocd-division/country:us/state:ut"


def bill(day: int) -> DocumentRecord:
    return next(d for d in look(SPEC, "normal", day).documents if d.number == "SB 45")


def parsed(body: Any, role: str = "detail", **options: Any) -> Parsed:
    spec = replace(SPEC, options={**SPEC.options, **options})
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return parse_snapshot("utah", data, ParseContext(spec, SPEC.url, role, "0" * 64, AT))


def recorded(name: str, day: int = 1) -> bytes:
    (path,) = (HERE / "utah" / "normal" / f"day{day}" / name).glob("body.*")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("day", "stage", "on"),
    [(1, Stage.PASSED_ONE_CHAMBER, "2026-02-18"), (2, Stage.ENACTED, "2026-03-26")],
)
def test_the_history_tells_how_far_the_bill_came(day: int, stage: Stage, on: str) -> None:
    now = current_stage(stage_events(bill(day)), dt.date(2026, 10, 20))
    assert now is not None
    assert (now.stage, str(now.date)) == (stage, on)


def test_the_bill_is_the_one_that_aggregators_know() -> None:
    assert bill(1).aliases == (
        Alias("bill-year", f"{UT}|2026|SB45"),
        Alias("bill", f"{UT}|2026|SB45"),
    )
    special = parsed(recorded("sb45"), session="2025S1").documents[0]
    assert special.aliases == (Alias("bill", f"{UT}|2025S1|SB45"),)


def test_only_the_enrolled_text_is_final_and_comparisons_are_none() -> None:
    assert [t.role for t in bill(1).texts] == [VersionRole.PROPOSAL]
    assert [t.role for t in bill(2).texts] == [VersionRole.PROPOSAL, VersionRole.FINAL]


def test_a_bill_is_followed_once_by_its_title_or_by_name() -> None:
    assert [f.url for f in parsed(recorded("list"), "list").follow] == []
    found = parsed(recorded("list"), "list", bills=["SB 101"]).follow
    assert [f.url.rsplit("/", 1)[-1] for f in found] == ["SB0045.json"]
    first = PLATFORMS["utah"].start(replace(SPEC, options={"code": ["4-45-104"]}))
    assert [f.url for f in first] == ["https://le.utah.gov/xcode/Title4/Chapter45/4-45-S104.html"]


def test_the_section_names_what_its_version_in_force_names() -> None:
    named = []
    for day, name in ((1, "code-old"), (2, "code-new")):
        text = extract(recorded(name, day), "text/html", "x.html")
        reading = read_text(text, division=UT, title="Utah Code 58-37-4")
        named.append([p.provision.substance.value for p in reading.provisions])
    assert named == [[], ["analogues"]]


def test_what_is_not_as_it_was_is_told() -> None:
    answer = json.loads(recorded("sb45"))
    for broken in ({}, {**answer, "shortTitle": ""}, {**answer, "actionHistoryList": [{}]}):
        assert [f.kind for f in parsed(broken).faults] == [FaultKind.LAYOUT_CHANGED]
    odd = {**answer, "actionHistoryList": [{**answer["actionHistoryList"][0], "actionDate": "x"}]}
    assert [f.kind for f in parsed(odd).faults] == [FaultKind.LAYOUT_CHANGED]
    assert parsed(b"<html>no bills yet</html>", "list", never_empty=False) == Parsed()
    moved = ParseContext(SPEC, SPEC.url, "detail", "0" * 64, AT, carry={"section": "58-37-4"})
    shell = parse_snapshot("utah", b"<html>moved</html>", moved)
    assert [f.kind for f in shell.faults] == [FaultKind.LAYOUT_CHANGED]


def test_wrong_options_are_told() -> None:
    wrong = dict(option_problems("utah", {"session": "2026", "code": ["58.37"]}, SPEC.url))
    assert set(wrong) == {"session", "code"}
    assert [n for n, _ in option_problems("utah", {"terms": ["kratom"]}, SPEC.url)] == ["session"]
