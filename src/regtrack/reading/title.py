"""What a title and an abstract tell where there is no text."""

from __future__ import annotations

import re

from regtrack.domain.provisions import Audience, Effect, Polarity, Provision
from regtrack.domain.substances import Substance
from regtrack.reading.effects.ages import age_in
from regtrack.reading.effects.base import acts_in
from regtrack.reading.effects.schedule_names import schedule_named
from regtrack.reading.limits import find_limits
from regtrack.reading.model import Quote, Reading, ReadProvision, Relevance
from regtrack.reading.numbers import whole
from regtrack.reading.relevance import only_opinion
from regtrack.reading.substances import find_mentions, substances_of
from regtrack.reading.surface import QUOTE_WORDS, rx
from regtrack.reading.text import fold
from regtrack.reading.title_words import EXISTING, LIFTED, PATTERNS, PLACES, SOME, YOUNG


def read_title(title: str, abstract: str = "", *, division: str) -> Reading:
    """What a title and an abstract say; every quote has its offsets in title, space, abstract.

    The reading has `from_title` set; none of its provisions can be proven from a law's own words.
    """
    text = fold(f"{title} {abstract}") if abstract else fold(title)
    names = find_mentions(text)
    if not names:
        return Reading(from_title=True)
    if only_opinion(text):
        return Reading(relevance=Relevance.INCIDENTAL, mentions=len(names), from_title=True)
    provisions = tuple(_provisions(text))
    about = bool(find_mentions(title)) and not _listed(title)
    relevance = Relevance.PRIMARY if about else Relevance.SECONDARY
    if not provisions and not about:
        relevance = Relevance.INCIDENTAL
    return Reading(relevance=relevance, provisions=provisions, mentions=len(names), from_title=True)


#: No title and abstract are longer, and no word: what is costs time and says nothing.
_MOST = 30_000
_ENDLESS = re.compile(r"\w{60,}")


def _listed(title: str) -> bool:
    return len(title) > 400 and len(find_mentions(title)) == 1


def _provisions(text: str) -> list[ReadProvision]:
    body = _ENDLESS.sub(lambda m: " " * len(m[0]), text[:_MOST])
    body = EXISTING.sub(lambda m: " " * len(m[0]), body)
    found: dict[tuple[Substance, Effect], ReadProvision] = {}
    for effect, rule, pattern in PATTERNS:
        for match in pattern.finditer(body):
            for made in _made(text, effect, rule, match.start(), match.end()):
                found.setdefault((made.provision.substance, made.provision.effect), made)
    _add_age(text, body, found)
    _weigh(found, text)
    order = list(Effect)
    return sorted(
        found.values(), key=lambda p: (order.index(p.provision.effect), p.provision.substance)
    )


def _named(text: str, effect: Effect, start: int, end: int) -> tuple[Substance, ...]:
    """The substances an effect is on: those named beside it, or all the title names."""
    named = substances_of(find_mentions(text, max(0, start - 4), min(len(text), end + 120)))
    named = named or substances_of(find_mentions(text))
    of_kratom = (Effect.REGULATE, Effect.PROHIBIT, Effect.TAX, Effect.STUDY)
    if effect not in of_kratom or Substance.KRATOM not in named:
        return named
    if effect is Effect.PROHIBIT:
        return named if _BOTH.search(text) else (Substance.KRATOM,)
    seven = rx(r"7-OH products?|products containing 7-hydroxy").search(text)
    both = seven and effect is Effect.REGULATE
    return (Substance.KRATOM, Substance.SEVEN_OH) if both else (Substance.KRATOM,)


_BOTH = rx(
    r"(?:7-?\s?OH|7-hydroxy\w+)(?: products?)?,? (?:and|or) (?:\w+ )?kratom"
    r"|kratom(?: products?)?,? (?:and|or) (?:\w+ )?(?:7-?\s?OH\b|7-hydroxy)"
)


def _only_some(text: str, named: tuple[Substance, ...], start: int, end: int) -> bool:
    """Whether a ban is for some buyers or some products only."""
    if YOUNG.search(re.split(r"[.;]", text[end : end + 160])[0]):
        return True
    words = text[start:end]
    if not SOME.search(words) or named == (Substance.ANALOGUES,):
        return False
    return rx(r"possess|criminal offenses").search(words) is None


def _made(text: str, effect: Effect, rule: str, start: int, end: int) -> list[ReadProvision]:
    named = _named(text, effect, start, end)
    forms: str | None = None
    if effect is Effect.PROHIBIT:
        if rx(r"kratom as a controlled").search(text) or LIFTED.search(text[:start][-40:]):
            return []
        if PLACES.search(text):
            effect, forms = Effect.RESTRICT, "some places or channels"
        elif _only_some(text, named, start, end):
            return []
    schedule = schedule_named(text) if effect in (Effect.SCHEDULE, Effect.DESCHEDULE) else None
    return [
        ReadProvision(
            Provision(
                substance=s,
                effect=effect,
                acts=(acts_in(text[start : end + 160]) or ("sale",))
                if effect is Effect.PROHIBIT
                else (),
                polarity=Polarity.REQUIRES
                if effect in (Effect.REGULATE, Effect.TAX, Effect.STUDY)
                else Polarity.FORBIDS,
                schedule=schedule,
                limits=find_limits(text[start : end + 160]) if effect is not Effect.STUDY else (),
                forms=forms,
            ),
            _quote(text, start, end),
            rule if effect is not Effect.RESTRICT else "title.restrict",
            sure=False,
        )
        for s in named
    ]


_TO_MINORS = rx(
    r"(?:sale|sell\w*|provid\w+|furnish\w+|distribut\w+|restrict\w*)[^.;]{0,60}?"
    r"(?:kratom|7-?OH)[^.;]{0,40}? to (?:a )?minors?"
    r"|(?:kratom|7-?OH)[^.;]{0,40}?\b(?:sale|sell\w*|purchas\w*|possess\w*)[^.;]{0,30}?"
    r" (?:to|by) (?:a )?minors?"
)


_AFTER_AGE = rx(
    r"minimum (?:legal )?(?:purchas\w+ )?age[^.;]{0,60}?[;,:-] ?(?:at |of )?(?P<age>1[89]|2[015]"
    r"|eighteen|nineteen|twenty-one)\b"
)


def _told_age(body: str) -> tuple[int, re.Match[str]] | None:
    """The age that stands apart from the words for it: `Minimum age for kratom; 21 years`."""
    match = _AFTER_AGE.search(body)
    age = whole(match["age"]) if match else None
    return (age, match) if match and age else None


def _add_age(text: str, body: str, found: dict[tuple[Substance, Effect], ReadProvision]) -> None:
    aged = age_in(body) or _told_age(body)
    if aged is None or not rx(r"sale|sell|purchas|possess|distribut|buy|age|provid|furnish").search(
        body
    ):
        return
    age, match = aged
    if (match.groupdict().get("minor") and not _TO_MINORS.search(body)) or rx(
        r"felony|offense involved"
    ).search(body[max(0, match.start() - 60) : match.start()]):
        return
    near = find_mentions(body, max(0, match.start() - 200), min(len(body), match.end() + 120))
    for substance in substances_of(near) or (Substance.KRATOM,):
        provision = Provision(
            substance=substance, effect=Effect.AGE_LIMIT, min_age=age, audience=Audience.MINORS
        )
        quote = _quote(text, max(0, match.start() - 60), match.end())
        found[substance, Effect.AGE_LIMIT] = ReadProvision(
            provision, quote, "title.age", sure=False
        )


_ANEW = rx(r"\b(?:creat|enact|establish|adopt)\w*")
_LOCAL = frozenset({Effect.PREEMPT, Effect.ALLOW_LOCAL})


_PART = rx(r"[.;]|\band (?=(?:directs?|requires?|establish\w*|creates?|provid\w+|prohibit\w*)\b)")
_REQUIRED = rx(
    r"\b(?:requir\w+|shall|must)\b[^.;]{0,80}?\b(?:label|regist|licens|permit|packag|test)\w*"
)
_STUDIED = rx(r"\bstud(?:y|ies|ying)\b|work(?:ing)? ?-?group|task force|\breport\b")


def _required(text: str) -> bool:
    """Whether something is required of products or sellers beside what is to be studied."""
    return any(_REQUIRED.search(p) and not _STUDIED.search(p) for p in _PART.split(text))


def _weigh(found: dict[tuple[Substance, Effect], ReadProvision], text: str) -> None:
    for substance in Substance:
        if (substance, Effect.REPEAL_REGULATION) in found and (
            substance,
            Effect.REGULATE,
        ) in found:
            gone = Effect.REPEAL_REGULATION if _ANEW.search(text) else Effect.REGULATE
            found.pop((substance, gone))
        if any((substance, e) in found for e in _LOCAL) and not rx(r"label|regist|protect").search(
            text
        ):
            found.pop((substance, Effect.REGULATE), None)
        barred = found.get((substance, Effect.PROHIBIT))
        powers = [found[substance, e] for e in _LOCAL if (substance, e) in found]
        if barred and any(p.quote.start <= barred.quote.start < p.quote.end for p in powers):
            found.pop((substance, Effect.PROHIBIT))
        if (substance, Effect.PENALTY) in found:
            others = {e for s, e in found if s is substance} - {Effect.PENALTY, Effect.AGE_LIMIT}
            found.pop((substance, Effect.PENALTY if others else Effect.AGE_LIMIT), None)
        if (substance, Effect.DESCHEDULE) in found:
            found.pop((substance, Effect.SCHEDULE), None)
        if (substance, Effect.SCHEDULE) in found:
            found.pop((substance, Effect.PROHIBIT), None)
        if (substance, Effect.RESTRICT) in found:
            found.pop((substance, Effect.PROHIBIT), None)
        if (substance, Effect.STUDY) in found and not _required(text):
            found.pop((substance, Effect.REGULATE), None)
        if (substance, Effect.PROHIBIT) in found and (substance, Effect.REGULATE) in found:
            prohibit = found[substance, Effect.PROHIBIT].provision
            if "possession" not in prohibit.acts:
                found.pop((substance, Effect.PROHIBIT))


def _quote(text: str, start: int, end: int) -> Quote:
    begin = text.rfind(" ", 0, start) + 1
    stop = text.find(" ", end)
    stop = len(text) if stop < 0 else stop
    words = text[begin:stop].split(" ")[:QUOTE_WORDS]
    quote = " ".join(words)
    return Quote(quote, begin, begin + len(quote))
