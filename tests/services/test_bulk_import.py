"""Bulk import: one transaction per document, and no broken one ends the rest."""

from __future__ import annotations

import dataclasses

import pytest

from records import TN, Desk, ban, bill, text
from regtrack.contract import DocumentRecord, FaultRecord, InvalidDocument, VersionRole
from regtrack.services.bulk_import import BulkReport, import_all
from regtrack.services.ports import TextSource

GOOD = bill([("2026-06-10", "introduced")], [text(ban(), VersionRole.PROPOSAL)])
OTHER = bill([("2026-06-10", "introduced")], number="SB 2")


def run(desk: Desk, *documents: DocumentRecord | FaultRecord) -> BulkReport:
    return import_all(desk.app.unit, desk.shelf, documents)


def test_the_report_counts_each_document_once(desk: Desk) -> None:
    fault = FaultRecord("test", "invalid_document", "not JSON")
    moved = dataclasses.replace(GOOD, actions=bill([("2026-06-10", "introduced"),
                                                    ("2026-06-11", "upper")]).actions)  # fmt: skip
    report = run(desk, GOOD, OTHER, GOOD, moved, fault).to_json()
    assert (report["inserted"], report["updated"], report["unchanged"]) == (2, 1, 1)
    assert [f["message"] for f in report["faults"]] == ["not JSON"]
    again = run(desk, GOOD, OTHER, moved)
    assert (again.inserted, again.updated, again.unchanged, again.changes) == (0, 0, 3, 0)


@pytest.mark.parametrize("broken", ["a\x00b", "\ud800", "x" * 100_000])
@pytest.mark.parametrize("where", ["title", "number", "url", "action", "text"])
def test_strange_characters_break_neither_engine(desk: Desk, broken: str, where: str) -> None:
    record = GOOD
    if where in ("title", "number", "url"):
        record = dataclasses.replace(GOOD, **{where: broken})
    elif where == "action":
        record = bill([("2026-06-10", f"introduced {broken}"), ("2026-06-11", broken)], GOOD.texts)
    else:
        words = ban() + "\nSection 3. It is unlawful to sell kratom" + broken + " to a minor."
        desk.shelf.words[GOOD.texts[0].sha256 or ""] = words
    report = run(desk, record, OTHER)
    assert report.inserted + len(report.faults) == 2
    before = desk.counts()
    assert run(desk, record, OTHER).unchanged + len(report.faults) == 2
    assert desk.counts() == before


def test_whatever_breaks_one_document_leaves_nothing_of_it_and_the_rest_comes_in(
    desk: Desk,
) -> None:
    class Breaking:
        def __init__(self, inner: TextSource, error: Exception) -> None:
            self.inner, self.error = inner, error

        def text(self, sha256: str, media_type: str, name: str) -> object:
            if sha256 == GOOD.texts[0].sha256:
                raise self.error
            return self.inner.text(sha256, media_type, name)

    for error in (InvalidDocument("bad"), ValueError("odd"), RecursionError(), MemoryError()):
        source: TextSource = Breaking(desk.shelf, error)  # type: ignore[assignment]  # it may raise
        report = import_all(desk.app.unit, source, [GOOD, OTHER])
        assert len(report.faults) == 1
        with desk.app.unit() as (repository, _):
            assert [i.number for i in repository.instruments(
                {o.instrument or "" for o in repository.observations_in(TN)}
            ).values()] == ["SB 2"]  # fmt: skip
