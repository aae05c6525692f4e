"""Whether a document orders something, only proposes it, or takes a proposal back."""

from __future__ import annotations

from enum import StrEnum

from regtrack.reading.surface import rx


class Posture(StrEnum):
    """What an agency document is."""

    ORDERS = "orders"
    PROPOSES = "proposes"
    WITHDRAWS = "withdraws"


_HEAD = 3000
_WITHDRAWS = rx(
    r"withdrawal of (?:the |a )?(?:notice|proposed|rule)|action: withdrawal|hereby withdraw(?:s"
    r"|ing)"
    r"|(?:notice of intent|proposed rule)[^.;]{0,80}? (?:is|are) (?:hereby )?withdrawn"
)
_PROPOSES = rx(
    r"action: (?:proposed|notice of (?:intent|proposed|public)|request for)|notice of intent to"
    r"|notice of proposed rule|proposed rule(?:making)?\b|advance notice|request for information"
    r"|(?:recommends?|recommending|recommendation)[^.;]{0,80}?(?:schedul|be placed|control)"
)
#: An action line that proposes is believed though the notice also takes an older one back.
_ACTION = rx(r"action: (?:proposed rule|notice of (?:intent|proposed)\b(?![^.;]{0,40}withdraw))")
#: What a house only asks of another body.
URGES = rx(
    r"\b(?:urg(?:es?|ed|ing)|memoriali\w+|encourag\w+|calls? (?:up)?on|(?:respectfully"
    r"|formally) requests?)\b[^.;]{0,60}?\b(?:congress|president|administration|governor"
    r"|department|agency|federal|united states|legislature)"
)


def posture(text: str, enacts: bool) -> Posture:
    """What the opening of a document says it is; a text with enacting words orders."""
    head = text[:_HEAD]
    if enacts:
        return Posture.ORDERS
    if _WITHDRAWS.search(head) and not _ACTION.search(head):
        return Posture.WITHDRAWS
    if _PROPOSES.search(head) and not rx(r"action: (?:temporary|final)").search(head):
        return Posture.PROPOSES
    return Posture.ORDERS
