"""`regtrack verify`: find every quote again in its stored bytes."""

from __future__ import annotations

import argparse

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json
from regtrack.services.verifying import Verifier
from regtrack.store import database, queries


def run(arguments: argparse.Namespace) -> int:
    """0 when every quote stands where it should, 1 when one does not."""
    with App() as app:
        app.ensure_baseline()
        with database.reading(app.engine) as connection:
            verifier = Verifier(app.texts, app.snapshots)
            result = verifier.run(queries.every_observation(connection))
    failed = bool(result.missing) or (arguments.strict and result.addressed > 0)
    if arguments.json:
        put_json(
            {
                "found": result.found,
                "absent": result.absent,
                "address_only": result.addressed,
                "missing": [{"observation": o, "why": why} for o, why in result.missing],
                "ok": not failed,
            }
        )
    else:
        for observation, why in result.missing:
            put(f"{observation}: {why}")
        put(
            f"{result.found} quotes found in their bytes, {len(result.missing)} not; "
            f"{result.absent} texts searched again that name nothing; "
            f"{result.addressed} facts rest on an address only"
        )
    return 1 if failed else 0
