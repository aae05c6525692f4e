"""The stack of law in a place: which layers speak, which bind, which decides.

The strictest binding layer decides. A county ordinance that is silent on it binds unincorporated
land only; where the state preempts, local layers do not bind. An unknown layer leaves another
layer's ban standing; otherwise the answer is unknown and names the layer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from regtrack.domain.provisions import Effect, Territory
from regtrack.domain.status import BANS, Status, strictest
from regtrack.domain.timeline import Segment, Timeline, parts_status
from regtrack.domain.timeline import binds as reaches

_LOCAL = ("/county:", "/parish:", "/borough:", "/census_area:", "/place:", "/municipality:")


@dataclass(frozen=True, slots=True)
class Layer:
    """One division of the chain, with what it says on the day and whether that binds."""

    division: str
    status: Status
    binds: bool
    segment: Segment | None
    timeline: Timeline
    land: Territory | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """The result for one substance, place and day. `decided_by` is None when nothing decides."""

    status: Status
    layers: tuple[Layer, ...]
    decided_by: Layer | None
    unknown_layers: tuple[str, ...]
    preempted_by: str | None


def is_local(division: str) -> bool:
    """Whether this is a county, a place or the like: below a state."""
    return any(word in division for word in _LOCAL)


def _is_county_of(division: str, asked: str) -> bool:
    return is_local(division) and division != asked and "/place:" in asked


def compose(chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date) -> Composed:
    """Compose the layers of a chain (nation first, the asked division last) on a day."""
    preempted_by = _preemption(chain, on)
    layers = tuple(_layer(d, t, asked, on, preempted_by) for d, t in chain)
    binding = [layer for layer in layers if layer.binds]
    status = strictest(layer.status for layer in binding)
    unknown = tuple(layer.division for layer in binding if layer.status is Status.UNKNOWN)
    if unknown and status not in BANS:
        return Composed(Status.UNKNOWN, layers, None, unknown, preempted_by)
    deciding = [layer for layer in binding if layer.status is status]
    # Of equals the one that has held longest decides, then the broadest: what the state bans
    # needs no city to ban it.
    decided_by = min(deciding, key=_held_since, default=None)
    return Composed(status, layers, decided_by, unknown, preempted_by)


def _held_since(layer: Layer) -> dt.date:
    """The first day of the stretch in which the layer's status has held."""
    for stretch in layer.timeline.stretches:
        if layer.segment in stretch.segments:
            return stretch.start
    return dt.date.max


def _layer(
    division: str, timeline: Timeline, asked: str, on: dt.date, preempted_by: str | None
) -> Layer:
    segment = timeline.at(on)
    land = Territory.INCORPORATED if _is_county_of(division, asked) else None
    if land is None:
        status = segment.status if segment else Status.UNKNOWN
        binds = not (preempted_by and is_local(division))
        return Layer(division, status, binds, segment, timeline)
    parts = segment.parts if segment else ()
    inside = parts_status(parts, land)
    # Words that reach into the city and cannot be settled leave its answer in doubt as well.
    speaks = any(p.effect and p.status and reaches(p, land) for p in parts)
    binds = (speaks or inside is not Status.UNKNOWN) and not preempted_by
    shown = inside if binds else (segment.status if segment else Status.UNKNOWN)
    return Layer(division, shown, binds, segment, timeline, land)


def _preemption(chain: Sequence[tuple[str, Timeline]], on: dt.date) -> str | None:
    """The division whose law preempts local law on this day, if any."""
    for division, timeline in chain:
        segment = timeline.at(on)
        if segment is None or is_local(division):
            continue
        effects = {p.effect for p in segment.parts if p.certain and not p.conflict}
        if Effect.PREEMPT in effects and Effect.ALLOW_LOCAL not in effects:
            return division
    return None


def composed_stretches(
    chain: Sequence[tuple[str, Timeline]], asked: str
) -> list[tuple[dt.date, dt.date | None, Status]]:
    """The composed status over time: [from, until) in order, from the first day on which any
    layer is attested; the last one is open."""
    edges = {s.start for _, t in chain for s in t.segments}
    edges |= {s.until for _, t in chain for s in t.segments if s.until}
    found: list[tuple[dt.date, dt.date | None, Status]] = []
    for day in sorted(edges):
        status = compose(chain, asked, day).status
        if found and found[-1][2] is status:
            continue
        if found:
            found[-1] = (found[-1][0], day, found[-1][2])
        found.append((day, None, status))
    return found


def next_turn(
    chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date
) -> tuple[dt.date, Status] | None:
    """The next day after `on` on which the composed status is another, and that status."""
    now = compose(chain, asked, on).status
    days = {s.start for _, t in chain for s in t.segments if s.start > on}
    days |= {s.until for _, t in chain for s in t.segments if s.until and s.until > on}
    for day in sorted(days):
        then = compose(chain, asked, day).status
        if then is not now:
            return day, then
    return None


def last_turn(chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date) -> dt.date | None:
    """The day from which the composed status of `on` has held; None when nothing is attested."""
    now = compose(chain, asked, on).status
    since: dt.date | None = None
    for day in sorted({s.start for _, t in chain for s in t.segments if s.start <= on}):
        if compose(chain, asked, day).status is not now:
            since = None
        elif since is None:
            since = day
    return since
