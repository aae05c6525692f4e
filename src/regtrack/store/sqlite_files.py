"""SQLite files opened to be read only: the standard library's few modules that a lookup needs."""

from __future__ import annotations

import os
import sqlite3


def opened(path: str | os.PathLike[str], *, immutable: bool = False) -> sqlite3.Connection:
    """A connection that cannot write; `immutable` where nobody else does, so that nothing is
    locked. Raises sqlite3.OperationalError where there is no such file."""
    name = os.fspath(path)
    for sign in "%?#":
        name = name.replace(sign, f"%{ord(sign):02x}")
    ending = "&immutable=1" if immutable else ""
    return sqlite3.connect(f"file:{name}?mode=ro{ending}", uri=True)
