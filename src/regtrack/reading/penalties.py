"""Whether a clause of existing law changes in nothing but what its breach costs."""

from __future__ import annotations

from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.sections import Part, Words
from regtrack.reading.substances import Name, substances_of
from regtrack.reading.surface import Surface, rx
from regtrack.reading.weighing import Found

_PENALTY_WORDS = rx(
    r"^(?:\W|\b(?:an?|the|of|or|and|not|more|less|than|by|to|is|be|shall|class|degree|level|first"
    r"|second|third|fourth|gross|aggravated|simple|high|felony|misdemeanor|infraction|violation|crime"
    r"|offense|civil|criminal|penalty|fined?|imprison\w*|jail|years?|months?|days?|dollars|hundred"
    r"|thousand|one|two|three|four|five|six|seven|eight|nine|ten|[a-f]|\d+|in|for|both|such|each|guilty"
    r"|punish\w*|up|maximum|minimum|exceed\w*|term|amount)\b)*$"
)
_PENALTY_NOUN = rx(
    r"felony|misdemeanor|infraction|penalt|\bfine|imprison|jail|\$ ?\d|dollars|\bclass\b|^[a-f\s]+$"
)


def only_penalty(clause: Clause, surface: Surface) -> bool:
    """Whether all that changes in a clause of existing law is the penalty."""
    if clause.section.words is not Words.AMENDED or not surface.marked:
        return False
    words = " ".join(surface.words_changed(clause.start, clause.end))
    if not _PENALTY_WORDS.match(words):
        return False
    return bool(_PENALTY_NOUN.search(words)) or _amounts(clause, surface)


_AMOUNT = rx(r"^[\w ,()-]{0,16}?(?:dollars|\$|days|months|years(?! of age| old))")
_FINED = rx(r"\b(?:fined?|imprison\w*|jail|penalt(?:y|ies)|forfeit\w*)\b")


def _amounts(clause: Clause, surface: Surface) -> bool:
    """Whether the numbers that change are those of a fine or a term."""
    added = surface.added_spans(clause.start, clause.end)
    return (
        bool(added)
        and _FINED.search(clause.body) is not None
        and all(_AMOUNT.match(surface.text[end : end + 40]) for _, end in added)
    )


_MOST = 6000
_PLACE = rx(r"felony|misdemeanor|infraction|penalt|\bfine|imprison|jail|\$ ?\d|dollars")


def find(context: Context) -> Iterator[Found]:
    """Sections on a substance in which nothing but a penalty changes, in words of their own."""
    surface = context.surface
    for section in context.sections:
        if section.part is not Part.ACTING or section.words is not Words.AMENDED:
            continue
        span = section.start, section.end
        named = [m for m in context.names if span[0] <= m.start < span[1] and m.name != Name.TERM]
        if not named or not surface.marked or span[1] - span[0] > _MOST or not context.about:
            continue
        words = " ".join(surface.words_changed(*span))
        if not _PENALTY_NOUN.search(words) or not _PENALTY_WORDS.match(words):
            continue
        place = _PLACE.search(surface.text, named[0].end, span[1])
        if place is None:
            continue
        whose = substances_of(named)[:1]
        hit = Hit(Effect.PENALTY, whose, *place.span(), polarity=Polarity.REQUIRES)
        yield Found(hit, "penalty.changed", section, sure=True)
