"""Product rules: registration, testing, labels, caps, adulterants, and the age of the buyer."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.ages import only_age_changed
from regtrack.reading.effects.base import (
    ANY,
    Context,
    Hit,
    Rule,
    hit_at,
    is_studied,
    masked,
    products_of,
    substances_in,
)
from regtrack.reading.limits import find_limits
from regtrack.reading.substances import SYNTHETICS
from regtrack.reading.surface import rx

_MUST = (
    r"(?:shall|must|(?:is|are) required to|may (?:only|not|be \w+ only|adopt|promulgate|order"
    r"|require|charge"
    r"|issue|suspend|revoke|establish|seize|embargo|detain|condemn|destroy|quarantine)|(?:shall"
    r"|must) not"
    r"|unlawful|prohibited|(?<!not\s)misbranded|valid only|adulterated (?:if|unless|when)"
    r"|\bno [\w\ue001-\ue004]+|commits an? \w+|guilty|required"
    r"|\b(?:has|have)\s+(?:the\s+)?(?:authority|power)\s+to\s+(?:adopt|promulgate|order|require)\b"
    r"|\bauthorized\s+to\s+(?:adopt|promulgate|order|require)\b"
    r"|\bsubject\s+to\s+(?:seizure|embargo|recall|condemnation|detention|forfeiture)"
    r"|\bamended\s+(?:so\s+as\s+)?to\b(?:(?!allow|stud|report)[^.;]){0,200}?\b(?:require|establish|provide"
    r"|regulate|create|set|impose|license|direct)\b"
    r"|\bit\s+is\s+an?\s+(?:[\w-]+\s+){0,3}?(?:violation|offense|misdemeanor|crime|infraction)\b)"
)
_RULES_OF = rx(
    r"\b(?:regist(?:er|ered|ration|rant)|licen[cs](?:e|ed|es|ing|ee|ure)"
    r"|endorsements?\b"
    r"|(?:an?|the|such|each|no|without|valid|sales?|retail\w*|annual|of) permit\b|permits\b"
    r"|permit (?:fee|holder|appl|issued)"
    r"|certificates? of analysis"
    r"|certif(?:y|ied|ication)|label(?:s|ed|ing|led|ling)?\b|packag(?:e|es|ed|ing)"
    r"|child[- ]resistant"
    r"|test(?:s|ed|ing)\b|laborator(?:y|ies)|adulterat\w+|contaminat\w+|deleterious|poisonous"
    r"|misbranded|serving size|per serving|alkaloid (?:fraction|composition|content)"
    r"|synthetic(?! (?:cannabi|cathin|drug|marij))"
    r"|\b(?:look|looks|looking) like\b|(?<!form\s)(?<!forms\s)\bresembl(?:e|es|ing)\b"
    r"|\blimits? (?:set|established|prescribed|fixed) by\b"
    r"|attractive to|appeal\w* to|(?:health|medical|therapeutic|disease) claims?"
    r"|\b(?:treat|cur|prevent|diagnos|mitigat)(?:s|es|e|ing)? (?:\w+ ){0,3}?"
    r"(?:diseases?|conditions?|illness(?:es)?|disorders?)\b"
    r"|false or misleading|behind the|locked case|good manufacturing|recall|adverse event"
    r"|product use directions|non-?kratom (?:substance|ingredient)|disclose|warning"
    r"|(?:rules|regulations|standards) (?:\w+ ){0,6}?(?:governing|regulating|for (?:the )?(?:\w+ )?"
    r"(?:manufactur|sale|label|packag|test|process|production))"
    r"|(?:contain|mix|combin|pack|infus|lac|adulter)\w*[^.;]{0,80}?(?:controlled substance"
    r"|(?:substance|drug) (?:\w+ ){0,2}?(?:listed|included|scheduled|classified))"
    r"|(?:considered an?|any|other) controlled substance|heavy metals?|residual solvents?"
    r"|factual basis|\bstandards (?:for|on) (?:\w+ )?[\ue001-\ue004]"
    r"|batch(?:es)?\b|lot number|expiration date|stop[- ]sale|embargo|milligrams? (?:of|per)"
    r"|accessible (?:only )?to (?:the |its |store )?(?:employees?|staff|public|customers?)"
    r"|inaccessible to|bears? (?:an?|the) (?:\w+ )?(?:statement|legend|notice|words?))"
    r"|[\ue001-\ue004] (?:\w+ )?permit\b"
)
_WEAK = rx(
    r"^\W*(?:\(?\w{1,4}[).])?\W*\"[^\"]{2,60}\" (?:means|includes|has the|does not)"
    r"|nothing in (?:this|sub|section)"
    rf"|(?:does|do|shall) not (?:apply|extend) to (?:[\w-]+ ){{0,4}}?{ANY}"
    r"|license fees?\b|(?<!substance\s)(?<!drug\s)(?:classified|placed|included|listed)"
    r" (?:as|in) (?:a )?schedule"
    r"|listing containing|\bmeans\b.{0,40}(?:person|entity|product|any)"
    r"|motor vehicle|under the influence"
    r"|\b(?:test|screen)\w* (?:(?!by\b)\w+ ){0,4}?(?:participants?|persons?|individuals?|people"
    r"|students?|employees?|offenders?|inmates?|applicants?|patients?|drivers?|parolees?"
    rf"|defendants?)\b|urinalysis|drug (?:test|screen)|\btest\w* (?:positive )?for {ANY}"
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
    r"(?<!substance\s)(?<!drug\s)(?:classif\w+|plac\w+|includ\w+|list\w+|schedul\w+|designat\w+)[^.;]{0,80}?"
    r" (?:as|in|under) (?:an? )?(?:controlled substances? in )?schedule [iv]"
)


def _amount(clause: Clause, text: str) -> re.Match[str] | None:
    """Where a product rule names only an amount of an alkaloid in products of the leaf."""
    whose = {x.substance for x in find_limits(clause.text) if x.relation == "<="}
    of_leaf = _OF_LEAF.search(text) is not None
    told = Substance.KRATOM in whose or (Substance.SEVEN_OH in whose and of_leaf)
    return _MUCH.search(text) if told else None


_OF_LEAF = rx(
    r"\ue001++(?: (?:products?|extracts?|leaf|beverages?)\b[^.;]{0,40}?)? (?:that|which"
    r"|contain\w*)\b"
)
_MUCH = rx(r"\b(?:exceed\w*|content|amount|level|concentration|contain\w*|quantity)\b")


#: Whose licence is for other goods.
_LICENSED_FOR = rx(
    r"holders? of an? [^.;\ue001-\ue004]{0,60}?(?:licen[cs]e|permit)\b|licensed premises"
    r"|\b(?:an?|any|no|every|each) (?:licensed|registered) (?![\ue001-\ue004])"
    r"|\b(?:tobacco|liquor|alcohol\w*|beer|wine|vapor)(?: \w+){0,2} (?:licen[cs]e|permit)s?\b"
    r"|\blicensed to (?:sell|serve) [^.;\ue001-\ue004]{0,30}?(?:alcohol\w*|liquors?|beer|wines?"
    r"|tobacco)"
    r"|\blicensees? (?:that|who|which) [^.;\ue001-\ue004]{0,40}?(?:alcohol\w*|liquors?|beer|wines?)"
    r"|\b(?:driver'?s?'?|operator'?s?'?|chauffeur'?s?'?) licen[cs]es?\b"
    r"|\bidentification\b[^.;\ue001-\ue004]{0,40}?\b(?:licen[cs]e|permit)\b"
    r"|\b(?:licen[cs]e|permit)\b,? or (?:other )?(?:\w+ )?(?:photo\w*|identification)"
)


def _regulate(clause: Clause, context: Context) -> Iterator[Hit]:
    text = _LICENSED_FOR.sub(lambda m: " " * len(m[0]), masked(clause))
    match = _RULES_OF.search(text) or _amount(clause, text)
    must = re.search(_MUST, text, re.I)
    if (
        match is None
        or must is None
        or is_studied(clause)
        or _WEAK.search(text[clause.body_at :])
        or _FOR_OTHERS.search(text)
    ):
        return
    if not re.search(ANY, text) or not _subject(text) or _SCHEDULES.search(text):
        return
    named = substances_in(text)
    products = products_of(text)
    whose = products or ((Substance.KRATOM,) if Substance.KRATOM in named or not named else ())
    if not whose or only_age_changed(clause, context.surface):
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
    r"|may|shall|licen[cs]es?\b|permits?\b|endorsements?|sales?|retail"
    r"|must|sold|is|are|at|in|offered|to|by|,|\.|;|without|unless|with|from|or|and|which|where|if)"
)


def _subject(text: str) -> bool:
    return _SUBJECT.search(text) is not None or "\ue004" in text


_WEAK_CAP = rx(
    rf"nothing in (?:this|sub|section)|(?:does|do|shall) not (?:apply"
    rf"|extend) to (?:[\w-]+ ){{0,4}}?{ANY}"
)
_CAPPED = rx(
    rf"{_MUST}|\bonly\b|is adulterated|if all of the following conditions are met"
    r"|\bprohibits?\b|not contain|does not contain|no more than|not more than|not (?:to )?exceed"
)
_IN_LABEL = rx(
    r"\blabel(?:s|ed|ing)? (?:that )?(?:must|shall|stat\w+|includ\w+)|per serving on the label"
)


def _cap(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if _WEAK_CAP.search(text[clause.body_at :]):
        return
    if "\ue002" not in text or _CAPPED.search(text) is None or _is_list_entry(clause):
        return
    limits = tuple(x for x in find_limits(clause.text) if x.substance in (Substance.SEVEN_OH, None))
    if not limits:
        return
    at = text.find("\ue002")
    hit = hit_at(clause, (at, at + 4), Effect.REGULATE, (Substance.SEVEN_OH,))
    yield dataclasses.replace(hit, limits=limits, weight=4)


def _is_list_entry(clause: Clause) -> bool:
    return _IN_LIST.search(clause.text) is not None


_IN_LIST = rx(r"schedule [iv]+\b|\bisomers\b|unless (?:it is )?specifically excepted")


_BARS = rx(
    r"(?:shall|may|must) not|unlawful|prohibit|does not contain|not contain|commits an offense"
    r"|\bno (?:person|product|kratom|retailer|processor|individual)|without|free (?:of|from)"
    r"|adulterated"
)


def _synthetic(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    analogue = text.find("\ue003")
    synthetic = SYNTHETICS.search(clause.text)
    if (
        (analogue < 0 and synthetic is None)
        or not _BARS.search(text)
        or _WEAK.search(text[clause.body_at :])
    ):
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
)  # fmt: skip
