"""What was said on a date: `known_at` answers as then, whatever was learnt since."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from records import PAGE_AGE, PAGE_BAN, TN, Desk, ban, bill, page, text
from regtrack.domain.instruments import VersionRole
from regtrack.domain.observations import Method
from regtrack.services.answering import Question, answers
from regtrack.services.reviewing import retract
from regtrack.store import tables
from regtrack.store.statements import table

LAW = [("2026-06-01", "introduced"), ("2026-06-12", "signed")]


def ask(desk: Desk, now: str, on: str, known_at: str | None = None) -> list[dict[str, Any]]:
    """The answers for Tennessee as `regtrack status` makes them."""
    instant = dt.datetime.fromisoformat(known_at) if known_at else None
    with desk.view(instant) as view:
        chain = ("ocd-division/country:us", TN)
        question = Question(TN, chain, dt.datetime.fromisoformat(now), dt.date.fromisoformat(on))
        return answers(view, question)


def test_what_was_said_then_is_said_again_word_for_word(desk: Desk) -> None:
    first = text(ban("July 1, 2026"), VersionRole.PROPOSAL, note="Introduced")
    moments = []
    steps = (
        bill(LAW[:1], [first]),
        bill(LAW, [first]),
        bill(LAW, [first, text(ban("July 1, 2026"))]),
        bill(LAW, [first, text(ban("August 1, 2026"))]),
    )
    for day, record in enumerate(steps, 15):
        instant = f"2026-06-{day}T12:00:00+00:00"
        desk.take(record, instant)
        moments.append((instant, ask(desk, instant, "2026-07-15")))
    statuses = [told[0]["status"] for _, told in moments]
    assert statuses == ["unknown", "unknown", "prohibited", "unknown"]
    assert moments[1][1][0]["pending"]
    for instant, told in moments:
        assert ask(desk, instant, "2026-07-15", known_at=instant) == told
    before = "2026-06-01T00:00:00+00:00"
    assert ask(desk, before, "2026-07-15", known_at=before)[0]["layers"][1]["status"] == "unknown"


def test_a_retraction_leaves_what_was_said_before_it(desk: Desk) -> None:
    desk.take(bill(LAW, [text(ban())]), "2026-06-15T12:00:00+00:00")
    then = ask(desk, "2026-06-16T00:00:00+00:00", "2026-06-15")
    with desk.app.unit() as (repository, _):
        wrong = [o for o in repository.observations_in(TN) if o.substance == "kratom"]
    desk.clock("2026-06-17T12:00:00+00:00")
    with desk.app.unit() as (repository, now):
        changes = retract(repository, wrong[0], "read wrongly", now)
    assert [line.after for c in changes for line in c.lines if line.substance == "kratom"] == [
        "unknown"
    ]
    assert ask(desk, "2026-06-18T00:00:00+00:00", "2026-06-15")[0]["status"] == "unknown"
    again = ask(desk, "2026-06-16T00:00:00+00:00", "2026-06-15", "2026-06-16T00:00:00+00:00")
    assert again == then
    assert then[0]["status"] == "prohibited"
    assert wrong[0].method is Method.PARSER


def test_a_later_look_does_not_make_an_earlier_answer_fresher(desk: Desk) -> None:
    desk.take(page(PAGE_BAN, division=TN), "2026-06-15T12:00:00+00:00")
    source = table(tables.SourceRow)
    row = {
        "key": "county-page", "platform": "page", "url": "u", "division": TN, "publisher": "p",
        "authority": "official", "cadence": "1d", "options": {}, "enabled": True, "fence": 0,
        "failures": 0, "fault_told": False, "last_ok_at": dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
    }  # fmt: skip
    with desk.app.engine.begin() as connection:
        connection.execute(sa.insert(source).values(row))
    instant = "2026-06-16T12:00:00+00:00"
    assert ask(desk, "2026-09-02T00:00:00+00:00", "2026-09-02")[0]["as_of"] == "2026-09-01"
    assert ask(desk, instant, "2026-06-16", known_at=instant)[0]["as_of"] == "2026-06-15"


def test_an_age_rule_read_later_does_not_reach_back(desk: Desk) -> None:
    desk.take(page(PAGE_BAN, division=TN), "2026-06-15T12:00:00+00:00")
    desk.take(page(PAGE_AGE, division=TN), "2026-06-20T12:00:00+00:00")
    now = "2026-06-21T12:00:00+00:00"
    days = ("2026-06-14", "2026-06-15", "2026-06-19", "2026-06-20")
    assert [ask(desk, now, d)[0]["layers"][1]["status"] for d in days] == [
        "unknown", "prohibited", "prohibited", "age_restricted",
    ]  # fmt: skip
