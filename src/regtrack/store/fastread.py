"""The fast read path: the few queries behind `status`, in plain SQL that both engines take.

On SQLite it needs the standard library only (importing SQLAlchemy alone costs ten times as much as
the whole lookup); on PostgreSQL the same statements run on a SQLAlchemy connection.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import SimpleNamespace

from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Observation
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.store import answer_rows
from regtrack.store.sqlite_files import opened

TYPE_CHECKING = False  # neither `typing` nor `pathlib` is on the path of an answer
if TYPE_CHECKING:
    from os import PathLike
    from typing import Any

Fetch = Callable[[str, Mapping[str, "Any"]], list[dict[str, "Any"]]]

#: How the text of a column is read; that of any other is what it is.
_READERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("claim", "evidence", "parts", "aside", "body"), json.loads),
    **dict.fromkeys(("recorded_at", "last_ok_at"), dt.datetime.fromisoformat),
    **dict.fromkeys(("start", "until"), dt.date.fromisoformat),
}


def open_read_only(path: str | PathLike[str]) -> Fetch:
    """A query function on an SQLite file, opened read-only."""
    connection = _connected(path)
    connection.row_factory = sqlite3.Row

    def fetch(sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        bound = {k: _text(v) for k, v in params.items()}
        return [dict(r) for r in connection.execute(sql, bound)]

    return fetch


def _connected(path: str | PathLike[str]) -> sqlite3.Connection:
    connection = opened(path)
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.OperationalError:
        # A WAL file needs a folder that can be written, unless all of it is in the one file.
        from pathlib import Path

        if Path(f"{os.fspath(path)}-wal").exists() or not Path(path).is_file():
            raise
        connection = opened(path, immutable=True)
    return connection


def _text(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value


class View:
    """The services' LawView as known at an instant (None: now)."""

    def __init__(self, fetch: Fetch, known_at: dt.datetime | None = None) -> None:
        self.fetch = fetch
        self.known_at = known_at

    def timelines(self, divisions: Sequence[str]) -> dict[str, dict[Substance, Timeline]]:
        """Derived timelines by division, each the newest recorded by the instant."""
        names, params = _names(divisions)
        known = "AND recorded_at <= :known_at" if self.known_at else ""
        if self.known_at:
            params["known_at"] = self.known_at
        sql = f"""
            SELECT p.division, p.substance, p.ordinal, p.start, p.until, p.parts,
                   CASE WHEN p.ordinal < 0 THEN p.aside END AS aside
            FROM period p JOIN (
                SELECT division, substance, MAX(recorded_at) AS newest FROM period
                WHERE division IN ({names}) {known} GROUP BY division, substance
            ) n ON n.division = p.division AND n.substance = p.substance
               AND n.newest = p.recorded_at
            ORDER BY p.division, p.substance, p.ordinal"""  # noqa: S608 - placeholders only
        grouped: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for row in self._rows(sql, params):
            grouped[row.division, row.substance].append(row)
        found: dict[str, dict[Substance, Timeline]] = defaultdict(dict)
        for (division, substance), group in grouped.items():
            found[division][Substance(substance)] = answer_rows.timeline(group)
        return found

    def observations(self, ids: Iterable[str]) -> dict[str, Observation]:
        """Observations by id."""
        found = self._by_ids("SELECT * FROM observation WHERE id IN ({})", ids)
        return {r.id: answer_rows.observation(r) for r in found}

    def instruments(self, ids: Iterable[str]) -> dict[str, Instrument]:
        """Instruments by id."""
        found = self._by_ids("SELECT * FROM instrument WHERE id IN ({})", ids)
        return {r.id: answer_rows.instrument(r) for r in found}

    def last_looks(self) -> dict[str, dt.datetime]:
        """By source key, when it was last looked at with success, if that was by the instant."""
        sql = "SELECT key, last_ok_at FROM source WHERE last_ok_at IS NOT NULL"
        looks = {r.key: r.last_ok_at for r in self._rows(sql, {})}
        return {k: at for k, at in looks.items() if not self.known_at or at <= self.known_at}

    def names(self, divisions: Iterable[str]) -> dict[str, str]:
        """Names of divisions for people."""
        found = self._by_ids("SELECT id, name FROM division WHERE id IN ({})", divisions)
        return {r.id: r.name for r in found}

    def _by_ids(self, sql: str, ids: Iterable[str]) -> list[Any]:
        wanted = sorted(set(ids))
        found: list[Any] = []
        for at in range(0, len(wanted), 500):
            names, params = _names(wanted[at : at + 500])
            found += self._rows(sql.format(names), params)
        return found

    def _rows(self, sql: str, params: Mapping[str, Any]) -> list[Any]:
        found = self.fetch(sql, params)
        read = [(c, _READERS[c]) for c in (found[0] if found else ()) if c in _READERS]
        for row in found:
            for column, reader in read:
                if isinstance(value := row[column], str):
                    row[column] = reader(value)
        return [SimpleNamespace(**row) for row in found]


def _names(values: Sequence[str]) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {f"p{i}": v for i, v in enumerate(values)}
    return ", ".join(f":{n}" for n in params) or "NULL", params
