"""HTML: marks by tag, style and class; line numbers, layout and furniture of publishers.

The pages are written here in the exact mark-up of the publisher named, with words of our own.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regtrack.reading.text import LegalText, Mark
from regtrack.runner.extraction import extract

Shown = Callable[[LegalText], str]


def html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>may <u>not</u> sell kratom at all</p>", "may {+not+} sell kratom at all"),
        ("<p>may <ins>not</ins> sell kratom here</p>", "may {+not+} sell kratom here"),
        ("<p>may <s>not</s> sell kratom at all</p>", "may {-not-} sell kratom at all"),
        ("<p>may <strike>not</strike> sell kratom</p>", "may {-not-} sell kratom"),
        ("<p>may <del>not</del> sell kratom today</p>", "may {-not-} sell kratom today"),
        (
            "<p>may <span style='text-decoration: line-through'>not</span> sell kratom</p>",
            "may {-not-} sell kratom",
        ),
        (
            "<p>may <span style='TEXT-DECORATION:underline'>not</span> sell kratom</p>",
            "may {+not+} sell kratom",
        ),
        ("<p>may <u>not <s>ever</s></u> sell kratom</p>", "may {+not +}{-ever-} sell kratom"),
        ("<p>may <s>not <u>ever</u></s> sell kratom</p>", "may {-not ever-} sell kratom"),
        ("<p>see <a href='x' class='u'>the kratom act of this state</a></p>", "see the kratom act"
         " of this state"),
        # Texas writes brackets around what it strikes.
        (
            "<p>sold <u>as</u>&#xA0;[<s>like</s>] kratom leaf</p>",
            "sold {+as+}\xa0{-[like]-} kratom leaf",
        ),
    ],
)  # fmt: skip
def test_marks_of_elements(body: str, expected: str, shown: Shown) -> None:
    assert shown(extract(html(body))) == expected


def test_style_sheet_classes_mark_and_headings_and_links_do_not(shown: Shown) -> None:
    sheet = """<style><!--
    span.SECHEAD {color:purple; text-decoration:underline;}
    a:link, span.MsoHyperlink {text-decoration:underline;}
    .gone, span.O {color:red; text-decoration:line-through;}
    .fresh {text-decoration: underline}
    --></style>"""
    body = (
        "<p><span class=SECHEAD>Definitions</span> <span class=MsoHyperlink>link</span> the"
        " <span class='x gone'>old</span> <span class=fresh>new</span> kratom rule</p>"
    )
    text = shown(extract(html(body, sheet)))
    assert text == "Definitions link the {-old-} {+new+} kratom rule"


def test_words_that_enclose_changed_text_become_marks(shown: Shown) -> None:
    body = (
        '<p>under the age of <span class="sr-only">deleted text begin </span><del>18</del>'
        '<span class="sr-only">deleted text end </span> <span class="sr-only">new text begin '
        '</span>21<span class="sr-only">new text end </span> who buys kratom</p>'
    )
    text = extract(html(body))
    assert text.live == "under the age of 21 who buys kratom"
    assert {run.mark for run in text.runs if "21" in run.text} == {Mark.ADDED}


def test_line_number_gutter_of_preformatted_text(shown: Shown) -> None:
    rows = [
        "        Section 1. A person may not sell kratom to another",
        '  person <u class="Insert">in this state</u> unless the product',
        "  bears a label that names all of its parts.",
        "        (1) The label states no fewer than 2 numbers for",
        '  the share of <s class="Remove">all</s> alkaloids in the dried leaf and, also, for',
        "  30 other things that the board may name by rule.",
        "        (2) Nobody is exempt.",
        "        Section 2. This act takes effect July 1, 2027.",
    ]
    page = "\n".join(f"{n:5}{row}" for n, row in enumerate(rows, 101))
    text = extract(html(f"<pre>\n{page}\n</pre>"))
    assert text.live.split("\n") == [
        "Section 1. A person may not sell kratom to another person in this state unless the"
        " product bears a label that names all of its parts.",
        "(1) The label states no fewer than 2 numbers for the share of alkaloids in the dried leaf"
        " and, also, for 30 other things that the board may name by rule.",
        "(2) Nobody is exempt.",
        "Section 2. This act takes effect July 1, 2027.",
    ]
    assert "{-all-}" in shown(text)


def test_one_table_row_per_printed_line_joins_to_paragraphs() -> None:
    lines = [
        "&#xA0;" * 7 + "SECTION 1.&#xA0;&#xA0;A person may not sell or offer a",
        "kratom product that holds more than two percent of",
        "7-hydroxymitragynine.",
        "&#xA0;" * 7 + "SECTION 2.&#xA0;&#xA0;This Act takes effect at once.",
    ]
    rows = "".join(
        f'<tr><td width="65"><META name="PGLN" contents="1-{i}">&#xA0;\n</td>\n'
        f"<td>{line}</td></tr>\n"
        for i, line in enumerate(lines)
    )
    text = extract(html(f"<table>{rows}</table>"))
    assert text.live.split("\n") == [
        "SECTION 1. A person may not sell or offer a kratom product that holds more than two"
        " percent of 7-hydroxymitragynine.",
        "SECTION 2. This Act takes effect at once.",
    ]


def test_words_placed_by_pixels_with_ruled_lines(shown: Shown) -> None:
    head = "<style>span.t {position:absolute;}span.l {height:1px}</style>"
    body = """<div class='p'>
    <span class='t' style='top:162px;'><span class='t' style='left:121px;'>NEW</span>
    <span class='t' style='left:150px;'>PARAGRAPH</span></span>
    <span class='t' style='top:162px;'><span class='t' style='left:214px;'>.</span>
    <span class='t' style='left:236px;'>cq.</span><span class='t' style='left:270px;'>Kratom,</span>
    <span class='t' style='left:85px;'><a name='1_3'>3</a></span></span>
    <span class='t' style='top:180px;'><span class='t' style='left:100px;'>old</span>
    <span class='t' style='left:130px;'>meaning</span>
    <span class='t' style='left:190px;'>leaf</span>
    <span class='t' style='left:85px;'><a name='1_4'>4</a></span></span>
    <span class='l' style='left:121px;top:176px;width:93px;'></span>
    <span class='l' style='left:100px;top:188px;width:22px;'></span></div>"""
    text = extract(html(body, head))
    assert shown(text) == "{+NEW PARAGRAPH+}. cq. Kratom, {-old-} meaning leaf"
    assert text.live == "NEW PARAGRAPH. cq. Kratom, meaning leaf"


def test_page_around_the_legal_text_is_left_out() -> None:
    law = "<p>A person may not sell kratom.</p>" * 20
    body = (
        "<nav>Menu of bills</nav><div>Site search</div><script>var kratom = 1;</script>"
        f"<main><div>KEY: <u>new</u></div><div id='document'>{law}</div></main>"
        "<footer>All rights</footer>"
    )
    text = extract(html(body, "<title>Bill text</title>"))
    assert text.live == "\n".join(["A person may not sell kratom."] * 20)
    assert not text.marked


def test_hidden_text_is_left_out_and_shown_text_is_kept() -> None:
    body = "<p><span style='display:none'>START_STATUTE</span>36-795. Kratom <b>products</b></p>"
    assert extract(html(body)).live == "36-795. Kratom products"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<td>kratom</td><td>leaf of the plant</td>", "kratom leaf of the plant"),
        ("one kratom<br>word and another", "one kratom word and another"),
        ("<p>no kratom</p><p>sale in this state</p>", "no kratom\nsale in this state"),
        ("7-hydroxy<b>mitragynine</b> is banned", "7-hydroxymitragynine is banned"),
        ("<i>Mitragyna</i> <i>speciosa</i> is a plant", "Mitragyna speciosa is a plant"),
        ("is<s> not </s>kratom but another thing", "is kratom but another thing"),
        ("the kratom<s> leaf</s><u>product</u> is sold", "the kratom product is sold"),
        ("the<s>ir</s><u>se</u> kratom products here", "these kratom products here"),
    ],
)
def test_words_neither_fuse_nor_split(body: str, expected: str) -> None:
    table = f"<table><tr>{body}</tr></table>" if body.startswith("<td") else body
    live = extract(html(table)).live.replace("\t", " ")
    assert live.replace(" \n", "\n") == expected


WORDS = st.lists(st.text("etaoinsr", min_size=3, max_size=8), min_size=4, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["p", "u", "s"]), WORDS), min_size=4, max_size=12))
def test_struck_words_are_never_live_and_others_always(parts: list[tuple[str, list[str]]]) -> None:
    plain = [f"{tag}{i}x{w}" for i, (tag, words) in enumerate(parts) for w in words]
    spans = []
    for i, (tag, words) in enumerate(parts):
        inner = " ".join(f"{tag}{i}x{w}" for w in words)
        spans.append(inner if tag == "p" else f"<{tag}>{inner}</{tag}>")
    live = extract(html("<p>It is the law of this state that " + " ".join(spans) + "</p>")).live
    assert live.split()[8:] == [w for w in plain if not w.startswith("s")]


def test_bracketed_deletions_only_where_the_document_says_so(shown: Shown) -> None:
    note = (
        "<p>EXPLANATION - Matter enclosed in bold-faced brackets [thus] in the above bill is"
        " intended to be omitted in the law.</p>"
    )
    body = "<p>sale of [tobacco] kratom and 5-[2-(methyl)]-1-ethyl and [effective 2027] goods</p>"
    assert "{-" not in shown(extract(html(body)))
    told = shown(extract(html(body + note)))
    assert "sale of {-[tobacco]-} kratom and 5-[2-(methyl)]-1-ethyl and [effective 2027]" in told


def test_arizona_capitals_are_new_text(shown: Shown) -> None:
    body = (
        "<p>A. A <span class=O>seller</span> <span class=UP>PERSON</span> may not sell kratom.</p>"
    )
    assert shown(extract(html(body))) == "A. A {-seller-} {+PERSON+} may not sell kratom."
