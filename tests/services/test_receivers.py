"""Receivers that fail for days are switched off and told of; secrets change without a gap."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from daemon.operator import NOW, UTAH, command, news, printed, subscribe
from regtrack.bootstrap import App
from regtrack.contract import SourceSpec
from regtrack.demo.faults import Behaviour
from regtrack.demo.receivers import SmtpReceiver, WebhookReceiver
from regtrack.domain.alerts import Channel, DeliveryState, Endpoint
from regtrack.domain.endpoints import PATIENCE, Failing, failed_again
from regtrack.notify.webhook import new_secret
from regtrack.store import deliveries, tables
from regtrack.store.endpoints import SqlEndpoints
from regtrack.store.statements import table

Said = pytest.CaptureFixture[str]
SECRET = new_secret()


class World:
    """An installation with a mail server and a receiver of webhooks, and a clock to move."""

    def __init__(self, patch: pytest.MonkeyPatch, hook: WebhookReceiver, mail: SmtpReceiver):
        self._patch, self.hook, self.mail, self.now = patch, hook, mail, NOW
        self.app = App()

    def later(self, **span: float) -> None:
        self.now += dt.timedelta(**span)
        self._patch.setenv("REGTRACK_NOW", self.now.isoformat())

    def deliver(self) -> tuple[int, int, int]:
        report = asyncio.run(self.app.deliver())
        return report.done, report.later, report.dead

    def states(self, channel: str) -> list[DeliveryState]:
        with self.app.engine.connect() as connection:
            found = deliveries.listed(connection)
        return [d.state for d in reversed(found) if d.channel == channel]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with WebhookReceiver() as hook, SmtpReceiver() as mail:
        settings = {
            "HOME": str(tmp_path),
            "NOW": NOW.isoformat(),
            "ALERT_NETWORKS": "127.0.0.0/8",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail.port),
            "SMTP_SECURITY": "none",
            "SMTP_SENDER": "regtrack@example.org",
        }
        for name, value in settings.items():
            monkeypatch.setenv(f"REGTRACK_{name}", value)
        made = World(monkeypatch, hook, mail)
        with made.app:
            yield made


def fail_for_days(world: World) -> None:
    """The receiver answers 500 to everything for a week."""
    world.hook.plan.always(Behaviour(status=500))
    for number in range(15):
        news(world.app, number)
        world.deliver()
        world.later(hours=12)


def test_one_that_fails_for_days_is_switched_off_and_its_owner_told_by_mail(
    world: World, capsys: Said
) -> None:
    subscribe(world.app, "s-op", email="operator@example.org", operator=True)
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    fail_for_days(world)
    world.deliver()
    told = [m for m in world.mail.ledger.taken if "switched off" in m.subject]
    assert [m.recipients for m in told] == [("operator@example.org",)]
    assert b"subscriptions enable s-1" in told[0].content
    tries = len(world.hook.ledger.tries)
    for number in (20, 21):
        news(world.app, number)
    world.deliver()
    assert len(world.hook.ledger.tries) == tries  # nothing is sent there
    code, said = printed(capsys, "subscriptions", "list")
    assert "switched off since" in said
    assert "/hook" not in said
    code, body = command(capsys, "doctor")
    (found,) = [f for f in body["findings"] if f["topic"] == "receivers"]
    assert (code, found["level"]) == (1, "problem")
    assert "answered 500" in found["message"]
    assert "subscriptions enable s-1" in found["advice"]


def test_switched_on_again_it_gets_all_of_it_under_the_same_ids(world: World, capsys: Said) -> None:
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    fail_for_days(world)
    news(world.app, 30)
    world.deliver()
    assert DeliveryState.DEAD in world.states("webhook")
    world.hook.plan.always(Behaviour())
    code, body = command(capsys, "subscriptions", "enable", "s-1", "--by", "the desk")
    assert (code, body["enabled"]) == (0, ["webhook"])
    world.later(days=2)
    world.deliver()
    assert set(world.states("webhook")) == {DeliveryState.DONE}
    assert len({t.id for t in world.hook.ledger.taken}) == 16
    tried = {t.id for t in world.hook.ledger.tries}
    assert len(tried) == 16
    off, on = command(capsys, "subscriptions", "history", "s-1")[1]["events"]
    assert (off["who"], off["what"], on["what"]) == ("regtrack", "disabled", "enabled")
    assert on["who"] == "the desk"
    before, after = on["fields"]["webhook"]
    assert (before, after) == (off["fields"]["webhook"][1], "switched on")
    assert before.startswith("switched off since ")
    assert command(capsys, "subscriptions", "enable", "s-1")[1]["enabled"] == []
    assert command(capsys, "subscriptions", "enable", "s-9")[0] == 2


def test_410_switches_off_at_once_and_the_mail_of_the_same_subscription_tells(
    world: World,
) -> None:
    subscribe(world.app, "s-1", email="a@example.org", webhook=world.hook.url, secret=SECRET)
    world.hook.plan.always(Behaviour(status=410))
    news(world.app, 1)
    world.deliver()
    world.deliver()
    assert world.states("webhook") == [DeliveryState.DEAD]
    assert [m.recipients for m in world.mail.ledger.taken] == [("a@example.org",)] * 2
    news(world.app, 2)
    world.deliver()
    assert len(world.hook.ledger.tries) == 1
    assert len([m for m in world.mail.ledger.taken if "switched off" in m.subject]) == 1


def test_after_a_410_the_message_that_met_it_comes_too_once_it_is_switched_on(
    world: World, capsys: Said
) -> None:
    """The clock goes on between the try and the note that the receiver is gone, and the clock of
    the database is ahead of it: neither may leave that message behind."""
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    world.hook.plan.always(Behaviour(status=410))
    news(world.app, 1)
    news(world.app, 2)
    world.deliver()
    assert world.states("webhook") == [DeliveryState.DEAD] * 2
    world.hook.plan.always(Behaviour())
    code, body = command(capsys, "subscriptions", "enable", "s-1")
    assert (code, len(body["due"])) == (0, 2)
    world.later(minutes=1)
    assert world.deliver() == (2, 0, 0)


def test_a_success_forgets_the_failures(world: World) -> None:
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    for number in range(14):
        world.hook.plan.always(Behaviour(status=200 if number == 6 else 503))
        news(world.app, number)
        world.deliver()
        world.later(hours=12)
    assert world.deliver()[2] == 0  # it is still tried
    assert len(world.mail.ledger.taken) == 0


def test_failures_far_apart_are_no_stretch() -> None:
    state: Failing | None = None
    for days in range(0, 30, 3):
        state = failed_again(state, NOW + dt.timedelta(days=days), "500")
        assert state.disabled_at is None
    for hours in range(1, int(PATIENCE / dt.timedelta(hours=1)) + 1, 20):
        assert state is not None
        assert state.disabled_at is None
        state = failed_again(state, NOW + dt.timedelta(days=27, hours=hours), "500")
    last = failed_again(state, NOW + dt.timedelta(days=27) + PATIENCE, "500")
    assert last.disabled_at is not None
    assert "failed for 5 days" in last.words


#: Receivers that are never there: on another host than the one that is, and on its own.
AWAY, BESIDE = "http://127.0.0.2:9/hook", "http://127.0.0.1:9/hook"


def news_for_days(world: World, days: int) -> None:
    """News every twelve hours."""
    for _ in range(2 * days):
        news(world.app, int(world.now.timestamp()))
        world.deliver()
        world.later(hours=12)


def failing(world: World, address: str) -> Failing:
    with world.app.engine.connect() as connection:
        return SqlEndpoints(connection).failing()[Endpoint(Channel.WEBHOOK, address).key]


def test_where_nothing_is_reached_nobody_is_switched_off_and_the_operator_told_once(
    world: World, capsys: Said
) -> None:
    subscribe(world.app, "s-op", email="operator@example.org", operator=True)
    for key, address in (("s-1", AWAY), ("s-2", BESIDE)):
        subscribe(world.app, key, webhook=address, secret=SECRET)
    news_for_days(world, 7)
    state = failing(world, AWAY)
    assert (state.disabled_at, state.own_since) == (None, None)
    told = [m.subject for m in world.mail.ledger.taken if "fault" in m.subject]
    assert len(told) == 1
    assert "no receiver was reached" in told[0]
    found = [f for f in command(capsys, "doctor")[1]["findings"] if f["topic"] == "receivers"]
    assert {f["level"] for f in found} == {"note"}
    assert "the network of this machine" in found[0]["advice"]


@pytest.mark.parametrize(
    ("dead", "proof"), [(AWAY, "a receiver"), (AWAY, "a source"), (BESIDE, "a receiver")]
)
def test_silence_is_a_receivers_own_where_other_hosts_are_reached(
    world: World, dead: str, proof: str
) -> None:
    source = SourceSpec("a", "page", "https://a.example", UTAH, "a")
    world.app.sources.register([source], NOW)
    subscribe(world.app, "s-1", webhook=dead, secret=SECRET)
    if proof == "a receiver":
        subscribe(world.app, "s-2", webhook=world.hook.url, secret=SECRET)
    for number in range(15):
        if proof == "a source":
            with world.app.engine.begin() as connection:
                row = sa.update(table(tables.SourceRow))
                connection.execute(row.values(last_ok_at=world.now))
        news(world.app, number)
        world.deliver()
        world.later(hours=12)
    assert (failing(world, dead).disabled_at is not None) is (dead == AWAY)


def test_after_days_without_network_a_first_answer_switches_nobody_off(world: World) -> None:
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    world.hook.stop()
    news_for_days(world, 7)
    world.hook.start()
    world.hook.plan.always(Behaviour(status=503))
    news_for_days(world, 1)
    assert failing(world, world.hook.url).disabled_at is None


def test_what_was_given_up_without_network_is_sent_when_it_is_back(world: World) -> None:
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    world.hook.stop()
    news_for_days(world, 7)
    assert DeliveryState.DEAD in world.states("webhook")
    world.hook.start()
    news_for_days(world, 2)
    assert set(world.states("webhook")) == {DeliveryState.DONE}
    assert len({t.id for t in world.hook.ledger.taken}) == 18


def test_a_secret_changes_without_a_gap(world: World, capsys: Said) -> None:
    subscribe(world.app, "s-1", webhook=world.hook.url, secret=SECRET)
    code, body = command(capsys, "subscriptions", "rotate", "s-1", "--grace", "2d")
    assert code == 0
    fresh = body["secret"]
    news(world.app, 1)
    assert world.deliver() == (1, 0, 0)
    (both,) = world.hook.ledger.taken
    assert [signed(both.headers, both.body, s) for s in (SECRET, fresh)] == [True, True]
    world.later(days=2, minutes=1)
    news(world.app, 2)
    world.deliver()
    late = world.hook.ledger.taken[-1]
    assert [signed(late.headers, late.body, s) for s in (SECRET, fresh)] == [False, True]
    assert command(capsys, "subscriptions", "rotate", "s-9")[0] == 2
    assert fresh not in printed(capsys, "subscriptions", "list")[1]
    (event,) = command(capsys, "subscriptions", "history", "s-1")[1]["events"]
    assert event["what"] == "rotated"
    assert event["fields"]["secret"] == ["one", "another"]
    assert event["fields"]["old_until"][1].startswith("2026-07-03T12:00:00")
    audit = printed(capsys, "subscriptions", "history")[1]
    assert not [s for s in (fresh, SECRET) if s in audit]


def signed(headers: dict[str, str], body: bytes, secret: str) -> bool:
    """Whether the independent library finds a signature made with this secret."""
    stamp = dt.datetime.fromtimestamp(int(headers["webhook-timestamp"]), dt.UTC)
    try:
        mine = Webhook(secret).sign(headers["webhook-id"], stamp, body.decode())
    except WebhookVerificationError:
        return False
    return mine in headers["webhook-signature"].split(" ")
