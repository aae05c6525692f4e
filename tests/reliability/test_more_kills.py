"""Ten more seeds of test_kills.py in a file of their own: a worker takes whole files."""

from __future__ import annotations

import pytest

from reliability import kills
from reliability.world import World

SEEDS = range(10, 20)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_told_twice(world: World, calm: kills.Calm, seed: int) -> None:
    outcome = kills.run(world, calm, kills.plan(seed))
    assert outcome.wrong == [], outcome
