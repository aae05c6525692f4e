"""How much a change asks of people, and which subscriptions want it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from regtrack.domain.alerts import Alert, Subscription
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.dates import day
from regtrack.domain.importance import Importance, importance
from regtrack.domain.instruments import Stage
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timing import Timing

NOW = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
UT = "ocd-division/country:us/state:ut"
PLACE = f"{UT}/place:provo"
BAN = (StatusLine(Substance.KRATOM, Status.REGULATED, Status.PROHIBITED),)
STILL = (StatusLine(Substance.KRATOM, Status.PROHIBITED, Status.PROHIBITED),)
EASED = (StatusLine(Substance.KRATOM, Status.PROHIBITED, Status.REGULATED),)
INFO, NOTICE, URGENT = Importance


def change(kind: ChangeKind, **fields: object) -> Change:
    made = Change("k", kind, UT, NOW, substances=(Substance.KRATOM,), on=day(NOW.date()))
    return replace(made, **fields)  # type: ignore[arg-type] # by field name


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (change(ChangeKind.STATUS, lines=BAN), URGENT),
        (change(ChangeKind.STATUS, lines=EASED), NOTICE),
        (change(ChangeKind.CAME_INTO_FORCE, lines=BAN), URGENT),
        (change(ChangeKind.ENDED, lines=EASED), NOTICE),
        (change(ChangeKind.SCHEDULED_START, lines=BAN, on=day(dt.date(2026, 8, 1))), NOTICE),
        (change(ChangeKind.SCHEDULED_START, lines=BAN, on=day(dt.date(2026, 7, 8))), URGENT),
        (change(ChangeKind.SCHEDULED_START, lines=EASED, on=day(dt.date(2026, 7, 2))), NOTICE),
        (change(ChangeKind.STAGE, stage=Stage.INTRODUCED), INFO),
        (change(ChangeKind.STAGE, stage=Stage.FAILED, lines=STILL), INFO),
        (change(ChangeKind.STAGE, stage=Stage.TO_GOVERNOR), NOTICE),
        (change(ChangeKind.STAGE, stage=Stage.ENACTED, lines=STILL), NOTICE),
        (change(ChangeKind.STAGE, stage=Stage.ENACTED, lines=BAN), URGENT),
        (change(ChangeKind.CORRECTION), URGENT),
        (change(ChangeKind.RETRACTION), URGENT),
        (change(ChangeKind.SUNSET_NEAR), NOTICE),
        (change(ChangeKind.RENEWED), NOTICE),
        (change(ChangeKind.SOURCE_FAULT), NOTICE),
    ],
)
def test_importance(made: Change, expected: Importance) -> None:
    assert importance(made) is expected


REMINDER = change(ChangeKind.SCHEDULED_START, lines=BAN, ahead=(7,))


@pytest.mark.parametrize(
    ("fields", "made", "wanted"),
    [
        ({"least": NOTICE}, change(ChangeKind.STAGE, stage=Stage.INTRODUCED), False),
        ({"least": NOTICE}, change(ChangeKind.STAGE, stage=Stage.ENACTED), True),
        ({"least": URGENT}, change(ChangeKind.STATUS, lines=EASED), False),
        ({"below": False, "division": "ocd-division/country:us"}, REMINDER, False),
        ({"division": PLACE, "ahead": (7,)}, REMINDER, True),
        ({"division": PLACE, "ahead": (7,), "above": False}, REMINDER, False),
        ({}, REMINDER, False),
        ({"ahead": (30, 1)}, REMINDER, False),
        ({"ahead": (30, 7, 1)}, REMINDER, True),
        ({"ahead": (30,)}, replace(REMINDER, ahead=(7, 30)), True),
        ({"ahead": (7,), "kinds": (ChangeKind.CAME_INTO_FORCE,)}, REMINDER, True),
        ({"ahead": (7,), "kinds": (ChangeKind.STAGE,)}, REMINDER, False),
        ({"least": URGENT, "operator": True}, change(ChangeKind.SOURCE_FAULT), True),
    ],
)
def test_wanted(fields: dict[str, object], made: Change, *, wanted: bool) -> None:
    subscription = replace(Subscription("s", None), **fields)  # type: ignore[arg-type] # by name
    assert subscription.wants(made) is wanted


def test_the_last_day_is_a_day_of_the_place() -> None:
    until = dt.date(2026, 7, 1)
    made = Subscription("s", None, until=until, timing=Timing("America/Chicago"))
    assert not made.expired(dt.datetime(2026, 7, 2, 4, 59, tzinfo=dt.UTC))
    assert made.expired(dt.datetime(2026, 7, 2, 5, 0, tzinfo=dt.UTC))


def test_an_alert_of_one_change_is_no_digest() -> None:
    one = Alert("m", REMINDER, "Utah", NOW, NOW.date(), "s")
    assert (one.changes, one.places, one.is_digest) == ((REMINDER,), ("Utah",), False)
    assert replace(one, changes=(REMINDER, REMINDER), places=("Utah", "Utah")).is_digest
