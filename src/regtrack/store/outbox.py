"""The outbox: deliveries claimed under a lease, settled under a fence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState, Endpoint
from regtrack.services.ports import Claimed
from regtrack.store import rows, tables
from regtrack.store.repository import table

_DELIVERY, _CHANGE = table(tables.DeliveryRow), table(tables.ChangeRow)
_SUBSCRIPTION, _DIVISION = table(tables.SubscriptionRow), table(tables.DivisionRow)


class SqlOutbox:
    """The services' Outbox on an engine; each call is a transaction of its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def claim(self, now: dt.datetime, owner: str, lease: dt.timedelta, most: int) -> list[Claimed]:
        """Take due deliveries, oldest first; those whose lease ran out are taken over."""
        with self.engine.begin() as connection:
            due = self._due(now).order_by(_DELIVERY.c.seq).limit(most)
            if self.engine.dialect.name == "postgresql":
                due = due.with_for_update(skip_locked=True)
            ids = [str(i) for i in connection.execute(due).scalars()]
            if not ids:
                return []
            connection.execute(
                sa.update(_DELIVERY)
                .where(_DELIVERY.c.id.in_(ids))
                .values(
                    state=DeliveryState.SENDING.value,
                    lease_owner=owner,
                    lease_until=now + lease,
                    fence=_DELIVERY.c.fence + 1,
                )
            )
            return self._load(connection, ids)

    @staticmethod
    def _due(now: dt.datetime) -> sa.Select[Any]:
        waiting = sa.and_(_DELIVERY.c.state == DeliveryState.DUE.value, _DELIVERY.c.due_at <= now)
        left = sa.and_(
            _DELIVERY.c.state == DeliveryState.SENDING.value, _DELIVERY.c.lease_until < now
        )
        return sa.select(_DELIVERY.c.id).where(sa.or_(waiting, left))

    @staticmethod
    def _load(connection: sa.Connection, ids: list[str]) -> list[Claimed]:
        query = (
            sa.select(
                _DELIVERY, _CHANGE.c.body, _SUBSCRIPTION.c.secret, _DIVISION.c.name.label("place")
            )
            .join(_CHANGE, _CHANGE.c.id == _DELIVERY.c.change)
            .join(_SUBSCRIPTION, _SUBSCRIPTION.c.id == _DELIVERY.c.subscription)
            .outerjoin(_DIVISION, _DIVISION.c.id == _CHANGE.c.division)
            .where(_DELIVERY.c.id.in_(ids))
            .order_by(_DELIVERY.c.seq)
        )
        return [_claimed(row) for row in connection.execute(query)]

    def settle(
        self,
        claimed: Claimed,
        state: DeliveryState,
        due_at: dt.datetime | None,
        attempt: Mapping[str, object],
    ) -> bool:
        """Write the outcome of a try; False when somebody else holds the lease by now."""
        with self.engine.begin() as connection:
            mine = sa.and_(_DELIVERY.c.id == claimed.id, _DELIVERY.c.fence == claimed.fence)
            past = connection.execute(sa.select(_DELIVERY.c.attempts).where(mine)).scalar()
            if past is None:
                return False
            values: dict[str, Any] = {
                "state": state.value,
                "lease_owner": None,
                "lease_until": None,
                "attempts": [*past, dict(attempt)],
            }
            if due_at is not None:
                values["due_at"] = due_at
            if state in (DeliveryState.DONE, DeliveryState.DEAD):
                values["done_at"] = dt.datetime.fromisoformat(str(attempt["at"]))
            connection.execute(sa.update(_DELIVERY).where(mine).values(values))
            return True


def _claimed(row: Any) -> Claimed:
    return Claimed(
        id=row.id,
        fence=row.fence,
        tries=len(row.attempts),
        created_at=row.created_at,
        endpoint=Endpoint(Channel(row.channel), row.address, row.secret),
        subscription=row.subscription,
        change=rows.change(row),
        place=row.place or "",
    )
