"""The store of bytes: named by hash, atomic, checked when read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from regtrack.runner.snapshots import DamagedSnapshotError, SnapshotStore
from regtrack_scrapers import snapshots as theirs


@pytest.mark.parametrize("compress", [False, True])
def test_what_is_put_is_got_under_its_hash(tmp_path: Path, compress: bool) -> None:
    store = SnapshotStore(tmp_path, compress=compress)
    body = b"kratom " * 400
    name = store.put(body)
    assert name == hashlib.sha256(body).hexdigest()
    assert store.has(name)
    assert SnapshotStore(tmp_path).get(name) == body
    file = next((tmp_path / name[:2]).iterdir())
    assert file.name == (name + ".gz" if compress else name)


def test_putting_twice_keeps_one_file_and_no_temporary_one(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    assert store.put(b"x") == store.put(b"x")
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


def test_damaged_bytes_are_told(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    name = store.put(b"the law")
    (tmp_path / name[:2] / name).write_bytes(b"another law")
    with pytest.raises(DamagedSnapshotError):
        store.get(name)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
def test_unknown_and_impossible_names_are_key_errors(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        SnapshotStore(tmp_path).get(name)


def test_spiders_and_runner_have_one_store() -> None:
    assert SnapshotStore is theirs.SnapshotStore
