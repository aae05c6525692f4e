"""A change as people read it on a terminal."""

from __future__ import annotations

from regtrack.cli.output import put, put_quote, wrapped
from regtrack.domain.changes import Change


def print_change(change: Change) -> None:
    """One change in a few lines, with its quote."""
    when = change.on.text if change.on else "no date"
    what = change.instrument.number or change.instrument.title if change.instrument else ""
    place = change.division.removeprefix("ocd-division/")
    stage = f" {change.stage}" if change.stage else ""
    put(wrapped(f"{when}  {place}: {change.kind}{stage} {what}".rstrip(), 0))
    for line in change.lines:
        put(f"    {line.substance}: {line.before} -> {line.after}")
    for note in change.notes:
        put(wrapped(note, 4))
    for evidence in change.evidence[:1]:
        if evidence.quote:
            put_quote(evidence.quote, 4)
