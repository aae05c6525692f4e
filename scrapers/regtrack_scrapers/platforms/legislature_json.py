"""Interfaces that answer in JSON: Massachusetts and New York.

Massachusetts: `url` is `https://malegislature.gov/api`; `session` is the number of a General Court,
`194`. One list of all documents with titles, a document with its whole text in it, a history, which
is the record. Dates stand at noon.

New York: `url` is `https://legislation.nysenate.gov`, Open Legislation version 3; `session` is the
first year of two, `2025`; the key (`REGTRACK_NYSENATE_KEY`) is a parameter of the address. It is
searched by `terms`; a bill is one answer with its actions and the whole text of each print. The
Senate writes in capitals, the Assembly in small letters. Errors come with `success: false`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from regtrack.contract import (
    ActionRecord,
    Alias,
    FaultKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    SourceSpec,
    TextRecord,
    VersionRole,
)
from regtrack.domain.codec import plain
from regtrack_scrapers.platforms.legislature_dialect import base, is_wanted, named
from regtrack_scrapers.platforms.legislature_record import (
    Bill,
    Session,
    cut_out,
    fault,
    handed_over,
    inside,
    nothing,
    plain_number,
    us_day,
)
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed, Part

_SEARCHED = ("kratom", "mitragynine")
_PAGE = 100
_BRANCHES = {"House": "lower", "Senate": "upper", "Joint": "legislature",
             "Executive": "executive"}  # fmt: skip
_HOUSES = {"SENATE": "upper", "ASSEMBLY": "lower"}


class Massachusetts:
    """malegislature.gov."""

    written = "194"
    has_titles = True

    def session(self, name: str) -> Session:
        """The 194th General Court sits in 2025 and 2026."""
        if not re.match(r"^[12]\d\d$", name):
            raise ValueError(f"session {name!r}")
        first = 1637 + 2 * int(name)
        return Session(name, (f"{name}th", name), (first, first + 1))

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """The list of documents."""
        url = f"{base(spec)}/GeneralCourts/{session.name}/Documents"
        return (Follow(url, "list", ("json",)),)

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """The documents that matter, one document with its text, or a bill's record."""
        answer = json.loads(body)
        if context.role == "list":
            return self._list(answer, context)
        if "bill" not in context.carry:
            return self._document(answer, context)
        said = context.carry
        number = str(said["bill"])
        bill = Bill(
            number=number,
            session=session,
            title=str(said["title"]),
            url=f"https://malegislature.gov/Bills/{session.name}/{number}",
            abstract=str(said["pinslip"]) or None,
            actions=tuple(self._action(row) for row in answer),
            texts=tuple(_known_text(said["text"]) if said["text"] else ()),
            record=cut_out("record", (said["title"], said["pinslip"], answer), context),
        )
        return handed_over((bill,), context)

    def _list(self, rows: Any, context: ParseContext) -> Parsed:
        if not isinstance(rows, list):
            return fault(context, "the answer is no list of documents")
        if not rows:
            return nothing(context, "document")
        wanted = [
            str(row["BillNumber"])
            for row in rows
            if row.get("BillNumber") and is_wanted(context.spec, row["BillNumber"], row["Title"])
        ]
        urls = (f"{context.url}/{number}" for number in dict.fromkeys(wanted))
        return Parsed(follow=tuple(Follow(url, "detail", ("json",)) for url in urls))

    def _document(self, answer: Mapping[str, Any], context: ParseContext) -> Parsed:
        number, words = str(answer["BillNumber"]), str(answer.get("DocumentText") or "").strip()
        text: Any = None
        parts: tuple[Part, ...] = ()
        if words:
            record, part = inside("text", words, "text/plain", context)
            text, parts = plain(record), (part,)
        carry = {"bill": number, "title": str(answer["Title"]), "text": text,
                 "pinslip": str(answer.get("Pinslip") or "").strip()}  # fmt: skip
        url = f"{context.url}/DocumentHistoryActions"
        return Parsed(follow=(Follow(url, "detail", ("json",), carry=carry),), parts=parts)

    def _action(self, row: Mapping[str, Any]) -> ActionRecord:
        words = " ".join(str(row["Action"]).split())
        return ActionRecord(
            words, us_day(str(row["Date"])), (), _BRANCHES.get(str(row.get("Branch")))
        )


def _known_text(said: Mapping[str, Any]) -> Iterator[TextRecord]:
    """The text that the document's own answer held."""
    yield TextRecord(
        key=said["key"],
        role=VersionRole(said["role"]),
        note=said["note"],
        url=said["url"],
        media_type=said["media_type"],
        sha256=said["sha256"],
    )


class NewYork:
    """Open Legislation of the New York State Senate."""

    written = "2025"
    has_titles = True

    def session(self, name: str) -> Session:
        """Named by the first of its two years, which is odd."""
        if not re.match(r"^20\d[13579]$", name):
            raise ValueError(f"session {name!r}")
        return Session(name, (f"{name}-{int(name) + 1}",), (int(name), int(name) + 1))

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """One search a term, and the bills that are followed."""
        place = f"{base(spec)}/api/3/bills/{session.name}"
        searches = [
            self._search(place, str(term), 1) for term in spec.options.get("terms", _SEARCHED)
        ]
        return (*searches, *(self._bill(place, plain_number(n)) for n in named(spec)))

    def _search(self, place: str, term: str, offset: int) -> Follow:
        words = f'"{term}"' if re.search(r"\W", term) else term
        query = {"term": words, "limit": str(_PAGE), "offset": str(offset)}
        return Follow(f"{place}/search?{urlencode(query)}", "list", ("json",), keyed=True)

    def _bill(self, place: str, number: str) -> Follow:
        url = f"{place}/{number}?fullTextFormat=PLAIN"
        return Follow(url, "detail", ("json",), keyed=True)

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """The bills of a page and the next page, or one bill."""
        answer = json.loads(body)
        if answer.get("success") is not True:
            words = f"answered with an error: {str(answer.get('message'))[:200]}"
            return fault(context, words, FaultKind.FETCH_FAILED)
        if context.role == "list":
            return self._page(answer, context, session)
        return handed_over((self._read(answer["result"], context, session),), context)

    def _page(self, answer: Mapping[str, Any], context: ParseContext, session: Session) -> Parsed:
        place = context.url.partition("/search?")[0]
        query = dict(parse_qsl(urlsplit(context.url).query))
        rows = [row["result"] for row in answer["result"]["items"]]
        total, end = int(answer["total"]), int(answer["offsetEnd"])
        if not rows and total:
            return fault(context, f"{total} bills counted, none listed")
        if not rows and query["offset"] == "1" and context.spec.options.get("never_empty"):
            return nothing(context, "bill")
        own = [r for r in rows if str(r["session"]) == session.name]
        follow = [self._bill(place, str(r["basePrintNo"])) for r in own]
        if rows and end < total:
            follow.append(self._search(place, query["term"].strip('"'), end + 1))
        return Parsed(follow=tuple(follow))

    def _read(self, said: Mapping[str, Any], context: ParseContext, session: Session) -> Bill:
        number = str(said["basePrintNo"])
        rows = sorted(said["actions"]["items"], key=lambda r: int(r["sequenceNo"]))
        prints = said["amendments"]["items"]
        texts = list(self._texts(said, prints, context))
        return Bill(
            number=number,
            session=session,
            title=str(said["title"]),
            url=f"https://www.nysenate.gov/legislation/bills/{session.name}/{number}",
            abstract=str(said.get("summary") or "").strip() or None,
            actions=tuple(self._action(row) for row in rows),
            texts=tuple(text for text, _ in texts),
            words=tuple(part for _, part in texts),
            links=tuple(self._links(said, prints, context)),
            classes=("resolution",) if said["billType"].get("resolution") else (),
        )

    def _action(self, row: Mapping[str, Any]) -> ActionRecord:
        words = " ".join(str(row["text"]).split())
        chamber = _HOUSES.get(str(row.get("chamber")))
        return ActionRecord(words, PartialDate(str(row["date"])), (), chamber)

    def _texts(
        self, said: Mapping[str, Any], prints: Mapping[str, Any], context: ParseContext
    ) -> Iterator[tuple[TextRecord, Part]]:
        """The text of each print; the one that was signed is the act."""
        for name, entry in sorted(prints.items()):
            words = str(entry.get("fullText") or "").strip()
            if words:
                signed = bool(said.get("signed")) and name == said.get("activeVersion")
                note = str(entry["printNo"])
                yield inside(note, words, "text/plain", context, final=signed)

    def _links(
        self, said: Mapping[str, Any], prints: Mapping[str, Any], context: ParseContext
    ) -> Iterator[LinkRecord]:
        entry = prints.get(said.get("activeVersion") or "", {})
        for row in entry.get("sameAs", {}).get("items", ()):
            target = f"{context.spec.division}|{row['session']}|{plain_number(row['basePrintNo'])}"
            yield LinkRecord(LinkKind.COMPANION_OF, Alias("bill-year", target))
