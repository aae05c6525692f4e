"""Every row of the reviewed facts, asked of the program on the middle of its period: the status
and the citation of the row come back, and a row in doubt is answered with the doubt shown.

Needs the folder `shared` that stands beside the repository where it is kept; skips without it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regtrack import home
from regtrack.cli.places import gazetteer
from regtrack.cli.reading import make_ready, open_view
from regtrack.domain.dates import PartialDate
from regtrack.domain.gazetteer import chain
from regtrack.domain.status import Status, strictest
from regtrack.domain.substances import Substance
from regtrack.services.answering import Question, answers
from regtrack.services.law_view import LawView

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts"
TODAY = dt.date(2026, 11, 22)
NOW = f"{TODAY}T12:00:00+00:00"

pytestmark = pytest.mark.skipif(
    not FACTS.is_dir(), reason="needs ../shared/facts, which is not part of the repository"
)


def rows() -> list[dict[str, Any]]:
    """The rows that say what the law of a division was or is."""
    found: list[dict[str, Any]] = []
    for name in ("us", "us_local", "intl"):
        file = FACTS / f"{name}.jsonl"
        if file.is_file():
            found += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if _is_claim(row)]


def _is_claim(row: dict[str, Any]) -> bool:
    attributes = row["attributes"]
    aside = row.get("proposal") or row.get("conflict") or "agency_position" in attributes
    announced = attributes.get("in_force") == "not established"
    place = row["jurisdiction"]
    return not (aside or announced or "x-intl" in place or "/tribe:" in place)


def period(row: dict[str, Any]) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which the row is known to hold; None where there is none.

    A row whose start is unknown counts from the day on which it was last confirmed, or the day
    before its end; a ban that only undated pages show counts today."""
    ended = PartialDate(row["ended"]).first if row["ended"] else None
    if ended is None and "expires" in row["attributes"]:
        ended = PartialDate(row["attributes"]["expires"]).first
    last = ended - dt.timedelta(days=1) if ended else None
    started = PartialDate(row["effective"]).last if row["effective"] else None
    if started is None:
        seen = min(PartialDate(row["as_of"]).last, TODAY) if row["as_of"] else None
        started = min(filter(None, (seen, last)), default=None)
    if started is None and row["status"] != Status.NO_SPECIFIC_LAW:
        started = TODAY
    last = last or (max(TODAY, started) if started else None)
    return (started, last) if started and last and started <= last else None


def beside(row: dict[str, Any], day: dt.date) -> list[dict[str, Any]]:
    """The rows of the same place and substance that hold on that day, this one included."""
    same = [r for r in rows() if all(r[k] == row[k] for k in ("jurisdiction", "substance"))]
    spans = [(r, period(r)) for r in same]
    return [r for r, span in spans if span and span[0] <= day <= span[1]]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LawView]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGTRACK_HOME", str(tmp_path_factory.mktemp("facts") / "home"))
        patch.setenv("REGTRACK_NOW", NOW)
        patch.delenv("REGTRACK_DATABASE_URL", raising=False)
        make_ready()
        with open_view() as made:
            yield made


#: A substance that no law names keeps the ban on all kratom, though a row says that it is free.
KEPT_BANS = {("ocd-division/country:tw", "7-oh")}


def misses(view: LawView, row: dict[str, Any], day: dt.date) -> list[str]:
    """What the answer on that day lacks of the row, or of a stricter one that holds beside it."""
    place, substance = row["jurisdiction"], Substance(row["substance"])
    question = Question(place, chain(place, gazetteer()), home.now(), day, (substance,))
    (made,) = answers(view, question)
    layer = next(item for item in made["layers"] if item["division"] == place)
    holding = beside(row, day)
    status = strictest(Status(r["status"]) for r in holding)
    giving = [r for r in holding if r["status"] == status]
    if layer["status"] != status.value:
        return [f"status {layer['status']}, not {status}"]
    found = []
    decided = made["decided_by"] or {}
    cited = [c for r in giving if (c := (r["instrument"] or {}).get("citation"))]
    here = decided.get("division") == place and status is not Status.NO_SPECIFIC_LAW
    if here and cited and not any(c in (decided["citation"] or "") for c in cited):
        found.append(f"cites {decided['citation']}, not {cited}")
    sure = {r["confidence"] for r in giving}
    if decided and "high" not in sure and made["confidence"] == "high" and _stands_alone(made):
        found.append("the doubt is not shown")
    return found


def _stands_alone(made: dict[str, Any]) -> bool:
    """Whether the layer asked for bears on how sure the answer is: not where one above bans."""
    return made["status"] == made["layers"][-1]["status"]


@pytest.mark.parametrize("confidence", ["high", "medium", "low"])
def test_the_row_is_the_answer(view: LawView, confidence: str) -> None:
    wrong, asked = [], 0
    for row in rows():
        span = period(row)
        if row["confidence"] != confidence or span is None:
            continue
        if (row["jurisdiction"], row["substance"]) in KEPT_BANS:
            continue
        asked += 1
        day = span[0] + (span[1] - span[0]) / 2
        found = misses(view, row, day)
        wrong += [f"{row['jurisdiction']} {row['substance']} on {day}: {m}" for m in found]
    assert asked >= 90
    assert wrong == []
