"""A batch of mail over one connection."""

from __future__ import annotations

import asyncio
import threading

import pytest

from notify.samples import MakeAlert, Pki
from regtrack.demo.faults import Behaviour, Fault
from regtrack.demo.receivers import SmtpReceiver
from regtrack.domain.errors import DeliveryError, PermanentDelivery, RetryableDelivery
from regtrack.notify.email import ServerDown, SmtpSettings
from regtrack.notify.mail_pool import MailPool
from regtrack.notify.render import Message, render

LOGIN = ("user", "correct horse")


def settings(receiver: SmtpReceiver, pki: Pki | None = None) -> SmtpSettings:
    user, password = LOGIN if pki else (None, None)
    security = "starttls" if pki else "none"
    return SmtpSettings(
        "127.0.0.1", receiver.port, security, user, password,  # type: ignore[arg-type] # a test
        "a@b.example", timeout=1.0, ca_file=pki.ca_file if pki else None,
    )  # fmt: skip


def batch(
    own: SmtpSettings, messages: list[tuple[Message, str]], connections: int = 1
) -> list[DeliveryError | None]:
    async def one(pool: MailPool, message: Message, to: str) -> DeliveryError | None:
        try:
            await pool.send(message, to)
        except DeliveryError as error:
            return error
        return None

    async def all_of_it() -> list[DeliveryError | None]:
        async with MailPool(own, connections) as pool:
            return await asyncio.gather(*(one(pool, m, to) for m, to in messages))

    return asyncio.run(all_of_it())


@pytest.mark.parametrize("connections", [1, 3])
def test_a_batch_takes_one_log_in_and_each_recipient_an_answer_of_his_own(
    make_alert: MakeAlert, pki: Pki, connections: int
) -> None:
    messages = [
        (render(make_alert(alert_id=f"msg_{n}", place="Río Ñ €")), f"r{n}@example.org")
        for n in range(12)
    ]
    with SmtpReceiver(tls=pki.server, login=LOGIN, strangers={"r5@example.org"}) as receiver:
        found = batch(settings(receiver, pki), messages, connections)
        taken = receiver.ledger.taken
    assert [n for n, error in enumerate(found) if error] == [5]
    assert isinstance(found[5], PermanentDelivery)
    assert len(taken) == 11
    assert len({m.peer_port for m in taken}) == connections
    assert all(m.encrypted for m in taken)
    assert "Río Ñ €" in taken[0].subject


def test_not_now_is_for_one_message_and_leaves_the_others_alone(make_alert: MakeAlert) -> None:
    messages = [(render(make_alert(alert_id=f"msg_{n}")), "a@example.org") for n in range(4)]
    with SmtpReceiver() as receiver:
        receiver.plan.then([Fault.ACCEPT, Fault.REFUSE, Fault.RESET])
        found = batch(settings(receiver), messages)
        assert len(receiver.ledger.taken) == 2
    assert [type(error) for error in found] == [
        type(None), RetryableDelivery, RetryableDelivery, type(None)
    ]  # fmt: skip


def test_a_server_that_is_down_is_asked_once_for_all_that_wait(
    make_alert: MakeAlert, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(*given: object, **named: object) -> object:
        asked.append(given)
        raise TimeoutError("timed out")

    monkeypatch.setattr("smtplib.SMTP.__init__", refuse)
    messages = [(render(make_alert(alert_id=f"msg_{n}")), "a@example.org") for n in range(6)]
    own = SmtpSettings("127.0.0.1", 9, "none", None, None, "a@b.example")
    found = batch(own, messages)
    assert all(isinstance(error, ServerDown) for error in found)
    assert len(asked) == 1


def test_a_server_that_answers_byte_by_byte_holds_up_nobody(make_alert: MakeAlert) -> None:
    """It would go on for as long as it is there: the time-out is for the whole answer."""
    message = (render(make_alert()), "r@example.org")
    with SmtpReceiver() as receiver:
        receiver.plan.always(Behaviour(Fault.DRIP, seconds=0.05))
        end = threading.Timer(5.0, receiver.stop)
        end.start()
        (error,) = batch(settings(receiver), [message])
        end.cancel()
    assert isinstance(error, RetryableDelivery)
    assert "timed out" in str(error)
