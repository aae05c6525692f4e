"""Leases that processes hold: who leads, who is alive, which tick was the last. PostgreSQL only.

Their times are the database's clock, so that machines whose clocks differ agree on who is late.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from regtrack.store import tables
from regtrack.store.statements import table

_LEASE = table(tables.LeaseRow)
_NOW = sa.func.clock_timestamp()
_WORKER = "worker:"


class SqlLeases:
    """The table of leases; each call is a transaction of its own, but for `advance`."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def take(self, name: str, owner: str, span: dt.timedelta) -> int | None:
        """Take a lease that is free or ran out, or renew our own; its fence, which grows with
        every change of hands. None while another holds it."""
        fresh = {"owner": owner, "until": _NOW + span}
        statement = insert(_LEASE).values(name=name, fence=1, **fresh)
        mine = _LEASE.c.owner == owner
        statement = statement.on_conflict_do_update(
            index_elements=["name"],
            set_={**fresh, "fence": _LEASE.c.fence + sa.case((mine, 0), else_=1)},
            where=sa.or_(mine, _LEASE.c.owner.is_(None), _LEASE.c.until < _NOW),
        )
        with self.engine.begin() as connection:
            return connection.execute(statement.returning(_LEASE.c.fence)).scalar_one_or_none()

    def give_back(self, owner: str) -> None:
        """End all that this owner holds; a worker's sign of life goes with it."""
        mine = _LEASE.c.owner == owner
        with self.engine.begin() as connection:
            alive = sa.and_(mine, _LEASE.c.name.startswith(_WORKER))
            connection.execute(sa.delete(_LEASE).where(alive))
            connection.execute(sa.update(_LEASE).where(mine).values(owner=None, until=None))

    def alive(self, owner: str, span: dt.timedelta) -> None:
        """Give a sign of life, good for that span."""
        self.take(_WORKER + owner, owner, span)

    def silent(self) -> frozenset[str]:
        """The owners whose last sign of life ran out."""
        late = sa.and_(_LEASE.c.name.startswith(_WORKER), _LEASE.c.until < _NOW)
        with self.engine.begin() as connection:
            return frozenset(connection.execute(sa.select(_LEASE.c.owner).where(late)).scalars())

    def forget(self, owners: frozenset[str]) -> None:
        """Drop the last signs of life of these, where none came since."""
        names = [_WORKER + owner for owner in owners]
        late = sa.and_(_LEASE.c.name.in_(names), _LEASE.c.until < _NOW)
        with self.engine.begin() as connection:
            connection.execute(sa.delete(_LEASE).where(late))

    @staticmethod
    def advance(connection: sa.Connection, name: str, number: int) -> bool:
        """Move a counter up to a number, in the caller's transaction, which holds it until it
        ends; False where it stands there or beyond."""
        statement = insert(_LEASE).values(name=name, fence=number)
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"fence": number}, where=_LEASE.c.fence < number
        )
        found = connection.execute(statement.returning(_LEASE.c.fence)).scalar_one_or_none()
        return found is not None
