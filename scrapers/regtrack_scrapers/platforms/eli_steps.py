"""The ways to an act that are one publisher's own: Fedlex's versions, RIS's parts, the fragments of
e-Sbirka, the page of Riigi Teataja that names the wording in force. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.acts import broken, iso_day
from regtrack_scrapers.platforms.eli_act import (
    act_document,
    alias_of,
    page_of,
    read_facts,
    text_record,
)
from regtrack_scrapers.platforms.eli_dialects import Dialect
from regtrack_scrapers.platforms.feed_paths import words
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed, Part

_WORDING = re.compile(r"""href=["']([^"']*akt/\d+\.xml)["']""")
_PARTS = 100
_QUERY = """PREFIX jolux: <http://data.legilux.public.lu/resource/ontology/jolux#>
SELECT DISTINCT ?consol ?dateAppl ?url WHERE {
?consol jolux:isMemberOf <https://fedlex.data.admin.ch/eli/%s> ; jolux:dateApplicability ?dateAppl ;
 jolux:isRealizedBy ?text . ?text jolux:isEmbodiedBy ?file ;
 jolux:language <http://publications.europa.eu/resource/authority/language/DEU> .
?file jolux:userFormat <https://fedlex.data.admin.ch/vocabulary/user-format/xml> ;
 jolux:isExemplifiedBy ?url } ORDER BY ?dateAppl"""


def versions_query(act: str) -> str:
    """The question for all versions of an act of Fedlex with their XML, for an address."""
    return quote(" ".join((_QUERY % act).split()))


def find_versions(body: bytes, context: ParseContext) -> Parsed:
    """The version that applies today, of all that Fedlex lists."""
    answer = json.loads(body)
    rows = answer["results"]["bindings"]
    if not rows:
        message = f"no version of {context.carry.get('act')}: was it given another number?"
        return broken(context, message, FaultKind.UNEXPECTEDLY_EMPTY)
    today = context.retrieved_at.date()
    applying = []
    for row in rows:
        day, url = iso_day(row["dateAppl"]["value"]), str(row["url"]["value"])
        if day is not None and day.first <= today and url.endswith(".xml"):
            applying.append((day.first, url))
    if not applying:
        return broken(context, "no version applies yet")
    url = max(applying)[1]
    if host_of(url) != host_of(context.spec.url):
        return broken(context, f"the text is elsewhere: {url[:200]}")
    return Parsed(follow=(Follow(url, "detail", ("xml",), carry=context.carry),))


def find_wording(body: bytes, dialect: Dialect, context: ParseContext) -> Parsed:
    """The XML of the wording in force, which the page of an act names."""
    found = _WORDING.findall(body.decode("utf-8", "replace"))
    if not found:
        return broken(context, f"{dialect.name}: the page names no XML of the act")
    url = urljoin(context.url, found[0])
    if host_of(url) != host_of(context.url):
        return broken(context, f"the text is elsewhere: {url[:200]}")
    return Parsed(follow=(Follow(url, "detail", ("xml",), carry=context.carry),))


def fragments(page: Mapping[str, Any], dialect: Dialect, context: ParseContext) -> Parsed:
    """An act of e-Sbirka from its record and the fragments of its text, page after page."""
    listed = page["seznam"]
    if not isinstance(listed, list):
        raise TypeError("`seznam` is no list")
    pieces = [*context.carry.get("pieces", ()), *_marked(listed)]
    at = int(dict(parse_qsl(urlsplit(context.url).query)).get("cisloStranky", "0"))
    if at + 1 < int(page.get("pocetStranek", 1)):
        carry = {**context.carry, "pieces": pieces}
        url = f"{context.url.partition('?')[0]}?cisloStranky={at + 1}"
        return Parsed(follow=(Follow(url, "detail", ("json",), carry=carry),))
    if not pieces:
        return broken(context, "a text without fragments", FaultKind.UNEXPECTEDLY_EMPTY)
    row = json.loads(context.carry["record"])
    facts = read_facts(row, dialect)
    body = page_of(facts.title, pieces)
    part = Part(f"{context.url.partition('?')[0]}#text", body, "text/html")
    own = replace(context, sha256=context.carry["record_sha256"])
    text = text_record(facts, own, part.url, part.media_type, hashlib.sha256(body).hexdigest())
    document = act_document(row, facts, dialect, own, text)
    return Parsed((document,), parts=(part,) if document.texts else ())


def _marked(listed: list[Any]) -> list[str]:
    """The words of the fragments that hold; others are kept in the list by their publisher."""
    return [
        str(f["xhtml"]) for f in listed if f.get("xhtml") and f.get("jeUcinny", True) is not False
    ]


def norms(answer: Mapping[str, Any], dialect: Dialect, context: ParseContext) -> Parsed:
    """The parts of an act in RIS: each wording of each is an instrument with its own dates."""
    found = answer["OgdSearchResult"]["OgdDocumentResults"]
    total = int(words(found["Hits"]["#text"]))
    listed = found.get("OgdDocumentReference", [])
    rows = listed if isinstance(listed, list) else [listed]
    if not rows:
        message = f"no part of the act {context.carry.get('act')}"
        return broken(context, message, FaultKind.UNEXPECTEDLY_EMPTY)
    documents: list[DocumentRecord] = []
    follow: list[Follow] = []
    faults: list[FaultRecord] = []
    wanted = tuple(context.spec.options.get("parts", ()))
    for place, row in enumerate(rows, start=1):
        try:
            if wanted and not dialect.values["part"].first(row).startswith(wanted):
                continue
            document = _norm(row, dialect, context)
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"part {place} breaks the schema: {error}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message))
            continue
        documents.append(document)
        follow += [Follow(t.url, "text", ("xml",)) for t in document.texts if t.url]
    follow += _more(total, context)
    return Parsed(tuple(documents), tuple(follow), tuple(faults))


def _more(total: int, context: ParseContext) -> list[Follow]:
    base, _, query = context.url.partition("?")
    pairs = dict(parse_qsl(query))
    at = int(pairs.get("Seitennummer", "1"))
    if at * _PARTS >= total:
        return []
    url = f"{base}?{urlencode({**pairs, 'Seitennummer': str(at + 1)})}"
    return [Follow(url, "list", ("json",), carry=context.carry)]


def _norm(row: Mapping[str, Any], dialect: Dialect, context: ParseContext) -> DocumentRecord:
    facts = read_facts(row, dialect)
    part, url = dialect.values["part"].first(row), dialect.values["text"].first(row)
    if not url.startswith("https://www.ris.bka.gv.at/"):
        raise ValueError(f"its text is elsewhere: {url[:200]!r}")
    named = replace(facts, title=f"{facts.title}, {part}")
    text = text_record(named, context, url, "application/xml", None)
    document = act_document(row, named, dialect, context, text)
    return replace(document, aliases=(alias_of(context.spec, facts.own),))
