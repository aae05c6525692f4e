"""Which substances the words of a schedule mean, not where they only come from."""

from __future__ import annotations

import re

from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, masked, substances_in
from regtrack.reading.effects.negated import means
from regtrack.reading.substances import SYNTHETICS
from regtrack.reading.surface import rx

_SYNTHETIC_OF = re.compile(
    rf"(?:{SYNTHETICS.pattern})(?:\s+(?:any\s+part\s+of\s+)?(?:the\s+)?(?:plant|kratom|substances)\b"
    r"(?:[\w\s]{0,30}?mitragyna\s+speciosa|[\w\s]{0,40}?plant)?"
    r"|\s+(?:(?:of|from|in)\s+)?(?:the\s+)?(?:(?:leaf|leaves|plant|tree)\s+(?:of\s+)?)?"
    r"(?:mitragyna\s+speciosa|such\s+plant|kratom|mitragynine)\b(?!\s+pseudo))?",
    re.IGNORECASE,
)
#: A share is reckoned from these words, or a kind is named by them.
_BASIS = rx(
    rf"{ANY}-(?:related|derived|based)|{ANY} alkaloids? (?:composition|fraction|content|profile)"
    rf"|total {ANY}"
)
#: What is listed is said not to be listed.
_LEFT = rx(
    rf"{ANY}[^.;]{{0,80}}? (?:is|are|be) (?:hereby |specifically )?"
    r"(?:excluded|exempt(?:ed)?|excepted) from"
)
_EXCEPTION = rx(
    r"\b(?:not including|excluding|but not(?! limited)|provided,? (?:that|however)"
    r"|except(?:ing)? (?:that|for|when|as|if|in|where)\b"
    r"|other than|does not include|commonly (?:found|present) in)\b"
)
#: Where an alkaloid comes from: the plant itself is not meant.
_SOURCE = rx(
    r"(?:natural(?:ly)?|occur\w*|found|contained|derived|isolated|extracted|present|constituents?"
    r"|produced|made|synthesi[sz]ed|obtained"
    r"|components?|alkaloids?|leaf|leaves|dried)\b[^.;\ue001-\ue003]{0,80}?"
    r"\b(?:of|in|from|by)\b[^.;\ue001-\ue003]{0,50}?\ue001++"
    r"(?:[ ,()\w]{0,30}?\ue001++){0,2}"
)
#: What is made of an alkaloid by changing it: the alkaloid itself is not meant.
_ALTERED = rx(
    r"(?:\b(?P<any>(?:compounds?|substances?|materials?|alkaloids?|molecules?|derivatives?|chemicals?"
    r"|analogu?es?)\b)[^.;\ue001-\ue004]{0,80}?)?"
    r"\b(?:modif\w+|alter\w+|conver\w+|oxid\w+|synthes\w+|manipulat\w+|hydrogenat\w+"
    r"|chemical (?:change|reaction|treatment)s?)\b[^.;\ue001-\ue004]{0,60}?"
    r"(?:\b(?:of|from|to|in)\b )?(?:the )?\ue001++"
)
_ONLY = rx(rf"(?:found|contained|derived|present|occurring) [^.;]{{0,40}}{ANY}|not including")


def scheduled_text(clause: Clause) -> str:
    """The masked text of a clause in which names that are left out, or a basis, are blanked."""
    text = means(masked(clause))
    for pattern in (_BASIS, _LEFT):
        text = pattern.sub(lambda m: re.sub("[\ue001-\ue004]", " ", m[0]), text)
    return text


def before_exception(body: str) -> str:
    """The words before those that except something."""
    cut = _EXCEPTION.search(body)
    return body[: cut.start()] if cut else body


def scheduled_substances(clause: Clause, body: str) -> tuple[Substance, ...]:
    """The substances that an entry of a list controls; `body` is its masked text."""
    plain = clause.body
    for match in reversed(list(_SYNTHETIC_OF.finditer(plain))):
        body = body[: match.start()] + " " * len(match[0]) + body[match.end() :]
    kept = _without_source(before_exception(body))
    altered = list(_ALTERED.finditer(kept))
    kept = _ALTERED.sub(lambda m: " " * len(m[0]), kept)
    seen = set(substances_in(kept))
    if any(m["any"] for m in altered):
        seen.add(Substance.ANALOGUES)
    if _SYNTHETIC_OF.search(plain) and (seen or not plain.rstrip().endswith(":")):
        seen.add(Substance.ANALOGUES)
    if Substance.SEVEN_OH in seen and Substance.KRATOM in seen:
        lead = re.split("\ue002", body)[0]
        if _ONLY.search(body) and "\ue001" not in lead:
            seen.discard(Substance.KRATOM)
    return tuple(s for s in Substance if s in seen)


def _without_source(body: str) -> str:
    """The body without the plant of which an alkaloid named before it is said to come."""
    first = re.search("[\ue002\ue003]", body)
    plant = body.find("\ue001")
    if first is None or (0 <= plant < first.start()):
        return body
    head = body[: first.end()]
    return head + _SOURCE.sub(lambda m: " " * len(m[0]), body[first.end() :])
