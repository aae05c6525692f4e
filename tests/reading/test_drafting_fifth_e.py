"""One class of drafting after another, each as ten drafters would write it: studies,
taxes, ages, powers and what is left out.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=age` or `=schedule` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

STUDIES: tuple[tuple[str, str], ...] = (
    (
        "kratom:study",
        "During the 2027-28 interim, the legislative management shall consider studying the"
        " availability, potency, and labeling of kratom.",
    ),
    (
        "kratom:study",
        "During the 2027-28 interim, the legislative management shall consider studying the"
        " availability, potency, \nPage No. 2 27.1009.01000\nand labeling of kratom and products"
        " containing it.",
    ),
    (
        "kratom:study",
        "The legislative council shall study, during the interim, the sale of kratom to minors.",
    ),
    (
        "kratom:study",
        "The joint committee on health is directed to examine the regulation, labeling, and"
        " taxation"
        " of kratom during the 2027 interim.",
    ),
    (
        "kratom:study",
        "The interim joint committee on agriculture shall review kratom products and their"
        " registration and report to the legislature.",
    ),
    (
        "kratom:study",
        "The president of the senate shall appoint a committee to inquire into the sale of"
        " kratom and"
        " to report by December 1.",
    ),
    (
        "kratom:study",
        "The department shall prepare a report on the prevalence of kratom use and submit it to the"
        " legislature.",
    ),
    (
        "kratom:study",
        "An interim study of kratom registration and testing shall be undertaken by the"
        " committee on"
        " health.",
    ),
    (
        "kratom:study",
        "The commissioner shall convene a stakeholder group to develop recommendations on the"
        " regulation of kratom.",
    ),
    (
        "kratom:study",
        "There is created the Kratom Task Force, which shall make recommendations on age limits and"
        " labels for kratom.",
    ),
)
POWERS: tuple[tuple[str, str], ...] = (
    (
        "kratom:allow_local",
        "The board of county commissioners may adopt an ordinance regulating the possession of"
        " cigarettes by a person under twenty-one years of age +and may adopt an ordinance to"
        " license, limit the number of, regulate, or prohibit retailers of kratom products+.",
    ),
    (
        "kratom:allow_local",
        "A city or county may adopt an ordinance regarding the sale of kratom to minors which"
        " includes prohibitions in addition to those of this act.",
    ),
    (
        "kratom:allow_local",
        "A municipality may by ordinance require a permit for the sale of kratom and may raise the"
        " age of purchase to 21 years.",
    ),
    (
        "kratom:allow_local",
        "The governing body of a city may license and regulate retailers of kratom.",
    ),
    (
        "kratom:allow_local",
        "The legislative body of a municipality may prohibit the sale of kratom within the"
        " municipality.",
    ),
    (
        "kratom:allow_local",
        "A local board of health may require the testing and labeling of kratom products.",
    ),
    (
        "kratom:allow_local",
        "A county may restrict the location of businesses that sell kratom products.",
    ),
    (
        "kratom:allow_local",
        "Nothing in this section prevents a city from setting a minimum age for the purchase of"
        " kratom above 21 years.",
    ),
)
LEFT_OUT: tuple[tuple[str, str], ...] = (
    (
        "",
        "Nothing in subsection (h) of this section shall apply to dried leaf of Mitragyna speciosa,"
        " in which 7-hydroxymitragynine comprises not more than one percent of the total alkaloid"
        " content by weight.",
    ),
    (
        "",
        "Subsection (a) does not apply to kratom leaf that contains less than one percent"
        " 7-hydroxymitragynine.",
    ),
    (
        "",
        "The prohibition of section 3 does not extend to kratom leaf in which 7-hydroxymitragynine"
        " does not exceed two percent of the alkaloids.",
    ),
)
TAXES: tuple[tuple[str, str], ...] = (
    (
        "kratom:tax",
        "An excise tax of 15 percent is levied on the retail sales price of each retail sale of"
        " kratom products.",
    ),
    (
        "kratom:tax",
        "There is levied an excise tax of $1 an ounce on kratom products sold by a manufacturer.",
    ),
    ("kratom:tax", "Kratom products shall be taxed at the rate of five cents per gram."),
    (
        "kratom:tax",
        "A surcharge of two percent of the gross receipts from the sale of kratom is imposed on"
        " each"
        " retailer.",
    ),
    (
        "kratom:tax",
        "Every distributor shall pay a tax of ten percent of the wholesale price of kratom.",
    ),
    ("kratom:tax", "The rate of the tax on kratom products is eight percent of the sales price."),
    ("kratom:tax", "Sales of kratom are subject to the tax imposed by section 12."),
    (
        "kratom:tax",
        "Each retailer shall collect from the purchaser of kratom a tax equal to five percent.",
    ),
    ("", "Kratom is exempt from the sales tax."),
)
AGES: tuple[tuple[str, str], ...] = (
    (
        "kratom:age_limit=21",
        "No retailer, manufacturer, distributor, jobber, or subjobber, or an agent, employee, or"
        " independent contractor of such a person, may sell or provide for nominal or no"
        " consideration a kratom leaf product to any person under 21 years of age.",
    ),
    (
        "kratom:age_limit=21",
        "An employee of a retailer may not sell kratom to a person under 21 years of age.",
    ),
    ("kratom:age_limit=21", "A clerk may not sell kratom to anyone who is not 21 years of age."),
    (
        "kratom:age_limit=18",
        "It is an infraction for any person to sell or furnish to a minor, or procure for a minor,"
        " kratom.",
    ),
    (
        "kratom:age_limit=21",
        "A seller of kratom shall demand identification of a buyer who appears younger than 30 and"
        " shall refuse a sale to anyone under 21.",
    ),
    ("kratom:age_limit=21", "Only persons 21 years of age or older may purchase kratom."),
    (
        "kratom:age_limit=21",
        "The purchaser of kratom must present identification showing that the purchaser is at least"
        " 21 years old.",
    ),
    (
        "kratom:age_limit=21",
        "Retailers shall verify that the purchaser of a kratom product is 21 years of age or"
        " older.",
    ),
    (
        "kratom:age_limit=18",
        "A parent or guardian may not give kratom to a child under 18 years of age.",
    ),
    (
        "kratom:age_limit=21",
        "A person may not give away kratom samples to persons who have not reached the age of 21.",
    ),
)


ALL = (*STUDIES, *POWERS, *LEFT_OUT, *TAXES, *AGES)


@pytest.mark.parametrize(("expected", "words"), ALL)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected
