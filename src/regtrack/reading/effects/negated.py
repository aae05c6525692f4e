"""Names that a scheduling text says it does not mean: what it leaves out, or only compares with."""

from __future__ import annotations

import re

from regtrack.reading.effects.base import ANY
from regtrack.reading.surface import rx

_LIST = rf"{ANY}(?:[\w ,()/-]{{0,40}}?{ANY}){{0,8}}"
_BY_THIS = (
    r"(?:by|in|of|to|under|under the terms of|as a result of|for purposes of) (?:this|the|these)"
    r"(?: [\w-]+){0,3}? (?:order|rules?|actions?|notice|regulations?|schedul\w+|listing|amendment)"
)
_LEFT_OUT: tuple[re.Pattern[str], ...] = tuple(
    rx(pattern)
    for pattern in (
        # What an order says it does not do.
        rf"(?:does|do|did|will|would|shall|may|is|are) not (?:(?:itself|now|also) )?"
        rf"(?:control\w*|schedul\w*|affect\w*|apply to|cover\w*|reach\w*|extend\w* to|includ\w+"
        rf"|address\w*|mak\w+|regulat\w*|intended to \w+"
        rf"|plac\w+)[^.;\ue001-\ue004]{{0,60}}?{_LIST}",
        rf"{_LIST}[^.;\ue001-\ue004]{{0,40}}? (?:is|are|remains?) not(?: \w+)?"
        rf" (?:controlled|scheduled|affected|covered|included|addressed"
        rf"|(?:the )?subject)[^.;]{{0,40}}?"
        rf"{_BY_THIS}",
        rf"\b(?:substances?|drugs?)\b[\w ]{{0,30}}? (?:that|which) (?:is|are) (?:not|neither)"
        rf" [\w ,()-]{{0,120}}?{_LIST}",
        rf"\bnothing in (?:this |the )?[^.;\ue001-\ue004]{{1,80}}? (?:appl(?:y|ies)|extends?"
        rf"|controls?"
        rf"|schedules?|limits?|affects?)\b[^.;\ue001-\ue004]{{0,60}}?{_LIST}",
        # What people suffer from it.
        rf"{ANY} (?:dependence|addiction|withdrawal|use disorder|overdose|poisoning|toxicity)",
        rf"\bnor (?:does it|do they|is|are) [^.;\ue001-\ue004]{{0,40}}?{_LIST}",
        rf"(?:unaffected|not affected)[^.;\ue001-\ue004]{{0,30}}?{_LIST}",
        # What the scheduled substances are like, not what they are.
        rf"(?:related|similar|comparable|structurally|analogous|relative|compared) (?:to|with)"
        rf" (?:the (?:alkaloids? |plant )?)?{_LIST}",
        # The plant that they come from.
        rf"{ANY}-related [^.;]{{0,200}}?\b(?:of|from|contained|found|present|occurring)\b"
        rf"(?:(?!includ)[^.;\ue001-\ue004]){{0,40}}?\ue001++"
        rf"(?: ?\((?:also )?(?:known as )?{ANY}\))?",
        rf"(?:analogu?es?|precursors?|metabolites?) (?:of|to) {_LIST}",
    )
)


def means(text: str) -> str:
    """Masked text in which the names that it leaves out are blanked, at equal length."""
    for pattern in _LEFT_OUT:
        text = pattern.sub(_blanked, text)
    return text


def _blanked(match: re.Match[str]) -> str:
    return re.sub("[\ue001-\ue004]", " ", match[0])
