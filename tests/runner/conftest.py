"""A replay server of the project's recordings for a module's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fetching import RECORDINGS
from regtrack.replay import ReplayServer


@pytest.fixture(scope="module")
def running() -> Iterator[ReplayServer]:
    with ReplayServer(RECORDINGS) as server:
        yield server
