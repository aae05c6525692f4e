"""govinfo of the Government Publishing Office: the status files (BILLSTATUS XML) of bills.

`url` of a source is `https://www.govinfo.gov`. Options: `bills` (`119/hr/8000`: their files are
asked for with every look, by conditional requests), `feed` (true: the feed of status files that
were written anew tells which others are looked into), `types` and `congress` (which of those),
`terms` (what the title of such a bill must name), `since` (an instant `2026-01-01T00:00:00Z`: the
keyed interface lists the titles of all bills printed anew since), `quota` (1,000 an hour).
No key is needed but for `since` (`REGTRACK_GOVINFO_KEY`, in a header to api.govinfo.gov).
Quirks: schema 3.0 renamed `billNumber` and `billType` to `number` and `type`; actions stand the
newest first and most of them twice; an empty row ends `textVersions`; the files are written anew
some six times a day, often with nothing new. The feed's form is from client code, not seen live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from regtrack.contract import FaultKind, SourceSpec
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.keys import without_parameter
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.congress_bill import (
    BillName,
    congress_record,
    followed,
    text_follows,
)
from regtrack_scrapers.platforms.legiscan_bill import terms_in
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.openstates import TERMS

API = "https://api.govinfo.gov"
_TITLE_TERMS = (*TERMS, "mitragyn", "7-OH", "MGM-15", "MGM-16")
_STATUS = re.compile(r"\bBILLSTATUS-(\d{2,3})([a-z]+)(\d+)\.xml")
_PACKAGE = re.compile(r"^BILLS-(\d{2,3})([a-z]+?)(\d+)[a-z]")
_MAX_FEED = 400


class GovInfo:
    """The printer of Congress."""

    name = "govinfo"
    options = opt.declare(
        congress=opt.text,
        bills=opt.words,
        types=opt.words,
        terms=opt.words,
        feed=opt.truth,
        since=opt.text,
        quota=opt.count,
    )
    key: Key | None = Key("REGTRACK_GOVINFO_KEY", "api.govinfo.gov", header="X-Api-Key")
    quota: tuple[int, str] = (1_000, "hour")

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The files of the bills that are followed, the feed, and the keyed list."""
        follow = [_status(spec.url, name) for name in followed(spec)]
        if spec.options.get("feed", not follow):
            follow.append(Follow(f"{spec.url}/rss/billstatus-batch.xml", "list", ("xml",)))
        if since := spec.options.get("since"):
            url = f"{API}/collections/BILLS/{since}?offsetMark=*&pageSize=1000"
            follow.append(Follow(url, "list", ("json",), keyed=True))
        return tuple(follow)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The bills that a list names, or one bill with its texts."""
        if host_of(context.url) == host_of(API):
            return _packages(body, context)
        try:
            root = etree.fromstring(body, _parser())
        except etree.XMLSyntaxError as error:
            return _fault(context, f"broken XML: {error}")
        if root.tag == "rss":
            return _feed(root, body, context)
        bill = root.find("bill") if root.tag == "billStatus" else None
        if bill is None:
            return _fault(context, "neither a feed nor a bill's status")
        try:
            return _bill(bill, context)
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            return _fault(context, f"the status breaks the schema: {error!r}")


def _parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _fault(context: ParseContext, words: str) -> Parsed:
    return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, words),))


def _status(base: str, name: BillName, mark: str = "") -> Follow:
    file = f"BILLSTATUS-{name.congress}{name.kind}{name.number}.xml"
    url = f"{base}/bulkdata/BILLSTATUS/{name.congress}/{name.kind}/{file}"
    return Follow(f"{url}#{mark}" if mark else url, "detail", ("xml",), lasting=bool(mark))


def _feed(root: Any, body: bytes, context: ParseContext) -> Parsed:
    """The files written anew, each once for the day and hour of its batch."""
    items = root.findall("channel/item")
    if root.find("channel") is None:
        return _fault(context, "the feed has no `channel`")
    if not items or not _STATUS.search(body.decode("utf-8", "replace")):
        words = "the feed names no status file"
        return Parsed(faults=(context.fault(FaultKind.UNEXPECTEDLY_EMPTY, words),))
    options = context.spec.options
    own = set(followed(context.spec))
    found: dict[BillName, Follow] = {}
    for item in items:
        mark = re.sub(r"[^\w:]+", "-", item.findtext("pubDate") or item.findtext("guid") or "")
        for name in _named(" ".join(item.itertext())):
            wanted = name.congress == str(options.get("congress", "119"))
            wanted = wanted and name.kind in options.get("types", ("hr", "s"))
            if wanted and name not in own and name not in found:
                found[name] = _status(context.spec.url, name, mark)
    return Parsed(follow=tuple(found.values())[:_MAX_FEED])


def _named(text: str) -> Iterator[BillName]:
    for match in _STATUS.finditer(text):
        try:
            yield BillName.read("/".join(match.groups()))
        except ValueError:
            continue


def _packages(body: bytes, context: ParseContext) -> Parsed:
    """The bills of the keyed list whose titles name a term, and its next page."""
    try:
        page = json.loads(body)
    except ValueError as error:
        return _fault(context, f"not JSON: {error}")
    rows = page.get("packages") if isinstance(page, dict) else None
    if not isinstance(rows, list) or not isinstance(page.get("count"), int):
        return _fault(context, "the answer has no list `packages` with `count`")
    terms = context.spec.options.get("terms", _TITLE_TERMS)
    follow, faults = [], []
    for row in rows:
        match = _PACKAGE.match(str(row.get("packageId"))) if isinstance(row, dict) else None
        if match is None:
            words = f"a row without a package: {str(row)[:60]}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, words))
        elif terms_in((row.get("title"),), terms):
            name = BillName.read("/".join(match.groups()))
            mark = str(row.get("lastModified") or row["packageId"])
            follow.append(_status(context.spec.url, name, mark))
    if page.get("nextPage"):
        following = without_parameter(str(page["nextPage"]), "api_key")
        if host_of(following) != host_of(API):
            return _fault(context, f"next page elsewhere: {following}")
        follow.append(Follow(following, "list", ("json",), keyed=True))
    return Parsed(follow=tuple(follow), faults=tuple(faults))


def _bill(bill: Any, context: ParseContext) -> Parsed:
    def text(*names: str) -> str:
        return next((t.strip() for n in names if (t := bill.findtext(n)) and t.strip()), "")

    name = BillName.read(
        f"{text('congress')}/{text('type', 'billType')}/{text('number', 'billNumber')}"
    )
    title = text("title") or text("titles/item/title")
    if name not in followed(context.spec) and not terms_in(
        _subjects(bill, title), context.spec.options.get("terms", _TITLE_TERMS)
    ):
        return Parsed()
    actions = [_plain(item) for item in bill.findall("actions/item")]
    if not actions:
        words = "a bill without any action"
        return Parsed(faults=(context.fault(FaultKind.UNEXPECTEDLY_EMPTY, words),))
    versions = [_version(item) for item in bill.findall("textVersions/item")]
    laws = [_plain(item) for item in bill.findall("laws/item")]
    record = congress_record(name, title, actions, versions, laws, context)
    return Parsed((record,), text_follows(record))


def _subjects(bill: Any, title: str) -> Iterator[str]:
    """Where a bill that is not followed may name the substance: its titles and summaries."""
    yield title
    for path in ("titles/item/title", "summaries//text"):
        yield from ("".join(node.itertext()) for node in bill.findall(path))


def _plain(item: Any) -> dict[str, Any]:
    """An element's children by name: words, or for one with children of its own, those."""
    return {
        child.tag: _plain(child) if len(child) else (child.text or "").strip()
        for child in item
        if isinstance(child.tag, str)
    }


def _version(item: Any) -> Mapping[str, Any]:
    formats = [{"url": (node.text or "").strip()} for node in item.findall("formats/item/url")]
    return {"type": item.findtext("type"), "date": item.findtext("date"), "formats": formats}
