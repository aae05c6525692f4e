"""An asyncio server in a thread, and the ledger of what it received."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
import time
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

HOST = "127.0.0.1"
_START_SECONDS = 10.0


class Entry(Protocol):
    """One try in a ledger."""

    @property
    def id(self) -> str:
        """What stays the same over all tries of one message."""

    @property
    def taken(self) -> bool:
        """Whether the receiver kept the message."""


E = TypeVar("E", bound=Entry)


class Ledger(Generic[E]):
    """Every try in the order it came. Safe in threads."""

    def __init__(self) -> None:
        self._entries: list[E] = []
        self._changed = threading.Condition()

    def add(self, entry: E) -> None:
        """Write one try down."""
        with self._changed:
            self._entries.append(entry)
            self._changed.notify_all()

    @property
    def tries(self) -> list[E]:
        """All tries."""
        with self._changed:
            return list(self._entries)

    @property
    def taken(self) -> list[E]:
        """The tries that were kept, doubles included."""
        return [entry for entry in self.tries if entry.taken]

    @property
    def ids(self) -> list[str]:
        """The ids kept, each once, in the order first kept: what a careful receiver acts on."""
        return list(dict.fromkeys(entry.id for entry in self.taken))

    def wait(self, count: int, seconds: float = 5.0) -> bool:
        """Wait until so many tries were seen; False when the time is over."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._entries) >= count, seconds)


class ThreadServer(ABC):
    """A server on loopback with a loop and a thread of its own.

    The port is chosen at the first start and kept, so that `stop` and `start` are a receiver that
    goes down and comes back. Stopping breaks open connections; `refuse` does the same and lets
    nobody else have the port meanwhile.
    """

    def __init__(self) -> None:
        self.port = 0
        self._kept: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen. Raises OSError where the port is taken by now."""
        if self._thread is not None:
            return
        self._let_go()
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_run, args=(loop,), daemon=True)
        thread.start()
        try:
            future = asyncio.run_coroutine_threadsafe(self._listen(), loop)
            self.port = future.result(_START_SECONDS)
        except BaseException:
            _end(loop, thread)
            raise
        self._loop, self._thread = loop, thread

    def stop(self) -> None:
        """Stop listening and break what is open; nothing happens when it is down already."""
        self._let_go()
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        self._loop = self._thread = None
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(self._close(), loop).result(_START_SECONDS)
        _end(loop, thread)

    def refuse(self) -> None:
        """Be down, with every connection refused, until `start`: the port is bound and nobody
        listens. Raises OSError where somebody else was given it at that moment."""
        self.stop()
        kept = socket.socket()
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind((HOST, self.port))
        self._kept = kept

    def _let_go(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    @abstractmethod
    async def _listen(self) -> int:
        """Start listening on `self.port` (0: any) and give the port."""

    @abstractmethod
    async def _close(self) -> None:
        """Stop listening and break open connections."""


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        pending = asyncio.all_tasks(loop)
        for task in pending:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _end(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    loop.call_soon_threadsafe(loop.stop)
    thread.join(_START_SECONDS)


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Break a connection hard: the other side sees a reset, not an end."""
    if not isinstance(transport, asyncio.Transport):
        return
    # A transport of TLS that has closed by itself cannot be asked for its socket.
    raw = None if transport.is_closing() else transport.get_extra_info("socket")
    if raw is not None:
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def clock() -> float:
    """Seconds of a clock that never goes back, to measure waits between tries."""
    return time.monotonic()
