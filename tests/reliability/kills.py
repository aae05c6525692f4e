"""One seed: when a daemon is killed, how often, and what is true when it has come to its end."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from reliability.world import DAYS, Facts, Life, World, compare, copied

_LEASE_MINUTES = 21


class How(StrEnum):
    """What chooses the moment."""

    EVENT = "an event of the whole cycle"
    SENDING = "an event of the last fifth, where messages go out"
    POST = "a webhook has the message and has not answered"
    TIME = "a moment on the clock"


_SHARES = {How.EVENT: 50, How.SENDING: 25, How.POST: 10, How.TIME: 15}


@dataclass(frozen=True)
class Plan:
    """What a seed does: on which day, how the first life is killed (and perhaps the next ones), and
    whether the one after finds its leases freed at once or has to wait until they run out."""

    seed: int
    day: int
    how: How
    share: float
    again: tuple[float, ...]
    take_over: bool


def plan(seed: int) -> Plan:
    """The plan of a seed; always the same."""
    rng = random.Random(seed)
    how = rng.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
    again = tuple(rng.random() for _ in range(rng.choices((0, 1, 2), weights=(60, 30, 10))[0]))
    return Plan(seed, rng.choice(DAYS), how, rng.random(), again, rng.random() < 0.5)


@dataclass
class Calm:
    """The undisturbed run: homes as they stand before each day, its facts, its length."""

    before: dict[int, Path]
    facts: dict[int, Facts]
    events: dict[int, int]
    seconds: dict[int, float]


@dataclass
class Outcome:
    """How a seed went. `kills` tells where each life ended."""

    plan: Plan
    kills: list[str] = field(default_factory=list)
    lives: int = 0
    wrong: list[str] = field(default_factory=list)
    doubles: int = 0  # the same message under the same id again: allowed, and counted


def calm(world: World) -> Calm:
    """Run both days undisturbed."""
    found = Calm({}, {}, {}, {})
    home = world.folder / "calm" / "home"
    world.prepare(home)
    for day in DAYS:
        found.before[day] = copied(home, world.folder / f"before{day}" / "home")
        marks = world.marks()
        life = world.live(home, day)
        if life.code != 0:
            raise RuntimeError((home.parent / "log.txt").read_text())
        found.facts[day] = world.facts(home, marks)
        found.events[day] = int(life.story.split()[0])
        found.seconds[day] = life.seconds
    return found


def run(world: World, reference: Calm, plan: Plan) -> Outcome:
    """Kill, start again, finish, compare."""
    home = copied(reference.before[plan.day], world.folder / f"seed{plan.seed}" / "home")
    outcome, marks = Outcome(plan), world.marks()
    _note(outcome, _first_life(world, home, reference, plan))
    minutes = 0
    for share in plan.again:
        minutes += 0 if plan.take_over else _LEASE_MINUTES
        at = 1 + int(share * reference.events[plan.day] / 2)
        kill = {"kill_at": at, "minutes": minutes, "take_over": plan.take_over}
        _note(outcome, world.live(home, plan.day, **kill))  # type: ignore[arg-type] # by name
    minutes += 0 if plan.take_over else _LEASE_MINUTES
    last = world.live(home, plan.day, minutes=minutes, take_over=plan.take_over)
    outcome.lives += 1
    if last.code != 0:
        outcome.wrong.append(f"the last life ended with {last.code}")
    facts = world.facts(home, marks)
    outcome.wrong += compare(facts, reference.facts[plan.day])
    outcome.doubles = sum(n - m for n, m in zip(*_tries(world, marks, facts), strict=True))
    if not outcome.wrong:
        shutil.rmtree(home.parent)
    return outcome


def _first_life(world: World, home: Path, reference: Calm, plan: Plan) -> Life:
    events = reference.events[plan.day]
    match plan.how:
        case How.EVENT:
            return world.live(home, plan.day, kill_at=1 + int(plan.share * events))
        case How.SENDING:
            return world.live(home, plan.day, kill_at=1 + int((0.8 + plan.share / 5) * events))
        case How.POST:
            return world.live(home, plan.day, kill_in_post=True)
        case How.TIME:
            seconds = plan.share * reference.seconds[plan.day]
            return world.live(home, plan.day, kill_after=seconds)


def _note(outcome: Outcome, life: Life) -> None:
    outcome.lives += 1
    if life.killed:
        outcome.kills.append(life.story.partition(" ")[2].strip())
    elif life.code != 0:
        outcome.wrong.append(f"a life ended by itself with {life.code}: {life.story}")


def _tries(world: World, marks: dict[str, int], facts: Facts) -> tuple[list[int], list[int]]:
    """For each sink how many messages it took, and how many different ones."""
    now = world.marks()
    names = list(marks)
    return (
        [now[n] - marks[n] for n in names],
        [len(set().union(*facts.sent[n].values())) if facts.sent[n] else 0 for n in names],
    )
