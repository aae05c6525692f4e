"""A world to kill a daemon in: real sources, a real mail server, real webhooks, and what is true
of them all after an undisturbed run."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from regtrack.demo.receivers import SmtpReceiver, WebhookReceiver
from regtrack.notify.webhook import new_secret
from regtrack.replay import ReplayServer
from reliability import facts, recording
from reliability.facts import Facts

_TESTS = Path(__file__).resolve().parents[1]
SENDER = "regtrack@receiver.test"
DAYS = (1, 2)


@dataclass
class Life:
    """How one life ended."""

    code: int
    story: str
    seconds: float

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass
class World:
    """Use it with `with`. `folder` holds the recording, the homes and the logs."""

    folder: Path
    now: dt.datetime
    secret: str = field(default_factory=new_secret)

    def __enter__(self) -> Self:
        self._stack = contextlib.ExitStack()
        record = self.folder / "recording"
        self.sources = recording.write(record, self.now.date())
        self.server = self._stack.enter_context(ReplayServer(record))
        self.mail = self._stack.enter_context(SmtpReceiver())
        self.hooks = {
            name: self._stack.enter_context(WebhookReceiver(secret=self.secret))
            for name in ("first", "second")
        }
        self._lives: subprocess.Popen[str] | None = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._lives is not None:
            self._lives.communicate("", timeout=30)
        self._stack.close()

    # Lives ---------------------------------------------------------------------------------------

    def environment(self, home: Path, now: dt.datetime | None) -> dict[str, str]:
        """The settings of a life. With `now` its clock stands still."""
        given = {
            "REGTRACK_HOME": str(home),
            "REGTRACK_REPLAY": self.server.base,
            "REGTRACK_DELAY": "0",
            "REGTRACK_FETCH_TIMEOUT": "10",
            "REGTRACK_CRAWL_WALL": "60",
            "REGTRACK_ALERT_NETWORKS": "127.0.0.1/32",
            "REGTRACK_SMTP_HOST": "127.0.0.1",
            "REGTRACK_SMTP_PORT": str(self.mail.port),
            "REGTRACK_SMTP_SECURITY": "none",
            "REGTRACK_SMTP_SENDER": SENDER,
            "REGTRACK_FAILURES_BEFORE_ALERT": "1",
        }
        return given | ({"REGTRACK_NOW": now.isoformat()} if now else {})

    def at(self, day: int, minutes: int = 0) -> dt.datetime:
        """The instant of a day's cycle."""
        return self.now + dt.timedelta(days=day - 1, minutes=minutes)

    def prepare(self, home: Path, *, frozen: bool = True, url: str = "") -> None:
        """A home with the sources and three subscriptions; due at the first day's instant, or, with
        the baseline and what it holds, by the clock on the wall."""
        first, second = self.hooks["first"].url, self.hooks["second"].url
        subscriptions: list[dict[str, Any]] = [
            {"id": "s-all", "division": None, "email": "all@receiver.test", "webhook": first},
            {"id": "s-nd", "division": recording.DIVISIONS["rule"], "webhook": second},
            {"id": "s-op", "division": None, "webhook": second, "operator": True,
             "kinds": ["source_fault"]},
        ]  # fmt: skip
        bodies = [{"secret": self.secret, **s} for s in subscriptions]
        order: dict[str, Any] = {
            "do": "prepare",
            "sources": str(self.sources),
            "subscriptions": bodies,
        }
        order["baseline"] = not frozen
        if not frozen:
            database = {"REGTRACK_DATABASE_URL": url} if url else {}
            order["env"] = self.environment(home, None) | database
        life = self.live(home, 1, order=order)
        if life.code != 0:
            raise RuntimeError((home.parent / "log.txt").read_text())

    def live(
        self,
        home: Path,
        day: int,
        *,
        minutes: int = 0,
        kill_at: int = 0,
        kill_after: float | None = None,
        kill_in_post: bool = False,
        take_over: bool = True,
        order: dict[str, Any] | None = None,
    ) -> Life:
        """One life on a day; it may kill itself at an event, be killed after some seconds, or
        while a webhook has its message and has not answered yet. `order` goes before what stands
        here: another thing to `do`, the `patience` (seconds) with receivers."""
        home.parent.mkdir(parents=True, exist_ok=True)
        self.server.set_day(day)
        story = home.parent / "story.txt"
        body = {
            "do": "live",
            "env": self.environment(home, self.at(day, minutes)),
            "log": str(home.parent / "log.txt"),
            "story": str(story),
            "kill_at": kill_at,
            "take_over": take_over,
            **(order or {}),
        }
        started = time.monotonic()
        lives = self._process()
        assert lives.stdin is not None
        assert lives.stdout is not None
        lives.stdin.write(json.dumps(body) + "\n")
        lives.stdin.flush()
        pid = int(json.loads(lives.stdout.readline())["pid"])
        if kill_after is not None:
            time.sleep(kill_after)
            _kill(pid)
        elif kill_in_post:
            self._kill_in_post(pid)
        code = int(json.loads(lives.stdout.readline())["code"])
        told = story.read_text().strip() if story.exists() else ""
        return Life(code, told, time.monotonic() - started)

    def _kill_in_post(self, pid: int) -> None:
        """Kill it at the first try of a webhook; a life that ends without one is left alone."""
        before = self.marks()
        patience = time.monotonic() + 20.0
        while time.monotonic() < patience and Path(f"/proc/{pid}").exists():
            if any(hook.ledger.wait(before[n] + 1, 0.02) for n, hook in self.hooks.items()):
                _kill(pid)
                return

    def command(self, home: Path, day: int, *words: str, minutes: int = 0) -> Life:
        """One command of an operator, `regtrack` and these words."""
        order = {"do": "command", "words": words}
        return self.live(home, day, minutes=minutes, order=order)

    def _process(self) -> subprocess.Popen[str]:
        if self._lives is None:
            self._lives = subprocess.Popen(
                [sys.executable, "-m", "reliability.lives"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_python_path())},
            )
        return self._lives

    # What is true afterwards ---------------------------------------------------------------------

    def marks(self) -> dict[str, int]:
        """How many tries each sink has seen so far."""
        return {name: len(ledger.tries) for name, ledger in self._ledgers().items()}

    def _ledgers(self) -> dict[str, Any]:
        return {"mail": self.mail.ledger, **{n: h.ledger for n, h in self.hooks.items()}}

    def facts(self, home: Path, marks: dict[str, int]) -> Facts:
        """What this home says, and what was received since the marks."""
        tries = {name: ledger.tries[marks[name] :] for name, ledger in self._ledgers().items()}
        return facts.read(home, {hook.url: name for name, hook in self.hooks.items()}, tries)


def _python_path() -> list[str]:
    """Where the tests are, after what was there before: another copy of the program may be."""
    return [*filter(None, [os.environ.get("PYTHONPATH")]), str(_TESTS)]


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def copied(template: Path, home: Path) -> Path:
    """A home as it stood when nobody was writing."""
    home.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(template, home)
    return home
