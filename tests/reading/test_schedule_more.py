"""Schedules: what is new and what only stands, and lists that are not of drugs.

Written for these tests, each with its coding before the rules saw it.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("mo-existing", "",
     "Be it enacted by the General Assembly of the state of Missouri, as follows:\n"
     "Section A. Section 195.017, RSMo, is repealed and one new section enacted in lieu "
     "thereof, to be known as section 195.017, to read as follows:\n"
     "195.017. 1. The following are Schedule I substances: (1) Heroin; (2) mitragynine; +(3) "
     "bromazolam;+ (4) Peyote."),
    ("mo-new", "kratom:schedule=I",
     "Be it enacted by the General Assembly of the state of Missouri, as follows:\n"
     "Section A. Section 195.017, RSMo, is repealed and one new section enacted in lieu "
     "thereof, to be known as section 195.017, to read as follows:\n"
     "195.017. 1. The following are Schedule I substances: (1) Heroin; +(2) mitragynine;+ (3) "
     "Peyote."),
    ("ct-existing", "",
     "AN ACT CONCERNING DRUGS.\n"
     "Be it enacted by the Senate and House of Representatives in General Assembly convened:\n"
     "Section 1. Section 21a-243 of the general statutes is repealed and the following is "
     "substituted in lieu thereof (Effective October 1, 2026):\n"
     "(c) The commissioner shall designate the following as schedule I controlled substances "
     "by regulation: (1) Kratom; ~and~ (2) salvinorin A+; and (3) tianeptine+."),
    ("va-two-lists", "7-oh:schedule=I",
     "Be it enacted by the General Assembly of Virginia:\n"
     "1. That § 54.1-3446 of the Code of Virginia is amended and reenacted as follows:\n"
     "§ 54.1-3446. Schedule I.\n"
     "The controlled substances listed in this section are included in Schedule I:\n"
     "1. Any of the following opiates:\n"
     "Acetylmethadol;\n"
     "Allylprodine;\n"
     "2. Any of the following opium derivatives:\n"
     "Heroin;\n"
     "3. Any material that contains any quantity of the following hallucinogenic substances:\n"
     "Ibogaine;\n"
     "+7-hydroxymitragynine;+\n"
     "Peyote;\n"
     "2. That the provisions of this act shall become effective on January 1, 2027."),
    ("ny-sub", "7-oh:schedule=II",
     "The People of the State of New York, represented in Senate and Assembly, do enact as "
     "follows:\n"
     "Section 1. Subdivision (b) of schedule II of section 3306 of the public health law is "
     "amended by adding a new paragraph 9 to read as follows:\n"
     "+(9) 7-hydroxymitragynine.+\n"
     "§ 2. This act shall take effect immediately."),
    ("il-existing-age", "kratom:age_limit=21",
     "AN ACT concerning criminal law.\n"
     "Be it enacted by the People of the State of Illinois, represented in the General "
     "Assembly:\n"
     "Section 5. The Kratom Control Act is amended by changing Section 10 as follows:\n"
     "(720 ILCS 642/10)\n"
     "Sec. 10. Sale. A person may not sell kratom to a person under ~18~ +21+ years of age.\n"
     "(Source: P.A. 98-752.)\n"
     "Section 99. Effective date. This Act takes effect upon becoming law."),
    ("tx-pg1", "7-oh:schedule=Penalty group 1-B",
     "A BILL TO BE ENTITLED AN ACT relating to the penalty group.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS:\n"
     "SECTION 1. Section 481.1022, Health and Safety Code, is amended to read as follows: Sec. "
     "481.1022. PENALTY GROUP 1-B. Penalty Group 1-B consists of fentanyl +, "
     "7-hydroxymitragynine,+ alpha-methylfentanyl, and any other derivative of fentanyl."),
    ("sched-federal-ref", "kratom:regulate",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. A kratom processor shall not sell a kratom product that contains a substance "
     "listed in Schedule I of the federal Controlled Substances Act, including synthetic "
     "cannabinoids."),
    ("hr-resolution", "",
     "A RESOLUTION urging the Drug Enforcement Administration not to place kratom in Schedule "
     "I.\n"
     "Be it resolved by the House of Representatives: That this body urges the Drug "
     "Enforcement Administration not to place kratom in Schedule I."),
    ("analog-law", "",
     "An Act relating to analogues.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 8 is amended to read: 8. A controlled substance analogue +of a "
     "fentanyl related substance+ shall be treated as a Schedule I substance. Kratom is not a "
     "controlled substance analogue."),
    ("list-with-marijuana", "kratom:schedule=VI",
     "An Act relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Arkansas Code § 5-64-215(a) is amended to add an additional subdivision to "
     "read as follows: (8) Mitragynine, as a Schedule VI substance."),
    ("concentration-entry", "7-oh:schedule=I",
     "An Act relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 4 is amended to read: 4. Schedule I includes any material, compound, "
     "mixture, or preparation which contains any quantity of the following substances: (1) "
     "Heroin; +(2) 7-hydroxymitragynine at a concentration above one percent by weight, except "
     "that this listing does not apply to natural kratom leaf; and+ (3) Peyote."),
    ("mn-strike-whole", "7-oh:deschedule kratom:deschedule",
     "An Act relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 4 is amended to read: 4. Schedule I includes any material which "
     "contains any quantity of the following substances: (1) Heroin; ~(2) mitragynine; (3) "
     "7-hydroxymitragynine;~ (4) Peyote."),
    ("unmarked-repeal-line", "kratom:deschedule",
     "An Act relating to kratom; removing kratom from the list of Schedule I controlled "
     "substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 4, subdivision 9, clause (12), is repealed."),
    ("order-effective-list", "7-oh:schedule=I analogues:schedule=I",
     "ORDER OF THE SECRETARY OF HEALTH\n"
     "The Secretary hereby orders: Pursuant to section 3, the following substances are "
     "controlled in Schedule I: 7-hydroxymitragynine; mitragynine pseudoindoxyl; MGM-15; and "
     "their salts."),
    ("sentence-designated", "analogues:schedule=I",
     "An Act relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Mitragynine pseudoindoxyl and MGM-15 are hereby designated Schedule I "
     "controlled substances."),
    ("kcpa-with-adulterant", "kratom:regulate",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. A kratom product is adulterated if it contains a controlled substance listed "
     "in Schedule I or II. SECTION 2. A person may not sell an adulterated kratom product. "
     "SECTION 3. A label shall state the amount of: (1) mitragynine; and (2) "
     "7-hydroxymitragynine."),
    ("pa-lead-over-omitted-words", "kratom:prohibit",
     "AN ACT\n"
     "The General Assembly of the Commonwealth of Pennsylvania hereby enacts as follows:\n"
     "Section 1. Section 13(a) of the act of April 14, 1972, is amended by adding a clause to "
     "read:\n"
     "Section 13. Prohibited Acts; Penalties. (a) The following acts are hereby prohibited:\n"
     "* * *\n"
     "+(41) The sale, possession or delivery of kratom.+\n"
     "Section 2. This act shall take effect in 60 days."),
    ("law-section-two-is-no-head", "",
     "The General Assembly of the Commonwealth of Pennsylvania hereby enacts as follows:\n"
     "Section 1. Section 2 of the act of April 14, 1972, is amended to read:\n"
     "Section 2. Schedules. The following controlled substances are included in Schedule I: (1) "
     "Heroin; (2) mitragynine; +(3) tianeptine;+ (4) Peyote.\n"
     "Section 2. This act shall take effect in 60 days."),
    ("law-list-two-is-no-head", "",
     "Be it enacted by the General Assembly of Virginia:\n"
     "1. That § 54.1-3446 of the Code of Virginia is amended and reenacted as follows:\n"
     "§ 54.1-3446. Schedule I. The following are included in Schedule I:\n"
     "1. Any of the following opiates:\nAcetylmethadol;\n"
     "2. Any of the following opium derivatives:\nHeroin;\n"
     "3. Any material that contains any quantity of the following hallucinogenic substances:\n"
     "Mitragynine;\n+Tianeptine;+\nPeyote;\n"
     "2. That the provisions of this act shall become effective on January 1, 2027."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
