"""The wire between spiders and the core: records as lines, and what is no record."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regtrack import contract
from regtrack.contract import (
    ActionRecord,
    Alias,
    Authority,
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    Record,
    SnapshotRecord,
    Stage,
    TextRecord,
    VersionRole,
    from_line,
    to_line,
)
from regtrack.domain import errors
from regtrack.domain.errors import InvalidDocument, SourceError

NOON = dt.datetime(2026, 5, 10, 12, tzinfo=dt.UTC)
DOCUMENT = DocumentRecord(
    source="openstates-ks",
    division="ocd-division/country:us/state:ks",
    kind=InstrumentKind.BILL,
    aliases=(Alias("bill", "ocd-division/country:us/state:ks|2025-2026|SB430"),),
    title="Adding mitragynine to schedule I — “kratom”",
    authority=Authority.AGGREGATOR,
    number="SB 430",
    session="2025-2026",
    actions=(
        ActionRecord("Introduced", PartialDate("2026-02-03"), ("introduction",), "upper"),
        ActionRecord("Referred", None),
        ActionRecord("Approved by Governor on Monday, April 27, 2026", PartialDate("2026-04")),
    ),
    stage=Stage.ENACTED,
    how=How.SIGNED,
    stage_on=PartialDate("2026"),
    texts=(
        TextRecord("enrolled", VersionRole.FINAL, sha256="0" * 64, retrieved_at=NOON),
        TextRecord("introduced", VersionRole.PROPOSAL, fault="unreadable_text"),
    ),
    links=(LinkRecord(LinkKind.AMENDS, Alias("citation", "K.S.A. 65-4105")),),
    retrieved_at=NOON,
    partial=True,
)
RECORDS: tuple[Record, ...] = (
    DOCUMENT,
    SnapshotRecord("0" * 64, "https://example.org/a?b=1", NOON, 200, "text/html", 12, etag='"x"'),
    FaultRecord("openstates-ks", "blocked", "403", retry_after=1.5),
    FaultRecord("openstates-ks", "blocked", "403", retry_after=60),
    FinishRecord("openstates-ks", "finished", {"items": 3}),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_a_record_is_one_line_and_comes_back(record: Record) -> None:
    line = to_line(record)
    assert "\n" not in line
    assert from_line(line) == record
    assert to_line(from_line(line)) == line


def test_equal_records_are_equal_bytes() -> None:
    body = json.loads(to_line(DOCUMENT))
    turned = json.dumps(dict(reversed(body.items())))
    assert to_line(from_line(turned)) == to_line(DOCUMENT)


@given(st.text(max_size=30), st.none() | st.text(max_size=5), st.none() | st.text(max_size=5))
def test_any_text_travels(title: str, number: str | None, url: str | None) -> None:
    record = replace(DOCUMENT, title=title, number=number, url=url)
    assert from_line(to_line(record)) == record


BODY = json.loads(to_line(DOCUMENT))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not json",
        "null",
        "[]",
        "3",
        '"document"',
        "{}",
        '{"record": "thing"}',
        '{"record": null}',
        '{"record": []}',
        '{"record": "document"}',
        '{"record": "finish", "source": "x"}',
        '{"record": "finish", "source": "x", "reason": 5}',
        '{"record": "fault", "source": "x", "kind": "blocked", "message": ["a"]}',
        json.dumps({**BODY, "surprise": 1}),
        json.dumps({**BODY, "title": None}),
        json.dumps({**BODY, "title": 5}),
        json.dumps({**BODY, "kind": "letter"}),
        json.dumps({**BODY, "aliases": []}),
        json.dumps({**BODY, "aliases": [{"scheme": "bill"}]}),
        json.dumps({**BODY, "aliases": "SB430"}),
        json.dumps({**BODY, "division": "Kansas"}),
        json.dumps({**BODY, "stage_on": "27 April"}),
        json.dumps({**BODY, "retrieved_at": "2026-05-10T12:00:00"}),
        json.dumps({**BODY, "retrieved_at": "0001-01-01T00:00:00+14:00"}),
        json.dumps({**BODY, "actions": [{"description": "Read", "date": "2026-02-30"}]}),
        json.dumps({**BODY, "actions": [["Read"]]}),
        json.dumps({**BODY, "partial": "yes"}),
        to_line(DOCUMENT)[:-10],
    ],
)
def test_anything_else_is_an_invalid_document(line: str) -> None:
    with pytest.raises(InvalidDocument):
        from_line(line)


@given(st.dictionaries(st.sampled_from([*BODY, "x"]), st.none() | st.integers() | st.text()))
def test_a_broken_record_raises_nothing_else(changes: dict[str, object]) -> None:
    try:
        from_line(json.dumps({**BODY, **changes}))
    except InvalidDocument:
        return


def test_a_document_names_itself_and_its_place() -> None:
    with pytest.raises(InvalidDocument, match="natural key"):
        replace(DOCUMENT, aliases=())
    with pytest.raises(InvalidDocument, match="division id"):
        replace(DOCUMENT, division="country:us")


def test_every_name_is_there() -> None:
    for name in contract.__all__:
        assert hasattr(contract, name)


def test_every_fault_word_belongs_to_an_error() -> None:
    kinds: list[type[SourceError]] = [SourceError, *SourceError.__subclasses__()]
    words = {k.fault for k in kinds}
    words.add(errors.InvalidDocument.fault)
    assert {k.value for k in contract.FaultKind} <= words
