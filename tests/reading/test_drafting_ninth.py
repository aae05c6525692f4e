"""Proposed bills in prose, chapters of municipal codes, analogues, and studies.

Written for these tests. An effect is `substance:effect`, with `=schedule` or `=age`.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.model import Relevance
from regtrack.reading.reader import read_text

_SELL = "It is unlawful for any person to sell kratom products within the city."
_FOUND = (
    "The city council recognizes the inherent danger of kratom products and their use by the young."
)

#: What the general statutes are to be amended to do.
ASKED: tuple[tuple[str, str], ...] = (
    ("kratom:prohibit", "prohibit any person from selling kratom"),
    ("kratom:prohibit", "(1) define kratom, and (2) prohibit the sale of kratom in this state"),
    ("kratom:age_limit=21", "prohibit the sale of kratom to persons under twenty-one years of age"),
    ("kratom:age_limit=21", "establish a minimum age of twenty-one years to buy kratom"),
    ("kratom:regulate", "require retailers of kratom to register and to label kratom products"),
    ("kratom:tax", "impose an excise tax of ten per cent on the sale of kratom"),
    ("kratom:schedule=I", "classify kratom as a Schedule I controlled substance"),
    ("kratom:deschedule", "remove kratom from the list of controlled substances"),
    ("kratom:allow_local", "allow municipalities to prohibit the sale of kratom"),
    ("kratom:preempt", "prohibit municipalities from regulating kratom"),
    ("kratom:restrict", "restrict the sale of kratom to stores that admit only adults"),
)

#: Whole documents.
WHOLE: tuple[tuple[str, str], ...] = (
    ("analogues:prohibit", "The sale of any synthetic analogue of mitragynine is prohibited."),
    ("kratom:prohibit", "The sale of mitragynine is prohibited."),
    ("7-oh:prohibit", "No person shall sell a concentrated product, which means one that contains"
     " more than 2 percent 7-hydroxymitragynine."),
    ("kratom:prohibit", f"Chapter 5.60 KRATOM {_SELL}"),
    ("kratom:prohibit", f"CHAPTER 8.30 KRATOM. {_FOUND} {_SELL}"),
    ("kratom:prohibit", f"CHAPTER 8.30 KRATOM 8.30.010 Findings. {_FOUND} 8.30.020 Ban. {_SELL}"),
    ("", f"CHAPTER 8.30 KRATOM. {_FOUND} It asks the state to study it."),
    ("kratom:study", "BE IT RESOLVED: That the Legislative Management consider studying the use,"
     " sale, and regulation of kratom, including age restrictions and the scheduling of kratom."),
    ("", "Be it enacted: Section 1. The Legislature intends that the center present the study to"
     " the committee that reads of kratom."),
    ("", "Be it enacted: Section 1. 22 MRSA 2157 is amended to read: 15. Food that contains hemp is"
     " not adulterated. +This subsection does not apply to a food that contains kratom.+"),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), ASKED)
def test_what_the_statutes_are_to_be_amended_to_do(expected: str, words: str) -> None:
    asked = f"That the general statutes be amended to {words}."
    assert told(read_text(text(asked), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), WHOLE)
def test_documents(expected: str, words: str) -> None:
    reading = read_text(text(words), division=STATE)
    assert told(reading) == expected
    assert (reading.relevance is Relevance.INCIDENTAL) is (not expected)
