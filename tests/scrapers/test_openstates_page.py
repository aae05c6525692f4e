"""Open States API pages to documents, and the texts that are fetched."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from fetching import RECORDINGS
from regtrack.contract import (
    Authority,
    FaultKind,
    InstrumentKind,
    SourceSpec,
    TextRecord,
    VersionRole,
)
from regtrack.runner.fetch_settings import FetchSettings
from regtrack_scrapers.base import SourceSpider
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.openstates import wanted_texts
from regtrack_scrapers.platforms.registry import PLATFORMS, parse_snapshot

API = "https://v3.openstates.org/bills"
SPEC = SourceSpec(
    "os", "openstates", API, "ocd-division/country:us", "Open States", Authority.AGGREGATOR
)
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def parse(body: bytes, url: str = f"{API}?q=kratom&page=1", spec: SourceSpec = SPEC) -> Parsed:
    return parse_snapshot("openstates", body, ParseContext(spec, url, "list", "0" * 64, AT))


def recorded(name: str) -> bytes:
    return (RECORDINGS / "day1" / name / "body.json").read_bytes()


def test_one_search_per_term_with_the_key_header_asked_for() -> None:
    follows = PLATFORMS["openstates"].start(SPEC)
    assert [f.url.split("q=")[1].split("&")[0] for f in follows] == [
        "kratom",
        "mitragynine",
        "%227-hydroxymitragynine%22",
    ]
    assert all(f.keyed and f.accept == ("json",) for f in follows)
    assert all("per_page=20" in f.url and "include=versions" in f.url for f in follows)
    assert not any("apikey" in f.url.lower() for f in follows)


def test_bills_texts_and_the_next_page() -> None:
    parsed = parse(recorded("openstates-kratom-1"))
    assert not parsed.faults
    assert [d.number for d in parsed.documents] == ["SB 432", "HB 1649", "SB 430"]
    kansas = parsed.documents[2]
    assert kansas.kind is InstrumentKind.BILL
    assert kansas.division == "ocd-division/country:us/state:ks"
    assert kansas.authority is Authority.AGGREGATOR
    assert kansas.actions[0].description == "Approved by Governor on Monday, April 27, 2026"
    assert kansas.record_sha256 == "0" * 64
    lists = [f for f in parsed.follow if f.role == "list"]
    assert [f.url for f in lists] == [f"{API}?q=kratom&page=2"]
    assert lists[0].keyed
    texts = [f for f in parsed.follow if f.role == "text"]
    assert len(texts) == 5
    assert not any(f.keyed for f in texts)


def test_the_last_page_has_no_next() -> None:
    parsed = parse(recorded("openstates-kratom-2"), f"{API}?q=kratom&page=2")
    assert {f.role for f in parsed.follow} == {"text"}


def test_an_empty_search_is_a_fault_unless_only_news_were_asked_for() -> None:
    empty = b'{"results":[],"pagination":{"per_page":20,"page":1,"max_page":1,"total_items":0}}'
    assert [f.kind for f in parse(empty).faults] == [FaultKind.UNEXPECTEDLY_EMPTY]
    since = SourceSpec(
        **{**{n: getattr(SPEC, n) for n in ("key", "platform", "url", "division", "publisher")}},
        options={"updated_since": "2026-11-01"},
    )
    assert parse(empty, spec=since) == Parsed()


def test_drift_of_the_schema_is_a_fault_and_other_bills_are_kept() -> None:
    for body in (b"[]", b"{}", b'{"results":[]}', b'{"results":{},"pagination":{}}', b"<html>"):
        assert [f.kind for f in parse(body).faults] == [FaultKind.LAYOUT_CHANGED]
    page: Any = json.loads(recorded("openstates-kratom-1"))
    del page["results"][0]["actions"]
    page["results"][1]["jurisdiction"] = None
    parsed = parse(json.dumps(page).encode())
    assert [d.number for d in parsed.documents] == ["SB 430"]
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED] * 2
    assert all(f.sha256 == "0" * 64 for f in parsed.faults)


def test_the_most_readable_form_of_each_version() -> None:
    def text(note: str, url: str, kind: str) -> TextRecord:
        return TextRecord(note + kind, VersionRole.PROPOSAL, note, None, url, kind)

    texts = (
        text("A", "https://a.gov/a.pdf", "application/pdf"),
        text("A", "https://a.gov/a", "text/html"),
        text("B", "https://a.gov/view?apn=b.pdf", "text/html"),
        text("B", "https://a.gov/b.pdf", "application/pdf"),
        text("C", "mailto:x@a.gov", "text/html"),
    )
    assert wanted_texts(texts) == ("https://a.gov/a", "https://a.gov/b.pdf")


def test_the_key_goes_to_its_host_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_OPENSTATES_KEY", "secret")
    spider = SourceSpider([SPEC], store=str(tmp_path))
    job = SourceJob(SPEC, {})
    (search, *_) = PLATFORMS["openstates"].start(SPEC)
    request = spider._request(job, search)
    assert request.headers["X-Api-Key"] == b"secret"
    assert "secret" not in request.url
    for other in (
        Follow("https://ilga.gov/text.htm", "text"),
        Follow("https://evil.com/bills", "list", keyed=True),
        Follow(API, "list"),
    ):
        assert "X-Api-Key" not in spider._request(job, other).headers
    assert "secret" not in repr(FetchSettings(keys={"REGTRACK_OPENSTATES_KEY": "secret"}))
