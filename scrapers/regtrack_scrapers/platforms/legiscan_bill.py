"""One LegiScan bill, as `getBill` and the data sets write it, as a `DocumentRecord`. Pure.

`status` 4 (Passed) is passed by the legislature and no law: law is progress 8 (chaptered) or the
words of the history. A status that stopped at the end of a session says nothing: only law, veto
and failure are told from it where the history has words of its own.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from regtrack.contract import (
    ActionRecord,
    Alias,
    Authority,
    DocumentRecord,
    FaultKind,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.errors import InvalidDocument
from regtrack.domain.instruments import bill_number
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.bill_keys import division_of, legiscan_aliases, written_number
from regtrack_scrapers.platforms.openstates_bill import bill_kind

API = "https://api.legiscan.com/"
PUBLISHER = "LegiScan"
_CHAMBERS = {"H": "lower", "A": "lower", "S": "upper"}
_PASSED, _VETOED, _FAILED = 4, 5, 6
_OVERRIDE, _CHAPTERED = 7, 8
#: Text types: enrolled and chaptered are the act; notes, analyses and veto letters are no text.
_FINAL = frozenset({5, 6})
_BESIDE = frozenset({7, 8, 12, 13})
_SAST = {
    1: LinkKind.COMPANION_OF,
    3: LinkKind.SUBSTITUTES,
    4: LinkKind.SUBSTITUTES,
    5: LinkKind.COMPANION_OF,
    9: LinkKind.CARRIED_OVER_FROM,
}
_CLASSES = {"JR": "joint resolution", "B": "bill"}


def bill_record(
    bill: Mapping[str, Any],
    *,
    source: str,
    retrieved_at: dt.datetime | None = None,
    record_sha256: str | None = None,
) -> DocumentRecord:
    """The bill that `bill` tells of. Raises InvalidDocument, naming what is missing."""
    missing = [
        n for n in ("bill_id", "state", "bill_number", "title", "session") if not bill.get(n)
    ]
    if missing or not isinstance(bill["session"], Mapping):
        name = bill.get("bill_number") or bill.get("bill_id") or "?"
        raise InvalidDocument(f"{source}: bill {name} without {', '.join(missing) or 'session'}")
    division = division_of(str(bill["state"]))
    number = written_number(division, str(bill["bill_number"]))
    classes = (_CLASSES.get(str(bill.get("bill_type")), "resolution"),)
    kind = bill_kind(division, number, str(bill["title"]), classes)
    stage, how, stage_on = _standing(bill, kind)
    return DocumentRecord(
        source=source,
        division=division,
        kind=kind,
        aliases=_aliases(bill, division, number),
        title=str(bill["title"]).strip(),
        authority=Authority.AGGREGATOR,
        text_authority=Authority.OFFICIAL_COPY,
        publisher=PUBLISHER,
        number=number,
        session=_session_name(bill["session"]),
        url=bill.get("url") or bill.get("state_link") or None,
        abstract=_abstract(bill),
        actions=tuple(_action(row) for row in _rows(bill, "history")),
        stage=stage,
        how=how,
        stage_on=stage_on,
        texts=_texts(bill),
        links=_links(bill, division),
        record_sha256=record_sha256,
        retrieved_at=retrieved_at,
    )


def _session_name(session: Mapping[str, Any]) -> str:
    return str(session.get("session_name") or session.get("session_title") or "").strip()


def _years(session: Mapping[str, Any]) -> tuple[int, int]:
    first = int(session["year_start"])
    return first, max(int(session.get("year_end") or first), first)


def _aliases(bill: Mapping[str, Any], division: str, number: str) -> tuple[Alias, ...]:
    session = bill["session"]
    keys = legiscan_aliases(
        division,
        number,
        _session_name(session),
        _years(session),
        special=bool(int(session.get("special") or 0)),
        is_bill=bill.get("bill_type") == "B",
    )
    own = Alias("legiscan", str(bill["bill_id"]))
    return (*keys[:1], own, *keys[1:]) if keys else (own,)


def _abstract(bill: Mapping[str, Any]) -> str | None:
    words = str(bill.get("description") or "").strip()
    return words if words and words != str(bill["title"]).strip() else None


def _rows(bill: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], ...]:
    value = bill.get(name) or ()
    if not isinstance(value, list | tuple):
        raise InvalidDocument(f"bill {bill.get('bill_number')!r}: {name} is not a list")
    return tuple(row for row in value if isinstance(row, Mapping))


def _day(value: object) -> PartialDate | None:
    """The day; None for what stands for no day (`0000-00-00`, null)."""
    text = str(value or "")[:10]
    try:
        return None if not text or text.startswith("0000") else PartialDate(text)
    except ValueError:
        return None


def _action(row: Mapping[str, Any]) -> ActionRecord:
    words = " ".join(str(row.get("action") or "").split())
    return ActionRecord(words, _day(row.get("date")), (), _CHAMBERS.get(str(row.get("chamber"))))


def _standing(
    bill: Mapping[str, Any], kind: InstrumentKind
) -> tuple[Stage | None, How | None, PartialDate | None]:
    """What `status` and `progress` say beside the history, and since when."""
    status = int(bill.get("status") or 0)
    days = {int(row.get("event") or 0): _day(row.get("date")) for row in _rows(bill, "progress")}
    on = _day(bill.get("status_date"))
    if kind is InstrumentKind.RESOLUTION:
        return (Stage.FAILED, None, on) if status == _FAILED else (None, None, None)
    if _CHAPTERED in days and status in (_PASSED, _VETOED):
        how = How.OVERRIDE if _OVERRIDE in days else None
        return Stage.ENACTED, how, days[_CHAPTERED] or on
    if status in (_VETOED, _FAILED) and _OVERRIDE not in days:
        return (Stage.VETOED if status == _VETOED else Stage.FAILED), None, on
    return (None, None, None) if bill.get("history") else (Stage.INTRODUCED, None, on)


def text_address(doc_id: object, text_hash: object = "") -> str:
    """The address of a text; with its hash, where the record gives one, it names the bytes."""
    mark = f"#{text_hash}" if text_hash else ""
    return f"{API}?op=getBillText&id={doc_id}{mark}"


def _texts(bill: Mapping[str, Any]) -> tuple[TextRecord, ...]:
    rows = [r for r in _rows(bill, "texts") if int(r.get("type_id") or 0) not in _BESIDE]
    rows.sort(key=lambda r: (str(r.get("date") or ""), int(r["doc_id"])))
    return tuple(
        TextRecord(
            key=f"legiscan:{row['doc_id']}",
            role=VersionRole.FINAL if int(row.get("type_id") or 0) in _FINAL
            else VersionRole.PROPOSAL,
            note=str(row.get("type") or ""),
            dated_on=_day(row.get("date")),
            url=text_address(row["doc_id"], row.get("text_hash")),
            media_type=str(row.get("mime") or ""),
        )
        for row in rows
    )  # fmt: skip


def public_addresses(bill: Mapping[str, Any]) -> dict[str, str]:
    """Where people find the text that stands at each `text_address`."""
    return {
        text_address(row["doc_id"], row.get("text_hash")): str(row["state_link"] or row.get("url"))
        for row in _rows(bill, "texts")
        if row.get("state_link") or row.get("url")
    }


def _links(bill: Mapping[str, Any], division: str) -> tuple[LinkRecord, ...]:
    session = bill["session"]
    found: dict[tuple[LinkKind, Alias], LinkRecord] = {}
    for row in _rows(bill, "sasts"):
        kind = _SAST.get(int(row.get("type_id") or 0))
        number = str(row.get("sast_bill_number") or "")
        if kind is None or not number:
            continue
        # A bill of another session is known by its LegiScan id alone.
        keys: tuple[Alias, ...] = ()
        if kind is not LinkKind.CARRIED_OVER_FROM:
            keys = legiscan_aliases(
                division,
                written_number(division, number),
                _session_name(session),
                _years(session),
                special=bool(int(session.get("special") or 0)),
                is_bill=False,
            )
        target = keys[0] if keys else Alias("legiscan", str(row.get("sast_bill_id")))
        found.setdefault((kind, target), LinkRecord(kind, target))
    return tuple(link for link in found.values() if not _names(link, bill))


def _names(link: LinkRecord, bill: Mapping[str, Any]) -> bool:
    return link.target.value.endswith(f"|{bill_number(str(bill['bill_number']))}")


def document_in(text: Mapping[str, Any], text_hash: str = "") -> tuple[bytes, str] | Fault:
    """The bytes and the media type of a `getBillText` object, or why they are not whole.

    Its size and its hash (MD5), where it or the bill gives them, must be those of the bytes."""
    try:
        body = base64.b64decode(str(text["doc"]), validate=True)
    except (KeyError, binascii.Error, ValueError) as error:
        return Fault(FaultKind.LAYOUT_CHANGED, f"no text in base64: {error!r}"[:200])
    size = text.get("text_size")
    if isinstance(size, int) and size and size != len(body):
        return Fault(FaultKind.FETCH_FAILED, f"{len(body)} bytes of a text of {size}")
    for told in (text_hash, str(text.get("text_hash") or "")):
        if told and told != hashlib.md5(body, usedforsecurity=False).hexdigest():
            return Fault(FaultKind.FETCH_FAILED, "the text is not the one that its hash names")
    if not body:
        return Fault(FaultKind.UNEXPECTEDLY_EMPTY, "a text without bytes")
    return body, str(text.get("mime") or "")


def terms_in(words: Iterable[object], terms: Iterable[str]) -> bool:
    """Whether any of these words names one of the terms."""
    text = " ".join(str(w or "") for w in words).casefold()
    return any(term.casefold() in text for term in terms)
