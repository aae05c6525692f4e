"""Opening, creating and upgrading the database on SQLite or PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from regtrack.domain.errors import ConfigError, Unreachable
from regtrack.paths import data_folder

_READING = "regtrack_reading"
MIGRATIONS = data_folder() / "migrations"
_WAIT_SECONDS = 60.0


def engine_for(url: str) -> sa.Engine:
    """An engine for a database address. `postgresql://` is read as psycopg 3.

    SQLite runs in WAL with synchronous FULL (an acknowledged commit survives a power cut), waits
    up to 60 s for a lock, and begins write transactions with BEGIN IMMEDIATE so that two writers
    queue instead of failing half-way.
    """
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    try:
        parsed = sa.engine.make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return sa.create_engine(parsed, pool_pre_ping=True)
        engine = sa.create_engine(parsed, connect_args={"timeout": _WAIT_SECONDS})
    except (sa.exc.ArgumentError, ModuleNotFoundError, ValueError):
        # The cause may hold a part of the password.
        raise ConfigError(
            "cannot use the database address (REGTRACK_DATABASE_URL); "
            "write sqlite:///path/to/file.db or postgresql://user@host/name"
        ) from None
    sa.event.listen(engine, "connect", _configure_sqlite)
    sa.event.listen(engine, "begin", _begin_immediate)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL. Of several that make a new file at once SQLite lets one do it, and tells the
    others at once that it is locked instead of letting them wait."""
    end = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_immediate(connection: sa.Connection) -> None:
    only_reads = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def reading(engine: sa.Engine) -> sa.Connection:
    """A connection that only reads: on SQLite it holds up no writer, however long it is open."""
    return engine.connect().execution_options(**{_READING: True})


def upgrade(engine: sa.Engine) -> None:
    """Create the schema or bring it to the newest revision. Does nothing when it is there.

    Raises ConfigError where the database cannot be reached, is none, or a newer regtrack made it.
    """
    with _connected(engine).execution_options(**{_READING: True}) as connection:
        if revision(connection) == head():
            return  # reading commands wait for no writer
    from regtrack.store import migrating  # alembic takes a tenth of a second to load

    with _connected(engine) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            # Two processes that start at once must not both create the tables.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(727001)"))
        if revision(connection) == head():
            return
        migrating.upgrade_to(connection, "head")


def _connected(engine: sa.Engine) -> sa.Connection:
    try:
        return engine.connect()
    except sa.exc.DBAPIError as error:
        # A server that is away, a file that is locked or on a disk that is read-only now: later.
        passing = isinstance(error, sa.exc.OperationalError) and _is_there(engine)
        raise (Unreachable if passing else ConfigError)(
            f"cannot open the database {engine.url.render_as_string(hide_password=True)} "
            f"(REGTRACK_DATABASE_URL): {error.orig}"
        ) from error


def _is_there(engine: sa.Engine) -> bool:
    return engine.dialect.name != "sqlite" or Path(engine.url.database or "").is_file()


def revision(connection: sa.Connection) -> str | None:
    """The schema's revision; None for an empty database."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found


def head() -> str:
    """The newest revision this program knows: its files begin with their revision."""
    return max(file.name[:4] for file in MIGRATIONS.glob("versions/[0-9][0-9][0-9][0-9]_*.py"))


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address; None for another engine."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
