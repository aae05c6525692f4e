"""The timeline: status over time in one division, a pure function of what counts as law.

A `Segment` is a stretch of days on which the same claims hold; its parts tell which. A status is
computed from the parts, so that the same segment answers for all land and for a place inside a
county. Where a claim only may hold (a partial date) and would change the answer, the status is
unknown: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from regtrack.domain.instruments import Link
from regtrack.domain.law import Holding, Law, Pending, law_of
from regtrack.domain.observations import Observation
from regtrack.domain.provisions import Effect, Territory
from regtrack.domain.spans import FOREVER
from regtrack.domain.status import BANS, Status, provision_status, strictest
from regtrack.domain.substances import PARENT, Substance


@dataclass(frozen=True, slots=True)
class Part:
    """One claim that holds in a segment. `certain` False: it only may hold on these days.
    `inherited` marks a parent substance's claim. `status` None: shown, gives no status."""

    observation: str
    effect: Effect | None
    status: Status | None
    certain: bool = True
    conflict: bool = False
    inherited: bool = False
    territory: Territory = Territory.UNSTATED


@dataclass(frozen=True, slots=True)
class Segment:
    """The days [start, until) on which the same claims hold; `until` None: open."""

    start: dt.date
    until: dt.date | None
    parts: tuple[Part, ...]

    @property
    def status(self) -> Status:
        """The status on the division's own land."""
        return parts_status(self.parts)

    def holds(self, on: dt.date) -> bool:
        """Whether this day lies in the segment."""
        return self.start <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The segments of one division and substance in order, without gaps that mean anything but
    `unknown`, and what is pending beside them."""

    segments: tuple[Segment, ...] = ()
    pending: tuple[Pending, ...] = ()
    losing: tuple[str, ...] = ()

    def at(self, on: dt.date) -> Segment | None:
        """The segment of a day; None before anything is attested."""
        return next((s for s in self.segments if s.holds(on)), None)

    def status(self, on: dt.date) -> Status:
        """The status on a day."""
        segment = self.at(on)
        return segment.status if segment else Status.UNKNOWN


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring segments of one status, as people read a timeline."""

    status: Status
    start: dt.date
    until: dt.date | None
    segments: tuple[Segment, ...]


def parts_status(parts: Iterable[Part], land: Territory | None = None) -> Status:
    """The status that these claims give together.

    `land` keeps only provisions that bind such land (a city inside a county: INCORPORATED).
    """
    kept = [p for p in parts if p.status is not None and (land is None or binds(p, land))]
    own = [p for p in kept if p.effect is not None and not p.inherited]
    if any(p.conflict for p in kept if not own or not p.inherited):
        return Status.UNKNOWN
    if not own:
        return _agreed(_unnamed(kept), Status.UNKNOWN)
    # Where the own provisions only may hold, what lies beneath them counts if they do not.
    return _agreed(own, parts_status(p for p in kept if p.effect is None or p.inherited))


def _unnamed(kept: Sequence[Part]) -> Sequence[Part]:
    """Where no provision names the substance: somebody who looked for one and found none is
    believed before the parent's product rules, and never against the parent's ban."""
    looked = [p for p in kept if not p.inherited]
    if any(p.certain for p in looked) and not any(p.status in BANS for p in kept):
        return looked
    return kept


def _agreed(parts: Sequence[Part], otherwise: Status) -> Status:
    """The status that comes out whichever of the merely possible parts hold; else unknown.

    `otherwise` is the status if none of them holds."""
    certain = [p.status for p in parts if p.certain and p.status]
    maybe = {p.status for p in parts if not p.certain and p.status}
    if not certain:
        return otherwise if maybe <= {otherwise} else Status.UNKNOWN
    surely = strictest(certain)
    return surely if strictest({surely, *maybe}) is surely else Status.UNKNOWN


def binds(part: Part, land: Territory) -> bool:
    """An absence is one of the whole place; silent words bind unincorporated land only."""
    if part.effect is None or part.territory in (Territory.ALL, land):
        return True
    return part.territory is Territory.UNSTATED and land is Territory.UNINCORPORATED


def derive(
    observations: Sequence[Observation],
    links: Sequence[Link],
    known_at: dt.datetime | None = None,
    outside: Sequence[Observation] = (),
) -> dict[Substance, Timeline]:
    """The timelines of one division for every substance, as known at an instant (None: now).

    `outside` are observations of instruments of other divisions from which `links` come."""
    law = law_of(observations, links, known_at, outside)
    return {s: substance_timeline(law, s) for s in Substance}


def substance_timeline(law: Law, substance: Substance) -> Timeline:
    """The timeline of one substance; it takes its parent's claims where none names it."""
    parent = PARENT.get(substance)
    named = [h for h in law.holdings if h.substance in (substance, parent)]
    edges = sorted({e for h in named for e in _edges(h)} - {FOREVER})
    columns: list[list[Part]] = [[] for _ in edges]
    for holding in sorted(named, key=lambda h: h.observation.id):
        _place(columns, edges, holding, inherited=holding.substance is not substance)
    segments: list[Segment] = []
    for index, (start, parts) in enumerate(zip(edges, columns, strict=True)):
        until = edges[index + 1] if index + 1 < len(edges) else None
        _append(segments, Segment(start, until, tuple(parts)))
    losing = (o.id for o in law.losing if o.substance in (substance, parent))
    return Timeline(tuple(segments), law.pending, tuple(losing))


def _edges(holding: Holding) -> set[dt.date]:
    stays = {d for stay in holding.stays for d in stay.edges}
    inside = {d for d in stays if holding.span.possible(d)}
    return {*holding.span.edges, *inside}


def _place(
    columns: Sequence[list[Part]], edges: Sequence[dt.date], holding: Holding, *, inherited: bool
) -> None:
    """Put a claim's part into each column of days on which it holds or may hold."""
    sure = _part(holding, inherited=inherited)
    unsure = replace(sure, certain=False)
    first = bisect_left(edges, holding.span.possible_from)
    last = bisect_left(edges, holding.span.possible_until)
    certain_from, certain_until = holding.span.certain_from, holding.span.certain_until
    for index in range(first, last):
        on = edges[index]
        part = sure if certain_from <= on < certain_until else unsure
        if holding.stays:
            part = unsure if any(s.possible(on) for s in holding.stays) else part
            if any(s.certain(on) for s in holding.stays):
                continue
        columns[index].append(part)


def _part(holding: Holding, *, inherited: bool) -> Part:
    provision, observation = holding.provision, holding.observation
    return Part(
        observation.id,
        provision.effect if provision else None,
        provision_status(provision) if provision else Status.NO_SPECIFIC_LAW,
        conflict=observation.conflict,
        inherited=inherited,
        territory=provision.territory if provision else Territory.UNSTATED,
    )


def _append(segments: list[Segment], segment: Segment) -> None:
    if segments and segments[-1].parts == segment.parts and segments[-1].until == segment.start:
        segments[-1] = replace(segments[-1], until=segment.until)
    elif segment.parts or segments:
        segments.append(segment)


def stretches(segments: Sequence[Segment]) -> list[Stretch]:
    """Neighbouring segments of one status joined; the trailing unknown is kept, it says so."""
    joined: list[Stretch] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last and last.status is segment.status and last.until == segment.start:
            parts = (*last.segments, segment)
            joined[-1] = Stretch(last.status, last.start, segment.until, parts)
        else:
            joined.append(Stretch(segment.status, segment.start, segment.until, (segment,)))
    return joined
