"""One cycle of watching: what is due is probed, what changed is crawled, imported and published.

The fetching itself is behind a port. Everything that a source handed over is imported in one
transaction per document; its snapshots (and with them the validators that make the next probe say
"unchanged") are written only when all of its documents are in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from regtrack.contract import (
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    Record,
    SnapshotRecord,
    SourceSpec,
)
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.dates import day
from regtrack.domain.errors import InvalidDocument
from regtrack.services.change_log import publish
from regtrack.services.importing import ImportOutcome, import_document
from regtrack.services.ports import Lease, Repository, SourceState, TextSource

LEASE = dt.timedelta(minutes=20)
_CADENCE = re.compile(r"(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
#: A broken source is asked again sooner than its cadence at first, then ever later.
_FIRST_RETRY, _LAST_RETRY = dt.timedelta(minutes=15), dt.timedelta(hours=12)


class Fetcher(Protocol):
    """Probes and crawls a batch of sources and hands over their records, source by source as they
    end; every source ends with a FinishRecord or a FaultRecord."""

    def fetch(self, specs: Sequence[SourceSpec]) -> Iterable[Record]:
        """The records of these sources."""
        ...


class Sources(Protocol):
    """The source table (see `regtrack.store.sources`)."""

    def claim(
        self,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        *,
        keys: Sequence[str] = (),
        most: int = 50,
    ) -> list[Lease]:
        """Take what is due."""
        ...

    def add_snapshots(
        self, repository: Any, source: str, snapshots: Iterable[SnapshotRecord]
    ) -> None:
        """Write what was received."""
        ...

    def still_held(self, repository: Any, lease: Lease) -> bool:
        """Whether the run still holds its source."""
        ...

    def finish(
        self, lease: Lease, reason: str, counts: Mapping[str, Any], state: SourceState
    ) -> bool:
        """Write how a run ended."""
        ...

    def states(self) -> Mapping[str, Any]:
        """Every source's row."""
        ...


Unit = Callable[[], AbstractContextManager[tuple[Repository, dt.datetime]]]


@dataclass
class SourceReport:
    """How one source's run went."""

    key: str
    reason: str = "unfinished"
    documents: int = 0
    changes: list[Change] = field(default_factory=list)
    held: int = 0
    faults: list[FaultRecord] = field(default_factory=list)
    stats: dict[str, int] = field(default_factory=dict)
    fatal: bool = False

    def counts(self) -> dict[str, Any]:
        """The numbers kept with the run."""
        return {
            **self.stats,
            "documents": self.documents,
            "changes": len(self.changes),
            "held": self.held,
            "faults": len(self.faults),
        }


@dataclass
class Watcher:
    """Runs cycles. `told` is called with each source's report as it ends."""

    unit: Unit
    sources: Sources
    fetcher: Fetcher
    texts: TextSource
    clock: Callable[[], dt.datetime]
    owner: str
    failures_before_alert: int = 3
    told: Callable[[SourceReport], None] = lambda report: None

    def cycle(self, keys: Sequence[str] = ()) -> list[SourceReport]:
        """Run everything that is due (or these sources, due or not)."""
        leases = {
            lease.spec.key: lease
            for lease in self.sources.claim(self.clock(), self.owner, LEASE, keys=keys)
        }
        if not leases:
            return []
        reports: list[SourceReport] = []
        specs = [lease.spec for lease in leases.values()]
        for key, records in _by_source(self.fetcher.fetch(specs), leases):
            report = self._import(leases[key], records)
            self._finish(leases[key], report)
            reports.append(report)
            self.told(report)
        return reports

    def _import(self, lease: Lease, records: Sequence[Record]) -> SourceReport:
        report = SourceReport(lease.spec.key)
        for record in records:
            if isinstance(record, DocumentRecord):
                self._document(lease, record, report)
            elif isinstance(record, FaultRecord):
                report.faults.append(record)
            elif isinstance(record, FinishRecord):
                report.reason, report.stats = record.reason, dict(record.stats)
        report.fatal = report.reason not in ("finished", "unchanged")
        snapshots = [r for r in records if isinstance(r, SnapshotRecord)]
        with self.unit() as (repository, _):
            if self.sources.still_held(repository, lease):
                # A run that broke off is read again in full: its validators are not believed.
                kept = [s for s in snapshots if s.fault or not report.fatal]
                self.sources.add_snapshots(repository, lease.spec.key, kept)
        return report

    def _document(self, lease: Lease, record: DocumentRecord, report: SourceReport) -> None:
        try:
            with self.unit() as (repository, now):
                if not self.sources.still_held(repository, lease):
                    report.reason = "taken over"
                    return
                outcome = import_document(repository, self.texts, record, now)
        except InvalidDocument as error:
            report.faults.append(FaultRecord(record.source, error.fault, str(error), record.url))
            return
        self._note(report, outcome)

    @staticmethod
    def _note(report: SourceReport, outcome: ImportOutcome) -> None:
        report.documents += 1
        report.changes += outcome.changes
        report.held += outcome.held
        report.faults += outcome.faults

    def _finish(self, lease: Lease, report: SourceReport) -> None:
        now = self.clock()
        before = self.sources.states().get(lease.spec.key)
        failures = int(before.failures) if before is not None else 0
        told = bool(before.fault_told) if before is not None else False
        if not report.fatal:
            due = now + cadence(lease.spec.cadence)
            state = SourceState(now, due, changed=bool(report.changes))
        else:
            failures += 1
            fault = report.faults[-1] if report.faults else None
            words = fault.message if fault else report.reason
            kind = fault.kind if fault else "fetch_failed"
            told = self._tell(lease, kind, words, failures, told=told)
            wait = fault.retry_after if fault and fault.retry_after else 0.0
            due = now + max(retry_after(failures), dt.timedelta(seconds=wait))
            state = SourceState(now, due, failures, kind, words[:500], told)
        self.sources.finish(lease, report.reason, report.counts(), state)

    def _tell(self, lease: Lease, kind: str, words: str, failures: int, *, told: bool) -> bool:
        """Tell the operator of a source that keeps failing, once until it heals."""
        if told or failures < self.failures_before_alert:
            return told
        with self.unit() as (repository, now):
            change = Change(
                key=f"source_fault|{lease.spec.key}|{kind}|{lease.fence}",
                kind=ChangeKind.SOURCE_FAULT,
                division=lease.spec.division,
                recorded_at=now,
                on=day(now.date()),
                notes=(f"source {lease.spec.key}: {kind}: {words[:300]}", lease.spec.url),
            )
            publish(repository, [change], now)
        return True


def cadence(text: str) -> dt.timedelta:
    """`15m`, `6h`, `1d` as a span; a day for anything else."""
    match = _CADENCE.fullmatch(text)
    if match is None:
        return dt.timedelta(days=1)
    return dt.timedelta(**{_UNITS[match[2]]: int(match[1])})


def retry_after(failures: int) -> dt.timedelta:
    """How long a source that failed so many times in a row is left alone."""
    wait: dt.timedelta = _FIRST_RETRY * (2 ** min(failures - 1, 10))
    return min(wait, _LAST_RETRY)


def _by_source(
    records: Iterable[Record], leases: Mapping[str, Lease]
) -> Iterator[tuple[str, list[Record]]]:
    """The records of each source once it has ended; those that never end come last, as they are."""
    waiting: dict[str, list[Record]] = defaultdict(list)
    ended: set[str] = set()
    for record in records:
        if record.source not in leases or record.source in ended:
            continue
        waiting[record.source].append(record)
        if isinstance(record, FinishRecord):
            ended.add(record.source)
            yield record.source, waiting.pop(record.source)
    for key in leases:
        if key not in ended:
            yield key, waiting.pop(key, [])
