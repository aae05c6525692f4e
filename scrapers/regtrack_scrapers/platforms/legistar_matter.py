"""One matter of a Legistar client as a `DocumentRecord`. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regtrack.contract import (
    ActionRecord,
    Alias,
    DocumentRecord,
    InstrumentKind,
    PartialDate,
    SourceSpec,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.platforms.legislature_record import cut_out
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed

Matter = Mapping[str, Any]
_ORDINANCES = ("ordinance", "local law", "bylaw", "by-law")
_RESOLUTIONS = ("resolution",)
_DECIDES = re.compile(
    r"council|board of (?:county )?(?:supervisors|commissioners|aldermen|alders|trustees|selectmen)"
    r"|(?:village|town|county|city) board|commissioners court|county commission|city commission"
    r"|assembly|legislature|board of public",
    re.IGNORECASE,
)
_ONLY_PREPARES = re.compile(r"committee|work ?(?:session|shop)|study|advisory|planning|pre-", re.I)
#: Attachments that are the act itself; everything else beside a matter is about it.
_SIGNED = re.compile(
    r"^(?:\W|[a-z0-9]+ [-\N{EN DASH}] )*(?:signed|executed|adopted|certified|final|enacted)\b"
    r".{0,40}\b(?:ordinance|resolution|ord|reso)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:ordinance|ord|resolution|reso|res)\b\.?\s*(?:no\b\.?|number|#)?\s*", re.IGNORECASE
)
_FLAGS = {"1": "pass", "0": "fail"}
_VERSION = re.compile(r"^\d+$")


def kind_of(row: Matter, spec: SourceSpec) -> InstrumentKind:
    """Whether a matter is an ordinance or a resolution; a notice where it is neither."""
    told = str(row["MatterTypeName"] or "").casefold()
    for option, usual, kind in (
        ("ordinances", _ORDINANCES, InstrumentKind.ORDINANCE),
        ("resolutions", _RESOLUTIONS, InstrumentKind.RESOLUTION),
    ):
        words = spec.options.get(option, usual)
        if any(str(word).casefold() in told for word in words):
            return kind
    return InstrumentKind.AGENCY_NOTICE


def lead(row: Matter, context: ParseContext) -> DocumentRecord:
    """A matter that is no act: what a council speaks about, without a stage."""
    return _document(row, context, InstrumentKind.AGENCY_NOTICE)


def matter_record(said: Mapping[str, Any], context: ParseContext) -> Parsed:
    """An ordinance or a resolution with its history and its texts."""
    row: Matter = said["matter"]
    kind = kind_of(row, context.spec)
    follows = tuple(_texts(said, context))
    record = cut_out("record", (row, *said["histories"]), context)
    document = _document(
        row,
        context,
        kind,
        actions=(*_actions(said["histories"], context.spec), *_standing(row, said["histories"])),
        texts=tuple(text for text, _ in follows),
        record_sha256=hashlib.sha256(record.body).hexdigest(),
    )
    return Parsed((document,), tuple(f for _, f in follows), parts=(record,))


def _document(
    row: Matter, context: ParseContext, kind: InstrumentKind, **more: Any
) -> DocumentRecord:
    spec = context.spec
    client = spec.url.rstrip("/").rpartition("/")[2]
    matter = int(row["MatterId"])
    title = str(row.get("MatterTitle") or row.get("MatterName") or "")
    number = _enactment(row)
    aliases = [Alias("legistar", f"{client}|{matter}")]
    if number and kind is InstrumentKind.ORDINANCE:
        aliases.append(Alias("ordinance", f"{spec.division}|{number}"))
    if not title.strip():
        raise ValueError("MatterTitle is empty")
    given = {"record_sha256": context.sha256, **more}
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=kind,
        aliases=tuple(aliases),
        title=" ".join(title.split()),
        authority=spec.authority,
        publisher=spec.publisher,
        number=str(row["MatterFile"] or matter),
        citation=f"{kind.value.capitalize()} {number}" if number else None,
        url=f"https://{client}.legistar.com/gateway.aspx?m=l&id=/matter.aspx?key={matter}",
        retrieved_at=context.retrieved_at,
        **given,
    )


def _enactment(row: Matter) -> str:
    """The act's own number, without the words before it: `Ord. No. 01-26` is `01-26`."""
    return _NUMBER.sub("", str(row.get("MatterEnactmentNumber") or "").strip())


def _is_enacted(row: Matter) -> bool:
    return bool(_enactment(row) or row.get("MatterEnactmentDate"))


def _day(value: object) -> PartialDate | None:
    """The day of `2026-01-27T00:00:00`, which is midnight there without a zone."""
    return PartialDate(str(value)[:10]) if value else None


def _actions(rows: Sequence[Matter], spec: SourceSpec) -> Iterator[ActionRecord]:
    for row in rows:
        words = " ".join(str(row["MatterHistoryActionName"] or "").split())
        if words:
            flag = _FLAGS.get(str(row.get("MatterHistoryPassedFlag")), "")
            body = "council" if _decides(row, spec) else "committee"
            day = _day(row["MatterHistoryActionDate"])
            yield ActionRecord(words, day, (f"legistar:{body}:{flag}",))


def _decides(row: Matter, spec: SourceSpec) -> bool:
    name = str(row.get("MatterHistoryActionBodyName") or "")
    given = spec.options.get("bodies")
    if given is not None:
        return name.casefold() in {str(n).casefold() for n in given}
    return bool(_DECIDES.search(name)) and not _ONLY_PREPARES.search(name)


def _standing(row: Matter, histories: Sequence[Matter]) -> Iterator[ActionRecord]:
    """The matter's own status where it says more than its history: that it was enacted, or
    anything where there is no history."""
    status = " ".join(str(row.get("MatterStatusName") or "").split())
    if _is_enacted(row) and status:
        on = _day(row.get("MatterEnactmentDate") or row.get("MatterPassedDate"))
        yield ActionRecord(status, on, ("legistar:enacted:",))
    elif status and not histories:
        yield ActionRecord(status, None, ("legistar:status:",))


def _texts(said: Mapping[str, Any], context: ParseContext) -> Iterator[tuple[TextRecord, Follow]]:
    """The newest version of the text, and the signed act where it is attached."""
    row: Matter = said["matter"]
    place = f"{context.spec.url.rstrip('/')}/matters/{int(row['MatterId'])}"
    enacted = _is_enacted(row)
    if said["versions"]:
        newest = max(said["versions"], key=lambda v: _rank(str(v["Value"])))
        url = f"{place}/texts/{int(newest['Key'])}"
        role = VersionRole.FINAL if enacted else VersionRole.PROPOSAL
        note = f"version {newest['Value']}"
        text = TextRecord("text", role, note, None, url, "text/plain")
        yield text, Follow(url, "text", ("json",), keyed=True, carry={"inside": True})
    for entry in said["attachments"]:
        name, url = str(entry["MatterAttachmentName"] or ""), entry["MatterAttachmentHyperlink"]
        if enacted and url and _SIGNED.search(name):
            key = f"attachment {int(entry['MatterAttachmentId'])}"
            address = re.sub(r"^http:", "https:", str(url))
            text = TextRecord(key, VersionRole.FINAL, name, None, address, "application/pdf")
            yield text, Follow(address, "text", ("pdf", "office", "html"))


def _rank(value: str) -> tuple[int, str]:
    """Versions are counted, or lettered by some clients."""
    return (int(value), "") if _VERSION.match(value) else (0, value)
