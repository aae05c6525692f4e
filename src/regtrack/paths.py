"""Where the program's own data lies: migrations, baseline, gazetteer, recordings."""

from __future__ import annotations

import os.path

TYPE_CHECKING = False  # `pathlib` is not on the path of an answer
if TYPE_CHECKING:
    from pathlib import Path


def data_path(*inside: str) -> str:
    """A file or folder of the data: in `_db` inside the installed package, or in `db` at the root
    of a checkout."""
    package = os.path.dirname(os.path.realpath(__file__))
    installed = os.path.join(package, "_db")
    if not os.path.isdir(installed):
        installed = os.path.join(os.path.dirname(os.path.dirname(package)), "db")
    return os.path.join(installed, *inside)


def data_folder() -> Path:
    """The folder of the data."""
    from pathlib import Path

    return Path(data_path())
