"""What a document says of its own print: which signs and types enclose what is new or gone.

Most states print a legend (`matter in italics is new; matter in brackets is old law`). It is
believed wherever it stands. Where a copy has lost it, the enacting words tell the state, and its
usual print counts only in so far as the copy bears no other marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag


class Face(Flag):
    """How letters are set."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2


@dataclass(frozen=True, slots=True)
class Convention:
    """How one document marks; `new` are the faces of added words, each enough by itself.

    A `spare` sign or face counts only where nothing else marks a deletion (an addition).
    """

    brackets: bool = False
    spare_brackets: bool = False
    parentheses: bool = False
    capitals: bool = False
    spare_capitals: bool = False
    new: tuple[Face, ...] = ()
    spare_new: tuple[Face, ...] = ()


#: Words by which a document itself says that brackets enclose what is deleted.
_BRACKETS = re.compile(
    r"(?:matter|material|words|language|text|law|deletions?|deleted)[^.]{0,80}"
    r"\b(?:in|within|by|between|enclosed)\b[^.]{0,30}brackets?"
    r"(?:[^.]{0,80}(?:delet|omit|remov|repeal|old law|stricken|struck|not enacted)"
    r"|(?<=brackets)(?=[.;]))"
    r"|\[brackets?\][^.]{0,40}(?:delet|omit|remov|repeal|stricken|struck)"
    r"|\[?bracketed(?: material)?\]?[^.]{0,40}(?:delet|omit|remov|repeal|stricken|struck)"
    r"|\[deleted text bracketed\]"
    r"|removed from current law appears \[",
    re.IGNORECASE,
)
#: Words by which a document says that capitals are new. Arizona's say so only in their style.
_CAPITALS = re.compile(
    r"capital(?:s| letters)\b[^.]{0,60}\b(?:indicate|new|added)"
    r"|Arizona Revised Statutes, (?:is|are) amended",
    re.IGNORECASE,
)
_FACE = r"(?P<face>bold(?:ed|[ -]?faced?)?(?:[ -]type)?(?: (?:and |& )?italic\w*)?|italic\w*)"
#: Words by which a document says that a type is new, in either order.
_FACES = (
    re.compile(
        rf"(?:matter|material|words|text|language|type)[^.]{{0,40}}?\b{_FACE}(?! bracket)"
        r"(?P<more>[^.]{0,60}?)\b(?:is|are|indicates?|=)[^.]{0,25}?"
        r"\b(?:new|add(?:ed|itions?)|proposed|insert\w+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:additions?|added|insertions?|new (?:matter|material|text|language|law))"
        r"[^.]{0,60}?\b(?:in|by|appears?|shown|indicated|printed)\b"
        rf"[^.]{{0,20}}?\b{_FACE}(?P<more>[^.]{{0,40}})",
        re.IGNORECASE,
    ),
)
#: A legend speaks of bills and law; the type of a label does not.
_LEGEND = re.compile(
    r"\b(?:explanation|coding|bill|existing law|current law|omitted|deletions?|deleted"
    r"|amended section|statut\w+)\b",
    re.IGNORECASE,
)
_UNDERLINED = re.compile(r"underlin|underscor", re.IGNORECASE)
#: A legend that shows its types and does not name them.
_SHOWN = re.compile(r"additions will appear in this style type", re.IGNORECASE)
_PARENTHESES = re.compile(r"\bRCW\b|revised code of washington", re.IGNORECASE)

_ENACTED = r"be it (?:hereby )?enacted by the "
#: States that print deletions in brackets, by their enacting words.
_BRACKET_STATES = re.compile(
    _ENACTED + r"(?:legislature of the state of (?:texas|utah|hawaii|alaska|new mexico)"
    r"|general assembly of (?:the )?(?:commonwealth of kentucky|maryland|state of missouri)"
    r"|senate and general assembly of the state of new jersey|people of the state of oregon"
    r"|senate and house of representatives in general (?:assembly|court) convened)"
    r"|the people of the state of (?:new york|nevada),? represented"
    r"|general assembly of the commonwealth of pennsylvania hereby enacts",
    re.IGNORECASE,
)
#: States whose plain copies print additions in capitals.
_CAPITAL_STATES = re.compile(
    _ENACTED + r"general assembly of (?:maryland|the state of colorado)"
    r"|the people of the state of new york,? represented",
    re.IGNORECASE,
)
#: States that print additions in italics.
_ITALIC_STATES = re.compile(
    _ENACTED + r"(?:legislature of the state of kansas|general assembly of virginia)",
    re.IGNORECASE,
)
#: One of these stands in every legend; words so far from one are not looked at.
_WORDS = ("bracket", "removed from current law", "capital", "bold", "italic", "style type")
_AROUND = 320
#: So many such words are looked at, and so much of the front for the enacting words.
_MOST = 200
_FRONT = 60_000


def convention_of(text: str) -> Convention:
    """How a document marks what it adds and deletes, by its own words and its enacting words."""
    told = _near_words(text)
    front = " ".join(text[:_FRONT].split())
    new, spare = _faces(told)
    if _ITALIC_STATES.search(front):
        spare = (*spare, Face.ITALIC)
    return Convention(
        brackets=_BRACKETS.search(told) is not None,
        spare_brackets="[" in text and _BRACKET_STATES.search(front) is not None,
        parentheses="((" in text and _PARENTHESES.search(front) is not None,
        capitals=_CAPITALS.search(told) is not None,
        spare_capitals=_CAPITAL_STATES.search(front) is not None,
        new=new,
        spare_new=spare,
    )


def _near_words(text: str) -> str:
    """The stretches around the words of legends, each folded and ended by a stop."""
    low = text.lower()
    places: list[int] = []
    for word in (*_WORDS, "arizona revised"):
        at = low.find(word)
        while at >= 0 and len(places) < _MOST:
            places.append(at)
            at = low.find(word, at + _AROUND)
    spans: list[tuple[int, int]] = []
    for at in sorted(places):
        start, stop = max(0, at - _AROUND), at + 2 * _AROUND
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return " . ".join(" ".join(text[a:b].split()) for a, b in spans)


def _faces(told: str) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """The faces that a legend calls new, and those it names beside an underline."""
    new: list[Face] = []
    spare: list[Face] = []
    for pattern in _FACES:
        for match in pattern.finditer(told):
            around = told[max(0, match.start() - 120) : match.end() + 120]
            if _LEGEND.search(around):
                underlined = _UNDERLINED.search(match["more"]) is not None
                (spare if underlined else new).append(_face(match["face"]))
    if _SHOWN.search(told):
        new.append(Face.BOLD)
    return tuple(dict.fromkeys(new)), tuple(dict.fromkeys(spare))


def _face(words: str) -> Face:
    low = words.lower()
    face = Face.BOLD if "bold" in low else Face.PLAIN
    return face | Face.ITALIC if "italic" in low else face
