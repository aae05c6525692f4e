"""What the feeds are made of: the news, and the timelines that tell or told of days to come."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.store import answer_rows, rows, tables
from regtrack.store.statements import table

_CHANGE, _PERIOD = table(tables.ChangeRow), table(tables.PeriodRow)
_OBSERVATION = table(tables.ObservationRow)
#: Days are those of the place: one more or less than the instant's.
_DAY = dt.timedelta(days=1)

Key = tuple[str, Substance]


def stamp(connection: sa.Connection) -> str:
    """A text that is another when the feeds may be."""
    change = connection.execute(sa.select(sa.func.max(_CHANGE.c.seq))).scalar_one_or_none()
    period = connection.execute(sa.select(sa.func.max(_PERIOD.c.id))).scalar_one_or_none()
    return f"{change or 0}.{period or 0}"


def news(connection: sa.Connection) -> list[Change]:
    """What was told of the law, newest first."""
    query = sa.select(_CHANGE).where(
        _CHANGE.c.news, _CHANGE.c.kind != ChangeKind.SOURCE_FAULT.value
    )
    found = [rows.change(r) for r in connection.execute(query.order_by(_CHANGE.c.seq))]
    return found[::-1]


def coming(connection: sa.Connection) -> set[Key]:
    """The divisions and substances whose timelines ever told of a day to come."""
    light = (_PERIOD.c.division, _PERIOD.c.substance, _PERIOD.c.recorded_at, _PERIOD.c.start,
             _PERIOD.c.until)  # fmt: skip
    query = sa.select(*light).where(_PERIOD.c.ordinal >= 0)
    found: set[Key] = set()
    for division, substance, at, start, until in connection.execute(query):
        edge = at.date() - _DAY
        if start > edge or (until is not None and until > edge):
            found.add((division, Substance(substance)))
    return found


def generations(connection: sa.Connection, key: Key) -> list[tuple[dt.datetime, Timeline]]:
    """All timelines of a division and substance with their instants, oldest first."""
    query = sa.select(_PERIOD).where(_PERIOD.c.division == key[0], _PERIOD.c.substance == key[1])
    grouped: dict[dt.datetime, list[Any]] = defaultdict(list)
    for row in connection.execute(query.order_by(_PERIOD.c.recorded_at, _PERIOD.c.ordinal)):
        grouped[row.recorded_at].append(row)
    return [(at, answer_rows.timeline(group)) for at, group in sorted(grouped.items())]


def instruments_of_observations(connection: sa.Connection, division: str) -> dict[str, str]:
    """The instrument of each observation of a division that has one."""
    columns = (_OBSERVATION.c.id, _OBSERVATION.c.instrument)
    query = sa.select(*columns).where(
        _OBSERVATION.c.division == division, _OBSERVATION.c.instrument.is_not(None)
    )
    return {row.id: row.instrument for row in connection.execute(query)}
