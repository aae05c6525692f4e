"""`regtrack import` and `regtrack baseline check`: bulk back-fill from files."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, tell
from regtrack.contract import DocumentRecord, FaultRecord
from regtrack.domain.errors import ConfigError
from regtrack.paths import data_folder
from regtrack.runner import legiscan_files, openstates_folders
from regtrack.services.baseline_check import check_baseline
from regtrack.services.bulk_import import BulkReport, import_all

_EVERY = 25


def openstates(arguments: argparse.Namespace) -> int:
    """Import Open States records; 0 also when some were broken: the report names them."""
    root = Path(arguments.path)
    total = openstates_folders.count_records(root)
    with App() as app:
        app.ensure_baseline()
        items = openstates_folders.read_records(root, app.snapshots)
        found = (item.document or item.fault for item in items)
        records = (record for record in found if record is not None)
        report = import_all(app.unit, app.texts, _counted(records, total))
    _print(report, as_json=arguments.json)
    return 0


def legiscan(arguments: argparse.Namespace) -> int:
    """Import a LegiScan data set; 0 also when some records were broken: the report names them."""
    data = legiscan_files.open_data_set(Path(arguments.path))
    with App() as app:
        app.ensure_baseline()
        records = legiscan_files.read_records(data, app.snapshots)
        report = import_all(app.unit, app.texts, _counted(records, len(data.bills)))
    _print(report, as_json=arguments.json)
    return 0


def _counted(
    records: Iterable[DocumentRecord | FaultRecord], total: int
) -> Iterator[DocumentRecord | FaultRecord]:
    """The records, telling now and then how far it is."""
    for number, record in enumerate(records, 1):
        if number % _EVERY == 0:
            tell(f"{number} of {total} records")
        yield record


def baseline(arguments: argparse.Namespace) -> int:
    """Load a folder of curated facts in place of the one that is in the database."""
    folder = Path(arguments.path)
    if not folder.is_dir():
        raise ConfigError(f"{folder} is not a folder; give a folder of curated facts in TOML")
    with App() as app:
        app.ensure_baseline()
        loaded = app.load_baseline(folder)
    body = {
        "inserted": loaded.inserted,
        "updated": loaded.retracted,
        "unchanged": loaded.unchanged,
        "held": 0,
        "faults": [],
        "changes": len(loaded.changes),
    }
    if arguments.json:
        put_json(body)
    else:
        put(f"{loaded.inserted} facts new, {loaded.retracted} retracted")
    return 0


def check_baseline_files(arguments: argparse.Namespace) -> int:
    """List contradictions; 1 when there are any."""
    folder = Path(arguments.folder) if arguments.folder else data_folder() / "baseline"
    found = check_baseline(folder)
    if arguments.json:
        put_json({"contradictions": found})
    else:
        for line in found:
            put(line)
        put(f"{len(found)} contradictions")
    return 1 if found else 0


def _print(report: BulkReport, *, as_json: bool) -> None:
    if as_json:
        put_json(report.to_json())
        return
    for fault in report.faults:
        put(f"fault: {fault.kind}: {fault.message} {fault.url or ''}".rstrip())
    put(
        f"{report.inserted} new, {report.updated} updated, {report.unchanged} unchanged; "
        f"{report.changes} changes, {report.held} held for review, {len(report.faults)} faults"
    )
