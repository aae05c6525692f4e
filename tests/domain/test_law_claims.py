"""Between claims about one instrument, and claims that rest on none."""

from __future__ import annotations

from typing import Any

from domain.builders import (
    SEVEN_OH,
    Authority,
    Method,
    Story,
    absence,
    effect,
    enacted,
    state_default,
    told,
    upon_enactment,
)
from regtrack.domain.derivation import derive
from regtrack.domain.law import law_of

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


def test_a_text_that_provides_for_one_substance_leaves_the_facts_on_another() -> None:
    """An official rule on 7-OH does not make the curated word on the leaf disappear."""
    story = enacted()
    story.fact(absence(start="2026-01-01"), "act", at="2026-08-01", authority=Authority.PRESS)
    story.fact(effect("schedule", SEVEN_OH, start="2026-03-01"), "act", authority=Authority.PRESS)
    story.text("act", "v", "final", effect("restrict", SEVEN_OH, start="2026-04-01"), mentions=3)
    assert told(story, "2026-06-01") == ["no_specific_law"]
    assert story.status("2026-06-01", SEVEN_OH) == "restricted"


def test_a_page_that_cannot_be_read_any_more_leaves_the_law_standing_and_pending() -> None:
    story = enacted()
    ban = effect("prohibit", acts=("sale",), start="2026-03-01")
    story.text("act", "v1", "current", ban, at="2026-04-01", dated="2026-04-01")
    assert law_of(story.observations, []).pending == ()
    scan: dict[str, Any] = {"readable": False, "why": "no text layer"}
    story.text("act", "v2", "current", at="2026-05-01", dated="2026-05-01", **scan)
    assert told(story, "2026-06-01") == ["prohibited"]
    assert [p.why for p in law_of(story.observations, []).pending] == [
        "the page as it stands now cannot be read"
    ]
    story.text("act", "v3", "current", ban, at="2026-06-01", dated="2026-06-01")
    assert law_of(story.observations, []).pending == ()


def test_a_text_that_names_nothing_leaves_no_fact_on_any_substance_standing() -> None:
    story = enacted()
    press: dict[str, Any] = {"authority": Authority.PRESS}
    story.fact(effect("schedule", SEVEN_OH, start="2026-03-01"), "act", **press)
    story.text("act", "v", "final", mentions=0)
    assert story.status("2026-06-01", SEVEN_OH) == "unknown"
