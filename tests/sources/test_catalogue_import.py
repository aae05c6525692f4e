"""The pages of the catalogue beside the baseline: what they say changes no status by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_cases import pages, parsed, recording

from regtrack.bootstrap import App
from regtrack.domain.changes import ChangeKind
from regtrack.reading.text import LegalText
from regtrack.runner.extraction import extract
from regtrack.services.importing import import_document


class Texts:
    """The recordings as texts, by their hashes."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        return extract(self.bodies[sha256], media_type, name)


def test_watching_the_whole_catalogue_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A consolidated page is an instrument of its own: it stands beside the facts of the act, and
    a page that shows one section of an act takes nothing from it."""
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_NOW", "2026-11-22T12:00:00+00:00")
    texts, told = Texts(), []
    with App() as app:
        app.ensure_baseline()
        for key, entry in pages().items():
            body = recording(key).read_bytes()
            (document,) = parsed(entry.spec, body).documents
            for text in document.texts:
                assert text.sha256 is not None
                texts.bodies[text.sha256] = body
            with app.unit() as (repository, now):
                told += import_document(repository, texts, document, now).changes
    news = [c for c in told if c.news or c.kind is not ChangeKind.STAGE]
    assert len(told) > 50
    assert [c.key for c in news] == []
