"""Delivering: claim what is due, send it outside any transaction, write how it went.

A delivery is settled after the receiver answered, so a crash between the two sends the same
message again under the same id; it is never lost and never sent under another one.

Each endpoint gets its messages in order, one at a time. Endpoints do not wait for each other: what
was claimed for one is a train of its own, and new ones leave while it is on its way.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import traceback
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from regtrack.domain.alerts import Alert, Channel, DeliveryState
from regtrack.domain.errors import PermanentDelivery, RetryableDelivery
from regtrack.domain.importance import is_urgent
from regtrack.domain.zones import local_date
from regtrack.services.ports import Claimed, Outbox, Settled
from regtrack.services.settling import Ledger

LEASE = dt.timedelta(minutes=5)
#: A train ends so long after its claim, in seconds, that its last message is answered or given up
#: well within the lease.
_TRAIN_SECONDS = 150.0
#: How many endpoints are sent to at once.
ENDPOINTS_AT_ONCE = 200
_AT_ONCE = {Channel.EMAIL: 12, Channel.WEBHOOK: ENDPOINTS_AT_ONCE, Channel.APPRISE: 8}
#: How many messages are claimed at once at most.
_CLAIM = 1000
#: Seconds between two claims while trains are on their way.
_PAUSE = 0.05

_LOG = logging.getLogger(__name__)

NextTry = Callable[[int, dt.datetime, str], dt.datetime | None]


class Sender(Protocol):
    """Sends one alert to one endpoint. Raises RetryableDelivery or PermanentDelivery."""

    def __call__(self, alert: Alert, claimed: Claimed) -> Awaitable[None]:
        """Send it."""
        ...


@dataclass
class DeliveryReport:
    """What one round of delivering did, in messages."""

    done: int = 0
    later: int = 0
    dead: int = 0

    def __iadd__(self, other: DeliveryReport) -> DeliveryReport:
        """Add another round's numbers."""
        self.done += other.done
        self.later += other.later
        self.dead += other.dead
        return self

    def count(self, outcome: Settled) -> None:
        """Add a try; what was given back untried is none."""
        if outcome.attempt is not None:
            self.done += outcome.state is DeliveryState.DONE
            self.later += outcome.state is DeliveryState.DUE
            self.dead += outcome.state is DeliveryState.DEAD


@dataclass
class Deliverer:
    """Sends what is due, until nothing is, or until `stopping` says so between two messages."""

    outbox: Outbox
    senders: Mapping[Channel, Sender]
    next_try: NextTry
    clock: Callable[[], dt.datetime]
    owner: str
    stopping: Callable[[], bool] = lambda: False

    async def drain(self) -> DeliveryReport:
        """Deliver everything that is due, also what becomes due meanwhile.

        The channels do not wait for each other: a mail server that hangs holds up no webhook."""
        report = DeliveryReport()
        async with Ledger(self.outbox) as ledger:
            channels = (self._channel(channel, ledger, report) for channel in Channel)
            for outcome in await asyncio.gather(*channels, return_exceptions=True):
                if isinstance(outcome, BaseException):
                    raise outcome
        return report

    async def _channel(self, channel: Channel, ledger: Ledger, report: DeliveryReport) -> None:
        trains: set[asyncio.Task[None]] = set()
        try:
            while True:
                room = _AT_ONCE[channel] - len(trains)
                if room > 0 and not self.stopping():
                    batch = await ledger.claim(
                        self.clock(), self.owner, LEASE, _CLAIM, channel, room
                    )
                    for messages in _by_endpoint(batch):
                        train = self._train(messages, ledger, report)
                        trains.add(asyncio.create_task(train))
                if not trains:
                    return
                trains = await _arriving(trains)
        finally:
            # An error ends the round; what is on its way arrives first.
            await asyncio.gather(*trains, return_exceptions=True)

    async def _train(
        self, messages: Sequence[Claimed], ledger: Ledger, report: DeliveryReport
    ) -> None:
        """Send to one endpoint, one after the other; what it cannot take now is given back."""
        loop = asyncio.get_running_loop()
        end, held = loop.time() + _TRAIN_SECONDS, False
        for claimed in messages:
            if held or self.stopping() or loop.time() > end:
                outcome = Settled(claimed, DeliveryState.DUE, None, None)
            else:
                outcome = await self._one(claimed)
                held = outcome.holds
            report.count(outcome)
            ledger.put(outcome)

    async def _one(self, claimed: Claimed) -> Settled:
        started = self.clock()
        urgent = any(is_urgent(c) or not c.news for c in claimed.changes)
        free = claimed.timing.free(started, urgent=urgent)
        if free > started:
            return Settled(claimed, DeliveryState.DUE, free, None)
        state, due_at, words, holds = DeliveryState.DONE, None, "accepted", False
        try:
            await self._send(claimed, started)
        except PermanentDelivery as error:
            state, words = DeliveryState.DEAD, str(error)
        except RetryableDelivery as error:
            due_at = self._again(claimed, started, error.retry_after)
            state = DeliveryState.DUE if due_at else DeliveryState.DEAD
            words, holds = str(error), error.holds and due_at is not None
        except Exception as error:
            # A message that cannot be worded or sent for a mistake of ours must not hold up the
            # others. The error's words may hold an address: its sort and place must do.
            where = traceback.extract_tb(error.__traceback__)[-1]
            name, line = type(error).__name__, f"{where.name}:{where.lineno}"
            _LOG.error("a delivery broke id=%s error=%s at=%s", claimed.id, name, line)
            due_at = self._again(claimed, started, None)
            state = DeliveryState.DUE if due_at else DeliveryState.DEAD
            words = f"not sent for a mistake of ours: {type(error).__name__}"
        # The instant of the answer: what is given up then is not older than the receiver's failing.
        answered = self.clock().isoformat()
        attempt = {"at": answered, "outcome": state.value, "answer": words[:300]}
        return Settled(claimed, state, due_at, attempt, holds)

    async def _send(self, claimed: Claimed, now: dt.datetime) -> None:
        sender = self.senders.get(claimed.endpoint.channel)
        if sender is None:
            raise RetryableDelivery(f"{claimed.endpoint.channel} is not set up; see `doctor`")
        change = claimed.changes[0]
        places = zip(claimed.changes, claimed.places, strict=True)
        names = tuple(place or c.division for c, place in places)
        alert = Alert(
            id=claimed.id,
            change=change,
            place=names[0],
            created_at=claimed.created_at,
            today=local_date(change.division, now),
            subscription=claimed.subscription,
            changes=claimed.changes,
            places=names,
        )
        await sender(alert, claimed)

    def _again(self, claimed: Claimed, now: dt.datetime, asked: float | None) -> dt.datetime | None:
        due_at = self.next_try(claimed.tries + 1, now, claimed.id)
        if due_at is None or asked is None:
            return due_at
        return max(due_at, now + dt.timedelta(seconds=asked))


def _by_endpoint(batch: Iterable[Claimed]) -> Iterable[list[Claimed]]:
    trains: dict[tuple[str, str], list[Claimed]] = defaultdict(list)
    for claimed in batch:
        trains[claimed.endpoint.channel, claimed.endpoint.address].append(claimed)
    return trains.values()


async def _arriving(trains: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Wait until all arrived, or a moment; those that are still on their way."""
    arrived, still = await asyncio.wait(trains, timeout=_PAUSE)
    for train in arrived:
        train.result()
    return still
