"""`regtrack daemon`: watch and deliver on a timetable until stopped."""

from __future__ import annotations

import argparse
import logging
import secrets
import sys
import time

from regtrack.bootstrap import App
from regtrack.cli.watch import register
from regtrack.daemon import Daemon
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import ChangeKind
from regtrack.services import subscribing
from regtrack.services.subscribing import Hand

_OPERATOR = "s-operator-"


def run(arguments: argparse.Namespace) -> int:
    """Run the daemon; 0 when it was stopped. Refuses a database newer than this program."""
    log_to_stderr()
    with App() as app:
        app.ensure_baseline()
        register(app, arguments.sources)
        subscribe_operator(app)
        return Daemon(app).run()


def log_to_stderr() -> None:
    """One line an event: instant, level, logger, then words and name=value pairs."""
    form = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    form.converter = time.gmtime
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(form)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("regtrack").setLevel(logging.INFO)
    # A disk too full for a log line must not become an error of its own.
    logging.raiseExceptions = False


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
