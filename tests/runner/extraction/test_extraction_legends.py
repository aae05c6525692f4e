"""What documents say of their own print: brackets, capitals, bold, italics, double parentheses.

The texts are written here in the print of the state named, with words of our own.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_files import pdf, text_at

from regtrack.reading.reader import read_text
from regtrack.reading.text import LegalText, Mark
from regtrack.runner.extraction import extract
from regtrack.runner.extraction.legends import Convention, Face, convention_of

Shown = Callable[[LegalText], str]

LEGENDS: tuple[tuple[str, str, Convention], ...] = (
    ("new york",
     "EXPLANATION--Matter in italics (underscored) is new; matter in brackets\n   [ ] is old law to"
     " be omitted.", Convention(brackets=True, spare_new=(Face.ITALIC,))),
    ("oregon",
     "NOTE: Matter in boldfaced type in an amended section is new; matter [italic and bracketed]"
     " is existing law to be omitted. New sections are in boldfaced type.",
     Convention(brackets=True, new=(Face.BOLD,))),
    ("nevada",
     "EXPLANATION \u2013 Matter in bolded italics is new; matter between brackets [omitted"
     " material] is material to be omitted.",
     Convention(brackets=True, new=(Face.BOLD | Face.ITALIC,))),
    ("new hampshire",
     "Explanation: Matter added to current law appears in bold italics. Matter removed from current"
     " law appears [in brackets and struckthrough.]",
     Convention(brackets=True, new=(Face.BOLD | Face.ITALIC,))),
    ("missouri",
     "EXPLANATION-Matter enclosed in bold-faced brackets [thus] in this bill is not enacted and is"
     " intended to be omitted in the law. Matter in bold-face type in this bill is proposed"
     " language.", Convention(brackets=True, new=(Face.BOLD,))),
    ("maryland",
     "EXPLANATION: CAPITALS INDICATE MATTER ADDED TO EXISTING LAW. [Brackets] indicate matter"
     " deleted from existing law.", Convention(brackets=True, capitals=True)),
    ("indiana",
     "the text of the existing provision will appear in this style type, additions will appear in"
     " this style type, and deletions will appear in this style type.",
     Convention(new=(Face.BOLD,))),
    ("colorado",
     "Capital letters or bold & italic numbers indicate new material to be added to existing law.",
     Convention(capitals=True)),
    ("louisiana",
     "CODING: Words which are struck through are deletions from existing law; words in boldface"
     " type and underscored are additions.", Convention(spare_new=(Face.BOLD,))),
    ("new mexico", "underscored material = new\n[bracketed material] = delete",
     Convention(brackets=True)),
    ("connecticut",
     "[Proposed deletions are enclosed in brackets. Proposed additions are indicated by"
     " underline.]", Convention(brackets=True)),
    ("alaska", "New Text Underlined [DELETED TEXT BRACKETED]", Convention(brackets=True)),
    ("a label", "The words of the warning on the label are in bold type and is added to the box.",
     Convention()),
    ("a rule on brackets", "The wall is held by brackets of steel. Words fail.", Convention()),
)  # fmt: skip


@pytest.mark.parametrize(("words", "told"), [x[1:] for x in LEGENDS], ids=[x[0] for x in LEGENDS])
def test_legend(words: str, told: Convention) -> None:
    assert convention_of(words) == told


def test_the_brackets_of_a_state_count_only_where_nothing_is_struck(shown: Shown) -> None:
    law = (
        "The General Assembly of the Commonwealth of Pennsylvania hereby enacts as follows:\n\n"
        "Nobody sells kratom to a person under [18] 21 years, or 5-[2-ethyl]-indole."
    )
    assert "under {-[18]-} 21 years, or 5-[2-ethyl]-indole" in shown(extract(law.encode()))
    page = f"<html><body><p>{law}</p><p>Bark <s>root</s> leaf</p></body></html>"
    assert "under [18] 21 years" in shown(extract(page.encode()))


def test_effective_words_in_brackets_are_no_deletion(shown: Shown) -> None:
    law = (
        "matter in brackets is old law to be omitted\n\nIC 1 IS AMENDED TO READ AS FOLLOWS"
        " [EFFECTIVE JULY 1, 2026]: Sec. 1. A person sells [bark or] kratom."
    )
    assert "[EFFECTIVE JULY 1, 2026]: Sec. 1. A person sells {-[bark or]-} kratom" in shown(
        extract(law.encode())
    )


def test_double_parentheses_of_washington(shown: Shown) -> None:
    law = (
        "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF WASHINGTON:\n\n"
        "RCW 1.1 is amended: A person under the age of ((eighteen (18))) twenty-one buys kratom."
    )
    assert "age of {-((eighteen (18)))-} twenty-one" in shown(extract(law.encode()))
    other = law.replace("WASHINGTON", "OHIO").replace("RCW", "Section")
    assert "{-" not in shown(extract(other.encode()))


def test_capitals_are_new_but_heads_of_sections_are_not(shown: Shown) -> None:
    law = (
        "Be it enacted by the General Assembly of the State of Colorado:\n\n"
        "SECTION 1. In Colorado Revised Statutes, amend 18-18-203: The kinds are (a) peyote, (b)"
        " MITRAGYNINE; AND (c) 7-HYDROXYMITRAGYNINE, says the FDA."
    )
    text = shown(extract(law.encode()))
    assert "\nSECTION 1. In Colorado" in text
    assert "MITRAGYNINE; AND" in "".join(
        r.text for r in extract(law.encode()).runs if r.mark is Mark.ADDED
    )
    assert "says the FDA" in text


BOLD = (
    "<p>Matter enclosed in brackets is intended to be omitted in the law.</p>"
    "<p>Matter in <b>bold-face</b> type in this bill is proposed language.</p>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>1. Kinds are peyote; <b>mitragynine;</b> and bark.</p>",
         "1. Kinds are peyote; {+mitragynine;+} and bark."),
        ("<p><b>195.017. Schedules.</b> The kinds of bark are listed.</p>",
         "195.017. Schedules. The kinds of bark are listed."),
        ("<p><span style='font-weight:700'>kratom leaf</span> is sold</p>",
         "{+kratom leaf+} is sold"),
        ("<p><b>bark and <span style='font-weight:normal'>root</span></b> are sold</p>",
         "{+bark and +}root are sold"),
        ("<p>a person under <b>[</b>eighteen<b>]</b> <b>twenty-one</b> buys</p>",
         "a person under {-[eighteen]-} {+twenty-one+} buys"),
    ],
)  # fmt: skip
def test_bold_is_new_where_the_document_says_so(body: str, expected: str, shown: Shown) -> None:
    page = f"<html><body>{body}{BOLD}</body></html>".encode()
    assert expected in shown(extract(page))
    plain = f"<html><body>{body}<p>All of it is law of this state.</p></body></html>"
    assert "{+" not in shown(extract(plain.encode()))


def test_classes_and_italics(shown: Shown) -> None:
    page = (
        "<html><head><style>.n {font-style: italic}</style></head><body>"
        "<p>Be it enacted by the Legislature of the State of Kansas:</p>"
        "<p>The kinds are peyote; <span class=n>kratom;</span> and bark.</p></body></html>"
    )
    assert "peyote; {+kratom;+} and bark" in shown(extract(page.encode()))


def test_bold_elements_of_xml(shown: Shown) -> None:
    law = (
        "<?xml version='1.0'?><bill><p>Matter in boldfaced type in an amended section is new.</p>"
        "<p>The kinds are peyote; <b>kratom;</b> and bark.</p></bill>"
    )
    assert "peyote; {+kratom;+} and bark" in shown(extract(law.encode()))


def test_bold_italics_of_a_pdf(shown: Shown) -> None:
    lines = text_at(72, 700, "EXPLANATION - Matter in bolded italics is new; the rest is law.")
    lines += text_at(72, 676, "Nobody sells kratom to a person under the age of")
    lines += text_at(72 + 49 * 7.2, 676, "twenty-one (21)", "B") + text_at(72, 652, "years.")
    assert "the age of {+twenty-one (21) +}years" in shown(extract(pdf([lines])))
    told = text_at(72, 700, "All that stands here is law of this state, in any type.")
    assert "{+" not in shown(extract(pdf([told + lines[lines.index(b"ET\n") + 3 :]])))


FEET = "".join(
    f"{line}. A person may sell the bark named in rule {line}\n"
    + (f"Req. No. 16310 Page {line // 10}\n\n" if line % 10 == 0 else "")
    for line in range(1, 41)
)


def test_page_feet_of_flat_copies_are_left_out() -> None:
    live = extract(FEET.encode()).live
    assert "Req. No." not in live
    assert live.count("A person may sell") == 40


def test_what_counts_up_in_the_law_is_kept() -> None:
    words = "a\n" * 12
    law = "".join(f"Section {n}.\n{words}Kratom is sold in lot {n * 7}\n" for n in range(1, 6))
    live = extract(law.encode()).live
    assert "Section 4." in live
    assert "lot 14" in live


def test_headings_alone_do_not_make_a_copy_marked() -> None:
    law = (
        "STATE OF NEW YORK\n\nThe People of the State of New York, represented in Senate and"
        " Assembly, do enact as follows:\n\nSection 1. The law is amended to read:\n\n"
        "SCHEDULE OF FEES\n\nThe fee for a licence to sell kratom is {} dollars."
    )
    assert not extract(law.format("twenty").encode()).marked
    told = extract(law.format("TWENTY-FIVE").encode())
    assert [r.text for r in told.runs if r.mark is Mark.ADDED][-1] == "TWENTY-FIVE"


@pytest.mark.parametrize(("title", "effects"), [("TO ADD KRATOM TO", ["schedule"]), ("ON", [])])
def test_a_flat_copy_that_keeps_brackets_only(title: str, effects: list[str]) -> None:
    law = (
        f"AN ACT\n{title} SCHEDULE I.\n\nBE IT ENACTED BY THE LEGISLATURE OF THE STATE OF NEW"
        " MEXICO:\n\nSECTION 1. Section 30-31-6 NMSA 1978 is amended to read: The following"
        " controlled substances are included in Schedule I: any material that contains any"
        " quantity of the following hallucinogenic substances:\n\n(1) peyote; [and]\n\n"
        "(2) salvia; and\n\n(3) kratom.\n"
    )
    found = read_text(extract(law.encode()), division="ocd-division/country:us/state:xx")
    assert [p.provision.effect.value for p in found.provisions] == effects
    assert not any(p.sure for p in found.provisions)
