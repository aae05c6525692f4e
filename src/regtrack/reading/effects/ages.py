"""The age of the buyer or holder."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import lru_cache

from regtrack.domain.provisions import Audience, Effect
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import (
    ANY,
    Context,
    Hit,
    Rule,
    acts_in,
    hit_at,
    is_studied,
    masked,
    part_around,
    products_of,
    substances_in,
)
from regtrack.reading.effects.clause_grammar_places import ADULTS_ONLY
from regtrack.reading.numbers import NUMBER, whole
from regtrack.reading.sections import Words
from regtrack.reading.surface import Surface, rx

#: Of age where a text that says `minor` does not tell.
MAJORITY = 18
_FIGURE = r"(?: \((?P<{0}>\d\d)\))?"
#: The age before, in a copy that lost its marks: `under eighteen (18) twenty-one (21) years`.
_WAS = r"(?:(?:sixteen|eighteen|nineteen|1[689])(?: \(1[689]\))? (?:years? (?:of age )?)?)?"
_AGE = rx(
    r"(?:under|below|less than|younger than|not (?:yet )?(?:attained|reached|turned)|(?:is"
    r"|are) not(?: yet)?|\baged?"
    r"|over|at least|reached|attained)(?: at least)? (?:the )?(?:ages? (?:of )?)?"
    rf"{_WAS}(?P<a>{NUMBER}){_FIGURE.format('af')}"
    r"(?: years| or older|\b)"
    rf"|(?P<b>{NUMBER}){_FIGURE.format('bf')}[ -](?:or more )?years?[ -](?:of[ -]age|old)"
    rf"|(?P<c>{NUMBER}){_FIGURE.format('cf')} (?:years )?(?:of age )?"
    r"(?:or|and) (?:older|over|above|up)"
    r"|(?:minimum|legal|purchas\w+|rais\w+(?: the)?) age (?:\w+ ){0,8}?(?:is|of|as|to|be"
    rf"|at|from \w+ to) (?P<d>{NUMBER})(?! to \d)"
    r"|(?P<minor>\bminors?\b|under(?: the)? age of majority)"
)
_FIRST = ("af", "bf", "cf", "a", "b", "c", "d")
#: What a seller goes by, not what a buyer must be.
_LOOKS = rx(r"(?:appear|look|seem)\w*(?: to be)? $|reasonably believed to be $")
#: How old the seller is.
_SELLER = rx(
    r"^(?:[\w ]{0,24}?\bor (?:older|over|above))?,? (?:who |that )?(?:commits|sells|is guilty)"
)
_OLDER = rx(r"\bor (?:older|over|above)\b")
_ACT = rx(
    r"\b(?:sell|sells|sale|sales|sold|selling|distribut\w+|furnish\w*|giv(?:e|es|en|ing)"
    r"|deliver\w*|purchas\w+"
    r"|buy|provid\w+|possess\w*|transfer\w*|offer\w*|barter\w*|dispens\w+|supply|expos\w+|ship(?:s|ped|ping)?|mail(?:s|ed)?)\b"
)
_BAN = rx(
    r"(?:shall|may|must)(?:\W{1,4}(?:and |or )?(?:\(?\w{1,3}[).])?)? (?:knowingly )?not\b|unlawful"
    r"|prohibit\w*|\bneither\b[^.;]{0,80}?\bnor\b"
    r"|\bno (?:\w+[ ,]+){0,24}?(?:shall|may)|only"
    r"|commits|guilty|illegal|offense|unless|must be|shall be|at least|verif\w+|minimum age"
    r"|legal age|identification|proof of age|refus\w+|confirm\w*|ensur\w+"
    r"|is not permitted|unlawfully|restrict|violat\w+|infraction|misdemeanor|felony"
    rf"|\bno {ANY}"
)
_NOT_AGE = rx(
    r"\blabel\w*(?:[^.;]{0,120}?\b(?:stat\w+|read\w*|contain\w*|bear\w*|includ\w+|indicat\w+"
    r"|warn\w*|say\w*)|\W*:)|(?:bear|display|contain|include)\w* [\w ,]{0,60}?\blabel"
    r"|\bwarning|\bstatement (?:against|that)"
    r"|advertis\w*(?![^.;]{0,60}?(?:sell|distribut|deliver))|appeal|attractive"
    r"|restrict(?:s|ed)? entry|\bentry\b"
    r"|\bnot work\b|\bwork(?:s|ing)? (?:in|at|for)\b"
    r"|\bemploy(?:s|ed|ing|ment)?\b(?! of)|employees? (?:who|that|must|shall be|is|are)\b"
    r"|employees?[^.;]{0,16}?(?:at least|under|over|younger)"
    r"|admission|presence|sponsor|recommend|served as|audience"
    r"|rules?\b.{0,20}\bto enforce"
    r"|certif(?:y|ies)|\bdriv(?:e|es|ing|en)\b(?![- ](?:through|thru|up|in))|operat(?:e|ing) a"
    r"|following actions are illegal"
    r"|clerk[^.;]{0,20}?(?:at least|under|must be|who is)"
)
_SENTENCE_OF_YEARS = rx(r"aged? .{0,12}or older who|class [a-d]\b.{0,20}felony.{0,40}years")
_TO_YOUNG = rx(
    r"(?:to|by|for) (?:a |an |any |another )?(?:\w+ )?(?:person|individual|consumer|customer"
    r"|one)s?[^.;]{0,30}?"
    r"(?:under|younger|less than|not (?:at least )?(?:attained|\d|twenty))"
)
#: It is the substance that a minor does not get.
_TO_MINORS = rx(
    rf"(?:s[eo]l[dl]|sale|furnish|giv|distribut|deliver|provid|transfer|dispens|offer)\w*\b[^.;]{{0,120}}?"
    rf"{ANY}[^.;]{{0,80}}?\bminors?\b"
    rf"|\bto (?:a |any )?minors?\b[^.;]{{0,160}}?{ANY}"
    rf"|\bminors?\b[^.;]{{0,120}}?(?:purchas|possess|buy|attempt|consum|us(?:e|ing)\b)[^.;]{{0,100}}?{ANY}"
    rf"|{ANY}[^.;]{{0,80}}?\b(?:sold|furnished|given|provided|delivered|offered)\b[^.;]{{0,80}}?"
    r"\bto (?:an? |any )?minors?\b"
    r"|under(?: the)? age of majority"
)
_MEANS_MINOR = rx(
    r"\"(?:minor|underage person|youth|child)(?:\"(?: or \"[^\"]{3,40}\")?,? (?:means|shall mean"
    r"|is defined as|includes)|\.\" (?=an? |any ))(?P<whom>[^.;]{0,120})"
)


def age_in(text: str, minor: int = MAJORITY) -> tuple[int, re.Match[str]] | None:
    """The age a clause sets, 15 to 25, and where; `minor` is the age of a minor's majority."""
    return next(iter(_ages(text, minor)), None)


def _ages(text: str, minor: int) -> Iterator[tuple[int, re.Match[str]]]:
    """Every age of a clause in order, those that name only a minor last."""
    minors: list[re.Match[str]] = []
    for match in _AGE.finditer(text):
        if match["minor"]:
            minors.append(match)
            continue
        words = next((match[g] for g in _FIRST if match[g] is not None), None)
        value = whole(words) if words else None
        if value is None or not 15 <= value <= 25:
            continue
        if not _is_another(text, match):
            yield value, match
    for match in minors:
        yield minor, match


def _is_another(text: str, match: re.Match[str]) -> bool:
    """Whether an age is that of the seller, or one that a buyer only looks."""
    after = _SELLER.match(text[match.end() : match.end() + 50])
    if after and _OLDER.search(match[0] + after[0]):
        return True
    return _LOOKS.search(text[max(0, match.start() - 30) : match.start()]) is not None


@lru_cache(maxsize=4)
def majority_in(text: str) -> int:
    """The age under which a text's own definition calls a person a minor."""
    for match in _MEANS_MINOR.finditer(text):
        found = age_in(match["whom"])
        if found and not found[1]["minor"]:
            return found[0]
    return MAJORITY


_AGE_WORDS = re.compile(
    r"(?:\W|\b(?:1[5-9]|2[015]|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|one|years?|of|age"
    r"|old|the|or|older)\b)*",
    re.I,
)


def only_age_changed(clause: Clause, surface: Surface) -> bool:
    """Whether all that changes in a clause of existing law is an age."""
    if clause.section.words is not Words.AMENDED or not surface.marked:
        return False
    words = " ".join(surface.words_changed(clause.start, clause.end))
    return bool(words) and _AGE_WORDS.fullmatch(words) is not None


def _age(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if re.search(ANY, text) is None or not _ACT.search(text) or is_studied(clause):
        return
    majority = majority_in(context.surface.text)
    places = [m.span() for m in _ADULTS_ONLY.finditer(clause.text)]
    for age, match in _ages(clause.text, majority):
        if any(start <= match.start() < end for start, end in places):
            continue  # who may enter a place
        if _sets(text, clause, match):
            yield _hit(clause, text, age, match, majority)
            return


_ADULTS_ONLY = rx(ADULTS_ONLY)


def _sets(text: str, clause: Clause, match: re.Match[str]) -> bool:
    """Whether the words around an age make it that of the buyer or holder of the substance."""
    part = part_around(text, clause.body_at, match.start())
    if re.search(ANY, part) is None or _NOT_AGE.search(part) or _WEAK.search(clause.body):
        return False
    if not _ACT.search(part) or not _BAN.search(part):
        return False
    if match["minor"] and not _TO_MINORS.search(text):
        return False
    return _SENTENCE_OF_YEARS.search(part) is None


def _hit(clause: Clause, text: str, age: int, match: re.Match[str], majority: int) -> Hit:
    named = substances_in(text)
    products = products_of(text)
    whose = products or ((Substance.KRATOM,) if Substance.KRATOM in named or not named else named)
    if Substance.SEVEN_OH in named and _HOLDS.search(text):
        whose = tuple(s for s in Substance if s in {*whose, Substance.SEVEN_OH})
    loose = match["minor"] and majority == MAJORITY
    return dataclasses.replace(
        hit_at(clause, match.span(), Effect.AGE_LIMIT, whose),
        min_age=age,
        acts=acts_in(text),
        audience=Audience.MINORS,
        weight=1 if loose else 3 + bool(_TO_YOUNG.search(clause.text)),
    )


_HOLDS = rx(r"contain\w* (?:[\w,-]+ ){0,4}[\ue001\ue002]")
_WEAK = rx(
    r"^\W*(?:\(?\w{1,4}[).])?\W*\"[^\"]{2,60}\" (?:means|includes|has the|does not)|nothing in this"
    r"|license fees?\b|(?:classified|placed|included|listed) (?:as|in) (?:a )?schedule"
    r"|listing containing|\bmeans\b.{0,40}(?:person|entity|product|any)"
    r"|motor vehicle|under the influence"
    r"|declared (?:to be )?(?:an? )?adulterated|appropriat|legislat(?:ure|ive) intends"
)

RULES: tuple[Rule, ...] = (
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
)
