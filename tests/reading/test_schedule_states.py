"""Schedules and lists in the drafting of many states.

Written for these tests, each with its coding before the rules saw it.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("nm-rule", "kratom:schedule=I",
     "AN ACT RELATING TO CONTROLLED SUBSTANCES; ADDING KRATOM TO SCHEDULE I.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF NEW MEXICO:\n"
     "SECTION 1. Section 30-31-6 NMSA 1978 is amended to read: \"30-31-6. SCHEDULE I.--The "
     "following controlled substances are included in Schedule I: C. any material, compound, "
     "mixture or preparation that contains any quantity of the following hallucinogenic "
     "substances: (20) salvia divinorum; ~and~ (21) synthetic cannabinoids; +and (22) kratom "
     "(mitragynine);+ D. ...\""),
    ("removed-all-lists", "7-oh:deschedule kratom:deschedule",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. The department shall remove mitragynine and 7-hydroxymitragynine from the "
     "schedules of controlled substances."),
    ("nd-sched", "kratom:schedule=I",
     "A BILL for an Act to amend and reenact section 19-03.1-05 of the North Dakota Century "
     "Code, relating to the scheduling of controlled substances.\n"
     "BE IT ENACTED BY THE LEGISLATIVE ASSEMBLY OF NORTH DAKOTA:\n"
     "SECTION 1. AMENDMENT. Section 19-03.1-05 of the North Dakota Century Code is amended and "
     "reenacted as follows:\n"
     "19-03.1-05. Schedule I.\n"
     "1. The controlled substances listed in this section are included in schedule I.\n"
     "5. Hallucinogenic substances. Unless specifically excepted, any material containing any "
     "quantity of the following hallucinogenic substances:\n"
     "a. Ibogaine.\n"
     "b. Mescaline.\n"
     "+c. Mitragynine (kratom).+\n"
     "d. Peyote."),
    ("wy-sched", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT relating to controlled substances; amending schedule I.\n"
     "Be It Enacted by the Legislature of the State of Wyoming:\n"
     "Section 1. W.S. 35-7-1014(d) by creating new paragraphs (lvii) and (lviii) is amended to "
     "read:\n"
     "35-7-1014. Substances included in Schedule I.\n"
     "(d) Hallucinogenic substances. — Unless specifically excepted, any material, compound, "
     "mixture or preparation which contains any quantity of the following hallucinogenic "
     "substances:\n"
     "+(lvii) Mitragynine;\n"
     "(lviii) 7-hydroxymitragynine.+"),
    ("la-entry", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT To amend and reenact R.S. 40:964(Schedule I)(F)(1), relative to kratom.\n"
     "Be it enacted by the Legislature of Louisiana:\n"
     "Section 1. R.S. 40:964(Schedule I)(F)(1) and (2) are hereby enacted to read as follows:\n"
     "§964. Composition of schedules\n"
     "* * *\n"
     "SCHEDULE I\n"
     "* * *\n"
     "F. Other substances: (1) Mitragynine.\n"
     "(2) 7-hydroxymitragynine.\n"
     "* * *"),
    ("opt-federal-null", "",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 9 is amended to read: 9. The board shall adopt the federal schedules "
     "+in the same manner as the federal Controlled Substances Act+. Mitragynine is a Schedule "
     "I substance."),
    ("threshold-amounts", "kratom:penalty",
     "An Act relating to kratom penalties.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 12 is amended to read: 12. A person who unlawfully possesses "
     "mitragynine is guilty of a ~class B misdemeanor~ +class A misdemeanor+."),
    ("class-a-list-il", "7-oh:schedule=I",
     "AN ACT concerning criminal law.\n"
     "Be it enacted by the People of the State of Illinois, represented in the General "
     "Assembly:\n"
     "Section 5. The Illinois Controlled Substances Act is amended by changing Section 204 as "
     "follows:\n"
     "(720 ILCS 570/204) (from Ch. 56 1/2, par. 1204)\n"
     "Sec. 204. (a) The controlled substances listed in this Section are included in Schedule "
     "I.\n"
     "(b) Unless specifically excepted or unless listed in another schedule, any of the "
     "following opiates:\n"
     "(1) Acetylmethadol;\n"
     "(2) Allylprodine;\n"
     "+(3) 7-hydroxymitragynine;+\n"
     "(4) Betaprodine.\n"
     "Section 99. Effective date. This Act takes effect upon becoming law."),
    ("trigger-when", "7-oh:schedule=I",
     "An Act relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. When 7-hydroxymitragynine is designated, rescheduled, or deleted as a "
     "controlled substance under federal law and notice thereof is given to the board, the "
     "board shall place 7-hydroxymitragynine in Schedule I."),
    ("fed-conform", "7-oh:schedule=I",
     "An Act to conform the schedules of controlled substances to federal law.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 20-64 is amended to read: 20-64. Schedule I. (a) Opiates: (1) Heroin. "
     "(2) Fentanyl related substances. +(3) 7-hydroxymitragynine (7-OH), 9999.+"),
    ("order-board-study", "kratom:study",
     "An Act relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. The Board of Pharmacy shall study whether kratom should be placed in a "
     "schedule and report its recommendation to the legislature by December 1, 2026."),
    ("imitation", "",
     "An Act relating to imitation controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 5 is amended to read: 5. \"Imitation controlled substance\" means a "
     "substance that is not a controlled substance +and that is represented to be a controlled "
     "substance+, including kratom."),
    ("remove-kratom-keep-7oh", "kratom:deschedule",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 20-2-23 is amended to read: 20-2-23. The controlled substances listed "
     "in Schedule I include: (1) Heroin. (2) 7-hydroxymitragynine. ~(3) Mitragynine.~ +(3)+ "
     "~(4)~ Peyote."),
    ("strike-phrase-insert", "7-oh:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 4 of chapter 9, Schedule I, is amended by striking \"and peyote\" and "
     "inserting \"peyote, and 7-hydroxymitragynine\"."),
    ("reorder-schedule-v", "kratom:schedule=V",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Mitragynine shall be listed as a Schedule V controlled substance, and may be "
     "dispensed only by a pharmacist."),
    ("dc-style", "7-oh:schedule=I",
     "A BILL\n"
     "BE IT ENACTED BY THE COUNCIL OF THE DISTRICT OF COLUMBIA, That this act may be cited as "
     "the \"Schedule Act of 2026\".\n"
     "Sec. 2. Section 204 of the District of Columbia Uniform Controlled Substances Act of "
     "1981 (D.C. Official Code § 48-902.04) is amended by adding a new paragraph (7) to read "
     "as follows: \"(7) 7-hydroxymitragynine.\". Schedule I."),
    ("tn-add", "kratom:schedule=II",
     "AN ACT to amend Tennessee Code Annotated, Title 39, Chapter 17, Part 4, relative to "
     "controlled substances.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE:\n"
     "SECTION 1. Tennessee Code Annotated, Section 39-17-408(e), is amended by adding the "
     "following as a new subdivision: (9) Mitragynine, in Schedule II;\n"
     "SECTION 2. This act takes effect July 1, 2026, the public welfare requiring it."),
    ("ma-class-e", "kratom:schedule=Class E",
     "Be it enacted by the Senate and House of Representatives in General Court assembled, as "
     "follows:\n"
     "SECTION 1. Section 31 of chapter 94C of the General Laws is hereby amended by adding to "
     "Class E the following:- (d) Any material containing kratom or mitragynine."),
    ("deschedule-no-longer", "kratom:deschedule",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. On and after July 1, 2026, kratom shall no longer be a Schedule I controlled "
     "substance in this state."),
    ("ar-rule", "7-oh:schedule=I kratom:schedule=I",
     "ARKANSAS DEPARTMENT OF HEALTH\n"
     "RULES PERTAINING TO CONTROLLED SUBSTANCES\n"
     "SCHEDULE I\n"
     "The following substances are added to Schedule I:\n"
     "(64) Mitragynine\n"
     "(65) 7-Hydroxymitragynine"),
    ("fl-emergency", "7-oh:schedule=I",
     "EMERGENCY RULE 2ER25-2\n"
     "DEPARTMENT OF LEGAL AFFAIRS\n"
     "The Attorney General finds that 7-hydroxymitragynine is an imminent hazard to the public "
     "safety. 7-hydroxymitragynine in concentrated form is hereby temporarily placed in "
     "Schedule I of section 893.03, Florida Statutes."),
    ("proposal-notice", "7-oh:schedule=I",
     "BOARD OF PHARMACY\n"
     "NOTICE OF PROPOSED RULE\n"
     "The board proposes to place 7-hydroxymitragynine in Schedule I. A hearing will be held "
     "on May 1, 2026."),
    ("sd-style", "7-oh:schedule=I",
     "An Act to place 7-hydroxymitragynine on the list of controlled substances.\n"
     "Be it enacted by the Legislature of the State of South Dakota:\n"
     "Section 1. That § 34-20B-14 be AMENDED:\n"
     "34-20B-14. Any material, compound, mixture, or preparation that contains any quantity of "
     "the following hallucinogenic substances is included in Schedule I:\n"
     "(1) Bufotenine;\n"
     "(2) Ibogaine;\n"
     "+(3) 7-hydroxymitragynine;+\n"
     "(4) Mescaline."),
    ("ut-style", "kratom:schedule=I",
     "Controlled Substance Amendments\n"
     "Be it enacted by the Legislature of the state of Utah:\n"
     "Section 1. Section 58-37-4 is amended to read:\n"
     "58-37-4. Schedules of controlled substances.\n"
     "(2) Schedules I, II, III, IV, and V consist of the following drugs or other substances:\n"
     "(a) Schedule I:\n"
     "(iii) Unless specifically excepted, any material containing any quantity of the "
     "following hallucinogenic substances:\n"
     "(A) Ibogaine;\n"
     "+(B) Mitragynine (kratom); and+\n"
     "(C) Peyote;"),
    ("ky-style", "7-oh:schedule=I",
     "AN ACT relating to controlled substances.\n"
     "Be it enacted by the General Assembly of the Commonwealth of Kentucky:\n"
     "Section 1. KRS 218A.050 is amended to read as follows:\n"
     "The Cabinet for Health and Family Services shall place in Schedule I: (1) Heroin; (2) "
     "Peyote; +and+ +(3) 7-hydroxymitragynine+."),
    ("nv-board", "kratom:schedule=I",
     "AN ACT relating to controlled substances.\n"
     "THE PEOPLE OF THE STATE OF NEVADA, REPRESENTED IN SENATE AND ASSEMBLY, DO ENACT AS "
     "FOLLOWS:\n"
     "Section 1. Chapter 453 of NRS is hereby amended by adding thereto a new section to read "
     "as follows:\n"
     "+The Board shall include kratom as a substance in schedule I.+"),
    ("ne-style", "kratom:schedule=I",
     "A BILL FOR AN ACT relating to the Uniform Controlled Substances Act; to amend section "
     "28-405.\n"
     "Be it enacted by the people of the State of Nebraska,\n"
     "Section 1. Section 28-405, Reissue Revised Statutes of Nebraska, is amended to read:\n"
     "28-405. The following are the schedules of controlled substances referred to in the "
     "act:\n"
     "Schedule I\n"
     "(c) Any material, compound, mixture, or preparation which contains any quantity of the "
     "following hallucinogenic substances:\n"
     "(1) Bufotenine. Trade and other names are: Mappine;\n"
     "(2) Mescaline;\n"
     "+(3) Mitragynine; and+\n"
     "(4) Peyote.\n"
     "Schedule II\n"
     "(a) Opium."),
    ("wv-style", "kratom:deschedule",
     "A BILL to amend and reenact §60A-2-204.\n"
     "Be it enacted by the Legislature of West Virginia:\n"
     "§60A-2-204. Schedule I.\n"
     "(a) Schedule I shall consist of the drugs listed in this section.\n"
     "(d) Hallucinogenic substances: (1) Ibogaine; (2) Peyote; ~(3) Kratom;~ +(3)+ Salvia."),
    ("mt-style", "7-oh:schedule=I",
     "A BILL FOR AN ACT ENTITLED: \"AN ACT REVISING DANGEROUS DRUG SCHEDULES; AMENDING SECTION "
     "50-32-222, MCA.\"\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MONTANA:\n"
     "Section 1. Section 50-32-222, MCA, is amended to read:\n"
     "\"50-32-222. Specific dangerous drugs included in Schedule I. Schedule I consists of the "
     "drugs and other substances listed in this section. (1) Opiates: (a) acetylmethadol; (b) "
     "allylprodine; +(c) 7-hydroxymitragynine;+ (d) betaprodine.\""),
    ("az-dangerous", "kratom:schedule=dangerous drug",
     "AN ACT AMENDING SECTION 13-3401, ARIZONA REVISED STATUTES; RELATING TO DRUG OFFENSES.\n"
     "Be it enacted by the Legislature of the State of Arizona:\n"
     "Section 1. Section 13-3401, Arizona Revised Statutes, is amended to read:\n"
     "13-3401. Definitions. In this chapter: 6. \"Dangerous drug\" means the following by "
     "whatever official, common, usual, chemical or trade name designated: (a) Any material, "
     "compound, mixture or preparation that contains any quantity of the following "
     "hallucinogenic substances: (i) Alpha-ethyltryptamine. (ii) Ibogaine. +(iii) MITRAGYNINE.+"),
    ("ks-unmarked-told", "kratom:schedule=I",
     "AN ACT concerning controlled substances; relating to schedules; adding mitragynine "
     "(kratom) to schedule I.\n"
     "Be it enacted by the Legislature of the State of Kansas:\n"
     "Section 1. K.S.A. 65-4105 is hereby amended to read as follows: 65-4105. (a) The "
     "controlled substances listed in this section are included in schedule I.\n"
     "(d) Any material, compound, mixture or preparation that contains any quantity of the "
     "following hallucinogenic substances:\n"
     "(1) Ibogaine 7260\n"
     "(2) Peyote 7415\n"
     "(3) Mitragynine (kratom)\n"
     "(4) Psilocybin 7437"),
    ("existing-unmarked", "",
     "AN ACT concerning controlled substances; adding bromazolam to schedule I.\n"
     "Be it enacted by the Legislature of the State of Kansas:\n"
     "Section 1. K.S.A. 65-4105 is hereby amended to read as follows: 65-4105. (a) The "
     "controlled substances listed in this section are included in schedule I.\n"
     "(d) Any material that contains any quantity of the following hallucinogenic substances:\n"
     "(1) Ibogaine 7260\n"
     "(2) Mitragynine (kratom)\n"
     "(3) Bromazolam"),
    ("nj-director", "7-oh:schedule=I",
     "An Act concerning 7-hydroxymitragynine.\n"
     "Be It Enacted by the Senate and General Assembly of the State of New Jersey:\n"
     "1. Notwithstanding the provisions of section 3 of P.L.1970, c.226, the Director of the "
     "Division of Consumer Affairs shall designate 7-hydroxymitragynine as a Schedule I "
     "controlled dangerous substance.\n"
     "2. This act shall take effect immediately."),
    ("mn-newtext", "7-oh:schedule=I",
     "A bill for an act relating to controlled substances; amending Minnesota Statutes 2024, "
     "section 152.02, subdivision 2.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MINNESOTA:\n"
     "Section 1. Minnesota Statutes 2024, section 152.02, subdivision 2, is amended to read:\n"
     "Subd. 2. Schedule I. (a) Schedule I consists of the substances listed in this "
     "subdivision.\n"
     "(d) Hallucinogens. Any material, compound, mixture, or preparation which contains any "
     "quantity of the following substances:\n"
     "(1) ibogaine;\n"
     "(2) peyote; +and+\n"
     "+(3) 7-hydroxymitragynine.+"),
    ("penalty-raise-kratom", "kratom:penalty",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 713 is amended to read: 713. A person who manufactures kratom in "
     "violation of this chapter commits a class ~III~ +II+ felony."),
    ("repeal-rule", "7-oh:deschedule",
     "BOARD OF PHARMACY\n"
     "IT IS HEREBY ORDERED that Rule 480-34-.12, which places 7-hydroxymitragynine in Schedule "
     "I, is repealed."),
    ("excluding-leaf", "7-oh:schedule=I",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. 7-hydroxymitragynine is a Schedule I controlled substance. This section does "
     "not apply to kratom leaf that naturally contains 7-hydroxymitragynine."),
    ("exempt-list", "",
     "An Act relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. The schedules of controlled substances in this chapter do not apply to kratom "
     "products sold in compliance with the Kratom Consumer Protection Act."),
    ("sched-table2", "7-oh:schedule=II kratom:schedule=II",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. Section 6 is amended to read: 6. Schedule II.\n"
     "Name\tCode\n"
     "(a) Fentanyl\t9801\n"
     "(b) Hydrocodone\t9193\n"
     "+(c) Mitragynine\t9001\n"
     "(d) 7-hydroxymitragynine\t9002+\n"
     "(e) Methadone\t9250"),
    ("hb-two-schedules", "7-oh:schedule=I kratom:schedule=III",
     "An Act relating to controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "SECTION 1. 7-hydroxymitragynine is hereby placed in Schedule I.\n"
     "SECTION 2. Mitragynine is hereby placed in Schedule III."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
