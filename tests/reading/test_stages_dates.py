"""Order, dates and agreement of the chambers, each trap in our own words."""

from __future__ import annotations

import datetime as dt

import pytest
from stage_records import LATER, PASSED, code, record, told

from regtrack.domain.instruments import How, Stage
from regtrack.reading.stages import (
    current_stage,
    effective_actions,
    is_law,
    stage_events,
)


def test_later_committee_steps_do_not_move_a_bill_back() -> None:
    bill = record(*PASSED, "2026-02-20 upper Reported out of committee")
    assert code(bill) == ("passed_one_chamber", "2026-02-01")


def test_a_list_with_the_newest_first_is_turned_and_one_day_keeps_its_order() -> None:
    rows = (
        "2026-04-10 upper [executive-signature] Approved by Governor on Monday, April 27, 2026",
        "2026-04-10 lower Enrolled and presented to Governor on Friday, April 17, 2026",
        "2026-04-10 upper [passage] Final Action - Passed; Yea 38",
        "2026-02-10 lower [passage] Final Action - Passed; Yea 100",
        "2026-01-10 lower [introduction] Introduced",
    )
    assert told(record(*rows)) == [
        "2026-01-10 introduced",
        "2026-02-10 passed_one_chamber",
        "2026-04-10 passed_both",
        "2026-04-17 to_governor",
        "2026-04-27 enacted",
    ]


def test_two_rows_of_one_day_are_turned_when_the_introduction_stands_last() -> None:
    bill = record(
        "2026-03-19 lower [referral-committee] Referred to the Committee on Energy",
        "2026-03-19 lower [introduction] Introduced in House",
    )
    assert told(bill) == ["2026-03-19 introduced", "2026-03-19 in_committee"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-05-04 executive Presented to Governor 05/03/2026", "2026-05-03"),
        ("2026-06-18 executive 06/17/2026 Transmitted to Governor", "2026-06-17"),
        ("2026-04-02 lower Delivered to Governor on April 1, 2026; due 04/13/2026", "2026-04-01"),
        ("2026-04-02 lower Due From Governor 04/10/26", "2026-04-02"),
        ("2026-04-02 lower Presented to Governor 04/02/2006", "2026-04-02"),  # a slip of the pen
        ("2026-04-02 lower Presented to Governor; effective date 07/01/2026", "2026-04-02"),
    ],
)
def test_the_date_in_the_words_of_the_act_is_preferred(text: str, date: str) -> None:
    (event,) = stage_events(record(text))
    assert event.stage is Stage.TO_GOVERNOR
    assert str(event.date) == date


def test_the_order_is_that_of_the_days_in_the_words() -> None:
    bill = record(
        "2026-04-10 upper [executive-signature] Approved by Governor on April 27, 2026",
        "2026-04-20 upper Presented to Governor",
    )
    assert told(bill) == ["2026-04-20 to_governor", "2026-04-27 enacted"]


def test_a_substitute_adopted_on_the_floor_waits_for_concurrence() -> None:
    rows = ("2026-03-01 upper substitute (S-2) adopted", "2026-03-02 upper [passage] passed")
    assert code(record(*PASSED, *rows))[0] == "passed_one_chamber"


def test_a_scheduled_hearing_is_no_event_and_its_date_is_none() -> None:
    bill = record(
        "2026-01-05 lower [introduction,referral-committee] 01/05/2026 Introduced, referred",
        "2026-03-06 legislature 03/06/2026 Scheduled for hearing (03/12/2026)",
    )
    assert told(bill) == ["2026-01-05 in_committee"]


def test_an_effective_date_is_scheduled_and_never_a_stage() -> None:
    bill = record(
        *PASSED,
        "2026-05-05 executive Governor approval 05/05/2026",
        "2026-08-01 upper Effective date 08/01/2026",
    )
    assert code(bill) == ("signed", "2026-05-05")
    (effect,) = effective_actions(bill)
    assert (str(effect.date), effect.quote) == ("2026-08-01", "Effective date 08/01/2026")


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("Effective ninety days from passage - (June 11, 2026)", ["2026-06-11"]),
        ("Signed by Governor 07/15/2025; Chapter 229; eff. 09/13/2025", ["2025-09-13"]),
        ("I. Section 2 Effective 01/01/2026 II. Remainder Effective 07/01/2025",
         ["2026-01-01", "2025-07-01"]),
        ("Approved by Governor-Chapter 5 (effective 7/1/26)", ["2026-07-01"]),
        ("Effective immediately", ["2026-06-01"]),
        ("Placed on calendar with immediate effect 7/1/26", []),
    ],
)  # fmt: skip
def test_effective_dates_in_rows(words: str, dates: list[str]) -> None:
    found = effective_actions(record(f"2026-06-01 lower {words}"))
    assert [str(e.date) for e in found] == dates


def test_effective_filed_as_became_law_is_no_second_enactment() -> None:
    bill = record(
        *PASSED,
        "2026-03-05 executive [became-law] Signed By The Governor",
        "2026-06-04 - [became-law] Effective 6/4/26",
    )
    assert told(bill)[-1] == "2026-03-05 enacted"
    alone = record(*PASSED, "2026-06-04 - [became-law] Effective 6/4/26")
    assert told(alone)[-1] == "2026-06-04 enacted"


def test_an_action_ahead_of_today_is_not_done() -> None:
    bill = record(*PASSED, "2026-08-01 executive [executive-signature] Signed by Governor")
    assert not is_law(stage_events(bill), dt.date(2026, 7, 31))
    assert is_law(stage_events(bill), dt.date(2026, 8, 1))


def test_law_without_signature_by_words_alone() -> None:
    bill = record(*PASSED, "2026-05-10 lower Becomes law without Governor's signature 05/09/2026")
    assert code(bill) == ("became_law_without_signature", "2026-05-09")
    now = current_stage(stage_events(bill), LATER)
    assert now is not None
    assert now.how is How.UNSIGNED


def test_a_second_chamber_that_amends_waits_for_concurrence() -> None:
    amended = (*PASSED, "2026-03-01 upper [passage] Third reading, passed as amended")
    assert code(record(*amended)) == ("passed_one_chamber", "2026-02-01")
    agreed = record(*amended, "2026-03-05 lower House concurs with Senate amendments")
    assert code(agreed) == ("passed_both", "2026-03-05")
    refused = record(*amended, "2026-03-05 lower House refused to concur in Senate amendments")
    assert code(refused) == ("passed_one_chamber", "2026-02-01")


def test_a_floor_amendment_that_is_concurred_in_is_no_passage_of_the_chamber() -> None:
    bill = record(*PASSED, "2026-03-01 upper SUBSTITUTE (S-2) CONCURRED IN")
    assert code(bill) == ("passed_one_chamber", "2026-02-01")


def test_a_conference_needs_both_chambers() -> None:
    rows = (
        *PASSED,
        "2026-03-01 upper [passage] Passed as amended",
        "2026-03-02 lower Nonconcurred; conference committee requested",
        "2026-03-09 lower Conference Committee Report was adopted; Yea 70",
    )
    assert code(record(*rows))[0] == "passed_one_chamber"
    both = record(*rows, "2026-03-10 upper Conference Committee Report was adopted; Yea 30")
    assert code(both) == ("passed_both", "2026-03-10")


def test_a_failed_vote_then_reconsideration_and_passage() -> None:
    bill = record(
        "2026-01-05 lower Introduced",
        "2026-02-01 lower [failure] Third reading, failed to pass",
        "2026-02-02 lower Reconsidered",
        "2026-02-03 lower [passage] Third reading, passed",
    )
    assert told(bill) == [
        "2026-01-05 introduced",
        "2026-02-01 failed",
        "2026-02-02 introduced",
        "2026-02-03 passed_one_chamber",
    ]


def test_a_plan_to_introduce_is_no_proof_that_it_was() -> None:
    bill = record(
        "2025-11-24 upper [introduction,referral-committee] To Be Introduced 01/07/2026 and"
        " Referred to Judiciary; SJ 1"
    )
    assert code(bill) == ("introduced", "2025-11-24")


def test_a_committee_that_reports_its_own_bill_has_not_got_it() -> None:
    own = record(
        "2026-02-04 upper [introduction] Introduced, placed on calendar.",
        "2026-02-04 upper [committee-passage] Committee report, approving bill.",
    )
    assert code(own) == ("introduced", "2026-02-04")
    referred = record(
        "2026-02-04 upper [introduction] Introduced, referred to Judiciary.",
        "2026-02-06 upper [committee-passage] Committee report, approving bill.",
    )
    assert code(referred)[0] == "in_committee"
