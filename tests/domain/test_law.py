"""What is known and whether it is law: one short history per rule, as a hostile reader would."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from domain.builders import (
    Authority,
    Method,
    Story,
    effect,
    enacted,
    instant,
    told,
)
from regtrack.domain.instruments import Stage
from regtrack.domain.law import known, law_of
from regtrack.domain.observations import Retraction

# What is known ------------------------------------------------------------------------------


def test_said_twice_is_said_once_and_first_when_it_was_first_said() -> None:
    story = Story()
    late = story.fact(effect("schedule", start="2026-01-01"), "act", at="2026-05-01")
    early = story.fact(effect("schedule", start="2026-01-01"), "act", at="2026-02-01")
    assert late.id == early.id
    assert known([late, early], None) == [early]
    assert known([late, early], instant("2026-03-01")) == [early]
    assert known([late, early], instant("2026-01-01")) == []


def test_recorded_at_the_very_instant_is_known() -> None:
    story = Story()
    fact = story.fact(effect("schedule", start="2026-01-01"), "act", at="2026-05-01")
    assert known([fact], instant("2026-05-01")) == [fact]
    assert known([fact], instant("2026-05-01") - dt.timedelta(seconds=1)) == []


@pytest.mark.parametrize(("retractions", "stands"), [(0, True), (1, False), (2, True), (3, False)])
def test_a_retraction_can_be_retracted(retractions: int, stands: bool) -> None:
    """Even at one instant, where nothing but what they name puts them in order."""
    story = Story()
    last = story.fact(effect("schedule", start="2026-01-01"), "act")
    for _ in range(retractions):
        last = story.retract(last, "2026-05-01")
    assert story.status("2026-06-01") == ("scheduled" if stands else "unknown")
    story.observations.reverse()
    assert story.status("2026-06-01") == ("scheduled" if stands else "unknown")


def test_of_two_retractions_one_is_enough() -> None:
    story = Story()
    fact = story.fact(effect("schedule", start="2026-01-01"), "act")
    first = story.retract(fact, "2026-05-01", "one")
    story.retract(fact, "2026-05-01", "two")
    story.retract(first, "2026-05-02")
    assert story.status("2026-06-01") == "unknown"


def test_two_that_retract_each_other_do_not_hang() -> None:
    story = Story()
    fact = story.fact(effect("schedule", start="2026-01-01"), "act")
    first = story.retract(fact, "2026-05-01")
    second = story.retract(first, "2026-05-02")
    circle = replace(first, claim=Retraction(second.id, "no"), id="c")
    back = replace(second, claim=Retraction("c", "yes"))
    assert len(known([fact, first, circle, back], None)) <= 1


def test_a_held_retraction_takes_nothing_back() -> None:
    story = Story()
    fact = story.fact(effect("schedule", start="2026-01-01"), "act")
    story.observations.append(replace(story.retract(fact, "2026-05-01"), held=True))
    del story.observations[1]
    assert story.status("2026-06-01") == "scheduled"


# Whether it is law --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stage",
    [stage.value for stage in Stage if stage is not Stage.ENACTED],
)
def test_only_enacted_is_law(stage: str) -> None:
    story = Story()
    story.stage("act", stage, "2026-01-01")
    story.text("act", "v", "final", effect("schedule", start="2026-01-01"))
    assert story.status("2026-06-01") == "unknown"
    assert story.pending() == []


def test_only_the_text_that_became_law_counts() -> None:
    story = enacted()
    story.text("act", "filed", "proposal", effect("schedule", start="2026-03-01"))
    story.text("act", "final", "final", effect("regulate", start="2026-03-01"))
    assert told(story, "2026-03-01") == ["regulated"]


def test_a_version_counts_by_the_reader_that_governs() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", start="2026-03-01"), at="2026-03-02")
    story.text(
        "act", "v", "final", effect("regulate", start="2026-03-01"), reader="r2", at="2026-04-01"
    )
    assert story.status("2026-06-01") == "regulated"
    assert story.status("2026-06-01", known_at="2026-03-15") == "scheduled"


@pytest.mark.parametrize("authority", [Authority.PRESS, Authority.VENDOR])
def test_press_and_vendors_enact_nothing(authority: Authority) -> None:
    story = Story()
    story.stage("act", "enacted", "2026-03-01", authority=authority)
    story.text("act", "v", "final", effect("schedule", start="2026-03-01"))
    assert story.status("2026-06-01") == "unknown"
    story.stage("act", "enacted", "2026-03-02")
    assert story.status("2026-06-01") == "scheduled"


def test_a_page_of_the_press_beside_the_official_one_changes_nothing() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", start="2026-03-01"), dated="2026-03-01")
    press: dict[str, Any] = {"authority": Authority.PRESS}
    story.text(
        "act", "p", "current", effect("regulate", start="2026-03-01"), dated="2026-05-01", **press
    )
    story.record("act", end="2026-04-01", **press)
    assert told(story, "2026-06-01") == ["scheduled"]


def test_what_a_parser_read_without_an_instrument_is_no_law() -> None:
    story = Story()
    story.say(effect("schedule", start="2026-03-01"), None)
    story.text("act", "v", "final", effect("schedule", start="2026-03-01"))
    assert story.status("2026-06-01") == "unknown"


def test_what_is_held_moves_nothing_wherever_it_stands() -> None:
    story = Story()
    story.fact(effect("schedule", start="2026-03-01"), None, held=True)
    story.fact(effect("schedule", start="2026-03-01"), "other", held=True)
    story.stage("act", "enacted", "2026-03-01", held=True)
    story.text("act", "v", "final", effect("schedule", start="2026-03-01"))
    assert story.status("2026-06-01") == "unknown"
    assert story.pending() == []


# What a reviewer accepts --------------------------------------------------------------------


def accepted(story: Story, number: int, at: str = "2026-04-01") -> None:
    """A reviewer repeats a reading that was held."""
    held = story.observations[number]
    made = replace(held, held=False, method=Method.REVIEWER, recorded_at=instant(at), id="accepted")
    story.observations.append(made)


def half_read() -> Story:
    """An act with one sure provision and one that waits for review."""
    story = enacted()
    story.text("act", "v", "final", effect("regulate", start="2026-03-01"), dated="2026-03-01")
    doubtful = effect("schedule", start="2026-03-01")
    story.say(doubtful, "act", held=True, version="v", reader="reader@1")
    return story


def test_a_reading_that_waits_is_pending_and_does_not_count() -> None:
    story = half_read()
    assert told(story, "2026-03-01") == ["regulated"]
    assert story.pending() == [("act", "a reading waits for review")]


def test_an_accepted_reading_joins_the_others_of_its_text() -> None:
    story = half_read()
    accepted(story, 3)
    assert told(story, "2026-03-01") == ["scheduled"]
    assert story.pending() == []
    law = law_of(story.observations, [])
    assert len(law.holdings) == 2
    assert law.losing == ()


def test_a_rejected_reading_waits_no_more() -> None:
    story = half_read()
    story.retract(story.observations[3], "2026-04-01", "misread")
    assert told(story, "2026-03-01") == ["regulated"]
    assert story.pending() == []


def test_accepting_what_an_introduced_bill_says_makes_no_law() -> None:
    story = Story()
    story.stage("act", "introduced", "2026-01-01")
    story.text("act", "v", "proposal", effect("tax"))
    story.say(effect("schedule", start="2026-03-01"), "act", held=True, version="v", reader="r")
    accepted(story, 3)
    assert story.status("2026-06-01") == "unknown"


def test_an_accepted_page_governs() -> None:
    story = enacted()
    story.text("act", "a", "current", effect("schedule", seen="2026-03-01"), dated="2026-03-01")
    story.text("act", "b", "current", dated="2026-05-01", held=True)
    assert told(story, "2026-06-01") == ["scheduled"]
    accepted(story, 3, "2026-05-03")
    assert told(story, "2026-04-30", "2026-06-01") == ["scheduled", "unknown"]
    assert story.pending() == []
