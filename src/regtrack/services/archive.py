"""What a backup holds, and the checks by which one is believed.

A backup is one gzipped tar: `manifest.json`, every table as JSON lines, the received bytes under
their SHA-256, `end.json`. It is the same from either engine and goes into either. The manifest
names each table's rows and digest, the end counts the bytes, so that a backup that was cut short or
altered is told before anything is written. It carries no signature: keep the digest that `db
backup` prints where the backup is not.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol, Self

from regtrack.domain.errors import RegtrackError

FORMAT, VERSION = "regtrack-backup", 1
MANIFEST, END = "manifest.json", "end.json"
_TABLE = re.compile(r"^tables/([a-z_]{1,63})\.jsonl$")
_BODY = re.compile(r"^snapshots/([0-9a-f]{64})$")
_DIGEST = re.compile(r"^[0-9a-f]{64}$")
_REVISION = re.compile(r"^[0-9A-Za-z_]{1,64}$")


class BadBackupError(RegtrackError):
    """A backup that cannot be restored; the message says why. Nothing was changed."""


class Bodies(Protocol):
    """The store of received bytes."""

    def names(self) -> Iterator[str]:
        """The SHA-256 of every body, in order."""
        ...

    def sound(self, sha256: str) -> bytes | None:
        """The bytes; None where they are no longer those of their name."""
        ...

    def put(self, body: bytes) -> str:
        """Keep these bytes."""
        ...


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table: its columns with their kinds, how many rows, and the SHA-256 of its lines."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `with_bodies` is false where it was made without received
    bytes."""

    schema: str
    program: str
    made_at: dt.datetime
    tables: tuple[TableEntry, ...]
    with_bodies: bool

    def to_json(self) -> bytes:
        """The file in the archive."""
        body = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return json.dumps({**body, "made_at": self.made_at.isoformat()}, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Raises BadBackupError for anything else than a manifest of this format."""
        try:
            body = json.loads(data)
            if body["format"] != FORMAT:
                raise ValueError("another format")
            if body["version"] != VERSION:
                raise BadBackupError(
                    f"the backup is of format {body['version']} and this program reads {VERSION}; "
                    "restore it with the regtrack that made it or a newer one"
                )
            return cls(
                schema=_text(body["schema"], _REVISION),
                program=str(body["program"]),
                made_at=dt.datetime.fromisoformat(body["made_at"]),
                tables=tuple(_table(entry) for entry in body["tables"]),
                with_bodies=bool(body["with_bodies"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadBackupError(f"no manifest of a regtrack backup: {error}") from error


@dataclass(frozen=True, slots=True)
class End:
    """The last file: how many bodies came before it; those that the database knows and the store
    did not hold; those whose bytes were no longer the ones of their name."""

    bodies: int
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """The file in the archive."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Raises BadBackupError."""
        try:
            body = json.loads(data)
            missing, damaged = body["missing"], body["damaged"]
            return cls(
                int(body["bodies"]),
                tuple(_text(name, _DIGEST) for name in missing),
                tuple(_text(name, _DIGEST) for name in damaged),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadBackupError(f"the end of the backup cannot be read: {error}") from error


def _table(entry: Mapping[str, Any]) -> TableEntry:
    columns = tuple((str(name), str(kind)) for name, kind in entry["columns"])
    _text(f"tables/{entry['name']}.jsonl", _TABLE)
    return TableEntry(
        str(entry["name"]), columns, int(entry["rows"]), _text(entry["sha256"], _DIGEST)
    )


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or form.match(value) is None:
        raise ValueError(f"{value!r} is not what it should be")
    return value


def table_path(name: str) -> str:
    """Where a table lies in the archive."""
    return f"tables/{name}.jsonl"


def body_path(sha256: str) -> str:
    """Where received bytes lie in the archive."""
    return f"snapshots/{sha256}"


def body_of(path: str) -> str | None:
    """The SHA-256 of the bytes that lie at a path; None for another path. Nothing is ever written
    to a path that an archive names: that is why none leads out of the home."""
    found = _BODY.match(path)
    return found.group(1) if found else None
