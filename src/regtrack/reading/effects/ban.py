"""Flat bans of the substance itself, and what stays allowed beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.days import DAY, read_day
from regtrack.reading.effects.base import (
    ANY,
    MASK,
    Context,
    Hit,
    Rule,
    acts_in,
    hit_at,
    masked,
    substances_in,
)
from regtrack.reading.effects.clause_grammar import Ban, Order, bans
from regtrack.reading.effects.clause_grammar_limits import Bound
from regtrack.reading.effects.clause_grammar_terms import members_of, named_by, product_members
from regtrack.reading.limits import find_limits
from regtrack.reading.referring import REFERS
from regtrack.reading.substances import Name
from regtrack.reading.surface import rx

_CONDITION = rx(
    r"\b(?:if|only if|upon|when|contingent (?:up)?on)\b[^.;]{0,160}?\b(?:drug enforcement"
    r"|dea\b|food and drug administration|fda\b|attorney general of the united states"
    r"|federal(?:ly)?"
    r"|congress|united states)[^.;]{0,120}?(?:schedul\w+|controll?ed|approv\w+|bans?"
    r"|prohibit\w*|list\w*"
    r"|plac\w+|designat\w+|classif\w+)[^.;]{0,80}"
)


def condition_in(text: str) -> str | None:
    """The trigger a clause waits for, as it is worded; None when it waits for none."""
    match = _CONDITION.search(text)
    return " ".join(match[0].split()) if match else None


_SYNTHETIC_FORM = rx(
    rf"synthetic (?:variant|form|version|analog\w*|derivative|equivalent)s? of (?:the )?{ANY}"
)


#: What is banned is the analogue, not the alkaloid that it is one of.
_ANALOGUE_OF = rx(
    r"\b(?:any |an? |all )?(?:semi-?)?synthetic (?:or semi-?synthetic )?(?:\w+ )?analog(?:ue)?s? of"
    r" (?:the (?:alkaloids? )?)?[\ue001\ue002]++(?: or [\ue001\ue002]++)?"
)


def _as_analogues(text: str) -> str:
    """Masked text in which `any synthetic analogue of mitragynine` is masked as an analogue."""
    return _ANALOGUE_OF.sub(lambda m: MASK[Name.ANALOGUE] * len(m[0]), text)


#: How far behind the words of a ban the term it is on may end.
_TERM = 20
#: What is called contraband may neither be sold nor held.
_WITHOUT_ACTS = ("sale", "possession")


def _acts(ban: Ban, text: str) -> tuple[str, ...]:
    acts = acts_in(ban.acting) or acts_in(text[ban.start : ban.end + 120])
    return acts or (_WITHOUT_ACTS if ban.order is Order.CALLED else ())


def _prohibit(clause: Clause, context: Context) -> Iterator[Hit]:
    plain = _as_analogues(masked(clause))
    text, meant = named_by(plain, clause.text, context.surface.text)
    ban = next((b for b in bans(text) if not b.bounds), None)
    if ban is None or not clause.own:
        return
    acts = _acts(ban, text)
    if not set(acts) - {"advertising"}:
        return
    substances = substances_in(ban.names)
    if set(meant) & set(substances):
        substances = tuple(s for s in Substance if s in {*substances, *meant})
    if set(ban.names) & {"\ue004"} and REFERS.search(clause.text[ban.start : ban.end + _TERM]):
        return  # what falls short of a rule, or is told before
    if "\ue004" in ban.names:
        members = members_of(clause.text[ban.start : ban.end + _TERM], context.surface.text)
        substances = tuple(s for s in Substance if s in {*substances, *members})
    if _SYNTHETIC_FORM.search(plain[ban.start : ban.end]):
        substances = tuple(s for s in Substance if s in {*substances, Substance.ANALOGUES})
    if "product" in clause.text[ban.start : ban.end + _TERM].lower():
        members = product_members(context.surface.text)
        substances = tuple(s for s in Substance if s in {*substances, *members})
    if Substance.KRATOM in substances and context.kratom_includes_seven:
        substances = tuple(s for s in Substance if s in {*substances, Substance.SEVEN_OH})
    hit = hit_at(clause, (ban.start, ban.end), Effect.PROHIBIT, substances)
    yield dataclasses.replace(
        hit,
        acts=acts,
        condition=condition_in(clause.text),
        hedged=ban.hedged,
        ordered=ban.order is Order.ACTIVE,
        weight=3,
    )


_STANDARD = rx(
    r"\b(?:does|do|is|are|has|have) not (?:conform|meet|comply|satisf|in compliance|in conformity"
    r"|compliant|been (?:tested|inspected|approved))"
    r"|non-?(?:conforming|compliant)|\bun(?:registered|licensed|labell?ed|tested)|adulterated"
    r"|contaminated|misbranded|mislabell?ed|\bnot (?:registered|licensed|labell?ed|tested)"
    r"|\bif (?:the|its|such) (?:\w+ )?(?:packag\w+|labels?)\b"
    r"|(?:violation of|contrary to) [^.;]{0,60}?(?:standard|requirement)"
    r"|[\ue001\ue004](?: products?)? (?:that |which )?contain(?:s|ing)?"
    r" (?!(?:(?!includ|synth)[\w,-]+ ){0,6}?[\ue001-\ue004])\w"
)
_QUALITY = frozenset({Bound.PRODUCT, Bound.LICENCE})


def _part(clause: Clause, context: Context) -> Iterator[Hit]:
    """A ban of what falls short of a standard: one of the rules on products."""
    text = masked(clause)
    standard = _STANDARD.search(text)
    if standard is None or not clause.own:
        return
    for ban in bans(text):
        if ban.bounds and ban.bounds <= _QUALITY and "\ue001" in ban.names:
            hit = hit_at(clause, standard.span(), Effect.REGULATE, (Substance.KRATOM,))
            yield dataclasses.replace(hit, polarity=Polarity.REQUIRES)
            return


_PERMIT = rx(
    r"notwithstanding[^.;]{0,200}?\bmay\b|(?:is|are) not (?:subject to|in violation|prohibited)"
    r"|(?:does|do|shall) not apply to|(?:is|are) exempt(?:ed)? from|shall be lawful|is lawful"
    r"|nothing in this (?:section|chapter|act|article)[^.;]{0,80}?prohibits?"
)
_PERMITTED = rx(
    rf"(?:possess\w*|sell|sale|distribut\w+|manufactur\w+|export\w*|deliver\w*|research\w*"
    rf"|transport\w*"
    rf"|offer)[^.;]{{0,200}}?{ANY}|{ANY}[^.;]{{0,120}}?(?:sold|exported|possess\w*|distribut\w+)"
)


def _until(text: str) -> dt.date | None:
    match = rx(rf"(?:until|through|before) (?P<day>{DAY})").search(text)
    return read_day(match["day"]) if match else None


def _permit(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    exempt = _PERMIT.search(text)
    if exempt is None or not re.search("[\ue001-\ue003]", text) or not _PERMITTED.search(text):
        return
    substances = substances_in(text)
    if Substance.KRATOM in substances and len(substances) > 1:
        substances = (Substance.KRATOM,)
    hit = hit_at(clause, exempt.span(), Effect.PROHIBIT, substances)
    yield dataclasses.replace(
        hit,
        polarity=Polarity.PERMITS,
        acts=acts_in(text),
        limits=find_limits(clause.text),
        until=_until(clause.text),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "prohibit.flat",
        Effect.PROHIBIT,
        "An act (sale, possession ...) with the substance itself is forbidden to everyone.",
        "Be it enacted: Section 1. A person shall not sell, possess, or distribute kratom in"
        " this state.",
        "Be it enacted: Section 1. A retailer shall not sell kratom to a person under 21 years"
        " of age.",
        _prohibit,
    ),
    Rule(
        "regulate.part",
        Effect.REGULATE,
        "What falls short of a standard may not be sold: a rule on its products.",
        "Be it enacted: Section 1. No person shall sell kratom that does not meet the standards of"
        " this chapter.",
        "Be it enacted: Section 1. No person shall sell kratom that is held near a school.",
        _part,
    ),
    Rule(
        "permit.exemption",
        Effect.PROHIBIT,
        "An exemption from a ban, with its own dates; it permits and is never counted as a ban.",
        "Be it enacted: Section 1. Notwithstanding Section 2, until March 1, 2027, a processor may"
        " distribute kratom for lawful sale in another state.",
        "Be it enacted: Section 1. A processor shall register each kratom product.",
        _permit,
    ),
)
