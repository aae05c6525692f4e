"""How the runs of one fetch end: each when all of its records are in, the quiet ones together."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regtrack.contract import FinishRecord, Record
from regtrack.services.ports import Lease

_MOST_QUIET, _QUIET_SECONDS = 200, 0.5


@dataclass
class Quiet:
    """Runs that found nothing new, which end together. They are held back for a moment only: what
    waits here stays due where the process dies."""

    runs: list[tuple[Lease, FinishRecord]] = field(default_factory=list)
    since: float = 0.0

    def add(self, lease: Lease, finish: FinishRecord) -> None:
        """Another one."""
        if not self.runs:
            self.since = time.monotonic()
        self.runs.append((lease, finish))

    @property
    def full(self) -> bool:
        """Whether they should end now."""
        return len(self.runs) >= _MOST_QUIET or time.monotonic() - self.since > _QUIET_SECONDS

    def take(self) -> list[tuple[Lease, FinishRecord]]:
        """All of them; none are left."""
        taken, self.runs = self.runs, []
        return taken


def unchanged(lease: Lease, records: Sequence[Record]) -> FinishRecord | None:
    """The end of a run that found nothing new, kept nothing and has nothing to tell; None for any
    other."""
    if lease.fault_told:
        return None
    if len(records) == 1 and isinstance(records[0], FinishRecord):
        return records[0] if records[0].reason == "unchanged" else None
    return None


def by_source(
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
