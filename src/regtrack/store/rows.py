"""Rows to domain objects and back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regtrack.contract import TextRecord
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.codec import build, plain
from regtrack.domain.dates import partial
from regtrack.domain.instruments import Instrument, InstrumentKind, Link, LinkKind, VersionRole
from regtrack.domain.law import Pending
from regtrack.domain.observations import (
    Absence,
    Authority,
    Claim,
    Confidence,
    Evidence,
    InForce,
    Method,
    Observation,
    Retraction,
    StageEvent,
    TextRead,
)
from regtrack.domain.provisions import Provision
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Part, Segment, Timeline
from regtrack.services.ports import Version

_CLAIMS: dict[str, type] = {
    "provision": Provision,
    "stage": StageEvent,
    "text": TextRead,
    "in_force": InForce,
    "absence": Absence,
    "retraction": Retraction,
}
_KINDS = {cls: kind for kind, cls in _CLAIMS.items()}


def observation_row(observation: Observation) -> dict[str, Any]:
    """The column values of an observation."""
    return {
        "id": observation.id,
        "division": observation.division,
        "substance": observation.substance,
        "instrument": observation.instrument,
        "kind": _KINDS[type(observation.claim)],
        "claim": plain(observation.claim),
        "method": observation.method.value,
        "authority": observation.authority.value,
        "confidence": observation.confidence.value,
        "recorded_at": observation.recorded_at,
        "dated_on": _dated_on(observation),
        "version": observation.version,
        "reader": observation.reader,
        "evidence": [plain(e) for e in observation.evidence],
        "conflict": observation.conflict,
        "held": observation.held,
    }


def _dated_on(observation: Observation) -> dt.date | None:
    claim = observation.claim
    return claim.date.first if isinstance(claim, StageEvent) and claim.date else None


def observation(row: Any) -> Observation:
    """The observation of a row."""
    claim: Claim = build(_CLAIMS[row.kind], row.claim)
    return Observation(
        id=row.id,
        division=row.division,
        claim=claim,
        recorded_at=row.recorded_at,
        method=Method(row.method),
        authority=Authority(row.authority),
        confidence=Confidence(row.confidence),
        substance=Substance(row.substance) if row.substance else None,
        instrument=row.instrument,
        version=row.version,
        reader=row.reader,
        evidence=tuple(build(Evidence, e) for e in row.evidence),
        conflict=row.conflict,
        held=row.held,
    )


def instrument(row: Any) -> Instrument:
    """The instrument of a row."""
    return Instrument(
        row.id,
        row.division,
        InstrumentKind(row.kind),
        row.title,
        row.number,
        row.session,
        row.citation,
        row.url,
    )


def link(row: Any) -> Link:
    """The link of a row."""
    return Link(
        row.source,
        LinkKind(row.kind),
        row.target,
        partial(row.on),
        partial(row.until),
        row.recorded_at,
    )


def version(row: Any) -> Version:
    """The document version of a row."""
    text = TextRecord(
        key=row.key,
        role=VersionRole(row.role),
        note=row.note,
        dated_on=partial(row.dated_on),
        url=row.url,
        media_type=row.media_type,
        sha256=row.sha256,
    )
    return Version(row.id, row.instrument, row.seq, text, row.text_sha256, row.extractor, row.fault)


def timeline(rows: list[Any]) -> Timeline:
    """The timeline of the rows of one generation, ordered by ordinal."""
    aside: dict[str, Any] = next((r.aside for r in rows if r.ordinal < 0), {})
    segments = (
        Segment(r.start, r.until, tuple(build(Part, p) for p in r.parts))
        for r in rows
        if r.ordinal >= 0
    )
    pending = tuple(Pending(p["instrument"], p["why"]) for p in aside.get("pending", ()))
    return Timeline(tuple(segments), pending, tuple(aside.get("losing", ())))


def change(row: Any) -> Change:
    """The change of a row."""
    made: Change = build(Change, row.body)
    return made


def subscription(row: Any) -> Subscription:
    """The subscription of a row."""
    return Subscription(
        id=row.id,
        division=row.division,
        substances=tuple(Substance(s) for s in row.substances),
        kinds=tuple(ChangeKind(k) for k in row.kinds),
        email=row.email,
        webhook=row.webhook,
        secret=row.secret,
        above=row.above,
        operator=row.operator,
    )
