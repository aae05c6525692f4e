"""One cycle of watching: what is due is probed, what changed is crawled, imported and published.

The fetching itself is behind a port. Everything that a source handed over is imported in one
transaction per document; its snapshots (and with them the validators that make the next probe say
"unchanged") are written only when all of its documents are in. What breaks one document or one
source is a fault of that one and leaves the others alone.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

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
from regtrack.domain.errors import IngestError, InvalidDocument
from regtrack.services.calendar import Calendar, next_due
from regtrack.services.change_log import publish
from regtrack.services.importing import ImportOutcome, import_document
from regtrack.services.lease_keeping import LeaseKeeper
from regtrack.services.ports import Lease, Repository, SourceState, TextSource
from regtrack.services.texts_ahead import TextNeededError, TextsAhead
from regtrack.services.timetable import cadence, retry_after
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watch_ports import Fetcher, SourceReport, Sources, Unit

__all__ = ["LEASE", "SourceReport", "Watcher", "cadence", "retry_after"]

LEASE = dt.timedelta(minutes=20)
_TAKEN_OVER = "taken over"
_LOG = logging.getLogger(__name__)


class _FetchBrokeError(Exception):
    """The fetcher itself failed, not a source."""


@dataclass
class Watcher:
    """Runs cycles. `told` is called with each source's report as it ends. A cycle ends early where
    `stopping` says so, after the document in hand; `waiting` is entered while nothing is in hand,
    so that a stop may break in there by an exception. What was not finished stays due."""

    unit: Unit
    sources: Sources
    fetcher: Fetcher
    texts: TextSource
    clock: Callable[[], dt.datetime]
    owner: str
    failures_before_alert: int = 3
    calendar: Calendar = field(default_factory=Calendar)
    told: Callable[[SourceReport], None] = lambda report: None
    stopping: Callable[[], bool] = lambda: False
    waiting: Callable[[], AbstractContextManager[None]] = nullcontext

    def cycle(self, keys: Sequence[str] = ()) -> list[SourceReport]:
        """Run everything that is due (or these sources, due or not)."""
        claimed = self.sources.claim(self.clock(), self.owner, LEASE, keys=keys)
        unfinished = {lease.spec.key: lease for lease in claimed}
        reports: list[SourceReport] = []
        if not unfinished:
            return reports
        with LeaseKeeper(self.sources, self.clock, LEASE, unfinished):
            try:
                self._batch(unfinished, reports)
            finally:
                if unfinished:
                    self.sources.release(unfinished.values(), self.clock())
        return reports

    def _batch(self, unfinished: dict[str, Lease], reports: list[SourceReport]) -> None:
        try:
            self._fetch(dict(unfinished), unfinished, reports)
        except _FetchBrokeError:
            # One source may have broken the fetch of all: each is tried by itself.
            for key, lease in list(unfinished.items()):
                try:
                    self._fetch({key: lease}, unfinished, reports)
                except _FetchBrokeError as error:
                    fault = FaultRecord(key, "fetch_failed", str(error), lease.spec.url)
                    self._ended(lease, [fault], unfinished, reports)

    def _fetch(
        self,
        leases: Mapping[str, Lease],
        unfinished: dict[str, Lease],
        reports: list[SourceReport],
    ) -> None:
        specs = [lease.spec for lease in leases.values()]
        for key, records in _by_source(self._records(specs), leases):
            if self.stopping() or not self._ended(leases[key], records, unfinished, reports):
                return

    def _records(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        """What the fetcher hands over. Raises _FetchBrokeError."""
        fetched = iter(self.fetcher.fetch(specs))
        try:
            while not self.stopping():
                try:
                    with self.waiting():
                        record = next(fetched, None)
                except Exception as error:
                    _LOG.exception("the fetch broke sources=%d", len(specs))
                    raise _FetchBrokeError(f"{type(error).__name__}: {error}"[:300]) from error
                if record is None:
                    return
                yield record
        finally:
            close = getattr(fetched, "close", None)
            if close is not None:
                close()  # ends the crawl's child

    def _ended(
        self,
        lease: Lease,
        records: Sequence[Record],
        unfinished: dict[str, Lease],
        reports: list[SourceReport],
    ) -> bool:
        """Import what a source handed over; False when it was stopped before the end."""
        report = self._import(lease, records)
        if report is None:
            return False
        self._finish(lease, report)
        unfinished.pop(lease.spec.key, None)
        reports.append(report)
        self.told(report)
        return True

    def _import(self, lease: Lease, records: Sequence[Record]) -> SourceReport | None:
        report = SourceReport(lease.spec.key, lease.run)
        for record in records:
            if isinstance(record, DocumentRecord):
                if self.stopping():
                    return None
                self._document(lease, record, report)
            elif isinstance(record, FaultRecord):
                report.faults.append(record)
            elif isinstance(record, FinishRecord) and report.reason != _TAKEN_OVER:
                report.reason, report.stats = record.reason, dict(record.stats)
                missing = _missing_documents(record, records)
                report.faults += missing
                report.fatal = report.fatal or bool(missing)
        report.fatal = report.fatal or report.reason not in ("finished", "unchanged")
        snapshots = [r for r in records if isinstance(r, SnapshotRecord)]
        with self.unit() as (repository, _):
            if self.sources.still_held(repository, lease):
                # A run that broke off is read again in full: its validators are not believed.
                kept = [s for s in snapshots if s.fault or not report.fatal]
                self.sources.add_snapshots(repository, lease.spec.key, kept)
                report.effective = _days_of_change(repository, lease.spec.division)
        return report

    def _document(self, lease: Lease, record: DocumentRecord, report: SourceReport) -> None:
        texts = TextsAhead(self.texts)
        while report.reason != _TAKEN_OVER:
            try:
                self._in_one_transaction(lease, record, texts, report)
                return
            except TextNeededError as needed:
                texts.fetch(needed)
            except InvalidDocument as error:
                self._failed(record, error.fault, str(error), report)
                return
            except Exception as error:
                # Whatever one document does to our rules, the others must come in.
                _LOG.exception("a document broke the import source=%s", record.source)
                self._failed(record, IngestError.fault, f"{type(error).__name__}: {error}", report)
                return

    @staticmethod
    def _failed(record: DocumentRecord, kind: str, words: str, report: SourceReport) -> None:
        """Note a document that is not in: the source is read again in full."""
        report.faults.append(FaultRecord(record.source, kind, words[:300], record.url))
        report.fatal = True

    def _in_one_transaction(
        self, lease: Lease, record: DocumentRecord, texts: TextSource, report: SourceReport
    ) -> None:
        with self.unit() as (repository, now):
            if not self.sources.still_held(repository, lease):
                report.reason = _TAKEN_OVER
                return
            # A day that began since the last tick is told as such before anything new is learnt.
            turn_of_day(repository, now)
            outcome = import_document(repository, texts, record, now)
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
        if not report.fatal:
            due = next_due(lease.spec, now, self.calendar, report.effective)
            state = SourceState(now, due, changed=bool(report.changes))
        else:
            failures += 1
            fault = report.faults[-1] if report.faults else None
            words = fault.message if fault else report.reason
            kind = fault.kind if fault else "fetch_failed"
            told = self._tell(lease, before, kind, words, failures, report)
            wait = fault.retry_after if fault and fault.retry_after else 0.0
            again = next_due(lease.spec, now, self.calendar, failures=failures)
            due = max(again, now + dt.timedelta(seconds=wait))
            state = SourceState(now, due, failures, kind, words[:500], told)
        self.sources.finish(lease, report.reason, report.counts(), state)

    def _tell(
        self,
        lease: Lease,
        before: Any,
        kind: str,
        words: str,
        failures: int,
        report: SourceReport,
    ) -> bool:
        """Tell the operator of a source that keeps failing, once until it heals."""
        told = bool(before.fault_told) if before is not None else False
        if told or failures < self.failures_before_alert or report.reason == _TAKEN_OVER:
            return told
        # The last good run names the outage: a crash right after this writes no second change.
        healthy = before.last_ok_at.isoformat() if before and before.last_ok_at else "never"
        with self.unit() as (repository, now):
            change = Change(
                key=f"source_fault|{lease.spec.key}|{healthy}",
                kind=ChangeKind.SOURCE_FAULT,
                division=lease.spec.division,
                recorded_at=now,
                on=day(now.date()),
                notes=(f"source {lease.spec.key}: {kind}: {words[:300]}", lease.spec.url),
            )
            publish(repository, [change], now)
        return True


def _days_of_change(repository: Repository, division: str) -> set[dt.date]:
    """The days on which the law of a place changes, as far as it is known."""
    segments = [s for t in repository.timelines(division).values() for s in t.segments]
    return {d for s in segments for d in (s.start, s.until) if d is not None}


def _missing_documents(finish: FinishRecord, records: Sequence[Record]) -> list[FaultRecord]:
    """A crawl counts the documents it hands over: one that got lost on the way (a record that could
    not be written or read) must not pass for "nothing new"."""
    came = sum(isinstance(r, DocumentRecord) for r in records)
    announced = finish.stats.get("documents", came)
    if announced == came:
        return []
    words = f"the crawl counted {announced} documents and {came} came"
    return [FaultRecord(finish.source, InvalidDocument.fault, words)]


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
