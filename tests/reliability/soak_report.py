"""The report of a soak, and where it stands in docs/reliability.md."""

from __future__ import annotations

import datetime as dt
import platform
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reliability import kills
from reliability.facts import Count
from reliability.receivers import Trouble

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
_SINKS = {"mail": "mail server", "first": "first webhook", "second": "second webhook"}


@dataclass
class Whole:
    """How a whole daemon, killed on the clock, went."""

    seed: int
    killed_after: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)


@dataclass(frozen=True)
class Killing:
    """All seeds and whole daemons of a soak."""

    outcomes: Sequence[kills.Outcome]
    daemons: Sequence[Whole]
    calm: kills.Calm
    remaining: Sequence[str]
    seconds: float

    @property
    def wrong(self) -> list[str]:
        """Every deviation, in words."""
        seeds = [f"seed {o.plan.seed}: {w}" for o in self.outcomes for w in o.wrong]
        return seeds + [f"daemon {d.seed}: {w}" for d in self.daemons for w in d.wrong]

    def report(self) -> str:
        """As a page: what was done, what was found, which faults, what the ledgers count."""
        struck = [k for o in self.outcomes for k in o.kills]
        moments = Counter(str(o.plan.how) for o in self.outcomes)
        events = " and ".join(str(n) for n in self.calm.events.values())
        lines = [
            f"{ran()} in {self.seconds / 60:.0f} minutes, "
            f"Python {platform.python_version()}, SQLite. The undisturbed cycles of the two days "
            f"have {events} events.",
            "",
            _table(("what", "number"), self._numbers()),
            "",
            "How the first life of a seed was killed:",
            "",
            _table(("moment chosen by", "seeds"), moments.most_common()),
            "",
            "How receivers failed while lives were killed, and afterwards through a whole life or "
            "not; in some seeds all three at once:",
            "",
            _table(("fault", "mail server, seeds", "webhook, seeds", "tries that met it"),
                   self._faults()),
            "",
            "What the ledgers of the receivers count, over all seeds and daemons:",
            "",
            _table(("ledger", "tries", "taken", "different messages", "repeats under their id"),
                   self._ledgers()),
            "",
            "The last event before each kill, by kind:",
            "",
            _table(("event", "kills"), Counter(map(_kind, struck)).most_common()),
        ]  # fmt: skip
        if self.wrong:
            lines += ["", "What went wrong:", "", *(f"- {w}" for w in self.wrong)]
        return "\n".join(lines)

    def _numbers(self) -> list[tuple[str, int]]:
        seeds, wrong = self.outcomes, self.wrong
        lost = sum("lost" in w or "never got" in w for w in wrong)
        two_ids = sum("two ids" in w or "doubled" in w for w in wrong)
        counts = [c for o in [*seeds, *self.daemons] for c in o.counts.values()]
        return [
            ("seeds", len(seeds)),
            ("lives begun", sum(o.lives for o in seeds)),
            ("lives ended by SIGKILL", sum(len(o.kills) for o in seeds)),
            ("seeds in which no kill struck (the cycle ended first)",
             sum(not o.kills for o in seeds)),
            ("seeds with a receiver at fault", sum(bool(o.plan.troubles) for o in seeds)),
            ("of these, seeds in which a message met the fault",
             sum(any(o.met.values()) for o in seeds)),
            ("whole daemons killed on the clock", len(self.daemons)),
            ("kills of those", sum(len(d.killed_after) for d in self.daemons)),
            ("changes, deliveries or messages lost", lost),
            ("changes doubled, or one alert under two ids", two_ids),
            ("other deviations", len(wrong) - lost - two_ids),
            ("messages taken again under their id (allowed)", sum(c.repeats for c in counts)),
            ("processes left behind", len(self.remaining)),
        ]  # fmt: skip

    def _faults(self) -> list[tuple[object, ...]]:
        found: dict[Trouble, Counter[str]] = {trouble: Counter() for trouble in Trouble}
        for outcome in self.outcomes:
            for sink, trouble in outcome.plan.troubles.items():
                found[trouble]["mail" if sink == "mail" else "hook"] += 1
                found[trouble]["met"] += outcome.met.get(sink, 0)
        return [(t, n["mail"], n["hook"], n["met"]) for t, n in found.items()]

    def _ledgers(self) -> list[tuple[object, ...]]:
        runs = [o.counts for o in [*self.outcomes, *self.daemons]]
        rows = []
        for sink, name in _SINKS.items():
            counts = [c[sink] for c in runs if sink in c]
            columns = [(c.tries, c.taken, c.messages, c.repeats) for c in counts]
            rows.append((name, *(sum(column) for column in zip(*columns, strict=True))))
        return rows


def ran() -> str:
    """When this run ended."""
    return f"Run on {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC"


def _kind(story: str) -> str:
    return (
        re.sub(r"^in a transaction, (before|after) ", r"in a transaction: ", story)
        or "at the start"
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def write(name: str, report: str) -> None:
    """Put a report between its marks in the document. Raises ValueError where they are missing."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = _DOCUMENT.read_text(encoding="utf-8")
    if not 0 <= text.find(begin) < text.find(end):
        raise ValueError(f"{_DOCUMENT.name} has no place for the report {name}: {begin}, {end}")
    before, after = text.partition(begin)[0], text.partition(end)[2]
    _DOCUMENT.write_text(f"{before}{begin}\n{report}\n{end}{after}", encoding="utf-8")
