"""`regtrack changes`: the change log, oldest first."""

from __future__ import annotations

import argparse

from regtrack.bootstrap import App
from regtrack.cli.change_text import print_change
from regtrack.cli.output import put, put_json
from regtrack.cli.places import asked_division, gazetteer
from regtrack.domain.changes_json import change_json
from regtrack.domain.gazetteer import chain
from regtrack.store import database, queries


def run(arguments: argparse.Namespace) -> int:
    """List the changes; 0 listed, 3 and 4 as for status."""
    division, code = asked_division(arguments.place, "changes", as_json=arguments.json)
    if code:
        return code
    with App() as app:
        app.ensure_baseline()
        with database.reading(app.engine) as connection:
            found = queries.changes(connection, arguments.since, known_at=arguments.known_at)
    if arguments.on is not None:
        found = [c for c in found if c.on and c.on.first <= arguments.on <= c.on.last]
    if division is not None:
        above = chain(division, gazetteer())
        found = [c for c in found if c.division in above or c.division.startswith(division + "/")]
    if arguments.json:
        put_json({"changes": [change_json(c) for c in found]})
    else:
        for change in found:
            print_change(change)
        put(f"{len(found)} changes")
    return 0
