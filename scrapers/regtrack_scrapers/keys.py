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
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit, urlunsplit

from regtrack_scrapers.clock import now
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.model import Follow, Metered, Platform

_HIDDEN = "[key]"
_PREFIX = {"hour": 13, "day": 10, "month": 7}
Parameter = tuple[str, str]


def with_parameter(url: str, parameter: Parameter) -> str:
    """The address with the parameter in its query, in place of one of that name."""
    parts = urlsplit(without_parameter(url, parameter[0]))
    query = "&".join(p for p in (parts.query, urlencode([parameter])) if p)
    return urlunsplit(parts._replace(query=query))


def without_parameter(url: str, name: str) -> str:
    """The address without any parameter of this name."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if pair[0] != name]
    return url if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))


def hide(text: str, values: Iterable[str]) -> str:
    """The text without these secrets, as they are or as an address writes them."""
    for value in values:
        for form in {value, quote(value, safe=""), quote_plus(value)} - {""}:
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

    headers: Mapping[str, str]
    parameter: Parameter | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The secrets themselves, to hide them."""
        return (*self.headers.values(), *(() if self.parameter is None else self.parameter[1:]))


def secret_for(platform: Platform, follow: Follow, keys: Mapping[str, str]) -> Secret:
    """The key of this request: none for another host, nor where it is not asked for."""
    if platform.key is None or not follow.keyed or host_of(follow.url) != platform.key[2]:
        return Secret({})
    name, variable, _ = platform.key
    value = keys.get(variable) or os.environ.get(variable, "")
    if not value:
        return Secret({})
    return Secret({}, (name[1:], value)) if name.startswith("?") else Secret({name: value})


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

    def spent(self, platform: Platform, options: Mapping[str, object]) -> tuple[str, float] | None:
        """Why no more may be sent under the platform's key, and for how many seconds."""
        if platform.key is None or not isinstance(platform, Metered):
            return None
        most, period = platform.quota
        given = options.get("quota")
        most = given if isinstance(given, int) else most
        if self.count(platform.key[1], period) < most:
            return None
        words = f"the key of {platform.key[2]} has spent its {most} requests of this {period}"
        return words, (_next(period) - now()).total_seconds()


def _next(period: str) -> dt.datetime:
    at = now().replace(minute=0, second=0, microsecond=0)
    if period == "hour":
        return at + dt.timedelta(hours=1)
    at = at.replace(hour=0)
    if period == "day":
        return at + dt.timedelta(days=1)
    return (at.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
