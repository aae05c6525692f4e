"""The sources: what is due, who holds it, and how it went. Leases and fences are the truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from regtrack.contract import SnapshotRecord, SourceSpec, Validators
from regtrack.domain.observations import Authority
from regtrack.services.ports import Lease, SourceState
from regtrack.store import tables
from regtrack.store.repository import SqlRepository
from regtrack.store.statements import table

_SOURCE, _RUN, _SNAPSHOT = (
    table(tables.SourceRow),
    table(tables.RunRow),
    table(tables.SnapshotRow),
)


_FREE = {"lease_owner": None, "lease_until": None}


def _held_by(lease: Lease) -> sa.ColumnElement[bool]:
    return sa.and_(_SOURCE.c.key == lease.spec.key, _SOURCE.c.fence == lease.fence)


class SqlSources:
    """The services' Sources on an engine; each call is a transaction of its own, but for those
    that take part in the transaction of a repository."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def register(self, specs: Iterable[SourceSpec], now: dt.datetime) -> None:
        """Add sources or bring their description up to date; a new one is due at once."""
        with self.engine.begin() as connection:
            known = set(connection.execute(sa.select(_SOURCE.c.key)).scalars())
            for spec in specs:
                values = {
                    "platform": spec.platform,
                    "url": spec.url,
                    "division": spec.division,
                    "publisher": spec.publisher,
                    "authority": spec.authority.value,
                    "cadence": spec.cadence,
                    "options": dict(spec.options),
                    "enabled": True,
                }
                mine = _SOURCE.c.key == spec.key
                if spec.key in known:
                    connection.execute(sa.update(_SOURCE).where(mine).values(values))
                else:
                    fresh = {"fence": 0, "failures": 0, "fault_told": False, "next_due_at": now}
                    connection.execute(sa.insert(_SOURCE).values(key=spec.key, **fresh, **values))

    def claim(
        self,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        *,
        keys: Sequence[str] = (),
        most: int = 50,
    ) -> list[Lease]:
        """Take the sources that are due (or these, due or not) and held by nobody; write their
        runs."""
        free = sa.or_(_SOURCE.c.lease_until.is_(None), _SOURCE.c.lease_until < now)
        due = _SOURCE.c.key.in_(keys) if keys else _SOURCE.c.next_due_at <= now
        query = sa.select(_SOURCE).where(_SOURCE.c.enabled, free, due)
        query = query.order_by(_SOURCE.c.next_due_at).limit(most)
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                query = query.with_for_update(skip_locked=True)
            found = connection.execute(query).all()
            return [self._take(connection, row, now, owner, lease) for row in found]

    def peek(self) -> list[Lease]:
        """Every enabled source with what is known of its addresses, without claiming it."""
        with self.engine.begin() as connection:
            query = sa.select(_SOURCE).where(_SOURCE.c.enabled).order_by(_SOURCE.c.key)
            return [
                Lease(_spec(row, self._validators(connection, row.key)), 0, row.fence)
                for row in connection.execute(query).all()
            ]

    def _take(
        self, connection: sa.Connection, row: Any, now: dt.datetime, owner: str, lease: dt.timedelta
    ) -> Lease:
        fence = row.fence + 1
        held = {"lease_owner": owner, "lease_until": now + lease, "fence": fence}
        connection.execute(sa.update(_SOURCE).where(_SOURCE.c.key == row.key).values(held))
        run = connection.execute(
            sa.insert(_RUN).values(source=row.key, fence=fence, started_at=now, counts={})
        )
        assert run.inserted_primary_key is not None
        spec = _spec(row, self._validators(connection, row.key))
        return Lease(spec, int(run.inserted_primary_key[0]), fence)

    @staticmethod
    def _validators(connection: sa.Connection, key: str) -> dict[str, Validators]:
        newest = sa.select(sa.func.max(_SNAPSHOT.c.id)).where(
            _SNAPSHOT.c.source == key, _SNAPSHOT.c.fault.is_(None)
        )
        query = sa.select(_SNAPSHOT).where(_SNAPSHOT.c.id.in_(newest.group_by(_SNAPSHOT.c.url)))
        return {
            r.url: Validators(r.etag, r.last_modified, r.sha256) for r in connection.execute(query)
        }

    def add_snapshots(
        self, repository: SqlRepository, source: str, snapshots: Iterable[SnapshotRecord]
    ) -> None:
        """Write what was received, in the repository's transaction: an address is known as
        unchanged only once its documents are imported."""
        values = [
            {
                "source": source,
                "url": s.url,
                "sha256": s.sha256,
                "retrieved_at": s.retrieved_at,
                "status": s.status,
                "media_type": s.media_type,
                "size": s.size,
                "role": s.role,
                "etag": s.etag,
                "last_modified": s.last_modified,
                "fault": s.fault,
            }
            for s in snapshots
        ]
        if values:
            repository.connection.execute(sa.insert(_SNAPSHOT), values)

    def still_held(self, repository: SqlRepository, lease: Lease) -> bool:
        """Whether the run still holds its source, locked until the transaction ends: a frozen
        process that wakes after its lease was taken over must not write."""
        query = sa.select(_SOURCE.c.fence).where(_SOURCE.c.key == lease.spec.key)
        if self.engine.dialect.name == "postgresql":
            query = query.with_for_update()
        return bool(repository.connection.execute(query).scalar_one() == lease.fence)

    def finish(
        self,
        lease: Lease,
        reason: str,
        counts: Mapping[str, Any],
        state: SourceState,
    ) -> bool:
        """Write how a run ended and when the source is due again; False if it was taken over."""
        with self.engine.begin() as connection:
            ended = {"finished_at": state.at, "reason": reason, "counts": dict(counts)}
            connection.execute(sa.update(_RUN).where(_RUN.c.id == lease.run).values(ended))
            values: dict[str, Any] = {
                "lease_owner": None,
                "lease_until": None,
                "last_run_at": state.at,
                "next_due_at": state.next_due_at,
                "failures": state.failures,
                "fault": state.fault,
                "fault_message": state.fault_message,
                "fault_told": state.fault_told,
            }
            if state.fault is None:
                values["last_ok_at"] = state.at
            if state.changed:
                values["last_change_at"] = state.at
            done = connection.execute(sa.update(_SOURCE).where(_held_by(lease)).values(values))
            return done.rowcount == 1

    def renew(self, leases: Iterable[Lease], until: dt.datetime) -> None:
        """Hold on to sources whose run takes long; those finished meanwhile stay free."""
        with self.engine.begin() as connection:
            for lease in leases:
                mine = sa.and_(_held_by(lease), _SOURCE.c.lease_owner.is_not(None))
                connection.execute(sa.update(_SOURCE).where(mine).values(lease_until=until))

    def release(self, leases: Iterable[Lease], at: dt.datetime) -> None:
        """Give back sources whose run did not come to its end; they stay due."""
        with self.engine.begin() as connection:
            for lease in leases:
                connection.execute(sa.update(_SOURCE).where(_held_by(lease)).values(_FREE))
                ended = {"finished_at": at, "reason": "stopped"}
                run = sa.and_(_RUN.c.id == lease.run, _RUN.c.finished_at.is_(None))
                connection.execute(sa.update(_RUN).where(run).values(ended))

    def release_dead(self, is_dead: Callable[[str], bool]) -> list[str]:
        """Free the sources held by owners that are known to be dead; their keys. The next claim
        raises the fence, so one that was not dead after all can write nothing."""
        with self.engine.begin() as connection:
            query = sa.select(_SOURCE.c.key, _SOURCE.c.lease_owner)
            held = connection.execute(query.where(_SOURCE.c.lease_owner.is_not(None)))
            keys = [row.key for row in held if is_dead(row.lease_owner)]
            connection.execute(sa.update(_SOURCE).where(_SOURCE.c.key.in_(keys)).values(_FREE))
            return keys

    def states(self) -> dict[str, Any]:
        """Every source's row, by key."""
        with self.engine.begin() as connection:
            query = sa.select(_SOURCE).order_by(_SOURCE.c.key)
            return {r.key: r for r in connection.execute(query)}


def _spec(row: Any, validators: Mapping[str, Validators]) -> SourceSpec:
    return SourceSpec(
        key=row.key,
        platform=row.platform,
        url=row.url,
        division=row.division,
        publisher=row.publisher,
        authority=Authority(row.authority),
        cadence=row.cadence,
        options=row.options,
        validators=validators,
    )
