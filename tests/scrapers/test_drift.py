"""An answer beside the last good one: fields that are gone and matter, pages that shrank."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from regtrack.contract import Alias, DocumentRecord, FaultKind, InstrumentKind
from regtrack_scrapers.drift import drifted, shrunk

ROWS = [
    {"id": str(n), "title": f"Kratom {n}", "type": "Rule", "color": "red", "on": "2026-05-01"}
    for n in range(4)
]


def documents(raw: bytes | str) -> list[DocumentRecord]:
    """A parser that reads id, title and type."""
    kinds = {"Rule": InstrumentKind.RULE}
    whole = json.loads(raw) if raw[:1] in (b"{", "{") else {}
    return [
        DocumentRecord(
            "s", "ocd-division/country:us",
            kinds.get(row.get("type", ""), InstrumentKind.AGENCY_NOTICE),
            (Alias("s", row["id"]),), row["title"],
        )
        for row in whole.get("rows", ())
    ]  # fmt: skip


def body(rows: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps({"rows": list(rows)}).encode()


def without(*names: str, rows: Sequence[dict[str, Any]] = ROWS) -> bytes:
    return body([{k: v for k, v in row.items() if k not in names} for row in rows])


def found(new: bytes) -> str:
    fault = drifted(body(ROWS), new, "application/json", documents)
    assert fault is None or fault.kind is FaultKind.SCHEMA_DRIFT
    return fault.message if fault else ""


def test_a_field_that_is_gone_and_matters_is_named() -> None:
    assert found(without("type")) == "fields that every row had are gone: rows.type"


def test_a_field_that_nobody_reads_may_go() -> None:
    assert found(without("color")) == ""


def test_a_field_that_some_rows_still_have_is_no_drift() -> None:
    assert found(body([*json.loads(without("type"))["rows"][:3], ROWS[3]])) == ""


def test_new_rows_without_the_field_are_drift_only_where_they_are_many() -> None:
    new = [{**row, "id": f"9{row['id']}"} for row in ROWS]
    assert found(without("type", rows=new))
    assert found(without("type", rows=new[:1])) == ""


def test_a_row_that_is_new_beside_unchanged_ones_is_no_drift() -> None:
    assert found(body([*ROWS, {"id": "77", "title": "Kratom"}])) == ""


def test_bytes_without_fields_are_left_to_the_parser() -> None:
    for new in (b"", b"[]", b"<html>", b'{"rows": []}'):
        assert found(new) == ""


def test_a_page_that_lost_its_words_or_its_end_is_not_believed() -> None:
    page = b"<html><body>" + b"<p>It is unlawful to sell kratom.</p>" * 40 + b"</body></html>"
    few = shrunk(page, b"<html><body><p>Law.</p></body></html>", "text/html")
    assert few is not None
    assert (few.kind, "1 words" in few.message) == (FaultKind.LAYOUT_CHANGED, True)
    torn = shrunk(page, page[:900], "text/html")
    assert torn is not None
    assert torn.kind is FaultKind.FETCH_FAILED
    assert shrunk(page, page.replace(b"kratom", b"tea"), "text/html") is None
    assert shrunk(page[:900], page[:800], "text/html") is None


@pytest.mark.parametrize(
    ("media_type", "old", "new"),
    [
        (
            "application/xml",
            b"<l><r><id>1</id><type>a</type></r></l>",
            b"<l><r><id>1</id></r></l>",
        ),
        ("text/csv", b"id,type\r\n1,a\r\n", b"id\r\n1\r\n"),
    ],
)
def test_other_formats_have_fields_too(media_type: str, old: bytes, new: bytes) -> None:
    def parse(raw: bytes) -> list[DocumentRecord]:
        kind = "Rule" if b"type" in raw else "none"
        return documents(json.dumps({"rows": [{"id": "1", "title": "x", "type": kind}]}))

    fault = drifted(old, new, media_type, parse)
    assert fault is not None
    assert fault.message.endswith("type")
