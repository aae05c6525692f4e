"""Laws struck or repealed, marks, lists without marks and starts, each as many would draft it.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

_AMENDS = "Be it enacted: Section 1. Section 59-200 of the code is amended to read: "
#: Law on our substances that is struck out of a section with other things.
STRUCK: tuple[tuple[str, str], ...] = (
    (
        "kratom:repeal_regulation",
        "59-200. Prohibited practices. 1. Misrepresenting goods; ~2. Selling to a person younger"
        " than"
        " 21 years of age any kratom product, or any kratom product that has no label listing its"
        " ingredients;~ ~3.~ +2.+ Failing to disclose a price.",
    ),
    (
        "kratom:repeal_regulation",
        "59-200. Purpose. (a) The purpose of this article is to ~allow limited, regulated access to"
        " kratom products for adults and to~ protect minors. ~(b) A retailer selling a kratom"
        " product"
        " shall hold a permit issued under this article.~",
    ),
    (
        "kratom:repeal_regulation",
        "59-200. Labels. (1) Food shall be labelled. ~(2) A kratom product must bear a label that"
        " states the amount of mitragynine.~",
    ),
    (
        "kratom:repeal_regulation",
        "59-200. Fees. (1) Tobacco: $100. ~(2) Each kratom processor shall register annually and"
        " pay a"
        " fee of $200.~",
    ),
    (
        "kratom:repeal_regulation",
        "59-200. Minors. (1) No person shall sell tobacco to a minor. ~(2) No person shall sell"
        " kratom"
        " to anyone under the age of 18.~",
    ),
    (
        "kratom:repeal_regulation",
        "59-200. Duties. ~(a) The department shall issue permits to kratom vendors.~ (b) The"
        " department shall inspect dairies.",
    ),
    (
        "kratom:repeal_regulation",
        "59-200. Taxes and rules. ~No kratom product may be sold unless it has been tested by an"
        " accredited laboratory.~ Milk shall be tested weekly.",
    ),
    (
        "kratom:deschedule",
        "59-200. Schedule I consists of the following controlled substances: (1) Heroin; ~(2)"
        " Mitragynine;~ (3) Peyote.",
    ),
    (
        "7-oh:deschedule kratom:deschedule",
        "59-200. Schedule I consists of the following controlled substances: (1) Heroin; ~(2)"
        " Mitragynine; (3) 7-hydroxymitragynine;~ (3) Peyote.",
    ),
    ("", "59-200. Records. A vendor of tobacco ~or kratom~ shall keep its records for a year."),
)
#: An act that schedules the substance and drops the rules on it elsewhere in one section.
BOTH = (
    (
        "kratom:repeal_regulation kratom:schedule=I",
        "Be it enacted by the General Assembly: 1. That §§ 54.1-3446 and 59.1-200 of the Code are"
        " amended and reenacted as follows: § 54.1-3446. Schedule I. The controlled substances"
        " listed"
        " in this section are included in Schedule I: 1. Any of the following opiates: Heroin;"
        " Tilidine; +Mitragynine;+ § 59.1-200. Prohibited practices. A. The following are"
        " unlawful: 1."
        " Misrepresenting goods; ~2. Selling to a person younger than 21 years of age any kratom"
        " product;~ 3. Hiding a price.",
    ),
    (
        "kratom:repeal_regulation kratom:schedule=I",
        "A BILL to amend and reenact §19-12F-2 and §60A-2-204 of the Code, relating to"
        " mitragynine. Be"
        " it enacted by the Legislature: CHAPTER 19. AGRICULTURE. ARTICLE 12F. DERIVATIVES."
        " §19-12F-2. Purpose. (a) The Legislature regulates plants~, including kratom~. ~(b) A"
        " retailer selling a kratom product shall hold a permit issued under this article.~ CHAPTER"
        " 60A. CONTROLLED SUBSTANCES. ARTICLE 2. SCHEDULES. §60A-2-204. Schedule I. (a) Schedule I"
        " shall consist of the following opiates: Heroin; Tilidine; Difenoxin; +Mitragynine;+",
    ),
)
#: Repealers that cite numbers.
CITED: tuple[tuple[str, str], ...] = (
    (
        "kratom:repeal_regulation",
        "SUMMARY Repeals laws that govern the sale of kratom. A BILL FOR AN ACT Relating to kratom;"
        " repealing ORS 475.413 and 475.416. Be It Enacted by the People: SECTION 1. ORS 475.413,"
        " 475.416 and 475.419 are repealed.",
    ),
    (
        "kratom:prohibit kratom:repeal_regulation",
        "AN ACT repealing the Kratom Consumer Protection Act. Be it enacted: Section 1. No person"
        " shall sell kratom. Section 2. RCW 69.55.010 through 69.55.080 are each repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "A bill to repeal the regulation of kratom products. Be it enacted: Section 1. KRS"
        " 217.801 to"
        " 217.807 are hereby repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "An act relating to food; to repeal the law on kratom labels. Be it enacted: Section 1."
        " Ark."
        " Code 20-57-301 is repealed. Section 2. A dairy shall be inspected twice a year.",
    ),
    (
        "kratom:repeal_regulation",
        "An act concerning consumers. The bill repeals the kratom registration program. Be it"
        " enacted:"
        " Section 1. C.R.S. 44-1-101 and 44-1-102 are repealed.",
    ),
    (
        "",
        "An act relating to tobacco. Be it enacted: Section 1. ORS 431.100 and 431.200 are"
        " repealed."
        " Section 2. The department shall publish a list of shops that sell tobacco or kratom.",
    ),
    (
        "kratom:repeal_regulation",
        "Be it enacted: Section 1. Sections 41-35-101 through 41-35-109, relating to the sale of"
        " kratom"
        " products, are repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "Be it enacted: Section 1. Repealer. The following are repealed: (1) ORS 475.413 (kratom"
        " definitions); (2) ORS 475.416 (kratom labels).",
    ),
)
#: A copy that lost its marks: the title, or the place at the end of a list, tells what is new.
_LIST = (
    "SECTION 1. AMENDMENT. Subsection 5 of section 19-03.1-05 of the Century Code is amended and"
    " reenacted as follows: 5. Hallucinogenic substances. Schedule I. Unless specifically excepted,"
    " any material which contains any quantity of the following hallucinogenic substances: a."
    " Bufotenine. b. Ibogaine. c. Mescaline. d. Peyote. e. Psilocybin. f. Salvinorin A. "
)
UNMARKED: tuple[tuple[str, str], ...] = (
    (
        "kratom:schedule=I",
        "A BILL for an Act to amend section 19-03.1-05 of the Century Code, relating to the"
        " scheduling"
        " of controlled substances. BE IT ENACTED: "
        + _LIST
        + "g. Kratom. This includes all parts of"
        " the plant.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "An Act relating to additions to the controlled substances schedules. BE IT ENACTED: "
        + _LIST
        + "g. Mitragynine. h. 7-hydroxymitragynine.",
    ),
    (
        "",
        "A BILL for an Act relating to the scheduling of controlled substances. BE IT ENACTED: "
        + _LIST.replace("c. Mescaline.", "c. Kratom.")
        + "g. Xylazine.",
    ),
    (
        "",
        "A BILL for an Act relating to the fees of pharmacists. BE IT ENACTED: "
        + _LIST
        + "g. Kratom.",
    ),
    (
        "7-oh:schedule=I",
        "An Act to schedule 7-hydroxymitragynine. BE IT ENACTED: "
        + _LIST
        + "g. 7-hydroxymitragynine.",
    ),
)
EXPIRY = (
    (
        "kratom:prohibit",
        "Be it enacted: Section 1. No person shall sell kratom. Section 2. Section 1 shall expire"
        " on"
        " the date on which kratom is included in a schedule of controlled substances.",
    ),
)
STARTS: tuple[tuple[str, str, str | None, int | None], ...] = (
    (
        "That an emergency exists and this act is in force from its passage.",
        "upon_enactment",
        None,
        None,
    ),
    (
        "An emergency existing therefor, this act shall be in force from and after its passage.",
        "upon_enactment",
        None,
        None,
    ),
    (
        "Whereas an emergency exists, this act is in force from passage and approval.",
        "upon_enactment",
        None,
        None,
    ),
    (
        "Emergency clause. This act is in force from and after its passage and approval.",
        "upon_enactment",
        None,
        None,
    ),
    (
        "This act takes effect at 12:01 a.m. on the day following the expiration of the ninety-day"
        " period after final adjournment of the general assembly; except that, if a referendum"
        " petition is filed pursuant to section 1 (3) of article V of the state constitution,"
        " then the"
        " act will not take effect unless approved by the people at the general election to be"
        " held in"
        " November 2026.",
        "default",
        None,
        None,
    ),
    (
        "(a) Except as provided in subsection (b) of this section, this act is effective July 1,"
        " 2026."
        " (b) Sections 2 and 3 of this act are effective immediately upon completion of all acts"
        " necessary for a bill to become law as provided by Article 4, Section 8 of the"
        " Constitution.",
        "date",
        "2026-07-01",
        None,
    ),
    (
        "(a) Sections 1 and 2 of this act are effective immediately upon completion of all acts"
        " necessary for a bill to become law. (b) Except as provided in subsection (a) of this"
        " section, this act is effective January 1, 2027.",
        "upon_enactment",
        None,
        None,
    ),
    (
        "This act shall take effect following approval by the Mayor (or in the event of veto by the"
        " Mayor, action by the Council to override the veto) and a 30-day period of congressional"
        " review.",
        "contingent",
        None,
        None,
    ),
    (
        "This act shall take effect after a 60-day period of congressional review and publication"
        " in"
        " the Register.",
        "contingent",
        None,
        None,
    ),
    ("Effective date. This Act takes effect July 1, 2026.", "date", "2026-07-01", None),
)
ALL = (*BOTH, *CITED, *UNMARKED, *EXPIRY)


@pytest.mark.parametrize(("expected", "words"), STRUCK)
def test_struck(expected: str, words: str) -> None:
    assert told(read_text(text(_AMENDS + words), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), ALL)
def test_words(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


@pytest.mark.parametrize(("words", "kind", "day", "days"), STARTS)
def test_starts(words: str, kind: str, day: str | None, days: int | None) -> None:
    bill = text(f"Be it enacted: Section 1. No person shall sell kratom.\nSection 2. {words}")
    found = read_text(bill, division=STATE).effective
    made = found.date.isoformat() if found.date else None
    assert (found.kind.value, made, found.days if kind == "days_after" else None) == (
        kind, day, days,
    )  # fmt: skip


PASSED: tuple[tuple[str, str, str | None, int | None], ...] = (
    (
        "[Passed March 14, 2026; in effect 90 days from passage (June 12, 2026)]",
        "date",
        "2026-06-12",
        None,
    ),
    ("[Passed March 14, 2026; in effect from passage]", "upon_enactment", None, None),
    ("[Passed March 14, 2026; in effect July 1, 2026]", "date", "2026-07-01", None),
    ("[Passed February 2, 2026; to take effect 90 days from passage]", "days_after", None, 90),
)


@pytest.mark.parametrize(("words", "kind", "day", "days"), PASSED)
def test_starts_in_front(words: str, kind: str, day: str | None, days: int | None) -> None:
    bill = text(f"{words} AN ACT relating to kratom. Be it enacted by the Legislature: ARTICLE 12F."
                " PLANTS. §19-12F-5. No person shall sell kratom.")  # fmt: skip
    found = read_text(bill, division=STATE).effective
    made = found.date.isoformat() if found.date else None
    assert (found.kind.value, made, found.days if kind == "days_after" else None) == (
        kind, day, days,
    )  # fmt: skip
