"""Chat messages (Slack, Discord, Telegram, ntfy ...) by addresses of Apprise, an optional library.

An address holds tokens and is never shown. What the library logs may hold them too: it is kept from
our logs, and only a status is taken from it.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from regtrack.domain.addresses import Network, ip_of, may_reach
from regtrack.domain.errors import ConfigError, EndpointGone, RetryableDelivery
from regtrack.notify.guard import REFUSED, guarded_thread
from regtrack.notify.render import Message

MOST = 1500
#: What stays on this machine or opens connections where the guard does not see them; mail has a
#: channel of its own.
_NOT_TAKEN = frozenset({
    "dbus", "exec", "glib", "gnome", "kde", "macosx", "mailto", "mailtos", "mqtt", "mqtts",
    "qt", "rsyslog", "smpp", "smpps", "syslog", "windows", "workflow",
})  # fmt: skip
_STATUS = re.compile(r"error=(\d{3})\b")
_LOGGER = logging.getLogger("apprise")


def check_chat(address: str, networks: tuple[Network, ...] = ()) -> str:
    """The address if it may be used. Raises ConfigError, without repeating it."""
    _plugin(address, networks)
    return address


def _plugin(address: str, networks: tuple[Network, ...]) -> Any:
    scheme = address.partition(":")[0].lower()
    if scheme in _NOT_TAKEN:
        raise ConfigError(f"{scheme} is no chat that alerts can be sent to")
    try:
        import apprise
    except ImportError:
        raise ConfigError("chat needs the package apprise: pip install 'regtrack[chat]'") from None
    asset = apprise.AppriseAsset(app_id="regtrack", secure_logging=True)
    with _quiet():
        plugin = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if plugin is None:
        raise ConfigError(
            "not an address that Apprise knows; its wiki tells how each service's is written: "
            "ntfys://ntfy.sh/topic, discord://id/token"
        )
    # Elsewhere what looks like a host is a token.
    host = ip_of(plugin.host or "") if "host" in plugin.template_tokens else None
    if host is not None and not may_reach(host, networks):
        raise ConfigError(f"the chat's server cannot be used: {REFUSED}")
    plugin.redirects = False
    return plugin


def wording(message: Message) -> tuple[str, str]:
    """Title and body, short, without what chats take for mark-up, a link's mask or a call to
    everybody in the room."""
    body = message.text.partition("\n-- \n")[0].strip()
    if len(body) > MOST:
        body = body[:MOST].rpartition("\n")[0] + "\n…"
    return _plain(message.subject)[:200], _plain(body)


def _plain(text: str) -> str:
    text = text.translate({ord("<"): "‹", ord(">"): "›", ord("`"): "'"}).replace("](", "] (")
    return re.sub(r"@(?=\w)", "@\N{WORD JOINER}", text)


class ChatSender:
    """Sends to chats, in threads: the library blocks."""

    def __init__(self, networks: tuple[Network, ...] = ()) -> None:
        self._networks = networks

    async def send(self, message: Message, address: str) -> None:
        """Send one message. Returns only where the service took it.

        Raises EndpointGone where it answered 410, and RetryableDelivery for all else, a missing
        package or a wrong address too: those are ours to mend. Names the service only."""
        await asyncio.to_thread(self._send, message, address)

    def _send(self, message: Message, address: str) -> None:
        try:
            plugin = _plugin(address, self._networks)
        except ConfigError as error:
            raise RetryableDelivery(f"chat not sent: {error}") from None
        title, body = wording(message)
        with _quiet() as said, guarded_thread(self._networks):
            try:
                taken = plugin.notify(body=body, title=title, body_format="text")
            except Exception as error:
                said.append(type(error).__name__)
                taken = False
        if not taken:
            _refused(str(plugin.service_name), " ".join(said))


def _refused(service: str, said: str) -> None:
    status = _STATUS.search(said)
    words = f"{service} did not take it" + (f": {status[1]}" if status else "")
    if status and status[1] == "410":
        raise EndpointGone(words)
    raise RetryableDelivery(words, answered=status is not None)


class _Kept(logging.Filter):
    """Keeps what the library says in a thread from every log, for a moment and for us."""

    def __init__(self) -> None:
        super().__init__()
        self.said = threading.local()

    def filter(self, record: logging.LogRecord) -> bool:
        """Never lets anything through."""
        words = getattr(self.said, "words", None)
        if words is not None:
            words.append(record.getMessage())
        return False


_KEPT = _Kept()


@contextmanager
def _quiet() -> Iterator[list[str]]:
    _LOGGER.addFilter(_KEPT)
    logging.getLogger("urllib3.connectionpool").addFilter(_KEPT)
    words: list[str] = []
    _KEPT.said.words = words
    try:
        yield words
    finally:
        _KEPT.said.words = None
