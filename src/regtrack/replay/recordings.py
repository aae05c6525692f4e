"""Recordings: folders `dayN/<name>/` of a `meta.json` and a body, later days over earlier ones.

`meta.json` holds `url` (without its query), `query` (the parameters that must be present, so that
one recording may answer many), `status`, `media_type`, `headers`, `last_modified` (an HTTP date),
`body` (the file's name), `validators` (false: neither ETag nor Last-Modified is sent) and `written`
(who wrote it from what)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from regtrack.domain.errors import ConfigError

_DAY = re.compile(r"^day(\d+)$")


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded answer."""

    url: str
    body: bytes
    media_type: str
    query: tuple[tuple[str, str], ...] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    last_modified: str | None = None
    validators: bool = True

    @property
    def etag(self) -> str | None:
        """A strong entity tag of the body; None where the source gives none."""
        tag = hashlib.sha256(self.body).hexdigest()[:20]
        return f'"{tag}"' if self.validators else None

    def answers(self, url: str) -> bool:
        """Whether this is an answer to the address."""
        base, query = split(url)
        return base == self.url and set(self.query) <= set(query)


def split(url: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """An address without its query, decoded, and its parameters."""
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}{unquote(parts.path) or '/'}"
    return base, tuple(parse_qsl(parts.query, keep_blank_values=True))


class Recordings:
    """All recordings of a folder, as they stand on a day."""

    def __init__(self, folder: Path) -> None:
        self._days: dict[int, list[Recording]] = {}
        for path in sorted(folder.glob("day*/*/meta.json")):
            match = _DAY.match(path.parents[1].name)
            if match is not None:
                self._days.setdefault(int(match.group(1)), []).append(_read(path))
        if not self._days:
            raise ConfigError(f"{folder}: no recordings dayN/<name>/meta.json")

    @property
    def days(self) -> tuple[int, ...]:
        """The days there are."""
        return tuple(sorted(self._days))

    def all(self, day: int) -> Iterator[Recording]:
        """What is recorded on a day, overridden recordings left out."""
        standing: dict[tuple[str, tuple[tuple[str, str], ...]], Recording] = {}
        for number in self.days:
            if number <= day:
                standing |= {(r.url, r.query): r for r in self._days[number]}
        return iter(standing.values())

    def find(self, url: str, day: int) -> Recording | None:
        """The recording that answers best: the one that asks for most parameters."""
        fitting = [r for r in self.all(day) if r.answers(url)]
        return max(fitting, key=lambda r: len(r.query), default=None)


def _read(path: Path) -> Recording:
    meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not meta.get("written"):
        raise ConfigError(f"{path}: say in `written` who wrote this recording from what")
    base, in_url = split(meta["url"])
    query = [(k, v) for k, vs in meta.get("query", {}).items() for v in _values(vs)]
    return Recording(
        url=base,
        body=(path.parent / meta["body"]).read_bytes(),
        media_type=meta["media_type"],
        query=tuple(sorted({*in_url, *query})),
        status=meta.get("status", 200),
        headers=meta.get("headers", {}),
        last_modified=meta.get("last_modified"),
        validators=meta.get("validators", True),
    )


def _values(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given
