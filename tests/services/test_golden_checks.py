"""Cases of `check`, written by hand from the facts, against the shipped baseline.

`golden_checks.tsv` says for each what the facts make of it: the verdict, the facts that are to be
asked for by name, words of the provision that decides, and whether the facts decide it at all
(`decided`: where they do not, `unknown` is the right answer and no failure to answer).
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from regtrack import home
from regtrack.cli.places import gazetteer
from regtrack.cli.reading import make_ready, open_view
from regtrack.domain.gazetteer import chain
from regtrack.domain.gazetteer_port import Gazetteer
from regtrack.domain.inquiries import Act, Inquiry, Product
from regtrack.services.answering import Question
from regtrack.services.checking import check
from regtrack.services.law_view import LawView

CASES = Path(__file__).with_name("golden_checks.tsv")
NOW = "2026-11-22T12:00:00+00:00"


@dataclass(frozen=True)
class Case:
    """One row: what is asked, and what the facts make of it."""

    place: str
    asked: Inquiry
    on: dt.date
    verdict: str
    missing: frozenset[str]
    decided_by: str
    decided: bool
    label: str


@dataclass(frozen=True)
class Desk:
    """Where cases are put to the program."""

    view: LawView
    places: Gazetteer

    def ask(self, case: Case) -> dict[str, Any]:
        """The program's verdict."""
        question = Question(case.place, chain(case.place, self.places), home.now(), case.on)
        return check(self.view, question, case.asked)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _case(row: dict[str, str]) -> Case:
    told = [f"{k}={v}" for k, v in row.items() if v and k not in ("place", *_EXPECTED)]
    asked = Inquiry(
        product=Product(row["product"]),
        act=Act(row["act"]),
        age=int(row["age"]) if row["age"] else None,
        percent_7oh=_number(row["percent_7oh"]),
        mg_7oh=_number(row["mg_7oh"]),
        ppm_7oh=_number(row["ppm_7oh"]),
        synthetic={"yes": True, "no": False, "": None}[row["synthetic"]],
        sold_as=row["sold_as"] or None,
    )
    return Case(
        place=row["place"],
        asked=asked,
        on=dt.date.fromisoformat(row["on"]),
        verdict=row["verdict"],
        missing=frozenset(filter(None, row["missing"].split(","))),
        decided_by=row["decided_by"],
        decided=row["decided"] == "yes",
        label=f"{row['place'].removeprefix('ocd-division/')} {' '.join(told)}",
    )


_EXPECTED = ("verdict", "missing", "decided_by", "decided")


def cases() -> list[Case]:
    """Every case of the file."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter="\t")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGTRACK_HOME", str(tmp_path_factory.mktemp("golden") / "home"))
        patch.setenv("REGTRACK_NOW", NOW)
        patch.delenv("REGTRACK_DATABASE_URL", raising=False)
        make_ready()
        with open_view() as view:
            yield Desk(view, gazetteer())


def _words(reason: dict[str, Any]) -> str:
    told = (reason["instrument"], reason["citation"], reason["division"])
    return "".join(" ".join(filter(None, told)).lower().split())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.label)
def test_the_verdict_is_the_one_of_the_facts(desk: Desk, case: Case) -> None:
    made = desk.ask(case)
    why = [(r["verdict"], r["why"], r["division"]) for r in made["reasons"]]
    assert made["verdict"] == case.verdict, why
    assert case.missing <= {row["fact"] for row in made["missing"]}, why
    if case.decided_by:
        deciding = [r for r in made["reasons"] if r["verdict"] == case.verdict]
        wanted = "".join(case.decided_by.lower().split())
        assert any(wanted in _words(r) for r in deciding), [_words(r) for r in deciding]


def test_nothing_is_called_allowed_that_the_facts_do_not_allow(desk: Desk) -> None:
    made = [(c.label, desk.ask(c)["verdict"]) for c in cases() if c.verdict != "allowed"]
    assert [label for label, verdict in made if verdict == "allowed"] == []


def test_what_the_facts_decide_is_answered(desk: Desk) -> None:
    decided = [c for c in cases() if c.decided and c.verdict != "unknown"]
    unknown = [c.label for c in decided if desk.ask(c)["verdict"] == "unknown"]
    assert len(unknown) <= len(decided) / 10, unknown


def test_the_cases_reach_every_state_and_many_cities_and_nations() -> None:
    asked = {c.place for c in cases()}
    inside = {p for p in asked if p.startswith("ocd-division/country:us/")}
    states = {p.split("/")[2] for p in inside}
    local = {p for p in inside if p.count("/") > 2}
    nations = {p.split("/")[1] for p in asked}
    assert len(asked) > 0
    assert len(states) >= 56
    assert len(local) >= 60
    assert len(nations) >= 60
