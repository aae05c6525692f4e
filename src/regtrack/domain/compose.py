"""The stack of law in a place: which layers speak, which bind, which decides.

The strictest binding layer decides. A county ordinance that is silent on it binds unincorporated
land only; where the state preempts, local layers do not bind. An unknown layer leaves another
layer's ban standing; otherwise the answer is unknown and names the layer.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence

from regtrack.domain.provisions import Territory
from regtrack.domain.record import Record
from regtrack.domain.status import BANS, Status, strictest
from regtrack.domain.timeline import Segment, Timeline

_LOCAL = ("/county:", "/parish:", "/borough:", "/census_area:", "/place:", "/municipality:")


class Layer(Record):
    """One division of the chain, with what it says on the day and whether that binds."""

    division: str
    status: Status
    binds: bool
    segment: Segment | None
    timeline: Timeline
    land: Territory | None = None


class Composed(Record):
    """The result for one substance, place and day. `decided_by` is None when nothing decides."""

    status: Status
    layers: tuple[Layer, ...]
    decided_by: Layer | None
    unknown_layers: tuple[str, ...]
    preempted_by: str | None


@functools.lru_cache(maxsize=4096)
def is_local(division: str) -> bool:
    """Whether this is a county, a place or the like: below a state."""
    return any(word in division for word in _LOCAL)


def _is_county_of(division: str, asked: str) -> bool:
    return is_local(division) and division != asked and "/place:" in asked


def compose(chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date) -> Composed:
    """Compose the layers of a chain (nation first, the asked division last) on a day."""
    standing, preempted_by = _standing(chain, asked, on)
    layers = tuple(
        Layer(division, status, binds, segment, timeline, _land(division, asked))
        for (division, timeline), (status, binds, segment) in zip(chain, standing, strict=True)
    )
    binding = [layer for layer in layers if layer.binds]
    status = _together(layer.status for layer in binding)
    unknown = tuple(layer.division for layer in binding if layer.status is Status.UNKNOWN)
    if status is Status.UNKNOWN:
        return Composed(status, layers, None, unknown, preempted_by)
    deciding = [layer for layer in binding if layer.status is status]
    # Of equals the one that has held longest decides, then the broadest: what the state bans
    # needs no city to ban it.
    decided_by = min(deciding, key=lambda layer: _held_since(layer, on), default=None)
    return Composed(status, layers, decided_by, unknown, preempted_by)


def composed_status(chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date) -> Status:
    """The status that `compose` gives, without what it is made of."""
    standing, _ = _standing(chain, asked, on)
    return _together(status for status, binds, _ in standing if binds)


def _together(binding: Iterable[Status]) -> Status:
    """The strictest, but only a ban stands beside a layer that is not known."""
    statuses = list(binding)
    status = strictest(statuses)
    return Status.UNKNOWN if Status.UNKNOWN in statuses and status not in BANS else status


def _held_since(layer: Layer, on: dt.date) -> dt.date:
    """The first day of the stretch in which the layer's status has held."""
    stretch = layer.timeline.stretch(on)
    return stretch[0] if stretch else dt.date.max


def _land(division: str, asked: str) -> Territory | None:
    return Territory.INCORPORATED if _is_county_of(division, asked) else None


def _standing(
    chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date
) -> tuple[list[tuple[Status, bool, Segment | None]], str | None]:
    """Of each division the status it shows on a day, whether it binds and the segment; and the
    division whose law preempts local law on this day, if any."""
    segments = [(division, timeline.at(on)) for division, timeline in chain]
    preempting = (d for d, s in segments if s is not None and s.preempts and not is_local(d))
    preempted_by = next(preempting, None)
    return [(*_shown(d, s, asked, preempted_by), s) for d, s in segments], preempted_by


def _shown(
    division: str, segment: Segment | None, asked: str, preempted_by: str | None
) -> tuple[Status, bool]:
    own = segment.status if segment else Status.UNKNOWN
    if not _is_county_of(division, asked):
        return own, not (preempted_by and is_local(division))
    inside = segment.inside if segment else Status.UNKNOWN
    # Words that reach into the city and cannot be settled leave its answer in doubt as well.
    speaks = segment is not None and segment.speaks_inside
    binds = (speaks or inside is not Status.UNKNOWN) and not preempted_by
    return (inside if binds else own), binds


def composed_stretches(
    chain: Sequence[tuple[str, Timeline]], asked: str
) -> list[tuple[dt.date, dt.date | None, Status]]:
    """The composed status over time: [from, until) in order, from the first day on which any
    layer is attested; the last one is open."""
    edges = {s.start for _, t in chain for s in t.segments}
    edges |= {s.until for _, t in chain for s in t.segments if s.until}
    found: list[tuple[dt.date, dt.date | None, Status]] = []
    for day in sorted(edges):
        status = composed_status(chain, asked, day)
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
    now = composed_status(chain, asked, on)
    days = {s.start for _, t in chain for s in t.segments if s.start > on}
    days |= {s.until for _, t in chain for s in t.segments if s.until and s.until > on}
    for day in sorted(days):
        then = composed_status(chain, asked, day)
        if then is not now:
            return day, then
    return None


def last_turn(chain: Sequence[tuple[str, Timeline]], asked: str, on: dt.date) -> dt.date | None:
    """The day from which the composed status of `on` has held; None when nothing is attested."""
    now = composed_status(chain, asked, on)
    since: dt.date | None = None
    starts = {s.start for _, t in chain for s in t.segments if s.start <= on}
    for day in sorted(starts, reverse=True):
        if composed_status(chain, asked, day) is not now:
            break
        since = day
    return since
