"""Orders, notices and rules of agencies and governors, and the exemptions and ends of acts."""

from __future__ import annotations

import pytest
from making import STATE, bill, text
from test_styles import told

from regtrack.domain.provisions import Effect, Polarity, Provision
from regtrack.reading.counting import is_effect
from regtrack.reading.model import Reading
from regtrack.reading.reader import read_text

_ORDER = (
    "DEPARTMENT OF JUSTICE 21 CFR Part 1308 Schedules of Controlled Substances: Temporary"
    " Placement of Mitragynine Pseudoindoxyl, MGM-15, and MGM-16 in Schedule I. ACTION: Temporary"
    " amendment; temporary scheduling order. SUMMARY: The Administrator is issuing this temporary"
    " order to place mitragynine pseudoindoxyl, MGM-15 and MGM-16 in schedule I of the Controlled"
    " Substances Act. {clarifies} DATES: This temporary scheduling order is effective August 26,"
    " 2026, until August 26, 2028. SUPPLEMENTARY INFORMATION: Background. {clarifies} For the"
    " reasons set out above, 21 CFR part 1308 is amended as follows: (h) Temporary listing of"
    " substances. (101) mitragynine pseudoindoxyl; (102) MGM-15; (103) MGM-16."
)


def read(words: str) -> Reading:
    return read_text(text(words), division=STATE)


def provisions(reading: Reading, effect: Effect) -> list[Provision]:
    return [p.provision for p in reading.provisions if p.provision.effect is effect]


@pytest.mark.parametrize(
    "clarifies",
    [
        "Kratom leaf and mitragynine are not controlled by this order, nor is"
        " 7-hydroxymitragynine.",
        "This order does not control kratom, mitragynine, or 7-hydroxymitragynine.",
        "Kratom leaf below the threshold is not the subject of this notice.",
        "This action does not schedule kratom or 7-hydroxymitragynine.",
        "These substances are structurally related to mitragynine. Kratom is not affected by this"
        " temporary scheduling order.",
    ],
)
def test_an_order_says_nothing_of_what_it_does_not_control(clarifies: str) -> None:
    reading = read(_ORDER.format(clarifies=clarifies))
    assert told(reading) == "analogues:schedule=I"
    assert [str(p.end) for p in provisions(reading, Effect.SCHEDULE)] == ["2028-08-26"]


@pytest.mark.parametrize(
    "words",
    [
        "Rule 12. (A) The following are classified as schedule I controlled substances: (1)"
        " 7-hydroxymitragynine; (2) Mitragynine pseudoindoxyl; (3) any other alkaloid related to"
        " them; except that this rule shall not include: (4) Mitragynine.",
        "Rule 12. (A) The board hereby classifies the following compounds related to mitragynine"
        " as schedule I controlled substances: (1) 7-hydroxymitragynine (2) Mitragynine"
        " pseudoindoxyl. (B) The following are excluded from paragraph (A) of this rule: (4)"
        " Mitragynine.",
        "(A) Any substance that is structurally related to mitragynine, including the following,"
        " is a schedule I controlled substance: (1) 7-hydroxymitragynine; (2) mitragynine"
        " pseudoindoxyl; but not (4) Mitragynine.",
        "The following are classified as schedule I controlled substances: (A)"
        " Mitragynine-related compounds, synthetic or natural, of mitragyna speciosa (also known"
        " as kratom), including 7-hydroxymitragynine; and mitragynine pseudoindoxyl."
        " Mitragynine-related compounds do not include any of the following: (1) an approved drug;"
        " (4) Mitragynine.",
        "(A) Mitragynine-related compounds, whether synthetic or naturally occurring substances"
        " contained in the plant Mitragyna speciosa, are schedule I controlled substances:"
        " (1) 7-hydroxymitragynine; (2) mitragynine pseudoindoxyl. (B) Paragraph (A) does not"
        " include: (4) Mitragynine.",
    ],
)
def test_a_rule_that_leaves_the_leaf_out_does_not_schedule_it(words: str) -> None:
    assert told(read(words)) == "7-oh:schedule=I analogues:schedule=I"


def test_a_governors_order_bans_the_acts_it_names_in_any_form() -> None:
    reading = read(
        "EXECUTIVE ORDER 2026-09. NOW, THEREFORE, I, the Governor, order: Section 1. It is"
        " unlawful for any person to sell, possess, or use kratom in any form in the state."
        " Section 2. This order takes effect at 5 p.m. Central Daylight Time on August 4, 2026."
    )
    (ban,) = provisions(reading, Effect.PROHIBIT)
    assert ban.acts == ("sale", "possession", "use")
    assert (str(ban.start), ban.start_time) == ("2026-08-04", "5 p.m.")


@pytest.mark.parametrize(
    "words",
    [
        "ACTION: Notice of intent. SUMMARY: The Administrator intends to issue a temporary order"
        " to place mitragynine and 7-hydroxymitragynine in schedule I.",
        "ACTION: Withdrawal of notice of intent. SUMMARY: The agency is withdrawing its notice of"
        " intent of August 31, 2016 to place mitragynine in schedule I.",
        "The Department of Health hereby gives notice that it proposes to adopt a rule placing"
        " kratom in Schedule I. A public hearing will be held on May 4, 2026.",
    ],
)
def test_what_is_only_intended_never_counts(words: str) -> None:
    assert not any(p.provision.composed for p in read(words).provisions)


def test_a_transition_is_a_permission_that_ends() -> None:
    reading = read_text(
        bill(
            "A kratom processor shall register each kratom product with the department.",
            "Notwithstanding section 4, until March 6, 2027, a kratom processor may prepare or"
            " manufacture a kratom product that is not a pure leaf kratom for export.",
        ),
        division=STATE,
    )
    assert told(reading) == "kratom:regulate"
    (leave,) = provisions(reading, Effect.PROHIBIT)
    assert (leave.polarity, str(leave.end)) == (Polarity.PERMITS, "2027-03-06")


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("Title 9, chapter 3, article 4, is repealed if, on or before January 1, 2037, the United"
         " States drug enforcement administration schedules kratom.", "if, on or before"),
        ("This chapter becomes inoperative if every kratom alkaloid is a controlled substance"
         " under federal law.", "if every"),
        ("This article is void when mitragynine is placed in schedule I by Congress.", "when"),
    ],
)  # fmt: skip
def test_an_end_that_waits_for_another_event_has_a_condition(words: str, condition: str) -> None:
    reading = read_text(
        bill("A processor shall register each kratom product.", words), division=STATE
    )
    assert told(reading) == "kratom:regulate"
    assert not reading.conditional
    (end,) = provisions(reading, Effect.REPEAL_REGULATION)
    assert (end.condition or "").startswith(condition)
    assert not is_effect(end)


def test_of_two_starts_of_an_emergency_rule_the_day_is_taken() -> None:
    reading = read(
        "Emergency rule 5-99. Effective Date: August 12, 2026. A person may not sell any product"
        " containing isolated 7-hydroxymitragynine. This emergency rule shall become effective"
        " upon filing with the Secretary of State and is in effect for 90 days."
    )
    assert (str(reading.effective.date), str(reading.expires)) == ("2026-08-12", "2026-11-10")


def test_a_new_notice_that_takes_an_old_one_back_is_still_a_proposal() -> None:
    made = text(
        "Schedules of Controlled Substances: Temporary Placement of 7-Hydroxymitragynine Above a "
        "Threshold in Schedule I\n"
        "AGENCY: Drug Enforcement Administration.\nACTION: Notice of intent.\n"
        "SUMMARY: The agency gives notice that it intends to place 7-hydroxymitragynine "
        "temporarily in schedule I. "
        "The notice of intent published on July 6, 2026 is withdrawn.\n"
    )
    found = read_text(made, division="ocd-division/country:us").provisions
    assert found
    assert not any(p.provision.composed for p in found)
