"""What a clause on a start is for: the whole act, its own section, or sections that it names."""

from __future__ import annotations

import re

from regtrack.reading.days import DAY
from regtrack.reading.sections import Part, Section
from regtrack.reading.surface import rx

#: Words that a text uses of other things as well: they need the act as their subject.
_WEAK = ("shall commence", "commences on", "applies on and after")
_SCOPE_ACT = rx(
    r"\b(?:this|the|said|these|its)(?: joint| concurrent| emergency| temporary| final| proposed"
    r"| executive| public health| \d{4}"
    r"| health| local| interim)?"
    r" (?:act|bill|law|by-?law|measure|ordinance|order|rule|regulation|resolution|notice|ban"
    r"|legislation|amendments?|statute"
    r"|rules|regulations|prohibition|scheduling action|scheduling|declaration|directive"
    r"|proclamation|title|policy"
    r"|chapter|subchapter|division|article|part|legislative rule|code chapter|enactment"
    r"|amendatory act|provisions)\b"
    r"|\bit (?:shall|is|will|takes)|\beffective date\b|\bdates?:|\bemergency\b|same shall"
)
_SCOPE_SECTION = rx(r"\bthis (?:section|subsection|paragraph|subdivision|clause)\b")
_SCOPE_SECTIONS = rx(
    r"\b(?:sections?|secs?\.|parts?|articles?|paragraphs?|subsections?|actions? affecting"
    r"|amendments? to|provisions of)"
    r"[^.;]{0,200}$"
)
_THIS_ACT = rx(r"\bthis act\b|bill")
_AND_OTHERS = rx(r"\bthis section(?:,| and) (?:sections?|secs?\.) \d")
_CITED = re.compile(r"\b\d+[A-Za-z]?(?:[-.:]\d+[\w.]*)*\b")
#: West Virginia prints above the title of an act when it was passed and when it starts.
_PASSED = rx(r"\[passed [^;\]]{4,30}; (?:to )?$")


def in_passed_line(before: str, section: Section) -> bool:
    """Whether a clause stands in the line above the title on when the act was passed."""
    return section.part is Part.FRONT and _PASSED.search(before) is not None


#: A start that is long past, or that of something else.
_LOOKS_BACK = rx(
    r"deemed to have been (?:in )?(?:full )?$"
    r"|\b(?:which|who|that)(?: (?:shall|will|section \w+))? ?$"
)


def scope_of(
    before: str, anchor: str, tail: str, section: Section, text: str
) -> tuple[str | None, tuple[str, ...]]:
    """What a clause is for (act, section, sections; None: for nothing of the act), and the
    sections that it names."""
    near = before[-260:]
    if in_passed_line(near, section):
        return "act", ()
    if anchor.startswith("act "):
        return ("act", ()) if rx(r"\bthis $").search(before) else (None, ())
    if _LOOKS_BACK.search(near):
        return None, ()
    if anchor in _WEAK and not _SCOPE_ACT.search(near):
        return None, ()
    if anchor == "in effect" and _SCOPE_ACT.search(near) and _ON_AND_AFTER.match(tail):
        return "act", ()
    if anchor == "in effect" and not _starts_then(tail):
        return None, ()
    excepted = re.split(r"except (?:as|that|for)[^,]*,", near, flags=re.I)[-1]
    if _of_this_section(excepted):
        return "section", ()
    named = _SCOPE_SECTIONS.search(_last_subject(excepted))
    if named and rx(
        r"(?:sections?|secs?\.) (?:of )?(?:this act )?\(?\d|sections? [\dIVX]|affecting|following"
        r"|(?:articles?|parts?) [\dIVX]+(?:(?:,| and| to| through) [\dIVX]+){0,9} of this"
    ).search(named[0]):
        following = tail[:900] if rx(r"following").search(named[0]) else ""
        return "sections", _cited(named[0] + " " + following)
    excepted = _UNDER.sub(" ", excepted)
    if _OTHERS.match(before):
        return None, ()
    if _SCOPE_ACT.search(excepted) or anchor.startswith(("effective date", "in effect")):
        return "act", ()
    if anchor.startswith("effective ") and OWN_HEAD.fullmatch(before) and not _alone(tail):
        return "section", ()
    short = section.end - section.start < 500
    head = text[section.start : section.start + 80].lower()
    if ("effective" in head or short) and section.part is Part.ACTING:
        return "act", ()
    return None, ()


def _of_this_section(words: str) -> bool:
    if _AND_OTHERS.search(words) or _THIS_ACT.search(words):
        return False
    return _SCOPE_SECTION.search(words) is not None


def _starts_then(tail: str) -> bool:
    counts = rx(r"^ (?:(?:\w+ )?(?:\(?\d+\)? )?days )?(?:from|after|on and after|upon) ")
    event = rx(r"passage|approval|publication|adoption")
    return counts.search(tail) is not None and event.search(tail[:80]) is not None


_ON_AND_AFTER = rx(rf"^ (?:on and after|from and after|beginning|commencing)(?: on)? {DAY}")
_UNDER = rx(r"\b(?:under|pursuant to|adopted by|required by|authorized by) this \w+")
#: A clause about something other than the act.
_OTHERS = rx(
    r"^\W*(?:(?:section|sec\.) ?\w+\.\W*)?(?:an?|each|any|every|such|no) (?!act\b|bill"
    r"|emergency)\w+"
    r"|^\W*(?:(?:section|sec\.) ?\w+\.\W*)?rules? adopted"
)
#: The head of the section itself.
OWN_HEAD = rx(r"\W*(?:(?:section|sec\.|article) ?[\dIVX]+[A-Z]?\.?\W*)?")


def _last_subject(before: str) -> str:
    """What stands behind the verb of a clause before it in the same sentence."""
    parts = rx(r"\btakes? effect\b").split(before)
    new = _SCOPE_SECTIONS.search(parts[-1]) or _REST.search(parts[-1])
    return parts[-1] if new else before


_REST = rx(r"\b(?:remainder|rest|balance|remaining|other (?:provisions|sections))\b")


def _alone(tail: str) -> bool:
    """Whether nothing follows the day: `Effective July 1, 2026.` is a clause, not an amendment."""
    return not rx(r"^[^.;]{0,60}\d{4}(?: at [^,]{0,20})?, ?\w").search(tail)


def _cited(text: str) -> tuple[str, ...]:
    """The numbers of sections that are named, ranges of bill sections written out."""
    names = list(_CITED.findall(text))
    for kind, numbers in rx(r"\b(article|part)s? ([IVX]+(?:(?:,| and| or) [IVX]+){0,9})\b").findall(
        text
    ):
        names += [f"{kind.lower()} {n}" for n in re.findall(r"[IVX]+", numbers)]
    for first, last in re.findall(r"\b(\d{1,3}) (?:to|through|-) (\d{1,3})\b", text):
        if 0 < int(last) - int(first) < 200:
            names += [str(n) for n in range(int(first), int(last) + 1)]
    return tuple(dict.fromkeys(names))
