"""Stages and links that end, suspend and prolong a law."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.builders import (
    KRATOM,
    SEVEN_OH,
    Story,
    absence,
    ban,
    date,
    effect,
    told,
)
from regtrack.domain.instruments import LinkKind
from regtrack.domain.status import Status
from regtrack.domain.timeline import stretches

# Stages and links that end, suspend and prolong -----------------------------------------------


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
    assert story.status("2026-06-01", SEVEN_OH) == "no_specific_law"
    story.fact(effect("schedule", start="2020-01-01"), "ban")
    assert story.status("2026-06-01", SEVEN_OH) == "unknown"


def test_who_looked_for_7_oh_and_found_none_is_believed_before_kratoms_product_rules() -> None:
    story = Story()
    story.fact(effect("regulate", start="2020-01-01"), "act")
    assert story.status("2026-06-01", SEVEN_OH) == "regulated"
    story.fact(absence(start="2020-01-01"), None, SEVEN_OH)
    assert story.status("2026-06-01", SEVEN_OH) == "no_specific_law"
    story.fact(effect("prohibit", start="2020-01-01", acts=("sale",)), "ban")
    assert story.status("2026-06-01", SEVEN_OH) == "prohibited"


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
