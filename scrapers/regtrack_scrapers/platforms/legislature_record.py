"""A bill of a legislature's own files as a `DocumentRecord`: what every dialect shares. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from regtrack.contract import (
    ActionRecord,
    DocumentRecord,
    FaultKind,
    InvalidDocument,
    LinkRecord,
    PartialDate,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.platforms.bill_keys import legislature_aliases
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed, Part
from regtrack_scrapers.platforms.openstates import wanted_texts
from regtrack_scrapers.platforms.openstates_bill import bill_kind

#: What a title says of our substances.
TITLE_TERMS = ("kratom", "mitragyn", "7-OH", "7-hydroxy", "MGM-15", "MGM-16")
TEXT_ACCEPT = ("html", "xml", "text", "pdf")
_NUMBER = re.compile(r"^([A-Z]+)0*(\d+)")
_US_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})\b")


@dataclass(frozen=True, slots=True)
class Session:
    """A session under the names that its bills are known by. `name` is the legislature's own,
    `known` those of aggregators, `years` the years of a regular session; none of a special one."""

    name: str
    known: tuple[str, ...]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bill:
    """What the files of a legislature say of one bill. `words` are texts that stand inside;
    `record` is what its answers say of it, cut out, where no single answer says it all."""

    number: str
    session: Session
    title: str
    url: str
    actions: tuple[ActionRecord, ...] = ()
    texts: tuple[TextRecord, ...] = ()
    words: tuple[Part, ...] = ()
    abstract: str | None = None
    links: tuple[LinkRecord, ...] = ()
    classes: tuple[str, ...] = ()
    record: Part | None = None


def spaced(number: str) -> str:
    """A number as people write it: `SB0045` is `SB 45`. Raises ValueError for no bill's number."""
    match = _NUMBER.match("".join(number.upper().replace(".", "").split()))
    if match is None:
        raise ValueError(f"not the number of a bill: {number[:40]!r}")
    return f"{match[1]} {match[2]}"


def plain_number(number: str) -> str:
    """A number as one word without leading zeros, to compare with: `SB0045` is `SB45`."""
    try:
        return spaced(number).replace(" ", "")
    except ValueError:
        return ""


def us_day(text: str) -> PartialDate | None:
    """The day of `3/26/2026 1:44:10 PM`, `03/26/26`, `2026-03-26 13:44:10` or `2026-03-26T...`;
    None where no day is written. Raises ValueError for what is none."""
    words = text.strip()
    if not words:
        return None
    match = _US_DAY.match(words)
    if match is None:
        return PartialDate(dt.date.fromisoformat(words[:10]).isoformat())
    month, day, year = (int(part) for part in match.groups())
    return PartialDate(dt.date(year + 2000 if year < 100 else year, month, day).isoformat())


def followed(context_options: object) -> frozenset[str]:
    """The bills that are followed whatever their titles say."""
    given = context_options if isinstance(context_options, list | tuple) else ()
    return frozenset(plain_number(str(number)) for number in given)


def version(
    note: str, url: str, media_type: str, *, final: bool = False, on: PartialDate | None = None
) -> TextRecord:
    """One text at an address. Only what the record calls enrolled or chaptered is final."""
    role = VersionRole.FINAL if final else VersionRole.PROPOSAL
    return TextRecord(f"{note} {media_type}", role, note, on, url, media_type)


def inside(
    note: str, words: str, media_type: str, context: ParseContext, *, final: bool = False
) -> tuple[TextRecord, Part]:
    """A text that stands in the answer itself, kept as bytes of its own."""
    part = Part(f"{context.url.partition('#')[0]}#{note or 'text'}", words.encode(), media_type)
    record = replace(
        version(note, part.url, media_type, final=final),
        sha256=_sha256(part),
        retrieved_at=context.retrieved_at,
    )
    return record, part


def cut_out(name: str, pieces: Sequence[object], context: ParseContext) -> Part:
    """What several answers say of one bill, in their own words: what is quoted from its record
    is found in one place, and rows about other bills make no new record of it."""
    body = json.dumps(pieces, ensure_ascii=False, sort_keys=True).encode()
    return Part(f"{context.url.partition('#')[0]}#{name}", body, "application/json")


def handed_over(bills: Sequence[Bill], context: ParseContext) -> Parsed:
    """The bills as records, and the texts to fetch. Raises InvalidDocument or ValueError."""
    documents = tuple(_document(bill, context) for bill in bills)
    urls = [url for document in documents for url in wanted_texts(document.texts)]
    return Parsed(
        documents,
        tuple(Follow(url, "text", TEXT_ACCEPT) for url in urls),
        parts=tuple(p for b in bills for p in (*b.words, *((b.record,) if b.record else ()))),
    )


def _document(bill: Bill, context: ParseContext) -> DocumentRecord:
    spec = context.spec
    number = spaced(bill.number)
    if not bill.title.strip():
        raise InvalidDocument(f"{spec.key}: bill {number} without a title")
    keys = legislature_aliases(spec.division, number, bill.session.known, bill.session.years)
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=bill_kind(spec.division, number, bill.title, bill.classes),
        aliases=keys,
        title=bill.title.strip(),
        authority=spec.authority,
        publisher=spec.publisher,
        number=number,
        session=bill.session.name,
        url=bill.url,
        abstract=bill.abstract,
        actions=bill.actions,
        texts=bill.texts,
        links=bill.links,
        record_sha256=_sha256(bill.record) if bill.record else context.sha256,
        retrieved_at=context.retrieved_at,
        partial=not bill.actions,
    )


def _sha256(part: Part) -> str:
    return hashlib.sha256(part.body).hexdigest()


def fault(context: ParseContext, words: str, kind: FaultKind = FaultKind.LAYOUT_CHANGED) -> Parsed:
    """A body that gives nothing but a fault."""
    return Parsed(faults=(context.fault(kind, words[:400]),))


def nothing(context: ParseContext, what: str) -> Parsed:
    """A list that is never empty is."""
    return fault(context, f"no {what} in a list that always has some", FaultKind.UNEXPECTEDLY_EMPTY)


def both(first: Parsed, *others: Parsed) -> Parsed:
    """All that several bodies, or rows of one body, gave."""
    every: Sequence[Parsed] = (first, *others)
    return Parsed(
        tuple(d for p in every for d in p.documents),
        tuple(f for p in every for f in p.follow),
        tuple(f for p in every for f in p.faults),
        tuple(part for p in every for part in p.parts),
    )
