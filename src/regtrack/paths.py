"""Where the program's own data lies: migrations, baseline, gazetteer, recordings."""

from __future__ import annotations

from pathlib import Path


def data_folder() -> Path:
    """`_db` inside the installed package, or `db` at the root of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_db"
    return installed if installed.is_dir() else package.parents[1] / "db"
