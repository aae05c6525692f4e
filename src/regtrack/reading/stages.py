"""Where an instrument stands, told from its record: events, changes, and the stage on a date.

An action is read by itself first (`stages_moves.move_of`), then in the light of what came before
it: the second chamber's passage, a concurrence, an override in both chambers. Each event carries
the stage at which the bill stood once it had happened, so that a referral in the second chamber
repeats `passed_one_chamber` and is no change. Dates after `on` have not happened yet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, InstrumentKind, Stage
from regtrack.domain.observations import StageEvent
from regtrack.reading.stages_changes import stage_changes
from regtrack.reading.stages_course import Course, Step
from regtrack.reading.stages_dates import effective_dates
from regtrack.reading.stages_moves import Move, move_of
from regtrack.reading.stages_rows import ActRecord, Row, place_of, rows_of
from regtrack.reading.stages_words_votes import LET_GO, SENT
from regtrack.reading.text import fold

__all__ = [
    "EffectiveAction",
    "codebook_stage",
    "current_stage",
    "effective_actions",
    "is_law",
    "stage_events",
    "struck_by_veto",
]


@dataclass(frozen=True, slots=True)
class EffectiveAction:
    """A row says from when the law holds: `date`, the words, and the key of the row."""

    date: PartialDate
    quote: str
    key: str


#: A resolve of these states is a law of one occasion; elsewhere a resolution is never law.
_RESOLVES = frozenset({"me", "ma"})
_RESOLVE = re.compile(r"\s*(?:An? )?Resolves?\b", re.IGNORECASE)
_UNICAMERAL = frozenset({"ne", "dc", "gu", "vi"})


def _is_law_resolve(record: ActRecord) -> bool:
    return place_of(record) in _RESOLVES and _RESOLVE.match(record.title) is not None


def stage_events(record: ActRecord) -> tuple[StageEvent, ...]:
    """Every event of the record that tells a stage, the earliest first, keys unique.

    A record without history gives one event from its `stage`, `how` and `stage_on`."""
    ordinance = record.kind is InstrumentKind.ORDINANCE
    course = Course(
        unicameral=place_of(record) in _UNICAMERAL or ordinance or _is_local(record.division),
        resolution=record.kind is InstrumentKind.RESOLUTION and not _is_law_resolve(record),
        review_first=place_of(record) == "dc" and "emergency" not in record.title.lower(),
        by_vote=ordinance,
    )
    events: list[StageEvent] = []
    days: Counter[PartialDate | None] = Counter()
    for row in rows_of(record):
        when = row.words_on or row.on
        step = course.take(row.move, row.words, row.chamber, when.first if when else None)
        if step is None:
            continue
        event = _event(row, step, days[when])
        days[event.date] += 1
        events.append(event)
    direct = _direct(record, events[-1] if events else None)
    return (*events, direct) if direct else tuple(events)


def _is_local(division: str) -> bool:
    """Whether a county's or a town's council acts: it has one chamber."""
    return "/place:" in division or "/county:" in division


def _event(row: Row, step: Step, order: int) -> StageEvent:
    return StageEvent(
        stage=step.stage,
        key=row.key,
        on=row.on,
        words_on=row.words_on,
        how=step.how,
        chamber=step.chamber,
        description=row.words,
        detail=step.detail,
        order=order,
    )


def _direct(record: ActRecord, last: StageEvent | None) -> StageEvent | None:
    stage = record.stage
    if stage is None or (last and (last.stage is stage or last.stage is Stage.ENACTED)):
        return None
    if last is not None and record.stage_on is None:
        return None
    return StageEvent(
        stage=stage, key=f"record:{stage.value}", on=record.stage_on, how=record.how,
        detail=_DETAIL.get(record.how) if record.how and stage is Stage.ENACTED else None,
        order=99,
    )  # fmt: skip


_DETAIL = {How.SIGNED: "signed", How.UNSIGNED: "became_law_without_signature"}


def effective_actions(record: ActRecord) -> tuple[EffectiveAction, ...]:
    """The dates from which the record's rows say that the law holds, in the order of the rows.

    They may lie ahead: scheduled, and never a stage."""
    return tuple(
        EffectiveAction(date, quote, row.key)
        for row in rows_of(record)
        if row.move not in (Move.NOTHING, Move.COMMITTEE, Move.INTRODUCED, Move.AMENDED)
        for date, quote in effective_dates(row.words, row.on)
    )


def _done(events: Iterable[StageEvent], on: dt.date) -> tuple[StageEvent, ...]:
    return tuple(e for e in events if e.date is None or e.date.first <= on)


def current_stage(events: Iterable[StageEvent], on: dt.date) -> StageEvent | None:
    """The event that set the stage in which the instrument stands on this day."""
    changes = stage_changes(_done(events, on))
    return changes[-1] if changes else None


def is_law(events: Iterable[StageEvent], on: dt.date) -> bool:
    """Whether the record shows by this day that it became law."""
    now = current_stage(events, on)
    return now is not None and now.stage is Stage.ENACTED


def codebook_stage(events: Iterable[StageEvent], on: dt.date) -> tuple[str, PartialDate | None]:
    """The stage in the words of the codebook, and the date of the action that set it.

    `withdrawn` and `superseded` are `failed`, `proposed` is `introduced`; an enacted bill is what
    the furthest of its acts says: signed, became_law_without_signature or chaptered."""
    done = _done(events, on)
    now = current_stage(done, on)
    if now is None:
        return "introduced", None
    if now.stage is Stage.IN_COMMITTEE:
        return now.stage.value, _anew_in_committee(done, now).date
    if now.detail is None and now.stage is not Stage.ENACTED:
        return _CODEBOOK.get(now.stage, now.stage.value), now.date
    told = [e for e in done if e.stage is now.stage and e.detail]
    for word in ("chaptered", "became_law_without_signature", "signed"):
        for event in told:
            if event.detail == word:
                return word, event.date
    return "signed", now.date


def _anew_in_committee(done: Iterable[StageEvent], since: StageEvent) -> StageEvent:
    """The event that put a bill where it lies: a bill that one committee let go and that was sent
    to another is in committee anew. `since` is the event of the first referral."""
    let_go = False
    for event in done:
        if event.stage is not Stage.IN_COMMITTEE:
            continue
        words = fold(event.description)
        let_go = let_go or LET_GO.search(words) is not None
        if let_go and SENT.search(words):
            since, let_go = event, False
    return since


_CODEBOOK = {
    Stage.PROPOSED: "introduced",
    Stage.WITHDRAWN: "failed",
    Stage.SUPERSEDED: "failed",
}


def struck_by_veto(events: Iterable[StageEvent], on: dt.date) -> StageEvent | None:
    """The line-item veto that struck provisions of a law and was not overridden by this day."""
    struck: StageEvent | None = None
    for event in _done(events, on):
        if event.stage is not Stage.ENACTED:
            continue
        if event.how is How.OVERRIDE:
            struck = None
        elif move_of(fold(event.description), (), "") is Move.LINE_VETO:
            struck = event
    return struck
