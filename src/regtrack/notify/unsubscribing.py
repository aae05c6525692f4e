"""The headers by which a mail program offers to end a subscription."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from regtrack.domain.errors import ConfigError
from regtrack.notify import clean
from regtrack.notify.mailbox import Mailbox, mailbox


@dataclass(frozen=True, slots=True)
class Unsubscribing:
    """How a reader ends what they get: by a mail to `address` (the sender's where it is None), and
    with one click (RFC 8058) where there is a `url`. Raises ConfigError."""

    address: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        try:
            if self.address is not None:
                mailbox(self.address)
        except ValueError as error:
            raise ConfigError(f"the address to unsubscribe at is {error}") from None
        if self.url is not None and (clean.address(self.url) or "")[:8] != "https://":
            raise ConfigError("the address for one-click unsubscribing must be https://...")

    def headers(self, sender: Mailbox) -> list[tuple[str, str]]:
        """The headers List-Unsubscribe and, with a URL, List-Unsubscribe-Post."""
        to = (mailbox(self.address) if self.address else sender).address
        mailto = f"<mailto:{quote(to, safe='@')}?subject=unsubscribe>"
        url = clean.address(self.url)
        if url is None:
            return [("List-Unsubscribe", mailto)]
        one_click = ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        return [("List-Unsubscribe", f"<{url}>, {mailto}"), one_click]
