"""Keys of interfaces: put on the wire and nowhere else, and counted.

A key never stands in an address that is stored, logged or told: one that belongs into the address
is added by the last hand before the wire (`with_parameter`), and `hide` takes it out of whatever a
server or a library says. Each keyed request is a byte in a file per key and hour (`KeyUse`): the
count survives a crash, and the probe and the crawl add to the same one."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus, urlencode, urlsplit, urlunsplit

from regtrack_scrapers.clock import now
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.model import Follow, Key

_HIDDEN = "[key]"
_PREFIX = {"hour": 13, "day": 10, "month": 7}
Parameter = tuple[str, str]


def with_parameter(url: str, parameter: Parameter) -> str:
    """The address with the parameter in its query, in place of one of that name."""
    parts = urlsplit(without_parameter(url, parameter[0]))
    query = "&".join(p for p in (parts.query, urlencode([parameter])) if p)
    return urlunsplit(parts._replace(query=query))


def without_parameter(url: str, name: str) -> str:
    """The address without any parameter of this name, the others as they stand."""
    parts = urlsplit(url)
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if unquote_plus(pair.partition("=")[0]) != name]
    return url if len(kept) == len(pairs) else urlunsplit(parts._replace(query="&".join(kept)))


def hide(text: str, values: Iterable[str]) -> str:
    """The text without these secrets, as they are or as an address writes them."""
    for value in values:
        for form in {value, quote(value), quote(value, safe=""), quote_plus(value)} - {""}:
            text = text.replace(form, _HIDDEN)
    return text


def hide_in_logs(values: Iterable[str]) -> None:
    """From now on no log line of this process holds these secrets: a library writes the address
    that it sends, with the key in it."""
    secrets = tuple(values)
    make = logging.getLogRecordFactory()

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = make(*args, **kwargs)
        words = made.getMessage()
        hidden = hide(words, secrets)
        if hidden != words:
            made.msg, made.args = hidden, None
        return made

    if secrets:
        logging.setLogRecordFactory(record)


@dataclass(frozen=True, slots=True)
class Secret:
    """What a request carries of a key: headers, or a parameter of its address."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    parameter: Parameter | None = field(default=None, repr=False)

    @property
    def values(self) -> tuple[str, ...]:
        """The secrets themselves, to hide them."""
        return (*self.headers.values(), *(() if self.parameter is None else self.parameter[1:]))


NO_SECRET = Secret()


def secret_for(key: Key | None, follow: Follow, given: Mapping[str, str] | None = None) -> Secret:
    """The key of this request: none for another host, nor where it is not asked for. Its value is
    among those given by variable, or in the environment."""
    if key is None or not follow.keyed or host_of(follow.url) != key.host:
        return NO_SECRET
    value = (given or {}).get(key.variable) or os.environ.get(key.variable, "")
    if not value:
        return NO_SECRET
    if key.parameter:
        return Secret(parameter=(key.parameter, value))
    return Secret({key.header: value} if key.header else {})


def secret_of(request: Any) -> Secret:
    """The key of a Scrapy request; none for one of Scrapy's own, such as robots.txt."""
    found = request.meta.get("secret")
    return found if isinstance(found, Secret) else NO_SECRET


def missing_key(key: Key | None, follows: Iterable[Follow]) -> str | None:
    """Why a source cannot be asked: what it asks first needs a key that is not set. A replay
    server needs none."""
    if key is None or key.optional or os.environ.get("REGTRACK_REPLAY"):
        return None
    if os.environ.get(key.variable) or not any(follow.keyed for follow in follows):
        return None
    return f"{key.host} needs a key: set {key.variable}"


class KeyUse:
    """How many requests were sent under each key; a folder of files named by the hour of UTC."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def note(self, variable: str) -> None:
        """Count one request."""
        file = self.folder / variable / now().strftime("%Y-%m-%dT%H")
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, b".")
        finally:
            os.close(handle)

    def count(self, variable: str, period: str) -> int:
        """The requests of this hour, day or month."""
        start = now().isoformat()[: _PREFIX[period]]
        folder = self.folder / variable
        if not folder.is_dir():
            return 0
        return sum(f.stat().st_size for f in folder.iterdir() if f.name.startswith(start))

    def spend(self, key: Key, quota: tuple[int, str] | None) -> tuple[str, float] | None:
        """Count a request that is about to be sent under the key. Past its quota it is not counted:
        the answer is why it may not be sent, and for how many seconds."""
        if quota is not None and self.count(key.variable, quota[1]) >= quota[0]:
            most, period = quota
            words = f"the key of {key.host} has spent its {most} requests of this {period}"
            return words, (_next(period) - now()).total_seconds()
        self.note(key.variable)
        return None


def _next(period: str) -> dt.datetime:
    at = now().replace(minute=0, second=0, microsecond=0)
    if period == "hour":
        return at + dt.timedelta(hours=1)
    at = at.replace(hour=0)
    if period == "day":
        return at + dt.timedelta(days=1)
    return (at.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
