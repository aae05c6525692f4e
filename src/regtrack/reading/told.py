"""What a digest or a statement of purpose says of a copy that has lost its marks."""

from __future__ import annotations

from regtrack.reading.effects.base import Context
from regtrack.reading.sections import Part
from regtrack.reading.surface import rx

_NAMED = r"\b[^.;]{0,200}?\b(?:kratom|mitragyn\w*|7-?\s?(?:OH\b|hydroxy\w*))"
_ADDS = (
    r"\b(?:adds?|added|adding|plac(?:e|es|ed|ing)|schedul(?:e|es|ed|ing)|list(?:s|ed|ing)"
    r"|includ(?:e|es|ed|ing)|designat\w+|classif\w+"
)
_SAYS_ADDED = rx(rf"{_ADDS}){_NAMED}")
_SAYS = rx(rf"{_ADDS}|remov\w+|delet\w+){_NAMED}")
_MOST = 20_000


def says_changed(context: Context) -> bool:
    """Whether the words around an act say that it adds or removes one of our substances."""
    return any(_SAYS.search(words) for words in _around(context))


def says_added(context: Context) -> bool:
    """Whether the words around an act say that it adds one of our substances."""
    return any(_SAYS_ADDED.search(words) for words in _around(context))


def _around(context: Context) -> list[str]:
    told = [s for s in context.sections if s.part in (Part.FRONT, Part.NOTE)]
    text = context.surface.text
    return [text[s.start : min(s.end, s.start + _MOST)] for s in told]
