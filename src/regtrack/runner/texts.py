"""The services' TextSource: stored bytes through the bounded extractor."""

from __future__ import annotations

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import LegalText
from regtrack.runner.extraction import BoundedExtractor
from regtrack.runner.snapshots import DamagedSnapshotError, SnapshotStore


class StoredTexts:
    """Texts of stored snapshots."""

    def __init__(self, snapshots: SnapshotStore, extractor: BoundedExtractor) -> None:
        self.snapshots = snapshots
        self.extractor = extractor

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        """The text of a stored snapshot. Raises UnreadableText."""
        try:
            data = self.snapshots.get(sha256)
        except (KeyError, DamagedSnapshotError) as error:
            raise UnreadableText(f"no readable text: the stored bytes are gone: {error}") from error
        return self.extractor.extract(data, media_type, name)
