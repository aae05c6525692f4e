"""Lives of a daemon that can be killed at a chosen moment: `python -m reliability.lives`.

Imports everything once, then forks a process for each order that it reads from standard input (a
JSON object a line) and answers with its pid, and with how it ended. A life does what one tick of
each of the daemon's loops does, and kills itself with SIGKILL at the event it was told.
"""

from __future__ import annotations

import functools
import json
import os
import signal
import sys
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import regtrack.bootstrap
import regtrack.cli.main
import regtrack.daemon
import regtrack.notify.webhook
import regtrack.runner.crawl
from regtrack import home
from regtrack.cli.watch import register
from regtrack.domain.alerts import Subscription
from regtrack.runner.sources_file import load


class Fate:
    """Counts what happens and kills us at the event with the number `at` (0: never). The last
    event is in `file` at any time, so that the story of a life can be told after it."""

    def __init__(self, at: int, file: Path) -> None:
        self.at, self.seen = at, 0
        self.handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)

    def event(self, words: str) -> None:
        self.seen += 1
        os.pwrite(self.handle, f"{self.seen:>6} {words:<72.72}\n".encode(), 0)
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen(self, engine: sa.Engine) -> None:
        """Every statement before and after, and every commit before it is made."""

        def before(_c: Any, _k: Any, statement: str, *_: Any) -> None:
            self.event(f"in a transaction, before {_short(statement)}")

        def after(_c: Any, _k: Any, statement: str, *_: Any) -> None:
            self.event(f"in a transaction, after {_short(statement)}")

        sa.event.listen(engine, "before_cursor_execute", before)
        sa.event.listen(engine, "after_cursor_execute", after)
        sa.event.listen(engine, "commit", lambda _c: self.event("before a commit"))

    def wrap_sending(self) -> None:
        """Before a message goes out, and after it was accepted and before that is written down."""
        mail: Callable[..., Awaitable[None]] = regtrack.bootstrap.MailPool.send
        post: Callable[..., Awaitable[None]] = regtrack.bootstrap.WebhookSender.send

        async def by_mail(*arguments: Any) -> None:
            self.event("before a mail")
            await mail(*arguments)
            self.event("after a mail, before its acknowledgement")

        async def by_post(*arguments: Any) -> None:
            self.event("before a POST")
            await post(*arguments)
            self.event("after a POST, before its acknowledgement")

        regtrack.bootstrap.MailPool.send = by_mail  # type: ignore[method-assign]
        regtrack.bootstrap.WebhookSender.send = by_post  # type: ignore[method-assign]

    def wrap_records(self) -> None:
        """As each record of the crawl is taken from its spool."""
        read = regtrack.runner.crawl.from_line

        def from_line(line: str) -> Any:
            self.event("in the crawl, at a record")
            return read(line)

        regtrack.runner.crawl.from_line = from_line


def _short(statement: str) -> str:
    words = statement.replace('"', "").split()
    if words[0] == "SELECT":
        return f"SELECT {words[words.index('FROM') + 1] if 'FROM' in words else ''}".strip()
    return " ".join(words[: 3 if words[0] == "INSERT" else 2])


def prepare(order: dict[str, Any]) -> None:
    """A home with the sources and the subscriptions, after the baseline where it is asked for: who
    subscribes by the command line has it by then."""
    with regtrack.bootstrap.App() as app:
        if order["baseline"]:
            app.ensure_baseline()
        register(app, [order["sources"]])
        with app.unit() as (repository, now):
            for body in order["subscriptions"]:
                repository.add_subscription(Subscription(**body), now)
    assert load(order["sources"])


def live(order: dict[str, Any]) -> None:
    """What the daemon does when it starts and everything is due."""
    fate = Fate(order.get("kill_at", 0), Path(order["story"]))
    fate.wrap_sending()
    fate.wrap_records()
    with regtrack.bootstrap.App() as app:
        daemon = regtrack.daemon.Daemon(app)
        fate.listen(app.engine)
        fate.event("at the start")
        if order.get("take_over", True):
            daemon._take_over()
        daemon._watch_once()
        daemon._alerts_once()
        fate.event("at the end")


def tell(order: dict[str, Any]) -> None:
    """What the daemon does at a tick of the loop that delivers."""
    with regtrack.bootstrap.App() as app:
        regtrack.daemon.Daemon(app)._alerts_once()


def command(order: dict[str, Any]) -> None:
    """What an operator does."""
    code = regtrack.cli.main.main(order["words"])
    if code != 0:
        raise RuntimeError(f"{order['words']} ended with {code}")


_ORDERS: dict[str, Callable[[dict[str, Any]], None]] = {
    "prepare": prepare,
    "live": live,
    "tell": tell,
    "command": command,
}


def hurry(seconds: float) -> None:
    """Wait so long for the answer of a receiver, not as long as an operator would."""
    regtrack.notify.webhook.TIMEOUT = seconds
    given = regtrack.bootstrap.SmtpSettings
    regtrack.bootstrap.SmtpSettings = functools.partial(  # type: ignore[assignment,misc]
        given, timeout=seconds
    )


def main() -> int:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _child(order)
        _say({"pid": child})
        _, status = os.waitpid(child, 0)
        _say({"code": os.waitstatus_to_exitcode(status)})
    return 0


def _child(order: dict[str, Any]) -> None:
    code = 1
    try:
        os.environ.update(order["env"])
        log = os.open(order["log"], os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        os.dup2(log, 2)
        os.dup2(log, 1)
        home.home().mkdir(parents=True, exist_ok=True)
        if "patience" in order:
            hurry(order["patience"])
        _ORDERS[order["do"]](order)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _say(body: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(body) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
