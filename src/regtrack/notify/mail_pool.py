"""Mail for an event loop: a batch of messages over one connection, or over as many as are set."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from regtrack.notify.email import Mailer, ServerDown, SmtpSettings
from regtrack.notify.render import Message


class MailPool:
    """Connections kept for many messages: `async with MailPool(settings) as mail: ...`.

    Each is opened when it is first needed, and again when it was lost. Where the server cannot be
    reached, the messages that wait for a connection meanwhile fail with the first: a server that
    hangs costs its time-out once, not once a message.
    """

    def __init__(self, settings: SmtpSettings, connections: int = 1) -> None:
        self._settings = settings
        self._turns = asyncio.Semaphore(connections)
        self._idle: list[Mailer] = []
        self._downs = 0
        self._why = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        idle, self._idle = self._idle, []
        await asyncio.gather(*(asyncio.to_thread(mailer.close) for mailer in idle))

    async def send(self, message: Message, recipient: str) -> None:
        """Hand one message over; see `Mailer.send`."""
        downs = self._downs
        async with self._turns:
            if self._downs != downs:
                raise ServerDown(self._why)
            mailer = self._idle.pop() if self._idle else Mailer(self._settings)
            try:
                await asyncio.to_thread(mailer.send, message, recipient)
            except ServerDown as error:
                self._downs, self._why = self._downs + 1, str(error)
                raise
            finally:
                self._idle.append(mailer)
