"""Receivers that fail or were switched off, and webhook secrets that were replaced."""

from __future__ import annotations

import datetime as dt
import hashlib

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState, Endpoint
from regtrack.domain.endpoints import Failing
from regtrack.store import deliveries, tables
from regtrack.store.statements import table

_ENDPOINT, _SECRET = table(tables.EndpointRow), table(tables.OldSecretRow)
_SUBSCRIPTION, _DELIVERY = table(tables.SubscriptionRow), table(tables.DeliveryRow)
_SOURCE = table(tables.SourceRow)
#: How many deliveries are looked at for one that arrived.
_NEWEST = 1000
_NAMES = Failing.__slots__


class SqlEndpoints:
    """The services' EndpointBook on a connection whose transaction the caller owns."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def failing(self, key: str | None = None) -> dict[str, Failing]:
        """All that fail by the endpoint's key, or this one."""
        query = sa.select(_ENDPOINT)
        if key is not None:
            query = query.where(_ENDPOINT.c.id == key)
        return {
            row.id: Failing(**{name: getattr(row, name) for name in _NAMES})
            for row in self.connection.execute(query)
        }

    def put(self, endpoint: Endpoint, state: Failing) -> None:
        """Write how one fails."""
        values = {name: getattr(state, name) for name in _NAMES}
        self.forget(endpoint.key)
        statement = sa.insert(_ENDPOINT).values(id=endpoint.key, channel=endpoint.channel, **values)
        self.connection.execute(statement)

    def forget(self, key: str) -> None:
        """It is well, or switched on again."""
        self.connection.execute(sa.delete(_ENDPOINT).where(_ENDPOINT.c.id == key))

    def revive(self, endpoint: Endpoint, since: dt.datetime, at: dt.datetime) -> None:
        """Make due at `at`, under the same ids, what was given up there since an instant."""
        deliveries.retry_endpoint(self.connection, at, endpoint, since)

    def reached_elsewhere(self, endpoint: Endpoint) -> dt.datetime | None:
        """When anything but this receiver's host was last known to be reached: a receiver on
        another host that took one of the newest messages, or a source that was read. Mail tells
        nothing: its server may stand on this machine."""
        newest = sa.select(_DELIVERY).order_by(_DELIVERY.c.seq.desc()).limit(_NEWEST).subquery()
        last = sa.func.max(newest.c.done_at).label("at")
        query = (
            sa.select(newest.c.channel, newest.c.address, last)
            .where(newest.c.state == DeliveryState.DONE.value)
            .where(newest.c.channel != Channel.EMAIL.value)
            .group_by(newest.c.channel, newest.c.address)
        )
        times = [
            row.at
            for row in self.connection.execute(query)
            if row.at and Endpoint(Channel(row.channel), row.address).host != endpoint.host
        ]
        read = self.connection.execute(sa.select(sa.func.max(_SOURCE.c.last_ok_at))).scalar()
        return max([*times, *([read] if read else [])], default=None)


def rotate(
    connection: sa.Connection, subscription: str, secret: str, until: dt.datetime
) -> str | None:
    """Let a living subscription's webhook be signed with `secret`, and until an instant with those
    of before too; all of them, the newest first. None where there is no such webhook."""
    mine = sa.and_(_SUBSCRIPTION.c.id == subscription, _SUBSCRIPTION.c.removed_at.is_(None))
    old = connection.execute(sa.select(_SUBSCRIPTION.c.secret).where(mine)).scalar()
    if not old:
        return None
    query = sa.select(_SECRET.c.digest).where(_SECRET.c.subscription == subscription)
    known = set(connection.execute(query).scalars())
    for word in str(old).split():
        if _digest(word) not in known:
            values = {"subscription": subscription, "digest": _digest(word), "until": until}
            connection.execute(sa.insert(_SECRET).values(values))
    both = f"{secret} {old}"
    connection.execute(sa.update(_SUBSCRIPTION).where(mine).values(secret=both))
    return both


def anything_ends(connection: sa.Connection, now: dt.datetime) -> bool:
    """Whether a replaced secret signs too long."""
    query = sa.select(_SECRET.c.digest).where(_SECRET.c.until <= now).limit(1)
    return connection.execute(query).first() is not None


def end_old_secrets(connection: sa.Connection, now: dt.datetime) -> int:
    """Drop the replaced secrets whose time is over; how many those were."""
    over = connection.execute(sa.select(_SECRET).where(_SECRET.c.until <= now)).all()
    for row in over:
        mine = _SUBSCRIPTION.c.id == row.subscription
        words = connection.execute(sa.select(_SUBSCRIPTION.c.secret).where(mine)).scalar() or ""
        kept = " ".join(w for w in str(words).split() if _digest(w) != row.digest)
        connection.execute(sa.update(_SUBSCRIPTION).where(mine).values(secret=kept))
        this = sa.and_(_SECRET.c.subscription == row.subscription, _SECRET.c.digest == row.digest)
        connection.execute(sa.delete(_SECRET).where(this))
    return len(over)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:32]
