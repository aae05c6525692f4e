"""A replay server for a module's tests, and a store and a folder for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fetching import RECORDINGS
from regtrack.replay import ReplayServer
from regtrack.runner.snapshots import SnapshotStore


@pytest.fixture(scope="module")
def running() -> Iterator[ReplayServer]:
    with ReplayServer(RECORDINGS) as server:
        yield server


@pytest.fixture
def server(running: ReplayServer) -> ReplayServer:
    """The server as new: day 1, well-behaved, with an empty ledger."""
    running.clear()
    running.set_day(1)
    running.ledger.clear()
    return running


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "snapshots")
