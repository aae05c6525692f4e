"""Who wants which changes, and one change worded for one of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.substances import Substance


class Channel(StrEnum):
    """By what a message goes out."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    APPRISE = "apprise"


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    DUE = "due"
    SENDING = "sending"
    DONE = "done"
    DEAD = "dead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Changes wanted by somebody. `division` None means everywhere; otherwise it and all below it,
    and (`above`) the divisions whose law binds there."""

    id: str
    division: str | None
    substances: tuple[Substance, ...] = ()
    kinds: tuple[ChangeKind, ...] = ()
    email: str | None = None
    webhook: str | None = None
    apprise: str | None = None
    secret: str | None = None
    above: bool = True
    operator: bool = False  # source faults go to operators only

    def wants(self, change: Change) -> bool:
        """Whether this change is for this subscription."""
        if change.kind is ChangeKind.SOURCE_FAULT:
            return self.operator
        if self.kinds and change.kind not in self.kinds:
            return False
        other = set(self.substances).isdisjoint(change.substances)
        if self.substances and change.substances and other:
            return False
        return self._binds(change.division)

    def _binds(self, division: str) -> bool:
        if self.division is None or division == self.division:
            return True
        if division.startswith(self.division + "/"):
            return True
        return self.above and self.division.startswith(division + "/")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One receiver of one subscription."""

    channel: Channel
    address: str
    secret: str | None = None

    @property
    def key(self) -> str:
        """What stands for it where its address may not be shown or kept."""
        return hashlib.sha256(f"{self.channel}\n{self.address}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Alert:
    """One change worded for one subscription. `id` is the same over every try and restart: it is
    the webhook id and the left part of the Message-ID."""

    id: str
    change: Change
    place: str  # the division's name, for people
    created_at: dt.datetime
    today: dt.date
    subscription: str


def alert_id(change_id: str, subscription_id: str, channel: Channel, address: str) -> str:
    """The stable id of an alert at an endpoint."""
    text = "\n".join((change_id, subscription_id, channel, address))
    return "msg_" + hashlib.sha256(text.encode()).hexdigest()[:32]
