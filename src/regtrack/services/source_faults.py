"""What operators are told of a source: that it keeps failing, once, and that it healed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regtrack.contract import SourceSpec
from regtrack.domain.changes import HEALED, Change, ChangeKind
from regtrack.domain.dates import day


def fault_change(spec: SourceSpec, before: Any, words: str, now: dt.datetime) -> Change:
    """A source that keeps failing. The last good run names the outage: told twice, it is one."""
    return Change(
        key=f"source_fault|{spec.key}|{_healthy(before)}",
        kind=ChangeKind.SOURCE_FAULT,
        division=spec.division,
        recorded_at=now,
        on=day(now.date()),
        notes=(f"source {spec.key}: {words[:320]}", _stands(before), spec.url),
    )


def healed_change(spec: SourceSpec, before: Any, now: dt.datetime) -> Change:
    """A source of which a fault was told answers as it should again."""
    was = f"{before.fault}, {before.failures} runs in a row"
    return Change(
        key=f"source_healed|{spec.key}|{_healthy(before)}",
        kind=ChangeKind.SOURCE_FAULT,
        division=spec.division,
        recorded_at=now,
        how=HEALED,
        on=day(now.date()),
        notes=(f"source {spec.key} answers again; it was {was}", spec.url),
    )


def _healthy(before: Any) -> str:
    return before.last_ok_at.isoformat() if before and before.last_ok_at else "never"


def _stands(before: Any) -> str:
    if before is None or before.last_ok_at is None:
        return "it was never read: nothing rests on it yet"
    return f"what it last said stands, as of {before.last_ok_at:%Y-%m-%d %H:%M} UTC"
