"""`regtrack reparse`: read every stored text again with the rules of today."""

from __future__ import annotations

import argparse

from regtrack.bootstrap import App
from regtrack.cli.change_text import print_change
from regtrack.cli.output import put, put_json
from regtrack.services.rereading import reread, settle
from regtrack.store import database, queries


def run(arguments: argparse.Namespace) -> int:
    """Re-read in one transaction per instrument, then derive what was touched."""
    fresh, touched = 0, set()
    with App() as app:
        app.ensure_baseline()
        with database.reading(app.engine) as connection:
            instruments = queries.instruments_in(connection, None)
        for instrument in instruments:
            with app.unit() as (repository, now):
                known = repository.observations_of(instrument.id)
                claims = reread(repository, app.texts, instrument, known, now)
            if claims:
                fresh += len(claims)
                touched.add(instrument.division)
        with app.unit() as (repository, now):
            changes = settle(repository, sorted(touched), now)
    if arguments.json:
        put_json({"observations": fresh, "changes": len(changes)})
        return 0
    for change in changes:
        print_change(change)
    put(f"{fresh} new observations in {len(touched)} divisions, {len(changes)} changes")
    return 0
