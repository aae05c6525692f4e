"""The services' Fetcher: probe first, then crawl what changed in one child process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from regtrack.contract import Record, SourceSpec
from regtrack.runner.crawl import crawl
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.registry import is_deep


class ProbeAndCrawl:
    """Tells most sources apart as unchanged by light requests and crawls the rest."""

    def __init__(self, settings: FetchSettings, snapshots: SnapshotStore, workdir: Path) -> None:
        self.settings = settings
        self.snapshots = snapshots
        self.workdir = workdir
        self.pacer = HostPacer(settings.delay)

    def fetch(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        """The records of these sources; each ends with a FinishRecord or, broken off, a fault."""
        changed = [spec for spec in specs if is_deep(spec)]
        probed = [spec for spec in specs if not is_deep(spec)]
        own_hosts = frozenset(host_of(spec.url) for spec in specs)
        settings = replace(self.settings, own_hosts=own_hosts)
        for probe in probe_all(probed, settings, self.pacer, self.snapshots):
            if probe.verdict is Verdict.CHANGED:
                changed.append(probe.spec)
            yield from probe.records
        if changed:
            yield from crawl(changed, self.workdir, self.snapshots, settings, self.pacer)
