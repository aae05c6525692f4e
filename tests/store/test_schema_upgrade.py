"""From the first schema to the newest: rows written by an older program stay and mean the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command

from regtrack.domain.alerts import AT_ONCE, DeliveryState
from regtrack.domain.importance import Importance
from regtrack.store import database as opening
from regtrack.store import deliveries, migrating
from regtrack.store.repository import SqlRepository

_AT = "2026-07-01T12:00:00.000000Z"
_ROWS = f"""
INSERT INTO subscription (id, division, substances, kinds, email, above, operator, created_at)
VALUES ('s-1', NULL, '[]', '["status"]', 'a@example.org', true, false, '{_AT}');
INSERT INTO change (seq, id, key, kind, division, recorded_at, news, body)
VALUES (1, 'c-1', 'status|1', 'status', 'ocd-division/country:us', '{_AT}', true, '{{}}');
INSERT INTO delivery (seq, id, subscription, change, channel, address, state, created_at, due_at,
                      fence, attempts)
VALUES (1, 'msg_1', 's-1', 'c-1', 'email', 'a@example.org', 'due', '{_AT}', '{_AT}', 3, '[]')
"""


def test_subscriptions_and_deliveries_of_the_first_schema_go_on(database: str) -> None:
    engine = opening.engine_for(database)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # the fixture has the newest schema in it already
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        config = migrating.scripts()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in _ROWS.split(";"):
            connection.exec_driver_sql(statement.replace("%", "%%"))
    opening.upgrade(engine)
    with engine.begin() as connection:
        (found,) = SqlRepository(connection).subscriptions()
        (waiting,) = deliveries.listed(connection, DeliveryState.DUE)
    assert (found.below, found.ahead, found.timing, found.paused) == (True, (), AT_ONCE, False)
    assert (found.least, found.until, found.owner) == (Importance.INFO, None, None)
    assert (waiting.id, waiting.digest) == ("msg_1", None)
    with engine.begin() as connection:
        holds = connection.execute(sa.text("SELECT holds FROM delivery")).scalar()
        assert not holds
        assert SqlRepository(connection).subscription_events() == []
    engine.dispose()
