"""When a provision is alive: spans of days that are certain, inside spans that are possible."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from regtrack.domain.dates import PartialDate

FOREVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Span:
    """Days [possible_from, possible_until) it may hold; [certain_from, certain_until) it does.

    A partial start holds for certain from the last day it can be, or from the day somebody saw it
    in force if that is earlier. An unknown start counts from the first day it is attested."""

    possible_from: dt.date
    certain_from: dt.date
    certain_until: dt.date = FOREVER
    possible_until: dt.date = FOREVER

    def possible(self, on: dt.date) -> bool:
        """Whether it may hold on this day."""
        return self.possible_from <= on < self.possible_until

    def certain(self, on: dt.date) -> bool:
        """Whether it holds on this day."""
        return self.certain_from <= on < self.certain_until

    @property
    def never_certain(self) -> bool:
        """Whether it may end before it begins."""
        return self.certain_until <= self.certain_from

    @property
    def edges(self) -> tuple[dt.date, ...]:
        """The days on which something begins or ends."""
        return (self.possible_from, self.certain_from, self.certain_until, self.possible_until)

    def cut(self, end: PartialDate) -> Span | None:
        """The span that ends on `end` at the latest; None when nothing of it is left."""
        return self.cut_between(end.first, end.last)

    def cut_between(self, first: dt.date, last: dt.date) -> Span | None:
        """The span that ends on some day from `first` to `last`; None when nothing is left."""
        return _checked(
            self.possible_from,
            self.certain_from,
            min(self.certain_until, first),
            min(self.possible_until, last),
        )


def span(
    start: PartialDate | None, end: PartialDate | None, attested_on: dt.date | None
) -> Span | None:
    """The span of a claim; None when no day of it is known or possible."""
    if start is not None:
        possible_from, certain_from = start.first, start.last
        # Somebody who saw it before it can have begun saw it announced, not in force.
        if attested_on is not None and attested_on >= possible_from:
            certain_from = min(certain_from, attested_on)
    elif attested_on is not None:
        possible_from = certain_from = attested_on
    else:
        return None
    certain_until, possible_until = FOREVER, FOREVER
    if end is not None:
        certain_until, possible_until = end.first, end.last
    return _checked(possible_from, certain_from, certain_until, possible_until)


def _checked(
    possible_from: dt.date, certain_from: dt.date, certain_until: dt.date, possible_until: dt.date
) -> Span | None:
    if possible_until <= possible_from:
        return None
    return Span(possible_from, certain_from, max(certain_until, possible_from), possible_until)
