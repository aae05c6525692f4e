"""IP addresses: how they may be spelled, and which of them are on the public internet.

One judgement for everything that connects somewhere: the crawl, the probe, webhooks and chat.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_INSIDE_4 = tuple(
    ipaddress.IPv4Network(n)
    for n in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' own networks; a cloud's metadata too
        "127.0.0.0/8",
        "168.63.129.16/32",  # public by its number, but Azure's metadata from inside
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
    )
)
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    ipaddress.IPv6Network(n)
    for n in (
        "2001::/23",  # protocols' own, Teredo among them: any IPv4 address may hide in it
        "2001:db8::/32",
        "2002::/16",  # 6to4: the same
        "3fff::/20",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks as an operator writes them (`10.0.0.0/8`, `::1`). Raises ValueError that names the
    first that is none."""
    found = []
    for text in texts:
        try:
            found.append(ipaddress.ip_network(text.strip()))
        except ValueError as error:
            raise ValueError(f"{text!r} is not a network: {error}; write 10.0.0.0/8") from None
    return tuple(found)


def ip_of(host: str) -> Address | None:
    """The IP address that a host in a web address means, however it is spelled; None for a name.

    Read like resolvers do: decimal, octal, hexadecimal and short forms, digits of other scripts,
    a trailing dot, brackets, a zone after `%`.
    """
    text = unicodedata.normalize("NFKC", host).replace("\u3002", ".").strip().strip("[]")
    text = text.partition("%")[0]
    if text.endswith("."):
        text = text[:-1]
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text)) if text.isascii() else None
    except (OSError, ValueError):
        return None


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet. IPv6 addresses that carry an IPv4 address
    to translate (mapped, NAT64) are judged by that one; tunnels (6to4, Teredo) are not public."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(inner)
        return address in _GLOBAL_6 and not any(address in n for n in _INSIDE_6)
    return not any(address in n for n in _INSIDE_4)


def may_reach(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Whether we may connect there: it is public, or in a network that the operator allows."""
    if is_public(address):
        return True
    inner = _carried(address) if isinstance(address, ipaddress.IPv6Address) else None
    return any(a in n for n in allowed for a in (address, inner) if a and a.version == n.version)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
