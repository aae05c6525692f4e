"""Which changes, told to somebody, a correction or retraction puts right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.services.ports import Repository

_MENDS = frozenset({ChangeKind.CORRECTION, ChangeKind.RETRACTION})


def mending(change: Change, repository: Repository) -> Change:
    """A correction or retraction that names what it puts right, others as they are.

    It is news to whoever was told that, and stands in its thread; where nothing decides the status
    any more it is about the act that was wrongly told to decide it.
    """
    if change.kind not in _MENDS or change.mends:
        return change
    told = repository.told_changes(change.division)
    wrong = {c.id: c for line in change.lines for c in _wrong(told, line)}
    if not wrong:
        return change
    last = max(wrong.values(), key=told.index)
    return replace(
        change,
        mends=tuple(c.id for c in told if c.id in wrong),
        thread=last.about,
        instrument=change.instrument or last.instrument,
        news=True,
    )


def _wrong(told: Sequence[Change], mended: StatusLine) -> Iterator[Change]:
    """From the newest backwards, those that told a status to become the one that is wrong, until
    one told another."""
    for change in reversed(told):
        line = next((x for x in change.lines if x.substance is mended.substance), None)
        if line is None or line.before is line.after:
            continue
        if line.after is not mended.before:
            return
        yield change
