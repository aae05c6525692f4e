"""Keys over real HTTP on loopback: on the wire and nowhere else, counted, and spent."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import platform_recordings as made
from fetching import learned, quick
from regtrack.contract import DocumentRecord, FaultRecord, SourceSpec, to_line
from regtrack.replay import ModeKind, ReplayServer
from regtrack.runner.crawl import crawl
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.fetcher import ProbeAndCrawl
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.keys import KeyUse

#: The first address of each platform, without its query, and the host that its key is for.
FIRST = {"legiscan": (made.LEGISCAN, "api.legiscan.com"),
         "congress": (made.CONGRESS, "api.congress.gov"),
         "govinfo": (made.STATUS_URL, "api.govinfo.gov")}  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReplayServer]:
    root = tmp_path_factory.mktemp("recordings")
    with ReplayServer(made.standing(root, *FIRST)) as server:
        yield server


@pytest.fixture
def settings(server: ReplayServer, tmp_path: Path) -> FetchSettings:
    """Settings with our keys, each request under one counted."""
    return replace(quick(server.base), keys=made.KEYS, key_use=str(tmp_path / "key-use"))


def specs(**options: object) -> list[SourceSpec]:
    since = {"since": "2026-01-01T00:00:00Z"}
    return [
        made.legiscan_source(**options),
        made.congress_source(**options),
        made.govinfo_source(**since, **options),
    ]


def test_the_key_is_on_the_wire_and_nowhere_else(
    server: ReplayServer,
    settings: FetchSettings,
    store: SnapshotStore,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    fetcher = ProbeAndCrawl(settings, store, tmp_path)
    first = list(fetcher.fetch(specs()))
    for address, _ in FIRST.values():
        server.set_mode(address, ModeKind.REDIRECT, target=f"https://x.example/?key={made.KEY}")
    known = learned(first)
    second = list(fetcher.fetch([replace(s, validators=known) for s in specs()]))
    assert {r.source for r in second if isinstance(r, FaultRecord)} == set(FIRST)
    sent = [e.url for e in server.ledger.entries()]
    assert {u.split("/")[2] for u in sent if "key=s3cret" in u} == {"api.legiscan.com"}
    told = "\n".join([*(to_line(r) for r in (*first, *second)), caplog.text])
    kept = b"\n".join(p.read_bytes() for p in store.root.rglob("*") if p.is_file())
    for secret in (made.KEY, "s3cret"):
        assert secret not in told
        assert secret.encode() not in kept
    for platform, (_, host) in FIRST.items():
        counted = KeyUse(settings.key_use).count(f"REGTRACK_{platform.upper()}_KEY", "month")
        asked = [u for u in sent if host in u and not u.endswith("/robots.txt")]
        assert counted == len(asked) > 0


def test_a_spent_key_is_told_and_asks_for_nothing(
    server: ReplayServer, settings: FetchSettings, store: SnapshotStore, tmp_path: Path
) -> None:
    poor = [made.legiscan_source(quota=1), made.congress_source(quota=1)]
    records = list(crawl(poor, tmp_path, store, settings))
    faults = [r for r in records if isinstance(r, FaultRecord)]
    assert {f.source for f in faults} == {"legiscan", "congress"}
    for fault in faults:
        assert (fault.kind, "has spent its 1 requests" in fault.message) == ("quota_spent", True)
        assert fault.retry_after is not None
        assert 0 < fault.retry_after <= 31 * 86_400
    server.ledger.clear()
    known = [replace(poor[0], validators=learned(records))]  # Congress.gov has no address yet
    (probe,) = probe_all(known, settings, HostPacer(0.0), store)
    assert probe.verdict is Verdict.FAULT
    assert server.ledger.entries() == []


def test_an_error_with_status_200_is_not_believed_next_time(
    server: ReplayServer, settings: FetchSettings, store: SnapshotStore, tmp_path: Path
) -> None:
    gone = json.dumps(made.error("Unknown bill id"))
    address = f"{made.LEGISCAN}?op=getBill&"
    server.set_mode(address, ModeKind.BODY, body=gone, media_type="application/json")
    spec = made.legiscan_source()
    first = list(crawl([spec], tmp_path, store, settings))
    assert [str(r.kind) for r in first if isinstance(r, FaultRecord)] == ["layout_changed"]
    server.clear()
    again = replace(spec, validators=learned(first))
    found = list(crawl([again], tmp_path, store, settings))
    assert [r.number for r in found if isinstance(r, DocumentRecord)] == ["SB 430"]


def test_what_changed_is_asked_for_and_no_text_twice(
    server: ReplayServer, settings: FetchSettings, store: SnapshotStore, tmp_path: Path
) -> None:
    """Day 3 has new hashes and dates of change and nothing else new."""
    server.set_day(2)
    first = list(crawl(specs(), tmp_path, store, settings))
    server.set_day(3)
    server.ledger.clear()
    again = [replace(s, validators=learned(first)) for s in specs()]
    list(crawl(again, tmp_path, store, settings))
    asked = [e.url for e in server.ledger.entries() if not e.url.endswith("/robots.txt")]
    assert not any("getBillText" in url for url in asked)
    texts = [e.status for e in server.ledger.entries() if e.url == made.TEXT_URL]
    assert set(texts) <= {304}
    assert any("/bill/119/hr/8000/actions" in url for url in asked)
