"""Schedules: the forms of their lists, sentences, repeals and triggers.

Written for these tests, each with its coding before the rules saw it.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("repeal-cited-schedule", "kratom:deschedule",
     "An Act to repeal the listing of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 20-2-23(b)(4)g., Code of Alabama 1975 (listing kratom as a Schedule I "
     "controlled substance), is repealed.\n"
     "SECTION 2. This act shall become effective October 1, 2026."),
    ("repeal-cited-relating", "7-oh:deschedule kratom:deschedule",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Paragraphs 36 and 37 of subsection D of section 5-64-204, relating to "
     "mitragynine and 7-hydroxymitragynine as Schedule I controlled substances, are repealed."),
    ("class-b-to-a", "kratom:penalty",
     "An Act concerning penalties.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 12 is amended to read: 12. A person who knowingly sells kratom in "
     "violation of this section is guilty of a Class ~B~ +A+ misdemeanor and shall be fined "
     "not more than ~$500~ +$1,000+."),
    ("lettered", "kratom:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 124.204, Code 2026, is amended by adding the following new "
     "paragraphs: NEW PARAGRAPH. bq. Mitragynine (some trade or other names: kratom).\n"
     "Schedule I."),
    ("dotted", "7-oh:schedule=I kratom:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 39-14-1 is amended to read: 39-14-1. Schedule I consists of the drugs "
     "and other substances listed in this section. (d) Hallucinogenic substances. Unless "
     "specifically excepted, any material, compound, mixture, or preparation which contains "
     "any quantity of the following:\n"
     "(1) Ibogaine ........ 7260\n"
     "(2) Mescaline ........ 7381\n"
     "+(3) Mitragynine ........ 7249+\n"
     "+(4) 7-Hydroxymitragynine ........ 7248+\n"
     "(5) Peyote ........ 7415"),
    ("table", "7-oh:schedule=II",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. The table in section 6 is amended to read:\n"
     "Schedule II\n"
     "Substance DEA Code\n"
     "Fentanyl 9801\n"
     "Hydrocodone 9193\n"
     "+7-hydroxymitragynine 9999+\n"
     "Methadone 9250"),
    ("trade-names", "kratom:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. 63 O.S. 2-204 is amended to read: Section 2-204. The controlled substances "
     "listed in this section are included in Schedule I. C. Any material, compound, mixture, "
     "or preparation which contains any quantity of the following hallucinogenic substances, "
     "their salts, isomers and salts of isomers: 1. Methcathinone; 2. Ibogaine (Some trade or "
     "other names: Tabernanthe iboga); +3. Mitragynine (Some trade or other names: kratom);+ "
     "4. Peyote."),
    ("placed", "7-oh:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. 7-hydroxymitragynine, its isomers, esters, ethers, salts, and salts of "
     "isomers, is hereby placed in Schedule I of the Uniform Controlled Substances Act."),
    ("added-of-section", "kratom:schedule=II",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. The substance mitragynine is added to Schedule II of section 152.02."),
    ("classified-as", "kratom:schedule=I",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Kratom shall be classified as a Schedule I controlled substance and shall be "
     "subject to all penalties provided for Schedule I controlled substances."),
    ("board-by-rule", "7-oh:schedule=I",
     "An Act relating to pharmacy.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. No later than October 1, 2026, the Board of Pharmacy shall by rule schedule "
     "7-hydroxymitragynine in Schedule I."),
    ("temporary-rule", "7-oh:schedule=I",
     "BOARD OF PHARMACY\n"
     "TEMPORARY SCHEDULING ORDER\n"
     "The Board finds that temporary scheduling is necessary to avoid an imminent hazard to "
     "the public safety. IT IS ORDERED that 7-hydroxymitragynine is temporarily scheduled in "
     "Schedule I of the Controlled Substances Act for a period of one year."),
    ("emergency-order", "7-oh:schedule=I",
     "EMERGENCY SCHEDULING ORDER\n"
     "Pursuant to section 961.11, the board issues this emergency order. The following "
     "substances are added to Schedule I: (1) 7-hydroxymitragynine and its salts. This order "
     "is effective immediately."),
    ("dea-trigger", "7-oh:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. If the Drug Enforcement Administration schedules 7-hydroxymitragynine under "
     "the federal Controlled Substances Act, 7-hydroxymitragynine shall be a Schedule I "
     "controlled substance in this state upon the effective date of the federal action."),
    ("ma-class", "7-oh:schedule=Class C",
     "An Act relative to kratom.\n"
     "Be it enacted by the Senate and House of Representatives in General Court assembled, and "
     "by the authority of the same, as follows:\n"
     "SECTION 1. Section 31 of chapter 94C of the General Laws, as so appearing, is hereby "
     "amended by inserting in clause (a) of CLASS C the following:- (13) 7-hydroxymitragynine."),
    ("nc-sched-vi", "kratom:schedule=VI",
     "AN ACT TO SCHEDULE KRATOM.\n"
     "The General Assembly of North Carolina enacts:\n"
     "SECTION 1. G.S. 90-94 reads as rewritten: \"§ 90-94. Schedule VI controlled substances. "
     "This schedule includes the following controlled substances: (1) Marijuana. (2) "
     "Tetrahydrocannabinols. +(3) Kratom, including mitragynine.+\""),
    ("tx-pg2", "kratom:schedule=Penalty group 2",
     "A BILL TO BE ENTITLED AN ACT relating to the designation of kratom.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:\n"
     "SECTION 1. Section 481.103(a), Health and Safety Code, is amended to read as follows: "
     "(a) Penalty Group 2 consists of: (1) any quantity of the following hallucinogenic "
     "substances: 5-(2-aminopropyl)benzofuran (5-APB); +Mitragynine; Kratom;+ Peyote."),
    ("excluded", "",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Natural kratom leaf containing 7-hydroxymitragynine below 1 percent is "
     "excluded from Schedule I."),
    ("exempt-deschedule", "kratom:deschedule",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Notwithstanding section 3, kratom is exempt from Schedule I and is not a "
     "controlled substance."),
    ("wi-created", "7-oh:schedule=I",
     "AN ACT to create 961.14 (7) (mk) of the statutes; relating to: scheduling of a "
     "substance.\n"
     "The people of the state of Wisconsin, represented in senate and assembly, do enact as "
     "follows:\n"
     "SECTION 1. 961.14 (7) (mk) of the statutes is created to read:\n"
     "961.14 (7) (mk) 7-hydroxymitragynine."),
    ("wa-new", "kratom:prohibit",
     "AN ACT Relating to kratom; adding a new section to chapter 69.50 RCW; and prescribing "
     "penalties.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF WASHINGTON:\n"
     "NEW SECTION. Sec. 1. A new section is added to chapter 69.50 RCW to read as follows:\n"
     "It is unlawful for any person to manufacture, sell, or possess kratom. A violation of "
     "this section is a class C felony."),
    ("wa-sched", "7-oh:schedule=I",
     "AN ACT Relating to 7-hydroxymitragynine; amending RCW 69.50.204.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF WASHINGTON:\n"
     "Sec. 1. RCW 69.50.204 and 2015 2nd sp.s. c 4 s 1203 are each amended to read as "
     "follows:\n"
     "Unless specifically excepted by state or federal law or regulation, the following "
     "controlled substances are listed in Schedule I:\n"
     "(a) Any of the following opiates:\n"
     "(1) Acetyl-alpha-methylfentanyl;\n"
     "(2) Acetylmethadol;\n"
     "(3) +7-hydroxymitragynine;\n"
     "(4)+ Allylprodine;"),
    ("in-effective-br", "7-oh:schedule=I",
     "A BILL FOR AN ACT to amend the Indiana Code concerning criminal law and procedure.\n"
     "Be it enacted by the General Assembly of the State of Indiana:\n"
     "SECTION 1. IC 35-48-2-4 IS AMENDED TO READ AS FOLLOWS [EFFECTIVE JULY 1, 2026]: Sec. 4. "
     "(a) The controlled substances listed in this section are included in schedule I. (d) "
     "Hallucinogenic substances. Unless specifically excepted, any material that contains any "
     "quantity of the following: (1) Bufotenine (7433). (2) Mescaline (7381). +(3) "
     "7-hydroxymitragynine (7OH).+"),
    ("ct-new", "kratom:age_limit=21 kratom:regulate",
     "AN ACT CONCERNING KRATOM.\n"
     "Be it enacted by the Senate and House of Representatives in General Assembly convened:\n"
     "Section 1. (NEW) (Effective October 1, 2026) (a) No person shall sell kratom to any "
     "individual under twenty-one years of age. (b) Each kratom product sold in this state "
     "shall bear a label that lists the amount of mitragynine."),
    ("md-sched", "kratom:schedule=I",
     "A BILL ENTITLED AN ACT concerning Controlled Dangerous Substances – Schedule I – Kratom\n"
     "SECTION 1. BE IT ENACTED BY THE GENERAL ASSEMBLY OF MARYLAND, That the Laws of Maryland "
     "read as follows:\n"
     "Article – Criminal Law\n"
     "5–402.\n"
     "(a) Schedule I consists of each controlled dangerous substance: (1) listed in this "
     "section; (e) A substance listed in this subsection is a Schedule I substance: (1) "
     "ibogaine; (2) peyote; +(3) MITRAGYNINE; AND+ (4) psilocybin."),
    ("co-amend", "7-oh:schedule=I",
     "A BILL FOR AN ACT CONCERNING SCHEDULING.\n"
     "Be it enacted by the General Assembly of the State of Colorado:\n"
     "SECTION 1. In Colorado Revised Statutes, 18-18-203, amend (2)(c) introductory portion; "
     "and add (2)(c)(XXX) as follows:\n"
     "18-18-203. Schedule I - repeal. (2) Unless specifically excepted, the following "
     "controlled substances are listed in schedule I: (c) Any material which contains any "
     "quantity of the following hallucinogenic substances: +(XXX) 7-HYDROXYMITRAGYNINE.+"),
    ("ok-newlaw", "kratom:schedule=I",
     "An Act relating to controlled dangerous substances.\n"
     "BE IT ENACTED BY THE PEOPLE OF THE STATE OF OKLAHOMA:\n"
     "SECTION 1. NEW LAW A new section of law to be codified in the Oklahoma Statutes as "
     "Section 2-204.1 of Title 63, unless there is created a duplication in numbering, reads "
     "as follows: Kratom and mitragynine are declared to be Schedule I controlled dangerous "
     "substances."),
    ("ms-amend", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT TO AMEND SECTION 41-29-113, MISSISSIPPI CODE OF 1972, TO INCLUDE KRATOM IN "
     "SCHEDULE I; AND FOR RELATED PURPOSES.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MISSISSIPPI:\n"
     "SECTION 1. Section 41-29-113, Mississippi Code of 1972, is amended as follows:\n"
     "41-29-113. SCHEDULE I (A) Schedule I consists of the drugs and other substances listed "
     "in this section. (c) Hallucinogenic substances. Any of the following: (35) Ibogaine; "
     "(36) +Mitragynine and 7-hydroxymitragynine, being the active ingredients of kratom; "
     "(37)+ Peyote;"),
    ("de-amend", "7-oh:schedule=I",
     "AN ACT TO AMEND TITLE 16 OF THE DELAWARE CODE RELATING TO THE UNIFORM CONTROLLED "
     "SUBSTANCES ACT.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF DELAWARE:\n"
     "Section 1. Amend § 4714, Title 16 of the Delaware Code by making deletions as shown by "
     "strike through and insertions as shown by underline as follows:\n"
     "§ 4714. Schedule I. (a) The controlled substances listed in this section are included in "
     "Schedule I. (d) Any material, compound, mixture or preparation which contains any "
     "quantity of the following hallucinogenic substances: (1) Bufotenine. (2) Ibogaine. +(58) "
     "7-hydroxymitragynine.+"),
    ("reschedule-ii-to-i", "7-oh:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 9 is amended to read: 9. 7-hydroxymitragynine is classified as a "
     "Schedule ~II~ +I+ controlled substance."),
    ("existing-entry-neighbour", "",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 9 is amended to read: 9. Schedule I consists of the following: (1) "
     "Mitragynine; (2) 7-hydroxymitragynine; +(3) Tianeptine;+ (4) Peyote."),
    ("renumber-only", "",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 9 is amended to read: 9. Schedule I consists of the following: +(1) "
     "Bromazolam;+ ~(1)~ +(2)+ Mitragynine; ~(2)~ +(3)+ Peyote."),
    ("delete-from-list-inserted", "kratom:deschedule",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 8 of chapter 12, relating to Schedule I, is amended by striking "
     "subparagraph (41), mitragynine."),
    ("ga-dangerous", "kratom:schedule=dangerous drug",
     "A BILL to amend Chapter 13 of Title 16.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF GEORGIA:\n"
     "SECTION 1. Code Section 16-13-71, relating to dangerous drugs, is amended in subsection "
     "(b) by adding a new paragraph to read as follows: +\"(627.5) Mitragynine;\"+\n"
     "SECTION 2. All laws and parts of laws in conflict with this Act are repealed."),
    ("analog", "analogues:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 9 is amended to read: 9. The following are Schedule I substances: (1) "
     "Heroin; +(2) MGM-15; (3) MGM-16; (4) mitragynine pseudoindoxyl;+ (5) Peyote."),
    ("emergency-rule-register", "7-oh:schedule=I analogues:schedule=I",
     "DEPARTMENT OF HEALTH\n"
     "Emergency Rule 26ER-1. Addition to Schedule I.\n"
     "(1) The following substances are hereby added to Schedule I pursuant to section 893.035: "
     "(a) 7-hydroxymitragynine. (b) Mitragynine pseudoindoxyl. (c) MGM-15."),
    ("hearing-only", "",
     "An Act relating to pharmacy.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. The Board of Pharmacy shall consider whether 7-hydroxymitragynine should be "
     "scheduled and shall report its findings."),
    ("va-entry", "7-oh:schedule=I",
     "A BILL to amend and reenact § 54.1-3446 of the Code of Virginia.\n"
     "Be it enacted by the General Assembly of Virginia:\n"
     "1. That § 54.1-3446 of the Code of Virginia is amended and reenacted as follows:\n"
     "§ 54.1-3446. Schedule I.\n"
     "The controlled substances listed in this section are included in Schedule I:\n"
     "3. Unless specifically excepted or unless listed in another schedule, any material, "
     "compound, mixture, or preparation, which contains any quantity of the following "
     "hallucinogenic substances: Ibogaine (7260) (some other names: 7-ethyl-6,6-beta); "
     "+7-hydroxymitragynine;+ Mescaline (7381);"),
    ("sc-entry", "7-oh:schedule=I",
     "A BILL TO AMEND SECTION 44-53-190.\n"
     "Be it enacted by the General Assembly of the State of South Carolina:\n"
     "SECTION 1. Section 44-53-190(D) of the S.C. Code is amended by adding:\n"
     "(40) 7-hydroxymitragynine;"),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


def test_a_schedule_that_waits_for_the_federal_one_is_conditional() -> None:
    words = next(b[2] for b in BILLS if b[0] == "dea-trigger")
    reading = read_text(text(words), division=STATE)
    assert reading.conditional
    assert "Drug Enforcement Administration" in (reading.provisions[0].provision.condition or "")
