"""eCFR versioner API v1: sections of the Code of Federal Regulations as they stand.

`url` of a source is `https://www.ecfr.gov`. Options: `cfr_title` (21), `sections` (`1308.11`, where
federal schedule I is written out, temporary listings in its paragraph (h) included), `expect`
(words that each of the sections has), `stale_after` (days; 14). Three answers make a section: the
list of titles tells as of which day the title is complete, the list of versions when the section
was last amended, and the section's own XML is asked for as of that day, so that its address
changes with its words and a quiet look costs two short lists.

Quirks: the code lags the Federal Register by days, so that silence here ends no order published
there; a day without an issue of its own answers 404, hence the issue date of the newest version; a
section that was removed keeps its place in the list of versions, which is told and never taken
for a repeal of what it held. The XML's form is recorded, the lists are documented (2026-11-22)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

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
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.page import missing_words

_TITLE = 21
_SECTIONS = ("1308.11",)
_STALE_AFTER = 14
_SECTION = re.compile(r"^(?P<part>\d+[a-z]?)\.\d+[a-z0-9.-]*$")
_DIV8 = re.compile(rb'<DIV8\b[^>]*\bN="(?:\xc2\xa7|&#xA7;)?\s*([^"]+)"', re.IGNORECASE)


def _sections(value: Any) -> str | None:
    message = opt.words(value)
    wrong = message or next((v for v in value if not _SECTION.match(v)), None)
    return 'write a list of sections, ["1308.11"]' if wrong else None


class Ecfr:
    """The code of federal regulations, kept up to date by its official publisher."""

    name = "ecfr"
    options = opt.declare(
        cfr_title=opt.count,
        sections=_sections,
        expect=opt.word_or_words,
        stale_after=opt.count,
    )
    key: Key | None = None

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The list of titles: how far each is up to date."""
        return (Follow(f"{_api(spec)}/titles.json", "list", ("json",)),)

    def judge(self, body: bytes, follow: Follow) -> Fault | None:
        """A section's XML must be that section, whole, with the words that it always has."""
        if follow.role != "text":
            return None
        section = str(follow.carry["section"])
        found = _DIV8.search(body)
        if found is None or found[1].decode("utf-8", "replace").strip() != section:
            return Fault(FaultKind.LAYOUT_CHANGED, f"the answer is not section {section}")
        if b"</DIV8>" not in body[-200:]:
            return Fault(FaultKind.FETCH_FAILED, f"section {section} broke off")
        missing = missing_words(body, follow.carry["expect"])
        if missing:
            return Fault(FaultKind.LAYOUT_CHANGED, f"section {section} has no words {missing!r}")
        return None

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The lists of versions to ask for, or a section with its text."""
        try:
            answer = json.loads(body)
        except ValueError as error:
            return _fault(context, FaultKind.LAYOUT_CHANGED, f"not JSON: {error}")
        if not isinstance(answer, dict):
            return _fault(context, FaultKind.LAYOUT_CHANGED, "the answer has no object at its top")
        if context.role == "list":
            return _titles(answer, context)
        return _versions(answer, context)


def _api(spec: SourceSpec) -> str:
    return f"{spec.url.rstrip('/')}/api/versioner/v1"


def _number(spec: SourceSpec) -> int:
    return int(spec.options.get("cfr_title", _TITLE))


def _fault(context: ParseContext, kind: FaultKind, words: str) -> Parsed:
    return Parsed(faults=(context.fault(kind, words),))


def _titles(answer: Mapping[str, Any], context: ParseContext) -> Parsed:
    """What to ask of the title, once it is known as of when it is complete."""
    spec, rows = context.spec, answer.get("titles")
    if not isinstance(rows, list):
        return _fault(context, FaultKind.LAYOUT_CHANGED, "the answer has no list `titles`")
    own = [r for r in rows if isinstance(r, dict) and str(r.get("number")) == str(_number(spec))]
    if not own:
        words = f"title {_number(spec)} is not in the list of titles"
        return _fault(context, FaultKind.UNEXPECTEDLY_EMPTY, words)
    given = str(own[0].get("up_to_date_as_of") or "")
    try:
        as_of = dt.date.fromisoformat(given)
    except ValueError:
        words = f"`up_to_date_as_of` of title {_number(spec)} is no date: {given!r}"
        return _fault(context, FaultKind.LAYOUT_CHANGED, words)
    follow = tuple(
        _list_of_versions(spec, section, given)
        for section in spec.options.get("sections", _SECTIONS)
    )
    age = (context.retrieved_at.date() - as_of).days
    if age <= int(spec.options.get("stale_after", _STALE_AFTER)):
        return Parsed(follow=follow)
    words = f"title {_number(spec)} is up to date as of {as_of}, {age} days ago"
    return Parsed(follow=follow, faults=(context.fault(FaultKind.STALE_UPSTREAM, words),))


def _query(section: str) -> str:
    return urlencode({"part": section.partition(".")[0], "section": section})


def _list_of_versions(spec: SourceSpec, section: str, as_of: str) -> Follow:
    url = f"{_api(spec)}/versions/title-{_number(spec)}.json?{_query(section)}"
    return Follow(url, "detail", ("json",), carry={"section": section, "as_of": as_of})


def _versions(answer: Mapping[str, Any], context: ParseContext) -> Parsed:
    """The section as its newest version has it."""
    section, rows = str(context.carry["section"]), answer.get("content_versions")
    if not isinstance(rows, list):
        return _fault(context, FaultKind.LAYOUT_CHANGED, "the answer has no `content_versions`")
    own = [r for r in rows if isinstance(r, dict) and r.get("identifier") == section]
    if not own:
        words = f"no version of section {section}"
        return _fault(context, FaultKind.UNEXPECTEDLY_EMPTY, words)
    try:
        told = [(str(PartialDate(str(r["issue_date"]))), str(r["date"]), r) for r in own]
        newest = max((t for t in told if t[0] <= context.carry["as_of"]), key=lambda t: t[:2])[2]
        if newest.get("removed"):
            words = f"section {section} was removed on {newest['date']}: see what took its place"
            return _fault(context, FaultKind.LAYOUT_CHANGED, words)
        return _section(section, newest, context)
    except (KeyError, TypeError, ValueError) as error:
        words = f"a version of section {section} breaks the schema: {error!r}"
        return _fault(context, FaultKind.LAYOUT_CHANGED, words[:400])


def _section(section: str, version: Mapping[str, Any], context: ParseContext) -> Parsed:
    spec, title, issued = context.spec, _number(context.spec), str(version["issue_date"])
    citation = f"{title} CFR {section}"
    name = " ".join(str(version["name"]).replace("\N{SECTION SIGN}", " ").split())
    url = f"{_api(spec)}/full/{issued}/title-{title}.xml?{_query(section)}"
    public = f"{spec.url.rstrip('/')}/current/title-{title}/section-{section}"
    text = TextRecord(
        key=citation,
        role=VersionRole.CURRENT,
        note="as amended",
        dated_on=PartialDate(issued),
        url=url,
        media_type="application/xml",
    )
    document = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=InstrumentKind.RULE,
        aliases=(Alias("cfr", citation),),
        title=f"{title} CFR {name}",
        authority=spec.authority,
        publisher=spec.publisher,
        number=section,
        citation=citation,
        url=public,
        stage=Stage.ENACTED,
        how=How.PUBLISHED,
        texts=(text,),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    carry = {"section": section, "expect": spec.options.get("expect", ())}
    return Parsed((document,), (Follow(url, "text", ("xml",), lasting=True, carry=carry),))
