"""The turn of the day: what starts, ends or comes near between the last tick and now.

Each division's days begin at its own midnight. A change is keyed by what happens and when, so a
tick that runs twice, or after three days off, writes each once.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.dates import aware_utc
from regtrack.domain.instruments import Instrument, LinkKind
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.domain.zones import day_began, local_date
from regtrack.services.change_log import SUNSET_DAYS, instruments_of, publish, turn_changes
from regtrack.services.deriving import Rederived, Turn, turns
from regtrack.services.ports import Repository
from regtrack.services.stage_log import stage_change_log

LAST_TICK = "last_tick"


def turn_of_day(repository: Repository, now: dt.datetime) -> list[Change]:
    """Write the changes of the days that began since the last tick; the first tick writes none."""
    last_text = repository.setting(LAST_TICK)
    repository.put_setting(LAST_TICK, now.isoformat())
    if last_text is None:
        return []
    last = aware_utc(last_text)
    if not day_began(last, now):  # most ticks; spares a look at every division
        return []
    changes: list[Change] = []
    marks: frozenset[int] | None = None
    for division in repository.divisions_with_timelines():
        since, until = local_date(division, last), local_date(division, now)
        if since < until:
            if marks is None:
                marks = _marks(repository)
            changes += _division_changes(repository, division, since, until, now, marks)
    return publish(repository, changes, now)


def _marks(repository: Repository) -> frozenset[int]:
    """The days before a start on which anybody wants to be reminded; the day itself is told as
    what came into force."""
    return frozenset(n for s in repository.subscriptions() for n in s.ahead if n > 0)


def _division_changes(
    repository: Repository,
    division: str,
    since: dt.date,
    until: dt.date,
    now: dt.datetime,
    marks: frozenset[int],
) -> list[Change]:
    timelines = repository.timelines(division)
    came = [t for s, line in timelines.items() for t in turns(s, line) if since < t.on <= until]
    near = [
        replace(t, on=t.on)
        for s, line in timelines.items()
        for t in turns(s, line)
        if t.is_end and _comes_near(t.on, since, until)
    ]
    renewed = _renewals(repository, division, timelines, since, until)
    stages = _stages(repository, division, since, until, now)
    reminded = _reached(timelines, since, until, marks)
    if not (came or near or renewed or stages or reminded):
        return []
    observations = {o.id: o for o in repository.observations_in(division)}
    result = Rederived(division, {}, timelines, observations)
    by_id = instruments_of(repository, [result])
    starts, ends = [t for t in came if not t.is_end], [t for t in came if t.is_end]
    return [
        *stages,
        *turn_changes(result, starts, ChangeKind.CAME_INTO_FORCE, by_id, now),
        *turn_changes(result, ends, ChangeKind.ENDED, by_id, now),
        *turn_changes(result, renewed, ChangeKind.RENEWED, by_id, now),
        *turn_changes(result, near, ChangeKind.SUNSET_NEAR, by_id, now),
        *(
            change
            for ahead, coming in reminded.items()
            for change in turn_changes(
                result, coming, ChangeKind.SCHEDULED_START, by_id, now, ahead=ahead
            )
        ),
    ]


def _reached(
    timelines: dict[Substance, Timeline], since: dt.date, until: dt.date, marks: frozenset[int]
) -> dict[tuple[int, ...], list[Turn]]:
    """The starts that are still to come, by the numbers of days before them that were reached
    between two days: several after days off, and then they are one reminder."""
    found: dict[tuple[int, ...], list[Turn]] = defaultdict(list)
    for substance, timeline in timelines.items():
        for turn in turns(substance, timeline):
            first, last = (turn.on - until).days, (turn.on - since).days
            ahead = tuple(sorted(n for n in marks if first <= n < last))
            if ahead and first > 0 and not turn.is_end:
                found[ahead].append(turn)
    return found


def _comes_near(on: dt.date, since: dt.date, until: dt.date) -> bool:
    ahead = dt.timedelta(days=SUNSET_DAYS)
    return since + ahead < on <= until + ahead and on > until


def _renewals(
    repository: Repository,
    division: str,
    timelines: dict[Substance, Timeline],
    since: dt.date,
    until: dt.date,
) -> list[Turn]:
    """Days on which the status stays and an instrument that renews another takes over."""
    renewing = {
        k.source
        for k in repository.links_in(division)
        if k.kind in (LinkKind.RENEWS, LinkKind.EXTENDS)
    }
    if not renewing:
        return []
    owner = {o.id: o.instrument for o in repository.observations_in(division)}
    found: list[Turn] = []
    for substance, timeline in timelines.items():
        for before, after in zip(timeline.segments, timeline.segments[1:], strict=False):
            fresh = {p.observation for p in after.parts} - {p.observation for p in before.parts}
            taking_over = tuple(sorted(o for o in fresh if owner.get(o) in renewing))
            if before.status is after.status and since < after.start <= until and taking_over:
                found.append(Turn(substance, after.start, before.status, after.status, taking_over))
    return found


def _stages(
    repository: Repository, division: str, since: dt.date, until: dt.date, now: dt.datetime
) -> list[Change]:
    """Stage events that a record told ahead of their day."""
    ids = repository.instruments_with_stage_between(division, since, until)
    changes: list[Change] = []
    for instrument in repository.instruments(ids).values():
        changes += _new_stages(repository, instrument, since, until, now)
    return changes


def _new_stages(
    repository: Repository,
    instrument: Instrument,
    since: dt.date,
    until: dt.date,
    now: dt.datetime,
) -> Sequence[Change]:
    observations = repository.observations_of(instrument.id)
    seen = {c.key for c in stage_change_log(instrument, observations, since, now)}
    log = stage_change_log(instrument, observations, until, now)
    return [c for c in log if c.key not in seen]
