"""Fifty hosts, a second between two requests to one of them: how near to the slowest host's ideal.

Run: python bench/polite_hosts.py [--most 20]. Hosts have from a quarter of `--most` to `--most`
pages. The ideal is the pauses of the largest host and nothing else: its pages and its robots.txt, a
second apart. The first cycle crawls, the second probes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cycle.measured import Server, run

HOSTS = 50


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=20)
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as name, Server() as server:
        folder = Path(name)
        rows = [
            f'[[source]]\nkey = "h{host}-{n}"\nplatform = "page"\npublisher = "Bench"\n'
            f'url = "http://h{host}.example.org/page/{host * 100 + n}"\ncadence = "1m"\n'
            f'division = "ocd-division/country:us/state:oh/place:bench_{host}_{n}"\n'
            for host in range(HOSTS)
            for n in range(most if host == 0 else most // 4 + host * most * 3 // 4 // HOSTS)
        ]
        file = folder / "sources.toml"
        file.write_text("\n".join(rows), encoding="utf-8")
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env |= {"REGTRACK_HOME": str(folder / "home"), "REGTRACK_REPLAY": server.base,
                "REGTRACK_DELAY": "1", "REGTRACK_CRAWL_WALL": "3600"}  # fmt: skip
        program = [sys.executable, "-m", "regtrack"]
        subprocess.run([*program, "status", "Ohio"], env=env, check=True, stdout=subprocess.DEVNULL)
        watch = [*program, "watch", "--once", "--no-deliver", "--sources", str(file)]
        for cycle in ("first fetch", "unchanged"):
            took = run(watch, server, env, folder, folder / "log.txt")
            print(
                f"{cycle}: {len(rows)} pages on {HOSTS} hosts in {took.wall:.1f} s; the ideal of "
                f"the largest host is {most} s, ratio {took.wall / most:.2f}"
            )


if __name__ == "__main__":
    main()
