"""Sentences of bills by their kind, and what each of them does.

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
        "kratom:schedule=I",
        "The list of substances included in Schedule I is amended by adding kratom.",
    ),
    (
        "kratom:schedule=I",
        "The substances listed in Schedule I of section 4 are amended to include mitragynine.",
    ),
    (
        "kratom:penalty",
        "A person who possesses a substance classified in Schedule I that is mitragynine "
        "shall be imprisoned for not more than two years.",
    ),
    (
        "",
        "Any controlled substance listed in Schedule II, such as mitragynine, may be seized.",
    ),
    (
        "kratom:regulate",
        "A kratom product may not be adulterated with a nonkratom ingredient, including any "
        "controlled substance under the Controlled Substances Act.",
    ),
    (
        "kratom:regulate",
        "A processor shall not sell a kratom product that contains a substance listed in "
        "Schedule I.",
    ),
    (
        "",
        "A retailer shall post a placard that lists kratom beside the drugs in Schedule I.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "The department shall place mitragynine and 7-hydroxymitragynine, which are sold in "
        "this state, on Schedule I.",
    ),
    (
        "kratom:penalty",
        "Section 14-5 is amended to read: 14-5. Penalties. (a) A person who sells marijuana "
        "is guilty of a misdemeanor. (b) A person convicted of selling a Schedule I substance "
        "that is kratom: +(1) If less than one ounce, shall be fined $500; (2) If one ounce "
        "or more, shall be imprisoned for two years.+",
    ),
    (
        "7-oh:penalty",
        "Section 135 is amended to read: 135. Trafficking. (a) Heroin. +(x) Any person who "
        "knowingly sells, purchases, or possesses 28 grams or more of 7-hydroxymitragynine "
        "commits a felony of the first degree. If the quantity involved: (1) Is 28 grams or "
        "more, the person shall be sentenced to three years; (2) Is 100 grams or more, seven "
        "years.+",
    ),
    (
        "kratom:penalty",
        "Section 13-231 is amended to read: 13-231. Trafficking; mandatory minimum. (1) "
        "Cannabis. +(18) Any person who knowingly sells, manufactures, delivers, or brings "
        "into this state four grams or more of mitragynine is guilty of a felony, which shall "
        "be known as trafficking in kratom. If the quantity involved is: a. Four grams or "
        "more, but less than 14 grams, the person shall be sentenced to a mandatory minimum "
        "term of three years.+",
    ),
    (
        "kratom:penalty",
        "Section 95 is amended to read: § 95. Violations; penalties. (h)(1) Marijuana. +(4f) "
        "Any person who sells, manufactures, delivers, transports, or possesses 28 grams or "
        "more of mitragynine shall be guilty of a felony which shall be known as trafficking "
        "in mitragynine, and shall be sentenced to a minimum term of 70 months.+",
    ),
    (
        "kratom:prohibit",
        "A person who possesses any quantity of kratom is guilty of a misdemeanor and shall "
        "be fined $500.",
    ),
    (
        "kratom:study",
        "The department shall study the effects of kratom and shall examine whether "
        "7-hydroxymitragynine should be placed in schedule I.",
    ),
    (
        "kratom:study",
        "The stakeholder group on kratom shall examine: (1) whether 7-hydroxymitragynine "
        "should be a Schedule I drug; (2) whether a minimum age of 21 should be set for "
        "kratom products; (3) a tax on kratom.",
    ),
    (
        "kratom:study",
        "(a) The university shall conduct a study of kratom. (b) The university shall "
        "purchase at least 40 kratom products and have them tested by a laboratory for "
        "7-hydroxymitragynine and heavy metals.",
    ),
    (
        "kratom:study",
        "The Department of Health shall study kratom. For the study the department shall "
        "collect samples of kratom products and test each for contaminants and alkaloid "
        "content.",
    ),
    (
        "7-oh:study",
        "The board shall conduct a study of products that contain 7-hydroxymitragynine and "
        "report to the legislature.",
    ),
    (
        "kratom:regulate",
        "The department shall test each kratom product before registration, and a processor "
        "shall label each package.",
    ),
    (
        "kratom:study",
        "The joint interim committee on kratom shall look into registration, labelling and "
        "testing of kratom products in other states and shall report its findings.",
    ),
    (
        "kratom:study",
        "There is created the Kratom Task Force. The task force shall make recommendations on "
        "the licensing of kratom retailers, age verification, and the prohibition of "
        "synthetic 7-hydroxymitragynine.",
    ),
    (
        "7-oh:deschedule kratom:deschedule",
        "The board shall amend its rule by removing from the list of hallucinogenic drugs: "
        "(1) kratom; (2) mitragynine; and (3) 7-hydroxymitragynine.",
    ),
    (
        "kratom:deschedule",
        "The Commissioner of Health shall, by July 1, amend the Regulated Drugs Rule to "
        "delete kratom from the list of regulated drugs.",
    ),
    (
        "kratom:deschedule",
        "The pharmacy board is directed to adopt a rule removing mitragynine from Schedule I.",
    ),
    (
        "kratom:deschedule",
        "Within 90 days the Department shall strike from its schedule of controlled "
        "substances the entry for kratom.",
    ),
    (
        "kratom:schedule=I",
        "The board of pharmacy shall amend its rules to add kratom to Schedule I.",
    ),
    (
        "kratom:deschedule",
        "Notwithstanding any rule to the contrary, kratom shall no longer be listed in "
        "Schedule I by the department, and the department shall conform its rules.",
    ),
    (
        "analogues:schedule=I",
        "Section 9 is amended to read: Schedule I: (1) Heroin; (2) Peyote; +(3) Any synthetic "
        "or semisynthetic alkaloid of Mitragyna speciosa.+",
    ),
    (
        "7-oh:schedule=I analogues:schedule=I",
        "Section 9 is amended to read: Schedule I. (d) Hallucinogenic substances. Any "
        "material which contains any quantity of the following hallucinogenic substances: (1) "
        "Peyote; (2) DMT; +(3) 7-hydroxymitragynine (other names: 7-OH; 7-hydroxy) in any "
        "product in which it exceeds one percent of the alkaloids, and any synthetic or "
        "semisynthetic alkaloid of the plant.+",
    ),
    (
        "analogues:schedule=II",
        "Section 9 is amended to read: Schedule II: (1) Opium; (2) Cocaine; +(3) Synthetic "
        "kratom alkaloids, including chemically altered mitragynine.+",
    ),
    (
        "7-oh:schedule=I analogues:schedule=I",
        "Section 9 is amended to read: Schedule I: (1) Heroin; (2) Peyote; +(3) "
        "7-hydroxymitragynine and its synthetic analogues.+",
    ),
    (
        "kratom:regulate kratom:restrict",
        "A vendor shall not sell any of the following: 1. A kratom product that is "
        "adulterated. A kratom product is adulterated if it is mixed with another substance; "
        "2. A vapor kratom product; or 3. A kratom candy.",
    ),
    (
        "kratom:allow_local",
        "Nothing in this act shall be construed to limit the authority of a county to adopt "
        "stricter requirements for the sale of kratom products.",
    ),
    (
        "kratom:allow_local",
        "A board of health may, after a public hearing, adopt a regulation that forbids "
        "kratom sales in its district.",
    ),
    (
        "kratom:preempt",
        "The regulation of kratom products is reserved exclusively to the state, and any "
        "local ordinance or rule to the contrary is void.",
    ),
    (
        "kratom:preempt",
        "No city, county, or other political subdivision may require a license, tax, or fee "
        "for the sale of kratom products.",
    ),
    (
        "kratom:restrict",
        "Kratom products may be sold only by a pharmacy.",
    ),
    (
        "kratom:restrict",
        "A person may not sell kratom within 1,000 feet of a school, playground, or child "
        "care facility.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
