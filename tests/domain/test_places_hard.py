"""The hard places: a table of what people write, and what each line must mean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from regtrack.domain.places import AMBIGUOUS, FOUND, NOT_FOUND, resolve
from regtrack.paths import data_folder
from regtrack.store.gazetteer import SqliteGazetteer

TABLE = Path(__file__).with_name("hard_places.tsv")


class Row(NamedTuple):
    code: int
    query: str
    divisions: frozenset[str]
    words: str


def rows() -> Iterator[Row]:
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            code, query, leaves, words = line.split("\t")
            ids = frozenset(
                f"ocd-division/country:{leaf}" for leaf in leaves.split() if leaf != "-"
            )
            yield Row(int(code), json.loads(f'"{query}"'), ids, words)


ROWS = list(rows())


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[SqliteGazetteer]:
    opened = SqliteGazetteer(data_folder() / "gazetteer" / "gazetteer.sqlite")
    yield opened
    opened.close()


@pytest.mark.parametrize("row", ROWS, ids=[ascii(row.query) for row in ROWS])
def test_a_hard_place_is_right_or_told_to_be_unclear(row: Row, gazetteer: SqliteGazetteer) -> None:
    result = resolve(row.query, gazetteer)
    assert result.exit_code == row.code, result
    if row.code == FOUND:
        assert {result.found} == row.divisions, result
    if row.code == AMBIGUOUS:
        assert row.divisions <= {place.division for place in result.candidates}, result
        assert len(result.candidates) > 1
    if row.code == NOT_FOUND:
        assert row.divisions <= {place.division for place in result.near}, result
        assert result.candidates == ()
    if row.code != FOUND:
        assert (result.found, result.name) == (None, None)
        assert result.notes or not row.query.strip()
    assert row.words in "; ".join(result.notes), result


def test_the_table_is_large_and_holds_every_kind_of_answer() -> None:
    kinds = Counter(row.code for row in ROWS)
    assert len(ROWS) >= 300
    assert len({row.query for row in ROWS}) == len(ROWS)
    assert min(kinds[code] for code in (FOUND, AMBIGUOUS, NOT_FOUND)) >= 30


def test_what_is_much_too_long_is_no_place(gazetteer: SqliteGazetteer) -> None:
    for text in ("a" * 10_000, "Mobile, " * 1_000, "\u00e9" * 10_000, " " * 10_000):
        result = resolve(text, gazetteer)
        assert (result.exit_code, result.candidates, result.near) == (NOT_FOUND, (), ())
