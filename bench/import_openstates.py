"""Bulk import of a folder of Open States records: time, memory, the second run beside the first.

Run: python bench/import_openstates.py FOLDER [rounds]. Times are of whole processes on this
machine; only the ratio of the two runs means anything elsewhere.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def one_run(folder: str, home: str) -> tuple[float, dict[str, object]]:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "regtrack", "import", "openstates", folder, "--json"],
        env={**os.environ, "REGTRACK_HOME": home},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started, json.loads(done.stdout)


def main() -> None:
    beside = Path(__file__).resolve().parents[2] / "shared" / "captures" / "openstates-govbot"
    folder = sys.argv[1] if len(sys.argv) > 1 else str(beside)
    if not Path(folder).is_dir():
        print(f"nothing to measure: {folder} is not a folder; give one with bill records")
        return
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    firsts, seconds = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as home:
            first, report = one_run(folder, home)
            second, again = one_run(folder, home)
        firsts.append(first)
        seconds.append(second)
        faults = report.pop("faults")
        again.pop("faults")
        print(f"first  {first:6.1f} s  {report}  faults {len(faults)}")  # type: ignore[arg-type]
        print(f"second {second:6.1f} s  {again}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ratio = statistics.median(seconds) / statistics.median(firsts)
    print(f"second / first = {ratio:.2f}; peak memory of a process {peak:.0f} MB")


if __name__ == "__main__":
    main()
