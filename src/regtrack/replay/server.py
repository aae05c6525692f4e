"""The replay server: recorded answers at `/<scheme>/<host>/<path>`, by day, with true 304s."""

from __future__ import annotations

import asyncio
import email.utils
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web

from regtrack.replay.captures import CapturedTexts
from regtrack.replay.ledger import Entry, Ledger
from regtrack.replay.modes import Mode, ModeKind, misbehave
from regtrack.replay.recordings import Recording, Recordings, split
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.replay_address import real_url

_START_SECONDS = 20.0
_ROBOTS = b"User-agent: *\nDisallow:\n"


class ReplayServer:
    """Serves recordings on a thread of its own; a context manager.

    `base` is the address to give as `REGTRACK_REPLAY`. `captures` is a folder of captured Open
    States records whose bill texts are served where no recording answers. Steered by its methods
    or by `POST /_control/{day,mode,change,clear}` and `GET /_control/ledger`."""

    def __init__(
        self,
        folder: Path,
        *,
        captures: Path | None = None,
        port: int = 0,
        host: str = "127.0.0.1",
        day: int = 1,
    ) -> None:
        self.recordings = Recordings(folder)
        self.ledger = Ledger()
        self.day = day
        self.base = ""
        self._captured = CapturedTexts(captures) if captures else None
        self._bind = (host, port)
        self._modes: dict[str, Mode] = {}
        self._changed: dict[str, Recording] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="replay", daemon=True)
        self._up = threading.Event()
        self._trouble: BaseException | None = None

    def __enter__(self) -> ReplayServer:
        self._thread.start()
        if not self._up.wait(_START_SECONDS) or self._trouble is not None:
            raise OSError(f"the replay server did not start: {self._trouble}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_SECONDS)

    def set_day(self, day: int) -> None:
        """Serve the recordings as they stand on this day."""
        self.day = day

    def set_mode(self, prefix: str, kind: ModeKind, **options: Any) -> None:
        """Misbehave at every real address that starts with `prefix` (`https://host/path`)."""
        self._modes[prefix] = Mode(kind, **options)

    def change(self, url: str, body: bytes, *, keep_etag: bool = False) -> None:
        """Let a page say something else; with `keep_etag` its validators lie about it."""
        found = self.recordings.find(url, self.day)
        base, query = split(url)
        old = found or Recording(base, b"", "text/html", query)
        tag = {"ETag": old.etag} if keep_etag and old.etag else {}
        self._changed[base] = replace(old, body=body, headers={**old.headers, **tag})

    def clear(self) -> None:
        """Behave, and serve what is recorded."""
        self._modes.clear()
        self._changed.clear()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner: web.AppRunner | None = None
        try:
            runner = self._loop.run_until_complete(self._serve())
            self._up.set()
            self._loop.run_forever()
        except OSError as error:
            self._trouble = error
            self._up.set()
        finally:
            if runner is not None:
                self._loop.run_until_complete(runner.cleanup())
            self._loop.close()

    async def _serve(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/_control/{what}", self._control)
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, *self._bind)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"
        return runner

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        started = time.monotonic()
        raw = request.raw_path
        url = raw if raw.startswith("http://") else real_url(raw)
        if url is None:
            return web.Response(status=404, text="write /<scheme>/<host>/<path>\n")
        response: web.StreamResponse | None = None
        try:
            response = await self._chosen(request, url)
            return response
        finally:
            self.ledger.add(_entry(request, url, response, started))

    async def _chosen(self, request: web.Request, url: str) -> web.StreamResponse:
        recording = self._find(url)
        mode = self._mode(url)
        if mode is not None:
            answer = await misbehave(request, mode, recording)
            if answer is not None:
                return answer
        if recording is None:
            return web.Response(status=404, text=f"nothing is recorded for {url}\n")
        return _recorded(request, recording)

    def _find(self, url: str) -> Recording | None:
        base, _ = split(url)
        found = self._changed.get(base) or self.recordings.find(url, self.day)
        if found is None and self._captured is not None:
            found = self._captured.find(url)
        if found is None and base.endswith("/robots.txt"):
            found = Recording(base, _ROBOTS, "text/plain")
        return found

    def _mode(self, url: str) -> Mode | None:
        """The mode of the longest prefix; robots.txt only when it is named itself."""
        robots = url.endswith("/robots.txt")
        fitting = [
            p for p in self._modes if url.startswith(p) and robots == p.endswith("/robots.txt")
        ]
        if not fitting:
            return None
        prefix = max(fitting, key=len)
        mode = self._modes[prefix]
        if mode.times is not None:
            if mode.times <= 0:
                return None
            self._modes[prefix] = replace(mode, times=mode.times - 1)
        return mode

    async def _control(self, request: web.Request) -> web.Response:
        what = request.match_info["what"]
        if request.method == "GET" and what == "ledger":
            return web.json_response({"requests": [asdict(e) for e in self.ledger.entries()]})
        if request.method != "POST":
            return web.Response(status=405, text="POST day, mode, change or clear\n")
        body: dict[str, Any] = await request.json() if request.can_read_body else {}
        if what == "day":
            self.set_day(int(body["day"]))
        elif what == "mode":
            options = {k: v for k, v in body.items() if k not in ("prefix", "kind")}
            self.set_mode(body["prefix"], ModeKind(body["kind"]), **options)
        elif what == "change":
            self.change(body["url"], str(body["body"]).encode())
        elif what == "clear":
            self.clear()
        else:
            return web.Response(status=404, text="day, mode, change, clear or ledger\n")
        return web.json_response({"done": what, "day": self.day})


def _recorded(request: web.Request, recording: Recording) -> web.Response:
    headers = dict(recording.headers)
    if recording.etag:
        headers.setdefault("ETag", recording.etag)
    if recording.last_modified and recording.validators:
        headers.setdefault("Last-Modified", recording.last_modified)
    if recording.status == 200 and _not_modified(request, headers):
        kept = {k: v for k, v in headers.items() if k in ("ETag", "Last-Modified")}
        return web.Response(status=304, headers=kept)
    headers["Content-Type"] = recording.media_type
    return web.Response(status=recording.status, body=recording.body, headers=headers)


def _not_modified(request: web.Request, headers: dict[str, str]) -> bool:
    """RFC 9110: If-None-Match decides; If-Modified-Since only where it is absent."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return headers.get("ETag") in [t.strip().removeprefix("W/") for t in tags.split(",")]
    since, changed = request.headers.get("If-Modified-Since"), headers.get("Last-Modified")
    if since is None or changed is None:
        return False
    parse = email.utils.parsedate_to_datetime
    return parse(changed) <= parse(since)


def _entry(
    request: web.Request, url: str, response: web.StreamResponse | None, started: float
) -> Entry:
    body = response.body if isinstance(response, web.Response) else None
    fields = request.headers
    return Entry(
        host=host_of(url),
        url=url,
        status=response.status if response is not None else 0,
        sent=len(body) if isinstance(body, bytes) else 0,
        started=started,
        ended=time.monotonic(),
        user_agent=fields.get("User-Agent", ""),
        conditional="If-None-Match" in fields or "If-Modified-Since" in fields,
    )
