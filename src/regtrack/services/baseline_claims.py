"""From the rows of the curated baseline to claims: provisions, absences and stage events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, InstrumentKind, Stage
from regtrack.domain.observations import Absence, StageEvent
from regtrack.domain.provisions import Audience, Effect, Polarity, Provision
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.services.baseline_format import Fact, PlaceFile, Proposal

_EFFECT: dict[Status, Effect] = {
    Status.SCHEDULED: Effect.SCHEDULE,
    Status.PROHIBITED: Effect.PROHIBIT,
    Status.RESTRICTED: Effect.RESTRICT,
    Status.REGULATED: Effect.REGULATE,
    Status.AGE_RESTRICTED: Effect.AGE_LIMIT,
}
_HOW: dict[InstrumentKind, How] = {
    InstrumentKind.RULE: How.ADOPTED,
    InstrumentKind.EMERGENCY_RULE: How.ADOPTED,
    InstrumentKind.ORDINANCE: How.VOTE,
    InstrumentKind.EXECUTIVE_ORDER: How.ORDERED,
    InstrumentKind.HEALTH_ORDER: How.ORDERED,
    InstrumentKind.COURT_ORDER: How.ORDERED,
    InstrumentKind.DECREE: How.ORDERED,
    InstrumentKind.AGENCY_NOTICE: How.PUBLISHED,
}
_SYNTHETICS = ("pseudoindoxyl", "MGM-15", "MGM-16")
_DAY = dt.timedelta(days=1)
_DOUBT = "whether the act is barred as well was not seen, or the sources differ"

#: Effects by which a row of kratom says something about synthetic alkaloids as well.
_CARRYING = frozenset({Status.SCHEDULED, Status.REGULATED, Status.RESTRICTED, Status.PROHIBITED})


def attested_on(place: PlaceFile, fact: Fact) -> dt.date | None:
    """The first day on which the fact counts when its start is not known.

    A partial `as_of` is read as its last day, so that nothing counts earlier than it was seen, but
    never later than the review. A ban seen on undated pages only counts from the review; an
    absence does not, for unknown never reads as allowed. A claim about the time before its own
    end attests no later than the day before that end.
    """
    seen = min(fact.as_of.last, place.reviewed.first) if fact.as_of else None
    if seen is None and fact.status is not Status.NO_SPECIFIC_LAW:
        seen = place.reviewed.first
    if seen is not None and fact.end is not None:
        seen = min(seen, fact.end.first - _DAY)
    return seen


def absence_of(place: PlaceFile, fact: Fact) -> Absence:
    """The attested absence that a `no_specific_law` row is."""
    return Absence(fact.effective, fact.end, attested_on(place, fact), _note(fact))


def provisions_of(place: PlaceFile, fact: Fact) -> Iterator[Provision]:
    """Every provision one fact holds; the first bears the fact's own status."""
    if fact.effect is not None:
        yield _provision(place, fact, fact.effect)
        return
    if fact.agency_position is not None:
        effect = Effect.PROHIBIT if fact.status is not Status.RESTRICTED else Effect.RESTRICT
        yield _provision(place, fact, effect)
        return
    if fact.status not in _EFFECT:
        return
    yield _provision(place, fact, _EFFECT[fact.status])
    if fact.min_age is not None and fact.status is not Status.AGE_RESTRICTED:
        yield _provision(place, fact, Effect.AGE_LIMIT, acts=fact.age_acts or ("sale",))
    if fact.acts_in_doubt:
        doubt = _provision(place, fact, Effect.RESTRICT, acts=fact.acts_in_doubt)
        yield replace(doubt, forms=_DOUBT)
    yield from _synthetics(place, fact)
    if fact.export_permitted_until is not None:
        yield _export(place, fact, fact.export_permitted_until)


def _provision(
    place: PlaceFile,
    fact: Fact,
    effect: Effect,
    *,
    substance: Substance | None = None,
    acts: tuple[str, ...] | None = None,
) -> Provision:
    main = substance is None and acts is None
    return Provision(
        substance=substance or fact.substance,
        effect=effect,
        acts=fact.acts if acts is None else acts,
        polarity=Polarity.REQUIRES if effect is Effect.REGULATE else Polarity.FORBIDS,
        audience=fact.audience,
        territory=fact.territory,
        limits=fact.limits if main else (),
        forms=fact.forms if main and effect is not Effect.AGE_LIMIT else None,
        min_age=fact.min_age if effect is Effect.AGE_LIMIT else None,
        schedule=fact.schedule if effect is Effect.SCHEDULE else None,
        start=fact.effective,
        start_time=fact.start_time,
        end=fact.end,
        attested_on=attested_on(place, fact),
        composed=fact.agency_position is None,
        note=_note(fact),
    )


def _synthetics(place: PlaceFile, fact: Fact) -> Iterator[Provision]:
    """What a row says about analogues, and about 7-OH where it has no row of its own."""
    if fact.status is Status.SCHEDULED and any(
        word in name for name in fact.covers for word in _SYNTHETICS
    ):
        if _speaks_first(place, fact):
            yield _provision(place, fact, Effect.SCHEDULE, substance=Substance.ANALOGUES)
        return
    if fact.status not in _CARRYING or fact.substance is Substance.ANALOGUES:
        return
    if fact.synthetic_ban and fact.status is not Status.SCHEDULED and _speaks_first(place, fact):
        yield _provision(
            place, fact, Effect.RESTRICT, substance=Substance.ANALOGUES, acts=("sale",)
        )
    capped = any(item.substance is Substance.SEVEN_OH for item in fact.limits)
    named = any(other.substance is Substance.SEVEN_OH for other in place.facts)
    if fact.status is Status.REGULATED and (capped or fact.synthetic_ban) and not named:
        caps = tuple(item for item in fact.limits if item.substance is Substance.SEVEN_OH)
        barred = _provision(
            place, fact, Effect.RESTRICT, substance=Substance.SEVEN_OH, acts=("sale",)
        )
        yield replace(barred, limits=caps, forms=None if caps else "synthetic alkaloids")


def _speaks_first(place: PlaceFile, fact: Fact) -> bool:
    """Whether no earlier row of the same instrument and dates has said the same of analogues."""
    for other in place.facts:
        if other is fact:
            return True
        same = other.instrument == fact.instrument and other.effective == fact.effective
        if same and bool(other.synthetic_ban or other.covers):
            return False
    return True


def _export(place: PlaceFile, fact: Fact, until: PartialDate) -> Provision:
    return Provision(
        substance=fact.substance,
        effect=Effect.RESTRICT,
        acts=("export",),
        polarity=Polarity.PERMITS,
        audience=Audience.LICENSEES,
        start=fact.effective,
        end=until,
        attested_on=attested_on(place, fact),
        note=f"sale for export out of the place stays permitted until {until}",
    )


def enactment_of(fact: Fact) -> StageEvent | None:
    """The stage event of a fact that rests on an instrument: it is law, on the day told or none."""
    if fact.instrument is None:
        return None
    key = f"enacted-{fact.enacted or 'undated'}"
    how = fact.how or _HOW.get(fact.instrument.kind)
    return StageEvent(Stage.ENACTED, key, on=fact.enacted, how=how, description=fact.instrument.id)


def stages_of(proposal: Proposal) -> Iterator[StageEvent]:
    """The stages of something that is not law, in order."""
    words = ". ".join(part for part in (proposal.title, proposal.effect) if part)
    for order, (stage, on) in enumerate(proposal.events):
        key = f"{stage}-{on or 'undated'}"
        yield StageEvent(stage, key, on=on, description=words, order=order)


def _note(fact: Fact) -> str | None:
    parts = [fact.agency_position] if fact.agency_position else []
    if fact.start_reckoned:
        parts.append("start reckoned, not read")
    if fact.end_reckoned:
        parts.append("end reckoned, not read")
    if fact.synthetic_ban:
        parts.append(fact.synthetic_ban)
    for name, value in fact.attributes:
        if value is not False:
            words = name.replace("_", " ")
            parts.append(words if value is True else f"{words}: {value}")
    if fact.as_of is None and fact.status is not Status.UNKNOWN:
        parts.append("seen on undated pages only")
    text = "; ".join(parts)
    return ". ".join(part for part in (text, fact.notes) if part) or None
