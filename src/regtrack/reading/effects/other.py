"""Taxes, fees, studies, penalties, and the end of a regulation."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, Hit, Rule, hit_at, masked, substances_in
from regtrack.reading.effects.schedule_words import OF_THE_CODE
from regtrack.reading.sections import Words
from regtrack.reading.surface import rx

_TAX = rx(
    r"\b(?:excise|sales|use|privilege|retail|special)? ?(?:tax|surtax|surcharge|license fee"
    r"|levy|excise)\b[^.;]{0,160}?"
    r"\b(?:imposed|levied|assessed|collected|applies|applied|due)\b"
    r"|\b(?:impos\w+|lev(?:y|ied|ies)|applies|collect)\b[^.;]{0,120}?\b(?:excise |sales )?tax\b"
    r"|\bassessment of [^.;]{0,40}?(?:percent|per (?:gram|ounce|unit))"
    r"|\b(?:shall be|is|are) (?:hereby )?taxed\b|\bexcise (?:on|of|at|equal)\b"
    r"|\btax (?:of|at(?: the)? rate|on|equal to)\b|\brate of\b[^.;]{0,80}?per (?:milligram|gram"
    r"|ounce|unit)"
)
#: Words that levy, whatever is exempt from it.
_LEVIED = rx(r"\b(?:there (?:is|shall be)|is|are) (?:hereby |also )?(?:imposed|levied|assessed)\b")
_NO_TAX = rx(
    r"exempt|tax holiday|eligible property|tax exempt|does not include|not (?:be )?subject|taxpayer"
    r"|\bcredits?\b|\bdeduct\w*|\brefund\w*"
)
_STUDY = rx(
    r"\b(?:stud(?:y|ies|ying)\b|task force|(?:work(?:ing )?-?|stakeholder |advisory |study )group"
    r"|advisory (?:committee|council|board)|select committee"
    r"|(?:inquir\w+ into|look into|gather (?:information|data) (?:on|about))"
    r"|(?:develop|mak)\w* (?:[\w-]+ ){0,2}?recommendations"
    r"|\binterim\b[^.;]{0,160}?\b(?:evaluat|examin|assess|investigat|review)\w*"
    r"|\b(?:evaluat|examin|assess|investigat|review)\w*[^.;]{0,160}?\binterim\b"
    r"|\b(?:committee|commission|council)\b[^.;]{0,60}?\b(?:evaluat|examin|assess|investigat|review)"
    r"\w*[^.;]{0,200}?\breport\b"
    r"|(?:evaluat|examin|assess|investigat|research|review|analy[sz])\w* (?:[\w,-]+ ){0,8}?"
    r"(?:effects?|impacts?|prevalence|risks?|harms?|use|safety)\b[^.;]{0,80}?\breport\b"
    r"|(?:evaluat|examin|assess|investigat|research|review|analy[sz])\w* (?:the )?"
    r"(?:[\w,-]+ ){0,4}?"
    r"(?:effects?|impacts?|prevalence|risks?|harms?) of"
    r"|(?:collect|compil)\w* [^.;]{0,30}?data on"
    r"|report (?:on|concerning|regarding)[^.;]{0,60}? to the (?:legislature|general assembly)"
    r"|interim (?:committee|"
    r"study)|commission (?:to|on)|investigat\w+ the (?:effects|impact))"
)
_STUDY_VERB = rx(
    r"\b(?:shall|is|are|be|must|hereby|request\w*|direct\w*|conduct\w*|establish\w*|creat\w+"
    r"|appoint\w*)\b"
    # A resolution asks for it without another verb: `That the committee study ...`.
    r"|(?-i:\bThat) [\w' ]{3,90}? (?:consider studying"
    r"|(?<!the\s)(?<!an\s)(?<!a\s)(?:study|examine|evaluate|investigate|review)\b)"
    r"|\bamended (?:so as )?to\b"
)
_PENALTY = rx(
    r"\b(?:felony|misdemeanor|fine|imprison\w*|civil penalty|punish\w+|penalt(?:y|ies)(?! group)"
    r"|forfeitures?|offense level)\b"
)
_REPEAL = rx(
    r"(?:is|are|be|hereby|shall be|and) (?:hereby )?repealed"
    r"|\bby deleting (?:\u00a7+|sections?|chapters?|parts?|articles?|subsections?) [^.;]{1,120}?"
    r" in (?:its|their) entirety|^\W*(?:\w+\W+){0,6}repealers?\W"
    rf"|{OF_THE_CODE.pattern}"
    r"|\brepeals? (?:the )?"
    r"|(?:repealing|to repeal)\b"
)
_IF = rx(r"\bif\b|\bwhen\b|\bupon\b|on or before")
#: Money and bodies that end set no rule.
_NO_RULES = rx(
    r"\b(?:funds?|accounts?|task force|committee|commission|council|working group"
    r"|appropriations?)\b"
    r"[^.;]{0,40}? (?:is|are|be) (?:hereby )?repealed"
)
#: The end of a law that waits for another event.
_LAPSES = rx(
    r"(?P<ends>(?:repealed|inoperative|void|(?:no|without) (?:further )?(?:force|effect)"
    r"|cease to (?:apply|operate|have effect)))\W{1,3}(?P<why>(?:if|when|upon"
    r"|on the date)\b[^;]{4,400})"
)
_REENACTED = rx(r"re-?enact|enacted in lieu|replaced by|new section|in lieu thereof|substitut")


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


_TAX_WORD = rx(r"tax|excise|license fee|surcharge|assessment")


def _tax(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    if not _TAX_WORD.search(text):
        return
    exempts = _NO_TAX.search(text) and not _LEVIED.search(text)
    if exempts or not re.search(ANY, text):
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


_CITED = rx(r"case stud|studies (?:show|have|suggest|indicate)|according to|toxicolog")
#: What a label or a registration must tell may be a study.
_SET_BEFORE = rx(r"\b(?:label|regist)\w*")


def _study(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _STUDY.search(text)
    if match is None or not clause.own or not _STUDY_VERB.search(text):
        return
    if not context.about and not re.search("[\ue001-\ue003]", text):
        return  # a term for many goods
    if _CITED.search(text) or _SET_BEFORE.search(text[: match.start()]):
        return
    yield from _simple(clause, Effect.STUDY, match, 2)


#: A penalty of its own for what another law forbids.
_INSTEAD = rx(
    rf"^[^;]{{0,80}}?notwithstanding [^;]{{0,120}}?\b(?:person|individual|whoever)\b"
    rf"[^.;]{{0,120}}?(?:possess|us(?:es|ing)\b|sell|deliver|distribut)[^.;]{{0,160}}?{ANY}"
    r"[^.;]{0,120}?(?:subject to|forfeit|fined|punish|guilty|commits)"
    rf"|\b(?:convicted|found guilty) of [^.;]{{0,80}}?{ANY}[^.;]{{0,60}}? (?:in violation of|under"
    r"|prohibited by) (?:section|chapter|article|\u00a7)[^.;]{0,120}?\b(?:shall|may"
    r"|must) (?:not )?be"
    r" (?:sentenced|fined|imprisoned|placed|punish\w+)"
)


def _penalty(clause: Clause, context: Context) -> Iterator[Hit]:
    """Only where existing law is amended; the reader drops it beside any other effect."""
    text = masked(clause)
    match = _PENALTY.search(text)
    if match is None:
        return
    if clause.section.words is not Words.AMENDED:
        if _INSTEAD.search(text):
            yield from _simple(clause, Effect.PENALTY, match)
        return
    if not context.surface.changed(clause.start, clause.end):
        return
    yield from _simple(clause, Effect.PENALTY, match)


def _repeal(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = _REPEAL.search(text)
    lapse = _LAPSES.search(text)
    if lapse is not None and clause.own:
        whose = (Substance.KRATOM,)
        hit = hit_at(clause, lapse.span("ends"), Effect.REPEAL_REGULATION, whose)
        yield dataclasses.replace(hit, condition=" ".join(lapse["why"].split()))
        return
    ends = _IF.search(text) or _REENACTED.search(text) or _NO_RULES.search(text)
    if match is None or not clause.own or ends:
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
