"""How the database, the sources and the outbox stand, read without waiting for a writer."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from regtrack.contract import SourceSpec
from regtrack.domain.alerts import DeliveryState, Subscription
from regtrack.store import database, deliveries, rows, tables
from regtrack.store.outbox import due_now, present
from regtrack.store.sources import CLOCKS_APART, spec_of
from regtrack.store.statements import table

_SOURCE, _SNAPSHOT = table(tables.SourceRow), table(tables.SnapshotRow)
_DELIVERY, _SUBSCRIPTION = table(tables.DeliveryRow), table(tables.SubscriptionRow)
_SETTING = table(tables.SettingRow)
_WAIT_SECONDS = 2.0
_WAITING = (DeliveryState.DUE.value, DeliveryState.SENDING.value)


def reading_engine(url: str) -> sa.Engine:
    """An engine that only reads: on SQLite it never takes the lock that writers queue for, and
    neither creates nor upgrades the database."""
    file = database.sqlite_file(url)
    if file is None:
        return database.engine_for(url)

    def connect() -> sqlite3.Connection:
        address = f"{Path(file).absolute().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, check_same_thread=False)

    return sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool)


@contextmanager
def reading(url: str) -> Iterator[sa.Connection]:
    """A connection of such an engine, for a moment."""
    engine = reading_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source that is watched. `failures` counts faulty runs in a row."""

    key: str
    url: str
    cadence: str
    next_due_at: dt.datetime | None
    lease_until: dt.datetime | None
    last_run_at: dt.datetime | None
    last_ok_at: dt.datetime | None
    failures: int
    fault: str | None
    fault_message: str | None

    def due(self, now: dt.datetime) -> bool:
        """Whether a run is due that nobody makes now."""
        held = self.lease_until is not None and self.lease_until >= now
        ahead = self.last_run_at is not None and self.last_run_at > now + CLOCKS_APART
        return not held and self.next_due_at is not None and (self.next_due_at <= now or ahead)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the outbox holds. `oldest_at` is when the oldest that still waits was written;
    `failing` those that were tried without success."""

    counts: Counter[DeliveryState]
    oldest_at: dt.datetime | None
    failing: tuple[deliveries.DeliveryView, ...] = ()
    dead: tuple[deliveries.DeliveryView, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoints:
    """How many living subscriptions want mail, webhooks, chat, and the faults of sources."""

    mail: int
    webhook: int
    chat: int
    operator: int


def sources(connection: sa.Connection) -> list[SourceHealth]:
    """Every enabled source, by key."""
    query = sa.select(_SOURCE).where(_SOURCE.c.enabled).order_by(_SOURCE.c.key)
    names = SourceHealth.__slots__
    return [
        SourceHealth(**{name: getattr(row, name) for name in names})
        for row in connection.execute(query)
    ]


def waiting(connection: sa.Connection) -> Waiting:
    """The outbox as a whole, with what failed."""
    oldest = sa.select(sa.func.min(_DELIVERY.c.created_at)).where(_DELIVERY.c.state.in_(_WAITING))
    due = deliveries.listed(connection, DeliveryState.DUE, 100)
    return Waiting(
        counts=deliveries.counts(connection),
        oldest_at=connection.execute(oldest).scalar_one_or_none(),
        failing=tuple(d for d in due if d.tries),
        dead=tuple(deliveries.listed(connection, DeliveryState.DEAD, 100)),
    )


def outbox_counts(connection: sa.Connection) -> Counter[DeliveryState]:
    """How many deliveries are in each state."""
    return deliveries.counts(connection)


def oldest_due_at(connection: sa.Connection, now: dt.datetime) -> dt.datetime | None:
    """When the delivery was due that is due for longest and was not tried since."""
    due = sa.and_(_DELIVERY.c.state == DeliveryState.DUE.value, _DELIVERY.c.due_at <= now)
    query = sa.select(sa.func.min(_DELIVERY.c.due_at)).where(due)
    return connection.execute(query).scalar_one_or_none()


def specs(connection: sa.Connection) -> list[SourceSpec]:
    """Every enabled source as it is fetched, without what is known of its addresses."""
    query = sa.select(_SOURCE).where(_SOURCE.c.enabled).order_by(_SOURCE.c.key)
    return [spec_of(row, {}) for row in connection.execute(query)]


def anything_due(connection: sa.Connection, now: dt.datetime) -> bool:
    """Whether a delivery is due, or was left by somebody whose lease ran out."""
    query = sa.select(_DELIVERY.c.id).where(due_now(now, present(connection, now))).limit(1)
    return connection.execute(query).first() is not None


def living(connection: sa.Connection) -> list[Subscription]:
    """The living subscriptions."""
    query = sa.select(_SUBSCRIPTION).where(_SUBSCRIPTION.c.removed_at.is_(None))
    return [rows.subscription(r) for r in connection.execute(query.order_by(_SUBSCRIPTION.c.id))]


def endpoints(connection: sa.Connection) -> Endpoints:
    """What the living subscriptions ask for."""
    query = sa.select(_SUBSCRIPTION).where(_SUBSCRIPTION.c.removed_at.is_(None))
    found = connection.execute(query).all()
    return Endpoints(
        mail=sum(bool(s.email) for s in found),
        webhook=sum(bool(s.webhook) for s in found),
        chat=sum(bool(s.apprise) for s in found),
        operator=sum(bool(s.operator) for s in found),
    )


def setting(connection: sa.Connection, name: str) -> str | None:
    """A fact about the database."""
    query = sa.select(_SETTING.c.value).where(_SETTING.c.name == name)
    return connection.execute(query).scalar_one_or_none()


def settings_below(connection: sa.Connection, beginning: str) -> dict[str, str]:
    """The facts whose names begin so, by the rest of their names."""
    name = _SETTING.c.name
    query = sa.select(_SETTING).where(name.startswith(beginning, autoescape=True))
    return {r.name.removeprefix(beginning): r.value for r in connection.execute(query)}


def snapshot_names(connection: sa.Connection) -> list[str]:
    """The names of all bytes that were received."""
    return list(connection.execute(sa.select(_SNAPSHOT.c.sha256).distinct()).scalars())


def damage(connection: sa.Connection) -> list[str]:
    """What SQLite finds wrong with its file; nothing on another engine, which looks after its
    own."""
    if connection.dialect.name != "sqlite":
        return []
    rows: list[Any] = list(connection.execute(sa.text("PRAGMA quick_check(20)")).scalars())
    return [str(r) for r in rows if r != "ok"]
