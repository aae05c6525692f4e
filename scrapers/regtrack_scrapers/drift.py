"""An answer against the last good one of the same address: fields that are gone though the parser
counts on them, a page that shrank to nothing, a body that ends early.

A name that leaves an interface is noise or a broken reading, and only the parser knows which. So it
is asked: the last good body without the names that are gone is parsed again; where documents differ
in the way in which those of the new body do, the names mattered."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from regtrack.contract import DocumentRecord, FaultKind, SourceSpec
from regtrack_scrapers.digest import page_digest, page_words
from regtrack_scrapers.faults import Answer, Fault
from regtrack_scrapers.platforms.model import Follow, ParseContext
from regtrack_scrapers.platforms.registry import parse_snapshot

Parse = Callable[[bytes], Sequence[DocumentRecord]]
Path = tuple[str, ...]
#: Larger bodies are not compared: a parse of hostile depth is not linear.
_MOST_BYTES = 8 * 1024 * 1024
#: A page of so many words that keeps less than this share of them is no longer that page.
_MANY_WORDS, _SHARE = 50, 0.1
#: Where no row of the new body was in the old one, so many rows must tell the same.
_ROWS = 3
_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def says_the_same(old: bytes, answer: Answer) -> bool:
    """Whether an answer says what the last good body said, noise apart."""
    kind = answer.media_type
    return old == answer.body or page_digest(old, kind) == page_digest(answer.body, kind)


def unlike(
    old: bytes, answer: Answer, spec: SourceSpec, follow: Follow, at: dt.datetime
) -> Fault | None:
    """Why an answer is not believed beside the last good body of its address."""
    kind = answer.media_type
    fault = shrunk(old, answer.body, kind)
    if fault is not None or follow.role in ("text", "page"):
        return fault

    def parse(body: bytes) -> Sequence[DocumentRecord]:
        context = ParseContext(spec, follow.url, follow.role, "0" * 64, at, kind, follow.carry)
        return parse_snapshot(spec.platform, body, context).documents

    return drifted(old, answer.body, kind, parse)


def shrunk(old: bytes, new: bytes, media_type: str) -> Fault | None:
    """Why a page is taken for a broken one beside its last good state; None where it is not."""
    if "html" not in media_type or max(len(old), len(new)) > _MOST_BYTES:
        return None
    if b"</html>" in old[-2048:].lower() and b"</html>" not in new.lower():
        return Fault(FaultKind.FETCH_FAILED, "the page has no end: it was cut on its way")
    before, after = len(page_words(old).split()), len(page_words(new).split())
    if before < _MANY_WORDS or after >= before * _SHARE:
        return None
    return Fault(FaultKind.LAYOUT_CHANGED, f"the page has {after} words where it had {before}")


def drifted(old: bytes, new: bytes, media_type: str, parse: Parse) -> Fault | None:
    """Why the new body is not of the shape of the last good one; None where it is, or where what
    is gone changes nothing that is read."""
    if max(len(old), len(new)) > _MOST_BYTES:
        return None
    before, after = _counted(old, media_type), _counted(new, media_type)
    gone = {p for p, count in before.items() if _gone(p, count, before, after)}
    gone = {p for p in gone if p[:-1] not in gone}
    told = {d.aliases[0]: d for d in parse(new)} if gone else {}
    if not told:
        return None
    known = {d.aliases[0]: d for d in parse(old)}
    without = {d.aliases[0]: d for d in parse(_without(old, media_type, gone))}
    if not _shows(known, without, told):
        return None
    names = ", ".join(sorted(".".join(p) for p in gone))
    return Fault(FaultKind.SCHEMA_DRIFT, f"fields that every row had are gone: {names}"[:300])


def _gone(path: Path, count: int, before: Counter[Path], after: Counter[Path]) -> bool:
    """Whether nearly every place that could have the field had it, and none has it now."""
    parent = path[:-1]
    return count >= 0.9 * before[parent] and after[parent] > 0 and not after[path]


def _shows(known: Mapping[Any, Any], without: Mapping[Any, Any], new: Mapping[Any, Any]) -> bool:
    """Whether the new documents differ from the known ones as those do that were read without."""
    shared = (key for key in known if key in without)
    affected = {key: fields for key in shared if (fields := _differing(known[key], without[key]))}
    both = [key for key in affected if key in new]
    if both:
        hit = sum(bool(affected[key] & _differing(known[key], new[key])) for key in both)
        return hit * 2 > len(both)
    return not known.keys() & new.keys() and min(len(new), len(affected)) >= _ROWS


def _differing(one: DocumentRecord, other: DocumentRecord) -> set[str]:
    """The fields in which two readings of one document differ, its bytes apart."""
    other = replace(other, retrieved_at=one.retrieved_at, record_sha256=one.record_sha256)
    names = DocumentRecord.__slots__
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def _counted(body: bytes, media_type: str) -> Counter[Path]:
    """How often each field stands in a body that has fields; () counts the whole."""
    found: Counter[Path] = Counter()
    for path in _paths(body, media_type):
        found[path] += 1
    return found


def _paths(body: bytes, media_type: str) -> Iterator[Path]:
    if "json" in media_type:
        yield from _json_paths(_json(body), ())
    elif "csv" in media_type:
        yield ()
        rows = list(_table(body))
        yield from (((name,)) for name in (rows[0] if len(rows) > 1 else ()))
    elif "xml" in media_type and "html" not in media_type:
        root = _tree(body)
        if root is not None:
            yield ()
            yield from _xml_paths(root, ())


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _table(body: bytes) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(body.decode("utf-8", "replace")))
    except csv.Error:
        return


def _tree(body: bytes) -> Any:
    try:
        return etree.fromstring(body, _XML)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _json_paths(value: Any, path: Path) -> Iterator[Path]:
    """Each name of each object under the names above it; items of a list share one place."""
    waiting = [(value, path)]
    while waiting:
        part, where = waiting.pop()
        if isinstance(part, dict):
            yield where
            waiting += [(inner, (*where, name)) for name, inner in part.items()]
        elif isinstance(part, list):
            if not part:
                yield where
            waiting += [(inner, where) for inner in part]
        elif part is not None:
            yield where


def _xml_paths(root: Any, path: Path) -> Iterator[Path]:
    waiting = [(child, path) for child in root]
    while waiting:
        part, where = waiting.pop()
        if isinstance(part.tag, str):
            here = (*where, part.tag)
            yield here
            waiting += [(child, here) for child in part]


def _without(body: bytes, media_type: str, gone: set[Path]) -> bytes:
    """A body without these fields."""
    if "json" in media_type:
        return json.dumps(_json_without(_json(body), (), gone)).encode()
    if "csv" in media_type:
        rows = list(_table(body))
        kept = [n for n, name in enumerate(rows[0]) if (name,) not in gone]
        out = io.StringIO()
        csv.writer(out).writerows([row[n] for n in kept if n < len(row)] for row in rows)
        return out.getvalue().encode()
    root = _tree(body)
    _xml_without(root, (), gone)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _json_without(value: Any, path: Path, gone: set[Path]) -> Any:
    if isinstance(value, list):
        return [_json_without(part, path, gone) for part in value]
    if not isinstance(value, dict):
        return value
    kept = {name: part for name, part in value.items() if (*path, name) not in gone}
    return {name: _json_without(part, (*path, name), gone) for name, part in kept.items()}


def _xml_without(root: Any, path: Path, gone: set[Path]) -> None:
    for child in list(root):
        if not isinstance(child.tag, str):
            continue
        here = (*path, child.tag)
        if here in gone:
            root.remove(child)
        else:
            _xml_without(child, here, gone)
