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


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
