"""Opening the database to read, by the fast path where it is SQLite and up to date."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from regtrack import home
from regtrack.baseline_stamp import is_current
from regtrack.paths import data_path
from regtrack.store.fastread import Fetch, View, open_read_only

TYPE_CHECKING = False  # neither `typing` nor `pathlib` is on the path of an answer
if TYPE_CHECKING:
    from typing import Any

_READY = "SELECT value FROM setting WHERE name = 'baseline'"


@contextmanager
def open_view(known_at: dt.datetime | None = None) -> Iterator[View]:
    """What regtrack knows (knew at an instant). The home is made on first use."""
    with open_fetch() as fetch:
        yield View(fetch, known_at)


@contextmanager
def open_fetch() -> Iterator[Fetch]:
    """A query function on the database, which exists and holds the baseline."""
    url = home.database_url()
    if url.startswith("sqlite:///"):
        file = url.removeprefix("sqlite:///")
        fetch = _ready(file)
        if fetch is None:
            make_ready()
            fetch = open_read_only(file)
        yield fetch
        return
    yield from _through_engine()


def _ready(file: str) -> Fetch | None:
    """A query function on a database that holds the baseline of this program, if it is one."""
    try:
        fetch = open_read_only(file)
        rows = fetch(_READY, {})
    except sqlite3.Error:
        return None
    held = bool(rows) and is_current(rows[0]["value"], data_path("baseline"))
    return fetch if held else None


def make_ready() -> None:
    """Create or upgrade the home, baseline included."""
    from regtrack.bootstrap import App

    with App() as app:
        app.ensure_baseline()


def _through_engine() -> Iterator[Fetch]:
    import sqlalchemy as sa

    from regtrack.bootstrap import App
    from regtrack.store import database

    with App() as app:
        app.ensure_baseline()
        with database.reading(app.engine) as connection:

            def fetch(sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
                return [dict(r._mapping) for r in connection.execute(sa.text(sql), params)]

            yield fetch
