"""The key of a feed: sent to its own host only, and in nothing that is kept, told or logged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from feeding import BODY, feed

from fetching import learned, quick
from regtrack.contract import FaultRecord, Record, SourceSpec, to_line
from regtrack.replay import ModeKind, ReplayServer
from regtrack.runner import crawl as crawling
from regtrack.runner.crawl import crawl
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.keys import KeyUse, secret_for, with_parameter, without_parameter
from regtrack_scrapers.platforms.model import Follow, Key
from regtrack_scrapers.platforms.registry import key_of, quota_of

SECRET = "s3cret/with+signs"
IN_AN_ADDRESS = "s3cret%2Fwith%2Bsigns"
VARIABLE = "REGTRACK_KEY_TESTS"
HOST = "https://api.example.gov"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReplayServer]:
    folder = tmp_path / "recordings" / "day1" / "list"
    folder.mkdir(parents=True)
    meta = {"url": f"{HOST}/list", "media_type": "application/json", "body": "body.json",
            "written": "by us for this test"}  # fmt: skip
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (folder / "body.json").write_text(BODY["json"], encoding="utf-8")
    with ReplayServer(tmp_path / "recordings") as running:
        yield running


def keyed(**options: Any) -> SourceSpec:
    how = {} if "key_header" in options else {"key_param": "api_key"}
    return feed("json", f"{HOST}/list?q=a", key_env=VARIABLE, **how, **options)


def everything(records: list[Record], tmp_path: Path, caplog: pytest.LogCaptureFixture) -> str:
    """All that is written down of a crawl: records, kept bytes, what was logged."""
    files = [p.read_bytes().decode("utf-8", "replace") for p in tmp_path.rglob("*") if p.is_file()]
    return "\n".join([*map(to_line, records), *files, caplog.text])


def run(
    spec: SourceSpec, server: ReplayServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Record]:
    monkeypatch.setenv(VARIABLE, SECRET)
    monkeypatch.setenv("REGTRACK_CRAWL_LOG", "DEBUG")
    passed = (*crawling._PASSED_ON, "REGTRACK_CRAWL_LOG")
    monkeypatch.setattr(crawling, "_PASSED_ON", passed)
    monkeypatch.setattr(crawling._Child, "_tidy", lambda child: None)  # the child's log stays
    store = SnapshotStore(tmp_path / "kept")
    return list(crawl([spec], tmp_path / "work", store, quick(server.base, timeout=1.5)))


def test_a_key_in_the_address_reaches_the_publisher_and_nobody_else(
    server: ReplayServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    records = run(keyed(), server, tmp_path, monkeypatch)
    assert f"{HOST}/list?q=a&api_key={IN_AN_ADDRESS}" in {e.url for e in server.ledger.entries()}
    store = SnapshotStore(tmp_path / "kept")
    again = replace(keyed(), validators=learned(records))
    server.ledger.clear()
    (probe,) = probe_all([again], quick(server.base), None, store)
    assert probe.verdict is Verdict.UNCHANGED
    assert any(f"api_key={SECRET}" in unquote(e.url) for e in server.ledger.entries())
    told = everything([*records, *probe.records], tmp_path, caplog)
    assert "<GET https://api.example.gov/list?q=a>" in told  # the child's log is among it
    assert "s3cret" not in told


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (ModeKind.TRICKLE, {}),
        (ModeKind.STATUS, {"status": 500}),
        (ModeKind.STATUS, {"status": 403}),
        (ModeKind.BREAK_OFF, {}),
        (ModeKind.REDIRECT, {"target": f"https://other.org/?api_key={IN_AN_ADDRESS}"}),
    ],
)
def test_no_fault_tells_the_key(
    server: ReplayServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: ModeKind,
    options: dict[str, Any],
) -> None:
    caplog.set_level(logging.DEBUG)
    good = run(keyed(), server, tmp_path, monkeypatch)
    server.set_mode(f"{HOST}/list", kind, **options)
    bad = run(keyed(), server, tmp_path, monkeypatch)
    assert [r for r in bad if isinstance(r, FaultRecord)]
    again = replace(keyed(), validators=learned(good))
    settings = quick(server.base, timeout=1.5)
    (probe,) = probe_all([again], settings, None, SnapshotStore(tmp_path / "kept"))
    assert probe.verdict is Verdict.FAULT
    assert "s3cret" not in everything([*bad, *probe.records], tmp_path, caplog)


def test_a_redirect_within_the_host_keeps_the_key_and_one_to_another_host_loses_it(
    server: ReplayServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for target, kept in ((f"{HOST}/new?api_key={IN_AN_ADDRESS}", True),
                         ("https://data.example.gov/new?q=b", False)):  # fmt: skip
        server.clear()
        server.ledger.clear()
        server.set_mode(f"{HOST}/list", ModeKind.REDIRECT, target=target)
        body, media = BODY["json"], "application/json"
        server.set_mode(target.partition("?")[0], ModeKind.BODY, body=body, media_type=media)
        records = run(keyed(), server, tmp_path, monkeypatch)
        assert not [r for r in records if isinstance(r, FaultRecord)]
        (last,) = (e.url for e in server.ledger.entries() if "/new" in e.url)
        assert last.count(IN_AN_ADDRESS) == kept


def test_a_key_in_a_header(
    server: ReplayServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen: list[str] = []
    answer = ReplayServer._chosen

    async def noting(self: ReplayServer, request: Any, url: str) -> Any:
        seen.append(request.headers.get("X-Api-Key", ""))
        return await answer(self, request, url)

    monkeypatch.setattr(ReplayServer, "_chosen", noting)
    records = run(keyed(key_header="X-Api-Key"), server, tmp_path, monkeypatch)
    assert SECRET in seen
    assert "s3cret" not in everything(records, tmp_path, caplog)


def test_a_missing_key_is_a_fault_unless_it_is_optional(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a replay server, and without asking anybody: the key is looked for first."""
    monkeypatch.delenv(VARIABLE, raising=False)
    store = SnapshotStore(tmp_path / "kept")
    spec = replace(keyed(), url="https://api.example.invalid/list")
    records = list(crawl([spec], tmp_path / "work", store, quick("")))
    (fault,) = (r for r in records if isinstance(r, FaultRecord))
    assert (str(fault.kind), fault.message) == (
        "blocked", f"api.example.invalid needs a key: set {VARIABLE}"
    )  # fmt: skip
    optional = key_of(keyed(key_optional=True))
    assert optional is not None
    assert optional.optional


def test_a_key_goes_to_its_own_host_and_only_where_it_is_asked_for() -> None:
    key = Key("REGTRACK_KEY_X", "api.example.gov", parameter="k")
    given = {"REGTRACK_KEY_X": "v"}
    own, other = (
        Follow(f"{HOST}/a", "list", keyed=True),
        Follow("https://b.gov/", "list", keyed=True),
    )
    assert secret_for(key, own, given).parameter == ("k", "v")
    assert secret_for(key, other, given).parameter is None
    assert secret_for(key, replace(own, keyed=False), given).parameter is None
    assert "v" not in repr(secret_for(key, own, given))
    assert key_of(feed("json")) is None


def test_the_requests_of_a_key_are_counted_and_those_without_it_are_not(
    server: ReplayServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use = KeyUse(tmp_path / "key-use")
    settings = replace(quick(server.base), key_use=str(use.folder))
    store = SnapshotStore(tmp_path / "kept")
    monkeypatch.delenv(VARIABLE, raising=False)
    optional = keyed(key_optional=True)
    list(crawl([optional], tmp_path / "work", store, settings))
    assert use.count(VARIABLE, "month") == 0
    monkeypatch.setenv(VARIABLE, SECRET)
    first = list(crawl([optional], tmp_path / "work", store, settings))
    assert use.count(VARIABLE, "month") == 1
    (probe,) = probe_all([replace(optional, validators=learned(first))], settings, None, store)
    assert probe.verdict is Verdict.UNCHANGED
    assert use.count(VARIABLE, "month") == 2
    assert quota_of(optional) is None


def test_parameters_come_and_go() -> None:
    assert with_parameter("https://a.gov/?k=1&b=2", ("k", "3")) == "https://a.gov/?b=2&k=3"
    assert with_parameter("https://a.gov/x?a=1#f", ("k", "v w")) == "https://a.gov/x?a=1&k=v+w#f"
    assert without_parameter("https://a.gov/x?k=1&a=%20b&k=2", "k") == "https://a.gov/x?a=%20b"
