"""Bill texts of a folder of captured Open States records, at the addresses their records give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from regtrack.domain.errors import InvalidDocument
from regtrack.replay.recordings import Recording, split
from regtrack_scrapers.platforms.openstates_bill import bill_record, texts_from_folder


class CapturedTexts:
    """Finds the file of a bill text by its address: `*/<st>/<bill>/{metadata.json,files/}`."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Path, str]] = {}
        for path in sorted(folder.glob("*/*/*/metadata.json")):
            for url, file, media_type in _texts(path):
                self._files[split(url)] = (file, media_type)

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._files)

    def find(self, url: str) -> Recording | None:
        """The captured text at this address."""
        found = self._files.get(split(url))
        if found is None:
            return None
        path, media_type = found
        base, query = split(url)
        return Recording(base, path.read_bytes(), media_type, query)


def _texts(metadata: Path) -> Iterator[tuple[str, Path, str]]:
    """Address, file and media type of each text of one record; none for a record we cannot read."""
    try:
        body = json.loads(metadata.read_text(encoding="utf-8"))
        bill = bill_record(body, source="captures")
    except (InvalidDocument, ValueError):
        return
    for text, path in texts_from_folder(bill.texts, metadata.parent / "files"):
        if text.url:
            yield text.url, path, text.media_type or "application/octet-stream"
