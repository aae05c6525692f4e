"""Bills, ordinances and orders in the drafting styles of many places, and what each does.

Written for these tests. An effect is `substance:effect`, with `=schedule` or `=age` where it has
one.
"""

from __future__ import annotations

import pytest
from making import STATE, text

from regtrack.domain.provisions import Effect
from regtrack.reading.counting import is_effect
from regtrack.reading.model import Reading
from regtrack.reading.reader import read_text


def told(reading: Reading) -> str:
    """The effects of a reading, sorted."""
    found = set()
    for read in reading.provisions:
        provision = read.provision
        if is_effect(provision):
            detail = provision.min_age or provision.schedule
            plain = detail is None or provision.effect is Effect.DESCHEDULE
            name = f"{provision.substance}:{provision.effect}"
            found.add(name if plain else f"{name}={detail}")
    return " ".join(sorted(found))


STYLES: tuple[tuple[str, str], ...] = (
    ("kratom:schedule=I",
     "Be it enacted: Section 1. The Commissioner of Consumer Protection shall adopt "
     "regulations designating kratom as a Schedule I controlled substance."),
    ("7-oh:schedule=I kratom:schedule=I",
     "Be it enacted by the Legislature of Louisiana: Section 1. R.S. 40:964(Schedule I)(C) "
     "is hereby amended and reenacted to read as follows: §964. Composition of schedules. "
     "Schedule I. C. Hallucinogenic substances. Unless specifically excepted, any material "
     "which contains any quantity of the following hallucinogenic substances: (71) "
     "Salvinorin A. +(72) Mitragynine.+ +(73) 7-Hydroxymitragynine.+"),
    ("7-oh:schedule=I kratom:schedule=I",
     "The General Assembly of North Carolina enacts: SECTION 1. G.S. 90-89(1) reads as "
     "rewritten: \"§ 90-89. Schedule I controlled substances. This schedule includes the "
     "controlled substances listed or to be listed by whatever official name. (1) Opiates. "
     "Any of the following opiates: a. Acetylmethadol. b. Allylprodine. +yyyy. Mitragynine.+ "
     "+zzzz. 7-hydroxymitragynine.+\" SECTION 2. This act becomes effective December 1, "
     "2026, and applies to offenses committed on or after that date."),
    ("7-oh:deschedule kratom:deschedule kratom:regulate",
     "AN ACT to repeal 961.14 (7) (mk) and (ml); and to create 94.80 of the statutes; "
     "relating to: kratom products. Analysis by the Legislative Reference Bureau. Under "
     "current law, mitragynine and 7-hydroxymitragynine are Schedule I controlled "
     "substances. This bill removes mitragynine and 7-hydroxymitragynine from the list of "
     "Schedule I controlled substances. The people of the state of Wisconsin, represented in "
     "senate and assembly, do enact as follows: SECTION 1. 94.80 of the statutes is created "
     "to read: 94.80 Kratom. (1) A processor shall register each kratom product with the "
     "department. SECTION 2. 961.14 (7) (mk) and (ml) of the statutes are repealed."),
    ("kratom:age_limit=21",
     "The people of the State of New York, represented in Senate and Assembly, do enact as "
     "follows: Section 1. The public health law is amended by adding a new section 1399-mm-4 "
     "to read as follows: § 1399-mm-4. Kratom. 1. No person, firm or corporation shall sell "
     "or offer for sale kratom or any kratom product to any individual under twenty-one "
     "years of age. § 2. This act shall take effect on the ninetieth day after it shall have "
     "become a law."),
    ("kratom:regulate",
     "Be it enacted by the People of the State of Oregon: SECTION 1. (1) A person may not "
     "sell a kratom product at retail unless the person is registered with the State "
     "Department of Agriculture. SECTION 2. This 2026 Act takes effect on the 91st day after "
     "the date on which the 2026 regular session adjourns sine die."),
    ("kratom:prohibit kratom:repeal_regulation",
     "Be it enacted by the General Assembly: Section 1. A person shall not sell, offer for "
     "sale, or possess kratom. Section 2. The Kratom Consumer Protection Act, chapter 14 of "
     "title 6, is repealed."),
    ("kratom:age_limit=21 kratom:regulate",
     "Be it enacted by the General Assembly of Virginia: 1. That the Code of Virginia is "
     "amended by adding in Chapter 51 of Title 3.2 a section numbered 3.2-5145 as follows: § "
     "3.2-5145. Kratom products. A. It is unlawful for any person to knowingly sell a kratom "
     "product to an individual younger than 21 years of age. B. Any kratom product offered "
     "for retail sale shall be accompanied by a label clearly setting forth the product's "
     "ingredients."),
    ("kratom:age_limit=21 kratom:regulate",
     "SECTION 1. BE IT ENACTED BY THE GENERAL ASSEMBLY OF MARYLAND, That the Laws of "
     "Maryland read as follows: Article - Health - General 21-2D-01. (A) IN THIS SUBTITLE "
     "THE FOLLOWING WORDS HAVE THE MEANINGS INDICATED. (B) KRATOM MEANS ANY PART OF THE "
     "PLANT MITRAGYNA SPECIOSA. 21-2D-02. A RETAILER MAY NOT SELL A KRATOM PRODUCT TO AN "
     "INDIVIDUAL UNDER THE AGE OF 21 YEARS. 21-2D-03. A RETAILER SHALL REGISTER WITH THE "
     "DEPARTMENT BEFORE SELLING A KRATOM PRODUCT. SECTION 2. AND BE IT FURTHER ENACTED, That "
     "this Act shall take effect October 1, 2026."),
    ("kratom:schedule=I",
     "Be It Enacted by the Legislature of the State of Idaho: SECTION 1. That Section "
     "37-2705, Idaho Code, be, and the same is hereby amended to read as follows: 37-2705. "
     "SCHEDULE I. (a) The controlled substances listed in this section are included in "
     "schedule I. (d) Hallucinogenic substances. Any material, compound, mixture or "
     "preparation which contains any quantity of the following hallucinogenic substances: "
     "(1) Dimethoxyphenethylamine; (2) Mescaline; +(49) Mitragynine or mitragyna speciosa, "
     "also known as kratom;+ (50) Psilocybin."),
    ("kratom:schedule=I",
     "BE IT ENACTED BY THE LEGISLATIVE ASSEMBLY OF NORTH DAKOTA: SECTION 1. AMENDMENT. "
     "Subsection 5 of section 19-03.1-05 of the North Dakota Century Code is amended and "
     "reenacted as follows: 5. Hallucinogenic substances. Unless specifically excepted or "
     "unless listed in another schedule, any material containing any quantity of the "
     "following hallucinogenic substances in Schedule I: a. Ibogaine. +b. Mitragynine.+ "
     "SECTION 2. EMERGENCY. This Act is declared to be an emergency measure."),
    ("kratom:prohibit",
     "An ordinance of the City of Oceanside. NOW, THEREFORE, the City Council ordains: "
     "Section 1. Chapter 7 is added: 7.20.010 Kratom prohibited. It shall be unlawful for "
     "any person to possess, sell, offer to sell, deliver or otherwise transfer kratom "
     "within the city. Section 2. This ordinance takes effect thirty days after its "
     "adoption."),
    ("kratom:prohibit",
     "Ordinance No. 26-11. The Board of Supervisors hereby ordains: Section 1. The sale, "
     "distribution, transfer, possession or use of kratom, mitragynine, or any derivative "
     "thereof is hereby prohibited in the unincorporated areas of the County. Section 2. "
     "Penalties. Any person violating this ordinance is guilty of a misdemeanor."),
    ("kratom:restrict",
     "Be it enacted: Section 1. Kratom products may be sold only in a retail store that "
     "restricts admission to persons 21 years of age or older."),
    ("kratom:restrict",
     "Be it enacted: Section 1. No person shall sell a kratom product in a location within "
     "one thousand feet of a school."),
    ("kratom:tax",
     "Be it enacted: Section 1. There is hereby levied an excise tax of ten percent on the "
     "retail sales price of each kratom product sold in this state."),
    ("kratom:tax",
     "Be it enacted: Section 1. A tax is imposed on the privilege of selling kratom products "
     "at retail at the rate of fifteen percent of the gross receipts."),
    ("kratom:study",
     "Be it resolved by the House: Now, therefore, be it resolved, that the Joint Commission "
     "shall study the regulation of kratom and report its findings by December 1, 2026."),
    ("7-oh:schedule=I",
     "Be it enacted: Section 1. Section 5 is amended by adding to Schedule I: (x) "
     "7-hydroxymitragynine, at a concentration above 400 parts per million or above 1 "
     "milligram per container; this does not include natural kratom leaf."),
    ("7-oh:prohibit",
     "Be it enacted: Section 1. It is unlawful to manufacture, sell, offer to sell, or "
     "possess 7-hydroxymitragynine in this state."),
    ("7-oh:prohibit",
     "Be it enacted: Section 1. A person may not sell a product containing concentrated "
     "7-OH."),
    ("kratom:age_limit=18 kratom:regulate",
     "Be it enacted: Section 1. (a) A vendor shall not distribute, sell or expose for sale a "
     "kratom product to an individual under 18 years of age. (b) A vendor shall not prepare "
     "a kratom product that is contaminated with a dangerous non-kratom substance."),
    ("kratom:regulate",
     "Be it enacted: Section 1. Kratom Consumer Protection Act. (1) A dealer who prepares, "
     "distributes, sells, or exposes for sale a food that is represented to be a kratom "
     "product shall disclose on the product label the factual basis upon which that "
     "representation is made. (2) A dealer shall not prepare a kratom product that does not "
     "conform to subsection (1)."),
    ("kratom:preempt kratom:regulate",
     "Be it enacted: Section 1. A processor shall register each kratom product. Section 2. "
     "This act supersedes any ordinance of a political subdivision that regulates kratom "
     "products."),
    ("kratom:allow_local kratom:regulate",
     "Be it enacted: Section 1. A retailer shall obtain a licence to sell kratom products. "
     "Section 2. A city or county may adopt ordinances that are more restrictive as to "
     "kratom products than this act."),
    ("",
     "Be it enacted: Section 1. The board shall report on overdoses, including those from "
     "fentanyl, xylazine, kratom, and tianeptine."),
    ("",
     "WHEREAS, kratom is sold in many stores; NOW, THEREFORE, BE IT RESOLVED, that the "
     "Senate commemorates Kratom Awareness Day."),
    ("kratom:restrict",
     "Be it enacted: Section 1. A person shall not sell or offer for sale a vapor product "
     "that contains kratom."),
    ("kratom:age_limit=21",
     "Be it enacted: Section 1. Section 9 is amended to read: 9. A person shall not sell "
     "kratom to an individual under ~18~ +21+ years of age."),
    ("kratom:penalty",
     "Be it enacted: Section 1. Section 9 is amended to read: 9. A person who sells kratom "
     "to a minor is guilty of a ~misdemeanor~ +class D felony+."),
    ("kratom:schedule",
     "Be it enacted: Section 1. Kratom is a controlled substance under chapter 124."),
    ("7-oh:schedule=I kratom:schedule=III",
     "Be it enacted: Section 1. Section 4 is amended by adding the following: Schedule I: "
     "(z) 7-hydroxymitragynine. Section 2. Section 8 is amended by adding the following: "
     "Schedule III: (n) Mitragynine."),
    ("kratom:deschedule",
     "Be it enacted: Section 1. Section 5 is amended to read: Schedule I. The following "
     "hallucinogenic substances: (1) ibogaine; ~(2) mitragynine, known as kratom;~ (3) "
     "psilocybin."),
    ("kratom:age_limit=21 kratom:regulate kratom:restrict",
     "Be it enacted: Section 1. As used in this act: (1) \"Kratom product\" means a product "
     "containing any part of the leaf of Mitragyna speciosa. Section 2. A kratom retailer "
     "shall not: (a) sell a kratom product to a person under 21 years of age; (b) sell a "
     "kratom product in a form that is combustible or intended for vaporization; (c) sell a "
     "kratom product without a certificate of analysis from an independent laboratory; (d) "
     "sell a kratom product containing synthesized 7-hydroxymitragynine."),
    ("kratom:regulate",
     "Be it enacted: Section 1. The department may adopt rules governing the registration, "
     "testing, and labeling of kratom products."),
    ("7-oh:schedule=I analogues:schedule=I kratom:schedule=I",
     "Be it enacted: Section 1. Section 3719.41 is amended as follows: SCHEDULE I. (C) Any "
     "material containing any quantity of the following hallucinogens: (1) mescaline; +(45) "
     "kratom, mitragynine, 7-hydroxymitragynine, mitragynine pseudoindoxyl, and MGM-15, and "
     "synthetic derivatives of kratom+."),
    ("kratom:prohibit",
     "HEALTH ADVISORY ORDER. The County Health Officer hereby orders: Effective immediately, "
     "no person or business may sell, give away or distribute kratom products in the county."),
    ("kratom:prohibit",
     "Be it enacted: Section 1. Kratom products are declared to be adulterated foods and "
     "shall not be sold or distributed in this state."),
    ("kratom:regulate",
     "Be it enacted: Section 1. A kratom processor shall pay an annual registration fee of "
     "five hundred dollars. The fees collected shall be deposited in the kratom fund."),
    ("kratom:restrict",
     "Be it enacted: Section 1. A person shall not sell kratom by means of a vending machine "
     "or through delivery sales."),
    ("kratom:prohibit",
     "Be it enacted: Section 1. A person commits the offense of unlawful possession of "
     "kratom if the person knowingly possesses any quantity of kratom. Section 2. Unlawful "
     "possession of kratom is a class A misdemeanor."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), STYLES)
def test_style(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
