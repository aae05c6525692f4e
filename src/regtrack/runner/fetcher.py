"""The services' Fetcher: probe first, then crawl what changed in one child process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from regtrack.contract import Record, SourceSpec
from regtrack.runner.crawl import crawl
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore


class ProbeAndCrawl:
    """Tells most sources apart as unchanged by light requests and crawls the rest."""

    def __init__(self, settings: FetchSettings, snapshots: SnapshotStore, workdir: Path) -> None:
        self.settings = settings
        self.snapshots = snapshots
        self.workdir = workdir
        self.pacer = HostPacer(settings.delay)

    def fetch(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        """The records of these sources; each ends with a FinishRecord or, broken off, a fault."""
        changed: list[SourceSpec] = []
        for probe in probe_all(specs, self.settings, self.pacer, self.snapshots):
            if probe.verdict is Verdict.CHANGED:
                changed.append(probe.spec)
            yield from probe.records
        if changed:
            yield from crawl(changed, self.workdir, self.snapshots, self.settings, self.pacer)
