"""Sentences that list and unlist, ban, close and rule, and what each of them does.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

#: The only section of a bill.
SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "kratom:schedule",
        "Section 204 of the Controlled Substances Act is amended by adding paragraph "
        "(45) to subsection (d): (45) Mitragynine.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "Section 31 of chapter 94C of the General Laws is hereby amended by adding, "
        "after item (33) of paragraph (c) of CLASS A, hallucinogenic substances listed "
        "in Schedule I, the following items: (34) mitragynine; (35) "
        "7-hydroxymitragynine.",
    ),
    (
        "kratom:schedule=I",
        "Kratom and any salt, isomer, or derivative of it is declared to be a Schedule "
        "I controlled substance.",
    ),
    (
        "kratom:schedule=III",
        "The Board of Pharmacy shall reclassify mitragynine as a Schedule III "
        "controlled substance by rule.",
    ),
    (
        "7-oh:schedule=I",
        "Subsection (c) of Schedule I is further amended by inserting in alphabetical "
        "order: 7-hydroxymitragynine.",
    ),
    (
        "kratom:schedule=I",
        "There is added to Schedule I the following: mitragynine.",
    ),
    (
        "kratom:schedule=V",
        "Schedule V shall also include any compound that contains mitragynine.",
    ),
    (
        "7-oh:schedule=I",
        "For the purposes of this chapter, 7-hydroxymitragynine shall be treated as a "
        "controlled substance in Schedule I.",
    ),
    (
        "",
        "A person who sells a controlled substance in Schedule I to a patient treated "
        "for kratom dependence is guilty of a felony.",
    ),
    (
        "",
        "The department shall publish on its website which states list kratom in Schedule I.",
    ),
    (
        "7-oh:schedule=II",
        "Transfer 7-hydroxymitragynine to Schedule II: 7-hydroxymitragynine is "
        "transferred to Schedule II of the Uniform Controlled Substances Act.",
    ),
    (
        "7-oh:schedule=I",
        "Section 14 is amended to read: Schedule I. The following hallucinogenic "
        "substances: (1) Peyote; (2) Ibogaine; +(3) 7-hydroxymitragynine. (b) Nothing "
        "in paragraph (3) applies to the leaf of the plant Mitragyna speciosa.+",
    ),
    (
        "7-oh:schedule=I",
        "Section 14 is amended to read: Schedule I. The following hallucinogenic "
        "substances: (1) Peyote; (2) Ibogaine; +(3) 7-hydroxymitragynine; provided that "
        "this paragraph shall not apply to the leaf of Mitragyna speciosa.+",
    ),
    (
        "7-oh:schedule=I",
        "Section 14 is amended to read: Schedule I. The following hallucinogenic "
        "substances: (1) Peyote; (2) Ibogaine; +(3) 7-hydroxymitragynine. This "
        "subsection does not apply to kratom leaf that contains no more than 1 percent "
        "of it.+",
    ),
    (
        "7-oh:schedule=I",
        "Section 14 is amended to read: Schedule I. The following opiates: (1) "
        "Alfentanil; (2) Brorphine; +(3) 7-hydroxymitragynine, its salts, including any "
        "synthetic or semi-synthetic form; except that the term shall not include "
        "naturally occurring amounts in kratom leaf.+",
    ),
    (
        "kratom:schedule=I",
        "Section 14 is amended to read: Schedule I. The following opiates: (1) "
        "Alfentanil; (2) Brorphine; +(3) Mitragynine, including any natural or "
        "synthetic form; provided, however, that this item shall not apply to approved "
        "drugs.+",
    ),
    (
        "kratom:deschedule",
        "Section 14-3 is amended by striking paragraph (36), mitragynine, from Schedule I.",
    ),
    (
        "7-oh:deschedule kratom:deschedule",
        "Mitragynine and 7-hydroxymitragynine are hereby stricken from the list of "
        "Schedule I controlled substances.",
    ),
    (
        "kratom:deschedule",
        "The entry for mitragynine in Schedule I is repealed.",
    ),
    (
        "kratom:deschedule",
        "Notwithstanding any other law, kratom is not a controlled substance in this state.",
    ),
    (
        "kratom:deschedule",
        'Schedule I is amended by deleting the words "Mitragynine" and "Mitragyna speciosa".',
    ),
    (
        "kratom:deschedule",
        "Kratom may not be scheduled or treated as a controlled substance under chapter "
        "12 and is removed from the schedules.",
    ),
    (
        "kratom:prohibit",
        "No person may sell, deliver, or possess kratom.",
    ),
    (
        "kratom:prohibit",
        "It is unlawful to sell kratom.",
    ),
    (
        "kratom:prohibit",
        "The sale, distribution, and possession of kratom is prohibited.",
    ),
    (
        "kratom:prohibit",
        "A person who knowingly sells or possesses kratom is guilty of a Class A misdemeanor.",
    ),
    (
        "kratom:prohibit",
        "Any person who sells kratom commits a petty offense.",
    ),
    (
        "kratom:prohibit",
        "Whoever sells, offers for sale or gives away any kratom shall be punished by a "
        "fine of not more than $500.",
    ),
    (
        "kratom:prohibit",
        "A person commits the crime of unlawful possession of kratom if the person "
        "knowingly possesses kratom.",
    ),
    (
        "kratom:prohibit",
        "Kratom shall not be sold, offered for sale, or distributed in this state.",
    ),
    (
        "kratom:prohibit",
        "Kratom is an illegal substance, and its sale is a violation of this section.",
    ),
    (
        "kratom:prohibit",
        "It shall be a deceptive trade practice to sell kratom.",
    ),
    (
        "7-oh:prohibit",
        "A person may not sell a product, other than natural kratom leaf, that contains "
        "7-hydroxymitragynine in any amount.",
    ),
    (
        "7-oh:prohibit",
        "No retailer or other person shall sell a product that contains "
        "7-hydroxymitragynine, other than a kratom product that complies with this "
        "chapter.",
    ),
    (
        "7-oh:prohibit",
        "A 7-OH product may not be sold in this state. A 7-OH product means any product "
        "in which 7-hydroxymitragynine is above two percent of all alkaloids.",
    ),
    (
        "7-oh:prohibit",
        '"7-OH product" means any product with a concentration of '
        "7-hydroxymitragynine above 1 percent. It is unlawful to sell a 7-OH product.",
    ),
    (
        "7-oh:prohibit",
        "A person shall not sell a 7-OH product, which means any product above two "
        "percent of 7-hydroxymitragynine.",
    ),
    (
        "analogues:prohibit",
        "No person shall manufacture or sell mitragynine pseudoindoxyl or MGM-15.",
    ),
    (
        "7-oh:prohibit kratom:prohibit",
        '(1) "Kratom product" means any product that contains kratom, mitragynine, or '
        "7-hydroxymitragynine. (2) No person shall sell kratom or a kratom product.",
    ),
    (
        "kratom:prohibit",
        '(1) "Kratom product" means any product that contains any part of the leaf of '
        "Mitragyna speciosa. (2) No person shall sell a kratom product.",
    ),
    (
        "",
        "A court may prohibit a probationer from using kratom.",
    ),
    (
        "",
        "An employer may prohibit its employees from possessing kratom at work.",
    ),
    (
        "kratom:regulate",
        "A retailer shall not sell any of the following: (1) A kratom product that is "
        "adulterated. (2) A kratom product containing synthesized material, including "
        "synthetic mitragynine or synthetic 7-hydroxymitragynine. (3) A kratom product "
        "made to look like candy.",
    ),
    (
        "kratom:regulate",
        "No processor shall distribute: (a) a kratom product containing a poisonous "
        "substance; or (b) a kratom product containing fentanyl.",
    ),
    (
        "kratom:regulate",
        "A person may not sell a kratom product containing any alkaloid that was not "
        "taken from the leaf.",
    ),
    (
        "kratom:restrict",
        "A licensee that serves alcohol may not sell kratom on the premises.",
    ),
    (
        "kratom:restrict",
        "The holder of a retail liquor license shall not sell or offer kratom on the "
        "licensed premises.",
    ),
    (
        "kratom:restrict",
        "Kratom may be sold only face to face.",
    ),
    (
        "kratom:restrict",
        "A person may not sell kratom from a vending machine.",
    ),
    (
        "kratom:restrict",
        "No gas station shall sell kratom.",
    ),
    (
        "kratom:restrict",
        "It is unlawful to sell kratom in a form that may be inhaled.",
    ),
    (
        "kratom:restrict",
        "Kratom may be dispensed only upon the prescription of a physician.",
    ),
    (
        "kratom:restrict",
        "No person shall ship kratom to a consumer in this state by mail order.",
    ),
    (
        "kratom:restrict",
        "A kratom product may not be sold in the form of a gummy or candy.",
    ),
    (
        "kratom:restrict",
        "Retail sale of kratom is limited to stores that admit only persons 21 years of "
        "age or older.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
