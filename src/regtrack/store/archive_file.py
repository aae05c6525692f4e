"""Writing and reading the file of a backup (see `regtrack.services.archive`)."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from regtrack.domain.errors import ConfigError, RegtrackError
from regtrack.services.archive import (
    END,
    MANIFEST,
    BadBackupError,
    End,
    Manifest,
    TableEntry,
    body_of,
    table_path,
)

_LEVEL = 5
_LONGEST_MANIFEST, _LONGEST_LINE, _LARGEST_BODY = 16 << 20, 64 << 20, 512 << 20
Row = list[Any]


@contextmanager
def written(path: Path) -> Iterator[tarfile.TarFile]:
    """A new archive that appears under its name when it is whole and on the disk. Readable by its
    owner alone: it holds addresses and secrets. Raises ConfigError where the file is there."""
    if path.exists():
        raise ConfigError(f"{path} is there already; name another file")
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_LEVEL) as tar:
                yield tar
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise RegtrackError(
            f"{path} was not made: {error.strerror}; nothing is left of it"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write_lines(rows: Iterable[Sequence[Any]], file: IO[bytes]) -> tuple[int, str]:
    """Write rows as JSON lines; how many, and the SHA-256 of all."""
    digest, count = hashlib.sha256(), 0
    for row in rows:
        line = (
            json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
            + b"\n"
        )
        digest.update(line)
        file.write(line)
        count += 1
    return count, digest.hexdigest()


def add(tar: tarfile.TarFile, name: str, size: int, file: IO[bytes]) -> None:
    """Add a member. Its time and owner are nobody's, so that the same content is the same file."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, file)
    _forget(tar)


def _forget(tar: tarfile.TarFile) -> None:
    """Let go of the members that went by: there may be a hundred thousand."""
    tar.members.clear()  # type: ignore[attr-defined] # missing in the types of the library


def add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    """Add a member that is in memory."""
    add(tar, name, len(data), io.BytesIO(data))


class Archive:
    """A backup read from its beginning to its end, once: the manifest, the rows of each table in
    the order of the manifest, then the bodies. Whatever is not as the manifest says raises
    BadBackupError where it is met, a table's digest after its last row."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.manifest = Manifest.from_json(self._whole(self._next(MANIFEST), _LONGEST_MANIFEST))

    def tables(self) -> Iterator[tuple[TableEntry, Iterator[Row]]]:
        """Each table with its rows, which must be read before the next one."""
        for entry in self.manifest.tables:
            yield entry, self._rows(entry)

    def _rows(self, entry: TableEntry) -> Iterator[Row]:
        digest, count = hashlib.sha256(), 0
        file = self._open(self._next(table_path(entry.name)))
        while line := file.readline(_LONGEST_LINE):
            digest.update(line)
            count += 1
            yield _row(entry, line)
        if count != entry.rows or digest.hexdigest() != entry.sha256:
            raise BadBackupError(f"the table {entry.name} is not the one that was backed up")

    def bodies(self) -> Iterator[bytes]:
        """The received bytes, each with the digest of its name, up to the end of the backup."""
        count = 0
        while (member := self._any(END)).name != END:
            name = body_of(member.name) if self.manifest.with_bodies else None
            if name is None:
                raise BadBackupError(f"{member.name!r} has no place in the backup")
            body = self._whole(member, _LARGEST_BODY)
            if hashlib.sha256(body).hexdigest() != name:
                raise BadBackupError(f"the received bytes {name} are damaged")
            count += 1
            yield body
        end = End.from_json(self._whole(member, _LONGEST_MANIFEST))
        if count != end.bodies:
            raise BadBackupError(f"the backup holds {count} received bodies of {end.bodies}")

    def _next(self, name: str) -> tarfile.TarInfo:
        member = self._any(name)
        if member.name != name:
            raise BadBackupError(f"the backup has {member.name!r} where {name} belongs")
        return member

    def _any(self, wanted: str) -> tarfile.TarInfo:
        member = self._tar.next()
        _forget(self._tar)
        if member is None:
            raise BadBackupError(f"the backup ends before {wanted}")
        if not member.isreg():
            raise BadBackupError(f"{member.name!r} in the backup is no file")
        return member

    def _open(self, member: tarfile.TarInfo) -> IO[bytes]:
        file = self._tar.extractfile(member)
        if file is None:
            raise BadBackupError(f"{member.name!r} is no file")
        return file

    def _whole(self, member: tarfile.TarInfo, most: int) -> bytes:
        if member.size > most:
            raise BadBackupError(f"{member.name!r} is larger than any that a backup holds")
        data = self._open(member).read()
        if len(data) != member.size:
            raise BadBackupError(f"the backup ends inside {member.name}")
        return data


def _row(entry: TableEntry, line: bytes) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadBackupError(f"a row of {entry.name} cannot be read: {error}") from error
    if not isinstance(row, list) or len(row) != len(entry.columns):
        raise BadBackupError(f"a row of {entry.name} has not its {len(entry.columns)} columns")
    return row


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A backup to be read, as a stream: nothing is looked up by name, nothing is unpacked to the
    disk. Raises BadBackupError for a file that is none or is cut short."""
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|gz") as tar:
            yield Archive(tar)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BadBackupError(f"{path} is no whole backup: {error}") from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error


def sha256_of(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
