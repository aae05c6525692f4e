"""The answer for a place, a substance and a day: composed, reasoned, dated, with its proof.

Standard library and domain only: this is on the path of `regtrack status`, which must start fast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from regtrack.domain.compose import Composed, Layer, compose, last_turn, next_turn
from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Absence, Confidence, Method, Observation
from regtrack.domain.provisions import Provision
from regtrack.domain.record import Record
from regtrack.domain.status import BANS, Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.domain.zones import local_date
from regtrack.services.answer_words import claims, evidence_json, label, notes, title_of

TYPE_CHECKING = False  # `typing` is not on the path of an answer
if TYPE_CHECKING:
    from typing import Any

    from regtrack.services.law_view import LawView

#: Days after which a claim nobody has confirmed reads stale, by how it came and how sure it is.
TIME_TO_LIVE: dict[tuple[Method, Confidence], int] = {
    (Method.PARSER, Confidence.HIGH): 120,
    (Method.PARSER, Confidence.MEDIUM): 60,
    (Method.PARSER, Confidence.LOW): 30,
    (Method.CURATED, Confidence.HIGH): 365,
    (Method.CURATED, Confidence.MEDIUM): 240,
    (Method.CURATED, Confidence.LOW): 120,
    (Method.REVIEWER, Confidence.HIGH): 365,
    (Method.REVIEWER, Confidence.MEDIUM): 240,
    (Method.REVIEWER, Confidence.LOW): 120,
}
_CONFIDENCE = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


class Question(Record):
    """What is asked: the asked division last in its chain (nation first)."""

    division: str
    chain: tuple[str, ...]
    now: dt.datetime
    on: dt.date | None = None
    substances: tuple[Substance, ...] = tuple(Substance)

    @property
    def day(self) -> dt.date:
        """The day asked for; today in that place if none."""
        return self.on or local_date(self.division, self.now)


Chain = list[tuple[str, Timeline]]
"""The divisions whose law may bind, with their timelines of one substance."""


class _Facts(Record):
    """What the answers for all substances rest on, each row read once."""

    observations: Mapping[str, Observation]
    instruments: Mapping[str, Instrument]
    looks: Mapping[str, dt.datetime]
    names: Mapping[str, str]


def answers(
    view: LawView, question: Question, names: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """One answer per substance, with the fields of design.md section 5. `names` are those of the
    gazetteer, for places that no fact is about."""
    timelines = view.timelines(question.chain)
    names = {**(names or {}), **view.names(question.chain)}
    found: list[tuple[Substance, Chain, Composed]] = []
    for substance in question.substances:
        chain = [(d, timelines.get(d, {}).get(substance, Timeline())) for d in question.chain]
        found.append((substance, chain, compose(chain, question.division, question.day)))
    told = view.observations({o for _, chain, result in found for o in _told(chain, result)})
    acts = {o.instrument for o in told.values() if o.instrument}
    acts |= {p.instrument for _, chain, _ in found for _, t in chain for p in t.pending}
    facts = _Facts(told, view.instruments(acts), view.last_looks(), names)
    return [_Writer(question, facts, *one).write() for one in found]


def _told(chain: Chain, composed: Composed) -> set[str]:
    """The observations behind a result, those that lost among them."""
    segments = [layer.segment for layer in composed.layers if layer.segment]
    told = {p.observation for segment in segments for p in segment.parts}
    return told.union(*(t.losing for _, t in chain))


def _held_since(observation: Observation) -> tuple[dt.date, str]:
    """Of several acts that give one status the oldest is named first."""
    claim = observation.claim
    if not isinstance(claim, (Provision, Absence)):
        return dt.date.max, observation.id
    start = claim.start.first if claim.start else claim.attested_on
    return start or dt.date.max, observation.id


class _Writer:
    """Words one composed result."""

    def __init__(
        self,
        question: Question,
        facts: _Facts,
        substance: Substance,
        chain: Chain,
        composed: Composed,
    ) -> None:
        self.question, self.substance = question, substance
        self.chain, self.composed = chain, composed
        self.instruments, self.looks, self.names = facts.instruments, facts.looks, facts.names
        told = sorted(_told(chain, composed))
        self.known = {o: facts.observations[o] for o in told if o in facts.observations}
        self.deciding = self._deciding(self.composed.decided_by)
        self.waiting = {p.instrument for _, t in self.chain for p in t.pending}

    def write(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        day, composed = self.question.day, self.composed
        turn = next_turn(self.chain, self.question.division, day)
        since = last_turn(self.chain, self.question.division, day)
        unknown = composed.status is Status.UNKNOWN
        as_of = self._as_of()
        return {
            "substance": self.substance.value,
            "status": composed.status.value,
            "label": label(composed, self.deciding, self.known),
            "since": None if unknown else self._since_text(since),
            "until": turn[0].isoformat() if turn else None,
            "next": {"status": turn[1].value, "on": turn[0].isoformat()} if turn else None,
            "decided_by": self._decided_by(),
            "layers": [self._layer(layer) for layer in composed.layers],
            "evidence": self._evidence(),
            "claims": claims(composed, self.chain, self.known),
            "pending": self._pending(),
            "as_of": as_of.isoformat() if as_of else None,
            "stale": self._stale(),
            "confidence": self._confidence().value,
            "notes": notes(composed, self.substance, self.deciding, self.known, self.names),
        }

    def _deciding(self, layer: Layer | None) -> list[Observation]:
        if layer is None or layer.segment is None:
            return []
        parts = [p for p in layer.segment.parts if p.status is layer.status]
        own = [p for p in parts if not p.inherited] or parts
        found = [self.known[p.observation] for p in own if p.observation in self.known]
        return sorted(found, key=_held_since)

    def _since_text(self, since: dt.date | None) -> str | None:
        """The first day, or the year or month as far as the law's start is known."""
        if since is None:
            return None
        for observation in self.deciding:
            claim = observation.claim
            start = claim.start if isinstance(claim, (Provision, Absence)) else None
            if start is not None and not start.precise and start.first <= since <= start.last:
                return start.text
        return since.isoformat()

    def _decided_by(self) -> dict[str, Any] | None:
        layer = self.composed.decided_by
        if layer is None:
            return None
        first = self.deciding[0] if self.deciding else None
        instrument = self.instruments.get(first.instrument or "") if first else None
        urls = [e.url for o in self.deciding for e in o.evidence if e.url]
        return {
            "division": layer.division,
            "instrument": title_of(instrument),
            "citation": instrument.citation if instrument else None,
            "url": (instrument.url if instrument else None) or (urls[0] if urls else None),
        }

    def _layer(self, layer: Layer) -> dict[str, Any]:
        since, until = layer.timeline.stretch(self.question.day) or (None, None)
        deciding = self._deciding(layer)
        instrument = self.instruments.get(deciding[0].instrument or "") if deciding else None
        return {
            "division": layer.division,
            "name": self.names.get(layer.division),
            "status": layer.status.value,
            "since": since.isoformat() if since else None,
            "until": until.isoformat() if until else None,
            "instrument": title_of(instrument),
            "binds": layer.binds,
        }

    def _evidence(self) -> list[dict[str, Any]]:
        found = [e for o in self.deciding for e in o.evidence]
        found.sort(key=lambda e: e.quote is None)
        return [evidence_json(e) for e in dict.fromkeys(found)]

    def _pending(self) -> list[dict[str, Any]]:
        return [
            {
                "instrument": title_of(self.instruments.get(p.instrument)) or p.instrument,
                "why": p.why,
            }
            for _, timeline in self.chain
            for p in dict.fromkeys(timeline.pending)
        ]

    def _rests_on(self) -> list[list[Observation]]:
        """The claims that carry the answer, by layer. A ban stands by itself; that nothing
        stricter binds is known from every layer, and no better than from the weakest."""
        if self.composed.status in BANS or not self.deciding:
            return [self.deciding or list(self.known.values())]
        binding = [layer for layer in self.composed.layers if layer.binds]
        return [found for layer in binding if (found := self._deciding(layer))]

    def _as_of(self) -> dt.date | None:
        """The newest day on which every claim that carries the answer was confirmed."""
        days = [self._confirmed_on(claims) for claims in self._rests_on()]
        return min((d for d in days if d is not None), default=None) if all(days) else None

    def _confirmed_on(self, standing: Sequence[Observation]) -> dt.date | None:
        return max((d for o in standing for d in self._confirmed(o)), default=None)

    def _confirmed(self, observation: Observation) -> list[dt.date]:
        claim = observation.claim
        attested = claim.attested_on if isinstance(claim, (Provision, Absence)) else None
        days = [attested] if attested else []
        waiting = observation.instrument in self.waiting
        for evidence in observation.evidence:
            # A look that could not be read, or waits for review, confirms nothing.
            looked = None if waiting else self.looks.get(evidence.source or "")
            days += [d.date() for d in (evidence.retrieved_at, looked) if d is not None]
        return days

    def _stale(self) -> bool:
        return any(self._is_stale(claims) for claims in self._rests_on())

    def _is_stale(self, standing: Sequence[Observation]) -> bool:
        today = local_date(self.question.division, self.question.now)
        as_of = self._confirmed_on(standing)
        if as_of is None:
            return True
        limits = [TIME_TO_LIVE[o.method, o.confidence] for o in standing]
        return (min(self.question.day, today) - as_of).days > max(limits, default=0)

    def _confidence(self) -> Confidence:
        if not self.deciding:
            return Confidence.LOW
        best = min(
            max(_CONFIDENCE.index(o.confidence) for o in claims) for claims in self._rests_on()
        )
        if self.composed.unknown_layers or self._pending():
            best = min(best, 1)
        return _CONFIDENCE[best]
