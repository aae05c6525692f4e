"""Bill histories as XML files: Texas and Mississippi.

Texas: `url` is the file server of the Texas Legislature over HTTP; `session` is `89R`, a called one
`892`. A bill's file stands under its hundred (`house_bills/HB00200_HB00299/HB 227.xml`); there is
no list with titles. A hearing without its day (`. . .`) is a draft of a row.

Mississippi: `url` is `https://billstatus.ls.state.ms.us`; `session` is `2026`, an extraordinary one
`20261E`. One list of all measures with short titles, one history a measure. Rows have a month and a
day: the year is the session's. Addresses of texts are relative, and `SG` is the act as sent to the
governor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin

from lxml import etree

from regtrack.contract import ActionRecord, PartialDate, SourceSpec, TextRecord
from regtrack_scrapers.platforms.legislature_dialect import base, is_wanted, named
from regtrack_scrapers.platforms.legislature_record import (
    Bill,
    Session,
    fault,
    handed_over,
    nothing,
    spaced,
    us_day,
    version,
)
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed

Element = etree._Element
_HOUSES = {"H": "house", "S": "senate"}
_KINDS = {"B": "bills", "R": "resolutions", "CR": "concurrent_resolutions",
          "JR": "joint_resolutions"}  # fmt: skip
_CHAMBERS = {"H": "lower", "S": "upper", "E": "executive"}


def parse_xml(body: bytes) -> Element:
    """The root of an XML file. Raises ValueError where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not XML: {error}") from error


def words(element: Element, path: str) -> str:
    """The words at a path, space folded; "" where there are none."""
    found = element.find(path)
    return "" if found is None else " ".join("".join(str(t) for t in found.itertext()).split())


class Texas:
    """Texas Legislature Online."""

    written = "89R or 892"
    has_titles = False

    def session(self, name: str) -> Session:
        """The 89th Legislature met in 2025: `89R`; its second called session is `892`."""
        match = re.match(r"^(\d\d)([R1-9])$", name)
        if match is None:
            raise ValueError(f"session {name!r}")
        legislature, part = match.groups()
        if part != "R":
            return Session(name, (name,))
        year = 1847 + 2 * int(legislature)
        return Session(name, (legislature, name), (year, year + 1))

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """The file of each bill."""
        return tuple(self._file(spec, session, number) for number in named(spec))

    def _file(self, spec: SourceSpec, session: Session, number: str) -> Follow:
        letters, digits = spaced(number).split()
        kind = f"{_HOUSES[letters[0]]}_{_KINDS[letters[1:]]}"
        first = int(digits) // 100 * 100
        hundred = f"{letters}{max(first, 1):05d}_{letters}{first + 99:05d}"
        path = f"bills/{session.name}/billhistory/{kind}/{hundred}/{letters} {digits}.xml"
        return Follow(f"{base(spec)}/{quote(path)}", "detail", ("xml",))

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """One bill."""
        root = parse_xml(body)
        if root.tag != "bill" or b"Bill does not exist" in body:
            return fault(context, "the file is no bill's history")
        legislature, _, number = str(root.get("bill")).partition(" ")
        if legislature != session.name:
            return fault(context, f"a bill of session {legislature!r}")
        rows = [self._action(row) for row in root.iterfind("actions/action")]
        bill = Bill(
            number=number,
            session=session,
            title=words(root, "caption"),
            url="https://capitol.texas.gov/BillLookup/History.aspx?"
            f"LegSess={session.name}&Bill={number.replace(' ', '')}",
            actions=tuple(row for row in rows if ". . ." not in row.description),
            texts=tuple(self._texts(root)),
        )
        return handed_over((bill,), context)

    def _action(self, row: Element) -> ActionRecord:
        chamber = _CHAMBERS.get(words(row, "actionNumber")[:1])
        return ActionRecord(words(row, "description"), us_day(words(row, "date")), (), chamber)

    def _texts(self, root: Element) -> Iterator[TextRecord]:
        for entry in root.iterfind("billtext/docTypes/bill/versions/version"):
            note = words(entry, "versionDescription")
            for path, kind in (("WebHTMLURL", "text/html"), ("WebPDFURL", "application/pdf")):
                url = re.sub(r"^http:", "https:", words(entry, path))
                if url:
                    yield version(note, url, kind, final=note == "Enrolled")


class Mississippi:
    """The bill status system of the Mississippi Legislature."""

    written = "2026 or 20261E"
    has_titles = True
    _forms = (
        ("INTRO_OTHER", "As Introduced"),
        ("CMTESUB_OTHER", "Committee Substitute"),
        ("PASSED_OTHER", "As Passed"),
        ("ASG_OTHER", "As Sent to Governor"),
    )
    _row = re.compile(r"^(?P<month>\d\d)/(?P<day>\d\d) (?:\((?P<house>[HS])\) )?(?P<words>.+)$")

    def session(self, name: str) -> Session:
        """`2026`, or `20261E` for the first extraordinary session of 2026."""
        match = re.match(r"^((?:19|20)\d\d)(\dE)?$", name)
        if match is None:
            raise ValueError(f"session {name!r}")
        regular = match[2] is None
        return Session(name, (name,), (int(match[1]),) if regular else ())

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """The list of all measures."""
        url = f"{base(spec)}/{session.name}/pdf/all_measures/allmsrs.xml"
        return (Follow(url, "list", ("xml",)),)

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """The measures of the list that matter, or one measure."""
        root = parse_xml(body)
        if context.role == "list":
            return self._list(root, context)
        rows = list(root.iterfind(".//ACTION"))
        counted = [n for row in rows if (n := words(row, "ACT_NUMBER"))]
        if counted and counted != [str(n) for n in range(1, len(rows) + 1)]:
            raise ValueError("rows of the history are missing: their numbers have gaps")
        number = words(root, ".//SHORT_MSRID") or words(root, ".//MEASURE")
        bill = Bill(
            number=number,
            session=session,
            title=words(root, ".//SHORTTITLE"),
            url=context.url,
            abstract=words(root, ".//LONGTITLE") or None,
            actions=tuple(self._action(row, session) for row in rows),
            texts=tuple(self._texts(root, context.spec)),
        )
        return handed_over((bill,), context)

    def _list(self, root: Element, context: ParseContext) -> Parsed:
        rows = list(root.iterfind(".//MSRGROUP"))
        if not rows:
            return nothing(context, "measure")
        wanted = [
            urljoin(context.url, words(row, "ACTIONLINK"))
            for row in rows
            if is_wanted(context.spec, words(row, "MEASURE"), words(row, "SHORTTITLE"))
        ]
        return Parsed(follow=tuple(Follow(url, "detail", ("xml",)) for url in wanted))

    def _action(self, row: Element, session: Session) -> ActionRecord:
        match = self._row.match(words(row, "ACT_DESC"))
        if match is None:
            raise ValueError(f"not a row of a history: {words(row, 'ACT_DESC')[:60]!r}")
        day = PartialDate(f"{session.name[:4]}-{match['month']}-{match['day']}")
        house = {"H": "lower", "S": "upper"}.get(match["house"] or "", "executive")
        return ActionRecord(match["words"], day, (), house)

    def _texts(self, root: Element, spec: SourceSpec) -> Iterator[TextRecord]:
        for name, note in self._forms:
            path = words(root, f".//{name}").replace("../", "")
            if path.startswith("documents/"):
                final = name == "ASG_OTHER"
                yield version(note, f"{base(spec)}/{quote(path)}", "text/html", final=final)
