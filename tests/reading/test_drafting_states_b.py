"""Whole short bills in the styles of the states, Maine to Nebraska."""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("me-ban", "kratom:prohibit",
     "An Act to Prohibit the Sale of Kratom\n"
     "Be it enacted by the People of the State of Maine as follows:\n"
     "Sec. 1. 22 MRSA c. 558-D is enacted to read:\n"
     "CHAPTER 558-D. KRATOM\n"
     "§2431. Kratom. 1. Prohibition. A person may not manufacture, sell or distribute "
     "kratom in this State.\n"
     "2. Penalty. A person who violates this section commits a Class E crime.\n"
     "SUMMARY. This bill prohibits the sale of kratom."),
    ("me-study", "kratom:study",
     "Resolve, Directing the Department of Health and Human Services to Study Kratom\n"
     "Sec. 1. Department to study kratom. Resolved: That the Department of Health and "
     "Human Services shall study the public health effects of kratom and shall submit a "
     "report with recommendations to the Joint Standing Committee on Health and Human "
     "Services by January 15, 2027.\n"
     "SUMMARY. This resolve directs the department to study kratom."),
    ("ms-schedule", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT TO AMEND SECTION 41-29-113, MISSISSIPPI CODE OF 1972, TO INCLUDE KRATOM IN "
     "SCHEDULE I; AND FOR RELATED PURPOSES.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MISSISSIPPI:\n"
     "SECTION 1. Section 41-29-113, Mississippi Code of 1972, is amended as follows:\n"
     "41-29-113. The controlled substances listed in this section are included in Schedule "
     "I.\n"
     "(d) Hallucinogenic substances. Any material, compound, mixture or preparation which "
     "contains any quantity of the following substances:\n"
     "(1) Bufotenine;\n"
     "(2) Ibogaine;\n"
     "+(3) Mitragynine;+\n"
     "+(4) 7-hydroxymitragynine.+\n"
     "SECTION 2. This act shall take effect and be in force from and after July 1, 2026."),
    ("ms-age7oh", "7-oh:prohibit kratom:age_limit=21",
     "AN ACT TO PROHIBIT THE SALE OF 7-HYDROXYMITRAGYNINE; TO PROVIDE AN AGE FOR THE "
     "PURCHASE OF KRATOM; AND FOR RELATED PURPOSES.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MISSISSIPPI:\n"
     "SECTION 1. It shall be unlawful for any person to sell, purchase or possess any "
     "synthetic or concentrated 7-hydroxymitragynine product. Any person convicted under "
     "this section shall be fined not more than One Thousand Dollars ($1,000.00).\n"
     "SECTION 2. (1) No person under twenty-one (21) years of age shall purchase kratom. "
     "(2) No retailer shall sell kratom to any person under twenty-one (21) years of age.\n"
     "SECTION 3. This act shall take effect and be in force from and after July 1, 2026."),
    ("nv-age", "kratom:age_limit=21",
     "AN ACT relating to kratom; raising the age for the sale of kratom products.\n"
     "THE PEOPLE OF THE STATE OF NEVADA, REPRESENTED IN SENATE AND ASSEMBLY, DO ENACT AS "
     "FOLLOWS:\n"
     "Section 1. NRS 597.998 is hereby amended to read as follows:\n"
     "597.998 1. A person shall not knowingly sell or offer to sell any material, "
     "compound, mixture or preparation containing a kratom product to a child under the "
     "age of ~18~ +21+ years.\n"
     "2. A person who violates this section is subject to a civil penalty of not more than "
     "$1,000."),
    ("nm-ban", "kratom:prohibit",
     "AN ACT RELATING TO PUBLIC HEALTH; PROHIBITING THE SALE OF KRATOM; PRESCRIBING "
     "PENALTIES.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF NEW MEXICO:\n"
     "SECTION 1. [NEW MATERIAL] UNLAWFUL SALE OF KRATOM. A. Unlawful sale of kratom "
     "consists of a person knowingly selling, offering to sell or bartering kratom.\n"
     "B. Whoever commits unlawful sale of kratom is guilty of a misdemeanor and shall be "
     "sentenced pursuant to Section 31-19-1 NMSA 1978."),
    ("nd-ban", "kratom:prohibit",
     "A BILL for an Act to create and enact a new section to chapter 19-03.1 of the North "
     "Dakota Century Code, relating to the prohibition of kratom; and to provide a "
     "penalty.\n"
     "BE IT ENACTED BY THE LEGISLATIVE ASSEMBLY OF NORTH DAKOTA:\n"
     "SECTION 1. A new section to chapter 19-03.1 of the North Dakota Century Code is "
     "created and enacted as follows:\n"
     "Kratom - Prohibition - Penalty.\n"
     "A person is guilty of a class A misdemeanor if the person knowingly possesses, "
     "sells, or distributes kratom."),
    ("nd-sched", "7-oh:schedule=I kratom:schedule=I",
     "A BILL for an Act to amend and reenact subsection 5 of section 19-03.1-05 of the "
     "North Dakota Century Code, relating to the scheduling of controlled substances; and "
     "to declare an emergency.\n"
     "BE IT ENACTED BY THE LEGISLATIVE ASSEMBLY OF NORTH DAKOTA:\n"
     "SECTION 1. AMENDMENT. Subsection 5 of section 19-03.1-05 of the North Dakota Century "
     "Code is amended and reenacted as follows:\n"
     "5. Schedule I. Hallucinogenic substances. Unless specifically excepted, any material "
     "that contains any quantity of the following hallucinogenic substances:\n"
     "a. Peyote.\n"
     "b. Ibogaine.\n"
     "+c. Mitragynine and 7-hydroxymitragynine (kratom).+\n"
     "SECTION 2. EMERGENCY. This Act is declared to be an emergency measure."),
    ("ok-kcpa", "kratom:age_limit=21 kratom:regulate",
     "An Act relating to kratom; creating the Oklahoma Kratom Consumer Protection Act; "
     "providing for codification.\n"
     "BE IT ENACTED BY THE PEOPLE OF THE STATE OF OKLAHOMA:\n"
     "SECTION 1. NEW LAW A new section of law to be codified in the Oklahoma Statutes as "
     "Section 1-1432.1 of Title 63, unless there is created a duplication in numbering, "
     "reads as follows:\n"
     "A. A kratom vendor shall not: 1. Prepare, distribute, sell, or expose for sale a "
     "kratom product that is adulterated with a dangerous nonkratom substance; or 2. "
     "Distribute, sell, or expose for sale a kratom product to an individual under "
     "twenty-one (21) years of age.\n"
     "B. A kratom vendor shall provide on the label of each kratom product the amount of "
     "mitragynine.\n"
     "SECTION 2. This act shall become effective November 1, 2026."),
    ("ok-ban7", "7-oh:prohibit",
     "An Act relating to public health; prohibiting 7-hydroxymitragynine products; "
     "providing penalties.\n"
     "BE IT ENACTED BY THE PEOPLE OF THE STATE OF OKLAHOMA:\n"
     "SECTION 1. NEW LAW A new section of law to be codified in the Oklahoma Statutes as "
     "Section 2-430 of Title 63, reads as follows:\n"
     "A. Any person who knowingly manufactures, sells, or distributes a product containing "
     "7-hydroxymitragynine shall, upon conviction, be guilty of a felony punishable by a "
     "fine not to exceed Five Thousand Dollars ($5,000.00).\n"
     "SECTION 2. This act shall become effective November 1, 2026."),
    ("or-kcpa", "kratom:regulate",
     "A BILL FOR AN ACT Relating to kratom; amending ORS 475C.600.\n"
     "Be It Enacted by the People of the State of Oregon:\n"
     "SECTION 1. (1) A person may not process kratom products for sale in this state "
     "unless the person registers annually with the State Department of Agriculture.\n"
     "(2) The department shall establish by rule requirements for testing and labeling of "
     "kratom products.\n"
     "SECTION 2. Section 1 of this 2026 Act becomes operative on January 1, 2027."),
    ("sc-ban", "kratom:prohibit",
     "A BILL TO AMEND THE SOUTH CAROLINA CODE OF LAWS BY ADDING SECTION 44-53-367 SO AS TO "
     "PROHIBIT THE SALE OF KRATOM.\n"
     "Be it enacted by the General Assembly of the State of South Carolina:\n"
     "SECTION 1. Article 3, Chapter 53, Title 44 of the S.C. Code is amended by adding:\n"
     "Section 44-53-367. (A) It is unlawful for a person to knowingly manufacture, "
     "distribute, dispense, deliver, purchase, or possess kratom.\n"
     "(B) A person who violates this section is guilty of a misdemeanor and, upon "
     "conviction, must be fined not more than one thousand dollars or imprisoned not more "
     "than one year, or both.\n"
     "SECTION 2. This act takes effect upon approval by the Governor."),
    ("sc-sched", "7-oh:schedule=I",
     "A BILL TO AMEND SECTION 44-53-190, CODE OF LAWS OF SOUTH CAROLINA, RELATING TO "
     "SCHEDULE I CONTROLLED SUBSTANCES.\n"
     "Be it enacted by the General Assembly of the State of South Carolina:\n"
     "SECTION 1. Section 44-53-190(B) of the S.C. Code is amended by adding:\n"
     "(93) 7-hydroxymitragynine, except when naturally occurring in kratom leaf in an "
     "amount of not more than one percent.\n"
     "SECTION 2. This act takes effect upon approval by the Governor."),
    ("vt-dereg", "7-oh:deschedule kratom:age_limit=21 kratom:deschedule kratom:regulate",
     "An act relating to the regulation of kratom\n"
     "It is hereby enacted by the General Assembly of the State of Vermont:\n"
     "Sec. 1. 18 V.S.A. chapter 92 is added to read:\n"
     "CHAPTER 92. KRATOM\n"
     "§ 4501. SALE. No person shall sell a kratom product to an individual under 21 years "
     "of age. A kratom product shall bear a label stating the amount of mitragynine in the "
     "product.\n"
     "* * * Regulated Drug Rule * * *\n"
     "Sec. 2. The Department of Health shall amend its Regulated Drug Rule to remove "
     "mitragynine and 7-hydroxymitragynine from the list of Schedule I controlled "
     "substances."),
    ("wv-sched", "7-oh:schedule=I kratom:schedule=I",
     "A BILL to amend and reenact §60A-2-204 of the Code of West Virginia, 1931, as "
     "amended, relating to adding kratom to Schedule I.\n"
     "Be it enacted by the Legislature of West Virginia:\n"
     "ARTICLE 2. STANDARDS AND SCHEDULES.\n"
     "§60A-2-204. Schedule I.\n"
     "(a) Schedule I shall consist of the drugs and other substances, by whatever official "
     "name, listed in this section.\n"
     "(d) Hallucinogenic substances. Any material which contains any quantity of the "
     "following hallucinogenic substances:\n"
     "(1) Alpha-ethyltryptamine;\n"
     "(2) Bufotenine;\n"
     "(3) Ibogaine;\n"
     "+(4) Kratom, including mitragynine and 7-hydroxymitragynine;+"),
    ("wi-legal", "kratom:age_limit=21 kratom:deschedule",
     "AN ACT to repeal 961.14 (7) (mL) and 961.14 (7) (mm); to create 100.70 of the "
     "statutes; relating to: the sale of kratom.\n"
     "The people of the state of Wisconsin, represented in senate and assembly, do enact "
     "as follows:\n"
     "SECTION 1. 100.70 of the statutes is created to read:\n"
     "100.70 Kratom sales. (1) No person may sell a kratom product to an individual who "
     "has not attained the age of 21.\n"
     "SECTION 2. 961.14 (7) (mL) of the statutes is repealed.\n"
     "SECTION 3. 961.14 (7) (mm) of the statutes is repealed.\n"
     "Analysis by the Legislative Reference Bureau: Under current law mitragynine is a "
     "Schedule I controlled substance under 961.14 (7) (mL) and (mm). This bill removes "
     "kratom from Schedule I."),
    ("wi-sched", "7-oh:schedule=I",
     "AN ACT to create 961.14 (7) (mo) of the statutes; relating to: scheduling "
     "7-hydroxymitragynine as a controlled substance.\n"
     "The people of the state of Wisconsin, represented in senate and assembly, do enact "
     "as follows:\n"
     "SECTION 1. 961.14 (7) (mo) of the statutes is created to read:\n"
     "961.14 (7) (mo) 7-hydroxymitragynine, when not naturally occurring in the leaf.\n"
     "SECTION 2. Schedule I is amended accordingly."),
    ("wy-sched", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT relating to controlled substances; adding mitragynine and "
     "7-hydroxymitragynine to schedule I; and providing for an effective date.\n"
     "Be It Enacted by the Legislature of the State of Wyoming:\n"
     "Section 1. W.S. 35-7-1014(d) by creating new paragraphs (xxxi) and (xxxii) is "
     "amended to read:\n"
     "35-7-1014. Substances included in schedule I.\n"
     "(d) Hallucinogenic substances. Any material, compound, mixture or preparation which "
     "contains any quantity of the following:\n"
     "(xxxi) Mitragynine;\n"
     "(xxxii) 7-hydroxymitragynine.\n"
     "Section 2. This act is effective July 1, 2026."),
    ("tx-pg", "7-oh:schedule=Penalty group 2",
     "A BILL TO BE ENTITLED AN ACT relating to the designation of 7-hydroxymitragynine as "
     "a controlled substance.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:\n"
     "SECTION 1. Section 481.103(a), Health and Safety Code, is amended to read as "
     "follows:\n"
     "(a) Penalty Group 2 consists of any quantity of the following hallucinogenic "
     "substances, their salts, isomers, and salts of isomers:\n"
     "5-methoxy-N,N-diisopropyltryptamine;\n"
     "Salvia divinorum;\n"
     "+7-hydroxymitragynine;+\n"
     "Psilocin.\n"
     "SECTION 2. This Act takes effect September 1, 2027."),
    ("tx-kcpa", "kratom:age_limit=18 kratom:regulate",
     "A BILL TO BE ENTITLED AN ACT relating to the regulation of kratom; providing a civil "
     "penalty.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:\n"
     "SECTION 1. Subtitle A, Title 6, Health and Safety Code, is amended by adding Chapter "
     "445 to read as follows:\n"
     "CHAPTER 445. KRATOM. Sec. 445.001. DEFINITIONS. In this chapter: (1) \"Kratom "
     "product\" means a product containing kratom. Sec. 445.003. A processor may not "
     "distribute or sell a kratom product unless it is labeled with the serving size. Sec. "
     "445.005. A person may not distribute, sell, or expose for sale a kratom product to a "
     "person under 18 years of age.\n"
     "SECTION 2. This Act takes effect September 1, 2027."),
    ("fl-7oh", "7-oh:schedule=I",
     "A bill to be entitled An act relating to controlled substances; amending s. 893.03, "
     "F.S.\n"
     "Be It Enacted by the Legislature of the State of Florida:\n"
     "Section 1. Paragraph (a) of subsection (1) of section 893.03, Florida Statutes, is "
     "amended to read:\n"
     "893.03 Standards and schedules. (1) SCHEDULE I. A substance in Schedule I has a high "
     "potential for abuse. The following substances are controlled in Schedule I:\n"
     "(a) Unless specifically excepted or unless listed in another schedule, any of the "
     "following substances, including any of their isomers:\n"
     "1. Acetylmethadol.\n"
     "2. Allylprodine.\n"
     "+3. 7-hydroxymitragynine or products containing concentrated levels of "
     "7-hydroxymitragynine above 1 percent of the total alkaloids.+\n"
     "Section 2. This act shall take effect July 1, 2026."),
    ("ga-penalty", "kratom:penalty",
     "A BILL TO BE ENTITLED AN ACT To amend Article 6A of Chapter 13 of Title 16 of the "
     "Official Code of Georgia Annotated, relating to kratom, so as to revise penalties; "
     "and for other purposes.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF GEORGIA:\n"
     "SECTION 1. Article 6A of Chapter 13 of Title 16 of the Official Code of Georgia "
     "Annotated is amended by revising Code Section 16-13-122 as follows:\n"
     "16-13-122. Any person who violates the provisions of this article relating to kratom "
     "shall be guilty of a misdemeanor and shall be punished by a fine of not more than "
     "~$500.00~ +$5,000.00+.\n"
     "SECTION 2. All laws and parts of laws in conflict with this Act are repealed."),
    ("ks-sched", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT concerning controlled substances; adding kratom to schedule I; amending "
     "K.S.A. 65-4105 and repealing the existing section.\n"
     "Be it enacted by the Legislature of the State of Kansas:\n"
     "Section 1. K.S.A. 65-4105 is hereby amended to read as follows: 65-4105. (a) The "
     "controlled substances listed in this section are included in schedule I.\n"
     "(d) Any material, compound, mixture or preparation that contains any quantity of the "
     "following hallucinogenic substances:\n"
     "(1) Bufotenine 7433\n"
     "(2) Ibogaine 7260\n"
     "+(3) Mitragynine (some trade or other names: kratom)+\n"
     "+(4) 7-hydroxymitragynine+\n"
     "Sec. 2. K.S.A. 65-4105 is hereby repealed.\n"
     "Sec. 3. This act shall take effect and be in force from and after its publication in "
     "the statute book."),
    ("ne-kcpa", "kratom:age_limit=21 kratom:regulate",
     "A BILL FOR AN ACT relating to consumer protection; to adopt the Kratom Consumer "
     "Protection Act.\n"
     "Be it enacted by the people of the State of Nebraska,\n"
     "Section 1. Sections 1 to 6 of this act shall be known and may be cited as the Kratom "
     "Consumer Protection Act.\n"
     "Sec. 2. For purposes of the act, kratom product means a food product or dietary "
     "ingredient containing any part of the leaf of the plant Mitragyna speciosa.\n"
     "Sec. 3. A processor shall not prepare, distribute, advertise, sell, or offer to sell "
     "a kratom product that is adulterated with a dangerous nonkratom substance.\n"
     "Sec. 4. A processor shall not sell a kratom product to an individual under "
     "twenty-one years of age.\n"
     "Sec. 5. A processor shall annually register each kratom product with the Department "
     "of Revenue and pay a fee.\n"
     "Sec. 6. A processor that violates this act is guilty of a Class III misdemeanor."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
