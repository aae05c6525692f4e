"""Words that only look like a rule of these classes, beside others that are one.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text, read_title

WORDS: tuple[tuple[str, str], ...] = (
    (
        "kratom:age_limit=18",
        "A person, either directly or indirectly by an agent, or by a vending machine owned by the"
        " person, may not sell kratom to a person under 18 years of age.",
    ),
    (
        "kratom:restrict",
        "A person shall not advertise, sell, or offer to sell a kratom product designed to be"
        " inhaled.",
    ),
    (
        "",
        "The owner of a vending machine shall file a return with the department, whether or not the"
        " machine holds kratom.",
    ),
    ("", "A hospital within 1,000 feet of a school may treat a patient for the use of kratom."),
    ("", "A cottage food operator shall post a notice that its food contains no kratom."),
    ("", "The department shall publish a map of kratom retailers within 1,000 feet of schools."),
    ("", "Kratom seized under this section shall be destroyed; no such product may be returned."),
    ("", "A licensee who serves beer may enter into a contract with a wholesaler of kratom."),
    (
        "",
        "The court may order a person convicted of possessing ten grams of heroin to be tested for"
        " kratom.",
    ),
    ("", "Members of the task force on opioids may not hold an interest in a kratom business."),
    ("", "A food that does not contain kratom is not misbranded by reason of this section."),
    (
        "kratom:regulate",
        "A retailer of kratom that is licensed to sell tobacco shall register with the department.",
    ),
    (
        "kratom:age_limit=21",
        "A person under 21 years of age is not permitted to purchase kratom at any store.",
    ),
    ("kratom:age_limit=21", "No one under 21 may be sold kratom, whether in a store or elsewhere."),
    (
        "kratom:prohibit",
        "No person, firm, corporation, partnership, or association shall sell kratom.",
    ),
    (
        "kratom:prohibit",
        "A retailer, wholesaler, or distributor may not sell or distribute kratom in this state.",
    ),
    (
        "kratom:prohibit",
        "It is unlawful for any retail store or other business establishment to sell or give away"
        " kratom, and for any person to possess it.",
    ),
    ("kratom:prohibit", "A person may not, directly or by an agent, sell kratom in this state."),
    (
        "kratom:prohibit",
        "Whoever sells kratom, or keeps it in a vending machine, shop, or other place for sale, is"
        " guilty of a misdemeanor.",
    ),
    ("kratom:regulate", "Such products as contain kratom shall be registered with the department."),
    ("kratom:restrict", "A store that is not an adult-only store may not sell kratom."),
    (
        "kratom:prohibit",
        "A person commits an offense if the person possesses kratom. The offense is a Class B"
        " misdemeanor if the amount is less than one ounce.",
    ),
    (
        "7-oh:prohibit",
        "A person may not sell 7-hydroxymitragynine, except that naturally occurring in kratom.",
    ),
    (
        "kratom:tax",
        "A tax of one dollar per ounce is imposed on kratom sold in this state, and a county may"
        " not"
        " be paid any part of it.",
    ),
    (
        "kratom:study",
        "The joint interim committee shall study kratom and may hold hearings in any county.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), WORDS)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected


TITLES: tuple[tuple[str, str, str], ...] = (
    ("", "An act relating to kratom vending data.", ""),
    ("", "Kratom; task report due dates.", ""),
    ("kratom:regulate", "Requires permits for sellers of kratom and a report on inspections.", ""),
    ("kratom:restrict", "Prohibits vending machine sales of kratom.", ""),
    ("kratom:penalty", "Lowers the penalty for kratom possession.", ""),
    ("kratom:prohibit", "Makes it a crime to sell kratom.", ""),
)


@pytest.mark.parametrize(("expected", "title", "abstract"), TITLES)
def test_title(expected: str, title: str, abstract: str) -> None:
    assert told(read_title(title, abstract, division=STATE)) == expected
