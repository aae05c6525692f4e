"""What keeps reading quick hides nothing: the quick look, the windows, the folding, the most
clauses that are read."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import STATE, bill, text

from regtrack.reading import finding, reader, substances
from regtrack.reading.reader import read_text, read_title
from regtrack.reading.substances import find_mentions, names_any
from regtrack.reading.surface import Surface
from regtrack.reading.text import LegalText, Run, fold_spaces

#: Parts of names, and what stands between them in a printed document.
_PARTS = st.lists(
    st.sampled_from(
        [
            "kratom", "KRATOM", "7", "OH", "oh", "-", " ", "  ", " " * 70, "\n", "\n12 ",
            " 14 ", "hydroxy",
            "mitragynine", "Mitragyna speciosa", "(Korth.)", "pseudo", "indoxyl", "MGM",
            "15", "synthetic ",
            "alkaloids", "dihydro", "alpha", "ketum", "кратом", "КРАТОМ", "мітрагінін",
            "กระท่อม", "卡痛",
            "クラトム", "미트라지닌", "mİtragynine", "\u212aratom", "mıtragynine", "x" * 300,
            "The board ",
            "non-", "Fees", "Kratom", "seven", "acetoxy", " spp.", "\u2011", "\u2013",
            "\u00a0", "MIT", "2017\n",
            "\nPage 3 of 10\n", "new text begin", "deleted text end",
            "\nCODING: Words stricken\n", "Ohio",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(_PARTS)
@example("7-\n12 OH")
@example("7\n\u2013oh")
@example("pseudo\nindoxyl")
@example("MGM\n15")
@example("hydroxymytragine")
@example("7\nPage 3 of 10\nOH")
def test_the_quick_look_lets_every_name_through(words: str) -> None:
    surface = Surface.of(LegalText((Run(words),), "test@1"))
    if find_mentions(surface.text):
        assert names_any(surface.live)
    if find_mentions(words):
        assert names_any(words)


@pytest.mark.parametrize("letter", sorted(set("kratomyngesuindxlhy7")))
def test_no_other_letter_passes_for_one_of_a_stem(letter: str) -> None:
    """Which characters the patterns take for a letter, of all there are."""
    same = {chr(c) for c in range(0x110000) if re.fullmatch(letter, chr(c), re.IGNORECASE)}
    known = {letter, letter.upper(), *substances._LOOKALIKES}
    assert same <= known


@settings(max_examples=300, deadline=None)
@given(_PARTS, st.integers(0, 60), st.integers(0, 60))
def test_names_are_the_same_in_windows(words: str, start: int, cut: int) -> None:
    whole = words + " The board shall keep records." * 80 + words
    end = len(whole) - cut
    found = [(m.start, m.end) for m in find_mentions(whole, start, end)]
    assert found == [m.span() for m in substances._NAMES.finditer(whole, start, end)]


def test_a_text_let_through_in_vain_reads_as_one_that_was_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = text(
        "Be it enacted: Section 1. A fee is due. Section 2. This act takes effect July 1, 2026."
    )
    quick = read_text(made, division=STATE)
    monkeypatch.setattr(reader, "names_any", lambda _: True)
    assert read_text(made, division=STATE) == quick


_ODD = "".join(chr(c) for c in range(0x110000) if chr(c).isspace())


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \n" + _ODD), max_size=20))
def test_white_space_is_folded_as_the_pattern_says(words: str) -> None:
    spaced = re.sub(r"[^\S\n]+", " ", words)
    assert fold_spaces(words) == re.sub(r" ?\n[ \n]*", "\n", spaced)


def test_a_megabyte_without_a_name_takes_milliseconds() -> None:
    line = "The board shall keep records of its work, and report on October 12. "
    words = line * 15_000 + "Section 2. This act takes effect July 1, 2026."
    taken = []
    for _ in range(7):
        made = LegalText((Run(words),), "test@1")
        started = time.process_time()
        read = read_text(made, division=STATE)
        taken.append(time.process_time() - started)
    assert read.effective.date is not None
    assert min(taken) < 0.06  # 8 ms on a quiet machine; coverage and neighbours slow it


def test_more_clauses_than_are_read_are_told_and_nothing_is_sure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rest = ["A tax of 5 percent is levied on the sale of kratom."] * 7
    made = bill(*["It is unlawful to sell kratom."] * 5, *rest)
    assert read_text(made, division=STATE).notes == ()
    monkeypatch.setattr(finding, "MOST_CLAUSES", 5)
    cut = read_text(made, division=STATE)
    assert "7 more" in cut.notes[0]
    assert {p.provision.effect.value for p in cut.provisions} == {"prohibit"}
    assert not any(p.sure for p in cut.provisions)


@pytest.mark.parametrize(
    "unit",
    [
        "It is unlawful to sell kratom. ",
        '"Covered product" means a food that contains kratom. A covered product may be sold. ',
        "(a) kratom: ",
        "Section 12-3 is repealed. Kratom is sold. This section takes effect July 1, 2026. ",
        "This act expires on June 30, 2028. No kratom is sold. ",
    ],
)
def test_reading_grows_with_the_length(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_CLAUSES", 50)  # the rules themselves are timed elsewhere

    def seconds(length: int) -> float:
        words = "Be it enacted: Section 1. " + unit * (length // len(unit))
        made = LegalText((Run(words),), "test@1")
        started = time.process_time()
        read_text(made, division=STATE, title="An act relating to kratom")
        return time.process_time() - started

    small, large = seconds(100_000), seconds(400_000)
    assert large < 0.3 or large < 9 * small


@pytest.mark.parametrize("unit", ["asincludproduct", "strikremov", "prohibitlimit", "no)(1)("])
def test_letters_without_end_cost_no_more_than_words(unit: str) -> None:
    words = "A person may not sell kratom " + unit * (12_000 // len(unit))
    started = time.process_time()
    read_text(bill(words), division=STATE)
    read_title("An act on kratom", words, division=STATE)
    assert time.process_time() - started < 2
