"""More drafting styles: whole acts, councils, boards, and single words added to existing law."""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

STYLES: tuple[tuple[str, str], ...] = (
    ("kratom:age_limit=21 kratom:regulate",
     "Be it enacted by the Legislature: Section 1. Short title. This chapter may be cited as "
     "the \"Kratom Consumer Protection Act\". Section 2. Definitions. As used in this "
     "chapter: (1) \"Food\" means a food, food product, food ingredient, dietary ingredient, "
     "dietary supplement, or beverage for human consumption. (2) \"Kratom product\" means a "
     "food product containing any part of the leaf of the plant Mitragyna speciosa. (3) "
     "\"Vendor\" means a person who sells, prepares, or maintains kratom products. Section "
     "3. (a) A vendor may not prepare, distribute, sell, or expose for sale any of the "
     "following: (1) a kratom product that is adulterated with a dangerous non-kratom "
     "substance; (2) a kratom product that is contaminated with a dangerous non-kratom "
     "substance; (3) a kratom product containing a level of 7-hydroxymitragynine in the "
     "alkaloid fraction that is greater than two percent of the alkaloid composition of the "
     "product; (4) a kratom product containing any synthetic alkaloids, including synthetic "
     "mitragynine, synthetic 7-hydroxymitragynine, or any other synthetically derived "
     "compounds of the kratom plant. (b) A vendor may not distribute, sell, or expose for "
     "sale a kratom product to an individual under twenty-one years of age. Section 4. A "
     "vendor who violates this chapter is subject to a fine of not more than $500 for the "
     "first offense."),
    ("7-oh:prohibit kratom:prohibit",
     "Be it enacted by the Legislature: Section 1. \"Kratom\" means mitragynine and "
     "7-hydroxymitragynine, whether natural or synthetic. Section 2. It is unlawful for any "
     "person to sell, deliver, or possess kratom."),
    ("kratom:prohibit",
     "Be it enacted by the Legislature: Section 1. (a) Offense. It is a class 2 misdemeanor "
     "for any person to sell, or possess with intent to sell, kratom."),
    ("kratom:prohibit",
     "Be it enacted by the Legislature: Section 1. No retail food establishment or any other "
     "person shall sell, offer for sale, distribute or give away any kratom product."),
    ("kratom:prohibit",
     "ORDINANCE. The City Council of Anytown does ordain: SECTION 1. Section 9.45.020 "
     "Prohibition. No person shall sell, distribute, or offer for sale any kratom product "
     "within the City. SECTION 2. Section 9.45.030. Each violation is an infraction."),
    ("kratom:schedule=V",
     "Be it enacted by the Legislature: Section 1. Section 7 is amended by adding: Schedule "
     "V. (c) Kratom, including its leaves, stems, seeds, and extracts."),
    ("7-oh:schedule=I analogues:schedule=I",
     "Be it enacted by the Legislature: Section 1. Section 7 is amended to read: Schedule I. "
     "(a) The following substances: (1) heroin; +(2) 7-hydroxymitragynine, including any "
     "synthetic form, but not including naturally occurring kratom leaf containing not more "
     "than 2 percent; (3) mitragynine pseudoindoxyl+."),
    ("7-oh:schedule=I",
     "Be it enacted by the Legislature: Section 1. For purposes of this act, any product "
     "containing 7-hydroxymitragynine at a concentration greater than two percent of its "
     "total alkaloids is a Schedule I controlled substance."),
    ("kratom:restrict",
     "Be it enacted by the Legislature: Section 1. Kratom may be dispensed only upon a valid "
     "prescription of a licensed practitioner."),
    ("kratom:age_limit=21 kratom:restrict",
     "Be it enacted by the Legislature: Section 1. A retailer may sell kratom products only "
     "in an area of the store that persons under 21 years of age may not enter, and shall "
     "not sell a kratom product to a person under 21 years of age. Section 2. Kratom "
     "products shall not be sold through a vending machine."),
    ("kratom:regulate",
     "Be it enacted by the Legislature: Section 1. A kratom product shall be sold only in "
     "child-resistant packaging."),
    ("kratom:regulate",
     "Be it enacted by the Legislature: Section 1. Each package of kratom sold in this state "
     "must bear a label that lists all ingredients and the amount of mitragynine per "
     "serving."),
    ("kratom:tax",
     "Be it enacted by the Legislature: Section 1. In addition to all other taxes, an excise "
     "tax is imposed upon the sale of kratom products by a distributor at the rate of 20 "
     "percent of the wholesale price."),
    ("kratom:study",
     "Be it resolved by the Senate: RESOLVED, That the Department of Health is directed to "
     "study the health effects of kratom and report to the General Assembly by January 1, "
     "2027."),
    ("kratom:study",
     "Be it enacted by the Legislature: Section 1. The kratom task force is established to "
     "examine the sale and use of kratom."),
    ("kratom:deschedule",
     "Be it enacted by the Legislature: Section 1. Section 5 is amended by striking "
     "paragraph (73) Mitragynine from Schedule I."),
    ("7-oh:deschedule kratom:deschedule kratom:regulate",
     "Be it enacted by the Legislature: Section 1. Mitragynine and 7-hydroxymitragynine are "
     "removed from the list of Schedule I controlled substances. Section 2. A processor of "
     "kratom products shall obtain a permit from the department."),
    ("kratom:preempt",
     "Be it enacted by the Legislature: Section 1. No political subdivision of this state "
     "may enact, adopt, or enforce any rule, ordinance, or law that prohibits the sale of "
     "kratom products."),
    ("",
     "Be it enacted by the Legislature: Section 1. Section 9 is amended to read: 9. +The "
     "department shall post the list on its website.+ (b) The list includes alcohol, kratom, "
     "and kava."),
    ("",
     "Be it enacted by the Legislature: Section 1. The appropriation for the kratom program "
     "is $10,000."),
    ("kratom:penalty",
     "Be it enacted by the Legislature: Section 1. Section 9 is amended to read: 9. A person "
     "who violates this kratom act is subject to a civil penalty of not more than ~$500~ "
     "+$5,000+."),
    ("kratom:age_limit=21",
     "Be it enacted by the Legislature: Section 1. Section 6 is amended to read: 6. A "
     "retailer shall not sell tobacco~ or~+,+ vapor products+, or kratom+ to a person under "
     "21 years of age."),
    ("kratom:prohibit",
     "Be it enacted by the Legislature: Section 1. Section 6 is amended to read: 6. A person "
     "shall not sell khat~ or~+,+ bath salts+, or kratom+."),
    ("kratom:regulate",
     "Be it enacted by the Legislature: Section 1. Section 2 is amended to read: 2. A "
     "processor shall not sell a kratom product that contains a level of "
     "7-hydroxymitragynine greater than ~two~ +one+ percent of the alkaloid composition."),
    ("kratom:prohibit",
     "STATE OF X EXECUTIVE DEPARTMENT EXECUTIVE ORDER NO. 5. I, Governor, do hereby order "
     "and direct: 1. The sale, offering for sale, and distribution of kratom and kratom "
     "products is prohibited statewide. 2. This Order is effective immediately."),
    ("7-oh:schedule=I kratom:schedule=I",
     "BOARD OF PHARMACY. EMERGENCY RULE. Section 1. The Board hereby schedules mitragynine "
     "and 7-hydroxymitragynine as Schedule I controlled substances. Section 2. This rule is "
     "effective upon filing and remains in effect for 180 days."),
    ("7-oh:schedule=I analogues:schedule=I",
     "EMERGENCY RULE 2ER25-1. 893.03 Schedule I. The Attorney General hereby temporarily "
     "adds the following substances to Schedule I: (a) 7-hydroxymitragynine at a level above "
     "400 ppm; (b) mitragynine pseudoindoxyl."),
    ("kratom:prohibit",
     "Be it enacted by the Legislature: Section 1. It shall be unlawful to knowingly or "
     "intentionally produce, manufacture, distribute, possess, or possess with intent to "
     "distribute any product containing kratom."),
    ("kratom:restrict",
     "Be it enacted by the Legislature: Section 1. A person shall not possess or use kratom "
     "on the grounds of a public school."),
    ("kratom:prohibit",
     "Be it enacted by the Legislature: Section 1. The manufacture, sale, and delivery of "
     "Mitragyna speciosa are illegal, and whoever violates this section is guilty of a "
     "felony."),
    ("kratom:age_limit=18",
     "Be it enacted by the Legislature: Section 1. Whoever knowingly sells or furnishes "
     "kratom to a minor commits a misdemeanor. Section 2. A minor who purchases or possesses "
     "kratom commits an infraction."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), STYLES)
def test_style(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
