"""Loading the curated baseline through the same observations as everything else.

Facts that a newer baseline no longer holds are retracted, so that what was said stays on record.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.instruments import Alias
from regtrack.domain.observations import Method, Observation, Retraction
from regtrack.domain.substances import PARENT, Substance
from regtrack.domain.zones import local_date
from regtrack.services.baseline import Baseline
from regtrack.services.change_log import (
    ahead_changes,
    instruments_of,
    publish,
    turn_changes,
)
from regtrack.services.deriving import Rederived, Turn, rederive
from regtrack.services.ports import Repository
from regtrack.services.record_claims import observation_id


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """What loading wrote."""

    inserted: int
    retracted: int
    unchanged: int
    changes: tuple[Change, ...]


def load_into(repository: Repository, baseline: Baseline, now: dt.datetime) -> BaselineReport:
    """Write the baseline; a status that changes by it is a correction, told to subscribers."""
    named_before = repository.divisions()
    repository.add_divisions(baseline.names)
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for alias, owner in baseline.aliases:
        aliases[owner].append(alias)
    for instrument in baseline.instruments:
        repository.save_instrument(instrument, now)
        repository.add_aliases(instrument.id, aliases[instrument.id])
    linked = [repository.add_link(link, now, None) for link in baseline.links]
    divisions = {*baseline.names, *named_before}
    known = [o for d in sorted(divisions) for o in repository.observations_in(d)]
    gone, back = _turned(known, baseline, now)
    inserted = repository.add_observations([*baseline.observations, *back])
    retracted = repository.add_observations(gone)
    if not inserted and not retracted and not any(linked):
        return BaselineReport(0, 0, len(baseline.observations), ())
    rederived = rederive(repository, divisions, now)
    stating = _stating(known, baseline, back)
    changes = _changes(repository, rederived, stating, now) if named_before else []
    unchanged = len(baseline.observations) - inserted
    return BaselineReport(inserted, retracted, unchanged, tuple(publish(repository, changes, now)))


def _turned(
    known: Sequence[Observation], baseline: Baseline, now: dt.datetime
) -> tuple[list[Observation], list[Observation]]:
    """What takes back the facts that the baseline no longer holds, and what restores those that
    it holds again: the retraction of their retraction. A reviewer's word stays."""
    kept = {o.id for o in baseline.observations}
    curated = [o for o in known if o.method is Method.CURATED]
    taken_back = {o.claim.observation: o.id for o in curated if isinstance(o.claim, Retraction)}
    gone: list[Observation] = []
    back: list[Observation] = []
    for fact in curated:
        if isinstance(fact.claim, Retraction):
            continue
        last, stands = fact.id, True
        while last in taken_back:
            last, stands = taken_back[last], not stands
        if stands and fact.id not in kept:
            gone.append(_retraction(fact, last, "no longer in the curated baseline", now))
        elif not stands and fact.id in kept:
            back.append(_retraction(fact, last, "in the curated baseline again", now))
    return gone, back


def _retraction(fact: Observation, last: str, why: str, now: dt.datetime) -> Observation:
    return Observation(
        id=observation_id(["retraction", last]),
        division=fact.division,
        claim=Retraction(last, why),
        recorded_at=now,
        method=Method.CURATED,
        substance=fact.substance,
        instrument=fact.instrument,
    )


def _stating(
    known: Sequence[Observation], baseline: Baseline, back: Sequence[Observation]
) -> set[tuple[str, Substance | None]]:
    """Of which division and substance this baseline says something that did not count before."""
    before = {o.id for o in known}
    new = [o for o in baseline.observations if o.id not in before]
    return {(o.division, o.substance) for o in (*new, *back)}


def _changes(
    repository: Repository,
    rederived: Sequence[Rederived],
    stating: set[tuple[str, Substance | None]],
    now: dt.datetime,
) -> list[Change]:
    """A status that another fact gives is a correction; one that nothing gives any more, or that
    lay beneath, is a retraction."""
    by_id = instruments_of(repository, rederived)
    changes: list[Change] = []
    for result in rederived:
        today = local_date(result.division, now)
        parts: dict[ChangeKind, list[Turn]] = {ChangeKind.CORRECTION: [], ChangeKind.RETRACTION: []}
        for turn in result.differing(today):
            names = {(result.division, s) for s in (turn.substance, PARENT.get(turn.substance))}
            stated = names & stating
            parts[ChangeKind.CORRECTION if stated else ChangeKind.RETRACTION].append(turn)
        for kind, turns in parts.items():
            changes += turn_changes(result, turns, kind, by_id, now)
        changes += ahead_changes(repository, result, today, by_id, now)
    return changes
