"""A server of watched pages for `bench/check_cycle.py`, in a process of its own.

`/page/N` is a page of about 31 KB with ETag and Last-Modified and answers 304; `/vol/N` has a time,
a token and a view state that differ at every request and no validators. The same pages stand at
`/http/<host>/page/N`, the way regtrack asks a replay server for a host. `POST /hook` notes the
instant of a message. `/_change?first=A&count=K` gives K pages new words; `/_counts` tells what was
asked since it was last told."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import secrets
import sys
import time
from urllib.parse import parse_qs, urlsplit

_PAGE = re.compile(r"^(?:/https?/[^/]+)?/(page|vol)/(\d+)$")
_SENTENCE = (
    "The board of pharmacy keeps the records of batch {batch} of the year for inspection. Records "
    "are kept at the office of the board for five years from the day on which they were received. "
    "The office is open on every day that is not a holiday of this state, from nine to five."
)
_RULES = (
    "A person shall not sell a kratom product to an individual under 21 years of age.",
    "A person shall not sell, possess or distribute kratom.",
)
_MODIFIED = "Sat, 01 Aug 2026 00:00:00 GMT"


class Pages:
    """The pages as they stand, and what was asked."""

    def __init__(self) -> None:
        self.versions: dict[int, int] = {}
        self.kept: dict[tuple[int, int], bytes] = {}
        self.counts = {"requests": 0, "not_modified": 0, "bytes": 0, "connections": 0}
        self.hooks: list[float] = []
        self.first = self.last = 0.0

    def body(self, number: int) -> bytes:
        """The page's bytes, the same for the same version."""
        key = (number, self.versions.get(number, 0))
        if key not in self.kept:
            self.kept[key] = _page(*key)
        return self.kept[key]

    def take(self) -> bytes:
        """The counts as JSON; they begin anew."""
        spans = {"hooks": self.hooks, "first": self.first, "last": self.last}
        told = json.dumps({**self.counts, **spans}).encode()
        self.counts = dict.fromkeys(self.counts, 0)
        self.hooks, self.first = [], 0.0
        return told


def _page(number: int, version: int) -> bytes:
    paragraphs = "".join(
        f"<p>({n}) {_SENTENCE.format(batch=number * n)} {_SENTENCE.format(batch=n)}</p>\n"
        for n in range(1, 49)
    )
    return (
        f"<!DOCTYPE html><html><head><title>Rule {number}</title></head><body><nav>Home</nav>"
        f"<h1>Rule {number} on kratom</h1><p>(a) {_RULES[version % 2]}</p>{paragraphs}"
        f"<p>Edition {version}</p><footer>Contact</footer>"
        "</body></html>"
    ).encode()


def _noisy(body: bytes) -> bytes:
    token = secrets.token_hex(16)
    state = secrets.token_hex(200)
    head = f'<meta name="csrf" content="{token}"><script>t={time.time_ns()}</script></head>'
    form = (
        f'<form><input type="hidden" name="__VIEWSTATE" value="{state}"></form>'
        f"<footer>Served at {time.time():.6f}. Contact"
    )
    return body.replace(b"</head>", head.encode()).replace(b"<footer>Contact", form.encode())


class Connection(asyncio.Protocol):
    """One connection, requests one after the other."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.pages.counts["connections"] += 1

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].decode("latin-1")
            length = re.search(r"(?im)^content-length: *(\d+)", head)
            size = end + 4 + (int(length.group(1)) if length else 0)
            if len(self.buffer) < size:
                return
            self.buffer = self.buffer[size:]
            self.transport.write(self.answer(head))  # type: ignore[attr-defined]  # a transport that writes

    def answer(self, head: str) -> bytes:
        method, target, _ = head.split(" ", 2)
        parts = urlsplit(target)
        pages = self.pages
        if method == "POST":
            pages.hooks.append(time.time())
            return _answer(200, b"{}", "application/json")
        if parts.path == "/_change":
            given = {k: int(v[0]) for k, v in parse_qs(parts.query).items()}
            for number in range(given["first"], given["first"] + given["count"]):
                pages.versions[number] = pages.versions.get(number, 0) + 1
            return _answer(200, b"{}", "application/json")
        if parts.path == "/_counts":
            return _answer(200, pages.take(), "application/json")
        found = _PAGE.match(parts.path)
        if found is None:
            return _answer(404, b"", "text/plain")
        return self.page(found.group(1), int(found.group(2)), head)

    def page(self, kind: str, number: int, head: str) -> bytes:
        pages = self.pages
        pages.counts["requests"] += 1
        pages.last = time.time()
        pages.first = pages.first or pages.last
        body = pages.body(number)
        if kind == "vol":
            reply = _answer(200, _noisy(body), "text/html; charset=utf-8")
        else:
            tag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
            fields = f"ETag: {tag}\r\nLast-Modified: {_MODIFIED}\r\n"
            if f"\r\nif-none-match: {tag}" in head.lower().replace('w/"', '"'):
                pages.counts["not_modified"] += 1
                reply = f"HTTP/1.1 304 Not Modified\r\n{fields}\r\n".encode()
            else:
                reply = _answer(200, body, "text/html; charset=utf-8", fields)
        pages.counts["bytes"] += len(reply)
        return reply


def _answer(status: int, body: bytes, media_type: str, fields: str = "") -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}{fields}\r\n".encode() + body


async def main() -> None:
    """Serve on a free port, which is told on stdout, until killed."""
    pages = Pages()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(pages), "127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
