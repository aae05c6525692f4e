"""The stage of the demonstration: recorded sources, a mail server and a webhook receiver.

All three listen on 127.0.0.1; nothing else is asked or told. The home keeps a note of what it is,
so that a demonstration never plays in the home of a real watch.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from regtrack.demo.receivers import SmtpReceiver, WebhookReceiver
from regtrack.domain.alerts import Subscription
from regtrack.domain.errors import ConfigError
from regtrack.domain.substances import Substance
from regtrack.replay.server import ReplayServer

#: When each day of the recordings is looked at: the notices of day 2 went on public inspection on
#: 2026-10-09 and day 3 has them published.
DAYS: Mapping[int, dt.datetime] = {
    1: dt.datetime(2026, 10, 8, 14, tzinfo=dt.UTC),
    2: dt.datetime(2026, 10, 9, 14, tzinfo=dt.UTC),
    3: dt.datetime(2026, 10, 14, 14, tzinfo=dt.UTC),
}
AGAIN = dt.datetime(2026, 10, 15, 14, tzinfo=dt.UTC)
READER = "you@example.org"
#: Known to everybody: it signs only what this program sends to itself.
SECRET = "whsec_" + base64.b64encode(b"regtrack demonstration, public!!").decode()
_NOTE = "demonstration.json"
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


class Stage:
    """Starts the three servers; a context manager. The webhook receiver comes back on the port
    that the home remembers, if that is free."""

    def __init__(self, home: Path, recordings: Path) -> None:
        self.home = claim_home(home)
        self.sources_file = recordings / "sources.toml"
        self.replay = ReplayServer(recordings)
        self.mail = SmtpReceiver()
        self.hooks = WebhookReceiver(secret=SECRET)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(self.replay)
        self._open.enter_context(self.mail)
        self._start_hooks()
        self._open.callback(self.hooks.stop)
        _write_note(self.home, self.hooks.port)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @property
    def last_day(self) -> int:
        """The last recorded day that has a date."""
        return max(day for day in self.replay.recordings.days if day in DAYS)

    def requests(self) -> tuple[int, int]:
        """How many requests the sources were asked so far, and how many they answered with 304."""
        asked = [e for e in self.replay.ledger.entries() if not e.url.endswith("/robots.txt")]
        return len(asked), sum(1 for e in asked if e.status == 304)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Who is told: a reader in Ohio by mail, a program about the whole nation by webhook."""
        nation = "ocd-division/country:us"
        return (
            Subscription("demo-mail", f"{nation}/state:oh", (Substance.SEVEN_OH,), email=READER),
            Subscription("demo-webhook", nation, webhook=self.hooks.url, secret=SECRET),
        )

    def settings(self) -> dict[str, str]:
        """The settings by which regtrack finds this stage."""
        return {
            "REGTRACK_HOME": str(self.home),
            "REGTRACK_REPLAY": self.replay.base,
            "REGTRACK_DELAY": "0",
            "REGTRACK_OPENSTATES_KEY": "not-a-key-the-replay-server-wants-none",
            "REGTRACK_ALERT_NETWORKS": "127.0.0.1/32",
            "REGTRACK_SMTP_HOST": "127.0.0.1",
            "REGTRACK_SMTP_PORT": str(self.mail.port),
            "REGTRACK_SMTP_SECURITY": "none",
            "REGTRACK_SMTP_SENDER": "regtrack@example.org",
        }

    def _start_hooks(self) -> None:
        self.hooks.port = _remembered_port(self.home)
        try:
            self.hooks.start()
        except OSError:
            self.hooks.port = 0
            self.hooks.start()


def claim_home(home: Path) -> Path:
    """The home, made if it is not there. Raises ConfigError where something else lives in it."""
    home = home.expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise ConfigError(f"{home} is not a folder; give another with --home")
    if home.is_dir() and any(home.iterdir()) and not (home / _NOTE).is_file():
        raise ConfigError(
            f"{home} is not the home of a demonstration and is left alone; "
            "give an empty folder with --home"
        )
    home.mkdir(parents=True, exist_ok=True)
    if not (home / _NOTE).exists():
        _write_note(home, 0)
    return home


def _write_note(home: Path, port: int) -> None:
    body = {"what": "the home of `regtrack demo`; remove it to start anew", "webhook_port": port}
    (home / _NOTE).write_text(json.dumps(body) + "\n", encoding="utf-8")


def _remembered_port(home: Path) -> int:
    try:
        port = json.loads((home / _NOTE).read_text(encoding="utf-8"))["webhook_port"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return port if isinstance(port, int) and 0 < port < 65536 else 0


@contextmanager
def only(settings: Mapping[str, str]) -> Iterator[None]:
    """Let these be the only settings in the environment, and keep proxies out of the way; what
    was there comes back afterwards."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("REGTRACK_") or name.lower() in _PROXIES:
            del os.environ[name]
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def set_clock(now: dt.datetime) -> None:
    """Set the one clock of the program (inside `only`)."""
    os.environ["REGTRACK_NOW"] = now.isoformat()
