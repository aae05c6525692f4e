"""`regtrack status` from a cold process beside a bare Python that opens SQLite and prints one row.

Run: python bench/cold_start.py [rounds]. The two take turns in one run. What means anything
elsewhere are the ratios, that of the processor's time above all (the least of all rounds): a busy
machine stretches the clock's.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Runs:
    """What the runs of one command took: milliseconds, and the peak of memory in MB."""

    argv: list[str]
    wall: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    peak: float = 0

    def run(self, env: dict[str, str]) -> None:
        silent = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
        started = time.perf_counter()
        child = os.posix_spawn(self.argv[0], self.argv, env, file_actions=[silent])
        _, status, used = os.wait4(child, 0)
        self.wall.append((time.perf_counter() - started) * 1000)
        if status:
            sys.exit(f"{self.argv} ended with {status}")
        self.used.append((used.ru_utime + used.ru_stime) * 1000)
        self.peak = max(self.peak, used.ru_maxrss / 1024)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "REGTRACK_HOME": home}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # the first run leaves the modules compiled
        script = Path(sys.executable).with_name("regtrack")
        start = [str(script)] if script.is_file() else [sys.executable, "-m", "regtrack"]
        status = Runs([*start, "status", "Sarasota County, FL"])
        bare = Runs([sys.executable, "-c",
                     f"import sqlite3; print(sqlite3.connect({home + '/regtrack.db'!r})"
                     ".execute('SELECT id FROM division').fetchone())"])  # fmt: skip
        for _ in range(2):
            Runs(status.argv).run(env)
        for _ in range(rounds):
            status.run(env)
            bare.run(env)
    for name, of in (("processor, least", min), ("clock, median", statistics.median)):
        ours, plain = (of(r.used if "proc" in name else r.wall) for r in (status, bare))
        print(f"{name}: status {ours:.1f} ms, bare {plain:.1f} ms, ratio {ours / plain:.2f}")
    print(f"peak memory: status {status.peak:.0f} MB, bare {bare.peak:.0f} MB")


if __name__ == "__main__":
    main()
