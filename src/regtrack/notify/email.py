"""Messages by SMTP: one per alert, text and HTML, over verified TLS, with a stable Message-ID."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import ipaddress
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from types import TracebackType
from typing import Literal, Self

from regtrack.domain.errors import (
    ConfigError,
    DeliveryError,
    PermanentDelivery,
    RetryableDelivery,
)
from regtrack.notify import clean
from regtrack.notify.mailbox import Mailbox, mailbox
from regtrack.notify.render import Message
from regtrack.notify.smtp_client import Smtp, SmtpTls
from regtrack.notify.unsubscribing import Unsubscribing

Security = Literal["starttls", "tls", "none"]
_REPLY = 200
_TOO_BIG = 552
#: "Authenticate first" and the like: an operator's mistake, whichever step it comes at.
_OURS = frozenset({530, 534, 535, 538})


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server we hand messages to. `timeout` is in seconds, for each step of the talk.

    `security` is `starttls` (never falls back to plain), `tls` (from the first byte) or `none`,
    which is taken for loopback hosts only unless `allow_plain` says otherwise. Certificates are
    always verified, by the system's authorities or those in `ca_file` (PEM). Raises ConfigError.
    """

    host: str
    port: int
    security: Security
    username: str | None
    password: str | None = field(repr=False)
    sender: str
    timeout: float = 30.0
    ca_file: str | None = None
    allow_plain: bool = False
    unsubscribing: Unsubscribing = field(default_factory=Unsubscribing)

    def __post_init__(self) -> None:
        if self.security not in ("starttls", "tls", "none"):
            raise ConfigError("SMTP security must be starttls, tls or none")
        if self.security == "none" and not (self.allow_plain or _loopback(self.host)):
            raise ConfigError(
                "SMTP without TLS is taken for this machine only; set security to starttls or tls"
            )
        if self.username and self.password is None:
            raise ConfigError("an SMTP user name needs a password")
        self.mailbox  # noqa: B018 - a wrong sender is told at once

    @property
    def mailbox(self) -> Mailbox:
        """The sender, checked. Raises ConfigError."""
        try:
            return mailbox(self.sender)
        except ValueError as error:
            raise ConfigError(f"the sender of mail is {error}") from None


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Policy(EmailPolicy):
    """SMTP's line endings; ids are never folded, as some servers lose an id on a second line."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """The header as bytes."""
        if name in ("Message-ID", "In-Reply-To", "References", "List-Unsubscribe"):
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", max_line_length=78)


def compose(
    message: Message,
    recipient: Mailbox,
    sender: Mailbox,
    unsubscribing: Unsubscribing | None = None,
) -> EmailMessage:
    """The mail as it goes out. Every header is one clean line: nothing in a page can add one."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(sender.name or "regtrack", sender.local, sender.domain)
    mail["To"] = Address("", recipient.local, recipient.domain)
    mail["Subject"] = clean.line(message.subject, 600)
    mail["Date"] = format_datetime(message.date.astimezone(dt.UTC))
    mail["Message-ID"] = message_id(message.message_id, sender)
    if message.thread:
        # The root of a thread was never sent: clients that thread put all its answers together.
        root = message_id(thread_id(message.thread, recipient), sender)
        mail["In-Reply-To"] = root
        mail["References"] = root
    for name, value in (unsubscribing or Unsubscribing()).headers(sender, message.subscription):
        mail[name] = value
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(message.text, charset="utf-8", cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", charset="utf-8", cte="quoted-printable")
    return mail


def thread_id(about: str, recipient: Mailbox) -> str:
    """The left part of the id that all mails about one thing to one address answer to."""
    digest = hashlib.sha256(f"{recipient.address}\n{about}".encode(errors="replace"))
    return f"thread-{digest.hexdigest()[:32]}"


def message_id(left: str, sender: Mailbox) -> str:
    """`<left@regtrack.example.org>`; characters that an id cannot hold are replaced."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in left)
    return f"<{safe[:120] or '-'}@regtrack.{sender.domain}>"


def send(message: Message, recipient: str, settings: SmtpSettings) -> None:
    """Send one message over a connection of its own; see `Mailer.send`."""
    with Mailer(settings) as mailer:
        mailer.send(message, recipient)


class ServerDown(RetryableDelivery):
    """The mail server cannot be reached or does not let us in, whichever the message."""


class Mailer:
    """One connection for a batch, opened at the first message and again when it was lost.

    Not for several threads at once. Blocks: run it in a thread beside an event loop.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._sender = settings.mailbox
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, message: Message, recipient: str) -> None:
        """Hand one message over. Returns only when the server took it.

        Raises PermanentDelivery where the server refuses this recipient or this message for good
        (5xx), and RetryableDelivery for everything else: 4xx, no connection, a time-out, and
        also a refused log-in, certificate or sender, which are ours to mend and must not cost an
        alert. When the connection breaks after the message went out the server may have it:
        the next try carries the same Message-ID.
        """
        try:
            to = mailbox(recipient)
        except ValueError as error:
            raise PermanentDelivery(f"the recipient is {error}") from None
        data = compose(message, to, self._sender, self._settings.unsubscribing).as_bytes()
        try:
            smtp = self._ready()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise ServerDown(self._told("the mail server failed", error)) from None
        try:
            self._transact(smtp, to.address, data)
        except DeliveryError:
            self._recover()
            raise
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._drop()
            raise RetryableDelivery(self._told("the mail server failed", error)) from None

    def close(self) -> None:
        """Say goodbye and close; what was taken stays taken, however the goodbye goes."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()

    def _ready(self) -> smtplib.SMTP:
        """A connection that answers: a kept one may have been closed by the server meanwhile."""
        if self._smtp is not None and not _answers(self._smtp.noop):
            self._drop()
        if self._smtp is None:
            self._smtp = self._connect()
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        own = self._settings
        context = ssl.create_default_context(cafile=own.ca_file)
        name = self._sender.domain
        smtp: smtplib.SMTP
        if own.security == "tls":
            smtp = SmtpTls(own.host, own.port, name, timeout=own.timeout, context=context)
        else:
            smtp = Smtp(own.host, own.port, name, timeout=own.timeout)
        try:
            if own.security == "starttls":
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if own.username and own.password is not None:
                smtp.login(own.username, own.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _transact(self, smtp: smtplib.SMTP, recipient: str, data: bytes) -> None:
        code, reply = smtp.mail(self._sender.address, [f"size={len(data)}"] * _sized(smtp))
        if code != 250:
            # Any other refusal here is of the sender or the session: ours to mend, not final.
            raise self._refused("sender", code, reply, final=code == _TOO_BIG)
        code, reply = smtp.rcpt(recipient)
        if code not in (250, 251):
            # RFC 5321 4.5.3.1.10: 552 to a recipient is to be read as "later".
            raise self._refused("recipient", code, reply, final=500 <= code != _TOO_BIG)
        try:
            code, reply = smtp.data(data)
        except smtplib.SMTPDataError as error:
            code, reply = error.smtp_code, _bytes(error.smtp_error)
        if code != 250:
            raise self._refused("message", code, reply, final=code >= 500)

    def _refused(self, what: str, code: int, reply: bytes, *, final: bool) -> DeliveryError:
        said = self._scrubbed(reply.decode("utf-8", "replace"))
        text = f"the mail server refused the {what}: {code} {said}".rstrip()
        return PermanentDelivery(text) if final and code not in _OURS else RetryableDelivery(text)

    def _told(self, what: str, error: Exception) -> str:
        if isinstance(error, smtplib.SMTPResponseException):
            said = f"{error.smtp_code} {_bytes(error.smtp_error).decode('utf-8', 'replace')}"
        else:
            said = str(error)
        return self._scrubbed(f"{what} ({type(error).__name__}): {said}")

    def _scrubbed(self, text: str) -> str:
        """One short line without the password, in clear or as a log-in carries it."""
        own = self._settings
        if own.password:
            user = own.username or ""
            forms = (own.password, f"\0{user}\0{own.password}", f"{user}\0{own.password}")
            coded = (base64.b64encode(f.encode()).decode() for f in forms)
            for secret in (*coded, own.password):
                text = text.replace(secret, "***")
        return clean.line(text, _REPLY)

    def _recover(self) -> None:
        """Clear the failed transaction so that the next message can use the connection."""
        if self._smtp is not None and not _answers(self._smtp.rset):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _answers(command: Callable[[], tuple[int, bytes]]) -> bool:
    try:
        return command()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _sized(smtp: smtplib.SMTP) -> bool:
    return smtp.does_esmtp and smtp.has_extn("size")


def _bytes(value: bytes | str) -> bytes:
    return value.encode() if isinstance(value, str) else value
