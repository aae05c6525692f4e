"""The store of received bytes. Spiders write to it, so it lives with them."""

from __future__ import annotations

from regtrack_scrapers.snapshots import DamagedSnapshotError, SnapshotStore

__all__ = ["DamagedSnapshotError", "SnapshotStore"]
