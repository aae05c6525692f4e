"""The book-keeping of one source: documents leave whole, the finish comes last."""

from __future__ import annotations

from fetching import page
from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultKind,
    FinishRecord,
    InstrumentKind,
    TextRecord,
    Validators,
    VersionRole,
)
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.platforms.model import Follow

TEXT = "https://a.gov/text"


def document(*urls: str) -> DocumentRecord:
    texts = tuple(TextRecord(u, VersionRole.FINAL, url=u) for u in urls)
    alias = (Alias("t", "1"),)
    return DocumentRecord(
        "s", "ocd-division/country:us", InstrumentKind.BILL, alias, "T", texts=texts
    )


def job(known: Validators | None = None) -> SourceJob:
    return SourceJob(page(), {TEXT: known} if known else {})


def test_a_document_waits_for_its_text() -> None:
    work = job()
    assert work.expect("list")
    assert list(work.hold([document(TEXT)], {TEXT})) == []
    assert work.expect(TEXT)
    assert list(work.settle("list")) == []
    work.text_came(TEXT, "f" * 64, None, "text/html")
    whole, finish = work.settle(TEXT)
    assert isinstance(whole, DocumentRecord)
    assert (whole.texts[0].sha256, whole.texts[0].media_type) == ("f" * 64, "text/html")
    assert isinstance(finish, FinishRecord)
    assert finish.reason == "finished"


def test_a_faulty_text_lets_its_document_go_with_the_fault() -> None:
    work = job()
    work.expect(TEXT)
    assert list(work.hold([document(TEXT)], {TEXT})) == []
    fault = Fault(FaultKind.BLOCKED, "no", 30.0)
    (record,) = work.fault(Follow(TEXT, "text"), fault, None)
    assert (record.kind, record.retry_after) == (FaultKind.BLOCKED, 30.0)
    whole, finish = work.settle(TEXT)
    assert isinstance(whole, DocumentRecord)
    assert whole.texts[0].fault == "blocked"
    assert isinstance(finish, FinishRecord)
    assert finish.reason == "faults"


def test_a_known_text_keeps_its_name_and_a_document_is_told_once() -> None:
    work = job(Validators(sha256="e" * 64))
    (whole,) = work.hold([document(TEXT)], set())
    assert whole.texts[0].sha256 == "e" * 64
    assert list(work.hold([document(TEXT)], set())) == []


def test_an_address_is_asked_for_once() -> None:
    work = job()
    assert work.expect(TEXT)
    assert not work.expect(TEXT)
