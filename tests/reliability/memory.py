"""A daemon at a hundred times its cadence, and what it holds: `python -m reliability.memory`.

Its clock runs a hundred times as fast and it ticks a hundred times as often as by default. Fifty
pages change, fail and come back; every change goes out by mail and webhook. Memory, open files,
threads and children are sampled; exit 1 where memory grew by more than 5 percent after the warm-up
or anything stays open."""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from regtrack.replay import ModeKind
from reliability.process import DaemonProcess, idle, left_over, until
from reliability.world import World

SPEED, PAGES = 100, 50
MOST_GROWTH = 0.05
_STATES = ("al", "ar", "co", "ga", "il", "ky", "la", "mn", "ms", "nv", "or", "ri", "tn", "tx", "vt")
_SOURCE = """
[[source]]
key = "page{number}"
platform = "page"
url = "{url}"
division = "ocd-division/country:us/state:{state}"
publisher = "The publisher of page {number}"
cadence = "6h"
kind = "rule"
title = "Rule {number} on kratom"
how = "adopted"
role = "current"
effective_on = 2026-01-01
"""
_BAN = "Section 1. No person shall sell, offer for sale, possess or use kratom or mitragynine."
_AGE = (
    "Section 1. No person shall sell any kratom product to a person under twenty-one (21) years "
    "of age."
)


@dataclass(frozen=True)
class Sample:
    """What the process holds at a moment: seconds since its start, kilobytes, numbers."""

    at: float
    rss: int
    files: int
    threads: int
    children: int


@dataclass(frozen=True)
class Outcome:
    """The run as a whole."""

    samples: Sequence[Sample]
    warm_up: float
    runs: int
    changes: int
    messages: int
    left: Sequence[str]
    code: int

    def _levels(self) -> tuple[list[Sample], list[Sample]]:
        warm = [s for s in self.samples if s.at >= self.warm_up]
        fifth = max(len(warm) // 5, 1)
        return warm[:fifth], warm[-fifth:]

    @property
    def growth(self) -> float:
        """The growth of memory from the first fifth after the warm-up to the last fifth."""
        first, last = self._levels()
        before = statistics.median(s.rss for s in first)
        return float(statistics.median(s.rss for s in last) / before - 1)

    def wrong(self) -> list[str]:
        """What is not as promised."""
        first, last = self._levels()
        found = [] if self.growth <= MOST_GROWTH else [f"memory grew by {self.growth:.1%}"]
        for name in ("files", "threads", "children"):
            before = min(getattr(s, name) for s in first)
            after = min(getattr(s, name) for s in last)
            if after > before:
                found.append(f"{name}: {before} at rest after the warm-up, {after} at the end")
        if self.left:
            found.append(f"processes left: {list(self.left)}")
        return found if self.code == 0 else [*found, f"it ended with {self.code}"]

    def report(self) -> str:
        """The run as a table."""
        first, last = self._levels()
        rows = [
            ("minutes at 100 times the cadence", f"{self.samples[-1].at / 60:.0f}"),
            ("of these the warm-up", f"{self.warm_up / 60:.0f}"),
            ("runs of sources", self.runs),
            ("changes written", self.changes),
            ("messages accepted", self.messages),
            ("memory after the warm-up", _megabytes(first)),
            ("memory at the end", _megabytes(last)),
            ("growth", f"{self.growth:.1%}"),
            ("open files at rest, before and after",
             f"{min(s.files for s in first)}, {min(s.files for s in last)}"),
            ("children at rest, before and after",
             f"{min(s.children for s in first)}, {min(s.children for s in last)}"),
            ("processes left behind", len(self.left)),
        ]  # fmt: skip
        lines = ["| a daemon in haste | |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)]
        return "\n".join([*lines, *(f"- {w}" for w in self.wrong())])


def _megabytes(samples: Sequence[Sample]) -> str:
    return f"{statistics.median(s.rss for s in samples) / 1024:.1f} MB"


def sample(pid: int, started: float) -> Sample:
    """What a process holds now."""
    proc = Path(f"/proc/{pid}")
    status = dict(
        line.split(":", 1) for line in (proc / "status").read_text().splitlines() if ":" in line
    )
    children = sum(
        len((task / "children").read_text().split()) for task in (proc / "task").iterdir()
    )
    return Sample(
        at=time.monotonic() - started,
        rss=int(status["VmRSS"].split()[0]),
        files=sum(1 for _ in (proc / "fd").iterdir()),
        threads=int(status["Threads"]),
        children=children,
    )


class _Clock(threading.Thread):
    """Moves the clock's file."""

    def __init__(self, file: Path, start: dt.datetime) -> None:
        super().__init__(daemon=True)
        self._file, self._start, self._began = file, start, time.monotonic()
        self._ended = threading.Event()
        self.tick()

    def tick(self) -> None:
        passed = dt.timedelta(seconds=(time.monotonic() - self._began) * SPEED)
        fresh = self._file.with_suffix(".new")
        fresh.write_text((self._start + passed).isoformat(), encoding="ascii")
        fresh.replace(self._file)

    def run(self) -> None:
        while not self._ended.wait(0.1):
            self.tick()

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _url(number: int) -> str:
    return f"https://page{number}.example/law.html"


def _body(number: int, rng: random.Random) -> bytes:
    words = rng.choice((_BAN, _AGE, f"{_AGE} Section 2. {_BAN}"))
    filling = "".join(f"<p>Notice {rng.random()} of the board.</p>" for _ in range(40))
    return f"<html><body><h1>Rule {number}</h1><p>{words}</p>{filling}</body></html>".encode()


def _disturb(world: World, rng: random.Random) -> None:
    """One page changes, another one fails for a while."""
    number = rng.randrange(PAGES)
    world.server.change(_url(number), _body(number, rng))
    failing = rng.randrange(PAGES)
    world.server.set_mode(_url(failing), ModeKind.STATUS, status=503, times=2)


def run(world: World, minutes: float, seed: int = 1) -> Outcome:
    """Let it work for so long; a fifth of it is the warm-up."""
    rng, home = random.Random(seed), world.folder / "haste" / "home"
    world.prepare(home, frozen=False)
    sources = world.folder / "haste" / "pages.toml"
    sources.write_text(
        "".join(
            _SOURCE.format(number=n, url=_url(n), state=_STATES[n % len(_STATES)])
            for n in range(PAGES)
        ),
        encoding="utf-8",
    )
    for number in range(PAGES):
        world.server.change(_url(number), _body(number, rng))
    file = world.folder / "haste" / "clock"
    clock = _Clock(file, dt.datetime.now(dt.UTC))
    clock.start()
    environment = world.environment(home, None) | {
        "REGTRACK_NOW": f"@{file}",
        "REGTRACK_LEASE_SECONDS": "3600",
        "REGTRACK_HEALTH_PORT": "0",
    }
    daemon = DaemonProcess(environment, home.parent / "log.txt", "--sources", str(sources))
    started, samples, marks = time.monotonic(), [], world.marks()
    try:
        while time.monotonic() < started + 60 * minutes:
            time.sleep(2.0)
            _disturb(world, rng)
            samples.append(sample(daemon.pid, started))
        world.server.clear()
        until(lambda: idle(home), 30)
        code, _ = daemon.stop()
    finally:
        clock.stop()
        if daemon.ended() is None:
            daemon.kill()
    time.sleep(1.0)
    facts = world.facts(home, marks)
    log = daemon.log.read_text(errors="replace")
    return Outcome(
        samples=samples,
        warm_up=60 * minutes / 5,
        runs=log.count("regtrack.daemon run source="),
        changes=sum(facts.changes.values()),
        messages=sum(n - marks[name] for name, n in world.marks().items()),
        left=left_over(home.parent),
        code=code,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="regtrack-haste-"))
    with World(folder, dt.datetime.now(dt.UTC)) as world:
        outcome = run(world, given.minutes)
    sys.stdout.write(outcome.report() + "\n")
    return 1 if outcome.wrong() else 0


if __name__ == "__main__":
    sys.exit(main())
