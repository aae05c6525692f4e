"""A timeline: status over time in one division, and the status of its days.

A `Segment` is a stretch of days on which the same claims hold; its parts tell which. A status is
computed from the parts, so that the same segment answers for all land and for a place inside a
county. Where a claim only may hold (a partial date) and would change the answer, the status is
unknown: nothing is guessed. `derivation` makes them; no answer needs it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter

from regtrack.domain.provisions import Effect, Territory
from regtrack.domain.record import Record
from regtrack.domain.status import BANS, Status, strictest


class Pending(Record):
    """An instrument that may matter but cannot be counted yet, and why."""

    instrument: str
    why: str


class Part(Record):
    """One claim that holds in a segment. `certain` False: it only may hold on these days.
    `inherited` marks a parent substance's claim. `status` None: shown, gives no status."""

    observation: str
    effect: Effect | None
    status: Status | None
    certain: bool = True
    conflict: bool = False
    inherited: bool = False
    territory: Territory = Territory.UNSTATED


class Segment(Record):
    """The days [start, until) on which the same claims hold; `until` None: open."""

    start: dt.date
    until: dt.date | None
    parts: tuple[Part, ...]

    @cached_property
    def status(self) -> Status:
        """The status on the division's own land; an answer asks for it many times."""
        return parts_status(self.parts)

    @cached_property
    def inside(self) -> Status:
        """The status on incorporated land, for a city inside the county whose segment this is."""
        return parts_status(self.parts, Territory.INCORPORATED)

    @cached_property
    def speaks_inside(self) -> bool:
        """Whether any of its law reaches incorporated land, settled or not."""
        return any(p.effect and p.status and binds(p, Territory.INCORPORATED) for p in self.parts)

    @cached_property
    def preempts(self) -> bool:
        """Whether it takes the matter from the divisions below."""
        effects = {p.effect for p in self.parts if p.certain and not p.conflict}
        return Effect.PREEMPT in effects and Effect.ALLOW_LOCAL not in effects

    def holds(self, on: dt.date) -> bool:
        """Whether this day lies in the segment."""
        return self.start <= on and (self.until is None or on < self.until)


class Timeline(Record):
    """The segments of one division and substance in order, without gaps that mean anything but
    `unknown`, and what is pending beside them."""

    segments: tuple[Segment, ...] = ()
    pending: tuple[Pending, ...] = ()
    losing: tuple[str, ...] = ()

    def at(self, on: dt.date) -> Segment | None:
        """The segment of a day; None before anything is attested."""
        index = self._index(on)
        return None if index is None else self.segments[index]

    def _index(self, on: dt.date) -> int | None:
        index = bisect_right(self.segments, on, key=attrgetter("start")) - 1
        return index if index >= 0 and self.segments[index].holds(on) else None

    def stretch(self, on: dt.date) -> tuple[dt.date, dt.date | None] | None:
        """The days around this one on which the status is its own, like one of `stretches`."""
        index = self._index(on)
        if index is None:
            return None
        segments, status = self.segments, self.segments[index].status
        first = last = index
        while first and _joins(segments[first - 1], segments[first], status):
            first -= 1
        while last + 1 < len(segments) and _joins(segments[last], segments[last + 1], status):
            last += 1
        return segments[first].start, segments[last].until

    @cached_property
    def stretches(self) -> Sequence[Stretch]:
        """Neighbouring segments of one status joined; the trailing unknown is kept, it says so."""
        return stretches(self.segments)

    def status(self, on: dt.date) -> Status:
        """The status on a day."""
        segment = self.at(on)
        return segment.status if segment else Status.UNKNOWN


class Stretch(Record):
    """Neighbouring segments of one status, as people read a timeline."""

    status: Status
    start: dt.date
    until: dt.date | None
    segments: tuple[Segment, ...]


def _joins(earlier: Segment, later: Segment, status: Status) -> bool:
    return earlier.until == later.start and earlier.status is later.status is status


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
