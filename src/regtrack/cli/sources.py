"""`regtrack sources`: what is watched, and how it goes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, table, wrapped
from regtrack.cli.places import asked_division
from regtrack.cli.watch import check_keys
from regtrack.runner.catalogue import Entry, catalogue
from regtrack.runner.probe import probe_all
from regtrack.runner.quotas import Quota, quotas
from regtrack.runner.sources_file import load
from regtrack.store import database, queries
from regtrack.store.sources import spec_of


def list_all(arguments: argparse.Namespace) -> int:
    """Every watched source with its health; with --catalogue those that ship and are not watched
    as well. 3 and 4 where the place means several or none."""
    division, code = asked_division(arguments.place, "sources", as_json=arguments.json)
    if code:
        return code
    with App() as app:
        watched = {key: row for key, row in app.sources.states().items() if row.enabled}
        spent = _spent(app, watched.values())
    rows = [source_json(row, spent.get(key)) for key, row in watched.items()]
    if arguments.catalogue:
        rows += [entry_json(e) for e in catalogue() if e.spec.key not in watched]
    rows = [r for r in rows if _wanted(r, division, arguments.platform)]
    rows.sort(key=lambda row: str(row["key"]))
    if arguments.json:
        put_json({"sources": rows})
    elif rows:
        put(table(((r["key"], r["platform"], r["cadence"], r["health"]) for r in rows),
                  ("key", "platform", "cadence", "health")))  # fmt: skip
        for quota in dict.fromkeys(spent.values()):
            put(f"{quota.host}: {quota}")
    else:
        put("no such source is watched; `regtrack sources list --catalogue` shows what can be, "
            "`regtrack sources add` watches it")  # fmt: skip
    return 0


def _wanted(row: Mapping[str, Any], division: str | None, platform: str | None) -> bool:
    below = division is None or f"{row['division']}/".startswith(f"{division}/")
    return below and platform in (None, row["platform"])


def entry_json(entry: Entry) -> dict[str, Any]:
    """A source of the catalogue that is not watched, with the fields of one that is."""
    spec = entry.spec
    return {
        "key": spec.key,
        "platform": spec.platform,
        "url": spec.url,
        "division": spec.division,
        "publisher": spec.publisher,
        "authority": spec.authority.value,
        "cadence": spec.cadence,
        "health": f"not watched, address {entry.sureness}",
        "about": dict(entry.about),
    }


def _spent(app: App, rows: Iterable[Any]) -> dict[str, Quota]:
    return quotas(map(spec_of, rows), app.fetch_settings.key_use)


def source_json(row: Any, quota: Quota | None = None) -> dict[str, Any]:
    """One source with the fields of design.md section 5, its instants, and what its key has spent
    of what it may."""
    return {
        "key": row.key,
        "platform": row.platform,
        "url": row.url,
        "division": row.division,
        "publisher": row.publisher,
        "authority": row.authority,
        "cadence": row.cadence,
        "health": health(row),
        "last_run_at": row.last_run_at,
        "last_ok_at": row.last_ok_at,
        "last_change_at": row.last_change_at,
        "next_due_at": row.next_due_at,
        "quota": None
        if quota is None
        else {"used": quota.used, "most": quota.most, "period": quota.period},
    }


def health(row: Any) -> str:
    """In words: ok, never run, or what is wrong and for how many runs."""
    if row.fault:
        return f"{row.fault} ({row.failures} in a row): {row.fault_message or ''}"[:200]
    if row.last_run_at is None:
        return "never run"
    overdue = row.next_due_at is not None and row.next_due_at < home.now()
    return "ok, due" if overdue else "ok"


def show(arguments: argparse.Namespace) -> int:
    """One source and its last runs."""
    with App() as app:
        check_keys(app, [arguments.key])
        row = app.sources.states()[arguments.key]
        body = source_json(row, _spent(app, [row]).get(arguments.key))
        with database.reading(app.engine) as connection:
            body["runs"] = queries.last_runs(connection, arguments.key)
    if arguments.json:
        put_json(body)
        return 0
    for name, value in body.items():
        if name != "runs":
            put(wrapped(f"{name}: {value}", 0))
    for run in body["runs"]:
        put(wrapped(f"run {run['id']}: {run['started_at']} {run['reason']} {run['counts']}"))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Check a sources file for mistakes, or ask every known source whether it answers; 1 when one
    does not."""
    if arguments.file:
        specs = load(arguments.file)
        put(f"{len(specs)} sources, no mistakes")
        return 0
    with App() as app:
        leases = [lease.spec for lease in app.sources.peek()]
        probes = probe_all(leases, app.fetch_settings, None, app.snapshots)
    rows = [
        {"key": p.spec.key, "verdict": p.verdict.value,
         "fault": next((r.fault.message for r in p.results if r.fault), None)}
        for p in probes
    ]  # fmt: skip
    if arguments.json:
        put_json({"sources": rows})
    else:
        for row in rows:
            put(f"{row['key']}: {row['verdict']} {row['fault'] or ''}".rstrip())
    return 1 if any(row["fault"] for row in rows) else 0
