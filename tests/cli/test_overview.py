"""Tables, comparisons, bands and Markdown: what people read and paste."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata

import pytest

from cli.conftest import Run
from regtrack.cli.band import WIDTH, band, legend, ruler
from regtrack.cli.markdown import escaped
from regtrack.domain.status import Status

NATION_AND_STATES = 57


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_all_states_as_a_table(run: Run) -> None:
    done = run("status", "--all")
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0].split() == ["place", "kratom", "7-oh", "analogues", "doubt"]
    assert next(line for line in lines if line.startswith("Alabama")).split()[1] == "scheduled"
    assert "not legal advice" in done.out


def test_all_states_as_json_and_csv_say_the_same(run: Run) -> None:
    places = run("status", "--all", "--json").body["places"]
    rows = list(csv.DictReader(io.StringIO(run("status", "--all", "--csv").out)))
    assert len(places) == NATION_AND_STATES
    assert [(r["division"], r["substance"], r["status"]) for r in rows] == [
        (p["division"], a["substance"], a["status"]) for p in places for a in p["answers"]
    ]


def test_one_substance_of_all_states(run: Run) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("status", "--all", "--csv", "--substance", "kratom").out))
    )
    assert {r["substance"] for r in rows} == {"kratom"}


def test_csv_without_all_is_wrong_use(run: Run) -> None:
    assert run("status", "Alabama", "--csv").code == 2
    assert run("status").code == 2


def test_compare_tells_where_places_differ(run: Run) -> None:
    done = run("compare", "Alabama", "Texas", "--substance", "kratom")
    assert done.code == 0
    assert "DIFFERENT" in done.out
    assert "the same status" in run("compare", "Alabama", "Alabama").out
    body = run("compare", "Alabama", "Texas", "--json").body
    assert [p["name"] for p in body["places"]] == ["Alabama", "Texas"]


@pytest.mark.parametrize(("place", "code"), [("Springfield", 3), ("Nowhereville-upon-Thames", 4)])
def test_compare_refuses_to_guess(run: Run, place: str, code: int) -> None:
    done = run("compare", "Alabama", place, "--json")
    assert done.code == code
    assert done.body["query"] == place


TABLES = (
    ["status", "Ohio"],
    ["timeline", "Ohio"],
    ["compare", "Ohio", "Texas"],
    ["status", "--all"],
)


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_markdown_is_a_table_of_equal_rows(run: Run, command: list[str]) -> None:
    lines = [x for x in run(*command, "--markdown").out.splitlines() if x.startswith("|")]
    assert len(lines) > 2
    assert "|---|" in lines[1]
    for line in lines:
        assert line.endswith("|")


def test_markdown_cannot_be_written_by_a_page() -> None:
    told = escaped("[free](https://evil.example) | **x**\n# <b>\x1b[31m")
    assert not any(unicodedata.category(c) == "Cc" for c in told)
    for mark in ("[", "|", "*", "#", "<"):
        assert all(told[i - 1] == "\\" for i, c in enumerate(told) if c == mark)


def test_the_timeline_draws_what_status_says(run: Run) -> None:
    body = run("timeline", "Rhode Island", "--json").body
    kratom = next(c for c in body["composed"] if c["substance"] == "kratom")["periods"]
    assert [p["status"] for p in kratom][-2:] == ["scheduled", "regulated"]
    text = run("timeline", "Rhode Island").out
    assert "^ today" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_band_shows_each_stretch_even_a_short_one() -> None:
    drawn = band(
        [
            (day("2020-01-01"), day("2024-01-01"), Status.NO_SPECIFIC_LAW),
            (day("2024-01-01"), day("2024-01-08"), Status.PROHIBITED),
            (day("2024-01-08"), None, Status.REGULATED),
        ],
        day("2019-01-01"),
        day("2026-01-01"),
    )
    assert len(drawn) == WIDTH
    assert "".join(dict.fromkeys(drawn)) in ("?-BP", "?-P")
    assert drawn.endswith("P")
    years, mark = ruler(day("2019-01-01"), day("2026-01-01"), day("2026-01-01"))
    assert years.startswith("2019")
    assert len(mark) <= WIDTH + len(" today")
    assert legend([Status.PROHIBITED, Status.UNKNOWN]) == "B banned, ? unknown"


#: Bluemont, of which a part lies in another state: federal law alone is silent there.
CROSSING = "20135"


def test_compare_answers_a_zip_as_status_does(run: Run) -> None:
    alone = run("status", CROSSING, "--json").body["answers"]
    beside = run("compare", CROSSING, "Alabama", "--json").body["places"][0]["answers"]
    assert [a["status"] for a in beside] == [a["status"] for a in alone]
    assert "regulated" in {a["status"] for a in alone}


def test_compare_takes_two_places_and_all_takes_none(run: Run) -> None:
    assert run("compare", "Alabama").code == 2
    assert run("status", "Alabama", "--all").code == 2


def test_a_zip_of_places_where_nothing_is_known_is_not_milder_than_each_of_them(run: Run) -> None:
    body = run("status", "00601", "--substance", "kratom", "--json").body
    inside = [
        run("status", c["division"], "--substance", "kratom", "--json").body["answers"][0]
        for c in body["candidates"]
    ]
    assert {a["status"] for a in inside} == {"unknown"}
    assert body["answers"][0]["status"] == "unknown"


def test_a_timeline_of_a_zip_names_the_places_it_leaves_out(run: Run) -> None:
    notes = run("timeline", CROSSING, "--json").body["notes"]
    assert any("Virginia" in note and "ask for each" in note for note in notes)
    assert "ask for each" in run("timeline", CROSSING, "--markdown").out


@pytest.mark.parametrize("day", ["2026-06-01", "2026-11-22", "2029-01-01"])
def test_the_table_of_all_states_keeps_to_80_columns(
    run: Run, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    """On any day: years on, everything is stale."""
    monkeypatch.setenv("REGTRACK_NOW", f"{day}T12:00:00Z")
    assert max(map(len, run("status", "--all").out.splitlines())) <= 80
