"""The deliveries for an operator: what waits, what died, and making one due again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from regtrack.domain.alerts import Channel, DeliveryState, Endpoint
from regtrack.domain.masking import masked_chat, masked_url
from regtrack.store import tables
from regtrack.store.outbox import BY_HAND, tries_of
from regtrack.store.statements import table

_DELIVERY, _CHANGE = table(tables.DeliveryRow), table(tables.ChangeRow)
_VIEWS = sa.select(_DELIVERY, _CHANGE.c.kind, _CHANGE.c.division).join(
    _CHANGE, _CHANGE.c.id == _DELIVERY.c.change
)
#: What an operator can make due again: what failed, and what waits for its next try.
_RETRIED = (DeliveryState.DEAD.value, DeliveryState.DUE.value)


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One delivery as an operator sees it. `to` never shows a webhook's path, which is often a
    secret; the mark behind the host tells two of one host apart. `tries` counts those of the
    present schedule; `answer` is what the receiver said last."""

    id: str
    state: DeliveryState
    channel: Channel
    to: str
    subscription: str
    change: str
    kind: str
    division: str
    created_at: dt.datetime
    due_at: dt.datetime
    done_at: dt.datetime | None
    tries: int
    answer: str | None
    digest: str | None = None
    attempts: tuple[Mapping[str, Any], ...] = ()


def listed(
    connection: sa.Connection,
    state: DeliveryState | None = None,
    most: int = 1000,
    subscription: str | None = None,
) -> list[DeliveryView]:
    """Deliveries (of one subscription), newest first."""
    query = _VIEWS.order_by(_DELIVERY.c.seq.desc()).limit(most)
    if state is not None:
        query = query.where(_DELIVERY.c.state == state.value)
    if subscription is not None:
        query = query.where(_DELIVERY.c.subscription == subscription)
    return [_view(row) for row in connection.execute(query)]


def shown(connection: sa.Connection, key: str) -> list[DeliveryView]:
    """One delivery, or all of a digest, in order; none where there is none."""
    query = _VIEWS.where(_is(key)).order_by(_DELIVERY.c.seq)
    return [_view(row) for row in connection.execute(query)]


def _is(key: str) -> sa.ColumnElement[bool]:
    """The delivery of an id, with those that are one message with it; or those of a digest's id."""
    mates = sa.select(_DELIVERY.c.digest).where(
        _DELIVERY.c.id == key, _DELIVERY.c.digest.is_not(None)
    )
    return sa.or_(_DELIVERY.c.id == key, _DELIVERY.c.digest == key, _DELIVERY.c.digest.in_(mates))


def state_of(connection: sa.Connection, key: str) -> DeliveryState | None:
    """Where one delivery stands; None when there is none."""
    found = connection.execute(sa.select(_DELIVERY.c.state).where(_is(key))).scalar()
    return DeliveryState(found) if found else None


def retry(connection: sa.Connection, now: dt.datetime, key: str | None = None) -> list[str]:
    """Make one delivery that is dead or waits due now (with all of its digest), or all that are
    dead; their ids. The schedule of tries begins anew; the id of the message stays the same."""
    query = sa.select(_DELIVERY.c.id, _DELIVERY.c.attempts).order_by(_DELIVERY.c.seq)
    if key is None:
        query = query.where(_DELIVERY.c.state == DeliveryState.DEAD.value)
    else:
        query = query.where(_is(key), _DELIVERY.c.state.in_(_RETRIED))
    return _make_due(connection, query, now)


def retry_endpoint(
    connection: sa.Connection, now: dt.datetime, endpoint: Endpoint, since: dt.datetime
) -> list[str]:
    """Make due what was given up at one endpoint since an instant; their ids."""
    query = sa.select(_DELIVERY.c.id, _DELIVERY.c.attempts).where(
        _DELIVERY.c.state == DeliveryState.DEAD.value,
        _DELIVERY.c.channel == endpoint.channel.value,
        _DELIVERY.c.address == endpoint.address,
        _DELIVERY.c.done_at >= since,
    )
    return _make_due(connection, query.order_by(_DELIVERY.c.seq), now)


def replay(
    connection: sa.Connection,
    now: dt.datetime,
    since: dt.datetime,
    until: dt.datetime,
    subscription: str | None = None,
) -> list[str]:
    """Make due again what was accepted in [since, until], under the same ids: a receiver that
    lost its data gets them, one that did not knows them by their ids."""
    query = sa.select(_DELIVERY.c.id, _DELIVERY.c.attempts).where(
        _DELIVERY.c.state == DeliveryState.DONE.value,
        _DELIVERY.c.done_at >= since,
        _DELIVERY.c.done_at <= until,
    )
    if subscription is not None:
        query = query.where(_DELIVERY.c.subscription == subscription)
    return _make_due(connection, query.order_by(_DELIVERY.c.seq), now)


def _make_due(connection: sa.Connection, query: sa.Select[Any], now: dt.datetime) -> list[str]:
    found = connection.execute(query).all()
    for row in found:
        entry = {"at": now.isoformat(), "outcome": BY_HAND, "answer": ""}
        values = {
            "state": DeliveryState.DUE.value,
            "due_at": now,
            "done_at": None,
            "holds": False,
            "attempts": [*row.attempts, entry],
        }
        connection.execute(sa.update(_DELIVERY).where(_DELIVERY.c.id == row.id).values(values))
    return [row.id for row in found]


def counts(connection: sa.Connection) -> Counter[DeliveryState]:
    """How many deliveries stand in each state."""
    query = sa.select(_DELIVERY.c.state, sa.func.count()).group_by(_DELIVERY.c.state)
    return Counter({DeliveryState(state): n for state, n in connection.execute(query)})


def masked(channel: Channel, address: str) -> str:
    """An address that may be shown: a webhook's host, a chat's service, and a mark made of the
    whole."""
    if channel is Channel.EMAIL:
        return address
    if channel is Channel.APPRISE:
        return masked_chat(address)
    return masked_url(address)


def _view(row: Any) -> DeliveryView:
    channel = Channel(row.channel)
    attempts: Sequence[Mapping[str, Any]] = row.attempts
    answers = [str(a["answer"]) for a in attempts if a["outcome"] != BY_HAND]
    return DeliveryView(
        id=row.id,
        state=DeliveryState(row.state),
        channel=channel,
        to=masked(channel, row.address),
        subscription=row.subscription,
        change=row.change,
        kind=row.kind,
        division=row.division,
        created_at=row.created_at,
        due_at=row.due_at,
        done_at=row.done_at,
        tries=tries_of(attempts),
        answer=answers[-1] if answers else None,
        digest=row.digest,
        attempts=tuple(attempts),
    )
