"""A chapter of a municipal code: pages of Code Publishing, eCode360 and American Legal, as they are
served; of Municode no more than that the code was updated, which its terms allow.

`url` of a source is the chapter's own page; its host tells the publisher. Options: `title`,
`citation`, `number`, `alias`, `expect`, `stale_after` (by the page's "current through"). A page
shows the law as it stands; who made it and when stands in its history lines, and a page without
one is a fault. It changes with each supplement, some times a year. Quirks: the year of an ordinance
is often all that a history tells; the codes are months behind the council."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.hosts import registrable
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import broken, given_alias, given_kind, stale
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.municipal_code_page import CodePage, Passed, read_code
from regtrack_scrapers.platforms.page_lines import PageWords, missing_words, page_words

#: Publishers by their host, and whether a page of theirs may be read or only watched.
PUBLISHERS = {
    "codepublishing.com": True,
    "ecode360.com": True,
    "amlegal.com": True,
    "municode.com": False,
}


class MunicipalCode:
    """One chapter of the code of a city or county."""

    name = "municipal_code"
    options = opt.declare(
        **{n: opt.INSTRUMENT[n] for n in ("kind", "title", "number", "citation", "alias")},
        expect=opt.word_or_words,
        stale_after=opt.count,
    )
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        if registrable(url) in PUBLISHERS:
            return []
        return [("url", f"is of no known publisher of codes; {', '.join(PUBLISHERS)}, or a page")]

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The chapter's page."""
        return (Follow(spec.url, "detail", ("html",)),)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The chapter with its text, or that the code was updated."""
        words = page_words(body)
        missing = missing_words(words, context.spec.options.get("expect", ()))
        if missing:
            return broken(context, f"the page no longer has the words {missing!r}")
        page = read_code(words.heading, words.text)
        if not PUBLISHERS[registrable(context.spec.url)]:
            return _updated(page, context)
        if not page.history:
            return broken(context, "the chapter has no history of ordinances")
        return Parsed((_chapter(words, page, context),), faults=stale(context, page.as_of))


def _chapter(words: PageWords, page: CodePage, context: ParseContext) -> DocumentRecord:
    spec, options = context.spec, context.spec.options
    current = f"current through {page.as_of}" if page.as_of else "the code as it stands"
    text = TextRecord(
        key=spec.url,
        role=VersionRole.CURRENT,
        note=current,
        url=spec.url,
        media_type=context.media_type or "text/html",
        sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    last = max(page.history, key=lambda p: p.on.first)
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=given_kind(spec, InstrumentKind.ORDINANCE),
        aliases=_aliases(spec, page),
        title=str(options.get("title") or words.heading or spec.key),
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=str(options.get("number") or _written(page.first)),
        citation=options.get("citation"),
        url=spec.url,
        stage=Stage.ENACTED,
        how=How.ADOPTED,
        stage_on=page.first.on,
        expires_on=last.on if page.gone else None,
        texts=(text,),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def _written(ordinance: Passed) -> str:
    return f"{'L.L.' if ordinance.local_law else 'Ord.'} No. {ordinance.number}"


def _aliases(spec: SourceSpec, page: CodePage) -> tuple[Alias, ...]:
    """The chapter, and the ordinance that made it. What changed it has an identity of its own."""
    made = Alias("ordinance", f"{spec.division}|{page.first.number}")
    return tuple(dict.fromkeys((*given_alias(spec), made, Alias("page", spec.key))))


def _updated(page: CodePage, context: ParseContext) -> Parsed:
    """That a code was updated: a lead, never what it says."""
    spec = context.spec
    if page.as_of is None:
        return broken(context, "the page does not say of which day the code is")
    told = f"version of {page.as_of}"
    if page.supplement:
        told = f"{told}, supplement {page.supplement}"
    record = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=InstrumentKind.AGENCY_NOTICE,
        aliases=(Alias("code-update", f"{spec.key}|{page.as_of}"),),
        title=f"{spec.options.get('title') or spec.publisher}: {told}",
        authority=spec.authority,
        publisher=spec.publisher,
        url=spec.url,
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return Parsed((record,), faults=stale(context, page.as_of))
