"""Delivering: one message that breaks or hangs leaves the others alone; stops between two."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.operator import NOW, news, subscribe
from regtrack.bootstrap import App
from regtrack.domain.alerts import Alert, Channel, DeliveryState
from regtrack.domain.changes import ChangeKind
from regtrack.domain.errors import PermanentDelivery, RetryableDelivery
from regtrack.notify.schedule import next_try
from regtrack.services.delivering import Deliverer, Sender
from regtrack.services.ports import Claimed
from regtrack.store import deliveries
from regtrack.store.outbox import SqlOutbox


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_NOW", NOW.isoformat())
    with App() as app:
        subscribe(app, "s-1", email="a@example.org", webhook="https://one.example/h", secret="x")
        yield app


def deliverer(app: App, **senders: Sender) -> Deliverer:
    by = {Channel(name): send for name, send in senders.items()}
    return Deliverer(SqlOutbox(app.engine), by, next_try, lambda: NOW, "me")


def found(app: App) -> dict[tuple[str, str], deliveries.DeliveryView]:
    with app.engine.connect() as connection:
        return {(d.channel, d.change): d for d in deliveries.listed(connection)}


async def accept(alert: Alert, claimed: Claimed) -> None:
    """Take it."""


def test_what_breaks_is_tried_again_and_the_others_go_out(app: App) -> None:
    first, second, third = (news(app, n) for n in (1, 2, 3))

    async def send(alert: Alert, claimed: Claimed) -> None:
        if alert.change.id == first:
            raise ZeroDivisionError("https://one.example/s3cret")
        if alert.change.id == second:
            raise PermanentDelivery("gone")

    report = asyncio.run(deliverer(app, webhook=send, email=accept).drain())
    assert (report.done, report.later, report.dead) == (4, 1, 1)
    views = found(app)
    broken = views["webhook", first]
    assert broken.state is DeliveryState.DUE
    assert broken.due_at > NOW
    assert broken.answer == "not sent for a mistake of ours: ZeroDivisionError"
    assert views["webhook", second].state is DeliveryState.DEAD
    assert views["webhook", third].state is DeliveryState.DONE


def test_mail_that_hangs_holds_up_no_webhook(app: App) -> None:
    changes = [news(app, n) for n in range(60)]
    posted: list[str] = []

    async def hang(alert: Alert, claimed: Claimed) -> None:
        while len(posted) < len(changes):
            await asyncio.sleep(0.01)

    async def post(alert: Alert, claimed: Claimed) -> None:
        posted.append(claimed.id)

    async def all_of_it() -> int:
        deliver = deliverer(app, webhook=post, email=hang).drain()
        return (await asyncio.wait_for(deliver, 30)).done

    assert asyncio.run(all_of_it()) == 2 * len(changes)
    assert len(set(posted)) == len(posted) == 60


def test_a_stop_ends_between_two_messages(app: App) -> None:
    for number in range(60):
        news(app, number)
    sent: list[str] = []

    async def post(alert: Alert, claimed: Claimed) -> None:
        sent.append(claimed.id)

    deliver = deliverer(app, webhook=post, email=accept)
    deliver.stopping = lambda: bool(sent)
    asyncio.run(deliver.drain())
    assert len(sent) == 1
    assert {d.state for d in found(app).values() if d.channel is Channel.WEBHOOK} == {
        DeliveryState.DONE,
        DeliveryState.DUE,
    }
    assert not [d for d in found(app).values() if d.state is DeliveryState.SENDING]


def test_a_channel_that_is_not_set_up_waits(app: App) -> None:
    change = news(app)
    report = asyncio.run(deliverer(app, webhook=accept).drain())
    assert (report.done, report.later) == (1, 1)
    assert "not set up" in (found(app)["email", change].answer or "")


def test_a_receiver_may_ask_for_more_time_and_gives_up_after_ten_tries(app: App) -> None:
    change = news(app)

    async def busy(alert: Alert, claimed: Claimed) -> None:
        raise RetryableDelivery("one.example answered 503", 3600.0)

    asyncio.run(deliverer(app, webhook=busy, email=accept).drain())
    view = found(app)["webhook", change]
    assert view.due_at == NOW + dt.timedelta(hours=1)
    now = NOW
    for _ in range(20):
        now += dt.timedelta(days=2)
        deliver = deliverer(app, webhook=busy, email=accept)
        deliver.clock = lambda at=now: at  # type: ignore[misc] # bound now, not at the call
        asyncio.run(deliver.drain())
    view = found(app)["webhook", change]
    assert (view.state, view.tries) == (DeliveryState.DEAD, 10)


def test_what_is_behind_one_that_is_tried_again_waits_and_comes_in_order(app: App) -> None:
    changes = [news(app, n) for n in range(5)]
    got: list[str] = []
    away = True

    async def post(alert: Alert, claimed: Claimed) -> None:
        if away and alert.change.id == changes[1]:
            raise RetryableDelivery("one.example answered 503")
        got.append(alert.change.id)

    deliver = deliverer(app, webhook=post, email=accept)
    asyncio.run(deliver.drain())
    assert got == changes[:1]
    held = found(app)
    assert [held["webhook", c].tries for c in changes] == [1, 1, 0, 0, 0]
    away = False
    deliver.clock = lambda: NOW + dt.timedelta(hours=1)
    asyncio.run(deliver.drain())
    assert got == changes


def test_a_dead_letter_and_one_at_fault_itself_hold_up_nobody(app: App) -> None:
    first, second, third = (news(app, n) for n in range(3))
    got: list[str] = []

    async def post(alert: Alert, claimed: Claimed) -> None:
        if alert.change.id == first:
            raise PermanentDelivery("one.example wants none of it")
        if alert.change.id == second:
            raise RetryableDelivery("one.example cannot read this", holds=False)
        got.append(alert.change.id)

    asyncio.run(deliverer(app, webhook=post, email=accept).drain())
    assert got == [third]


def test_one_that_hangs_holds_up_no_other_endpoint(app: App) -> None:
    for number in range(30):
        url = f"https://{number}.example/h"
        subscribe(app, f"s-{number + 10}", webhook=url, secret="x", kinds=(ChangeKind.STATUS,))
    for number in range(3):
        news(app, number)
    got: set[str] = set()

    async def post(alert: Alert, claimed: Claimed) -> None:
        while claimed.endpoint.address == "https://7.example/h" and len(got) < 30 * 3:
            await asyncio.sleep(0.01)
        got.add(claimed.id)

    async def all_of_it() -> int:
        deliver = deliverer(app, webhook=post, email=accept).drain()
        return (await asyncio.wait_for(deliver, 30)).done

    assert asyncio.run(all_of_it()) == 3 + 31 * 3


def test_two_senders_at_once_send_each_message_once_and_in_order(app: App) -> None:
    changes = [news(app, n) for n in range(45)]
    got: list[str] = []

    async def post(alert: Alert, claimed: Claimed) -> None:
        await asyncio.sleep(0)
        got.append(alert.change.id)

    async def both() -> None:
        one, two = (deliverer(app, webhook=post, email=accept) for _ in range(2))
        two.owner = "another"
        await asyncio.gather(one.drain(), two.drain())

    asyncio.run(both())
    assert got == changes


def test_a_receiver_away_for_three_days_gets_all_of_it_in_order(app: App) -> None:
    changes = [news(app, n) for n in range(30)]
    got: list[str] = []
    clock = NOW

    async def post(alert: Alert, claimed: Claimed) -> None:
        if clock < NOW + dt.timedelta(hours=72):
            raise RetryableDelivery("one.example does not answer")
        got.append(alert.change.id)

    tried = 0
    while len(got) < len(changes):
        deliver = deliverer(app, webhook=post, email=accept)
        deliver.clock = lambda at=clock: at  # type: ignore[misc] # bound now, not at the call
        asyncio.run(deliver.drain())
        tried += 1
        clock = max(clock, *(d.due_at for d in found(app).values()))
    assert got == changes
    assert tried == 10
