"""The catalogue: the official sources that ship (db/sources), watched or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from regtrack.contract import SourceSpec
from regtrack.paths import data_folder
from regtrack.runner.sources_file import load_rows
from regtrack_scrapers.platforms.registry import PLATFORMS, key_of

_NO_SOURCES = "calendars.toml"


class Sureness(StrEnum):
    """How sure the address of a source is: a recorded answer of it was seen; documents of the
    publisher or of a client name it; nobody has tried it yet."""

    RECORDED = "recorded"
    DOCUMENTED = "documented"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the catalogue: what is watched, and what people should know of it."""

    spec: SourceSpec
    about: Mapping[str, str]

    @property
    def sureness(self) -> Sureness:
        """How sure its address is; unverified where the row does not say."""
        return Sureness(self.about.get("address", Sureness.UNVERIFIED))

    def needed_key(self) -> str | None:
        """The environment variable of the key without which it cannot be asked; None for none."""
        key = key_of(self.spec)
        if key is None or key.optional:
            return None
        follows = PLATFORMS[self.spec.platform].start(self.spec)
        return key.variable if any(f.keyed for f in follows) else None


def files(folder: Path) -> Iterator[Path]:
    """The files of a catalogue: every TOML file in it but the calendars, by path."""
    return (f for f in sorted(folder.rglob("*.toml")) if f.name != _NO_SOURCES)


@cache
def catalogue(folder: Path | None = None) -> tuple[Entry, ...]:
    """Every source of the catalogue that ships (or of another folder), in the order of its files.
    Raises ConfigError that names every wrong row."""
    folder = data_folder() / "sources" if folder is None else folder
    return tuple(Entry(spec, about) for file in files(folder) for spec, about in load_rows(file))


def below(entries: Iterable[Entry], division: str) -> list[Entry]:
    """Those of a division and of all divisions in it."""
    return [e for e in entries if f"{e.spec.division}/".startswith(f"{division}/")]
