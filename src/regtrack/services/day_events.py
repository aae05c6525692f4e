"""The days on which law starts and ends, as calendar events that follow what is known.

They are derived from all generations of a timeline, not from what was written last: the same
database gives the same events with the same numbers on every machine, in every folder.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.domain.zones import local_date
from regtrack.services.deriving import Turn, turns

#: The names of our feeds and events are made in here.
SPACE = uuid.UUID("5b0c1b6e-7d0f-5a3e-9f0a-5f6a3c1d8e21")
_Key = tuple[str, Status, bool, int]


@dataclass(frozen=True, slots=True)
class DayEvent:
    """A day on which a status changes, that was or is to come. `uid` stays when the day moves, and
    `sequence` grows; a day that is no longer said is `cancelled`. `known_at` is when what it says
    was learnt, `instrument` the id of the act that decides."""

    uid: str
    division: str
    substance: Substance
    on: dt.date
    before: Status
    after: Status
    instrument: str | None
    known_at: dt.datetime
    sequence: int = 0
    cancelled: bool = False


def day_events(
    division: str,
    substance: Substance,
    generations: Iterable[tuple[dt.datetime, Timeline]],
    instruments: Mapping[str, str],
) -> list[DayEvent]:
    """The events of one division and substance by their day. `generations` are its timelines,
    oldest first, with their instants; `instruments` give the instrument of each observation."""
    known: dict[_Key, DayEvent] = {}
    for at, timeline in generations:
        today, said = local_date(division, at), _keyed(turns(substance, timeline), instruments)
        for key, turn in said.items():
            before = known.get(key)
            if before is None and turn.on > today:
                known[key] = _new(division, key, turn, at)
            elif before is not None:
                known[key] = _again(before, turn, at)
        for key in known.keys() - said.keys():
            if not known[key].cancelled:
                old = known[key]
                next_number = old.sequence + 1
                known[key] = replace(old, cancelled=True, sequence=next_number, known_at=at)
    return sorted(known.values(), key=lambda e: (e.on, e.uid))


def _keyed(found: Iterable[Turn], instruments: Mapping[str, str]) -> dict[_Key, Turn]:
    """Turns by what stays when their day moves: the act, what it does, and the how-manieth."""
    keyed: dict[_Key, Turn] = {}
    seen: Counter[tuple[str, Status, bool]] = Counter()
    for turn in sorted(found, key=lambda t: t.on):
        decider = next((instruments[o] for o in turn.observations if o in instruments), "-")
        what = (decider, turn.after, turn.is_end)
        keyed[(*what, seen[what])] = turn
        seen[what] += 1
    return keyed


def _new(division: str, key: _Key, turn: Turn, at: dt.datetime) -> DayEvent:
    instrument, after, is_end, number = key
    name = f"{division}|{turn.substance}|{instrument}|{after}|{is_end}|{number}"
    return DayEvent(
        uid=f"{uuid.uuid5(SPACE, name)}@regtrack",
        division=division,
        substance=turn.substance,
        on=turn.on,
        before=turn.before,
        after=turn.after,
        instrument=None if instrument == "-" else instrument,
        known_at=at,
    )


def _again(before: DayEvent, turn: Turn, at: dt.datetime) -> DayEvent:
    if before.on == turn.on and before.before is turn.before and not before.cancelled:
        return before
    return replace(
        before,
        on=turn.on,
        before=turn.before,
        cancelled=False,
        sequence=before.sequence + 1,
        known_at=at,
    )
