"""Deriving the timelines of divisions anew, and what differs from what was said before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from regtrack.domain.derivation import derive
from regtrack.domain.observations import Evidence, Observation
from regtrack.domain.status import STRICTNESS, Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Segment, Timeline
from regtrack.services.ports import Repository


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the status of a substance changes, as a timeline tells it."""

    substance: Substance
    on: dt.date
    before: Status
    after: Status
    observations: tuple[str, ...]

    @property
    def is_end(self) -> bool:
        """Whether a control ends here: the status falls, or what comes is not known."""
        if self.before is Status.UNKNOWN:
            return False
        if self.after is Status.UNKNOWN:
            return True
        return STRICTNESS.index(self.after) > STRICTNESS.index(self.before)


@dataclass(frozen=True, slots=True)
class Rederived:
    """What one division's timelines were and are, and the claims they were derived from."""

    division: str
    before: dict[Substance, Timeline]
    after: dict[Substance, Timeline]
    observations: dict[str, Observation]

    def differing(self, on: dt.date) -> list[Turn]:
        """Substances whose status on a day is another than was said before, each with the day
        from which that status has held: an alert names the law's day, not the day it was learnt."""
        found: list[Turn] = []
        for substance, timeline in self.after.items():
            was = self.before.get(substance, Timeline()).status(on)
            now = timeline.status(on)
            if was is not now:
                since = _held_since(timeline, on)
                found.append(Turn(substance, since, was, now, _deciders(timeline.at(on), now)))
        return found

    def new_turns_after(self, on: dt.date, again: Collection[dt.date] = frozenset()) -> list[Turn]:
        """Status changes on later days that the timelines did not tell before; those of the days
        in `again` though they did."""
        found: list[Turn] = []
        for substance, timeline in self.after.items():
            known = {
                (t.on, t.after) for t in turns(substance, self.before.get(substance, Timeline()))
            }
            found += [
                t
                for t in turns(substance, timeline)
                if t.on > on and (t.on in again or (t.on, t.after) not in known)
            ]
        return found

    def moved_turns_after(self, on: dt.date) -> list[Turn]:
        """Status changes on later days that were told before and are told no more."""
        reverse = Rederived(self.division, self.after, self.before, self.observations)
        return reverse.new_turns_after(on)

    def off_turns(self, moved: Iterable[Turn]) -> list[Turn]:
        """Of status changes told no more those whose day now has another status: what was said of
        that day, and what is said now."""
        found: list[Turn] = []
        for turn in moved:
            now = self.after.get(turn.substance, Timeline()).status(turn.on)
            if now is not turn.after:
                found.append(replace(turn, before=turn.after, after=now))
        return found


def rederive(repository: Repository, divisions: Iterable[str], at: dt.datetime) -> list[Rederived]:
    """Derive the timelines of these divisions; store each that differs from the stored one."""
    results: list[Rederived] = []
    for division in sorted(set(divisions)):
        observations = repository.observations_in(division)
        before = repository.timelines(division)
        links = repository.links_in(division)
        here = {o.instrument for o in observations}
        others = sorted({k.source for k in links if k.source not in here})
        outside = [o for source in others for o in repository.observations_of(source)]
        after = derive(observations, links, outside=outside)
        for substance, timeline in after.items():
            if before.get(substance, Timeline()) != timeline:
                repository.put_timeline(division, substance, timeline, at)
        results.append(Rederived(division, before, after, {o.id: o for o in observations}))
    return results


def turns(substance: Substance, timeline: Timeline) -> list[Turn]:
    """Every day on which the status changes, the first attested day included."""
    found: list[Turn] = []
    before = Status.UNKNOWN
    for stretch in timeline.stretches:
        if stretch.status is not before:
            deciders = _deciders(stretch.segments[0], stretch.status)
            found.append(Turn(substance, stretch.start, before, stretch.status, deciders))
        before = stretch.status
    return found


def _held_since(timeline: Timeline, on: dt.date) -> dt.date:
    """The first day of the stretch that holds a day; the day itself where nothing is attested."""
    segment = timeline.at(on)
    for stretch in timeline.stretches:
        if segment in stretch.segments:
            return stretch.start if stretch.status is not Status.UNKNOWN else on
    return on


def _deciders(segment: Segment | None, status: Status) -> tuple[str, ...]:
    if segment is None:
        return ()
    deciding = tuple(p.observation for p in segment.parts if p.status is status)
    return deciding or tuple(p.observation for p in segment.parts if p.status is not None)


def evidence_of(
    observations: Iterable[str], known: dict[str, Observation], most: int = 3
) -> tuple[Evidence, ...]:
    """The evidence of some claims, quotes first, without repeats."""
    found = [e for o in observations if o in known for e in known[o].evidence]
    found.sort(key=lambda e: e.quote is None)
    return tuple(dict.fromkeys(found))[:most]
