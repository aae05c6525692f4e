"""One page or PDF of one publisher, watched as it stands: a rule, an ordinance, an order.

Options of a source (all optional): `kind` (an instrument kind; rule), `title`, `citation`,
`number`, `alias` (`scheme:value`, a natural key of the instrument as in the baseline, such as
`rule:4729:9-1-01.1`; the division is added to an issuer's own numbering),
`stage` (enacted; none for a
notice or a bill), `how` (published), `stage_on`, `effective_on`, `expires_on` (dates), `role`
(current: the page shows the text in force; final: a text that was adopted once and stays;
proposal), `note`, `expect` (words that the page always has; a page that has them and no longer
names a substance is read as such)."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultKind,
    How,
    InstrumentKind,
    PartialDate,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.instruments import bill_number
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed

_NO_LAW = (InstrumentKind.AGENCY_NOTICE, InstrumentKind.BILL, InstrumentKind.RESOLUTION)
#: Numberings that each issuer has for itself: the division is part of the key.
LOCAL_SCHEMES = frozenset({"bill-year", "rule", "emergency-rule", "act", "ordinance", "baseline"})
_HEAD_BYTES = 256 * 1024
_H1_END = re.compile(rb"(?i)</h1\s*>")
_TAGS = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")


class Page:
    """Any page of any publisher."""

    name = "page"
    options = opt.declare(**opt.INSTRUMENT, never_empty=opt.truth)
    key: Key | None = None

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The page itself."""
        return (Follow(spec.url, "page", ("html", "pdf", "text", "xml", "office")),)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The page as one document with one text."""
        missing = _missing_words(body, context)
        if missing:
            message = f"the page no longer has the words {missing!r}"
            return Parsed(faults=(context.fault(FaultKind.LAYOUT_CHANGED, message),))
        try:
            return Parsed(documents=(_document(body, context),))
        except ValueError as error:
            message = f"an option of this source is wrong: {error}"
            return Parsed(faults=(context.fault(FaultKind.INVALID_DOCUMENT, message),))


def _missing_words(body: bytes, context: ParseContext) -> str | None:
    if "pdf" in context.media_type or body[:5] == b"%PDF-":
        return None
    return missing_words(body, context.spec.options.get("expect", ()))


def missing_words(body: bytes, expected: str | Sequence[str]) -> str | None:
    """The first of the expected words that a marked-up body lacks, case and space apart."""
    words = (expected,) if isinstance(expected, str) else tuple(expected)
    if not words:
        return None
    text = html.unescape(_TAGS.sub(b" ", body).decode("utf-8", "replace"))
    folded = " ".join(text.split()).casefold()
    return next((w for w in words if " ".join(w.split()).casefold() not in folded), None)


def _heading(body: bytes, media_type: str) -> str | None:
    """What an HTML page calls itself: its first heading, else its title."""
    if "html" not in media_type:
        return None
    # It takes long to load, and most cycles find no page to parse.
    from bs4 import BeautifulSoup
    from bs4.filter import SoupStrainer

    head = body[:_HEAD_BYTES]
    end = _H1_END.search(head)
    named = SoupStrainer(["title", "h1"])
    found = BeautifulSoup(head[: end.end()], "lxml", parse_only=named).find("h1") if end else None
    if found is None:  # what looked like the end of a heading stands in a comment or a script
        soup = BeautifulSoup(head, "lxml", parse_only=named)
        found = soup.find("h1") or soup.find("title")
    words = " ".join(found.get_text(" ").split()) if found else ""
    return words[:300] or None


def _document(body: bytes, context: ParseContext) -> DocumentRecord:
    spec, options = context.spec, context.spec.options
    kind = InstrumentKind(options.get("kind", InstrumentKind.RULE))
    stage = _stage(options.get("stage"), kind)
    how = How(options.get("how", How.PUBLISHED)) if stage is Stage.ENACTED else None
    role = VersionRole(options.get("role", _usual_role(stage)))
    text = TextRecord(
        key=spec.url,
        role=role,
        note=str(options.get("note", "")),
        url=spec.url,
        media_type=context.media_type,
        sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=kind,
        aliases=aliases_of(spec),
        title=str(options.get("title") or _heading(body, context.media_type) or spec.key),
        authority=spec.authority,
        publisher=spec.publisher,
        number=options.get("number"),
        citation=options.get("citation"),
        url=spec.url,
        stage=stage,
        how=how,
        stage_on=_date(options.get("stage_on")),
        effective_on=_date(options.get("effective_on")),
        expires_on=_date(options.get("expires_on")),
        texts=(text,),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def _stage(given: Any, kind: InstrumentKind) -> Stage | None:
    """A page of a rule shows the rule in force; a notice or a bill says nothing by being there."""
    if given:
        return Stage(given)
    return None if kind in _NO_LAW else Stage.ENACTED


def _usual_role(stage: Stage | None) -> VersionRole:
    return VersionRole.CURRENT if stage is Stage.ENACTED else VersionRole.PROPOSAL


def aliases_of(spec: SourceSpec) -> tuple[Alias, ...]:
    """The natural keys of the instrument on the page, the surest first. Raises ValueError for a
    malformed option."""
    own = Alias("page", spec.key)
    given = spec.options.get("alias")
    if given is None:
        return (own,)
    scheme, _, value = (part.strip() for part in str(given).partition(":"))
    if not (scheme and value):
        raise ValueError(f"alias {given!r}: write scheme:value")
    if scheme == "bill-year":
        year, _, number = value.partition("|")
        value = f"{year}|{bill_number(number)}"
    return (Alias(scheme, f"{spec.division}|{value}" if scheme in LOCAL_SCHEMES else value), own)


def _date(value: Any) -> PartialDate | None:
    return PartialDate(str(value)) if value else None
