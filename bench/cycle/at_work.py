"""regtrack as it is used: a daemon that has been started before the cycle begins."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from cycle.measured import Server, Took, cpu_of, peak_of
from cycle.programs import Regtrack

_TICK = "0.2"
_OPEN = (
    "SELECT (SELECT COUNT(*) FROM source WHERE lease_owner IS NOT NULL OR last_run_at IS NULL"
    " OR last_run_at < ?) + (SELECT COUNT(*) FROM delivery WHERE state <> 'done')"
)


class RegtrackDaemon(Regtrack):
    """The daemon; a cycle is triggered by making every source due, and begins with its first
    request: until then it waits for its tick."""

    name = "regtrack daemon"

    def __init__(self, folder: Path, server: Server, pages: int, kind: str) -> None:
        super().__init__(folder, server, pages, kind)
        self.daemon: subprocess.Popen[bytes] | None = None
        self.pages = pages

    def cycle(self) -> Took:
        """Make all due; seconds until every run is written and every message is out."""
        self.server.counts()
        before, used = _now(), 0.0
        if self.daemon is None:
            self.daemon = self._start()
        else:
            used = cpu_of(self.daemon.pid)
            self._make_due()
        while self._open(before):
            if self.daemon.poll() is not None:
                sys.exit(f"the daemon ended; see {self.folder / 'daemon.txt'}")
            time.sleep(0.02)
        ended, cpu = time.time(), cpu_of(self.daemon.pid) - used
        counts = self.server.counts()
        hooks, first = counts.pop("hooks"), counts["first"]
        counts["hooks"] = len(hooks)
        first_hook = min(hooks) - first if hooks else None
        return Took(ended - first, cpu, peak_of(self.daemon.pid), counts, first_hook)

    def close(self) -> None:
        """Stop the daemon."""
        if self.daemon is not None:
            self.daemon.terminate()
            self.daemon.wait(30)

    def _start(self) -> subprocess.Popen[bytes]:
        argv = [sys.executable, "-m", "regtrack", "daemon", "--sources", str(self.file)]
        env = {**self.env, "REGTRACK_TICK_SECONDS": _TICK}
        with (self.folder / "daemon.txt").open("ab") as out:
            return subprocess.Popen(argv, env=env, cwd=self.folder, stdout=out, stderr=out)

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "home" / "regtrack.db", timeout=30)

    def _make_due(self) -> None:
        with closing(self._database()) as db, db:
            db.execute("UPDATE source SET next_due_at = '2000-01-01T00:00:00.000000Z'")

    def _open(self, since: str) -> int:
        with closing(self._database()) as db:
            known: int = db.execute("SELECT COUNT(*) FROM source").fetchone()[0]
            waiting: int = db.execute(_OPEN, (since,)).fetchone()[0]
        return waiting if known == self.pages else 1


def _now() -> str:
    """This instant as the database writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime())
