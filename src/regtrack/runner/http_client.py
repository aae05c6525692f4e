"""The HTTP client of the probe: aiohttp with our name and our bounds, to public addresses only."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from regtrack.runner.fetch_settings import FetchSettings
from regtrack_scrapers.hosts import is_private
from regtrack_scrapers.keys import Parameter, with_parameter
from regtrack_scrapers.replay_address import replay_url

_CONNECTIONS = 64
#: Each answer as a whole has a time of its own (`FetchSettings.timeout`), given by the probe.
_NO_TIMEOUT = aiohttp.ClientTimeout(total=None)


class _PublicResolver(AbstractResolver):
    """Resolves names; an answer inside our own network is no answer."""

    def __init__(self, own_hosts: frozenset[str]) -> None:
        self._inner = ThreadedResolver()
        self._own = own_hosts

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        public = [r for r in found if host in self._own or not is_private(r["host"])]
        if not public:
            raise OSError(f"{host} is not at a public address")
        return public

    async def close(self) -> None:
        await self._inner.close()


class HttpClient:
    """Asks real addresses, or a replay server for them. Use it with `async with`, inside one event
    loop. Connections are kept; cookies are not; no redirect is followed."""

    def __init__(self, settings: FetchSettings) -> None:
        free = settings.allow_private or settings.replay
        options: dict[str, Any] = {} if free else {"resolver": _PublicResolver(settings.own_hosts)}
        self._replay = settings.replay
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=_CONNECTIONS, **options),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": settings.user_agent, "Accept-Language": "en"},
            timeout=_NO_TIMEOUT,
        )

    async def __aenter__(self) -> HttpClient:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._session.close()

    def get(
        self, url: str, headers: Mapping[str, str], parameter: Parameter | None = None
    ) -> aiohttp.client._RequestContextManager:
        """The answer of an address, to be entered. A key that is a `parameter` of the address is
        added here, below all that logs or records addresses. Raises aiohttp.ClientError, OSError
        and ValueError."""
        asked = url if parameter is None else with_parameter(url, parameter)
        if self._replay:
            asked = replay_url(self._replay, asked)
        # Sent as the publisher wrote it, where that can be sent at all.
        plain = asked.isascii() and " " not in asked
        return self._session.get(URL(asked, encoded=plain), headers=headers, allow_redirects=False)
