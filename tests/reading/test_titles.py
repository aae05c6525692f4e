"""Titles and abstracts in the words of many legislatures, and what they tell by themselves."""

from __future__ import annotations

import pytest
from making import STATE
from test_styles import told

from regtrack.reading.reader import read_title

TITLES: tuple[tuple[str, str, str], ...] = (
    ("",
     "AN ACT relating to kratom.", ""),
    ("kratom:regulate",
     "Kratom Consumer Protection Act", ""),
    ("kratom:regulate",
     "Relating to the regulation of kratom products; providing civil penalties.", ""),
    ("kratom:age_limit=21",
     "Prohibiting the sale of kratom products to persons under 21 years of age.", ""),
    ("kratom:schedule=I",
     "An Act to add kratom to the list of Schedule I controlled substances", ""),
    ("kratom:schedule=I",
     "Criminal Law - Controlled Dangerous Substances - Schedule I - Kratom", ""),
    ("kratom:schedule=I",
     "Provides relative to kratom. Classifies kratom as a Schedule I controlled dangerous "
     "substance", ""),
    ("7-oh:schedule=I",
     "Uniform Controlled Substances Act; adding 7-hydroxymitragynine to Schedule I; "
     "effective date", ""),
    ("kratom:tax",
     "Kratom; imposing an excise tax on retail sales", ""),
    ("kratom:regulate",
     "Requires labeling of kratom products", ""),
    ("kratom:regulate",
     "Relates to the labeling requirements for kratom products", ""),
    ("kratom:age_limit=21",
     "Prohibits the sale of kratom to individuals under the age of twenty-one", ""),
    ("kratom:study",
     "Directs the commissioner of health to conduct a study on the effects of kratom", ""),
    ("kratom:regulate",
     "Relates to enacting the kratom consumer protection act", ""),
    ("",
     "Concerning kratom.", ""),
    ("kratom:regulate",
     "Regulating kratom products.", ""),
    ("kratom:age_limit=21 kratom:regulate",
     "KRATOM CONSUMER PROTECT",
     "Creates the Kratom Consumer Protection Act. Provides that no person shall sell kratom "
     "products to a person under 21 years of age. Requires a processor to register. Repeals "
     "the Kratom Control Act."),
    ("kratom:age_limit=21 kratom:regulate",
     "Kratom products; prohibited acts; civil penalties",
     "Prohibits any person from selling a kratom product to a person younger than 21 years "
     "of age and requires kratom products to be accompanied by a label."),
    ("7-oh:schedule=I kratom:schedule=I",
     "Schedule I controlled substances; add mitragynine and 7-hydroxymitragynine (kratom)", ""),
    ("kratom:prohibit",
     "Creates the crime of unlawful possession and distribution of kratom", ""),
    ("kratom:age_limit=21 kratom:regulate",
     "Kratom products. Prohibits the sale of a kratom product to an individual who is less "
     "than 21 years of age. Requires kratom product packaging to contain certain labels.", ""),
    ("kratom:regulate",
     "regulating kratom products, granting rule-making authority, and providing a penalty.", ""),
    ("kratom:age_limit=21 kratom:regulate",
     "RELATING TO KRATOM.",
     "Establishes labeling and testing requirements for kratom products. Prohibits the sale "
     "of kratom products to persons under twenty-one years of age."),
    ("kratom:regulate",
     "An act to regulate the sale and distribution of kratom products", ""),
    ("",
     "Concerning measures to protect consumers of kratom", ""),
    ("kratom:prohibit",
     "Ban Kratom", ""),
    ("kratom:prohibit",
     "An Act prohibiting the sale and possession of kratom", ""),
    ("kratom:prohibit",
     "To make the sale of kratom unlawful", ""),
    ("kratom:prohibit",
     "Kratom; sale prohibited; penalties", ""),
    ("7-oh:prohibit",
     "7-OH; prohibit the sale of", ""),
    ("7-oh:prohibit",
     "Prohibit the sale and manufacture of 7-hydroxymitragynine", ""),
    ("kratom:schedule",
     "Kratom; schedule as controlled substance", ""),
    ("",
     "An act relating to adding kratom as a regulated drug", ""),
    ("analogues:prohibit",
     "relative to banning synthetic kratom", ""),
    ("kratom:deschedule",
     "An act relating to removing kratom from the list of regulated drugs", ""),
    ("",
     "Repeals the kratom ban", ""),
    ("kratom:repeal_regulation",
     "Repeal the Kratom Consumer Protection Act", ""),
    ("kratom:repeal_regulation",
     "Kratom Consumer Protection Act; repeal", ""),
    ("kratom:study",
     "Create a task force to study kratom", ""),
    ("kratom:study",
     "Study; Kratom", ""),
    ("kratom:restrict",
     "Prohibits sale of kratom within 500 feet of schools", ""),
    ("kratom:schedule",
     "Controlled substances: schedules: kratom and mitragynine", ""),
    ("kratom:schedule=V",
     "Controlled substances; designating kratom a Schedule V substance", ""),
    ("kratom:age_limit=18",
     "Relating to the criminal offense of providing kratom to a minor", ""),
    ("kratom:age_limit=18",
     "Restricting the sale of kratom to minors", ""),
    ("kratom:schedule",
     "An Act Concerning The Scheduling Of Kratom As A Controlled Substance", ""),
    ("7-oh:schedule=I",
     "An Act concerning kratom and amending the controlled substances act to designate 7-OH "
     "as a schedule I controlled substance", ""),
    ("kratom:regulate",
     "Kratom; Kratom product; establishing licensing requirements", ""),
    ("kratom:tax",
     "Relating to taxation of kratom; prescribing an effective date", ""),
    ("kratom:tax",
     "Levies an excise tax on kratom products", ""),
    ("kratom:tax",
     "Provides for a tax on the sale of kratom products", ""),
    ("kratom:preempt",
     "Preempts local regulation of kratom", ""),
    ("kratom:allow_local",
     "Authorizes municipalities to regulate the sale of kratom", ""),
    ("kratom:penalty",
     "Increases penalty for sale of kratom to minors", ""),
    ("",
     "Kratom: minimum age", ""),
    ("kratom:age_limit=21",
     "Tobacco, vapor products, and kratom; raise age to purchase to 21", ""),
    ("kratom:age_limit=21",
     "Hemp products; kratom; prohibited from sale to individuals under age 21", ""),
    ("kratom:prohibit",
     "KRATOM SALES", "Provides that a person (rather than a minor under 18 years of age) shall not"
     " knowingly purchase or possess any product containing any quantity of kratom."),
    ("analogues:prohibit",
     "making synthetic and semisynthetic kratom illegal to prepare, sell, or possess", ""),
    ("kratom:regulate kratom:restrict",
     "Kratom", "Requires certain criteria to be met for distribution and sale of kratom products;"
     " prohibits retail sale of kratom products; authorizes specified businesses to sell kratom"
     " products."),
    ("7-oh:schedule=III kratom:repeal_regulation kratom:schedule=III",
     "KRATOM-SCHEDULE III", "Adds mitragynine and 7-hydroxymitragynine as Schedule III controlled"
     " substances. Repeals the Kratom Control Act."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "title", "abstract"), TITLES)
def test_title(expected: str, title: str, abstract: str) -> None:
    reading = read_title(title, abstract, division=STATE)
    assert told(reading) == expected
    assert reading.from_title
    assert not any(p.sure for p in reading.provisions)
