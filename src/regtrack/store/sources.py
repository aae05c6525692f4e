"""The sources: what is due, who holds it, and how it went. Leases and fences are the truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from regtrack.contract import SnapshotRecord, SourceSpec, Validators
from regtrack.domain.observations import Authority
from regtrack.services.ports import Lease, SourceState
from regtrack.services.timetable import full_read_due
from regtrack.store import database, tables
from regtrack.store.repository import SqlRepository
from regtrack.store.statements import table

_SOURCE, _RUN, _SNAPSHOT, _SETTING, _PERIOD = (
    table(tables.SourceRow),
    table(tables.RunRow),
    table(tables.SnapshotRow),
    table(tables.SettingRow),
    table(tables.PeriodRow),
)


_FREE = {"lease_owner": None, "lease_until": None}
#: So far may the clocks of two machines be apart. What was written further ahead of our clock was
#: written by one that has been put right since: it does not bind us.
CLOCKS_APART = dt.timedelta(hours=1)


def _at_least(name: str) -> Any:
    """The instant given under `b_<name>`, or the one that stands where none is given."""
    column = _SOURCE.c[name]
    return sa.func.coalesce(sa.bindparam(f"b_{name}", type_=column.type), column)


#: A run's end; the columns that are not named here come from the names of the parameters.
_FINISH = (
    sa.update(_SOURCE)
    .where(
        _SOURCE.c.key == sa.bindparam("its_key"),
        _SOURCE.c.fence == sa.bindparam("its_fence"),
    )
    .values(
        **_FREE,
        last_ok_at=_at_least("last_ok_at"),
        last_change_at=_at_least("last_change_at"),
    )
)


def _free(now: dt.datetime, longest: dt.timedelta) -> sa.ColumnElement[bool]:
    until = _SOURCE.c.lease_until
    return sa.or_(until.is_(None), until < now, until > now + longest + CLOCKS_APART)


def _due(now: dt.datetime) -> sa.ColumnElement[bool]:
    return sa.or_(_SOURCE.c.next_due_at <= now, _SOURCE.c.last_run_at > now + CLOCKS_APART)


def _full(key: str) -> str:
    """The setting with the instant at which a source was last read in full."""
    return f"full_read|{key}"


def _last_full(connection: sa.Connection, keys: Sequence[str]) -> dict[str, dt.datetime]:
    """When each of these sources was last read in full; those that never were are left out."""
    names = {_full(key): key for key in keys}
    query = sa.select(_SETTING.c.name, _SETTING.c.value).where(_SETTING.c.name.in_(names))
    found = connection.execute(query)
    return {names[r.name]: dt.datetime.fromisoformat(r.value) for r in found}


def _held_by(lease: Lease) -> sa.ColumnElement[bool]:
    return sa.and_(_SOURCE.c.key == lease.spec.key, _SOURCE.c.fence == lease.fence)


class SqlSources:
    """The services' Sources on an engine; each call is a transaction of its own, but for those
    that take part in the transaction of a repository."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def register(self, specs: Iterable[SourceSpec], now: dt.datetime) -> list[SourceSpec]:
        """Add sources or bring their description up to date; a new one is due at once. Those that
        were new or described otherwise."""
        described = {spec.key: (spec, _description(spec)) for spec in specs}
        with self.engine.begin() as connection:
            mine = _SOURCE.c.key.in_(described)
            known = {r.key: r._asdict() for r in connection.execute(sa.select(_SOURCE).where(mine))}
            news = [
                spec
                for key, (spec, values) in described.items()
                if key not in known or any(known[key][n] != v for n, v in values.items())
            ]
            for spec in news:
                values = described[spec.key][1]
                if spec.key in known:
                    row = _SOURCE.c.key == spec.key
                    connection.execute(sa.update(_SOURCE).where(row).values(values))
                else:
                    fresh = {"fence": 0, "failures": 0, "fault_told": False, "next_due_at": now}
                    connection.execute(sa.insert(_SOURCE).values(key=spec.key, **fresh, **values))
        return news

    def put_away(self, keys: Iterable[str]) -> None:
        """Watch these sources no longer. Their runs and snapshots stay, and `register` takes them
        back."""
        with self.engine.begin() as connection:
            mine = _SOURCE.c.key.in_(list(keys))
            connection.execute(sa.update(_SOURCE).where(mine).values(enabled=False))

    def claim(
        self,
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
        *,
        keys: Sequence[str] = (),
        only_due: bool = False,
        most: int = 50,
    ) -> list[Lease]:
        """Take the sources that are due (or these, due or not unless `only_due`) and held by
        nobody; write their runs."""
        query = sa.select(_SOURCE).where(_SOURCE.c.enabled, _free(now, lease))
        if keys:
            query = query.where(_SOURCE.c.key.in_(keys))
        if only_due or not keys:
            query = query.where(_due(now))
        query = query.order_by(_SOURCE.c.next_due_at).limit(most)
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                query = query.with_for_update(skip_locked=True)
            return self._take(connection, connection.execute(query).all(), now, owner, lease)

    def due(self, now: dt.datetime, lease: dt.timedelta) -> dict[str, str]:
        """The addresses, by key, of the sources that `claim` would take."""
        query = sa.select(_SOURCE.c.key, _SOURCE.c.url)
        query = query.where(_SOURCE.c.enabled, _free(now, lease), _due(now))
        with self.engine.begin() as connection:
            return {r.key: r.url for r in connection.execute(query.order_by(_SOURCE.c.key))}

    def peek(self) -> list[Lease]:
        """Every enabled source with what is known of its addresses, without claiming it."""
        with self.engine.begin() as connection:
            query = sa.select(_SOURCE).where(_SOURCE.c.enabled).order_by(_SOURCE.c.key)
            rows = connection.execute(query).all()
            known = self._validators(connection, [row.key for row in rows])
            return [_lease(row, known[row.key], 0, row.fence) for row in rows]

    def _take(
        self,
        connection: sa.Connection,
        rows: Sequence[Any],
        now: dt.datetime,
        owner: str,
        lease: dt.timedelta,
    ) -> list[Lease]:
        """Hold these sources, one fence higher, and begin their runs."""
        if not rows:
            return []
        keys = [row.key for row in rows]
        held = {"lease_owner": owner, "lease_until": now + lease, "fence": _SOURCE.c.fence + 1}
        connection.execute(sa.update(_SOURCE).where(_SOURCE.c.key.in_(keys)).values(held))
        left = sa.and_(_RUN.c.source.in_(keys), _RUN.c.finished_at.is_(None))
        broken_off = {"finished_at": now, "reason": "taken over"}
        connection.execute(sa.update(_RUN).where(left).values(broken_off))
        runs = connection.execute(
            sa.insert(_RUN).returning(_RUN.c.id, sort_by_parameter_order=True),
            [
                {"source": r.key, "fence": r.fence + 1, "started_at": now, "counts": {}}
                for r in rows
            ],
        )
        known = self._validators(connection, keys)
        read = _last_full(connection, keys)
        leases = []
        for row, run in zip(rows, runs.scalars().all(), strict=True):
            kept = known[row.key]
            full = full_read_due(row.options, read.get(row.key), now)
            if full:  # the bytes stay known: what only differs in noise is still no news
                kept = {url: Validators(sha256=v.sha256) for url, v in kept.items()}
            leases.append(_lease(row, kept, run, row.fence + 1, full=full))
        return leases

    @staticmethod
    def _validators(
        connection: sa.Connection, keys: Sequence[str]
    ) -> dict[str, dict[str, Validators]]:
        """What is known of the addresses of these sources, by source and address."""
        newest = (
            sa.select(sa.func.max(_SNAPSHOT.c.id))
            .where(_SNAPSHOT.c.source.in_(keys), _SNAPSHOT.c.fault.is_(None))
            .group_by(_SNAPSHOT.c.source, _SNAPSHOT.c.url)
        )
        columns = (_SNAPSHOT.c.source, _SNAPSHOT.c.url, _SNAPSHOT.c.etag,
                   _SNAPSHOT.c.last_modified, _SNAPSHOT.c.sha256)  # fmt: skip
        found: dict[str, dict[str, Validators]] = {key: {} for key in keys}
        for r in connection.execute(sa.select(*columns).where(_SNAPSHOT.c.id.in_(newest))):
            found[r.source][r.url] = Validators(r.etag, r.last_modified, r.sha256)
        return found

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

    def days_ahead(self, divisions: Iterable[str], now: dt.datetime) -> dict[str, set[dt.date]]:
        """The days from yesterday on at which the law of these places changes, as far as that is
        known; a day that was known once and is no more may be among them."""
        first = now.date() - dt.timedelta(days=1)
        columns = (_PERIOD.c.division, _PERIOD.c.start, _PERIOD.c.until)
        ahead = sa.or_(_PERIOD.c.start >= first, _PERIOD.c.until >= first)
        query = sa.select(*columns).where(_PERIOD.c.division.in_(set(divisions)), ahead).distinct()
        found: dict[str, set[dt.date]] = {}
        with database.reading(self.engine) as connection:
            for row in connection.execute(query):
                days = {d for d in (row.start, row.until) if d is not None and d >= first}
                found.setdefault(row.division, set()).update(days)
        return found

    def finish(
        self,
        lease: Lease,
        reason: str,
        counts: Mapping[str, Any],
        state: SourceState,
    ) -> bool:
        """Write how a run ended and when the source is due again; False if it was taken over."""
        return self.finish_all([(lease, reason, counts, state)]) == 1

    def finish_all(self, ended: Iterable[tuple[Lease, str, Mapping[str, Any], SourceState]]) -> int:
        """`finish` for many runs in one transaction; how many were still ours."""
        runs, sources = [], []
        read_in_full = []
        for lease, reason, counts, state in ended:
            if lease.full and state.fault is None:
                read_in_full.append((_full(lease.spec.key), state.at.isoformat()))
            runs.append({"run_id": lease.run, "finished_at": state.at, "reason": reason,
                         "counts": dict(counts)})  # fmt: skip
            sources.append(_ended(lease, state))
        if not runs:
            return 0
        with self.engine.begin() as connection:
            of_run = sa.and_(_RUN.c.id == sa.bindparam("run_id"), _RUN.c.finished_at.is_(None))
            connection.execute(sa.update(_RUN).where(of_run), runs)
            for name, at in read_in_full:
                SqlRepository(connection).put_setting(name, at)
            return connection.execute(_FINISH, sources).rowcount

    def renew(self, leases: Iterable[Lease], until: dt.datetime) -> list[str]:
        """Hold on to sources whose run takes long; those finished meanwhile stay free. The keys of
        those that somebody else has taken since."""
        leases = list(leases)
        with self.engine.begin() as connection:
            for lease in leases:
                mine = sa.and_(_held_by(lease), _SOURCE.c.lease_owner.is_not(None))
                connection.execute(sa.update(_SOURCE).where(mine).values(lease_until=until))
            query = sa.select(_SOURCE.c.key, _SOURCE.c.fence)
            fences = {row.key: row.fence for row in connection.execute(query)}
            return [le.spec.key for le in leases if fences.get(le.spec.key) != le.fence]

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
        query = sa.select(_SOURCE.c.lease_owner).where(_SOURCE.c.lease_owner.is_not(None))
        with database.reading(self.engine) as reader:
            owners = {o for o in reader.execute(query.distinct()).scalars() if is_dead(o)}
        if not owners:
            return []  # the usual case waits for no writer
        with self.engine.begin() as connection:
            theirs = _SOURCE.c.lease_owner.in_(owners)
            keys = list(connection.execute(sa.select(_SOURCE.c.key).where(theirs)).scalars())
            connection.execute(sa.update(_SOURCE).where(theirs).values(_FREE))
            return keys

    def states(self) -> dict[str, Any]:
        """Every source's row, by key."""
        with self.engine.begin() as connection:
            query = sa.select(_SOURCE).order_by(_SOURCE.c.key)
            return {r.key: r for r in connection.execute(query)}


def _description(spec: SourceSpec) -> dict[str, Any]:
    """What a source's file says of it, as columns."""
    return {
        "platform": spec.platform,
        "url": spec.url,
        "division": spec.division,
        "publisher": spec.publisher,
        "authority": spec.authority.value,
        "cadence": spec.cadence,
        "options": dict(spec.options),
        "enabled": True,
    }


def _ended(lease: Lease, state: SourceState) -> dict[str, Any]:
    return {
        "its_key": lease.spec.key,
        "its_fence": lease.fence,
        "last_run_at": state.at,
        "next_due_at": state.next_due_at,
        "failures": state.failures,
        "fault": state.fault,
        "fault_message": state.fault_message,
        "fault_told": state.fault_told,
        "b_last_ok_at": state.at if state.fault is None else None,
        "b_last_change_at": state.at if state.changed else None,
    }


def _lease(
    row: Any, known: Mapping[str, Validators], run: int, fence: int, *, full: bool = False
) -> Lease:
    return Lease(
        spec_of(row, known),
        run,
        fence,
        taken_from=row.lease_owner,
        failures=row.failures,
        fault_told=bool(row.fault_told),
        last_ok_at=row.last_ok_at,
        fault=row.fault,
        full=full,
    )


def spec_of(row: Any, validators: Mapping[str, Validators] = MappingProxyType({})) -> SourceSpec:
    """A row of the source table as a source."""
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
