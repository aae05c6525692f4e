"""The start of an act whose text names none: the rule of its place, reckoned from known days."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from regtrack.domain.record import Record


class Counts(StrEnum):
    """What a default start is counted from."""

    SINE_DIE = "sine_die"  # the last day of the session
    ENACTED = "enacted"  # the day the act became law
    PASSED = "passed"  # the last vote of the legislature
    PUBLISHED = "published"  # the day of its publication
    FIXED = "fixed"  # a day of the year, the next after the act became law
    UNSURE = "unsure"  # it depends on what no record tells, or is not known well enough


class Known(Record):
    """The days of one act that its record tells; None: not told, or not to the day."""

    enacted: dt.date | None = None
    passed: dt.date | None = None
    published: dt.date | None = None
    adjourned: dt.date | None = None


class DefaultRule(Record):
    """When the ordinary acts of one place start, with the law that says so.

    `days` and `months` are added to the day it counts from, so that 91 days are the day after
    ninety full ones. With FIXED, `month` and `day` are the day of the year, and `days` so many
    days after the session that must have gone by then; with PASSED they are the day of the year
    that parts the acts that start on the next January 1 from those that start a year later."""

    counts: Counts
    cited: str
    days: int = 0
    months: int = 0
    month: int = 0
    day: int = 0

    def start(self, known: Known) -> dt.date | None:
        """The day an act starts; None where the rule or a day it needs is not known.

        Nothing starts before the day it became law."""
        found = self._reckoned(known)
        if found is None or known.enacted is None:
            return None
        return max(found, known.enacted)

    def _reckoned(self, known: Known) -> dt.date | None:
        if self.counts is Counts.FIXED:
            return self._fixed(known)
        if self.counts is Counts.PASSED:
            return self._by_passage(known.passed)
        base = {
            Counts.SINE_DIE: known.adjourned,
            Counts.ENACTED: known.enacted,
            Counts.PUBLISHED: known.published,
        }.get(self.counts)
        return self._after(base) if base is not None else None

    def _after(self, base: dt.date) -> dt.date | None:
        months = base.year * 12 + base.month - 1 + self.months
        try:
            moved = base.replace(year=months // 12, month=months % 12 + 1)
        except ValueError:
            return None  # no such day in that month: the rule does not tell which one is meant
        return moved + dt.timedelta(days=self.days)

    def _fixed(self, known: Known) -> dt.date | None:
        if known.enacted is None:
            return None
        if (self.month, self.day) == (1, 1):
            return dt.date(known.enacted.year + 1, 1, 1)
        fixed = dt.date(known.enacted.year, self.month, self.day)
        # Nearly everywhere an act of the later year has a rule of its own.
        if known.enacted >= fixed:
            return None
        if self.days and (known.adjourned is None or self._gone(known.adjourned) >= fixed):
            return None
        return fixed

    def _gone(self, adjourned: dt.date) -> dt.date:
        return adjourned + dt.timedelta(days=self.days)

    def _by_passage(self, passed: dt.date | None) -> dt.date | None:
        if passed is None:
            return None
        cut = dt.date(passed.year, self.month, self.day)
        early = dt.date(passed.year + 1, 1, 1)
        return early if passed < cut else cut.replace(year=passed.year + 1)
