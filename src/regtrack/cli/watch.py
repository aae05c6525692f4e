"""`regtrack watch`: one cycle, from what is due to what is told."""

from __future__ import annotations

import argparse
from typing import Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.change_text import print_change
from regtrack.cli.output import put, put_json, tell
from regtrack.cli.places import gazetteer
from regtrack.cli.telling import Telling
from regtrack.contract import SourceSpec
from regtrack.domain.changes import Change
from regtrack.domain.changes_json import change_json
from regtrack.domain.errors import ConfigError
from regtrack.feeds import FeedKeeper
from regtrack.owners import is_dead
from regtrack.runner.sources_file import load
from regtrack.services.delivering import DeliveryReport
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watching import SourceReport
from regtrack.taking_over import take_over


def run(arguments: argparse.Namespace) -> int:
    """Turn the day, look at what is due, deliver; 0 also when sources had faults."""
    with App() as app:
        app.ensure_baseline()
        # What a killed process of this machine held is free at once, not when its lease ends.
        take_over(app, is_dead)
        given = register(app, arguments.sources)
        check_keys(app, arguments.source)
        with app.unit() as (repository, now):
            turned = turn_of_day(repository, now)
        # A sources file given to one cycle is looked at whether due or not.
        keys = arguments.source or [spec.key for spec in given]
        reports, delivered = _cycle(app, keys, deliver=not arguments.no_deliver)
        FeedKeeper(app).keep()
    changes = [*turned, *(c for r in reports for c in r.changes)]
    if arguments.json:
        put_json(_body(reports, changes, delivered))
    else:
        _print(reports, changes, delivered)
    return 0


def _cycle(
    app: App, keys: list[str], *, deliver: bool
) -> tuple[list[SourceReport], DeliveryReport | None]:
    app.watcher.told = tell_report
    if not deliver:
        return app.watcher.cycle(keys), None
    with Telling(app) as telling:

        def told(report: SourceReport) -> None:
            tell_report(report)
            if report.changes:
                telling.wake()

        app.watcher.told = told
        reports = app.watcher.cycle(keys)
    return reports, telling.report


def register(app: App, files: list[str]) -> list[SourceSpec]:
    """Add the sources of these files to those that are watched, and the names of their places; all
    sources of the files."""
    specs = [spec for file in files for spec in load(file)]
    register_specs(app, specs)
    return specs


def register_specs(app: App, specs: list[SourceSpec]) -> None:
    """Watch these sources, and note the names of their places."""
    news = app.sources.register(specs, home.now())
    if not news:
        return
    places = gazetteer()
    with app.unit() as (repository, _):
        known = repository.divisions()
        found = {s.division: places.get(s.division) for s in news if s.division not in known}
        repository.add_divisions({d: p.name for d, p in found.items() if p is not None})


def check_keys(app: App, keys: list[str]) -> None:
    """Raise ConfigError for sources that nobody knows."""
    known = app.sources.states() if keys else {}
    unknown = [k for k in keys if k not in known]
    if unknown:
        raise ConfigError(
            f"not watched: {', '.join(unknown)}; see `regtrack sources list`, take it from the "
            "catalogue with `regtrack sources add`, or give --sources"
        )


def tell_report(report: SourceReport) -> None:
    """One line on stderr as a source ends."""
    faults = f", {len(report.faults)} faults" if report.faults else ""
    tell(
        f"{report.key}: {report.reason}, {report.documents} documents, "
        f"{len(report.changes)} changes{faults}"
    )


def _body(
    reports: list[SourceReport], changes: list[Change], delivered: DeliveryReport | None
) -> dict[str, Any]:
    return {
        "sources": [
            {
                "key": r.key,
                "reason": r.reason,
                **r.counts(),
                "faults": [{"kind": f.kind, "message": f.message, "url": f.url} for f in r.faults],
            }
            for r in reports
        ],
        "changes": [change_json(c) for c in changes],
        "delivered": vars(delivered) if delivered else None,
    }


def _print(
    reports: list[SourceReport], changes: list[Change], delivered: DeliveryReport | None
) -> None:
    for report in reports:
        for fault in report.faults:
            put(f"fault: {report.key}: {fault.kind}: {fault.message}")
    for change in changes:
        print_change(change)
    put(f"{len(reports)} sources looked at, {len(changes)} changes")
    if not reports:
        put("nothing was due; see `regtrack sources list`, and `regtrack sources add` for more")
    if delivered:
        put(f"messages: {delivered.done} sent, {delivered.later} later, {delivered.dead} dead")
