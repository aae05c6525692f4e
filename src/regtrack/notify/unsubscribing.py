"""The headers by which a mail program offers to end a subscription.

A mail program posts to the address and says nothing about its reader (RFC 8058): the address itself
must tell which subscription is to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from regtrack.domain.errors import ConfigError
from regtrack.notify import clean
from regtrack.notify.mailbox import Mailbox, mailbox

_PLACE = "{subscription}"


@dataclass(frozen=True, slots=True)
class Unsubscribing:
    """How a reader ends what they get: by a mail to `address` (the sender's where it is None), and
    with one click (RFC 8058) where there is a `url`, to which the subscription's id is added as
    `subscription=ID`, or put where it has `{subscription}`. Raises ConfigError."""

    address: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        try:
            if self.address is not None:
                mailbox(self.address)
        except ValueError as error:
            raise ConfigError(f"the address to unsubscribe at is {error}") from None
        if self.url is not None and (self._address("s-1") or "")[:8] != "https://":
            raise ConfigError("the address for one-click unsubscribing must be https://...")

    def headers(self, sender: Mailbox, subscription: str) -> list[tuple[str, str]]:
        """The headers List-Unsubscribe and, with a URL, List-Unsubscribe-Post."""
        key = quote(subscription, safe="")
        to = (mailbox(self.address) if self.address else sender).address
        mailto = f"<mailto:{quote(to, safe='@')}?subject=unsubscribe%20{key}>"
        url = self._address(key)
        if url is None:
            return [("List-Unsubscribe", mailto)]
        one_click = ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        return [("List-Unsubscribe", f"<{url}>, {mailto}"), one_click]

    def _address(self, key: str) -> str | None:
        if self.url is None:
            return None
        if _PLACE in self.url:
            return clean.address(self.url.replace(_PLACE, key))
        joint = "&" if urlsplit(self.url).query else "?"
        return clean.address(f"{self.url}{joint}subscription={key}")
