"""Scores of the reader against codings, on codings written by us."""

from __future__ import annotations

from typing import Any

import pytest

from regtrack.services.evaluating import Floors, Read, Report, coding, report_json, score


def row(**changes: Any) -> dict[str, Any]:
    """A coded bill that bans the sale of kratom to people under 21."""
    given = {
        "id": "zz/2026_HB1",
        "from_title": False,
        "relevance": "primary",
        "effects": [effect("age_limit", min_age=21)],
        "doubtful": [],
        "effective": {"kind": "date", "date": "2026-07-01", "days": None},
        "stage": "signed",
        "stage_date": "2026-04-02",
        "law": True,
    }
    return {**given, **changes}


def effect(name: str, substance: str = "kratom", **more: Any) -> dict[str, Any]:
    return {"substance": substance, "effect": name, "quote": "words", **more}


def read(*effects: dict[str, Any], lost: tuple[str, ...] = (), **answers: Any) -> Read:
    told = {
        "effective": ("date", "2026-07-01"),
        "stage": "signed",
        "stage_date": "2026-04-02",
        "law": True,
        "relevance": "primary",
    }
    found = {(e["substance"], e["effect"]): e for e in effects}
    return Read(found, {**told, **answers}, quotes=len(found), lost=lost)


def scored(given: dict[str, Any], said: Read | str) -> Report:
    return score([(coding(given), said)])


def test_full_agreement_breaks_no_floor() -> None:
    report = scored(row(), read(effect("age_limit", min_age=21)))
    assert (report.text.f1, report.share("min_age"), report.share("stage")) == (1.0, 1.0, 1.0)
    assert Floors().broken(report) == []


def test_misses_and_extras_are_told_with_their_quotes() -> None:
    report = scored(row(), read(effect("regulate", quote="must register")))
    assert (report.text.hits, report.text.missed, report.text.extra) == (0, 1, 1)
    assert [(r["what"], r["effect"], r["quote"]) for r in report.confusion] == [
        ("missed", "age_limit", "words"),
        ("extra", "regulate", "must register"),
    ]
    assert any(line.startswith("effects of texts") for line in Floors().broken(report))


def test_what_only_one_reader_gave_is_neither_rewarded_nor_punished() -> None:
    given = row(effects=[], doubtful=[effect("restrict")])
    for said in (read(), read(effect("restrict"))):
        report = scored(given, said)
        assert (report.text.hits, report.text.extra, report.text.missed) == (0, 0, 0)


@pytest.mark.parametrize("stage_date", ["2026-04-02", "2026-04-05"])
def test_of_two_answers_either_is_right(stage_date: str) -> None:
    report = scored(row(stage_date_alt="2026-04-05"), read(stage_date=stage_date))
    assert report.share("stage_date") == 1.0


def test_another_schedule_or_age_is_wrong() -> None:
    given = row(effects=[effect("schedule", schedule="I"), effect("age_limit", min_age=21)])
    said = read(effect("schedule", schedule="II"), effect("age_limit", min_age=18))
    report = scored(given, said)
    assert (report.text.f1, report.share("schedule"), report.share("min_age")) == (1.0, 0.0, 0.0)
    alt = row(effects=[effect("schedule", schedule="Penalty Group 1", schedule_alt="Texas I")])
    assert scored(alt, read(effect("schedule", schedule="penalty group 1"))).share("schedule") == 1


def test_titles_are_counted_apart_and_say_no_date() -> None:
    report = scored(row(from_title=True), read(effect("age_limit", min_age=21), effective=None))
    assert (report.titles.hits, report.text.hits) == (1, 0)
    assert report.asked["effective"] == 0


def test_a_bill_read_as_law_that_is_none_breaks_a_floor() -> None:
    report = scored(row(law=False, stage="vetoed"), read(effect("age_limit", min_age=21)))
    assert report.wrong_law == ["zz/2026_HB1"]
    assert "read as law and not law: zz/2026_HB1" in Floors().broken(report)


def test_a_lost_quote_breaks_a_floor() -> None:
    said = read(effect("age_limit", min_age=21), lost=("no such words",))
    assert "1 quotes are not in the bytes" in Floors().broken(scored(row(), said))


def test_an_effect_with_few_labels_has_no_floor_of_its_own() -> None:
    floors = Floors(effects=0, titles=0, exact=0, effective=0)
    report = scored(row(), read())
    assert floors.broken(report) == []
    many = [(coding(row(id=f"zz/2026_HB{n}")), read()) for n in range(5)]
    assert floors.broken(score(many)) == ["age_limit, F1 is 0.000, below 0.85"]


def test_a_bill_that_cannot_be_read_is_told_and_not_counted() -> None:
    report = scored(row(), "no folder")
    assert (report.bills, report.absent) == (0, [{"bill": "zz/2026_HB1", "why": "no folder"}])


def test_the_report_has_a_json_form() -> None:
    body = report_json(scored(row(), read(effect("age_limit", min_age=21))), [])
    assert body["effects"]["text"]["f1"] == 1.0
    assert body["types"]["age_limit"]["labels"] == 1
    assert body["exact"]["law"] == {"right": 1, "of": 1, "share": 1.0}
