"""Bills of Congress on real replies: the same record from Congress.gov and govinfo, never a stage
too far."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

import platform_recordings as made
from regtrack.contract import DocumentRecord, SourceSpec, VersionRole
from regtrack.reading.stages import stage_events
from regtrack.reading.stages_changes import stage_changes
from regtrack_scrapers.platforms.congress_bill import BillName
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.registry import PLATFORMS, parse_snapshot

CAPTURES = Path(__file__).resolve().parents[2] / "../shared/captures"
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
captured = pytest.mark.skipif(
    not (CAPTURES / "govinfo-billstatus").is_dir(), reason="the captured replies are not here"
)


def parse(
    platform: str, body: bytes, spec: SourceSpec, role: str = "detail", **more: Any
) -> Parsed:
    url = more.pop("url", "https://www.govinfo.gov/x")
    context = ParseContext(spec, url, role, "0" * 64, AT, **more)
    return parse_snapshot(platform, body, context)


def govinfo(body: bytes, bill: str) -> DocumentRecord:
    parsed = parse("govinfo", body, made.govinfo_source(bills=[bill]))
    assert parsed.faults == ()
    (found,) = parsed.documents
    return found


def congress(name: str, folder: Path) -> DocumentRecord:
    """The record from the three bodies of a bill."""
    spec = made.congress_source()
    carry: Any = {}
    for part in ("", "_text", "_actions"):
        body = (folder / f"{name}{part}.txt").read_bytes()
        parsed = parse("congress", body, spec, carry=carry)
        assert parsed.faults == ()
        carry = parsed.follow[0].carry if parsed.follow else {}
    (found,) = parsed.documents
    return found


def stages(record: DocumentRecord) -> list[tuple[str, str]]:
    return [(e.stage.value, str(e.date)) for e in stage_changes(stage_events(record))]


GOLDEN: dict[str, tuple[str | None, str, str, int]] = {
    # file: citation, last stage, its day, texts
    "actions-committees/BILLSTATUS-116s832.xml": (None, "passed_one_chamber", "2019-06-27", 4),
    "current/BILLSTATUS-117s35.xml": (None, "passed_one_chamber", "2021-02-12", 2),
    "future/BILLSTATUS-117s35.xml": (None, "passed_one_chamber", "2021-02-12", 2),
    "future/BILLSTATUS-117hr2471.xml": ("Pub. L. 117-103", "enacted", "2022-03-15", 7),
    "legacy/BILLSTATUS-114hconres70.xml": (None, "passed_both", "2015-09-16", 0),
    "legacy/BILLSTATUS-114hr1531.xml": ("Pub. L. 114-47", "enacted", "2015-08-07", 0),
    "legacy/BILLSTATUS-114s1300.xml": ("Pub. L. 114-70", "enacted", "2015-10-16", 0),
    "legacy/BILLSTATUS-114sjres8.xml": (None, "vetoed", "2015-04-13", 0),
    "textVersions/DEV-BILLSTATUS-115s2269.xml": (None, "to_governor", "2018-10-02", 4),
}


@captured
@pytest.mark.parametrize("file", GOLDEN)
def test_a_captured_status_file(file: str) -> None:
    name = re.search(r"BILLSTATUS-(\d+[a-z]+\d+)", file)
    assert name is not None
    bill = govinfo((CAPTURES / "govinfo-billstatus" / file).read_bytes(), name[1])
    assert (bill.citation, *stages(bill)[-1], len(bill.texts)) == GOLDEN[file]


@captured
def test_every_captured_status_file_is_read_and_law_is_what_has_a_number() -> None:
    files = sorted((CAPTURES / "govinfo-billstatus").glob("*/*.xml"))
    assert len(files) >= 30
    for file in files:
        name = re.search(r"BILLSTATUS-(\d+[a-z]+\d+)", file.name)
        assert name is not None
        bill = govinfo(file.read_bytes(), name[1])
        law = "enacted" in [stage for stage, _ in stages(bill)]
        assert law is (bill.citation is not None), file.name


@captured
def test_a_captured_bill_of_congress_gov() -> None:
    bill = congress("bill_117_hr_21", CAPTURES / "congress.gov" / "samples")
    assert str(bill.aliases[0]) == "bill:ocd-division/country:us|117|HR21"
    assert bill.title == "FedRAMP Authorization Act"
    assert stages(bill) == [
        ("introduced", "2021-01-04"), ("in_committee", "2021-01-04"),
        ("passed_one_chamber", "2021-01-05"),
    ]  # fmt: skip
    assert [t.note for t in bill.texts] == [
        "Introduced in House", "Engrossed in House", "Referred in Senate",
    ]  # fmt: skip
    assert {t.role for t in bill.texts} == {VersionRole.PROPOSAL}
    assert all(str(t.url).startswith("https://www.govinfo.gov/content/pkg/") for t in bill.texts)


@captured
def test_a_captured_list_gives_the_bills_whose_titles_name_a_term() -> None:
    body = (CAPTURES / "congress.gov" / "samples" / "bill_117_hr.txt").read_bytes()
    spec = made.congress_source(terms=["MORE Act"], pages=1)
    parsed = parse("congress", body, spec, "list", url=f"{made.CONGRESS}/bill/117/hr?offset=0")
    assert [f.url for f in parsed.follow] == [
        f"{made.CONGRESS}/bill/117/hr/3617?format=json#2022-04-03"
    ]


@captured
def test_a_captured_list_of_packages_has_a_next_page_and_no_key() -> None:
    body = (CAPTURES / "govinfo-api" / "BILLS-sample.json").read_bytes()
    url = "https://api.govinfo.gov/collections/BILLS/2018-01-01T00:00:00Z"
    parsed = parse("govinfo", body, made.govinfo_source(), "list", url=url)
    assert parsed.faults == ()
    assert [f.keyed for f in parsed.follow if "api.govinfo.gov" in f.url] == [True]
    assert not any("api_key" in f.url for f in parsed.follow)


def test_both_platforms_tell_one_record() -> None:
    spec = made.congress_source()
    carry: Any = {"name": "119/hr/8000", "title": made.HR_TITLE, "laws": [], "updated": "x",
                  "versions": [{"type": "Introduced in House", "date": "2026-03-19T04:00:00Z",
                                "formats": [{"url": made.TEXT_URL}]}]}  # fmt: skip
    body = json.dumps({"actions": made.HR_ACTIONS}).encode()
    (first,) = parse("congress", body, spec, carry=carry).documents
    second = govinfo(made.status_xml(2), "119/hr/8000")
    assert (first.aliases, first.actions, first.texts) == (
        second.aliases, second.actions, second.texts,
    )  # fmt: skip
    assert [e.key for e in stage_events(first)] == [e.key for e in stage_events(second)]


def test_a_bill_that_names_nothing_is_left_out_unless_it_is_followed() -> None:
    body = made.status_xml(2).replace(made.HR_TITLE.encode(), b"A bill on roads")
    parsed = parse("govinfo", body, made.govinfo_source(bills=[]))
    assert (parsed.documents, parsed.faults) == ((), ())
    assert govinfo(body, "119/hr/8000").title == "A bill on roads"


@pytest.mark.parametrize("text", ["119hr8000", "119/hr/8000", "119-HR-8000"])
def test_a_bill_may_be_named_in_some_ways(text: str) -> None:
    assert BillName.read(text) == BillName("119", "hr", "8000")


@pytest.mark.parametrize("text", ["hr8000", "119/xx/1", ""])
def test_what_names_no_bill_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="no bill of Congress"):
        BillName.read(text)


def test_the_lists_say_what_they_ask_for() -> None:
    urls = [f.url for f in PLATFORMS["congress"].start(made.congress_source(bills=["119/s/5383"]))]
    assert urls[0] == f"{made.CONGRESS}/bill/119/s/5383?format=json"
    assert "format=json" in urls[1]
    assert "sort=updateDate+desc" in urls[1]
