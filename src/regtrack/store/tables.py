"""The tables. Observations, periods and changes are only inserted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from regtrack.store.columns import Instant, Json

#: One name for every constraint, so that both engines and every migration agree.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class DivisionRow(SQLModel, table=True):
    """A place that something is known about, with its name for people."""

    __tablename__ = "division"
    id: str = Field(primary_key=True)
    name: str


class SourceRow(SQLModel, table=True):
    """One watched page, feed or API, when it is due, and who holds its lease."""

    __tablename__ = "source"
    key: str = Field(primary_key=True)
    platform: str
    url: str
    division: str
    publisher: str
    authority: str
    cadence: str
    options: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    enabled: bool = True
    next_due_at: dt.datetime | None = Field(default=None, sa_type=Instant, index=True)
    lease_owner: str | None = None
    lease_until: dt.datetime | None = Field(default=None, sa_type=Instant)
    fence: int = 0
    last_run_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    last_ok_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    last_change_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    failures: int = 0
    fault: str | None = None
    fault_message: str | None = None
    fault_told: bool = False


class RunRow(SQLModel, table=True):
    """One execution of one source."""

    __tablename__ = "run"
    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    fence: int
    started_at: dt.datetime = Field(sa_type=Instant)
    finished_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    reason: str | None = None
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class SnapshotRow(SQLModel, table=True):
    """Bytes received at an address; the newest row of an address holds its validators."""

    __tablename__ = "snapshot"
    __table_args__ = (sa.Index("ix_snapshot_source_url", "source", "url", "id"),)
    id: int | None = Field(default=None, primary_key=True)
    source: str
    url: str
    sha256: str = Field(index=True)
    retrieved_at: dt.datetime = Field(sa_type=Instant)
    status: int
    media_type: str
    size: int
    role: str
    etag: str | None = None
    last_modified: str | None = None
    fault: str | None = None


class InstrumentRow(SQLModel, table=True):
    """A legal act, under our own id."""

    __tablename__ = "instrument"
    id: str = Field(primary_key=True)
    division: str = Field(index=True)
    kind: str
    title: str
    number: str | None = None
    session: str | None = None
    citation: str | None = None
    url: str | None = None
    recorded_at: dt.datetime = Field(sa_type=Instant)


class AliasRow(SQLModel, table=True):
    """A natural key of an instrument."""

    __tablename__ = "alias"
    scheme: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    instrument: str = Field(foreign_key="instrument.id", index=True)


class LinkRow(SQLModel, table=True):
    """How one instrument bears on another."""

    __tablename__ = "link"
    id: str = Field(primary_key=True)
    source: str = Field(foreign_key="instrument.id", index=True)
    kind: str
    target: str = Field(foreign_key="instrument.id", index=True)
    on: str | None = None
    until: str | None = None
    evidence: list[Any] = Field(default_factory=list, sa_type=Json)
    recorded_at: dt.datetime = Field(sa_type=Instant)


class DocumentVersionRow(SQLModel, table=True):
    """One text of an instrument as read from one snapshot; new bytes are a new version."""

    __tablename__ = "document_version"
    __table_args__ = (sa.UniqueConstraint("instrument", "key", "seq"),)
    id: str = Field(primary_key=True)
    instrument: str = Field(foreign_key="instrument.id", index=True)
    key: str
    seq: int
    role: str
    note: str
    dated_on: str | None = None
    url: str | None = None
    media_type: str
    sha256: str | None = None
    text_sha256: str | None = None
    extractor: str | None = None
    fault: str | None = None
    recorded_at: dt.datetime = Field(sa_type=Instant)


class ObservationRow(SQLModel, table=True):
    """A claim with evidence; append-only. `dated_on` is the day of a stage event, so that the turn
    of the day finds those that have come."""

    __tablename__ = "observation"
    __table_args__ = (sa.Index("ix_observation_kind_dated_on", "kind", "dated_on"),)
    id: str = Field(primary_key=True)
    division: str = Field(index=True)
    substance: str | None = None
    instrument: str | None = Field(default=None, index=True)
    kind: str
    claim: dict[str, Any] = Field(sa_type=Json)
    method: str
    authority: str
    confidence: str
    recorded_at: dt.datetime = Field(sa_type=Instant)
    dated_on: dt.date | None = None
    version: str | None = None
    reader: str | None = None
    evidence: list[Any] = Field(default_factory=list, sa_type=Json)
    conflict: bool = False
    held: bool = False


class PeriodRow(SQLModel, table=True):
    """A segment of a derived timeline. All rows of one division and substance that share the newest
    `recorded_at` up to an instant are the timeline as known then; `ordinal` -1 carries what is
    pending and the claims that lost."""

    __tablename__ = "period"
    __table_args__ = (
        sa.Index("ix_period_lookup", "division", "substance", "recorded_at", "ordinal"),
    )
    id: int | None = Field(default=None, primary_key=True)
    division: str
    substance: str
    recorded_at: dt.datetime = Field(sa_type=Instant)
    ordinal: int
    start: dt.date | None = None
    until: dt.date | None = None
    status: str
    parts: list[Any] = Field(default_factory=list, sa_type=Json)
    aside: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class ChangeRow(SQLModel, table=True):
    """One entry of the change log, written once under its key."""

    __tablename__ = "change"
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    key: str = Field(unique=True)
    kind: str
    division: str = Field(index=True)
    recorded_at: dt.datetime = Field(sa_type=Instant, index=True)
    news: bool = True
    body: dict[str, Any] = Field(sa_type=Json)


class SubscriptionRow(SQLModel, table=True):
    """Who wants which changes, where to."""

    __tablename__ = "subscription"
    id: str = Field(primary_key=True)
    division: str | None = None
    substances: list[Any] = Field(default_factory=list, sa_type=Json)
    kinds: list[Any] = Field(default_factory=list, sa_type=Json)
    email: str | None = None
    webhook: str | None = None
    apprise: str | None = None
    secret: str | None = None
    above: bool = True
    operator: bool = False
    created_at: dt.datetime = Field(sa_type=Instant)
    removed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    below: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
    least: str = Field(default="info", sa_column_kwargs={"server_default": "info"})
    ahead: list[Any] = Field(
        default_factory=list, sa_type=Json, sa_column_kwargs={"server_default": "[]"}
    )
    timing: dict[str, Any] = Field(
        default_factory=dict, sa_type=Json, sa_column_kwargs={"server_default": "{}"}
    )
    until: dt.date | None = None
    paused: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    name: str | None = None
    owner: str | None = None
    secret_env: str | None = None
    apprise_env: str | None = None


class SubscriptionEventRow(SQLModel, table=True):
    """Who changed what of a subscription, when; append-only. `fields` holds each field's value
    before and after, secrets and web addresses masked."""

    __tablename__ = "subscription_event"
    id: int | None = Field(default=None, primary_key=True)
    subscription: str = Field(foreign_key="subscription.id", index=True)
    at: dt.datetime = Field(sa_type=Instant)
    who: str
    what: str
    fields: dict[str, Any] = Field(sa_type=Json)


class DeliveryRow(SQLModel, table=True):
    """One alert due at one endpoint; every try is appended to `attempts`. `seq` is the order in
    which an endpoint gets them. Those of one `digest` are one message under that id; `holds` says
    that the last try failed so that those behind it wait."""

    __tablename__ = "delivery"
    __table_args__ = (
        sa.Index("ix_delivery_due", "state", "due_at"),
        sa.Index("ix_delivery_subscription", "subscription", "state"),
    )
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    subscription: str = Field(foreign_key="subscription.id")
    change: str = Field(foreign_key="change.id", index=True)
    channel: str
    address: str
    state: str
    created_at: dt.datetime = Field(sa_type=Instant)
    due_at: dt.datetime = Field(sa_type=Instant)
    done_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    lease_owner: str | None = None
    lease_until: dt.datetime | None = Field(default=None, sa_type=Instant)
    fence: int = 0
    attempts: list[Any] = Field(default_factory=list, sa_type=Json)
    digest: str | None = Field(default=None, index=True)
    holds: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})


class SettingRow(SQLModel, table=True):
    """A fact about the database itself: the last tick, the baseline loaded."""

    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str


class LeaseRow(SQLModel, table=True):
    """What a process holds, or a counter in `fence`: who leads the workers, who of them is alive,
    the last tick of each timetable. Times are the database's clock."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    owner: str | None = None
    until: dt.datetime | None = Field(default=None, sa_type=Instant)
    fence: int = Field(default=0, sa_type=sa.BigInteger)


class EndpointRow(SQLModel, table=True):
    """A receiver that fails, or was switched off. `id` stands for its channel and address, which
    is often a secret; there is no row for one that is well. `own_since` is when those failures
    began that are its own and not the network's."""

    __tablename__ = "endpoint"
    id: str = Field(primary_key=True)
    channel: str
    failing_since: dt.datetime = Field(sa_type=Instant)
    last_failed_at: dt.datetime = Field(sa_type=Instant)
    failures: int
    why: str
    disabled_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    own_since: dt.datetime | None = Field(default=None, sa_type=Instant)


class OldSecretRow(SQLModel, table=True):
    """A webhook secret that was replaced and signs until an instant beside the new one. `digest`
    finds it among the subscription's secrets."""

    __tablename__ = "old_secret"
    subscription: str = Field(primary_key=True, foreign_key="subscription.id")
    digest: str = Field(primary_key=True)
    until: dt.datetime = Field(sa_type=Instant)
