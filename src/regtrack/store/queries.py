"""Reading queries beyond an answer: the change log, instruments, held observations."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from regtrack.domain.changes import Change
from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Observation
from regtrack.services.reviewing import accepted_id
from regtrack.store import answer_rows, rows, tables
from regtrack.store.statements import table

_CHANGE, _INSTRUMENT = table(tables.ChangeRow), table(tables.InstrumentRow)
_OBSERVATION, _VERSION = table(tables.ObservationRow), table(tables.DocumentVersionRow)
_RUN, _ALIAS = table(tables.RunRow), table(tables.AliasRow)


def changes(
    connection: sa.Connection,
    since: dt.datetime | None = None,
    *,
    known_at: dt.datetime | None = None,
) -> list[Change]:
    """The change log, oldest first."""
    query = sa.select(_CHANGE)
    if since is not None:
        query = query.where(_CHANGE.c.recorded_at >= since)
    if known_at is not None:
        query = query.where(_CHANGE.c.recorded_at <= known_at)
    # Sorted here: told to sort by `seq`, SQLite reads the whole log in that order.
    found = sorted(connection.execute(query), key=lambda r: r.seq)
    return [rows.change(r) for r in found]


def instruments_in(connection: sa.Connection, division: str | None) -> list[Instrument]:
    """The instruments of a division and all below it, or all."""
    query = sa.select(_INSTRUMENT)
    if division is not None:
        below = _INSTRUMENT.c.division.startswith(division + "/", autoescape=True)
        query = query.where(sa.or_(_INSTRUMENT.c.division == division, below))
    found = [answer_rows.instrument(r) for r in connection.execute(query)]
    # Sorted here: engines differ in where they put nulls and in how they compare letters.
    return sorted(found, key=lambda i: (i.division, i.session or "", i.number or "", i.id))


def observations_about(
    connection: sa.Connection, instruments: Iterable[str]
) -> dict[str, list[Observation]]:
    """Every observation about these instruments, oldest first."""
    ids = sorted(set(instruments))
    found: dict[str, list[Observation]] = defaultdict(list)
    for at in range(0, len(ids), 500):
        query = sa.select(_OBSERVATION).where(_OBSERVATION.c.instrument.in_(ids[at : at + 500]))
        query = query.order_by(_OBSERVATION.c.recorded_at, _OBSERVATION.c.id)
        for row in connection.execute(query):
            found[row.instrument].append(answer_rows.observation(row))
    return found


def held(connection: sa.Connection) -> list[Observation]:
    """Observations that wait for a person: held, and neither accepted nor rejected since."""
    query = sa.select(_OBSERVATION).where(_OBSERVATION.c.held)
    waiting = [answer_rows.observation(r) for r in connection.execute(query)]
    done = sa.select(_OBSERVATION.c.claim).where(_OBSERVATION.c.kind == "retraction")
    gone = {c["observation"] for c in connection.execute(done).scalars()}
    answers = [accepted_id(o.id) for o in waiting]
    query = sa.select(_OBSERVATION.c.id).where(_OBSERVATION.c.id.in_(answers))
    accepted = set(connection.execute(query).scalars())
    return [o for o in waiting if o.id not in gone and accepted_id(o.id) not in accepted]


def one_observation(connection: sa.Connection, key: str) -> Observation | None:
    """An observation by its id."""
    row = connection.execute(sa.select(_OBSERVATION).where(_OBSERVATION.c.id == key)).first()
    return answer_rows.observation(row) if row else None


def every_observation(connection: sa.Connection) -> Iterable[Observation]:
    """All observations, in pieces."""
    query = sa.select(_OBSERVATION).order_by(_OBSERVATION.c.id)
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield answer_rows.observation(row)


def last_runs(connection: sa.Connection, source: str, most: int = 10) -> list[dict[str, Any]]:
    """The last runs of a source, newest first."""
    query = sa.select(_RUN).where(_RUN.c.source == source).order_by(_RUN.c.id.desc()).limit(most)
    return [dict(r._mapping) for r in connection.execute(query)]
