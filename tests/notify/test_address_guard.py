"""Forbidden addresses, spelled in every way we know: no connection is made to any of them."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import ipaddress
import socket
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.samples import LOOPBACK
from regtrack.demo.faults import Behaviour
from regtrack.demo.receivers import WebhookReceiver
from regtrack.domain.addresses import ip_of, is_public, may_reach, networks
from regtrack.domain.errors import ConfigError, RetryableDelivery
from regtrack.notify import webhook
from regtrack.notify.guard import AddressRefused, guarded_thread
from regtrack.notify.webhook import WebhookSender, new_secret

SECRET = new_secret()

#: Hosts as they stand in a web address.
FORBIDDEN = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1",
    "0x7f.1", "017700000001", "0177.0.0.1", "0177.1", "00000177.0.0.01", "127.0.0.1.",
    "127.00.00.01", "localhost", "localhost.", "LOCALHOST", "１２７.０.０.１", "127。0。0。1",
    "①②⑦.0.0.1", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "[127.0.0.1]", "0", "0.0.0.0", "0x0",
    "10.0.0.1", "10.1", "0xa000001", "012.0.0.1", "167772161", "172.16.0.1", "172.31.255.254",
    "192.168.1.1", "192.168.257", "0xc0a80101", "3232235777", "100.64.0.1", "100.100.100.200",
    "168.63.129.16", "169.254.169.254", "169.254.43518", "0xa9fea9fe", "2852039166",
    "0251.0376.0251.0376", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]", "[2001:0:7f00:1::1]", "[2001::1]", "[fc00::1]", "[fd00:ec2::254]",
    "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]", "[fec0::1]", "[ff02::1]", "[ff0e::1]",
    "[100::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[::1%25lo]", "[[::1]]", "[::1].",
    "user@127.0.0.1", "hooks.example.org@127.0.0.1", "127.0.0.1\\@hooks.example.org",
    "127.0.0.1%00.example.org", "127.0.0.1%23.example.org",
]  # fmt: skip


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine on both families, and who was let in."""
    accepted: list[object] = []
    four = socket.create_server(("0.0.0.0", 0))
    port = four.getsockname()[1]
    sockets = [four]
    with contextlib.suppress(OSError):
        sockets.append(socket.create_server(("::", port), family=socket.AF_INET6))

    def count(server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, peer = server.accept()
                accepted.append(peer)
                connection.close()

    for server in sockets:
        threading.Thread(target=count, args=(server,), daemon=True).start()
    yield port, accepted
    for server in sockets:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


_CONNECTED: list[object] = []
_WATCHED = False


def _watch_connects(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and _WATCHED:
        _CONNECTED.append(arguments[1])


@pytest.fixture
def connects() -> Iterator[list[object]]:
    """Every address that this process connects to meanwhile."""
    global _WATCHED
    if not getattr(sys, "_regtrack_watches", False):
        sys.addaudithook(_watch_connects)
        sys._regtrack_watches = True  # type: ignore[attr-defined]  # hooks stay for ever
    _CONNECTED.clear()
    _WATCHED = True
    yield _CONNECTED
    _WATCHED = False


async def _post(urls: list[str], *, lax: bool = False, allowed: str = "") -> list[str]:
    """Post to each; what was said of each. `lax` leaves the check of the written address out."""
    said = []
    async with WebhookSender(networks=networks(allowed.split())) as hooks:
        for url in urls:
            try:
                if lax:
                    now = dt.datetime.now(dt.UTC)
                    await webhook.send({}, "msg_1", url, SECRET, now, hooks._session())
                else:
                    await hooks.send({}, "msg_1", url, SECRET, dt.datetime.now(dt.UTC))
            except (RetryableDelivery, ValueError) as error:
                said.append(str(error))
    return said


@pytest.mark.parametrize("lax", [False, True], ids=["as it is", "without the look at the words"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_connects(
    listener: tuple[int, list[object]], connects: list[object], scheme: str, lax: bool
) -> None:
    port, accepted = listener
    assert len(FORBIDDEN) >= 60
    urls = [f"{scheme}://{host}:{port}/hook" for host in FORBIDDEN]
    said = asyncio.run(_post(urls, lax=lax))
    assert len(said) == len(urls)
    assert connects == []
    assert accepted == []


def test_the_listener_would_have_counted(
    listener: tuple[int, list[object]], connects: list[object]
) -> None:
    port, accepted = listener
    asyncio.run(_post([f"http://0x7f.1:{port}/"], allowed="127.0.0.0/8"))
    assert len(accepted) == len(connects) == 1
    accepted.clear()


def test_a_name_that_answers_differently_the_second_time(
    listener: tuple[int, list[object]], connects: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, accepted = listener
    answers = iter(["93.184.215.14", "127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"] * 20)
    asked = []

    def rebinding(host: str, given: int, *more: object, **named: object) -> list[Any]:
        asked.append(host)
        ip = next(answers)
        family = socket.AF_INET6 if ":" in ip else socket.AF_INET
        rest = (0, 0) if ":" in ip else ()
        return [(family, socket.SOCK_STREAM, 6, "", (ip, given, *rest))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    socket.getaddrinfo("rebind.example.org", port)  # what a check before the connection would see
    urls = [f"https://rebind{n}.example.org:{port}/" for n in range(4)]
    said = asyncio.run(_post(urls))
    assert all("not public" in words for words in said)
    assert len(asked) > len(urls)
    assert connects == []
    assert accepted == []


def test_a_name_with_one_forbidden_address_reaches_the_others_only(
    connects: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(host: str, port: int, *more: object, **named: object) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in ("127.0.0.1", "10.0.0.1")
        ]

    with WebhookReceiver() as receiver:
        monkeypatch.setattr(socket, "getaddrinfo", both)
        said = asyncio.run(
            _post([f"http://two.example.org:{receiver.port}/"], lax=True, allowed="127.0.0.1")
        )
        assert said == []
        assert len(receiver.ledger.taken) == 1
    assert connects == [("127.0.0.1", receiver.port)]


def test_a_peer_that_is_not_who_was_asked_gets_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last look: as if the check of the address were not there."""
    monkeypatch.setattr(
        "regtrack.notify.guard.GuardedConnector._open",
        lambda self, info: socket.socket(info[0], info[1], info[2]),
    )
    with WebhookReceiver() as receiver:
        said = asyncio.run(_post([receiver.url], lax=True))
        assert "not public" in said[0]
        assert receiver.ledger.tries == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_lead_nowhere(listener: tuple[int, list[object]], status: int) -> None:
    port, accepted = listener
    with WebhookReceiver() as receiver:
        target = f"http://127.0.0.1:{port}/"
        receiver.plan.always(Behaviour(status=status, location=target))
        said = asyncio.run(_post([receiver.url], allowed="127.0.0.1"))
    assert "redirects are not followed" in said[0]
    assert accepted == []


@pytest.mark.parametrize("host", [h for h in FORBIDDEN if "%" not in h and "@" not in h])
def test_a_forbidden_address_is_told_when_it_is_given(host: str) -> None:
    with pytest.raises(ConfigError):
        webhook.check_url(f"https://{host}/T0KEN")


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "[2606:2800:21f:cb07::1]", "[64:ff9b::5db8:d70e]", "a.example.org"]
)
def test_public_addresses_may_be_used(host: str) -> None:
    assert webhook.check_url(f"https://{host}/x")


def test_http_is_for_allowed_networks_only() -> None:
    assert webhook.check_url("http://10.1.2.3/x", networks(["10.0.0.0/8"]))
    for url in ("http://93.184.215.14/", "http://hooks.example.org/"):
        with pytest.raises(ConfigError, match="https"):
            webhook.check_url(url, networks(["0.0.0.0/0"]))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_disguise(ip: ipaddress.IPv4Address) -> None:
    number, dotted = int(ip), str(ip).split(".")
    spellings = [
        str(ip), str(number), hex(number), f"0{number:o}", f"{ip}.", ".".join(map(hex, ip.packed)),
        ".".join(f"0{octet:o}" for octet in ip.packed), f"{dotted[0]}.{number & 0xFFFFFF}",
        f"[::ffff:{ip}]", f"[64:ff9b::{ip}]",
    ]  # fmt: skip
    read = [ip_of(text) for text in spellings]
    assert all(a is not None and is_public(a) is is_public(ip) for a in read)
    if is_public(ip):
        assert ip.is_global  # never more than the standard library lets through


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_is_public_only_where_the_standard_library_says_so(
    ip: ipaddress.IPv6Address,
) -> None:
    assert not is_public(ip) or ip.is_global


def test_networks_allow_what_they_hold_and_no_more() -> None:
    allowed = networks(["10.0.0.0/8", "fd00::/8"])
    reached = [a for a in ("10.9.9.9", "::ffff:10.1.1.1", "fd00::1", "11.0.0.1", "192.168.0.1")
               if may_reach(ipaddress.ip_address(a), allowed)]  # fmt: skip
    assert reached == ["10.9.9.9", "::ffff:10.1.1.1", "fd00::1", "11.0.0.1"]
    with pytest.raises(ValueError, match="not a network"):
        networks(["ten"])


def test_a_guarded_thread_connects_nowhere_inside(
    listener: tuple[int, list[object]],
) -> None:
    port, accepted = listener
    with guarded_thread(()):
        for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0"):
            with pytest.raises(OSError, match=r"not public|family"):
                socket.create_connection((host, port), timeout=2).close()
        with socket.socket(socket.AF_UNIX) as local, pytest.raises(AddressRefused):
            local.connect("/nowhere")
        packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        with packets, pytest.raises(AddressRefused):
            packets.sendto(b"x", ("127.0.0.1", port))
    assert accepted == []
    with guarded_thread(LOOPBACK):
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    socket.create_connection(("127.0.0.1", port), timeout=2).close()  # and afterwards anywhere
