"""Open States records in folders: one record after the other, for the bulk back-fill.

Three forms: `*/metadata.json` with the texts in `files/`; successive versions of a record as
`<bill>/<time>_<hash>.json`; raw scraper files `bill_*.json`. Successive versions are given in the
order of their times, whichever bill they are of.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from regtrack.contract import Authority, DocumentRecord, FaultRecord, InvalidDocument, TextRecord
from regtrack.domain.errors import ConfigError
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.platforms.openstates_bill import bill_record
from regtrack_scrapers.platforms.openstates_texts import texts_from_folder

SOURCE = "import-openstates"
_VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})_[0-9a-f]+\.json")
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FolderItem:
    """One record of a folder: the document, or why there is none."""

    path: Path
    document: DocumentRecord | None = None
    fault: FaultRecord | None = None


def count_records(root: Path) -> int:
    """How many records lie below a folder. Raises ConfigError when there is none to read."""
    return len(_records(root))


def read_records(root: Path, snapshots: SnapshotStore) -> Iterator[FolderItem]:
    """The records below a folder, in order, their bytes stored. A broken one is a fault."""
    for path in _records(root):
        try:
            yield FolderItem(path, _document(path, snapshots))
        except (InvalidDocument, ValueError, RecursionError, OSError) as error:
            message = f"{path.relative_to(root)}: {error}"
            yield FolderItem(path, fault=FaultRecord(SOURCE, "invalid_document", message))


def _records(root: Path) -> list[Path]:
    if not root.is_dir():
        raise ConfigError(f"{root} is not a folder; give the folder that holds the bill records")
    found = [p for p in root.rglob("*.json") if _is_record(p)]
    if not found:
        raise ConfigError(
            f"{root} holds no bill records: looked for metadata.json, bill_*.json and "
            "<bill>/<time>_<hash>.json"
        )
    return sorted(found, key=lambda p: (_taken_at(p) or dt.datetime.min.replace(tzinfo=dt.UTC), p))


def _is_record(path: Path) -> bool:
    name = path.name
    return name == "metadata.json" or name.startswith("bill_") or bool(_VERSION.fullmatch(name))


def _taken_at(path: Path) -> dt.datetime | None:
    match = _VERSION.fullmatch(path.name)
    if match is None:
        return None
    return dt.datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}:{match[4]}+00:00")


def _document(path: Path, snapshots: SnapshotStore) -> DocumentRecord:
    data = _bytes(path)
    body = json.loads(data)
    if not isinstance(body, dict):
        raise InvalidDocument("not a bill record: expected a JSON object")
    taken_at = _taken_at(path) or _scraped_at(body)
    record = bill_record(
        body, source=SOURCE, retrieved_at=taken_at, record_sha256=snapshots.put(data)
    )
    return replace(
        record,
        authority=Authority.OFFICIAL_COPY,
        text_authority=Authority.OFFICIAL_COPY,
        texts=_texts(record, path.parent / "files", snapshots),
    )


def _texts(
    record: DocumentRecord, folder: Path, snapshots: SnapshotStore
) -> tuple[TextRecord, ...]:
    return tuple(
        replace(text, sha256=snapshots.put(_bytes(path)), retrieved_at=record.retrieved_at)
        for text, path in texts_from_folder(record.texts, folder)
    )


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > _MOST_BYTES:
        raise InvalidDocument(f"{path.name} is larger than {_MOST_BYTES} bytes")
    return path.read_bytes()


def _scraped_at(body: dict[str, object]) -> dt.datetime | None:
    """When the copy was made, as far as it tells."""
    stamps = [body.get("scraped_at"), *_processing(body.get("actions"))]
    instants = [s for s in stamps if isinstance(s, str)]
    try:
        parsed = [dt.datetime.fromisoformat(s) for s in instants]
    except ValueError:
        return None
    return max((p if p.tzinfo else p.replace(tzinfo=dt.UTC) for p in parsed), default=None)


def _processing(actions: object) -> Iterator[object]:
    for action in actions if isinstance(actions, list) else ():
        noise = action.get("_processing") if isinstance(action, dict) else None
        if isinstance(noise, dict):
            yield noise.get("log_file_created")
