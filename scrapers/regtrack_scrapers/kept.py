"""What is kept of answers: their bytes with the facts of the request, and the last good ones."""

from __future__ import annotations

import datetime as dt

from regtrack.contract import SnapshotRecord, Validators
from regtrack_scrapers.faults import Answer, Fault
from regtrack_scrapers.platforms.model import Follow
from regtrack_scrapers.snapshots import SnapshotStore


def keep(
    store: SnapshotStore,
    answer: Answer,
    follow: Follow,
    at: dt.datetime,
    source: str,
    fault: Fault | None = None,
) -> SnapshotRecord:
    """Keep the body of an answer; its record. With a fault it is no base for comparison later."""
    return SnapshotRecord(
        sha256=store.put(answer.body),
        url=follow.url,
        retrieved_at=at,
        status=answer.status,
        media_type=answer.media_type,
        size=len(answer.body),
        role=follow.role,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        fault=fault.kind if fault else None,
        source=source,
    )


def last_good(store: SnapshotStore, known: Validators | None) -> bytes | None:
    """The newest good body of an address; None where none is kept undamaged."""
    return store.sound(known.sha256) if known is not None and known.sha256 else None
