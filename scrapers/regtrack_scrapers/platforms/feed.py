"""Any JSON, XML, CSV, Atom or RSS of any publisher, by paths that its source declares.

`url` of a source is the list; `{term}` in it stands for each of `terms`. The options are those of
`feed_options.NAMES`, explained in docs/adding-a-source.md. Quirks that were seen and are options:
a list that finds nothing and answers 404 (openFDA: `nothing`), one that leaves its list out then
(Riksdag: `items_missing`), links in http on a page of https and addresses without a scheme
(Riksdag), a byte-order mark before JSON (NeuRIS, RIS), instants that are another day where the law
is made (regulations.gov: `zone`), a list of one written without its list (RIS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord, SourceSpec
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms import feed_options
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.feed_options import FeedOptions, read_options
from regtrack_scrapers.platforms.feed_page import FeedFault, Page, read_page
from regtrack_scrapers.platforms.feed_paging import next_page
from regtrack_scrapers.platforms.feed_rows import read_row, row_text
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed, Part

_MAX_ROW_FAULTS = 20


class Feed:
    """A list of documents, declared in TOML."""

    name = "feed"
    #: Checked as a whole: what one option may be depends on others.
    options: opt.Options = dict.fromkeys(feed_options.NAMES, lambda value: None)
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """Every wrong option with what to write instead."""
        return feed_options.problems(options, url)

    def key_for(self, spec: SourceSpec) -> Key | None:
        """The key that this source declares, for its own host."""
        given = spec.options
        variable = given.get("key_env")
        if not variable:
            return None
        return Key(
            variable=str(variable),
            host=host_of(spec.url),
            header=given.get("key_header"),
            parameter=given.get("key_param"),
            optional=bool(given.get("key_optional", False)),
        )

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The list, once for each term."""
        options = read_options(spec.options)
        if not options.terms:
            return (_list(spec.url, options),)
        urls = (spec.url.replace("{term}", quote(term, safe="")) for term in options.terms)
        return tuple(_list(url, options) for url in urls)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The documents of one page, their texts, and the next page."""
        try:
            options = read_options(context.spec.options)
        except ValueError as error:
            message = f"an option of this source is wrong: {error}"
            return Parsed(faults=(context.fault(FaultKind.INVALID_DOCUMENT, message),))
        try:
            page = _page(body, options, context)
        except FeedFault as error:
            return Parsed(faults=(context.fault(error.kind, str(error)),))
        parsed = _rows(page.rows, options, context)
        try:
            following = next_page(page, context.url, options, context.spec.options.get("key_param"))
        except FeedFault as error:
            fault = context.fault(error.kind, str(error))
            return Parsed(parsed.documents, parsed.follow, (*parsed.faults, fault), parsed.parts)
        more = (_list(following, options),) if following else ()
        return Parsed(parsed.documents, (*parsed.follow, *more), parsed.faults, parsed.parts)


def _list(url: str, options: FeedOptions) -> Follow:
    return Follow(url, "list", options.accept, keyed=True, nothing=options.nothing)


def _page(body: bytes, options: FeedOptions, context: ParseContext) -> Page:
    """The rows, or a fault where a list that is never empty is. Raises FeedFault."""
    nothing = bool(options.nothing) and options.nothing.encode() in body[:4096]
    page = Page(None, ()) if nothing else read_page(body, options)
    if page.rows or not options.never_empty:
        return page
    first = {f.url for f in Feed().start(context.spec)}
    if context.url in first:
        message = "no row in a list that is never empty"
        raise FeedFault(message, FaultKind.UNEXPECTEDLY_EMPTY)
    return page


def _rows(rows: Sequence[Any], options: FeedOptions, context: ParseContext) -> Parsed:
    documents: list[DocumentRecord] = []
    follow: list[Follow] = []
    parts: list[Part] = []
    faults: list[FaultRecord] = []
    for place, row in enumerate(rows, start=1):
        broken = isinstance(row, dict) and not row
        if options.matcher and not broken and not options.matcher.finds(row_text(row)):
            continue
        try:
            result = read_row(row, options, context)
        except (InvalidDocument, ValueError) as error:
            message = f"row {place} breaks the declaration: {error}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message[:400]))
            continue
        documents.append(result.document)
        follow += [result.follow] if result.follow else []
        parts += [result.part] if result.part else []
        if result.wrong:
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, result.wrong))
    if len(faults) > _MAX_ROW_FAULTS:
        rest = len(faults) - _MAX_ROW_FAULTS
        more = context.fault(FaultKind.LAYOUT_CHANGED, f"{rest} more rows are not as declared")
        faults = [*faults[:_MAX_ROW_FAULTS], more]
    return Parsed(tuple(documents), tuple(follow), tuple(faults), tuple(parts))
