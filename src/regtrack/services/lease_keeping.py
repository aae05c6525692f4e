"""Holding on to sources while their run lasts, from a thread of its own."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Protocol, Self

from regtrack.services.ports import Lease

#: A run that takes longer has hung: its leases run out and somebody else takes over.
MAX_RUN = dt.timedelta(hours=4)
#: So soon a run learns at the latest that it has lost a source.
_RENEWED_EVERY = 30.0
_LOG = logging.getLogger(__name__)


class Renewing(Protocol):
    """What renews leases."""

    def renew(self, leases: Iterable[Lease], until: dt.datetime) -> list[str]:
        """Hold on to those that are still ours; the keys of those that somebody else has."""
        ...


class LeaseKeeper:
    """Renews the leases in `leases`, which its owner takes out as their runs end, four times in
    the span of a lease and twice a minute at least; a context manager.

    `kept` is told each time for how many seconds from now they hold, 0 where one is lost: the crawl
    may go on without us when we are frozen, and has to end by then."""

    def __init__(
        self,
        sources: Renewing,
        clock: Callable[[], dt.datetime],
        span: dt.timedelta,
        leases: Mapping[str, Lease],
        kept: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self._sources, self._clock, self._span, self._leases = sources, clock, span, leases
        self._kept = kept
        self._until = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="leases", daemon=True)

    @property
    def lost(self) -> bool:
        """Whether a lease ran out (we were frozen) or somebody else has it: this run is over."""
        return time.monotonic() > self._until

    def __enter__(self) -> Self:
        self._hold(time.monotonic(), self._span.total_seconds())
        self._thread.start()
        return self

    def _hold(self, since: float, seconds: float) -> None:
        self._until = since + seconds
        self._kept(max(self._until - time.monotonic(), 0.0))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        # A renewal that waits for a lock must not hold up a stop; it checks the owner anyway.
        self._thread.join(1.0)

    def _keep(self) -> None:
        last, span = time.monotonic() + MAX_RUN.total_seconds(), self._span.total_seconds()
        while not self._ended.wait(min(span / 4, _RENEWED_EVERY)) and time.monotonic() < last:
            since = time.monotonic()
            try:
                lost = self._sources.renew(list(self._leases.values()), self._clock() + self._span)
            except Exception as error:
                _LOG.warning("leases not renewed error=%s", type(error).__name__)
                continue
            if lost:
                _LOG.warning("lost to another process sources=%s", ",".join(sorted(lost)))
                self._hold(since, 0.0)
                return
            self._hold(since, span)
