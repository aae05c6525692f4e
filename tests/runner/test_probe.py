"""The probe over real HTTP on loopback: unchanged, changed, and every way to be broken."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from fetching import OHIO, RANKIN, page, quick
from regtrack.contract import (
    FaultKind,
    FaultRecord,
    FinishRecord,
    SnapshotRecord,
    SourceSpec,
    Validators,
)
from regtrack.replay import ModeKind, ReplayServer
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import SourceProbe, Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore


def stored(server: ReplayServer, store: SnapshotStore, url: str = RANKIN) -> SourceSpec:
    """A page as it stands, known from an earlier crawl."""
    recording = server.recordings.find(url, server.day)
    assert recording is not None
    known = Validators(recording.etag, recording.last_modified, store.put(recording.body))
    return replace(page(url), validators={url: known})


def probed(
    server: ReplayServer, store: SnapshotStore, spec: SourceSpec, **changes: Any
) -> SourceProbe:
    return probe_all([spec], quick(server.base, **changes), store=store)[0]


def test_a_304_is_unchanged_and_brings_no_body(server: ReplayServer, store: SnapshotStore) -> None:
    found = probed(server, store, stored(server, store))
    assert found.verdict is Verdict.UNCHANGED
    assert server.ledger.statuses() == {304: 1}
    (finish,) = found.records
    assert isinstance(finish, FinishRecord)
    assert (finish.reason, finish.stats["bytes"], finish.stats["requests"]) == ("unchanged", 0, 1)


def test_last_modified_alone_is_enough(server: ReplayServer, store: SnapshotStore) -> None:
    spec = stored(server, store)
    known = replace(spec.validators[RANKIN], etag=None)
    found = probed(server, store, replace(spec, validators={RANKIN: known}))
    assert found.verdict is Verdict.UNCHANGED
    assert server.ledger.statuses() == {304: 1}


def test_without_validators_the_bytes_decide(server: ReplayServer, store: SnapshotStore) -> None:
    spec = stored(server, store, OHIO)
    assert spec.validators[OHIO].etag is None
    assert probed(server, store, spec).verdict is Verdict.UNCHANGED
    server.set_day(2)
    assert probed(server, store, spec).verdict is Verdict.CHANGED
    assert server.ledger.statuses() == {200: 2}


def test_noise_in_a_page_is_no_change(server: ReplayServer, store: SnapshotStore) -> None:
    spec = stored(server, store, OHIO)
    body = store.get(spec.validators[OHIO].sha256 or "")
    server.change(OHIO, body.replace(b"</head>", b"<meta name=csrf content=a1></head>"))
    assert probed(server, store, spec).verdict is Verdict.UNCHANGED
    server.change(OHIO, body.replace(b"(4) Mitragynine.", b"(4) Nothing."))
    assert probed(server, store, spec).verdict is Verdict.CHANGED


def test_a_lost_snapshot_is_fetched_again(server: ReplayServer, store: SnapshotStore) -> None:
    spec = stored(server, store)
    for path in store.root.rglob("*"):
        if path.is_file():
            path.unlink()
    assert probed(server, store, spec).verdict is Verdict.CHANGED


def test_one_pacer_serves_many_event_loops(server: ReplayServer, store: SnapshotStore) -> None:
    body = b"<html>x</html>"
    known = Validators(None, None, store.put(body))
    specs = []
    for name in "abcd":
        url = f"https://shared.example/{name}"
        server.change(url, body)
        specs.append(replace(page(url, f"s-{name}"), validators={url: known}))
    pacer = HostPacer(0.0)
    for _ in range(3):
        found = probe_all(specs, quick(server.base), pacer, store)
        assert {p.verdict for p in found} == {Verdict.UNCHANGED}


def test_what_was_never_fetched_is_not_asked(server: ReplayServer, store: SnapshotStore) -> None:
    assert probed(server, store, page()).verdict is Verdict.CHANGED
    assert server.ledger.entries() == []


@pytest.mark.parametrize(
    ("kind", "options", "fault"),
    [
        (ModeKind.STATUS, {"status": 403}, FaultKind.BLOCKED),
        (ModeKind.STATUS, {"status": 500}, FaultKind.FETCH_FAILED),
        (ModeKind.STATUS, {"status": 404}, FaultKind.LAYOUT_CHANGED),
        (ModeKind.CHALLENGE, {}, FaultKind.BLOCKED),
        (ModeKind.BREAK_OFF, {}, FaultKind.FETCH_FAILED),
        (ModeKind.BODY, {"body": "GIF", "media_type": "image/gif"}, FaultKind.LAYOUT_CHANGED),
        (ModeKind.REDIRECT, {"target": "https://evil.com/"}, FaultKind.BLOCKED),
        (ModeKind.REDIRECT, {"target": RANKIN}, FaultKind.FETCH_FAILED),
    ],
)
def test_each_fault_is_told_and_its_body_kept(
    server: ReplayServer,
    store: SnapshotStore,
    kind: ModeKind,
    options: dict[str, Any],
    fault: FaultKind,
) -> None:
    spec = stored(server, store)
    server.set_mode(RANKIN, kind, **options)
    found = probed(server, store, spec)
    assert found.verdict is Verdict.FAULT
    told = [r for r in found.records if isinstance(r, FaultRecord)]
    assert [f.kind for f in told] == [fault]
    kept = [r for r in found.records if isinstance(r, SnapshotRecord)]
    if kind is ModeKind.REDIRECT:
        assert not kept
    else:
        assert kept[0].sha256 == told[0].sha256
        assert hashlib.sha256(store.get(kept[0].sha256)).hexdigest() == kept[0].sha256
    assert isinstance(found.records[-1], FinishRecord)
    assert found.records[-1].reason == "faults"


def test_a_trickle_ends_in_time(server: ReplayServer, store: SnapshotStore) -> None:
    server.set_mode(RANKIN, ModeKind.TRICKLE)
    spec = stored(server, store)
    (result,) = probed(server, store, spec, timeout=1.0).results
    assert result.fault is not None
    assert result.fault.kind is FaultKind.FETCH_FAILED


def test_a_bomb_is_not_unpacked_past_the_limit(server: ReplayServer, store: SnapshotStore) -> None:
    server.set_mode(RANKIN, ModeKind.BOMB, size=64 * 1024 * 1024)
    (result,) = probed(server, store, stored(server, store), max_body=1024 * 1024).results
    assert result.fault is not None
    assert "1048576" in result.fault.message


def test_retry_after_is_obeyed(server: ReplayServer, store: SnapshotStore) -> None:
    spec = stored(server, store)
    pacer = HostPacer(0.0)
    server.set_mode(RANKIN, ModeKind.STATUS, status=429, seconds=60)
    (first,) = probe_all([spec], quick(server.base), pacer, store)
    assert first.results[0].fault is not None
    assert first.results[0].fault.retry_after == 60.0
    server.clear()
    asked = len(server.ledger.entries())
    (second,) = probe_all([spec], quick(server.base), pacer, store)
    assert second.verdict is Verdict.FAULT
    assert len(server.ledger.entries()) == asked


def test_robots_rules_are_obeyed_and_asked_once(server: ReplayServer, store: SnapshotStore) -> None:
    spec = stored(server, store)
    robots = "https://www2.rankincounty.org/robots.txt"
    pacer = HostPacer(0.0)
    probe_all([spec], quick(server.base), pacer, store)
    probe_all([spec], quick(server.base), pacer, store)
    assert sum(e.url == robots for e in server.ledger.entries()) == 1
    for kind, options in (
        (ModeKind.BODY, {"body": "User-agent: *\nDisallow: /ordinances/"}),
        (ModeKind.STATUS, {"status": 503}),
    ):
        server.clear()
        server.ledger.clear()
        server.set_mode(robots, kind, **options)
        (found,) = probe_all([spec], quick(server.base), store=store)
        assert found.results[0].fault is not None
        assert found.results[0].fault.kind is FaultKind.BLOCKED
        assert [e.url for e in server.ledger.entries()] == [robots]


def test_we_name_ourselves(server: ReplayServer, store: SnapshotStore) -> None:
    settings = replace(quick(server.base), contact="https://regtrack.example/bot")
    probe_all([stored(server, store)], settings, store=store)
    agents = {e.user_agent for e in server.ledger.entries()}
    assert agents == {"regtrack (kratom law tracker; https://regtrack.example/bot)"}


def test_hosts_side_by_side_but_one_request_each(
    server: ReplayServer, store: SnapshotStore
) -> None:
    body = store.put(b"<html><body>law</body></html>")
    specs = []
    for host in range(20):
        for path in range(3):
            url = f"https://h{host}.example/{path}"
            server.set_mode(url, ModeKind.DELAY, seconds=0.05)
            server.change(url, b"<html><body>law</body></html>")
            known = {url: Validators(None, None, body)}
            specs.append(replace(page(url, f"s{host}-{path}"), validators=known))
    found = probe_all(specs, quick(server.base), store=store)
    assert {p.verdict for p in found} == {Verdict.UNCHANGED}
    assert [p.spec.key for p in found] == [s.key for s in specs]
    assert server.ledger.most_in_flight("h0.example") == 1
    assert server.ledger.most_in_flight() > 10


def test_the_delay_is_kept(server: ReplayServer, store: SnapshotStore) -> None:
    url = "https://slow.example"
    server.change(f"{url}/", b"<html>x</html>")
    known = Validators(None, None, store.put(b"<html>x</html>"))
    specs = [replace(page(f"{url}/?{n}", f"s{n}"), validators={f"{url}/?{n}": known}) for n in "ab"]
    probe_all(specs, quick(server.base, delay=0.3), store=store)
    pause = server.ledger.shortest_pause("slow.example")
    assert pause is not None
    assert pause >= 0.29


def test_addresses_inside_our_network_are_refused(store: SnapshotStore) -> None:
    known = Validators(None, None, store.put(b"x"))
    for url in ("http://127.0.0.1:9/", "http://169.254.169.254/latest", "http://localhost:9/"):
        spec = replace(page(url), validators={url: known})
        (found,) = probe_all([spec], FetchSettings(delay=0.0), store=store)
        assert found.results[0].fault is not None
        assert found.results[0].fault.kind is FaultKind.BLOCKED


def test_without_validators_a_304_that_lies_is_found(
    server: ReplayServer, store: SnapshotStore
) -> None:
    """What a full read sends: the bytes are known, the validators are not."""
    spec = stored(server, store)
    server.change(
        RANKIN, b"<html><body><h1>Rankin County</h1>Repealed.</body></html>", keep_etag=True
    )
    assert probed(server, store, spec).verdict is Verdict.UNCHANGED
    bare = {url: Validators(sha256=v.sha256) for url, v in spec.validators.items()}
    assert probed(server, store, replace(spec, validators=bare)).verdict is Verdict.CHANGED
    server.clear()
    assert probed(server, store, replace(spec, validators=bare)).verdict is Verdict.UNCHANGED
