"""The case of every page of the catalogue: a short recording, and what is made of it. A page is a
source whose one address shows one act, on whatever platform.

`python tests/sources/source_cases.py` writes golden.jsonl anew; read the difference first."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from regtrack.contract import DocumentRecord, SourceSpec
from regtrack.reading.counting import is_effect
from regtrack.reading.reader import read_text
from regtrack.runner.catalogue import Entry, catalogue
from regtrack.runner.extraction import extract
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.registry import PLATFORMS, parse_snapshot

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden.jsonl"
CASES = HERE.parent / "platforms"
#: Platforms that read single pages as they stand.
ON_PAGES = ("page", "state_rules", "municipal_code")
_AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def pages() -> dict[str, Entry]:
    """The entries that need a recording of their own: a page is what its options make of it."""
    return {e.spec.key: e for e in catalogue() if _is_page(e.spec)}


def _is_page(spec: SourceSpec) -> bool:
    follows = PLATFORMS[spec.platform].start(spec)
    return spec.platform in ON_PAGES and [f.role for f in follows] in (["page"], ["detail"])


def recording(key: str) -> Path:
    """The file of a source's page."""
    return HERE / "recordings" / f"{key}.html"


def parsed(spec: SourceSpec, body: bytes) -> Parsed:
    """What the platform makes of these bytes."""
    sha256 = hashlib.sha256(body).hexdigest()
    role = PLATFORMS[spec.platform].start(spec)[0].role
    context = ParseContext(spec, spec.url, role, sha256, _AT, "text/html")
    return parse_snapshot(spec.platform, body, context)


def outcome(spec: SourceSpec, body: bytes) -> dict[str, Any]:
    """A page in the words of the golden file. Raises ValueError where it is not one document."""
    found = parsed(spec, body)
    if found.faults or len(found.documents) != 1:
        raise ValueError(f"{spec.key}: {[f.message for f in found.faults] or 'no document'}")
    document = found.documents[0]
    return {
        "key": spec.key,
        "title": document.title,
        "kind": document.kind.value,
        "aliases": [f"{a.scheme}:{a.value}" for a in document.aliases],
        "stage": document.stage.value if document.stage else None,
        "role": document.texts[0].role.value if document.texts else None,
        "effects": _effects(document, body),
    }


def _effects(document: DocumentRecord, body: bytes) -> list[str]:
    """What the rules read, as `substance effect acts` with age and schedule."""
    text = extract(body, "text/html", document.source)
    reading = read_text(text, division=document.division, title=document.title)
    lines = set()
    for read in reading.provisions:
        p = read.provision
        if is_effect(p) and p.effect is not None:
            more = [str(x) for x in (p.min_age, p.schedule) if x]
            lines.add(" ".join([p.substance.value, p.effect.value, *more]))
    return sorted(lines)


@cache
def golden() -> Mapping[str, dict[str, Any]]:
    """The golden outcome of each page by key."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return {row["key"]: row for row in map(json.loads, lines)}


def main() -> None:
    """Write the golden file anew."""
    rows = [outcome(e.spec, recording(key).read_bytes()) for key, e in sorted(pages().items())]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
