"""How instruments bear on one another: which links count, what they end, suspend or prolong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regtrack.domain.acts import Act
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Link, LinkKind
from regtrack.domain.spans import FOREVER, Span

_ENDING = (LinkKind.REPEALS, LinkKind.SUPERSEDES, LinkKind.WITHDRAWS)
_PROLONGING = (LinkKind.RENEWS, LinkKind.EXTENDS)

Days = tuple[dt.date, dt.date]
"""The first and the last day something can happen on."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What happens to one instrument from outside its text.

    `ends` are the days it ends on, `stays` the spans it is suspended in, `prolonged` the new ends
    with the day each was given; `why` tells what cannot be reckoned."""

    ends: tuple[Days, ...] = ()
    stays: tuple[Span, ...] = ()
    prolonged: tuple[Link, ...] = ()
    why: tuple[str, ...] = ()

    def end_of(self, end: PartialDate | None) -> PartialDate | None:
        """The end of a claim after all prolongations that came before it lapsed."""
        for link in self.prolonged:
            if end is None or link.until is None:
                continue
            in_time = link.on is None or link.on.first <= end.last
            if in_time and link.until.first > end.first:
                end = link.until
        return end


class Links:
    """The links that count among some instruments: their source is law as far as is known."""

    def __init__(self, links: Iterable[Link], acts: Mapping[str, Act]) -> None:
        self.acts = acts
        self._onto: dict[str, list[Link]] = defaultdict(list)
        for link in _told_last(links):
            source = acts.get(link.source)
            if source is not None and source.law:
                self._onto[link.target].append(link)

    def on(self, act: Act) -> Bearing:
        """What bears on an instrument."""
        if act.instrument is None:
            return Bearing()
        ends, why = self._ends(act, frozenset())
        stays, more = self._stays(act.instrument)
        prolonging = [k for k in self._onto[act.instrument] if k.kind in _PROLONGING and k.until]
        prolonging.sort(key=lambda k: (k.until.first if k.until else FOREVER, k.source))
        return Bearing(tuple(ends), tuple(stays), tuple(prolonging), (*why, *more))

    def _ends(self, act: Act, seen: frozenset[str | None]) -> tuple[list[Days], list[str]]:
        told = act.ended_by_stage()
        ends = [(e.first, e.last) for e in told if e is not None]
        why = ["ended, on a day that is not known"] if None in told else []
        for link in self._onto.get(act.instrument or "", ()):
            if link.kind not in _ENDING or link.source in seen:
                continue
            days = self._day(link)
            if days is None:
                why.append("ended by another act, on a day that is not known")
            elif not self._gone(link, days, seen | {act.instrument}):
                ends.append(days)
        return ends, why

    def _gone(self, link: Link, days: Days, seen: frozenset[str | None]) -> bool:
        """Whether the act that would do it had itself ended before that day."""
        ends, _ = self._ends(self.acts[link.source], seen)
        return any(last < days[0] for _, last in ends)

    def _stays(self, instrument: str) -> tuple[list[Span], list[str]]:
        stays: list[Span] = []
        why: list[str] = []
        for link in self._onto[instrument]:
            if link.kind is not LinkKind.STAYS:
                continue
            days = self._day(link)
            if days is None:
                why.append("suspended by another act, since a day that is not known")
                continue
            lifted, _ = self._ends(self.acts[link.source], frozenset({instrument}))
            ends = [*lifted, *([(link.until.first, link.until.last)] if link.until else [])]
            stay: Span | None = Span(*days)
            for first, last in ends:
                stay = stay.cut_between(first, last) if stay else None
            stays += [stay] if stay else []
        return stays, why

    def _day(self, link: Link) -> Days | None:
        """The day of a link: its own, or that on which its source takes effect."""
        if link.on is not None:
            return link.on.first, link.on.last
        return self.acts[link.source].takes_effect()


def _told_last(links: Iterable[Link]) -> list[Link]:
    """Each link once: one whose end was told later is the same link."""
    told: dict[tuple[str, LinkKind, str, PartialDate | None], Link] = {}
    for link in sorted(links, key=_order):
        told[link.source, link.kind, link.target, link.on] = link
    return list(told.values())


def _order(link: Link) -> tuple[str, str, str, str, bool, float, str]:
    recorded = link.recorded_at.timestamp() if link.recorded_at else 0.0
    on, until = str(link.on or ""), str(link.until or "")
    return link.source, link.kind, link.target, on, link.until is not None, recorded, until
