"""One source in a crawl: what is still expected, and the documents that wait for their texts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from regtrack.contract import (
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    SourceSpec,
    TextRecord,
    Validators,
)
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.model import Follow

_NOTHING = Validators()


class _Waiting:
    """A document and the addresses of the texts it waits for."""

    def __init__(self, document: DocumentRecord, urls: set[str]) -> None:
        self.document = document
        self.urls = urls


class SourceJob:
    """The book-keeping of one source's crawl: documents leave it whole, the finish comes last."""

    def __init__(self, spec: SourceSpec, known: Mapping[str, Validators]) -> None:
        self.spec = spec
        self.stats: Counter[str] = Counter(
            dict.fromkeys(("requests", "bytes", "unchanged", "snapshots", "documents", "faults"), 0)
        )
        self._known = known
        self._seen: set[str] = set()
        self._settled: set[str] = set()
        self._texts: dict[str, dict[str, object]] = {}
        self._waiting: list[_Waiting] = []
        self._told: set[tuple[str, bool]] = set()

    def known(self, url: str) -> Validators:
        """What is known of this address since it was last stored."""
        return self._known.get(url, _NOTHING)

    def expect(self, url: str) -> bool:
        """Note that this address is asked for; False when it was already."""
        if url in self._seen:
            return False
        self._seen.add(url)
        return True

    def hold(
        self, documents: Iterable[DocumentRecord], texts: set[str]
    ) -> Iterator[DocumentRecord]:
        """Take documents in. One that waits for no text comes back at once; the same document
        in a second list is dropped."""
        for document in documents:
            mark = (str(document.aliases[0]), document.partial)
            if mark in self._told:
                continue
            self._told.add(mark)
            urls = {t.url for t in document.texts if t.url in texts} - self._settled
            waiting = _Waiting(document, {u for u in urls if u is not None})
            if waiting.urls:
                self._waiting.append(waiting)
            else:
                yield self._whole(document)

    def text_came(
        self,
        url: str,
        sha256: str,
        at: dt.datetime | None,
        media_type: str,
        public: str | None = None,
    ) -> None:
        """A text's bytes are stored; `public` is told as its address in place of `url`."""
        facts: dict[str, object] = {"sha256": sha256, "retrieved_at": at, "fault": None}
        if media_type:
            facts["media_type"] = media_type
        if public:
            facts["url"] = public
        self._texts[url] = facts

    def fault(self, follow: Follow, fault: Fault, sha256: str | None) -> Iterator[FaultRecord]:
        """Tell a fault, and mark the text it concerns."""
        self.stats["faults"] += 1
        if follow.role == "text":
            self._texts[follow.url] = {"fault": fault.kind.value}
        yield FaultRecord(
            self.spec.key, fault.kind, fault.message, follow.url, sha256, fault.retry_after
        )

    def settle(self, url: str) -> Iterator[DocumentRecord | FinishRecord]:
        """This address is done: documents that waited for it last, then perhaps the finish."""
        self._settled.add(url)
        for waiting in list(self._waiting):
            waiting.urls.discard(url)
            if not waiting.urls:
                self._waiting.remove(waiting)
                yield self._whole(waiting.document)
        if self._settled == self._seen:
            yield self.finish()

    def finish(self) -> FinishRecord:
        """The last line: how this source's crawl ended."""
        new = self.stats["snapshots"] + self.stats["documents"]
        quiet = self.stats["unchanged"] and not new
        reason = "faults" if self.stats["faults"] else "unchanged" if quiet else "finished"
        return FinishRecord(self.spec.key, reason, dict(self.stats))

    def _whole(self, document: DocumentRecord) -> DocumentRecord:
        self.stats["documents"] += 1
        return replace(document, texts=tuple(self._filled(t) for t in document.texts))

    def _filled(self, text: TextRecord) -> TextRecord:
        facts = self._texts.get(text.url or "")
        if facts is None and text.url is not None and text.sha256 is None:
            sha256 = self.known(text.url).sha256
            facts = {"sha256": sha256} if sha256 else None
        return replace(text, **facts) if facts else text  # type: ignore[arg-type]  # by name
