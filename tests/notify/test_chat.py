"""Chats by Apprise addresses, against real receivers on loopback."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys

import pytest
from pytest_httpserver import HTTPServer

from notify.samples import LOOPBACK, MakeAlert
from regtrack.domain.errors import ConfigError, EndpointGone, RetryableDelivery
from regtrack.notify import chat
from regtrack.notify.chat import ChatSender, check_chat
from regtrack.notify.render import render

TOKEN = "s3cret-t0ken"


def send(make_alert: MakeAlert, address: str, allowed: bool = True, **more: object) -> None:
    message = render(make_alert(**more))
    asyncio.run(ChatSender(LOOPBACK if allowed else ()).send(message, address))


def test_a_chat_gets_a_short_plain_message(make_alert: MakeAlert, httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/{TOKEN}").respond_with_data("")
    notes = ("<!channel> @everyone [ohio.gov](https://evil.example) <b>x</b>", *["long " * 70] * 9)
    send(make_alert, f"json://127.0.0.1:{httpserver.port}/{TOKEN}", notes=notes)
    body = json.loads(httpserver.log[0][0].data)
    assert "Tennessee" in body["title"]
    said = body["title"] + body["message"]
    assert "Confidence" in said
    assert "@everyone" not in said
    assert not {"<", ">"} & set(said)
    assert "](" not in said
    assert len(body["message"]) <= chat.MOST + 2


def test_ntfy_of_ones_own(make_alert: MakeAlert, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_json({})
    send(make_alert, f"ntfy://127.0.0.1:{httpserver.port}/{TOKEN}")
    assert json.loads(httpserver.log[0][0].data)["topic"] == TOKEN


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, RetryableDelivery), (404, RetryableDelivery), (302, RetryableDelivery),
     (410, EndpointGone)],
)  # fmt: skip
def test_what_a_chat_refuses(
    make_alert: MakeAlert, httpserver: HTTPServer, caplog: pytest.LogCaptureFixture,
    status: int, error: type[Exception],
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    target = httpserver.url_for("/elsewhere")
    httpserver.expect_request(f"/{TOKEN}").respond_with_data(
        TOKEN, status=status, headers={"Location": target}
    )
    with pytest.raises(error) as caught:
        send(make_alert, f"json://user:{TOKEN}@127.0.0.1:{httpserver.port}/{TOKEN}")
    assert str(status) in str(caught.value)
    assert len(httpserver.log) == 1
    ours = "".join(r.getMessage() for r in caplog.records if r.name != "werkzeug")
    assert TOKEN not in str(caught.value) + ours


def test_a_chat_that_is_down_or_inside_is_not_reached(make_alert: MakeAlert) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        server.settimeout(0.2)
        for host in ("127.0.0.1", "0x7f.1", "localhost", "2130706433"):
            with pytest.raises(RetryableDelivery) as caught:
                send(make_alert, f"json://{host}:{port}/{TOKEN}", allowed=False)
            assert TOKEN not in str(caught.value)
        with pytest.raises(TimeoutError):
            server.accept()
    with pytest.raises(RetryableDelivery):
        send(make_alert, f"json://127.0.0.1:{port}/{TOKEN}")


@pytest.mark.parametrize(
    "address",
    ["syslog://", "mailto://u:s3cret-t0ken@example.org", "nosuch://s3cret-t0ken", "s3cret-t0ken",
     "json://127.0.0.1/s3cret-t0ken", "json://0x7f000001/s3cret-t0ken", "dbus://", ""],
)  # fmt: skip
def test_addresses_that_are_not_taken(address: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check_chat(address)
    assert TOKEN not in str(caught.value)


def test_addresses_that_are_taken() -> None:
    for address in ("discord://123456789012345678/abcdefghijklmnopqrst", "ntfys://ntfy.sh/a",
                    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general"):  # fmt: skip
        assert check_chat(address) == address


def test_without_the_library_the_error_says_what_to_install(
    make_alert: MakeAlert, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(RetryableDelivery, match=r"regtrack\[chat\]"):
        send(make_alert, "json://127.0.0.1/x")
