"""Sections whose numbers leave gaps, items of several sentences, and starts by part of an act."""

from __future__ import annotations

import datetime as dt

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text
from regtrack.reading.sections import split
from regtrack.reading.surface import Surface

NUMBERED: tuple[tuple[str, str], ...] = (
    (
        "1 5 10 99",
        "Be it enacted by the People:\nSection 1. Short title. This Act may be cited as the Leaf"
        " Act.\nSection 5. Definitions. In this Act a word means a thing.\nSection 10. Sales. No"
        " person shall sell.\nSection 99. Effective date. This Act takes effect July 1, 2026.",
    ),
    (
        "5 7 35 70 99",
        "Be it enacted by the People:\nSection 5. Sales. No person shall sell.\nSection 7. Labels."
        " A label is required.\nSection 35. Fines. A fine is due.\nSection 70. The Act is amended"
        " by changing Section 10 as follows:\n(720 ILCS 642/10)\nSec. 10. Sale.\nSection 99."
        " Effective date. This Act takes effect July 1, 2026.",
    ),
    (
        "101 102 201",
        "BE IT ENACTED BY THE LEGISLATURE OF THE STATE:\nNEW SECTION. Sec. 101. Words.\nNEW"
        " SECTION. Sec. 102. More words.\nNEW SECTION. Sec. 201. A tax is levied.",
    ),
)


@pytest.mark.parametrize(("numbers", "words"), NUMBERED)
def test_numbers_with_gaps(numbers: str, words: str) -> None:
    found = [s.number for s in split(Surface.of(text(words))) if s.number]
    assert found == numbers.split()


def test_a_number_of_the_amended_law_is_no_section_of_the_bill() -> None:
    words = (
        "Be it enacted by the People:\nSection 5. The Act is amended by changing Section 30 as"
        " follows:\nSec. 30. Sales.\nSec. 35. Fines.\nSection 10. More."
    )
    assert [s.number for s in split(Surface.of(text(words))) if s.number] == ["5", "10"]


_PARTS = (
    "Be it enacted:\nPart I\nSection 1. A person may not sell a kratom product to a person under 21"
    " years of age.\nPart II\nSection 2. The park is renamed.\nSection 3. (a) Part II of this act"
    " takes effect January 1, 2028. (b) {rest}"
)


@pytest.mark.parametrize(
    ("rest", "day"),
    [
        ("The remainder of this act takes effect July 1, 2027.", dt.date(2027, 7, 1)),
        ("Part I of this act takes effect July 1, 2026.", dt.date(2026, 7, 1)),
        ("Secs. 1 and 3 take effect on October 1, 2026.", dt.date(2026, 10, 1)),
    ],
)
def test_starts_by_part(rest: str, day: dt.date) -> None:
    assert read_text(text(_PARTS.format(rest=rest)), division=STATE).effective.date == day


def test_a_section_that_declares_and_then_orders() -> None:
    words = (
        "Be it enacted: Section 1. 1. The Legislature hereby declares that kratom is a matter of"
        " statewide concern. 2. A county or city shall not enforce an ordinance on kratom products"
        " that is more stringent than state law."
    )
    assert told(read_text(text(words), division=STATE)) == "kratom:preempt"


def test_findings_that_only_find_order_nothing() -> None:
    words = (
        "Be it enacted: Section 1. Findings. (1) The Legislature finds that kratom is sold to"
        " minors. (2) No person shall sell kratom to a minor in other states."
    )
    assert told(read_text(text(words), division=STATE)) == ""


STRUCK: tuple[tuple[str, str], ...] = (
    ("", "(2) A retailer shall not sell kratom to a person under 21 years of age. ~A retailer may"
     " rely on the looks of the buyer.~"),
    ("kratom:age_limit=21", "(2) A retailer shall not sell kratom to a person under ~18~ +21+ years"
     " of age. ~A retailer may rely on the looks of the buyer.~"),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), STRUCK)
def test_a_sentence_struck_beside_a_rule(expected: str, words: str) -> None:
    bill = f"Be it enacted: Section 1. Section 9-2 is amended to read: 9-2. (1) Words. {words}"
    assert told(read_text(text(bill), division=STATE)) == expected


REPEALS: tuple[tuple[str, str], ...] = (
    ("kratom:repeal_regulation", "Relating to kratom; amending ORS 7.010; repealing ORS 475.390 and"
     " 475.392.\nBe it enacted: SECTION 1. ORS 475.390 and 475.392 are repealed."),
    ("", "Relating to health; repealing ORS 475.390.\nBe it enacted: SECTION 1. ORS 475.390 is"
     " repealed. SECTION 2. A clinic may keep records on kratom."
     " SECTION 3. A clinic may keep records on water."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), REPEALS)
def test_repeals_told_by_the_title(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


UNNAMED: tuple[tuple[str, str], ...] = (
    ("kratom:regulate", "Section 9-2 is amended to read: 9-2. Kratom. (a) A permit is required to"
     " sell kratom. (b) Final products shall be registered ~annually~ +semiannually, with a"
     " certificate of analysis for each batch+."),
    ("", "Section 9-2 is amended to read: 9-2. Kratom. (a) A permit is required to sell kratom. (b)"
     " Hemp products shall be registered ~annually~ +semiannually, with a certificate of analysis"
     " for each batch+."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), UNNAMED)
def test_rules_that_do_not_name_it(expected: str, words: str) -> None:
    bill = f"An act relating to kratom.\nBe it enacted: Section 1. {words}"
    assert told(read_text(text(bill), division=STATE)) == expected
