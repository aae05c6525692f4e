"""A replay server: recorded answers of real sources, their misbehaviour, and a ledger of requests.

Needs the `demo` extra (aiohttp)."""

from __future__ import annotations

from regtrack.replay.modes import Mode, ModeKind
from regtrack.replay.recordings import Recording, Recordings
from regtrack.replay.server import ReplayServer

__all__ = ["Mode", "ModeKind", "Recording", "Recordings", "ReplayServer"]
