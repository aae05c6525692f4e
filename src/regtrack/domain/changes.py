"""What changed: the log that alerts are made of. A change is written once, under its key."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Instrument, Stage
from regtrack.domain.observations import Confidence, Evidence
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance


class ChangeKind(StrEnum):
    """What sort of change."""

    STAGE = "stage"
    SCHEDULED_START = "scheduled_start"
    CAME_INTO_FORCE = "came_into_force"
    RENEWED = "renewed"
    SUNSET_NEAR = "sunset_near"
    ENDED = "ended"
    STATUS = "status"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    TEXT = "text"
    SOURCE_FAULT = "source_fault"


#: The `how` of a source fault that is over.
HEALED = "healed"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """The status of one substance before and after; equal where only the stage moved."""

    substance: Substance
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Change:
    """One change in one division. A stage change and the status change that it causes are one
    change with two lines. `on` is the day it happens or happened; `news` is False for history
    that was only learnt late (it is logged and told to nobody). `ahead` makes a scheduled start a
    reminder of it: the numbers of days before it that were reached. `mends` are the ids of the
    changes that were told and that a correction or retraction puts right; `thread` is what it then
    belongs to for a reader: the `about` of the last of them."""

    key: str
    kind: ChangeKind
    division: str
    recorded_at: dt.datetime
    substances: tuple[Substance, ...] = ()
    instrument: Instrument | None = None
    stage: Stage | None = None
    how: str | None = None
    lines: tuple[StatusLine, ...] = ()
    on: PartialDate | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.HIGH
    reviewed: bool = False
    news: bool = True
    notes: tuple[str, ...] = ()
    ahead: tuple[int, ...] = ()
    mends: tuple[str, ...] = ()
    thread: str | None = None

    @property
    def id(self) -> str:
        """The change's public id, the same however often it is derived."""
        return "c-" + hashlib.sha256(self.key.encode()).hexdigest()[:24]

    @property
    def about(self) -> str:
        """What the messages of one thread have in common: an instrument's id, or a division's."""
        return self.thread or (self.instrument.id if self.instrument else self.division)
