"""What clauses in the style of bills, rules and orders do, and what they do not do."""

from __future__ import annotations

import pytest
from making import STATE, bill, text

from regtrack.domain.provisions import Effect, Polarity
from regtrack.reading.counting import CARRIED, is_effect
from regtrack.reading.model import Reading, Relevance
from regtrack.reading.reader import read_text
from regtrack.reading.text import LegalText


def effects(reading: Reading) -> set[str]:
    """The effects of a reading as `substance:effect`."""
    return {
        f"{p.provision.substance}:{p.provision.effect}"
        for p in reading.provisions
        if is_effect(p.provision)
    }


def read(made: LegalText, title: str = "") -> Reading:
    """Read a text of the state of the tests."""
    return read_text(made, division=STATE, title=title)


NEW: list[tuple[str, set[str]]] = [
    ("A person shall not sell, possess, or distribute kratom.", {"kratom:prohibit"}),
    ("It is unlawful for any person to knowingly sell or possess kratom within the city.",
     {"kratom:prohibit"}),
    ("The sale, distribution, and possession of kratom is hereby prohibited.", {"kratom:prohibit"}),
    ("No person shall sell, offer for sale, or give away kratom or any product containing kratom.",
     {"kratom:prohibit"}),
    ("A person who possesses kratom commits a Class A misdemeanor.", {"kratom:prohibit"}),
    ("A person commits an offense if the person knowingly manufactures, delivers, or sells kratom.",
     {"kratom:prohibit"}),
    ("Kratom shall not be sold or distributed in this state.", {"kratom:prohibit"}),
    ("A retailer may not sell any product containing 7-hydroxymitragynine.", {"7-oh:prohibit"}),
    ("It is unlawful to sell a kratom product to a person under 21 years of age.",
     {"kratom:age_limit"}),
    ("A retailer shall not distribute, sell, or expose for sale kratom to an individual who is"
     " younger than twenty-one years of age.", {"kratom:age_limit"}),
    ("A kratom product may only be sold to an individual who is 21 years of age or older.",
     {"kratom:age_limit"}),
    ("A processor shall register each kratom product with the department each year.",
     {"kratom:regulate"}),
    ("A kratom product shall bear a label stating the amount of mitragynine per serving.",
     {"kratom:regulate"}),
    ("A processor may not sell a kratom product that is adulterated with a dangerous non-kratom"
     " substance.", {"kratom:regulate"}),
    ("A processor may not sell a kratom product containing a level of 7-hydroxymitragynine in the"
     " alkaloid fraction that is greater than two percent of the alkaloid composition of the"
     " product.", {"kratom:regulate"}),
    ("A processor may not sell a kratom product containing any synthetic alkaloid, including"
     " synthetic mitragynine.", {"kratom:regulate"}),
    ("A retailer shall not sell a kratom product from a vending machine.", {"kratom:restrict"}),
    ("A retailer may not sell a kratom product within 1,000 feet of a school.",
     {"kratom:restrict"}),
    ("An excise tax is imposed on kratom products at the rate of 15 percent of the retail price.",
     {"kratom:tax"}),
    ("The department shall conduct a study of the health effects of kratom and report by"
     " December 1.",
     {"kratom:study"}),
    ("A county or municipality may not adopt an ordinance regulating the sale of kratom products.",
     {"kratom:preempt"}),
    ("The following substances are included in Schedule I: (a) mitragynine; (b)"
     " 7-hydroxymitragynine; and (c) mitragynine pseudoindoxyl.",
     {"kratom:schedule", "7-oh:schedule", "analogues:schedule"}),
    ("7-hydroxymitragynine is hereby added to Schedule I of the controlled substances act.",
     {"7-oh:schedule"}),
    ("Section 124.204, subsection 4, is amended by adding the following new paragraph: NEW"
     " PARAGRAPH."
     " cq. Kratom, meaning any part of the plant, whether growing or not, including but not limited"
     " to mitragynine and 7-hydroxymitragynine, as a schedule I controlled substance.",
     {"kratom:schedule", "7-oh:schedule"}),
    ("The following are narcotic drugs: (i) At least 800 parts per million of 7-hydroxymitragynine;"
     " (ii) any quantity of synthetic mitragynine or any other synthetically derived compound"
     " of the"
     " plant Mitragyna speciosa.", {"7-oh:schedule", "analogues:schedule"}),
    ("Mitragynine is removed from Schedule I.", {"kratom:deschedule"}),
    ("Chapter 40, the Kratom Consumer Protection Act, is repealed.", {"kratom:repeal_regulation"}),
    ("The beverage may not contain alcohol, tobacco, kratom, or a derivative of any of those.",
     set()),
    ("\"Kratom product\" means a food containing any part of the leaf of Mitragyna speciosa.",
     set()),
    ("The legislature finds that kratom is sold to minors and should be prohibited.", set()),
    ("This act may be cited as the Kratom Prohibition Act.", set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"), NEW, ids=lambda v: str(sorted(v) if isinstance(v, set) else v)[:50]
)
def test_new_sections(words: str, expected: set[str]) -> None:
    assert effects(read(bill(words))) == expected


AMENDED: list[tuple[str, set[str]]] = [
    ("Section 5.2 is amended to read: 5.2 A retailer may not sell kratom to a person under"
     " ~eighteen~ +twenty-one+ years of age.", {"kratom:age_limit"}),
    ("Section 5.2 is amended to read: 5.2 A retailer may not sell kratom to a person under 21 years"
     " of age. The board shall +promptly+ keep records.", set()),
    ("Section 5.2 is amended to read: 5.2 A retailer may not sell kratom~ to a person under 21"
     " years of age~.", {"kratom:prohibit"}),
    ("Section 7 is amended to read: Schedule I consists of the following controlled substances: (1)"
     " heroin; (2) peyote; +(3) mitragynine;+ and ~(3)~ +(4)+ psilocybin.", {"kratom:schedule"}),
    ("Section 7 is amended to read: Schedule I consists of the following controlled substances: (1)"
     " heroin; (2) mitragynine; +(3) xylazine;+ and ~(3)~ +(4)+ psilocybin.", set()),
    ("Section 7 is amended to read: Schedule I consists of the following controlled substances: (1)"
     " heroin; ~(2) mitragynine;~ and ~(3)~ +(2)+ psilocybin.", {"kratom:deschedule"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"), AMENDED, ids=lambda v: str(sorted(v) if isinstance(v, set) else v)[-50:]
)
def test_amended_sections(words: str, expected: set[str]) -> None:
    assert effects(read(bill(words))) == expected


def test_details_of_a_kratom_act() -> None:
    reading = read(
        bill(
            "A processor may not sell a kratom product containing 7-hydroxymitragynine at a level"
            " greater than 2% of the alkaloid composition of the product.",
            "It is unlawful to sell a kratom product to a person under 21 years of age.",
            "This act takes effect July 1, 2026.",
        )
    )
    by_name = {
        f"{p.provision.substance}:{p.provision.effect}": p.provision for p in reading.provisions
    }
    assert str(by_name["kratom:regulate"].limits[0]) == "<= 2 % alkaloid composition"
    carried = by_name["7-oh:restrict"]  # makes 7-OH restricted, and is no effect of its own
    assert (str(carried.limits[0]), carried.note) == ("<= 2 % alkaloid composition", CARRIED)
    assert by_name["kratom:age_limit"].min_age == 21
    assert str(by_name["kratom:age_limit"].start) == "2026-07-01"
    assert reading.relevance is Relevance.PRIMARY


def test_schedule_and_scope_are_told() -> None:
    schedule = read(bill("Kratom is hereby placed in Schedule II.")).provisions[0].provision
    assert schedule.schedule == "II"
    ban = read(bill("A person shall not sell or possess kratom.")).provisions[0].provision
    assert ban.acts == ("sale", "possession")


def test_existing_law_without_marks_needs_a_title() -> None:
    words = (
        "Section 7 is amended to read: Schedule I consists of the following controlled substances:"
        " (1) heroin; (2) mitragynine; and (3) psilocybin."
    )
    other = bill(words, title="An act relating to hemp.")
    assert read(other, "Hemp").relevance is Relevance.INCIDENTAL
    own = read(bill(words, title="An act placing kratom in Schedule I."), "Kratom in Schedule I")
    assert not own.provisions[0].sure


def test_condition_is_told() -> None:
    reading = read(
        bill("This act takes effect only if the Drug Enforcement Administration schedules it.",
             "A person shall not sell kratom.")
    )  # fmt: skip
    assert reading.conditional


def test_exemption_permits() -> None:
    reading = read(
        bill(
            "A person shall not sell or possess kratom.",
            "Notwithstanding section 1, until March 6, 2027, a processor may distribute kratom for"
            " lawful sale in another state.",
        )
    )
    assert [p.rule for p in reading.provisions if p.provision.polarity is Polarity.PERMITS] == [
        "permit.exemption"
    ]


def test_text_without_a_name_is_none() -> None:
    assert read(bill("A person shall not sell kava.", title="An act.")).relevance is Relevance.NONE


def test_notice_of_intent_is_never_composed() -> None:
    reading = read(
        text("ACTION: Notice of intent. SUMMARY: The Administrator is issuing this notice of"
             " intent to"
             " publish a temporary order to schedule 7-hydroxymitragynine in schedule I.")
    )  # fmt: skip
    assert {p.provision.composed for p in reading.provisions} == {False}


def test_withdrawal_has_no_effect_but_a_link() -> None:
    reading = read(
        text("ACTION: Withdrawal of notice of intent. The agency is withdrawing the notice of"
             " intent"
             " published on August 31, 2016 to place mitragynine in schedule I.")
    )  # fmt: skip
    assert reading.provisions == ()
    assert [link.kind.value for link in reading.links] == ["withdraws"]


def test_temporary_order_ends() -> None:
    reading = read(
        text("ACTION: Temporary scheduling order. SUMMARY: This order places MGM-15 in schedule I."
             " DATES: This temporary scheduling order is effective August 26, 2026, until"
             " August 26,"
             " 2028. SUPPLEMENTARY INFORMATION: It is found in kratom.")
    )  # fmt: skip
    provision = reading.provisions[0].provision
    assert effects(reading) == {"analogues:schedule"}
    assert (str(provision.start), str(provision.end)) == ("2026-08-26", "2028-08-26")


def test_agency_rule_lists_and_excludes() -> None:
    reading = read(
        text("Rule 5. The following are schedule I controlled substances: (1) 7-hydroxymitragynine;"
             " (2) mitragynine pseudoindoxyl; and (3) synthetic kratom alkaloids. This rule"
             " does not"
             " apply to: (4) Mitragynine.")
    )  # fmt: skip
    assert effects(reading) == {"7-oh:schedule", "analogues:schedule"}


@pytest.mark.parametrize(
    "words",
    [
        "The sale of kratom shall not be prohibited.",
        "The possession of kratom shall not be unlawful.",
        "Each municipality may prohibit the sale of kratom products within its limits.",
        "A county may by ordinance prohibit or regulate the sale of kratom.",
        "A veterinarian shall not sell or dispense kratom to animals.",
        "The board shall report whether kratom should be placed in Schedule I.",
        "Section 5-64-215 (listing kratom as a Schedule I controlled substance) is repealed.",
    ],
)
def test_what_bans_and_schedules_nothing(words: str) -> None:
    found = {p.provision.effect for p in read(bill(words)).provisions}
    assert not found & {Effect.PROHIBIT, Effect.SCHEDULE}


@pytest.mark.parametrize(
    "words",
    [
        "The sale of kratom by any person shall be a Class 1 misdemeanor.",
        "The sale of kratom is a Class A misdemeanor.",
    ],
)
def test_an_act_that_is_an_offence_is_banned(words: str) -> None:
    found = {p.provision.effect for p in read(bill(words)).provisions}
    assert Effect.PROHIBIT in found
