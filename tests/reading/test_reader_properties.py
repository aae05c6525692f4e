"""What holds for every text: quotes are in it, struck words do nothing, nothing crashes."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st
from making import STATE

from regtrack.reading.model import Quote, Reading
from regtrack.reading.reader import read_text, read_title
from regtrack.reading.surface import Surface, struck
from regtrack.reading.text import LegalText, Mark, Run

_WORDS = st.sampled_from(
    [
        "Section 1. ",
        "Section 2. ",
        "is amended to read: ",
        "Be it enacted: ",
        "A person shall not sell ",
        "kratom",
        " 7-hydroxymitragynine ",
        ", ",
        "; ",
        ": ",
        "\n",
        "(a) ",
        "(1) ",
        "under 21 years of age",
        "Schedule I ",
        "This act takes effect ",
        "July 1, 2026.",
        " a kratom product ",
        " that contains ",
        "greater than 2 percent ",
        "is repealed. ",
        '"Kratom" means ',
        " is hereby placed in ",
        "mitragynine pseudoindoxyl",
        ".",
        " within 100 feet of ",
    ]
)
_RUNS = st.lists(
    st.builds(Run, st.one_of(_WORDS, st.text(max_size=20)), st.sampled_from(list(Mark))),
    max_size=40,
)


def _quotes(reading: Reading) -> list[Quote]:
    found = [p.quote for p in reading.provisions] + [link.quote for link in reading.links]
    return found + ([reading.effective.quote] if reading.effective.quote else [])


@settings(max_examples=200, deadline=None)
@given(_RUNS)
def test_every_quote_is_in_the_live_text(runs: list[Run]) -> None:
    made = LegalText(tuple(runs), "test@1")
    for quote in _quotes(read_text(made, division=STATE)):
        assert made.live[quote.start : quote.end].replace("\n", " ") == quote.text
        assert len(quote.text.split()) <= 30


@settings(max_examples=100, deadline=None)
@given(_RUNS)
def test_struck_offsets_are_those_of_the_live_text(runs: list[Run]) -> None:
    made = LegalText(tuple(runs), "test@1")
    for at, _ in struck(made):
        assert 0 <= at <= len(made.live) + 1
    assert len(Surface.of(made).text) == len(made.live)


@settings(max_examples=100, deadline=None)
@given(st.lists(_WORDS, max_size=30))
def test_struck_text_forbids_nothing(words: list[str]) -> None:
    made = LegalText(
        (Run("Be it enacted: Section 1. "), Run("".join(words), Mark.STRUCK)), "test@1"
    )
    kinds = {p.provision.effect.value for p in read_text(made, division=STATE).provisions}
    assert kinds <= {"deschedule", "repeal_regulation"}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=100))
def test_any_title_can_be_read(title: str, abstract: str) -> None:
    read_title(title + " kratom " + title, abstract, division=STATE)


def test_a_long_text_without_a_name_is_quick() -> None:
    made = LegalText((Run("The board shall keep records of its work. " * 25000),), "test@1")
    assert len(made.live) > 1_000_000
    started = time.perf_counter()
    read_text(made, division=STATE)
    assert time.perf_counter() - started < 1.0


def test_repetition_does_not_blow_up() -> None:
    for piece in (
        "kratom ",
        "shall not sell kratom, ",
        "(a) kratom: ",
        "unlawful to ",
        '"kratom" ',
    ):
        made = LegalText((Run("Be it enacted: Section 1. " + piece * 3000),), "test@1")
        started = time.perf_counter()
        read_text(made, division=STATE)
        assert time.perf_counter() - started < 5.0
