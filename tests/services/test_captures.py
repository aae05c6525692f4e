"""Records as they were really taken, replayed in the order of time. Needs the folder `shared` that
lies beside the repository; skipped where it is absent."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from records import row_counts
from regtrack.bootstrap import App
from regtrack.domain.changes import Change, ChangeKind
from regtrack.runner.openstates_folders import read_records
from regtrack.services.bulk_import import BulkReport, import_all
from regtrack.store import queries

CAPTURES = Path(__file__).resolve().parents[2].parent / "shared" / "captures"
HISTORY = CAPTURES / "openstates-govbot-history"
FOLDERS = CAPTURES / "openstates-govbot"
pytestmark = pytest.mark.skipif(
    not HISTORY.is_dir(), reason="needs ../shared/captures, which is not part of the repository"
)
#: States whose records are kept for a blind measure are never opened here.
HELD_OUT = frozenset({"mi", "mo", "nj", "oh", "sd"})
SMALL = ("al", "az", "ga", "ut")


@pytest.fixture
def app(regtrack_home: Path) -> App:
    """On SQLite alone: what is tested here is the same on both engines."""
    assert not regtrack_home.exists()
    return App()


def load(app: App, root: Path) -> BulkReport:
    items = read_records(root, app.snapshots)
    found = (i.document or i.fault for i in items)
    return import_all(app.unit, app.texts, (f for f in found if f is not None))


def logged(app: App) -> list[Change]:
    with app.engine.connect() as connection:
        return queries.changes(connection)


def replayed(app: App, tmp_path: Path, *states: str) -> BulkReport:
    """The successive copies of these states' records, in the order of time."""
    root = tmp_path / "history"
    for state in states:
        shutil.copytree(HISTORY / state, root / state)
    return load(app, root)


def test_the_forty_three_copies_of_a_senate_bill_tell_nothing_after_the_first(
    app: App, tmp_path: Path
) -> None:
    with app:
        folders = [p for p in (HISTORY / "usa").iterdir() if "S5383" in p.name.replace("_", "")]
        assert len(folders) == 1, [p.name for p in (HISTORY / "usa").iterdir()]
        copies = sorted(folders[0].glob("*.json"))
        assert len(copies) > 40
        (tmp_path / "one" / "b").mkdir(parents=True)
        shutil.copy(copies[0], tmp_path / "one" / "b")
        load(app, tmp_path / "one")
        first = logged(app)
        before = row_counts(app.engine)
        report = load(app, folders[0])
        assert (report.inserted, report.faults) == (0, [])
        assert [c.key for c in logged(app)] == [c.key for c in first]
        assert row_counts(app.engine)["change"] == before["change"]


def test_a_record_that_flaps_between_two_and_one_actions_retracts_nothing(
    app: App, tmp_path: Path
) -> None:
    with app:
        report = replayed(app, tmp_path, "fl")
        assert report.faults == []
        found = logged(app)
        assert [c for c in found if c.kind is ChangeKind.RETRACTION] == []
        bills = Counter((c.instrument.number if c.instrument else None, c.stage) for c in found
                        if c.kind is ChangeKind.STAGE)  # fmt: skip
        flapping = {stage: many for (number, stage), many in bills.items()
                    if number and number.replace(" ", "") == "SB432"}  # fmt: skip
        assert flapping
        assert set(flapping.values()) == {1}


def test_the_whole_history_tells_every_stage_of_a_bill_once(app: App, tmp_path: Path) -> None:
    states = [p.name for p in HISTORY.iterdir() if p.is_dir() and p.name not in HELD_OUT]
    with app:
        report = replayed(app, tmp_path, *sorted(states))
        assert report.inserted > 15
        found = logged(app)
        assert len({c.key for c in found}) == len(found)
        # A resolution that is signed without being law stays where it was, and is told as signed.
        told = Counter((c.instrument.id, c.stage, c.how) for c in found
                       if c.instrument and c.kind is ChangeKind.STAGE)  # fmt: skip
        twice = {key: many for key, many in told.items() if many > 1}
        assert twice == {}
        again = load(app, tmp_path / "history")
        assert again.inserted == 0


@pytest.mark.timeout(600)
def test_the_folders_of_some_states_come_in_once_with_a_line_for_each_fault(
    app: App, tmp_path: Path
) -> None:
    root = tmp_path / "bills"
    for state in SMALL:
        shutil.copytree(FOLDERS / state, root / state)
    broken = root / "al" / "broken"
    broken.mkdir()
    (broken / "metadata.json").write_text("{")
    records = len(list(root.rglob("metadata.json")))
    with app:
        report = load(app, root)
        invalid = [f for f in report.faults if f.kind == "invalid_document"]
        assert len(invalid) == 1
        assert {f.kind for f in report.faults} <= {"invalid_document", "unreadable_text"}
        assert report.inserted + report.updated + report.unchanged == records - 1
        before = row_counts(app.engine)
        again = load(app, root)
        assert (again.inserted, again.updated, again.changes) == (0, 0, 0)
        assert again.unchanged == records - 1
        assert row_counts(app.engine) == before
        with app.engine.connect() as connection:
            late = sa.text("SELECT COUNT(*) FROM observation WHERE kind = 'provision'")
            assert connection.execute(late).scalar_one() > 0
