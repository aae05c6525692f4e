"""How much a document is about the substances: by its title, or by what it changes."""

from __future__ import annotations

import pytest
from making import STATE, text

from regtrack.reading.model import Relevance
from regtrack.reading.reader import read_text

FILLER = (
    " The commissioner shall keep the records of each licensed premises for three years and shall"
    " make them available for inspection during the usual hours of business."
) * 8
LIST = "Section 4 is amended to read: Schedule I. The following substances: (1) ibogaine;"
CASES: tuple[tuple[Relevance, str, str, str], ...] = (
    (Relevance.PRIMARY, "Controlled substances.", "",
     f"{LIST} +(2) mitragynine;+ (3) psilocybin."),
    (Relevance.SECONDARY, "Controlled substances.", "",
     f"{LIST} +(2) mitragynine;+ (3) psilocybin; +(4) N-desethyl isotonitazene; (5) etonitazepyne;"
     " (6) protonitazene; (7) metonitazene; (8) butonitazene;+ (9) peyote."),
    (Relevance.SECONDARY, "Public safety policy bill.", "",
     f"A person shall not sell kratom to a person under 21 years of age.{FILLER}"),
    (Relevance.PRIMARY, "Specialized products.", "",
     "A kratom processor shall register. No person shall sell kratom to a person under 21."),
    (Relevance.PRIMARY, "Certain alkaloids.", "Adds 7-hydroxymitragynine to schedule I.",
     f"{LIST} +(2) 7-hydroxymitragynine;+ (3) psilocybin.\nSection 2. {FILLER}"),
    (Relevance.SECONDARY, "Certain products.", "Concerns hemp and kratom." + " Hemp." * 90,
     f"A person shall not sell kratom to a person under 21 years of age.{FILLER}"),
    (Relevance.PRIMARY, "Kratom.", "",
     f"A person shall not sell kratom to a person under 21 years of age.{FILLER}"),
    (Relevance.INCIDENTAL, "Poison centers.", "", "The center shall count calls on kratom."),
    (Relevance.NONE, "Poison centers.", "", "The center shall count calls."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "title", "abstract", "words"), CASES)
def test_relevance(expected: Relevance, title: str, abstract: str, words: str) -> None:
    made = text(
        f"An act relating to health.\nBe it enacted by the Legislature:\nSection 1. {words}"
    )
    reading = read_text(made, division=STATE, title=title, abstract=abstract)
    assert reading.relevance is expected
