"""Federal Register API v1: what is filed for public inspection, then what is published.

`url` of a source is `https://www.federalregister.gov/api/v1`. Options: `terms`, `agencies` (slugs),
`since` (date of publication), `never_empty` (true). A correction need not name the
plant: it is followed from the document that it corrects. Quirks: zero hits leave `results` and
`total_pages` out; the same `document_number` links a filed document to the published one; what a
document does is in `action` more than in `type`. Filed is not published: it is told as proposed
whatever its type, and becomes law by publication at the earliest; a note says when an agency asked
for it back. A text that was pulled is told and never read as the act."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from regtrack.contract import DocumentRecord, FaultKind, SourceSpec
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.hosts import registrable
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.federal_register_document import corrections, filed, published
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed

TERMS = (
    "kratom",
    "mitragynine",
    "7-hydroxymitragynine",
    "mitragyna speciosa",
    "MGM-15",
    "MGM-16",
    "mitragynine pseudoindoxyl",
)
FIELDS = (
    "document_number",
    "title",
    "type",
    "subtype",
    "action",
    "abstract",
    "dates",
    "agencies",
    "agency_names",
    "cfr_references",
    "citation",
    "comments_close_on",
    "correction_of",
    "corrections",
    "docket_id",
    "docket_ids",
    "effective_on",
    "publication_date",
    "signing_date",
    "html_url",
    "pdf_url",
    "body_html_url",
    "raw_text_url",
    "json_url",
)
_PER_PAGE = 100
_PULLED = re.compile(
    rb"document\b.{0,40}\b(?:has been|was|is) (?:removed|pulled|withdrawn from publication)", re.I
)
_MOST_OF_A_NOTE = 4096


class FederalRegister:
    """The daily journal of the United States government."""

    name = "federal_register"
    options = opt.declare(
        terms=opt.words,
        agencies=opt.words,
        since=opt.text,
        never_empty=opt.truth,
    )
    key: Key | None = None

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """One list of filed and one of published documents per term."""
        terms = spec.options.get("terms", TERMS)
        lists = [_list(_search(spec, term, filed=True)) for term in terms]
        return (*lists, *(_list(_search(spec, term, filed=False)) for term in terms))

    def judge(self, body: bytes, follow: Follow) -> Fault | None:
        """A short page that says that the document was pulled is not the document."""
        if follow.role != "text" or len(body) > _MOST_OF_A_NOTE or not _PULLED.search(body):
            return None
        return Fault(FaultKind.LAYOUT_CHANGED, "the document was removed by its publisher")

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """Documents of one page, their full texts, and the next page."""
        try:
            page: Any = json.loads(body)
        except ValueError as error:
            return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, f"not JSON: {error}"),))
        if context.role == "detail":
            return _documents([page], context)
        if not isinstance(page, dict) or not isinstance(page.get("count"), int):
            message = "the answer has no `count`"
            return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, message),))
        results = page.get("results", [])
        if not results:
            return _nothing(page["count"], context)
        parsed = _documents(results, context)
        following = page.get("next_page_url")
        if not following:
            return parsed
        if registrable(following) != registrable(context.url):
            fault = context.fault(FaultKind.LAYOUT_CHANGED, f"next page elsewhere: {following}")
            return replace(parsed, faults=(*parsed.faults, fault))
        return replace(parsed, follow=(*parsed.follow, _list(following)))


def _search(spec: SourceSpec, term: str, *, filed: bool) -> str:
    query: list[tuple[str, str]] = [("conditions[term]", f'"{term}"')]
    query += [("conditions[agencies][]", a) for a in spec.options.get("agencies", ())]
    if filed:
        path = "public-inspection-documents.json"
    else:
        path = "documents.json"
        since = spec.options.get("since")
        query += [("conditions[publication_date][gte]", str(since))] if since else []
        query += [("fields[]", name) for name in FIELDS]
        query += [("order", "newest")]
    query.append(("per_page", str(_PER_PAGE)))
    return f"{spec.url.rstrip('/')}/{path}?{urlencode(query)}"


def _list(url: str) -> Follow:
    return Follow(url, "list", accept=("json",))


def _is_filed(url: str) -> bool:
    return "/public-inspection-documents" in url


def _nothing(count: int, context: ParseContext) -> Parsed:
    """An empty list: usual on public inspection and for rare terms, not for the plant itself."""
    if count:
        message = f"{count} documents counted, none listed"
        return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, message),))
    common = any(f"%22{term}%22" in context.url for term in TERMS[:2])
    narrowed = "publication_date" in context.url or "agencies" in context.url
    expected = context.spec.options.get("never_empty", common and not narrowed)
    if expected and not _is_filed(context.url):
        message = "no document in a search that always finds some"
        return Parsed(faults=(context.fault(FaultKind.UNEXPECTEDLY_EMPTY, message),))
    return Parsed()


def _documents(results: Sequence[Mapping[str, Any]], context: ParseContext) -> Parsed:
    documents: list[DocumentRecord] = []
    faults = []
    for row in results:
        try:
            make = filed if _is_filed(context.url) else published
            documents.append(make(row, results, context))
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            name = row.get("document_number") if isinstance(row, dict) else row
            message = f"document {str(name)[:60]!r} breaks the schema: {error!r}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message))
    texts = [t.url for d in documents for t in d.texts if t.url]
    accept = ("text", "html", "xml", "pdf")
    follow = [Follow(url, "text", accept) for url in texts]
    if not _is_filed(context.url):
        follow += _corrections(results, context)
    return Parsed(tuple(documents), tuple(follow), tuple(faults))


def _corrections(results: Sequence[Any], context: ParseContext) -> list[Follow]:
    """The documents that correct one of these and are not among them."""
    rows = [row for row in results if isinstance(row, dict)]
    here = {str(row.get("document_number")) for row in rows}
    fields = urlencode([("fields[]", name) for name in FIELDS])
    place = f"{context.spec.url.rstrip('/')}/documents"
    wanted = dict.fromkeys(number for row in rows for number in corrections(row))
    return [
        Follow(f"{place}/{number}.json?{fields}", "detail", ("json",))
        for number in wanted
        if number not in here
    ]
