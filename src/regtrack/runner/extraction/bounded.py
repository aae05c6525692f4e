"""Extraction in a child process with bounds on size, time and memory."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from types import TracebackType
from typing import Self

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import LegalText
from regtrack.runner.extraction.wire import LENGTH, as_text, packed, unpacked

MEBIBYTE = 1024 * 1024
#: A reply longer than this is no text of a document within the input cap.
_LONGEST_REPLY = 512 * MEBIBYTE


class _ChildDied(Exception):
    """The child ended without a reply."""


class BoundedExtractor:
    """Runs `extract` in one child process, started at the first document and used for all.

    A document that crashes the child, takes longer than `seconds` or needs more than `memory`
    bytes becomes UnreadableText; the child is replaced and the next document works. One object
    may be used from several threads: a lock lets one document through at a time. For more at a
    time, give each thread an extractor of its own.
    """

    def __init__(
        self,
        *,
        seconds: float = 60,
        memory: int = 512 * MEBIBYTE,
        most_bytes: int = 64 * MEBIBYTE,
    ) -> None:
        self.seconds = seconds
        self.memory = memory
        self.most_bytes = most_bytes
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child. The extractor may be used again afterwards."""
        with self._lock:
            self._stop()

    def extract(self, data: bytes, media_type: str = "", name: str = "") -> LegalText:
        """As `extract` of this package, within the bounds. Raises UnreadableText."""
        if len(data) > self.most_bytes:
            limit = self.most_bytes // MEBIBYTE
            raise UnreadableText(f"no readable text: {len(data)} bytes are over {limit} MiB")
        request = {"media_type": media_type, "name": name, "size": len(data)}
        with self._lock:
            reply = self._ask(packed(request), data)
            if reply.get("last"):
                self._stop()
        if "error" in reply:
            raise UnreadableText(reply["error"])
        return as_text(reply)

    def _ask(self, request: bytes, data: bytes) -> dict[str, object]:
        deadline = time.monotonic() + self.seconds
        try:
            child = self._started()
            _send(child, request, deadline)
            _send(child, data, deadline)
            size = LENGTH.unpack(_receive(child, LENGTH.size, deadline))[0]
            if size > _LONGEST_REPLY:
                raise _ChildDied
            return unpacked(_receive(child, size, deadline))
        except TimeoutError as error:
            self._stop()
            message = f"no readable text: gave up after {self.seconds:g} s"
            raise UnreadableText(message) from error
        except (_ChildDied, OSError, ValueError) as error:
            code = self._stop()
            how = f"signal {-code}" if code < 0 else f"exit {code}"
            message = (
                f"no readable text: the reader broke down on it, out of memory or bugs ({how})"
            )
            raise UnreadableText(message) from error
        except BaseException:
            # Half a request or half a reply is in the pipe: this child cannot go on.
            self._stop()
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        self._child = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "regtrack.runner.extraction.child",
                str(self.memory),
                str(max(1, int(self.seconds))),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Each further arena of the C library would reserve 64 MiB of the bounded space.
            env={**os.environ, "MALLOC_ARENA_MAX": "1"},
        )
        assert self._child.stdin is not None
        os.set_blocking(self._child.stdin.fileno(), False)
        return self._child

    def _stop(self) -> int:
        """Kill the child, if any, and give its exit code."""
        child, self._child = self._child, None
        if child is None:
            return 0
        try:
            # A child that has just died keeps its own code; give it that moment.
            child.wait(0.05)
        except subprocess.TimeoutExpired:
            child.kill()
        code = child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        return code


def _send(child: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
    assert child.stdin is not None
    fd = child.stdin.fileno()
    view = memoryview(data)
    while view:
        _wait(fd, select.POLLOUT, deadline)
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:
            continue
        except BrokenPipeError as error:
            raise _ChildDied from error


def _receive(child: subprocess.Popen[bytes], size: int, deadline: float) -> bytearray:
    assert child.stdout is not None
    fd = child.stdout.fileno()
    got = bytearray()
    while len(got) < size:
        _wait(fd, select.POLLIN, deadline)
        part = os.read(fd, min(size - len(got), MEBIBYTE))
        if not part:
            raise _ChildDied
        got += part
    return got


def _wait(fd: int, event: int, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    poll = select.poll()
    poll.register(fd, event)
    if not poll.poll(left * 1000):
        raise TimeoutError
