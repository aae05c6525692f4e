"""Subscriptions, the audit of their changes, and what is put in the outbox for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState, Endpoint, Subscription, digest_id
from regtrack.domain.changes import Change
from regtrack.domain.codec import plain
from regtrack.services.ports import DueDelivery, SubscriptionEvent
from regtrack.store import rows, tables
from regtrack.store.statements import Statements, plain_fields, table

_SUBSCRIPTION, _DELIVERY = table(tables.SubscriptionRow), table(tables.DeliveryRow)
_EVENT, _CHANGE = table(tables.SubscriptionEventRow), table(tables.ChangeRow)
_LIVING = _SUBSCRIPTION.c.removed_at.is_(None)
_CANCELLED = {"state": DeliveryState.CANCELLED.value}
_STANDS = _DELIVERY.c.state != DeliveryState.CANCELLED.value


class SqlSubscribers(Statements):
    """That part of the repository that knows who is told."""

    def subscriptions(self) -> list[Subscription]:
        """The living subscriptions, paused and expired ones too, oldest first."""
        query = sa.select(_SUBSCRIPTION).where(_LIVING)
        query = query.order_by(_SUBSCRIPTION.c.created_at, _SUBSCRIPTION.c.id)
        return [rows.subscription(r) for r in self.connection.execute(query)]

    def add_subscription(self, subscription: Subscription, at: dt.datetime) -> None:
        """Add a subscription, or let an ended one of this id live again as it is now."""
        value = {**_columns(subscription), "created_at": at, "removed_at": None}
        self._upsert(_SUBSCRIPTION, value, "id")

    def change_subscription(self, subscription: Subscription) -> None:
        """Bring a living subscription's fields up to date."""
        mine = sa.and_(_SUBSCRIPTION.c.id == subscription.id, _LIVING)
        values = _columns(subscription)
        self.connection.execute(sa.update(_SUBSCRIPTION).where(mine).values(values))

    def remove_subscription(self, subscription: str, at: dt.datetime) -> bool:
        """End a subscription and cancel what is due for it; False when there is none."""
        mine = sa.and_(_SUBSCRIPTION.c.id == subscription, _LIVING)
        done = self.connection.execute(sa.update(_SUBSCRIPTION).where(mine).values(removed_at=at))
        self.cancel_waiting(subscription)
        return done.rowcount == 1

    def cancel_waiting(self, subscription: str) -> int:
        """Cancel all that is due for a subscription; how many deliveries that were."""
        waiting = sa.and_(
            _DELIVERY.c.subscription == subscription,
            _DELIVERY.c.state == DeliveryState.DUE.value,
        )
        statement = sa.update(_DELIVERY).where(waiting).values(_CANCELLED)
        return self.connection.execute(statement).rowcount

    def move_waiting(
        self, subscription: str, before: Endpoint, after: Endpoint | None, at: dt.datetime
    ) -> int:
        """Let what is due for a subscription at one endpoint go to another instead, under the same
        ids, or with None cancel it; how many deliveries that were. What was tried is due at `at`,
        and digests join that of the other endpoint."""
        waiting = sa.and_(
            _DELIVERY.c.subscription == subscription,
            _DELIVERY.c.channel == before.channel.value,
            _DELIVERY.c.address == before.address,
            _DELIVERY.c.state == DeliveryState.DUE.value,
        )
        found = self.connection.execute(sa.select(_DELIVERY).where(waiting)).all()
        for row in found:
            values: Mapping[str, Any] = _CANCELLED
            if after is not None:
                values = _at_endpoint(row, after, at)
            this = sa.update(_DELIVERY).where(_DELIVERY.c.seq == row.seq)
            self.connection.execute(this.values(values))
        return len(found)

    def add_subscription_event(self, event: SubscriptionEvent) -> None:
        """Add an entry to the audit."""
        value = {name: getattr(event, name) for name in SubscriptionEvent.__slots__}
        self.connection.execute(sa.insert(_EVENT), {**value, "fields": dict(event.fields)})

    def subscription_events(self, subscription: str | None = None) -> list[SubscriptionEvent]:
        """The audit of one subscription or of all, oldest first; ended ones too."""
        query = sa.select(_EVENT).order_by(_EVENT.c.id)
        if subscription is not None:
            query = query.where(_EVENT.c.subscription == subscription)
        names = SubscriptionEvent.__slots__
        return [
            SubscriptionEvent(**{name: getattr(row, name) for name in names})
            for row in self.connection.execute(query)
        ]

    def add_delivery(self, delivery: DueDelivery, at: dt.datetime) -> None:
        """Put an alert in the outbox; one that is there stays."""
        value: dict[str, Any] = {
            "id": delivery.id,
            "subscription": delivery.subscription,
            "change": delivery.change,
            "channel": delivery.endpoint.channel.value,
            "address": delivery.endpoint.address,
            "state": DeliveryState.DUE.value,
            "created_at": at,
            "due_at": delivery.due_at,
            "fence": 0,
            "attempts": [],
            "digest": delivery.digest,
            "holds": False,
        }
        self._insert_new(_DELIVERY, [value], "id")

    def begun(self, digest: str) -> bool:
        """Whether a digest was taken to be sent, so that nothing may be added to it."""
        waiting = (DeliveryState.DUE.value, DeliveryState.CANCELLED.value)
        taken = sa.or_(_DELIVERY.c.fence > 0, _DELIVERY.c.state.not_in(waiting))
        query = sa.select(_DELIVERY.c.id).where(_DELIVERY.c.digest == digest, taken).limit(1)
        return self.connection.execute(query).first() is not None

    def told_changes(self, division: str) -> list[Change]:
        """The changes of a division for which a delivery went out or will, oldest first."""
        sent = sa.exists().where(_DELIVERY.c.change == _CHANGE.c.id, _STANDS)
        query = sa.select(_CHANGE.c.body).where(_CHANGE.c.division == division, sent)
        query = query.order_by(_CHANGE.c.seq)
        return [rows.change(row) for row in self.connection.execute(query)]

    def told_to(self, changes: Sequence[str]) -> list[tuple[str, Endpoint]]:
        """To whom these changes went out or will, each pair once, oldest first."""
        query = sa.select(_DELIVERY).where(_DELIVERY.c.change.in_(changes), _STANDS)
        found = self.connection.execute(query.order_by(_DELIVERY.c.seq))
        pairs = [(r.subscription, Endpoint(Channel(r.channel), r.address)) for r in found]
        return list(dict.fromkeys(pairs))

    def cancel_deliveries(self, key_beginning: str) -> int:
        """Cancel what is still due for the changes whose keys begin so; how many that were."""
        same = _CHANGE.c.key.startswith(key_beginning, autoescape=True)
        ids = sa.select(_CHANGE.c.id).where(same)
        due = sa.and_(_DELIVERY.c.change.in_(ids), _DELIVERY.c.state == DeliveryState.DUE.value)
        statement = sa.update(_DELIVERY).where(due).values(_CANCELLED)
        return self.connection.execute(statement).rowcount


def _at_endpoint(row: Any, endpoint: Endpoint, at: dt.datetime) -> Mapping[str, Any]:
    tried = row.fence > 0
    digest = row.digest
    if digest is not None and not tried:
        digest = digest_id(row.due_at, row.subscription, endpoint)
    return {
        "address": endpoint.address,
        "due_at": min(row.due_at, at) if tried else row.due_at,
        "digest": digest,
        "holds": False,
    }


def _columns(subscription: Subscription) -> Mapping[str, Any]:
    values = plain_fields(subscription)
    for name in ("substances", "kinds", "ahead"):
        values[name] = values[name] or []
    values["timing"] = plain(subscription.timing)
    values["until"] = subscription.until
    return values
