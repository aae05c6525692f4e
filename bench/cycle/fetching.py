"""Fetches the sources of a file as a cycle does and keeps what came; nothing is imported."""

from __future__ import annotations

import sys

from regtrack.bootstrap import App
from regtrack.contract import FinishRecord
from regtrack.runner.sources_file import load


def main() -> None:
    """`python fetching.py SOURCES`; says how many sources came to their end."""
    with App() as app:
        records = app.watcher.fetcher.fetch(load(sys.argv[1]))
        print(sum(isinstance(r, FinishRecord) for r in records))


if __name__ == "__main__":
    main()
