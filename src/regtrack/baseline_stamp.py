"""Which baseline this is, told without reading it: standard library only, on the fast path."""

from __future__ import annotations

import os
import zlib

import regtrack

TYPE_CHECKING = False  # `pathlib` is not on the path of an answer
if TYPE_CHECKING:
    from pathlib import Path

_OWN = "folder "


def stamp(folder: str | Path) -> str:
    """Our version and a checksum of the names, sizes and times of the files below a folder: it
    tells two baselines apart and guards against nobody."""
    told = "\n".join(sorted(_lines(os.fspath(folder)))).encode()
    return f"{regtrack.__version__} {zlib.crc32(told):08x} {len(told)}"


def own_stamp(folder: Path) -> str:
    """The stamp of an operator's own facts: they stay until others are imported."""
    return f"{_OWN}{folder.absolute()}"


def is_current(loaded: str | None, folder: str | Path) -> bool:
    """Whether the facts in a database are the operator's own or those of this folder."""
    if loaded is None:
        return False
    return loaded.startswith(_OWN) or loaded == stamp(folder)


def _lines(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _lines(entry.path)
            else:
                facts = entry.stat()
                found.append(f"{entry.name} {facts.st_size} {facts.st_mtime_ns}")
    return found
