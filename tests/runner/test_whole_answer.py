"""A changed page is asked once: what its probe brought is what a crawl would have brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fetching import OHIO, RECORDINGS, learned, page, quick
from regtrack.contract import DocumentRecord, FinishRecord, Record, SnapshotRecord, SourceSpec
from regtrack.replay import ReplayServer
from regtrack.runner.crawl import crawl
from regtrack.runner.fetcher import ProbeAndCrawl
from regtrack.runner.snapshots import SnapshotStore


@pytest.fixture
def server() -> Iterator[ReplayServer]:
    with ReplayServer(RECORDINGS) as serving:
        yield serving


def known(server: ReplayServer, store: SnapshotStore, tmp_path: Path) -> SourceSpec:
    """The page as it was on day 1, looked at once."""
    spec = page(OHIO)
    records = list(crawl([spec], tmp_path, store, quick(server.base)))
    server.set_day(2)
    return replace(spec, validators=learned(records))


def fetched(
    server: ReplayServer, store: SnapshotStore, work: Path, spec: SourceSpec
) -> list[Record]:
    return list(ProbeAndCrawl(quick(server.base), store, work).fetch([spec]))


def without_instants(records: list[Record]) -> list[Record]:
    """What a crawl's child and a probe say alike: all but when they looked."""
    snapshot, document = records[0], records[-2]
    assert isinstance(snapshot, SnapshotRecord)
    assert isinstance(document, DocumentRecord)
    at = snapshot.retrieved_at
    assert document.retrieved_at == at
    texts = tuple(replace(t, retrieved_at=None) for t in document.texts)
    return [
        replace(snapshot, retrieved_at=at.replace(2000, 1, 1, 0, 0, 0, 0)),
        replace(document, retrieved_at=None, texts=texts),
    ]


def test_a_changed_page_is_asked_once_and_says_what_a_crawl_says(
    server: ReplayServer, tmp_path: Path
) -> None:
    store = SnapshotStore(tmp_path / "snapshots")
    spec = known(server, store, tmp_path)
    server.ledger.clear()
    whole = fetched(server, store, tmp_path, spec)
    assert server.ledger.statuses() == {200: 1}
    crawled = list(crawl([spec], tmp_path, store, quick(server.base)))
    assert without_instants(whole) == without_instants(crawled)
    ends = [r for r in (*whole, *crawled) if isinstance(r, FinishRecord)]
    assert [(r.reason, r.stats["documents"], r.stats["snapshots"]) for r in ends] == [
        ("finished", 1, 1),
        ("finished", 1, 1),
    ]


def test_a_page_seen_for_the_first_time_is_crawled(server: ReplayServer, tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path / "snapshots")
    records = fetched(server, store, tmp_path, page(OHIO))
    assert [type(r) for r in records] == [SnapshotRecord, DocumentRecord, FinishRecord]
    assert server.ledger.statuses() == {200: 1}


def test_leaving_early_ends_the_probes(server: ReplayServer, tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path / "snapshots")
    spec = known(server, store, tmp_path)
    records = ProbeAndCrawl(quick(server.base), store, tmp_path).fetch([spec] * 3)
    next(records)
    records.close()  # type: ignore[attr-defined]  # a generator
