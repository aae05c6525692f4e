"""What operators are told of a source: that it keeps failing, once, and that it healed."""

from __future__ import annotations

import datetime as dt

from regtrack.domain.changes import HEALED, Change, ChangeKind
from regtrack.domain.dates import day
from regtrack.services.ports import Lease


def fault_change(lease: Lease, words: str, now: dt.datetime) -> Change:
    """A source that keeps failing. The last good run names the outage: told twice, it is one."""
    spec = lease.spec
    return Change(
        key=f"source_fault|{spec.key}|{_healthy(lease)}",
        kind=ChangeKind.SOURCE_FAULT,
        division=spec.division,
        recorded_at=now,
        on=day(now.date()),
        notes=(f"source {spec.key}: {words[:320]}", _stands(lease), spec.url),
    )


def healed_change(lease: Lease, now: dt.datetime) -> Change:
    """A source of which a fault was told answers as it should again."""
    spec = lease.spec
    was = f"{lease.fault}, {lease.failures} runs in a row"
    return Change(
        key=f"source_healed|{spec.key}|{_healthy(lease)}",
        kind=ChangeKind.SOURCE_FAULT,
        division=spec.division,
        recorded_at=now,
        how=HEALED,
        on=day(now.date()),
        notes=(f"source {spec.key} answers again; it was {was}", spec.url),
    )


def _healthy(lease: Lease) -> str:
    return lease.last_ok_at.isoformat() if lease.last_ok_at else "never"


def _stands(lease: Lease) -> str:
    if lease.last_ok_at is None:
        return "it was never read: nothing rests on it yet"
    return f"what it last said stands, as of {lease.last_ok_at:%Y-%m-%d %H:%M} UTC"
