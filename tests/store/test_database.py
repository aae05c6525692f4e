"""Opening the database: durable, migrated, the same on both engines, safe for two at once."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from regtrack.domain.errors import ConfigError
from regtrack.store import database as opening
from regtrack.store import tables
from regtrack.store.fastread import open_read_only
from regtrack.store.repository import SqlRepository


def test_the_migrations_make_what_the_tables_say(database: str) -> None:
    engine = opening.engine_for(database)
    opening.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert opening.revision(connection) == opening.head()
    engine.dispose()


def test_upgrading_again_does_nothing(database: str) -> None:
    engine = opening.engine_for(database)
    opening.upgrade(engine)
    opening.upgrade(engine)
    engine.dispose()


def test_who_was_told_of_a_change_is_found_by_an_index(database: str) -> None:
    engine = opening.engine_for(database)
    opening.upgrade(engine)
    asked: list[tuple[str, Any]] = []
    with engine.connect() as connection:
        postgres = connection.dialect.name == "postgresql"
        if postgres:  # which reads so small a table whole, unless told otherwise
            connection.exec_driver_sql("SET enable_seqscan = off")
        sa.event.listen(
            connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3]))
        )
        repository = SqlRepository(connection)
        assert repository.told_changes("ocd-division/country:us") == []
        assert repository.told_to(["c-1", "c-2"]) == []
        explain = "EXPLAIN" if postgres else "EXPLAIN QUERY PLAN"
        selects = [(s, v) for s, v in asked if s.startswith("SELECT")]
        assert len(selects) == 2
        for statement, values in selects:
            plan = connection.exec_driver_sql(f"{explain} {statement}", values).all()
            assert "ix_delivery_change" in str(plan), statement
    engine.dispose()


def test_every_table_says_what_it_holds() -> None:
    models = [m for m in vars(tables).values() if hasattr(m, "__table__")]
    assert len(models) == len(SQLModel.metadata.tables)
    assert [m.__name__ for m in models if not (m.__doc__ or "").strip()] == []


def test_sqlite_survives_a_power_cut_and_checks_its_keys(tmp_path: Path) -> None:
    engine = opening.engine_for(f"sqlite:///{tmp_path / 'a.db'}")
    opening.upgrade(engine)
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_postgresql_answers_an_acknowledged_commit_with_the_disk(postgres: str) -> None:
    engine = opening.engine_for(postgres)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    engine.dispose()


@pytest.mark.parametrize("address", ["nonsense", "mysql://x/y", "oracle+nothing://x"])
def test_an_address_that_is_none_says_what_to_write(address: str) -> None:
    with pytest.raises(ConfigError, match="REGTRACK_DATABASE_URL"):
        opening.engine_for(address)


def test_a_file_that_is_no_database_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(b"a letter to the editor " * 100)
    engine = opening.engine_for(f"sqlite:///{file}")
    with pytest.raises(ConfigError, match="not a database"):
        opening.upgrade(engine)
    engine.dispose()
    assert file.read_bytes().startswith(b"a letter")


def test_reading_holds_up_no_writer(database: str) -> None:
    engine = opening.engine_for(database)
    opening.upgrade(engine)
    with opening.reading(engine) as reader:
        assert reader.execute(sa.text("SELECT COUNT(*) FROM setting")).scalar() == 0
        with engine.begin() as writer:
            writer.execute(sa.text("INSERT INTO setting VALUES ('a', '1')"))
    engine.dispose()


def test_two_writers_on_one_file_queue(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    one, two = opening.engine_for(url), opening.engine_for(url)
    opening.upgrade(one)
    with one.begin() as first:
        first.execute(sa.text("INSERT INTO setting VALUES ('a', '1')"))
        raw = sqlite3.connect(tmp_path / "a.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            raw.execute("BEGIN IMMEDIATE")
        raw.close()
    with two.begin() as second:
        assert second.execute(sa.text("SELECT value FROM setting")).scalar() == "1"
    one.dispose()
    two.dispose()


def _first_use(home: str, start: object, results: object) -> None:
    os.environ["REGTRACK_HOME"] = home
    os.environ.pop("REGTRACK_DATABASE_URL", None)
    from regtrack.bootstrap import App

    start.wait()  # type: ignore[attr-defined]
    try:
        with App() as app:
            app.ensure_baseline()
        results.put("done")  # type: ignore[attr-defined]
    except Exception as error:
        results.put(repr(error))  # type: ignore[attr-defined]


def _together(home: Path, many: int) -> list[str]:
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(many), context.Queue()
    processes = [
        context.Process(target=_first_use, args=(str(home), start, results)) for _ in range(many)
    ]
    for process in processes:
        process.start()
    found = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
    return found


def test_commands_that_make_one_home_at_once_all_succeed(tmp_path: Path) -> None:
    assert _together(tmp_path / "home", 3) == ["done"] * 3
    with sqlite3.connect(tmp_path / "home" / "regtrack.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM observation").fetchone()[0] > 500
    connection.close()


def test_a_reader_waits_for_no_writer(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    engine = opening.engine_for(f"sqlite:///{file}")
    opening.upgrade(engine)
    engine.dispose()
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    reader = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    sa.event.listen(reader, "connect", opening._configure_sqlite)
    sa.event.listen(reader, "begin", opening._begin_immediate)
    opening.upgrade(reader)
    reader.dispose()
    writer.close()


def test_a_database_in_a_folder_that_nobody_can_write_is_read(tmp_path: Path) -> None:
    """SQLite cannot open a WAL database there, for it must make a file beside it; here the file
    that it would make is a folder."""
    file = tmp_path / "odd #1?.db"
    made = sqlite3.connect(file)
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("CREATE TABLE seen (n INTEGER)")
    made.execute("INSERT INTO seen VALUES (7)")
    made.commit()
    made.close()
    Path(f"{file}-shm").mkdir()
    assert open_read_only(file)("SELECT n FROM seen", {}) == [{"n": 7}]
