"""The sources file: TOML rows `[[source]]` that add sources without code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from regtrack.contract import (
    Authority,
    How,
    InstrumentKind,
    PartialDate,
    SourceSpec,
    Stage,
    VersionRole,
)
from regtrack.domain.errors import ConfigError
from regtrack_scrapers.platforms import feed_options
from regtrack_scrapers.platforms.registry import PLATFORMS

_REQUIRED = ("key", "platform", "url", "division", "publisher")
_OWN = frozenset({*_REQUIRED, "authority", "cadence"})
_KEY = re.compile(r"^[a-z0-9][a-z0-9_-]{1,79}$")
_CADENCE = re.compile(r"^[1-9]\d{0,3}[mhd]$")
_ENUMS: dict[str, type[InstrumentKind | Stage | How | VersionRole]] = {
    "kind": InstrumentKind,
    "stage": Stage,
    "how": How,
    "role": VersionRole,
}
_DATES = ("stage_on", "effective_on", "expires_on")
_COMMON = {"title", "citation", "number", "alias", "note", "expect", "never_empty"}
_OPTIONS: dict[str, frozenset[str]] = {
    "page": frozenset({*_COMMON, *_ENUMS, *_DATES}),
    "openstates": frozenset({"terms", "jurisdiction", "updated_since", "never_empty"}),
    "federal_register": frozenset({"terms", "agencies", "since", "never_empty"}),
    "legiscan": frozenset(
        {"states", "terms", "year", "list", "bills", "relevance", "quota", "never_empty"}
    ),
    "congress": frozenset({"congress", "bills", "types", "terms", "pages", "quota"}),
    "govinfo": frozenset({"congress", "bills", "types", "terms", "feed", "since", "quota"}),
    "feed": feed_options.NAMES,
}
_LISTS = ("terms", "agencies", "states", "bills", "types")
_COUNTS = ("relevance", "quota", "pages")
_TRUTHS = ("never_empty", "feed")


def load(path: Path | str) -> list[SourceSpec]:
    """The sources of a file, in its order. Raises ConfigError that names every wrong row."""
    file = Path(path)
    try:
        body = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not TOML: {error}") from error
    rows = body.get("source")
    if not isinstance(rows, list) or set(body) != {"source"}:
        raise ConfigError(f"{file}: expected rows [[source]] and nothing beside them")
    wrong = [f"{file}: {message}" for message in _problems(rows)]
    if wrong:
        raise ConfigError("\n".join(wrong))
    return [_spec(row) for row in rows]


def _spec(row: Mapping[str, Any]) -> SourceSpec:
    return SourceSpec(
        key=row["key"],
        platform=row["platform"],
        url=row["url"],
        division=row["division"],
        publisher=row["publisher"],
        authority=Authority(row.get("authority", Authority.OFFICIAL)),
        cadence=row.get("cadence", "1d"),
        options={k: _plain(v) for k, v in row.items() if k not in _OWN},
    )


def _plain(value: Any) -> Any:
    """TOML dates as text, so that options have a JSON form."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _problems(rows: list[Any]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for place, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            yield f"[[source]] {place}: write `[[source]]` and one setting a line under it"
            continue
        name = f"[[source]] {place} ({row.get('key', 'without a key')})"
        yield from (f"{name}: {message}" for message in _row_problems(row))
        key = str(row.get("key"))
        if key in seen:
            yield f"{name}: the key is taken by row {seen[key]}; give it another"
        seen.setdefault(key, place)


def _row_problems(row: Mapping[str, Any]) -> Iterator[str]:
    for name in _REQUIRED:
        if not isinstance(row.get(name), str) or not row[name].strip():
            yield f'`{name}` is missing; write {name} = "..."'
    checks = (
        ("key", lambda v: _KEY.match(v), "use small letters, digits, - and _"),
        ("platform", lambda v: v in PLATFORMS, f"one of {', '.join(sorted(PLATFORMS))}"),
        ("url", _is_web_address, "write http://... or https://..."),
        ("division", _is_division, "write ocd-division/country:us/..."),
        ("authority", lambda v: v in set(Authority), f"one of {', '.join(Authority)}"),
        ("cadence", lambda v: _CADENCE.match(v), "write 15m, 6h, 1d or 7d"),
    )
    for name, is_good, advice in checks:
        value = row.get(name)
        if value is not None and not (isinstance(value, str) and is_good(value)):
            yield f"`{name}` {value!r} is wrong; {advice}"
    yield from _option_problems(row)


def _is_web_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_division(text: str) -> bool:
    return text.startswith("ocd-division/country:") and not text.endswith("/")


def _option_problems(row: Mapping[str, Any]) -> Iterator[str]:
    allowed = _OPTIONS.get(str(row.get("platform")))
    is_feed = row.get("platform") == "feed"
    for name, value in row.items():
        if name in _OWN or allowed is None:
            continue
        if name not in allowed:
            known = ", ".join(sorted(allowed))
            yield f"`{name}` is not an option of this platform; it has {known}"
        elif not is_feed and (message := _option_problem(name, _plain(value))):
            yield f"`{name}` {value!r} is wrong; {message}"
    if is_feed:
        options = {k: _plain(v) for k, v in row.items() if k in feed_options.NAMES}
        for name, message in feed_options.problems(options, str(row.get("url"))):
            yield f"`{name}`: {message}"


def _option_problem(name: str, value: Any) -> str | None:
    if name in _ENUMS:
        words = [str(word) for word in _ENUMS[name]]
        return None if value in words else f"one of {', '.join(words)}"
    if name in _DATES:
        return None if _is_date(value) else "write 2026, 2026-05 or 2026-05-10"
    if name in _LISTS:
        good = isinstance(value, list) and value and all(isinstance(v, str) for v in value)
        return None if good else 'write a list of words, ["kratom"]'
    if name == "expect":
        parts = value if isinstance(value, list) else [value]
        return None if all(isinstance(v, str) and v for v in parts) else "write words"
    if name in _COUNTS:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return None if good else "write a number without quotes"
    if name in _TRUTHS:
        return None if isinstance(value, bool) else "write true or false"
    if name == "alias":
        good = isinstance(value, str) and all(value.partition(":"))
        return None if good else "write scheme:value"
    return None if isinstance(value, str) else "write text in quotes"


def _is_date(value: Any) -> bool:
    try:
        PartialDate(str(value))
    except ValueError:
        return False
    return True
