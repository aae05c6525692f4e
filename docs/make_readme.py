"""Make the recordings in README.md anew and check the links of all pages.

    python docs/make_readme.py           write them
    python docs/make_readme.py --check   only say what is missing or broken; exit 1 if anything is

The recordings are what the program really printed: the demonstration is played in a home of its
own, and each block of README.md between `<!-- recorded: COMMAND -->` and `<!-- end -->` becomes
the output of that command there.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from regtrack.demo.stage import AGAIN

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
RECORDED = re.compile(r"(<!-- recorded: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
SKIPPED = {".venv", ".git", ".run", "build", "dist", "node_modules"}
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


def pages() -> list[Path]:
    """Every page of the checkout."""
    found = (p for p in ROOT.rglob("*.md") if not SKIPPED & set(p.relative_to(ROOT).parts))
    return sorted(found)


def broken_links() -> Iterator[str]:
    """Links to files and headings that are not there. Addresses in the web are not asked."""
    for page in pages():
        prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in LINK.findall(prose):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, heading = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            if not file.exists():
                yield f"{page.relative_to(ROOT)}: {target} is not there"
            elif heading and file.suffix == ".md" and heading not in _headings(file):
                yield f"{page.relative_to(ROOT)}: {target} has no such heading"


def _headings(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}


def problems() -> list[str]:
    """What is missing or broken."""
    blocks = RECORDED.finditer(README.read_text(encoding="utf-8"))
    missing = [
        f"README.md: nothing is recorded for `{block[2]}`; run `make docs`"
        for block in blocks
        if "```" not in block[0]
    ]
    return [*broken_links(), *missing]


def main() -> int:
    """Write or check; 1 when something is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    if not arguments.parse_args().check:
        README.write_text(recorded(README.read_text(encoding="utf-8")), encoding="utf-8")
    wrong = problems()
    for line in wrong:
        sys.stderr.write(line + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
