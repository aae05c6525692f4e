"""What puts right a change that was told reaches everyone who was told it, in the same thread."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from records import TN, Desk, ban, bill, text
from regtrack.domain.changes import Change, ChangeKind
from regtrack.services.reviewing import retract
from regtrack.store import tables
from regtrack.store.statements import table

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
        {"kinds": ["renewed"]},
        {"division": "ocd-division/country:us/state:ms"},
        {"substances": ["7-oh"]},
        {"until": "2026-01-01"},
    ],
)
def test_who_got_the_wrong_one_gets_the_correction_whatever_they_want_now(
    desk: Desk, now: dict[str, object]
) -> None:
    desk.subscribe()
    desk.take(BANNED)
    (wrong,) = [c for c in desk.changes(ChangeKind.STAGE) if c.lines and c.news]
    if "until" in now:
        import datetime as dt

        now = {"until": dt.date(2026, 1, 1)}
    update(desk, **now)
    mended = take_back(desk)
    assert wrong.id in mended.mends
    assert mended.about == wrong.about
    assert mended.instrument is not None
    assert [a for c, a, _ in desk.deliveries() if c == mended.id] == ["one@example.org"]


def test_who_never_got_it_and_does_not_want_it_is_left_alone(desk: Desk) -> None:
    desk.subscribe()
    desk.subscribe(id="s-2", kinds=(ChangeKind.RENEWED,), email="two@example.org")
    desk.take(BANNED)
    mended = take_back(desk)
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
