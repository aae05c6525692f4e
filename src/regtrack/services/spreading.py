"""Spreading the work over the workers of one database.

A job is a hint and never the truth: "look at what is due in this bucket of sources", "send what is
due". Whoever takes it claims under leases and fences as a daemon does, so that a job that runs
twice, late or never does no harm: the next tick finds what is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit

#: All sources of one host fall into one bucket, and one worker at a time looks at a bucket: however
#: many workers there are, a publisher is asked at the pace of one.
BUCKETS = 64


class Tick(StrEnum):
    """What is done once for every instant of the timetable, by one worker."""

    TURN = "turn"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Look:
    """Look at the sources of a bucket that are due."""

    bucket: int


@dataclass(frozen=True, slots=True)
class Send:
    """Send what is due."""


Job = Look | Send


class Work(Protocol):
    """What a worker does. Each is called on a thread of the queue; an error ends that job only."""

    def tick(self, tick: Tick, timestamp: int) -> None:
        """Do what is done at this instant of the timetable (in seconds of the epoch)."""
        ...

    def look(self, bucket: int) -> None:
        """Do a Look."""
        ...

    def send(self) -> None:
        """Do a Send."""
        ...


class Queue(Protocol):
    """Hands jobs and ticks to one worker each, over all machines."""

    def put(self, job: Job, connection: Any) -> bool:
        """Add a job in the transaction of this connection; False where the same one waits."""
        ...

    def run(self, work: Work) -> None:
        """Serve until `stop`. Raises where the database is away."""
        ...

    def stop(self) -> None:
        """Take no more, let what runs end, then let `run` return. Safe from any thread."""
        ...

    def reap(self) -> int:
        """Hand the jobs of workers that are silent for too long to others; how many. Only then
        are those workers forgotten. Call it while `run` runs, from another thread."""
        ...


def bucket_of(url: str) -> int:
    """The bucket of an address, by its host, the same on every machine."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        host = url
    return int.from_bytes(hashlib.sha256(host.encode()).digest()[:8]) % BUCKETS


def buckets(urls: Iterable[str]) -> list[int]:
    """The buckets of these addresses, each once."""
    return sorted({bucket_of(url) for url in urls})


def cron(seconds: float) -> str:
    """A timetable that ticks every so many seconds, as six cron fields, the last for seconds: the
    longest step up to that by which a minute or an hour divides evenly, a second at least."""
    whole = max(int(seconds), 1)
    if whole < 60:
        return f"* * * * * */{_divisor(whole)}"
    return f"*/{_divisor(min(whole // 60, 60))} * * * * 0"


def _divisor(most: int) -> int:
    return max(d for d in range(1, 61) if 60 % d == 0 and d <= most)
