"""`regtrack bills`: instruments, where they stand and what they would do."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, wrapped
from regtrack.cli.places import asked_division
from regtrack.domain.zones import local_date
from regtrack.services.listing import bill_json
from regtrack.store import database, queries


def run(arguments: argparse.Namespace) -> int:
    """List instruments; 0 listed, 3 and 4 as for status."""
    division, code = asked_division(arguments.place, "bills", as_json=arguments.json)
    if code:
        return code
    rows = [row for row in _rows(division) if _wanted(row, arguments.stage, arguments.since)]
    if arguments.json:
        put_json({"bills": rows})
    else:
        _print(rows)
    return 0


def _rows(division: str | None) -> list[dict[str, Any]]:
    now = home.now()
    with App() as app:
        app.ensure_baseline()
        with database.reading(app.engine) as connection:
            instruments = queries.instruments_in(connection, division)
            about = queries.observations_about(connection, (i.id for i in instruments))
    return [bill_json(i, about.get(i.id, []), local_date(i.division, now)) for i in instruments]


def _wanted(row: dict[str, Any], stage: str | None, since: dt.date | None) -> bool:
    if row["stage"] is None:
        return False  # a curated law without a history is no bill
    if stage is not None and stage not in (row["stage"], row["state"]):
        return False
    return since is None or (row["stage_on"] or "") >= since.isoformat()


def _print(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        number = row["number"] or row["kind"]
        put(f"{row['division'].removeprefix('ocd-division/')}  {number}  {row['session'] or ''}")
        law = "LAW" if row["law"] else "not law"
        put(f"  {row['stage']} {row['stage_on'] or ''} ({law}; {row['state']})")
        put(wrapped(row["title"][:300]))
        for effect in row["effects"][:6]:
            detail = effect["schedule"] or effect["min_age"] or effect["limits"] or ""
            put(f"  - {effect['substance']}: {effect['effect']} {detail}".rstrip())
    put(f"{len(rows)} instruments")
