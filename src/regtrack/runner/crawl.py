"""The crawl: one child process per batch, whose records are handed over as they are written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from regtrack.contract import (
    FaultKind,
    FaultRecord,
    FinishRecord,
    Record,
    SourceSpec,
    from_line,
)
from regtrack.domain.errors import InvalidDocument
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.hold import Hold
from regtrack.runner.pacing import HostPacer
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.platforms.registry import key_of, parse_snapshot

__all__ = ["crawl", "parse_snapshot"]

_POLL = 0.05
_TAIL = 400
_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "TMPDIR",
    "REGTRACK_NOW",
)
_MEASURED = "COVERAGE_PROCESS_CONFIG"  # set while tests measure which lines run
_PROXY = ("http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR")


def crawl(
    batch: Iterable[SourceSpec],
    workdir: Path,
    snapshots: SnapshotStore,
    settings: FetchSettings,
    pacer: HostPacer | None = None,
    hold: Hold | None = None,
) -> Iterator[Record]:
    """Crawl a batch and give its records live, in the order in which they were written.

    Each source ends with a FinishRecord, or, where the crawl broke off, with a FaultRecord; what
    it wrote before is given all the same. A host that asked to be left alone is not asked. The
    child dies with the thread that iterates here; closing the iterator ends it, and so does the
    end of `hold`, after which nothing more is given."""
    specs: list[SourceSpec] = []
    for spec in batch:
        wait = pacer.held(spec.url) if pacer else 0.0
        if wait > 0:
            yield from _left_alone(spec, wait)
        else:
            specs.append(spec)
    if not specs:
        return
    if pacer is not None:
        time.sleep(min(max(pacer.wait_for(s.url for s in specs), 0.0), 60.0))
    yield from _Child(specs, workdir, snapshots, settings, pacer, hold or Hold()).records()


def _left_alone(spec: SourceSpec, wait: float) -> Iterator[Record]:
    message = f"asked to be left alone for {wait:.0f} s"
    yield FaultRecord(spec.key, FaultKind.BLOCKED, message, spec.url, retry_after=wait)
    yield FinishRecord(spec.key, "faults", {"faults": 1, "requests": 0})


class _Child:
    """The child process of one batch and the spool it writes."""

    def __init__(
        self,
        specs: Sequence[SourceSpec],
        workdir: Path,
        snapshots: SnapshotStore,
        settings: FetchSettings,
        pacer: HostPacer | None,
        hold: Hold,
    ) -> None:
        self._specs = specs
        self._hold = hold
        self._settings = settings
        self._pacer = pacer
        name = f"crawl-{os.getpid()}-{time.monotonic_ns()}"
        self._folder = workdir / name
        self._folder.mkdir(parents=True)
        self._spool = self._folder / "spool.jsonl"
        self._spool.touch()
        self._job = self._folder / "job.json"
        self._log = self._folder / "log.txt"
        body = {
            "specs": [s.to_json() for s in specs],
            "spool": str(self._spool.absolute()),
            "store": str(snapshots.root.absolute()),
            "robots": pacer.known_rules() if pacer else {},
            "parent": os.getpid(),
            "hold": hold.handle,
            "memory_mb": settings.memory_mb,
            "max_body": settings.max_body,
        }
        self._job.write_text(json.dumps(body), encoding="utf-8")

    def records(self) -> Iterator[Record]:
        """All records, then what is missing as faults."""
        open_keys = {s.key for s in self._specs}
        broken = ""
        deadline = time.monotonic() + self._settings.wall
        with self._log.open("wb") as log, self._spool.open("rb") as spool:
            child = self._start(log)
            try:
                while True:
                    ended = child.poll() is not None
                    for record in _complete_lines(spool):
                        self._note(record)
                        if isinstance(record, FinishRecord):
                            open_keys.discard(record.source)
                        yield record
                    if ended or self._hold.lost:
                        break
                    if time.monotonic() > deadline:
                        broken = f"more than {self._settings.wall:.0f} s"
                        _kill(child)
                    time.sleep(_POLL)
            finally:
                _kill(child)
        for spec in self._specs:
            if spec.key in open_keys and not self._hold.lost:
                yield self._broke_off(spec, broken or f"exit {child.returncode}")
        self._tidy()

    def _start(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        kept = (*_PASSED_ON, _MEASURED, *_PROXY, *(p.upper() for p in _PROXY))
        keys = [key.variable for key in map(key_of, self._specs) if key is not None]
        environment = {n: os.environ[n] for n in (*kept, *keys) if n in os.environ}
        environment |= {"SCRAPY_SETTINGS_MODULE": "regtrack_scrapers.settings"}
        environment |= self._settings.environment()
        return subprocess.Popen(
            [sys.executable, "-m", "regtrack.runner.crawl_child", str(self._job)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
            cwd=self._folder,
            start_new_session=True,
            pass_fds=(self._hold.handle,),
        )

    def _note(self, record: Record) -> None:
        """Let the pacer know which hosts asked for a pause."""
        if self._pacer is None or not isinstance(record, FaultRecord):
            return
        if record.retry_after and record.url:
            self._pacer.hold(record.url, record.retry_after)

    def _broke_off(self, spec: SourceSpec, why: str) -> FaultRecord:
        tail = self._log.read_text(encoding="utf-8", errors="replace").strip()[-_TAIL:]
        message = f"the crawl broke off ({why}){': ' + tail if tail else ''}"
        return FaultRecord(spec.key, FaultKind.FETCH_FAILED, message, spec.url)

    def _tidy(self) -> None:
        """Every record was taken: the spool has done its work."""
        for path in (self._spool, self._job, self._log):
            path.unlink(missing_ok=True)
        self._folder.rmdir()


def _complete_lines(spool: IO[bytes]) -> Iterator[Record]:
    """The records of whole lines from where we are; half a line is left for later."""
    while True:
        start = spool.tell()
        line = spool.readline()
        if not line.endswith(b"\n"):
            spool.seek(start)
            return
        try:
            yield from_line(line.decode("utf-8"))
        except InvalidDocument as error:
            yield FaultRecord("", FaultKind.INVALID_DOCUMENT, str(error))


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
