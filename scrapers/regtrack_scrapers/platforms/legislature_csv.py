"""Tables of bills and of their histories: Virginia and Connecticut.

Virginia: `url` is `https://lis.blob.core.windows.net/lisfiles`; `session` is the session's number
there (`20261`, a special one `20262`). `BILLS.CSV` names the texts by abbreviations only
(`HB360S1`, `CHAP0123`): their address is the option `text_url`. A row of `HISTORY.CSV` begins with
the chamber (`H`, `S`, `G` for the governor, `C` for a conference) or with a space.

Connecticut: `url` is `https://www.cga.ct.gov/ftp/pub/data`; `session` is a year. The tables name no
texts. An act gets its number when both chambers have passed it, before it is signed."""

from __future__ import annotations

import csv
import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from regtrack.contract import ActionRecord, SourceSpec, TextRecord
from regtrack_scrapers.platforms.legislature_dialect import base, each, is_wanted
from regtrack_scrapers.platforms.legislature_record import (
    Bill,
    Session,
    cut_out,
    nothing,
    plain_number,
    us_day,
    version,
)
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed

Row = Mapping[str, str]
_ACCEPT = ("text", "html")
_TEXTS = 6
#: Bytes that stand for no letter of these tables, in whatever encoding.
_NO_LETTERS = re.compile(rb"[\xfe\xff]")
_HOUSES = {"H": "lower", "S": "upper", "G": "executive", "C": "legislature"}


def table(body: bytes, *columns: str) -> list[dict[str, str]]:
    """The rows of a table by column, whatever the case of its headings. Raises ValueError where a
    column is missing or a row is cut off."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _NO_LETTERS.search(body):
            raise
        text = body.decode("cp1252", "replace")
    try:
        heads, *found = [*csv.reader(io.StringIO(text))] or [[]]
    except csv.Error as error:
        raise ValueError(f"not a table: {error}") from error
    heads = [name.strip().lower() for name in heads]
    missing = [name for name in columns if name not in heads]
    if missing:
        raise ValueError(f"the table has no column {missing[0]!r}")
    rows = [row for row in found if any(cell.strip() for cell in row)]
    if rows and len(rows[-1]) < len(heads):
        raise ValueError(f"the last of {len(rows)} rows is cut off")
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in rows]


def _history(rows: list[dict[str, str]], column: str, wanted: Any) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {number: [] for number in wanted}
    for row in rows:
        number = plain_number(row[column])
        if number in found:
            found[number].append(row)
    return found


class _TwoTables(ABC):
    """One table of bills, then one of histories: the record is the second."""

    has_titles = True
    bills: tuple[str, str, str]  # file, column of the number, column of the title
    histories: tuple[str, str]

    @abstractmethod
    def _place(self, spec: SourceSpec, session: Session, file: str) -> str:
        """The address of a table of the session."""

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """The table of bills."""
        return (Follow(self._place(spec, session, self.bills[0]), "list", _ACCEPT),)

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """The histories to ask for, or the bills with theirs."""
        spec = context.spec
        if context.role == "list":
            return self._wanted(body, context, session)
        rows: Mapping[str, Row] = context.carry["bills"]
        column = self.histories[1]
        told = _history(table(body, column), column, rows)
        if not any(told.values()):
            return nothing(context, "row of the bills that are followed")

        def read(entry: tuple[str, Row]) -> Bill:
            number, row = entry
            bill = self._bill(row, told[number], session, spec)
            return replace(bill, record=cut_out(number, (row, *told[number]), context))

        return each(list(rows.items()), read, lambda entry: entry[0], context)

    def _wanted(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        _, number, title = self.bills
        rows = [r for r in table(body, number, title) if self._is_of(r, session)]
        if not rows:
            is_fault = context.spec.options.get("never_empty", True)
            return nothing(context, "bill") if is_fault else Parsed()
        wanted = {
            plain_number(row[number]): row
            for row in rows
            if is_wanted(context.spec, row[number], row[title]) and plain_number(row[number])
        }
        if not wanted:
            return Parsed()
        url = self._place(context.spec, session, self.histories[0])
        return Parsed(follow=(Follow(url, "detail", _ACCEPT, carry={"bills": wanted}),))

    def _is_of(self, row: Row, session: Session) -> bool:
        return True

    @abstractmethod
    def _bill(self, row: Row, rows: list[Row], session: Session, spec: SourceSpec) -> Bill:
        """A bill of its row and those of its history."""


class Virginia(_TwoTables):
    """The Legislative Information System of Virginia."""

    written = "20261"
    bills = ("BILLS.CSV", "bill_id", "bill_description")
    histories = ("HISTORY.CSV", "bill_id")

    def session(self, name: str) -> Session:
        """`20261` is the regular session of 2026, `20262` its first special one."""
        match = re.match(r"^(20\d\d)([1-9])$", name)
        if match is None:
            raise ValueError(f"session {name!r}")
        year, part = match.groups()
        if part == "1":
            return Session(name, (year,), (int(year),))
        return Session(name, (f"{year}S{int(part) - 1}",))

    def _place(self, spec: SourceSpec, session: Session, file: str) -> str:
        return f"{base(spec)}/{session.name}/{file}"

    def _bill(self, row: Row, rows: list[Row], session: Session, spec: SourceSpec) -> Bill:
        number = row["bill_id"]
        return Bill(
            number=number,
            session=session,
            title=row["bill_description"],
            url=f"https://lis.virginia.gov/bill-details/{session.name}/{number}",
            actions=tuple(self._action(r) for r in rows),
            texts=tuple(self._texts(row, spec)),
        )

    def _action(self, row: Row) -> ActionRecord:
        told = row["history_description"]
        lead, _, rest = told.partition(" ")
        house, words = _HOUSES.get(lead), rest
        if house is None:
            house, words = "executive" if "governor" in told.lower() else "legislature", told
        return ActionRecord(words.strip(), us_day(row["history_date"]), (), house)

    def _texts(self, row: Row, spec: SourceSpec) -> Iterator[TextRecord]:
        place = spec.options.get("text_url")
        for number in range(1, _TEXTS + 1):
            doc = row.get(f"full_text_doc{number}", "")
            if doc and place:
                on = us_day(row.get(f"full_text_date{number}", ""))
                final = doc.startswith("CHAP") or doc.endswith("ER")
                url = str(place).replace("{doc}", doc)
                yield version(doc, url, "text/html", final=final, on=on)


class Connecticut(_TwoTables):
    """The Connecticut General Assembly."""

    written = "2026"
    bills = ("bill_info.csv", "bill_num", "bill_title")
    histories = ("bill_history.csv", "bill_num")
    _said = ((re.compile(r"\bHOUSE\b"), "lower"), (re.compile(r"\bSEN(?:ATE|\.)"), "upper"),
             (re.compile(r"GOVERNOR"), "executive"))  # fmt: skip

    def session(self, name: str) -> Session:
        """A year."""
        if not re.match(r"^20\d\d$", name):
            raise ValueError(f"session {name!r}")
        return Session(name, (name,), (int(name),))

    def _place(self, spec: SourceSpec, session: Session, file: str) -> str:
        return f"{base(spec)}/{file}"

    def _is_of(self, row: Row, session: Session) -> bool:
        return row.get("sess_year", session.name) == session.name

    def _bill(self, row: Row, rows: list[Row], session: Session, spec: SourceSpec) -> Bill:
        number = plain_number(row["bill_num"])
        dated = sorted(rows, key=lambda r: r["act_date"])
        return Bill(
            number=number,
            session=session,
            title=row["bill_title"],
            url="https://www.cga.ct.gov/asp/cgabillstatus/cgabillstatus.asp?"
            f"selBillType=Bill&bill_num={number}&which_year={session.name}",
            actions=tuple(self._action(r) for r in dated),
        )

    def _action(self, row: Row) -> ActionRecord:
        words = row["act_desc"]
        house = next((c for said, c in self._said if said.search(words.upper())), None)
        return ActionRecord(words, us_day(row["act_date"]), (), house)
