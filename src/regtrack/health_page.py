"""A page of JSON for whatever watches the daemon: one address on this machine, standard library
only. 200 when all is well, 503 when it is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"


class HealthPage:
    """Serves what `body` gives at `/` and `/health`; it is unwell where `body["ok"]` is false.

    `port` 0 takes a free one, told by `port` after `start`. Raises OSError where it is taken."""

    def __init__(self, port: int, body: Callable[[], dict[str, Any]]) -> None:
        self._server = ThreadingHTTPServer((HOST, port), _handler(body))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="health", daemon=True
        )

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


def _handler(body: Callable[[], dict[str, Any]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5.0

        def do_GET(self) -> None:
            if self.path not in ("/", "/health"):
                self.send_error(404)
                return
            told = body()
            data = json.dumps(told, indent=2, default=str).encode()
            self.send_response(200 if told.get("ok") else 503)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Requests for health are not worth a line each."""

    return Handler
