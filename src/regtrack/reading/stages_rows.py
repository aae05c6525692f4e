"""The rows of a record in true order, each with its move, its key and its day."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, InstrumentKind, Stage
from regtrack.reading import stages_words as say
from regtrack.reading.stages_course import LAWFUL
from regtrack.reading.stages_dates import without_dates, without_lead, words_date
from regtrack.reading.stages_moves import Move, move_of
from regtrack.reading.stages_sources import told_classes
from regtrack.reading.text import fold


class Action(Protocol):
    """One row of a history (`regtrack.contract.ActionRecord` is one)."""

    @property
    def description(self) -> str:
        """Its words."""

    @property
    def date(self) -> PartialDate | None:
        """Its date."""

    @property
    def classification(self) -> tuple[str, ...]:
        """Its classes, in the words of Open States."""

    @property
    def chamber(self) -> str | None:
        """upper, lower, executive, legislature."""


class ActRecord(Protocol):
    """What is told of one instrument (`regtrack.contract.DocumentRecord` is one)."""

    @property
    def division(self) -> str:
        """Who issued it."""

    @property
    def kind(self) -> InstrumentKind:
        """What it is."""

    @property
    def actions(self) -> Sequence[Action]:
        """Its history."""

    @property
    def stage(self) -> Stage | None:
        """Where a source without history says that it stands."""

    @property
    def how(self) -> How | None:
        """By what it was enacted, said directly."""

    @property
    def stage_on(self) -> PartialDate | None:
        """Since when."""

    @property
    def title(self) -> str:
        """Its title."""


@dataclass(frozen=True, slots=True)
class Row:
    """An action with its key and the day that counts, in true order."""

    words: str
    move: Move
    key: str
    on: PartialDate | None
    words_on: PartialDate | None
    chamber: str | None


#: The date in the words of these moves is the day they happened.
_DATED = frozenset(
    {
        Move.INTRODUCED, Move.PASSED, Move.CONCURRED, Move.CONFERENCE_ADOPTED, Move.TO_GOVERNOR,
        Move.SIGNED, Move.UNSIGNED, Move.LINE_VETO, Move.VETOED, Move.OVERRIDDEN, Move.CHAPTERED,
        Move.BECAME_LAW, Move.FAILED, Move.WITHDRAWN, Move.BOTH,
    }
)  # fmt: skip
#: No action is told in more characters; what follows them is not looked at.
_MOST_WORDS = 1500
_WORD = re.compile(r"[^a-z0-9]+")
_EARLY = frozenset({Move.INTRODUCED})


def place_of(record: ActRecord) -> str:
    """The last part of the division: `ks`, `us`, `dc`."""
    return record.division.rsplit(":", 1)[-1]


def rows_of(record: ActRecord) -> list[Row]:
    """Every row, the earliest first. Keys are unique, and the same for the same row of a later
    copy of the record, whatever became of its date and its classes."""
    place = place_of(record)
    actions = list(dict.fromkeys(record.actions))  # a row told twice happened once
    read = _told_by_effect(actions, [_read(action, place) for action in actions])
    if _newest_first(read):
        read.reverse()
    order = _order(read)
    seen: Counter[str] = Counter()
    rows = []
    for index in order:
        row = read[index]
        seen[row.key] += 1
        rows.append(
            Row(
                row.words, row.move, f"{row.key}:{seen[row.key]}", row.on, row.words_on, row.chamber
            )
        )
    return rows


def _told_by_effect(actions: Sequence[Action], rows: list[Row]) -> list[Row]:
    """Where no row tells of the enactment itself, one that is filed as became-law and says
    `Effective ...` does (OH and WA file both so)."""
    if LAWFUL.intersection(row.move for row in rows):
        return rows
    return [
        replace(row, move=Move.BECAME_LAW)
        if row.move is Move.EFFECTIVE and "became-law" in action.classification
        else row
        for action, row in zip(actions, rows, strict=True)
    ]


def _read(action: Action, place: str) -> Row:
    words = fold(action.description)
    opening = words[:_MOST_WORDS]
    move = move_of(without_lead(opening), told_classes(action.classification), place)
    told = words_date(opening, action.date, lead_only=not _dated(move, opening))
    return Row(words, move, _key(action.chamber, words), action.date, told, action.chamber)


def _dated(move: Move, words: str) -> bool:
    if say.PLANNED.search(words):
        return False  # a plan for a day is no proof that it was kept
    return move in _DATED or (move is Move.COMMITTEE and "ntroduced" in words)


def _key(chamber: str | None, words: str) -> str:
    slug = _WORD.sub("-", without_dates(words).lower()).strip("-")
    if len(slug) > 60:
        slug = slug[:48] + "-" + hashlib.sha256(slug.encode()).hexdigest()[:11]
    return f"{chamber or 'any'}:{slug}"


def _newest_first(rows: Sequence[Row]) -> bool:
    """Whether the source lists its latest action first: by its dates, and where these are all
    the same, by an introduction that stands at the end and not at the beginning."""
    dates = [row.on.first for row in rows if row.on]
    falls = sum(b < a for a, b in pairwise(dates))
    rises = sum(b > a for a, b in pairwise(dates))
    if falls != rises:
        return falls > rises
    return len(rows) > 1 and rows[-1].move in _EARLY and rows[0].move not in _EARLY


def _order(rows: Sequence[Row]) -> list[int]:
    """Places of the rows in true order: by the day that counts, an undated row beside the one
    before it, then as the source lists them."""
    keys: list[tuple[dt.date, dt.date, int]] = []
    last = min((r.on.first for r in rows if r.on), default=dt.date.min)
    for index, row in enumerate(rows):
        date = row.words_on or row.on
        own = row.on.first if row.on else last
        last = date.first if date else last
        keys.append((last if date else own, own, index))
    return [key[2] for key in sorted(keys)]
