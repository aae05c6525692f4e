"""Every platform over real HTTP on loopback from the first request to the change told: normal,
changed, empty, paged, and what a publisher may send in place of its first answer. One crawl's child
serves the case of all platforms. How a case is laid out: cases.py."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cases
import pytest
from cases import Look

from fetching import learned, quick
from regtrack.contract import (
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    Record,
    SnapshotRecord,
    SourceSpec,
)
from regtrack.replay import ModeKind, ReplayServer
from regtrack.replay.recordings import Recordings
from regtrack.runner.crawl import crawl
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.platforms.registry import PLATFORMS

_FOLDERS = cases.folders()


# What there is -----------------------------------------------------------------------------------


def test_every_platform_has_cases_and_every_case_a_platform() -> None:
    assert set(_FOLDERS) == set(PLATFORMS)


@pytest.mark.parametrize("platform", _FOLDERS)
def test_a_platform_has_every_case_or_says_why_not(platform: str) -> None:
    for case in cases.CASES:
        folder = cases.recorded(platform, case)
        if folder is None:
            why = (_FOLDERS[platform] / f"{case}.none").read_text(encoding="utf-8")
            assert len(why.split()) >= 4, f"say why there is no case {case}"
        else:
            assert Recordings(folder).days[0] == 1
        assert all(s.platform == platform for s in cases.sources(platform, case))


@pytest.mark.parametrize("platform", _FOLDERS)
def test_a_platform_has_no_golden_file_without_a_case(platform: str) -> None:
    expected = {c for c in cases.CASES if cases.recorded(platform, c) is not None}
    expected |= {_changed(day) for day in _days(platform) if day > 1}
    place = _FOLDERS[platform] / "golden"
    assert {f.stem for f in place.iterdir()} <= expected


@pytest.mark.parametrize("case", cases.CASES)
def test_no_two_platforms_record_different_answers_of_one_address(case: str) -> None:
    assert cases.clashes(case) == []
    keys = [s.key for p in cases.with_case(case) for s in cases.sources(p, case)]
    assert sorted(set(keys)) == sorted(keys)


def _changed(day: int) -> str:
    return "changed" if day == 2 else f"changed{day}"


def _days(platform: str) -> tuple[int, ...]:
    folder = cases.recorded(platform, "normal")
    assert folder is not None, "a platform needs the case normal"
    return Recordings(folder).days


# Normal and changed ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Played:
    """The looks at the case `normal`: each day once, and the first day again."""

    days: dict[int, Look]
    again: Look
    counts: tuple[Counter[str], Counter[str]]
    found: int
    missing: list[Any]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    with cases.stage("normal", tmp_path_factory.mktemp("normal")) as (stage, server):
        days = {1: stage.look(server, 1)}
        before = stage.counts()
        again = stage.look(server, 1, hours=1)
        after = stage.counts()
        for day in range(2, max(d for p in _FOLDERS for d in _days(p)) + 1):
            days[day] = stage.look(server, day)
        return Played(days, again, (before, after), *stage.proof())


@pytest.mark.parametrize(
    ("platform", "day"),
    [pytest.param(p, d, id=f"{p}-{d}") for p in _FOLDERS for d in _days(p)],
)
def test_what_a_platform_gives_is_what_was_reviewed(
    played: Played, platform: str, day: int
) -> None:
    case = "normal" if day == 1 else _changed(day)
    look = played.days[day]
    keys = [s.key for s in cases.sources(platform, "normal")]
    cases.compare(platform, case, cases.given(look, keys))


def test_no_source_has_a_fault_and_every_body_was_kept(played: Played) -> None:
    for look in played.days.values():
        ends = {
            r.source: r.reason
            for records in look.records.values()
            for r in records
            if isinstance(r, FinishRecord)
        }
        assert set(ends.values()) <= {"finished", "unchanged"}
        assert not {k: r.faults for k, r in look.reports.items() if r.fatal}
    first = played.days[1].records
    kept = {k for k, rs in first.items() if any(isinstance(r, SnapshotRecord) for r in rs)}
    assert kept == set(first)


def test_a_second_look_on_the_same_day_finds_nothing_and_asks_for_little(played: Played) -> None:
    assert {k: r.reason for k, r in played.again.reports.items() if r.reason != "unchanged"} == {}
    kinds = {type(r) for records in played.again.records.values() for r in records}
    assert kinds == {FinishRecord}
    before, after = played.counts
    assert {table for table in before if after[table] != before[table]} == {"run"}
    assert played.again.statuses[304] > 0
    assert sum(played.again.statuses.values()) < sum(played.days[1].statuses.values())


def test_every_quote_is_found_again(played: Played) -> None:
    assert played.missing == []
    assert played.found > 0


def test_every_recording_is_asked_for(played: Played) -> None:
    asked = {url for look in played.days.values() for url in look.asked}
    for platform in _FOLDERS:
        folder = cases.recorded(platform, "normal")
        assert folder is not None
        recordings = Recordings(folder)
        used = {id(recordings.find(url, day)) for url in asked for day in recordings.days}
        unused = {r.url for d in recordings.days for r in recordings.all(d) if id(r) not in used}
        assert unused == set(), platform


# Empty and paged ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Look]:
    looks = {}
    for case in ("empty", "paged"):
        with cases.stage(case, tmp_path_factory.mktemp(case)) as (stage, server):
            looks[case] = stage.look(server, 1)
    return looks


@pytest.mark.parametrize(
    ("platform", "case"),
    [pytest.param(p, c, id=f"{p}-{c}") for c in ("empty", "paged") for p in cases.with_case(c)],
)
def test_an_empty_list_and_the_pages_of_a_long_one(
    small: dict[str, Look], platform: str, case: str
) -> None:
    keys = [s.key for s in cases.sources(platform, case)]
    cases.compare(platform, case, cases.given(small[case], keys))


# What may come in place of the first answer ------------------------------------------------------

#: What is done to the first address of a source, and the fault that it is.
_MODES: dict[str, tuple[ModeKind, dict[str, Any], str]] = {
    "gone": (ModeKind.STATUS, {"status": 410}, "layout_changed"),
    "moved": (ModeKind.REDIRECT, {"target": "{same host}"}, "none"),
    "elsewhere": (ModeKind.REDIRECT, {"target": "https://elsewhere.example/"}, "blocked"),
    "challenge": (ModeKind.CHALLENGE, {}, "blocked"),
    "wrong type": (
        ModeKind.BODY, {"body": "GIF89a", "media_type": "image/gif"}, "layout_changed",
    ),
    "truncated": (ModeKind.BREAK_OFF, {}, "fetch_failed"),
    "login wall": (
        ModeKind.BODY, {"body": "<html><form><input type=password></form></html>"}, "blocked",
    ),
    "too many": (ModeKind.STATUS, {"status": 429, "seconds": 60}, "blocked"),
    "server error": (ModeKind.STATUS, {"status": 503}, "fetch_failed"),
    "nothing": (
        ModeKind.BODY, {"body": " ", "media_type": "text/html"}, "unexpectedly_empty",
    ),
}  # fmt: skip


@dataclass
class Wrong:
    """A server and the first source of every platform, with what is known of it."""

    server: ReplayServer
    specs: dict[str, SourceSpec]
    known: dict[str, SourceSpec]
    folder: Path
    store: SnapshotStore

    def set(self, mode: str) -> None:
        self.server.clear()
        kind, options, _ = _MODES[mode]
        for spec in self.specs.values():
            url = PLATFORMS[spec.platform].start(spec)[0].url
            given = dict(options)
            if mode == "moved":
                given = {"target": f"{url}{'&' if '?' in url else '?'}moved=1", "times": 1}
            self.server.set_mode(url.partition("?")[0], kind, **given)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wrong]:
    folder = tmp_path_factory.mktemp("wrong")
    specs = {p: cases.sources(p, "normal")[0] for p in _FOLDERS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGTRACK_NOW", cases.DAYS[1].isoformat())
        with ReplayServer(cases.gather("normal", folder / "recordings")) as server:
            store = SnapshotStore(folder / "snapshots")
            first = list(crawl(specs.values(), folder, store, quick(server.base)))
            known = {
                p: replace(s, validators=learned(r for r in first if r.source == s.key))
                for p, s in specs.items()
            }
            yield Wrong(server, specs, known, folder, store)


@pytest.mark.parametrize("mode", _MODES)
def test_what_comes_in_place_of_the_first_answer_is_a_fault_and_no_document(
    wrong: Wrong, mode: str
) -> None:
    """Seen by the crawl of a source that is new, and by the probe of one that is known."""
    wrong.set(mode)
    store = SnapshotStore(wrong.folder / mode)
    settings = quick(wrong.server.base)
    records = list(crawl(wrong.specs.values(), wrong.folder, store, settings))
    wrong.set(mode)
    probes = probe_all(list(wrong.known.values()), settings, HostPacer(0.0), wrong.store)
    for platform, spec in wrong.specs.items():
        expected = _expected(platform, mode)
        mine = [r for r in records if r.source == spec.key]
        probed = next(p for p in probes if p.spec.key == spec.key)
        assert _kind(mine) == expected, (platform, mine[:3])
        if expected == "none":
            assert any(isinstance(r, DocumentRecord) for r in mine), platform
            assert probed.verdict is not Verdict.FAULT, (platform, probed.records)
        elif _MODES[mode][2] == expected:
            assert (probed.verdict, _kind(probed.records)) == (Verdict.FAULT, expected), platform


def _kind(records: Iterable[Record]) -> str:
    """The kind of the first fault."""
    return next((str(r.kind) for r in records if isinstance(r, FaultRecord)), "none")


def _expected(platform: str, mode: str) -> str:
    """The fault of a mode; a platform's `expected.toml` states what is otherwise there."""
    file = _FOLDERS[platform] / "expected.toml"
    own = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return str(own.get(mode, _MODES[mode][2]))
