"""Connections to receivers: to public addresses and the networks that the operator allows.

An address is judged when it is connected to, not when its name is looked up: a name that answers
differently the second time, an odd spelling or an IP address in the web address make no
difference. docs/adr/0021 tells why.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
from aiohttp.resolver import ThreadedResolver

from regtrack.domain.addresses import Network, may_reach

#: What is said of an address that may not be reached.
REFUSED = "it is at an address that is not public; see the setting alert_networks"


class AddressRefused(OSError):
    """We do not connect there."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, REFUSED)


def check_peer(address: object, allowed: tuple[Network, ...]) -> None:
    """Raise AddressRefused unless `address`, as a socket has it, is an IP address that may be
    reached: names, paths of Unix sockets and the like are refused too."""
    host = address[0] if isinstance(address, tuple) and address else None
    try:
        ip = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        raise AddressRefused from None
    if not may_reach(ip, allowed):
        raise AddressRefused


class GuardedConnector(aiohttp.TCPConnector):
    """Opens no socket to an address that may not be reached, and looks again at who is at the
    other end before a request is sent."""

    def __init__(self, allowed: tuple[Network, ...], context: ssl.SSLContext, limit: int) -> None:
        super().__init__(
            ssl=context, limit=limit, resolver=ThreadedResolver(), socket_factory=self._open
        )
        self._allowed = allowed

    def _open(self, info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        check_peer(address, self._allowed)
        return socket.socket(family, kind, protocol)

    async def connect(self, req: Any, traces: Any, timeout: Any) -> aiohttp.connector.Connection:
        """A connection for a request, its peer checked."""
        connection = await super().connect(req, traces, timeout)
        transport = connection.transport
        peer = transport.get_extra_info("peername") if transport else None
        if peer is not None:
            try:
                check_peer(peer, self._allowed)
            except AddressRefused as error:
                connection.close()
                raise aiohttp.ClientConnectorError(req.connection_key, error) from error
        return connection


_HERE = threading.local()
_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_INSTALLED = threading.Lock()


def _on_audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _CONNECTS:
        return
    allowed = getattr(_HERE, "allowed", None)
    if allowed is None:
        return
    sock, address = arguments[0], arguments[1]
    if event != "socket.connect" and address is None:
        return  # on a connected socket, whose address was judged
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        raise AddressRefused
    check_peer(address, allowed)


@contextmanager
def guarded_thread(allowed: tuple[Network, ...]) -> Iterator[None]:
    """Hold every connection that Python code of this thread opens meanwhile to the same rule,
    whichever library opens it: redirects, too. Code in C and in threads of its own is not held.

    It rests on an audit hook (PEP 578), which cannot be removed: it is set at first use, and does
    nothing for other threads."""
    if _INSTALLED.acquire(blocking=False):
        sys.addaudithook(_on_audit)
    _HERE.allowed = allowed
    try:
        yield
    finally:
        _HERE.allowed = None
