"""How much a text is about our substances (codebook: relevance)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from regtrack.reading.model import ReadProvision, Relevance
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.substances import Mention, Name, find_mentions
from regtrack.reading.surface import Surface, rx

_OPINION = rx(
    r"statement of intent or position|expressing (?:support|opposition)|supports? regulation"
)


def names_substance(title: str) -> bool:
    """Whether a title names a substance."""
    return bool(find_mentions(title))


def is_about(title: str, abstract: str) -> bool:
    """Whether a record is about the substances: its title names one, or a short abstract does."""
    return names_substance(title) or len(find_mentions(abstract)) * _ABSTRACT > len(abstract)


#: A topic of a long title that only serves the others.
_SERVING = rx(
    r"penalt|effective date|emergency|severab|appropriat|amend|repeal(?:ing)? sections?|definition"
    r"|conform|related matters|other purposes|properly relating|rule-?making"
)
_RELATES = rx(r"\b(?:relating to|concerning|relative to|so as to|an act to|a bill to)\b")
_GOODS = rx(
    r"\b(?:tobacco|hemp|nicotine|vapor|alcohol\w*|beer|wine|cannabis|marijuana|cannabinoids?"
    r"|tianeptine|xylazine|fentanyl|cigarettes?|firearms?)\b"
)


def led_by(long_title: str) -> bool:
    """Whether most topics of an act's own title are about the substances and no other goods."""
    starts = list(_RELATES.finditer(long_title))
    if not starts:
        return False
    topics = [t for t in long_title[starts[-1].end() :].split(";") if not _SERVING.search(t)]
    ours = [t for t in topics if find_mentions(t) and not _GOODS.search(t)]
    return len(ours) * 2 > len(topics)


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


_PIECE = re.compile(r"[^\n.;:]+[\n.;:]*")
_HOUSEKEEPING = rx(
    r"effective date|takes? effect|in force|severab|emergency|in conflict"
    r"|public peace"
)
#: A name in so many characters: a new section of more is about something else as well.
_APART = 500
#: An abstract names a substance this often where it is about it.
_ABSTRACT = 200


def mostly(surface: Surface, sections: Sequence[Section], names: Sequence[Mention]) -> bool:
    """Whether most of what a document adds or strikes stands in words about the substances.

    Of existing law only the changed words count, sentence by sentence; of a new section all do.
    More than a third of its sections must hold some of them.
    """
    starts = sorted(m.start for m in names if m.name is not Name.TERM)
    sizes = [_sizes(surface, section, starts) for section in sections if _counts(surface, section)]
    ours, total = sum(own for own, _ in sizes), sum(whole for _, whole in sizes)
    held = sum(own > 0 for own, _ in sizes)
    return ours * 2 > total > 0 and held * 3 > len(sizes)


def _counts(surface: Surface, section: Section) -> bool:
    """Whether a section does something beside saying when and how an act holds."""
    if section.part is not Part.ACTING or section.words is Words.REPEALED:
        return False
    size = section.end - section.start
    words = surface.text[section.start : min(section.end, section.start + 700)]
    if section.number is None and size < 200:
        return False  # the end of the enacting words
    return not (size < 700 and _HOUSEKEEPING.search(words))


def _sizes(surface: Surface, section: Section, starts: list[int]) -> tuple[int, int]:
    """How much of a section is new and about the substances, and how much of it is new."""
    start, end = section.start, section.end
    if section.words is not Words.AMENDED and not _reprints(surface, section):
        own = _named(starts, start, end) * _APART > end - start
        return (end - start if own else 0), end - start
    ours = total = 0
    for piece in _PIECE.finditer(surface.text, start, end):
        named = _named(starts, *piece.span()) > 0
        if surface.marked:
            size = sum(len(word) for word in surface.words_changed(*piece.span()))
        else:
            # Which words are new is not known: those that name a substance are.
            size = len(piece[0]) if named else 0
        total += size
        ours += size if named else 0
    return ours, total


def _reprints(surface: Surface, section: Section) -> bool:
    """Whether words are put into a law of which the section prints more than it adds."""
    if section.words is not Words.INSERTED or not surface.marked or surface.only_strikes:
        return False
    added = sum(b - a for a, b in surface.added_spans(section.start, section.end))
    return 0 < added * 2 < section.end - section.start


def _named(starts: list[int], start: int, end: int) -> int:
    return bisect_left(starts, end) - bisect_left(starts, start)


def only_opinion(title: str) -> bool:
    """Whether a resolution merely says what the house thinks."""
    return _OPINION.search(title) is not None
