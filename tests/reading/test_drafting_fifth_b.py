"""One class of drafting after another, each as ten drafters would write it: bans by a
term, what is left out of them, bans beside a schedule, penalties and misbranding.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=age` or `=schedule` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

TERMS: tuple[tuple[str, str], ...] = (
    (
        "7-oh:prohibit kratom:prohibit",
        "(1) As used in this article, 'prohibited product' means a product which contains"
        " tianeptine,"
        " mitragynine, or 7-hydroxymitragynine in any amount. (2) It is unlawful for a person"
        " to: (a)"
        " sell, or possess with intent to sell, a prohibited product; or (b) possess a prohibited"
        " product.",
    ),
    (
        "kratom:prohibit",
        '(a) "Banned substance" means kratom, tianeptine, or phenibut. (b) No person shall sell a'
        " banned substance.",
    ),
    (
        "7-oh:prohibit kratom:prohibit",
        '(a) "Gas station drug" means tianeptine, kratom, and any product containing'
        " 7-hydroxymitragynine. (b) The sale of a gas station drug is unlawful.",
    ),
    (
        "7-oh:prohibit analogues:prohibit",
        '(a) "Novel opioid product" means a product containing 7-hydroxymitragynine or mitragynine'
        " pseudoindoxyl. (b) A person may not sell a novel opioid product.",
    ),
    (
        "kratom:prohibit",
        "(a) 'Covered substance' includes mitragynine. (b) A person commits an offense if the"
        " person"
        " sells or possesses a covered substance.",
    ),
    (
        "7-oh:prohibit kratom:prohibit",
        '(a) The term "restricted alkaloid" means mitragynine or 7-hydroxymitragynine, whether'
        " natural or synthetic. (b) No person may manufacture, import, or sell any restricted"
        " alkaloid.",
    ),
    (
        "kratom:prohibit",
        '(a) For purposes of this section, "intoxicating product" means a product that contains'
        " kratom. (b) A person who sells an intoxicating product is guilty of a misdemeanor.",
    ),
    (
        "7-oh:prohibit",
        '(a) "Prohibited product" means a product containing 7-hydroxymitragynine, but does not'
        " include the natural leaf of Mitragyna speciosa. (b) No person shall sell a prohibited"
        " product.",
    ),
)
NATURAL: tuple[tuple[str, str], ...] = (
    (
        "7-oh:prohibit",
        "The following acts are prohibited: (1) The sale of adulterated food. (2) The sale,"
        " delivery"
        " or possession with intent to deliver of a product containing 7-hydroxymitragynine, other"
        " than 7-hydroxymitragynine that naturally occurs in the leaf of Mitragyna speciosa at not"
        " more than two percent of the total alkaloids.",
    ),
    (
        "7-oh:prohibit",
        "No person shall sell a product containing 7-hydroxymitragynine, except where it occurs"
        " naturally in kratom leaf at not more than one percent of the alkaloids.",
    ),
    (
        "7-oh:prohibit",
        "It is unlawful to sell 7-hydroxymitragynine, excluding trace amounts naturally present in"
        " kratom leaf.",
    ),
    (
        "7-oh:prohibit analogues:prohibit",
        "A person may not sell mitragynine pseudoindoxyl or 7-hydroxymitragynine, other than that"
        " found naturally in unprocessed leaf.",
    ),
    (
        "7-oh:prohibit",
        "No person shall sell any product to which 7-hydroxymitragynine has been added.",
    ),
    (
        "7-oh:prohibit",
        "The sale of 7-hydroxymitragynine is prohibited, but this section does not apply to dried"
        " kratom leaf in which it naturally occurs.",
    ),
)
BESIDE_SCHEDULE: tuple[tuple[str, str], ...] = (
    (
        "kratom:prohibit kratom:schedule=I",
        "The board shall by rule classify kratom as a controlled substance in Schedule I.\n"
        "Section 2. It is unlawful for any person to manufacture or deliver kratom. Unlawful"
        " manufacture or delivery of kratom is a Class C felony.",
    ),
    (
        "kratom:prohibit kratom:schedule=I",
        "Kratom is placed in Schedule I.\nSection 2. No person shall sell, distribute, or possess"
        " kratom in this state.",
    ),
    (
        "kratom:schedule=I",
        "Kratom is placed in Schedule I.\nSection 2. A person who possesses kratom, a Schedule I"
        " controlled substance, is guilty of a misdemeanor.",
    ),
)
GRADED: tuple[tuple[str, str], ...] = (
    (
        "kratom:penalty",
        "The code, concerning the penalties for possession of a controlled substance, is amended to"
        " add a subdivision to read as follows: (6)(A) A person who possesses mitragynine, commonly"
        " known as kratom, with an aggregate weight, including an adulterant or diluent, of less"
        " than"
        " four ounces (4 oz.) upon conviction is guilty of a Class A misdemeanor. (B) A person who"
        " possesses four ounces (4 oz.) or more of kratom upon conviction is guilty of a Class D"
        " felony.",
    ),
    (
        "kratom:penalty",
        "Section 12, concerning penalties for possession, is amended to add a subsection to"
        " read: (c)"
        " A person who possesses less than 10 grams of kratom shall be fined not more than $100.",
    ),
    (
        "kratom:penalty",
        "The law on punishment for possession of a controlled substance is amended by adding: (d)"
        " Possession of 28 grams or more of kratom is a felony of the third degree.",
    ),
    (
        "kratom:penalty",
        "The penalties of section 40 are amended by adding: (e) If the controlled substance is"
        " kratom"
        " and the amount is less than one ounce, the offense is a Class C misdemeanor.",
    ),
    (
        "kratom:penalty",
        "Section 5, relating to penalties, is amended by adding: (f) Any person convicted of"
        " possessing two ounces or less of kratom shall be sentenced to not more than 30 days in"
        " jail.",
    ),
    (
        "7-oh:penalty",
        "Section 7, relating to sentencing, is amended by adding: (g) A violation of this chapter"
        " that involves 7-hydroxymitragynine is a Class B felony.",
    ),
    ("kratom:prohibit", "A person who possesses any amount of kratom is guilty of a misdemeanor."),
)
MISBRANDED: tuple[tuple[str, str], ...] = (
    (
        "kratom:regulate",
        "A food is misbranded if it contains any part of the leaf of Mitragyna speciosa and the"
        " label"
        " fails to state the milligrams of mitragynine per serving.",
    ),
    (
        "kratom:regulate",
        "A dietary supplement containing kratom is deemed misbranded unless its label bears the"
        " name"
        " of the processor.",
    ),
    (
        "kratom:regulate",
        "A kratom product is adulterated if it contains a residual solvent above the limits that"
        " the"
        " department sets.",
    ),
    (
        "kratom:regulate",
        "Any food that contains kratom is misbranded if: (a) its label lacks a list of ingredients;"
        " or (b) its label is false.",
    ),
    (
        "kratom:regulate",
        "A food is misbranded if it contains kratom and the label fails to state: a. The milligrams"
        ' of mitragynine per serving; b. "Not for use by individuals under twenty-one years of age'
        ' or by pregnant women".',
    ),
    (
        "kratom:regulate",
        'A package of kratom must bear the words "Not for use by individuals under twenty-one years'
        ' of age".',
    ),
    (
        "kratom:regulate",
        "The label of a kratom product shall state: (1) the quantity of mitragynine; and (2)"
        " that the"
        " product is not for sale to persons under 21 years of age.",
    ),
    (
        "kratom:regulate",
        "Each kratom package shall carry the statement: Keep out of reach of children. Not for sale"
        " to minors.",
    ),
    (
        "kratom:regulate",
        "A retailer shall ensure that each kratom product bears a label that states the amount of"
        " mitragynine.",
    ),
    (
        "kratom:regulate",
        "A kratom product shall be considered misbranded when it is sold without a label that"
        " states"
        " the batch number.",
    ),
)


ALL = (*TERMS, *NATURAL, *BESIDE_SCHEDULE, *GRADED, *MISBRANDED)


@pytest.mark.parametrize(("expected", "words"), ALL)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected
