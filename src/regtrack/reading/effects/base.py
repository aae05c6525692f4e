"""What a rule is, what it is given and what it finds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from regtrack.domain.provisions import Audience, Effect, Limit, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.sections import Section
from regtrack.reading.substances import Mention, Name
from regtrack.reading.surface import Surface, rx

#: Names are masked by these characters so that patterns can say "a substance here".
MASK: dict[Name, str] = {
    Name.PLANT: "\ue001",
    Name.ALKALOID: "\ue001",
    Name.SEVEN_OH: "\ue002",
    Name.ANALOGUE: "\ue003",
    Name.TERM: "\ue004",
}
ANY = "[\ue001-\ue004]++"
_BY_MASK = {
    "\ue001": Substance.KRATOM,
    "\ue002": Substance.SEVEN_OH,
    "\ue003": Substance.ANALOGUES,
    "\ue004": Substance.KRATOM,
}


@dataclass(frozen=True)
class Context:
    """What a rule may know besides its clause."""

    surface: Surface
    sections: tuple[Section, ...]
    names: tuple[Mention, ...]
    title: str  # the record's title and the long title of the document
    about: bool  # the title names a substance: the document is about it
    kratom_includes_seven: bool = False  # a definition counts 7-OH as kratom


@dataclass(frozen=True)
class Hit:
    """One effect seen in a clause; `start` and `end` are live offsets of what proves it."""

    effect: Effect
    substances: tuple[Substance, ...]
    start: int
    end: int
    acts: tuple[str, ...] = ()
    polarity: Polarity = Polarity.FORBIDS
    audience: Audience = Audience.EVERYONE
    limits: tuple[Limit, ...] = ()
    forms: str | None = None
    min_age: int | None = None
    schedule: str | None = None
    condition: str | None = None
    proposed: bool = False  # intended, recommended or considered only
    until: dt.date | None = None
    carried: bool = False  # a part of the rules on kratom products: no effect of its own
    hedged: bool = False  # a ban with exceptions that its own section words
    ordered: bool = False  # worded as a ban, not as what an offence costs
    weight: int = 1  # a heavier hit gives the quote


@dataclass(frozen=True)
class Rule:
    """A rule: its id, the effect it sees, why, a text it matches and one it must not."""

    id: str
    effect: Effect
    reason: str
    example: str
    counter: str
    find: Callable[[Clause, Context], Iterable[Hit]]


def masked(clause: Clause) -> str:
    """The clause's text with every name replaced, at equal length, by its mask character."""
    chars = list(clause.text)
    for mention in clause.mentions:
        at = _offset_in(clause, mention)
        if at is not None:
            chars[at : at + mention.end - mention.start] = MASK[mention.name] * (
                mention.end - mention.start
            )
    return "".join(chars)[: len(clause.text)]


def _offset_in(clause: Clause, mention: Mention) -> int | None:
    if clause.start <= mention.start < clause.end:
        return clause.body_at + mention.start - clause.start
    at = 0
    for begin, stop in clause.leads:
        if begin <= mention.start < stop:
            return at + mention.start - begin
        at += stop - begin + 1
    return None


_INLINE = re.compile(
    r"(?<!section)(?<!graph)(?<!ision)(?<!clause)(?<!sections)(?<!item)(?<![\d)])[\s,;:]\s?"
    r"(?=\((?:[a-zA-Z]|[ivxIVX]{1,4}|\d)\)\s(?!percent|per\s|years|days|milligram|mg|%))"
)


def part_around(text: str, body_at: int, at: int) -> str:
    """The item of a list run into one sentence that holds the place `at`, with the words before
    the list; the whole text where there is no such list. `text` is a clause's, masked or not."""
    cuts = [m.end() for m in _INLINE.finditer(text, body_at + 5)]
    if not cuts or at < cuts[0]:
        return text[: cuts[0]] if cuts else text
    start = max(c for c in cuts if c <= at)
    end = min((c for c in cuts if c > at), default=len(text))
    return text[: cuts[0]] + text[start:end]


def substances_in(masked_text: str) -> tuple[Substance, ...]:
    """The substances whose masks stand in a stretch of masked text."""
    seen = {_BY_MASK[c] for c in set(masked_text) if c in _BY_MASK}
    return tuple(s for s in Substance if s in seen)


_SEVEN_PRODUCT = rx(
    r"\ue002++ (?:products?|extracts?|isolates?)|products? (?:that )?contain(?:s|ing)"
    r" (?:(?!level|amount|concentration|more|greater|synthetic|any)[\w,-]+ ){0,4}\ue002++"
    r"(?! (?:greater|in excess|at a|above|more|exceed|in a|over|concentrat))"
)


def products_of(text: str) -> tuple[Substance, ...]:
    """The substances whose products masked text is about, where it speaks of 7-OH products."""
    if not _SEVEN_PRODUCT.search(text):
        return ()
    if "\ue001" in _SEVEN_PRODUCT.sub(" ", text) or "\ue004" in text:
        return (Substance.KRATOM, Substance.SEVEN_OH)
    return (Substance.SEVEN_OH,)


_STUDIED = rx(
    r"\b(?:stud(?:y|ies|ying)|task force|work(?:ing )?-?group|examine|evaluate|recommendations?"
    r"|findings"
    r"|laws? of other (?:states|jurisdictions))\b"
)


def is_studied(clause: Clause) -> bool:
    """Whether a clause is an item of what is studied or reported: it sets no rule itself."""
    lead = clause.text[: clause.body_at]
    return _STUDIED.search(lead) is not None or _STUDIED.search(clause.body[:120]) is not None


_ACTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("sale", r"\b(?:sell|sells|selling|sale|sales|sold|retail|barter\w*|vend)\b"),
        ("possession", r"\bpossess\w*"),
        ("manufacture", r"\bmanufactur(?!er)\w*|\bproduc(?:e|es|ed|ing|tion)\b|\bprepar\w+"
         r"|\bprocess(?:es|ed|ing)?\b|\bcompound(?:s|ed|ing)\b"),
        ("distribution", r"\bdistribut(?!or)\w*|\bdeliver\w*|\bdispens\w+|\bfurnish\w*"
         r"|\bgiv(?:e|es|ing|en)\b|\btransfer\w*|\bsuppl(?:y|ies|ied|ying)\b|\btraffic\w*"),
        ("purchase", r"\bpurchas\w+|\bbuy(?:s|ing)?\b"),
        ("use", r"\b(?:use|uses|using|used)\b|\bconsum(?:e|es|ed|ing|ption)\b|\bingest\w*"),
        ("import", r"\bimport\w*|\bbring\w* into"),
        ("transport", r"\btransport\w*|\bship(?:s|ped|ping|ment)?\b"),
        ("cultivation", r"\bcultivat\w+|\bgrow(?:s|ing|n)?\b|\bplant(?:s|ed|ing) "),
        ("advertising", r"\badvertis\w+|\bmarketing\b"),
    )
)  # fmt: skip


def acts_in(text: str) -> tuple[str, ...]:
    """The acts a stretch of text names, in a fixed order."""
    return tuple(name for name, pattern in _ACTS if pattern.search(text))


def hit_at(
    clause: Clause, span: tuple[int, int], effect: Effect, substances: tuple[Substance, ...]
) -> Hit:
    """A hit whose proof is the clause's body around the match (or the match, when in a lead)."""
    start, end = span
    if end <= clause.body_at:
        begin, stop = clause.locate(start), clause.locate(max(start, end - 1)) + 1
    elif start < clause.body_at:
        begin, stop = clause.start, max(clause.locate(end - 1) + 1, clause.start + 1)
    else:
        begin, stop = clause.locate(start), clause.locate(end - 1) + 1
    return Hit(effect=effect, substances=substances, start=begin, end=max(stop, begin + 1))
