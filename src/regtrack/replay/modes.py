"""How a source can misbehave, and how the server does it."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import time
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from regtrack.replay.recordings import Recording

_TRICKLE, _GLANCE = 0.2, 0.005
CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    b"<h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue.</p></body></html>"
)


class ModeKind(StrEnum):
    """What is done in place of the recorded answer."""

    DELAY = "delay"  # `seconds` before the answer
    BREAK_OFF = "break_off"  # half the body, then the connection is closed
    STATUS = "status"  # `status`, with Retry-After where `seconds` is given
    CHALLENGE = "challenge"  # a challenge page with status 200
    EMPTY = "empty"  # an empty list
    TRICKLE = "trickle"  # a byte now and then, without end
    BOMB = "bomb"  # a small gzip body that unpacks to `size` bytes
    REDIRECT = "redirect"  # to `target`
    BODY = "body"  # `body` with `media_type`


@dataclass(frozen=True, slots=True)
class Mode:
    """A misbehaviour. `times` is how often, None for always."""

    kind: ModeKind
    status: int = 503
    seconds: float | None = None
    size: int = 256 * 1024 * 1024
    target: str = ""
    body: str = ""
    media_type: str = "text/html"
    times: int | None = None


async def misbehave(
    request: web.Request, mode: Mode, recording: Recording | None
) -> web.StreamResponse | None:
    """The answer of this mode; None where the recorded one follows (after a delay)."""
    match mode.kind:
        case ModeKind.DELAY:
            await asyncio.sleep(mode.seconds or 0.0)
            return None
        case ModeKind.BREAK_OFF:
            return await _break_off(request, recording)
        case ModeKind.TRICKLE:
            return await _trickle(request)
        case _:
            return _plain(mode, recording)


def _plain(mode: Mode, recording: Recording | None) -> web.Response:
    if mode.kind is ModeKind.STATUS:
        wait = {"Retry-After": f"{mode.seconds:.0f}"} if mode.seconds is not None else {}
        return web.Response(status=mode.status, text=f"status {mode.status}", headers=wait)
    if mode.kind is ModeKind.CHALLENGE:
        return web.Response(body=CHALLENGE, content_type="text/html")
    if mode.kind is ModeKind.EMPTY:
        return web.Response(body=_empty_list(recording), content_type="application/json")
    if mode.kind is ModeKind.BOMB:
        packed = gzip.compress(bytes(mode.size), compresslevel=9)
        headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
        return web.Response(body=packed, headers=headers)
    if mode.kind is ModeKind.REDIRECT:
        return web.Response(status=302, headers={"Location": mode.target})
    return web.Response(text=mode.body, content_type=mode.media_type)


def _empty_list(recording: Recording | None) -> bytes:
    if recording is not None and b'"pagination"' in recording.body:
        return b'{"results":[],"pagination":{"per_page":20,"page":1,"max_page":1,"total_items":0}}'
    return b'{"count":0,"description":"Documents matching your search"}'


async def _break_off(request: web.Request, recording: Recording | None) -> web.StreamResponse:
    body = recording.body if recording else bytes(2000)
    response = web.StreamResponse(headers={"Content-Length": str(len(body))})
    response.content_type = recording.media_type if recording else "text/html"
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _trickle(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):  # the client has had enough
        while request.transport is not None:
            await response.write(b" ")
            # The ledger says when the client went, not when the next byte met nobody.
            until = time.monotonic() + _TRICKLE
            while request.transport is not None and time.monotonic() < until:
                await asyncio.sleep(_GLANCE)
    return response
