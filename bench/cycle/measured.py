"""Running a command and what it took; the same for every program that is measured."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HERE = Path(__file__).resolve().parent


@dataclass
class Took:
    """One cycle of one program: seconds, MB, what the page server saw."""

    wall: float
    cpu: float
    peak: float
    counts: dict[str, Any] = field(default_factory=dict)
    first_hook: float | None = None


class Server:
    """The page server in a process of its own; a context manager."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "page_server.py")], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.base = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()

    def change(self, first: int, count: int) -> None:
        """Give pages new words."""
        _get(f"{self.base}/_change?first={first}&count={count}")

    def counts(self) -> dict[str, Any]:
        """What was asked since the last call."""
        found: dict[str, Any] = json.loads(_get(f"{self.base}/_counts"))
        return found


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        body: bytes = answer.read()
    return body


def run(argv: Sequence[str], server: Server, env: Mapping[str, str], cwd: Path, log: Path) -> Took:
    """Run a command to its end. `first_hook` counts from its start. Exits where it fails."""
    server.counts()
    started, at = time.perf_counter(), time.time()
    with log.open("ab") as out:
        child = subprocess.Popen(argv, env=dict(env), cwd=cwd, stdout=out, stderr=out)
        _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{argv} ended with {child.returncode}; see {log}")
    counts = server.counts()
    hooks = counts.pop("hooks")
    first = min(hooks) - at if hooks else None
    counts["hooks"] = len(hooks)
    return Took(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, counts, first)


def cpu_of(pid: int) -> float:
    """The seconds of CPU that a process and its children have used."""
    ours = [pid]
    for one in ours:
        for task in Path(f"/proc/{one}/task").iterdir():
            with contextlib.suppress(FileNotFoundError):  # a thread that has just ended
                ours += map(int, (task / "children").read_text().split())
    ticks = 0
    for one in ours:
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))  # its own, and of its children that have ended
    return ticks / os.sysconf("SC_CLK_TCK")


def peak_of(pid: int) -> float:
    """The most memory that a process has held, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
