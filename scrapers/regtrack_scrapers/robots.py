"""Robots rules (RFC 9309), decided alike by the probe and the crawl."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

#: Larger files are cut here, as RFC 9309 allows.
MAX_BYTES = 512 * 1024
DENY_ALL = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one host, as text; `why` tells what they rest on."""

    text: str
    why: str

    def allows(self, url: str, user_agent: str) -> bool:
        """Whether a crawler of this name may fetch this address."""
        return bool(Protego.parse(self.text).can_fetch(url, user_agent))

    def delay(self, user_agent: str) -> float:
        """The seconds between two requests that the host asks for; 0.0 where it does not."""
        return float(Protego.parse(self.text).crawl_delay(user_agent) or 0.0)


def rules_from(status: int | None, body: bytes = b"") -> RobotsRules:
    """The rules that an answer to `/robots.txt` means; `status` None is no answer at all.

    A missing file allows everything; a server that fails or does not answer allows nothing."""
    if status is None:
        return RobotsRules(DENY_ALL, "robots.txt gave no answer")
    if status >= 500 or status == 429:
        return RobotsRules(DENY_ALL, f"robots.txt answered {status}")
    if status != 200:
        return RobotsRules("", f"no robots.txt ({status})")
    return RobotsRules(body[:MAX_BYTES].decode("utf-8", "replace"), "robots.txt")
