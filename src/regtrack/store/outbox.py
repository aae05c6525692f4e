"""The outbox: deliveries claimed under a lease, in order, and settled under a fence."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState, Endpoint
from regtrack.domain.changes import Change
from regtrack.domain.codec import build
from regtrack.domain.timing import Timing
from regtrack.services.ports import Claimed, Part, Settled
from regtrack.store import rows, tables
from regtrack.store.statements import table

_DELIVERY, _CHANGE = table(tables.DeliveryRow), table(tables.ChangeRow)
_SUBSCRIPTION, _DIVISION = table(tables.SubscriptionRow), table(tables.DivisionRow)
_SETTING = table(tables.SettingRow)
#: The setting that holds the instant of the last unit of work.
LAST_INSTANT = "last_instant"
_FREE: dict[str, None] = {"lease_owner": None, "lease_until": None}
_DUE, _SENDING = DeliveryState.DUE.value, DeliveryState.SENDING.value
#: The outcome of an entry among the attempts that is no try: an operator made it due by hand.
BY_HAND = "made due by hand"
#: How many messages of one endpoint are claimed at once: they go out one after the other.
_EACH = 20
#: No try is planned so far ahead, and no lease goes so far.
_FAR = dt.timedelta(days=8)


def present(connection: sa.Connection, now: dt.datetime) -> dt.datetime:
    """The clock's instant, or that of the last unit of work where the clock stands or went back:
    what that one made due is due."""
    return _latest(connection, sa.select(_SETTING.c.value), now)


def _latest(connection: sa.Connection, query: sa.Select[Any], now: dt.datetime) -> dt.datetime:
    query = query.where(_SETTING.c.name == LAST_INSTANT)
    last = connection.execute(query).scalar_one_or_none()
    return max(now, dt.datetime.fromisoformat(last)) if last else now


def due_now(now: dt.datetime, present: dt.datetime) -> sa.ColumnElement[bool]:
    """What to send at `now` of the clock: what is due, or was left by somebody whose lease ran out.

    What was never tried is due by the instants of this database, which may run ahead of a clock
    that went back. Further tries are planned by the clock, or all of them would be made at once;
    those that one far ahead has planned are due."""
    untouched = sa.or_(_DELIVERY.c.fence == 0, _DELIVERY.c.due_at == _DELIVERY.c.created_at)
    never_tried = sa.and_(untouched, _DELIVERY.c.due_at <= present)
    unbelievable = sa.and_(_DELIVERY.c.fence > 0, _DELIVERY.c.due_at > now + _FAR)
    due = sa.or_(_DELIVERY.c.due_at <= now, never_tried, unbelievable)
    until = _DELIVERY.c.lease_until
    return sa.or_(
        sa.and_(_DELIVERY.c.state == DeliveryState.DUE.value, due),
        sa.and_(
            _DELIVERY.c.state == DeliveryState.SENDING.value,
            sa.or_(until < now, until > now + _FAR),
        ),
    )


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
        endpoints: int | None = None,
    ) -> list[Claimed]:
        """Take due deliveries (of one channel, to so many endpoints), oldest first; those whose
        lease ran out are taken over. An endpoint to which somebody is sending, or that is waited
        for, is left alone."""
        with self.engine.begin() as connection:
            is_due = due_now(now, self._alone(connection, now))
            self._drop_unwanted(connection, is_due)
            found = self._in_order(connection, now, is_due, most, channel, endpoints or most)
            if not found:
                return []
            values = {"lease_owner": owner, "lease_until": now + lease, "state": _SENDING}
            connection.execute(
                sa.update(_DELIVERY)
                .where(_DELIVERY.c.seq.in_(found))
                .values(**values, fence=_DELIVERY.c.fence + 1)
            )
            return _load(connection, found)

    @staticmethod
    def _alone(connection: sa.Connection, now: dt.datetime) -> dt.datetime:
        """The present, with claims and units of work one after the other on either engine: what is
        claimed in order cannot be overtaken, and nobody adds to a digest that is claimed."""
        query = sa.select(_SETTING.c.value)
        if connection.dialect.name == "postgresql":
            query = query.with_for_update()
        return _latest(connection, query, now)

    @staticmethod
    def _drop_unwanted(connection: sa.Connection, is_due: sa.ColumnElement[bool]) -> None:
        """Cancel what is due to those who ended their subscription while it was being sent."""
        gone = sa.select(_SUBSCRIPTION.c.id).where(_SUBSCRIPTION.c.removed_at.is_not(None))
        left = _DELIVERY.c.subscription.in_(gone)
        cancelled = {"state": DeliveryState.CANCELLED.value, **_FREE}
        connection.execute(sa.update(_DELIVERY).where(left, is_due).values(cancelled))

    @staticmethod
    def _in_order(
        connection: sa.Connection,
        now: dt.datetime,
        is_due: sa.ColumnElement[bool],
        most: int,
        channel: Channel | None,
        endpoints: int,
    ) -> list[int]:
        """The rows to take: of each endpoint the first few, digests whole."""
        paused = sa.select(_SUBSCRIPTION.c.id).where(_SUBSCRIPTION.c.paused)
        endpoint = sa.tuple_(_DELIVERY.c.channel, _DELIVERY.c.address)
        query = (
            sa.select(_DELIVERY.c.seq, _DELIVERY.c.channel, _DELIVERY.c.address, _DELIVERY.c.digest)
            .where(is_due, _DELIVERY.c.subscription.not_in(paused))
            .where(endpoint.not_in(busy(now)))
            .order_by(_DELIVERY.c.seq)
            .limit(most)
        )
        if channel is not None:
            query = query.where(_DELIVERY.c.channel == channel.value)
        taken: list[int] = []
        digests: set[str] = set()
        each: Counter[tuple[str, str]] = Counter()
        for row in connection.execute(query):
            to = (row.channel, row.address)
            if each[to] < _EACH and (to in each or len(each) < endpoints):
                each[to] += 1
                taken.append(row.seq)
                digests |= {row.digest} if row.digest else set()
        if digests:
            whole = sa.select(_DELIVERY.c.seq).where(_DELIVERY.c.digest.in_(digests), is_due)
            taken = sorted({*taken, *connection.execute(whole).scalars()})
        return taken

    def release_dead(self, is_dead: Callable[[str], bool]) -> int:
        """Make due what owners that are known to be dead were sending; how many. It may have
        arrived: it is sent again under the same id."""
        with self.engine.begin() as connection:
            query = sa.select(_DELIVERY.c.id, _DELIVERY.c.lease_owner)
            query = query.where(_DELIVERY.c.state == _SENDING)
            found = [r.id for r in connection.execute(query) if is_dead(r.lease_owner)]
            due = {"state": _DUE, **_FREE}
            for key in found:
                connection.execute(sa.update(_DELIVERY).where(_DELIVERY.c.id == key).values(due))
            return len(found)

    def settle(
        self,
        claimed: Claimed,
        state: DeliveryState,
        due_at: dt.datetime | None,
        attempt: Mapping[str, object],
    ) -> bool:
        """Write the outcome of a try; False when somebody else holds the lease by now."""
        return self.settle_all([Settled(claimed, state, due_at, attempt)]) > 0

    def settle_all(self, outcomes: Iterable[Settled]) -> int:
        """Write the outcomes of several tries in one transaction; how many rows were still ours."""
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for outcome in outcomes:
            values = _outcome(outcome)
            for row in outcome.claimed.parts:
                past = (
                    {"attempts": [*row.attempts, dict(outcome.attempt)]} if outcome.attempt else {}
                )
                key = {"its_id": row.id, "its_fence": row.fence}
                by_columns[(*values, *past)].append({**values, **past, **key})
        written = 0
        mine = sa.and_(
            _DELIVERY.c.id == sa.bindparam("its_id"), _DELIVERY.c.fence == sa.bindparam("its_fence")
        )
        with self.engine.begin() as connection:
            for many in by_columns.values():
                written += connection.execute(sa.update(_DELIVERY).where(mine), many).rowcount
        return written


def _outcome(outcome: Settled) -> dict[str, Any]:
    """The columns that a try leaves, but for the list of tries. Without an attempt nothing was
    tried: the delivery is given back as it was."""
    values: dict[str, Any] = {"state": outcome.state.value, **_FREE, "holds": outcome.holds}
    if outcome.due_at is not None:
        values["due_at"] = outcome.due_at
    if outcome.attempt and outcome.state in (DeliveryState.DONE, DeliveryState.DEAD):
        values["done_at"] = dt.datetime.fromisoformat(str(outcome.attempt["at"]))
    return values


def busy(now: dt.datetime) -> sa.Select[Any]:
    """The endpoints to which somebody is sending, and those whose last message is tried again
    later: what is behind it waits, so that it stays in order."""
    until = _DELIVERY.c.lease_until
    sending = sa.and_(_DELIVERY.c.state == _SENDING, until >= now, until <= now + _FAR)
    query = sa.select(_DELIVERY.c.channel, _DELIVERY.c.address)
    return query.where(sa.or_(sending, held(now)))


def held(now: dt.datetime) -> sa.ColumnElement[bool]:
    """What is tried again later and holds up all behind it until then."""
    due_at = _DELIVERY.c.due_at
    later = sa.and_(due_at > now, due_at <= now + _FAR)
    return sa.and_(_DELIVERY.c.state == _DUE, later, _DELIVERY.c.holds)


def _load(connection: sa.Connection, seqs: list[int]) -> list[Claimed]:
    query = (
        sa.select(_DELIVERY, _SUBSCRIPTION.c.secret, _SUBSCRIPTION.c.timing)
        .join(_SUBSCRIPTION, _SUBSCRIPTION.c.id == _DELIVERY.c.subscription)
        .where(_DELIVERY.c.seq.in_(seqs))
        .order_by(_DELIVERY.c.seq)
    )
    messages: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        messages[row.digest or row.id].append(row)
    told = _changes(connection, {r.change for found in messages.values() for r in found})
    return [_claimed(key, found, told) for key, found in messages.items()]


def _changes(connection: sa.Connection, ids: set[str]) -> dict[str, tuple[Change, str]]:
    """Changes with the names of their places, each read once however many are told of it."""
    query = sa.select(_CHANGE.c.id, _CHANGE.c.body, _DIVISION.c.name)
    query = query.outerjoin(_DIVISION, _DIVISION.c.id == _CHANGE.c.division)
    found = connection.execute(query.where(_CHANGE.c.id.in_(ids)))
    return {row.id: (rows.change(row), row.name or "") for row in found}


def _claimed(key: str, found: Sequence[Any], told: Mapping[str, tuple[Change, str]]) -> Claimed:
    first = found[0]
    return Claimed(
        id=key,
        tries=tries_of(first.attempts),
        created_at=first.created_at,
        endpoint=Endpoint(Channel(first.channel), first.address, first.secret),
        subscription=first.subscription,
        timing=build(Timing, first.timing),
        changes=tuple(told[row.change][0] for row in found),
        places=tuple(told[row.change][1] for row in found),
        parts=tuple(Part(row.id, row.fence, tuple(row.attempts)) for row in found),
    )
