"""Timelines, instruments and changes as JSON objects, with the fields of design.md section 5."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from regtrack.domain.acts import Act, act_of
from regtrack.domain.claims import stage_events
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Instrument, Stage, VersionRole
from regtrack.domain.observations import InForce, Method, Observation, StageEvent, TextRead
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.timeline import Timeline
from regtrack.reading.counting import is_effect
from regtrack.reading.stages import codebook_stage, is_law
from regtrack.services.answer_words import claim_notes, evidence_json, title_of
from regtrack.services.law_view import LawView
from regtrack.services.newest import Newness, newest_first


def timeline_periods(view: LawView, timeline: Timeline) -> list[dict[str, Any]]:
    """The stretches of a timeline with the instruments and the proof behind each."""
    parts = [p for s in timeline.segments for p in s.parts]
    known = view.observations({p.observation for p in parts})
    named = view.instruments({o.instrument for o in known.values() if o.instrument})
    periods: list[dict[str, Any]] = []
    for stretch in timeline.stretches:
        deciding = dict.fromkeys(
            p.observation
            for s in stretch.segments
            for p in s.parts
            if p.status is stretch.status and p.observation in known
        )
        claims = [known[o] for o in deciding]
        periods.append(
            {
                "status": stretch.status.value,
                "from": stretch.start.isoformat(),
                "to": stretch.until.isoformat() if stretch.until else None,
                "instruments": _instruments(claims, named),
                "evidence": [evidence_json(e) for o in claims for e in o.evidence],
                "confidence": [o.confidence.value for o in claims],
                "notes": list(dict.fromkeys(n for o in claims for n in claim_notes(o))),
            }
        )
    return periods


def _instruments(
    claims: Iterable[Observation], named: Mapping[str, Instrument]
) -> list[dict[str, Any]]:
    ids = dict.fromkeys(o.instrument for o in claims if o.instrument in named)
    found = [named[i] for i in ids if i is not None]
    return [{"title": title_of(i), "citation": i.citation, "url": i.url} for i in found]


def bill_json(
    instrument: Instrument, observations: Sequence[Observation], today: dt.date
) -> dict[str, Any]:
    """One instrument with its stage, its state and what its newest text would do."""
    events = stage_events(observations)
    act = act_of(instrument.id, observations)
    stage, stage_on = codebook_stage(events, today)
    read = newest_read(observations)
    claim = read.claim if read is not None else None
    dates = [o.claim for o in observations if isinstance(o.claim, InForce)]
    law = is_law(events, today)
    curated = [o for o in observations if o.method is not Method.PARSER]
    provisions = [o for o in observations if read is not None and _same_text(o, read)] or curated
    effective = _effective(claim if isinstance(claim, TextRead) else None, dates, law=law)
    final = isinstance(claim, TextRead) and claim.role is not VersionRole.PROPOSAL
    counting = provisions if final else curated  # an earlier text's provisions are not the law's
    return {
        "division": instrument.division,
        "kind": instrument.kind.value,
        "session": instrument.session,
        "number": instrument.number,
        "title": instrument.title,
        "stage": stage or None,
        "stage_on": stage_on.text if stage_on else None,
        "state": _state(act, events, counting, effective if final else {}, today, law=law),
        "how": _how(events, today),
        "law": law,
        "effects": [
            _effect(o) for o in provisions if isinstance(o.claim, Provision) and is_effect(o.claim)
        ],
        "effective": effective,
        "url": instrument.url,
    }


def _same_text(observation: Observation, read: Observation) -> bool:
    here = (observation.version, observation.reader) == (read.version, read.reader)
    return here and isinstance(observation.claim, Provision)


def newest_read(observations: Iterable[Observation]) -> Observation | None:
    """The newest readable text; a title only where there is no text. Of equals the last given."""
    reads = [
        (Newness.of(c.role, c.dated_on, c.order), o)
        for o in observations
        if isinstance(c := o.claim, TextRead) and c.readable
    ]
    texts = [pair for pair in reads if not (pair[1].version or "").endswith("/title")]
    return next(iter(newest_first(texts or reads)), None)


def _effect(observation: Observation) -> dict[str, Any]:
    claim = observation.claim
    assert isinstance(claim, Provision)
    quotes = [e.quote for e in observation.evidence if e.quote]
    banned = claim.effect in (Effect.PROHIBIT, Effect.SCHEDULE)
    return {
        "substance": claim.substance.value,
        "effect": claim.effect.value,
        "schedule": claim.schedule,
        "scope": list(claim.acts) if banned else [],
        "min_age": claim.min_age,
        "limits": "; ".join(str(limit) for limit in claim.limits) or None,
        "quote": quotes[0] if quotes else None,
        "start": claim.start.text if claim.start else None,
        "end": claim.end.text if claim.end else None,
    }


def _effective(read: TextRead | None, dates: Sequence[InForce], *, law: bool) -> dict[str, Any]:
    """When it takes effect: the text's words first, then the record's date for a law."""
    kind = read.effective_kind if read else None
    if law and kind in (None, "none_seen", "default") and dates and dates[-1].start:
        return {"kind": "date", "date": dates[-1].start.text, "days": None, "quote": None}
    if read is None:
        return {"kind": "none_seen", "date": None, "days": None, "quote": None}
    return {
        "kind": kind,
        "date": read.effective_on.isoformat() if read.effective_on else None,
        "days": read.effective_days,
        "quote": read.effective_quote,
    }


def _how(events: Sequence[StageEvent], today: dt.date) -> str | None:
    past = [e for e in events if e.date is None or e.date.first <= today]
    enacted = [e for e in past if e.stage is Stage.ENACTED]
    return enacted[-1].how.value if enacted and enacted[-1].how else None


def _state(
    act: Act,
    events: Sequence[StageEvent],
    provisions: Sequence[Observation],
    effective: Mapping[str, Any],
    today: dt.date,
    *,
    law: bool,
) -> str:
    """The furthest of its provisions' states on a day; a proposal has no other state."""
    if not law:
        return "proposed" if events else "unknown"
    claims = [o.claim for o in provisions if isinstance(o.claim, Provision)]
    ends = [c.end for c in claims]
    if claims and all(end is not None and end.last <= today for end in ends):
        return "expired"
    starts = [s for c in claims if c.condition is None and (s := act.start_of(c))]
    date = effective.get("date")
    first = min((s.first for s in starts), default=None)
    if first is None and date:
        first = PartialDate(str(date)).first
    if first is None:
        return "enacted"
    return "in_force" if first <= today else "not_yet_in_force"
