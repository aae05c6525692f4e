"""One seed: when a daemon is killed, how often, and what is true when it has come to its end."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from reliability.facts import Count, Facts, compare
from reliability.receivers import Receivers, Trouble, due, has_an_end, troubles
from reliability.world import DAYS, Life, World, copied

_LEASE_MINUTES = 21
#: No place's day turns so soon after the cycle, which would be news of its own.
_MOST_MINUTES = 13 * 60


class How(StrEnum):
    """What chooses the moment."""

    EVENT = "an event of the whole cycle"
    SENDING = "an event of the last fifth, where messages go out"
    POST = "a webhook has the message and has not answered"
    TIME = "a moment on the clock"


_SHARES = {How.EVENT: 50, How.SENDING: 25, How.POST: 10, How.TIME: 15}


@dataclass(frozen=True)
class Plan:
    """What a seed does: on which day, how the first life is killed (and perhaps the next ones),
    whether the one after finds its leases freed at once or has to wait until they run out, which
    receivers are in trouble meanwhile, and whether they are well before a life goes through."""

    seed: int
    day: int
    how: How
    share: float
    again: tuple[float, ...]
    take_over: bool
    troubles: dict[str, Trouble]
    soon_well: bool


def plan(seed: int) -> Plan:
    """The plan of a seed; always the same."""
    rng = random.Random(seed)
    how = rng.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
    again = tuple(rng.random() for _ in range(rng.choices((0, 1, 2), weights=(60, 30, 10))[0]))
    day, share, take_over = rng.choice(DAYS), rng.random(), rng.random() < 0.5
    found = troubles(seed)
    soon_well = bool(found) and has_an_end(found) and rng.random() < 0.2
    return Plan(seed, day, how, share, again, take_over, found, soon_well)


@dataclass
class Calm:
    """The undisturbed run: homes as they stand before each day, its facts, its length."""

    before: dict[int, Path]
    facts: dict[int, Facts]
    events: dict[int, int]
    seconds: dict[int, float]


@dataclass
class Outcome:
    """How a seed went. `kills` tells where each life ended, `met` how many tries met the trouble
    of each receiver, `counts` what the ledgers count."""

    plan: Plan
    kills: list[str] = field(default_factory=list)
    lives: int = 0
    wrong: list[str] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)


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
    receivers = Receivers(world, plan.troubles)
    receivers.begin()
    try:
        minutes = _lives(world, home, reference, receivers, outcome)
    finally:
        receivers.end()
    receivers.mend(home, plan.day, minutes)
    _settle(world, home, plan.day, minutes, outcome)
    facts = world.facts(home, marks)
    same = receivers.without_notice(facts)
    outcome.wrong += compare(same, reference.facts[plan.day], receivers.unordered())
    outcome.wrong += receivers.wrong
    outcome.counts, outcome.met = facts.counts, dict(receivers.met)
    if not outcome.wrong:
        shutil.rmtree(home.parent)
    return outcome


def _lives(
    world: World, home: Path, reference: Calm, receivers: Receivers, outcome: Outcome
) -> int:
    """The lives that are killed and the one that is not; the minute of the last."""
    plan, minutes = outcome.plan, 0
    pause = 1 if plan.take_over else _LEASE_MINUTES
    _note(outcome, _first_life(world, home, reference, plan, receivers.patience))
    for share in plan.again:
        minutes += pause
        at = 1 + int(share * reference.events[plan.day] / 2)
        kill = {"kill_at": at, "minutes": minutes, "take_over": plan.take_over}
        _note(outcome, world.live(home, plan.day, **kill, order=receivers.patience))  # type: ignore[arg-type] # by name
    minutes += pause
    if plan.soon_well:
        receivers.judge(home, alive=False)
        receivers.end()
    last = world.live(
        home, plan.day, minutes=minutes, take_over=plan.take_over, order=receivers.patience
    )
    outcome.lives += 1
    if last.code != 0:
        outcome.wrong.append(f"the last life ended with {last.code}")
    if not plan.soon_well:
        receivers.judge(home, alive=True)
    return minutes


def _settle(world: World, home: Path, day: int, minutes: int, outcome: Outcome) -> None:
    """Let it deliver when the next tries are due, until nothing waits."""
    while (last := due(home)) is not None:
        minutes = max(minutes + 1, 1 + int((last - world.at(day)).total_seconds() // 60))
        if minutes > _MOST_MINUTES:
            outcome.wrong.append(f"lost for {minutes} minutes: something is still not settled")
            return
        outcome.lives += 1
        if world.live(home, day, minutes=minutes, order={"do": "tell"}).code != 0:
            outcome.wrong.append("a tick of delivering failed")


def _first_life(
    world: World, home: Path, reference: Calm, plan: Plan, patience: dict[str, float]
) -> Life:
    events, day = reference.events[plan.day], plan.day
    match plan.how:
        case How.EVENT:
            return world.live(home, day, kill_at=1 + int(plan.share * events), order=patience)
        case How.SENDING:
            at = 1 + int((0.8 + plan.share / 5) * events)
            return world.live(home, day, kill_at=at, order=patience)
        case How.POST:
            return world.live(home, day, kill_in_post=True, order=patience)
        case How.TIME:
            seconds = plan.share * reference.seconds[plan.day]
            return world.live(home, day, kill_after=seconds, order=patience)


def _note(outcome: Outcome, life: Life) -> None:
    outcome.lives += 1
    if life.killed:
        outcome.kills.append(life.story.partition(" ")[2].strip())
    elif life.code != 0:
        outcome.wrong.append(f"a life ended by itself with {life.code}: {life.story}")
