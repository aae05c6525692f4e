"""Readings against codings of the same bills: agreement by effect, and of the other answers. Pure.

A coding is one line of a labels file (codebook.md). What only one of its readers gave
(`doubtful`) is neither rewarded nor punished; where the two differ (`*_alt`) either is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Pair = tuple[str, str]
#: What is compared by whole answers, besides the effects.
EXACT = ("min_age", "schedule", "effective", "stage", "stage_date", "law", "relevance")


@dataclass(frozen=True)
class Coding:
    """One coded bill. `answers` holds, for each question, the answers that are right."""

    id: str
    from_title: bool
    effects: Mapping[Pair, Mapping[str, Any]]
    doubtful: frozenset[Pair]
    answers: Mapping[str, tuple[Any, ...]]

    @property
    def division(self) -> str:
        """The state's letters, by which bills are left out."""
        return self.id.partition("/")[0]


@dataclass(frozen=True)
class Read:
    """What the program says of one bill. `lost` counts quotes that are not in the bytes."""

    effects: Mapping[Pair, Mapping[str, Any]]
    answers: Mapping[str, Any]
    quotes: int = 0
    lost: tuple[str, ...] = ()
    text_file: str | None = None
    note: str | None = None


@dataclass
class Tally:
    """Hits, extras and misses of pairs of substance and effect."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 when nothing was said."""
        said = self.hits + self.extra
        return self.hits / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what is coded that was said; 1 when nothing is coded."""
        coded = self.hits + self.missed
        return self.hits / coded if coded else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 when nothing is coded and nothing was said."""
        total = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / total if total else 1.0

    def to_json(self) -> dict[str, Any]:
        """The counts and rates."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"hits": self.hits, "extra": self.extra, "missed": self.missed}
        return {**counts, **{name: round(value, 4) for name, value in rates.items()}}


@dataclass
class Report:
    """The agreement over all bills, and every difference as a row of its own."""

    bills: int = 0
    text: Tally = field(default_factory=Tally)
    titles: Tally = field(default_factory=Tally)
    types: dict[str, dict[str, Tally]] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    quotes: int = 0
    lost: list[dict[str, Any]] = field(default_factory=list)
    wrong_law: list[str] = field(default_factory=list)
    confusion: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    absent: list[dict[str, str]] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share of right answers to one question; 1 when it was never asked."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    def labels(self, effect: str) -> int:
        """How often an effect is coded."""
        return sum(t.hits + t.missed for t in self.types.get(effect, {}).values())

    def of_type(self, effect: str) -> Tally:
        """One effect over bills with text and from titles together."""
        tallies = self.types.get(effect, {}).values()
        return Tally(
            sum(t.hits for t in tallies),
            sum(t.extra for t in tallies),
            sum(t.missed for t in tallies),
        )


def coding(row: Mapping[str, Any]) -> Coding:
    """A line of a labels file. Raises KeyError, TypeError or ValueError when it is none."""
    effects = {(str(e["substance"]), str(e["effect"])): dict(e) for e in row["effects"]}
    doubtful = {(str(e["substance"]), str(e["effect"])) for e in row.get("doubtful") or ()}
    answers = {
        "effective": tuple(_effective(v) for v in _either(row, "effective")),
        "stage": _either(row, "stage"),
        "stage_date": _either(row, "stage_date"),
        "law": _either(row, "law"),
        "relevance": _either(row, "relevance"),
    }
    return Coding(
        str(row["id"]), bool(row.get("from_title")), effects, frozenset(doubtful), answers
    )


def _either(row: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    given = [row.get(name)]
    if f"{name}_alt" in row:
        given.append(row[f"{name}_alt"])
    return tuple(given)


def _effective(value: Mapping[str, Any] | None) -> tuple[Any, Any]:
    given = value or {}
    return given.get("kind") or "none_seen", given.get("date")


def score(codings: Iterable[tuple[Coding, Read | str]]) -> Report:
    """The agreement; a text instead of a Read says why a bill could not be read."""
    report = Report()
    for coded, read in codings:
        if isinstance(read, str):
            report.absent.append({"bill": coded.id, "why": read})
            continue
        report.bills += 1
        _score_effects(report, coded, read)
        _score_answers(report, coded, read)
        report.quotes += read.quotes
        report.lost += [{"bill": coded.id, "quote": q} for q in read.lost]
        if read.answers.get("law") and True not in coded.answers["law"]:
            report.wrong_law.append(coded.id)
    return report


def _score_effects(report: Report, coded: Coding, read: Read) -> None:
    group = "titles" if coded.from_title else "text"
    whole = report.titles if coded.from_title else report.text
    for pair in sorted({*coded.effects, *read.effects}):
        by_group = report.types.setdefault(pair[1], {"text": Tally(), "titles": Tally()})
        tallies = (whole, by_group[group])
        if pair in coded.effects and pair in read.effects:
            for tally in tallies:
                tally.hits += 1
            _score_detail(report, coded, read, pair)
        elif pair in coded.effects:
            for tally in tallies:
                tally.missed += 1
            report.confusion.append(_row(coded, "missed", pair, coded.effects[pair], read))
        elif pair not in coded.doubtful:
            for tally in tallies:
                tally.extra += 1
            report.confusion.append(_row(coded, "extra", pair, read.effects[pair], read))


def _row(
    coded: Coding, what: str, pair: Pair, effect: Mapping[str, Any], read: Read
) -> dict[str, Any]:
    return {
        "bill": coded.id,
        "what": what,
        "substance": pair[0],
        "effect": pair[1],
        "quote": effect.get("quote"),
        "rule": effect.get("rule"),
        "text_file": read.text_file,
    }


def _score_detail(report: Report, coded: Coding, read: Read, pair: Pair) -> None:
    for name, effects in (("min_age", ("age_limit",)), ("schedule", ("schedule", "deschedule"))):
        if pair[1] not in effects:
            continue
        right = {_plain(v) for v in _either(coded.effects[pair], name)}
        said = read.effects[pair].get(name)
        _note(report, coded, f"{pair[0]} {name}", name, said, right, _plain(said) in right)


def _plain(value: object) -> str:
    text = str(value or "").casefold().removeprefix("schedule ")
    return text.removesuffix("s")


def _score_answers(report: Report, coded: Coding, read: Read) -> None:
    for name, right in coded.answers.items():
        said = read.answers.get(name)
        if coded.from_title and name == "effective":
            continue  # a title says no date
        _note(report, coded, name, name, said, right, said in right)


def _note(
    report: Report,
    coded: Coding,
    shown: str,
    name: str,
    said: object,
    right: Iterable[Any],
    agrees: bool,
) -> None:
    report.asked[name] += 1
    report.right[name] += agrees
    if not agrees:
        coded_as = [str(v) for v in right]
        row = {"bill": coded.id, "question": shown, "coded": coded_as, "read": str(said)}
        report.answers.append(row)


@dataclass(frozen=True)
class Floors:
    """The least agreement that is good enough."""

    effects: float = 0.97
    titles: float = 0.90
    each_effect: float = 0.85
    exact: float = 0.98
    effective: float = 0.95
    least_labels: int = 5

    def broken(self, report: Report) -> list[str]:
        """What lies below its floor, in words."""
        checks = [
            ("effects of texts, F1", report.text.f1, self.effects),
            ("effects from titles, F1", report.titles.f1, self.titles),
            ("effective", report.share("effective"), self.effective),
            *((n, report.share(n), self.exact) for n in ("min_age", "schedule", "stage", "law")),
        ]
        checks += [
            (f"{effect}, F1", report.of_type(effect).f1, self.each_effect)
            for effect in sorted(report.types)
            if report.labels(effect) >= self.least_labels
        ]
        found = [f"{n} is {v:.3f}, below {least:.2f}" for n, v, least in checks if v < least]
        if report.wrong_law:
            found.append("read as law and not law: " + ", ".join(report.wrong_law))
        if report.lost:
            found.append(f"{len(report.lost)} quotes are not in the bytes")
        return found


def report_json(report: Report, broken: Sequence[str]) -> dict[str, Any]:
    """The report as one JSON object."""
    return {
        "bills": report.bills,
        "effects": {"text": report.text.to_json(), "titles": report.titles.to_json()},
        "types": {
            effect: {
                "labels": report.labels(effect),
                "all": report.of_type(effect).to_json(),
                **{group: tally.to_json() for group, tally in groups.items()},
            }
            for effect, groups in sorted(report.types.items())
        },
        "exact": {
            n: {"right": report.right[n], "of": report.asked[n], "share": round(report.share(n), 4)}
            for n in EXACT
        },
        "quotes": {"given": report.quotes, "lost": report.lost},
        "wrong_law": report.wrong_law,
        "confusion": report.confusion,
        "answers": report.answers,
        "absent": report.absent,
        "below_floors": list(broken),
    }
