"""The words of an answer: its label, the claims behind it, the notes beside it.

Standard library and domain only, like `answering`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regtrack.domain.compose import Composed, Layer
from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Absence, Evidence, Method, Observation
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.status import LABEL, Status, provision_status
from regtrack.domain.substances import PARENT, Substance
from regtrack.domain.timeline import Part, Timeline

TYPE_CHECKING = False  # `typing` is not on the path of an answer
if TYPE_CHECKING:
    from typing import Any

AGENCY = "an agency's position, not counted as law"

Known = Mapping[str, Observation]
_AGED = (Status.REGULATED, Status.AGE_RESTRICTED)


def label(composed: Composed, deciding: Sequence[Observation], known: Known) -> str:
    """The status for people, with its schedule, its age or its acts."""
    text = LABEL[composed.status]
    provisions = [o.claim for o in deciding if isinstance(o.claim, Provision)]
    for provision in provisions:
        if provision.effect is Effect.SCHEDULE and provision.schedule:
            return f"{text} (schedule {provision.schedule})"
    ages = {p.min_age for p in _living(composed, known) if p.min_age}
    if ages and composed.status in _AGED:
        return f"{text} (minimum age {max(ages)})"
    acts = sorted({a for p in provisions for a in p.acts})
    if composed.status is Status.PROHIBITED and acts:
        return f"{text} ({', '.join(acts)})"
    return text


def _parts(layers: Sequence[Layer]) -> list[Part]:
    return [p for layer in layers if layer.segment for p in layer.segment.parts]


def _living(composed: Composed, known: Known) -> list[Provision]:
    """The provisions of every binding layer that hold on the day."""
    parts = _parts([layer for layer in composed.layers if layer.binds])
    found = [known[p.observation].claim for p in parts if p.observation in known]
    return [c for c in found if isinstance(c, Provision)]


def claims(
    composed: Composed, chain: Sequence[tuple[str, Timeline]], known: Known
) -> list[dict[str, Any]]:
    """Every claim about the day, believed or not, so that the losing one stays visible."""
    rows = [
        (p.status, known[p.observation], True)
        for p in _parts(composed.layers)
        if p.status is not None and p.observation in known
    ]
    lost = sorted({o for _, timeline in chain for o in timeline.losing if o in known})
    for observation in (known[o] for o in lost):
        status = _claimed_status(observation)
        if status is not None:
            rows.append((status, observation, False))
    return [
        {
            "status": status.value,
            "source": _source_of(observation),
            "confidence": observation.confidence.value,
            "division": observation.division,
            "believed": believed,
        }
        for status, observation, believed in rows
    ]


def _claimed_status(observation: Observation) -> Status | None:
    claim = observation.claim
    if isinstance(claim, Provision):
        return provision_status(claim)
    return Status.NO_SPECIFIC_LAW if isinstance(claim, Absence) else None


def _source_of(observation: Observation) -> str:
    urls = [e.url for e in observation.evidence if e.url]
    who = "reported" if observation.method is Method.CURATED else observation.authority.value
    return f"{who}: {urls[0]}" if urls else who


def notes(
    composed: Composed,
    substance: Substance,
    deciding: Sequence[Observation],
    known: Known,
    names: Mapping[str, str],
) -> list[str]:
    """What is missing, what is in doubt, and what the claims say beside it."""
    found = [_unknown(composed, d, names.get(d, d)) for d in composed.unknown_layers]
    if composed.preempted_by:
        above = names.get(composed.preempted_by, composed.preempted_by)
        found.append(f"local law is preempted by {above}")
    parts = _parts(composed.layers)
    if any(p.conflict for p in parts):
        found.append("the claims contradict each other; see `claims`")
    parent = PARENT.get(substance)
    if parent and deciding and all(o.substance is parent for o in deciding):
        found.append(f"no provision names it; it takes the status of {parent.value}")
    first = {o.id for o in deciding}
    parts.sort(key=lambda p: p.observation not in first)  # the deciders' notes first
    found += [n for p in parts if p.observation in known for n in claim_notes(known[p.observation])]
    return list(dict.fromkeys(found))


def _unknown(composed: Composed, division: str, name: str) -> str:
    layer = next(layer for layer in composed.layers if layer.division == division)
    if layer.segment is None or not layer.segment.parts:
        return f"nothing is known of the law of {name} on that day: ask there"
    return f"the law of {name} on that day is not settled here: ask there"


def claim_notes(observation: Observation) -> Iterator[str]:
    """What one claim says beside its status: its own note, its hour, the law of its start."""
    claim = observation.claim
    if not isinstance(claim, (Provision, Absence)):
        return
    if isinstance(claim, Provision) and not claim.composed:
        yield f"{AGENCY}: {claim.note or claim.effect}"
        return
    if claim.note:
        yield claim.note
    if isinstance(claim, Provision) and claim.start_time:
        zone = claim.start_zone or "local time"
        yield f"takes effect at {claim.start_time} {zone} on its first day"
    if isinstance(claim, Provision) and claim.starts and claim.starts.default:
        # Where a record gives a day that one counts: these words are true then as well.
        rule = claim.starts.default.cited
        yield f"its text names no start; where its record gives none, it starts by {rule}"


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """A piece of evidence as `status` and `timeline` show it."""
    retrieved_at = evidence.retrieved_at
    return {
        "quote": evidence.quote,
        "url": evidence.url,
        "sha256": evidence.sha256,
        "retrieved_at": retrieved_at.isoformat() if retrieved_at else None,
    }


def title_of(instrument: Instrument | None) -> str | None:
    """An instrument in a few words: its number where it has one, else its title."""
    if instrument is None:
        return None
    if instrument.number and instrument.session:
        return f"{instrument.number} ({instrument.session})"
    return instrument.number or instrument.title
