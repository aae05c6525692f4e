"""LegiScan data sets on disk: a folder, a zip, or the `getDataset` answer that holds one.

A data set is `*/bill/*.json` (each `{"bill": {...}}`) beside votes and people, which are left out.
Texts are not part of it; where they lie beside the bills they are taken: `getBillText` answers
(`{"text": {...}}`) by their `doc_id`, other files by a name that is the `doc_id` or the hash of the
text. Nothing is unpacked to disk, and what a zip says of its sizes is not believed."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from regtrack.contract import DocumentRecord, FaultRecord, InvalidDocument, TextRecord
from regtrack.domain.errors import ConfigError
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.legiscan_bill import bill_record, document_in, public_addresses

SOURCE = "import-legiscan"
_MOST_BYTES = 64 * 1024 * 1024
_HEAD = 400
_IS_BILL = re.compile(rb'^\s*\{\s*"bill"\s*:')
_IS_TEXT = re.compile(rb'^\s*\{(?:\s*"status"\s*:\s*"OK"\s*,)?\s*"text"\s*:')
_DOC_ID = re.compile(rb'"doc_id"\s*:\s*"?(\d+)')
_BROKEN = (InvalidDocument, ValueError, KeyError, TypeError, AttributeError, RecursionError,
           OSError, zipfile.BadZipFile)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataSet:
    """The files of a data set. `bills` are names of files, `texts` names by `doc_id` or stem."""

    root: Path
    archive: zipfile.ZipFile | None
    bills: tuple[str, ...]
    texts: dict[str, str]

    def read(self, name: str, most: int = _MOST_BYTES) -> bytes:
        """The bytes of a file. Raises InvalidDocument for one that is too large."""
        return _read(self.root, self.archive, name, most)


def open_data_set(path: Path) -> DataSet:
    """What lies at a path. Raises ConfigError where there is no bill record to read."""
    archive = None if path.is_dir() else _archive(path)
    names = (
        sorted(i.filename for i in archive.infolist() if not i.is_dir())
        if archive
        else sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())
    )
    bills, texts = [], {}
    for name in names:
        head = _read(path, archive, name, _HEAD, cut=True) if name.endswith(".json") else b""
        if _IS_BILL.match(head) or _in_folder(name, "bill"):
            bills.append(name)
        elif _IS_TEXT.match(head) and (found := _DOC_ID.search(head)):
            texts[found[1].decode()] = name
        elif not head:
            texts.setdefault(PurePosixPath(name).stem, name)
    if not bills:
        raise ConfigError(f'{path} holds no bill records: looked for JSON files {{"bill": ...}}')
    return DataSet(path, archive, tuple(bills), texts)


def _in_folder(name: str, folder: str) -> bool:
    """A broken file in the folder of the bills is told as such, not passed over."""
    return name.endswith(".json") and PurePosixPath(name).parent.name == folder


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        if zipfile.is_zipfile(path):
            return zipfile.ZipFile(path)
        body = json.loads(path.read_bytes())
        return zipfile.ZipFile(io.BytesIO(base64.b64decode(body["dataset"]["zip"], validate=True)))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise ConfigError(
            f"{path} is no data set: give its folder, its zip, or the getDataset answer"
        ) from error


def _read(
    root: Path, archive: zipfile.ZipFile | None, name: str, most: int, *, cut: bool = False
) -> bytes:
    with archive.open(name) if archive else (root / name).open("rb") as file:
        body = file.read(most if cut else most + 1)
    if len(body) > most:
        raise InvalidDocument(f"{name} is larger than {most} bytes")
    return body


def read_records(data: DataSet, snapshots: SnapshotStore) -> Iterator[DocumentRecord | FaultRecord]:
    """The bills in order, their bytes stored. A broken one, or a broken text, is a fault."""
    for name in data.bills:
        try:
            record, faults = _document(data, name, snapshots)
        except _BROKEN as error:
            yield FaultRecord(SOURCE, InvalidDocument.fault, f"{name}: {error}"[:300])
            continue
        yield from faults
        yield record


def _document(
    data: DataSet, name: str, snapshots: SnapshotStore
) -> tuple[DocumentRecord, list[FaultRecord]]:
    body = data.read(name)
    bill: Any = json.loads(body)["bill"]
    record = bill_record(bill, source=SOURCE, record_sha256=snapshots.put(body))
    hashes = {f"legiscan:{t['doc_id']}": str(t.get("text_hash") or "") for t in bill["texts"]}
    public = public_addresses(bill)
    texts, faults = [], []
    for text in record.texts:
        found = _text(data, text, hashes[text.key], snapshots)
        if isinstance(found, FaultRecord):
            faults.append(found)
            continue
        texts.append(replace(found, url=public.get(text.url or "", text.url)))
    return replace(record, texts=tuple(texts)), faults


def _text(
    data: DataSet, text: TextRecord, told: str, snapshots: SnapshotStore
) -> TextRecord | FaultRecord:
    """The text with its bytes where these are at hand; a text that is not whole is a fault."""
    name = data.texts.get(text.key.partition(":")[2]) or data.texts.get(told)
    if name is None:
        return text
    body = data.read(name)
    media_type = text.media_type
    if name.endswith(".json"):
        found = document_in(json.loads(body)["text"], told)
        if isinstance(found, Fault):
            return FaultRecord(SOURCE, found.kind, f"{name}: {found.message}", text.url)
        body, media_type = found[0], found[1] or media_type
    elif told and hashlib.md5(body, usedforsecurity=False).hexdigest() != told:
        words = f"{name}: the text is not the one that its hash names"
        return FaultRecord(SOURCE, "fetch_failed", words, text.url)
    return replace(text, sha256=snapshots.put(body), media_type=media_type)
