"""Taxes, studies, penalties, the powers of local governments, and the end of a regulation."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, Hit, Rule, hit_at, masked, substances_in
from regtrack.reading.sections import Words
from regtrack.reading.surface import rx

_TAX = rx(
    r"\b(?:excise|sales|use|privilege|retail|special)? ?(?:tax|surtax|license fee"
    r"|levy)\b[^.;]{0,160}?"
    r"\b(?:imposed|levied|assessed|collected|applies|applied|due)\b"
    r"|\b(?:impos\w+|lev(?:y|ied|ies)|applies|collect)\b[^.;]{0,120}?\b(?:excise |sales )?tax\b"
    r"|\btax (?:of|at(?: the)? rate|on|equal to)\b|\brate of\b[^.;]{0,80}?per (?:milligram|gram"
    r"|ounce|unit)"
)
_NO_TAX = rx(
    r"exempt|tax holiday|eligible property|tax exempt|does not include|not (?:be )?subject|taxpayer"
)
_STUDY = rx(
    r"\b(?:stud(?:y|ies)\b|task force|working group|advisory (?:committee|council|board)"
    r"|(?:collect|compil)\w* [^.;]{0,30}?data on"
    r"|report (?:on|concerning|regarding)[^.;]{0,60}? to the (?:legislature|general assembly)"
    r"|interim (?:committee|"
    r"study)|commission (?:to|on)|investigat\w+ the (?:effects|impact))"
)
_STUDY_VERB = rx(
    r"\b(?:shall|is|are|be|must|hereby|request\w*|direct\w*|conduct\w*|establish\w*|creat\w+"
    r"|appoint\w*)\b"
)
_PENALTY = rx(
    r"\b(?:felony|misdemeanor|fine|imprison\w*|civil penalty|punish\w+|penalt(?:y|ies)"
    r"|offense level)\b"
)
_LOCAL = (
    r"(?:(?:local|municipal|county|city|political) ?(?:government\w*|subdivisions?|authorit\w+"
    r"|ordinances?|"
    r"unit\w*|jurisdictions?|law\w*|bod(?:y|ies))|municipalit(?:y|ies)|count(?:y|ies)|cit(?:y"
    r"|ies)\b|towns?\b"
    r"|political subdivision)"
)
_PREEMPT = rx(
    rf"(?:{_LOCAL}[^.;]{{0,160}}?(?:(?:shall|may) not|is prohibited from|are prohibited from"
    rf"|no )[^.;]{{0,60}}?"
    rf"(?:adopt|enact|enforce|impose|regulat\w*|maintain|establish|prohibit)"
    rf"|no {_LOCAL}[^.;]{{0,100}}?(?:shall|may) (?:adopt|enact|enforce|impose|regulat\w*|prohibit)"
    rf"|(?:preempt\w*|pre-empt\w*|supersed\w+|occup\w+ the (?:whole"
    rf"|entire) field)[^.;]{{0,200}}?(?:{_LOCAL}"
    r"|regulation|ordinance|this (?:act|chapter|section|article|subject))"
    r"|matter of statewide concern)"
)
_ALLOW = rx(
    rf"(?:nothing in this[^.;]{{0,80}}?(?:prohibit|prevent|limit|preempt"
    rf"|preclude)s?[^.;]{{0,60}}?{_LOCAL}"
    rf"[^.;]{{0,100}}|{_LOCAL}[^.;]{{0,60}}?\bmay\b(?! not)[^.;]{{0,80}}?)(?:adopt\w*|enact\w*"
    rf"|impos\w+"
    r"|regulat\w+|prohibit\w*|\bban\b|enforc\w+|more (?:stringent|restrictive))"
)
_REPEAL = rx(
    r"(?:is|are|be|hereby|shall be|and) (?:hereby )?repealed|^\W*(?:\w+\W+){0,6}repealers?\W"
    r"|\brepeals? (?:the )?"
    r"|(?:repealing|to repeal)\b"
)
_IF = rx(r"\bif\b|\bwhen\b|\bupon\b|on or before")
#: The end of a law that waits for another event.
_LAPSES = rx(
    r"(?P<ends>(?:repealed|inoperative|void|(?:no|without) (?:further )?(?:force|effect)"
    r"|cease to (?:apply|operate|have effect)))\W{1,3}(?P<why>(?:if|when|upon"
    r"|on the date)\b[^;]{4,400})"
)
_REENACTED = rx(r"re-?enact|enacted in lieu|replaced by|new section|in lieu thereof")


def _simple(
    clause: Clause, effect: Effect, match: re.Match[str] | None, weight: int = 1
) -> Iterator[Hit]:
    if match is None:
        return
    text = masked(clause)
    named = substances_in(text)
    whose = (Substance.KRATOM,) if Substance.KRATOM in named else named
    if whose:
        hit = hit_at(clause, match.span(), effect, whose)
        yield dataclasses.replace(hit, weight=weight, polarity=Polarity.REQUIRES)


def _tax(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if clause.text.lower().find("tax") < 0 and "license fee" not in clause.text.lower():
        return
    if _NO_TAX.search(text) or not re.search(ANY, text):
        return
    yield from _simple(clause, Effect.TAX, _TAX.search(text), 2)


_FEE = rx(
    rf"{ANY}[\w /()-]{{0,60}}?(?:registration|licen[cs]e|licensing|permit|product|inspection"
    rf"|testing)"
    r"[\w /()-]{0,30}?\bfees?\W{0,12}(?:\$ ?)?(?=\d+\.\d\d|\$)"
)


def _fee(clause: Clause, context: Context) -> Iterator[Hit]:
    """A fee schedule sets what registration costs: a product rule in an appropriations act."""
    match = _FEE.search(masked(clause)) if clause.own else None
    if match is not None:
        hit = hit_at(clause, match.span(), Effect.REGULATE, (Substance.KRATOM,))
        yield dataclasses.replace(hit, polarity=Polarity.REQUIRES)


def _study(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _STUDY.search(text)
    if match is None or not clause.own or not _STUDY_VERB.search(text):
        return
    if rx(
        r"case stud|studies (?:show|have|suggest|indicate)|according to|label|toxicolog|regist"
    ).search(text):
        return
    yield from _simple(clause, Effect.STUDY, match, 2)


def _penalty(clause: Clause, context: Context) -> Iterator[Hit]:
    """Only where existing law is amended; the reader drops it beside any other effect."""
    text = masked(clause)
    match = _PENALTY.search(text)
    if match is None or clause.section.words is not Words.AMENDED:
        return
    if not context.surface.changed(clause.start, clause.end):
        return
    yield from _simple(clause, Effect.PENALTY, match)


def _preempt(clause: Clause, context: Context) -> Iterator[Hit]:
    yield from _simple(clause, Effect.PREEMPT, _PREEMPT.search(masked(clause)), 2)


def _allow(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if _PREEMPT.search(text) and not rx(r"nothing in this").search(text):
        return
    yield from _simple(clause, Effect.ALLOW_LOCAL, _ALLOW.search(text), 2)


def _repeal(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _REPEAL.search(text)
    lapse = _LAPSES.search(text)
    if lapse is not None and clause.own:
        whose = (Substance.KRATOM,)
        hit = hit_at(clause, lapse.span("ends"), Effect.REPEAL_REGULATION, whose)
        yield dataclasses.replace(hit, condition=" ".join(lapse["why"].split()))
        return
    if match is None or not clause.own or _IF.search(text) or _REENACTED.search(text):
        return
    if rx(r"laws? (?:in|or parts of laws? in) conflict|conflicting").search(text) or "{+" in text:
        return
    yield from _simple(clause, Effect.REPEAL_REGULATION, match, 2)


RULES: tuple[Rule, ...] = (
    Rule(
        "tax.levy",
        Effect.TAX,
        "A tax or a fee by amount is levied on it.",
        "Be it enacted: Section 1. An excise tax is imposed on the retail sale of kratom"
        " products at"
        " the rate of ten percent.",
        "Be it enacted: Section 1. Kratom is not eligible property for the sales tax holiday.",
        _tax,
    ),
    Rule(
        "regulate.fee",
        Effect.REGULATE,
        "A fee schedule sets what the registration or licence of its sellers or products costs.",
        "Be it enacted: Section 1. Department of Agriculture: Kratom Product Registration Fee"
        " 475.00; Grain Inspection Fee 30.00.",
        "Be it enacted: Section 1. Kratom research is funded. Grain Inspection Fee 30.00.",
        _fee,
    ),
    Rule(
        "study.ordered",
        Effect.STUDY,
        "A study, task force or report on it is ordered.",
        "Be it enacted: Section 1. The department shall conduct a study of the effects of kratom.",
        "Be it enacted: Section 1. A label shall not cite a case study about a kratom product.",
        _study,
    ),
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
    Rule(
        "repeal.regulation",
        Effect.REPEAL_REGULATION,
        "The law that regulates it is repealed.",
        "Be it enacted: Section 1. Chapter 9, the Kratom Consumer Protection Act, is repealed.",
        "Be it enacted: Section 1. All laws in conflict with this kratom act are repealed.",
        _repeal,
    ),
    Rule(
        "penalty.changed",
        Effect.PENALTY,
        "Nothing but a penalty is changed.",
        "Be it enacted: Section 1. Section 3 is amended to read: 3. Whoever violates this"
        " kratom act"
        " is guilty of a new text begin felony new text end.",
        "Be it enacted: Section 1. Selling kratom is a misdemeanor.",
        _penalty,
    ),
)  # fmt: skip
