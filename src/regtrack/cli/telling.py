"""Delivering beside a cycle: what the first sources changed is told while the others are read."""

from __future__ import annotations

import asyncio
import queue
import threading
from types import TracebackType
from typing import Self

from regtrack.bootstrap import App
from regtrack.services.delivering import DeliveryReport


class Telling:
    """Delivers in a thread of its own whenever it is woken, and once at the end; a context manager.
    What a delivery raises is raised at the end, after the cycle's work is in."""

    def __init__(self, app: App) -> None:
        self.report = DeliveryReport()
        self._app = app
        self._news: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="telling", daemon=True)

    def wake(self) -> None:
        """There is something to tell."""
        self._news.put(True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._news.put(False)
        self._thread.join()
        if self._error is not None and error is None:
            raise self._error

    def _work(self) -> None:
        going_on = True
        while going_on and self._error is None:
            going_on = self._news.get()
            while going_on and not self._news.empty():
                going_on = self._news.get()
            try:
                self.report += asyncio.run(self._app.deliver())
            except BaseException as error:
                self._error = error
