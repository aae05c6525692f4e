"""Proof, run again: every quote is looked for in the text that its extractor makes of its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from regtrack.domain.errors import UnreadableText
from regtrack.domain.observations import Evidence, Observation, TextRead
from regtrack.reading.substances import find_mentions
from regtrack.reading.text import find_quote, fold
from regtrack.services.ports import TextSource
from regtrack.services.record_claims import RECORD_EXTRACTOR, record_text


class Bytes(Protocol):
    """Stored bytes by hash. Raises KeyError."""

    def get(self, sha256: str) -> bytes:
        """The bytes."""
        ...


@dataclass
class Verification:
    """`found` quotes stand where they should; `missing` do not; `addressed` have an address only;
    `absent` counts texts that were said to name no substance, searched again, and still do not."""

    found: int = 0
    absent: int = 0
    addressed: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)


class Verifier:
    """Looks for quotes, keeping the last texts it made."""

    def __init__(self, texts: TextSource, snapshots: Bytes) -> None:
        self.texts = texts
        self.snapshots = snapshots
        self._live = lru_cache(maxsize=16)(self._make_live)

    def run(self, observations: Iterable[Observation]) -> Verification:
        """Verify every piece of evidence of these observations."""
        result = Verification()
        for observation in observations:
            for evidence in observation.evidence:
                self._one(observation, evidence, result)
        return result

    def _one(self, observation: Observation, evidence: Evidence, result: Verification) -> None:
        if evidence.sha256 is None:
            result.addressed += 1
            return
        try:
            live = self._live(evidence.sha256, evidence.extractor or "")
        except (UnreadableText, KeyError, ValueError) as error:
            if evidence.quote is not None:
                result.missing.append((observation.id, f"no text any more: {error}"))
            return
        if evidence.quote is None:
            self._absence(observation, live, result)
        elif self._stands(live, evidence):
            result.found += 1
        else:
            result.missing.append((observation.id, f"not in its text: {evidence.quote[:80]!r}"))

    @staticmethod
    def _absence(observation: Observation, live: str, result: Verification) -> None:
        claim = observation.claim
        if not isinstance(claim, TextRead) or claim.mentions or not claim.readable:
            return
        if find_mentions(live):
            result.missing.append((observation.id, "its text names a substance after all"))
        else:
            result.absent += 1

    @staticmethod
    def _stands(live: str, evidence: Evidence) -> bool:
        quote = fold(evidence.quote or "")
        if evidence.start is None or evidence.end is None:
            return find_quote(live, quote) is not None
        return fold(live[evidence.start : evidence.end]) == quote

    def _make_live(self, sha256: str, extractor: str) -> str:
        if extractor == RECORD_EXTRACTOR:
            return record_text(self.snapshots.get(sha256))
        text = self.texts.text(sha256, "", "")
        if extractor and text.extractor != extractor:
            raise ValueError(f"read by {extractor}, which is {text.extractor} now; run reparse")
        return text.live
