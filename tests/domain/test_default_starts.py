"""The start of a law whose text names none: by the rule of its place, from days that are known."""

from __future__ import annotations

from typing import Any

import pytest

from domain.builders import (
    KRATOM,
    Story,
    date,
    effect,
    enacted,
    state_default,
    told,
    upon_enactment,
)
from regtrack.domain.codec import build, plain
from regtrack.domain.default_starts import Counts, DefaultRule, Known
from regtrack.domain.provisions import Provision, StartKind, StartRule

AFTER_SESSION = DefaultRule(Counts.SINE_DIE, "a constitution", days=91)
AFTER_ENACTMENT = DefaultRule(Counts.ENACTED, "a code", days=90)
ON_JULY_1 = DefaultRule(Counts.FIXED, "a code", month=7, day=1)
NOT_BEFORE_JULY = DefaultRule(Counts.FIXED, "a code", days=60, month=7, day=1)
ON_JANUARY_1 = DefaultRule(Counts.FIXED, "a code", month=1, day=1)
BY_PASSAGE = DefaultRule(Counts.PASSED, "a code", month=6, day=1)
AFTER_PUBLICATION = DefaultRule(Counts.PUBLISHED, "a code", days=1)
AFTER_MONTHS = DefaultRule(Counts.SINE_DIE, "a constitution", days=1, months=3)
UNSURE = DefaultRule(Counts.UNSURE, "nobody knows")
UNKNOWN_START = ("act", "law, but its effective date is not known")


def known(**days: str) -> Known:
    return Known(**{name: date(day) for name, day in days.items()})


@pytest.mark.parametrize(
    ("rule", "days", "start"),
    [
        (AFTER_SESSION, {"enacted": "2026-04-01", "adjourned": "2026-05-01"}, "2026-07-31"),
        (AFTER_SESSION, {"enacted": "2026-04-01"}, None),
        (AFTER_SESSION, {"adjourned": "2026-05-01"}, None),
        (AFTER_SESSION, {"enacted": "2026-09-01", "adjourned": "2026-05-01"}, "2026-09-01"),
        (AFTER_MONTHS, {"enacted": "2025-05-14", "adjourned": "2025-06-02"}, "2025-09-03"),
        (AFTER_MONTHS, {"enacted": "2025-05-14", "adjourned": "2025-10-15"}, "2026-01-16"),
        (AFTER_MONTHS, {"enacted": "2025-05-14", "adjourned": "2025-11-30"}, None),
        (AFTER_ENACTMENT, {"enacted": "2026-04-01"}, "2026-06-30"),
        (AFTER_ENACTMENT, {}, None),
        (AFTER_PUBLICATION, {"enacted": "2026-04-01", "published": "2026-04-02"}, "2026-04-03"),
        (AFTER_PUBLICATION, {"enacted": "2026-04-01"}, None),
        (ON_JULY_1, {"enacted": "2026-06-30"}, "2026-07-01"),
        (ON_JULY_1, {"enacted": "2026-07-01"}, None),
        (ON_JANUARY_1, {"enacted": "2026-03-20"}, "2027-01-01"),
        (NOT_BEFORE_JULY, {"enacted": "2026-04-01", "adjourned": "2026-05-01"}, "2026-07-01"),
        (NOT_BEFORE_JULY, {"enacted": "2026-04-01", "adjourned": "2026-05-02"}, None),
        (NOT_BEFORE_JULY, {"enacted": "2026-04-01"}, None),
        (BY_PASSAGE, {"enacted": "2026-08-01", "passed": "2026-05-31"}, "2027-01-01"),
        (BY_PASSAGE, {"enacted": "2026-08-01", "passed": "2026-06-01"}, "2027-06-01"),
        (BY_PASSAGE, {"enacted": "2026-08-01"}, None),
        (UNSURE, {"enacted": "2026-08-01", "adjourned": "2026-05-01"}, None),
    ],
)
def test_a_rule_gives_a_day_only_where_the_days_it_needs_are_known(
    rule: DefaultRule, days: dict[str, str], start: str | None
) -> None:
    found = rule.start(known(**days))
    assert (found.isoformat() if found else None) == start


def silent(rule: DefaultRule, on: str | None = "2026-03-01") -> Story:
    story = enacted(on)
    story.text("act", "v", "final", effect("schedule", starts=state_default(rule)))
    return story


def test_a_silent_law_starts_by_the_rule_of_its_place() -> None:
    assert told(silent(ON_JULY_1), "2026-06-30", "2026-07-01") == ["unknown", "scheduled"]
    assert silent(ON_JULY_1).pending() == []


def test_the_last_day_of_the_session_comes_from_the_record_alone() -> None:
    story = silent(AFTER_SESSION)
    assert story.pending() == [UNKNOWN_START]
    story.record("act", adjourned="2026-05")
    assert story.pending() == [UNKNOWN_START]
    story.record("act", adjourned="2026-05-01", at="2026-05-02")
    assert told(story, "2026-07-30", "2026-07-31") == ["unknown", "scheduled"]
    assert story.pending() == []


@pytest.mark.parametrize("on", ["2026", "2026-03", None])
def test_an_enactment_that_is_not_known_to_the_day_gives_no_start(on: str | None) -> None:
    assert silent(AFTER_ENACTMENT, on).pending() == [UNKNOWN_START]


def test_words_of_the_record_that_hasten_it_leave_the_start_unknown() -> None:
    story = silent(ON_JULY_1)
    story.record("act", hastened="Passed with emergency clause")
    assert told(story, "2026-07-01") == ["unknown"]
    assert story.pending() == [UNKNOWN_START]


def test_a_day_that_the_record_gives_comes_before_the_rule() -> None:
    story = silent(ON_JULY_1)
    story.record("act", "2026-04-15", hastened="Effective April 15")
    assert told(story, "2026-04-14", "2026-04-15") == ["unknown", "scheduled"]


def test_the_days_of_passage_and_of_publication_are_those_of_the_last_events() -> None:
    story = silent(BY_PASSAGE, "2026-08-01")
    story.stage("act", "passed_both", "2026-05-20")
    story.stage("act", "passed_both", "2026-06-02")
    assert told(story, "2027-01-01", "2027-06-01") == ["unknown", "scheduled"]
    story = silent(AFTER_PUBLICATION)
    story.stage("act", "enacted", "2026-03-10", how="signed", key="again")
    assert story.pending() == [UNKNOWN_START]
    story.stage("act", "enacted", "2026-03-12", how="published")
    assert told(story, "2026-03-12", "2026-03-13") == ["unknown", "scheduled"]


def test_a_law_without_a_rule_of_its_place_has_no_start() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", starts=state_default()))
    assert story.pending() == [UNKNOWN_START]


@pytest.mark.parametrize(
    ("starts", "days"),
    [
        (StartRule(StartKind.UPON_ENACTMENT, None, "publication"), ("2026-03-01", "2026-03-12")),
        (StartRule(StartKind.DAYS_AFTER, 10, "publication"), ("2026-03-21", "2026-03-22")),
    ],
)
def test_what_starts_with_its_publication_does_not_start_with_its_enactment(
    starts: StartRule, days: tuple[str, str]
) -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", starts=starts))
    assert story.pending() == [UNKNOWN_START]
    story.stage("act", "enacted", "2026-03-12", how="published")
    assert told(story, *days) == ["unknown", "scheduled"]


def test_what_starts_with_its_filing_waits_for_a_record_of_it() -> None:
    story = enacted()
    starts = StartRule(StartKind.UPON_ENACTMENT, None, "filing")
    story.text("act", "v", "final", effect("schedule", starts=starts))
    assert story.pending() == [UNKNOWN_START]


@pytest.mark.parametrize("after", ["passage", "issuance", "approval", None])
def test_what_starts_with_its_passage_starts_when_it_is_law(after: str | None) -> None:
    story = enacted()
    starts = StartRule(StartKind.UPON_ENACTMENT, None, after)
    story.text("act", "v", "final", effect("schedule", starts=starts))
    assert told(story, "2026-02-28", "2026-03-01") == ["unknown", "scheduled"]


def test_what_starts_with_its_passage_starts_within_the_month_in_which_it_became_law() -> None:
    story = enacted("2026-03")
    starts = StartRule(StartKind.UPON_ENACTMENT, None, "passage")
    story.text("act", "v", "final", effect("schedule", starts=starts))
    assert told(story, "2026-03-30", "2026-03-31") == ["unknown", "scheduled"]


def test_days_after_the_session_count_from_the_day_of_the_record() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", after=(91, "adjournment")))
    assert story.pending() == [UNKNOWN_START]
    story.record("act", adjourned="2026-05-01")
    assert told(story, "2026-07-30", "2026-07-31") == ["unknown", "scheduled"]


@pytest.mark.parametrize(
    ("hour", "within"),
    [("17:00", True), ("5 p.m.", True), ("12:01 a.m.", False), ("00:01", False), (None, False)],
)
def test_an_hour_that_begins_the_day_is_all_of_it(hour: str | None, *, within: bool) -> None:
    provision = effect("schedule", start="2026-08-04", start_time=hour)
    assert provision.starts_within_a_day is within


@pytest.mark.parametrize(
    "more", [{"starts": state_default(ON_JULY_1)}, {"starts": upon_enactment()}]
)
def test_a_rule_is_stored_and_found_again(more: dict[str, Any]) -> None:
    provision = effect("schedule", KRATOM, **more)
    assert build(Provision, plain(provision)) == provision
