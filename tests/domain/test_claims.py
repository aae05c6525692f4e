"""Between claims: who is believed, which text governs, when it became law."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.builders import Authority, Method, PartialDate, Story, effect, instant
from regtrack.domain.claims import (
    Group,
    best_group,
    enactment,
    governing_reads,
    least_confidence,
    record_dates,
    sound,
    stage_events,
    waiting,
)
from regtrack.domain.observations import Confidence, InForce, Observation

STORY = Story()
CLAIM = STORY.fact(effect("schedule", start="2026-01-01"), "act", at="2026-01-01")


def group(dated: bool = True, on: str | None = None, **of: object) -> Group:
    made = replace(CLAIM, **of)  # type: ignore[arg-type]  # fields are told by name
    return Group((made,), PartialDate(on) if on else None, dated)


LOUDER = [
    ("dated", group(authority=Authority.VENDOR), group(False, authority=Authority.OFFICIAL)),
    ("reviewed", group(method=Method.REVIEWER, authority=Authority.PRESS), group()),
    ("official", group(on="2020"), group(on="2026", authority=Authority.OFFICIAL_COPY)),
    (
        "copy",
        group(authority=Authority.OFFICIAL_COPY),
        group(authority=Authority.AGGREGATOR, recorded_at=instant("2026-09-01")),
    ),
    ("aggregator", group(authority=Authority.AGGREGATOR), group(authority=Authority.PRESS)),
    ("press", group(authority=Authority.PRESS), group(authority=Authority.VENDOR)),
    ("newer act", group(on="2026"), group(on="2025", recorded_at=instant("2026-09-01"))),
    ("act with a date", group(on="1999"), group(recorded_at=instant("2026-09-01"))),
    ("later word", group(recorded_at=instant("2026-09-01")), group()),
]


@pytest.mark.parametrize(("_name", "winner", "loser"), LOUDER, ids=[row[0] for row in LOUDER])
def test_who_is_believed(_name: str, winner: Group, loser: Group) -> None:
    assert best_group([winner, loser]) == (winner, [loser])
    assert best_group([loser, winner]) == (winner, [loser])


def test_a_parser_and_a_curator_weigh_the_same() -> None:
    assert group(method=Method.PARSER).rank == group(method=Method.CURATED).rank


def test_leads_and_held_readings_move_nothing() -> None:
    parsed = {"method": Method.PARSER}
    press = replace(CLAIM, authority=Authority.PRESS, **parsed)  # type: ignore[arg-type]  # by name
    vendor = replace(press, authority=Authority.VENDOR)
    copy = replace(press, authority=Authority.AGGREGATOR)
    reported = replace(press, method=Method.CURATED)
    held = replace(CLAIM, held=True)
    assert sound([press, vendor, copy, reported, held, CLAIM]) == [copy, reported, CLAIM]


def test_a_held_reading_waits_until_it_is_repeated() -> None:
    story = Story()
    held = story.say(effect("schedule"), "act", held=True, version="v", reader="r")
    accepted = replace(held, held=False, method=Method.REVIEWER)
    other = replace(accepted, version="w")
    assert waiting([held])
    assert not waiting([held, accepted])
    assert waiting([held, other])
    assert not waiting([accepted])


def test_stage_events_are_in_order_and_the_last_word_counts() -> None:
    story = Story()
    story.stage("bill", "enacted", "2026-04-27", key="sign", order=1)
    story.stage("bill", "passed_both", "2026-04-27", key="pass", order=0)
    story.stage("bill", "introduced", None, key="intro")
    story.stage("bill", "in_committee", "2026-02", key="committee", at="2026-03-01")
    story.stage("bill", "in_committee", "2026-05", key="committee", at="2026-02-01")
    events = stage_events(reversed(story.observations))
    assert [e.key for e in events] == ["intro", "committee", "pass", "sign"]
    assert events[1].date == PartialDate("2026-02")


def test_of_two_words_at_one_instant_the_order_of_arrival_does_not_decide() -> None:
    story = Story()
    story.stage("bill", "vetoed", "2026-04-01", key="k")
    story.stage("bill", "enacted", "2026-04-02", key="k")
    told = stage_events(story.observations)
    assert told == stage_events(reversed(story.observations))
    assert len(told) == 1


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((None, "2026-04-27"), "2026-04-27"),
        (("2026", "2026-04-27"), "2026-04-27"),
        (("2026-04-27", "2026-05-10"), "2026-04-27"),
        (("2025", "2026-04-27"), "2025"),
        (("2026", "2027-04-27"), "2026"),
        (("2026-04-27", "2026-05"), "2026-04-27"),
        ((None, None), None),
    ],
)
def test_the_day_it_became_law(dates: tuple[str | None, ...], expected: str | None) -> None:
    story = Story()
    for number, on in enumerate(dates):
        story.stage("bill", "enacted", on, key=str(number))
    story.stage("bill", "vetoed", "2026-04-01")
    found = enactment(stage_events(story.observations))
    assert found is not None
    assert found.date == (PartialDate(expected) if expected else None)


def test_what_was_never_enacted_is_no_law() -> None:
    story = Story()
    story.stage("bill", "to_governor", "2026-04-27")
    assert enactment(stage_events(story.observations)) is None


def test_the_records_dates_are_those_of_the_better_authority_then_the_later_word() -> None:
    story = Story()
    assert record_dates([]) == InForce()
    story.record("act", "2026-07-01", at="2026-01-01")
    story.record("act", "2026-08-01", at="2026-02-01")
    story.record("act", "2026-09-01", at="2026-03-01", authority=Authority.AGGREGATOR)
    assert record_dates(story.observations).start == PartialDate("2026-08-01")
    assert record_dates(reversed(story.observations)).start == PartialDate("2026-08-01")


def versions(story: Story) -> list[tuple[str | None, str | None]]:
    """The governing versions, each with the day it is replaced."""
    found, _ = governing_reads(story.observations)
    return [(g.read.version, str(g.until) if g.until else None) for g in found]


def test_of_several_final_texts_the_newest_readable_one_governs_alone() -> None:
    story = Story()
    story.text("bill", "introduced", "proposal", dated="2026-05-01")
    story.text("bill", "chapter", "final", dated="2026-04-27", at="2026-01-01")
    story.text("bill", "enrolled", "final", dated="2026-03-01", at="2026-02-01")
    story.text("bill", "undated", "final", at="2026-03-01")
    story.text("bill", "scan", "final", dated="2026-06-01", readable=False)
    assert versions(story) == [("chapter", None)]


def test_a_page_governs_from_reading_to_reading() -> None:
    """A, then B, then A again: three readings, three stretches."""
    story = Story()
    story.text("code", "a1", "current", dated="2026-01-10")
    story.text("code", "a2", "current", dated="2026-05-10")
    story.text("code", "b", "current", dated="2026-03-10")
    story.text("code", "broken", "current", dated="2026-04-10", readable=False)
    assert versions(story) == [("a1", "2026-03-10"), ("b", "2026-05-10"), ("a2", None)]


def test_the_final_text_governs_until_the_first_page_after_it() -> None:
    story = Story()
    story.text("code", "old page", "current", dated="2019-01-01")
    story.text("code", "act", "final", dated="2020-01-01")
    story.text("code", "page", "current", dated="2026-05-10")
    assert versions(story) == [("act", "2026-05-10"), ("page", None)]


def test_a_page_without_a_date_is_of_the_day_it_was_recorded() -> None:
    story = Story()
    story.text("code", "b", "current", at="2026-03-10")
    story.text("code", "a", "current", dated="2026-01-10", at="2026-05-01")
    assert versions(story) == [("a", "2026-03-10"), ("b", None)]


def test_a_version_read_again_counts_once_by_the_later_reading() -> None:
    story = Story()
    story.text("bill", "v", "final", reader="r1", at="2026-01-01", readable=False, why="cut off")
    story.text("bill", "v", "final", reader="r2", at="2026-02-01")
    found, _ = governing_reads(reversed(story.observations))
    assert [g.read.reader for g in found] == ["r2"]


def test_why_nothing_governs() -> None:
    story = Story()
    assert governing_reads([]) == ([], "law, but only an earlier text is at hand")
    story.text("bill", "introduced", "proposal")
    assert governing_reads(story.observations)[1] == "law, but only an earlier text is at hand"
    story.text("bill", "a", "final", readable=False, why="scanned", dated="2026-02-01")
    story.text("bill", "b", "final", readable=False, why="cut off", dated="2026-01-01")
    assert governing_reads(story.observations)[1].endswith("cannot be read: scanned")
    story.text("bill", "c", "final", readable=False, dated="2026-03-01")
    assert governing_reads(story.observations)[1].endswith("cannot be read: no readable text")


def test_a_held_reading_of_a_text_does_not_govern() -> None:
    story = Story()
    story.text("code", "a", "current", dated="2026-01-10")
    story.text("code", "b", "current", dated="2026-03-10", held=True)
    assert versions(story) == [("a", None)]


def test_the_least_confidence() -> None:
    def of(confidence: Confidence) -> Observation:
        return replace(CLAIM, confidence=confidence)

    high, medium, low = map(of, (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW))
    assert least_confidence([high]) is Confidence.HIGH
    assert least_confidence([high, medium, high]) is Confidence.MEDIUM
    assert least_confidence([low, high]) is Confidence.LOW
    assert least_confidence([]) is Confidence.LOW
