"""What a legislature's dialect is: its sessions, its first addresses, its parser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from regtrack.contract import FaultKind, FaultRecord, InvalidDocument, SourceSpec
from regtrack_scrapers.platforms.legiscan_bill import terms_in
from regtrack_scrapers.platforms.legislature_record import (
    TITLE_TERMS,
    Bill,
    Session,
    both,
    followed,
    handed_over,
    plain_number,
)
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed

_Row = TypeVar("_Row")


class Dialect(Protocol):
    """The files of one legislature, in its own format."""

    #: How a session is written, for people.
    written: str
    #: Whether its lists have titles; without, bills are followed by name alone.
    has_titles: bool

    def session(self, name: str) -> Session:
        """The session of this name. Raises ValueError for what is no name of one."""
        ...

    def start(self, spec: SourceSpec, session: Session) -> tuple[Follow, ...]:
        """What to fetch first; the same addresses on every day."""
        ...

    def parse(self, body: bytes, context: ParseContext, session: Session) -> Parsed:
        """What these bytes say. May raise KeyError, TypeError, ValueError, AttributeError,
        IndexError or InvalidDocument where they break the format."""
        ...


def base(spec: SourceSpec) -> str:
    """The source's address without a slash at its end."""
    return spec.url.rstrip("/")


def named(spec: SourceSpec) -> tuple[str, ...]:
    """The bills that are followed by name."""
    return tuple(str(number) for number in spec.options.get("bills", ()))


def is_wanted(spec: SourceSpec, number: str, *words: object) -> bool:
    """Whether a row is followed by name, or names one of the terms in its words."""
    if plain_number(number) in followed(list(named(spec))):
        return True
    return terms_in(words, spec.options.get("terms", TITLE_TERMS))


def each(
    rows: Iterable[_Row],
    read: Callable[[_Row], Bill],
    name: Callable[[_Row], str],
    context: ParseContext,
) -> Parsed:
    """Every row that can be read; one that cannot is a fault of its own."""
    found: list[Parsed] = []
    for row in rows:
        try:
            found.append(handed_over((read(row),), context))
        except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
            found.append(Parsed(faults=(_broken(name(row), error, context),)))
    return both(Parsed(), *found)


def _broken(name: str, error: Exception, context: ParseContext) -> FaultRecord:

    words = f"bill {name[:40]!r} breaks the schema: {error!r}"
    return context.fault(FaultKind.LAYOUT_CHANGED, words[:400])
