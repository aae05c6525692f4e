"""Rows to the domain objects that an answer is made of: on the path of `regtrack status`."""

from __future__ import annotations

from regtrack.domain.codec import build
from regtrack.domain.instruments import Instrument, InstrumentKind
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
from regtrack.domain.timeline import Part, Pending, Segment, Timeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The type of a claim by its kind, as the table has it.
CLAIMS: dict[str, type] = {
    "provision": Provision,
    "stage": StageEvent,
    "text": TextRead,
    "in_force": InForce,
    "absence": Absence,
    "retraction": Retraction,
}


def observation(row: Any) -> Observation:
    """The observation of a row."""
    claim: Claim = build(CLAIMS[row.kind], row.claim)
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


def timeline(rows: list[Any]) -> Timeline:
    """The timeline of the rows of one generation, ordered by ordinal."""
    aside: dict[str, Any] = next((r.aside for r in rows if r.ordinal < 0), {})
    parts = _Parts()
    segments = (
        Segment(r.start, r.until, tuple(map(parts.of, r.parts))) for r in rows if r.ordinal >= 0
    )
    pending = tuple(Pending(p["instrument"], p["why"]) for p in aside.get("pending", ()))
    return Timeline(tuple(segments), pending, tuple(aside.get("losing", ())))


class _Parts:
    """The parts of a timeline's segments, each made once: most hold in several segments."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Part] = {}

    def of(self, body: dict[str, Any]) -> Part:
        """The part of a JSON object."""
        key = tuple(body.items())
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = build(Part, body)
        return made
