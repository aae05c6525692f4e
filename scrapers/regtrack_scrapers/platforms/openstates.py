"""Open States API v3: bills of every US legislature that name the substance, then their texts.

`url` of a source is the API's address, `https://v3.openstates.org/bills`. Options: `terms` (what
to search), `jurisdiction` (an id or a name; all where absent), `updated_since` (ISO date or
instant), `never_empty` (true: an empty list is a fault; taken as true without `updated_since`).
Quirks: `per_page` is 20 at most; fields without a value are left out; a query shaped like a bill
number is taken for one; the free key allows some 250 requests a day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from regtrack.contract import DocumentRecord, FaultKind, SourceSpec, TextRecord
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.openstates_bill import bill_record

TERMS = ("kratom", "mitragynine", "7-hydroxymitragynine")
_INCLUDE = ("abstracts", "actions", "sources", "versions", "documents", "related_bills")
_PER_PAGE = 20
#: Of one version the marked-up forms are read before the printed ones.
_FORMS = ("html", "xml", "text/plain", "officedocument", "msword", "rtf", "pdf")
_MAX_TEXTS = 40
_TEXT_ACCEPT = ("html", "xml", "text", "pdf", "office")
_MAIL = re.compile(r"^(?:ftp|mailto|file):", re.IGNORECASE)


class OpenStates:
    """The aggregator of US legislatures."""

    name = "openstates"
    options = opt.declare(
        terms=opt.words,
        jurisdiction=opt.text,
        updated_since=opt.text,
        never_empty=opt.truth,
    )
    key: Key | None = Key("REGTRACK_OPENSTATES_KEY", "v3.openstates.org", header="X-API-KEY")

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The first page of each search term."""
        terms = spec.options.get("terms", TERMS)
        return tuple(_list(_first_page(spec, term)) for term in terms)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """Bills of one page, their texts, and the next page."""
        try:
            page = json.loads(body)
        except ValueError as error:
            return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, f"not JSON: {error}"),))
        missing = _missing(page)
        if missing:
            message = f"the answer has no {missing}"
            return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, message),))
        results, pagination = page["results"], page["pagination"]
        if not results and _never_empty(context):
            message = "no bill in a search that always finds some"
            return Parsed(faults=(context.fault(FaultKind.UNEXPECTEDLY_EMPTY, message),))
        return _with_next(_bills(results, context), pagination, context.url)


def _first_page(spec: SourceSpec, term: str) -> str:
    query: list[tuple[str, str]] = [("q", f'"{term}"' if "-" in term else term)]
    query += [("jurisdiction", v) for v in [spec.options.get("jurisdiction")] if v]
    query += [("updated_since", v) for v in [spec.options.get("updated_since")] if v]
    query += [("sort", "updated_desc"), *(("include", v) for v in _INCLUDE)]
    query += [("page", "1"), ("per_page", str(_PER_PAGE))]
    return f"{spec.url}?{urlencode(query)}"


def _list(url: str) -> Follow:
    return Follow(url, "list", accept=("json",), keyed=True)


def _missing(page: Any) -> str | None:
    if not isinstance(page, dict):
        return "object at its top"
    if not isinstance(page.get("results"), list):
        return "list `results`"
    pagination = page.get("pagination")
    if not isinstance(pagination, dict) or not isinstance(pagination.get("max_page"), int):
        return "`pagination.max_page`"
    return None


def _never_empty(context: ParseContext) -> bool:
    """Whether no bill at all is out of the question on this page."""
    options = context.spec.options
    default = not options.get("updated_since")
    return bool(options.get("never_empty", default)) and _page_number(context.url) == 1


def _page_number(url: str) -> int:
    return int(dict(parse_qsl(urlsplit(url).query)).get("page", "1"))


def _with_next(parsed: Parsed, pagination: Mapping[str, Any], url: str) -> Parsed:
    page = _page_number(url)
    if page >= pagination["max_page"]:
        return parsed
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query) if k != "page"]
    query.append(("page", str(page + 1)))
    following = urlunsplit(parts._replace(query=urlencode(query)))
    return replace(parsed, follow=(*parsed.follow, _list(following)))


def _bills(results: Iterable[Any], context: ParseContext) -> Parsed:
    documents, follow, faults = [], [], []
    for bill in results:
        try:
            document = _document(bill, context)
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            name = bill.get("identifier") if isinstance(bill, dict) else bill
            message = f"bill {str(name)[:60]!r} breaks the schema: {error!r}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message))
            continue
        documents.append(document)
        follow += [Follow(url, "text", _TEXT_ACCEPT) for url in wanted_texts(document.texts)]
    return Parsed(tuple(documents), tuple(follow), tuple(faults))


def _document(bill: Any, context: ParseContext) -> DocumentRecord:
    for name in ("id", "identifier", "title", "session", "jurisdiction"):
        if not bill[name]:
            raise ValueError(f"{name} is empty")
    if "actions" not in bill:
        raise KeyError("actions")
    record = bill_record(
        bill,
        source=context.spec.key,
        retrieved_at=context.retrieved_at,
        record_sha256=context.sha256,
    )
    spec = context.spec
    publisher = record.publisher or spec.publisher
    return replace(record, authority=spec.authority, publisher=publisher)


def wanted_texts(texts: Iterable[TextRecord]) -> tuple[str, ...]:
    """One address per version, its most readable form; the newest forty at most."""
    best: dict[tuple[str, str], TextRecord] = {}
    for text in texts:
        if not text.url or text.sha256 or _MAIL.match(text.url):
            continue
        version = (text.note, str(text.dated_on))
        if version not in best or _form(text) < _form(best[version]):
            best[version] = text
    return tuple(t.url for t in list(best.values())[-_MAX_TEXTS:] if t.url)


def _form(text: TextRecord) -> int:
    """How readable; a web page around a PDF (Kansas) is worse than the PDF."""
    kind = (text.media_type or "").lower()
    if "html" in kind and (text.url or "").lower().endswith(".pdf"):
        return len(_FORMS)
    return next((n for n, form in enumerate(_FORMS) if form in kind), len(_FORMS))
