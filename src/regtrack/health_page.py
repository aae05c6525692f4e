"""Pages for whatever watches the daemon, on a port of this machine, by the standard library.

`/` and `/health` are JSON in full; `/healthz` says whether the process works at all (restart it
where not), `/readyz` whether it does its work; `/metrics` is for Prometheus. 200 when all is well,
503 when it is not."""

from __future__ import annotations

import ipaddress
import json
import logging
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from regtrack.config import Settings
from regtrack.daemon_state import DaemonState
from regtrack.domain.errors import ConfigError

HOST = "127.0.0.1"
_LOG = logging.getLogger("regtrack.health")
_PLAIN = "text/plain; charset=utf-8"
Page = Callable[[DaemonState], tuple[int, str, bytes]]


class HealthPage:
    """Serves what `state` says.

    `port` 0 takes a free one, told by `port` after `start`. Raises OSError where it is taken or
    `address` is none of this machine."""

    def __init__(self, port: int, state: DaemonState, address: str = HOST) -> None:
        server = _Server6 if ":" in address else ThreadingHTTPServer
        self._server = server((address, port), _handler(state))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="health", daemon=True
        )

    @property
    def address(self) -> str:
        """The address on which it listens."""
        return str(self._server.server_address[0])

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http://{host}:{self.port}/"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


def open_page(settings: Settings, state: DaemonState) -> HealthPage | None:
    """The page at the port and address of the settings, answering; None where no port is set.

    Warns where others than this machine reach it. Raises ConfigError where it cannot listen."""
    port = settings.health_port
    if port is None:
        return None
    try:
        page = HealthPage(port, state, settings.health_address)
    except OSError as error:
        raise ConfigError(f"health_port {port} cannot be used: {error.strerror}") from error
    page.start()
    _LOG.info("health page=%s", page.url)
    if not is_loopback(page.address):
        _LOG.warning(
            "the health page is open to the network: whoever reaches this address reads which "
            "sources are watched and how they stand, without a password address=%s",
            page.address,
        )
    return page


class _Server6(ThreadingHTTPServer):
    address_family = socket.AF_INET6


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _json(state: DaemonState) -> tuple[int, str, bytes]:
    told = state.body()
    data = json.dumps(told, indent=2, default=str).encode()
    return (200 if told["ok"] else 503), "application/json", data


def _alive(state: DaemonState) -> tuple[int, str, bytes]:
    if state.is_alive():
        return 200, _PLAIN, b"alive\n"
    return 503, _PLAIN, b"no tick has ended for long: restart the daemon\n"


def _ready(state: DaemonState) -> tuple[int, str, bytes]:
    told = state.body()
    if told["ok"]:
        return 200, _PLAIN, b"ready\n"
    why = told["last_error"] if told["database"] == "ok" else told["database"]
    return 503, _PLAIN, f"not ready: {why or 'no tick has ended for long'}\n".encode()


def _metrics(state: DaemonState) -> tuple[int, str, bytes]:
    from regtrack.metrics import exposition  # a daemon that nobody scrapes does without it

    return 200, *exposition(state)


_PAGES: dict[str, Page] = {
    "/": _json,
    "/health": _json,
    "/healthz": _alive,
    "/readyz": _ready,
    "/metrics": _metrics,
}


def _handler(state: DaemonState) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5.0

        def do_GET(self) -> None:
            page = _PAGES.get(self.path.partition("?")[0])
            if page is None:
                self.send_error(404)
                return
            status, media_type, data = page(state)
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Requests for health are not worth a line each."""

    return Handler
