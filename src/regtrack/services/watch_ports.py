"""What a cycle of watching needs of the outside, and what it says of a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from regtrack.contract import FaultRecord, Record, SnapshotRecord, SourceSpec
from regtrack.domain.changes import Change
from regtrack.services.ports import Lease, Repository, SourceState


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
        only_due: bool = False,
        most: int = 50,
    ) -> list[Lease]:
        """Take what is due, or these sources, due or not unless `only_due`."""
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

    def days_ahead(self, divisions: Iterable[str], now: dt.datetime) -> Mapping[str, set[dt.date]]:
        """The days from yesterday on at which the law of these places changes."""
        ...

    def finish_all(self, ended: Iterable[tuple[Lease, str, Mapping[str, Any], SourceState]]) -> int:
        """Write how many runs ended, at once."""
        ...

    def renew(self, leases: Iterable[Lease], until: dt.datetime) -> list[str]:
        """Hold on to sources whose run takes long; the keys of those that somebody else has."""
        ...

    def release(self, leases: Iterable[Lease], at: dt.datetime) -> None:
        """Give back sources whose run did not come to its end; they stay due."""
        ...


Unit = Callable[[], AbstractContextManager[tuple[Repository, dt.datetime]]]


@dataclass
class SourceReport:
    """How one source's run went."""

    key: str
    run: int = 0
    reason: str = "unfinished"
    documents: int = 0
    changes: list[Change] = field(default_factory=list)
    held: int = 0
    faults: list[FaultRecord] = field(default_factory=list)
    stats: dict[str, int] = field(default_factory=dict)
    fatal: bool = False
    #: The days on which the law of its place changes, as known when the run ended.

    def counts(self) -> dict[str, Any]:
        """The numbers kept with the run."""
        return {
            **self.stats,
            "documents": self.documents,
            "changes": len(self.changes),
            "held": self.held,
            "faults": len(self.faults),
        }
