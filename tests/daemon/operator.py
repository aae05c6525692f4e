"""What the tests of the operator's commands share: a home with something in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

import pytest

from regtrack.bootstrap import App
from regtrack.cli.main import main
from regtrack.domain.alerts import Channel, DeliveryState, Subscription, alert_id
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.dates import day
from regtrack.notify.webhook import new_secret
from regtrack.services.change_log import publish
from regtrack.store.outbox import SqlOutbox

HOOK = "https://hooks.example.org/services/T0P/s3cret-path"
OTHER = "https://hooks.example.org/services/another"
UTAH = "ocd-division/country:us/state:ut"
NOW = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
LEASE = dt.timedelta(minutes=5)


def command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Run a command with --json; its exit code and what it prints."""
    capsys.readouterr()
    code = main([*words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else {}


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run a command for people; its exit code and all it prints."""
    capsys.readouterr()
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out + said.err


def subscribe(app: App, key: str, **fields: Any) -> None:
    """Add a subscription."""
    with app.unit() as (repository, now):
        repository.add_subscription(Subscription(key, None, **fields), now)


def news(app: App, number: int = 1) -> str:
    """Publish a change; its id."""
    with app.unit() as (repository, now):
        change = Change(
            key=f"status|{number}",
            kind=ChangeKind.STATUS,
            division=UTAH,
            recorded_at=now,
            on=day(now.date()),
        )
        publish(repository, [change], now)
        return change.id


def hook_id(change: str, subscription: str = "s-1", address: str = HOOK) -> str:
    """The id of the delivery of a change."""
    return alert_id(change, subscription, Channel.WEBHOOK, address)


def settle(app: App, states: Mapping[str, DeliveryState], answer: str = "answered 500") -> None:
    """Let one try of what is due end like this."""
    outbox = SqlOutbox(app.engine)
    for claimed in outbox.claim(NOW + dt.timedelta(days=9), "test", LEASE, 100):
        state = states.get(claimed.id, DeliveryState.DUE)
        attempt = {"at": NOW.isoformat(), "outcome": state.value, "answer": answer}
        due_at = NOW + dt.timedelta(hours=1) if state is DeliveryState.DUE else None
        assert outbox.settle(claimed, state, due_at, attempt)


def secret() -> str:
    """A webhook secret."""
    return new_secret()
