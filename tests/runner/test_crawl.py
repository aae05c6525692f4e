"""Probe, crawl child, spool and records over real HTTP on loopback."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fetching import OHIO, RANKIN, RECORDINGS, learned, page, quick
from regtrack.contract import (
    DocumentRecord,
    FaultKind,
    FaultRecord,
    FinishRecord,
    Record,
    SnapshotRecord,
    SourceSpec,
    Stage,
)
from regtrack.replay import ModeKind, ReplayServer
from regtrack.runner.crawl import crawl
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.sources_file import load
from regtrack_scrapers.replay_address import replay_url


def crawled(
    specs: Iterable[SourceSpec],
    server: ReplayServer,
    store: SnapshotStore,
    workdir: Path,
    **changes: Any,
) -> list[Record]:
    return list(crawl(specs, workdir, store, quick(server.base, **changes)))


def documents(records: Iterable[Record]) -> dict[str, DocumentRecord]:
    found = (r for r in records if isinstance(r, DocumentRecord))
    return {str(d.aliases[0]): d for d in found}


def faults(records: Iterable[Record]) -> list[FaultRecord]:
    return [r for r in records if isinstance(r, FaultRecord)]


def test_two_cycles_and_a_day_of_changes(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    specs = load(RECORDINGS / "sources.toml")
    settings = quick(server.base)
    pacer = HostPacer(0.0)
    first = list(crawl(specs, tmp_path, store, settings, pacer))
    assert faults(first) == []
    assert {r.source for r in first if isinstance(r, FinishRecord)} == {s.key for s in specs}
    assert len(documents(first)) == 15
    for record in first:
        if isinstance(record, SnapshotRecord):
            assert store.has(record.sha256)
    bill = next(d for d in documents(first).values() if d.number == "SB 432")
    fetched = {t.note for t in bill.texts if t.sha256}
    assert fetched == {"S 432 Filed", "S 432 er"}
    full = server.ledger.bytes_sent()
    known = dict(learned(first))

    server.ledger.clear()
    again = [replace(s, validators=known) for s in specs]
    assert {p.verdict for p in probe_all(again, settings, pacer, store)} == {Verdict.UNCHANGED}
    assert server.ledger.statuses()[304] >= 16
    assert server.ledger.bytes_sent() < full / 2

    server.set_day(2)
    probes = probe_all(again, settings, pacer, store)
    changed = [p.spec for p in probes if p.verdict is Verdict.CHANGED]
    assert {s.key for s in changed} == {"openstates", "federal-register", "oh-oac-4729-9-1-01-1"}
    second = list(crawl(changed, tmp_path, store, settings, pacer))
    assert faults(second) == []
    new = documents(second).keys() - documents(first).keys()
    assert {k.rsplit("|", 1)[-1] for k in new} == {"HF3453", "fr:2026-20943", "fr:2026-20942"}
    assert documents(second)["fr:2026-20943"].stage is Stage.PROPOSED
    kansas = next(d for d in documents(second).values() if d.number == "SB 430")
    assert [bool(t.sha256) for t in kansas.texts if t.media_type == "application/pdf"] == [True] * 2
    assert not list(tmp_path.glob("crawl-*"))


def test_a_304_inside_the_crawl_is_no_fault_and_no_document(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    first = crawled([page()], server, store, tmp_path)
    server.ledger.clear()
    again = replace(page(), validators=learned(first))
    (finish,) = crawled([again], server, store, tmp_path)
    assert isinstance(finish, FinishRecord)
    assert (finish.reason, finish.stats["unchanged"], finish.stats["bytes"]) == ("unchanged", 1, 0)
    assert server.ledger.statuses() == {304: 1}


_FAULTS: tuple[tuple[str, ModeKind, dict[str, Any], FaultKind, bool], ...] = (
    ("s403", ModeKind.STATUS, {"status": 403}, FaultKind.BLOCKED, True),
    ("s429", ModeKind.STATUS, {"status": 429, "seconds": 90}, FaultKind.BLOCKED, True),
    ("s500", ModeKind.STATUS, {"status": 500}, FaultKind.FETCH_FAILED, True),
    ("s404", ModeKind.STATUS, {"status": 404}, FaultKind.LAYOUT_CHANGED, True),
    ("challenge", ModeKind.CHALLENGE, {}, FaultKind.BLOCKED, True),
    ("broken", ModeKind.BREAK_OFF, {}, FaultKind.FETCH_FAILED, True),
    ("image", ModeKind.BODY, {"body": "GIF", "media_type": "image/gif"}, "layout_changed", True),
    ("empty", ModeKind.BODY, {"body": ""}, "unexpectedly_empty", True),
    ("trickle", ModeKind.TRICKLE, {}, FaultKind.FETCH_FAILED, False),
    ("bomb", ModeKind.BOMB, {"size": 64 * 1024 * 1024}, FaultKind.FETCH_FAILED, False),
    ("away", ModeKind.REDIRECT, {"target": "https://evil.com/"}, FaultKind.BLOCKED, False),
    ("loop", ModeKind.REDIRECT, {"target": "https://loop.example/"}, "fetch_failed", False),
)


def test_each_fault_is_a_record_and_the_other_source_is_untouched(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    """Twelve broken hosts and a good one in one child."""
    specs = [page(OHIO, "other")]
    for name, kind, options, _, _ in _FAULTS:
        url = f"https://{name}.example/"
        server.set_mode(url, kind, **options)
        specs.append(page(url, name))
    records = crawled(specs, server, store, tmp_path, timeout=6.0, max_body=4 * 1024 * 1024)
    told = {f.source: f for f in faults(records)}
    assert len(faults(records)) == len(told) == len(_FAULTS)
    for name, _, options, kind, kept in _FAULTS:
        assert told[name].kind == kind, name
        assert told[name].retry_after == options.get("seconds"), name
        assert (told[name].sha256 is not None) is kept, name
        if kept:
            assert store.has(told[name].sha256 or ""), name
    ends = {r.source: r.reason for r in records if isinstance(r, FinishRecord)}
    assert ends == {"other": "finished"} | dict.fromkeys(told, "faults")
    assert {d.source for d in documents(records).values()} == {"other"}
    assert "evil.com" not in {e.host for e in server.ledger.entries()}


def test_an_empty_list_and_a_drifted_list_are_faults(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    specs = [s for s in load(RECORDINGS / "sources.toml") if s.platform == "openstates"]
    server.set_mode("https://v3.openstates.org/", ModeKind.EMPTY)
    told = faults(crawled(specs, server, store, tmp_path))
    assert {f.kind for f in told} == {FaultKind.UNEXPECTEDLY_EMPTY}
    server.set_mode(
        "https://v3.openstates.org/", ModeKind.BODY, body="{}", media_type="application/json"
    )
    told = faults(crawled(specs, server, store, tmp_path))
    assert {f.kind for f in told} == {FaultKind.LAYOUT_CHANGED}
    assert all(f.sha256 and store.get(f.sha256) == b"{}" for f in told)


def test_a_host_that_blocks_us_is_left_alone(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    url = "https://www.federalregister.gov/"
    specs = [s for s in load(RECORDINGS / "sources.toml") if s.platform == "federal_register"]
    server.set_mode(url, ModeKind.STATUS, status=403)
    records = crawled(specs, server, store, tmp_path)
    assert server.ledger.statuses() == {403: 1}
    assert {f.kind for f in faults(records)} == {FaultKind.BLOCKED}
    pacer = HostPacer(0.0)
    pacer.hold(url, 30.0)
    server.ledger.clear()
    held = list(crawl(specs, tmp_path, store, quick(server.base), pacer))
    assert [type(r) for r in held] == [FaultRecord, FinishRecord]
    assert server.ledger.entries() == []


def test_a_text_that_failed_is_asked_for_again_behind_an_unchanged_list(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    specs = [s for s in load(RECORDINGS / "sources.toml") if s.platform == "openstates"]
    illinois = "https://ilga.gov/"
    server.set_mode(illinois, ModeKind.STATUS, status=404)
    first = crawled(specs, server, store, tmp_path)
    (bill,) = (d for d in documents(first).values() if d.number == "SB 3160")
    assert [t.fault for t in bill.texts] == ["layout_changed"]
    server.clear()
    again = [replace(s, validators=learned(first)) for s in specs]
    second = crawled(again, server, store, tmp_path)
    assert faults(second) == []
    (bill,) = documents(second).values()
    assert bill.number == "SB 3160"
    assert bill.texts[0].sha256 is not None


def test_robots_rules_hold_in_the_crawl(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    robots = "https://www2.rankincounty.org/robots.txt"
    server.set_mode(robots, ModeKind.BODY, body="User-agent: *\nDisallow: /")
    (told,) = faults(crawled([page()], server, store, tmp_path))
    assert (told.kind, "robots" in told.message) == (FaultKind.BLOCKED, True)
    assert [e.url for e in server.ledger.entries()] == [robots]


def test_one_request_in_flight_per_host_and_hosts_side_by_side(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    specs = []
    for host in range(10):
        for path in range(3):
            url = f"https://h{host}.example/{path}"
            server.set_mode(url, ModeKind.DELAY, seconds=0.1)
            server.change(url, b"<html><body>the law</body></html>")
            specs.append(page(url, f"s{host}-{path}"))
    records = crawled(specs, server, store, tmp_path)
    assert Counter(type(r) for r in records)[DocumentRecord] == 30
    assert server.ledger.most_in_flight("h1.example") == 1
    assert server.ledger.most_in_flight() >= 5


def test_a_crawl_that_is_killed_hands_over_what_it_wrote(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    server.set_mode(RANKIN, ModeKind.TRICKLE)
    before = _children()
    records = []
    for record in crawl([page(OHIO, "other"), page()], tmp_path, store, quick(server.base)):
        records.append(record)
        if isinstance(record, FinishRecord) and record.source == "other":
            for child in _children() - before:
                os.kill(child, signal.SIGKILL)
    assert [d.source for d in documents(records).values()] == ["other"]
    (told,) = faults(records)
    assert told.source == "page-one"
    assert "broke off (exit -9)" in told.message


def test_a_crawl_that_takes_too_long_is_ended(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    server.set_mode(RANKIN, ModeKind.TRICKLE)
    (told,) = faults(crawled([page()], server, store, tmp_path, wall=1.0))
    assert told.source == "page-one"
    assert "broke off (more than 1 s)" in told.message


def test_memory_is_limited(server: ReplayServer, store: SnapshotStore, tmp_path: Path) -> None:
    (told,) = faults(crawled([page()], server, store, tmp_path, memory_mb=40))
    assert (told.source, told.kind) == ("page-one", FaultKind.FETCH_FAILED)
    assert "broke off" in told.message


def test_an_allocation_past_the_limit_fails() -> None:
    code = (
        "from regtrack.runner.crawl_child import limit_memory\n"
        "limit_memory(1024)\n"
        "try:\n    bytearray(2**31)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "refused"


def test_closing_the_iterator_ends_the_child(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    server.set_mode(RANKIN, ModeKind.TRICKLE)
    records = crawl([page(OHIO, "other"), page()], tmp_path, store, quick(server.base))
    next(records)
    children = _children()
    assert children
    records.close()
    assert not _children() & children


def test_the_child_dies_with_its_parent(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    server.set_mode(RANKIN, ModeKind.TRICKLE)
    parent = os.fork()
    if parent == 0:
        for _ in crawl([page(OHIO, "o"), page()], tmp_path, store, quick(server.base)):
            (tmp_path / "begun").touch()
        os._exit(0)
    _until(lambda: (tmp_path / "begun").exists())
    children = _children(parent)
    assert children
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    _until(lambda: not any(Path(f"/proc/{c}").exists() for c in children))


def test_half_a_line_is_not_a_record(tmp_path: Path) -> None:
    from regtrack.runner.crawl import _complete_lines

    spool = tmp_path / "spool"
    whole = '{"record": "finish", "source": "a", "reason": "finished", "stats": {}}\n'
    spool.write_text(whole + whole[:20])
    with spool.open("rb") as file:
        assert len(list(_complete_lines(file))) == 1
        with spool.open("a") as writer:
            writer.write(whole[20:] + "nonsense\n")
        rest = list(_complete_lines(file))
    assert [type(r) for r in rest] == [FinishRecord, FaultRecord]


def test_without_a_replay_server_the_wire_is_the_real_one(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    url = replay_url(server.base, RANKIN)
    open_net = FetchSettings(delay=0.0, timeout=10.0, wall=60.0, allow_private=True)
    records = list(crawl([page(url)], tmp_path, store, open_net))
    assert faults(records) == []
    assert len(documents(records)) == 1
    spec = replace(page(url), validators=learned(records))
    (probe,) = probe_all([spec], open_net, store=store)
    assert probe.verdict is Verdict.UNCHANGED
    assert server.ledger.statuses() == {200: 1, 304: 1}


def test_our_own_network_is_not_reached(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    url = replay_url(server.base, RANKIN)
    specs = [page(url), page(url.replace("127.0.0.1", "localhost"), "by-name")]
    records = list(crawl(specs, tmp_path, store, FetchSettings(delay=0.0, wall=60.0)))
    assert {f.source for f in faults(records)} == {"page-one", "by-name"}
    assert documents(records) == {}
    assert server.ledger.entries() == []


def test_a_missing_key_is_a_fault_that_says_which(
    store: SnapshotStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REGTRACK_OPENSTATES_KEY", raising=False)
    specs = [s for s in load(RECORDINGS / "sources.toml") if s.platform == "openstates"]
    records = list(crawl(specs, tmp_path, store, quick("")))
    (told,) = faults(records)
    assert told.kind == FaultKind.BLOCKED
    assert "REGTRACK_OPENSTATES_KEY" in told.message


def _children(parent: int | None = None) -> set[int]:
    pid = parent if parent is not None else os.getpid()
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread of the server that has just ended
            found |= {int(c) for c in (task / "children").read_text().split()}
    return found


def _until(done: Any, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def test_a_large_parent_is_not_taken_for_a_crawl_that_grew_too_large(
    server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    """The kernel hands a parent's peak memory on to its child's count."""
    ballast = bytearray(600 * 1024 * 1024)
    ballast[::4096] = b"x" * len(ballast[::4096])
    records = crawled([page(RANKIN, "page-one")], server, store, tmp_path)
    del ballast
    assert [r.reason for r in records if isinstance(r, FinishRecord)] == ["finished"]
