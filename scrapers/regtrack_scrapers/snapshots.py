"""The store of received bytes: immutable files named by their SHA-256."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile(r"^[0-9a-f]{64}$")


class DamagedSnapshotError(Exception):
    """The stored bytes are no longer those that were named."""


class SnapshotStore:
    """Bytes under `root/ab/abcdef...`. Writing is atomic and durable; reading checks the hash.

    With `compress` new bodies are written as gzip where that is smaller; reading knows both."""

    def __init__(self, root: Path | str, *, compress: bool = False) -> None:
        self.root = Path(root)
        self.compress = compress

    def put(self, body: bytes) -> str:
        """Keep these bytes and give their SHA-256; keeping them again writes nothing."""
        name = hashlib.sha256(body).hexdigest()
        if not self.has(name):
            packed = gzip.compress(body, mtime=0) if self.compress else body
            small = len(packed) < len(body)
            path = self._path(name)
            _write_durably(path.with_suffix(".gz") if small else path, packed if small else body)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of this name. Raises KeyError, or DamagedSnapshotError for other bytes."""
        body = self._read(sha256)
        if hashlib.sha256(body).hexdigest() != sha256:
            raise DamagedSnapshotError(f"snapshot {sha256} no longer has the bytes of its name")
        return body

    def has(self, sha256: str) -> bool:
        """Whether bytes of this name are kept."""
        path = self._path(sha256)
        return path.exists() or path.with_suffix(".gz").exists()

    def sound(self, sha256: str) -> bytes | None:
        """The bytes of this name; None where there are none, or others."""
        try:
            return self.get(sha256)
        except (KeyError, DamagedSnapshotError):
            return None

    def names(self) -> Iterator[str]:
        """Every name that is kept, in order."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            found = {path.name.removesuffix(".gz") for path in folder.iterdir()}
            yield from sorted(name for name in found if _NAME.match(name))

    def _read(self, sha256: str) -> bytes:
        path = self._path(sha256)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            pass
        try:
            return gzip.decompress(path.with_suffix(".gz").read_bytes())
        except FileNotFoundError:
            raise KeyError(sha256) from None
        except (OSError, EOFError) as error:
            raise DamagedSnapshotError(f"snapshot {sha256}: {error}") from error

    def _path(self, sha256: str) -> Path:
        if _NAME.match(sha256) is None:
            raise KeyError(sha256)
        return self.root / sha256[:2] / sha256


def _write_durably(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
