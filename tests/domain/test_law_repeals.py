"""Deschedule, repeal of the regulation, substances, conflicts and pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.builders import (
    KRATOM,
    SEVEN_OH,
    Audience,
    Polarity,
    Story,
    absence,
    date,
    effect,
    told,
)
from regtrack.domain.derivation import derive
from regtrack.domain.status import Status
from regtrack.domain.timeline import stretches

# Deschedule and repeal of the regulation ------------------------------------------------------


def descheduled(**more: Any) -> Story:
    """Scheduled in 2020 by a rule, beside a regulation; an act of 2026 ends the schedule."""
    story = Story()
    story.fact(effect("schedule", start="2020-01-01"), "rule")
    story.fact(effect("regulate", start="2020-01-01"), "regulation")
    made: dict[str, Any] = {"start": "2026-05-01", **more}
    story.fact(effect("deschedule", **made), "act")
    return story


def test_a_deschedule_ends_schedules_and_nothing_else() -> None:
    story = descheduled()
    story.fact(effect("schedule", SEVEN_OH, start="2020-01-01"), "rule")
    assert told(story, "2026-04-30", "2026-05-01") == ["scheduled", "regulated"]
    assert story.status("2026-05-01", SEVEN_OH) == "scheduled"


def test_a_deschedule_that_lapses_does_not_bring_the_schedule_back() -> None:
    assert told(descheduled(end="2026-08-01"), "2026-08-01") == ["regulated"]


def test_what_is_scheduled_after_it_stays() -> None:
    story = descheduled()
    story.fact(effect("schedule", start="2026-05-02"), "new rule")
    assert told(story, "2026-05-01", "2026-05-02") == ["regulated", "scheduled"]


@pytest.mark.parametrize(
    "more", [{"composed": False}, {"audience": Audience.ARMED_FORCES}, {"condition": "if"}]
)
def test_a_recommendation_ends_nothing(more: dict[str, Any]) -> None:
    assert told(descheduled(**more), "2026-05-01") == ["scheduled"]


def test_a_disputed_deschedule_leaves_both_sides_to_be_shown() -> None:
    story = Story()
    story.fact(effect("schedule", start="2020-01-01"), "rule")
    story.fact(effect("deschedule", start="2026-05-01"), "act", conflict=True)
    segment = story.timelines()[KRATOM].at(date("2026-06-01"))
    assert segment is not None
    assert segment.status is Status.UNKNOWN
    assert {p.status for p in segment.parts} == {Status.SCHEDULED, Status.NO_SPECIFIC_LAW}


def test_a_deschedule_from_an_hour_on_leaves_that_day_to_the_schedule() -> None:
    story = descheduled(start_time="17:00")
    assert told(story, "2026-05-01", "2026-05-02") == ["scheduled", "regulated"]


def test_a_deschedule_in_a_month_is_in_doubt_within_it() -> None:
    story = descheduled(start="2026-05")
    days = ("2026-04-30", "2026-05-15", "2026-05-31")
    assert told(story, *days) == ["scheduled", "unknown", "regulated"]
    story = descheduled(start="2026", seen="2026-03-15")
    assert told(story, "2026-03-14", "2026-03-15") == ["unknown", "regulated"]


def test_dates_that_do_not_tell_which_came_first_leave_it_unknown() -> None:
    story = Story()
    story.fact(effect("schedule", start="2026-05-10"), "rule")
    story.fact(effect("deschedule", start="2026"), "act")
    assert told(story, "2026-05-10", "2026-12-31") == ["unknown", "unknown"]


def test_a_deschedule_that_may_have_been_withdrawn_before_it_began_leaves_it_unknown() -> None:
    story = descheduled(start="2026", end="2026-06-15")
    assert told(story, "2026-06-14", "2027-06-01") == ["unknown", "unknown"]


def test_one_act_does_not_end_its_own_provisions() -> None:
    story = Story()
    story.fact(effect("schedule", start="2026-05-01"), "act")
    story.fact(effect("deschedule", start="2026-05-01"), "act")
    assert told(story, "2026-05-01") == ["scheduled"]


def test_a_repeal_of_the_regulation_ends_three_effects() -> None:
    story = Story()
    for kind in ("regulate", "restrict", "age_limit"):
        story.fact(effect(kind, start="2020-01-01"), kind)
    story.fact(effect("prohibit", SEVEN_OH, start="2020-01-01"), "ban")
    story.fact(effect("repeal_regulation", start="2026-05-01"), "act")
    story.fact(effect("repeal_regulation", SEVEN_OH, start="2026-05-01"), "act")
    assert told(story, "2026-04-30", "2026-05-01") == ["restricted", "no_specific_law"]
    assert story.status("2026-05-01", SEVEN_OH) == "prohibited"
    story.fact(effect("schedule", start="2020-01-01"), "schedule")
    assert told(story, "2026-05-01") == ["scheduled"]


# Substances, conflicts and pages --------------------------------------------------------------


def test_7_oh_takes_the_status_of_kratom_until_a_provision_names_it() -> None:
    story = Story()
    story.fact(effect("schedule", start="2020-01-01"), "rule")
    story.fact(absence(start="2020-01-01"), None, SEVEN_OH)
    story.fact(effect("tax", SEVEN_OH, start="2021-01-01"), "tax")
    story.fact(effect("restrict", SEVEN_OH, start="2022-01-01"), "cap")
    assert story.status("2021-06-01", SEVEN_OH) == "scheduled"
    assert story.status("2022-01-01", SEVEN_OH) == "restricted"
    assert story.status("2022-01-01") == "scheduled"


def test_a_provision_is_about_the_substance_it_names() -> None:
    story = Story()
    story.fact(effect("schedule", SEVEN_OH, start="2020-01-01"), "rule")
    story.observations[0] = replace(story.observations[0], substance=None)
    assert story.status("2021-01-01", SEVEN_OH) == "scheduled"
    assert story.status("2021-01-01") == "unknown"


def test_a_conflict_about_kratom_does_not_touch_what_is_named_apart() -> None:
    story = Story()
    story.fact(effect("schedule", start="2020-01-01"), "rule", conflict=True)
    story.fact(effect("restrict", SEVEN_OH, start="2022-01-01"), "cap")
    assert story.status("2021-01-01", SEVEN_OH) == "unknown"
    assert story.status("2022-01-01", SEVEN_OH) == "restricted"
    story.fact(absence(start="2020-01-01"), None, SEVEN_OH, conflict=True)
    assert story.status("2022-01-01", SEVEN_OH) == "unknown"


def test_a_disputed_position_without_a_status_is_no_conflict() -> None:
    story = Story()
    story.fact(effect("regulate", start="2020-01-01"), "act")
    position = effect("prohibit", start="2020-01-01", composed=False)
    story.fact(position, "alert", conflict=True)
    assert told(story, "2021-01-01") == ["regulated"]


def test_leave_under_a_ban_does_not_lift_it() -> None:
    story = Story()
    story.fact(effect("prohibit", start="2020-01-01"), "act")
    story.fact(effect("prohibit", start="2020-01-01", polarity=Polarity.PERMITS), "leave")
    assert told(story, "2021-01-01") == ["prohibited"]


def test_a_page_that_goes_from_a_to_b_and_back_keeps_all_three_stretches() -> None:
    story = Story()
    story.stage("code", "enacted", "2020-01-01")
    for version, kind, on in (
        ("a1", "schedule", "2026-01-10"),
        ("b", "regulate", "2026-03-10"),
        ("a2", "schedule", "2026-05-10"),
    ):
        page = effect(kind, seen=on)
        story.text("code", version, "current", page, dated=on, at=on)
    found = stretches(story.timelines()[KRATOM].segments)
    assert [(s.status.value, s.start.isoformat()) for s in found] == [
        ("scheduled", "2026-01-10"),
        ("regulated", "2026-03-10"),
        ("scheduled", "2026-05-10"),
    ]
    assert story.status("2026-06-01", known_at="2026-04-01") == "regulated"


def test_reading_the_code_does_not_forget_the_act() -> None:
    story = Story()
    story.stage("code", "enacted", "2020-01-01")
    story.text("code", "act", "final", effect("schedule", start="2020-07-01"), dated="2020-01-01")
    page = effect("schedule", seen="2026-05-10")
    story.text("code", "page", "current", page, dated="2026-05-10")
    found = stretches(story.timelines()[KRATOM].segments)
    assert [(s.status.value, s.start.isoformat()) for s in found] == [("scheduled", "2020-07-01")]


def test_an_empty_division_has_an_empty_timeline() -> None:
    for timeline in derive([], []).values():
        assert timeline.segments == ()
        assert timeline.at(date("2026-01-01")) is None
        assert timeline.status(date("2026-01-01")) is Status.UNKNOWN
