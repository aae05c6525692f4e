"""The record of one act in any dialect of the ELI family: its names, dates and texts. Pure.

Enacted is what was published; whether it holds is told by its dates. A record that says "not in
force" and gives no day is told without a text and as a fault: the last good state stands."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.platforms.acts import given_alias, given_kind, iso_day
from regtrack_scrapers.platforms.eli_dialects import Dialect
from regtrack_scrapers.platforms.feed_paths import words
from regtrack_scrapers.platforms.model import ParseContext

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record says of an act."""

    own: str
    title: str
    number: str
    citation: str
    type: str
    link: str
    dated: PartialDate | None
    published: PartialDate | None
    effective: PartialDate | None
    ended: PartialDate | None
    wording: PartialDate | None
    wording_end: PartialDate | None
    amended: bool
    consolidated: bool
    gone: bool


def read_facts(row: Any, dialect: Dialect) -> Facts:
    """The facts of a record. Raises ValueError where a needed one is missing, or no date is one."""
    told = {name: value.first(row) for name, value in dialect.values.items()}
    own, title = told.get("id", ""), told.get("title", "")
    if not own or not title:
        raise ValueError(f"{dialect.name}: a record without its id or its title")
    wording, first = iso_day(told.get("wording")), iso_day(told.get("first"))
    changed = bool(told.get("changed_by"))
    consolidated = dialect.consolidated is not None and (
        not dialect.consolidated or bool(dialect.value(dialect.consolidated).first(row))
    )
    return Facts(
        own=own,
        title=title,
        number=told.get("number", ""),
        citation=told.get("citation", ""),
        type=told.get("type", ""),
        link=told.get("link", ""),
        dated=iso_day(told.get("dated")),
        published=iso_day(told.get("published")),
        effective=iso_day(told.get("effective")),
        ended=_end(told.get("ended"), dialect),
        wording=wording,
        wording_end=_end(told.get("wording_end"), dialect),
        amended=changed or wording != first,
        consolidated=consolidated,
        gone=told.get("state", "") in dialect.gone,
    )


def _end(text: str | None, dialect: Dialect) -> PartialDate | None:
    """The first day on which it no longer holds."""
    told = iso_day(text)
    if told is None or not dialect.last_day:
        return told
    return PartialDate((told.first + _DAY).isoformat())


def act_path(text: str) -> str:
    """The path by which an act is known whatever its wording: `/sb/2025/456/2025-11-12` and
    `https://fedlex.data.admin.ch/eli/cc/2011/363/20171001` without their last part."""
    path = text.split("://")[-1].split("/eli/")[-1].strip("/")
    path = path.removeprefix("akn/fi/act/statute-consolidated/")
    pieces = path.split("/")
    last = pieces[-1].replace("-", "")
    is_day = len(pieces) > 2 and len(last) == 8 and last.isdigit()
    return "/".join(pieces[:-1] if is_day else pieces)


def alias_of(spec: SourceSpec, own: str) -> Alias:
    """The natural key of an act within its nation."""
    return Alias("act", f"{spec.division}|{act_path(own)}")


def holds_now(facts: Facts, at: dt.datetime) -> bool:
    """Whether the wording is that of the day: coming ones are published ahead, old ones kept."""
    begun = facts.wording is None or facts.wording.first <= at.date()
    return begun and (facts.wording_end is None or facts.wording_end.first > at.date())


def act_document(
    row: Any, facts: Facts, dialect: Dialect, context: ParseContext, text: TextRecord | None
) -> DocumentRecord:
    """The act as a document with its text."""
    spec = context.spec
    own = is_followed(spec, facts.own)
    usual = next((k for w, k in dialect.kinds.items() if facts.type.startswith(w)), None)
    kind = usual or InstrumentKind.RULE
    started = facts.effective if not (facts.consolidated and facts.amended) else None
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=given_kind(spec, kind) if own else kind,
        aliases=(*(given_alias(spec) if own else ()), alias_of(spec, facts.own)),
        title=facts.title[:1000],
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=facts.number or None,
        citation=facts.citation or None,
        url=facts.link or None,
        stage=Stage.ENACTED,
        how=How.PUBLISHED,
        stage_on=facts.dated or facts.published,
        effective_on=started,
        expires_on=facts.ended,
        texts=(text,) if text is not None and not is_lost(facts) else (),
        links=_links(row, facts, dialect, context),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def is_lost(facts: Facts) -> bool:
    """Whether the record says that it does not hold and does not say since when."""
    return facts.gone and facts.ended is None


def is_followed(spec: SourceSpec, own: str) -> bool:
    """Whether this is the act that the source names, and not one that led to it."""
    return act_path(own) in [act_path(a) for a in spec.options.get("acts", ())]


def text_record(
    facts: Facts, context: ParseContext, url: str, media_type: str, sha256: str | None
) -> TextRecord:
    """The text of an act in its role: kept up to date, as it was made, or a wording to come."""
    role = VersionRole.CURRENT if facts.consolidated else VersionRole.FINAL
    note = "kept up to date" if facts.consolidated else "as published"
    if facts.consolidated and facts.wording is not None:
        note = f"in the wording of {facts.wording}"
    if not holds_now(facts, context.retrieved_at):
        role, note = VersionRole.PROPOSAL, f"{note}, not in force"
    return TextRecord(
        key=f"{role} text",
        role=role,
        note=note,
        dated_on=facts.published or facts.dated,
        url=url,
        media_type=media_type,
        sha256=sha256,
        retrieved_at=context.retrieved_at if sha256 else None,
    )


def _links(
    row: Any, facts: Facts, dialect: Dialect, context: ParseContext
) -> tuple[LinkRecord, ...]:
    """What the act changes, as its record lists it: ids with the day of each."""
    value = dialect.values.get("amends")
    listed = value.nodes(row) if value else ()
    made = []
    for item in listed:
        target = words(item.get("id")) if isinstance(item, dict) else words(item)
        on = iso_day(words(item.get("date"))) if isinstance(item, dict) else None
        if target:
            made.append(LinkRecord(LinkKind.AMENDS, alias_of(context.spec, target), on))
    return tuple(dict.fromkeys(made))


def address_of(spec: SourceSpec, dialect: Dialect, act: str) -> str:
    """Where the record of an act stands."""
    path = act.strip("/")
    path = quote(f"/{path}", safe="") if dialect.encoded else quote(path, safe="/@:")
    return f"{spec.url.rstrip('/')}/{dialect.address.format(act=path, query=path)}"


def text_address(facts: Facts, dialect: Dialect, spec: SourceSpec, own: str | None = None) -> str:
    """Where the text of an act stands whose record is none."""
    chosen = own or facts.own
    path = quote(chosen, safe="" if dialect.encoded else "/")
    return (dialect.text or "").format(base=spec.url.rstrip("/"), id=path)


def page_of(title: str, pieces: list[str]) -> bytes:
    """Pieces of marked text as one page."""
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
    body = "\n".join(f"<p>{piece}</p>" for piece in pieces)
    return f"{head}</head><body>{body}</body></html>".encode()
