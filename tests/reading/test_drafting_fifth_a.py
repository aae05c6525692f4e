"""One class of drafting after another, each as ten drafters would write it: what is closed to it.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

VENDING: tuple[tuple[str, str], ...] = (
    (
        "kratom:restrict",
        "A retailer shall not permit the operation of a vending machine that dispenses kratom.",
    ),
    ("kratom:restrict", "No vending machine may contain or dispense a kratom product."),
    (
        "kratom:restrict",
        "The owner of premises may not allow a vending machine from which kratom may be purchased"
        " to be placed on the premises.",
    ),
    (
        "kratom:restrict",
        "Kratom products shall not be offered from any coin-operated or self-service device.",
    ),
    (
        "kratom:restrict",
        "It is unlawful to install, maintain, or use a machine that vends kratom products.",
    ),
    (
        "kratom:restrict",
        "A person may not sell or dispense a kratom product by means of a vending machine.",
    ),
    (
        "kratom:age_limit=18 kratom:restrict",
        "No retailer shall sell kratom (1) to a minor, or (2) by vending machine.",
    ),
    (
        "kratom:age_limit=21 kratom:restrict",
        "A retailer may not sell kratom to a person under 21 years of age or through a vending"
        " machine, drive-through window, or self-service kiosk.",
    ),
    ("kratom:restrict", "Vending machine sales of kratom products are prohibited."),
    (
        "kratom:restrict",
        "The sale of kratom products by vending machine is permitted only in establishments that"
        " persons under 21 may not enter.",
    ),
)
PLACES: tuple[tuple[str, str], ...] = (
    (
        "kratom:regulate kratom:restrict",
        "(a) No person shall sell kratom unless the person holds a kratom endorsement. (b) A kratom"
        " endorsement shall not be issued for premises located within 300 feet of a school.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "The department shall not issue a kratom retail license for a location within 1,000 feet of"
        " a school or playground.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "A permit to sell kratom may not be granted to an applicant whose premises are within 500"
        " feet of a church.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "No license for the retail sale of kratom shall be granted for any premises within five"
        " hundred feet of a public park.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "An applicant for a kratom permit must show that the place of business is not within 1,000"
        " feet of a school.",
    ),
    ("kratom:restrict", "A kratom retailer shall not be located within 1,000 feet of a school."),
    (
        "kratom:restrict",
        "A kratom retail establishment may not be located in a residential zone or within 200 yards"
        " of a child care center.",
    ),
    (
        "kratom:restrict",
        "No establishment that sells kratom shall be situated within one mile of an institution of"
        " higher education.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "The commissioner shall deny a kratom license where the premises are within 300 feet of a"
        " school.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "A license for kratom sales may be issued only for adult-only premises.",
    ),
)
FORMS: tuple[tuple[str, str], ...] = (
    (
        "kratom:regulate kratom:restrict",
        "A person shall not sell a kratom product that: (a) Is adulterated; (b) Is designed to be"
        " inhaled through an electronic smoking device; or (c) Does not bear a label.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "A retailer may not sell a kratom product that: (1) is in the form of candy; (2) may be"
        " vaporized; or (3) contains more than 2 percent 7-hydroxymitragynine.",
    ),
    (
        "kratom:restrict",
        "The following kratom products may not be sold: (a) products intended for inhalation; (b)"
        " gummies and candies.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "The board shall not register a kratom product that contains a synthetic alkaloid or"
        " that is"
        " in the form of a candy, beverage, or vaporizer cartridge.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "The commissioner shall refuse to register any kratom product intended to be smoked or"
        " inhaled.",
    ),
    (
        "kratom:restrict",
        "A kratom product must not be manufactured in a form that can be smoked, vaped, or"
        " injected.",
    ),
    ("kratom:restrict", "A kratom product shall be sold only as a powder, capsule, or loose leaf."),
    (
        "kratom:restrict",
        "Kratom gummies, kratom candies, and kratom vaporizer cartridges are prohibited.",
    ),
    ("kratom:restrict", "No kratom product shall be designed to be inhaled."),
    (
        "kratom:restrict",
        "A processor shall not make a kratom product for use in an electronic smoking device.",
    ),
)
ADULTS: tuple[tuple[str, str], ...] = (
    (
        "kratom:restrict",
        "Kratom may be sold only from a location where no person under 21 years of age is permitted"
        " to enter.",
    ),
    (
        "kratom:restrict",
        "A retailer may sell kratom products only in an area that persons under 21 are not"
        " allowed to"
        " enter.",
    ),
    (
        "kratom:restrict",
        "Kratom products may be sold only at establishments to which minors are not admitted.",
    ),
    (
        "kratom:restrict",
        "No person may sell kratom except in a store that prohibits the entry of persons under 21"
        " years of age.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "Kratom products shall be displayed and sold only in a section of the store inaccessible to"
        " persons under 21 years of age.",
    ),
    (
        "kratom:restrict",
        "The retail sale of kratom is limited to stores that bar entry to anyone younger than 21.",
    ),
    (
        "kratom:restrict",
        "A person may not sell kratom at a location where persons under 21 years of age are"
        " permitted.",
    ),
)
LICENCES: tuple[tuple[str, str], ...] = (
    (
        "kratom:regulate",
        "Unless a person has a business license endorsement for each location or outlet in a"
        " building"
        " at which the person sells kratom products, the person may not sell kratom products as a"
        " retailer at that location.",
    ),
    (
        "kratom:regulate",
        "A separate license is required for each place of business at which kratom is sold.",
    ),
    (
        "kratom:regulate",
        "A person may not sell kratom at any location without a permit for that location.",
    ),
    (
        "kratom:regulate",
        "A retailer that sells kratom at more than one location shall hold a license for each"
        " location.",
    ),
    (
        "kratom:regulate",
        "The license shall be displayed at each premises where kratom products are sold.",
    ),
)
TRADES: tuple[tuple[str, str], ...] = (
    (
        "kratom:restrict",
        "A cottage food operator may not sell food containing kratom, alcohol, or raw milk.",
    ),
    ("kratom:restrict", "A home-based vendor shall not sell kombucha, kratom, or cannabis."),
    (
        "kratom:restrict",
        "A mobile food unit may not serve any food or beverage that contains kratom.",
    ),
    ("kratom:restrict", "Food sold at a farmers market may not contain kratom."),
    ("kratom:restrict", "A hemp dispensary shall not sell kratom."),
    ("kratom:restrict", "No pharmacy may sell kratom."),
    ("kratom:restrict", "A tattoo parlor may not sell kratom products on its premises."),
    ("kratom:restrict", "The holder of an alcohol retail license may not sell kratom."),
    (
        "kratom:restrict",
        "A cottage food operator may sell only to an informed end consumer, and may not sell food"
        " containing kratom.",
    ),
    (
        "kratom:restrict",
        "A massage establishment shall not offer or sell kratom tea to its clients.",
    ),
)
SUCH: tuple[tuple[str, str], ...] = (
    (
        "kratom:age_limit=21 kratom:restrict",
        "No person shall sell a kratom product to a person under 21 years of age. No person shall"
        " sell any such product within 1,000 feet of a school.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "(a) Each kratom product shall be registered with the department. (b) Such product shall"
        " not"
        " be sold by vending machine.",
    ),
    (
        "kratom:allow_local kratom:restrict",
        "The general statutes shall be amended to (1) authorize the legislative body of a"
        " municipality to adopt an ordinance limiting the sale of any product containing kratom,"
        " and"
        " (2) prohibit the sale of any such product by an establishment that is located within one"
        " thousand feet of a school.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "A retailer of kratom products shall obtain a permit. The retailer shall not sell these"
        " products to a person under 21 years of age.",
    ),
    (
        "kratom:age_limit=18 kratom:restrict",
        "Kratom shall be kept behind a counter. No such product may be sold over the internet or to"
        " a minor.",
    ),
    (
        "kratom:restrict",
        "A person shall not sell kratom, or a product containing kratom, in a gas station, and"
        " shall"
        " not sell those products online.",
    ),
)


ALL = (*VENDING, *PLACES, *FORMS, *ADULTS, *LICENCES, *TRADES, *SUCH)


@pytest.mark.parametrize(("expected", "words"), ALL)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected
