"""What a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from regtrack.domain.record import Record


class Command(Record):
    """One command. `handler` is `module:function` below `regtrack.cli`, imported when it runs."""

    name: str
    help: str
    handler: str = ""
    options: Callable[[argparse.ArgumentParser], None] = lambda parser: None
    children: tuple[Command, ...] = ()
