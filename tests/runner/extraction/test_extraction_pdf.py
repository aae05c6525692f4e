"""PDF: drawn lines as marks, margins, headers, hyphens, scans and broken files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_files import assemble, pdf, rule, text_at

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import LegalText
from regtrack.runner.extraction import extract

Shown = Callable[[LegalText], str]
ITEMS = ["Bark", "Stem", "Root", "Leaf", "Seed", "Sap", "Husk", "Pulp"]
WIDTH = 7.2  # of a Courier character of 12 points


def page(lines: list[str], *, first: int | None = None, x: float = 108) -> bytes:
    """Lines 24 points apart from y = 700 down, numbered in the margin from `first`."""
    out = b""
    for i, line in enumerate(lines):
        y = 700 - 24 * i
        if first is not None:
            out += text_at(72, y, str(first + i))
        out += text_at(x, y, line)
    return out


def test_lines_under_and_through_words_are_marks(shown: Shown) -> None:
    words = "A person may never not sell kratom."
    content = text_at(72, 700, words)
    content += rule(72 + words.index("never") * WIDTH, 698, 5 * WIDTH)
    content += rule(72 + words.index("not") * WIDTH, 703.5, 3 * WIDTH)
    text = extract(pdf([content]))
    assert shown(text) == "A person may {+never +}{-not-} sell kratom."
    assert text.live == "A person may never sell kratom."
    assert text.page_count == 1


def test_many_rules_in_one_path(shown: Shown) -> None:
    words = "A person may never sell kratom here."
    content = text_at(72, 700, words) + text_at(72, 676, "This act ends the sale of it all.")
    content += b"72 698 %f 0.8 re 72 679.5 %f 0.8 re f\n" % (8 * WIDTH, 8 * WIDTH)
    assert shown(extract(pdf([content]))) == (
        "{+A person+} may never sell kratom here. {-This act-} ends the sale of it all."
    )


def test_margin_numbers_headers_and_page_numbers_are_left_out() -> None:
    law = [
        "(1) A person may not sell any kratom product in",
        "this state unless it is labelled as subsection",
        "(2) of this section says.",
        "(2) A label names 2 numbers and the maker of the",
        "21 kinds of products that hold mitragynine.",
        "(3) The board makes rules.",
        "(4) Nobody is exempt from it.",
    ]
    pages = []
    for number in (1, 2, 3):
        law = law if number == 1 else []
        head = text_at(200, 760, "UNOFFICIAL COPY 26 RS HB 9/GA")
        rest = [f"({number}{i}) {word} is {word * number}." for i, word in enumerate(ITEMS)]
        foot = text_at(280, 40, f"Page {number} of 3")
        pages.append(head + page([*law, *rest], first=1) + foot)
    live = extract(pdf(pages)).live
    assert "UNOFFICIAL" not in live
    assert "Page 1" not in live
    assert live.split("\n")[:5] == [
        "(1) A person may not sell any kratom product in this state unless it is labelled as"
        " subsection (2) of this section says.",
        "(2) A label names 2 numbers and the maker of the 21 kinds of products that hold"
        " mitragynine.",
        "(3) The board makes rules.",
        "(4) Nobody is exempt from it.",
        "(10) Bark is Bark.",
    ]


def test_hyphens_at_line_ends() -> None:
    lines = [
        "The board bans pure 7-hydroxymitragynine and all 7-",
        "hydroxymitragynine products, and the regis-",
        "tration of sellers of non-",
        "food goods that hold hydroxy-",
        "mitragynine in any form here; non-food means more.",
    ]
    live = extract(pdf([page(lines)])).live
    assert "all 7-hydroxymitragynine products" in live
    assert "the registration of sellers" in live
    assert "non-food goods" in live
    assert "hydroxy mitragynine" not in live


def test_garbage_text_layer_is_unreadable() -> None:
    # "No person shall ..." with every letter moved, as fonts without a character table give it.
    moved = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in "Person shall trade kratom ")
    with pytest.raises(UnreadableText, match="no readable text: garbage"):
        extract(pdf([page([moved * 2] * 20)]))


def test_consonants_without_vowels_are_garbage() -> None:
    with pytest.raises(UnreadableText, match="letters make no words"):
        extract(pdf([page(["Shvgh kdwn bfgtr wqzx plkj mnbv"] * 12)]))


def test_scan_is_unreadable() -> None:
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Length 1>>stream\n\x00\nendstream"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 27>>stream\nq 612 0 0 792 0 0 cm /I Do Q\nendstream",
        image,
    ]
    with pytest.raises(UnreadableText, match="2 of 2 PDF pages are scanned images"):
        extract(assemble(objects))


def test_page_count_is_bounded() -> None:
    with pytest.raises(UnreadableText, match="100000 pages, limit 5000"):
        extract(pdf([page(["The law of kratom"])], repeat=100_000))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_broken_file_is_unreadable() -> None:
    with pytest.raises(UnreadableText, match="no readable text: the PDF is broken"):
        extract(b"%PDF-1.4\n" + b"nothing of a PDF follows " * 9)


def test_text_that_repeats_on_every_page_is_kept_when_it_is_all_there_is() -> None:
    same = page(["A person may not sell kratom.", "A person may not buy kratom."])
    assert extract(pdf([same, same])).live.count("may not sell") == 2


def test_margin_numbers_out_of_sequence_as_in_an_amendment() -> None:
    content = b""
    for i, number in enumerate((112, 90, 113, 7, 45, 31, 155, 8)):
        y = 700 - 24 * i
        content += text_at(51, y, str(number)) + text_at(106, y, f"({i}) Item {ITEMS[i]} ends.")
    live = extract(pdf([content])).live
    assert live.split("\n") == [f"({i}) Item {item} ends." for i, item in enumerate(ITEMS)]
