"""Whole bills: existing law reprinted, several sections, page furniture; and titles.

Written for these tests, the expectation before the rules saw the words.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.model import Relevance
from regtrack.reading.reader import read_text, read_title
from regtrack.reading.text import LegalText

BILLS: tuple[tuple[str, str, str], ...] = (
    (
        "weight-classes",
        "kratom:penalty",
        "AN ACT TO REDUCE THE PENALTY FOR POSSESSION OF KRATOM; AND FOR OTHER PURPOSES.\n"
        "BE IT ENACTED:\n"
        "SECTION 1. Code § 5-64-419(b), concerning the penalties for possession of a controlled"
        " substance, is amended to add an additional subdivision to read as follows:\n"
        "(6) A person who possesses kratom with an aggregate weight of less than four ounces upon"
        " conviction is guilty of a Class A misdemeanor.\n"
        "SECTION 2. Code § 5-64-419(b)(1), concerning possession of a Schedule I or Schedule II"
        " controlled substance, is amended to read as follows:\n"
        "(1) A Schedule I or Schedule II controlled substance that is not methamphetamine, heroin,"
        " kratom, or cocaine with an aggregate weight of less than two grams is a Class D felony.",
    ),
    (
        "age-beside-old-law",
        "kratom:age_limit=21",
        "AN ACT relating to the minimum age for the sale of kratom.\n"
        "BE IT ENACTED:\n"
        "SECTION 1. Section 12 of the code is amended to read as follows:\n"
        "Sec. 12. A retailer may not sell kratom to a person under 21 years of age.",
    ),
    (
        "cottage-food",
        "kratom:regulate",
        "AN ACT to create section 19 of the code, relating to kratom labeling; and to amend section"
        " 23 of the code, relating to definitions and licensing of food establishments.\n"
        "BE IT ENACTED:\n"
        "SECTION 1. Section 19 of the code is created and enacted as follows:\n"
        "19. Kratom - Misbranding. 1. A food is misbranded if it contains kratom and the label"
        " fails"
        " to state the name of the processor.\n"
        "SECTION 2. AMENDMENT. Section 23 of the code is amended and reenacted as follows:\n"
        "23. A cottage food operator may not sell food containing kratom, alcohol, or raw milk.",
    ),
    (
        "read-as-follows",
        "kratom:regulate",
        "AN ACT concerning Kratom Products - Registration\n"
        "FOR the purpose of requiring a retailer to register certain kratom products.\n"
        "SECTION 1. BE IT ENACTED BY THE GENERAL ASSEMBLY, That the Laws of the State read as"
        " follows:\n"
        "21-2.\n(a) A retailer may not sell a kratom product to an individual under the age of 21"
        " years.\n"
        "+(b) A RETAILER MAY NOT OFFER FOR SALE A KRATOM PRODUCT UNLESS THE PRODUCT HAS BEEN"
        " REGISTERED WITH THE DEPARTMENT.+",
    ),
    (
        "page-header",
        "kratom:study",
        "AN ACT to provide for a legislative management study of kratom.\n"
        "BE IT ENACTED:\n"
        "SECTION 1. LEGISLATIVE MANAGEMENT STUDY - KRATOM. During the 2025-26 interim, the\n"
        "24 legislative management shall consider studying the availability, potency,\n"
        "Page No. 2 25.1009.01000\n"
        "1 and labeling of kratom and products containing concentrated\n"
        "2 7-hydroxymitragynine.",
    ),
    (
        "own-ban-and-schedule",
        "7-oh:schedule=I kratom:prohibit kratom:schedule=I",
        "AN ACT Relating to kratom; and declaring an emergency.\n"
        "BE IT ENACTED:\n"
        "SECTION 1. The State Board of Pharmacy shall by rule classify mitragynine and"
        " 7-hydroxymitragynine as controlled substances in Schedule I.\n"
        "SECTION 2. (1) It is unlawful for any person to manufacture or deliver kratom. Unlawful"
        " manufacture or delivery of kratom is a Class C felony.\n"
        "(2) It is unlawful for any person knowingly to possess kratom unless the substance was"
        " obtained directly from a practitioner.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


_FLAT = (
    "AN ACT relating to kratom products; revising the age of a buyer. Legislative Counsel's"
    " Digest: Existing law prohibits a person from selling a kratom product that is adulterated"
    " with a dangerous substance. Section 1 of this bill raises the age. {digest}\n"
    "THE PEOPLE DO ENACT AS FOLLOWS:\n"
    "Section 1. NRS 597.998 is hereby amended to read as follows: 1. A person shall not sell a"
    " kratom product that: (a) Is adulterated with a dangerous substance; or (b) Is designed to be"
    " inhaled through a device. 2. A person shall not sell a kratom product to a child under the"
    " age of ~18~ 21 years.\n"
)


@pytest.mark.parametrize(
    ("digest", "expected"),
    [
        ("Section 1 also prohibits the sale of a product that is designed to be inhaled.",
         "kratom:age_limit=21 kratom:restrict"),
        ("Section 1 also makes a technical change.", "kratom:age_limit=21"),
        ("Existing law also prohibits a product that is designed to be inhaled.",
         "kratom:age_limit=21"),
    ],
)  # fmt: skip
def test_a_flat_copy_is_read_by_its_digest(digest: str, expected: str) -> None:
    marked = text(_FLAT.format(digest=digest))
    flat = LegalText(marked.runs, "plain@1")
    assert told(read_text(flat, division=STATE, title="Kratom products")) == expected


TITLES: tuple[tuple[str, str, str], ...] = (
    (
        "kratom:age_limit=21 kratom:regulate kratom:study",
        "Kratom products; labeling and age verification requirements; work group.",
        "Directs the Secretary to convene a work group to study the sale of kratom products and"
        " requires retailers to verify that the purchaser of a kratom product is 21 years of age or"
        " older. The bill requires kratom products to be labeled with the amount of mitragynine per"
        " serving.",
    ),
    (
        "kratom:regulate kratom:study",
        "Kratom; registration of products; study.",
        "Requires processors to register kratom products and directs the department to study the"
        " effects of kratom.",
    ),
    (
        "kratom:study",
        "Kratom; work group to study regulation.",
        "Establishes a work group to study the regulation and labeling of kratom products.",
    ),
    (
        "kratom:age_limit=21",
        "Kratom; sale to persons younger than 21 years of age, civil penalty.",
        "",
    ),
    ("kratom:restrict", "Kratom products; prohibiting sales through vending machines.", ""),
    ("kratom:restrict", "An act prohibiting the sale of kratom within 500 feet of schools.", ""),
    (
        "kratom:age_limit=21 kratom:tax",
        "Imposes a ten percent excise tax on kratom products; prohibits sale to persons under 21.",
        "",
    ),
    ("kratom:allow_local", "Authorizing counties and cities to regulate retailers of kratom.", ""),
    ("kratom:penalty", "TO REDUCE THE PENALTY FOR POSSESSION OF KRATOM.", ""),
    (
        "kratom:repeal_regulation kratom:schedule=I",
        "Adds kratom to Schedule I and repeals the Kratom Consumer Protection Act.",
        "",
    ),
    (
        "kratom:study",
        "A concurrent resolution directing the legislative management to consider studying kratom.",
        "",
    ),
    ("kratom:study", "Requests an interim study on the sale and use of kratom.", ""),
    ("kratom:regulate", "Requires kratom products to carry a warning label.", ""),
    ("kratom:regulate", "Kratom; requires retailers to obtain a license.", ""),
    (
        "7-oh:prohibit",
        "Prohibiting the sale of products containing concentrated 7-hydroxymitragynine.",
        "",
    ),
    ("kratom:prohibit", "Makes the sale or possession of kratom a misdemeanor.", ""),
)


@pytest.mark.parametrize(("expected", "title", "abstract"), TITLES)
def test_title(expected: str, title: str, abstract: str) -> None:
    assert told(read_title(title, abstract, division=STATE)) == expected


RELEVANT: tuple[tuple[Relevance, str, str], ...] = (
    (
        Relevance.PRIMARY,
        "Relating to Schedule I controlled substances",
        "A BILL to amend section 2 of the code, relating to designating mitragynine and"
        " 7-hydroxymitragynine as Schedule I controlled substances; and removing kratom from the"
        " Select Plant-Based Derivatives Act.\nBe it enacted:\n"
        "Section 1. Mitragynine and 7-hydroxymitragynine are placed in Schedule I. "
        + "Acetylmethadol is a controlled substance in Schedule I. "
        * 30,
    ),
    (
        Relevance.PRIMARY,
        "Controlled substances, certain products",
        "A BILL to add a chapter so as to prohibit the sale of kratom; and to provide"
        " penalties.\nBe it enacted:\nSection 1. No person shall sell kratom. "
        + "The department may adopt rules. "
        * 30,
    ),
    (
        Relevance.SECONDARY,
        "Omnibus health act",
        "A BILL relating to health; amending the law of hospitals; amending the law of pharmacies;"
        " placing kratom in Schedule I; and providing an effective date.\nBe it enacted:\n"
        "Section 1. Kratom is placed in Schedule I.\nSection 2. A hospital shall keep records. "
        + "A hospital shall be clean. "
        * 60,
    ),
    (
        Relevance.SECONDARY,
        "Relating to retail licenses",
        "A BILL relating to licenses of retailers of tobacco, hemp, beer, and kratom.\n"
        "Be it enacted:\nSection 1. A retailer of tobacco, hemp, beer, or kratom shall hold a"
        " license. " + "A retailer of tobacco shall keep records. " * 60,
    ),
)


@pytest.mark.parametrize(("expected", "title", "words"), RELEVANT)
def test_relevance(expected: Relevance, title: str, words: str) -> None:
    assert read_text(text(words), division=STATE, title=title).relevance is expected
