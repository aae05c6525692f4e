"""Loading and upgrading the curated baseline: what was said wrongly is corrected or retracted."""

from __future__ import annotations

import datetime as dt

import pytest

from records import KY, TN, Desk, bill, short, text
from regtrack.domain.changes import ChangeKind
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import VersionRole
from regtrack.domain.observations import Absence, Observation
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.paths import data_folder
from regtrack.services.baseline import Baseline, load_baseline, observe
from regtrack.services.baseline_loading import BaselineReport, load_into
from regtrack.services.reviewing import retract

EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def fact(
    effect: Effect = Effect.SCHEDULE, start: str = "2024-01-01", place: str = TN
) -> Observation:
    acts = ("sale", "possession") if effect is Effect.PROHIBIT else ()
    claim = Provision(Substance.KRATOM, effect, acts=acts, start=PartialDate(start))
    return observe(place, claim, EPOCH, substance=Substance.KRATOM)


def absence(place: str = TN) -> Observation:
    claim = Absence(PartialDate("2020-01-01"))
    return observe(place, claim, EPOCH, substance=Substance.KRATOM)


def load(desk: Desk, *facts: Observation, at: str | None = None) -> BaselineReport:
    if at is not None:
        desk.clock(at)
    names = {o.division: o.division.rsplit(":", 1)[-1].upper() for o in facts}
    with desk.app.unit() as (repository, now):
        return load_into(repository, Baseline((), (), (), facts, names), now)


def kinds(report: BaselineReport) -> list[str]:
    return [short(c) for c in report.changes]


def test_the_first_baseline_is_told_to_nobody_and_loads_once(desk: Desk) -> None:
    desk.subscribe()
    assert load(desk, fact()).changes == ()
    before = desk.counts()
    again = load(desk, fact())
    assert (again.inserted, again.retracted, again.unchanged) == (0, 0, 1)
    assert desk.counts() == before
    assert desk.deliveries() == []


def test_the_shipped_baseline_loads_once(desk: Desk) -> None:
    def shipped() -> BaselineReport:
        with desk.app.unit() as (repository, now):
            return load_into(repository, load_baseline(data_folder() / "baseline", now), now)

    assert shipped().inserted > 500
    before = desk.counts()
    assert shipped().inserted == 0
    assert desk.counts() == before


def test_a_fact_that_another_replaces_is_corrected_and_told(desk: Desk) -> None:
    desk.subscribe()
    load(desk, fact(Effect.SCHEDULE))
    report = load(desk, fact(Effect.REGULATE), at="2026-06-20T12:00:00+00:00")
    assert (report.inserted, report.retracted) == (1, 1)
    assert kinds(report) == [
        "correction kratom:scheduled>regulated 7-oh:scheduled>regulated "
        "analogues:scheduled>regulated"
    ]
    assert [state for _, _, state in desk.deliveries()] == ["due"]


def test_a_fact_that_goes_without_another_is_retracted(desk: Desk) -> None:
    load(desk, fact(), absence(), fact(place=KY))
    report = load(desk, absence(), fact(place=KY))
    assert kinds(report) == [
        "retraction kratom:scheduled>no_specific_law 7-oh:scheduled>no_specific_law "
        "analogues:scheduled>no_specific_law"
    ]
    assert desk.status("2026-06-15") is Status.NO_SPECIFIC_LAW


def test_a_fact_that_comes_back_counts_again_however_often(desk: Desk) -> None:
    for _ in range(3):
        load(desk, fact())
        assert desk.status("2026-06-15") is Status.SCHEDULED
        load(desk, absence())
        assert desk.status("2026-06-15") is Status.NO_SPECIFIC_LAW


def test_a_place_that_the_baseline_no_longer_names_loses_its_facts(desk: Desk) -> None:
    load(desk, fact(), fact(place=KY))
    report = load(desk, fact())
    assert report.retracted == 1
    assert desk.status("2026-06-15", KY) is Status.UNKNOWN


def test_what_a_reviewer_took_back_stays_taken_back(desk: Desk) -> None:
    wrong = fact()
    load(desk, wrong, absence())
    with desk.app.unit() as (repository, now):
        retract(repository, wrong, "the act was vetoed", now)
    assert desk.status("2026-06-15") is Status.NO_SPECIFIC_LAW
    load(desk, wrong, absence())
    assert desk.status("2026-06-15") is Status.NO_SPECIFIC_LAW


def test_a_curated_start_to_come_is_announced_and_called_off(desk: Desk) -> None:
    desk.subscribe()
    load(desk, absence())
    report = load(desk, absence(), fact(start="2026-09-01"))
    assert [c.kind for c in report.changes] == [ChangeKind.SCHEDULED_START]
    off = load(desk, absence())
    assert [c.kind for c in off.changes] == [ChangeKind.CORRECTION]
    assert [state for _, _, state in desk.deliveries()] == ["cancelled", "due"]


@pytest.mark.parametrize("curated_first", [True, False])
def test_a_bill_and_a_fact_about_one_place_stand_side_by_side(
    desk: Desk, *, curated_first: bool
) -> None:
    record = bill(texts=[text(None, VersionRole.PROPOSAL)])
    steps = [lambda: load(desk, fact()), lambda: desk.take(record)]
    for step in steps if curated_first else reversed(steps):
        step()
    assert desk.status("2026-06-15") is Status.SCHEDULED
