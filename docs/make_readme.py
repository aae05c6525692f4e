"""Make the recordings in README.md anew: `python docs/make_readme.py`; with `--check` only tell
whether all are there.

They are what the program really printed: the demonstration is played in a home of its own, and
each block of README.md between `<!-- recorded: COMMAND -->` and `<!-- end -->` becomes the output
of that command there.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from regtrack.demo.stage import AGAIN

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
RECORDED = re.compile(r"(<!-- recorded: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
DEMO = ("regtrack", "demo")


def recorded(text: str) -> str:
    """README.md with its recordings played anew."""
    with tempfile.TemporaryDirectory() as folder:
        # The home is named as a reader of README.md has it.
        home = Path(folder) / ".run"
        demo = _run([*DEMO, "--home", ".run"], home)

        def replaced(match: re.Match[str]) -> str:
            words = match[2].split()
            output = demo if tuple(words[:2]) == DEMO else _run(words, home)
            shown = _part(output) if tuple(words[:2]) == DEMO else output
            return f"{match[1]}```console\n$ {match[2]}\n{shown.rstrip()}\n```\n{match[3]}"

        return RECORDED.sub(replaced, text)


def _part(output: str) -> str:
    """The demonstration without the answers and advice that the page gives elsewhere."""
    return output.split("\nA webhook call as it was received")[0]


def _run(words: list[str], home: Path) -> str:
    program = str(Path(sys.executable).with_name(words[0]))
    settings = {"REGTRACK_HOME": str(home), "REGTRACK_NOW": AGAIN.isoformat()}
    if tuple(words[:2]) == DEMO:
        settings = {}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("REGTRACK_")}
    done = subprocess.run(
        [program, *words[1:]],
        cwd=home.parent,
        env=kept | settings,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.stdout


def missing(text: str) -> list[str]:
    """The commands of which nothing is recorded."""
    return [block[2] for block in RECORDED.finditer(text) if "```console" not in block[0]]


def main() -> int:
    """Write, or check: 1 when a recording is missing."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--check", action="store_true", help="write nothing")
    text = README.read_text(encoding="utf-8")
    if not given.parse_args().check:
        README.write_text(recorded(text), encoding="utf-8")
        return 0
    for command in missing(text):
        sys.stderr.write(f"README.md: nothing is recorded for `{command}`; run `make docs`\n")
    return 1 if missing(text) else 0


if __name__ == "__main__":
    sys.exit(main())
