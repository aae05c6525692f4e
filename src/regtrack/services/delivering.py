"""Delivering: claim what is due, send it outside any transaction, write how it went.

A delivery is settled after the receiver answered, so a crash between the two sends the same
message again under the same id; it is never lost and never sent under another one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from regtrack.domain.alerts import Alert, Channel, DeliveryState
from regtrack.domain.errors import PermanentDelivery, RetryableDelivery
from regtrack.domain.zones import local_date
from regtrack.services.ports import Claimed, Outbox

LEASE = dt.timedelta(minutes=5)
#: How many are claimed at once: all of them are tried within the lease though each one hangs.
_BATCH = {Channel.EMAIL: 12, Channel.WEBHOOK: 50, Channel.APPRISE: 8}

_LOG = logging.getLogger(__name__)

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
    """Sends what is due, until nothing is, or until `stopping` says so between two batches."""

    outbox: Outbox
    senders: Mapping[Channel, Sender]
    next_try: NextTry
    clock: Callable[[], dt.datetime]
    owner: str
    stopping: Callable[[], bool] = lambda: False

    async def drain(self) -> DeliveryReport:
        """Deliver everything that is due now; what fails is due later and not tried again here.

        The channels do not wait for each other: a mail server that hangs holds up no webhook."""
        total = DeliveryReport()
        # The database is waited for on a thread: the clocks of the sends must go on meanwhile.
        with ThreadPoolExecutor(1, "ledger") as ledger:
            channels = (self._channel(channel, ledger) for channel in Channel)
            for report in await asyncio.gather(*channels, return_exceptions=True):
                if isinstance(report, BaseException):
                    raise report
                total += report
        return total

    async def _channel(self, channel: Channel, ledger: ThreadPoolExecutor) -> DeliveryReport:
        report, loop = DeliveryReport(), asyncio.get_running_loop()
        most = _BATCH[channel]
        while not self.stopping():
            batch = await loop.run_in_executor(
                ledger, self.outbox.claim, self.clock(), self.owner, LEASE, most, channel
            )
            if not batch:
                break
            sends = (self._one(claimed, ledger) for claimed in batch)
            for outcome in await asyncio.gather(*sends, return_exceptions=True):
                if isinstance(outcome, BaseException):
                    # Sent or not, it was not written down: its lease runs out and it is sent
                    # again under the same id.
                    raise outcome
                report.done += outcome is DeliveryState.DONE
                report.later += outcome is DeliveryState.DUE
                report.dead += outcome is DeliveryState.DEAD
        return report

    async def _one(self, claimed: Claimed, ledger: ThreadPoolExecutor) -> DeliveryState:
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
        except Exception as error:
            # A message that cannot be worded or sent for a mistake of ours must not hold up the
            # others. The error's words may hold an address: its sort and place must do.
            where = traceback.extract_tb(error.__traceback__)[-1]
            name, line = type(error).__name__, f"{where.name}:{where.lineno}"
            _LOG.error("a delivery broke id=%s error=%s at=%s", claimed.id, name, line)
            due_at = self._again(claimed, started, None)
            state = DeliveryState.DUE if due_at else DeliveryState.DEAD
            words = f"not sent for a mistake of ours: {type(error).__name__}"
        attempt = {"at": started.isoformat(), "outcome": state.value, "answer": words[:300]}
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(ledger, self.outbox.settle, claimed, state, due_at, attempt)
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
