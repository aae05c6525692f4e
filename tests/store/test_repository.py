"""The repository keeps what it is given, once, and tells it back as it was."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import KY, TN, Desk, ban, bill, text
from regtrack.contract import TextRecord, VersionRole
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import (
    Alias,
    How,
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Stage,
)
from regtrack.domain.observations import (
    Absence,
    Claim,
    Confidence,
    Evidence,
    InForce,
    Observation,
    Retraction,
    StageEvent,
    TextRead,
)
from regtrack.domain.provisions import Effect, Limit, Provision, StartKind, StartRule, Territory
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Part, Pending, Segment, Timeline
from regtrack.services.ports import Version
from regtrack.store import rows

T0 = dt.datetime(2026, 6, 1, 12, 0, 0, 123456, dt.UTC)
T1 = T0 + dt.timedelta(days=1)
STATUTE = Instrument("i-1", TN, InstrumentKind.STATUTE, "T.C.A. 39-17-438")
CLAIMS: list[Claim] = [
    Provision(
        Substance.SEVEN_OH, Effect.RESTRICT, ("sale",), limits=(Limit("2", "%", "alkaloids"),),
        territory=Territory.ALL, start=PartialDate("2026-05"), end=PartialDate("2027"),
        attested_on=dt.date(2026, 5, 1), composed=False, note="§ 7 „Grünkram“ 草",
        starts=StartRule(StartKind.DAYS_AFTER, 90, "signature"), min_age=21,
    ),
    StageEvent(Stage.ENACTED, "k", PartialDate("2026-05-01"), how=How.UNSIGNED, order=3),
    TextRead("v-1", VersionRole.FINAL, "rules@1", readable=True, effective_on=dt.date(2026, 7, 1)),
    InForce(PartialDate("2026"), None),
    Absence(None, PartialDate("2025-01-01"), dt.date(2024, 1, 1), "looked"),
    Retraction("o-0", "wrong"),
]  # fmt: skip


def observation(claim: Claim, key: str = "o-1", at: dt.datetime = T0) -> Observation:
    evidence = Evidence("https://e.gov/x", "a quote", "ab" * 32, "html@1", 3, 10, T0, "source")
    return Observation(
        key, TN, claim, at, confidence=Confidence.MEDIUM, substance=Substance.KRATOM,
        evidence=(evidence, Evidence(url="https://e.gov")), conflict=True, held=True,
    )  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: type(c).__name__)
def test_a_claim_comes_back_as_it_went_in(desk: Desk, claim: Claim) -> None:
    given_one = observation(claim)
    with desk.app.unit() as (repository, _):
        assert repository.add_observations([given_one]) == 1
        assert repository.add_observations([given_one]) == 0
    with desk.app.unit() as (repository, _):
        assert repository.observations_in(TN) == [given_one]
        assert repository.observations_in(KY) == []


def test_a_naive_instant_is_refused(desk: Desk) -> None:
    naive = observation(CLAIMS[3], at=dt.datetime(2026, 6, 1))  # noqa: DTZ001 - that is the point
    with pytest.raises(sa.exc.StatementError, match="naive"), desk.app.unit() as (repository, _):
        repository.add_observations([naive])


def test_natural_keys_stay_with_whom_they_were_given_first(desk: Desk) -> None:
    one, two = Alias("bill", "a"), Alias("bill", "b")
    other = dataclasses.replace(STATUTE, id="i-2")
    with desk.app.unit() as (repository, now):
        assert repository.save_instrument(STATUTE, now)
        assert repository.save_instrument(other, now)
        repository.add_aliases("i-1", [one])
        repository.add_aliases("i-2", [one, two])
        assert repository.find_instruments([two, one, two]) == ["i-2", "i-1"]
        assert repository.find_instruments([Alias("other", "a")]) == []
        assert repository.find_instruments([]) == []


def test_what_is_not_told_again_is_kept(desk: Desk) -> None:
    with desk.app.unit() as (repository, now):
        repository.save_instrument(dataclasses.replace(STATUTE, number="SB 1", url="u"), now)
        assert not repository.save_instrument(dataclasses.replace(STATUTE, title="new"), now)
        found = repository.instruments(["i-1", "i-9"])
    assert found == {"i-1": dataclasses.replace(STATUTE, title="new", number="SB 1", url="u")}


def test_a_link_is_one_by_its_ends_kind_and_day(desk: Desk) -> None:
    link = Link("i-1", LinkKind.REPEALS, "i-2", PartialDate("2026-06"))
    with desk.app.unit() as (repository, now):
        repository.save_instrument(STATUTE, now)
        repository.save_instrument(dataclasses.replace(STATUTE, id="i-2", division=KY), now)
        assert repository.add_link(link, now, "is repealed")
        assert not repository.add_link(link, now, None)
        assert repository.add_link(dataclasses.replace(link, on=None), now, None)
        assert repository.links_in(TN) == []
        found = repository.links_in(KY)
        assert sorted(found, key=lambda k: k.on is None)[0] == link
        assert {k.recorded_at for k in found} == {now}
        assert repository.divisions_linked_from(["i-1"]) == {KY}
        assert repository.divisions_linked_from(["i-2"]) == set()


def test_the_newest_version_of_each_text_is_told(desk: Desk) -> None:
    record = TextRecord(
        "k", VersionRole.FINAL, "Act", PartialDate("2026-06"), "u", "text/html", "s"
    )
    with desk.app.unit() as (repository, now):
        repository.save_instrument(STATUTE, now)
        for seq in (1, 2):
            repository.add_version(
                Version(f"v-{seq}", "i-1", seq, record, "t", "html@1", None), now
            )
        found = repository.latest_versions("i-1")
    assert found == {"k": Version("v-2", "i-1", 2, record, "t", "html@1", None)}


CHANGE = Change(
    "key", ChangeKind.STATUS, TN, T0, (Substance.KRATOM,), STATUTE, Stage.ENACTED, "signed",
    (StatusLine(Substance.KRATOM, Status.UNKNOWN, Status.PROHIBITED),), PartialDate("2026"),
    (Evidence("u", "q", retrieved_at=T0),), Confidence.LOW, True, False, ("a note",),
)  # fmt: skip


def test_a_change_is_written_once_under_its_key(desk: Desk) -> None:
    with desk.app.unit() as (repository, _):
        assert repository.add_change(CHANGE)
        assert not repository.add_change(dataclasses.replace(CHANGE, division=KY))
    assert desk.changes() == [CHANGE]


# Timelines and two clocks -----------------------------------------------------------------------


def timeline(status: Status | None) -> Timeline:
    part = Part("o-1", Effect.PROHIBIT, status, certain=False, territory=Territory.ALL)
    first = Segment(dt.date(2026, 1, 1), dt.date(2026, 7, 1), (part,))
    return Timeline((first, Segment(dt.date(2026, 7, 1), None, ())), (Pending("i", "why"),), ("o",))


def test_each_generation_of_a_timeline_stays_and_is_found_by_its_time(desk: Desk) -> None:
    kratom = Substance.KRATOM
    banned, open_ = timeline(Status.PROHIBITED), timeline(None)
    with desk.app.unit() as (repository, _):
        repository.put_timeline(TN, kratom, banned, T0)
        repository.put_timeline(TN, kratom, open_, T1)
        repository.put_timeline(TN, kratom, Timeline(), T1)  # the same instant: a later generation
        before = dt.timedelta(microseconds=1)
        assert repository.timelines(TN, T0 - before) == {}
        assert repository.timelines(TN, T0) == {kratom: banned}
        assert repository.timelines(TN, T1 - before) == {kratom: banned}
        assert repository.timelines(TN, T1) == {kratom: open_}
        assert repository.timelines(TN) == {kratom: Timeline()}
        assert repository.divisions_with_timelines() == [TN]


_DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1))
_PARTS = st.builds(
    Part,
    observation=st.text("abc-", min_size=1, max_size=4),
    effect=st.none() | st.sampled_from(Effect),
    status=st.none() | st.sampled_from(Status),
    certain=st.booleans(),
    conflict=st.booleans(),
    inherited=st.booleans(),
    territory=st.sampled_from(Territory),
)
_SEGMENTS = st.builds(Segment, _DAYS, st.none() | _DAYS, st.lists(_PARTS, max_size=3).map(tuple))
_TIMELINES = st.builds(
    Timeline,
    st.lists(_SEGMENTS, max_size=4).map(tuple),
    st.lists(st.builds(Pending, st.just("i"), st.text("ab", max_size=3)), max_size=2).map(tuple),
    st.lists(st.text("ab", min_size=1, max_size=3), max_size=2).map(tuple),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=_TIMELINES)
def test_the_fast_path_and_the_repository_tell_the_same_timeline(
    desk: Desk, made: Timeline
) -> None:
    with desk.app.unit() as (repository, now):
        repository.put_timeline(TN, Substance.KRATOM, made, now)
        assert repository.timelines(TN) == {Substance.KRATOM: made}
    for known_at in (None, now, now + dt.timedelta(days=1)):
        with desk.view(known_at) as view:
            assert view.timelines([KY, TN]) == {TN: {Substance.KRATOM: made}}


def test_the_fast_path_tells_the_same_of_everything_else(desk: Desk) -> None:
    made = [observation(claim, f"o-{i}") for i, claim in enumerate(CLAIMS)]
    with desk.app.unit() as (repository, now):
        repository.save_instrument(STATUTE, now)
        repository.add_observations(made)
        repository.add_divisions({TN: "Tennessee", KY: "K."})
        repository.add_divisions({KY: "Kentucky"})
    with desk.view() as view:
        assert view.observations(["o-0", "o-9", *(o.id for o in made)]) == {o.id: o for o in made}
        assert view.instruments(["i-1", "i-2"]) == {"i-1": STATUTE}
        assert view.names([TN, KY, "x"]) == {TN: "Tennessee", KY: "Kentucky"}
        assert view.observations([]) == {}
        assert view.timelines([]) == {}


# Transactions -----------------------------------------------------------------------------------


def test_a_change_and_its_deliveries_are_written_together_or_not_at_all(desk: Desk) -> None:
    desk.subscribe()
    before = desk.counts()

    class PowerCutError(Exception):
        pass

    record = bill([("2026-06-10", "introduced")], [text(ban(), VersionRole.PROPOSAL)])
    deliveries = sa.text("SELECT COUNT(*) FROM delivery")

    def cut() -> None:
        with desk.app.unit() as (repository, now):
            desk.importing(repository, record, now)
            assert repository.connection.execute(deliveries).scalar() == 1
            raise PowerCutError

    with pytest.raises(PowerCutError):
        cut()
    assert desk.counts() == before
    desk.take(record)
    assert desk.counts()["change"] == 1
    assert desk.counts()["delivery"] == 1


def test_instants_only_grow_whatever_the_clock_does(desk: Desk) -> None:
    seen = []
    for instant in ("2026-06-15T12:00:00Z", "2026-06-10T12:00:00Z", "2026-06-15T12:00:00Z"):
        desk.clock(instant)
        with desk.app.unit() as (_, now):
            seen.append(now)
    assert seen == sorted(set(seen))


def test_two_writers_never_share_an_instant(desk: Desk) -> None:
    seen: list[dt.datetime] = []
    start = threading.Barrier(4)

    def write() -> None:
        start.wait()
        for _ in range(10):
            with desk.app.unit() as (_, now):
                seen.append(now)

    with desk.app.unit():
        pass
    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(seen)) == len(seen) == 40


def test_two_apps_that_import_one_document_at_once_write_it_once(desk: Desk) -> None:
    from regtrack.bootstrap import App

    desk.subscribe()
    record = bill([("2026-06-10", "introduced")], [text(ban(), VersionRole.PROPOSAL)])
    start = threading.Barrier(2)
    outcomes = []

    def work() -> None:
        with App() as app:
            start.wait()
            with app.unit() as (repository, now):
                outcomes.append(desk.importing(repository, record, now))

    desk.take(bill(number="SB 1"))  # the schema is there
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(o.changed for o in outcomes) == [False, True]
    assert [a for _, a, _ in desk.deliveries()] == ["one@example.org"]


def test_every_kind_of_claim_has_a_name_of_its_own() -> None:
    assert sorted(rows.observation_row(observation(c))["kind"] for c in CLAIMS) == [
        "absence", "in_force", "provision", "retraction", "stage", "text",
    ]  # fmt: skip
