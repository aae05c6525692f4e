"""One cycle of watching: what is due is probed, what changed is crawled, imported and published.

The fetching itself is behind a port. Everything that a source handed over is imported in one
transaction per document; its snapshots (and with them the validators that make the next probe say
"unchanged") are written only when all of its documents are in. What breaks one document or one
source is a fault of that one and leaves the others alone.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regtrack.contract import (
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    Record,
    SnapshotRecord,
    SourceSpec,
)
from regtrack.domain.errors import IngestError, InvalidDocument
from regtrack.services.calendar import Calendar, next_due
from regtrack.services.change_log import publish
from regtrack.services.lease_keeping import LeaseKeeper
from regtrack.services.ports import Lease, SourceState, TextSource
from regtrack.services.run_context import in_run
from regtrack.services.run_ends import Quiet, by_source, unchanged
from regtrack.services.source_faults import fault_change, healed_change
from regtrack.services.texts_ahead import TextNeededError, TextsAhead
from regtrack.services.timetable import cadence, retry_after
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watch_ports import Fetcher, SourceReport, Sources, Unit

if TYPE_CHECKING:
    from regtrack.services.importing import ImportOutcome

__all__ = ["LEASE", "SourceReport", "Watcher", "cadence", "retry_after"]

LEASE = dt.timedelta(minutes=20)
#: How many sources are looked at in one go.
_MOST = 2_000
_TAKEN_OVER = "taken over"
_LOG = logging.getLogger(__name__)


class _FetchBrokeError(Exception):
    """The fetcher itself failed, not a source."""


@dataclass
class Watcher:
    """Runs cycles. `told` is called with each source's report as it ends. A cycle ends early where
    `stopping` says so, or where a lease was lost, after the document in hand; `waiting` is entered
    while nothing is in hand, so that a stop may break in there by an exception. What was not
    finished stays due. `kept` hears for how many seconds from now the leases hold, and `takeovers`
    counts the sources that somebody else had let run out."""

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
    lease: dt.timedelta = LEASE
    kept: Callable[[float], None] = lambda seconds: None
    takeovers: int = 0
    _keeper: LeaseKeeper | None = field(default=None, init=False, repr=False)

    def cycle(self, keys: Sequence[str] = (), *, only_due: bool = False) -> list[SourceReport]:
        """Run everything that is due, or these sources, due or not unless `only_due`."""
        claimed = self.sources.claim(
            self.clock(), self.owner, self.lease, keys=keys, only_due=only_due, most=_MOST
        )
        unfinished = {lease.spec.key: lease for lease in claimed}
        reports: list[SourceReport] = []
        if not unfinished:
            return reports
        self._note_takeovers(claimed)
        self._keeper = LeaseKeeper(self.sources, self.clock, self.lease, unfinished, self.kept)
        with self._keeper:
            try:
                self._batch(unfinished, reports)
            finally:
                if unfinished:
                    self.sources.release(unfinished.values(), self.clock())
        return reports

    def _note_takeovers(self, claimed: Iterable[Lease]) -> None:
        for lease in claimed:
            if lease.taken_from is not None:
                self.takeovers += 1
                key, run = lease.spec.key, lease.run
                _LOG.warning("took over source=%s run=%d from=%s", key, run, lease.taken_from)

    def _over(self) -> bool:
        """Whether the cycle ends here: somebody said so, or what it holds is no longer its own."""
        return self.stopping() or (self._keeper is not None and self._keeper.lost)

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
        quiet = Quiet()
        try:
            for key, records in by_source(self._records(specs), leases):
                if self._over():
                    return
                if (finish := unchanged(leases[key], records)) is not None:
                    quiet.add(leases[key], finish)
                    if not quiet.full:
                        continue
                self._end_quiet(quiet, unfinished, reports)
                if finish is None and not self._ended(leases[key], records, unfinished, reports):
                    return
        finally:
            self._end_quiet(quiet, unfinished, reports)

    def _end_quiet(
        self, quiet: Quiet, unfinished: dict[str, Lease], reports: list[SourceReport]
    ) -> None:
        """End the runs of the sources that said nothing new, in one transaction."""
        now, ended, runs = self.clock(), [], quiet.take()
        due = self._due([lease for lease, _ in runs], now)
        for lease, finish in runs:
            report = SourceReport(lease.spec.key, lease.run, finish.reason)
            report.stats = dict(finish.stats)
            state = SourceState(now, due[lease.spec.key])
            ended.append((lease, report, state))
        self.sources.finish_all([(le, r.reason, r.counts(), s) for le, r, s in ended])
        for lease, report, _ in ended:
            unfinished.pop(lease.spec.key, None)
            reports.append(report)
            self.told(report)

    def _records(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        """What the fetcher hands over. Raises _FetchBrokeError."""
        fetched = iter(self.fetcher.fetch(specs))
        try:
            while not self._over():
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
        with in_run(lease.spec.key, lease.run):
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
        for record in _by_day(records):
            if isinstance(record, DocumentRecord):
                if self._over():
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
            else:
                report.reason = _TAKEN_OVER
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
        # The rules of reading take long to load, and most cycles find nothing to read.
        from regtrack.services.importing import import_document

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

    def _due(self, leases: Iterable[Lease], now: dt.datetime) -> dict[str, dt.datetime]:
        """When sources that were just looked at are due again."""
        specs = [lease.spec for lease in leases]
        days = self.sources.days_ahead({spec.division for spec in specs}, now)
        return {s.key: next_due(s, now, self.calendar, days.get(s.division, ())) for s in specs}

    def _finish(self, lease: Lease, report: SourceReport) -> None:
        now = self.clock()
        failures = lease.failures
        if not report.fatal:
            self._tell_healed(lease)
            due = self._due([lease], now)[lease.spec.key]
            state = SourceState(now, due, changed=bool(report.changes))
        else:
            failures += 1
            fault = report.faults[-1] if report.faults else None
            words = fault.message if fault else report.reason
            kind = fault.kind if fault else "fetch_failed"
            told = self._tell(lease, f"{kind}: {words}", failures, report)
            wait = fault.retry_after if fault and fault.retry_after else 0.0
            again = next_due(lease.spec, now, self.calendar, failures=failures)
            due = max(again, now + dt.timedelta(seconds=wait))
            state = SourceState(now, due, failures, kind, words[:500], told)
        self.sources.finish(lease, report.reason, report.counts(), state)

    def _tell(self, lease: Lease, words: str, failures: int, report: SourceReport) -> bool:
        """Tell the operator of a source that keeps failing, once until it heals."""
        told = lease.fault_told
        if told or failures < self.failures_before_alert or report.reason == _TAKEN_OVER:
            return told
        with self.unit() as (repository, now):
            if not self.sources.still_held(repository, lease):
                return told
            publish(repository, [fault_change(lease, words, now)], now)
        return True

    def _tell_healed(self, lease: Lease) -> None:
        """Tell the operator that what was told is over."""
        if lease.fault_told:
            with self.unit() as (repository, now):
                if self.sources.still_held(repository, lease):
                    publish(repository, [healed_change(lease, now)], now)


def _by_day(records: Sequence[Record]) -> list[Record]:
    """The records with the documents in the order of their days, undated ones first: answers come
    as they come, and what ends another act is imported after it."""

    def day(record: DocumentRecord) -> dt.date:
        return record.stage_on.first if record.stage_on is not None else dt.date.min

    first = [r for r in records if isinstance(r, DocumentRecord)]
    rest = [r for r in records if not isinstance(r, DocumentRecord)]
    return [*sorted(first, key=day), *rest]


def _missing_documents(finish: FinishRecord, records: Sequence[Record]) -> list[FaultRecord]:
    """A crawl counts the documents it hands over: one that got lost on the way (a record that could
    not be written or read) must not pass for "nothing new"."""
    came = sum(isinstance(r, DocumentRecord) for r in records)
    announced = finish.stats.get("documents", came)
    if announced == came:
        return []
    words = f"the crawl counted {announced} documents and {came} came"
    return [FaultRecord(finish.source, InvalidDocument.fault, words)]
