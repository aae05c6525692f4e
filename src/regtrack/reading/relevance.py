"""How much a text is about our substances (codebook: relevance)."""

from __future__ import annotations

from regtrack.reading.model import ReadProvision, Relevance
from regtrack.reading.substances import find_mentions
from regtrack.reading.surface import rx

_OPINION = rx(
    r"statement of intent or position|expressing (?:support|opposition)|supports? regulation"
)


def names_substance(title: str) -> bool:
    """Whether a title names a substance."""
    return bool(find_mentions(title))


def relevance(
    *, mentions: int, provisions: tuple[ReadProvision, ...], title: str, about: bool, dense: bool
) -> Relevance:
    """Primary when the title or most of the text is about it and something changes.

    A text that names a substance and changes nothing for it is incidental, whatever its title.
    """
    if not mentions:
        return Relevance.NONE
    if not provisions:
        return Relevance.INCIDENTAL
    if about or dense:
        return Relevance.PRIMARY
    return Relevance.SECONDARY


def only_opinion(title: str) -> bool:
    """Whether a resolution merely says what the house thinks."""
    return _OPINION.search(title) is not None
