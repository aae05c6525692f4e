"""The word to stop a process that runs for long: SIGTERM or SIGINT, the second one at once.

What is waited for is broken off; the document in hand may end, then its transaction is rolled back;
then the process is gone whatever hangs, which is no worse than a power cut: that loses nothing.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

#: Seconds after the word to stop.
_FINISH, _GONE = 5.0, 9.0
_LOG = logging.getLogger("regtrack.stopping")


class Stopped(SystemExit):
    """Raised in the main thread to break off what it waits for. (A SystemExit passes through event
    loops that keep other exceptions for themselves.)"""


class Stop:
    """Whether to stop. `wake` is called inside the signal handler: it must take no lock."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._since: float | None = None
        self._may_break = False

    @property
    def given(self) -> bool:
        """Whether the word was given."""
        return self._since is not None

    def listen(self) -> None:
        """Hear the signals from now on. Call it in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        signal.signal(signal.SIGALRM, self._on_alarm)
        threading.Thread(target=self._see_to_the_end, name="end", daemon=True).start()

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Nothing is in hand in here: a stop breaks in at once."""
        self._may_break = True
        try:
            if self.given:
                raise Stopped(0)
            yield
        finally:
            self._may_break = False

    def over(self) -> None:
        """The main thread is through: the alarm is not needed."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        # Only what is safe inside any interrupted code: no locks, no logging.
        if self.given:
            os._exit(1)
        self._since = time.monotonic()
        self._wake()
        signal.setitimer(signal.ITIMER_REAL, _FINISH)
        if self._may_break:
            raise Stopped(0)

    def _on_alarm(self, number: int, frame: FrameType | None) -> None:
        """The document in hand takes too long: its transaction is rolled back."""
        raise Stopped(0)

    def _see_to_the_end(self) -> None:
        while self._since is None or time.monotonic() < self._since + _GONE:
            time.sleep(0.1)
        _LOG.warning("something would not end; gone without it")
        os._exit(0)
