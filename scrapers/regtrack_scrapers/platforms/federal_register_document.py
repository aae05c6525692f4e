"""One row of the Federal Register as a document: what it is, where it stands, what it bears on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.platforms.model import ParseContext

Row = Mapping[str, Any]
_CITATION = re.compile(r"\b(\d{1,3})\s+FR\s+(\d{1,6})\b")
_NUMBER = re.compile(r"\b((?:19|20)\d\d-\d{4,5})\b")
_WITHDRAW = re.compile(r"\bwithdraw", re.IGNORECASE)
_CORRECTION = re.compile(r"\bcorrect(?:ion|ing|ed)\b", re.IGNORECASE)
_EXTENSION = re.compile(r"\bexten(?:sion|ding|d)\b", re.IGNORECASE)
_COMMENT = re.compile(r"\bcomment|\binformation\b|\bhearing\b|\bmeeting\b", re.IGNORECASE)
_PROPOSAL = re.compile(r"\bnotice of intent\b|\bpropos|\badvance notice\b", re.IGNORECASE)
_STAY = re.compile(r"\bstay\b|\bdelay of effective\b", re.IGNORECASE)
_ORDER = re.compile(r"\border\b|\btemporary (?:amendment|rule|scheduling)", re.IGNORECASE)
#: A withdrawal's docket is its target's with a letter: DEA-442W for DEA-442.
_DOCKET_LETTER = re.compile(r"(?<=\d)[A-Z]$")


@dataclass(frozen=True, slots=True)
class _Sense:
    """What type and action together say."""

    kind: InstrumentKind
    stage: Stage | None
    how: How | None = None
    link: LinkKind | None = None


def published(row: Row, rows: Sequence[Row], context: ParseContext) -> DocumentRecord:
    """A published document. Raises KeyError or ValueError where required fields are missing."""
    number, day = str(row["document_number"]), str(row["publication_date"])
    sense = _sense(str(row["type"]), str(row.get("action") or ""))
    citation = row.get("citation")
    aliases = [Alias("fr", number)]
    if citation:
        aliases.append(Alias("fr-citation", " ".join(str(citation).split())))
    return DocumentRecord(
        source=context.spec.key,
        division=context.spec.division,
        kind=sense.kind,
        aliases=tuple(aliases),
        title=str(row["title"]),
        authority=context.spec.authority,
        publisher=_agencies(row) or context.spec.publisher,
        number=number,
        citation=citation,
        url=row.get("html_url"),
        abstract=row.get("abstract"),
        stage=sense.stage,
        how=sense.how,
        stage_on=PartialDate(day),
        effective_on=_effective(row, sense),
        texts=_texts(row, sense, day),
        links=_links(row, rows, sense),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def filed(row: Row, rows: Sequence[Row], context: ParseContext) -> DocumentRecord:
    """A document filed for public inspection: not law before it is published.

    One whose agency asked for it back stays on the list for the day with a note that says so: it
    is withdrawn, and its text is no longer to be read."""
    number, day = str(row["document_number"]), str(row["filed_at"])[:10]
    taken_back = bool(_WITHDRAW.search(str(row.get("editorial_note") or "")))
    special = row.get("filing_type") == "special"
    text = TextRecord(
        key="public inspection",
        role=VersionRole.PROPOSAL,
        note=f"filed for public inspection{' (special filing)' if special else ''}",
        dated_on=PartialDate(day),
        url=row.get("pdf_url"),
        media_type="application/pdf",
    )
    return DocumentRecord(
        source=context.spec.key,
        division=context.spec.division,
        kind=InstrumentKind.AGENCY_NOTICE,
        aliases=(Alias("fr", number),),
        title=str(row["title"]),
        authority=context.spec.authority,
        publisher=_agencies(row) or context.spec.publisher,
        number=number,
        url=row.get("html_url"),
        stage=Stage.WITHDRAWN if taken_back else Stage.PROPOSED,
        stage_on=_updated(row) if taken_back else PartialDate(day),
        texts=(text,) if text.url and not taken_back else (),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
        partial=True,
    )


def _updated(row: Row) -> PartialDate:
    """The day on which the record of a filed document was last written; else that of its filing."""
    return PartialDate(str(row.get("pdf_update_at") or row["filed_at"])[:10])


def corrections(row: Row) -> tuple[str, ...]:
    """The numbers of the documents that correct this one, however the record names them."""
    given = row.get("corrections") or ()
    own = str(row.get("document_number"))
    found = (m[1] for entry in given if (m := _NUMBER.search(str(entry))))
    return tuple(dict.fromkeys(number for number in found if number != own))


def _sense(kind: str, action: str) -> _Sense:
    """Whether this proposes, orders, withdraws or only informs. What is not sure has no stage."""
    notice = InstrumentKind.AGENCY_NOTICE
    if _WITHDRAW.search(action):
        return _Sense(notice, None, link=LinkKind.WITHDRAWS)
    if _CORRECTION.search(action):
        return _Sense(_law_kind(kind), None, link=LinkKind.CORRECTS)
    if kind == "Proposed Rule" or _PROPOSAL.search(action):
        return _proposal(action)
    if kind == "Rule":
        return _rule(action)
    if kind == "Presidential Document":
        return _Sense(InstrumentKind.EXECUTIVE_ORDER, Stage.ENACTED, How.SIGNED)
    return _Sense(notice, None)


def _law_kind(kind: str) -> InstrumentKind:
    return InstrumentKind.RULE if kind == "Rule" else InstrumentKind.AGENCY_NOTICE


def _proposal(action: str) -> _Sense:
    """A comment period that is extended, or a hearing, moves nothing."""
    only_talk = _COMMENT.search(action) and not _PROPOSAL.search(action)
    stage = None if only_talk else Stage.PROPOSED
    return _Sense(InstrumentKind.AGENCY_NOTICE, stage)


def _rule(action: str) -> _Sense:
    how = How.ORDERED if _ORDER.search(action) else How.PUBLISHED
    link = None
    if _STAY.search(action):
        link = LinkKind.STAYS
    elif _EXTENSION.search(action) and not _COMMENT.search(action):
        link = LinkKind.EXTENDS
    return _Sense(InstrumentKind.RULE, Stage.ENACTED, how, link)


def _effective(row: Row, sense: _Sense) -> PartialDate | None:
    given = row.get("effective_on")
    return PartialDate(str(given)) if given and sense.stage is Stage.ENACTED else None


def _texts(row: Row, sense: _Sense, day: str) -> tuple[TextRecord, ...]:
    role = VersionRole.FINAL if sense.stage is Stage.ENACTED else VersionRole.PROPOSAL
    forms = (("raw_text_url", "text/plain"), ("body_html_url", "text/html"))
    for name, media_type in forms:
        if row.get(name):
            url = str(row[name])
            on = PartialDate(day)
            return (TextRecord("published", role, "as published", on, url, media_type),)
    return ()


def _agencies(row: Row) -> str:
    names = row.get("agency_names") or [a.get("name") for a in row.get("agencies") or ()]
    return ", ".join(str(n) for n in names if n)


def _links(row: Row, rows: Sequence[Row], sense: _Sense) -> tuple[LinkRecord, ...]:
    on = PartialDate(str(row["publication_date"]))
    links = []
    if sense.link is not None:
        quote = str(row.get("action") or "") or None
        links = [LinkRecord(sense.link, t, on, quote) for t in _targets(row, rows, sense.link)]
    if sense.link is not LinkKind.WITHDRAWS:
        links += _withdrawals_in_abstract(row, on)
    return tuple(links)


def _targets(row: Row, rows: Sequence[Row], kind: LinkKind) -> list[Alias]:
    """The earlier document meant: by API field, by citation, by docket; the surest there is."""
    corrected = _NUMBER.search(str(row.get("correction_of") or ""))
    if kind is LinkKind.CORRECTS and corrected:
        return [Alias("fr", corrected.group(1))]
    own = str(row.get("citation") or "")
    words = " ".join(str(row.get(name) or "") for name in ("action", "dates", "abstract", "title"))
    cited = [f"{m[1]} FR {m[2]}" for m in _CITATION.finditer(words)]
    if others := list(dict.fromkeys(c for c in cited if c != own)):
        return [Alias("fr-citation", c) for c in others]
    dockets = {_base(d) for d in _dockets(row)}
    earlier = [
        r
        for r in rows
        if str(r["publication_date"]) < str(row["publication_date"])
        and dockets & {_base(d) for d in _dockets(r)}
        and not _WITHDRAW.search(str(r.get("action") or ""))
    ]
    if earlier:
        newest = max(earlier, key=lambda r: str(r["publication_date"]))
        return [Alias("fr", str(newest["document_number"]))]
    return [Alias("docket", d) for d in sorted(dockets)]


def _dockets(row: Row) -> list[str]:
    given = row.get("docket_ids") or ([row["docket_id"]] if row.get("docket_id") else [])
    return [re.sub(r"^Docket No\.?\s*", "", str(d)).strip() for d in given]


def _base(docket: str) -> str:
    return _DOCKET_LETTER.sub("", docket)


def _withdrawals_in_abstract(row: Row, on: PartialDate) -> list[LinkRecord]:
    """A new notice that says, with a citation, that it withdraws an earlier one."""
    own = str(row.get("citation") or "")
    found = []
    for sentence in re.split(r"(?<=[.;])\s+", str(row.get("abstract") or "")):
        if _WITHDRAW.search(sentence):
            cited = [f"{m[1]} FR {m[2]}" for m in _CITATION.finditer(sentence)]
            found += [
                LinkRecord(LinkKind.WITHDRAWS, Alias("fr-citation", c), on, sentence)
                for c in cited
                if c != own
            ]
    return found
