"""Whether an act with a product is allowed in a place on a day: every provision that binds there is
ruled on, the one that decides is cited, and what is missing is named.

Standard library and domain only, like `answering`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from regtrack.domain.compose import Composed, Layer, compose
from regtrack.domain.inquiries import Inquiry, Missing, Ruling, Verdict
from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Confidence, Observation
from regtrack.domain.provisions import Provision
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Part, Timeline, binds
from regtrack.domain.verdicts import decide, rule, substances_of
from regtrack.services.answer_words import evidence_json, title_of
from regtrack.services.answering import Question
from regtrack.services.law_view import LawView

_ORDER = (Verdict.NOT_ALLOWED, Verdict.UNKNOWN, Verdict.ALLOWED)

ASK: dict[Missing, str] = {
    Missing.AGE: "the buyer's (holder's) age: --age",
    Missing.PERCENT_7OH: "7-OH as a share of the alkaloids, in percent: --percent-7oh",
    Missing.MG_7OH: "milligrams of 7-OH per unit, serving or container: --mg-7oh",
    Missing.PPM_7OH: "7-OH in parts per million of the product by weight: --ppm-7oh",
    Missing.PERCENT_ALKALOIDS: "all alkaloids in percent of the product: --percent-alkaloids",
    Missing.SYNTHETIC: "whether it holds synthetic alkaloids: --synthetic yes or no",
    Missing.SOLD_AS: "what it is sold as (food, medicine, supplement ...): --sold-as",
    Missing.WORDS: "the words of the provision: read it at its address",
}


@dataclass(frozen=True, slots=True)
class _Reason:
    """A ruling with the layer and the claim it comes from."""

    ruling: Ruling
    division: str
    observation: Observation | None = None
    since: dt.date | None = None


def check(
    view: LawView, question: Question, inquiry: Inquiry, names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """`verdict`, `reasons` (the deciding ones first, each citing its provision), `missing` and
    `notes` for one place and day."""
    substances = substances_of(inquiry)
    timelines = view.timelines(question.chain)
    chains = {
        s: [(d, timelines.get(d, {}).get(s, Timeline())) for d in question.chain]
        for s in substances
    }
    composed = {s: compose(c, question.division, question.day) for s, c in chains.items()}
    known = view.observations({p.observation for c in composed.values() for p in _parts(c.layers)})
    named = {**(names or {}), **view.names(question.chain)}
    reasons = _reasons(composed, known, inquiry, named)
    pending = {p.instrument: p for c in chains.values() for _, t in c for p in t.pending}
    ids = {r.observation.instrument for r in reasons if r.observation and r.observation.instrument}
    instruments = view.instruments({*ids, *pending})
    reasons += [
        _Reason(Ruling(Verdict.UNKNOWN, f"{title_of(instruments.get(i)) or i}: {p.why}",
                       (Missing.WORDS,)), question.division)
        for i, p in pending.items()
    ]  # fmt: skip
    reasons.sort(key=lambda r: _ORDER.index(r.ruling.verdict))
    verdict = decide(r.ruling for r in reasons)
    return {
        "verdict": verdict.value,
        "reasons": [_reason_json(r, instruments, named) for r in reasons],
        "missing": _missing(verdict, reasons),
        "notes": _notes(composed, named),
    }


def _parts(layers: tuple[Layer, ...]) -> Iterator[Part]:
    for layer in layers:
        yield from layer.segment.parts if layer.segment else ()


def _reasons(
    composed: Mapping[Substance, Composed],
    known: Mapping[str, Observation],
    inquiry: Inquiry,
    names: Mapping[str, str],
) -> list[_Reason]:
    found: dict[tuple[str, str], _Reason] = {}
    main = next(iter(composed))
    for substance, result in composed.items():
        for layer in result.layers:
            if not layer.binds:
                continue
            for part in layer.segment.parts if layer.segment else ():
                reason = _of_part(part, layer, known.get(part.observation), inquiry)
                if reason is not None:
                    reason = _weighed(reason) if substance is main else reason
                    found.setdefault((layer.division, part.observation), reason)
            if substance is main and layer.division in result.unknown_layers:
                name = names.get(layer.division, layer.division)
                why = f"the law of {name} on that day is not known here: ask there"
                unknown = Ruling(Verdict.UNKNOWN, why, (Missing.WORDS,))
                found[layer.division, ""] = _Reason(unknown, layer.division)
    return list(found.values())


def _weighed(reason: _Reason) -> _Reason:
    """A single weak source may show a ban, and cannot show that there is none."""
    weak = reason.observation is not None and reason.observation.confidence is Confidence.LOW
    if not weak or reason.ruling.verdict is not Verdict.ALLOWED:
        return reason
    why = f"{reason.ruling.why}; only a weak source says so: ask there"
    return replace(reason, ruling=Ruling(Verdict.UNKNOWN, why, (Missing.WORDS,)))


def _of_part(
    part: Part, layer: Layer, observation: Observation | None, inquiry: Inquiry
) -> _Reason | None:
    if observation is None or (layer.land is not None and not binds(part, layer.land)):
        return None
    since = layer.segment.start if layer.segment else None
    if not isinstance(observation.claim, Provision):
        nothing = Ruling(
            Verdict.ALLOWED, "no law here names it; general food and drug law may apply"
        )
        return _Reason(nothing, layer.division, observation, since)
    ruling = rule(observation.claim, inquiry)
    if ruling is None:
        return None
    doubt = "the claims contradict each other" if part.conflict else None
    if not part.certain:
        doubt = "it may not hold on that day: its dates are known in part only"
    if doubt and ruling.verdict is not Verdict.ALLOWED:
        ruling = Ruling(Verdict.UNKNOWN, f"{ruling.why}; {doubt}", (Missing.WORDS,))
    return _Reason(ruling, layer.division, observation, since)


def _reason_json(
    reason: _Reason, instruments: Mapping[str, Instrument], names: Mapping[str, str]
) -> dict[str, Any]:
    observation = reason.observation
    instrument = instruments.get(observation.instrument or "") if observation else None
    claim = observation.claim if observation else None
    evidence = [evidence_json(e) for e in observation.evidence] if observation else []
    urls = [e["url"] for e in evidence if e["url"]]
    return {
        "verdict": reason.ruling.verdict.value,
        "why": reason.ruling.why,
        "division": reason.division,
        "name": names.get(reason.division),
        "provision": _provision_json(claim) if isinstance(claim, Provision) else None,
        "instrument": title_of(instrument),
        "citation": instrument.citation if instrument else None,
        "url": (instrument.url if instrument else None) or (urls[0] if urls else None),
        "quote": next((e["quote"] for e in evidence if e["quote"]), None),
        "confidence": observation.confidence.value if observation else None,
        "missing": [m.value for m in reason.ruling.missing],
    }


def _provision_json(claim: Provision) -> dict[str, Any]:
    return {
        "substance": claim.substance.value,
        "effect": claim.effect.value,
        "acts": list(claim.acts),
        "limits": [str(item) for item in claim.limits],
        "forms": claim.forms,
        "min_age": claim.min_age,
        "schedule": claim.schedule,
        "start": claim.start.text if claim.start else None,
        "end": claim.end.text if claim.end else None,
    }


def _missing(verdict: Verdict, reasons: list[_Reason]) -> list[dict[str, str]]:
    """What would decide, by name; nothing where the verdict stands."""
    if verdict is not Verdict.UNKNOWN:
        return []
    asked = dict.fromkeys(m for r in reasons for m in r.ruling.missing)
    return [{"fact": m.value, "ask": ASK[m]} for m in asked]


def _notes(composed: Mapping[Substance, Composed], names: Mapping[str, str]) -> list[str]:
    found = []
    for result in composed.values():
        if result.preempted_by:
            above = names.get(result.preempted_by, result.preempted_by)
            found.append(f"local law is preempted by {above}")
        for layer in result.layers:
            if not layer.binds and layer.status is not Status.UNKNOWN:
                name = names.get(layer.division, layer.division)
                found.append(f"the law of {name} does not bind here")
    return list(dict.fromkeys(found))
