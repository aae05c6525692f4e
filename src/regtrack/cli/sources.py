"""`regtrack sources`: what is watched, and how it goes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, table, wrapped
from regtrack.cli.watch import check_keys
from regtrack.runner.probe import probe_all
from regtrack.runner.quotas import Quota, quotas
from regtrack.runner.sources_file import load
from regtrack.store import database, queries
from regtrack.store.sources import spec_of


def list_all(arguments: argparse.Namespace) -> int:
    """Every source with its health."""
    with App() as app:
        states = app.sources.states()
        spent = _spent(app, states.values())
        rows = [source_json(row, spent.get(key)) for key, row in states.items()]
    if arguments.json:
        put_json({"sources": rows})
        return 0
    if not rows:
        put("no sources yet; add some with `regtrack watch --sources FILE`")
        return 0
    put(table(((r["key"], r["platform"], r["cadence"], r["health"]) for r in rows),
              ("key", "platform", "cadence", "health")))  # fmt: skip
    for quota in dict.fromkeys(spent.values()):
        put(f"{quota.host}: {quota}")
    return 0


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
