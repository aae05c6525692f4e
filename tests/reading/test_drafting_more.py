"""More short bills: other states, councils, boards, and near misses."""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("nh-offense", "kratom:prohibit",
     "AN ACT relative to the sale of kratom.\n"
     "Be it Enacted by the Senate and House of Representatives in General Court convened:\n"
     "1 New Section; Kratom. Amend RSA 318-B by inserting after section 2-d the following "
     "new section:\n"
     "318-B:2-e Kratom. No person shall sell, offer to sell, or distribute in this state "
     "any product containing kratom. Any person who violates this section shall be guilty "
     "of a misdemeanor if a natural person, or guilty of a felony if any other person.\n"
     "2 Effective Date. This act shall take effect January 1, 2027."),
    ("nh-age", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relative to the regulation of kratom.\n"
     "Be it Enacted by the Senate and House of Representatives in General Court convened:\n"
     "1 New Chapter; Kratom. Amend RSA by inserting after chapter 439-A the following new "
     "chapter:\n"
     "CHAPTER 439-B KRATOM\n"
     "439-B:1 Definitions. \"Kratom product\" means a food product or dietary ingredient "
     "containing any part of the leaf of the mitragyna speciosa plant.\n"
     "439-B:2 Sale to Persons Under 21. No person shall sell a kratom product to a person "
     "under 21 years of age.\n"
     "439-B:3 Labels. No dealer shall sell a kratom product that does not have a label "
     "with clear instructions for use.\n"
     "2 Effective Date. This act shall take effect 60 days after its passage."),
    ("ri-sched", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT RELATING TO FOOD AND DRUGS -- UNIFORM CONTROLLED SUBSTANCES ACT\n"
     "It is enacted by the General Assembly as follows:\n"
     "SECTION 1. Section 21-28-2.08 of the General Laws in Chapter 21-28 entitled \"Uniform "
     "Controlled Substances Act\" is hereby amended to read as follows:\n"
     "21-28-2.08. Contents of schedules. Schedule I (a) Schedule I shall consist of the "
     "drugs and other substances listed in this section. (d) Hallucinogenic substances. "
     "Unless specifically excepted, any material that contains any quantity of the "
     "following hallucinogenic substances: (1) Bufotenine (2) Ibogaine +(3) Mitragynine "
     "(4) 7-hydroxymitragynine+\n"
     "SECTION 2. This act shall take effect upon passage."),
    ("tn-offense", "7-oh:prohibit kratom:prohibit",
     "AN ACT to amend Tennessee Code Annotated, Title 39, Chapter 17, Part 4, relative to "
     "kratom.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE:\n"
     "SECTION 1. Tennessee Code Annotated, Section 39-17-438, is amended by adding the "
     "following as a new subsection:\n"
     "(c) (1) It is an offense to knowingly possess, manufacture, sell, or offer for sale "
     "kratom, mitragynine, or 7-hydroxymitragynine.\n"
     "(2) A violation of subdivision (c)(1) is a Class A misdemeanor.\n"
     "SECTION 2. This act takes effect July 1, 2026, the public welfare requiring it."),
    ("tn-delete", "kratom:repeal_regulation",
     "AN ACT to amend Tennessee Code Annotated, Section 39-17-452, relative to kratom.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE:\n"
     "SECTION 1. Tennessee Code Annotated, Section 39-17-452, relative to the sale and "
     "labeling of kratom products, is repealed.\n"
     "SECTION 2. This act takes effect upon becoming a law, the public welfare requiring "
     "it."),
    ("al-sched", "7-oh:schedule=I kratom:schedule=I",
     "A BILL TO BE ENTITLED AN ACT Relating to controlled substances; to amend Section "
     "20-2-23, Code of Alabama 1975; to include kratom in Schedule I.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF ALABAMA:\n"
     "Section 1. Section 20-2-23, Code of Alabama 1975, is amended to read as follows:\n"
     "\"§20-2-23 (a) The controlled substances listed in this section are included in "
     "Schedule I. (b)(4) Any of the following synthetic controlled substances: a. Salvia "
     "divinorum. b. Salvinorin A. +c. Mitragynine. d. 7-hydroxymitragynine.+\"\n"
     "Section 2. This act shall become effective October 1, 2026."),
    ("ar-desched", "7-oh:deschedule kratom:deschedule",
     "AN ACT TO REMOVE KRATOM FROM THE LIST OF CONTROLLED SUBSTANCES; AND FOR OTHER "
     "PURPOSES.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF ARKANSAS:\n"
     "SECTION 1. DO NOT CODIFY. The Department of Health shall remove mitragynine and "
     "7-hydroxymitragynine from the List of Controlled Substances."),
    ("az-amend", "kratom:regulate",
     "AN ACT amending section 36-795.01, Arizona Revised Statutes; relating to kratom "
     "products.\n"
     "Be it enacted by the Legislature of the State of Arizona:\n"
     "Section 1. Section 36-795.01, Arizona Revised Statutes, is amended to read:\n"
     "36-795.01. Kratom products; labels. A. A dealer who sells a kratom product shall "
     "disclose on the product label the basis on which the representation is made. +B. A "
     "dealer shall have each kratom product tested by an accredited laboratory before "
     "sale.+"),
    ("ca-amount", "kratom:age_limit=21 kratom:regulate",
     "An act to add Part 5.5 to Division 104 of the Health and Safety Code, relating to "
     "kratom.\n"
     "The people of the State of California do enact as follows:\n"
     "SECTION 1. Part 5.5 (commencing with Section 110240) is added to Division 104 of the "
     "Health and Safety Code, to read:\n"
     "110242. A kratom product shall not have a level of 7-hydroxymitragynine in the "
     "alkaloid fraction that is greater than 1 percent of the alkaloid composition of the "
     "product.\n"
     "110243. Every kratom product shall be registered with the department.\n"
     "110244. (a) A person shall not sell, offer for sale, or provide a kratom product to "
     "a person under 21 years of age. (b) Packaging of a kratom product shall be child "
     "resistant and shall not be attractive to children."),
    ("ca-ban7", "7-oh:prohibit",
     "An act to add Section 11376 to the Health and Safety Code, relating to public "
     "health.\n"
     "The people of the State of California do enact as follows:\n"
     "SECTION 1. Section 11376 is added to the Health and Safety Code, to read:\n"
     "11376. (a) A person who sells, dispenses, distributes, or gives away any product "
     "containing 7-hydroxymitragynine is guilty of a misdemeanor punishable by "
     "imprisonment in a county jail for not more than six months, or by a fine not "
     "exceeding one thousand dollars ($1,000)."),
    ("ia-sched", "7-oh:schedule=I kratom:schedule=I",
     "An Act adding kratom to the list of schedule I controlled substances, and making "
     "penalties applicable.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF IOWA:\n"
     "Section 1. Section 124.204, subsection 4, Code 2026, is amended by adding the "
     "following new paragraph:\n"
     "NEW PARAGRAPH. cb. Mitragynine and 7-hydroxymitragynine, including their salts, "
     "isomers, and salts of isomers.\n"
     "EXPLANATION The inclusion of this explanation does not constitute agreement with the "
     "explanation's substance. This bill classifies kratom as a schedule I controlled "
     "substance. It is a class C felony to possess kratom with intent to deliver."),
    ("ia-delivery", "kratom:age_limit=21",
     "An Act relating to the sale of kratom to persons under twenty-one years of age.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF IOWA:\n"
     "Section 1. NEW SECTION. 453E.1 Kratom - persons under legal age. 1. A person shall "
     "not sell, give, or otherwise supply any kratom product to any person under "
     "twenty-one years of age. 2. A person under twenty-one years of age shall not "
     "purchase or attempt to purchase any kratom product."),
    ("ky-regulate", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relating to kratom products.\n"
     "Be it enacted by the General Assembly of the Commonwealth of Kentucky:\n"
     "Section 1. KRS 217.2202 is amended to read as follows: (1) +A manufacturer shall "
     "obtain a permit from the cabinet for each kratom product sold in the Commonwealth.+ "
     "(2) A retailer shall not sell kratom to +an individual under the age of twenty-one "
     "(21).+"),
    ("mn-sched", "7-oh:schedule=I",
     "A bill for an act relating to public safety; classifying 7-hydroxymitragynine as a "
     "schedule I controlled substance; amending Minnesota Statutes 2024, section 152.02, "
     "subdivision 2.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MINNESOTA:\n"
     "Section 1. Minnesota Statutes 2024, section 152.02, subdivision 2, is amended to "
     "read:\n"
     "Subd. 2. Schedule I. (a) Schedule I consists of the substances listed in this "
     "subdivision. (b) Opiates. Unless specifically excepted or unless listed in another "
     "schedule, any of the following substances: (1) acetylmethadol; (2) allylprodine; "
     "+(3) 7-hydroxymitragynine;+ (4) benzethidine;"),
    ("mt-task", "kratom:study",
     "A BILL FOR AN ACT ENTITLED: \"AN ACT REQUIRING AN INTERIM STUDY OF KRATOM.\"\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MONTANA:\n"
     "Section 1. Interim study. The children, families, health, and human services interim "
     "committee shall study the sale, safety, and regulation of kratom and report its "
     "recommendations to the 71st legislature."),
    ("ak-city", "kratom:allow_local",
     "\"An Act relating to municipal regulation of kratom.\"\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF ALASKA:\n"
     "Section 1. AS 29.35 is amended by adding a new section to read: Sec. 29.35.148. "
     "Regulation of kratom. Nothing in this title prohibits a municipality from enacting "
     "an ordinance that prohibits the sale of kratom or is more restrictive than state "
     "law."),
    ("city-ban", "kratom:prohibit",
     "ORDINANCE NO. 2026-14. AN ORDINANCE OF THE CITY COUNCIL PROHIBITING THE SALE OF "
     "KRATOM. The City Council does hereby ordain as follows: SECTION 1. Section 8.40.020. "
     "Prohibited. It shall be unlawful and a public nuisance for any person, business, or "
     "other entity to sell, give away, barter, exchange, distribute, or otherwise provide "
     "kratom within the city limits. SECTION 2. Penalty. Violations are punishable by a "
     "fine of up to $500."),
    ("county-minor", "kratom:age_limit=18 kratom:restrict",
     "ORDINANCE. The Board of County Commissioners ordains: Section 1. No retailer shall "
     "sell kratom to any person under eighteen (18) years of age. Section 2. No retailer "
     "shall permit self-service of kratom products."),
    ("mixed-list", "kratom:prohibit",
     "An Act relating to certain substances sold at retail.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person shall sell, offer for sale, or possess with intent to sell "
     "tianeptine, phenibut, kratom, or nitrous oxide."),
    ("conc", "7-oh:prohibit",
     "An Act relating to concentrated 7-hydroxymitragynine.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. \"Concentrated 7-hydroxymitragynine product\" means any product in which "
     "7-hydroxymitragynine exceeds 2 percent of the total alkaloids. Section 2. The "
     "manufacture, sale, or possession of a 7-hydroxymitragynine product is prohibited."),
    ("kcpa-long", "kratom:age_limit=21 kratom:regulate",
     "An Act to create the Kratom Consumer Protection Act.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. This act may be cited as the Kratom Consumer Protection Act.\n"
     "Section 2. Definitions. (a) \"Kratom extract\" means a food product containing any "
     "part of the leaf of the plant Mitragyna speciosa that has been extracted. (b) "
     "\"Kratom product\" means a food product containing any part of the leaf of the plant "
     "Mitragyna speciosa or an extract of it.\n"
     "Section 3. (a) A processor shall not prepare, distribute, sell, or expose for sale "
     "any of the following: (1) A kratom product that is adulterated with a dangerous "
     "non-kratom substance. A kratom product is adulterated if it is mixed with a "
     "non-kratom substance that affects its quality. (2) A kratom extract that contains "
     "levels of residual solvents higher than is allowed in USP 467. (3) A kratom product "
     "containing a level of 7-hydroxymitragynine in the alkaloid fraction that is greater "
     "than two percent of the overall alkaloid composition. (4) A kratom product "
     "containing any synthetic alkaloids including synthetic mitragynine, synthetic "
     "7-hydroxymitragynine, or any other synthetically derived compounds. (5) A kratom "
     "product that does not provide adequate labeling directions.\n"
     "Section 4. A processor shall not distribute, sell, or expose for sale a kratom "
     "product to an individual under 21 years of age.\n"
     "Section 5. A processor who violates Section 3 is subject to an administrative fine "
     "of not more than $500 for the first offense. It is a defense that the processor "
     "relied in good faith on the representation of a manufacturer."),
    ("civil-retail", "kratom:age_limit=21",
     "An Act concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Any retailer, or employee of a retailer, who sells or delivers a kratom "
     "product to a person under the age of twenty-one commits a civil infraction and shall "
     "pay a fine of not more than $250."),
    ("tax-regulate", "kratom:regulate kratom:tax",
     "An Act relating to kratom; levying a tax; requiring licences.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. An excise tax of five percent is levied on the gross receipts from retail "
     "sales of kratom products. Section 2. Every distributor of kratom products shall hold "
     "a licence issued by the department of revenue."),
    ("preempt-kcpa", "kratom:preempt kratom:regulate",
     "An Act relating to kratom product standards.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom product must be labeled with the amount of mitragynine per "
     "serving. Section 2. This act preempts any ordinance of a local government regulating "
     "kratom products."),
    ("driving-2", "",
     "An Act relating to commercial drivers.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 55 is amended to read: 55. +A carrier shall adopt a policy on the "
     "use by drivers of alcohol, cannabis, and kratom.+"),
    ("insurance", "",
     "An Act relating to workers compensation.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The department shall not reimburse a provider for kratom, cannabis, or "
     "any dietary supplement."),
    ("poison", "",
     "An Act relating to poison control.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The poison control center may publish information on substances such as "
     "kratom and tianeptine."),
    ("hemp-def", "",
     "An Act relating to intoxicating cannabinoids.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not sell a hemp product to a person under 21 years of age. "
     "For purposes of this section, \"hemp product\" does not include a kratom product."),
    ("existing-only", "",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 44 is amended to read: 44. Schedule I. The following "
     "hallucinogenic substances are in Schedule I: (1) Ibogaine; (2) Mitragynine; (3) "
     "Peyote; +(4) 4-fluoroamphetamine;+ (5) Psilocybin."),
    ("fed-trigger", "kratom:schedule=I",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Mitragynine is hereby designated a Schedule I controlled substance under "
     "chapter 12. Section 2. The board of pharmacy shall amend its rules to conform."),
    ("chem-list", "7-oh:schedule=I analogues:schedule=I",
     "An Act relating to schedule I.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 3719.41 is amended by adding to Schedule I, hallucinogens: (55) "
     "Mitragynine pseudoindoxyl; (56) MGM-15 (dihydro-7-hydroxymitragynine); (57) "
     "7-hydroxymitragynine (7-OH), except as found naturally in the leaf of the kratom "
     "plant."),
    ("trade-names", "kratom:schedule=I",
     "An Act relating to schedule I.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 10 is amended by inserting in the list of hallucinogenic "
     "substances in Schedule I: \"Mitragyna speciosa. Some trade or other names: kratom, "
     "ketum, thang, biak-biak.\""),
    ("offence-if", "kratom:prohibit",
     "An Act relating to offenses involving kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (1) An individual commits unlawful dealing in kratom if the individual "
     "sells, transfers, or possesses kratom with intent to sell. (2) Unlawful dealing in "
     "kratom is a class C felony."),
    ("shall-be-unlawful", "kratom:prohibit",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The possession, purchase, sale, or use of kratom, in whatever form, shall "
     "be unlawful in this state."),
    ("repeal-schedule", "7-oh:deschedule kratom:deschedule",
     "An Act relating to the lawful sale of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 12 is amended to read: 12. Schedule I. The following "
     "hallucinogenic substances are included in schedule I: (a) Ibogaine; (b) Peyote; ~(c) "
     "Mitragynine; (d) 7-hydroxymitragynine;~ (e) Psilocybin."),
    ("sunset", "kratom:regulate",
     "An Act relating to kratom labels.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A manufacturer of a kratom product shall place on the container a warning "
     "that the product may be habit forming. Section 2. A person who fails to comply with "
     "section 1 is guilty of a misdemeanor."),
    ("exempt-pharm", "kratom:restrict",
     "An Act relating to the dispensing of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not sell kratom except pursuant to a valid prescription "
     "dispensed by a licensed pharmacist."),
    ("vapes2", "7-oh:prohibit kratom:restrict",
     "An Act relating to 7-hydroxymitragynine and smokable kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not sell or offer for sale 7-hydroxymitragynine in any form. "
     "Section 2. A person may not sell a kratom product designed to be smoked, vaporized, "
     "or injected."),
    ("de-age-ban", "kratom:prohibit",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (a) No person may sell or distribute kratom in this state. (b) A person "
     "who sells kratom to an individual under 18 years of age is guilty of a felony; any "
     "other violation is a misdemeanor."),
    ("board-rule", "kratom:prohibit",
     "PUBLIC HEALTH ORDER. Pursuant to section 12, the Commissioner of Health orders: 1. "
     "The sale, distribution, and manufacture of kratom and of products containing kratom "
     "is prohibited in the state effective immediately. 2. Retailers shall remove kratom "
     "from display."),
    ("penalty2", "kratom:penalty",
     "An Act increasing the penalty for unlawful sale of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 88 is amended to read: 88. A person who sells a kratom product to "
     "a minor is guilty of a ~Class C~ +Class A+ misdemeanor."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
