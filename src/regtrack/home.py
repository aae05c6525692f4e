"""Where a database lives and what time it is: the standard library only, for the fast path."""

from __future__ import annotations

import datetime as dt
import os.path
import sys

from regtrack.domain.dates import aware_utc
from regtrack.domain.errors import ConfigError

TYPE_CHECKING = False  # `pathlib` is not on the path of an answer
if TYPE_CHECKING:
    from pathlib import Path


def home() -> Path:
    """`REGTRACK_HOME`, or the platform's data directory."""
    from pathlib import Path

    return Path(_home())


def _home() -> str:
    given = os.environ.get("REGTRACK_HOME")
    if given:
        return os.path.join(os.getcwd(), os.path.expanduser(given))
    if sys.platform == "linux":  # as platformdirs has it, whose import takes as long as an answer
        shared = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
        return os.path.join(shared, "regtrack")
    import platformdirs

    return platformdirs.user_data_dir("regtrack", appauthor=False)


def database_url() -> str:
    """`REGTRACK_DATABASE_URL`, the file's `database_url`, or SQLite in the home."""
    given = os.environ.get("REGTRACK_DATABASE_URL") or _from_file()
    return given or f"sqlite:///{os.path.join(_home(), 'regtrack.db')}"


def _from_file() -> str | None:
    file = os.path.join(_home(), "regtrack.toml")
    if not os.path.isfile(file):
        return None
    import tomllib

    try:
        with open(file, "rb") as opened:
            value = tomllib.load(opened).get("database_url")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not TOML: {error}") from error
    return str(value) if value else None


def now() -> dt.datetime:
    """The one clock. `REGTRACK_NOW` (an instant, or `@FILE` with one in it, for a clock that moves
    while a daemon runs) sets it, for replays and tests."""
    given = os.environ.get("REGTRACK_NOW")
    if not given:
        return dt.datetime.now(dt.UTC)
    try:
        if given.startswith("@"):
            with open(given[1:], encoding="ascii") as file:
                given = file.read().strip()
        instant = aware_utc(given)
        if not 1900 <= instant.year <= 2200:
            raise ValueError(f"the year {instant.year}")
        return instant
    except (OSError, ValueError, OverflowError) as error:
        raise ConfigError(
            f"REGTRACK_NOW is not an instant: {error}; write 2026-07-01T12:00:00Z"
        ) from error
