"""eCFR versioner API v1: sections of the Code of Federal Regulations as they stand.

`url` of a source is `https://www.ecfr.gov`. Options: `cfr_title` (21), `sections` (`1308.11`, where
federal schedule I is written out), `expect` (words that each of the sections has), `temporary`
(`proof`, `law`), `stale_after` (days; 14). Three answers make a section: the list of titles tells
as of which day the title is complete, the list of versions when the section was last amended, and
the section's own XML is asked for as of that day, so that its address changes with its words and a
quiet look costs two short lists.

Paragraph (h) of 1308.11 lists what orders have put into schedule I for a time, without saying until
when. As `proof` it is a document of its own that moves no status: the order does, and knows its
end. As `law`, for those who do not watch the Federal Register, it counts as long as it is listed.

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
#: The paragraph of a section that lists substances for a time, by the orders that do so.
_TEMPORARY = {"1308.11": "h"}
_DIV8 = re.compile(rb'<DIV8\b[^>]*\bN="(?:\xc2\xa7|&#xA7;)?\s*([^"]+)"', re.IGNORECASE)


def _sections(value: Any) -> str | None:
    message = opt.words(value)
    wrong = message or next((v for v in value if not _SECTION.match(v)), None)
    return 'write a list of sections, ["1308.11"]' if wrong else None


def _temporary(value: Any) -> str | None:
    return None if value in ("proof", "law") else "write proof or law"


class Ecfr:
    """The code of federal regulations, kept up to date by its official publisher."""

    name = "ecfr"
    options = opt.declare(
        cfr_title=opt.count,
        sections=_sections,
        expect=opt.word_or_words,
        temporary=_temporary,
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

    def unwrap(self, body: bytes, follow: Follow) -> tuple[bytes, str] | Fault | None:
        """A section without its temporary listings, or these alone."""
        wanted = follow.carry.get("part")
        if wanted is None:
            return None
        found = _paragraph(body, str(follow.carry["paragraph"]))
        if found is None:
            words = f"section {follow.carry['section']} lost its temporary listings"
            return Fault(FaultKind.LAYOUT_CHANGED, words)
        first, last = found
        rest = body[:first] + body[last:]
        head = body[: body.find(b"</HEAD>") + len(b"</HEAD>")]
        alone = head + b"\n" + body[first:last] + b"</DIV8>\n"
        return (rest if wanted == "permanent" else alone), "application/xml"

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
    """The section as law; its temporary listings apart where they are only proof."""
    issued = str(version["issue_date"])
    url = f"{_api(context.spec)}/full/{issued}/title-{_number(context.spec)}.xml?{_query(section)}"
    name = " ".join(str(version["name"]).replace("\N{SECTION SIGN}", " ").split())
    carry = {"section": section, "expect": context.spec.options.get("expect", ())}
    paragraph = _TEMPORARY.get(section)
    if paragraph is None or context.spec.options.get("temporary", "proof") == "law":
        return _document(section, name, Follow(url, "text", ("xml",), lasting=True, carry=carry),
                         issued, context)  # fmt: skip
    carry |= {"paragraph": paragraph}
    kept, alone = (
        Follow(f"{url}{mark}", "text", ("xml",), lasting=True, carry={**carry, "part": part})
        for part, mark in (("permanent", ""), ("temporary", f"#{paragraph}"))
    )
    law = _document(section, name, kept, issued, context)
    proof = _document(
        f"{section}({paragraph})", f"{section}({paragraph}) Temporary listings in schedule I",
        alone, issued, context, is_law=False,
    )  # fmt: skip
    return Parsed((*law.documents, *proof.documents), (*law.follow, *proof.follow))


def _document(
    place: str,
    name: str,
    text: Follow,
    issued: str,
    context: ParseContext,
    *,
    is_law: bool = True,
) -> Parsed:
    spec, title = context.spec, _number(context.spec)
    citation = f"{title} CFR {place}"
    record = TextRecord(
        key=citation,
        role=VersionRole.CURRENT if is_law else VersionRole.PROPOSAL,
        note="as amended",
        dated_on=PartialDate(issued),
        url=text.url,
        media_type="application/xml",
    )
    document = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=InstrumentKind.RULE if is_law else InstrumentKind.AGENCY_NOTICE,
        aliases=(Alias("cfr", citation),),
        title=f"{title} CFR {name}",
        authority=spec.authority,
        publisher=spec.publisher,
        number=place,
        citation=citation,
        url=f"{spec.url.rstrip('/')}/current/title-{title}/section-{text.carry['section']}",
        stage=Stage.ENACTED if is_law else None,
        how=How.PUBLISHED if is_law else None,
        texts=(record,),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return Parsed((document,), (text,))


def _paragraph(body: bytes, letter: str) -> tuple[int, int] | None:
    """Where a section's last lettered paragraph begins and ends; None where it is not there."""
    start = re.search(rb"<P>\s*\(" + letter.encode() + rb"\)\s", body)
    end = re.search(rb"<(?:CITA|EDNOTE|EFFDNOT|SECAUTH)\b|</DIV8>", body)
    if start is None or end is None or end.start() < start.start():
        return None
    return start.start(), end.start()
