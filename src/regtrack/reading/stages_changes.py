"""Which events of an instrument move it on. Apart from the rules that read them: a cycle that finds
nothing new needs this and not those."""

from __future__ import annotations

from collections.abc import Iterable

from regtrack.domain.instruments import How, Stage
from regtrack.domain.observations import StageEvent


def stage_changes(events: Iterable[StageEvent]) -> tuple[StageEvent, ...]:
    """Only the events that move the instrument on, each once.

    After an enactment only an override counts again: it brings back what a line veto struck."""
    changes: list[StageEvent] = []
    for event in events:
        last = changes[-1] if changes else None
        if last is None or last.stage is not event.stage or _newly(last, event):
            changes.append(event)
    return tuple(changes)


def _newly(last: StageEvent, event: StageEvent) -> bool:
    if event.stage is Stage.ENACTED:
        return event.how is How.OVERRIDE and last.how is not How.OVERRIDE
    return last.detail is None and event.detail is not None
