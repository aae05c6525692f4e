"""The HTTP client of the probe: httpx on aiohttp's connections, to public addresses only."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import aiohttp
import httpx
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from httpx_aiohttp import AiohttpTransport

from regtrack.runner.fetch_settings import FetchSettings
from regtrack_scrapers.hosts import is_private
from regtrack_scrapers.keys import with_parameter
from regtrack_scrapers.replay_address import replay_url

_CONNECTIONS = 64
#: The extension of a request that has the key's parameter, a name and a value.
ADDED = "regtrack_added"


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


class ReplayTransport(httpx.AsyncBaseTransport):
    """Asks a replay server for every real address; callers see the real ones."""

    def __init__(self, base: str, inner: httpx.AsyncBaseTransport) -> None:
        self._base = base
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The server's answer."""
        url = httpx.URL(replay_url(self._base, str(request.url)))
        headers = [(k, v) for k, v in request.headers.raw if k.lower() != b"host"]
        headers.append((b"Host", url.netloc))
        sent = httpx.Request(
            request.method,
            url,
            headers=headers,
            content=await request.aread(),
            extensions=request.extensions,
        )
        return await self._inner.handle_async_request(sent)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class KeyTransport(httpx.AsyncBaseTransport):
    """Puts a key that is a parameter of the address (the extension `ADDED`) on the wire, below all
    that logs or records addresses."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to the address with the key."""
        parameter = request.extensions.get(ADDED)
        if parameter is None:
            return await self._inner.handle_async_request(request)
        sent = httpx.Request(
            request.method,
            with_parameter(str(request.url), parameter),
            headers=request.headers.raw,
            content=await request.aread(),
            extensions={k: v for k, v in request.extensions.items() if k != ADDED},
        )
        return await self._inner.handle_async_request(sent)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def open_client(settings: FetchSettings) -> httpx.AsyncClient:
    """A client with our name and our bounds; use it with `async with` inside one event loop."""

    def session() -> aiohttp.ClientSession:
        free = settings.allow_private or settings.replay
        options: dict[str, Any] = {} if free else {"resolver": _PublicResolver(settings.own_hosts)}
        connector = aiohttp.TCPConnector(
            limit=_CONNECTIONS, ssl=ssl.create_default_context(), **options
        )
        return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    transport: httpx.AsyncBaseTransport = AiohttpTransport(client=session)
    if settings.replay:
        transport = ReplayTransport(settings.replay, transport)
    return httpx.AsyncClient(
        transport=KeyTransport(transport),
        headers={"User-Agent": settings.user_agent, "Accept-Language": "en"},
        timeout=settings.timeout,
        follow_redirects=False,
        trust_env=False,
    )
