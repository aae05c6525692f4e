"""Where a database lives and what time it is: the standard library only, for the fast path."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from pathlib import Path

from regtrack.domain.dates import aware_utc
from regtrack.domain.errors import ConfigError


def home() -> Path:
    """`REGTRACK_HOME`, or the platform's data directory."""
    given = os.environ.get("REGTRACK_HOME")
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("regtrack", appauthor=False))


def database_url() -> str:
    """`REGTRACK_DATABASE_URL`, the file's `database_url`, or SQLite in the home."""
    given = os.environ.get("REGTRACK_DATABASE_URL") or _from_file()
    return given or f"sqlite:///{home() / 'regtrack.db'}"


def _from_file() -> str | None:
    file = home() / "regtrack.toml"
    if not file.is_file():
        return None
    try:
        value = tomllib.loads(file.read_text(encoding="utf-8")).get("database_url")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not TOML: {error}") from error
    return str(value) if value else None


def now() -> dt.datetime:
    """The one clock. `REGTRACK_NOW` (an instant) moves it, for replays and tests."""
    given = os.environ.get("REGTRACK_NOW")
    if not given:
        return dt.datetime.now(dt.UTC)
    try:
        instant = aware_utc(given)
        if not 1900 <= instant.year <= 2200:
            raise ValueError(f"the year {instant.year}")
        return instant
    except (ValueError, OverflowError) as error:
        raise ConfigError(
            f"REGTRACK_NOW is not an instant: {error}; write 2026-07-01T12:00:00Z"
        ) from error
