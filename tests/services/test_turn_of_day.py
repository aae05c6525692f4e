"""The turn of the day: each start and end is told once, on the day of the place itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from regtrack.bootstrap import App
from regtrack.contract import (
    ActionRecord,
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.reading.text import LegalText
from regtrack.runner.extraction import extract
from regtrack.services.importing import import_document
from regtrack.services.turn_of_day import turn_of_day
from regtrack.store import queries

US = "ocd-division/country:us"
UTAH, HAWAII, MAINE = f"{US}/state:ut", f"{US}/state:hi", f"{US}/state:me"
BAN = b"<html><body><p>It is unlawful for any person to sell or possess kratom.</p></body></html>"
BILL = b"""<html><body><p>It is unlawful for any person to sell or possess kratom.</p>
<p>This act takes effect July 4, 2026.</p></body></html>"""


class Texts:
    """Texts by the name that a record gives them."""

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        return extract({"ban": BAN, "bill": BILL}[sha256], media_type, name)


@dataclass
class Clock:
    """An app whose clock a test moves, and what it does at a time."""

    app: App
    patch: pytest.MonkeyPatch

    def at(self, text: str) -> None:
        self.patch.setenv("REGTRACK_NOW", text)

    def turn(self, text: str) -> list[Change]:
        self.at(text)
        with self.app.unit() as (repository, now):
            return turn_of_day(repository, now)

    def learn(self, document: DocumentRecord) -> None:
        with self.app.unit() as (repository, now):
            import_document(repository, Texts(), document, now)

    def log(self, *kinds: ChangeKind) -> list[Change]:
        with self.app.engine.connect() as connection:
            return [c for c in queries.changes(connection) if c.kind in kinds]


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    with App() as app:
        clock = Clock(app, monkeypatch)
        clock.at("2026-06-01T12:00:00Z")
        with app.unit() as (repository, now):
            repository.add_subscription(Subscription("s-1", None, email="a@example.org"), now)
        clock.turn("2026-06-01T12:00:00Z")
        yield clock


def rule(
    starts: str, ends: str | None = None, division: str = UTAH, name: str = "rule", renews: str = ""
) -> DocumentRecord:
    links = (LinkRecord(LinkKind.RENEWS, Alias("page", renews)),) if renews else ()
    text = TextRecord(name, VersionRole.FINAL, media_type="text/html", sha256="ban")
    return DocumentRecord(
        source="page",
        division=division,
        kind=InstrumentKind.EMERGENCY_RULE,
        aliases=(Alias("page", name),),
        title=f"The {name}",
        stage=Stage.ENACTED,
        how=How.ADOPTED,
        stage_on=PartialDate("2026-05-20"),
        effective_on=PartialDate(starts),
        expires_on=PartialDate(ends) if ends else None,
        texts=(text,),
        links=links,
    )


def kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return [(c.kind.value, str(c.on)) for c in changes]


def test_what_starts_is_told_on_its_day_and_once(clock: Clock) -> None:
    clock.learn(rule("2026-06-05"))
    assert clock.turn("2026-06-04T12:00:00Z") == []
    (came,) = clock.turn("2026-06-05T12:00:00Z")
    assert (came.kind, str(came.on)) == (ChangeKind.CAME_INTO_FORCE, "2026-06-05")
    assert next((x.substance, x.before, x.after) for x in came.lines) == (
        Substance.KRATOM, Status.UNKNOWN, Status.PROHIBITED,
    )  # fmt: skip
    assert came.instrument is not None
    assert came.instrument.title == "The rule"
    assert came.evidence[0].quote
    for again in ("2026-06-05T12:00:00Z", "2026-06-05T12:00:01Z", "2026-06-09T12:00:00Z"):
        assert clock.turn(again) == []
    assert len(clock.log(ChangeKind.CAME_INTO_FORCE)) == 1


def test_a_tick_whose_record_of_ticks_was_lost_writes_nothing_twice(clock: Clock) -> None:
    """The key is what happens and when: the same days again give the same keys."""
    clock.learn(rule("2026-06-05", "2026-06-08"))
    assert len(clock.turn("2026-06-09T12:00:00Z")) == 2
    with clock.app.unit() as (repository, _):
        repository.put_setting("last_tick", "2026-06-01T12:00:00+00:00")
    assert clock.turn("2026-06-09T13:00:00Z") == []
    with clock.app.engine.connect() as connection:
        count = "SELECT COUNT(*) FROM delivery JOIN change ON change.id = delivery.change WHERE "
        sql = f"{count} kind IN ('came_into_force', 'ended')"
        assert connection.exec_driver_sql(sql).scalar_one() == 2


def test_three_days_off_tell_each_start_and_end_once(clock: Clock) -> None:
    clock.learn(rule("2026-06-05", "2026-06-07"))
    clock.learn(rule("2026-06-06", division=MAINE, name="other"))
    assert clock.turn("2026-06-04T12:00:00Z") == []
    changes = clock.turn("2026-06-07T18:00:00Z")
    assert sorted(kinds(changes)) == [
        ("came_into_force", "2026-06-05"),
        ("came_into_force", "2026-06-06"),
        ("ended", "2026-06-07"),
    ]
    assert {c.recorded_at for c in changes} == {changes[0].recorded_at}
    assert clock.turn("2026-06-07T18:00:30Z") == []


def test_each_place_has_its_own_midnight(clock: Clock) -> None:
    """2026-06-05 begins in Maine at 04:00 UTC and in Hawaii at 10:00 UTC."""
    clock.learn(rule("2026-06-05", division=MAINE, name="maine"))
    clock.learn(rule("2026-06-05", division=HAWAII, name="hawaii"))
    assert clock.turn("2026-06-05T03:59:59Z") == []
    assert [c.division for c in clock.turn("2026-06-05T04:00:01Z")] == [MAINE]
    assert clock.turn("2026-06-05T09:59:59Z") == []
    assert [c.division for c in clock.turn("2026-06-05T10:00:01Z")] == [HAWAII]


def test_the_first_tick_tells_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    with App() as app:
        clock = Clock(app, monkeypatch)
        clock.at("2026-06-01T12:00:00Z")
        clock.learn(rule("2026-06-05"))
        assert clock.turn("2026-06-09T12:00:00Z") == []


def test_a_clock_that_goes_back_tells_nothing_twice(clock: Clock) -> None:
    clock.learn(rule("2026-06-05"))
    assert len(clock.turn("2026-06-05T12:00:00Z")) == 1
    assert clock.turn("2026-06-03T12:00:00Z") == []
    assert clock.turn("2026-06-06T12:00:00Z") == []


def test_an_end_that_comes_near_is_told_thirty_days_ahead_and_once(clock: Clock) -> None:
    clock.learn(rule("2026-06-02", "2026-07-20"))
    clock.turn("2026-06-03T12:00:00Z")
    assert clock.turn("2026-06-19T12:00:00Z") == []
    assert kinds(clock.turn("2026-06-20T12:00:00Z")) == [("sunset_near", "2026-07-20")]
    assert clock.turn("2026-06-25T12:00:00Z") == []
    assert kinds(clock.turn("2026-07-20T12:00:00Z")) == [("ended", "2026-07-20")]


def test_an_end_passed_while_off_is_told_as_ended_and_not_as_near(clock: Clock) -> None:
    clock.learn(rule("2026-06-02", "2026-07-20"))
    changes = clock.turn("2026-08-01T12:00:00Z")
    assert kinds(changes) == [("came_into_force", "2026-06-02"), ("ended", "2026-07-20")]


def test_a_rule_that_renews_another_is_renewed_and_neither_begins_nor_ends(clock: Clock) -> None:
    clock.learn(rule("2026-06-02", "2026-06-10", name="first"))
    clock.turn("2026-06-03T12:00:00Z")
    clock.learn(rule("2026-06-10", "2026-09-08", name="second", renews="first"))
    assert kinds(clock.turn("2026-06-10T12:00:00Z")) == [("renewed", "2026-06-10")]
    assert clock.turn("2026-06-11T12:00:00Z") == []


def test_a_stage_told_ahead_of_its_day_is_told_on_it_and_once(clock: Clock) -> None:
    """As Minnesota HF 3453: the record knows the step before it happens."""
    step = ActionRecord("Signed by Governor", PartialDate("2026-06-05"), ("executive-signature",))
    begun = ActionRecord("Introduction and first reading", PartialDate("2026-05-25"))
    text = TextRecord("bill", VersionRole.FINAL, media_type="text/html", sha256="bill")
    bill = DocumentRecord(
        source="openstates",
        division=UTAH,
        kind=InstrumentKind.BILL,
        aliases=(Alias("bill", "ut|2026|HB 1"),),
        title="Kratom amendments",
        number="HB 1",
        session="2026",
        actions=(begun, step),
        texts=(text,),
    )
    clock.learn(bill)
    before = {str(c.stage) for c in clock.log(ChangeKind.STAGE)}
    assert "enacted" not in before
    told = [c for c in clock.turn("2026-06-05T18:00:00Z") if c.kind is ChangeKind.STAGE]
    assert [(str(c.stage), str(c.on)) for c in told] == [("enacted", "2026-06-05")]
    assert clock.turn("2026-06-06T18:00:00Z") == []
    clock.learn(bill)
    stages = [str(c.stage) for c in clock.log(ChangeKind.STAGE)]
    assert stages.count("enacted") == 1


def remind(clock: Clock, *days: int) -> None:
    with clock.app.unit() as (repository, now):
        subscription = Subscription("s-2", UTAH, email="b@example.org", ahead=days)
        repository.add_subscription(subscription, now)


def reminded(changes: list[Change]) -> list[tuple[str, tuple[int, ...]]]:
    return [(c.kind.value, c.ahead) for c in changes]


def test_who_asked_is_reminded_ahead_of_a_start_once_for_each_number_of_days(clock: Clock) -> None:
    remind(clock, 30, 7, 1, 0)
    clock.learn(rule("2026-06-20"))
    clock.learn(rule("2026-06-20", division=MAINE, name="other"))
    assert clock.turn("2026-06-12T12:00:00Z") == []
    week = clock.turn("2026-06-13T12:00:00Z")
    assert sorted((c.division, c.ahead) for c in week) == [(MAINE, (7,)), (UTAH, (7,))]
    assert clock.turn("2026-06-14T12:00:00Z") == []
    with clock.app.unit() as (repository, _):
        repository.put_setting("last_tick", "2026-06-12T12:00:00+00:00")
    assert clock.turn("2026-06-14T13:00:00Z") == []
    assert reminded(clock.turn("2026-06-19T12:00:00Z")) == [("scheduled_start", (1,))] * 2
    assert reminded(clock.turn("2026-06-20T12:00:00Z")) == [("came_into_force", ())] * 2
    with clock.app.engine.connect() as connection:
        sql = """SELECT d.address, COUNT(*) FROM delivery d JOIN change c ON c.id = d.change
            WHERE c.key LIKE '%days ahead' GROUP BY d.address"""
        assert connection.exec_driver_sql(sql).all() == [("b@example.org", 2)]


def test_days_off_make_one_reminder_of_several(clock: Clock) -> None:
    remind(clock, 30, 7, 1)
    clock.learn(rule("2026-07-05"))
    assert reminded(clock.turn("2026-07-01T12:00:00Z")) == [("scheduled_start", (7, 30))]
    assert reminded(clock.turn("2026-07-04T12:00:00Z")) == [("scheduled_start", (1,))]


def test_nobody_is_reminded_who_did_not_ask(clock: Clock) -> None:
    clock.learn(rule("2026-06-20"))
    assert clock.turn("2026-06-19T12:00:00Z") == []


def test_a_reminder_of_a_day_that_moved_is_cancelled(clock: Clock) -> None:
    remind(clock, 7)
    clock.learn(rule("2026-06-20"))
    (told,) = clock.turn("2026-06-13T12:00:00Z")
    clock.learn(rule("2026-08-20"))
    with clock.app.engine.connect() as connection:
        sql = f"SELECT DISTINCT state FROM delivery WHERE change = '{told.id}'"
        assert connection.exec_driver_sql(sql).scalars().all() == ["cancelled"]
