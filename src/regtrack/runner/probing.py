"""Probes beside the work that their results lead to: each is handed over as it ends."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Generator, Sequence

from regtrack.contract import SourceSpec
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.http_client import HttpClient
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Prober, SourceProbe
from regtrack.runner.snapshots import SnapshotStore

_Said = SourceProbe | BaseException | None


def probe_each(
    specs: Sequence[SourceSpec],
    settings: FetchSettings,
    pacer: HostPacer,
    store: SnapshotStore,
) -> Generator[SourceProbe]:
    """Probe these sources, all hosts side by side, in a thread of its own; results as they come.

    What a probe raises is raised here. Closing the iterator ends the probes that are under way."""
    said: queue.SimpleQueue[_Said] = queue.SimpleQueue()
    loop = asyncio.new_event_loop()
    work = loop.create_task(_probe(specs, settings, pacer, store, said))

    def serve() -> None:
        try:
            loop.run_until_complete(work)
        except asyncio.CancelledError:
            pass
        except BaseException as error:
            said.put(error)
        finally:
            said.put(None)
            loop.close()

    thread = threading.Thread(target=serve, name="probes", daemon=True)
    thread.start()
    try:
        while (found := said.get()) is not None:
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        if thread.is_alive() and not loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it closed just now
                loop.call_soon_threadsafe(work.cancel)
        thread.join()


async def _probe(
    specs: Sequence[SourceSpec],
    settings: FetchSettings,
    pacer: HostPacer,
    store: SnapshotStore,
    said: queue.SimpleQueue[_Said],
) -> None:
    async with HttpClient(settings) as client, asyncio.TaskGroup() as group:
        prober = Prober(client, settings, pacer, store)

        async def one(spec: SourceSpec) -> None:
            said.put(await prober.source(spec))

        for spec in specs:
            group.create_task(one(spec))
