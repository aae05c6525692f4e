"""Starts of the daemon without a clean stop between them: a crash loop is told to the operator."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.dates import aware_utc, day
from regtrack.services.change_log import publish
from regtrack.services.ports import Repository

#: So many starts within this time are a loop.
MANY, WITHIN = 5, dt.timedelta(minutes=10)
#: The settings that hold the starts, one for each machine.
STARTS = "daemon_starts|"
_ROOT = "ocd-division/country:us"


@dataclass(frozen=True, slots=True)
class Starts:
    """The starts of one machine since the last clean stop, each within `WITHIN` of the one before;
    `told` is whether the operator was."""

    instants: tuple[dt.datetime, ...] = ()
    told: bool = False

    @property
    def looping(self) -> bool:
        """Whether the last so many came within the time."""
        return len(self.instants) >= MANY and self.instants[-1] - self.instants[-MANY] <= WITHIN

    def words(self) -> str:
        """The loop in words."""
        first, last = self.instants[-MANY], self.instants[-1]
        minutes = max(round((last - first).total_seconds() / 60), 1)
        return f"started {MANY} times within {minutes} minutes without a clean stop"


def note_start(repository: Repository, machine: str, now: dt.datetime, at: dt.datetime) -> Starts:
    """Note a start at `now` of the clock, and tell operators (once, in the unit's instant `at`)
    where it is one of a loop."""
    before = starts_of(repository.setting(STARTS + machine))
    goes_on = before.instants and dt.timedelta() <= now - before.instants[-1] <= WITHIN
    kept = before if goes_on else Starts()
    found = Starts((*kept.instants[-2 * MANY :], now), kept.told)
    if found.looping and not found.told:
        found = Starts(found.instants, told=True)
        first = found.instants[0].isoformat()
        change = Change(
            key=f"source_fault|regtrack on {machine}|{first}",
            kind=ChangeKind.SOURCE_FAULT,
            division=_ROOT,
            recorded_at=at,
            on=day(now.date()),
            notes=(f"regtrack on {machine}: {found.words()}; its log says why",),
        )
        publish(repository, [change], at)
    body = {"at": [i.isoformat() for i in found.instants], "told": found.told}
    repository.put_setting(STARTS + machine, json.dumps(body))
    return found


def note_stop(repository: Repository, machine: str) -> None:
    """A clean stop: what comes next is no loop."""
    repository.put_setting(STARTS + machine, json.dumps({"at": [], "told": False}))


def starts_of(text: str | None) -> Starts:
    """The starts that a setting holds."""
    if text is None:
        return Starts()
    body: Mapping[str, list[str]] = json.loads(text)
    return Starts(tuple(aware_utc(i) for i in body["at"]), bool(body["told"]))
