"""The Utah Legislature's own files: bills as JSON, their texts as XML, sections of the code.

`url` of a source is `https://le.utah.gov`. Options: `session` (`2026GS`; a special one `2025S1`),
`terms` (what the title of a bill names), `bills` (`SB 45`: followed whatever their titles say),
`code` (`58-37-4`: sections of the code, watched as they stand). The list of bills is a page, each
bill one JSON (history, versions), each version one XML. Quirks: histories may come with the newest
row first, dates with or without an hour; comparisons, fiscal notes and amendments stand among the
versions and are no text of the bill; an XML says UTF-16 and is UTF-8; a section's page is a shell
that names the version in force, whose own file bears its dates in its name. The XML is recorded,
the JSON and the pages are documented by clients (2026-11-22)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urljoin

from regtrack.contract import (
    ActionRecord,
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    InvalidDocument,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.legiscan_bill import terms_in
from regtrack_scrapers.platforms.legislature_record import (
    TITLE_TERMS,
    Bill,
    Session,
    fault,
    followed,
    handed_over,
    nothing,
    plain_number,
    spaced,
    us_day,
    version,
)
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed

_SESSION = re.compile(r"^((?:19|20)\d\d)(GS|S\d)$")
_BILL = re.compile(r"/bills/static/([HS][A-Z]{1,2}R?\d{4})\.html", re.IGNORECASE)
_CODE = re.compile(r"^(?P<title>\d+[A-Z]?)-(?P<chapter>\d+[a-z]?)-(?P<section>[\d.]+[a-z]?)$")
_IN_FORCE = re.compile(r"versionDefault\s*=\s*[\"'](C[\w.-]+_\d{16})[\"']")
#: What stands among a bill's versions and is no text of the bill.
_BESIDE = re.compile(r"comparison|fiscal|amendment|note|audio|vote", re.IGNORECASE)
_CHAMBERS = (("governor", "executive"), ("house", "lower"), ("senate", "upper"))


def _session(value: Any) -> str | None:
    good = isinstance(value, str) and _SESSION.match(value)
    return None if good else "write a session in quotes, 2026GS or 2025S1"


def _sections(value: Any) -> str | None:
    message = opt.words(value)
    wrong = message or next((v for v in value if not _CODE.match(v)), None)
    return 'write a list of sections, ["58-37-4"]' if wrong else None


class Utah:
    """le.utah.gov."""

    name = "utah"
    options = opt.declare(
        session=_session, terms=opt.words, bills=opt.words, code=_sections, never_empty=opt.truth
    )
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """A source watches bills of a session, or sections of the code, or both."""
        if options.get("session") or options.get("code"):
            return []
        return [("session", 'is missing; write session = "2026GS", or code = ["58-37-4"]')]

    def is_deep(self, spec: SourceSpec) -> bool:
        """A bill moves on behind the list, a section behind the words of its shell."""
        return True

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The list of bills, the bills that are followed, the shells of the sections."""
        session = spec.options.get("session")
        found = [_shell(spec, section) for section in spec.options.get("code", ())]
        if session:
            url = f"{_base(spec)}/billlist.jsp?session={session}"
            found.append(Follow(url, "list", ("html",)))
            found += [_bill(spec, number) for number in spec.options.get("bills", ())]
        return tuple(found)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The bills of a list, one bill, or the section that a shell names."""
        if context.role == "list":
            return _bills(body, context)
        if "section" in context.carry:
            return _code(body, context)
        try:
            return _record(json.loads(body), context)
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            return fault(context, f"a bill breaks the schema: {error!r}")


def _base(spec: SourceSpec) -> str:
    return spec.url.rstrip("/")


def _bill(spec: SourceSpec, number: str) -> Follow:
    letters, digits = spaced(number).split()
    name = f"{letters}{int(digits):04d}"
    url = f"{_base(spec)}/data/{spec.options['session']}/{name}.json"
    return Follow(url, "detail", ("json",))


def _bills(body: bytes, context: ParseContext) -> Parsed:
    """The bills whose line in the list names one of the terms."""
    from bs4 import BeautifulSoup  # as in page.py: only a list that changed needs it

    spec = context.spec
    soup = BeautifulSoup(body, "lxml")
    lines = [(m[1], a.parent) for a in soup("a", href=True) if (m := _BILL.search(str(a["href"])))]
    if not lines:
        never = spec.options.get("never_empty", True)
        return nothing(context, "bill") if never else Parsed()
    terms = spec.options.get("terms", TITLE_TERMS)
    known = followed(spec.options.get("bills"))
    wanted = [
        name
        for name, line in lines
        if line is not None and terms_in((line.get_text(" "),), terms)
        if plain_number(name) not in known
    ]
    return Parsed(follow=tuple(_bill(spec, name) for name in dict.fromkeys(wanted)))


def _names(session: str) -> Session:
    match = _SESSION.match(session)
    if match is None:
        raise ValueError(f"session {session!r}")
    year, kind = match.groups()
    if kind == "GS":
        return Session(session, (year,), (int(year),))
    return Session(session, (session,))


def _record(answer: Any, context: ParseContext) -> Parsed:
    session = _names(str(context.spec.options["session"]))
    number = str(answer["billNumber"])
    title = str(answer["shortTitle"])
    rows = answer["actionHistoryList"]
    year, name = session.name[:4], number.upper().replace(" ", "")
    bill = Bill(
        number=number,
        session=session,
        title=title,
        url=f"{_base(context.spec)}/~{year}/bills/static/{name}.html",
        actions=tuple(_action(row) for row in rows),
        texts=tuple(_texts(answer.get("billVersionList") or (), context)),
    )
    return handed_over((bill,), context)


def _action(row: Mapping[str, Any]) -> ActionRecord:
    words = " ".join(str(row["description"]).split())
    owner = str(row.get("owner") or "").lower()
    chamber = next((c for name, c in _CHAMBERS if name in owner), "legislature")
    return ActionRecord(words, us_day(str(row["actionDate"])), (), chamber)


def _texts(versions: Iterable[Mapping[str, Any]], context: ParseContext) -> Iterable[TextRecord]:
    seen: set[str] = set()
    for entry in versions:
        for document in entry.get("billDocs") or ():
            note, url = str(document["shortDesc"]).strip(), str(document["url"])
            address = urljoin(f"{_base(context.spec)}/", quote(url, safe=":/%?&=~"))
            if address in seen or not url.lower().endswith(".xml") or _BESIDE.search(note):
                continue
            seen.add(address)
            final = note.lower().startswith("enrolled")
            on = us_day(str(document.get("fileDate") or ""))
            yield version(note, address, "text/xml", final=final, on=on)


def _shell(spec: SourceSpec, section: str) -> Follow:
    match = _CODE.match(section)
    assert match is not None  # checked where the option is read
    title, chapter, rest = match["title"], match["chapter"], match["section"]
    url = f"{_base(spec)}/xcode/Title{title}/Chapter{chapter}/{title}-{chapter}-S{rest}.html"
    return Follow(url, "detail", ("html",), carry={"section": section}, exact=True)


def _code(body: bytes, context: ParseContext) -> Parsed:
    """A section of the code as it stands: the version in force that the shell names."""
    spec, section = context.spec, str(context.carry["section"])
    found = _IN_FORCE.search(body.decode("utf-8", "replace"))
    if found is None:
        return fault(context, f"the page of section {section} names no version in force")
    url = urljoin(context.url, f"{found[1]}.html")
    citation = f"Utah Code {section}"
    text = TextRecord(citation, VersionRole.CURRENT, "in force", None, url, "text/html")
    document = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=InstrumentKind.STATUTE,
        aliases=(Alias("code", f"{spec.division}|{section}"),),
        title=citation,
        authority=spec.authority,
        publisher=spec.publisher,
        number=section,
        citation=citation,
        url=context.url,
        stage=Stage.ENACTED,
        how=How.PUBLISHED,
        texts=(text,),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return Parsed((document,), (Follow(url, "text", ("html",), lasting=True),))
