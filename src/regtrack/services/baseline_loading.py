"""Loading the curated baseline through the same observations as everything else.

Facts that a newer baseline no longer holds are retracted, so that what was said stays on record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.observations import Method, Observation, Retraction
from regtrack.domain.zones import local_date
from regtrack.services.baseline import Baseline
from regtrack.services.change_log import instruments_of, publish, turn_changes
from regtrack.services.deriving import Rederived, rederive
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
    first = not repository.divisions()
    repository.add_divisions(baseline.names)
    for instrument in baseline.instruments:
        repository.save_instrument(instrument, now)
        aliases = [a for a, owner in baseline.aliases if owner == instrument.id]
        repository.add_aliases(instrument.id, aliases)
    for link in baseline.links:
        repository.add_link(link, now, None)
    known = [o for d in baseline.names for o in repository.observations_in(d)]
    gone = _retractions(known, baseline, now)
    inserted = repository.add_observations(baseline.observations)
    retracted = repository.add_observations(gone)
    if not inserted and not retracted:
        return BaselineReport(0, 0, len(baseline.observations), ())
    rederived = rederive(repository, baseline.names, now)
    changes = [] if first else _corrections(repository, rederived, now)
    unchanged = len(baseline.observations) - inserted
    return BaselineReport(inserted, retracted, unchanged, tuple(publish(repository, changes, now)))


def _retractions(
    known: Sequence[Observation], baseline: Baseline, now: dt.datetime
) -> list[Observation]:
    kept = {o.id for o in baseline.observations}
    gone = {o.claim.observation for o in known if isinstance(o.claim, Retraction)}
    return [
        Observation(
            id=observation_id(["retraction", o.id]),
            division=o.division,
            claim=Retraction(o.id, "no longer in the curated baseline"),
            recorded_at=now,
            method=Method.CURATED,
            substance=o.substance,
            instrument=o.instrument,
        )
        for o in known
        if o.method is Method.CURATED
        and not isinstance(o.claim, Retraction)
        and o.id not in kept
        and o.id not in gone
    ]


def _corrections(
    repository: Repository, rederived: Sequence[Rederived], now: dt.datetime
) -> list[Change]:
    by_id = instruments_of(repository, rederived)
    return [
        change
        for result in rederived
        for change in turn_changes(
            result,
            result.differing(local_date(result.division, now)),
            ChangeKind.CORRECTION,
            by_id,
            now,
        )
    ]
