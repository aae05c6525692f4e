"""Delivering: claim what is due, send it outside any transaction, write how it went.

A delivery is settled after the receiver answered, so a crash between the two sends the same
message again under the same id; it is never lost and never sent under another one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from regtrack.domain.alerts import Alert, Channel, DeliveryState
from regtrack.domain.errors import PermanentDelivery, RetryableDelivery
from regtrack.domain.zones import local_date
from regtrack.services.ports import Claimed, Outbox

LEASE = dt.timedelta(minutes=5)
BATCH = 50

NextTry = Callable[[int, dt.datetime, str], dt.datetime | None]


class Sender(Protocol):
    """Sends one alert to one endpoint. Raises RetryableDelivery or PermanentDelivery."""

    def __call__(self, alert: Alert, claimed: Claimed) -> Awaitable[None]:
        """Send it."""
        ...


@dataclass
class DeliveryReport:
    """What one round of delivering did."""

    done: int = 0
    later: int = 0
    dead: int = 0

    def __iadd__(self, other: DeliveryReport) -> DeliveryReport:
        """Add another round's numbers."""
        self.done += other.done
        self.later += other.later
        self.dead += other.dead
        return self


@dataclass
class Deliverer:
    """Sends what is due, until nothing is."""

    outbox: Outbox
    senders: Mapping[Channel, Sender]
    next_try: NextTry
    clock: Callable[[], dt.datetime]
    owner: str

    async def drain(self) -> DeliveryReport:
        """Deliver everything that is due now; what fails is due later and not tried again here."""
        report = DeliveryReport()
        while batch := self.outbox.claim(self.clock(), self.owner, LEASE, BATCH):
            outcomes = await asyncio.gather(*(self._one(claimed) for claimed in batch))
            for state in outcomes:
                report.done += state is DeliveryState.DONE
                report.later += state is DeliveryState.DUE
                report.dead += state is DeliveryState.DEAD
        return report

    async def _one(self, claimed: Claimed) -> DeliveryState:
        started = self.clock()
        state, due_at, words = DeliveryState.DONE, None, "accepted"
        try:
            await self._send(claimed, started)
        except PermanentDelivery as error:
            state, words = DeliveryState.DEAD, str(error)
        except RetryableDelivery as error:
            due_at = self._again(claimed, started, error.retry_after)
            state = DeliveryState.DUE if due_at else DeliveryState.DEAD
            words = str(error)
        attempt = {"at": started.isoformat(), "outcome": state.value, "answer": words[:300]}
        self.outbox.settle(claimed, state, due_at, attempt)
        return state

    async def _send(self, claimed: Claimed, now: dt.datetime) -> None:
        sender = self.senders.get(claimed.endpoint.channel)
        if sender is None:
            raise RetryableDelivery(f"{claimed.endpoint.channel} is not set up; see `doctor`")
        change = claimed.change
        alert = Alert(
            id=claimed.id,
            change=change,
            place=claimed.place or change.division,
            created_at=claimed.created_at,
            today=local_date(change.division, now),
            subscription=claimed.subscription,
        )
        await sender(alert, claimed)

    def _again(self, claimed: Claimed, now: dt.datetime, asked: float | None) -> dt.datetime | None:
        due_at = self.next_try(claimed.tries + 1, now, claimed.id)
        if due_at is None or asked is None:
            return due_at
        return max(due_at, now + dt.timedelta(seconds=asked))
