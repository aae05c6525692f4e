"""`regtrack check`: verdicts, exit codes, JSON, and files of orders."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cli.conftest import Run

FIELDS = {
    "query", "division", "name", "on", "product", "act", "verdict", "reasons", "missing",
    "candidates", "notes",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "verdict"),
    [
        (("Alabama", "--product", "leaf"), 10, "not_allowed"),
        (("Texas", "--product", "leaf", "--percent-7oh", "1", "--age", "25"), 0, "allowed"),
        (("Texas", "--product", "leaf", "--percent-7oh", "1", "--age", "17"), 10, "not_allowed"),
        (("Texas", "--product", "leaf", "--percent-7oh", "3", "--age", "25"), 10, "not_allowed"),
        (("Texas", "--product", "leaf"), 11, "unknown"),
        (("Texas", "--product", "7oh", "--age", "25"), 10, "not_allowed"),
        (("Texas", "--product", "leaf", "--act", "possess"), 0, "allowed"),
        (("Sarasota County, FL", "--product", "leaf", "--act", "possess"), 10, "not_allowed"),
        (("District of Columbia", "--product", "leaf"), 11, "unknown"),
        (("Springfield", "--product", "leaf"), 3, None),
        (("Nowhereville-upon-Thames", "--product", "leaf"), 4, None),
    ],
)
def test_verdicts_and_exit_codes(
    run: Run, words: tuple[str, ...], code: int, verdict: str | None
) -> None:
    done = run("check", *words, "--json")
    assert (done.code, done.body["verdict"]) == (code, verdict)
    assert set(done.body) == FIELDS


def test_the_deciding_provision_is_cited_first(run: Run) -> None:
    first = run("check", "Alabama", "--product", "leaf", "--json").body["reasons"][0]
    assert first["verdict"] == "not_allowed"
    assert first["citation"] == "Ala. Code 20-2-23"
    assert first["provision"]["effect"] == "schedule"
    assert first["url"].startswith("https://")


def test_what_is_missing_is_named_and_only_where_it_would_decide(run: Run) -> None:
    asked = run("check", "Texas", "--product", "leaf", "--json").body["missing"]
    assert {row["fact"] for row in asked} == {"age", "percent-7oh"}
    assert run("check", "Alabama", "--product", "leaf", "--json").body["missing"] == []


def test_the_day_asked_for_decides(run: Run) -> None:
    before = run("check", "Alabama", "--product", "leaf", "--on", "2016-05-01", "--json").body
    assert before["verdict"] != "not_allowed"


def test_an_unknown_local_law_is_not_allowed_by_the_state(run: Run) -> None:
    words = ("--product", "leaf", "--percent-7oh", "1", "--age", "25")
    done = run("check", "Austin, TX", *words)
    assert done.code == 11
    assert "Austin" in done.out
    assert "ask there" in done.out


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "Texas"],
        ["check", "--product", "leaf"],
        ["check", "Texas", "--product", "tea"],
        ["check", "Texas", "--product", "leaf", "--age", "-1"],
        ["check", "Texas", "--product", "leaf", "--percent-7oh", "nan"],
        ["check", "Texas", "--product", "leaf", "--synthetic", "perhaps"],
        ["check", "--orders", "no-such-file.csv"],
    ],
)
def test_wrong_use_says_what_to_do(run: Run, argv: list[str]) -> None:
    done = run(*argv)
    assert done.code == 2
    assert done.err


def test_every_order_gets_a_verdict_and_no_row_is_lost(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "order,place,product,percent_7oh,age\r\n"
        '1,"Mobile, AL",leaf,,30\r\n'
        "2,Texas,leaf,1,30\r\n"
        "3,Springfield,leaf,1,30\r\n"
        "4,Texas,tea,1,30\r\n"
        "5,Texas,leaf,much,30\r\n",
        encoding="utf-8-sig",
    )
    done = run("check", "--orders", str(file))
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [r["order"] for r in rows] == ["1", "2", "3", "4", "5"]
    assert [r["verdict"] for r in rows] == ["not_allowed", "allowed", *["unknown"] * 3]
    assert "several" in rows[2]["reason"]
    assert "tea" in rows[3]["reason"]
    assert "much" in rows[4]["reason"]
    assert done.code == 10
    assert "1 allowed, 1 not_allowed, 3 unknown" in done.err


@pytest.mark.parametrize(
    "text", ["place\nTexas\n", "place,product\nMobile, AL,leaf\n", "place,product,verdict\n", ""]
)
def test_a_file_that_is_no_list_of_orders_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(text)
    done = run("check", "--orders", str(file))
    assert done.code == 2
    assert "orders.csv" in done.err


def test_a_zip_of_two_states_cites_the_law_of_both(run: Run) -> None:
    words = ("check", "20135", "--product", "leaf", "--age", "30", "--percent-7oh", "0.1")
    said = run(*words, "--json").body["reasons"]
    assert any("state:va" in r["division"] for r in said)


def test_heads_are_read_as_people_write_them(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("Place,Product,Percent-7OH,Age\nTexas,leaf,50,30\n")
    done = run("check", "--orders", str(file))
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert (done.code, row["verdict"], row["Place"]) == (10, "not_allowed", "Texas")


def test_two_heads_that_mean_one_column_are_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("place,product,mg-7oh,mg_7oh\nTexas,leaf,1,2\n")
    assert run("check", "--orders", str(file)).code == 2


def test_a_figure_of_the_command_line_holds_for_rows_that_tell_none(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("place,product,age,percent_7oh\nTexas,leaf,30,\nTexas,leaf,30,1\n")
    done = run("check", "--orders", str(file), "--percent-7oh", "50")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [r["verdict"] for r in rows] == ["not_allowed", "allowed"]


@pytest.mark.parametrize("age", ["-5", "999", "1_0", "21.5"])
def test_an_age_that_is_none_is_a_row_that_cannot_be_read(
    run: Run, tmp_path: Path, age: str
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(f"place,product,age\nTexas,leaf,{age}\n")
    (row,) = csv.DictReader(io.StringIO(run("check", "--orders", str(file)).out))
    assert row["verdict"] == "unknown"
    assert "cannot be read" in row["reason"]
