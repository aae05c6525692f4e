"""Webhooks from the outbox: how fast they go out, what one that hangs costs, how soon one is sent.

Run: python bench/fanout.py [DELIVERIES]. A sink answers 204 in a process of its own. The floor is a
bare aiohttp client that posts the same bytes to it, with as many connections. Three figures, each a
ratio or a quantile, so that they mean the same on every machine:

1. rate: claim, signed POST and acknowledgement of every delivery, against the bare client;
2. hanging: the time until all others are there when one endpoint of a hundred never answers,
   against the time without;
3. delay: from a commit to its POST in the sink, as the daemon does it.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import multiprocessing
import os
import queue
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web

from regtrack.bootstrap import App
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.dates import day
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.notify.render import event
from regtrack.notify.webhook import body, new_secret
from regtrack.services.change_log import publish
from regtrack.services.delivering import ENDPOINTS_AT_ONCE

ENDPOINTS = 100
UTAH = "ocd-division/country:us/state:ut"
RATE, HANGING, DELAY = 0.15, 1.1, 0.250


def sink(pipe: Connection) -> None:
    """A server that notes when each message came; `/hang` never answers. Asked for its notes by
    anything in the pipe, it gives them and begins anew."""
    seen: list[tuple[str, float]] = []

    async def take(request: web.Request) -> web.Response:
        await request.read()
        if request.path == "/hang":
            await asyncio.sleep(3600)
        seen.append((request.headers.get("webhook-id", ""), time.monotonic()))
        return web.Response(status=204)

    async def serve() -> None:
        app = web.Application()
        app.router.add_post("/{name}", take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        pipe.send(runner.addresses[0][1])
        while True:
            while not pipe.poll():
                await asyncio.sleep(0.02)
            if pipe.recv() is None:
                return
            pipe.send(list(seen))
            seen.clear()

    asyncio.run(serve())


@contextlib.contextmanager
def running_sink() -> Iterator[tuple[str, Connection]]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=sink, args=(theirs,))
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}", ours
    finally:
        ours.send(None)
        process.join(5)
        process.kill()


def notes(pipe: Connection) -> list[tuple[str, float]]:
    pipe.send("notes")
    found: list[tuple[str, float]] = pipe.recv()
    return found


@contextlib.contextmanager
def app_of(base: str, *, hanging: bool = False) -> Iterator[App]:
    """A home of its own with a subscription for each endpoint."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REGTRACK_HOME"] = folder
        os.environ["REGTRACK_ALERT_NETWORKS"] = "127.0.0.1/32"
        with App() as app, app.unit() as (repository, now):
            secret = new_secret()
            for number in range(ENDPOINTS):
                name = "hang" if hanging and number == 0 else f"e{number}"
                made = Subscription(f"s-{number}", None, webhook=f"{base}/{name}", secret=secret)
                repository.add_subscription(made, now)
        with App() as app:
            yield app


def change(number: int, at: dt.datetime) -> Change:
    return Change(
        key=f"bench|{number}",
        kind=ChangeKind.STATUS,
        division=UTAH,
        recorded_at=at,
        substances=(Substance.KRATOM,),
        lines=(StatusLine(Substance.KRATOM, Status.REGULATED, Status.PROHIBITED),),
        on=day(at.date()),
    )


def fill(app: App, changes: int) -> None:
    with app.unit() as (repository, now):
        publish(repository, [change(n, now) for n in range(changes)], now)


async def bare(base: str, deliveries: int) -> float:
    """The floor: seconds for as many POSTs of the same size."""
    payload = body(event_of())
    work: Iterator[int] = iter(range(deliveries))
    headers = {"content-type": "application/json", "webhook-id": "msg_" + "0" * 32}
    connector = aiohttp.TCPConnector(limit=ENDPOINTS_AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def worker(name: int) -> None:
            for _ in work:
                url = f"{base}/e{name}"
                async with session.post(url, data=payload, headers=headers) as answer:
                    assert answer.status == 204

        started = time.perf_counter()
        await asyncio.gather(*(worker(n) for n in range(ENDPOINTS)))
        return time.perf_counter() - started


def event_of() -> dict[str, object]:
    from regtrack.domain.alerts import Alert

    now = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
    return event(Alert("msg_0", change(0, now), "Utah", now, now.date(), "s-0"))


def drained(
    base: str, pipe: Connection, deliveries: int, *, hanging: bool = False
) -> tuple[float, float]:
    """Seconds until the last message arrived that can, and until all is acknowledged."""
    with app_of(base, hanging=hanging) as app:
        fill(app, deliveries // ENDPOINTS)
        notes(pipe)
        started = time.monotonic()
        report = asyncio.run(app.deliver())
        ended = time.monotonic()
        came = notes(pipe)
        expected = deliveries - (deliveries // ENDPOINTS if hanging else 0)
        assert len({key for key, _ in came}) == expected == report.done, (len(came), report)
        return max(at for _, at in came) - started, ended - started


def delays(base: str, pipe: Connection, many: int = 100) -> list[float]:
    """Seconds from each commit to each of its POSTs: a loop that is woken as the daemon's is."""
    wake: queue.SimpleQueue[bool] = queue.SimpleQueue()
    found: list[float] = []
    with app_of(base) as app:

        def deliver() -> None:
            while wake.get():
                asyncio.run(app.deliver())

        asyncio.run(app.deliver())
        notes(pipe)
        thread = threading.Thread(target=deliver)
        thread.start()
        for number in range(many):
            with app.unit() as (repository, now):
                publish(repository, [change(number, now)], now)
            committed = time.monotonic()
            wake.put(True)
            came: list[tuple[str, float]] = []
            while len(came) < ENDPOINTS:
                time.sleep(0.1)
                came += notes(pipe)
            found += [at - committed for _, at in came]
        wake.put(False)
        thread.join()
    return found


def main() -> int:
    deliveries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with running_sink() as (base, pipe):
        asyncio.run(bare(base, deliveries // 10))
        floor = min(asyncio.run(bare(base, deliveries)) for _ in range(2))
        print(f"bare aiohttp: {deliveries / floor:,.0f} a second")
        # By turns, so that a machine that gets busier is so for both.
        runs = [
            (drained(base, pipe, deliveries), drained(base, pipe, deliveries, hanging=True))
            for _ in range(2)
        ]
        plain = min(settled for (_, settled), _ in runs)
        hanging = min(arrived for _, (arrived, _) in runs) / min(came for (came, _), _ in runs)
        print(f"outbox: {deliveries / plain:,.0f} a second")
        waits = sorted(delays(base, pipe))
        late = waits[int(len(waits) * 0.99)]
        print(f"commit to POST: half within {waits[len(waits) // 2] * 1000:.0f} ms")
    figures = (
        ("rate against bare aiohttp", floor / plain, RATE, floor / plain >= RATE),
        ("time with one of 100 hanging", hanging, HANGING, hanging <= HANGING),
        ("commit to POST, p99 in s", late, DELAY, late <= DELAY),
    )
    for name, value, limit, met in figures:
        print(f"{name}: {value:.3f} ({'at least' if limit == RATE else 'at most'} {limit}) "
              f"{'met' if met else 'MISSED'}")  # fmt: skip
    return 0 if all(met for *_, met in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
