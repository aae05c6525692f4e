"""Manners towards one host: one request at a time, a pause between two, its rules, its waits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict

from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.robots import RobotsRules

#: How long rules are kept: a day where the host gave them, ten minutes where it failed.
_KEEP = 86_400.0
_KEEP_FAILED = 600.0
_MAX_CRAWL_DELAY = 60.0


class HostPacer:
    """What is known of each host's patience. One object serves the probe and the crawl."""

    def __init__(self, delay: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.delay = delay
        self._clock = clock
        self._locks: dict[str, asyncio.Lock] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._free_at: dict[str, float] = {}
        self._held_until: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self._robots: dict[str, tuple[float, RobotsRules]] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for this host's turn and take it: nobody else asks it meanwhile."""
        host = host_of(url)
        loop = asyncio.get_running_loop()
        if loop is not self._loop:  # locks belong to one event loop, the pauses to all
            self._locks, self._loop = {}, loop
        async with self._locks.setdefault(host, asyncio.Lock()):
            wait = self._free_at.get(host, 0.0) - self._clock()
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                self.asked(url)

    def asked(self, url: str) -> None:
        """A request to this host just ended: its pause begins."""
        host = host_of(url)
        self._free_at[host] = self._clock() + max(self.delay, self._pauses.get(host, 0.0))

    def hold(self, url: str, seconds: float) -> None:
        """The host asked to be left alone for this long."""
        host = host_of(url)
        self._held_until[host] = max(self._held_until.get(host, 0.0), self._clock() + seconds)

    def held(self, url: str) -> float:
        """The seconds that this host still wants to be left alone; 0.0 where it may be asked."""
        return max(self._held_until.get(host_of(url), 0.0) - self._clock(), 0.0)

    def wait_for(self, urls: Iterable[str]) -> float:
        """The seconds until every one of these hosts may be asked, Retry-After apart."""
        free = (self._free_at.get(host_of(u), 0.0) for u in urls)
        return max((at - self._clock() for at in free), default=0.0)

    def rules(self, netloc: str) -> RobotsRules | None:
        """The robots rules of a host, where they are known and fresh."""
        until, rules = self._robots.get(netloc, (0.0, None))
        return rules if until > self._clock() else None

    def learn(self, netloc: str, rules: RobotsRules, user_agent: str, *, failed: bool) -> None:
        """Keep a host's robots rules."""
        keep = _KEEP_FAILED if failed else _KEEP
        self._robots[netloc] = (self._clock() + keep, rules)
        host = host_of(f"//{netloc}")
        self._pauses[host] = min(rules.delay(user_agent), _MAX_CRAWL_DELAY)

    def known_rules(self) -> dict[str, dict[str, str]]:
        """All fresh robots rules as plain data, for the crawl's child."""
        fresh = {n: r for n, (until, r) in self._robots.items() if until > self._clock()}
        return {netloc: asdict(rules) for netloc, rules in fresh.items()}
