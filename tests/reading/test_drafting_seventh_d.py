"""More sentences of bills by their kind, and what each of them does.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

#: The only section of a bill.
OTHERS: tuple[tuple[str, str], ...] = (
    (
        "kratom:restrict",
        "A retailer may not sell kratom products by means of a self-service display or a "
        "vending machine.",
    ),
    (
        "kratom:restrict",
        "It is unlawful to deliver or ship kratom products to a consumer in this state by "
        "common carrier.",
    ),
    (
        "kratom:regulate",
        "Kratom products shall be sold only in child-resistant packages.",
    ),
    (
        "kratom:regulate",
        "A person may not market a kratom product as treating a disease.",
    ),
    (
        "kratom:regulate",
        "No kratom product shall contain more than one milligram of 7-hydroxymitragynine per "
        "serving.",
    ),
    (
        "kratom:regulate",
        "Kratom is a food for purposes of this chapter, and kratom products shall comply with "
        "the requirements for the labeling of food.",
    ),
    (
        "kratom:regulate",
        "The department shall establish and maintain a public directory of certified kratom "
        "products; a retailer may sell only products listed in the directory.",
    ),
    (
        "kratom:age_limit=21",
        "It is a civil infraction for a person younger than 21 to possess, purchase, or use a "
        "kratom product.",
    ),
    (
        "kratom:age_limit=21",
        "Kratom; unlawful sale. Whoever sells kratom to a person who has not attained the age "
        "of 21 years shall be fined.",
    ),
    (
        "kratom:age_limit=21",
        "The clerk shall not complete a sale of kratom unless the buyer presents "
        "identification showing that the buyer is at least 21 years of age.",
    ),
    (
        "",
        'The definition of "dietary supplement" does not include kratom for purposes of the '
        "sales tax exemption on food.",
    ),
    (
        "",
        "The Board shall license tobacco retailers. A retailer of tobacco, vapor products, or "
        "alcohol that also sells kratom is not exempt from inspection.",
    ),
    (
        "",
        "For purposes of this section, drug testing of student athletes shall include tests "
        "for kratom and mitragynine.",
    ),
    (
        "",
        "The coroner shall report whether mitragynine was present in each overdose death.",
    ),
    (
        "7-oh:prohibit analogues:prohibit",
        "A person shall not sell, offer for sale, or possess with intent to sell any product "
        "containing 7-hydroxymitragynine as a concentrate, isolate, or synthetic, or "
        "containing mitragynine pseudoindoxyl.",
    ),
    (
        "",
        "Section 9 is amended to read: 9. Retail tobacco. (a) A retailer may not sell kratom "
        "products to a person under 21. (b) A tobacco retailer shall renew its license +every "
        "year+.",
    ),
    (
        "",
        "The lottery commission may not advertise near a store that sells kratom.",
    ),
    (
        "kratom:prohibit",
        "An establishment, person or other entity may not sell, serve or give kratom in any "
        "form to anyone in this state.",
    ),
    (
        "kratom:tax",
        "In addition to the sales tax, a privilege tax at the rate of 6 percent of gross "
        "receipts from the sale of kratom shall be paid by every retailer.",
    ),
    (
        "",
        "The comptroller shall report the revenue from taxes on kratom products collected "
        "last year.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "Kratom products; prohibitions. 1. A person shall not do any of the following: a. "
        "Sell a kratom product to a person who is under the age of twenty-one. b. Sell a "
        "kratom product that contains more than one percent 7-hydroxymitragynine by weight of "
        "alkaloids. c. Sell a kratom product without a label.",
    ),
    (
        "kratom:age_limit=18",
        "The sale of kratom to minors is prohibited.",
    ),
    (
        "kratom:schedule=II",
        "Kratom, including its alkaloids, is hereby designated a schedule II controlled substance.",
    ),
    (
        "7-oh:schedule=I",
        "The Director shall, within thirty days, place 7-hydroxymitragynine in concentrated "
        "form on Schedule I by emergency rule.",
    ),
    (
        "",
        "The Director may consider placing kratom on Schedule I after public hearing.",
    ),
    (
        "kratom:study",
        "The legislative research council shall conduct an interim study on the regulation of "
        "kratom, including labelling, age limits and taxes.",
    ),
    (
        "kratom:repeal_regulation",
        "Article 12 of chapter 19, the Select Plant-Based Derivatives Act as it relates to "
        "kratom, is repealed in its entirety.",
    ),
    (
        "kratom:restrict",
        "Kratom products shall not be sold in a gas station or a convenience store.",
    ),
    (
        "kratom:regulate",
        "Every kratom vendor must keep kratom products behind the counter.",
    ),
    (
        "7-oh:regulate",
        "A product containing 7-hydroxymitragynine shall bear a warning label.",
    ),
    (
        "7-oh:age_limit=21",
        "A person shall not sell a 7-OH product to an individual under 21 years of age.",
    ),
    (
        "kratom:regulate",
        "A kratom product is misbranded if its package resembles candy marketed to children.",
    ),
    (
        "kratom:prohibit",
        "Whoever knowingly sells, offers for sale, or possesses with intent to sell kratom "
        "shall be guilty of a misdemeanor of the second degree.",
    ),
    (
        "kratom:prohibit",
        "Kratom is hereby declared contraband and a public nuisance; its sale and possession "
        "are unlawful.",
    ),
    (
        "",
        "Penalties for the unlawful sale of tobacco shall apply without regard to the sale of "
        "kratom.",
    ),
    (
        "kratom:allow_local",
        "A county may by resolution impose requirements on kratom retailers that are more "
        "stringent than this chapter, including a ban on sales.",
    ),
    (
        "kratom:age_limit=21 kratom:allow_local",
        "(a) No person may sell kratom to anyone under 21. (b) This section does not preempt "
        "a local law that sets a higher age for kratom sales or bans such sales.",
    ),
    (
        "kratom:preempt kratom:regulate",
        "(a) A processor shall test each batch of a kratom product. (b) The department has "
        "exclusive authority over the sale of kratom products, and a local authority may not "
        "regulate it.",
    ),
    (
        "7-oh:prohibit analogues:prohibit kratom:prohibit",
        "A person may not manufacture, distribute, sell, or possess any of the following: (1) "
        "kratom; (2) 7-hydroxymitragynine; or (3) mitragynine pseudoindoxyl.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), OTHERS)
def test_others(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
