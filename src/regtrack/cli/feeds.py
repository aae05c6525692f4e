"""`regtrack feeds`: files for any web server."""

from __future__ import annotations

import argparse
from pathlib import Path

from regtrack import feeds
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json
from regtrack.cli.places import gazetteer, one_division


def write(arguments: argparse.Namespace) -> int:
    """Write an Atom feed and a calendar for each place and substance to a folder. Files that are as
    they should be are left alone; the others are there whole or as they were."""
    places = gazetteer() if arguments.place else None
    divisions = [one_division(p, places) for p in arguments.place] if places else []
    folder = Path(arguments.folder).expanduser()
    with App() as app:
        app.ensure_baseline()
        changed = feeds.write(app, folder, divisions, arguments.substance)
    if arguments.json:
        put_json({"folder": str(folder), "changed": changed})
    else:
        put(f"{changed} files written to {folder}")
    return 0
