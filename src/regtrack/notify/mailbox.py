"""Mail addresses, checked so strictly that none can carry a header, a command or a second one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr

from regtrack.notify import clean

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address: `local@domain`, the domain in ASCII; `name` is one clean line or empty."""

    local: str
    domain: str
    name: str = ""

    @property
    def address(self) -> str:
        """What goes into the envelope."""
        return f"{self.local}@{self.domain}"


def mailbox(text: str) -> Mailbox:
    """Read `a@example.org` or `regtrack <a@example.org>`.

    Raises ValueError, without repeating the text, for anything else: several addresses, quoted
    or non-ASCII local parts, control characters, address literals.
    """
    if len(text) > 400 or any(ord(c) < 32 or ord(c) == 127 for c in text):
        raise ValueError("not one e-mail address")
    name, address = parseaddr(text)
    local, at, host = address.rpartition("@")
    domain = clean.ascii_host(host) if at else None
    if not domain or not _LOCAL.fullmatch(local) or not _valid_domain(domain):
        raise ValueError("not one e-mail address; write name@example.org")
    whole = text.strip()
    if len(local) > 64 or (whole != address and not whole.endswith(f"<{address}>")):
        raise ValueError("not one e-mail address; write name@example.org")
    return Mailbox(local, domain, clean.line(name, 80))


def _valid_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(domain) <= 253 and all(len(x) <= 63 and _LABEL.fullmatch(x) for x in labels)
