"""`regtrack daemon` as a process of its own, as an operator runs it."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 60.0
_BUSY = """
SELECT (SELECT COUNT(*) FROM source WHERE lease_owner IS NOT NULL OR last_run_at IS NULL)
     + (SELECT COUNT(*) FROM delivery WHERE state IN ('due', 'sending'))
     + (SELECT COUNT(*) = 0 FROM source)
"""


class DaemonProcess:
    """A running daemon, or a worker; its log is in `log`."""

    def __init__(
        self, environment: Mapping[str, str], log: Path, *options: str, command: str = "daemon"
    ) -> None:
        self.log = log
        kept = {k: v for k, v in os.environ.items() if not k.startswith("REGTRACK_")}
        with log.open("ab") as sink:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "regtrack", command, *options],
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                env={**kept, "REGTRACK_TICK_SECONDS": "0.3", **environment},
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """As a power cut does."""
        self._process.kill()
        self._process.wait()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Tell it to stop; its exit code and the seconds it took."""
        started = time.monotonic()
        self._process.send_signal(number)
        code = self._process.wait(30)
        return code, time.monotonic() - started

    def ended(self) -> int | None:
        """Its exit code, if it has ended."""
        return self._process.poll()

    def wait(self) -> int:
        """Its exit code, when it ends by itself."""
        return self._process.wait(PATIENCE)

    def says(self, words: str, seconds: float = PATIENCE) -> bool:
        """Wait until these words stand in its log."""
        return until(lambda: words in self.log.read_text(errors="replace"), seconds)


def until(true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until something is true; False when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def idle(home: Path) -> bool:
    """Whether every source was looked at and nothing waits in the outbox."""
    try:
        with contextlib.closing(
            sqlite3.connect(f"file:{home}/regtrack.db?mode=ro", uri=True)
        ) as db:
            return bool(db.execute(_BUSY).fetchone()[0] == 0)
    except sqlite3.Error:
        return False


def left_over(folder: Path) -> list[str]:
    """Command lines of processes that still work in this folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(folder) in words and f"/{os.getpid()}/" not in str(entry):
                found.append(words)
    return found
