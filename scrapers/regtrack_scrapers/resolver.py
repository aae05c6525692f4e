"""Name resolution that refuses addresses inside our own network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingThreadedResolver

from regtrack_scrapers.hosts import is_private

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred


class PublicResolver(CachingThreadedResolver):
    """Resolves names; an answer that is not on the public internet is no answer.

    Let through are hosts that the operator wrote into a source's own address
    (`REGTRACK_OWN_HOSTS`), and any host with `REGTRACK_ALLOW_PRIVATE=1` or a replay server."""

    def getHostByName(  # noqa: N802 - the name is Twisted's
        self, name: str, timeout: Sequence[int] = ()
    ) -> Deferred[str]:
        """The IPv4 address of a name."""
        found = super().getHostByName(name, timeout)
        if not private_allowed(name):
            found.addCallback(_refuse_private, name)
        return found


def private_allowed(host: str) -> bool:
    """Whether this host may be reached though it is inside our own network."""
    if host in os.environ.get("REGTRACK_OWN_HOSTS", "").split():
        return True
    return bool(os.environ.get("REGTRACK_ALLOW_PRIVATE") or os.environ.get("REGTRACK_REPLAY"))


def _refuse_private(address: str, name: str) -> str:
    if is_private(address):
        raise CannotResolveHostError(f"{name} is at {address}, which is not public")
    return address
