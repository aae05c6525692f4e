"""Who wants which changes, and changes worded for one of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.importance import Importance, importance
from regtrack.domain.substances import Substance
from regtrack.domain.timing import Timing

AT_ONCE = Timing()
_STARTS = frozenset({ChangeKind.SCHEDULED_START, ChangeKind.CAME_INTO_FORCE})


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
    """Changes wanted by somebody. `division` None means everywhere; otherwise it, all below it
    (`below`), and the divisions whose law binds there (`above`).

    `ahead` are the days before a start on which to be reminded of it. `until` is the last day, in
    the zone of `timing`. `name` and `owner` are set where a file declares it: the row's name in it
    and the file's. `secret_env` and `apprise_env` name the environment variables from which the
    file takes the secret and the chat's address.
    """

    id: str
    division: str | None
    substances: tuple[Substance, ...] = ()
    kinds: tuple[ChangeKind, ...] = ()
    email: str | None = None
    webhook: str | None = field(default=None, repr=False)  # secrets stay out of tracebacks
    apprise: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    above: bool = True
    operator: bool = False  # source faults go to operators only
    below: bool = True
    least: Importance = Importance.INFO
    ahead: tuple[int, ...] = ()
    timing: Timing = AT_ONCE
    until: dt.date | None = None
    paused: bool = False
    name: str | None = None
    owner: str | None = None
    secret_env: str | None = None
    apprise_env: str | None = None

    def wants(self, change: Change) -> bool:
        """Whether this change is for this subscription."""
        if change.kind is ChangeKind.SOURCE_FAULT:
            return self.operator
        if not self._wants_kind(change) or importance(change).rank < self.least.rank:
            return False
        if change.kind is ChangeKind.TEXT and not self.kinds:
            return False  # the status stays: for those who ask for it
        other = set(self.substances).isdisjoint(change.substances)
        if self.substances and change.substances and other:
            return False
        return self._binds(change.division)

    def _wants_kind(self, change: Change) -> bool:
        if change.ahead:
            # A reminder is for who asked for such days and wants to hear of starts at all.
            mine = not set(self.ahead).isdisjoint(change.ahead)
            return mine and (not self.kinds or not _STARTS.isdisjoint(self.kinds))
        return not self.kinds or change.kind in self.kinds

    def _binds(self, division: str) -> bool:
        if self.division is None or division == self.division:
            return True
        if self.below and division.startswith(self.division + "/"):
            return True
        return self.above and self.division.startswith(division + "/")

    def expired(self, at: dt.datetime) -> bool:
        """Whether its last day is over where it counts its hours."""
        zone = ZoneInfo(self.timing.zone)
        return self.until is not None and at.astimezone(zone).date() > self.until


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One receiver of one subscription."""

    channel: Channel
    address: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """What stands for it where its address may not be shown or kept."""
        return hashlib.sha256(f"{self.channel}\n{self.address}".encode()).hexdigest()[:32]

    @property
    def host(self) -> str:
        """What it shares with others of the same place: a web address's host, a chat's service, a
        mailbox's domain."""
        match self.channel:
            case Channel.WEBHOOK:
                return urlsplit(self.address).hostname or ""
            case Channel.APPRISE:
                return self.address.partition(":")[0].lower()
            case Channel.EMAIL:
                return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Alert:
    """One change, or the changes of a digest, worded for one subscription.

    `id` is the same over every try and restart: it is the webhook id and the left part of the
    Message-ID. `changes` are all of them in the order of the log, `places` the names of their
    divisions; `change` and `place` are the first, and the only ones where it is no digest.
    """

    id: str
    change: Change
    place: str  # the division's name, for people
    created_at: dt.datetime
    today: dt.date
    subscription: str
    changes: tuple[Change, ...] = ()
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.changes:
            object.__setattr__(self, "changes", (self.change,))
            object.__setattr__(self, "places", (self.place,))

    @property
    def is_digest(self) -> bool:
        """Whether it tells of several changes."""
        return len(self.changes) > 1


def alert_id(change_id: str, subscription_id: str, channel: Channel, address: str) -> str:
    """The stable id of an alert at an endpoint."""
    text = "\n".join((change_id, subscription_id, channel, address))
    return "msg_" + hashlib.sha256(text.encode()).hexdigest()[:32]


def digest_id(slot: dt.datetime, subscription_id: str, endpoint: Endpoint) -> str:
    """The stable id of the digest of one hour at an endpoint."""
    key = f"digest|{slot.astimezone(dt.UTC).isoformat()}"
    return alert_id(key, subscription_id, endpoint.channel, endpoint.address)
