"""Short bills over every kind of effect, and bills that only name kratom."""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("repeal-plain", "kratom:repeal_regulation",
     "AN ACT repealing the kratom consumer protection act\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Sections 4-61-101 through 4-61-110, the Kratom Consumer Protection Act, "
     "are repealed."),
    ("repeal-catch", "kratom:prohibit kratom:repeal_regulation",
     "An Act to prohibit kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. That a NEW SECTION be added to chapter 34-20B:\n"
     "Any person who sells or possesses kratom commits a Class 1 misdemeanor.\n"
     "Section 2. That § 34-20B-120 be REPEALED:\n"
     "~34-20B-120. Kratom products--Registration with department. No person may sell a "
     "kratom product unless the product is registered.~"),
    ("repeal-then-schedule", "kratom:repeal_regulation kratom:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 4-102 is amended by adding the following to Schedule I: (f) "
     "Mitragynine, the psychoactive substance of the kratom plant.\n"
     "Section 2. Chapter 15, the Kratom Product Act, is repealed in its entirety."),
    ("tax-only", "kratom:tax",
     "An Act relating to taxation; imposing an excise tax on kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Chapter 77 is amended by adding a new section to read: (1) There is "
     "hereby imposed an excise tax at the rate of ten percent of the retail sales price of "
     "each kratom product sold in this state. (2) The tax shall be collected by the "
     "retailer. (3) Revenue shall be deposited in the general fund."),
    ("tax-tobacco-def", "kratom:tax",
     "An Act relating to taxes on certain products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 12-100 is amended to read: 12-100. A tax is levied upon the sale "
     "of tobacco products +and kratom products+ at the rate of 20 percent of the wholesale "
     "cost."),
    ("taskforce", "kratom:study",
     "A resolution creating a task force.\n"
     "Be it resolved by the House of Representatives, the Senate concurring:\n"
     "WHEREAS, kratom is sold in many stores; and\n"
     "WHEREAS, several states have banned the sale of kratom;\n"
     "THEREFORE BE IT RESOLVED that the Kratom Study Task Force is created to study the "
     "safety of kratom products and to recommend legislation by December 1, 2026."),
    ("sevenonly-list", "7-oh:schedule=I analogues:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 195.017 is amended to read: 195.017. 1. The department shall "
     "place a substance in Schedule I if it has high potential for abuse. 2. Schedule I: "
     "(1) The controlled substances listed in this subsection; (2) Any of the following "
     "opiates: (a) Acetylmethadol; (b) Allylprodine; +(c) 7-hydroxymitragynine; (d) "
     "Mitragynine pseudoindoxyl; (e) MGM-15;+ (f) Betaprodine."),
    ("synthetic-ban", "analogues:prohibit",
     "An Act relating to synthetic kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A new section is added to read: A person shall not sell, distribute, or "
     "possess mitragynine pseudoindoxyl, MGM-15, or any other synthetic kratom alkaloid. A "
     "violation is a Class A misdemeanor."),
    ("seven-prohibit-kcpa", "kratom:age_limit=21 kratom:regulate",
     "An Act to adopt the kratom consumer act.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. As used in this act: (a) \"Kratom product\" means a product containing any "
     "part of the leaf of Mitragyna speciosa. (b) \"Processor\" means a person that "
     "manufactures kratom products.\n"
     "Section 2. A processor shall not manufacture, distribute, or sell: (1) A kratom "
     "product that contains a substance that is injurious to health. (2) A kratom product "
     "that contains 7-hydroxymitragynine at a level that exceeds 2 percent of the total "
     "alkaloid content. (3) A kratom product that contains synthetic mitragynine or "
     "synthetic 7-hydroxymitragynine.\n"
     "Section 3. A person shall not sell a kratom product to an individual who is younger "
     "than 21 years of age."),
    ("preempt", "kratom:preempt",
     "An Act relating to local regulation of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A political subdivision of this state shall not adopt or enforce any "
     "ordinance, rule, or regulation that prohibits or regulates the sale of kratom "
     "products. Any such ordinance is preempted and void."),
    ("allow-local", "kratom:allow_local",
     "An Act relating to the powers of counties and cities.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Notwithstanding any other law, the governing body of a county or "
     "municipality may by ordinance prohibit or regulate the sale of kratom within its "
     "boundaries."),
    ("penalty", "kratom:penalty",
     "An Act relating to penalties for kratom offenses.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 39-17-452 is amended to read: 39-17-452. (a) It is an offense to "
     "sell kratom to a person under twenty-one. (b) A violation of this section is a Class "
     "~C~ +A+ misdemeanor."),
    ("vape", "kratom:restrict",
     "An Act relating to vapor products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not manufacture, sell, or offer for sale a kratom product "
     "that is intended to be vaporized, aerosolized, or smoked."),
    ("conv-store", "kratom:restrict",
     "An Act relating to places of sale for kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No gas station or convenience store shall sell or offer for sale any "
     "kratom product. Section 2. Kratom products shall be sold only in establishments "
     "restricted to adults."),
    ("school-dist", "kratom:restrict",
     "An Act relating to kratom near schools.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer shall not sell a kratom product within 1,000 feet of a public "
     "or private school, day care, or playground."),
    ("online", "kratom:age_limit=21 kratom:restrict",
     "An Act relating to the sale of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Kratom may not be sold or shipped to a consumer through the internet or "
     "by mail order.\n"
     "Section 2. A person may not sell kratom to anyone under 21 years of age."),
    ("counter", "kratom:restrict",
     "An Act concerning the display of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retail establishment may not display or offer kratom products for sale "
     "by self-service or from a vending machine."),
    ("food", "kratom:prohibit",
     "An Act relating to food.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Kratom and any food containing kratom is declared to be adulterated, and "
     "shall not be manufactured, sold, or distributed in this state."),
    ("hemp-excl", "",
     "An Act relating to hemp.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. \"Consumable hemp product\" means a finished product that contains hemp. "
     "The term does not include kratom, tianeptine, or nicotine.\n"
     "Section 2. A person shall not sell a consumable hemp product without a license. "
     "Section 3. A consumable hemp product shall not be sold to a person under 21 years of "
     "age."),
    ("hemp-mixed", "",
     "An Act relating to hemp beverages.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A hemp beverage shall not contain alcohol, nicotine, kratom, or any other "
     "intoxicating substance. Section 2. The department shall license each manufacturer of "
     "hemp beverages."),
    ("approp", "",
     "An Act making appropriations for the fiscal year ending June 30, 2027.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. There is appropriated to the department of agriculture for administration "
     "of the kratom program the sum of $250,000. Section 2. There is appropriated to the "
     "department of health $1,000,000."),
    ("school-rule", "",
     "An Act relating to school codes of conduct.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 14 is amended to read: 14. Each school board shall adopt a code "
     "of conduct that addresses the use of tobacco, alcohol, kratom, and other drugs by "
     "students, and shall +post the code on its website+."),
    ("intox", "kratom:age_limit=21",
     "An Act relating to intoxicating products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. \"Intoxicating product\" means a product containing kratom, tianeptine, "
     "phenibut, or nitrous oxide.\n"
     "Section 2. A retailer shall not sell an intoxicating product to a person under 21 "
     "years of age."),
    ("findings-only", "",
     "An Act relating to consumer education.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Findings. The Legislature finds that kratom has been banned in six states "
     "and that no person should sell kratom to minors.\n"
     "Section 2. The department shall publish on its website information on opioid "
     "withdrawal."),
    ("juvenile", "kratom:age_limit=18",
     "An Act concerning minors and kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person who sells, gives, or furnishes kratom to a minor is guilty of a "
     "misdemeanor and shall be punished by a fine of $500."),
    ("whoever", "kratom:prohibit",
     "An Act prohibiting the sale of kratom.\n"
     "Be it enacted by the Senate and House of Representatives in General Court assembled:\n"
     "Section 1. Chapter 94C of the General Laws is hereby amended by inserting after "
     "section 32O the following section: Section 32P. Whoever manufactures, distributes, "
     "dispenses, sells or possesses kratom shall be punished by imprisonment in a jail for "
     "not more than 2 years or by a fine of not more than $2,000."),
    ("ma-class", "kratom:schedule=Class C",
     "An Act relative to kratom.\n"
     "Be it enacted by the Senate and House of Representatives in General Court assembled:\n"
     "SECTION 1. Section 31 of chapter 94C of the General Laws is hereby amended by adding "
     "to Class C the following: (g) Any material, compound, mixture or preparation that "
     "contains any quantity of mitragynine."),
    ("nouns", "kratom:prohibit",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The manufacture, sale, distribution, advertising, and possession of "
     "kratom and kratom products in this state is prohibited."),
    ("fined", "kratom:prohibit",
     "An Act to amend the criminal code.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Any person who shall sell, offer for sale, or give away kratom in any "
     "form shall be fined not less than $100 nor more than $500 for each offense."),
    ("is-crime", "7-oh:prohibit kratom:prohibit",
     "An Act concerning crimes and punishments.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Knowingly or intentionally selling, delivering, or possessing kratom or "
     "7-hydroxymitragynine is a crime of the fourth degree."),
    ("unless-licensed", "kratom:regulate",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It is unlawful for any person to sell, distribute, or manufacture kratom "
     "in this state without a license issued by the department."),
    ("civil", "kratom:regulate",
     "An Act relating to kratom processors.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A processor who sells a kratom product that does not comply with the "
     "labeling requirements of this act is guilty of a Class C misdemeanor.\n"
     "Section 2. A kratom product shall be packaged in child-resistant packaging."),
    ("deemed", "7-oh:prohibit",
     "An Act relating to unfair practices.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It is an unfair and deceptive act or practice for any person to sell, "
     "offer, or advertise a product made with or containing 7-hydroxymitragynine. The "
     "attorney general may bring an action."),
    ("recall", "7-oh:prohibit",
     "An Act prohibiting 7-OH.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person may sell, offer for sale, distribute, or manufacture any "
     "product that contains 7-OH. Section 2. A retailer shall remove 7-OH products from "
     "display within 30 days of the effective date of this act."),
    ("synthetic-and-natural", "7-oh:prohibit analogues:prohibit",
     "An Act relating to concentrated alkaloids.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not possess, sell, or distribute 7-hydroxymitragynine, "
     "mitragynine pseudoindoxyl, or any semi-synthetic kratom alkaloid. Section 2. A "
     "violation of section 1 is a Class 6 felony."),
    ("emergency-order", "7-oh:schedule=I",
     "NOTICE OF EMERGENCY RULE. Department of Health. Pursuant to its authority, the "
     "department hereby temporarily places 7-hydroxymitragynine in Schedule I of the "
     "controlled substances act. This action is necessary to avoid an imminent hazard to "
     "public safety."),
    ("dereg-struck", "kratom:deschedule",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 5-64-203 is amended to read: Schedule I. The following "
     "hallucinogenic substances are listed in Schedule I: (1) Ibogaine; (2) Peyote; ~(3) "
     "Mitragynine;~ (4) Psilocybin."),
    ("unmarked-existing", "7-oh:schedule=I",
     "An Act adding a substance to Schedule I.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 5-64-203 is amended to read: Schedule I. The following "
     "hallucinogenic substances are listed in Schedule I: (1) Ibogaine; (2) Peyote; (3) "
     "Mitragynine; +(4) 7-hydroxymitragynine;+ (5) Psilocybin."),
    ("driving", "",
     "An Act relating to driving under the influence.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not operate a motor vehicle while under the influence of "
     "alcohol, a controlled substance, kratom, or any other intoxicating substance. A "
     "violation is a Class B misdemeanor."),
    ("inmates", "",
     "An Act relating to contraband in prisons.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 9 is amended to read: 9. An inmate shall not possess tobacco, "
     "kratom, or a +wireless communication device+."),
    ("kava-exempt", "kratom:age_limit=21 kratom:regulate",
     "An Act relating to botanical products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer of kratom products shall obtain a permit from the department "
     "of health. A retailer shall not sell a kratom product to an individual under 21 "
     "years of age and shall verify age by government-issued identification. Section 2. "
     "This act does not apply to kava."),
    ("ban-with-exempt", "kratom:prohibit",
     "An Act prohibiting kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (a) No person shall sell, offer for sale, or distribute kratom. (b) This "
     "section does not apply to research conducted by an institution of higher education. "
     "(c) A person who violates subsection (a) shall be liable for a civil penalty of "
     "$1,000."),
    ("if-person", "kratom:prohibit",
     "An Act relating to offenses.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (a) A person commits an offense if the person knowingly manufactures, "
     "delivers, or possesses kratom. (b) An offense under this section is a Class A "
     "misdemeanor."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
