"""The words of sentences that schedule, remove from a schedule, or do neither."""

from __future__ import annotations

import re

from regtrack.reading.effects.base import ANY
from regtrack.reading.surface import rx

#: Words of rules for goods and people, which no entry of a list has.
RULE_WORDS = rx(
    r"\b(?:shall|may|must|will)\b(?! be (?:included|placed|classified|added|listed))|\bperson\b"
    r"|retailer"
    r"|processor|offense|\"kratom product\"|guilty|registr|\b(?:sell|possess)\b"
)
#: A class of substances, not of crimes.
_A_CLASS = (
    r"class [a-e]\b(?! (?:\w+ )?(?:felony|misdemeanor|violation|infraction|offense|crime|person))"
)
#: Words that schedule.
ADDS = rx(
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
    r"|\b(?:schedules?|controlled substances?)\b[^.;]{0,100}? (?:is|are|shall be) (?:hereby )?"
    rf"(?:amended|expanded) (?:(?:so as )?to|by) (?:includ|add|insert|list)\w*[^.;]{{0,60}}?{ANY}"
)
#: What is only meant to be done.
INTENT = rx(
    r"intend|intent|propos\w+|considering|request(?:s|ed)? for|recommend|is issuing this notice"
    r"|petition|would\b|whether"
)
#: What only tells of a scheduling.
IDLE = rx(
    r"whether (?:or not )?to|\bconsider(?:ed|ing)? (?:to|whether|sched|plac|list|add|classif"
    r"|designat)|published|withdraw"
)
#: What keeps a sentence from scheduling what it names.
NOT_SCHEDULED = rx(
    r"\bif\b|\bnot (?:a )?controlled|inoperative"
    r"|void (?:when|upon)|exempt|(?:is|are|shall) not(?: be)? (?:a |considered "
    r"|deemed "
    r"|classified as |treated as )*(?:a )?"
    r"(?:schedule|controlled|scheduled)|other than|if (?:the|it is|kratom)"
    r"|which is a controlled|not "
    r"includ(?:e|ing)|does not (?:include|apply)|contain\w* (?:a|any|other) controlled"
    r"|considered a "
    r"controlled substance under|excluding"
    r"|(?:any|each|such|other|every|an?) (?:\w+ ){0,3}?(?:substances?|drugs?)(?:,? (?:that"
    r"|which) (?:is|are))?"
    r" (?:listed|scheduled|controlled|included|designated|placed|classified|named)"
    r"|(?:substances?|drugs?) (?:\w+ ){0,2}?(?:listed|scheduled|included|placed|classified)"
    r" (?:as|in|on|under) (?:an? )?schedule \w+,? (?:that|which)\b"
    r"|\b(?:adulterat|contaminat)\w+|includ\w+,?(?: but not limited to,?| without limitation,?)?"
    r" (?:an?|any|another|other) (?:\w+ )?controlled substances?"
    r"|\b(?:signs?|placards?|posters?|brochures?|pamphlets?)\b|\bfail(?:s|ing|ure) to\b"
    r"|laws? of other|other (?:states|jurisdictions)"
)
#: What a study or report is about.
STUDIED = rx(
    r"\b(?:study|report|task force|working group|review|survey)\b[^.;]{0,200}?\b(?:shall|must"
    r"|may|will)"
    r"(?: also)? (?:examin|includ|consider|address|review|evaluat|describ|identif|determin)"
    r"|\breport\w*\b[^.;]{0,80}?\b(?:how|whether|which|what|the number)\b"
    r"|\bwhich (?:other )?(?:states|jurisdictions)\b"
)
#: The head of an article or section, or of a list of what is not controlled.
HEADING = rx(
    r"^\W*(?:(?:article|chapter|part|title|subchapter|subtitle|division) \w+\b[^.;:]{0,120}?"
    r"(?:section|sec\.|\u00a7)? ?[\d.:-]*\W*$)"
)
#: Law that ends, or does not hold, once a substance is scheduled.
LAPSES = rx(
    r"\b(?:expires?|expired|repealed|terminates?|sunsets?|ceases?|lapses?|void|inoperative"
    r"|in (?:full )?(?:force|effect)|effective|remains?|continues?|appl(?:y|ies))\b[^.;]{0,80}?"
    r"\b(?:(?:on|as of) the (?:date|day) (?:on which|that|when)|when(?:ever)?|if|until|unless|once"
    r"|upon (?:the )?(?:placement|scheduling|inclusion|listing|addition|classification))\b"
    r"[^.;]{0,160}?[\ue001-\ue004]"
    r"|\bno (?:further |longer (?:any )?)?(?:force|effect)\b[^.;]{0,60}?\b(?:after|once|when|if)\b"
)
#: An act of the federal government that a schedule waits for.
_TRIGGER = rx(
    r"\b(?:if|when|whenever|upon|at such time as|in the event(?: that)?|once)\b[^.;]{0,160}?"
    r"\b(?:drug enforcement|dea\b|food and drug administration|fda\b|attorney general of the united"
    r"|federal(?:ly)?|congress|united states)[^.;,]{0,200}?"
    r"(?:schedul\w+|controll?\w*|list\w*|plac\w+|designat\w+|classif\w+)[^.;,]{0,120}[,.;]?"
    r"|\b(?:if|when|whenever|upon|at such time as|in the event(?: that)?|once)\b[^.;]{0,160}?"
    r"(?:schedul\w+|controll\w*|list\w*|plac\w+|designat\w+|classif\w+)[^.;]{0,160}?"
    r"\b(?:under|by|pursuant to) (?:the )?(?:federal|united states|drug enforcement|dea\b)"
    r"[^.;,]{0,120}[,.;]?"
)
#: A definition of another term.
OTHER_TERM = rx(
    r"^[^\w\"']*+(?:(?:section |sec\. )?\w{1,4}[.)][^\w\"']*+)*"
    r"(?:(?:as used in|for (?:the )?purposes of|in) th\w+ \w+,? (?:the term )?|the term )?"
    r"[\"'](?!(?:narcotic|dangerous|controlled|schedule|opiate"
    r"|kratom\W))[^\"']{3,60}[\"'] (?:means|includes)"
)
#: What lists drugs, and no goods or sellers.
_A_LIST = (
    r"(?:schedules?\b|controlled|(?:regulated|dangerous) drugs?"
    r"|lists? of (?!registered|approved|licensed|certified|products|persons|sellers))"
)
#: Words that take out of a schedule.
_REMOVES = rx(
    r"(?:remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|strik(?:e|es|ing)|struck|descheduling"
    r"|deschedul(?:e|es|ed)"
    rf"|repeal\w*)(?:(?!\b(?:insert|add)ing\b)[^.;]){{0,160}}?{ANY}[^.;]{{0,200}}?"
    r"(?:schedule|controlled substances?|list of)"
    rf"|{ANY}[^.;]{{0,120}}?(?:is|are|be) (?:hereby )?(?:removed|deleted|descheduled|stricken)"
    rf"|{ANY}[^.;]{{0,80}}?(?:(?:is|are|shall|will) (?:not|no longer)(?: be)? (?:considered "
    rf"|deemed |classified as |listed as"
    r" |scheduled as )?(?:a )?(?:schedule|controlled))"
    rf"|{ANY}[^.;]{{0,80}}?\bno longer (?:be )?(?:listed|scheduled|classified|included|placed)\b"
    r"[^.;]{0,40}?(?:schedule|controlled|list\b)"
    rf"|\b(?:remov|delet|strik|eliminat)(?:e|es|ing) from (?:\w+ ){{0,4}}?{_A_LIST}"
    rf"(?:(?!\b(?:insert|add)ing\b)[^.;]){{0,120}}?{ANY}"
    rf"|schedule [iv]+[^.;]{{0,120}}?by (?:striking|deleting|removing)"
    rf"(?:(?!\b(?:insert|add)ing\b)[^.;]){{0,100}}?{ANY}"
    rf"|(?:\bentr(?:y|ies) (?:for|of|on|naming)|listing|lists?|relating to|naming|names|placing"
    rf"|places|designating|which \w+)"
    rf" [^.;]{{0,120}}?{ANY}[^.;]{{0,200}}?(?:schedule|controlled)[^.;]{{0,120}}?"
    r"(?:is|are)(?: each)?(?: hereby)? (?:repealed|deleted|stricken)"
)


#: Sentences about a schedule that do not fill it.
NO_LISTING = rx(
    r"\bwhether\b|(?:is|are) (?:hereby )?repealed|(?:shall|may) not|processor|retailer"
    r"|offense|registr"
)
#: Goods, not substances.
GOODS = rx(r"kratom product|contain(?:s|ing) (?:a|any)")


#: Law by its number, on the substance and not on a list, that is struck.
OF_THE_CODE = rx(
    rf"(?:sections?|chapters?|articles?|\u00a7+) ?\d[^.;]{{0,30}}?(?:concerning|relating to"
    rf"|regarding|on"
    rf"|governing) (?:(?!schedul|controlled)[^.;]){{0,40}}?{ANY}(?:(?!schedul|controlled"
    rf"|\blist)[^.;])"
    r"{0,60}? (?:is|are) (?:hereby )?(?:deleted|stricken)"
)
#: One of these stands in every removal: looked for first, since removals are dear to look for.
_REMOVED = rx(r"schedul|controlled|lists? of|regulated drug|removed|deleted|stricken")


def removal(text: str) -> re.Match[str] | None:
    """Where masked text takes a substance out of a schedule."""
    return _REMOVES.search(text) if _REMOVED.search(text) else None


def without_trigger(text: str) -> tuple[str, tuple[int, int] | None]:
    """The text with the federal act that it waits for blanked, and where that stands."""
    match = _TRIGGER.search(text)
    if match is None:
        return text, None
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :], match.span()
