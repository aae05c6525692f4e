"""The newest of several texts of one instrument: the text whose effects are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from regtrack.contract import TextRecord
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import VersionRole

T = TypeVar("T")
_UNDATED = dt.date.min
#: Of several formats of one text the first readable one is read.
_FORMATS = ("html", "xml", "plain", "pdf")


class Newness(NamedTuple):
    """How new a text is: a final one before a proposal, then by date, then by its place among the
    texts of the record, which stand in their order."""

    final: bool
    dated_on: dt.date
    place: int

    @classmethod
    def of(cls, role: VersionRole, dated_on: PartialDate | None, place: int) -> Newness:
        """The newness of a text of this role and date that stands at this place."""
        first = dated_on.first if dated_on else _UNDATED
        return cls(role is not VersionRole.PROPOSAL, first, place)


def newest_first(texts: Iterable[tuple[Newness, T]]) -> list[T]:
    """The texts in order, the newest first."""
    return [text for _, text in sorted(texts, key=lambda pair: pair[0], reverse=True)]


def format_order(media_type: str) -> int:
    """The place of a format among those of one text: the lowest that can be read is read."""
    return next((i for i, f in enumerate(_FORMATS) if f in media_type), len(_FORMATS))


def as_read(texts: Iterable[TextRecord]) -> list[TextRecord]:
    """The texts of one record, the newest first, the formats of one text as they are tried."""
    given = list(texts)
    firsts: dict[tuple[str, str], int] = {}
    for place, text in enumerate(given):
        firsts.setdefault(_name(text), place)
    given.sort(key=lambda t: (format_order(t.media_type), t.key))
    return newest_first((Newness.of(t.role, t.dated_on, firsts[_name(t)]), t) for t in given)


def _name(text: TextRecord) -> tuple[str, str]:
    return text.note or text.key, str(text.dated_on or "")
