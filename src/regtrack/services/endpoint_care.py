"""Receivers that fail for days are switched off, and their owners told by another channel. Where
nothing at all is reached nobody is switched off, and the operators are told.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from regtrack.domain.alerts import Alert, Channel, Endpoint, Subscription, alert_id
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.endpoints import Failing, cut_off, failed_again, gone, is_own
from regtrack.domain.errors import EndpointGone, PermanentDelivery, RetryableDelivery
from regtrack.services.change_log import endpoints
from regtrack.services.delivering import Sender
from regtrack.services.ports import Claimed, DueDelivery, Repository
from regtrack.services.subscribing import switched_off

NATION = "ocd-division/country:us"
#: A failure so soon after the last one tells nothing new and is not written.
_SOON = dt.timedelta(minutes=1)


class EndpointBook(Protocol):
    """The receivers that fail, within a transaction."""

    def failing(self, key: str | None = None) -> dict[str, Failing]:
        """All of them by the endpoint's key, or this one."""
        ...

    def put(self, endpoint: Endpoint, state: Failing) -> None:
        """Write how one fails."""
        ...

    def forget(self, key: str) -> None:
        """It is well."""
        ...

    def revive(self, endpoint: Endpoint, since: dt.datetime, at: dt.datetime) -> None:
        """Make due at `at`, under the same ids, what was given up there since an instant."""
        ...

    def reached_elsewhere(self, endpoint: Endpoint) -> dt.datetime | None:
        """When anything but this receiver's host was last known to be reached."""
        ...


class Unit(Protocol):
    """A transaction with the book, the repository and its instant."""

    def __call__(self) -> AbstractContextManager[tuple[EndpointBook, Repository, dt.datetime]]:
        """Begin it."""
        ...


@dataclass
class EndpointCare:
    """Wraps senders: nothing goes to a receiver that is switched off, and how each answers is
    kept. For one round of delivering. A success where nothing failed costs no statement."""

    read: Callable[[str | None], dict[str, Failing]]
    unit: Unit
    clock: Callable[[], dt.datetime]
    _known: dict[str, Failing] = field(default_factory=dict)

    async def load(self) -> None:
        """Read which receivers fail."""
        self._known = await asyncio.to_thread(self.read, None)

    def over(self, inner: Sender) -> Sender:
        """The sender that takes care."""

        async def send(alert: Alert, claimed: Claimed) -> None:
            endpoint = claimed.endpoint
            await self._refuse(endpoint)
            try:
                await inner(alert, claimed)
            except EndpointGone as error:
                await asyncio.to_thread(self._failed, endpoint, error)
                raise
            except RetryableDelivery as error:
                last = self._known.get(endpoint.key)
                if last is None or self.clock() - last.last_failed_at >= _SOON:
                    await asyncio.to_thread(self._failed, endpoint, error)
                raise
            if endpoint.key in self._known:
                await asyncio.to_thread(self._well, endpoint)

        return send

    async def _refuse(self, endpoint: Endpoint) -> None:
        state = self._known.get(endpoint.key)
        if state is None or state.disabled_at is None:
            return
        # It may have been switched on since this round began.
        now = (await asyncio.to_thread(self.read, endpoint.key)).get(endpoint.key)
        if now is None:
            self._known.pop(endpoint.key, None)
        elif now.disabled_at is not None:
            raise PermanentDelivery(f"not sent: {now.words}; see `regtrack subscriptions enable`")

    def _failed(self, endpoint: Endpoint, error: EndpointGone | RetryableDelivery) -> None:
        # By the clock, as the tries are: instants of the database may run ahead of it, and what
        # was given up before its receiver failed is not sent when that is switched on again.
        failed_at = self.clock()
        with self.unit() as (book, repository, now):
            before = book.failing(endpoint.key).get(endpoint.key)
            if isinstance(error, EndpointGone):
                after = gone(before, failed_at, str(error))
            else:
                own = is_own(error.answered, book.reached_elsewhere(endpoint), failed_at)
                after = failed_again(before, failed_at, str(error), own=own)
            book.put(endpoint, after)
            if after.disabled_at and (before is None or before.disabled_at is None):
                tell_owners(repository, endpoint, after, now)
            elif cut_off(after):
                tell_operators(repository, after, now)
        self._known[endpoint.key] = after

    def _well(self, endpoint: Endpoint) -> None:
        with self.unit() as (book, _, now):
            state = book.failing(endpoint.key).get(endpoint.key)
            if state is not None and state.own_since is None:
                # It was not at fault, and loses nothing by our own days without network.
                book.revive(endpoint, state.failing_since, min(now, self.clock()))
            book.forget(endpoint.key)
        self._known.pop(endpoint.key, None)


def tell_owners(
    repository: Repository, endpoint: Endpoint, state: Failing, at: dt.datetime
) -> None:
    """Note in the audit that a receiver was switched off, and put a message about it in the outbox:
    to each subscription's other channels, else to the operators'."""
    living = repository.subscriptions()
    owners = [s for s in living if any(e.key == endpoint.key for e in endpoints(s))]
    for owner in owners:
        switched_off(repository, owner, at, endpoint.channel.value, state.words)
        told = [(owner, e) for e in endpoints(owner) if e.channel is not endpoint.channel]
        told = told or [
            (s, e) for s in living if s.operator for e in endpoints(s) if e.key != endpoint.key
        ]
        change = _change(owner, endpoint, state, at)
        if told and repository.add_change(change):
            _put_out(repository, change, told, at)


def tell_operators(repository: Repository, state: Failing, at: dt.datetime) -> None:
    """Put a message in the outbox that nothing is reached any more: to the operators, once a week
    while it lasts, however many receivers it is."""
    year, week, _ = at.isocalendar()
    change = Change(
        key=f"unreached|{year}-{week}",
        kind=ChangeKind.SOURCE_FAULT,
        division=NATION,
        recorded_at=at,
        notes=(
            "for days no receiver was reached, nor anything else: look at the network of this "
            "machine",
            f"one of them is {state.words}",
            "None of them is switched off for that. What was given up since then is sent when they "
            "are reached again.",
        ),
    )
    operators = [s for s in repository.subscriptions() if s.operator]
    told = [(s, e) for s in operators for e in endpoints(s)]
    if told and repository.add_change(change):
        _put_out(repository, change, told, at)


def _put_out(
    repository: Repository,
    change: Change,
    told: Sequence[tuple[Subscription, Endpoint]],
    at: dt.datetime,
) -> None:
    for subscription, endpoint in told:
        key = alert_id(change.id, subscription.id, endpoint.channel, endpoint.address)
        due = DueDelivery(key, subscription.id, change.id, endpoint, at)
        repository.add_delivery(due, at)


def _change(owner: Subscription, endpoint: Endpoint, state: Failing, at: dt.datetime) -> Change:
    what = "webhook" if endpoint.channel is Channel.WEBHOOK else "chat"
    return Change(
        key=f"endpoint|{owner.id}|{endpoint.key}|{at.isoformat()}",
        kind=ChangeKind.SOURCE_FAULT,
        division=owner.division or NATION,
        recorded_at=at,
        notes=(
            f"the {what} of subscription {owner.id} was switched off",
            state.why,
            "What is due there is kept. When it works again, "
            f"`regtrack subscriptions enable {owner.id}` sends it.",
        ),
    )
