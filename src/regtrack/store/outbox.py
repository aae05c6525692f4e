"""The outbox: deliveries claimed under a lease, settled under a fence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState, Endpoint
from regtrack.services.ports import Claimed
from regtrack.store import rows, tables
from regtrack.store.statements import table

_DELIVERY, _CHANGE = table(tables.DeliveryRow), table(tables.ChangeRow)
_SUBSCRIPTION, _DIVISION = table(tables.SubscriptionRow), table(tables.DivisionRow)


_SETTING = table(tables.SettingRow)
#: The setting that holds the instant of the last unit of work.
LAST_INSTANT = "last_instant"
_FREE: dict[str, None] = {"lease_owner": None, "lease_until": None}
#: The outcome of an entry among the attempts that is no try: an operator made it due by hand.
BY_HAND = "made due by hand"


def present(connection: sa.Connection, now: dt.datetime) -> dt.datetime:
    """The clock's instant, or that of the last unit of work where the clock stands or went back:
    what that one made due is due."""
    query = sa.select(_SETTING.c.value).where(_SETTING.c.name == LAST_INSTANT)
    last = connection.execute(query).scalar_one_or_none()
    return max(now, dt.datetime.fromisoformat(last)) if last else now


def tries_of(attempts: Sequence[Mapping[str, object]]) -> int:
    """The tries since the delivery was last made due by hand: the schedule begins anew then."""
    tries = 0
    for attempt in attempts:
        tries = 0 if attempt["outcome"] == BY_HAND else tries + 1
    return tries


class SqlOutbox:
    """The services' Outbox on an engine; each call is a transaction of its own."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def claim(
        self,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        most: int,
        channel: Channel | None = None,
    ) -> list[Claimed]:
        """Take due deliveries (of one channel), oldest first; those whose lease ran out are taken
        over."""
        with self.engine.begin() as connection:
            now = present(connection, now)
            self._drop_unwanted(connection, now)
            due = self._due(now).order_by(_DELIVERY.c.seq).limit(most)
            if channel is not None:
                due = due.where(_DELIVERY.c.channel == channel.value)
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

    def _drop_unwanted(self, connection: sa.Connection, now: dt.datetime) -> None:
        """Cancel what is due to those who ended their subscription while it was being sent."""
        gone = sa.select(_SUBSCRIPTION.c.id).where(_SUBSCRIPTION.c.removed_at.is_not(None))
        ids = self._due(now).where(_DELIVERY.c.subscription.in_(gone))
        cancelled = {"state": DeliveryState.CANCELLED.value, **_FREE}
        connection.execute(sa.update(_DELIVERY).where(_DELIVERY.c.id.in_(ids)).values(cancelled))

    def release_dead(self, is_dead: Callable[[str], bool]) -> int:
        """Make due what owners that are known to be dead were sending; how many. It may have
        arrived: it is sent again under the same id."""
        with self.engine.begin() as connection:
            query = sa.select(_DELIVERY.c.id, _DELIVERY.c.lease_owner)
            query = query.where(_DELIVERY.c.state == DeliveryState.SENDING.value)
            found = [r.id for r in connection.execute(query) if is_dead(r.lease_owner)]
            due = {"state": DeliveryState.DUE.value, **_FREE}
            for key in found:
                connection.execute(sa.update(_DELIVERY).where(_DELIVERY.c.id == key).values(due))
            return len(found)

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
                **_FREE,
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
        tries=tries_of(row.attempts),
        created_at=row.created_at,
        endpoint=Endpoint(Channel(row.channel), row.address, row.secret),
        subscription=row.subscription,
        change=rows.change(row),
        place=row.place or "",
    )
