"""The check cycle beside urlwatch and changedetection.io, and a plain Scrapy spider, in one run.

Run: python bench/check_cycle.py [--pages 1000] [--rounds 3] [--urlwatch PROGRAM]
[--changedetection PROGRAM]. The two are looked for on PATH (they want environments of their own);
without them only regtrack and Scrapy take turns. What means anything elsewhere are the ratios.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cycle.at_work import RegtrackDaemon
from cycle.measured import Server, Took
from cycle.programs import ChangeDetection, Regtrack, RegtrackFetch, Scrapy, Urlwatch

Program = Regtrack | Scrapy | Urlwatch | ChangeDetection

CHANGED = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--urlwatch", default=shutil.which("urlwatch"))
    parser.add_argument("--changedetection", default=shutil.which("changedetection.io"))
    given = parser.parse_args()
    peers = {"urlwatch": given.urlwatch, "changedetection": given.changedetection}
    for kind in ("page", "vol"):
        with tempfile.TemporaryDirectory() as name, Server() as server:
            taking = _programs(Path(name), server, given.pages, kind, peers)
            try:
                found = _measure(taking, server, given.pages, given.rounds)
            finally:
                for program in taking:
                    program.close()
        print(f"\n{given.pages} {'pages' if kind == 'page' else 'noisy pages, no validators'}")
        _print(found, given.pages)


def _programs(
    folder: Path, server: Server, pages: int, kind: str, peers: dict[str, str | None]
) -> list[Program]:
    """Those that are at hand, each in a folder of its own."""

    def own(name: str) -> Path:
        made = folder / name
        made.mkdir(parents=True)
        return made

    ours = {"fetch": RegtrackFetch, "command": Regtrack, "daemon": RegtrackDaemon}
    found: list[Program] = [made(own(name), server, pages, kind) for name, made in ours.items()]
    found.append(Scrapy(own("scrapy"), server, pages, kind))
    if urlwatch := peers["urlwatch"]:
        found.append(Urlwatch(own("urlwatch"), server, pages, kind, urlwatch))
    if other := peers["changedetection"]:
        found.append(ChangeDetection(own("changedetection"), server, pages, kind, other))
    return found


def _measure(
    taking: list[Program], server: Server, pages: int, rounds: int
) -> dict[str, dict[str, list[Took]]]:
    found: dict[str, dict[str, list[Took]]] = defaultdict(lambda: defaultdict(list))
    for program in taking:
        found["first fetch"][program.name].append(program.cycle())
    lasting = [program for program in taking if not isinstance(program, Scrapy | RegtrackFetch)]
    for turn in range(rounds):
        for program in lasting:
            found["unchanged"][program.name].append(program.cycle())
        server.change(turn * CHANGED * 7 % max(pages - CHANGED, 1), CHANGED)
        for program in lasting:
            found["10 changed"][program.name].append(program.cycle())
    return found


def _print(found: dict[str, dict[str, list[Took]]], pages: int) -> None:
    row = "{:12} {:16} {:>7} {:>7} {:>8} {:>6} {:>8} {:>6} {:>6} {:>7}"
    print(row.format("cycle", "program", "wall s", "CPU s", "peak MB", "asked", "304s", "MB",
                     "hooks", "1st s"))  # fmt: skip
    for cycle, by_program in found.items():
        for name, took in by_program.items():
            first = [t.first_hook for t in took if t.first_hook is not None]
            counts = took[-1].counts
            print(row.format(
                cycle, name, f"{_middle([t.wall for t in took]):.2f}",
                f"{_middle([t.cpu for t in took]):.2f}", f"{max(t.peak for t in took):.0f}",
                counts["requests"], counts["not_modified"], f"{counts['bytes'] / 1e6:.2f}",
                counts.get("hooks", 0), f"{_middle(first):.2f}" if first else "",
            ))  # fmt: skip
    for cycle, by_program in found.items():
        for ours in (name for name in by_program if name.startswith("regtrack")):
            for peer in (name for name in by_program if not name.startswith("regtrack")):
                _compare(cycle, ours, by_program[ours], peer, by_program[peer])


def _compare(cycle: str, ours: str, took: list[Took], peer: str, theirs: list[Took]) -> None:
    parts = {"wall": [t.wall for t in took], "CPU": [t.cpu for t in took]}
    others = {"wall": [t.wall for t in theirs], "CPU": [t.cpu for t in theirs]}
    first, their_first = ([t.first_hook for t in of if t.first_hook] for of in (took, theirs))
    if first and their_first:
        parts["first webhook"], others["first webhook"] = first, their_first
    ratios = (f"{what} {_middle(parts[what]) / _middle(others[what]):.2f}" for what in parts)
    print(f"{cycle}: {ours} / {peer}: {', '.join(ratios)}")


def _middle(numbers: list[float]) -> float:
    return statistics.median(numbers)


if __name__ == "__main__":
    main()
