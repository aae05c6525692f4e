"""A reviewer's decisions: accepting what was held, retracting what was wrong."""

from __future__ import annotations

import dataclasses
import datetime as dt

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.errors import ConfigError
from regtrack.domain.observations import Method, Observation, Retraction
from regtrack.domain.zones import local_date
from regtrack.services.change_log import instruments_of, publish, turn_changes
from regtrack.services.deriving import rederive
from regtrack.services.ports import Repository
from regtrack.services.record_claims import observation_id


def accept(repository: Repository, held: Observation, now: dt.datetime) -> list[Change]:
    """Let a held observation count: the same claim by a reviewer, not held."""
    if not held.held:
        raise ConfigError(f"{held.id} is not held: it counts already")
    accepted = dataclasses.replace(
        held, id=accepted_id(held.id), recorded_at=now, held=False, method=Method.REVIEWER
    )
    return _apply(repository, [accepted], ChangeKind.STATUS, now)


def accepted_id(held: str) -> str:
    """The id of the claim by which a reviewer accepts a held observation."""
    return observation_id(["accepted", held])


def retract(repository: Repository, wrong: Observation, why: str, now: dt.datetime) -> list[Change]:
    """Withdraw an observation; what was said stays on record, with the reason."""
    gone = _retraction(wrong, why or "rejected by a reviewer", now)
    return _apply(repository, [gone], ChangeKind.RETRACTION, now)


def _retraction(observation: Observation, why: str, now: dt.datetime) -> Observation:
    return Observation(
        id=observation_id(["retraction", observation.id]),
        division=observation.division,
        claim=Retraction(observation.id, why),
        recorded_at=now,
        method=Method.REVIEWER,
        substance=observation.substance,
        instrument=observation.instrument,
    )


def _apply(
    repository: Repository, observations: list[Observation], kind: ChangeKind, now: dt.datetime
) -> list[Change]:
    if not repository.add_observations(observations):
        return []
    rederived = rederive(repository, {observations[0].division}, now)
    by_id = instruments_of(repository, rederived)
    changes = [
        change
        for result in rederived
        for change in turn_changes(
            result, result.differing(local_date(result.division, now)), kind, by_id, now
        )
    ]
    return publish(repository, [dataclasses.replace(c, reviewed=True) for c in changes], now)
