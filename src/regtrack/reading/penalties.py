"""Whether a clause of existing law changes in nothing but what its breach costs."""

from __future__ import annotations

from regtrack.reading.clauses import Clause
from regtrack.reading.sections import Words
from regtrack.reading.surface import Surface, rx

_PENALTY_WORDS = rx(
    r"^(?:\W|\b(?:an?|the|of|or|and|not|more|less|than|by|to|is|be|shall|class|degree|level|first"
    r"|second|third|fourth|gross|aggravated|simple|high|felony|misdemeanor|infraction|violation|crime"
    r"|offense|civil|criminal|penalty|fined?|imprison\w*|jail|years?|months?|days?|dollars|hundred"
    r"|thousand|one|two|three|four|five|six|seven|eight|nine|ten|[a-f]|\d+|in|for|both|such|each|guilty"
    r"|punish\w*|up|maximum|minimum|exceed\w*|term|amount)\b)*$"
)
_PENALTY_NOUN = rx(r"felony|misdemeanor|infraction|penalt|\bfine|imprison|jail|\$ ?\d|dollars")


def only_penalty(clause: Clause, surface: Surface) -> bool:
    """Whether all that changes in a clause of existing law is the penalty."""
    if clause.section.words is not Words.AMENDED or not surface.marked:
        return False
    words = " ".join(surface.words_changed(clause.start, clause.end))
    return bool(_PENALTY_NOUN.search(words)) and bool(_PENALTY_WORDS.match(words))
