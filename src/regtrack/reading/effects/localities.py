"""The powers of local governments: taken away, or left to them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import Context, Hit, Rule, hit_at, masked, substances_in
from regtrack.reading.sections import Part, Words
from regtrack.reading.surface import rx
from regtrack.reading.weighing import Found

_OFFICE = (
    r"(?! (?:attorney|prosecutor|jail|sheriff|court|clerk|treasurer|recorder|fair|detention|police"
    r"|road|council(?:or|man)|manager|solicitor|counsel)s?\b)"
)
_UNIT = (
    r"\b(?:(?:local|municipal|county|city|political|home[- ]rule|charter) ?(?:government\w*"
    r"|subdivisions?"
    r"|authorit\w+|ordinances?|units?|jurisdictions?|laws?\b(?! enforcement)|bod(?:y|ies)"
    r"|boards?(?: of health)?|health (?:departments?|districts?|officers?)|entit(?:y|ies)"
    r"|regulations?|rules?)|municipalit(?:y|ies)|count(?:y|ies)\b"
    rf"{_OFFICE}|cit(?:y|ies)\b{_OFFICE}|towns?\b|townships?\b|parish(?:es)?\b|boroughs?\b"
    r"|a board of health\b"
    r"|villages?\b|localit(?:y|ies)\b|governing (?:body|authority)|police jury|board of supervisors"
    r"|home rule)"
)
#: A unit is the subject: nobody else stands between it and its verb.
_ITS = r"(?:(?!retailer|person|processor|vendor|seller|business|employee|licensee)[^.;]){0,200}?"
_MAKES = (
    r"(?:adopt\w*|enact\w*|enforc\w+|impos\w+|regulat\w*|maintain|establish|prohibit\w*|pass\b|ordain"
    r"|continue|promulgat\w*|restrict\w*|requir\w+|ban\b|legislat\w*)"
)
_LAWS = (
    r"(?:ordinances?|regulations?|rules?|resolutions?|by-?laws?|requirements?|local laws?|codes?)"
)
_THIS = r"this (?:act|chapter|section|article|subject|part|title|subtitle|subchapter|law)"
_PREEMPT = rx(
    rf"{_UNIT}{_ITS}\b(?:(?:shall|may|must|can) not|cannot|(?:is|are) prohibited from"
    rf"|(?:is|are) preempted from|(?:has|have|shall have) no (?:power|authority)|no )[^.;]{{0,60}}?"
    rf"{_MAKES}"
    rf"|\bprohibit(?:ing)? (?:any |all |the )?{_UNIT}[^.;]{{0,40}}? from"
    r" (?:adopting|enacting|enforcing|imposing|regulating|prohibiting"
    r"|restricting|banning|requiring)"
    rf"|\b(?:no|neither a|neither any) (?:[\w ,]{{0,60}}?){_UNIT}[^.;]{{0,160}}?"
    rf"(?:shall|may|can|has)\b[^.;]{{0,40}}?{_MAKES}"
    rf"|\bno (?:[\w ,]{{0,40}}?){_LAWS}[^.;]{{0,60}}?{_UNIT}[^.;]{{0,120}}?(?:shall|may)\b"
    rf"|(?:preempt\w*|pre-empt\w*|supersed\w+)[^.;]{{0,200}}?(?:{_UNIT}"
    rf"|regulation|ordinance|{_THIS})"
    rf"|(?:{_UNIT}|ordinance)[^.;]{{0,120}}?(?:is|are|be) (?:hereby |expressly )*"
    r"(?:preempted|pre-empted|superseded|(?:null and )?void|unenforceable)"
    r"|\breserved (?:exclusively |solely )?to the (?:state|legislature|general assembly)"
    r"|occup(?:y|ies|ied|ying) the (?:whole |entire |full )?field"
    r"|(?:matter|subject) of (?:exclusive )?state-?wide concern"
    r"|denial and limitation of home[- ]rule"
    r"|exclusive power and function of the state"
    r"|\b(?:sole|exclusive) (?:[\w ]{1,40} )?(?:authority|power|jurisdiction)[^.;]{0,40}?"
    r"(?:\bto regulat|\bover\b|of the state|vested)"
)
_LEAVES = (
    r"(?:nothing in this|(?:does|do|shall|may|must) not (?:be (?:construed|interpreted|deemed)"
    r" (?:to |as )?)?(?=(?:preempt|supersed|limit|prevent|preclude|prohibit)))"
)
_STRICTER = r"(?:more (?:stringent|restrictive)|stricter|greater restrictions?)"
_ALLOW = rx(
    rf"{_LEAVES}[^.;]{{0,120}}?(?:prohibit|prevent|limit|preempt|pre-empt|preclud|restrict|supersed"
    rf"|affect)\w*[^.;]{{0,100}}?{_UNIT}[^.;]{{0,160}}?"
    rf"(?:adopt\w*|enact\w*|impos\w+|regulat\w+|prohibit\w*|\bban\w*|enforc\w+|restrict\w*"
    rf"|ordinance|requiring|setting|raising|{_STRICTER})"
    rf"|{_UNIT}{_ITS}\bmay\b(?! not)[^.;]{{0,80}}?(?:adopt\w*|enact\w*|impos\w+|regulat\w+"
    r"|by (?:ordinance|resolution|rule|regulation|by-?law)|requir\w*|licens\w*|forbid|\bset\b"
    r"|\braise\b|\blimit\b"
    rf"|prohibit\w*|\bban\b|restrict\b|enforce [^.;]{{0,30}}?(?:ordinance|{_STRICTER})|{_STRICTER})"
    rf"|(?:authori[sz]|allow|permit|empower|enabl)\w* (?:[^.;]{{0,60}}?){_UNIT}[^.;]{{0,60}}? to"
    rf" (?:[\w ,]{{0,40}}?)(?:adopt|enact|regulat|prohibit|restrict|ban|limit|impos)"
    rf"|{_UNIT}[^.;]{{0,40}}? (?:retains?|keeps?) (?:(?:the|full|their"
    rf"|its) ){{0,2}}"
    r"(?:authority|powers?|right) to (?:[\w ,]{0,30}?)(?:regulat|prohibit|ban|restrict|limit)"
    rf"|{_UNIT}[^.;]{{0,160}}?{_STRICTER}[^.;]{{0,80}}?(?:remain|control|not preempted|prevail)"
)
_NEGATED = rx(rf"{_LEAVES}|not (?:be )?preempt")


def _hit(clause: Clause, effect: Effect, match: re.Match[str], text: str) -> Iterator[Hit]:
    named = substances_in(text)
    whose = (Substance.KRATOM,) if Substance.KRATOM in named else named
    if whose:
        hit = hit_at(clause, match.span(), effect, whose)
        yield dataclasses.replace(hit, weight=2)


def _preempt(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _PREEMPT.search(text)
    if match is not None and not _left(text, match):
        yield from _hit(clause, Effect.PREEMPT, match, text)


def _left(text: str, match: re.Match[str]) -> bool:
    """Whether the words say that nothing is taken from local governments."""
    allowed = _ALLOW.search(text)
    if allowed is None:
        return False
    return _NEGATED.search(text[max(0, match.start() - 160) : match.end()]) is not None


def _allow(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _ALLOW.search(text)
    taken = _PREEMPT.search(text)
    if match is None or (taken is not None and not _left(text, taken)):
        return
    yield from _hit(clause, Effect.ALLOW_LOCAL, match, text)


_ON_THIS = rx(
    rf"{_THIS}|subject matter|the (?:sale|regulation|marketing|distribution) of (?:such|these|the)"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(\"])")
_LONGEST = 900


def find(context: Context, found: list[Found]) -> Iterator[Found]:
    """What an act on our substances says of local powers without naming them: `This act supersedes
    any local ordinance.` Only in acts whose title is about them, and where something is found."""
    effects = {f.hit.effect for f in found if f.hit.polarity is not Polarity.PERMITS}
    if not context.about or not effects - {Effect.SCHEDULE, Effect.DESCHEDULE, Effect.PENALTY}:
        return
    if effects & {Effect.PREEMPT, Effect.ALLOW_LOCAL}:
        return
    for section in context.sections:
        if section.part is not Part.ACTING or section.words is Words.REPEALED:
            continue
        if section.words is Words.AMENDED and not context.surface.marked:
            continue
        hit = _unnamed(context, section.start, section.end, section.words is Words.AMENDED)
        if hit is not None:
            rule = "preempt.local" if hit.effect is Effect.PREEMPT else "local.allowed"
            yield Found(hit, rule, section, sure=True)
            return


def _unnamed(context: Context, start: int, end: int, amended: bool) -> Hit | None:
    text = context.surface.text
    at = start
    for stop in [*(m.start() for m in _SENTENCE.finditer(text, start, end)), end]:
        sentence = text[at:stop]
        span, at = (at, stop), stop
        if len(sentence) > _LONGEST or not _ON_THIS.search(sentence):
            continue
        if amended and not context.surface.changed(*span):
            continue
        for effect, pattern in ((Effect.ALLOW_LOCAL, _ALLOW), (Effect.PREEMPT, _PREEMPT)):
            match = pattern.search(sentence)
            if match is None or (effect is Effect.ALLOW_LOCAL and not _stands(sentence)):
                continue
            begin = span[0] + match.start()
            return Hit(effect, (Substance.KRATOM,), begin, span[0] + match.end(), weight=2)
    return None


def _stands(sentence: str) -> bool:
    """Whether local powers are left, and none is taken in the same sentence."""
    taken = _PREEMPT.search(sentence)
    return taken is None or _left(sentence, taken)


RULES: tuple[Rule, ...] = (
    Rule(
        "preempt.local",
        Effect.PREEMPT,
        "Local governments may not make rules of their own on it.",
        "Be it enacted: Section 1. A county or city may not adopt an ordinance regulating kratom"
        " products.",
        "Be it enacted: Section 1. A county may adopt an ordinance regulating kratom products.",
        _preempt,
    ),
    Rule(
        "local.allowed",
        Effect.ALLOW_LOCAL,
        "Local governments may make rules of their own on it.",
        "Be it enacted: Section 1. A municipality may adopt an ordinance more restrictive than this"
        " act on kratom products.",
        "Be it enacted: Section 1. A municipality may not adopt an ordinance on kratom products.",
        _allow,
    ),
)
