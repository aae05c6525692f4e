"""`regtrack db backup` and `regtrack db restore`."""

from __future__ import annotations

import argparse
from pathlib import Path

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, tell
from regtrack.domain.errors import ConfigError
from regtrack.store import archive_file, backup


def make(arguments: argparse.Namespace) -> int:
    """Write the whole database and all received bytes to one file, while others work. 1 when
    received bytes are missing or damaged: the rest is in the file. Holds addresses and secrets."""
    path = Path(arguments.file)
    with App() as app:
        bodies = None if arguments.without_snapshots else app.snapshots
        manifest, end = backup.backup(app.engine, bodies, path, home.now())
    rows = sum(table.rows for table in manifest.tables)
    digest = archive_file.sha256_of(path)
    if arguments.json:
        put_json(
            {
                "file": str(path),
                "sha256": digest,
                "schema": manifest.schema,
                "rows": rows,
                "snapshots": end.bodies if manifest.with_bodies else None,
                "missing": list(end.missing),
                "damaged": list(end.damaged),
            }
        )
    else:
        what = f"{end.bodies} received bodies" if manifest.with_bodies else "no received bytes"
        put(f"{path}: {rows} rows, {what}; sha256 {digest}")
    for word, names in (("missing", end.missing), ("damaged", end.damaged)):
        if names:
            tell(f"{len(names)} received bodies are {word} and not in the backup: {names[0]} ...")
    return 1 if end.missing or end.damaged else 0


def restore(arguments: argparse.Namespace) -> int:
    """Put what a backup holds in place of the database, all of it or nothing. Stop daemons and
    workers first. Refuses a database that holds something unless told to replace it."""
    path = Path(arguments.file)
    backup.check(path)
    with App() as app:
        held = backup.holds_something(app.engine)
        if held and not arguments.replace:
            raise ConfigError(
                f"the database holds something already ({', '.join(held[:5])}): give --replace to "
                "drop it, or set REGTRACK_HOME or REGTRACK_DATABASE_URL to an empty one"
            )
        manifest = backup.restore(app.engine, app.snapshots, path)
    rows = sum(table.rows for table in manifest.tables)
    if arguments.json:
        put_json(
            {
                "made_at": manifest.made_at.isoformat(),
                "schema": manifest.schema,
                "rows": rows,
                "with_snapshots": manifest.with_bodies,
                "replaced": bool(held),
            }
        )
    else:
        put(f"restored {rows} rows as of {manifest.made_at:%Y-%m-%d %H:%M} UTC")
    if not manifest.with_bodies:
        tell("the backup holds no received bytes: `verify` and `reparse` need them")
    return 0
