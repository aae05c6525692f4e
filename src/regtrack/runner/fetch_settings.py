"""How we fetch: our name, our pace and our bounds, for the probe and the crawl alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Times are in seconds, sizes in bytes unless the name says otherwise.

    `contact` is the address or page a publisher may write to; `replay` the base address of a
    replay server that answers for every real address; `own_hosts` are those that the operator
    wrote into a source's own address, private ones too; `keys` are environment variables with the
    platforms' API keys (never logged); `key_use` the folder where requests under a key are
    counted, "" for no count."""

    contact: str = ""
    delay: float = 1.0
    timeout: float = 60.0
    max_body: int = 32 * 1024 * 1024
    wall: float = 900.0
    memory_mb: int = 1536
    replay: str = ""
    allow_private: bool = False
    own_hosts: frozenset[str] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    key_use: str = ""

    @property
    def user_agent(self) -> str:
        """Who we are and where to reach us."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"regtrack (kratom law tracker{contact})"

    def environment(self) -> dict[str, str]:
        """The environment variables by which the crawl's child learns all this."""
        given = {
            "REGTRACK_CONTACT": self.contact,
            "REGTRACK_DELAY": str(self.delay),
            "REGTRACK_TIMEOUT": str(self.timeout),
            "REGTRACK_REPLAY": self.replay,
            "REGTRACK_OWN_HOSTS": " ".join(sorted(self.own_hosts)),
            "REGTRACK_ALLOW_PRIVATE": "1" if self.allow_private else "",
            "REGTRACK_KEY_USE": self.key_use,
            **self.keys,
        }
        return {name: value for name, value in given.items() if value}
