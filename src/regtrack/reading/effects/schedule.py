"""Schedules: an entry added to a list, words that schedule, and words or strikes that take out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, Hit, Rule, hit_at, masked, substances_in
from regtrack.reading.effects.negated import means
from regtrack.reading.effects.schedule_names import (
    LIST_HEAD,
    last_mark,
    list_begins,
    schedule_marks,
    schedule_named,
    schedule_near_name,
)
from regtrack.reading.limits import find_limits
from regtrack.reading.sections import Words
from regtrack.reading.substances import SYNTHETICS
from regtrack.reading.surface import rx

_RULE_WORDS = rx(
    r"\b(?:shall|may|must|will)\b(?! be (?:included|placed|classified|added|listed))|\bperson\b"
    r"|retailer"
    r"|processor|offense|\"kratom product\"|guilty|registr"
)
#: A class of substances, not of crimes.
_A_CLASS = (
    r"class [a-e]\b(?! (?:\w+ )?(?:felony|misdemeanor|violation|infraction|offense|crime|person))"
)
_ADDS = rx(
    r"(?:is|are|be|being|hereby|been|as|was) (?:hereby |temporarily |permanently "
    r"|also )?(?:added|placed"
    r"|classified|designated|scheduled|listed|included|controlled|declared|controlled in|deemed)"
    r"[^.;]{0,120}?(?:schedule|controlled substance|penalty group|"
    rf"{_A_CLASS})"
    r"|(?:adds?|adding|plac(?:e|es|ing)|classif(?:y|ies|ying)|designat(?:e|es|ing)|schedul(?:e"
    r"|es|ing)"
    r"|includ(?:e|es|ing)|list(?:s|ing)?|insert(?:s|ing)?|categori[sz]\w+|mak(?:e|es|ing)"
    r"|establish\w*)\b"
    r"[^.;]{0,200}?(?:schedule|controlled substance|penalty group|"
    rf"{_A_CLASS})"
    r"|(?:shall|is to) be (?:a |considered |treated as )?(?:a )?(?:schedule|controlled)"
    rf"|(?:is|are) (?:a )?(?:schedule|{_A_CLASS}|controlled substance)"
    r"|schedul(?:e|es|ing)\b(?= [^.;]{0,60}[\ue001-\ue004])|temporary (?:scheduling|listing)"
)
_INTENT = rx(
    r"intend|intent|propos\w+|considering|request(?:s|ed)? for|recommend|is issuing this notice"
    r"|petition|would\b|whether"
)
_IDLE = rx(r"whether (?:or not )?to|\bconsider(?:ed|ing)? (?:to|whether|sched)|published|withdraw")
_NOT_SCHEDULED = rx(
    r"\bif\b|inoperative|void (?:when|upon)|exempt|(?:is|are|shall) not(?: be)? (?:a |considered "
    r"|deemed "
    r"|classified as |treated as )*(?:a )?"
    r"(?:schedule|controlled|scheduled)|other than|if (?:the|it is|kratom)"
    r"|which is a controlled|not "
    r"includ(?:e|ing)|does not (?:include|apply)|contain\w* (?:a|any|other) controlled"
    r"|considered a "
    r"controlled substance under|excluding"
)
_OTHER_TERM = rx(
    r"^\W*(?:\(?\w{1,4}[.)]\W*)*\"(?!(?:narcotic|dangerous|controlled|schedule|opiate"
    r"|kratom\W))[^\"]{3,60}\" (?:means|includes)"
)
_REMOVES = rx(
    r"(?:remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|strik(?:e|es|ing)|struck|descheduling"
    r"|deschedul(?:e|es|ed)"
    rf"|repeal\w*)[^.;]{{0,160}}?{ANY}[^.;]{{0,200}}?(?:schedule|controlled substances?|list of)"
    rf"|{ANY}[^.;]{{0,120}}?(?:is|are|be) (?:hereby )?(?:removed|deleted|descheduled|stricken)"
    rf"|{ANY}[^.;]{{0,80}}?(?:(?:is|are|shall) not(?: be)? (?:considered |deemed "
    rf"|classified as |listed as"
    r" |scheduled as )?(?:a )?(?:schedule|controlled))"
    rf"|schedule [iv]+[^.;]{{0,120}}?by (?:striking|deleting|removing)[^.;]{{0,100}}?{ANY}"
)


_SYNTHETIC_OF = re.compile(
    rf"(?:{SYNTHETICS.pattern})(?:\s+(?:any\s+part\s+of\s+)?(?:the\s+)?(?:plant|kratom"
    rf"|substances)\b"
    r"(?:[\w\s]{0,30}?mitragyna\s+speciosa|[\w\s]{0,40}?plant)?)?",
    re.IGNORECASE,
)


_BASIS = rx(rf"{ANY}-related|{ANY} alkaloids? (?:composition|fraction|content|profile)|total {ANY}")


def _schedule_for(clause: Clause, context: Context) -> str | None:
    text = context.surface.text
    own = schedule_named(text[clause.start : clause.end])
    before = last_mark(text, clause.section.start, clause.start)
    told = own or before or schedule_near_name(context) or schedule_named(context.title)
    named = {label for _, label in schedule_marks(text)}
    return told or (named.pop() if len(named) == 1 else None)


def _entry(clause: Clause, context: Context) -> Iterator[Hit]:
    """An entry of a list of controlled substances."""
    if not clause.own or _RULE_WORDS.search(clause.body) or len(clause.body) > 1800:
        return
    if _OTHER_TERM.search(clause.body):
        return
    text = means(masked(clause))
    body = text[clause.body_at :]
    first = re.search(ANY, body)
    if _LEAVES_OUT.search(_words_before(clause, context)):
        return
    if clause.leads and _EXEMPTS.search(context.surface.text[slice(*clause.leads[-1])][-140:]):
        return
    if _REMOVES.search(text) or _IDLE.search(text):
        return
    if first is None or _NOT_SCHEDULED.search(body[: first.start()]):
        return
    if not _in_schedule_list(clause, context):
        return
    substances = _scheduled_substances(clause, body)
    if not substances:
        return
    at = clause.body_at + first.start()
    hit = hit_at(clause, (at, at + len(first[0])), Effect.SCHEDULE, substances)
    yield dataclasses.replace(
        hit,
        schedule=_schedule_for(clause, context),
        limits=find_limits(clause.text),
        proposed=_INTENT.search(text) is not None,
        weight=3,
    )


def _scheduled_substances(clause: Clause, body: str) -> tuple[Substance, ...]:
    plain = clause.body
    for match in reversed(list(_SYNTHETIC_OF.finditer(plain))):
        body = body[: match.start()] + " " * len(match[0]) + body[match.end() :]
    body = _BASIS.sub(lambda m: " " * len(m[0]), body)
    seen = set(substances_in(_before_exception(body)))
    if _SYNTHETIC_OF.search(plain) and (seen or not plain.rstrip().endswith(":")):
        seen.add(Substance.ANALOGUES)
    if Substance.SEVEN_OH in seen and Substance.KRATOM in seen:
        # The plant may only say where the alkaloid comes from.
        lead = re.split("\ue002", body)[0]
        only = re.search(
            rf"(?:found|contained|derived|present|occurring) [^.;]{{0,40}}{ANY}|not including", body
        )
        if only and "\ue001" not in lead:
            seen.discard(Substance.KRATOM)
    return tuple(s for s in Substance if s in seen)


_LEAVES_OUT = rx(
    r"(?:not includ\w+|exclud\w+|except\w*(?! as)|other than|exempt\w*"
    r"|but not(?! limited))[^.;:]{0,60}:?\W*$"
)


def _words_before(clause: Clause, context: Context) -> str:
    floor = max(clause.section.start, clause.start - 140)
    return context.surface.text[floor : clause.start]


_EXEMPTS = rx(
    r"not including|\bexclud(?:e|es|ing)|(?:does|do|shall) not (?:include|apply)|other than\W*$"
    r"|exempt"
    r"|(?:the following|these) (?:are |is )?(?:excepted|exceptions?|exclusions?)"
)
_EXCEPTION = rx(
    r"\b(?:not including|excluding|but not(?! limited)"
    r"|except(?:ing)? (?:that|for|when|as|if|in|where)\b"
    r"|other than|does not include"
    r"|commonly (?:found|present) in)\b"
)


def _before_exception(body: str) -> str:
    cut = _EXCEPTION.search(body)
    return body[: cut.start()] if cut else body


#: A title that tells what the inserted words are an entry of.
_TITLED = rx(r"\bschedul(?:e [iv]+\b|ing\b)|controlled (?:dangerous )?substance|penalty group")
_ANALYSIS = rx(r"\banalysis by\b|\bdigest\b")
_CREATED = rx(r"of the statutes (?:is|are) created to read|is created and enacted")
#: An enumerated entry, or a bare chemical name.
_ENTRY = re.compile(r"\W*(?:\w{1,5}[.)]|\()|[^.:]{3,120};\W*$")


def _in_schedule_list(clause: Clause, context: Context) -> bool:
    text, section = context.surface.text, clause.section
    named = last_mark(text, section.start, clause.end) is not None
    if LIST_HEAD.search(clause.text[: clause.body_at]):
        before = text[max(section.start, clause.start - 20000) : clause.start].lower()
        return named or "controlled" in before or schedule_near_name(context) is not None
    if clause.start - section.start < 900 and len(clause.body) < 900:
        told = _TITLED.search(_ANALYSIS.split(context.title)[0]) is not None
        if section.words is Words.INSERTED:
            return named or told or schedule_near_name(context) is not None
        head = text[section.start : section.start + 120]
        bare = clause.mentions[-1].start - clause.start < 60 and len(clause.body) < 300
        if section.words is Words.NEW and told and bare and _CREATED.search(head):
            return True
        if section.words is Words.NEW:
            return named and list_begins(text, section.start, clause.end)
    if len(clause.body) >= 420 or not _ENTRY.match(clause.body):
        return False
    near = text[max(section.start, clause.start - 3500) : clause.start]
    entries = near.count(";") + near.count(". ") + len(re.findall(r"\(\w{1,4}\)", near))
    few = 1 if len(clause.body) < 120 and clause.body.rstrip().endswith(";") else 5
    return named and entries > few and list_begins(text, section.start, clause.start)


def _worded(clause: Clause, context: Context) -> Iterator[Hit]:
    """A sentence that schedules."""
    text = _BASIS.sub(lambda m: " " * len(m[0]), means(masked(clause)))
    text = text[: clause.body_at] + _before_exception(text[clause.body_at :])
    if _LEAVES_OUT.search(_words_before(clause, context)):
        return
    match = _ADDS.search(text)
    if match is None or not clause.own or _IDLE.search(text):
        return
    if _NOT_SCHEDULED.search(text) or _REMOVES.search(text):
        return
    near = text[max(0, match.start() - 260) : match.end() + 200]
    if not re.search(ANY, near) or rx(r"kratom product|contain(?:s|ing) (?:a|any)").search(
        match[0]
    ):
        return
    if rx(
        r"\bwhether\b|(?:is|are) (?:hereby )?repealed|(?:shall|may) not|processor|retailer"
        r"|offense|registr"
    ).search(clause.body):
        return
    substances = substances_in(near)
    hit = hit_at(clause, match.span(), Effect.SCHEDULE, substances)
    yield dataclasses.replace(
        hit,
        schedule=_schedule_for(clause, context),
        limits=find_limits(clause.text),
        proposed=_INTENT.search(text) is not None,
        weight=2,
    )


def _removed(clause: Clause, context: Context) -> Iterator[Hit]:
    """Words that take a substance out of a schedule."""
    text = means(masked(clause))
    match = _REMOVES.search(text)
    if match is None or not clause.own or rx(r"repealed (?:if|when|upon)\b").search(text):
        return
    hit = hit_at(clause, match.span(), Effect.DESCHEDULE, substances_in(match[0]))
    yield dataclasses.replace(hit, schedule=_schedule_for(clause, context), weight=3)


RULES: tuple[Rule, ...] = (
    Rule(
        "schedule.entry",
        Effect.SCHEDULE,
        "The substance is an added entry of a list of controlled substances.",
        "Be it enacted: Section 1. Section 5.2 is amended by adding the following new paragraph:"
        " 31. Schedule I: Mitragynine.",
        "Be it enacted: Section 1. A person shall not sell a kratom product that contains a"
        " controlled substance listed in schedule I.",
        _entry,
    ),
    Rule(
        "schedule.worded",
        Effect.SCHEDULE,
        "A sentence places the substance in a schedule.",
        "Be it enacted: Section 1. 7-hydroxymitragynine is hereby placed in Schedule II of the"
        " controlled substances act.",
        "Be it enacted: Section 1. Kratom is not a controlled substance.",
        _worded,
    ),
    Rule(
        "deschedule.worded",
        Effect.DESCHEDULE,
        "A sentence takes the substance out of a schedule.",
        "Be it enacted: Section 1. Mitragynine is hereby removed from Schedule I.",
        "Be it enacted: Section 1. The department shall remove unregistered kratom products"
        " from sale.",
        _removed,
    ),
)  # fmt: skip
