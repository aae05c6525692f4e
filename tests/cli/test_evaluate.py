"""`regtrack evaluate` on coded bills and folders written by us in the wire format of the copies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regtrack.cli.main import main

_WORDS = (
    "Be it enacted by the Legislature: Section 1. A person shall not sell kratom to a person under"
    " 21 years of age. Section 2. This act takes effect July 1, 2026."
)


def bill(root: Path, name: str, *, files: dict[str, str] | None = None, title: str) -> None:
    folder = root / name
    (folder / "files").mkdir(parents=True)
    versions = [
        {"note": Path(f).stem.split("_", 1)[1].removesuffix("_extracted"), "date": "",
         "links": [{"url": f"https://example.org/{Path(f).stem.split('_')[0]}.html",
                    "media_type": "text/html"}]}
        for f in files or {}
    ]  # fmt: skip
    record = {
        "identifier": name.rsplit("_", 1)[1],
        "legislative_session": "2026",
        "title": title,
        "jurisdiction": "ocd-jurisdiction/country:us/state:zz/government",
        "classification": ["bill"],
        "versions": versions,
        "actions": [
            {"date": "2026-01-05", "description": "Introduced", "classification": ["introduction"]}
        ],
    }
    (folder / "metadata.json").write_text(json.dumps(record), encoding="utf-8")
    for file, words in (files or {}).items():
        (folder / "files" / file).write_text(words, encoding="utf-8")


def label(name: str, **changes: Any) -> dict[str, Any]:
    age = {"substance": "kratom", "effect": "age_limit", "min_age": 21, "quote": "under 21"}
    given = {
        "id": name,
        "from_title": False,
        "relevance": "primary",
        "effects": [age],
        "doubtful": [],
        "effective": {"kind": "date", "date": "2026-07-01"},
        "stage": "introduced",
        "stage_date": "2026-01-05",
        "law": False,
    }
    return {**given, **changes}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "openstates-govbot"
    page = f"<html><body><p>{_WORDS}</p></body></html>"
    old = page.replace("21 years", "18 years")
    files = {"HB1_Introduced.html": old, "HB1_Substitute 1.html": page}
    bill(below, "zz/2026_HB1", files=files, title="An act relating to kratom")
    bill(below, "yy/2026_HB2", title="Prohibiting the sale of kratom to persons under 21")
    (below / "xx" / "2026_HB3").mkdir(parents=True)
    (below / "xx" / "2026_HB3" / "metadata.json").write_text("[1, 2]", encoding="utf-8")
    return tmp_path


def run(folder: Path, *rows: dict[str, Any], options: tuple[str, ...] = ()) -> int:
    labels = folder / "labels.jsonl"
    labels.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return main(["evaluate", "--labels", str(labels), "--captures", str(folder), *options])


def test_it_reads_the_newest_text_and_the_title(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (label("zz/2026_HB1"), label("yy/2026_HB2", from_title=True))
    assert run(folder, *rows, options=("--json",)) == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["bills"], body["confusion"], body["answers"]) == (2, [], [])
    assert body["quotes"] == {"given": 3, "lost": []}


def test_below_a_floor_it_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, label("zz/2026_HB1", effects=[])) == 1
    assert "zz/2026_HB1: extra kratom age_limit" in capsys.readouterr().out
    lax = ("--floor-effects", "0", "--floor-each", "0")
    assert run(folder, label("zz/2026_HB1", effects=[]), options=lax) == 0


def test_what_cannot_be_read_is_told_and_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [label(f"{n}") for n in ("zz/2026_HB1", "xx/2026_HB3", "vv/2026_HB9", "../../etc_x")]
    assert run(folder, *rows, options=("--json",)) == 0
    body = json.loads(capsys.readouterr().out)
    assert [a["bill"] for a in body["absent"]] == ["xx/2026_HB3", "vv/2026_HB9", "../../etc_x"]


def test_states_are_chosen_and_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (label("zz/2026_HB1"), label("yy/2026_HB2", from_title=True))
    for options in (("--state", "zz"), ("--not-state", "yy")):
        assert run(folder, *rows, options=(*options, "--json")) == 0
        assert json.loads(capsys.readouterr().out)["bills"] == 1
    assert run(folder, *rows, options=("--state", "qq")) == 1


@pytest.mark.parametrize("words", ["no json", '{"id": 1}\n', "[]\n"])
def test_a_labels_file_that_is_none_is_wrong_usage(folder: Path, words: str) -> None:
    labels = folder / "labels.jsonl"
    labels.write_text(words, encoding="utf-8")
    assert main(["evaluate", "--labels", str(labels), "--captures", str(folder)]) == 2
