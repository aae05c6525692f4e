"""What puts right a change that was told reaches everyone who was told it, in the same thread."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import cast

import pytest
import sqlalchemy as sa

from records import TN, Desk, ban, bill, text
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.instruments import Instrument, InstrumentKind
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.services.mending import mending
from regtrack.services.ports import Repository
from regtrack.services.reviewing import retract
from regtrack.store import tables
from regtrack.store.statements import table

MS = "ocd-division/country:us/state:ms"
BANNED = bill([("2026-06-01", "introduced"), ("2026-06-10", "signed")], [text(ban())])


def update(desk: Desk, **values: object) -> None:
    with desk.app.engine.begin() as connection:
        connection.execute(sa.update(table(tables.SubscriptionRow)).values(**values))


def take_back(desk: Desk) -> Change:
    """The change by which a reviewer retracts the ban."""
    with desk.app.unit() as (repository, now):
        for wrong in repository.observations_in(TN):
            changes = retract(repository, wrong, "misread", now)
            if changes:
                return changes[0]
    raise AssertionError("nothing was retracted")


@pytest.mark.parametrize(
    "now",
    [
        {"kinds": ["renewed"], "substances": ["7-oh"]},
        {"division": MS, "until": dt.date(2026, 1, 1)},
    ],
    ids=["asks for less", "elsewhere, and run out"],
)
def test_who_got_the_wrong_one_gets_the_correction_whatever_they_want_now(
    desk: Desk, now: dict[str, object]
) -> None:
    desk.subscribe()
    desk.subscribe(id="s-2", kinds=(ChangeKind.RENEWED,), email="two@example.org")
    desk.take(BANNED)
    (wrong,) = [c for c in desk.changes(ChangeKind.STAGE) if c.lines and c.news]
    update(desk, **now)
    mended = take_back(desk)
    assert wrong.id in mended.mends
    assert mended.about == wrong.about
    assert [a for c, a, _ in desk.deliveries() if c == mended.id] == ["one@example.org"]


def test_who_ended_the_subscription_is_left_alone(desk: Desk) -> None:
    desk.subscribe()
    desk.take(BANNED)
    with desk.app.unit() as (repository, now):
        repository.remove_subscription("s-1", now)
    mended = take_back(desk)
    assert [a for c, a, _ in desk.deliveries() if c == mended.id] == []


def test_what_was_told_to_nobody_is_mended_for_nobody(desk: Desk) -> None:
    desk.take(BANNED)
    desk.subscribe(kinds=(ChangeKind.STAGE,))
    mended = take_back(desk)
    assert mended.mends == ()
    assert desk.deliveries() == []


class Told:
    """The part of a repository that `mending` asks."""

    def __init__(self, *changes: Change) -> None:
        self._changes = list(changes)

    def told_changes(self, division: str) -> list[Change]:
        return self._changes


def change(key: str, before: Status, after: Status, **more: object) -> Change:
    made = Change(
        key=key,
        kind=ChangeKind.STATUS,
        division=TN,
        recorded_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
        lines=(StatusLine(Substance.KRATOM, before, after),),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # by field name


def test_only_the_newest_that_told_the_wrong_status_are_put_right_in_their_thread() -> None:
    free, ban_ = Status.REGULATED, Status.PROHIBITED
    first = Instrument("i-1", TN, InstrumentKind.BILL, "a ban")
    other = replace(first, id="i-2")
    right = change("right", free, ban_)
    lifted = change("lifted", ban_, free)
    ahead = change("ahead", free, ban_, instrument=first, kind=ChangeKind.SCHEDULED_START)
    begun = change("begun", free, ban_, instrument=first)
    unmoved = change("unmoved", ban_, ban_)
    correction = change("mend", ban_, free, kind=ChangeKind.CORRECTION, instrument=other)
    told = cast("Repository", Told(right, lifted, ahead, begun, unmoved))
    mended = mending(correction, told)
    assert mended.mends == (ahead.id, begun.id)
    assert (mended.about, mended.instrument) == ("i-1", other)
    assert mended.id == correction.id
    assert mending(right, told) == right
