"""What the tests of feeds share: the declared feeds, recordings, short feeds of every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from regtrack.contract import SourceSpec
from regtrack.paths import data_folder
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.registry import parse_snapshot

DECLARED = data_folder() / "sources" / "feeds.toml"
NOW = "2026-06-10T12:00:00+00:00"
URL = "https://api.example.gov/list"

#: The least that a feed of each format declares, and an answer with two rows.
LEAST: Mapping[str, Mapping[str, Any]] = {
    "json": {"items": "rows", "id": "id", "title": "title"},
    "xml": {"items": "/list/row", "id": "@id", "title": "title"},
    "csv": {"id": "id", "title": "title"},
    "atom": {},
    "rss": {},
}
MEDIA = {"json": "application/json", "xml": "application/xml", "csv": "text/csv",
         "atom": "application/atom+xml", "rss": "application/rss+xml"}  # fmt: skip
BODY = {
    "json": '{"rows":[{"id":"1","title":"Kratom order"},{"id":"2","title":"Kratom notice"}]}',
    "xml": '<list><row id="1"><title>Kratom order</title></row>'
    '<row id="2"><title>Kratom notice</title></row></list>',
    "csv": "id,title\r\n1,Kratom order\r\n2,Kratom notice\r\n",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>'
    "<entry><id>1</id><title>Kratom order</title><updated>2026-05-01T10:00:00Z</updated></entry>"
    "<entry><id>2</id><title>Kratom notice</title><updated>2026-05-02</updated></entry></feed>",
    "rss": '<rss version="2.0"><channel><title>t</title>'
    "<item><guid>1</guid><title>Kratom order</title>"
    "<pubDate>Fri, 01 May 2026 10:00:00 GMT</pubDate></item>"
    "<item><guid>2</guid><title>Kratom notice</title></item></channel></rss>",
}
EMPTY = {
    "json": '{"rows":[]}',
    "xml": "<list></list>",
    "csv": "id,title\r\n",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title></feed>',
    "rss": '<rss version="2.0"><channel><title>t</title></channel></rss>',
}


def feed(form: str = "json", url: str = URL, key: str = "one", **options: Any) -> SourceSpec:
    """A feed of the least options and these."""
    declared = {"format": form, **LEAST[form], **options}
    return SourceSpec(key, "feed", url, "ocd-division/country:us", "Somebody", options=declared)


def parsed(spec: SourceSpec, body: str | bytes, url: str | None = None) -> Parsed:
    """What the platform makes of these bytes."""
    raw = body.encode() if isinstance(body, str) else body
    at = dt.datetime.fromisoformat(NOW)
    context = ParseContext(spec, url or spec.url, "list", "0" * 64, at)
    return parse_snapshot("feed", raw, context)


def told(result: Parsed) -> list[tuple[str, str]]:
    """The faults as kind and words."""
    return [(str(f.kind), f.message) for f in result.faults]
