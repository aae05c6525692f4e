"""The options of a feed, as its row in a sources file declares them, checked once and compiled.

Everything here is said with the name of the option that is wrong: the same check serves
`regtrack sources check`."""

from __future__ import annotations

import json
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from regtrack.contract import VersionRole
from regtrack_scrapers.platforms.feed_declared import (
    FIELDS,
    PATHS,
    TOKEN,
    WORDS,
    Choice,
    Reader,
    Refuse,
    container_of,
)
from regtrack_scrapers.platforms.feed_match import Matcher
from regtrack_scrapers.platforms.feed_paths import Path, Value

FORMATS = ("json", "xml", "csv", "atom", "rss")
_ATOM = "http://www.w3.org/2005/Atom"
_DEFAULTS: dict[str, dict[str, Any]] = {
    "atom": {
        "namespaces": {"a": _ATOM},
        "root": "/a:feed",
        "items": "/a:feed/a:entry",
        "id": "a:id",
        "title": "a:title",
        "date": ["a:published", "a:updated"],
        "link": ["a:link[@rel='alternate']/@href", "a:link[not(@rel)]/@href", "a:id"],
        "summary": "a:summary",
        "next": "/a:feed/a:link[@rel='next']/@href",
    },
    "rss": {
        "namespaces": {
            "dc": "http://purl.org/dc/elements/1.1/",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "r": "http://purl.org/rss/1.0/",
        },
        "root": "/rss/channel | /rdf:RDF/r:channel",
        "items": "/rss/channel/item | /rdf:RDF/r:item",
        "id": ["guid", "link", "r:link"],
        "title": ["title", "r:title"],
        "date": ["pubDate", "dc:date"],
        "date_format": ["rfc822", "iso"],
        "link": ["link", "r:link"],
        "summary": ["description", "r:description"],
    },
}
_KEY_VARIABLE = re.compile(r"^REGTRACK_KEY_[A-Z0-9_]{1,60}$")
NAMES = frozenset({
    *FIELDS, *PATHS, *WORDS, "format", "items", "items_missing", "root", "namespaces",
    "date_format", "zone", "role", "alias", "match", "terms", "never_empty", "signal", "accept",
    "nothing", "text_hosts", "page_param", "page_first", "offset_param", "max_pages",
    "key_env", "key_header", "key_param", "key_optional", "delimiter", "encoding", "note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """A feed's declaration, compiled. Paths are None where they are not declared."""

    format: str
    items: Path | None
    items_text: str
    root: Path | None
    root_text: str
    items_missing_is_empty: bool
    fields: Mapping[str, Value]
    paths: Mapping[str, Path]
    choices: Mapping[str, Choice]
    role: VersionRole | None
    aliases: tuple[tuple[str, Value], ...]
    date_formats: tuple[str, ...]
    zone: zoneinfo.ZoneInfo | None
    matcher: Matcher | None
    terms: tuple[str, ...]
    columns: tuple[str, ...]
    accept: tuple[str, ...]
    text_hosts: tuple[str, ...]
    never_empty: bool
    signal: bool
    nothing: str
    page_param: str | None
    page_first: int
    offset_param: str | None
    max_pages: int
    delimiter: str
    encoding: str


def problems(options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
    """Every wrong option with what to write instead."""
    found: list[tuple[str, str]] = []
    _compile(options, url, lambda name, message: found.append((name, message)))
    return found


def read_options(options: Mapping[str, Any]) -> FeedOptions:
    """The compiled options. Raises ValueError that names the first wrong one."""
    return _cached(json.dumps(dict(options), sort_keys=True))


@lru_cache(maxsize=256)
def _cached(declared: str) -> FeedOptions:
    def refuse(name: str, message: str) -> None:
        raise ValueError(f"`{name}`: {message}")

    return _compile(json.loads(declared), "", refuse)


def _compile(given: Mapping[str, Any], url: str, refuse: Refuse) -> FeedOptions:
    form = given.get("format")
    if form not in FORMATS:
        refuse("format", f"one of {', '.join(FORMATS)}")
        form = "json"
    preset = _DEFAULTS.get(str(form), {})
    options = {**preset, **given}
    options["namespaces"] = {**preset.get("namespaces", {}), **_namespaces(given, refuse)}
    reader = Reader(options, str(form), refuse)
    fields = reader.fields()
    signal = reader.truth("signal", default=False)
    _needed(options, str(form), url, refuse)
    if signal:
        for name in (*WORDS, "effective", "expires", "role", "text", "text_link"):
            if name in given:
                refuse(name, "a signal moves no status: leave it out, or leave out `signal`")
    return FeedOptions(
        format=str(form),
        items=reader.path("items"),
        items_text=str(options.get("items", "")),
        root=reader.root(),
        root_text=str(options.get("root") or container_of(str(options.get("items", "")))),
        items_missing_is_empty=reader.word("items_missing", ("empty", "fault")) == "empty",
        fields=fields,
        paths={n: p for n in PATHS if (p := reader.path(n)) is not None},
        choices=reader.choices(),
        role=reader.role(),
        aliases=reader.aliases(),
        date_formats=reader.date_formats(),
        zone=reader.zone(),
        matcher=reader.matcher(),
        terms=reader.words("terms"),
        columns=tuple(reader.columns),
        accept=reader.families(),
        text_hosts=reader.words("text_hosts"),
        never_empty=reader.truth("never_empty", default=False),
        signal=signal,
        nothing=reader.text("nothing") or "",
        page_param=reader.token("page_param"),
        page_first=reader.number("page_first", 1),
        offset_param=reader.token("offset_param"),
        max_pages=reader.number("max_pages", 50),
        delimiter=reader.delimiter(),
        encoding=reader.encoding(),
    )


def _namespaces(given: Mapping[str, Any], refuse: Refuse) -> Mapping[str, str]:
    table = given.get("namespaces", {})
    if isinstance(table, dict) and all(isinstance(v, str) and v for v in table.values()):
        return table
    refuse("namespaces", 'write a table, { leg = "http://..." }')
    return {}


def _needed(options: Mapping[str, Any], form: str, url: str, refuse: Refuse) -> None:
    """What must stand together."""
    for name in ("id", "title", *(("items",) if form != "csv" else ())):
        if not options.get(name):
            refuse(name, f"is missing: a {form} feed needs it")
    if form == "csv" and "items" in options:
        refuse("items", "a CSV file is its rows: leave it out")
    starts_anywhere = str(options.get("items", "")).startswith("//")
    if form == "xml" and starts_anywhere and not options.get("root"):
        refuse("root", "is missing: name an element that every good answer has")
    if url and ("{term}" in url) != bool(options.get("terms")):
        refuse("terms", "write {term} in the url and the words in `terms`, or neither")
    if options.get("page_param") and options.get("offset_param"):
        refuse("offset_param", "a feed has pages or offsets, not both")
    if ("how" in options or "effective" in options) and "stage" not in options:
        refuse("stage", "is missing: only what is enacted has `how` or `effective`")
    _key(options, url, refuse)


def _key(options: Mapping[str, Any], url: str, refuse: Refuse) -> None:
    variable = options.get("key_env")
    sent_as = [n for n in ("key_header", "key_param") if options.get(n)]
    if variable is None:
        if sent_as:
            refuse("key_env", "is missing: the environment variable that has the key")
        return
    if not (isinstance(variable, str) and _KEY_VARIABLE.match(variable)):
        refuse("key_env", "write the name of a variable REGTRACK_KEY_..., never the key itself")
    if len(sent_as) != 1 or not TOKEN.match(str(options[sent_as[0]])):
        refuse("key_header", "write `key_header` or `key_param`: how the key is sent")
    if url and not url.startswith("https://"):
        refuse("key_env", "a key is sent over https only")
