"""`regtrack status` from a cold process beside a bare Python that opens SQLite and prints one row.

Run: python bench/cold_start.py [rounds]. The two take turns in one run; the ratio of their medians
and the peak memory are what means anything elsewhere.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PEAK = (
    "import resource, runpy, sys; sys.argv = ['regtrack', 'status', 'Sarasota County, FL'];\n"
    "try:\n    runpy.run_module('regtrack', run_name='__main__')\n"
    "except SystemExit:\n    pass\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
)


def seconds(argv: list[str], home: str) -> float:
    started = time.perf_counter()
    subprocess.run(argv, env={**os.environ, "REGTRACK_HOME": home}, check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as home:
        asked = [sys.executable, "-m", "regtrack", "status", "Sarasota County, FL"]
        seconds(asked, home)  # makes the home
        file = Path(home) / "regtrack.db"
        bare = [sys.executable, "-c",
                "import sqlite3; print(sqlite3.connect('" + str(file) + "')"
                ".execute('SELECT id FROM division').fetchone())"]  # fmt: skip
        pairs = [(seconds(asked, home), seconds(bare, home)) for _ in range(rounds)]
        told = subprocess.run(
            [sys.executable, "-c", _PEAK],
            env={**os.environ, "REGTRACK_HOME": home},
            check=True,
            capture_output=True,
            text=True,
        )
    status, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"regtrack status {status * 1000:.0f} ms, bare Python {plain * 1000:.0f} ms")
    print(f"ratio {status / plain:.2f}; peak memory {told.stderr.split()[-1]} MB")


if __name__ == "__main__":
    main()
