"""One world with its undisturbed run for each file of kills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from reliability import kills
from reliability.world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    noon = dt.datetime.now(dt.UTC).replace(hour=15, minute=0, second=0, microsecond=0)
    with World(tmp_path_factory.mktemp("world"), noon) as world:
        yield world


@pytest.fixture(scope="module")
def calm(world: World) -> kills.Calm:
    return kills.calm(world)
