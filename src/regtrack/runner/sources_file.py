"""The sources file: TOML rows `[[source]]` that add sources without code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from regtrack.contract import Authority, SourceSpec
from regtrack.domain.errors import ConfigError
from regtrack_scrapers.platforms.registry import PLATFORMS, option_problems

_REQUIRED = ("key", "platform", "url", "division", "publisher")
#: What every source may say, whatever its platform.
OWN = frozenset({*_REQUIRED, "authority", "cadence", "about"})
#: What `about` may tell people: no part of the source's work.
ABOUT = frozenset({"terms", "robots", "proves", "address"})
_KEY = re.compile(r"^[a-z0-9][a-z0-9_-]{1,79}$")
_CADENCE = re.compile(r"^[1-9]\d{0,3}[mhd]$")


def load(path: Path | str) -> list[SourceSpec]:
    """The sources of a file, in its order. Raises ConfigError that names every wrong row."""
    return [spec for spec, _ in load_rows(path)]


def load_rows(path: Path | str) -> list[tuple[SourceSpec, dict[str, str]]]:
    """The sources of a file, each with what it says `about` itself. Raises as `load` does."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from error
    return rows_of(text, file)


def rows_of(text: str, file: Path | str) -> list[tuple[SourceSpec, dict[str, str]]]:
    """The sources that the text of such a file declares; `file` names it in messages. Raises as
    `load` does."""
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from error
    rows = body.get("source")
    if not isinstance(rows, list) or set(body) != {"source"}:
        raise ConfigError(f"{file}: expected rows [[source]] and nothing beside them")
    wrong = [f"{file}: {message}" for message in _problems(rows)]
    if wrong:
        raise ConfigError("\n".join(wrong))
    return [(_spec(row), row.get("about", {})) for row in rows]


def _spec(row: Mapping[str, Any]) -> SourceSpec:
    return SourceSpec(
        key=row["key"],
        platform=row["platform"],
        url=row["url"],
        division=row["division"],
        publisher=row["publisher"],
        authority=Authority(row.get("authority", Authority.OFFICIAL)),
        cadence=row.get("cadence", "1d"),
        options={k: _plain(v) for k, v in row.items() if k not in OWN},
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
    yield from _about_problems(row.get("about", {}))
    yield from _option_problems(row)


def _about_problems(about: Any) -> Iterator[str]:
    if not isinstance(about, dict) or not all(isinstance(v, str) for v in about.values()):
        yield '`about` is wrong; write about = { proves = "..." }'
    elif not ABOUT.issuperset(about):
        yield f"`about` may say {', '.join(sorted(ABOUT))}"


def _is_web_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_division(text: str) -> bool:
    return text.startswith("ocd-division/country:") and not text.endswith("/")


def _option_problems(row: Mapping[str, Any]) -> Iterator[str]:
    if row.get("platform") not in PLATFORMS:
        return
    options = {name: _plain(value) for name, value in row.items() if name not in OWN}
    for name, message in option_problems(row["platform"], options, str(row.get("url"))):
        yield f"`{name}` {message}"
