"""Fuzzing for as long as it is told: `python -m fuzz.soak [--minutes N]`.

Half of the time goes to the properties on ever new examples, half to inputs led by coverage
(atheris; without it all of the time goes to the properties, and the report says so). Exit 1 when
anything broke; what broke is printed, and inputs are kept in the folder that is named."""

from __future__ import annotations

import argparse
import importlib.util
import re
import secrets
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from fuzz.properties import PROPERTIES

_ROUND = 5  # seconds of one property before the next has its turn
_HANG = 60  # seconds after which one input counts as a hang
_MEMORY = 2048  # MiB of the guided run, with all that it learnt


def properties(seconds: float) -> tuple[Counter[str], list[str]]:
    """Try all properties in turns; examples by property, and what broke."""
    end = time.monotonic() + seconds
    tried: Counter[str] = Counter()
    broken: list[str] = []
    while time.monotonic() < end and not broken:
        for each in PROPERTIES:
            number = secrets.randbelow(2**32)
            examples = max(1, _ROUND * each.a_second)
            try:
                each.run(examples, number)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                story = "".join(traceback.format_exception(error))[-4000:]
                broken.append(f"{each.name}, seed {number}:\n{story}")
            tried[each.name] += examples
    return tried, broken


def guided(seconds: float, folder: Path) -> tuple[str, list[str]]:
    """Inputs led by coverage: the last line that tells how far it came, and what broke."""
    corpus = folder / "corpus"
    corpus.mkdir()
    run = subprocess.run(
        [
            sys.executable, "-m", "fuzz.guided", str(corpus), f"-max_total_time={int(seconds)}",
            f"-timeout={_HANG}", f"-rss_limit_mb={_MEMORY}", "-max_len=6000",
            "-print_final_stats=1", f"-artifact_prefix={folder}/",
        ],
        capture_output=True, text=True, errors="replace", timeout=seconds + 300, check=False,
    )  # fmt: skip
    lines = run.stderr.splitlines()
    executed = re.search(r"number_of_executed_units: (\d+)", run.stderr)
    covered = [line for line in lines if " cov: " in line]
    told = f"{executed[1] if executed else '?'} inputs; {covered[-1].strip() if covered else ''}"
    if run.returncode == 0:
        return told, []
    return told, [
        f"guided run, exit {run.returncode}:\n" + "\n".join([run.stdout[-3000:], *lines[-60:]])
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    minutes = parser.parse_args().minutes
    folder = Path(tempfile.mkdtemp(prefix="regtrack-fuzz-"))
    with_atheris = importlib.util.find_spec("atheris") is not None
    tried, broken = properties(minutes * 60 / (2 if with_atheris else 1))
    lines = [f"{count:>9} examples: {name}" for name, count in tried.items()]
    if with_atheris:
        told, more = guided(minutes * 30, folder)
        lines.append(f"led by coverage: {told}")
        broken += more
    else:
        lines.append("led by coverage: not tried, atheris is not installed")
    lines += [f"\nBROKEN: {story}" for story in broken]
    lines.append(f"{len(broken)} broken" + (f"; inputs are kept in {folder}" if broken else ""))
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
