"""What a probe finds: the verdict on an address, and on a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from regtrack.contract import FaultRecord, FinishRecord, Record, SnapshotRecord, SourceSpec
from regtrack_scrapers.faults import Answer, Fault


class Verdict(StrEnum):
    """What the probe makes of an address."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """The verdict on one address. `received` counts the bytes of bodies."""

    url: str
    verdict: Verdict
    at: dt.datetime
    status: int | None = None
    received: int = 0
    requests: int = 0
    fault: Fault | None = None
    snapshot: SnapshotRecord | None = None  # the body that came with a fault
    answer: Answer | None = None  # what came, where it is new


@dataclass(frozen=True, slots=True)
class SourceProbe:
    """The verdict on a source: a fault or a change of any of its first addresses is its own."""

    spec: SourceSpec
    verdict: Verdict
    results: tuple[ProbeResult, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """What a faulty or unchanged probe hands over in place of a crawl; () for a change."""
        if self.verdict is Verdict.CHANGED:
            return ()
        found: list[Record] = []
        for result in self.results:
            if result.snapshot is not None:
                found.append(replace(result.snapshot, source=self.spec.key))
            if result.fault is not None:
                sha256 = result.snapshot.sha256 if result.snapshot else None
                wait = result.fault.retry_after
                key, kind, words = self.spec.key, result.fault.kind, result.fault.message
                found.append(FaultRecord(key, kind, words, result.url, sha256, wait))
        reason = "faults" if self.verdict is Verdict.FAULT else "unchanged"
        return (*found, FinishRecord(self.spec.key, reason, self._stats()))

    def _stats(self) -> Mapping[str, int]:
        return {
            "requests": sum(r.requests for r in self.results),
            "bytes": sum(r.received for r in self.results),
            "unchanged": sum(r.verdict is Verdict.UNCHANGED for r in self.results),
            "faults": sum(r.verdict is Verdict.FAULT for r in self.results),
        }
