"""One bill seen by two platforms, end to end: one instrument, every stage change told once."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import platform_recordings as made
from fetching import RECORDINGS
from regtrack.bootstrap import App
from regtrack.contract import SourceSpec
from regtrack.domain.changes import Change, ChangeKind
from regtrack.replay import ReplayServer
from regtrack.runner import legiscan_files
from regtrack.runner.sources_file import load
from regtrack.services.bulk_import import import_all
from regtrack.services.verifying import Verifier
from regtrack.store import queries, tables
from regtrack.store.statements import table

OPENSTATES = next(s for s in load(RECORDINGS / "sources.toml") if s.key == "openstates")
LATE = "2026-05-02T12:00:00+00:00"
Look = Callable[..., list[Change]]


@pytest.fixture
def openstates() -> Iterator[ReplayServer]:
    with ReplayServer(RECORDINGS) as server:
        yield server


@pytest.fixture
def platforms(tmp_path: Path) -> Iterator[ReplayServer]:
    root = made.standing(tmp_path / "recordings", "legiscan", "congress", "govinfo")
    with ReplayServer(root) as server:
        yield server


@pytest.fixture
def look(regtrack_home: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """One look at sources on a server, at an instant; the changes that it told."""
    monkeypatch.setenv("REGTRACK_DELAY", "0")
    for name, value in made.KEYS.items():
        monkeypatch.setenv(name, value)

    def once(server: ReplayServer, specs: Sequence[SourceSpec], at: str, day: int = 1) -> Any:
        server.set_day(day)
        monkeypatch.setenv("REGTRACK_REPLAY", server.base)
        monkeypatch.setenv("REGTRACK_NOW", at)
        with App() as app:
            app.sources.register(specs, dt.datetime.fromisoformat(at))
            reports = app.watcher.cycle([s.key for s in specs])
            assert [f for r in reports for f in r.faults if f.kind != "unreadable_text"] == []
            return [c for r in reports for c in r.changes]

    return once


def instruments(division: str, number: str) -> list[Any]:
    row = table(tables.InstrumentRow)
    with App() as app, app.engine.connect() as connection:
        found = connection.execute(sa.select(row).where(row.c.division == division)).all()
    return [r for r in found if (r.number or "").replace(" ", "") == number]


def stages(division: str) -> list[tuple[str, str]]:
    """Every stage change of a division that was told, in the order of the days."""
    with App() as app, app.engine.connect() as connection:
        told = [c for c in queries.changes(connection) if c.kind is ChangeKind.STAGE]
    mine = [c for c in told if c.division == division]
    return sorted((str(c.on), str(c.stage)) for c in mine)


def only(changes: Sequence[Change], division: str) -> list[Change]:
    return [c for c in changes if c.division == division]


def verified() -> None:
    with App() as app, app.unit() as (repository, _):
        everything = [o for d in (made.KS, made.US) for o in repository.observations_in(d)]
        result = Verifier(app.texts, app.snapshots).run(everything)
    assert result.found > 0
    assert result.missing == []


KS_STAGES = [
    ("2026-01-30", "introduced"),
    ("2026-02-02", "in_committee"),
    ("2026-02-18", "passed_one_chamber"),
    ("2026-04-10", "passed_both"),
    ("2026-04-17", "to_governor"),
    ("2026-04-27", "enacted"),
]


def test_open_states_then_legiscan(
    look: Look, openstates: ReplayServer, platforms: ReplayServer
) -> None:
    assert only(look(openstates, [OPENSTATES], LATE), made.KS)
    before = stages(made.KS)
    legiscan = [made.legiscan_source()]
    told = only(look(platforms, legiscan, "2026-05-03T12:00:00+00:00", 2), made.KS)
    assert [c.kind for c in told if c.kind is ChangeKind.STAGE] == []
    assert stages(made.KS) == before
    assert only(look(platforms, legiscan, "2026-05-04T12:00:00+00:00", 3), made.KS) == []
    (bill,) = instruments(made.KS, "SB430")
    assert (bill.number, bill.session) == ("SB 430", "2025-2026")  # as first told
    assert look(openstates, [OPENSTATES], "2026-05-05T12:00:00+00:00") == []
    verified()


def test_legiscan_then_open_states_then_legiscan(
    look: Look, openstates: ReplayServer, platforms: ReplayServer
) -> None:
    legiscan = [made.legiscan_source()]
    look(platforms, legiscan, "2026-03-13T12:00:00+00:00", 1)
    early = stages(made.KS)
    assert early == KS_STAGES[: len(early)]
    told = only(look(openstates, [OPENSTATES], LATE), made.KS)
    assert "enacted" in [c.stage for c in told if c.kind is ChangeKind.STAGE]
    assert look(platforms, legiscan, "2026-05-03T12:00:00+00:00", 2) is not None
    assert stages(made.KS) == KS_STAGES
    assert len(instruments(made.KS, "SB430")) == 1
    assert Counter(stages(made.KS)).most_common(1)[0][1] == 1
    verified()


def test_congress_then_govinfo(look: Look, platforms: ReplayServer) -> None:
    congress, govinfo = made.congress_source(), made.govinfo_source()
    look(platforms, [congress], "2026-03-19T20:00:00+00:00", 1)
    assert stages(made.US) == [("2026-03-19", "introduced")]
    told = look(platforms, [govinfo], "2026-03-20T15:00:00+00:00", 2)
    assert [(c.kind, c.stage) for c in told if c.kind is ChangeKind.STAGE] == [
        (ChangeKind.STAGE, "in_committee")
    ]
    assert look(platforms, [congress], "2026-03-20T18:00:00+00:00", 2) == []
    assert look(platforms, [congress, govinfo], "2026-04-02T18:00:00+00:00", 3) == []
    (bill,) = instruments(made.US, "HR8000")
    assert (bill.number, bill.session, bill.title) == ("HR 8000", "119", made.HR_TITLE)
    assert stages(made.US) == [("2026-03-19", "in_committee"), ("2026-03-19", "introduced")]
    with App() as app, app.unit() as (repository, _):
        versions = repository.latest_versions(bill.id)
    assert list(versions) == ["BILLS-119hr8000ih|.xml"]  # the same print, read once
    verified()


def test_a_data_set_after_open_states_tells_nothing_twice(
    look: Look, openstates: ReplayServer, tmp_path: Path
) -> None:
    look(openstates, [OPENSTATES], LATE)
    before = stages(made.KS)
    path = tmp_path / "KS_2025-2026.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "KS/2025-2026_Regular_Session/bill/SB430.json",
            json.dumps({"bill": made.legiscan_bill()}),
        )
    with App() as app:
        data = legiscan_files.open_data_set(path)
        report = import_all(app.unit, app.texts, legiscan_files.read_records(data, app.snapshots))
    assert (report.inserted, report.faults) == (0, [])
    assert stages(made.KS) == before
    assert len(instruments(made.KS, "SB430")) == 1
