"""`regtrack config show`: every setting, secrets masked."""

from __future__ import annotations

import argparse

from regtrack import config
from regtrack.cli.output import put, put_json


def show(arguments: argparse.Namespace) -> int:
    """Print the settings."""
    body = config.shown(config.load())
    if arguments.json:
        put_json(body)
    else:
        for name, value in body.items():
            put(f"{name} = {value}")
    return 0
