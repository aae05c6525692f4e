"""Product rules: registration, testing, labels, caps, adulterants, and the age of the buyer."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Audience, Effect, Polarity
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
from regtrack.reading.limits import find_limits
from regtrack.reading.numbers import NUMBER, whole
from regtrack.reading.substances import SYNTHETICS
from regtrack.reading.surface import rx

_MUST = (
    r"(?:shall|must|(?:is|are) required to|may (?:only|not|adopt|promulgate)|(?:shall|must) not"
    r"|unlawful|prohibited"
    r"|\bno \w+|commits an? \w+|guilty|required)"
)
_RULES_OF = rx(
    r"\b(?:regist(?:er|ered|ration|rant)|licen[cs](?:e|ed|es|ing|ee|ure)"
    r"|(?:an?|the|such|each|no|without|valid|sales?|retail\w*|annual|of) permit\b|permits\b"
    r"|permit (?:fee|holder|appl|issued)"
    r"|certificates? of analysis"
    r"|certif(?:y|ied|ication)|label(?:s|ed|ing|led|ling)?\b|packag(?:e|es|ed|ing)"
    r"|child[- ]resistant"
    r"|test(?:s|ed|ing)\b|laborator(?:y|ies)|adulterat\w+|contaminat\w+|deleterious|poisonous"
    r"|misbranded|serving size|per serving|alkaloid (?:fraction|composition|content)|synthetic"
    r"|attractive to children|behind the|locked case|good manufacturing|recall|adverse event"
    r"|product use directions|non-?kratom (?:substance|ingredient)|disclose|warning"
    r"|controlled substance|heavy metals?|residual solvents?|factual basis)"
)
_WEAK = rx(
    r"^\W*(?:\(?\w{1,4}[).])?\W*\"[^\"]{2,60}\" (?:means|includes|has the|does not)|nothing in this"
    r"|license fees?\b|(?:classified|placed|included|listed) (?:as|in) (?:a )?schedule"
    r"|listing containing|\bmeans\b.{0,40}(?:person|entity|product|any)"
    r"|motor vehicle|under the influence"
    r"|declared (?:to be )?(?:an? )?adulterated|appropriat|legislat(?:ure|ive) intends|\bfund\b"
)
_FOR_OTHERS = rx(
    r"(?:hemp|cannabis|cannabinoid|tobacco|alcohol\w*|beer|vapor|nicotine)(?: \w+)?(?: product"
    r"| beverage)?s?"
    r"[^.;]{0,160}?(?:(?:shall|may|must) not (?:be )?(?:contain|mix)\w*|mixed with|containing"
    r"|contain\w*)"
    r"[^.;]{0,160}?[\ue001-\ue004]"
)


_SCHEDULES = rx(
    r"(?:classif\w+|plac\w+|includ\w+|list\w+|schedul\w+|designat\w+)[^.;]{0,80}?"
    r" (?:as|in|under) (?:an? )?(?:controlled substances? in )?schedule [iv]"
)


def _regulate(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _RULES_OF.search(text)
    must = re.search(_MUST, text, re.I)
    if match is None or must is None or _WEAK.search(clause.body) or _FOR_OTHERS.search(text):
        return
    if not re.search(ANY, text) or not _subject(text) or _SCHEDULES.search(text):
        return
    named = substances_in(text)
    products = _products_of(text)
    whose = products or ((Substance.KRATOM,) if Substance.KRATOM in named or not named else ())
    if not whose:
        return
    near = [m for m in _RULES_OF.finditer(text) if m.start() > must.start() - 40]
    hit = hit_at(clause, (near[0] if near else match).span(), Effect.REGULATE, whose)
    strong = 1 + bool(clause.own) + bool(re.search(r"shall|must|may not", text, re.I))
    yield dataclasses.replace(
        hit, limits=find_limits(clause.text), weight=strong, polarity=Polarity.REQUIRES
    )


_SUBJECT = rx(
    rf"{ANY}(?: and [^.;]{{0,40}}?)?(?: or [^.;]{{0,30}}?)?[\w -]{{0,12}}?(?:products?"
    rf"|extracts?|processors?"
    r"|retailers?|vendors?|manufacturers?|distributors?|beverages?|sellers?|leaf|facility|that"
    r"|may|shall"
    r"|must|sold|is|are|in|offered|to|by|,|\.|;|without|unless)"
)


def _subject(text: str) -> bool:
    return _SUBJECT.search(text) is not None or "\ue004" in text


_SEVEN_PRODUCT = rx(
    r"\ue002++ (?:products?|extracts?|isolates?)|products? (?:that )?contain(?:s|ing)"
    r" (?:(?!level|amount|concentration|more|greater|synthetic|any)[\w,-]+ ){0,4}\ue002++"
    r"(?! (?:greater|in excess|at a|above|more|exceed|in a|over|concentrat))"
)


def _products_of(text: str) -> tuple[Substance, ...]:
    if not _SEVEN_PRODUCT.search(text):
        return ()
    if "\ue001" in _SEVEN_PRODUCT.sub(" ", text) or "\ue004" in text:
        return (Substance.KRATOM, Substance.SEVEN_OH)
    return (Substance.SEVEN_OH,)


_CAPPED = rx(
    rf"{_MUST}|\bonly\b|is adulterated|if all of the following conditions are met"
    r"|\bprohibits?\b|not contain|does not contain|no more than|not more than|not (?:to )?exceed"
)
_IN_LABEL = rx(
    r"\blabel(?:s|ed|ing)? (?:that )?(?:must|shall|stat\w+|includ\w+)|per serving on the label"
)


def _cap(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if "\ue002" not in text or _CAPPED.search(text) is None or _is_list_entry(clause):
        return
    limits = tuple(x for x in find_limits(clause.text) if x.substance in (Substance.SEVEN_OH, None))
    if not limits:
        return
    at = text.find("\ue002")
    hit = hit_at(clause, (at, at + 4), Effect.REGULATE, (Substance.SEVEN_OH,))
    yield dataclasses.replace(hit, limits=limits, weight=4)


def _is_list_entry(clause: Clause) -> bool:
    return re.search(r"schedule [iv]+\b", clause.text, re.I) is not None


_BARS = rx(
    r"(?:shall|may|must) not|unlawful|prohibit|does not contain|not contain|commits an offense"
    r"|\bno (?:person|product|kratom|retailer|processor|individual)|without|free (?:of|from)"
    r"|adulterated"
)


def _synthetic(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    analogue = text.find("\ue003")
    synthetic = SYNTHETICS.search(clause.text)
    if (analogue < 0 and synthetic is None) or not _BARS.search(text) or _WEAK.search(clause.body):
        return
    if synthetic is None and not re.search("[\ue001\ue002\ue004]", text):
        return  # a flat ban of an analogue is a prohibition, not a product rule
    if re.search(
        r"cannabi|cathinone",
        clause.text[synthetic.start() : synthetic.end() + 20] if synthetic else "",
        re.I,
    ):
        return
    span = synthetic.span() if synthetic else (analogue, analogue + 4)
    hit = hit_at(clause, span, Effect.REGULATE, (Substance.ANALOGUES,))
    yield dataclasses.replace(hit, weight=2)


_AGE = rx(
    rf"(?:under|below|less than|younger than|not (?:yet )?(?:attained|reached)|(?:is"
    rf"|are) not(?: yet)?"
    rf"|over|at least|reached)(?: at least)? (?:the )?(?:age (?:of )?)?(?P<a>{NUMBER})(?:"
    rf" \((?P<af>\d\d)\))?"
    rf"(?: years| or older|\b)|(?P<b>{NUMBER})(?: \((?P<bf>\d\d)\))? years (?:of age|old)"
    rf"|(?P<c>{NUMBER}) (?:years )?(?:of age )?(?:or|and) (?:older|over|above)"
    rf"|(?:minimum|legal|purchas\w+|rais\w+(?: the)?) age (?:\w+ ){{0,6}}?(?:is|of|as|to|be"
    rf"|at) (?P<d>{NUMBER})"
    r"|(?P<minor>\bminors?\b)"
)
_AGE_ACT = rx(
    r"\b(?:sell|sells|sale|sales|sold|selling|distribut\w+|furnish\w*|giv(?:e|es|en|ing)"
    r"|deliver\w*|purchas\w+"
    r"|buy|provid\w+|possess\w*|transfer\w*|offer\w*|barter\w*|dispens\w+|supply|expos\w+)\b"
)
_AGE_BAN = rx(
    r"(?:shall|may|must) (?:knowingly )?not|unlawful|prohibit\w*"
    r"|\bno (?:\w+[ ,]+){0,12}?(?:shall|may)|only"
    r"|commits|guilty|illegal|offense|unless|must be|shall be|at least|verif\w+|minimum age"
    r"|legal age"
    r"|is not permitted|unlawfully|restrict"
)
_NOT_AGE = rx(
    r"\blabel|\bwarning|\bstatement (?:against|that)|advertis|appeal|attractive|restrict(?:s"
    r"|ed)? entry|\bentry\b"
    r"|employ(?!ees? of)|admission|presence|sponsor|recommend|served as|audience"
    r"|rules?\b.{0,20}\bto enforce"
    r"|certif(?:y|ies)|driv|operat(?:e|ing) a|following actions are illegal|clerk"
)


_TO_YOUNG = rx(
    r"(?:to|by|for) (?:a |an |any |another )?(?:\w+ )?(?:person|individual|consumer|customer"
    r"|one)s?[^.;]{0,30}?"
    r"(?:under|younger|less than|not (?:at least )?(?:attained|\d|twenty))"
)


def age_in(text: str) -> tuple[int, re.Match[str]] | None:
    """The age a clause sets, 15 to 25, and where; `minor` alone is 18."""
    minor: re.Match[str] | None = None
    for match in _AGE.finditer(text):
        if match["minor"]:
            minor = minor or match
            continue
        words = next(
            (match[g] for g in ("af", "bf", "a", "b", "c", "d") if match[g] is not None), None
        )
        value = whole(words) if words else None
        if value is not None and 15 <= value <= 25:
            return value, match
    return (18, minor) if minor else None


#: It is the substance that a minor does not get.
_TO_MINORS = rx(
    rf"(?:s[eo]l[dl]|sale|furnish|giv|distribut|deliver|provid|transfer|dispens|offer)\w*\b[^.;]{{0,120}}?"
    rf"{ANY}[^.;]{{0,80}}?\bminors?\b"
    rf"|\bto (?:a |any )?minors?\b[^.;]{{0,160}}?{ANY}"
    rf"|\bminors?\b[^.;]{{0,120}}?(?:purchas|possess|buy|attempt|consum|us(?:e|ing)\b)[^.;]{{0,100}}?{ANY}"
)


def _age(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    found = age_in(clause.text)
    if found is None or not re.search(ANY, text) or _NOT_AGE.search(text):
        return
    if not _AGE_ACT.search(text) or not _AGE_BAN.search(text) or _WEAK.search(clause.body):
        return
    age, match = found
    if match["minor"] and not _TO_MINORS.search(text):
        return
    if re.search(r"aged? .{0,12}or older who|class [a-d]\b.{0,20}felony.{0,40}years", text, re.I):
        return
    named = substances_in(text)
    products = _products_of(text)
    whose = products or ((Substance.KRATOM,) if Substance.KRATOM in named or not named else named)
    if Substance.SEVEN_OH in named and rx(r"contain\w* (?:[\w,-]+ ){0,4}[\ue001\ue002]").search(
        text
    ):
        whose = tuple(s for s in Substance if s in {*whose, Substance.SEVEN_OH})
    hit = hit_at(clause, match.span(), Effect.AGE_LIMIT, whose)
    yield dataclasses.replace(
        hit,
        min_age=age,
        acts=acts_in(text),
        audience=Audience.MINORS,
        weight=1 if match["minor"] else 3 + bool(_TO_YOUNG.search(clause.text)),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "regulate.product",
        Effect.REGULATE,
        "Registration, licence, testing, label, packaging, purity or limits for its products.",
        "Be it enacted: Section 1. A processor shall register each kratom product with the"
        " department.",
        "Be it enacted: Section 1. \"Kratom product\" means a food containing any part of the"
        " leaf.",
        _regulate,
    ),
    Rule(
        "regulate.cap",
        Effect.REGULATE,
        "A cap on 7-hydroxymitragynine in products is a rule on products above it.",
        "Be it enacted: Section 1. A processor shall not sell a kratom product containing"
        " 7-hydroxymitragynine greater than 2 percent of the alkaloid composition.",
        "Be it enacted: Section 1. A label shall state the amount of 7-hydroxymitragynine.",
        _cap,
    ),
    Rule(
        "regulate.synthetic",
        Effect.REGULATE,
        "Synthetic alkaloids are kept out of products: a rule on the analogues.",
        "Be it enacted: Section 1. A processor shall not sell a kratom product containing a"
        " synthetic alkaloid, including synthetic mitragynine.",
        "Be it enacted: Section 1. A processor shall not sell an unlabeled kratom product.",
        _synthetic,
    ),
    Rule(
        "age.minimum",
        Effect.AGE_LIMIT,
        "Sale to, or purchase or possession by, people below an age is forbidden.",
        "Be it enacted: Section 1. It is unlawful to sell a kratom product to a person under 21"
        " years of age.",
        "Be it enacted: Section 1. The label of a kratom product shall warn persons under 21 years"
        " of age.",
        _age,
    ),
)  # fmt: skip
