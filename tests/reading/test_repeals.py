"""Repealing sections that cite a law by its number only."""

from __future__ import annotations

import pytest
from making import STATE, bill, text
from test_styles import told

from regtrack.reading.reader import read_text

_SCHEDULES = "Section 5 is amended by adding to Schedule I: (zz) Mitragynine."


def test_a_bill_that_does_nothing_else_repeals_the_kratom_law() -> None:
    made = bill(_SCHEDULES, "Title 36, chapter 6, article 10, is repealed.",
                "This act is effective from and after August 31, 2027.")  # fmt: skip
    assert told(read_text(made, division=STATE)) == "kratom:repeal_regulation kratom:schedule=I"


def test_in_a_bill_about_other_things_a_bare_number_is_not_taken_for_it() -> None:
    others = [f"The board shall keep the records of year {n} for ten years." for n in range(9)]
    made = bill(_SCHEDULES, *others, "Title 36, chapter 6, article 10, is repealed.")
    assert told(read_text(made, division=STATE)) == "kratom:schedule=I"


def test_an_appendix_shows_what_is_repealed() -> None:
    made = text(
        "Be it enacted: Section 1. A county shall keep records. Section 2. Statutes, section"
        " 152.027, subdivision 7, is repealed.\nAPPENDIX\nRepealed Minnesota Statutes: 26-1\n"
        "152.027 OFFENSES. Subd. 7. Sale of kratom to a minor is a misdemeanor."
    )
    assert told(read_text(made, division=STATE)) == "kratom:repeal_regulation"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("217.2203 Labeling requirements.", "kratom:prohibit kratom:repeal_regulation"),
        ("211.3901 Combustion technology.", "kratom:prohibit"),
    ],
)
def test_a_neighbour_of_the_section_on_kratom_is_of_the_same_law(
    number: str, expected: str
) -> None:
    others = [f"The board shall keep the records of year {n} for ten years." for n in range(9)]
    made = bill(
        "KRS 217.2202 is amended to read: A retailer shall not sell +any+ kratom.",
        *others,
        f"The following KRS sections are repealed: 160.621 Excise tax. {number}",
    )
    assert told(read_text(made, division=STATE)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "All laws in conflict with this act are repealed.",
        "Section 9 of the Code is repealed and reenacted to read as follows.",
        "This act is repealed on July 1, 2030.",
    ],
)
def test_other_repeals_end_no_kratom_law(words: str) -> None:
    assert told(read_text(bill(_SCHEDULES, words), division=STATE)) == "kratom:schedule=I"


def test_words_struck_from_a_law_that_becomes_a_ban_repeal_nothing() -> None:
    made = bill(
        "Section 4 is amended to read: A retailer shall not sell +any+ kratom product ~to a person"
        " under 21 years of age, or one that contains a level of 7-hydroxymitragynine above two"
        " percent of the alkaloid fraction, or any synthetic alkaloid, or that is not registered"
        " and labeled with the name of the manufacturer, the quantity of mitragynine in each"
        " serving and the directions for use that the department requires by rule~."
    )
    assert told(read_text(made, division=STATE)) == "kratom:prohibit"
