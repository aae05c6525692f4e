"""What counts as law and when: one short history per rule, told as a hostile reader would."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from domain.builders import (
    KRATOM,
    SEVEN_OH,
    Audience,
    Authority,
    Method,
    Polarity,
    Story,
    absence,
    date,
    effect,
    instant,
    state_default,
    upon_enactment,
)
from regtrack.domain.instruments import LinkKind, Stage
from regtrack.domain.law import known, law_of
from regtrack.domain.observations import Retraction
from regtrack.domain.provisions import StartKind, StartRule
from regtrack.domain.status import Status
from regtrack.domain.timeline import derive, stretches

UNKNOWN_START = ("act", "law, but its effective date is not known")


def enacted(on: str | None = "2026-03-01", *, at: str = "2000-01-01") -> Story:
    """A story in which `act` was enacted."""
    story = Story()
    story.stage("act", "enacted", on, at=at)
    return story


def told(story: Story, *days: str) -> list[str]:
    return [story.status(day) for day in days]


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


# Between claims about one instrument ----------------------------------------------------------


def test_an_official_silence_beats_a_reported_ban() -> None:
    """The enacted text no longer names the substance, a curated row still says banned."""
    story = enacted()
    press: dict[str, Any] = {"authority": Authority.PRESS}
    story.fact(effect("schedule", start="2026-03-01"), "act", at="2026-09-01", **press)
    story.text("act", "v", "final", mentions=0)
    law = law_of(story.observations, [])
    assert law.holdings == ()
    assert [o.method for o in law.losing] == [Method.CURATED]
    assert derive(story.observations, [])[SEVEN_OH].losing == (law.losing[0].id,)


def test_a_text_that_gives_nothing_though_it_names_it_beats_nobody() -> None:
    story = enacted()
    story.fact(effect("schedule", seen="2026-03-02"), "act", authority=Authority.PRESS)
    story.text("act", "v", "final", mentions=4)
    assert told(story, "2026-06-01") == ["scheduled"]


def test_a_reading_without_a_date_does_not_beat_a_dated_fact() -> None:
    """Reading the act must not make us forget when it starts."""
    story = enacted()
    copy: dict[str, Any] = {"authority": Authority.OFFICIAL_COPY}
    story.fact(effect("schedule", start="2026-07-01"), "act", **copy)
    story.text("act", "v", "final", effect("schedule", starts=state_default()), at="2026-09-01")
    assert told(story, "2026-06-30", "2026-07-01") == ["unknown", "scheduled"]
    story.record("act", "2026-08-01", at="2026-09-02")
    assert told(story, "2026-07-01", "2026-08-01") == ["unknown", "scheduled"]


def test_an_undated_fact_yields_to_a_dated_reading() -> None:
    story = enacted()
    story.fact(effect("schedule", seen="2026-03-02"), "act", at="2026-09-01")
    copy: dict[str, Any] = {"authority": Authority.AGGREGATOR}
    story.text("act", "v", "final", effect("regulate", start="2026-04-01"), **copy)
    assert told(story, "2026-06-01") == ["regulated"]


def test_a_curated_law_without_texts_is_not_pending() -> None:
    story = enacted()
    story.fact(effect("schedule", start="2026-07-01"), "act")
    assert story.pending() == []
    assert told(story, "2026-07-01") == ["scheduled"]


def test_a_curated_law_whose_text_cannot_be_read_counts_and_is_pending() -> None:
    story = enacted()
    story.fact(effect("schedule", start="2026-07-01"), "act")
    story.text("act", "v", "final", readable=False, why="scanned")
    assert told(story, "2026-07-01") == ["scheduled"]
    assert story.pending() == [("act", "law, but its text cannot be read: scanned")]


def test_an_undated_list_without_an_instrument_never_beats_a_dated_claim() -> None:
    story = Story()
    story.fact(effect("prohibit", start="2019-05-01", end="2020-06-01"), "ordinance")
    story.fact(effect("prohibit", seen="2018-05-01"))
    story.fact(effect("prohibit", seen="2026-05-01", acts=("possession",)))
    days = ("2018-05-01", "2019-05-01", "2020-06-01", "2026-06-01")
    assert told(story, *days) == ["prohibited", "prohibited", "unknown", "unknown"]


def test_a_start_reckoned_from_the_stages_is_a_date_too() -> None:
    story = enacted()
    story.text("act", "v", "final", effect("regulate", starts=upon_enactment()))
    story.fact(effect("prohibit", seen="2026-05-01"))
    assert told(story, "2026-03-01", "2026-05-01") == ["regulated", "regulated"]


def test_an_absence_that_ended_does_not_hide_what_is_seen_later() -> None:
    story = Story()
    story.fact(absence(end="2026-03-01", seen="2026-02-01"))
    story.fact(effect("prohibit", seen="2026-02-15"))
    story.fact(effect("tax", start="2020-01-01"), "tax act")
    days = ("2026-02-01", "2026-02-20", "2026-03-01")
    assert told(story, *days) == ["no_specific_law", "no_specific_law", "prohibited"]


def test_an_undated_claim_about_another_substance_or_law_is_left_alone() -> None:
    story = Story()
    story.fact(effect("age_limit", SEVEN_OH, start="2019-05-01"), "act")
    story.fact(effect("prohibit", seen="2026-05-01"))
    story.fact(effect("age_limit", start="2019-05-01", condition="if the DEA acts"), "act")
    story.fact(effect("schedule", SEVEN_OH, seen="2026-05-01"), "rule without a date")
    assert story.status("2026-06-01") == "prohibited"
    assert story.status("2026-06-01", SEVEN_OH) == "scheduled"


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


# Stages and links that end, suspend and prolong -----------------------------------------------


def ban(start: str = "2026-03-01", end: str | None = None) -> Story:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", start=start, end=end))
    return story


@pytest.mark.parametrize("stage", ["withdrawn", "superseded"])
def test_a_later_stage_ends_it(stage: str) -> None:
    story = ban()
    story.stage("act", stage, "2026-05-01")
    assert told(story, "2026-04-30", "2026-05-01") == ["scheduled", "unknown"]


def test_what_was_withdrawn_before_it_was_enacted_stands() -> None:
    story = ban()
    story.stage("act", "withdrawn", "2026-02-01")
    story.stage("act", "withdrawn", "2026-03-01", key="same day, before", order=-1)
    assert told(story, "2026-03-01", "2026-05-01") == ["scheduled", "scheduled"]


def test_a_withdrawal_told_by_its_year_may_have_come_after() -> None:
    story = ban()
    story.stage("act", "withdrawn", "2026")
    assert told(story, "2026-05-01", "2026-12-31") == ["unknown", "unknown"]
    assert story.timelines()[KRATOM].at(date("2026-12-31")).parts == ()  # type: ignore[union-attr]  # there


def test_a_withdrawal_without_a_date_is_told() -> None:
    story = ban()
    story.stage("act", "withdrawn", None)
    assert told(story, "2026-05-01") == ["scheduled"]
    assert story.pending() == [("act", "ended, on a day that is not known")]


def test_other_stages_after_enactment_end_nothing() -> None:
    story = ban()
    story.stage("act", "vetoed", "2026-05-01")
    story.stage("act", "failed", "2026-05-02")
    assert told(story, "2026-06-01") == ["scheduled"]


@pytest.mark.parametrize("kind", ["repeals", "supersedes", "withdraws"])
def test_an_act_ends_another_once_it_is_law(kind: str) -> None:
    story = ban()
    story.link("new", kind, "act", on="2026-05-01")
    story.stage("new", "passed_both", "2026-04-01", at="2026-04-01")
    assert told(story, "2026-05-01") == ["scheduled"]
    story.stage("new", "enacted", "2026-04-15", at="2026-04-15")
    assert told(story, "2026-04-30", "2026-05-01") == ["scheduled", "unknown"]
    assert story.status("2026-05-01", known_at="2026-04-14") == "scheduled"


@pytest.mark.parametrize(
    "kind",
    [k.value for k in LinkKind if k not in ("repeals", "supersedes", "withdraws", "stays")],
)
def test_other_links_end_nothing(kind: str) -> None:
    story = ban()
    story.stage("new", "enacted", "2026-04-15")
    story.link("new", kind, "act", on="2026-05-01")
    assert told(story, "2026-06-01") == ["scheduled"]


def test_a_link_from_an_act_nothing_is_known_of_counts_for_nothing() -> None:
    """A bill of another division that would repeal it is not law until that is known."""
    story = ban()
    story.link("abroad", "repeals", "act", on="2026-05-01")
    assert told(story, "2026-05-01") == ["scheduled"]
    abroad = Story("ocd-division/country:us")
    abroad.stage("abroad", "passed_both", "2026-04-01")
    outside = tuple(abroad.observations)
    on = date("2026-05-01")
    assert story.timelines(outside=outside)[KRATOM].status(on) is Status.SCHEDULED
    abroad.stage("abroad", "enacted", "2026-04-02", at="2026-04-02")
    outside = tuple(abroad.observations)
    assert story.timelines(outside=outside)[KRATOM].status(on) is Status.UNKNOWN
    before = story.timelines("2026-04-01", outside)[KRATOM]
    assert before.status(on) is Status.SCHEDULED


def test_claims_of_another_division_are_not_law_here() -> None:
    abroad = Story("ocd-division/country:us")
    abroad.fact(effect("schedule", start="2026-01-01"), "abroad")
    story = Story()
    assert story.timelines(outside=tuple(abroad.observations))[KRATOM].segments == ()


def test_a_link_learnt_later_does_not_change_what_was_known() -> None:
    story = ban()
    story.stage("new", "enacted", "2026-04-15")
    story.link("new", "repeals", "act", on="2026-05-01", at="2026-06-01")
    assert story.status("2026-05-01", known_at="2026-05-31") == "scheduled"
    assert story.status("2026-05-01", known_at="2026-06-01") == "unknown"


def test_a_repeal_without_a_day_takes_effect_with_the_act_that_does_it() -> None:
    """Enacted in April, in force in 2027: the old law stands until then."""
    story = ban()
    story.stage("new", "enacted", "2026-04-15")
    story.text("new", "n", "final", effect("regulate", start="2027-01-01"))
    story.link("new", "repeals", "act")
    days = ("2026-04-15", "2026-12-31", "2027-01-01")
    assert told(story, *days) == ["scheduled", "scheduled", "regulated"]


def test_a_repeal_by_an_act_that_starts_in_parts_is_in_doubt_between() -> None:
    story = ban()
    story.stage("new", "enacted", "2026-04-15")
    story.text(
        "new", "n", "final", effect("tax", start="2026-07-01"), effect("tax", start="2027-01-01")
    )
    story.link("new", "repeals", "act")
    story.fact(absence(start="2020-01-01"))
    days = ("2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01")
    assert told(story, *days) == ["scheduled", "unknown", "unknown", "no_specific_law"]


def test_a_bare_repeal_takes_effect_when_the_record_says_else_when_enacted() -> None:
    story = ban()
    story.stage("new", "enacted", "2026-04-15")
    story.link("new", "repeals", "act")
    assert told(story, "2026-04-14", "2026-04-15") == ["scheduled", "unknown"]
    story.record("new", "2026-07-01")
    assert told(story, "2026-06-30", "2026-07-01") == ["scheduled", "unknown"]


def test_a_repeal_on_a_day_nobody_knows_is_pending() -> None:
    story = ban()
    story.fact(effect("regulate", seen="2026-06-01"), "new")
    story.link("new", "repeals", "act")
    assert told(story, "2026-07-01") == ["scheduled"]
    assert story.pending() == [("act", "ended by another act, on a day that is not known")]


def test_a_repeal_that_was_itself_withdrawn_before_its_day_ends_nothing() -> None:
    story = ban()
    story.stage("new", "enacted", "2026-04-15")
    story.link("new", "repeals", "act", on="2026-07-01")
    story.stage("new", "withdrawn", "2026-06-01")
    assert told(story, "2026-07-01") == ["scheduled"]
    story.observations[-1] = Story().stage("new", "withdrawn", "2026-07-01")
    assert told(story, "2026-07-01") == ["unknown"]


def test_two_acts_that_supersede_each_other_do_not_hang() -> None:
    story = ban()
    story.fact(effect("regulate", start="2026-04-01"), "new")
    story.link("new", "supersedes", "act", on="2026-05-01")
    story.link("act", "supersedes", "new", on="2026-06-01")
    assert told(story, "2026-04-30", "2026-05-15", "2026-06-01") == [
        "scheduled",
        "regulated",
        "unknown",
    ]


def stayed(*links: tuple[str | None, str | None]) -> Story:
    story = ban()
    story.fact(absence(start="2020-01-01"))
    story.stage("court", "enacted", "2026-05-01", at="2026-05-01")
    for on, until in links:
        story.link("court", "stays", "act", on=on, until=until)
    return story


def test_stayed_is_not_in_force() -> None:
    story = stayed(("2026-05-01", "2026-07-01"))
    days = ("2026-04-30", "2026-05-01", "2026-06-30", "2026-07-01")
    expected = ["scheduled", "no_specific_law", "no_specific_law", "scheduled"]
    assert told(story, *days) == expected
    assert story.status("2026-06-01", known_at="2026-04-30") == "scheduled"


def test_a_stay_told_by_its_month_is_in_doubt_within_it() -> None:
    story = stayed(("2026-05", "2026-08"))
    days = ("2026-05-15", "2026-05-31", "2026-07-31", "2026-08-15", "2026-08-31")
    expected = ["unknown", "no_specific_law", "no_specific_law", "unknown", "scheduled"]
    assert told(story, *days) == expected


def test_a_stay_whose_end_was_told_later_ends() -> None:
    story = stayed(("2026-05-01", None), ("2026-05-01", "2026-07-01"))
    assert told(story, "2026-06-30", "2026-07-01") == ["no_specific_law", "scheduled"]
    story.links.reverse()
    assert told(story, "2026-06-30", "2026-07-01") == ["no_specific_law", "scheduled"]


def test_days_on_which_the_same_claims_hold_are_one_segment() -> None:
    """Two stays back to back change nothing on the day between them."""
    story = stayed(("2026-05-01", "2026-06-01"), ("2026-06-01", "2026-07-01"))
    starts = [str(s.start) for s in story.timelines()[KRATOM].segments]
    assert starts == ["2020-01-01", "2026-03-01", "2026-05-01", "2026-07-01"]


def test_a_doubt_about_7_oh_is_settled_by_what_lies_beneath() -> None:
    """It may be named or not: an absence of its own and kratom's status say the same."""
    story = Story()
    story.fact(effect("deschedule", SEVEN_OH, start="2026"), "act")
    story.fact(absence(start="2020-01-01"), None, SEVEN_OH)
    assert story.status("2026-06-01", SEVEN_OH) == "no_specific_law"
    story.fact(effect("regulate", start="2020-01-01"), "other")
    assert story.status("2026-06-01", SEVEN_OH) == "unknown"


def test_a_stay_ends_with_the_order_that_made_it() -> None:
    story = stayed(("2026-05-01", None))
    story.stage("court", "withdrawn", "2026-06-01")
    assert told(story, "2026-05-31", "2026-06-01") == ["no_specific_law", "scheduled"]


def test_a_stay_without_a_day_runs_from_the_order_else_is_pending() -> None:
    story = stayed((None, None))
    assert told(story, "2026-04-30", "2026-05-01") == ["scheduled", "no_specific_law"]
    story.observations = [replace(o) for o in ban().observations]
    story.stage("court", "enacted", None)
    assert told(story, "2026-05-01") == ["scheduled"]
    assert story.pending() == [("act", "suspended by another act, since a day that is not known")]


@pytest.mark.parametrize("kind", ["renews", "extends"])
def test_a_prolongation_moves_the_end(kind: str) -> None:
    story = ban(end="2026-06-01")
    story.stage("order", "enacted", "2026-05-20")
    story.link("order", kind, "act", on="2026-06-01", until="2026-09-01")
    assert told(story, "2026-08-31", "2026-09-01") == ["scheduled", "unknown"]
    story.link("order", kind, "act", on="2026-08-01", until="2026-12-01")
    found = stretches(story.timelines()[KRATOM].segments)
    assert [(s.status, s.until) for s in found] == [
        (Status.SCHEDULED, date("2026-12-01")),
        (Status.UNKNOWN, None),
    ]


def test_a_prolongation_after_the_end_or_before_it_moves_nothing() -> None:
    story = ban(end="2026-06-01")
    story.stage("order", "enacted", "2026-05-20")
    story.link("order", "extends", "act", on="2026-06-02", until="2026-09-01")
    story.link("order", "extends", "act", on="2026-05-01", until="2026-05-15")
    story.link("bill", "extends", "act", on="2026-05-01", until="2027-01-01")
    assert told(story, "2026-05-31", "2026-06-01") == ["scheduled", "unknown"]


def test_what_is_open_needs_no_prolongation() -> None:
    story = ban()
    story.stage("order", "enacted", "2026-05-20")
    story.link("order", "extends", "act", on="2026-05-01", until="2026-09-01")
    assert told(story, "2027-01-01") == ["scheduled"]


def test_the_records_end_can_be_prolonged_too() -> None:
    story = ban()
    story.record("act", end="2026-06-01")
    story.stage("order", "enacted", "2026-05-20")
    story.link("order", "extends", "act", until="2026-09-01")
    assert told(story, "2026-08-31", "2026-09-01") == ["scheduled", "unknown"]


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
