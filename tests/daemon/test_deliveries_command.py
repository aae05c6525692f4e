"""`regtrack deliveries`: what waits and died is shown without secrets, and made due again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.operator import (
    HOOK,
    LEASE,
    NOW,
    OTHER,
    command,
    hook_id,
    news,
    printed,
    secret,
    settle,
    subscribe,
)  # fmt: skip
from regtrack.bootstrap import App
from regtrack.domain.alerts import Channel, DeliveryState
from regtrack.notify.schedule import DELAYS
from regtrack.store import deliveries
from regtrack.store.outbox import SqlOutbox

Said = pytest.CaptureFixture[str]
SECRET = secret()


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_NOW", NOW.isoformat())
    with App() as app:
        subscribe(app, "s-1", webhook=HOOK, secret=SECRET, email="a@example.org")
        subscribe(app, "s-2", webhook=OTHER, secret=SECRET)
        yield app


def states(app: App) -> dict[str, DeliveryState]:
    with app.engine.connect() as connection:
        return {d.id: d.state for d in deliveries.listed(connection)}


def test_listed_newest_first_by_state_and_without_secrets(app: App, capsys: Said) -> None:
    first, second = news(app, 1), news(app, 2)
    settle(app, {hook_id(first): DeliveryState.DEAD})
    code, body = command(capsys, "deliveries", "list")
    assert code == 0
    assert len(body["deliveries"]) == 6
    assert body["counts"] == {"due": 5, "sending": 0, "done": 0, "dead": 1, "cancelled": 0}
    assert [d["change"] for d in body["deliveries"]] == [second] * 3 + [first] * 3
    code, body = command(capsys, "deliveries", "list", "--state", "dead")
    (dead,) = body["deliveries"]
    assert dead["id"] == hook_id(first)
    assert (dead["channel"], dead["kind"], dead["tries"]) == ("webhook", "status", 1)
    assert dead["last_answer"] == "answered 500"
    assert dead["done_at"] == "2026-07-01T12:00:00.000000Z"
    for shown in (
        str(command(capsys, "deliveries", "list")),
        printed(capsys, "deliveries", "list")[1],
    ):
        assert "hooks.example.org" in shown
        assert "s3cret" not in shown
        assert "services" not in shown
        assert SECRET not in shown
    assert printed(capsys, "deliveries", "list", "--state", "lost")[0] == 2


def test_two_webhooks_of_one_host_are_told_apart() -> None:
    shown = {deliveries.masked(Channel.WEBHOOK, a) for a in (HOOK, OTHER)}
    assert len(shown) == 2
    assert deliveries.masked(Channel.EMAIL, "a@example.org") == "a@example.org"


def test_retry_begins_the_schedule_anew_under_the_same_id(app: App, capsys: Said) -> None:
    key = hook_id(news(app))
    for _ in DELAYS:
        settle(app, {})
    settle(app, {key: DeliveryState.DEAD})
    assert states(app)[key] is DeliveryState.DEAD
    code, body = command(capsys, "deliveries", "retry", key)
    assert (code, body) == (0, {"due": [key]})
    (claimed,) = [
        c for c in SqlOutbox(app.engine).claim(NOW, "test", LEASE, 100) if c.id == key
    ]  # fmt: skip
    assert claimed.tries == 0


def test_retry_of_all_takes_the_dead_only(app: App, capsys: Said) -> None:
    first, second = hook_id(news(app, 1)), hook_id(news(app, 2))
    settle(app, {first: DeliveryState.DEAD, second: DeliveryState.DONE})
    assert command(capsys, "deliveries", "retry")[1] == {"due": [first]}
    assert states(app)[second] is DeliveryState.DONE
    assert command(capsys, "deliveries", "retry")[1] == {"due": []}


def test_retry_says_why_not(app: App, capsys: Said) -> None:
    change = news(app)
    key, other = hook_id(change), hook_id(change, "s-2", OTHER)
    SqlOutbox(app.engine).claim(NOW + dt.timedelta(days=1), "test", LEASE, 100)
    assert "being sent" in printed(capsys, "deliveries", "retry", key)[1]
    with app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET state = 'done'")
    assert "replay" in printed(capsys, "deliveries", "retry", key)[1]
    with app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET state = 'cancelled'")
    assert "no longer holds" in printed(capsys, "deliveries", "retry", other)[1]
    code, words = printed(capsys, "deliveries", "retry", "msg_nothing")
    assert code == 2
    assert "no such delivery" in words


def test_replay_sends_what_was_accepted_in_a_span_again_under_its_id(
    app: App, capsys: Said
) -> None:
    change = news(app)
    key, other = hook_id(change), hook_id(change, "s-2", OTHER)
    settle(app, {key: DeliveryState.DONE, other: DeliveryState.DONE})
    late, early = "2026-07-02", "2026-06-01"
    assert command(capsys, "deliveries", "replay", "--since", late)[0] == 2
    span = ("--since", early, "--until", "2026-06-30")
    assert command(capsys, "deliveries", "replay", *span)[1] == {"due": []}
    only = ("--since", early, "--subscription", "s-2")
    assert command(capsys, "deliveries", "replay", *only)[1] == {"due": [other]}
    assert command(capsys, "deliveries", "replay", "--since", early)[1] == {"due": [key]}
    assert states(app)[key] is DeliveryState.DUE
    claimed = SqlOutbox(app.engine).claim(NOW + dt.timedelta(days=1), "test", LEASE, 100)
    assert {c.id: c.tries for c in claimed} | {key: 0, other: 0} == {c.id: c.tries for c in claimed}


def test_nothing_goes_to_who_left_while_it_was_being_sent(app: App) -> None:
    """The sender died with it in hand; meanwhile the subscription ended."""
    change = news(app)
    outbox = SqlOutbox(app.engine)
    assert len(outbox.claim(NOW + dt.timedelta(seconds=1), "dead", LEASE, 100)) == 3
    with app.unit() as (repository, now):
        assert repository.remove_subscription("s-2", now)
    left = outbox.claim(NOW + 2 * LEASE, "next", LEASE, 100)
    assert {c.subscription for c in left} == {"s-1"}
    assert states(app)[hook_id(change, "s-2", OTHER)] is DeliveryState.CANCELLED


def test_what_a_unit_made_due_is_due_though_the_clock_stands(app: App) -> None:
    """Instants of units grow though REGTRACK_NOW does not."""
    news(app)
    assert len(SqlOutbox(app.engine).claim(NOW, "test", LEASE, 100)) == 3


def test_only_the_dead_are_taken_over_at_once(app: App) -> None:
    news(app)
    outbox = SqlOutbox(app.engine)
    outbox.claim(NOW, "host:1", LEASE, 2)
    outbox.claim(NOW, "host:2", LEASE, 2)
    assert outbox.release_dead(lambda owner: owner == "host:2") == 1
    assert sorted(states(app).values()) == ["due", "sending", "sending"]


def test_tries_go_by_the_clock_though_it_went_back(app: App) -> None:
    """Instants of the database run ahead then; a message that fails is not tried ten times at
    once for that, and what the wrong clock planned is tried now."""
    with app.unit() as (repository, _):
        repository.put_setting("last_instant", (NOW + dt.timedelta(days=900)).isoformat())
    news(app)
    outbox = SqlOutbox(app.engine)
    tried = outbox.claim(NOW, "test", LEASE, 100)
    assert len(tried) == 3
    attempt = {"at": NOW.isoformat(), "outcome": "due", "answer": "answered 500"}
    for claimed, planned in zip(tried, (5.0, 5.0, 900 * 86400.0), strict=True):
        later = NOW + dt.timedelta(seconds=planned)
        assert outbox.settle(claimed, DeliveryState.DUE, later, attempt)
    assert [c.id for c in outbox.claim(NOW, "test", LEASE, 100)] == [tried[2].id]
    assert len(outbox.claim(NOW + dt.timedelta(seconds=9), "test", LEASE, 100)) == 2
