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
_LOG = logging.getLogger(__name__)


class Renewing(Protocol):
    """What renews leases."""

    def renew(self, leases: Iterable[Lease], until: dt.datetime) -> None:
        """Hold on to those that are still ours."""
        ...


class LeaseKeeper:
    """Renews the leases in `leases`, which its owner takes out as their runs end, four times in
    the span of a lease; a context manager."""

    def __init__(
        self,
        sources: Renewing,
        clock: Callable[[], dt.datetime],
        span: dt.timedelta,
        leases: Mapping[str, Lease],
    ) -> None:
        self._sources, self._clock, self._span, self._leases = sources, clock, span, leases
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="leases", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

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
        last = time.monotonic() + MAX_RUN.total_seconds()
        while not self._ended.wait(self._span.total_seconds() / 4) and time.monotonic() < last:
            try:
                self._sources.renew(list(self._leases.values()), self._clock() + self._span)
            except Exception as error:
                _LOG.warning("leases not renewed error=%s", type(error).__name__)
