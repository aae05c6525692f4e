"""From what counts as law to timelines: a pure function of the observations and links."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from regtrack.domain.instruments import Link
from regtrack.domain.law import Holding, Law, law_of
from regtrack.domain.observations import Observation
from regtrack.domain.provisions import Territory
from regtrack.domain.spans import FOREVER
from regtrack.domain.status import Status, provision_status
from regtrack.domain.substances import PARENT, Substance
from regtrack.domain.timeline import Part, Segment, Timeline


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
