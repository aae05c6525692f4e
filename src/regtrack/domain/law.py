"""Which claims count as law, and when: from the observations of one division to its holdings.

The rules, in order: what was known at the time and not retracted; per instrument whether and when
it became law; only the provisions of the text that became law; between claims about one instrument
the better one; start and end from the text, the record, the instrument's stages and its links.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regtrack.domain.acts import Act, act_of
from regtrack.domain.bearing import Bearing, Links
from regtrack.domain.claims import sound
from regtrack.domain.instruments import Link
from regtrack.domain.observations import Absence, Observation, Retraction
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.spans import FOREVER, Span
from regtrack.domain.status import provision_status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Pending

_ENDED_BY: dict[Effect, tuple[Effect, ...]] = {
    Effect.DESCHEDULE: (Effect.SCHEDULE,),
    Effect.REPEAL_REGULATION: (Effect.REGULATE, Effect.RESTRICT, Effect.AGE_LIMIT),
}
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holding:
    """A claim that counts, and the days it holds. `stays` are spans in which it is suspended."""

    observation: Observation
    span: Span
    stays: tuple[Span, ...] = ()

    @property
    def provision(self) -> Provision | None:
        """The provision claimed; None for an attested absence."""
        claim = self.observation.claim
        return claim if isinstance(claim, Provision) else None

    @property
    def substance(self) -> Substance | None:
        """What the claim is about."""
        provision = self.provision
        return provision.substance if provision else self.observation.substance


@dataclass(frozen=True, slots=True)
class Law:
    """All that counts in one division, what is pending, and the claims that lost."""

    holdings: tuple[Holding, ...] = ()
    pending: tuple[Pending, ...] = ()
    losing: tuple[Observation, ...] = ()


def known(observations: Iterable[Observation], at: dt.datetime | None) -> list[Observation]:
    """The observations recorded by `at` (None: all) and not retracted by then, oldest first.

    A retraction that was itself retracted no longer counts, and what it took back stands again."""
    past: dict[str, Observation] = {}
    recorded = (o for o in observations if at is None or o.recorded_at <= at)
    for observation in sorted(recorded, key=lambda o: (o.recorded_at, o.id)):
        past.setdefault(observation.id, observation)
    retracting: dict[str, list[str]] = defaultdict(list)
    for observation in sound(past.values()):
        if isinstance(observation.claim, Retraction):
            retracting[observation.claim.observation].append(observation.id)
    return [
        o
        for o in past.values()
        if not isinstance(o.claim, Retraction) and not _retracted(o.id, retracting, frozenset())
    ]


def _retracted(
    observation: str, retracting: Mapping[str, Sequence[str]], seen: frozenset[str]
) -> bool:
    return any(
        r not in seen and not _retracted(r, retracting, seen | {observation})
        for r in retracting.get(observation, ())
    )


def law_of(
    observations: Sequence[Observation],
    links: Sequence[Link],
    known_at: dt.datetime | None = None,
    outside: Sequence[Observation] = (),
) -> Law:
    """What counts as law in one division, from its observations and the links among instruments.

    `outside` are observations of instruments of other divisions from which links come: a link
    counts only once its source is known to be law, here or there.
    """
    acts = _acts(observations, known_at)
    others = {i: a for i, a in _acts(outside, known_at).items() if i is not None}
    here = {i: a for i, a in acts.items() if i is not None}
    told = (k for k in links if known_at is None or not k.recorded_at or k.recorded_at <= known_at)
    bearing = Links(told, others | here)
    holdings: list[Holding] = []
    pending: list[Pending] = []
    losing: list[Observation] = []
    for instrument, act in sorted(acts.items(), key=lambda pair: pair[0] or ""):
        bears = bearing.on(act)
        holdings += _held(act, bears)
        losing += act.losing
        if instrument is not None:
            pending += [Pending(instrument, why) for why in _open(act, bears)]
    counted = _end_by_later_acts(_dated_before_undated(holdings))
    return Law(tuple(counted), tuple(pending), tuple(losing))


def _acts(
    observations: Iterable[Observation], known_at: dt.datetime | None
) -> dict[str | None, Act]:
    by_instrument: dict[str | None, list[Observation]] = defaultdict(list)
    for observation in known(observations, known_at):
        by_instrument[observation.instrument].append(observation)
    return {i: act_of(i, told) for i, told in by_instrument.items()}


def _open(act: Act, bears: Bearing) -> Iterator[str]:
    """What cannot be counted yet in an instrument, each reason once."""
    yield from act.why
    yield from dict.fromkeys(bears.why if act.kept else ())
    unstarted = backwards = False
    for claim in (o.claim for o in act.kept):
        if not isinstance(claim, Provision) or claim.condition:
            continue
        start, end = act.start_of(claim), claim.end or act.record.end
        unstarted = unstarted or (start is None and claim.attested_on is None)
        backwards = backwards or bool(start and end and end.last < start.first)
    if unstarted:
        yield "law, but its effective date is not known"
    if backwards:
        yield "law, but its dates contradict: it ends before it starts"


def _held(act: Act, bears: Bearing) -> Iterator[Holding]:
    for observation in act.kept:
        claim = observation.claim
        assert isinstance(claim, (Provision, Absence))
        held = act.span_of(_prolonged(act, claim, bears))
        replaced = act.replaced.get(observation.version or "")
        ends = [*bears.ends, *([(replaced.first, replaced.last)] if replaced else [])]
        for first, last in ends:
            held = held.cut_between(first, last) if held else None
        if held is not None:
            yield Holding(observation, held, bears.stays)


def _prolonged(act: Act, claim: Provision | Absence, bears: Bearing) -> Provision | Absence:
    if isinstance(claim, Absence) or not bears.prolonged:
        return claim
    return dataclasses.replace(claim, end=bears.end_of(claim.end or act.record.end))


def _dated_before_undated(holdings: Sequence[Holding]) -> list[Holding]:
    """Without the days of undated claims that rest on no instrument and that a dated claim about
    the same substance tells of: from the start of a law, and as long as an absence was seen."""
    kept: list[Holding] = []
    dated = [h for h in holdings if _is_dated(h) and _gives_status(h)]
    for holding in holdings:
        cut: Span | None = holding.span
        stays = holding.stays
        if holding.observation.instrument is None and not _is_dated(holding):
            for other in (d for d in dated if d.substance is holding.substance):
                if other.provision is None:
                    stays = (*stays, other.span)
                elif cut is not None:
                    cut = cut.cut_between(other.span.possible_from, other.span.certain_from)
        if cut is not None:
            kept.append(Holding(holding.observation, cut, stays))
    return kept


def _is_dated(holding: Holding) -> bool:
    """Whether a claim tells when, by itself or by its instrument's record and stages."""
    claim = holding.observation.claim
    assert isinstance(claim, (Provision, Absence))
    reckoned = holding.span.possible_from != claim.attested_on
    return bool(claim.start or claim.end) or reckoned


def _gives_status(holding: Holding) -> bool:
    return holding.provision is None or provision_status(holding.provision) is not None


def _end_by_later_acts(holdings: Sequence[Holding]) -> list[Holding]:
    """A deschedule ends the issuer's schedule provisions of its substance that began before it, a
    repeal of the regulation its regulate, restrict and age_limit ones."""
    acts = [h for h in holdings if _ends_others(h)]
    ended: list[Holding] = []
    for holding in holdings:
        cut: Span | None = holding.span
        for act in acts:
            if cut is not None and _ends(act, holding):
                cut = _ended(cut, act)
        if cut is not None:
            ended.append(Holding(holding.observation, cut, holding.stays))
    return ended


def _ends_others(holding: Holding) -> bool:
    """Whether it is an act of repeal that binds; a recommendation or a disputed one does not."""
    provision = holding.provision
    if provision is None or provision.effect not in _ENDED_BY or holding.observation.conflict:
        return False
    return _gives_status(holding)


def _ends(act: Holding, holding: Holding) -> bool:
    by, hit = act.provision, holding.provision
    if by is None or hit is None or hit.effect not in _ENDED_BY[by.effect]:
        return False
    same = act.observation.instrument == holding.observation.instrument
    begun = holding.span.possible_from <= act.span.certain_from
    return by.substance is hit.substance and begun and not same


def _ended(held: Span, act: Holding) -> Span | None:
    # A repeal from an hour on leaves that day to what it repeals: the stricter leads.
    shift = _DAY if act.provision and act.provision.starts_within_a_day else dt.timedelta()
    first, last = act.span.possible_from + shift, act.span.certain_from + shift
    if held.possible_from > act.span.possible_from or act.span.never_certain:
        last = FOREVER  # their dates do not tell which came first, or whether it ever began
    return held.cut_between(first, last)
