"""`regtrack sources new`: a row, a recording and what is made of it, over HTTP on loopback."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Run
from fetching import RANKIN, RECORDINGS
from regtrack.contract import SnapshotRecord
from regtrack.replay import ModeKind, ReplayServer
from regtrack.replay.recordings import Recordings
from regtrack.runner import new_source
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.sources_file import load, load_rows

GIVEN = ("--platform", "page", "--url", RANKIN, "--division", "Rankin County, MS",
         "--publisher", 'The "County" of Rankin')  # fmt: skip


@pytest.fixture(scope="module")
def running() -> Iterator[ReplayServer]:
    with ReplayServer(RECORDINGS) as server:
        yield server


@pytest.fixture
def folder(server: ReplayServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REGTRACK_REPLAY", server.base)
    monkeypatch.setenv("REGTRACK_DELAY", "0")
    monkeypatch.delenv("REGTRACK_NOW")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_row_a_recording_and_what_is_made_of_it(run: Run, folder: Path) -> None:
    ran = run("sources", "new", "ms-rankin", *GIVEN, "--json")
    assert ran.code == 0
    (document,) = ran.body["documents"]
    assert (document["kind"], document["stage"]) == ("agency_notice", None)
    assert "kratom prohibit" in document["effects"]
    assert any("expect" in words and "Section 19-3-40" in words for words in ran.body["missing"])
    ((spec, about),) = load_rows(folder / "ms-rankin.toml")
    assert (spec.key, spec.url) == ("ms-rankin", RANKIN)
    assert spec.publisher == 'The "County" of Rankin'
    assert spec.division.endswith("/state:ms/county:rankin")
    assert about["address"] == "recorded"
    # What was kept is what a replay server plays.
    (kept,) = Recordings(folder).all(1)
    (given,) = (r for r in Recordings(RECORDINGS).all(1) if r.url == RANKIN)
    assert (kept.body, kept.url, kept.status) == (given.body, RANKIN, 200)


def test_what_is_there_is_never_overwritten(run: Run, folder: Path, server: ReplayServer) -> None:
    run("sources", "new", "ms-one", *GIVEN, "--file", "mine.toml", "--expect", "Rankin County")
    before = (folder / "mine.toml").read_text(encoding="utf-8")
    asked = len(server.ledger.entries())
    again = run("sources", "new", "ms-one", *GIVEN, "--file", "mine.toml")
    assert again.code == 2
    assert "taken" in again.err
    assert len(server.ledger.entries()) == asked
    assert (folder / "mine.toml").read_text(encoding="utf-8") == before
    server.set_mode("https://www2.rankincounty.org", ModeKind.CHALLENGE)
    blocked = run("sources", "new", "ms-two", *GIVEN, "--file", "mine.toml")
    assert blocked.code == 1
    assert "fault: blocked" in blocked.out
    one, two = load_rows(folder / "mine.toml")
    assert (folder / "mine.toml").read_text(encoding="utf-8").startswith(before.rstrip())
    assert one[0].options["expect"] == ["Rankin County"]
    assert (two[0].key, two[1]["address"]) == ("ms-two", "unverified")
    assert (folder / "day1" / "ms-one" / "body.html").is_file()


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("Bad Key", *GIVEN), "`key`"),
        (("ms-rankin", *GIVEN, "--set", "kind"), "NAME=VALUE"),
        (("ms-rankin", *GIVEN, "--set", "kind=law"), "`kind`"),
        (("ms-rankin", "--platform", "feed", *GIVEN[2:]), "`items` is missing"),
        (("ms-rankin", "--platform", "fax", *GIVEN[2:]), "`platform`"),
    ],
)
def test_mistakes_are_told_before_anything_is_asked(
    run: Run, folder: Path, argv: tuple[str, ...], told: str
) -> None:
    ran = run("sources", "new", *argv)
    assert ran.code == 2
    assert told in ran.err
    assert [p.name for p in folder.iterdir() if p.suffix == ".toml" or p.name == "day1"] == []


def test_options_are_read_as_in_toml(tmp_path: Path) -> None:
    assert new_source.read_value("true") is True
    assert new_source.read_value('["a", "b"]') == ["a", "b"]
    assert new_source.read_value("data.results") == "data.results"
    spec = load(RECORDINGS / "sources.toml")[4]
    file = tmp_path / "x.toml"
    file.write_text(new_source.with_row(file, new_source.row_text(spec)), encoding="utf-8")
    assert load(file) == [dataclasses.replace(spec, cadence="1d")]


def test_a_second_look_is_kept_as_a_second_day(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path / "snapshots")
    at = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    sha256 = store.put(b"a page")
    seen = SnapshotRecord(sha256, "https://x.gov/a?b=c", at, 200, "text/html", 6)
    for day in (1, 2):
        (place,) = new_source.keep([seen], store, tmp_path, "one")
        assert place == tmp_path / f"day{day}" / "one"
    assert Recordings(tmp_path).days == (1, 2)
