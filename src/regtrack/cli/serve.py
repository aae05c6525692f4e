"""`regtrack daemon`: watch and deliver on a timetable until stopped."""

from __future__ import annotations

import argparse
import logging
import secrets
import time

import sqlalchemy as sa

from regtrack.bootstrap import App
from regtrack.cli.watch import register
from regtrack.daemon import Daemon
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import ChangeKind
from regtrack.domain.errors import Unreachable
from regtrack.log_lines import to_stderr
from regtrack.services import subscribing
from regtrack.services.subscribing import Hand

_OPERATOR = "s-operator-"
_FIRST_PAUSE, _LONGEST_PAUSE = 5, 300
_LOG = logging.getLogger("regtrack.daemon")


def run(arguments: argparse.Namespace) -> int:
    """Run the daemon; 0 when it was stopped. Refuses a database newer than this program."""
    with App() as app:
        to_stderr(app.settings)
        prepared(app, arguments.sources)
        return Daemon(app).run()


def prepared(app: App, files: list[str]) -> None:
    """Make ready what a daemon or worker needs. While the database is locked, full or away it
    waits: one that ends for that would only be started again."""
    pause = _FIRST_PAUSE
    while True:
        try:
            app.ensure_baseline()
            register(app, files)
            subscribe_operator(app)
        except (Unreachable, sa.exc.OperationalError) as error:
            words = str(getattr(error, "orig", None) or error)
            _LOG.error("not ready error=%r again_in_seconds=%d", words, pause)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


def subscribe_operator(app: App) -> None:
    """Let `operator_email` hear of faulty sources, by a subscription that follows the setting."""
    address = app.settings.operator_email
    with app.unit() as (repository, now):
        hand = Hand("the setting operator_email", now)
        living = [s for s in repository.subscriptions() if s.id.startswith(_OPERATOR)]
        for old in living:
            if old.email != address:
                subscribing.remove(repository, old, hand)
        if address is None or any(s.email == address for s in living):
            return
        subscription = Subscription(
            id=_OPERATOR + secrets.token_hex(6),
            division=None,
            kinds=(ChangeKind.SOURCE_FAULT,),
            email=address,
            operator=True,
        )
        subscribing.add(repository, subscription, hand)
