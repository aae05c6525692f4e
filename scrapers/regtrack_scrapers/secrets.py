"""The key of a source on its way to the wire: added last, so that no log, record or message that
names an address has it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit, urlunsplit

from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.model import Follow, Key

MASK = "********"


@dataclass(frozen=True, slots=True)
class Secret:
    """The key of one request: headers, and at most one parameter of the address."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    parameter: tuple[str, str] | None = field(default=None, repr=False)

    def masked(self, text: str) -> str:
        """A message without the key's value."""
        values = [*self.headers.values(), *([self.parameter[1]] if self.parameter else [])]
        for value in values:
            for form in (value, quote_plus(value), quote(value)):
                text = text.replace(form, MASK) if form else text
        return text


NO_SECRET = Secret()


def secret_for(key: Key | None, follow: Follow, given: Mapping[str, str] | None = None) -> Secret:
    """The key for this request: only where it is asked for, and only to the key's own host."""
    if key is None or not follow.keyed or host_of(follow.url) != key.host:
        return NO_SECRET
    value = (given or {}).get(key.variable) or os.environ.get(key.variable, "")
    if not value:
        return NO_SECRET
    if key.parameter:
        return Secret(parameter=(key.parameter, value))
    return Secret(headers={key.header: value} if key.header else {})


def secret_of(request: Any) -> Secret:
    """The key of a Scrapy request; none for one of Scrapy's own, such as robots.txt."""
    found = request.meta.get("secret")
    return found if isinstance(found, Secret) else NO_SECRET


def missing_key(key: Key | None) -> str | None:
    """Why a source cannot be asked: its key is not set. A replay server needs none."""
    if key is None or key.optional or os.environ.get("REGTRACK_REPLAY"):
        return None
    return None if os.environ.get(key.variable) else f"{key.host} needs a key: set {key.variable}"


def with_parameter(url: str, parameter: tuple[str, str]) -> str:
    """The address with this parameter at its end."""
    parts = urlsplit(url)
    query = "&".join(p for p in (parts.query, urlencode([parameter])) if p)
    return urlunsplit(parts._replace(query=query))


def without_parameter(url: str, name: str) -> str:
    """The address without the parameters of this name, the others as they stand."""
    parts = urlsplit(url)
    kept = [
        p
        for p in parts.query.split("&")
        if next(iter(parse_qsl(p, keep_blank_values=True)), ("", ""))[0] != name
    ]
    return urlunsplit(parts._replace(query="&".join(kept)))
