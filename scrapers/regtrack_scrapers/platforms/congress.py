"""Congress.gov API v3: bills of Congress that name the substance, their actions, their texts.

`url` of a source is `https://api.congress.gov/v3`; the key (`REGTRACK_CONGRESS_KEY`) travels in a
header. Options: `congress` (`119`), `bills` (`119/hr/8000`: followed whatever their titles say),
`types` (which lists are read: `hr`, `s`, ...; none where only `bills` are followed), `terms`,
`pages` (how many pages of 250 of a list, the last updated first; 4), `quota` (5,000 an hour).
There is no search: the lists give titles and the day of the last update. `updateDate` is no
legislative date and moves without anything new. A bill is three bodies (bill, texts, actions), read
one after the other; the record is the last. Of more than 250 actions the newest 250 are read. The
answer is XML unless `format=json` is asked for (since April 2026). Written from captured replies
of 2022 and the interface's description."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from regtrack.contract import FaultKind, FaultRecord, SourceSpec
from regtrack.domain.errors import InvalidDocument
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

#: What a title says in place of the name of the plant.
_TITLE_TERMS = (*TERMS, "mitragyn", "7-OH", "MGM-15", "MGM-16")
_LIMIT = 250
_PAGES = 4


class Congress:
    """The interface of the Library of Congress."""

    name = "congress"
    options = opt.declare(
        congress=opt.text,
        bills=opt.words,
        types=opt.words,
        terms=opt.words,
        pages=opt.count,
        quota=opt.count,
    )
    key: Key | None = Key("REGTRACK_CONGRESS_KEY", "api.congress.gov", header="X-Api-Key")
    quota: tuple[int, str] = (5_000, "hour")

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The bills that are followed, and the first page of each list."""
        types = spec.options.get("types", () if spec.options.get("bills") else ("hr", "s"))
        congress = spec.options.get("congress", "119")
        lists = [_list(f"{spec.url}/bill/{congress}/{kind}", 0) for kind in types]
        return (*(_detail(spec.url, name) for name in followed(spec)), *lists)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The bills of a list, or the next body of one bill, or its record."""
        try:
            answer = json.loads(body)
        except ValueError as error:
            return _fault(context, f"not JSON: {error}")
        if not isinstance(answer, dict):
            return _fault(context, "the answer has no object at its top")
        if context.role == "list":
            return _bills(answer, context)
        step = {"bill": _to_texts, "textVersions": _to_actions, "actions": _record}
        for name, take in step.items():
            if name in answer:
                try:
                    return take(answer[name], context)
                except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
                    return _fault(context, f"`{name}` breaks the schema: {error!r}")
        return _fault(context, "the answer has no `bill`, `textVersions` or `actions`")


def _fault(context: ParseContext, words: str) -> Parsed:
    return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, words),))


def _list(url: str, offset: int) -> Follow:
    query = {"format": "json", "limit": _LIMIT, "offset": offset, "sort": "updateDate+desc"}
    return Follow(f"{url}?{urlencode(query, safe='+')}", "list", ("json",), keyed=True)


def _detail(base: str, name: BillName, updated: str = "") -> Follow:
    """The first body of a bill; with the instant of its last update it is asked for once."""
    path = f"{base}/bill/{name.congress}/{name.kind}/{name.number}"
    mark = f"#{updated}" if updated else ""
    return Follow(f"{path}?format=json{mark}", "detail", ("json",), keyed=True, lasting=bool(mark))


def _bills(answer: Mapping[str, Any], context: ParseContext) -> Parsed:
    rows, paging = answer.get("bills"), answer.get("pagination")
    if not isinstance(rows, list) or not isinstance(paging, dict):
        return _fault(context, "the answer has no list `bills` with `pagination`")
    offset = int(dict(parse_qsl(urlsplit(context.url).query)).get("offset", "0"))
    if not rows and offset == 0:
        words = "no bill in a list of a Congress"
        return Parsed(faults=(context.fault(FaultKind.UNEXPECTEDLY_EMPTY, words),))
    follow: list[Follow] = []
    faults: list[FaultRecord] = []
    terms = context.spec.options.get("terms", _TITLE_TERMS)
    for row in rows:
        try:
            if terms_in((row["title"],), terms):
                follow.append(_changed(row, context))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            words = f"a row breaks the schema: {error!r}: {str(row)[:60]}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, words))
    if paging.get("next") and offset // _LIMIT + 1 < int(context.spec.options.get("pages", _PAGES)):
        follow.append(_list(context.url.partition("?")[0], offset + _LIMIT))
    return Parsed(follow=tuple(follow), faults=tuple(faults))


def _changed(row: Mapping[str, Any], context: ParseContext) -> Follow:
    name = BillName.read(f"{row['congress']}/{row['type']}/{row['number']}")
    updated = str(row.get("updateDateIncludingText") or row["updateDate"])
    return _detail(context.spec.url, name, updated)


def _next(context: ParseContext, what: str, carry: Mapping[str, Any]) -> Parsed:
    """The next body of the same bill, once for each update of it."""
    name = carry["name"]
    url = f"{context.spec.url}/bill/{name}/{what}?format=json&limit={_LIMIT}#{carry['updated']}"
    return Parsed(follow=(Follow(url, "detail", ("json",), True, lasting=True, carry=carry),))


def _to_texts(bill: Mapping[str, Any], context: ParseContext) -> Parsed:
    name = BillName.read(f"{bill['congress']}/{bill['type']}/{bill['number']}")
    title = str(bill.get("title") or "").strip()
    carry = {
        "name": f"{name.congress}/{name.kind}/{name.number}",
        "title": title,
        "laws": bill.get("laws") or [],
        "updated": str(bill.get("updateDateIncludingText") or bill["updateDate"]),
    }
    if not title:
        raise ValueError("title is empty")
    return _next(context, "text", carry)


def _to_actions(versions: Any, context: ParseContext) -> Parsed:
    if not isinstance(versions, list):
        raise TypeError("textVersions is not a list")
    return _next(context, "actions", {**context.carry, "versions": versions})


def _record(actions: Any, context: ParseContext) -> Parsed:
    if not isinstance(actions, list) or not actions:
        words = "a bill without any action"
        return Parsed(faults=(context.fault(FaultKind.UNEXPECTEDLY_EMPTY, words),))
    said = context.carry
    record = congress_record(
        BillName.read(said["name"]),
        said["title"],
        actions,
        said["versions"],
        said["laws"],
        context,
    )
    return Parsed((record,), text_follows(record))
