"""Restrictions: some forms, places or channels are closed, others stay open."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import (
    ANY,
    Context,
    Hit,
    Rule,
    acts_in,
    hit_at,
    masked,
    substances_in,
)
from regtrack.reading.effects.clause_grammar import Ban, bans
from regtrack.reading.effects.clause_grammar_limits import CLOSING, Bound
from regtrack.reading.effects.clause_grammar_places import ADULTS_ONLY, MACHINE
from regtrack.reading.effects.clause_grammar_words import FORBID, FORBIDDEN
from regtrack.reading.surface import rx

_RESTRICTIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (key, form, rx(pattern))
    for key, form, pattern in (
        ("vapes", "vapes, smoking, injection",
         r"combustible|vapori[sz]\w*|\bvap(?:e|es|ing|or (?:products?|cartridges?))\b"
         r"|inhal(?:ed|able|ation)"
         r"|smok(?:ed|ing)"
         r"|inject(?:ed|able|ion)|aeroso\w+"),
        ("forms", "some product forms",
         r"(?:any|a|in the) form other than|is not pure leaf|pure leaf|prepackaged (?:beverage"
         r"|food)|pill or "
         r"tablet|\bgumm(?:y|ies)\b|conventional food or beverage|identifiable as plant matter"
         r"|in (?:any|a) form other|kratom extracts?\b(?=[^.;]{0,40}(?:prohibited|shall not"
         r"|may not))"
         r"|following (?:delivery )?forms|includes? any kratom extract"
         r"|(?:sold|offered|made|available|permitted) only (?:as|in) (?:an? "
         r"|the )?(?:[\w-]+ ){0,2}?"
         r"(?:powder|capsule|tablet|leaf|leaves|tea|liquid)"
         r"|forms? resembling|\bto (?:an?|any|its) (?:\w+ )?(?:foods?|beverages?|drinks?)\b"
         r"|in the form of (?:an? )?(?:[\w-]+,? ){0,4}?(?:cand(?:y|ies)|beverage|gumm(?:y|ies)"
         r"|drink"
         r"|confection\w*|edible|tablet|shot)"),
        ("places", "some places",
         r"within [\w,]+(?:[ -]\w+){0,5} ?(?:\([\d,]+\) )?(?:feet|yards|miles) of|school property"
         r"|on the (?:premises|grounds) of|consumption on the premises|on-premises consumption"
         rf"|{ADULTS_ONLY}"
         r"|(?:gas|filling|service) station|smoke shops? only|vape shop|convenience store"
         r"|retail tobacco specialty business|tobacco (?:shop|retailer|store)s? only|adult[- ]only"
         r"|age[- ]restricted (?:establishment|store|retail|area|facility)|liquor store"
         r"|restrict(?:s|ed)? (?:entry|access|admission)"
         r"|(?:prohibits?|prohibit the) (?:entry|presence|admission|persons)"
         r"|\bonly (?:in|at|from|by) (?:an? )?(?:stores?|shops?|establishments?|business(?:es)?"
         r"|premises)"
         r" (?:that|which) (?:holds?|sells?)\b[^.;]{0,40}?\b(?:tobacco|liquor|alcohol|beer|wine)"
         r"|location that also sells|unless the \w+(?: \w+)? is licensed as a"),
        ("channels", "some sales channels",
         rf"{MACHINE}|self-?service|(?:online|internet|mail[- ]order|remote"
         rf"|delivery) sales?"
         r"|over the internet|by mail|through the mail|drive[- ]through|sold online"
         r"|given, bartered, furnished, or delivered to consumers at wholesale|free samples?"
         r"|common carrier|face[- ]to[- ]face|only in[- ]person|in[- ]person (?:sale"
         r"|transaction)s?"),
        ("prescription", "prescription only",
         r"(?:valid |lawful )?prescription|prescribed by an?\b|licensed pharmac(?:y|ist)"
         r"|\bonly (?:an? )?(?:licensed )?(?:pharmac(?:y|ist)|physician)s?\b"
         r"|\bs[eo]l[dl] only (?:by|in|at|from|through) (?:an? )?pharmac(?:y|ies|ists?)\b"),
    )
)  # fmt: skip
_ONLY = rx(
    rf"{FORBID.pattern}|{FORBIDDEN.pattern}|\bonly\b|\bno {ANY}[\w ]{{0,20}} (?:shall|may) be\b"
    rf"|(?:shall|must|may) (?:only )?be (?:sold "
    rf"|dispensed )?(?:in one|only"
    r"|limited|solely)|is (?:prohibited|limited to)|(?:shall|may|must) not|must be in one of"
)
_LEAVES = rx(
    r"\bonly\b|(?:shall|must|may) (?:only )?be (?:sold |dispensed )?(?:in one|limited|solely)"
    r"|is limited to|must be in one of"
)
_NOT_RESTRICTING = rx(
    r"label|statement|recommend|nothing in (?:this|sub|section)|\badvertis|warning"
    r"|(?<!by\s)means\b|directions for"
    r"|(?:do|does|is|are|was) not (?:in )?(?:comply|compli|conform|meet|register|label|test)"
    r"|does not apply|tax\b|testing|laborator|sponsor"
)


#: What a licence to serve other products leaves out.
_SHUT_OUT = rx(
    rf"(?:excluding|except(?:ing)?(?: for)?|other than|but not) {ANY}(?: products?)?,?"
    r"[^.;]{0,60}?(?:on-premises consumption|consumption on the premises)"
)


#: Vapor products named beside kratom, in a list of goods.
_BESIDE = rx(rf"^s?(?:,[\w -]{{0,40}}){{0,4}},? (?:or|and) {ANY}")


_TRADED = rx(r"\b(?:serv(?:e|es|ed|ing)|designed|intended|formulated)\b")
_PRESCRIBED = rx(
    r"\bonly\b|(?:without|except|unless)[^.;]{0,60}?(?:prescription|prescribed|pharmac)"
)


#: One verb of many: `to sell, advertise, or deliver`.
_VERBS = rx(
    r"(?:, |\bor |\band )advertis\w+(?=,|:| or\b| and\b| an?\b| any\b)"
    r"|\badvertis\w+(?=,? (?:or|and) |, (?:sell|offer|distribut|deliver))"
)
_LICENCE = r"(?:licen[cs]e|permit|endorsement|certificate|registration|approval)s?"
_REFUSED = rx(
    rf"\bno (?:[\w\ue001-\ue004-]+ ){{0,6}}?{_LICENCE}\b[^.;]{{0,120}}?\b(?:shall|may|will)\b"
    rf"|\b{_LICENCE}\b[^.;]{{0,120}}?\b(?:shall|may|must|will) (?:not|only)\b"
    rf"|\b{_LICENCE}\b[^.;]{{0,120}}?\b(?:shall|may|must|will)\b[^.;]{{0,30}}?\bonly\b"
    rf"|\b(?:shall|may|must|will) (?:not (?:issue|grant|renew|approve|register|license|permit)"
    rf"|deny|refuse|reject)\b"
    rf"|\bapplica(?:nt|tion)s?\b[^.;]{{0,160}}?\b(?:not|unless|only)\b"
)
_SITES = rx(
    r"within [\w,]+(?:[ -]\w+){0,5} ?(?:\([\d,]+\) )?(?:feet|foot|yards|miles?|blocks?)\b"
    rf"|adult[- ]only|age[- ]restricted|residential (?:zone|district|area)|{ADULTS_ONLY}"
)
_SHAPES = rx(
    r"in (?:the|an?) (?:\w+ )?form of|(?:designed|intended|meant|made|can|may|is"
    r"|are)(?: to)?(?: be)?"
    r"(?: for)?(?: \w+(?:,| or)){0,3} (?:vapori[sz]|vap(?:ed|ing)|inhal|smok|combust|inject)\w*"
    r"|(?:is|are|includes?) (?:an? )?(?:gumm(?:y|ies)|cand(?:y|ies)|beverages?"
    r"|vap\w+ cartridges?)\b"
)


def _licensed(text: str) -> tuple[str, re.Match[str]] | None:
    """What places and forms no licence or registration is given for."""
    refused = _REFUSED.search(text)
    if refused is None or re.search("[\ue001-\ue004]", text) is None:
        return None
    site = _SITES.search(text, refused.start())
    if site is not None:
        return "some places", site
    shape = _SHAPES.search(text, refused.end())
    if shape is None or not _REGISTERS.search(text):
        return None
    return "some product forms", shape


_REGISTERS = rx(
    r"\b(?:register|registration|approve|approval|license)\b[^.;]{0,40}?[\ue001-\ue004]"
)
_HOUSED = rx(
    r"(?:retailers?|sellers?|vendors?|dealers?|establishments?|stores?|shops?|business(?:es)?|premises"
    r"|locations?|dispensar(?:y|ies))\b[^.;]{0,80}?\b(?:(?:shall|may|must) (?:not )?be (?:located"
    r"|situated|operated|established|within)|(?:shall|may|must) (?:not )?(?:operate|locate))"
    r"|\b(?:locat|operat|situat|establish|open)\w* (?:an? |any )?[^.;]{0,40}?\b(?:retailer|shop"
    r"|store"
    r"|establishment|business|outlet)\b"
)
_ENTRY = rx(rf"{ADULTS_ONLY}|\b(?:not|no \w+) enter\b")
_BARRED = rx(r"\bno\b|\bnot\b|unlawful|prohibit|at least")


def _siting(text: str) -> tuple[str, re.Match[str]] | None:
    """Where those who sell it may not be."""
    named = re.search("[\ue001-\ue004]++[^.;]{0,40}?(?:retail|store|shop|premises)", text)
    entry = _ENTRY.search(text)
    if entry is not None and named is not None and not acts_in(text):
        return "some places", entry
    housed = _HOUSED.search(text)
    if housed is None or re.search("[\ue001-\ue004]", text[: housed.end()]) is None:
        return None
    site = _SITES.search(text, housed.start())
    if site is None or _BARRED.search(text[: site.start()]) is None:
        return None
    return "some places", site


#: What food sold in one trade may not hold.
_HOLDS = rx(
    r"\b(?:foods?|beverages?|drinks?|edibles?|meals?) (?:sold|offered|prepared|served|made"
    r"|produced)"
    rf" (?:at|by|from|in|on|under)\b[^.;]{{0,60}}?\b(?:shall|may|must) not (?:be"
    rf" )?(?:contain|mix|infus|prepar|made)\w*[^.;]{{0,60}}?{ANY}"
)


#: Who serves or sells alcohol may not sell it there.
_SERVERS = rx(
    r"\b(?:licensees?|permittees?|establishments?|business(?:es)?|retailers?|persons?|holders?)"
    r" (?:that|who|which|licensed) [^.;]{0,40}?(?:alcohol\w*|liquors?|beer|wines?|spirits"
    r"|tobacco)\b"
    r"[^.;]{0,60}?"
    rf"\b(?:shall|may|must) not (?:be )?[^.;]{{0,60}}?{ANY}"
)


def _closed(text: str) -> tuple[str, re.Match[str]] | None:
    """What a clause closes in words of its own kind, whatever it bans: the form, and the words."""
    shut = _SHUT_OUT.search(text) or _HOLDS.search(text) or _SERVERS.search(text)
    return ("some places", shut) if shut else _licensed(text) or _siting(text)


def _restrict(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if not clause.own and not clause.leads:
        return
    closed = _closed(text)
    if closed is not None:
        form, words = closed
        hit = hit_at(clause, words.span(), Effect.RESTRICT, _whose(text))
        yield dataclasses.replace(hit, forms=form, weight=2)
        return
    if _NOT_RESTRICTING.search(_VERBS.sub(" ", text)) or not re.search(ANY, text):
        return
    found = [b for b in bans(text) if b.bounds & _CLOSING]
    named = context.about or re.search("[\ue001-\ue003]", text)
    # What a wide term for many goods needs a licence for closes nothing to kratom.
    closing = [b for b in found if named or Bound.LICENCE not in b.bounds]
    if not closing and not _opens_only(text, context):
        return
    for key, form, pattern in _RESTRICTIONS:
        match = pattern.search(clause.text)
        if match is None or (key == "vapes" and _BESIDE.match(text[match.end() :])):
            continue
        if key == "prescription" and not _PRESCRIBED.search(clause.text):
            continue
        if key != "channels" and not set(acts_in(_TRADED.sub("sell", text))) & _MARKET:
            continue
        hit = hit_at(clause, match.span(), Effect.RESTRICT, _whose(text))
        yield dataclasses.replace(hit, forms=form, weight=2)
        return
    first = next((b for b in closing if not b.bounds - _CLOSING - _BESIDES), None)
    if first is not None:
        hit = hit_at(clause, (first.start, first.end), Effect.RESTRICT, _whose(text))
        yield dataclasses.replace(hit, forms=_told(first))


def _told(ban: Ban) -> str:
    return "; ".join(sorted(ban.bounds & _CLOSING))


_MARKET = {"sale", "distribution", "use", "manufacture", "purchase"}
_CLOSING = frozenset(CLOSING)
_BESIDES = {Bound.LICENCE, Bound.EXCEPTION}


def _opens_only(text: str, context: Context) -> bool:
    """Whether a sentence without a ban leaves some ways of selling open, and no others."""
    if not re.search("[\ue001-\ue003]", text) and not context.about:
        return False
    if bans(text):
        return _LEAVES.search(text) is not None
    return _ONLY.search(text) is not None


def _whose(text: str) -> tuple[Substance, ...]:
    # A rule on kratom products that names an alkaloid in passing is one on kratom.
    named = substances_in(text)
    return (Substance.KRATOM,) if Substance.KRATOM in named or not named else named[:1]


RULES: tuple[Rule, ...] = (
    Rule(
        "restrict.some",
        Effect.RESTRICT,
        "Some forms, places or channels are closed to it, others stay open.",
        "Be it enacted: Section 1. A retailer shall not sell a kratom product through a vending"
        " machine.",
        "Be it enacted: Section 1. A kratom product label must warn against smoking.",
        _restrict,
    ),
)
