"""What processes that died held is free at once, not when their leases end."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from regtrack.bootstrap import App
from regtrack.store.outbox import SqlOutbox


class TakenOver(NamedTuple):
    """How much was held: sources that were looked at, deliveries that were being sent."""

    sources: int
    deliveries: int


def take_over(app: App, is_dead: Callable[[str], bool]) -> TakenOver:
    """Free the sources and the deliveries of the owners that are known to be dead."""
    keys = app.sources.release_dead(is_dead)
    return TakenOver(len(keys), SqlOutbox(app.engine).release_dead(is_dead))
