"""Observations, periods and changes are only ever inserted: the database itself watches."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from records import (
    DROPPED,
    PAGE_AGE,
    PAGE_BAN,
    PAGE_SILENT,
    TN,
    Desk,
    ban,
    bill,
    notice,
    page,
    text,
)
from regtrack.contract import LinkRecord, Stage, VersionRole
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Alias, LinkKind
from regtrack.domain.observations import Observation
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.substances import Substance
from regtrack.services.baseline import Baseline, observe
from regtrack.services.baseline_loading import load_into
from regtrack.services.reviewing import accept, retract
from regtrack.services.turn_of_day import turn_of_day
from regtrack.store import queries

APPEND_ONLY = ("observation", "period", "change")
_PG_RAISE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""


def _guard(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text(_PG_RAISE))
        for name in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                if engine.dialect.name == "postgresql":
                    sql = (
                        f'CREATE TRIGGER no_{verb} BEFORE {verb} ON "{name}" '
                        "FOR EACH ROW EXECUTE FUNCTION refuse()"
                    )
                else:
                    sql = (
                        f'CREATE TRIGGER no_{name}_{verb} BEFORE {verb} ON "{name}" '
                        f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
                    )
                connection.execute(sa.text(sql))


def _fact(effect: Effect) -> Observation:
    claim = Provision(Substance.KRATOM, effect, start=PartialDate("2024-01-01"))
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return observe(TN, claim, at, substance=Substance.KRATOM)


def _load(desk: Desk, fact: Observation) -> None:
    with desk.app.unit() as (repository, now):
        load_into(repository, Baseline((), (), (), (fact,), {TN: "Tennessee"}), now)


def _tick(desk: Desk, at: str) -> None:
    desk.clock(at)
    with desk.app.unit() as (repository, now):
        turn_of_day(repository, now)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_guard_itself_works(desk: Desk, table: str, verb: str) -> None:
    desk.take(page(PAGE_BAN))
    _guard(desk.app.engine)
    column = "kind" if table != "period" else "status"
    sql = f"UPDATE \"{table}\" SET {column} = 'x'" if verb == "UPDATE" else f'DELETE FROM "{table}"'
    with (
        pytest.raises(sa.exc.DBAPIError, match="append-only"),
        desk.app.engine.begin() as connection,
    ):
        connection.exec_driver_sql(sql)


def test_nothing_is_ever_written_over_or_removed(desk: Desk) -> None:
    _guard(desk.app.engine)
    desk.subscribe()
    _tick(desk, "2026-06-14T12:00:00+00:00")
    _load(desk, _fact(Effect.SCHEDULE))
    steps = [("2026-06-01", "introduced"), ("2026-06-05", "upper")]
    first = text(ban("July 1, 2026"), VersionRole.PROPOSAL, note="Introduced")
    law = [*steps, ("2026-06-12", "signed")]
    for record in (
        bill(steps, [first]),
        bill([("2026-06-02", "introduced"), steps[1]], [first]),
        bill(law, [first]),
        bill(law, [first, text(None)]),
        bill(law, [first, text(ban("July 1, 2026"))]),
        bill(law, [first, text(ban("August 1, 2026"))]),
        bill(law, [first, text(DROPPED)]),
        page(PAGE_BAN),
        page(PAGE_AGE),
        page(PAGE_SILENT),
        page(PAGE_BAN),
        notice("one", Stage.PROPOSED, "2026-06-02"),
        notice(
            "two", Stage.ENACTED, "2026-06-12", LinkRecord(LinkKind.WITHDRAWS, Alias("fr", "one"))
        ),
    ):
        desk.take(record)
    _load(desk, _fact(Effect.REGULATE))
    _load(desk, _fact(Effect.SCHEDULE))
    with desk.app.engine.connect() as connection:
        held = queries.held(connection)
    with desk.app.unit() as (repository, now):
        accept(repository, held[0], now)
    with desk.app.unit() as (repository, now):
        retract(repository, _fact(Effect.SCHEDULE), "wrong", now)
    _tick(desk, "2026-08-20T12:00:00+00:00")
    assert len(held) == 1
    assert min(desk.counts()[name] for name in APPEND_ONLY) > 5
