"""Events by signed HTTP POST, as Standard Webhooks 1.0 asks: id, timestamp, signature."""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import datetime as dt
import email.utils
import hashlib
import hmac
import json
import secrets
import ssl
from collections.abc import Mapping
from functools import cached_property, lru_cache
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp

import regtrack
from regtrack.domain.addresses import Network, ip_of, is_public, may_reach
from regtrack.domain.errors import ConfigError, EndpointGone, RetryableDelivery
from regtrack.notify import clean
from regtrack.notify.guard import REFUSED, GuardedConnector
from regtrack.notify.schedule import MAX_RETRY_AFTER

#: How CloudEvents over HTTP tell a whole event in the body. Standard Webhooks leave the type open.
MEDIA_TYPE = "application/cloudevents+json"
TIMEOUT = 15.0
_SECRET_PREFIX = "whsec_"  # noqa: S105 - the public prefix, not a secret
_MIN_SECRET, _MAX_SECRET = 16, 128
_TROUBLE = (aiohttp.ClientError, OSError, ValueError)
_LOCALHOST = ip_of("127.0.0.1")
#: "Not so fast": a Retry-After beside them is obeyed.
_THROTTLE = frozenset({429, 502, 503, 504})
_DRAIN_BYTES, _DRAIN_SECONDS = 16 * 1024, 1.0


def new_secret() -> str:
    """A fresh signing secret: `whsec_` and 32 random bytes in base64."""
    return _SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def check_secret(secret: str | None) -> list[bytes]:
    """The keys in one or several secrets, separated by white space (the newest first).

    Raises ConfigError, without repeating them, where one is missing, not base64 or too short.
    """
    keys = []
    for word in (secret or "").split():
        text = word.removeprefix(_SECRET_PREFIX)
        try:
            key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise ConfigError("a webhook secret is not base64 after whsec_") from None
        if not _MIN_SECRET <= len(key) <= _MAX_SECRET:
            raise ConfigError(f"a webhook secret has {_MIN_SECRET} to {_MAX_SECRET} bytes")
        keys.append(key)
    if not keys:
        raise ConfigError("a webhook needs a secret; make one with `new_secret`")
    return keys


@lru_cache(maxsize=4096)  # asked anew for each message, and the same for each
def check_url(url: str, networks: tuple[Network, ...] = ()) -> str:
    """The receiver's address if it may be used: https to the public internet, https or http into
    `networks`, which the operator allows.

    What a name stands for is judged when it is connected to. Raises ConfigError, without repeating
    the address, whose path is often a secret.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ConfigError("the webhook's address is not a web address") from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise ConfigError("a webhook's address is https://host/path, without a user name")
    if any(ord(c) <= 32 or ord(c) == 127 or c == "\\" for c in url) or len(url) > 2000:
        raise ConfigError("a webhook's address has no spaces and at most 2000 characters")
    if clean.ascii_host(host) is None:
        raise ConfigError("the webhook's host is not a host name")
    ip = _LOCALHOST if host.rstrip(".") == "localhost" else ip_of(host)
    if ip is not None and not may_reach(ip, networks):
        raise ConfigError(
            "the webhook's address is not on the public internet; if it is yours, allow its "
            'network with the setting alert_networks = ["10.0.0.0/8"] (REGTRACK_ALERT_NETWORKS)'
        )
    if parts.scheme == "http" and (ip is None or is_public(ip)):
        raise ConfigError("a webhook outside the networks of alert_networks needs https")
    return url


def body(event: Mapping[str, object]) -> bytes:
    """The event as bytes: ASCII JSON, the same for every try."""
    return json.dumps(event, separators=(",", ":"), sort_keys=True).encode("ascii")


def sign(alert_id: str, timestamp: int, payload: bytes, secret: str | None) -> str:
    """The signature header: `v1,<base64>` for each secret, separated by one space."""
    signed = b".".join((alert_id.encode("ascii"), str(timestamp).encode(), payload))
    digests = (hmac.new(key, signed, hashlib.sha256).digest() for key in check_secret(secret))
    return " ".join("v1," + base64.b64encode(digest).decode() for digest in digests)


async def send(
    event: Mapping[str, object],
    alert_id: str,
    url: str,
    secret: str | None,
    now: dt.datetime,
    client: aiohttp.ClientSession,
) -> None:
    """Post one event once. Returns only for a 2xx answer.

    `now` is the instant of this try; `alert_id` stays the same over all tries. `secret` may be
    several, separated by white space, while a receiver changes from one to the other. Raises
    EndpointGone for 410 and RetryableDelivery for all else: redirects (never followed), other
    answers, no connection, 15 seconds without an answer, a wrong secret or address (ours to
    mend). `retry_after` is set, in seconds, where the receiver named a time. The answer's body
    is not used. Errors name the host only.
    """
    try:
        timestamp, payload = int(now.timestamp()), body(event)
        headers = {
            "content-type": MEDIA_TYPE,
            "user-agent": f"regtrack/{regtrack.__version__}",
            "webhook-id": alert_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(alert_id, timestamp, payload, secret),
        }
    except ConfigError as error:
        raise RetryableDelivery(f"webhook not sent: {error}") from None
    host = clean.line(urlsplit(url).hostname or "", 100)
    try:
        async with asyncio.timeout(TIMEOUT):
            response = await client.post(url, data=payload, headers=headers, allow_redirects=False)
    except _TROUBLE as error:
        # `from None`: the cause would carry the whole address into a traceback.
        raise RetryableDelivery(f"no answer from {host}: {_failure(error)}") from None
    await _finish(response)
    _judge(response.status, response.headers, host, now)


async def _finish(response: aiohttp.ClientResponse) -> None:
    """Read a short answer to its end so that the connection can be kept; leave a long or slow
    one. The status is known: nothing that happens to a body changes what it said."""
    read = 0
    with contextlib.suppress(*_TROUBLE):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for chunk in response.content.iter_any():
                read += len(chunk)
                if read > _DRAIN_BYTES:
                    break
    if response.content.at_eof():
        response.release()
    else:
        response.close()


def _judge(status: int, headers: Mapping[str, str], host: str, now: dt.datetime) -> None:
    if 200 <= status < 300:
        return
    if status == 410:
        raise EndpointGone(f"{host} answered 410: the receiver is gone")
    if 300 <= status < 400:
        words = f"{host} answered {status}: redirects are not followed"
        raise RetryableDelivery(words, answered=True)
    wait = _retry_after(headers.get("Retry-After"), now) if status in _THROTTLE else None
    raise RetryableDelivery(f"{host} answered {status}", wait, answered=True)


def _retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Seconds from a Retry-After header (number or date), from 0 to one day; None if unclear."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), MAX_RETRY_AFTER))
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return min(max((aware - now).total_seconds(), 0.0), float(MAX_RETRY_AFTER))


def _failure(error: Exception) -> str:
    """The sort of failure, never its text: that may hold the address."""
    if isinstance(error, aiohttp.ClientConnectorError):
        refused = REFUSED in str(error.os_error)
        return REFUSED if refused else type(error.os_error).__name__
    if isinstance(error, TimeoutError):
        return f"none within {TIMEOUT:.0f} seconds"
    return type(error).__name__


class WebhookSender:
    """A pool of connections for many events: `async with WebhookSender() as hooks: ...`.

    No proxies or credentials from the environment, no cookies, no redirects; certificates are
    verified by the usual authorities or those in `ca_file` (PEM). `connections` bounds how many
    are open at once. Addresses that are not public are reached in `networks` only.
    """

    def __init__(
        self,
        *,
        ca_file: str | None = None,
        networks: tuple[Network, ...] = (),
        connections: int = 50,
    ) -> None:
        self._ca_file = ca_file
        self._networks = networks
        self._connections = connections
        self._client: aiohttp.ClientSession | None = None
        self._entered = False

    async def __aenter__(self) -> Self:
        self._entered = True
        return self

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """Read once, and not where nothing is sent: it takes as long as a hundred messages."""
        return ssl.create_default_context(cafile=self._ca_file)

    def _session(self) -> aiohttp.ClientSession:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=GuardedConnector(self._networks, self._context, self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(TIMEOUT),
                auto_decompress=False,
            )
        return self._client

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._entered = False
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def send(
        self,
        event: Mapping[str, object],
        alert_id: str,
        url: str,
        secret: str | None,
        now: dt.datetime,
    ) -> None:
        """Post one event once; see `send` of this module."""
        if not self._entered:
            raise RuntimeError("use WebhookSender in `async with`")
        try:
            check_url(url, self._networks)
        except ConfigError as error:
            raise RetryableDelivery(f"webhook not sent: {error}") from None
        await send(event, alert_id, url, secret, now, self._session())
