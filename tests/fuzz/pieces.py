"""What is thrown at the program: bills from a grammar of drafting pieces, documents that carry
them in four formats, bytes bent out of shape, and records of legislatures. All in our own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from hypothesis import strategies as st

from regtrack.reading.text import LegalText, Mark, Run
from runner.extraction.pdf_files import pdf, text_at

NAMES = (
    "kratom", "Kratom", "KRATOM", "mitragynine", "Mitragyna speciosa", "7-hydroxymitragynine",
    "7-OH", "7 OH", "mitragynine pseudoindoxyl", "MGM-15", "a kratom product", "kratom products",
    "synthetic kratom alkaloids", "ketum", "кратом", "mİtragynine",
)  # fmt: skip
HEADS = (
    "Be it enacted by the Legislature:\n", "Section 1. ", "Section 2. ", "SECTION 3. ", "Sec. 4. ",
    "\nSection 12-3-4 is amended to read: ", "\n(a) ", "\n(1) ", "\n(i) ", "\nA. ", "\n12 ", "\n",
    "NEW SECTION. Sec. 5. ", "Chapter 9 is repealed. ", "EXPLANATION This bill ",
    "AN ACT relating to ",
    "WHEREAS, ", "Statement of Purpose: ", "\nPage 3 of 10\n", "deleted text begin",
    "deleted text end",
    "new text begin", "new text end", "SUPPLEMENTARY INFORMATION: ", "Action: Notice of intent. ",
)  # fmt: skip
ACTS = (
    "A person shall not sell ", "It is unlawful to possess or distribute ",
    " is added to Schedule I",
    "No retailer may sell ", " to a person under 21 years of age", " is removed from schedule I",
    " must be labelled and registered with the department", " containing more than 2 percent ",
    "The following are controlled substances: ", '"Covered product" means a food that contains ',
    "A covered product may be sold. ", " is repealed", " except as provided in section 39-17-438",
    "The department shall study ", "A tax of 5 percent is levied on ", " by prescription only",
    "A county may prohibit ", "is guilty of a class B misdemeanor", " within 100 feet of a school",
    " is hereby placed in Schedule II", " of the alkaloid fraction", "other than ",
    "notwithstanding ",
)  # fmt: skip
DATES = (
    "This act takes effect July 1, 2026. ", "This section is effective 90 days after adjournment. ",
    "effective upon passage", "expires on June 30, 2028", "on and after 2027-01-01", "13/45/2026",
    "February 30, 2026", "the first day of the month", "for a period of 9999999999 years",
    "effective 12:01 a.m. on January 1, 9999", "not to exceed 365 days", "effective 0 days after",
)  # fmt: skip
GLUE = (
    " ",
    ", ",
    "; ",
    ": ",
    ". ",
    ".",
    "-",
    "\n",
    "\n\n",
    " and ",
    " or ",
    "\t",
    "\u00a0",
    "(",
    ")",
    '"',
)
PIECES = (*NAMES, *HEADS, *ACTS, *DATES, *GLUE)

pieces = st.one_of(*map(st.sampled_from, (NAMES, HEADS, ACTS, DATES, GLUE)))
words = st.lists(st.one_of(pieces, pieces, st.text(max_size=12)), max_size=8).map("".join)
runs = st.builds(Run, words, st.sampled_from((Mark.PLAIN, Mark.PLAIN, Mark.ADDED, Mark.STRUCK)))
texts = st.lists(runs, max_size=24).map(lambda made: LegalText(tuple(made), "fuzz@1"))
dates = st.lists(st.one_of(st.sampled_from(DATES), words,
st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}")),
                 max_size=4).map("".join)  # fmt: skip

_TAGS = {
    Mark.PLAIN: (("", ""), ("<span>", "</span>"), ("<b>", "</b>")),
    Mark.ADDED: (("<u>", "</u>"), ("<ins>", "</ins>"),
    ('<span style="text-decoration:underline">', "</span>")),
    Mark.STRUCK: (("<s>", "</s>"), ("<del>", "</del>"),
    ('<span style="text-decoration: line-through">', "</span>")),
}  # fmt: skip


def html(text: LegalText, way: int = 0) -> bytes:
    """A page with the text's marks as tags."""
    body = "".join(
        _TAGS[r.mark][way % 3][0] + escape(r.text).replace("\n", "<br>") + _TAGS[r.mark][way % 3][1]
        for r in text.runs
    )
    return f"<!DOCTYPE html><html><body><p>{body}</p></body></html>".encode("utf-8", "replace")


def xml(text: LegalText) -> bytes:
    """A bill in XML, marks as change markup."""
    names = {Mark.PLAIN: "text", Mark.ADDED: "ins", Mark.STRUCK: "del"}
    body = "".join(f"<{names[r.mark]}>{escape(r.text)}</{names[r.mark]}>" for r in text.runs)
    return f'<?xml version="1.0"?><bill><section>{body}</section></bill>'.encode("utf-8", "replace")


def plain(text: LegalText) -> bytes:
    """Plain text, struck words in double brackets."""
    out = (f"[[{r.text}]]" if r.mark is Mark.STRUCK else r.text for r in text.runs)
    return "".join(out).encode("utf-8", "replace")


def paper(text: LegalText) -> bytes:
    """A PDF of one page, a line for each line of the live text."""
    lines = text.live.encode("cp1252", "replace").decode("cp1252").split("\n")[:28]
    return pdf([b"".join(text_at(72, 700 - 24 * i, line[:70]) for i, line in enumerate(lines))])


FORMATS = (html, xml, plain, paper)
_SPLICES = (
    b"<div>", b"</div>", b"<table><tr><td>", b"<!--", b"<![CDATA[", b"&#0;", b"&#x110000;", b"&a;",
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"endstream", b"endobj", b"/Count 999999999",
    b"/Kids[2 0 R]",
    b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b"<s>", b"</u>", b"[[", b"]]", b"%PDF-1.7", b"9" * 40,
)  # fmt: skip


@dataclass(frozen=True)
class Bend:
    """One change of bytes: at a share of the length, take some out and put some in."""

    at: float
    drop: int
    put: bytes


bends = st.builds(
    Bend,
    st.floats(0, 1),
    st.integers(0, 40),
    st.one_of(st.sampled_from(_SPLICES), st.binary(max_size=12)),
)


def bent(data: bytes, changes: Sequence[Bend]) -> bytes:
    """The bytes after all changes."""
    for change in changes:
        at = int(change.at * len(data))
        data = data[:at] + change.put + data[at + change.drop :]
    return data


documents = st.builds(
    lambda text, form, changes: bent(form(text), changes),
    texts,
    st.sampled_from(FORMATS),
    st.lists(bends, max_size=6),
)

_calm = st.lists(st.sampled_from((*ACTS, *DATES)), max_size=4).map(" ".join)
#: A way of writing marks, and words before and after.
marks = st.tuples(st.integers(0, 2), _calm, _calm)


def marked(before: str, added: str, struck: str, after: str) -> LegalText:
    """Words added and words struck between others."""
    inner = (Run(f" {added} ", Mark.ADDED), Run(f" {struck} ", Mark.STRUCK))
    return LegalText((Run(before), *inner, Run(after)), "fuzz@1")


ROWS = (
    "Introduced", "Referred to Committee on Health", "Third reading, passed", "Passed Senate",
    "Signed by Governor", "Approved by the Governor", "Vetoed by Governor", "Veto overridden",
    "Died in Committee", "Withdrawn", "Effective date 07/01/2026", "Chapter 12", "Public Act 26-12",
    "Sine Die", "Delivered to Governor 2026-04-31", "Postponed indefinitely", "Tabled",
    "Passed, YEAS 13, NAYS 20", "Carried over", "Substituted by A1234", "Enrolled", "Concurred",
)  # fmt: skip
CLASSES = (
    "introduction", "referral-committee", "passage", "failure", "executive-signature", "became-law",
    "executive-veto", "veto-override-passage", "withdrawal", "enrolled", "substitution", "nonsense",
)  # fmt: skip
_row_words = st.lists(
    st.one_of(st.sampled_from(ROWS), st.sampled_from(ROWS), st.text(max_size=15)), max_size=3
).map(" ".join)
_days = st.one_of(
    st.dates().map(str),
    st.sampled_from(["2026", "2026-02", "2026-02-30", "", "0000-00-00", "2026-03-04T05:00:00+00:00",
                     "9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+14:00"]),
    st.text(max_size=12),
)  # fmt: skip
_odd = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.none(), max_size=2)
)


def _or_odd(usual: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(usual, usual, usual, usual, _odd)


_actions = st.lists(
    _or_odd(
        st.fixed_dictionaries(
            {
                "description": _or_odd(_row_words),
                "date": _or_odd(_days),
                "classification": _or_odd(st.lists(st.sampled_from(CLASSES), max_size=2)),
                "organization_id": _or_odd(
                    st.sampled_from(['~{"classification": "upper"}',
                    '~{"classification": "lower"}', "~[", "~[]"])
                ),
            },
            optional={"order": _or_odd(st.integers(0, 30))},
        )
    ),
    max_size=14,
)  # fmt: skip
_versions = st.lists(
    _or_odd(
        st.fixed_dictionaries(
            {
                "note": _or_odd(st.sampled_from(["Introduced", "Enrolled",
                "As passed by the House"])),
                "date": _or_odd(_days),
                "links": _or_odd(st.lists(_or_odd(st.fixed_dictionaries(
                    {"url": _or_odd(st.sampled_from(["https://a.example/b.pdf", "x",
                    "http://[", ""])),
                     "media_type": _or_odd(st.just("application/pdf"))})), max_size=2)),
            }
        )
    ),
    max_size=3,
)  # fmt: skip
records = st.fixed_dictionaries(
    {
        "identifier": _or_odd(st.sampled_from(["HB 12", "SJR 3", "LD 2079", "", "HRES1"])),
        "legislative_session": _or_odd(st.sampled_from(["2026", "2025-2026", "2026RS", "89(1)"])),
        "title": _or_odd(st.sampled_from(["An Act concerning kratom", "Relating to schools"])),
        "jurisdiction": _or_odd(st.sampled_from([
            "ocd-jurisdiction/country:us/state:ks/government", "ocd-division/country:us", "x"])),
    },
    optional={
        "actions": _or_odd(_actions),
        "versions": _or_odd(_versions),
        "documents": _or_odd(_versions),
        "related_bills": _or_odd(st.lists(_or_odd(st.fixed_dictionaries(
            {"identifier": _or_odd(st.just("HB 13")),
            "relation_type": _or_odd(st.just("companion"))})),
            max_size=2)),
        "classification": _or_odd(st.lists(st.sampled_from(["bill", "resolution"]), max_size=2)),
        "abstracts": _or_odd(st.lists(_or_odd(st.fixed_dictionaries({"abstract": _or_odd(words)})),
                                      max_size=2)),
        "sources": _or_odd(st.lists(_or_odd(st.fixed_dictionaries({"url": _or_odd(st.just("x"))})),
                                    max_size=2)),
    },
)  # fmt: skip
