"""From when until when a provision of law holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from domain.builders import (
    SEVEN_OH,
    Story,
    absence,
    date,
    effect,
    enacted,
    state_default,
    told,
    upon_enactment,
)
from regtrack.domain.provisions import StartKind, StartRule

UNKNOWN_START = ("act", "law, but its effective date is not known")


# Starts and ends ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "first"),
    [
        ({"start": "2026-07-01", "after": (5, "approval")}, "2026-07-01"),
        ({"starts": upon_enactment()}, "2026-03-01"),
        ({"after": (90, "approval")}, "2026-05-30"),
        ({"after": (90, "signature")}, "2026-05-30"),
        ({"after": (90, None)}, "2026-05-30"),
        ({"after": (90, "passage")}, "2026-05-11"),
    ],
)
def test_a_start_reckoned_from_the_stages(more: dict[str, Any], first: str) -> None:
    story = enacted()
    story.stage("act", "passed_both", "2026-02-01")
    story.stage("act", "passed_both", "2026-02-10")
    story.stage("act", "enacted", "2026-03-20", key="chaptered")
    story.text("act", "v", "final", effect("schedule", **more))
    before = (date(first) - dt.timedelta(days=1)).isoformat()
    assert told(story, before, first) == ["unknown", "scheduled"]
    assert story.pending() == []


@pytest.mark.parametrize(
    "more",
    [
        {"after": (90, "adjournment")},
        {"after": (90, "publication")},
        {"after": (None, "approval")},
        {"starts": state_default()},
        {"starts": StartRule(StartKind.DEFAULT, 90, "approval")},
        {"starts": StartRule(StartKind.CONTINGENT, 90, "approval")},
        {},
    ],
)
def test_a_start_that_the_stages_do_not_tell_is_pending(more: dict[str, Any]) -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", **more))
    assert told(story, "2026-03-01", "2030-01-01") == ["unknown", "unknown"]
    assert story.pending() == [UNKNOWN_START]
    story.record("act", "2026-07-01", at="2026-04-01")
    assert told(story, "2026-07-01") == ["scheduled"]
    assert story.pending() == []


@pytest.mark.parametrize("on", [None, "2026"])
def test_days_after_a_day_that_is_not_known_are_not_reckoned(on: str | None) -> None:
    story = enacted(on)
    story.text("act", "v", "final", effect("schedule", after=(90, "approval")))
    assert told(story, "2027-06-01") == ["unknown"]
    assert story.pending() == [UNKNOWN_START]


def test_an_undated_row_of_a_list_does_not_hide_the_day_of_the_record() -> None:
    story = enacted()
    story.stage("act", "enacted", None, key="curated")
    story.text("act", "v", "final", effect("schedule", after=(31, "approval")))
    assert told(story, "2026-03-31", "2026-04-01") == ["unknown", "scheduled"]


def test_passage_is_enactment_where_the_record_tells_no_other() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", after=(31, "passage")))
    assert told(story, "2026-03-31", "2026-04-01") == ["unknown", "scheduled"]


def test_a_trigger_that_has_not_happened_keeps_it_dead_and_is_not_pending() -> None:
    story = enacted()
    trigger = "if the DEA schedules it"
    story.text("act", "v", "final", effect("schedule", start="2026-03-01", condition=trigger))
    story.text("act", "v", "final", effect("schedule", condition=trigger))
    assert told(story, "2026-06-01") == ["unknown"]
    assert story.pending() == []


def test_the_records_end_holds_where_the_text_has_none() -> None:
    story = enacted()
    story.record("act", "2026-04-01", "2026-05-01")
    story.text(
        "act",
        "v",
        "final",
        effect("regulate"),
        effect("schedule", SEVEN_OH, start="2026-03-15", end="2026-06-01"),
    )
    days = ("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01")
    assert told(story, *days) == ["unknown", "regulated", "regulated", "unknown"]
    assert story.status("2026-05-31", SEVEN_OH) == "scheduled"
    assert story.status("2026-03-15", SEVEN_OH) == "scheduled"


def test_an_end_before_the_start_is_told() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", start="2026-07-01", end="2026-05-01"))
    assert told(story, "2026-05-15", "2026-08-01") == ["unknown", "unknown"]
    assert story.pending() == [("act", "law, but its dates contradict: it ends before it starts")]


def test_a_law_that_is_not_announced_for_one_day_but_a_year_is_unknown_in_that_year() -> None:
    story = enacted()
    story.fact(absence(start="2020-01-01"))
    story.text("act", "v", "final", effect("schedule", start="2027"))
    days = ("2026-12-31", "2027-01-01", "2027-12-30", "2027-12-31")
    assert told(story, *days) == ["no_specific_law", "unknown", "unknown", "scheduled"]


def test_a_doubt_that_would_not_change_the_answer_is_none() -> None:
    story = Story()
    story.fact(effect("schedule", start="2011-01-01"), "old")
    story.fact(effect("schedule", SEVEN_OH, start="2025"), "new")
    story.fact(effect("regulate", start="2025"), "weaker")
    assert story.status("2025-06-01", SEVEN_OH) == "scheduled"
    assert story.status("2025-06-01") == "scheduled"


def test_nothing_is_in_force_before_it_is_enacted() -> None:
    """A record tells a signature ahead of its day; the text's own date lies before it."""
    story = enacted("2027-03-01")
    story.text("act", "v", "final", effect("prohibit", acts=("sale",), start="2026-09-01"))
    assert told(story, "2026-10-01", "2027-02-28", "2027-03-01") == [
        "unknown",
        "unknown",
        "prohibited",
    ]
