"""Make docs/cli.md anew: `python docs/make_cli.py`; with `--check` only tell whether it is true."""

from __future__ import annotations

import argparse
import ast
import sys
from pathlib import Path

import regtrack
from regtrack.cli.arguments import parser
from regtrack.cli.reference import leaves, markdown

PAGE = Path(__file__).resolve().parent / "cli.md"


def page() -> str:
    """What docs/cli.md must hold."""
    handlers = {leaf.handler for leaf in leaves(parser())}
    return markdown(parser(), {h: note for h in handlers if (note := _docstring(h))})


def _docstring(handler: str) -> str:
    """A handler's docstring, read without importing it: some import the whole crawl."""
    module, _, function = handler.partition(":")
    file = Path(regtrack.__file__).parent / "cli" / f"{module}.py"
    if not file.is_file():
        return ""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return " ".join((ast.get_docstring(node) or "").split())
    return ""


def main() -> int:
    """Write the page, or compare it: 1 when it is not what it should be."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--check", action="store_true", help="write nothing")
    if not given.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write("docs/cli.md is not up to date: run `python docs/make_cli.py`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
