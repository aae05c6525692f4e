"""`regtrack sources new`: a source's row from a template, and its page as a recording."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, wrapped
from regtrack.cli.places import gazetteer, one_division
from regtrack.contract import DocumentRecord, FaultRecord, Record, SnapshotRecord, SourceSpec
from regtrack.domain.errors import ConfigError, UnreadableText
from regtrack.reading.counting import is_effect
from regtrack.reading.reader import read_text
from regtrack.reading.text import LegalText
from regtrack.runner import new_source
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.fetcher import ProbeAndCrawl
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.texts import StoredTexts

T = TypeVar("T")


def run(arguments: argparse.Namespace) -> int:
    """Write the row, fetch once, keep the recording, and tell what is made of it and what is
    missing; 1 where the source could not be read. Nothing that is there is overwritten."""
    spec = new_source.checked(new_source.row_text(_asked(arguments)))
    file = Path(arguments.file or f"{spec.key}.toml")
    new_source.with_row(file, new_source.row_text(spec))  # a taken key is told before we ask
    with App() as app, tempfile.TemporaryDirectory(prefix="regtrack-new-") as folder:
        store = SnapshotStore(Path(folder) / "snapshots")
        records = _fetched(spec, app.fetch_settings, store, Path(folder))
        kept = new_source.keep(_of(records, SnapshotRecord), store, file.parent, spec.key)
        body = _told(spec, records, StoredTexts(store, app.extractor))
    row = new_source.row_text(spec, answered=not body["faults"])
    file.write_text(new_source.with_row(file, row), encoding="utf-8")
    body |= {"key": spec.key, "file": str(file), "recordings": [str(path) for path in kept]}
    if arguments.json:
        put_json(body)
    else:
        _print(body)
    return 1 if body["faults"] else 0


def _asked(arguments: argparse.Namespace) -> SourceSpec:
    options: dict[str, Any] = {}
    if arguments.platform == "page":
        # A page says nothing of the law until a person has said that it is the law.
        options["kind"] = "agency_notice"
    for pair in arguments.set:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ConfigError(f"--set {pair}: write NAME=VALUE")
        options[name.strip()] = new_source.read_value(value.strip())
    spec = SourceSpec(
        arguments.key,
        arguments.platform,
        arguments.url,
        one_division(arguments.division, gazetteer()),
        arguments.publisher,
        options=options,
    )
    return new_source.with_expect(spec, arguments.expect)


def _fetched(
    spec: SourceSpec, settings: FetchSettings, store: SnapshotStore, folder: Path
) -> list[Record]:
    """What one polite look gives."""
    workdir = folder / "spool"
    workdir.mkdir()
    return list(ProbeAndCrawl(settings, store, workdir).fetch([spec]))


def _of(records: Sequence[Record], kind: type[T]) -> list[T]:
    return [r for r in records if isinstance(r, kind)]


def _told(spec: SourceSpec, records: Sequence[Record], texts: StoredTexts) -> dict[str, Any]:
    documents = _of(records, DocumentRecord)
    read = [_document(document, texts) for document in documents]
    missing = ["about: terms, proves"]
    if spec.platform == "page" and not spec.options.get("expect"):
        words = read[0]["proposals"] if read else []
        missing.append(f"expect: words that the page always has, such as {words}")
    if not read:
        missing.append("a document: nothing was made of the answer")
    return {
        "documents": read,
        "faults": [{"kind": f.kind, "message": f.message} for f in _of(records, FaultRecord)],
        "missing": missing,
    }


def _document(document: DocumentRecord, texts: StoredTexts) -> dict[str, Any]:
    legal = next((t for t in _texts(document, texts)), None)
    effects: list[str] = []
    if legal is not None:
        reading = read_text(legal, division=document.division, title=document.title)
        effects = sorted({
            f"{p.provision.substance} {p.provision.effect}"
            for p in reading.provisions if is_effect(p.provision)
        })  # fmt: skip
    return {
        "title": document.title,
        "kind": document.kind.value,
        "stage": document.stage.value if document.stage else None,
        "aliases": [f"{a.scheme}:{a.value}" for a in document.aliases],
        "effects": effects,
        "proposals": new_source.proposals(document.title, legal.live if legal else ""),
    }


def _texts(document: DocumentRecord, texts: StoredTexts) -> list[LegalText]:
    found = []
    for text in document.texts:
        if text.sha256 is not None:
            try:
                found.append(texts.text(text.sha256, text.media_type, text.url or text.key))
            except UnreadableText:
                continue
    return found


def _print(body: dict[str, Any]) -> None:
    put(f"{body['file']}: the row of {body['key']} is in it")
    for path in body["recordings"]:
        put(f"recorded: {path}")
    for document in body["documents"]:
        put(wrapped(f"{document['title']}: {document['kind']}, stage {document['stage']}", 0))
        put(wrapped(f"effects read: {', '.join(document['effects']) or 'none'}"))
    for fault in body["faults"]:
        put(wrapped(f"fault: {fault['kind']}: {fault['message']}", 0))
    for words in body["missing"]:
        put(wrapped(f"to fill in: {words}", 0))
