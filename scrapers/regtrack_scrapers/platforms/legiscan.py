"""LegiScan API: bills of all states and Congress that name the substance, then their texts.

`url` of a source is `https://api.legiscan.com/`; the key (`REGTRACK_LEGISCAN_KEY`) is put into the
address on the wire only. Options: `states` (postal codes; `ALL`), `terms`, `year` (2: current
sessions), `list` (`search`: `getSearchRaw` per state and term; `master`: `getMasterList` per
state, titles and descriptions are searched for the terms), `bills` (ids that are followed whatever
they say), `relevance` (least, in percent; 0), `quota` (30,000 requests a month), `never_empty`.
`change_hash` is the validator: a bill is asked for only when it changed, a text by its `text_hash`
once, so that a quiet look costs one request a list. Errors come with status 200 and
`"status": "ERROR"`. The data are under CC BY 4.0: LegiScan is named as their publisher. Written
from captured data sets and client code; the search was not seen live (2026-11-22)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from regtrack.contract import FaultKind, FaultRecord, SourceSpec
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.legiscan_bill import (
    bill_record,
    document_in,
    public_addresses,
    terms_in,
)
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.openstates import TERMS

_REFUSED = re.compile(
    r"\b(?:api )?key\b|limit|quota|exceed|subscri|suspend|denied|permission|not authori|unauthori"
    r"|ip address|blocked|spent",
    re.IGNORECASE,
)
_GONE = re.compile(r"unknown|invalid|not found|no such|does not exist|missing", re.IGNORECASE)
_MAX_TEXTS = 40


class LegiScan:
    """The aggregator of US legislatures that gives texts and hashes of what changed."""

    name = "legiscan"
    options = opt.declare(
        states=opt.words,
        terms=opt.words,
        year=opt.text,
        list=opt.text,
        bills=opt.words,
        relevance=opt.count,
        quota=opt.count,
        never_empty=opt.truth,
    )
    key: Key | None = Key("REGTRACK_LEGISCAN_KEY", "api.legiscan.com", parameter="key")
    quota: tuple[int, str] = (30_000, "month")

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """One list per state and term, or one master list per state."""
        states = spec.options.get("states", ("ALL",))
        if spec.options.get("list") == "master":
            return tuple(_list(spec, op="getMasterList", state=s) for s in states)
        year = spec.options.get("year", "2")
        return tuple(
            _list(spec, op="getSearchRaw", state=s, query=_query(t), year=year)
            for s in states
            for t in spec.options.get("terms", TERMS)
        )

    def judge(self, body: bytes, follow: Follow) -> Fault | None:
        """An error told with status 200: a refused key, a spent quota, an unknown id."""
        try:
            answer = json.loads(body)
        except ValueError:
            return None
        if not isinstance(answer, dict) or answer.get("status") != "ERROR":
            return None
        alert = answer.get("alert")
        words = str(alert.get("message") if isinstance(alert, dict) else alert)[:200]
        if _REFUSED.search(words):
            return Fault(FaultKind.BLOCKED, f"answered with an error: {words}")
        if _GONE.search(words):
            return Fault(FaultKind.LAYOUT_CHANGED, f"the record is gone: {words}")
        return Fault(FaultKind.FETCH_FAILED, f"answered with an error: {words}")

    def unwrap(self, body: bytes, follow: Follow) -> tuple[bytes, str] | Fault:
        """The text inside a `getBillText` answer."""
        try:
            text = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError) as error:
            return Fault(FaultKind.LAYOUT_CHANGED, f"no `text` in the answer: {error!r}")
        return document_in(text, urldefrag(follow.url).fragment)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The bills of a list and its next page, or one bill with its texts."""
        try:
            answer = json.loads(body)
        except ValueError as error:
            return _fault(context, FaultKind.LAYOUT_CHANGED, f"not JSON: {error}")
        if not isinstance(answer, dict) or answer.get("status") != "OK":
            return _fault(context, FaultKind.LAYOUT_CHANGED, "the answer has no `status` OK")
        if context.role == "detail":
            return _bill(answer, context)
        if "masterlist" in answer:
            return _master(answer["masterlist"], context)
        return _found(answer.get("searchresult"), context)


def _query(term: str) -> str:
    return f'"{term}"' if re.search(r"[\W_]", term) else term


def _list(spec: SourceSpec, **query: str) -> Follow:
    return Follow(f"{spec.url}?{urlencode(query)}", "list", accept=("json",), keyed=True)


def _fault(context: ParseContext, kind: FaultKind, words: str) -> Parsed:
    return Parsed(faults=(context.fault(kind, words),))


def _found(result: Any, context: ParseContext) -> Parsed:
    """The rows of a search: a list `results` (raw), or an object keyed 0, 1, ..."""
    summary = result.get("summary") if isinstance(result, dict) else None
    if not isinstance(summary, dict) or not isinstance(summary.get("count"), int):
        return _fault(context, FaultKind.LAYOUT_CHANGED, "the answer has no `summary.count`")
    rows = result.get("results")
    if not isinstance(rows, list):
        rows = [row for name, row in result.items() if name.isdigit()]
    if not rows:
        return _nothing(summary["count"], context)
    least = int(context.spec.options.get("relevance", 0))
    rows = [r for r in rows if not isinstance(r, dict) or (r.get("relevance") or 0) >= least]
    follow, faults = _details(rows, context)
    page, last = int(summary.get("page_current") or 1), int(summary.get("page_total") or 1)
    if page < last:
        query = {**dict(parse_qsl(urlsplit(context.url).query)), "page": str(page + 1)}
        follow.append(_list(context.spec, **query))
    return Parsed(follow=tuple(follow), faults=tuple(faults))


def _nothing(count: int, context: ParseContext) -> Parsed:
    """No bill: usual for one state and a rare term, not for the plant itself in all states."""
    if count:
        return _fault(context, FaultKind.LAYOUT_CHANGED, f"{count} bills counted, none listed")
    query = dict(parse_qsl(urlsplit(context.url).query))
    common = query.get("state") == "ALL" and query.get("query") == TERMS[0]
    if context.spec.options.get("never_empty", common) and int(query.get("page", "1")) == 1:
        words = "no bill in a search that always finds some"
        return _fault(context, FaultKind.UNEXPECTEDLY_EMPTY, words)
    return Parsed()


def _master(rows: Any, context: ParseContext) -> Parsed:
    """The bills of a session whose words name a term, and those that are followed."""
    if not isinstance(rows, dict) or "session" not in rows:
        return _fault(context, FaultKind.LAYOUT_CHANGED, "the master list has no `session`")
    bills = [row for name, row in rows.items() if name != "session"]
    if not bills:
        if context.spec.options.get("never_empty"):
            words = "no bill in the list of a session"
            return _fault(context, FaultKind.UNEXPECTEDLY_EMPTY, words)
        return Parsed()
    terms = context.spec.options.get("terms", TERMS)
    known = {str(b) for b in context.spec.options.get("bills", ())}
    wanted = [
        row
        for row in bills
        if not isinstance(row, dict)
        or str(row.get("bill_id")) in known
        or terms_in((row.get("title"), row.get("description")), terms)
    ]
    follow, faults = _details(wanted, context)
    return Parsed(follow=tuple(follow), faults=tuple(faults))


def _details(rows: Iterable[Any], context: ParseContext) -> tuple[list[Follow], list[FaultRecord]]:
    follow, faults = [], []
    for row in rows:
        if not isinstance(row, Mapping) or not row.get("bill_id") or not row.get("change_hash"):
            words = f"a row without `bill_id` or `change_hash`: {str(row)[:60]}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, words))
            continue
        url = f"{context.spec.url}?op=getBill&id={row['bill_id']}#{row['change_hash']}"
        follow.append(Follow(url, "detail", accept=("json",), keyed=True, lasting=True))
    return follow, faults


def _bill(answer: Mapping[str, Any], context: ParseContext) -> Parsed:
    bill = answer.get("bill")
    if not isinstance(bill, dict):
        return _fault(context, FaultKind.LAYOUT_CHANGED, "the answer has no `bill`")
    try:
        record = bill_record(
            bill,
            source=context.spec.key,
            retrieved_at=context.retrieved_at,
            record_sha256=context.sha256,
        )
        public = public_addresses(bill)
    except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
        name = str(bill.get("bill_number"))[:60]
        words = f"bill {name!r} breaks the schema: {error!r}"
        return _fault(context, FaultKind.LAYOUT_CHANGED, words)
    urls = [t.url for t in record.texts if t.url][-_MAX_TEXTS:]
    texts = tuple(
        Follow(url, "text", ("json",), keyed=True, lasting="#" in url, public=public.get(url))
        for url in urls
    )
    return Parsed((record,), texts)
