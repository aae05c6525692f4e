"""Legistar Web API: matters of a city or county council that name the substance.

`url` of a source is `https://webapi.legistar.com/v1/{client}`. Options: `terms` (searched in titles
and names), `ordinances`, `resolutions` (words of the types of matters that are such), `bodies`
(names of the bodies that decide; any council, board of supervisors and the like), `since` (date of
the last change), `page_size` (200; 1,000 at most), `key_env` (the variable with the token of a
client that asks for one), `stale_after` (days since any matter changed), `never_empty`.

A list is an array without a count: a full page has a next one. An ordinance or a resolution is
three answers more (versions of its text, attachments, history, which is the record) and its text,
which stands inside JSON; every other matter (a report, a hearing) is a lead without a stage. Words
of statuses and actions are each client's own: the reading decides what they mean, from who acted
and how the vote went. Only an enactment, a number or a date, makes law. Histories and indexes are
recorded, matters and texts documented (2026-11-22)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from regtrack.contract import (
    FaultKind,
    FaultRecord,
    InstrumentKind,
    InvalidDocument,
    SourceSpec,
)
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.legistar_matter import kind_of, lead, matter_record
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed

_HOST = "webapi.legistar.com"
_TERMS = ("kratom", "mitragyn", "7-hydroxymitragynine")
_PAGE, _MOST = 200, 1000
_MAX_ROW_FAULTS = 20
#: What is asked of a matter after another, and what each answer is carried as.
_STEPS = ("versions", "attachments", "histories")


def _variable(value: Any) -> str | None:
    good = isinstance(value, str) and re.match(r"^REGTRACK_[A-Z0-9_]+$", value)
    return None if good else "write the name of a variable, REGTRACK_KEY_LEGISTAR_NYC"


def _page_size(value: Any) -> str | None:
    message = opt.count(value)
    return message or (None if 0 < value <= _MOST else f"write a number from 1 to {_MOST}")


class Legistar:
    """The agenda software of many councils."""

    name = "legistar"
    options = opt.declare(
        terms=opt.words,
        ordinances=opt.words,
        resolutions=opt.words,
        bodies=opt.words,
        since=opt.date,
        page_size=_page_size,
        key_env=_variable,
        stale_after=opt.count,
        never_empty=opt.truth,
    )
    key: Key | None = None

    def key_for(self, spec: SourceSpec) -> Key | None:
        """The token of a client that asks for one."""
        variable = spec.options.get("key_env")
        return Key(str(variable), _HOST, parameter="token") if variable else None

    def is_deep(self, spec: SourceSpec) -> bool:
        """A history may grow while its matter stays as it is."""
        return True

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The first page of each term."""
        return tuple(_search(spec, str(term)) for term in spec.options.get("terms", _TERMS))

    def unwrap(self, body: bytes, follow: Follow) -> tuple[bytes, str] | Fault | None:
        """The words of a text; an attachment is a text of its own."""
        if not follow.carry.get("inside"):
            return None
        try:
            text = json.loads(body)
            plain, rich = text["MatterTextPlain"], text.get("MatterTextRtf")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return Fault(FaultKind.LAYOUT_CHANGED, f"no text in the answer: {error!r}")
        if str(plain or "").strip():
            return str(plain).encode(), "text/plain"
        if str(rich or "").strip():
            return str(rich).encode(), "application/rtf"
        return Fault(FaultKind.UNEXPECTEDLY_EMPTY, "a text without words")

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The matters of a page and the next page, or the next answer of one matter."""
        try:
            rows = json.loads(body)
        except ValueError as error:
            return _fault(context, FaultKind.LAYOUT_CHANGED, f"not JSON: {error}")
        if not isinstance(rows, list):
            words = str(rows.get("Message") if isinstance(rows, dict) else rows)[:200]
            return _fault(context, FaultKind.LAYOUT_CHANGED, f"the answer is no list: {words}")
        if context.role == "list":
            return _page(rows, context)
        try:
            return _next(rows, context)
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            name = context.carry["matter"].get("MatterFile")
            words = f"matter {str(name)[:40]!r} breaks the schema: {error!r}"
            return _fault(context, FaultKind.LAYOUT_CHANGED, words[:400])


def _fault(context: ParseContext, kind: FaultKind, words: str) -> Parsed:
    return Parsed(faults=(context.fault(kind, words),))


def _base(spec: SourceSpec) -> str:
    return spec.url.rstrip("/")


def _search(spec: SourceSpec, term: str, skip: int = 0) -> Follow:
    words = term.replace("'", "''")
    wanted = " or ".join(f"substringof('{words}',{f})" for f in ("MatterTitle", "MatterName"))
    if since := spec.options.get("since"):
        wanted = f"({wanted}) and MatterLastModifiedUtc ge datetime'{since}'"
    size = str(spec.options.get("page_size", _PAGE))
    query = {"$filter": wanted, "$orderby": "MatterId desc", "$top": size, "$skip": str(skip)}
    url = f"{_base(spec)}/matters?{urlencode(query, safe='$', quote_via=quote)}"
    return Follow(url, "list", ("json",), keyed=True, carry={"term": term})


def _page(rows: list[Any], context: ParseContext) -> Parsed:
    query = dict(parse_qsl(urlsplit(context.url).query))
    size, skip = int(query["$top"]), int(query["$skip"])
    if not rows and not skip and context.spec.options.get("never_empty"):
        words = "no matter in a search that always finds some"
        return _fault(context, FaultKind.UNEXPECTEDLY_EMPTY, words)
    documents, follow = [], []
    faults: list[FaultRecord] = _stale(rows, context)
    for row in rows:
        try:
            if row.get("MatterRestrictViewViaWeb"):
                continue
            if kind_of(row, context.spec) is InstrumentKind.AGENCY_NOTICE:
                documents.append(lead(row, context))
            else:
                follow.append(_ask(context.spec, {"matter": row}))
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            words = f"a matter breaks the schema: {error!r}: {str(row)[:60]}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, words[:400]))
    if len(rows) >= size:
        follow.append(_search(context.spec, str(context.carry["term"]), skip + size))
    return Parsed(tuple(documents), tuple(follow), tuple(faults[:_MAX_ROW_FAULTS]))


def _stale(rows: list[Any], context: ParseContext) -> list[FaultRecord]:
    """Whether nothing at all was changed for longer than a council can be silent."""
    most = context.spec.options.get("stale_after")
    days = [str(r.get("MatterLastModifiedUtc") or "") for r in rows if isinstance(r, dict)]
    if most is None or not any(days):
        return []
    newest = dt.date.fromisoformat(max(days)[:10])
    age = (context.retrieved_at.date() - newest).days
    words = f"the newest change is of {newest}, {age} days ago"
    return [context.fault(FaultKind.STALE_UPSTREAM, words)] if age > int(most) else []


def _ask(spec: SourceSpec, carry: Mapping[str, Any]) -> Follow:
    """What is to be asked of a matter next, anew whenever the matter itself changed."""
    step = next(s for s in _STEPS if s not in carry)
    row = carry["matter"]
    mark = quote(str(row.get("MatterRowVersion") or ""), safe="")
    url = f"{_base(spec)}/matters/{int(row['MatterId'])}/{step}#{mark}"
    return Follow(url, "detail", ("json",), keyed=True, carry=carry)


def _next(rows: list[Any], context: ParseContext) -> Parsed:
    said = dict(context.carry)
    step = next(s for s in _STEPS if s not in said)
    said[step] = rows
    if step != _STEPS[-1]:
        return Parsed(follow=(_ask(context.spec, said),))
    return matter_record(said, context)
