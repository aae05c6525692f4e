"""How legislatures mark what a text adds and what it strikes, as data.

Two layers: mark-up (tags, classes, styles) that a reader sees while it walks a document, and
words or brackets inside the text that are settled afterwards on the finished lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regtrack.reading.text import Mark

#: HTML elements that mark by themselves.
TAG_MARKS: dict[str, Mark] = {
    "u": Mark.ADDED,
    "ins": Mark.ADDED,
    "s": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "del": Mark.STRUCK,
}

#: (element or "", class, lower case) of publishers whose style sheet is not in the document.
CLASS_MARKS: dict[tuple[str, str], Mark] = {
    ("", "insert"): Mark.ADDED,  # Florida
    ("", "remove"): Mark.STRUCK,
    ("em", "new"): Mark.ADDED,  # Virginia
    ("span", "up"): Mark.ADDED,  # Arizona: new text is shown in capitals
    ("span", "o"): Mark.STRUCK,
    ("", "blue_text"): Mark.ADDED,  # California
    ("", "amendinsert"): Mark.ADDED,
    ("", "amenddelete"): Mark.STRUCK,
    ("", "underline"): Mark.ADDED,
    ("", "strikethrough"): Mark.STRUCK,
    ("", "line-through"): Mark.STRUCK,
    ("", "strike"): Mark.STRUCK,
}

#: Classes that a style sheet underlines for looks: section headings and links.
UNMARKED_CLASSES = frozenset({"sechead", "msohyperlink", "msohyperlinkfollowed"})

#: Classes whose text is print furniture: margin numbers, menus, page marks.
HIDDEN_CLASSES = frozenset({"ln", "lnum", "line-number", "linenumber", "lineno", "noprint"})

#: Ids and classes of the element that holds the legal text of a page, best first.
BODY_IDS = ("document", "bill_all", "billtext", "bill-text", "legtext", "leg_text")
BODY_TAGS = ("article", "main")

_DECORATION = re.compile(r"text-decoration(?:-line)?\s*:\s*([^;}]*)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)


def style_mark(style: str) -> Mark | None:
    """The mark that CSS declarations give, None where they give none."""
    match = _DECORATION.search(style)
    if match is None:
        return None
    value = match[1].lower()
    if "line-through" in value:
        return Mark.STRUCK
    return Mark.ADDED if "underline" in value else None


def sheet_marks(sheet: str) -> Iterator[tuple[tuple[str, str], Mark]]:
    """((element or "", class), mark) for each plain class rule of a style sheet that marks.

    Links are left out: their underline is decoration.
    """
    for match in _RULE.finditer(sheet):
        mark = style_mark(match[2])
        if mark is None:
            continue
        for part in match[1].replace("<!--", "").split(","):
            selector = _SELECTOR.fullmatch(part.strip())
            if selector and selector[1] != "a" and "hyperlink" not in selector[2].lower():
                yield ((selector[1] or "").lower(), selector[2].lower()), mark


@dataclass(frozen=True, slots=True)
class Signs:
    """A pair of words or signs, lower case, that enclose marked text."""

    opens: str
    closes: str
    mark: Mark


#: Words that some publishers write around changed text for readers who cannot see lines.
WORD_SIGNS: tuple[Signs, ...] = (
    Signs("deleted text begin", "deleted text end", Mark.STRUCK),
    Signs("new text begin", "new text end", Mark.ADDED),
    Signs("<deleted>", "</deleted>", Mark.STRUCK),  # Congress, reported bills as plain text
    Signs("{+", "+}", Mark.ADDED),  # Oregon, plain text
    Signs("{-", "-}", Mark.STRUCK),
)


#: XML elements that mark by themselves, by local name, lower case.
XML_MARKS: dict[str, Mark] = {
    **TAG_MARKS,
    "added-phrase": Mark.ADDED,  # Congress
    "deleted-phrase": Mark.STRUCK,
    "addedtext": Mark.ADDED,
    "deletedtext": Mark.STRUCK,
    "added": Mark.ADDED,
    "deleted": Mark.STRUCK,
    "insert": Mark.ADDED,
    "strikethrough": Mark.STRUCK,
    "underline": Mark.ADDED,
}

#: Element: ((attribute, mark), value), where an attribute says which.
XML_ATTRIBUTE_MARKS: dict[str, tuple[tuple[tuple[str, Mark], str], ...]] = {
    "amend": (
        (("ea", Mark.ADDED), "amend"),  # Utah
        (("ea", Mark.ADDED), "insert"),
        (("ea", Mark.STRUCK), "erase"),
    ),
    "span": ((("class", Mark.STRUCK), "strike"), (("class", Mark.ADDED), "insert")),
    "text": ((("changed", Mark.ADDED), "added"), (("changed", Mark.STRUCK), "deleted")),
}

#: Elements without legal text: file data, menus, time of print.
XML_HIDDEN = frozenset({"metadata", "meta", "info", "sinfo", "rev", "toc-enum", "script", "style"})

#: Elements inside a sentence; all others begin and end a line.
XML_INLINE = frozenset(
    {
        "a",
        "act-name",
        "action-date",
        "added",
        "added-phrase",
        "addedtext",
        "amend",
        "amendoutend",
        "amendoutstart",
        "b",
        "bold",
        "br",
        "char",
        "cite",
        "committee-name",
        "cosponsor",
        "date",
        "defined-term",
        "definedterm",
        "del",
        "deleted",
        "deleted-phrase",
        "deletedtext",
        "display",
        "effdate",
        "effect",
        "em",
        "emphasis",
        "enum",
        "eol",
        "external-xref",
        "font",
        "footnote",
        "fraction",
        "gp",
        "header-in-text",
        "heading-inline",
        "headingtext",
        "highlight",
        "housecommitteeend",
        "housecommitteestart",
        "houseend",
        "housestart",
        "i",
        "inline",
        "ins",
        "insert",
        "internal-xref",
        "italic",
        "label",
        "linebreak",
        "ln",
        "marker",
        "mid-superscript",
        "nonsponsor",
        "num",
        "obligated-amount",
        "official-title-amendment",
        "pagebreak",
        "paren",
        "parens",
        "parenthetical",
        "popular-name",
        "quote",
        "quotedtext",
        "ref",
        "reporter",
        "s",
        "senateend",
        "senatefloorend",
        "senatefloorstart",
        "senatestart",
        "short-title",
        "short-title-inline",
        "span",
        "sponsor",
        "strike",
        "strikethrough",
        "strong",
        "sub",
        "subscript",
        "sup",
        "superscript",
        "tab",
        "term",
        "tt",
        "u",
        "underline",
        "user-marker",
        "xref",
    }
)

#: Elements that begin and end a line even inside a sentence. Of names in neither list, those that
#: stand among words are taken to be inside the sentence.
XML_BLOCKS = frozenset(
    {
        "article",
        "bdy",
        "bill",
        "block",
        "bsec",
        "catline",
        "cell",
        "chapeau",
        "chapter",
        "clause",
        "content",
        "continuation",
        "continuation-text",
        "definition",
        "display-text",
        "enactment",
        "entry",
        "header",
        "heading",
        "hl",
        "item",
        "label-line",
        "legis-body",
        "level",
        "li",
        "list",
        "marginalnote",
        "p",
        "para",
        "paragraph",
        "part",
        "proviso",
        "quoted-block",
        "quotedcontent",
        "row",
        "secline",
        "section",
        "sectiontext",
        "sn",
        "snhead",
        "subchapter",
        "subclause",
        "subitem",
        "subparagraph",
        "subsection",
        "subsubitem",
        "subtitle",
        "table",
        "tbl",
        "text",
        "title",
        "toc",
        "tr",
    }
)

#: Elements that stand for a space.
XML_SPACES = frozenset({"tab", "eol", "linebreak", "br"})

#: Labels that a space parts from the words that follow.
XML_LABELS = frozenset({"display", "enum", "label", "num"})

#: Elements whose quotation marks the publisher's style sheet writes.
XML_QUOTES = frozenset({"quote", "term"})

#: Elements that the publisher's style sheet puts in round brackets.
XML_ROUND = frozenset({"paren"})
