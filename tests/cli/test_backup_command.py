"""`db backup` and `db restore`: everything comes back, on either engine, or nothing is touched."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import shutil
import sqlite3
import stat
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from openstates_folder import write_bill
from regtrack.bootstrap import App
from regtrack.cli.main import main
from regtrack.domain.alerts import Subscription
from regtrack.services.archive import Manifest
from regtrack.store import archive_file, backup, migrating, tables
from regtrack.store.statements import table

NOW = "2026-06-01T12:00:00+00:00"
Command = Callable[..., tuple[int, dict[str, object], str]]


@dataclass(frozen=True)
class Place:
    """A home, and the database where it is not in it."""

    home: Path
    url: str | None = None

    def env(self, patch: pytest.MonkeyPatch) -> None:
        patch.setenv("REGTRACK_HOME", str(self.home))
        patch.setenv("REGTRACK_NOW", NOW)
        if self.url is None:
            patch.delenv("REGTRACK_DATABASE_URL", raising=False)
        else:
            patch.setenv("REGTRACK_DATABASE_URL", self.url)


@pytest.fixture(scope="module")
def full(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A home with the baseline, two bills with their texts, and a subscription."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copytree(furnished, folder / "home")
    write_bill(folder / "bills" / "2026_HB1", "HB 1", law=True)
    write_bill(folder / "bills" / "2026_SF2", "SF 2", law=False)
    place = Place(folder / "home")
    with pytest.MonkeyPatch.context() as patch:
        place.env(patch)
        assert main(["import", "openstates", str(folder / "bills")]) == 0
        with App() as app, app.unit() as (repository, now):
            repository.add_subscription(Subscription("s-1", None, email="a@example.org"), now)
        yield place


@pytest.fixture(scope="module")
def archive(full: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of that home."""
    file = tmp_path_factory.mktemp("backup") / "regtrack.tar.gz"
    with pytest.MonkeyPatch.context() as patch:
        full.env(patch)
        assert main(["db", "backup", str(file)]) == 0
    return file


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in a place with --json: its exit code, its body and what it told."""

    def run(place: Place, *argv: str) -> tuple[int, dict[str, object], str]:
        place.env(monkeypatch)
        capsys.readouterr()
        code = main([*argv, "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else {}, said.err

    return run


def _manifest(file: Path) -> Manifest:
    with archive_file.opened(file) as archive:
        return archive.manifest


def test_a_home_moves_to_postgresql_and_back_and_answers_the_same(
    full: Place, archive: Path, postgres: str, tmp_path: Path, command: Command
) -> None:
    server, back = Place(tmp_path / "server", postgres), Place(tmp_path / "back")
    code, told, _ = command(server, "db", "restore", str(archive))
    assert (code, told["replaced"], told["with_snapshots"]) == (0, False, True)
    again = tmp_path / "again.tar.gz"
    assert command(server, "db", "backup", str(again))[0] == 0
    # The same rows, by the digest of each table, whichever engine wrote them.
    assert _manifest(again).tables == _manifest(archive).tables
    assert command(back, "db", "restore", str(again))[0] == 0
    for asked in (("status", "Wyoming"), ("timeline", "Alabama"), ("verify",), ("bills",)):
        before = command(full, *asked)
        assert command(server, *asked) == before, asked
        assert command(back, *asked) == before, asked
    assert command(full, "verify")[1]["found"]


def test_postgresql_goes_on_counting_after_a_restore(
    archive: Path, postgres: str, tmp_path: Path, command: Command
) -> None:
    server = Place(tmp_path / "server", postgres)
    assert command(server, "db", "restore", str(archive))[0] == 0
    period = table(tables.PeriodRow)
    with App() as app, app.engine.begin() as connection:
        newest = connection.execute(sa.select(sa.func.max(period.c.id))).scalar_one()
        query = sa.select(period).where(period.c.id == newest)
        row = dict(connection.execute(query).mappings().one())
        del row["id"]
        made = connection.execute(sa.insert(period).returning(period.c.id), row).scalar_one()
    assert made == newest + 1


def test_a_database_that_holds_something_is_replaced_only_when_told(
    archive: Path, tmp_path: Path, command: Command
) -> None:
    place = Place(tmp_path / "home")
    assert command(place, "db", "restore", str(archive))[0] == 0
    with App() as app, app.unit() as (repository, now):
        repository.add_subscription(Subscription("s-2", None, email="b@example.org"), now)
    code, _, told = command(place, "db", "restore", str(archive))
    assert code == 2
    assert "--replace" in told
    assert _subscriptions(place) == ["s-1", "s-2"]
    code, body, _ = command(place, "db", "restore", str(archive), "--replace")
    assert (code, body["replaced"]) == (0, True)
    assert _subscriptions(place) == ["s-1"]


def _subscriptions(place: Place) -> list[str]:
    with sqlite3.connect(place.home / "regtrack.db") as db:
        found = [key for (key,) in db.execute("SELECT id FROM subscription ORDER BY id")]
    db.close()
    return found


# Backups that are not whole ----------------------------------------------------------------------


def _members(file: Path) -> list[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(file) as tar:
        return [(m, tar.extractfile(m).read()) for m in tar]  # type: ignore[union-attr]


def _packed(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as tar:
        for info, data in members:
            info.size = len(data) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _file(name: str, data: bytes = b"x") -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), data


def _link(name: str, target: str) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, target
    return info, b""


def _with_manifest(file: Path, **changed: object) -> bytes:
    members = _members(file)
    body = json.loads(members[0][1]) | changed
    return _packed([(members[0][0], json.dumps(body).encode()), *members[1:]])


def _of_the_first_schema(file: Path) -> bytes:
    """What the first regtrack would have written: its tables and columns, and no others."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        migrating.upgrade_to(connection, "0001")
        inspector = sa.inspect(connection)
        known = {
            name: {column["name"] for column in inspector.get_columns(name)}
            for name in inspector.get_table_names()
        }
    members = _members(file)
    body = json.loads(members[0][1]) | {"schema": "0001"}
    entries = {f"tables/{t['name']}.jsonl": t for t in body["tables"]}
    body["tables"] = [t for t in body["tables"] if t["name"] in known]
    kept = []
    for info, data in members[1:]:
        entry = entries.get(info.name)
        if entry is not None and entry["name"] not in known:
            continue
        if entry is not None:
            places = [n for n, c in enumerate(entry["columns"]) if c[0] in known[entry["name"]]]
            rows = [[row[n] for n in places] for row in map(json.loads, data.splitlines())]
            data = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
            entry["columns"] = [entry["columns"][n] for n in places]
            entry["sha256"] = hashlib.sha256(data).hexdigest()
        kept.append((info, data))
    return _packed([(members[0][0], json.dumps(body).encode()), *kept])


def _altered_row(file: Path) -> bytes:
    members = _members(file)
    at = next(i for i, (m, _) in enumerate(members) if m.name == "tables/subscription.jsonl")
    info, data = members[at]
    members[at] = info, data.replace(b"a@example.org", b"z@example.org")
    return _packed(members)


def _altered_body(file: Path) -> bytes:
    members = _members(file)
    at = next(i for i, (m, _) in enumerate(members) if m.name.startswith("snapshots/"))
    members[at] = members[at][0], members[at][1] + b" "
    return _packed(members)


def _orphans(file: Path) -> bytes:
    """Consistent in itself, and without the instruments that others refer to."""
    members = _members(file)
    body = json.loads(members[0][1])
    empty = {"rows": 0, "sha256": hashlib.sha256().hexdigest()}
    body["tables"] = [t | (empty if t["name"] == "instrument" else {}) for t in body["tables"]]
    members[0] = members[0][0], json.dumps(body).encode()
    at = next(i for i, (m, _) in enumerate(members) if m.name == "tables/instrument.jsonl")
    members[at] = members[at][0], b""
    return _packed(members)


def _fewer_tables(file: Path) -> bytes:
    body = json.loads(_members(file)[0][1])
    return _with_manifest(file, tables=body["tables"][:-1])


def _without(file: Path, beginning: str) -> bytes:
    members = _members(file)
    at = next(i for i, (m, _) in enumerate(members) if m.name.startswith(beginning))
    return _packed(members[:at] + members[at + 1 :])


def _cut(share: float) -> Callable[[Path], bytes]:
    return lambda file: file.read_bytes()[: int(file.stat().st_size * share)]


def _slipped(*extra: tuple[tarfile.TarInfo, bytes]) -> Callable[[Path], bytes]:
    return lambda file: _packed([*_members(file)[:-1], *extra, _members(file)[-1]])


BAD: dict[str, tuple[Callable[[Path], bytes], int, str]] = {
    "no gzip": (lambda file: b"a letter to the editor" * 100, 1, "no whole backup"),
    "empty": (lambda file: b"", 1, "no whole backup"),
    "another tar": (lambda file: _packed([_file("a.txt")]), 1, "manifest.json"),
    "cut at a tenth": (_cut(0.1), 1, "backup"),
    "cut at half": (_cut(0.5), 1, "backup"),
    "cut at the end": (_cut(0.99), 1, "backup"),
    "an altered row": (_altered_row, 1, "subscription is not the one"),
    "an altered body": (_altered_body, 1, "damaged"),
    "a table left out": (lambda file: _without(file, "tables/observation"), 1, "belongs"),
    "a body left out": (lambda file: _without(file, "snapshots/"), 1, "received bodies of"),
    "the end left out": (lambda file: _without(file, "end.json"), 1, "ends before end.json"),
    "a path out of the home": (_slipped(_file("../../evil")), 1, "no place"),
    "an absolute path": (_slipped(_file("/etc/evil")), 1, "no place"),
    "a body by another path": (_slipped(_file("snapshots/../../evil")), 1, "no place"),
    "a link": (_slipped(_link("snapshots/" + "0" * 64, "/etc/passwd")), 1, "no file"),
    "a newer schema": (lambda file: _with_manifest(file, schema="9999"), 2, "newer one"),
    "a newer format": (lambda file: _with_manifest(file, version=2), 1, "format 2"),
    "rows that refer to none": (_orphans, 1, "nothing was changed"),
    "tables that are not all": (_fewer_tables, 1, "tables of its schema"),
    "a table with a path": (
        lambda file: _with_manifest(file, tables=[{"name": "../x", "columns": [], "rows": 0,
                                                   "sha256": "0" * 64}]),
        1, "no manifest",
    ),
    "a kind unknown": (
        lambda file: _with_manifest(file, tables=[
            {**t, "columns": [[n, "pickle"] for n, _ in t["columns"]]}
            for t in json.loads(_members(file)[0][1])["tables"]
        ]),
        1, "pickle",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_backup_that_is_not_whole_changes_nothing(
    case: str, archive: Path, tmp_path: Path, command: Command, kept: Place
) -> None:
    make, code, words = BAD[case]
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(make(archive))
    before = _everything(kept.home)
    found, body, told = command(kept, "db", "restore", str(bad), "--replace")
    assert (found, body) == (code, {}), told
    assert words in told
    assert _everything(kept.home) == before
    assert not list(tmp_path.parent.rglob("evil"))


def test_a_backup_that_cannot_be_written_leaves_nothing(
    full: Place, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    code, _, told = command(full, "db", "backup", str(tmp_path / "a.tar.gz"))
    assert (code, "No space left" in told) == (1, True)
    assert command(full, "db", "backup", str(tmp_path / "nowhere" / "a.tar.gz"))[0] == 2
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def kept(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home that bad backups are aimed at."""
    home = tmp_path_factory.mktemp("kept") / "home"
    shutil.copytree(furnished, home)
    return Place(home)


def _everything(home: Path) -> dict[str, str]:
    digests = {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file() and path.name != "regtrack.db-shm"
    }
    return {name: digest for name, digest in digests.items() if not name.endswith("-wal")}


def test_a_restore_that_breaks_off_half_way_is_rolled_back(
    archive: Path, tmp_path: Path, furnished: Path, command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    place = Place(tmp_path / "home")
    shutil.copytree(furnished, place.home)
    before = command(place, "status", "Alabama")

    def full_disk(self: object, body: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("regtrack_scrapers.snapshots.SnapshotStore.put", full_disk)
    code, _, told = command(place, "db", "restore", str(archive), "--replace")
    assert code == 1
    assert "No space left on device; nothing was changed" in told
    assert command(place, "status", "Alabama") == before
    assert _subscriptions(place) == []


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    archive: Path, tmp_path: Path, command: Command
) -> None:
    old = tmp_path / "old.tar.gz"
    old.write_bytes(_of_the_first_schema(archive))
    place = Place(tmp_path / "home")
    assert command(place, "db", "restore", str(old))[0] == 0
    with App() as app:
        assert "lease" in sa.inspect(app.engine).get_table_names()
    assert _subscriptions(place) == ["s-1"]


# Making one --------------------------------------------------------------------------------------


def test_a_backup_is_its_owners_and_replaces_no_other(
    full: Place, archive: Path, command: Command
) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    before = archive.read_bytes()
    code, _, told = command(full, "db", "backup", str(archive))
    assert (code, "name another file" in told) == (2, True)
    assert archive.read_bytes() == before
    assert [p.name for p in archive.parent.iterdir()] == [archive.name]


def test_bytes_that_are_gone_or_damaged_are_told(
    full: Place, tmp_path: Path, command: Command
) -> None:
    home = tmp_path / "home"
    shutil.copytree(full.home, home)
    first, second, *_ = sorted(p for p in (home / "snapshots").rglob("*") if p.is_file())
    first.unlink()
    second.write_bytes(b"others")
    file = tmp_path / "a.tar.gz"
    code, body, told = command(Place(home), "db", "backup", str(file))
    assert code == 1
    assert (body["missing"], body["damaged"]) == ([first.name], [second.name])
    assert "not in the backup" in told
    assert command(Place(tmp_path / "new"), "db", "restore", str(file))[0] == 0


def test_without_snapshots_it_says_so(full: Place, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "small.tar.gz"
    code, body, _ = command(full, "db", "backup", str(file), "--without-snapshots")
    assert (code, body["snapshots"]) == (0, None)
    code, _, told = command(Place(tmp_path / "new"), "db", "restore", str(file))
    assert code == 0
    assert "verify" in told


def test_a_backup_holds_one_state_while_others_write(app: App, tmp_path: Path) -> None:
    """A writer adds a division and its instrument in one transaction, over and over."""
    division, instrument = table(tables.DivisionRow), table(tables.InstrumentRow)
    ended, begun = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            with app.unit() as (repository, now):
                key = f"d{number}"
                repository.connection.execute(sa.insert(instrument).values(
                    id=key, division=key, kind="bill", title="t", recorded_at=now))  # fmt: skip
                repository.connection.execute(sa.insert(division).values(id=key, name="n"))
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(30)
    try:
        found = [
            {t.name: t.rows for t in _backup(app, tmp_path / f"{n}.tar.gz").tables}
            for n in range(3)
        ]
    finally:
        ended.set()
        writer.join()
    assert all(rows["division"] == rows["instrument"] > 0 for rows in found), found
    assert found[0]["division"] < found[2]["division"]


def _backup(app: App, file: Path) -> Manifest:
    manifest, _ = backup.backup(app.engine, None, file, dt.datetime.fromisoformat(NOW))
    return manifest


def test_every_column_has_a_kind() -> None:
    for each in SQLModel.metadata.sorted_tables:
        for column in each.columns:
            assert backup.kind_of(column)
