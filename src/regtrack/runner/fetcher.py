"""The services' Fetcher: probe first, then crawl what changed in one child process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from regtrack.contract import Record, SourceSpec
from regtrack.runner.crawl import crawl
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.hold import Hold
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict
from regtrack.runner.probing import probe_each
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.whole_answer import whole_answer
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.registry import is_deep


class ProbeAndCrawl:
    """Tells most sources apart as unchanged by light requests and crawls the rest."""

    def __init__(self, settings: FetchSettings, snapshots: SnapshotStore, workdir: Path) -> None:
        self.settings = settings
        self.snapshots = snapshots
        self.workdir = workdir
        self.pacer = HostPacer(settings.delay)
        self.hold = Hold()

    def fetch(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        """The records of these sources; each ends with a FinishRecord or, broken off, a fault."""
        changed = [spec for spec in specs if is_deep(spec)]
        probed = [spec for spec in specs if not is_deep(spec)]
        own_hosts = frozenset(host_of(spec.url) for spec in specs)
        settings = replace(self.settings, own_hosts=own_hosts)
        with closing(probe_each(probed, settings, self.pacer, self.snapshots)) as probes:
            for probe in probes:
                if probe.verdict is not Verdict.CHANGED:
                    yield from probe.records
                elif (whole := whole_answer(probe, self.snapshots)) is not None:
                    yield from whole
                else:
                    changed.append(probe.spec)
        if changed:
            work, bytes_in = self.workdir, self.snapshots
            yield from crawl(changed, work, bytes_in, settings, self.pacer, self.hold)
