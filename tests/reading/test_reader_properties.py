"""What holds for every text: quotes are in it, struck words do nothing, nothing crashes."""

from __future__ import annotations

import time

import pytest
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


def _seconds(words: str) -> float:
    made = LegalText((Run(words),), "test@1")
    started = time.process_time()
    read_text(made, division=STATE)
    return time.process_time() - started


def test_a_long_text_without_a_name_is_quick() -> None:
    """It is looked through, not read: far cheaper than the same words with a name in each line."""
    line = "The board shall keep records of its work. "
    named = _seconds(line.replace("work", "kratom") * 500)
    assert _seconds(line * 25_000) < 10 * named


@pytest.mark.parametrize(
    "piece", ["kratom ", "shall not sell kratom, ", "(a) kratom: ", "unlawful to ", '"kratom" ']
)
def test_repetition_does_not_blow_up(piece: str) -> None:
    head = "Be it enacted: Section 1. "
    small, large = _seconds(head + piece * 750), _seconds(head + piece * 3000)
    assert large < 0.3 or large < 9 * small
