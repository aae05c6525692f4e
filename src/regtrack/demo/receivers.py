"""A real SMTP server and a real webhook receiver on loopback, each in a thread of its own.

Both are context managers, listen on a free port that they keep over `stop` and `start`, behave
as their `plan` says, and write every try in their `ledger`. They need the `demo` extra
(aiosmtpd, aiohttp).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import email
import email.policy
import hashlib
import hmac
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from weakref import WeakSet

from aiohttp import web
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from regtrack.demo.faults import Behaviour, Fault, Plan
from regtrack.demo.server import HOST, Ledger, ThreadServer, clock, reset

_MAX_BODY = 4 * 1024 * 1024
_TAKEN = frozenset({Fault.ACCEPT, Fault.DROP, Fault.SLOW, Fault.DRIP})
_HTTP_STATUS = {Fault.REFUSE: 503, Fault.REJECT: 400}


@dataclass(frozen=True, slots=True)
class Mail:
    """One try to hand over a mail. `id` is its Message-ID, `peer_port` tells connections apart."""

    id: str
    subject: str
    sender: str
    recipients: tuple[str, ...]
    content: bytes
    taken: bool
    encrypted: bool
    peer_port: int
    at: float


@dataclass(frozen=True, slots=True)
class Hook:
    """One webhook try. `id` is its webhook-id, header names are in lower case; `status` is None
    where the connection was reset; `verified` is None where no secret is known."""

    id: str
    body: bytes
    headers: dict[str, str]
    status: int | None
    taken: bool
    verified: bool | None
    at: float


class SmtpReceiver(ThreadServer):
    """An SMTP server. With `tls` it asks for STARTTLS, or with `implicit_tls` speaks TLS from the
    first byte. With `login` (user, password) nobody gets in without. Addresses in `strangers`
    are refused for good."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        implicit_tls: bool = False,
        login: tuple[str, str] | None = None,
        strangers: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.plan = Plan()
        self.ledger: Ledger[Mail] = Ledger()
        self.strangers = frozenset(strangers)
        self._tls, self._implicit, self._login = tls, implicit_tls, login
        self._server: asyncio.Server | None = None
        self._open: WeakSet[SMTP] = WeakSet()

    async def _listen(self) -> int:
        context = self._tls if self._implicit else None
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, HOST, self.port, ssl=context)
        return int(self._server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for session in list(self._open):
            reset(session.transport)
        self._open.clear()
        await asyncio.sleep(0)

    def _session(self) -> SMTP:
        starttls = None if self._implicit else self._tls
        session = SMTP(
            self,
            hostname="receiver.test",
            ident="regtrack demo receiver",
            tls_context=starttls,
            require_starttls=starttls is not None,
            auth_require_tls=starttls is not None,
            authenticator=self._authenticate if self._login else None,
            loop=asyncio.get_running_loop(),
        )
        self._open.add(session)
        return session

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        given = (data.login, data.password) if isinstance(data, LoginPassword) else None
        wanted = tuple(part.encode() for part in self._login or ())
        return AuthResult(success=given == wanted, handled=False)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient unless it is one of the strangers, or the sender none of ours."""
        if self._login is not None and not session.authenticated:
            return "530 5.7.0 log in first"
        if address in self.strangers:
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Meet one mail as the plan says, and write it down."""
        behaviour = self.plan.take()
        taken = behaviour.fault in _TAKEN
        encrypted = _encrypted(server.transport)
        self.ledger.add(_mail(session, envelope, taken=taken, encrypted=encrypted))
        match behaviour.fault:
            case Fault.REFUSE:
                return "451 4.3.0 try again later"
            case Fault.REJECT:
                return "550 5.7.1 not wanted here"
            case Fault.RESET | Fault.DROP:
                reset(server.transport)
            case Fault.SLOW:
                await asyncio.sleep(behaviour.seconds)
            case Fault.DRIP:
                await _drip(server.transport, b"250-", behaviour.seconds)
            case Fault.ACCEPT:
                pass
        return "250 2.0.0 taken"


async def _drip(transport: asyncio.BaseTransport | None, beginning: bytes, seconds: float) -> None:
    """Begin an answer and add a byte at a time until the other side has had enough."""
    if not isinstance(transport, asyncio.WriteTransport):
        return
    transport.write(beginning)
    while not transport.is_closing():
        transport.write(b"o")
        await asyncio.sleep(seconds)


def _encrypted(transport: asyncio.BaseTransport | None) -> bool:
    return transport is not None and transport.get_extra_info("sslcontext") is not None


def _mail(session: Session, envelope: Envelope, *, taken: bool, encrypted: bool) -> Mail:
    content = envelope.content
    raw = content if isinstance(content, bytes) else (content or "").encode()
    headers = email.message_from_bytes(raw, policy=email.policy.default)
    return Mail(
        id=str(headers["Message-ID"] or ""),
        subject=str(headers["Subject"] or ""),
        sender=envelope.mail_from or "",
        recipients=tuple(envelope.rcpt_tos),
        content=raw,
        taken=taken,
        encrypted=encrypted,
        peer_port=int(session.peer[1]) if session.peer else 0,
        at=clock(),
    )


class WebhookReceiver(ThreadServer):
    """A webhook endpoint that takes POSTs on any path; `url` is its address.

    With `secret` each try is checked and a wrong signature is answered 401 whatever the plan."""

    def __init__(self, *, secret: str | None = None, tls: ssl.SSLContext | None = None) -> None:
        super().__init__()
        self.plan = Plan()
        self.ledger: Ledger[Hook] = Ledger()
        self._secret, self._tls = secret, tls
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where to post to."""
        return f"{'https' if self._tls else 'http'}://{HOST}:{self.port}/hook"

    async def _listen(self) -> int:
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_post("/{path:.*}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, HOST, self.port, ssl_context=self._tls, reuse_address=True)
        await site.start()
        self._runner = runner
        return int(runner.addresses[0][1])

    async def _close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        payload = await request.read()
        behaviour = self.plan.take()
        headers = {name.lower(): value for name, value in request.headers.items()}
        verified = None if self._secret is None else _verified(headers, payload, self._secret)
        status = _status(behaviour) if verified is not False else 401
        broken = behaviour.fault in (Fault.RESET, Fault.DROP)
        lost = behaviour.fault is Fault.RESET
        self.ledger.add(
            Hook(
                id=headers.get("webhook-id", ""),
                body=payload,
                headers=headers,
                status=None if broken else status,
                taken=200 <= status < 300 and not lost,
                verified=verified,
                at=clock(),
            )
        )
        if broken:
            reset(request.transport)
        elif behaviour.fault is Fault.SLOW:
            await asyncio.sleep(behaviour.seconds)
        elif behaviour.fault is Fault.DRIP:
            await _drip(request.transport, b"HTTP/1.1 200 OK\r\nx-slow: ", behaviour.seconds)
        return web.Response(
            status=status, body=b"o" * behaviour.reply_bytes, headers=_headers(behaviour)
        )


def _status(behaviour: Behaviour) -> int:
    return behaviour.status or _HTTP_STATUS.get(behaviour.fault, 200)


def _headers(behaviour: Behaviour) -> dict[str, str]:
    pairs = {"Retry-After": behaviour.retry_after, "Location": behaviour.location}
    return {name: value for name, value in pairs.items() if value is not None}


def _verified(headers: dict[str, str], payload: bytes, secret: str) -> bool:
    """Whether one signature fits, worked out here and not by the sender's code."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return False
    head = f"{headers.get('webhook-id', '')}.{headers.get('webhook-timestamp', '')}."
    digest = hmac.new(key, head.encode() + payload, hashlib.sha256).digest()
    wanted = "v1," + base64.b64encode(digest).decode()
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(wanted, signature) for signature in given)
