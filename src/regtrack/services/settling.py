"""Outcomes of sends written down in groups, so that one commit serves many messages."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from regtrack.domain.alerts import Channel
from regtrack.services.ports import Claimed, Outbox, Settled

#: A group is written when it has so many outcomes, or so many seconds after its first.
GROUP, WAIT = 50, 0.02

Result = TypeVar("Result")


class Ledger:
    """The outbox on a thread of its own: the clocks of the sends go on while a database is waited
    for. Calls happen one after the other, so that a claim sees all that was put down before it.

    What was accepted and not yet written when a process dies is sent again under the same id.
    Use it with `async with`; leaving it writes the rest."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._thread = ThreadPoolExecutor(1, "ledger")
        self._pending: list[Settled] = []
        self._timer: asyncio.TimerHandle | None = None
        self._writes: set[asyncio.Future[int]] = set()
        self._failed: BaseException | None = None

    async def __aenter__(self) -> Ledger:
        return self

    async def __aexit__(self, *error: object) -> None:
        self._write()
        await asyncio.gather(*self._writes, return_exceptions=True)
        self._thread.shutdown()
        if self._failed is not None and error[0] is None:
            raise self._failed

    def put(self, outcome: Settled) -> None:
        """Write an outcome soon."""
        self._pending.append(outcome)
        if len(self._pending) >= GROUP:
            self._write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WAIT, self._write)

    async def claim(
        self,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        most: int,
        channel: Channel,
        endpoints: int,
    ) -> list[Claimed]:
        """Claim after all that was put. Raises what an earlier write raised."""
        self._write()
        found = await self._call(
            lambda: self._outbox.claim(now, owner, lease, most, channel, endpoints)
        )
        if self._failed is not None:
            raise self._failed
        return found

    def _call(self, work: Callable[[], Result]) -> asyncio.Future[Result]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _write(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._pending:
            group, self._pending = self._pending, []
            write = self._call(lambda: self._outbox.settle_all(group))
            self._writes.add(write)
            write.add_done_callback(self._written)

    def _written(self, write: asyncio.Future[int]) -> None:
        self._writes.discard(write)
        # Sent or not, it was not written down: its lease runs out and it is sent again under the
        # same id.
        self._failed = self._failed or write.exception()
