"""`regtrack db`: the database itself."""

from __future__ import annotations

import argparse

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json
from regtrack.store import database


def upgrade(arguments: argparse.Namespace) -> int:
    """Create the database or bring it up to date, baseline included."""
    with App() as app:
        loaded = app.ensure_baseline()
        with database.reading(app.engine) as connection:
            revision = database.revision(connection)
    if arguments.json:
        put_json({"revision": revision, "baseline_loaded": loaded is not None})
    else:
        put(f"schema {revision}; baseline {'loaded' if loaded else 'up to date'}")
    return 0
