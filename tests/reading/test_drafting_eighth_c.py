"""Further sentences in the forms of a ban and what bounds it, and what each of them does.

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
        "kratom:repeal_regulation",
        "Title 6, chapter 3, article 9, the Kratom Safety Act, is repealed.",
    ),
    (
        "kratom:regulate kratom:repeal_regulation",
        "Kratom standards. (a) A processor shall register each kratom product. Section "
        "2. The Kratom Control Act is repealed.",
    ),
    (
        "kratom:regulate",
        "Chapter 45 (kratom) is repealed and reenacted to read: 45-1. A processor shall "
        "register each kratom product.",
    ),
    (
        "",
        "The kratom advisory fund is repealed on July 1, 2030.",
    ),
    (
        "kratom:repeal_regulation",
        "Laws 2023, chapter 11, the kratom registration program, is hereby abolished and repealed.",
    ),
    (
        "7-oh:prohibit",
        "It is unlawful to sell, give or possess any product that contains "
        "7-hydroxymitragynine, except for a kratom product that meets the limits of "
        "section 4.",
    ),
    (
        "7-oh:prohibit",
        "A substance, other than the dried leaf of kratom, that contains "
        "7-hydroxymitragynine shall not be sold in this state.",
    ),
    (
        "kratom:regulate",
        "A processor shall not sell a kratom product containing a controlled substance.",
    ),
    (
        "kratom:regulate",
        "A retailer may not sell kratom products containing nicotine or alcohol.",
    ),
    (
        "kratom:prohibit",
        "A person may not sell any product containing kratom.",
    ),
    (
        "kratom:prohibit",
        "No person shall offer for sale a kratom product containing mitragynine.",
    ),
    (
        "kratom:regulate",
        "It is unlawful to sell a kratom product that resembles candy.",
    ),
    (
        "kratom:restrict",
        "It is unlawful to sell a kratom gummy or a kratom candy.",
    ),
    (
        "kratom:age_limit=21",
        "It is unlawful to furnish kratom to an individual who has not attained the age "
        "of 21 years.",
    ),
    (
        "kratom:age_limit=21",
        "A retailer shall refuse to sell kratom to any person who does not present a "
        "driver's license that shows that the person is 21 years of age or older.",
    ),
    (
        "kratom:age_limit=19",
        "Persons under nineteen years of age may not purchase or possess kratom.",
    ),
    (
        "",
        "A person who is under 21 years of age may not work in a store that sells kratom.",
    ),
    (
        "kratom:age_limit=21",
        "Section 2 is amended to read: 2.1 1. A retailer shall not sell kratom products "
        "which: (a) Contain lead; (b) Lack a label that states: (1) the weight; (2) the "
        "maker. 2. A retailer shall not sell kratom products to a person less than ~18~ "
        "+21+ years of age.",
    ),
    (
        "kratom:regulate",
        "The director may order the recall of a kratom product that endangers public health.",
    ),
    (
        "kratom:regulate",
        "Kratom that is found to exceed the limits set by rule is subject to seizure "
        "and destruction and shall not be sold.",
    ),
    (
        "kratom:regulate",
        "No kratom product may be offered for sale unless its label lists the alkaloid "
        "content, as prescribed by the department.",
    ),
    (
        "kratom:regulate",
        "A kratom product shall be sold in child-resistant packaging.",
    ),
    (
        "kratom:regulate",
        "A kratom processor shall pay an annual registration fee of $500 to the department.",
    ),
    (
        "",
        "The department may accept gifts for research on kratom.",
    ),
    (
        "",
        "A person does not violate this section by holding kratom for export.",
    ),
    (
        "kratom:restrict",
        "Kratom products may be sold only in person at the retailer's place of business.",
    ),
    (
        "kratom:restrict",
        "A bar that is licensed to sell liquor may not sell kratom.",
    ),
    (
        "kratom:restrict",
        "A permittee who sells beer for consumption may not offer kratom drinks.",
    ),
    (
        "kratom:restrict",
        "Only a pharmacist may dispense kratom.",
    ),
    (
        "kratom:restrict",
        "Sale of kratom through the internet is prohibited.",
    ),
    (
        "kratom:restrict",
        "A retailer shall not give away samples of kratom.",
    ),
    (
        "kratom:restrict",
        "Kratom shall not be added to food or drink sold at a restaurant.",
    ),
    (
        "kratom:restrict",
        "No kratom shall be sold within 500 feet of a school.",
    ),
    (
        "kratom:tax",
        "A retailer shall pay an excise on kratom products equal to 12 percent of the "
        "wholesale price.",
    ),
    (
        "kratom:tax",
        "In addition to all other taxes, kratom products are taxed at 10 percent.",
    ),
    (
        "",
        "Revenue from the taxation of tobacco may be used for the treatment of kratom addiction.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
