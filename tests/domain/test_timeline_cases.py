"""The cases the kernel must hold, one table: a history, and what it says in each cell.

The facts are those of the public record of 2016 to 2026; the histories are written by hand in the
shape in which the sources tell them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from domain.builders import (
    ANALOGUES,
    KRATOM,
    SEVEN_OH,
    Audience,
    Authority,
    Limit,
    Method,
    Polarity,
    Story,
    Territory,
    absence,
    date,
    effect,
    state_default,
    upon_enactment,
)
from regtrack.domain.compose import compose
from regtrack.domain.divisions import NATION
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import parts_status, stretches

#: On a day, as known at a time (None: now), the status of a substance.
Cell = tuple[str, str | None, Substance, str]


@dataclass(frozen=True)
class Case:
    """One history and what must come out. `stretches` are (status, from, until) of a substance;
    `pending` are (instrument, a word of the reason), all of them."""

    name: str
    story: Callable[[], Story]
    cells: tuple[Cell, ...]
    pending: tuple[tuple[str, str], ...] = ()
    stretches: dict[Substance, tuple[tuple[str, str, str | None], ...]] = field(
        default_factory=dict
    )


def florida_sb432() -> Story:
    """Filed with 7-OH in schedule I; the committee substitute and the act do not name it."""
    story = Story("ocd-division/country:us/state:fl")
    story.fact(effect("age_limit", start="2023-07-01", min_age=21), "HB 179 (2023)")
    story.stage("SB 432", "introduced", "2025-11-13", at="2025-12-02")
    story.text(
        "SB 432",
        "filed",
        "proposal",
        effect("schedule", SEVEN_OH, starts=upon_enactment()),
        at="2025-12-02",
    )
    story.stage("SB 432", "passed_both", "2026-03-12", at="2026-03-13")
    story.text("SB 432", "c1", "proposal", at="2026-03-13")
    story.stage("SB 432", "enacted", "2026-06-16", how="signed", at="2026-06-17")
    story.text("SB 432", "er", "final", at="2026-06-17", dated="2026-06-16")
    story.record("SB 432", "2026-10-01", at="2026-06-17")
    return story


def kansas_sb430() -> Story:
    """The record says 04-10, its words say April 27; the enrolled PDF cannot be read."""
    story = Story()
    story.fact(absence(end="2026-07-01", seen="2026-06-30"), at="2026-02-01")
    story.stage("SB 430", "introduced", "2026-02-03", at="2026-02-04")
    story.text(
        "SB 430",
        "introduced",
        "proposal",
        effect("schedule", starts=upon_enactment()),
        at="2026-02-04",
    )
    story.stage(
        "SB 430", "enacted", "2026-04-10", words="2026-04-27", how="signed", at="2026-04-28"
    )
    story.text(
        "SB 430", "enrolled", "final", readable=False, why="ruined text layer", at="2026-04-28"
    )
    story.text(
        "SB 430",
        "chapter",
        "final",
        effect("schedule", after=(65, "approval")),
        dated="2026-04-27",
        at="2026-06-01",
    )
    return story


def kentucky_hb757() -> Story:
    """Line-item vetoes overridden on 04-14; the kratom sections start 2027-01-01."""
    story = Story("ocd-division/country:us/state:ky")
    old = "HB 293 (2024)"
    story.fact(effect("regulate", start="2024-07-15", end="2027-01-01"), old)
    story.fact(effect("age_limit", start="2024-07-15", end="2027-01-01", min_age=21), old)
    story.fact(effect("restrict", SEVEN_OH, start="2024-07-15", end="2027-01-01"), old)
    story.stage("HB 757", "to_governor", "2026-04-01", at="2026-04-02")
    story.stage("HB 757", "vetoed", "2026-04-13", at="2026-04-13")
    story.text(
        "HB 757",
        "acts ch. 161",
        "final",
        effect("prohibit", acts=("sale", "manufacture"), start="2027-01-01"),
        effect("prohibit", SEVEN_OH, acts=("sale", "manufacture"), start="2027-01-01"),
        effect("tax", start="2026-07-15"),
        dated="2026-04-14",
        at="2026-04-13",
    )
    story.stage("HB 757", "enacted", "2026-04-14", how="override", at="2026-04-15")
    return story


def federal_notices() -> Story:
    """Notices of intent are never in force; the temporary order names three analogues only."""
    story = Story("ocd-division/country:us")
    story.fact(absence(start="2016-10-13"), "DEA-442W")
    leaf = effect("schedule", starts=upon_enactment())
    story.stage("DEA-442", "proposed", "2016-08-31", at="2016-08-31")
    story.text("DEA-442", "2016-20803", "proposal", leaf, at="2016-08-31")
    story.stage("DEA-442W", "enacted", "2016-10-13", how="published", at="2016-10-13")
    story.link("DEA-442W", "withdraws", "DEA-442", on="2016-10-13")
    story.stage("DEA-442", "withdrawn", "2016-10-13", at="2016-10-13")
    intent = effect("schedule", SEVEN_OH, starts=upon_enactment())
    story.stage("DEA-1570", "proposed", "2026-07-06", at="2026-07-06")
    story.text("DEA-1570", "2026-13580", "proposal", intent, at="2026-07-06")
    story.text("DEA-1570", "2026-20943", "proposal", intent, at="2026-10-14")
    order = effect("schedule", ANALOGUES, start="2026-08-26", end="2028-08-26")
    story.stage("DEA-1644", "proposed", "2026-07-06", at="2026-07-06")
    story.text("DEA-1644", "2026-13581", "proposal", order, at="2026-07-06")
    story.stage("DEA-1644", "enacted", "2026-08-26", how="published", at="2026-08-26")
    story.text("DEA-1644", "2026-17429", "final", order, dated="2026-08-26", at="2026-08-26")
    position = effect("prohibit", acts=("import",), start="2014-02-28", composed=False)
    story.fact(position, "Import Alert 54-15")
    navy = effect("prohibit", start="2026-01-14", audience=Audience.ARMED_FORCES)
    story.fact(navy, "ALNAV 003/26")
    return story


def north_dakota() -> Story:
    """An order from 5 p.m. for 30 days beside a board rule for 180 days."""
    story = Story("ocd-division/country:us/state:nd")
    story.fact(absence(end="2026-08-05", seen="2026-08-04"))
    story.stage("order", "enacted", "2026-08-03", how="ordered", at="2026-08-03")
    story.text(
        "order",
        "order",
        "final",
        effect("prohibit", start="2026-08-05", start_time="17:00", end="2026-09-04"),
        at="2026-08-03",
    )
    story.stage("rule", "enacted", "2026-08-03", how="adopted", at="2026-08-03")
    story.text(
        "rule",
        "rule",
        "final",
        effect("schedule", SEVEN_OH, start="2026-08-05", end="2027-02-01"),
        at="2026-08-03",
    )
    return story


def florida_emergency_rules() -> Story:
    """One control, three rules: each takes over on the day the one before it ends."""
    story = Story("ocd-division/country:us/state:fl")
    rules = (
        ("2ER25-2", "2025-08-13", "2025-12-08"),
        ("2ER25-x", "2025-12-08", "2026-06-22"),
        ("2ER26-1", "2026-06-22", "2027-06-30"),
    )
    for number, start, end in rules:
        story.stage(number, "enacted", start, how="adopted", at=start)
        rule = effect("schedule", SEVEN_OH, start=start, end=end)
        story.text(number, number, "final", rule, at=start)
    story.link("2ER25-x", "renews", "2ER25-2", on="2025-12-08")
    story.link("2ER26-1", "renews", "2ER25-x", on="2026-06-22")
    return story


def minnesota_hf3453() -> Story:
    """The record already holds the action of 2026-08-01 in May: known before it happens."""
    story = Story("ocd-division/country:us/state:mn")
    old = effect("age_limit", start="2018-08-01", end="2026-08-01", min_age=18)
    story.fact(old, "SF 2578 (2018)")
    story.stage("HF 3453", "enacted", "2026-05-05", how="signed", at="2026-05-06")
    story.record("HF 3453", "2026-08-01", at="2026-05-06")
    story.text(
        "HF 3453",
        "ch. 63",
        "final",
        effect("age_limit", min_age=21, starts=state_default()),
        effect("prohibit", audience=Audience.MINORS, starts=state_default()),
        at="2026-05-06",
    )
    return story


def rhode_island() -> Story:
    """Scheduled by rule in 2017 (no day told); the Kratom Act repeals that from 2026-04-01."""
    story = Story("ocd-division/country:us/state:ri")
    for substance in (KRATOM, SEVEN_OH):
        story.fact(effect("schedule", substance, start="2017"), "rule of 2017")
    act = "H 5565 A"
    story.stage(act, "enacted", "2025-07-02", how="signed", at="2025-07-03")
    story.text(
        act,
        "act",
        "final",
        effect("deschedule", start="2026-04-01"),
        effect("deschedule", SEVEN_OH, start="2026-04-01"),
        effect("regulate", start="2026-04-01", polarity=Polarity.REQUIRES),
        effect("age_limit", start="2026-04-01", min_age=21),
        effect("prohibit", SEVEN_OH, start="2026-04-01"),
        at="2025-07-03",
    )
    return story


def monroe_county() -> Story:
    """Banned 2019, repealed 2020-06-01; lists of later years, without a date, still say banned."""
    story = Story("ocd-division/country:us/state:ms/county:monroe")
    story.fact(effect("prohibit", start="2019-05"), "ordinance of 2019-03")
    story.stage("ordinance of 2019-03", "enacted", "2019-03", how="vote")
    story.stage("rescission", "enacted", "2020-06-01", how="vote", at="2020-06-02")
    story.fact(absence(start="2020-06-01"), "rescission", at="2020-06-02")
    story.link("rescission", "repeals", "ordinance of 2019-03", on="2020-06-01", at="2020-06-02")
    vendor: dict[str, Any] = {"authority": Authority.VENDOR, "at": "2026-05-01"}
    story.fact(effect("prohibit", seen="2026-05-01"), None, **vendor)
    banned = effect("prohibit", start="2026-05-01")
    story.say(banned, None, method=Method.PARSER, **vendor)
    story.text("list", "list", "current", banned, dated="2026-05-01", **vendor)
    story.stage("list", "enacted", "2026-05-01", **vendor)
    press: dict[str, Any] = {"authority": Authority.PRESS, "at": "2026-05-02"}
    story.stage("new ordinance", "enacted", "2026-05-01", **press)
    story.text("new ordinance", "draft", "final", banned, at="2026-05-02")
    return story


def utah_sb45() -> Story:
    """Pure leaf only, from 2026-05-06; what may not be sold may be exported until 2027-03-06."""
    story = Story("ocd-division/country:us/state:ut")
    story.fact(effect("regulate", start="2019-05-14"), "SB 58 (2019)")
    story.link("SB 45", "supersedes", "SB 58 (2019)")
    story.stage("SB 45", "enacted", "2026-03-26", how="signed", at="2026-03-27")
    story.text(
        "SB 45",
        "enrolled",
        "final",
        effect("prohibit", acts=("sale",), forms="other than pure leaf", start="2026-05-06"),
        effect(
            "prohibit",
            acts=("export",),
            polarity=Polarity.PERMITS,
            start="2026-05-06",
            end="2027-03-06",
        ),
        effect("schedule", SEVEN_OH, start="2026-05-06"),
        at="2026-03-27",
    )
    return story


def district_of_columbia() -> Story:
    """Lists contradict each other and the rules themselves were not seen."""
    story = Story("ocd-division/country:us/district:dc")
    story.fact(effect("schedule", seen="2026-01-31"), "change of 2016", conflict=True)
    story.fact(effect("regulate", seen="2026-01-31"), "kratom law", authority=Authority.PRESS)
    story.fact(effect("prohibit", SEVEN_OH, start="2026-02-01"), "ban of 2026")
    return story


def carried_over() -> Story:
    """Two sessions, one bill: the same instrument under two numbers, signed once."""
    story = Story("ocd-division/country:us/state:nj")
    story.stage("bill", "introduced", "2025-01-14", key="2024-2025|S 1|intro", at="2025-01-15")
    story.stage("bill", "passed_one_chamber", "2025-06-30", key="2024|S 1|pass", at="2025-07-01")
    story.stage("bill", "introduced", "2026-01-13", key="2026-2027|S 9|intro", at="2026-01-14")
    story.stage("bill", "enacted", "2026-02-02", key="2026-2027|S 9|law", at="2026-02-03")
    story.stage("twin", "passed_one_chamber", "2025-06-30", at="2025-07-01")
    story.link("bill", "carried_over_from", "twin", on="2026-01-13")
    ban = effect("prohibit", after=(30, "enactment"))
    story.text("twin", "first text", "proposal", ban, at="2025-07-01")
    story.text("bill", "first text", "proposal", ban, at="2025-07-01")
    story.text("bill", "law", "final", ban, at="2026-02-03")
    return story


def corrected_fact() -> Story:
    """Published wrongly in May, corrected in June, the correction retracted in July, and that
    retraction taken back in August."""
    story = Story("ocd-division/country:us/state:va")
    wrong = story.fact(effect("schedule", start="2026-05-01"), "act", at="2026-05-02")
    story.retract(wrong, "2026-06-10", "the bill was vetoed")
    right = story.fact(effect("regulate", start="2026-07-01"), "act", at="2026-06-10")
    undone = story.retract(right, "2026-07-15", "seen on one list only")
    story.retract(undone, "2026-08-15", "read in the Code itself")
    return story


CASES = (
    Case(
        "FL SB 432: the subject was dropped before enactment",
        florida_sb432,
        (
            ("2026-02-01", None, SEVEN_OH, "age_restricted"),
            ("2026-06-17", "2026-06-17", SEVEN_OH, "age_restricted"),
            ("2026-11-01", None, SEVEN_OH, "age_restricted"),
            ("2026-11-01", None, KRATOM, "age_restricted"),
            ("2022-01-01", None, KRATOM, "unknown"),
        ),
    ),
    Case(
        "KS SB 430: pending while unreadable, then counted from the day its words give",
        kansas_sb430,
        (
            ("2026-07-15", "2026-03-01", KRATOM, "unknown"),
            ("2026-06-30", "2026-05-01", KRATOM, "no_specific_law"),
            ("2026-07-15", "2026-05-01", KRATOM, "unknown"),
            ("2026-06-30", None, KRATOM, "no_specific_law"),
            ("2026-07-01", None, KRATOM, "scheduled"),
            ("2026-07-01", None, SEVEN_OH, "scheduled"),
        ),
    ),
    Case(
        "KY HB 757: override after line-item vetoes, one section from 2027",
        kentucky_hb757,
        (
            ("2027-01-01", "2026-04-13", KRATOM, "unknown"),
            ("2026-04-14", None, KRATOM, "regulated"),
            ("2026-12-31", None, KRATOM, "regulated"),
            ("2026-12-31", None, SEVEN_OH, "restricted"),
            ("2026-12-31", None, ANALOGUES, "regulated"),
            ("2027-01-01", None, KRATOM, "prohibited"),
            ("2027-01-01", None, SEVEN_OH, "prohibited"),
        ),
        stretches={
            KRATOM: (
                ("regulated", "2024-07-15", "2027-01-01"),
                ("prohibited", "2027-01-01", None),
            )
        },
    ),
    Case(
        "DEA: notices and their withdrawal move nothing, the order binds three analogues",
        federal_notices,
        (
            ("2016-09-15", None, KRATOM, "unknown"),
            ("2016-10-13", None, KRATOM, "no_specific_law"),
            ("2026-08-26", None, KRATOM, "no_specific_law"),
            ("2026-11-22", None, SEVEN_OH, "no_specific_law"),
            ("2026-08-26", "2026-08-25", ANALOGUES, "no_specific_law"),
            ("2026-08-25", None, ANALOGUES, "no_specific_law"),
            ("2026-08-26", None, ANALOGUES, "scheduled"),
            ("2028-08-25", None, ANALOGUES, "scheduled"),
            ("2028-08-26", None, ANALOGUES, "no_specific_law"),
        ),
    ),
    Case(
        "ND: an order from 5 p.m. for 30 days beside a rule for 180",
        north_dakota,
        (
            ("2026-08-04", None, KRATOM, "no_specific_law"),
            ("2026-08-05", None, KRATOM, "prohibited"),
            ("2026-08-05", None, SEVEN_OH, "scheduled"),
            ("2026-08-05", None, ANALOGUES, "prohibited"),
            ("2026-09-03", None, KRATOM, "prohibited"),
            ("2026-09-04", None, KRATOM, "unknown"),
            ("2026-09-04", None, SEVEN_OH, "scheduled"),
            ("2027-02-01", None, SEVEN_OH, "unknown"),
        ),
    ),
    Case(
        "FL: three emergency rules are one control",
        florida_emergency_rules,
        (
            ("2025-12-08", None, SEVEN_OH, "scheduled"),
            ("2025-12-08", "2025-12-01", SEVEN_OH, "unknown"),
            ("2026-06-22", None, SEVEN_OH, "scheduled"),
        ),
        stretches={
            SEVEN_OH: (
                ("scheduled", "2025-08-13", "2027-06-30"),
                ("unknown", "2027-06-30", None),
            )
        },
    ),
    Case(
        "MN HF 3453: known in May, in force in August",
        minnesota_hf3453,
        (
            ("2026-07-31", None, KRATOM, "age_restricted"),
            ("2026-08-01", "2026-05-07", KRATOM, "restricted"),
            ("2026-08-01", "2026-05-05", KRATOM, "unknown"),
            ("2026-08-01", None, SEVEN_OH, "restricted"),
        ),
        stretches={
            KRATOM: (
                ("age_restricted", "2018-08-01", "2026-08-01"),
                ("restricted", "2026-08-01", None),
            )
        },
    ),
    Case(
        "RI: scheduled in some month of 2017, then the Kratom Act",
        rhode_island,
        (
            ("2016-12-31", None, KRATOM, "unknown"),
            ("2017-06-01", None, KRATOM, "unknown"),
            ("2017-12-31", None, KRATOM, "scheduled"),
            ("2025-07-02", None, KRATOM, "scheduled"),
            ("2026-03-31", None, KRATOM, "scheduled"),
            ("2026-04-01", None, KRATOM, "regulated"),
            ("2026-04-01", "2025-07-01", KRATOM, "scheduled"),
            ("2026-04-01", None, SEVEN_OH, "prohibited"),
            ("2026-04-01", None, ANALOGUES, "regulated"),
        ),
    ),
    Case(
        "Monroe County, MS: repealed; later undated lists and the press do not bring it back",
        monroe_county,
        (
            ("2019-05-15", None, KRATOM, "unknown"),
            ("2019-05-31", None, KRATOM, "prohibited"),
            ("2020-05-31", None, KRATOM, "prohibited"),
            ("2020-06-01", None, KRATOM, "no_specific_law"),
            ("2020-06-01", "2020-05-01", KRATOM, "prohibited"),
            ("2026-11-22", None, KRATOM, "no_specific_law"),
        ),
    ),
    Case(
        "UT SB 45: leave to export, with an end, beside a ban",
        utah_sb45,
        (
            ("2026-03-26", None, KRATOM, "regulated"),
            ("2026-05-05", None, KRATOM, "regulated"),
            ("2026-05-06", None, KRATOM, "restricted"),
            ("2026-05-06", None, SEVEN_OH, "scheduled"),
            ("2027-03-06", None, KRATOM, "restricted"),
        ),
    ),
    Case(
        "DC: claims conflict, so nothing is known, but for what is named apart",
        district_of_columbia,
        (
            ("2025-01-01", None, KRATOM, "unknown"),
            ("2026-03-01", None, KRATOM, "unknown"),
            ("2026-03-01", None, ANALOGUES, "unknown"),
            ("2026-01-31", None, SEVEN_OH, "unknown"),
            ("2026-03-01", None, SEVEN_OH, "prohibited"),
        ),
    ),
    Case(
        "a bill carried over into a second session is one law",
        carried_over,
        (
            ("2026-03-04", "2026-02-02", KRATOM, "unknown"),
            ("2026-03-03", None, KRATOM, "unknown"),
            ("2026-03-04", None, KRATOM, "prohibited"),
        ),
        stretches={KRATOM: (("prohibited", "2026-03-04", None),)},
    ),
    Case(
        "a fact published wrongly, corrected, retracted, and restored",
        corrected_fact,
        (
            ("2026-07-20", "2026-05-01", KRATOM, "unknown"),
            ("2026-07-20", "2026-05-10", KRATOM, "scheduled"),
            ("2026-05-10", "2026-05-10", KRATOM, "scheduled"),
            ("2026-07-20", "2026-06-20", KRATOM, "regulated"),
            ("2026-05-10", "2026-06-20", KRATOM, "unknown"),
            ("2026-07-20", "2026-07-20", KRATOM, "unknown"),
            ("2026-07-20", "2026-08-20", KRATOM, "regulated"),
            ("2026-07-20", None, KRATOM, "regulated"),
        ),
    ),
)
_CELLS = [
    pytest.param(case, cell, id=f"{case.name} | {cell[0]} {cell[2]} as of {cell[1] or 'now'}")
    for case in CASES
    for cell in case.cells
]


@pytest.mark.parametrize(("case", "cell"), _CELLS)
def test_status_in_a_cell(case: Case, cell: Cell) -> None:
    on, known_at, substance, expected = cell
    assert case.story().status(on, substance, known_at) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_pending_now(case: Case) -> None:
    pending = case.story().pending()
    assert [(i, w) for i, w in case.pending] == [
        (i, w) for (i, why), (_, w) in zip(pending, case.pending, strict=True) if w in why
    ]


@pytest.mark.parametrize("case", [c for c in CASES if c.stretches], ids=lambda c: c.name)
def test_stretches(case: Case) -> None:
    timelines = case.story().timelines()
    for substance, expected in case.stretches.items():
        found = stretches(timelines[substance].segments)
        assert [(s.status, s.start, s.until) for s in found] == [
            (Status(status), date(start), date(until) if until else None)
            for status, start, until in expected
        ]


def test_an_enacted_text_that_cannot_be_read_is_pending_and_no_change() -> None:
    story = kansas_sb430()
    assert story.pending("2026-04-27") == []
    assert story.pending("2026-05-01") == [
        ("SB 430", "law, but its text cannot be read: ruined text layer")
    ]
    assert story.pending("2026-06-02") == []


def test_a_city_inside_a_county_is_not_bound_by_words_that_are_silent_on_territory() -> None:
    county = Story("ocd-division/country:us/state:ms/county:lowndes")
    county.fact(effect("age_limit", start="2018-01-01", territory=Territory.ALL), "o-1")
    county.fact(effect("prohibit", start="2019-01-01"), "o-2")
    county.fact(effect("schedule", start="2020-01-01", territory=Territory.INCORPORATED), "o-3")
    county.fact(effect("restrict", start="2018-01-01", territory=Territory.UNINCORPORATED), "o-4")
    timeline = county.timelines()[KRATOM]

    def on_land(day: str, land: Territory | None) -> str:
        segment = timeline.at(date(day))
        assert segment is not None
        return parts_status(segment.parts, land).value

    assert on_land("2019-06-01", Territory.INCORPORATED) == "age_restricted"
    assert on_land("2020-06-01", Territory.INCORPORATED) == "scheduled"
    assert on_land("2018-06-01", Territory.UNINCORPORATED) == "restricted"
    assert on_land("2020-06-01", Territory.UNINCORPORATED) == "prohibited"
    assert on_land("2020-06-01", None) == "scheduled"


def test_county_wide_words_in_doubt_leave_the_city_in_doubt() -> None:
    """A ban for the whole county whose first day is known in part, and one that is disputed."""
    county = Story("ocd-division/country:us/state:ms/county:lowndes")
    county.fact(effect("prohibit", start="2020", territory=Territory.ALL), "o-1")
    city, above = f"{NATION}/state:ms/place:columbus", Story(NATION)
    above.fact(absence(start="2010-01-01"), "o-2")
    chain = [
        (NATION, above.timelines()[KRATOM]),
        (county.division, county.timelines()[KRATOM]),
        (city, above.timelines()[KRATOM]),
    ]
    assert compose(chain, city, date("2020-06-01")).status is Status.UNKNOWN
    assert compose(chain, city, date("2020-06-01")).unknown_layers == (county.division,)
    assert compose(chain, city, date("2021-06-01")).status is Status.PROHIBITED
    assert compose(chain, city, date("2019-06-01")).status is Status.NO_SPECIFIC_LAW


def test_an_absence_in_a_county_is_one_of_its_cities_too() -> None:
    county = Story("ocd-division/country:us/state:ms/county:monroe")
    county.fact(absence(start="2020-06-01"))
    segment = county.timelines()[KRATOM].at(date("2021-01-01"))
    assert segment is not None
    assert parts_status(segment.parts, Territory.INCORPORATED) is Status.NO_SPECIFIC_LAW


def test_the_export_permission_is_shown_while_it_lasts() -> None:
    timeline = utah_sb45().timelines()[KRATOM]
    during, after = timeline.at(date("2027-03-05")), timeline.at(date("2027-03-06"))
    assert during is not None
    assert after is not None
    assert [p.status for p in during.parts].count(None) == 1
    assert [p.status for p in after.parts].count(None) == 0


def test_both_sides_of_a_conflict_are_shown() -> None:
    segment = district_of_columbia().timelines()[KRATOM].at(date("2026-03-01"))
    assert segment is not None
    assert {p.status for p in segment.parts} == {Status.SCHEDULED, Status.REGULATED}


def test_a_cap_is_a_restriction() -> None:
    story = Story()
    cap = (Limit("2", "%", "of alkaloid fraction"),)
    story.fact(effect("prohibit", SEVEN_OH, start="2024-01-01", limits=cap), "act")
    assert story.status("2024-01-01", SEVEN_OH) == "restricted"
