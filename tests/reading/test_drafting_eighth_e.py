"""Further sentences of every effect, sentences of none, and short bills.

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
        "kratom:study",
        "The kratom task force shall examine whether a municipality should have authority to "
        "prohibit the sale of kratom by ordinance.",
    ),
    (
        "kratom:regulate",
        "The department has authority to adopt rules on the labeling of kratom products.",
    ),
    (
        "kratom:regulate",
        "A kratom retailer shall keep kratom products behind the counter.",
    ),
    (
        "kratom:regulate",
        "Advertising that a kratom product cures a disease is prohibited.",
    ),
    (
        "kratom:restrict",
        "A person who holds a tobacco retail permit may not sell kratom from the same premises.",
    ),
    (
        "kratom:restrict",
        "Kratom may be sold only in a store that holds a retail tobacco license.",
    ),
    (
        "kratom:restrict",
        "No retailer shall sell kratom within one thousand feet of a school or day care center.",
    ),
    (
        "kratom:restrict",
        "A person may not deliver kratom to a consumer by common carrier.",
    ),
    (
        "kratom:restrict",
        "The sale of kratom vapes is prohibited.",
    ),
    (
        "kratom:age_limit=21",
        "It is a misdemeanor for any person to sell kratom to a person younger than 21.",
    ),
    (
        "kratom:age_limit=21",
        "Kratom shall not be sold to any person who is under 21.",
    ),
    (
        "kratom:age_limit=21",
        "A retailer shall verify by identification that every purchaser of kratom is 21 "
        "years of age or older.",
    ),
    (
        "kratom:age_limit=18",
        "Any person under the age of 18 who possesses kratom commits an infraction.",
    ),
    (
        "kratom:age_limit=21",
        'Section 3 is amended by striking "18" and inserting "21" in the sentence: '
        "It is unlawful to sell kratom to a person under 21 years of age.",
    ),
    (
        "kratom:tax",
        "A privilege tax at the rate of five percent is levied on the gross proceeds of "
        "sales of kratom.",
    ),
    (
        "kratom:tax",
        "Every distributor of kratom shall pay to the state a tax of $1 per ounce.",
    ),
    (
        "",
        "The sale of kratom is exempt from the local sales tax.",
    ),
    (
        "kratom:preempt",
        "A local government may not impose any requirement on kratom products beyond "
        "those of this act.",
    ),
    (
        "kratom:preempt",
        "Regulation of kratom is a matter of statewide concern, and local regulation is "
        "prohibited.",
    ),
    (
        "kratom:allow_local",
        "Cities and counties retain authority to regulate or prohibit kratom.",
    ),
    (
        "kratom:study",
        "The Department of Health shall evaluate the health risks of kratom and report "
        "its findings to the Legislature.",
    ),
    (
        "kratom:study",
        "The legislative council shall consider studying kratom during the interim.",
    ),
    (
        "kratom:schedule=I",
        "The Board shall, by emergency rule, place kratom in Schedule I.",
    ),
    (
        "kratom:schedule=I",
        "Kratom is added to Schedule I.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "Schedule I is amended to include: (a) mitragynine; and (b) 7-hydroxymitragynine.",
    ),
    (
        "kratom:schedule=III",
        "Schedule III includes mitragynine when it is in a product that exceeds 5 percent.",
    ),
    (
        "kratom:deschedule",
        "The commissioner shall remove mitragynine from the schedules of controlled substances.",
    ),
    (
        "kratom:deschedule",
        "Section 7 is amended by deleting item (d)(12) from Schedule I: Mitragynine is removed.",
    ),
    (
        "kratom:repeal_regulation",
        "The act of 2019 known as the Kratom Consumer Protection Act is hereby repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "Section 9 of chapter 5, which requires the registration of kratom processors, "
        "is repealed.",
    ),
    (
        "",
        "Section 4 expires when kratom is listed by the federal government.",
    ),
    (
        "",
        "The state police shall train its officers to recognize kratom.",
    ),
    (
        "",
        "Kratom has been used in Southeast Asia for centuries.",
    ),
    (
        "",
        "The department shall publish information on kratom on its website.",
    ),
    (
        "",
        "A health insurer shall cover treatment for kratom use disorder.",
    ),
    (
        "",
        "A school shall teach pupils about the dangers of kratom.",
    ),
    (
        "",
        "A landlord may evict a tenant who sells kratom.",
    ),
)


#: Whole bills.
BILLS: tuple[tuple[str, str], ...] = (
    (
        "7-oh:deschedule kratom:age_limit=21 kratom:deschedule kratom:regulate",
        "AN ACT relating to kratom products. Analysis by the Legislative Reference "
        "Bureau: Under current law, mitragynine and 7-hydroxymitragynine are Schedule I "
        "controlled substances. This bill removes these substances from the schedule "
        "and regulates kratom products. The people of the state of Wisconsin, "
        "represented in senate and assembly, do enact as follows: SECTION 1. 100.75 of "
        "the statutes is created to read: 100.75 Kratom products. (1) No person may "
        "sell a kratom product unless it is registered with the department. (2) No "
        "person may sell a kratom product to a person under the age of 21. SECTION 2. "
        "961.14 (7) (mk) of the statutes is repealed. SECTION 3. 961.14 (7) (mL) of the "
        "statutes is repealed.",
    ),
    (
        "kratom:repeal_regulation kratom:schedule=I",
        "A BILL to amend and reenact §60A-2-204 of the Code; and to repeal §19-12F-1 "
        "and §19-12F-2, all relating to kratom; placing kratom on Schedule I; and "
        "repealing the kratom regulation act. Be it enacted by the Legislature of West "
        "Virginia: ARTICLE 2. §60A-2-204. Schedule I. (a) The following hallucinogenic "
        "substances: (1) Peyote; (2) Psilocybin; +(3) Kratom.+ ARTICLE 12F. SELECT "
        "DERIVATIVES. §19-12F-1. Definitions. [Repealed.] §19-12F-2. Permits. "
        "[Repealed.]",
    ),
    (
        "kratom:age_limit=21",
        "AN ACT relating to kratom. Be it enacted: Section 1. It is unlawful to sell "
        "kratom to a person under 21 years of age. Section 2. This act shall take "
        "effect July 1, 2026. 26/HR43/R118 ST: Kratom; schedule and set age.",
    ),
    (
        "7-oh:prohibit kratom:regulate",
        "AN ACT concerning kratom. Be it enacted: Section 1. Section 21-2 is amended to "
        "read: 21-2. (a) A retailer may not sell a kratom product that is adulterated. "
        "+(b) A person may not sell a product, other than a kratom product that "
        "conforms to this section, that contains 7-hydroxymitragynine in any amount. "
        "(c) A processor shall register with the department before selling a kratom "
        "product.+",
    ),
)


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), BILLS)
def test_bills(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
