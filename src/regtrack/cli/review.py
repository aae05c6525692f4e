"""`regtrack review`: what a person decides. A decision is an observation of its own."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from regtrack.bootstrap import App
from regtrack.cli.change_text import print_change
from regtrack.cli.output import put, put_json, put_quote, wrapped
from regtrack.domain.codec import plain
from regtrack.domain.errors import ConfigError
from regtrack.domain.observations import Observation
from regtrack.services.reviewing import accept as accept_held
from regtrack.services.reviewing import retract
from regtrack.store import database, queries


def list_all(arguments: argparse.Namespace) -> int:
    """What is held, and why."""
    with App() as app, database.reading(app.engine) as connection:
        rows = [_json(o) for o in queries.held(connection)]
    if arguments.json:
        put_json({"held": rows})
        return 0
    for row in rows:
        put(f"{row['id']}  {row['division']}  {row.get('substance', '')}")
        put(wrapped(str(row["claim"])))
        if row["quote"]:
            put_quote(row["quote"], 2)
    put(f"{len(rows)} held")
    return 0


def accept(arguments: argparse.Namespace) -> int:
    """Let a held reading count."""
    return _decide(arguments, accepted=True)


def reject(arguments: argparse.Namespace) -> int:
    """Retract an observation, held or not; what it caused is corrected and told."""
    return _decide(arguments, accepted=False)


def _decide(arguments: argparse.Namespace, *, accepted: bool) -> int:
    with App() as app, app.unit() as (repository, now):
        found = queries.one_observation(repository.connection, arguments.id)
        if found is None:
            raise ConfigError(f"no such observation: {arguments.id}; see `regtrack review list`")
        if accepted:
            changes = accept_held(repository, found, now)
        else:
            changes = retract(repository, found, arguments.why, now)
    if arguments.json:
        put_json({"id": arguments.id, "accepted": accepted, "changes": len(changes)})
        return 0
    for change in changes:
        print_change(change)
    put(f"{arguments.id} {'accepted' if accepted else 'retracted'}, {len(changes)} changes")
    return 0


def _json(observation: Observation) -> dict[str, Any]:
    body: dict[str, Any] = plain(dataclasses.replace(observation, evidence=()))
    body["quote"] = next((e.quote for e in observation.evidence if e.quote), None)
    return body
