"""Who asked for what: every request that the replay server answered."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Entry:
    """One request. Times are monotonic seconds; `sent` counts the bytes of the body."""

    host: str
    url: str
    status: int
    sent: int
    started: float
    ended: float
    user_agent: str
    conditional: bool


class Ledger:
    """The requests in the order in which they ended; safe to read from another thread."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lock = threading.Lock()

    def add(self, entry: Entry) -> None:
        """Note a request."""
        with self._lock:
            self._entries.append(entry)

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._entries.clear()

    def entries(self, host: str | None = None) -> list[Entry]:
        """All requests, or those to one host."""
        with self._lock:
            return [e for e in self._entries if host in (None, e.host)]

    def statuses(self) -> Counter[int]:
        """How often each status was sent, robots.txt left out."""
        return Counter(e.status for e in self.entries() if not e.url.endswith("/robots.txt"))

    def bytes_sent(self) -> int:
        """The bytes of all bodies."""
        return sum(e.sent for e in self.entries())

    def most_in_flight(self, host: str | None = None) -> int:
        """The largest number of requests that were open at one time."""
        entries = self.entries(host)
        return max(
            (sum(o.started < e.ended and e.started < o.ended for o in entries) for e in entries),
            default=0,
        )

    def shortest_pause(self, host: str) -> float | None:
        """The shortest time from the end of one request to the start of the next."""
        entries = sorted(self.entries(host), key=lambda e: e.started)
        pauses = [b.started - a.ended for a, b in pairwise(entries)]
        return min(pauses, default=None)
