"""`regtrack schema`: the published JSON Schema of an event."""

from __future__ import annotations

import argparse
from pathlib import Path

from regtrack.cli.output import put
from regtrack.paths import data_path


def run(arguments: argparse.Namespace) -> int:
    """Print the schema of this version; it is JSON with and without `--json`."""
    put(
        Path(data_path("schemas", f"{arguments.event}.v1.json"))
        .read_text(encoding="utf-8")
        .rstrip()
    )
    return 0
