"""Why a message waits: for its hour, behind one that is tried again later, or for nobody to send
it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState
from regtrack.store import tables
from regtrack.store.deliveries import masked
from regtrack.store.outbox import busy, held
from regtrack.store.statements import table

_DELIVERY, _SUBSCRIPTION = table(tables.DeliveryRow), table(tables.SubscriptionRow)
_DUE = _DELIVERY.c.state == DeliveryState.DUE.value


@dataclass(frozen=True, slots=True)
class Hold:
    """Messages of one receiver that wait behind `head`, so that they come in order: it is tried
    again `until`, and `answer` is what the receiver said last. `waiting` counts deliveries."""

    head: str
    channel: Channel
    to: str
    until: dt.datetime
    waiting: int
    answer: str


def holds(connection: sa.Connection, now: dt.datetime) -> list[Hold]:
    """Every receiver whose messages wait behind one, oldest head first; none where nothing waits
    behind it."""
    heads: dict[tuple[str, str], Any] = {}
    query = sa.select(_DELIVERY).where(held(now)).order_by(_DELIVERY.c.seq)
    for row in connection.execute(query):
        heads.setdefault((row.channel, row.address), row)
    found = (_hold(connection, row) for row in heads.values())
    return [hold for hold in found if hold.waiting]


def _hold(connection: sa.Connection, head: Any) -> Hold:
    other = _DELIVERY.c.id != head.id
    if head.digest:
        other = sa.or_(_DELIVERY.c.digest.is_(None), _DELIVERY.c.digest != head.digest)
    behind = sa.select(sa.func.count()).where(
        _DUE,
        other,
        _DELIVERY.c.channel == head.channel,
        _DELIVERY.c.address == head.address,
        _DELIVERY.c.due_at <= head.due_at,
    )
    channel = Channel(head.channel)
    return Hold(
        head=head.digest or head.id,
        channel=channel,
        to=masked(channel, head.address),
        until=head.due_at,
        waiting=int(connection.execute(behind).scalar_one()),
        answer=str(head.attempts[-1]["answer"]) if head.attempts else "",
    )


@dataclass(frozen=True, slots=True)
class Unsent:
    """Deliveries that should have gone out and did not, and since when the first was due."""

    number: int
    since: dt.datetime | None


def unsent(connection: sa.Connection, now: dt.datetime, grace: dt.timedelta) -> Unsent:
    """What is due for longer than `grace` and waits for nothing: no pause, nothing before it."""
    paused = sa.select(_SUBSCRIPTION.c.id).where(_SUBSCRIPTION.c.paused)
    endpoint = sa.tuple_(_DELIVERY.c.channel, _DELIVERY.c.address)
    query = sa.select(sa.func.count(), sa.func.min(_DELIVERY.c.due_at)).where(
        _DUE,
        _DELIVERY.c.due_at < now - grace,
        _DELIVERY.c.subscription.not_in(paused),
        endpoint.not_in(busy(now)),
    )
    number, since = connection.execute(query).one()
    return Unsent(number, since)
