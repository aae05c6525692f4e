"""What the use cases need of the outside, as protocols; the adapters are in store and runner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from regtrack.contract import SourceSpec, TextRecord
from regtrack.domain.alerts import Channel, DeliveryState, Endpoint, Subscription
from regtrack.domain.changes import Change
from regtrack.domain.instruments import Alias, Instrument, Link
from regtrack.domain.observations import Observation
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.domain.timing import Timing
from regtrack.reading.text import LegalText


@dataclass(frozen=True, slots=True)
class Version:
    """One stored text of an instrument."""

    id: str
    instrument: str
    seq: int
    text: TextRecord
    text_sha256: str | None
    extractor: str | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """An alert to put in the outbox. Those of one `digest` go out as one message of that id."""

    id: str
    subscription: str
    change: str
    endpoint: Endpoint
    due_at: dt.datetime
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class SubscriptionEvent:
    """Who did what to a subscription. `what` is added, changed, paused, resumed, removed, tested,
    rotated (its secret), enabled or disabled (a receiver); `fields` has each changed field's value
    before and after, secrets masked."""

    subscription: str
    at: dt.datetime
    who: str
    what: str
    fields: Mapping[str, Sequence[object]]


class Repository(Protocol):
    """One unit of work: everything read and written in one transaction."""

    def find_instruments(self, aliases: Sequence[Alias]) -> list[str]:
        """The ids known under these natural keys, in the order of the keys, without repeats."""
        ...

    def instruments(self, ids: Iterable[str]) -> dict[str, Instrument]:
        """Instruments by id."""
        ...

    def save_instrument(self, instrument: Instrument, at: dt.datetime) -> bool:
        """Add the instrument or bring its descriptive fields up to date; whether it was new."""
        ...

    def add_aliases(self, instrument: str, aliases: Iterable[Alias]) -> None:
        """Add natural keys; those taken already stay where they are."""
        ...

    def observations_of(self, instrument: str) -> list[Observation]:
        """Every observation about an instrument, oldest first."""
        ...

    def observations_in(self, division: str) -> list[Observation]:
        """Every observation of a division, oldest first."""
        ...

    def add_observations(self, observations: Sequence[Observation]) -> int:
        """Insert those not there yet; how many were."""
        ...

    def links_in(self, division: str) -> list[Link]:
        """The links that bear on instruments of a division."""
        ...

    def divisions_linked_from(self, instruments: Sequence[str]) -> set[str]:
        """The divisions of the instruments on which these bear."""
        ...

    def add_link(self, link: Link, at: dt.datetime, quote: str | None) -> bool:
        """Insert a link; False when it is there."""
        ...

    def latest_versions(self, instrument: str) -> dict[str, Version]:
        """The newest version per text key."""
        ...

    def all_versions(self, instrument: str) -> list[Version]:
        """Every version, oldest first."""
        ...

    def add_version(self, version: Version, at: dt.datetime) -> None:
        """Insert a version."""
        ...

    def timelines(
        self, division: str, known_at: dt.datetime | None = None
    ) -> dict[Substance, Timeline]:
        """The derived timelines of a division as known at an instant (None: now)."""
        ...

    def put_timeline(
        self, division: str, substance: Substance, timeline: Timeline, at: dt.datetime
    ) -> None:
        """Insert a derived timeline; it supersedes the earlier one from `at` on."""
        ...

    def add_change(self, change: Change) -> bool:
        """Insert a change; False when its key is there."""
        ...

    def divisions_with_timelines(self) -> list[str]:
        """The divisions that have a derived timeline."""
        ...

    def instruments_with_stage_between(
        self, division: str, after: dt.date, until: dt.date
    ) -> list[str]:
        """Instruments of a division with a stage event dated in (after, until]."""
        ...

    def subscriptions(self) -> list[Subscription]:
        """The living subscriptions, paused and expired ones too, oldest first."""
        ...

    def add_subscription(self, subscription: Subscription, at: dt.datetime) -> None:
        """Add a subscription, or let an ended one of this id live again as it is now."""
        ...

    def change_subscription(self, subscription: Subscription) -> None:
        """Bring a living subscription's fields up to date."""
        ...

    def remove_subscription(self, subscription: str, at: dt.datetime) -> bool:
        """End a subscription and cancel what is due for it; False when there is none."""
        ...

    def cancel_waiting(self, subscription: str) -> int:
        """Cancel all that is due for a subscription; how many deliveries that were."""
        ...

    def move_waiting(
        self, subscription: str, before: Endpoint, after: Endpoint | None, at: dt.datetime
    ) -> int:
        """Let what is due for a subscription at one endpoint go to another instead, under the same
        ids, or with None cancel it; how many deliveries that were. What was tried is due at `at`,
        and digests join that of the other endpoint."""
        ...

    def add_subscription_event(self, event: SubscriptionEvent) -> None:
        """Add an entry to the audit of subscriptions."""
        ...

    def begun(self, digest: str) -> bool:
        """Whether a digest was taken to be sent, so that nothing may be added to it."""
        ...

    def add_delivery(self, delivery: DueDelivery, at: dt.datetime) -> None:
        """Put an alert in the outbox; one that is there stays."""
        ...

    def told_changes(self, division: str) -> list[Change]:
        """The changes of a division for which a delivery went out or will, oldest first."""
        ...

    def told_to(self, changes: Sequence[str]) -> list[tuple[str, Endpoint]]:
        """To whom these changes went out or will: the id of a subscription and where it was
        sent, each pair once, oldest first."""
        ...

    def cancel_deliveries(self, key_beginning: str) -> int:
        """Cancel what is still due for the changes whose keys begin so; how many that were."""
        ...

    def setting(self, name: str) -> str | None:
        """A fact about the database."""
        ...

    def put_setting(self, name: str, value: str) -> None:
        """Write a fact about the database."""
        ...

    def divisions(self) -> dict[str, str]:
        """Names of the divisions that something is known about."""
        ...

    def add_divisions(self, names: Mapping[str, str]) -> None:
        """Add or rename divisions."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the outbox as it was claimed: its fence, and the tries made before."""

    id: str
    fence: int
    attempts: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message taken from the outbox under a lease: one delivery, or all of a digest. `tries`
    counts those made before; `changes`, their `places` and the `parts` are in the same order."""

    id: str
    tries: int
    created_at: dt.datetime
    endpoint: Endpoint
    subscription: str
    timing: Timing
    changes: tuple[Change, ...]
    places: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def change(self) -> Change:
        """The first of its changes."""
        return self.changes[0]


@dataclass(frozen=True, slots=True)
class Settled:
    """How a try ended. Without an `attempt` nothing was tried and the message is given back;
    `holds` keeps those behind it waiting until it is due again."""

    claimed: Claimed
    state: DeliveryState
    due_at: dt.datetime | None
    attempt: Mapping[str, object] | None
    holds: bool = False


class Outbox(Protocol):
    """The deliveries that are due, claimed with a lease and a fence. Each call is a transaction of
    its own, so that a message is never sent inside one."""

    def claim(
        self,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        most: int,
        channel: Channel | None = None,
        endpoints: int | None = None,
    ) -> list[Claimed]:
        """Take due deliveries (of one channel, to so many endpoints), oldest first. What an
        endpoint gets is in order: nothing is taken for one to which somebody is sending, or that
        is waited for."""
        ...

    def settle_all(self, outcomes: Iterable[Settled]) -> int:
        """Write the outcomes of several tries in one transaction; how many rows were still ours."""
        ...


@dataclass(frozen=True, slots=True)
class Lease:
    """A source claimed for one run, and how it stood: its fault, faulty runs in a row, whether the
    operator knows, and the last good one. `taken_from` is who held it before, where that one did
    not give it back: it died or froze. `full`: it is read without its HTTP validators."""

    spec: SourceSpec
    run: int
    fence: int
    taken_from: str | None = None
    failures: int = 0
    fault_told: bool = False
    last_ok_at: dt.datetime | None = None
    fault: str | None = None
    full: bool = False


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source stands after a run. `failures` counts faulty runs in a row."""

    at: dt.datetime
    next_due_at: dt.datetime
    failures: int = 0
    fault: str | None = None
    fault_message: str | None = None
    fault_told: bool = False
    changed: bool = False


class TextSource(Protocol):
    """Bytes to marked text. Raises UnreadableText."""

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        """The text of a stored snapshot."""
        ...
