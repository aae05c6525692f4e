"""One answer of a feed as rows: JSON, XML, Atom, RSS or CSV, within bounds, hostile bytes refused.

An answer that is not what was declared is a `FeedFault`; an empty list is no fault here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from regtrack.contract import FaultKind
from regtrack_scrapers.platforms.feed_options import FeedOptions
from regtrack_scrapers.platforms.xml_tree import read_tree

MAX_BYTES = 24 * 1024 * 1024
MAX_ROWS = 5000
_CELL = 1024 * 1024


class FeedFault(Exception):
    """Why an answer cannot be read."""

    def __init__(self, message: str, kind: FaultKind = FaultKind.LAYOUT_CHANGED) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Page:
    """The answer as a whole, for paging, and its rows."""

    root: Any
    rows: Sequence[Any]


def read_page(body: bytes, options: FeedOptions) -> Page:
    """The rows of an answer. Raises FeedFault."""
    if len(body) > MAX_BYTES:
        raise FeedFault(f"an answer of {len(body)} bytes: ask for smaller pages")
    if options.format == "csv":
        page = _csv(body, options)
    elif options.format == "json":
        page = _json(body, options)
    else:
        page = _xml(body, options)
    if len(page.rows) > MAX_ROWS:
        raise FeedFault(f"{len(page.rows)} rows in one answer: ask for smaller pages")
    return page


def _json(body: bytes, options: FeedOptions) -> Page:
    try:
        root = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FeedFault(f"not JSON: {error}") from error
    assert options.items is not None
    _check_root(root, options)
    found = options.items.find(root)
    if not found and options.items_missing_is_empty:
        return Page(root, ())
    if not found:
        raise FeedFault(f"the answer has no `{options.items_text}`")
    rows: list[Any] = []
    for value in found:
        rows += value if isinstance(value, list) else [value]
    wrong = next((r for r in rows if not isinstance(r, dict)), None)
    if wrong is not None:
        raise FeedFault(f"a row of `{options.items_text}` is no object: {str(wrong)[:60]!r}")
    return Page(root, rows)


def _xml(body: bytes, options: FeedOptions) -> Page:
    try:
        root = read_tree(body)
    except ValueError as error:
        raise FeedFault(str(error)) from error
    assert options.items is not None
    _check_root(root, options)
    rows = options.items.find(root)
    if not all(isinstance(r, etree._Element) for r in rows):
        raise FeedFault(f"`{options.items_text}` finds something else than elements")
    return Page(root, rows)


def _check_root(root: Any, options: FeedOptions) -> None:
    if options.root is not None and not options.root.find(root):
        raise FeedFault(f"the answer has no `{options.root_text}`")


def _csv(body: bytes, options: FeedOptions) -> Page:
    try:
        text = body.decode(options.encoding)
    except UnicodeDecodeError as error:
        raise FeedFault(f"not {options.encoding}: {error.reason}") from error
    if text.lstrip("\ufeff \r\n\t")[:1] in ("<", "{"):
        raise FeedFault("not CSV: it starts like a web page or JSON")
    csv.field_size_limit(_CELL)
    try:
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True,
                           delimiter=options.delimiter)  # fmt: skip
        heading = [h.strip() for h in next(lines, [])]
        cells = [line for line in lines if any(c.strip() for c in line)]
    except csv.Error as error:
        raise FeedFault(f"not CSV: {error}") from error
    missing = [c for c in options.columns if c not in heading]
    if missing:
        raise FeedFault(f"the file has no column {missing[0]!r}; it has {', '.join(heading)[:200]}")
    # A row of another length keeps no names: it is told by itself, as a row without its key.
    rows = [dict(zip(heading, c, strict=True)) if len(c) == len(heading) else {} for c in cells]
    return Page(rows, rows)
