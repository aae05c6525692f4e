"""Changes as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import html
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace

from regtrack.domain.alerts import Alert
from regtrack.domain.changes import Change
from regtrack.domain.zones import local_date
from regtrack.notify import clean
from regtrack.notify.content import DISCLAIMER, content
from regtrack.notify.layout import as_text
from regtrack.services.day_events import SPACE

_ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
#: A feed must say when it last changed, also one that has told nothing yet.
_NEVER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def atom(
    key: str, title: str, entries: Sequence[tuple[Change, str]], url: str | None = None
) -> bytes:
    """The feed of these changes, each with its place's name, newest first. `key` names the feed
    for ever; `url` is where the feed is.
    What comes from pages has no control characters and is escaped."""
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _text(feed, "id", uuid.uuid5(SPACE, f"feed|{key}").urn)
    _text(feed, "title", clean.line(title))
    _text(feed, "updated", _instant(entries[0][0].recorded_at if entries else _NEVER))
    _text(ET.SubElement(feed, "author"), "name", "regtrack")
    _text(feed, "generator", "regtrack")
    _text(feed, "subtitle", DISCLAIMER)
    address = clean.address(url)
    if address:
        ET.SubElement(feed, "link", {"rel": "self", "href": address})
    for change, place in entries[:ENTRIES]:
        _entry(feed, change, place)
    ET.indent(feed)
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _entry(feed: ET.Element, change: Change, place: str) -> None:
    # Days are counted from the day it was told: an entry does not change with the calendar.
    today = local_date(change.division, change.recorded_at)
    alert = Alert(change.id, change, place, change.recorded_at, today, "feed")
    said = replace(content(alert), footer=(DISCLAIMER,))
    entry = ET.SubElement(feed, "entry")
    _text(entry, "id", uuid.uuid5(SPACE, f"change|{change.id}").urn)
    _text(entry, "title", said.headline)
    _text(entry, "updated", _instant(change.recorded_at))
    _text(entry, "published", _instant(change.recorded_at))
    link = clean.address(change.instrument.url) if change.instrument else None
    if link:
        ET.SubElement(entry, "link", {"rel": "alternate", "href": link})
    for term in (change.kind.value, *(s.value for s in change.substances)):
        ET.SubElement(entry, "category", {"term": term})
    body = ET.SubElement(entry, "content", {"type": "html"})
    body.text = f"<pre>{html.escape(as_text(said))}</pre>"


def _text(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, name).text = value


def _instant(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
