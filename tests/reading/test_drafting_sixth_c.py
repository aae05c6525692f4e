"""A second round on schedules, struck and repealed law and starts, in other drafters' words.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

_LIST = (
    "Be it enacted: Section 1. Section 4-11 of the code is amended to read: 4-11. The controlled"
    " substances in schedule II are: (b) any compound which contains any quantity of the following"
    " stimulants: 1. Amphetamine. 2. Cathinone. 3. Fenethylline. "
)
ENTRIES: tuple[tuple[str, str], ...] = (
    (
        "7-oh:schedule=II",
        "+4. 7-hydroxymitragynine in a product with a concentration above 1 percent.+",
    ),
    (
        "7-oh:schedule=II",
        "+4. 7-hydroxymitragynine, unless it is present only as a natural constituent of kratom"
        " leaf.+",
    ),
    ("7-oh:schedule=II", "+4. Any product with 7-hydroxymitragynine of more than 1 milligram.+"),
    ("7-oh:schedule=II", "+4. 7-OH (7-hydroxymitragynine), whether natural or synthetic.+"),
    ("kratom:schedule=II", "+4. Mitragyna speciosa, commonly known as kratom, and its extracts.+"),
    (
        "kratom:schedule=II",
        "+4. Kratom, meaning the leaf of Mitragyna speciosa; but not including a product registered"
        " under chapter 7.+",
    ),
    ("analogues:schedule=II", "+4. Any alkaloid obtained by the oxidation of mitragynine.+"),
    (
        "7-oh:schedule=II analogues:schedule=II",
        "+4. 7-hydroxymitragynine; or 5. mitragynine pseudoindoxyl.+",
    ),
    (
        "7-oh:schedule=II",
        "+(c) Opioid agonists. Any amount of 7-hydroxymitragynine that was made by converting"
        " mitragynine.+",
    ),
    ("", "4. ~Mitragynin~ +Mescaline+; 5. Mitragynine."),
)
NARROWED: tuple[tuple[str, str], ...] = (
    ("kratom:deschedule", "4. Mitragynine +(except as found in unprocessed leaf)+. 5. Peyote."),
    (
        "kratom:deschedule",
        "4. Kratom+, provided that raw leaf is not controlled by this section+. 5. Peyote.",
    ),
    (
        "7-oh:deschedule",
        "4. 7-hydroxymitragynine +at a level greater than 2 percent of total alkaloids+. 5."
        " Peyote.",
    ),
    (
        "kratom:deschedule",
        "4. Mitragynine+. This paragraph does not apply to kratom tea+. 5. Peyote.",
    ),
    ("kratom:deschedule", "4. Mitragynine +when in a form other than the whole leaf+. 5. Peyote."),
    ("7-oh:schedule=II", "4. Mitragynine +and 7-hydroxymitragynine+. 5. Peyote."),
)
OTHERS: tuple[tuple[str, str], ...] = (
    ("", "This section has no force after 7-hydroxymitragynine is added to Schedule I by rule."),
    ("", "Until kratom is placed in a schedule, the department may inspect retailers."),
    (
        "",
        '"Prohibited substance" means a Schedule I controlled substance, fentanyl, kratom, or'
        " tianeptine.",
    ),
    (
        "",
        "A person commits an offense if the person possesses a Schedule III controlled substance"
        " other"
        " than kratom.",
    ),
    ("kratom:schedule=III", "The board shall add kratom to Schedule Three of its rules."),
    (
        "kratom:deschedule",
        "Notwithstanding any law, kratom leaf is not a Schedule I or Schedule II controlled"
        " substance.",
    ),
    (
        "kratom:repeal_regulation",
        "Section 30-2 is amended to read: 30-2. Sales. (a) Milk shall be dated. ~(b) It is"
        " unlawful to"
        " sell kratom to a person below 21 years of age.~",
    ),
    (
        "kratom:repeal_regulation",
        "Section 30-2 is amended to read: 30-2. Licenses. (a) Dairies. ~(b) A kratom shop must be"
        " licensed by the board.~ (c) Bakeries.",
    ),
    (
        "kratom:repeal_regulation",
        "Section 30-2 is amended to read: 30-2. Acts. (a) False weights; ~(b) offering kratom"
        " without a"
        " warning label;~ (c) false measures.",
    ),
    (
        "",
        "Section 30-2 is amended to read: Dairies~, kratom shops,~ and bakeries may be inspected.",
    ),
)
WHOLE: tuple[tuple[str, str], ...] = (
    (
        "kratom:repeal_regulation",
        "An act to abolish the kratom licensing program. Be it enacted: Section 1. NRS 597.998 is"
        " hereby repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "An act repealing statutes on the sale of kratom products. Be it enacted: Section 1. IC"
        " 35-48-9-1 and IC 35-48-9-2 are repealed.",
    ),
    (
        "",
        "An act relating to roads. Be it enacted: Section 1. IC 8-1-1-1 is repealed. Section 2. A"
        " sign"
        " may show a tree, such as kratom.",
    ),
    (
        "kratom:schedule=I",
        "An act relating to controlled substances. Be it enacted: Section 1. Subsection d of"
        " 19-03.1-05"
        " is amended to read: d. Any material that contains any quantity of the following"
        " hallucinogenic substances: (1) Bufotenine. (2) Ibogaine. (3) Mescaline. (4) Peyote. (5)"
        " Psilocyn. (6) Mitragynine.",
    ),
    (
        "7-oh:schedule=IV",
        "An act on drugs. Be it enacted: Section 1. G.S. 90-92 is amended by adding a new"
        " subdivision"
        " to read: (9) 7-hydroxymitragynine.",
    ),
    (
        "analogues:schedule=V",
        "An act on drugs. Be it enacted: Section 1. 961.22 (9) of the statutes is created to read:"
        " 961.22 (9) Mitragynine pseudoindoxyl.",
    ),
    (
        "7-oh:schedule=I",
        "Be it enacted by the General Assembly of Maryland, That the Laws of Maryland read as"
        " follows:"
        " Article - Criminal Law 5-402. (a) This section lists the controlled dangerous"
        " substances in"
        " Schedule I. (b) Any material that contains any quantity of the following hallucinogenic"
        " substances: (1) bufotenine; (2) ibogaine; (3) kratom, which was listed in 2019 by the"
        " Department under its authority to list substances by rule, and which stays listed until"
        " the"
        " Department removes it in the same way, subject to the hearing that the law requires;"
        " ~and~"
        " (4) mescaline; +AND (5) 7-HYDROXYMITRAGYNINE.+",
    ),
    (
        "kratom:schedule=I",
        "An act to add kratom to Schedule I; amending section 28-405. Be it enacted: Section 1."
        " Section"
        " 28-405 is amended to read: Schedule I: (a) Any of the following opiates: (1) Heroin; +(2)"
        " Kratom.+ Section 2. Original section 28-405 is repealed.",
    ),
)
STARTS: tuple[tuple[str, str, str | None], ...] = (
    (
        "An emergency is declared to exist, and this act is in force on and after its passage.",
        "upon_enactment",
        None,
    ),
    ("This act is in force from July 1, 2027.", "date", "2027-07-01"),
    (
        "This act takes effect on the day after the ninety-day period following final adjournment"
        " expires; except that, if a referendum petition is filed against this act, it takes effect"
        " only if approved by the people.",
        "default",
        None,
    ),
    ("This act takes effect after a 30-day congressional review period.", "contingent", None),
    (
        "(1) Section 1 takes effect January 1, 2028. (2) All other sections of this act take effect"
        " July 1, 2027.",
        "date",
        "2028-01-01",
    ),
    (
        "Sections 5 and 6 of this act take effect immediately. The rest of this act takes effect"
        " October 1, 2026.",
        "date",
        "2026-10-01",
    ),
)


@pytest.mark.parametrize(("expected", "words"), [*ENTRIES, *NARROWED])
def test_entries(expected: str, words: str) -> None:
    assert told(read_text(text(_LIST + words), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), OTHERS)
def test_words(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), WHOLE)
def test_bills(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


@pytest.mark.parametrize(("words", "kind", "day"), STARTS)
def test_starts(words: str, kind: str, day: str | None) -> None:
    bill = text(f"Be it enacted: Section 1. No person shall sell kratom.\nSection 2. {words}")
    found = read_text(bill, division=STATE).effective
    made = found.date.isoformat() if found.date else None
    assert (found.kind.value, made) == (kind, day)
