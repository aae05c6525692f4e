"""Texts made ready outside a transaction: reading hostile bytes may take a minute, and nobody else
can write to an SQLite database while a transaction is open."""

from __future__ import annotations

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import LegalText
from regtrack.services.ports import TextSource


class TextNeededError(Exception):
    """A text is wanted inside a transaction that was not made ready: leave it, call `fetch`, and
    begin again."""

    def __init__(self, sha256: str, media_type: str, name: str) -> None:
        super().__init__(name)
        self.wanted = (sha256, media_type, name)


class TextsAhead:
    """A TextSource that gives what was made ready and raises TextNeededError for all else."""

    def __init__(self, texts: TextSource) -> None:
        self._texts = texts
        self._ready: dict[tuple[str, str, str], LegalText | UnreadableText] = {}

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        """The text of a stored snapshot. Raises UnreadableText, or TextNeededError."""
        found = self._ready.get((sha256, media_type, name))
        if found is None:
            raise TextNeededError(sha256, media_type, name)
        if isinstance(found, UnreadableText):
            raise UnreadableText(str(found))
        return found

    def fetch(self, needed: TextNeededError) -> None:
        """Make ready what was wanted."""
        try:
            self._ready[needed.wanted] = self._texts.text(*needed.wanted)
        except UnreadableText as error:
            self._ready[needed.wanted] = error
