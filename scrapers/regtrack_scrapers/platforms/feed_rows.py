"""One row of a feed as a document, with its text: in the row itself, or at an address."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    PartialDate,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.hosts import host_of, registrable
from regtrack_scrapers.platforms.feed_dates import read_date
from regtrack_scrapers.platforms.feed_options import FeedOptions
from regtrack_scrapers.platforms.feed_paths import words
from regtrack_scrapers.platforms.model import Follow, ParseContext, Part
from regtrack_scrapers.platforms.page import LOCAL_SCHEMES

_TAG = re.compile(r"<(?:p|div|br|table|h[1-6]|ul|ol|li|section|span|b|i|em|strong)\b[^>]*>", re.I)
_MARK = re.compile(r"</?[A-Za-z!?][^<>]*>")
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{}</title></head>'
    "<body>{}</body></html>"
)
_TEXT_ACCEPT = ("html", "xml", "text", "pdf", "office")
_MAX_TITLE = 1000


@dataclass(frozen=True, slots=True)
class RowResult:
    """What one row gives; `wrong` is a fault that leaves the document standing."""

    document: DocumentRecord
    follow: Follow | None = None
    part: Part | None = None
    wrong: str | None = None


def row_text(row: Any) -> str:
    """All words of a row, for matching: an element's text and attributes, each by itself."""
    if not isinstance(row, etree._Element):
        return words(row)
    texts = list(row.itertext())
    return " ".join((*texts, *(str(v) for e in row.iter() for v in e.attrib.values())))


def read_row(row: Any, options: FeedOptions, context: ParseContext) -> RowResult:
    """The row as a document. Raises ValueError where its key, title, a date or a word is not as
    declared."""
    fields = options.fields
    own, title = fields["id"].first(row), fields["title"].first(row)
    if not own:
        raise ValueError("a row without its id")
    if not title:
        raise ValueError(f"row {own[:60]!r} has no title")
    spec = context.spec
    stage = _stage(row, options)
    link = _address(row, "link", options, context)
    document = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=InstrumentKind(_word(row, "kind", options) or InstrumentKind.AGENCY_NOTICE),
        aliases=_aliases(row, own, options, context),
        title=_unmarked(title)[:_MAX_TITLE],
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=_first(row, "number", options),
        citation=_first(row, "citation", options),
        url=link,
        abstract=_unmarked(_first(row, "summary", options) or "") or None,
        stage=stage,
        how=_how(row, stage, options),
        stage_on=_date(row, "date", options),
        effective_on=_date(row, "effective", options) if stage is Stage.ENACTED else None,
        expires_on=_date(row, "expires", options) if stage is Stage.ENACTED else None,
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return _with_text(row, own, document, options, context)


def _unmarked(text: str) -> str:
    """Words without the marks of HTML that publishers put into titles and summaries."""
    if "<" not in text and "&" not in text:
        return text
    return " ".join(html.unescape(_MARK.sub(" ", html.unescape(text))).split())


def _stage(row: Any, options: FeedOptions) -> Stage | None:
    """No stage where none is declared: a row says nothing of the law by being listed."""
    given = _word(row, "stage", options)
    return Stage(given) if given else None


def _how(row: Any, stage: Stage | None, options: FeedOptions) -> How | None:
    if stage is not Stage.ENACTED:
        return None
    return How(_word(row, "how", options) or How.PUBLISHED)


def _word(row: Any, name: str, options: FeedOptions) -> str | None:
    choice = options.choices.get(name)
    try:
        return choice.word(row) if choice else None
    except ValueError as error:
        raise ValueError(f"`{name}`: {error}") from error


def _first(row: Any, name: str, options: FeedOptions) -> str | None:
    value = options.fields.get(name)
    return (value.first(row) or None) if value else None


def _date(row: Any, name: str, options: FeedOptions) -> PartialDate | None:
    value = options.fields.get(name)
    if value is None:
        return None
    try:
        return read_date(value.first(row), options.date_formats, options.zone)
    except ValueError as error:
        raise ValueError(f"`{name}`: {error}") from error


def _aliases(row: Any, own: str, options: FeedOptions, context: ParseContext) -> tuple[Alias, ...]:
    """Declared keys first, since they join the row with what other sources say of the same act."""
    spec = context.spec
    found = []
    for scheme, pattern in options.aliases:
        value = pattern.first(row)
        if value:
            local = scheme in LOCAL_SCHEMES
            found.append(Alias(scheme, f"{spec.division}|{value}" if local else value))
    return (*found, Alias("feed", f"{spec.key}|{own}"))


def _address(row: Any, name: str, options: FeedOptions, context: ParseContext) -> str | None:
    """A web address of the row, made whole by the answer's own; None for anything else."""
    value = options.fields.get(name)
    given = value.address(row) if value else ""
    if not given:
        return None
    try:
        url = urljoin(context.url, given)
        # Some publishers write http into what they serve over https.
        secure = "https://" + url.removeprefix("http://")
        if context.url.startswith("https://") and registrable(url) == registrable(context.url):
            url = secure if url.startswith("http://") else url
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _with_text(
    row: Any, own: str, document: DocumentRecord, options: FeedOptions, context: ParseContext
) -> RowResult:
    # A text is law only where the row's own stage says so, whatever the feed's texts usually are.
    role = options.role or VersionRole.FINAL
    if document.stage is not Stage.ENACTED:
        role = VersionRole.PROPOSAL
    # The same words are another text once they are law: they are read again then.
    text = TextRecord(key=f"{role} text", role=role, note="text", dated_on=document.stage_on)
    part = _part(row, own, document, options, context)
    if part is not None:
        sha256 = hashlib.sha256(part.body).hexdigest()
        inline = replace(
            text, url=document.url or context.url, media_type=part.media_type, sha256=sha256,
            retrieved_at=context.retrieved_at,
        )  # fmt: skip
        return RowResult(replace(document, texts=(inline,)), part=part)
    if "text_link" not in options.fields:
        return RowResult(document)
    url = _address(row, "text_link", options, context)
    if url is None:
        return RowResult(document)
    if not _same_owner(url, options, context):
        return RowResult(document, wrong=f"the text of {own[:60]!r} is elsewhere: {url[:200]}")
    keyed = host_of(url) == host_of(context.spec.url)
    follow = Follow(url, "text", _TEXT_ACCEPT, keyed=keyed)
    return RowResult(replace(document, texts=(replace(text, url=url),)), follow=follow)


def _same_owner(url: str, options: FeedOptions, context: ParseContext) -> bool:
    return registrable(url) == registrable(context.spec.url) or host_of(url) in options.text_hosts


def _part(
    row: Any, own: str, document: DocumentRecord, options: FeedOptions, context: ParseContext
) -> Part | None:
    """The text that stands in the row, as bytes of its own that say by themselves what they are:
    a quote is looked for in them again."""
    value = options.fields.get("text")
    found = value.nodes(row) if value else ()
    pieces = [_markup(node) for node in found]
    if not pieces:
        return None
    where = f"{context.url.partition('#')[0]}#{quote(own, safe='')}"
    if any(marked for _, marked in pieces):
        body = "\n".join(w if m else f"<p>{html.escape(w)}</p>" for w, m in pieces)
        page = _PAGE.format(html.escape(document.title), body)
        return Part(where, page.encode(), "text/html")
    return Part(where, "\n\n".join(w for w, _ in pieces).encode(), "text/plain")


def _markup(node: Any) -> tuple[str, bool]:
    """A piece of text, and whether it has marks of HTML."""
    if isinstance(node, etree._Element):
        if len(node):
            return etree.tostring(node, encoding="unicode", method="html", with_tail=False), True
        node = node.text or ""
    text = node if isinstance(node, str) else words(node)
    return text, _TAG.search(text) is not None
