"""Twenty seeds of what `make soak` does a thousand times: SIGKILL, receivers at fault, start again,
compare."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from reliability import kills
from reliability.facts import compare
from reliability.receivers import Trouble
from reliability.world import World

SEEDS = range(10)  # the other ten are in test_more_kills.py, for the second worker


def test_the_undisturbed_run_tells_what_there_is_to_tell(calm: kills.Calm) -> None:
    """Otherwise the comparison below would compare nothing with nothing."""
    first, second = calm.facts[1], calm.facts[2]
    kinds = sorted(key.partition("|")[0] for key in first.changes)
    assert kinds == ["scheduled_start", "source_fault", *["stage"] * 4, *["status"] * 3]
    assert {name: len(told) for name, told in first.sent.items()} == {
        "mail": 4, "first": 4, "second": 2,
    }  # fmt: skip
    new = sorted(key.partition("|")[0] for key in second.changes - first.changes)
    assert new == ["came_into_force", "status", "status"]
    assert {state for _, _, _, state in second.deliveries} == {"done"}
    assert min(calm.events.values()) > 300


def test_a_second_cycle_writes_nothing(world: World, calm: kills.Calm) -> None:
    home = kills.copied(world.folder / "calm" / "home", world.folder / "again" / "home")
    marks = world.marks()
    assert world.live(home, 2, minutes=7 * 60).code == 0
    facts = world.facts(home, marks)
    assert facts.changes == calm.facts[2].changes
    assert facts.deliveries == calm.facts[2].deliveries
    assert not any(facts.sent.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_told_twice(world: World, calm: kills.Calm, seed: int) -> None:
    outcome = kills.run(world, calm, kills.plan(seed))
    assert outcome.wrong == [], outcome


def test_the_seeds_meet_faults_of_receivers() -> None:
    """Of the twenty, most; of the thousand, each fault often."""
    twenty = [kills.plan(seed).troubles for seed in range(20)]
    assert sum(map(bool, twenty)) >= 10
    assert {t for found in twenty for t in found.values()} == set(Trouble)
    thousand = Counter(t for s in range(1000) for t in kills.plan(s).troubles.values())
    assert min(thousand[trouble] for trouble in Trouble) >= 40


def test_a_loss_would_be_seen(calm: kills.Calm) -> None:
    """The comparison itself can fail: less than all is lost, more than all is doubled."""
    first, second = calm.facts[1], calm.facts[2]
    assert any(words.startswith("change lost") for words in compare(first, second))
    assert any("mail never got" in words for words in compare(first, second))
    assert any(words.startswith("change doubled") for words in compare(second, first))
    backwards = replace(first, came={name: ids[::-1] for name, ids in first.came.items()})
    assert "mail got its messages out of order" in compare(backwards, first)
    changed = replace(first, unlike={name: ["an id"] for name in first.unlike})
    assert "first got two contents under: an id" in compare(changed, first)
