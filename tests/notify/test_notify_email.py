"""Mail against a real SMTP server on loopback, with and without TLS."""

from __future__ import annotations

import email
import email.policy
import re
import smtplib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.samples import NOW, MakeAlert, Pki
from regtrack.demo.faults import Behaviour, Fault
from regtrack.demo.receivers import SmtpReceiver
from regtrack.domain.errors import ConfigError, PermanentDelivery, RetryableDelivery
from regtrack.notify import email as channel
from regtrack.notify.email import Mailer, Security, SmtpSettings, compose
from regtrack.notify.mailbox import mailbox
from regtrack.notify.render import Message, render

TO = "reader@example.org"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def message(make_alert: MakeAlert) -> Message:
    return render(make_alert(alert_id="msg_0123", notes=("ünïcode € note",)))


def settings(receiver: SmtpReceiver, security: Security = "none", **more: object) -> SmtpSettings:
    fields: dict[str, object] = {
        "host": "127.0.0.1",
        "port": receiver.port,
        "security": security,
        "username": None,
        "password": None,
        "sender": "regtrack <alerts@regtrack.example>",
        "timeout": 3.0,
    }
    return SmtpSettings(**{**fields, **more})  # type: ignore[arg-type] # a test's shorthand


def parsed(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_mail_arrives_whole(message: Message) -> None:
    with SmtpReceiver() as receiver:
        channel.send(message, TO, settings(receiver))
        (got,) = receiver.ledger.taken
    mail = parsed(got.content)
    assert got.recipients == (TO,)
    assert got.sender == "alerts@regtrack.example"
    assert mail["Subject"] == message.subject
    assert mail["Message-ID"] == "<msg_0123@regtrack.regtrack.example>"
    assert mail["References"].startswith("<thread-")
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == message.text
    assert html.get_content().replace("\r\n", "\n") == message.html
    assert max(len(line) for line in got.content.split(b"\r\n")) <= 998


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_tls_is_used_and_verified(message: Message, pki: Pki, security: Security) -> None:
    login = ("user", PASSWORD)
    implicit = security == "tls"
    with SmtpReceiver(tls=pki.server, implicit_tls=implicit, login=login) as receiver:
        own = settings(receiver, security, ca_file=pki.ca_file, username="user", password=PASSWORD)
        channel.send(message, TO, own)
        assert [m.encrypted for m in receiver.ledger.taken] == [True]
        with pytest.raises(RetryableDelivery, match="530"):
            channel.send(message, TO, settings(receiver, security, ca_file=pki.ca_file))
        with pytest.raises(RetryableDelivery, match="CERTIFICATE_VERIFY_FAILED"):
            channel.send(message, TO, settings(receiver, security))
        assert len(receiver.ledger.tries) == 1


def test_starttls_never_falls_back_to_plain(message: Message) -> None:
    with SmtpReceiver() as receiver:
        with pytest.raises(RetryableDelivery, match="STARTTLS"):
            channel.send(message, TO, settings(receiver, "starttls"))
        assert receiver.ledger.tries == []


def test_a_wrong_password_costs_no_alert_and_is_not_told(message: Message, pki: Pki) -> None:
    with SmtpReceiver(tls=pki.server, login=("user", "other")) as receiver:
        own = settings(
            receiver, "starttls", ca_file=pki.ca_file, username="user", password=PASSWORD
        )
        with pytest.raises(RetryableDelivery, match="535") as caught:
            channel.send(message, TO, own)
    assert PASSWORD not in repr(caught.value)
    assert PASSWORD not in repr(own)


@pytest.mark.parametrize("form", ["correct horse battery", "AHVzZXIAY29ycmVjdCBob3JzZSBiYXR0ZXJ5"])
def test_a_server_that_echoes_the_password_is_scrubbed(
    monkeypatch: pytest.MonkeyPatch, message: Message, form: str
) -> None:
    def refuse(self: smtplib.SMTP, user: str, password: str) -> None:
        raise smtplib.SMTPAuthenticationError(535, f"no: {form}\r\nX: y".encode())

    monkeypatch.setattr(smtplib.SMTP, "login", refuse)
    with SmtpReceiver() as receiver, pytest.raises(RetryableDelivery) as caught:
        channel.send(message, TO, settings(receiver, username="user", password=PASSWORD))
    assert form not in str(caught.value)
    assert "***" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "error", "taken"),
    [
        (Fault.REFUSE, RetryableDelivery, 0),
        (Fault.REJECT, PermanentDelivery, 0),
        (Fault.RESET, RetryableDelivery, 0),
        (Fault.DROP, RetryableDelivery, 1),
        (Fault.SLOW, RetryableDelivery, 1),
    ],
)
def test_faults(message: Message, fault: Fault, error: type[Exception], taken: int) -> None:
    with SmtpReceiver() as receiver:
        receiver.plan.then([Behaviour(fault, seconds=3.0)])
        own = settings(receiver, timeout=0.5)
        with Mailer(own) as mailer:
            with pytest.raises(error):
                mailer.send(message, TO)
            assert len(receiver.ledger.taken) == taken
            mailer.send(message, TO)  # the mailer is still good
        assert [m.id for m in receiver.ledger.tries] == [receiver.ledger.ids[0]] * 2
        assert receiver.ledger.ids == ["<msg_0123@regtrack.regtrack.example>"]


def test_a_receiver_that_is_down_gets_it_later_once_with_the_same_id(message: Message) -> None:
    with SmtpReceiver() as receiver:
        own = settings(receiver)
        with Mailer(own) as mailer:
            mailer.send(message, TO)
            receiver.stop()
            for _ in range(2):
                with pytest.raises(RetryableDelivery):
                    mailer.send(message, TO)
            receiver.start()
            mailer.send(message, TO)
        assert len(receiver.ledger.ids) == 1
        assert len(receiver.ledger.tries) == 2


def test_a_kept_connection_that_was_closed_is_opened_again(message: Message) -> None:
    with SmtpReceiver() as receiver, Mailer(settings(receiver)) as mailer:
        mailer.send(message, TO)
        receiver.stop()
        receiver.start()
        mailer.send(message, TO)
        assert len(receiver.ledger.taken) == 2


def test_one_connection_for_a_batch(message: Message) -> None:
    with SmtpReceiver(strangers={"nobody@example.org"}) as receiver:
        with Mailer(settings(receiver)) as mailer:
            mailer.send(message, TO)
            with pytest.raises(PermanentDelivery, match="recipient: 550"):
                mailer.send(message, "nobody@example.org")
            mailer.send(message, TO)
        assert len({m.peer_port for m in receiver.ledger.tries}) == 1
        assert len(receiver.ledger.taken) == 2


@pytest.mark.parametrize(
    ("host", "allow", "fine"),
    [
        ("mail.example.org", False, False),
        ("mail.example.org", True, True),
        ("10.0.0.1", False, False),
        ("localhost", False, True),
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("localhost.example.org", False, False),
    ],
)
def test_plain_smtp_stays_on_this_machine(host: str, allow: bool, fine: bool) -> None:
    def make() -> SmtpSettings:
        return SmtpSettings(host, 25, "none", None, None, "a@b.example", allow_plain=allow)

    if fine:
        make()
    else:
        with pytest.raises(ConfigError):
            make()


@pytest.mark.parametrize("sender", ["", "a", "a@b\r\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_a_wrong_sender_is_told_at_once(sender: str) -> None:
    with pytest.raises(ConfigError):
        SmtpSettings("localhost", 25, "none", None, None, sender)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "reader",
        "a@b@c.example",
        "a@b.example\r\nRCPT TO:<x@y.example>",
        "a@b.example,c@d.example",
        "a b@c.example",
        '"a b"@c.example',
        "ä@c.example",
        "a@[127.0.0.1]",
        "a@-c.example",
        "x <a@b.example> y",
        "<a@b.example>, d@e.example",
        "a" * 65 + "@b.example",
        "A\nB <a@b.example>",
        "A\x7fB <a@b.example>",
    ],
)
def test_what_is_not_one_address_is_refused_for_good(message: Message, text: str) -> None:
    own = SmtpSettings("127.0.0.1", 9, "none", None, None, "a@b.example")
    with pytest.raises(PermanentDelivery) as caught:
        channel.send(message, text, own)
    assert not text or text not in str(caught.value)


def test_a_foreign_domain_is_sent_in_ascii() -> None:
    assert mailbox("a.b+c@bücher.example").address == "a.b+c@xn--bcher-kva.example"
    assert mailbox("Ä Name <a@b.example>").name == "Ä Name"


_TEXT = st.text(max_size=300) | st.text(
    alphabet="\r\n\t :Bc=?utf8QX\x0b\x0c\x1c\x85\u2028é", max_size=120
)


@given(place=_TEXT, note=_TEXT, name=_TEXT, alert_id=_TEXT)
def test_no_text_can_add_a_header(
    make_alert: MakeAlert, place: str, note: str, name: str, alert_id: str
) -> None:
    alert = make_alert(place=place, alert_id=alert_id, notes=(note,))
    try:
        sender = mailbox(f"{name} <alerts@regtrack.example>")
    except ValueError:
        sender = mailbox("alerts@regtrack.example")
    raw = compose(render(alert), mailbox(TO), sender).as_bytes()
    head = raw.partition(b"\r\n\r\n")[0]
    names = re.findall(rb"^([^\s:]+):", head, re.MULTILINE)
    assert names == [
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References",
        b"List-Unsubscribe", b"Auto-Submitted", b"X-Auto-Response-Suppress",
        b"MIME-Version", b"Content-Type",
    ]  # fmt: skip
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", head)
    mail = parsed(raw)
    assert [a.addr_spec for a in mail["To"].addresses] == [TO]
    assert [a.addr_spec for a in mail["From"].addresses] == ["alerts@regtrack.example"]
    assert len(list(mail.iter_parts())) == 2


def test_long_ids_stay_on_one_line(message: Message) -> None:
    sender = mailbox(f"alerts@{'long-' * 10}name.example")
    head = compose(message, mailbox(TO), sender).as_bytes().partition(b"\r\n\r\n")[0]
    ids = [x for x in head.split(b"\r\n") if x.startswith((b"Message-ID: <", b"References: <"))]
    assert len(ids) == 2
    assert all(x.endswith(b".example>") for x in ids)
