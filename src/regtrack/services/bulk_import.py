"""Importing many records at once, one transaction per document, with a report."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from regtrack.contract import DocumentRecord, FaultRecord
from regtrack.domain.errors import IngestError, InvalidDocument
from regtrack.services.importing import ImportOutcome, import_document
from regtrack.services.ports import Repository, TextSource

_LOG = logging.getLogger(__name__)
Unit = Callable[[], AbstractContextManager[tuple[Repository, dt.datetime]]]


@dataclass
class BulkReport:
    """Counts by document; every fault as a line of its own."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    held: int = 0
    changes: int = 0
    faults: list[FaultRecord] = field(default_factory=list)

    def note(self, outcome: ImportOutcome) -> None:
        """Count one document."""
        self.inserted += outcome.is_new
        self.updated += outcome.changed and not outcome.is_new
        self.unchanged += not outcome.changed
        self.held += outcome.held
        self.changes += len(outcome.changes)
        self.faults += outcome.faults

    def to_json(self) -> dict[str, Any]:
        """The report as design.md section 5 has it."""
        return {
            "inserted": self.inserted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "held": self.held,
            "faults": [
                {"kind": f.kind, "message": f.message, "url": f.url, "sha256": f.sha256}
                for f in self.faults
            ],
            "changes": self.changes,
        }


def import_all(
    unit: Unit,
    texts: TextSource,
    documents: Iterable[DocumentRecord | FaultRecord],
    told: Callable[[BulkReport], None] = lambda report: None,
) -> BulkReport:
    """Import what comes; a document that cannot be imported is a fault and the rest goes on."""
    report = BulkReport()
    for document in documents:
        if isinstance(document, FaultRecord):
            report.faults.append(document)
            continue
        try:
            with unit() as (repository, now):
                report.note(import_document(repository, texts, document, now))
        except InvalidDocument as error:
            report.faults.append(_fault(document, error.fault, str(error)))
        except Exception as error:
            # Whatever one document does to our rules, the others must come in.
            _LOG.exception("a document broke the import source=%s", document.source)
            words = f"{document.number or document.title}: {type(error).__name__}: {error}"
            report.faults.append(_fault(document, IngestError.fault, words))
        told(report)
    return report


def _fault(document: DocumentRecord, kind: str, words: str) -> FaultRecord:
    return FaultRecord(document.source, kind, words[:300], document.url)
