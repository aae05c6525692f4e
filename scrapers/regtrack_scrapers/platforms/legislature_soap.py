"""The web services of the Washington State Legislature, asked by GET.

`url` is `https://wslwebservices.leg.wa.gov`; `session` is a biennium, `2025-26`. There is no list
with titles. A bill is three answers: what it is, its documents, its history, which is the record.
Rows of a history name no chamber: a bill is in the chamber it began in until it passed, then in the
other one from its next first reading on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, urlencode

from regtrack.contract import ActionRecord, SourceSpec, TextRecord
from regtrack_scrapers.platforms.legislature_dialect import base, named
from regtrack_scrapers.platforms.legislature_record import (
    Bill,
    Session,
    cut_out,
    fault,
    handed_over,
    nothing,
    spaced,
    us_day,
    version,
)
from regtrack_scrapers.platforms.legislature_xml import Element, parse_xml, words
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed

_NS = "{http://WSLWebServices.leg.wa.gov/}"
_BILL = re.compile(r"\b([HS])(?:B|JM|JR|CR|R) (\d+)$")
_FINAL = re.compile(r"session law|passed legislature", re.IGNORECASE)
_EXECUTIVE = re.compile(r"governor|^chapter \d|^effective", re.IGNORECASE)
_PASSED = re.compile(r"third reading, passed|final passage", re.IGNORECASE)
_CHAMBERS = {"H": "lower", "S": "upper"}
_OTHER = {"lower": "upper", "upper": "lower"}


class Washington:
    """wslwebservices.leg.wa.gov."""

    written = "2025-26"
    has_titles = False

    def session(self, name: str) -> Session:
        """A biennium; aggregators write its second year in full."""
        match = re.match(r"^(20\d\d)-(\d\d)$", name)
        if match is None or int(match[2]) != (int(match[1]) + 1) % 100:
            raise ValueError(f"session {name!r}")
        first = int(match[1])
        return Session(name, (f"{first}-{first + 1}",), (first, first + 1))

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """What each bill is."""
        return tuple(self._first(spec, session, number) for number in named(spec))

    def _first(self, spec: SourceSpec, session: Session, number: str) -> Follow:
        digits = spaced(number).split()[1]
        query = urlencode({"biennium": session.name, "billNumber": digits})
        url = f"{base(spec)}/LegislationService.asmx/GetLegislation?{query}"
        return Follow(url, "detail", ("xml",), carry={"number": spaced(number)})

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """The next answer of the same bill, or its record."""
        root, spec = parse_xml(body), context.spec
        kind = str(root.tag).removeprefix(_NS).removeprefix("ArrayOf")
        number = str(context.carry["number"])
        digits = number.split()[1]
        rows = list(root.iterfind(f"{_NS}{kind}"))
        if kind == "Legislation":
            title = self._title(rows, number)
            if not title:
                return nothing(context, f"legislation {number}")
            query = urlencode({"biennium": session.name, "namedLike": digits})
            url = f"{base(spec)}/LegislativeDocumentService.asmx/GetDocuments?{query}"
            return _next(url, {**context.carry, "title": title})
        if kind == "LegislativeDocument":
            texts = [list(text) for text in self._texts(rows, number)]
            return _next(self._history(spec, session, digits), {**context.carry, "texts": texts})
        if kind != "LegislativeStatus":
            return fault(context, f"an answer of {kind[:60]!r}")
        return handed_over((self._bill(rows, context, session),), context)

    def _title(self, rows: Iterable[Element], number: str) -> str:
        """The description of the bill of this chamber: a number is used once a biennium."""
        own = (r for r in rows if _same(words(r, f"{_NS}BillId"), number))
        return next((t for r in own if (t := words(r, f"{_NS}LongDescription"))), "")

    def _history(self, spec: SourceSpec, session: Session, digits: str) -> str:
        first, last = session.years
        query = {"biennium": session.name, "billNumber": digits,
                 "beginDate": f"{first - 1}-01-01", "endDate": f"{last}-12-31"}  # fmt: skip
        name = "GetLegislativeStatusChangesByBillNumber"
        return f"{base(spec)}/LegislationService.asmx/{name}?{urlencode(query)}"

    def _texts(self, rows: Iterable[Element], number: str) -> Iterator[tuple[str, str]]:
        for row in rows:
            url = re.sub(r"^http:", "https:", words(row, f"{_NS}HtmUrl"))
            is_text = words(row, f"{_NS}Class") == "Bills"
            if url and is_text and _same(words(row, f"{_NS}BillId"), number):
                yield words(row, f"{_NS}ShortFriendlyName"), quote(url, safe=":/%")

    def _bill(self, rows: Iterable[Element], context: ParseContext, session: Session) -> Bill:
        said = context.carry
        number = str(said["number"])
        digits, year = number.split()[1], session.years[-1]
        actions = [
            ActionRecord(words(r, f"{_NS}HistoryLine"), us_day(words(r, f"{_NS}ActionDate")))
            for r in rows
        ]
        return Bill(
            number=number,
            session=session,
            title=str(said["title"]),
            url=f"https://app.leg.wa.gov/billsummary/?BillNumber={digits}&Year={year}",
            actions=tuple(_in_chambers(actions, _CHAMBERS[number[0]])),
            texts=tuple(_text(note, url) for note, url in said["texts"]),
            record=cut_out("record", (said["title"], *(a.description for a in actions)), context),
        )


def _next(url: str, carry: dict[str, object]) -> Parsed:
    return Parsed(follow=(Follow(url, "detail", ("xml",), carry=carry),))


def _same(bill_id: str, number: str) -> bool:
    """`ESHB 2196` is a form of `HB 2196`."""
    match = _BILL.search(bill_id)
    return match is not None and (match[1], match[2]) == (number[0], number.split()[1])


def _text(note: str, url: str) -> TextRecord:
    return version(note, url, "text/html", final=bool(_FINAL.search(note)))


def _in_chambers(rows: Iterable[ActionRecord], chamber: str) -> Iterator[ActionRecord]:
    passed = False
    for row in rows:
        lead = row.description.lower()
        if passed and lead.startswith("first reading"):
            chamber, passed = _OTHER[chamber], False
        passed = passed or bool(_PASSED.search(lead))
        told = chamber
        if _EXECUTIVE.search(lead):
            told = "executive"
        elif lead.startswith(("house ", "senate ")):
            told = "lower" if lead.startswith("house") else "upper"
        yield replace(row, chamber=told)
