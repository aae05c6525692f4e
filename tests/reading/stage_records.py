"""Records written by hand, one line per row, and what they tell."""

from __future__ import annotations

import datetime as dt

from regtrack.contract import ActionRecord, Alias, DocumentRecord
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, InstrumentKind, Stage
from regtrack.reading.stages import (
    codebook_stage,
    stage_changes,
    stage_events,
)

LATER = dt.date(2026, 11, 22)
PASSED = (
    "2026-01-05 lower Introduced",
    "2026-01-06 lower Referred to Health",
    "2026-02-01 lower [passage] Third reading, passed",
    "2026-02-03 upper Referred to Judiciary",
)


def record(
    *rows: str,
    place: str = "state:zz",
    kind: InstrumentKind = InstrumentKind.BILL,
    title: str = "An act about kratom",
    stage: Stage | None = None,
    how: How | None = None,
    stage_on: str | None = None,
) -> DocumentRecord:
    """Rows are `2026-01-05 upper words`, or `2026-01-05 upper [passage,reading-3] words`."""
    division = "ocd-division/country:us" + (f"/{place}" if place else "")
    return DocumentRecord(
        source="t",
        division=division,
        kind=kind,
        aliases=(Alias("bill", "x"),),
        title=title,
        actions=tuple(row(text) for text in rows),
        stage=stage,
        how=how,
        stage_on=PartialDate(stage_on) if stage_on else None,
    )


def row(text: str) -> ActionRecord:
    date, chamber, words = text.split(" ", 2)
    classes: tuple[str, ...] = ()
    if words.startswith("["):
        named, words = words[1:].split("] ", 1)
        classes = tuple(named.split(","))
    when = None if date == "-" else PartialDate(date)
    return ActionRecord(words, when, classes, None if chamber == "-" else chamber)


def told(document: DocumentRecord, on: dt.date = LATER) -> list[str]:
    """The stage changes up to a day, as `2026-01-05 introduced`."""
    events = [e for e in stage_events(document) if e.date is None or e.date.first <= on]
    return [f"{e.date} {e.stage.value}" for e in stage_changes(events)]


def code(document: DocumentRecord, on: dt.date = LATER) -> tuple[str, str | None]:
    word, date = codebook_stage(stage_events(document), on)
    return word, str(date) if date else None
