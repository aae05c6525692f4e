"""The federal documents of 2016 and 2026, from their recordings to the timeline: what was proposed,
withdrawn, ordered and proposed again, and what never was law. Each day is imported as it came; then
the code itself, which lags the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from played import look, sources

from fetching import RECORDINGS
from regtrack.bootstrap import App
from regtrack.domain.changes import ChangeKind
from regtrack.domain.instruments import Stage
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.runner.sources_file import load
from regtrack.services.importing import import_document

US = "ocd-division/country:us"
DAYS = {
    1: dt.datetime(2026, 10, 8, 14, tzinfo=dt.UTC),
    2: dt.datetime(2026, 10, 9, 14, tzinfo=dt.UTC),
    3: dt.datetime(2026, 10, 14, 14, tzinfo=dt.UTC),
}
ORDER = "2026-08-26"


@dataclass(frozen=True)
class Told:
    """Timelines after each day, and the stages that each document was told at."""

    after: Mapping[int, Mapping[Substance, Timeline]]
    stages: Mapping[str, list[Stage]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    register = next(
        s for s in load(RECORDINGS / "sources.toml") if s.platform == "federal_register"
    )
    code = sources("ecfr")["us-ecfr-1308"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGTRACK_HOME", str(tmp_path_factory.mktemp("federal")))
        patch.delenv("REGTRACK_DATABASE_URL", raising=False)
        patch.setenv("REGTRACK_NOW", DAYS[1].isoformat())
        with App() as app:
            after: dict[int, Mapping[Substance, Timeline]] = {}
            stages: dict[str, list[Stage]] = {}
            for day, at in DAYS.items():
                patch.setenv("REGTRACK_NOW", at.isoformat())
                looks = [look(register, RECORDINGS, day, at)]
                looks += [look(code, "normal", min(day, 2), at)]
                for found in looks:
                    assert found.faults == []
                    for body in found.bodies.values():
                        app.snapshots.put(body)
                    for document in found.documents:
                        with app.unit() as (repository, now):
                            outcome = import_document(repository, app.texts, document, now)
                        assert outcome.faults == [] or document.partial
                        for change in outcome.changes:
                            if change.kind is ChangeKind.STAGE and change.instrument:
                                act = change.instrument
                                name = str(act.number or act.title)
                                assert change.stage is not None
                                stages.setdefault(name, []).append(change.stage)
                with app.unit() as (repository, _):
                    after[day] = repository.timelines(US)
            yield Told(after, stages)


def status(told: Told, substance: Substance, on: str, day: int = 3) -> Status:
    timeline = told.after[day].get(substance, Timeline())
    return timeline.status(dt.date.fromisoformat(on))


@pytest.mark.parametrize("on", ["2016-08-30", "2016-09-30", "2016-10-13", "2026-09-01"])
@pytest.mark.parametrize("substance", [Substance.KRATOM, Substance.SEVEN_OH])
def test_neither_leaf_nor_7_oh_was_ever_scheduled(
    told: Told, substance: Substance, on: str
) -> None:
    for day in DAYS:
        assert status(told, substance, on, day) is Status.UNKNOWN


def test_the_three_analogues_are_scheduled_from_the_day_of_the_order(told: Told) -> None:
    for day in DAYS:
        assert status(told, Substance.ANALOGUES, "2026-08-25", day) is Status.UNKNOWN
        assert status(told, Substance.ANALOGUES, ORDER, day) is Status.SCHEDULED
        assert status(told, Substance.ANALOGUES, "2026-10-20", day) is Status.SCHEDULED


def test_each_document_is_told_at_the_stage_it_is(told: Told) -> None:
    assert told.stages["2016-20803"] == [Stage.PROPOSED]
    assert told.stages["fr:2016-20803"] == [Stage.WITHDRAWN]  # named before it was seen
    assert told.stages["2026-17429"] == [Stage.ENACTED]
    assert told.stages["2026-13580"][0] is Stage.PROPOSED
    assert told.stages["2026-20943"][0] is Stage.PROPOSED
    enacted = {name for name, stages in told.stages.items() if Stage.ENACTED in stages}
    assert enacted == {"2026-17429", "1308.11", "1308.12"}


def test_a_new_notice_leaves_the_order_as_it_is(told: Told) -> None:
    before, after = (told.after[day][Substance.ANALOGUES] for day in (2, 3))
    today = dt.date(2026, 10, 20)
    assert before.status(today) is after.status(today) is Status.SCHEDULED


def test_the_code_lists_the_order_s_entries_and_leaves_it_its_end(told: Told) -> None:
    for day in DAYS:
        assert status(told, Substance.ANALOGUES, "2028-08-25", day) is Status.SCHEDULED
        assert status(told, Substance.ANALOGUES, "2028-08-26", day) is Status.UNKNOWN
