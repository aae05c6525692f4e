"""Backing up a database and restoring one, on either engine and from one to the other.

A backup reads all tables in one transaction that sees one state of the database while others
write. A restore puts the tables, the schema's revision and all rows in place in one transaction:
all of it happens or nothing.
"""

from __future__ import annotations

import datetime as dt
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlmodel import SQLModel

import regtrack
from regtrack.domain.errors import ConfigError, RegtrackError
from regtrack.services.archive import (
    END,
    MANIFEST,
    BadBackupError,
    Bodies,
    End,
    Manifest,
    TableEntry,
    body_path,
    table_path,
)
from regtrack.store import archive_file, database, migrating, tables
from regtrack.store.columns import Instant, Json, instant_text

#: Who is alive is nothing to keep.
_LEFT_OUT = {tables.LeaseRow.__tablename__}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the values of a column stand in a backup."""

    name: str
    type: Any
    write: Callable[[Any], Any] = lambda value: value
    read: Callable[[Any], Any] = lambda value: value


_KINDS = {
    kind.name: kind
    for kind in (
        _Kind("instant", Instant(), instant_text, dt.datetime.fromisoformat),
        _Kind("date", sa.Date(), dt.date.isoformat, dt.date.fromisoformat),
        _Kind("json", Json),
        _Kind("boolean", sa.Boolean()),
        _Kind("integer", sa.BigInteger()),
        _Kind("number", sa.Float()),
        _Kind("text", sa.String()),
        _Kind("bytes", sa.LargeBinary(), bytes.hex, bytes.fromhex),
    )
}


def kind_of(column: sa.Column[Any]) -> str:
    """The name of a column's kind. Raises TypeError for one that backups do not know."""
    found: tuple[tuple[type[Any], str], ...] = (
        (Instant, "instant"), (sa.Date, "date"), (sa.JSON, "json"), (sa.Boolean, "boolean"),
        (sa.Integer, "integer"), (sa.Float, "number"), (sa.String, "text"),
        (sa.LargeBinary, "bytes"),
    )  # fmt: skip
    given = column.type
    plain = given.impl_instance if isinstance(given, sa.types.TypeDecorator) else given
    for of_type, name in found:
        if isinstance(given, of_type) or isinstance(plain, of_type):
            return name
    raise TypeError(f"a backup cannot hold {column.table.name}.{column.name}: {column.type!r}")


def backed_up() -> list[sa.Table]:
    """The tables that a backup holds, each after those that it refers to."""
    return [t for t in SQLModel.metadata.sorted_tables if t.name not in _LEFT_OUT]


# Backing up --------------------------------------------------------------------------------------


def backup(
    engine: sa.Engine, bodies: Bodies | None, path: Path, now: dt.datetime
) -> tuple[Manifest, End]:
    """Write a backup of all tables and of these received bytes (None: without them)."""
    with archive_file.written(path) as tar, tempfile.TemporaryFile() as lines:
        with _one_state(engine) as connection:
            schema = database.revision(connection)
            entries = [(_write(connection, t, lines), lines.tell()) for t in backed_up()]
            known = _known_bodies(connection)
        manifest = Manifest(
            schema=str(schema),
            program=regtrack.__version__,
            made_at=now,
            tables=tuple(entry for entry, _ in entries),
            with_bodies=bodies is not None,
        )
        archive_file.add_bytes(tar, MANIFEST, manifest.to_json())
        start = lines.seek(0)
        for entry, end_at in entries:
            archive_file.add(tar, table_path(entry.name), end_at - start, lines)
            start = end_at
        # What the tables know was received before they were read: it is in the store by now.
        end = _add_bodies(tar, bodies, known) if bodies is not None else End(0)
        archive_file.add_bytes(tar, END, end.to_json())
    return manifest, end


def _add_bodies(tar: tarfile.TarFile, bodies: Bodies, known: set[str]) -> End:
    added: set[str] = set()
    damaged: list[str] = []
    for name in bodies.names():
        body = bodies.sound(name)
        if body is None:
            damaged.append(name)
            continue
        archive_file.add_bytes(tar, body_path(name), body)
        added.add(name)
    return End(len(added), tuple(sorted(known - added - set(damaged))), tuple(damaged))


def _one_state(engine: sa.Engine) -> sa.Connection:
    """A connection whose transaction sees the database as it was at its first statement."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return database.reading(engine)


def _write(connection: sa.Connection, table: sa.Table, lines: IO[bytes]) -> TableEntry:
    kinds = [_KINDS[kind_of(column)] for column in table.columns]
    query = sa.select(table).order_by(*_in_order(connection, table))
    found = connection.execute(query.execution_options(yield_per=_AT_ONCE))
    rows, sha256 = archive_file.write_lines(
        (
            [None if v is None else k.write(v) for k, v in zip(kinds, row, strict=True)]
            for row in found
        ),
        lines,
    )
    columns = tuple((c.name, k.name) for c, k in zip(table.columns, kinds, strict=True))
    return TableEntry(table.name, columns, rows, sha256)


def _in_order(connection: sa.Connection, table: sa.Table) -> Iterator[sa.ColumnElement[Any]]:
    """Its key, in the order of bytes, so that both engines write the same lines."""
    for column in table.primary_key.columns:
        by_bytes = connection.dialect.name == "postgresql" and kind_of(column) == "text"
        yield column.collate("C") if by_bytes else column


def _known_bodies(connection: sa.Connection) -> set[str]:
    found: set[str] = set()
    for name in ("snapshot", "document_version"):
        column = SQLModel.metadata.tables[name].c.sha256
        found.update(connection.execute(sa.select(column).distinct()).scalars())
    return {name for name in found if name}


# Restoring ---------------------------------------------------------------------------------------


def check(path: Path) -> Manifest:
    """Read a backup from end to end and change nothing. Raises BadBackupError, or ConfigError for
    one that a newer program made."""
    with archive_file.opened(path) as archive:
        manifest = archive.manifest
        if not migrating.knows(manifest.schema):
            raise ConfigError(
                f"the backup was made by regtrack {manifest.program} with a schema "
                f"({manifest.schema}) that this program ({regtrack.__version__}) does not know; "
                "install that one or a newer one"
            )
        wanted = {table.name for table in backed_up()}
        if manifest.schema == database.head() and {t.name for t in manifest.tables} != wanted:
            raise BadBackupError(f"{path} has not the tables of its schema {manifest.schema}")
        for entry, rows in archive.tables():
            for row in rows:
                _values(entry, row)
        for _ in archive.bodies():
            pass
    return manifest


def holds_something(engine: sa.Engine) -> list[str]:
    """The tables of the database that hold rows."""
    present = set(sa.inspect(engine).get_table_names())
    with database.reading(engine) as connection:
        return [
            table.name
            for table in backed_up()
            if table.name in present
            and connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first()
        ]


def restore(engine: sa.Engine, bodies: Bodies, path: Path) -> Manifest:
    """Put a backup, which `check` found good, in the place of what the database holds. Raises
    RegtrackError where it breaks off; nothing was changed then."""
    try:
        return _restore(engine, bodies, path)
    except sa.exc.DBAPIError as error:
        raise BadBackupError(
            f"the database refused what {path} holds: {error.orig}; nothing was changed"
        ) from error
    except OSError as error:
        raise RegtrackError(
            f"the restore broke off: {error.strerror}; nothing was changed"
        ) from error


def _restore(engine: sa.Engine, bodies: Bodies, path: Path) -> Manifest:
    with archive_file.opened(path) as archive, engine.begin() as connection:
        manifest = archive.manifest
        _clear(connection)
        migrating.upgrade_to(connection, manifest.schema)
        for entry, rows in archive.tables():
            _fill(connection, entry, rows)
        migrating.upgrade_to(connection, "head")
        _go_on_counting(connection)
        for body in archive.bodies():
            bodies.put(body)
    return manifest


def _clear(connection: sa.Connection) -> None:
    present = set(sa.inspect(connection).get_table_names())
    for table in reversed(SQLModel.metadata.sorted_tables):
        if table.name in present:
            table.drop(connection)
    connection.execute(sa.text("DROP TABLE IF EXISTS alembic_version"))


def _fill(connection: sa.Connection, entry: TableEntry, rows: Iterator[archive_file.Row]) -> None:
    columns = [sa.column(name, _KINDS[kind].type) for name, kind in entry.columns]
    insert = sa.insert(sa.table(entry.name, *columns))
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(_values(entry, row))
        if len(batch) == _AT_ONCE:
            connection.execute(insert, batch)
            batch = []
    if batch:
        connection.execute(insert, batch)


def _values(entry: TableEntry, row: Sequence[Any]) -> dict[str, Any]:
    values = {}
    for (name, kind), value in zip(entry.columns, row, strict=True):
        try:
            values[name] = None if value is None else _KINDS[kind].read(value)
        except (KeyError, ValueError, TypeError) as error:
            raise BadBackupError(f"{entry.name}.{name} holds no {kind}: {error}") from error
    return values


def _go_on_counting(connection: sa.Connection) -> None:
    """PostgreSQL's counters stand at their beginning after rows came with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in backed_up():
        column = table.autoincrement_column
        if column is None:
            continue
        newest = sa.select(sa.func.max(column)).scalar_subquery()
        counter = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        connection.execute(sa.select(sa.func.setval(counter, newest)).where(newest.is_not(None)))
