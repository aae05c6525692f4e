"""Watched texts that were reworded: beside the change that this made, or a change of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.dates import day
from regtrack.domain.observations import Observation
from regtrack.domain.provisions import Provision
from regtrack.domain.substances import Substance
from regtrack.domain.zones import local_date
from regtrack.services.change_log import resting_on
from regtrack.services.stage_log import Touched
from regtrack.services.text_claims import Rewording


def with_rewordings(
    changes: list[Change], rewordings: Sequence[Rewording], touched: Touched, now: dt.datetime
) -> list[Change]:
    """The changes with what was reworded: as notes of the change of the same act, else as a change
    of kind `text`, whose key makes a page that flips back no second event."""
    for reworded in rewordings:
        mine = [c for c in changes if c.instrument and c.instrument.id == touched.instrument.id]
        if mine:
            told = replace(mine[0], notes=(*mine[0].notes, *reworded.redline.notes()))
            changes = [told if c is mine[0] else c for c in changes]
        else:
            changes = [*changes, _change(reworded, touched, now)]
    return changes


def _change(reworded: Rewording, touched: Touched, now: dt.datetime) -> Change:
    division = touched.instrument.division
    read = [o for o in touched.now if reworded.evidence.sha256 in _bytes_of(o)]
    about = {o.claim.substance for o in touched.now if isinstance(o.claim, Provision)}
    change = Change(
        key=f"text|{reworded.key}",
        kind=ChangeKind.TEXT,
        division=division,
        recorded_at=now,
        substances=tuple(s for s in Substance if s in about),
        instrument=touched.instrument,
        on=day(local_date(division, now)),
        evidence=(reworded.evidence,),
        notes=reworded.redline.notes(),
    )
    return resting_on(change, read)


def _bytes_of(observation: Observation) -> set[str]:
    return {e.sha256 for e in observation.evidence if e.sha256}
