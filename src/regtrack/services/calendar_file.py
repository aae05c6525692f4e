"""The calendars of the law from TOML (db/sources/calendars.toml)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from regtrack.domain.errors import ConfigError
from regtrack.services.calendar import Calendar, Legislature, Register
from regtrack.services.timetable import cadence

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MORNING = (dt.time(9),)


def load_calendar(path: Path) -> Calendar:
    """The calendar of a file. Raises ConfigError that names the file and what is wrong."""
    try:
        return _calendar(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except KeyError as error:
        raise ConfigError(f"{path}: {error} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _calendar(body: Mapping[str, Any]) -> Calendar:
    away = body["out_of_session"]
    return Calendar(
        spread=float(body["spread"]),
        effective_at=dt.time.fromisoformat(body["effective_hour"]),
        factor=float(away["factor"]),
        longest=cadence(away["longest"]),
        before=dt.timedelta(days=away["before"]),
        after=dt.timedelta(days=away["after"]),
        floors={name: cadence(text) for name, text in body["floors"].items()},
        legislatures={row["division"]: _legislature(row) for row in body["legislature"]},
        registers={row["source"]: _register(row) for row in body["register"]},
        platform_hours={name: _register(row) for name, row in body["hours"].items()},
    )


def _legislature(row: Mapping[str, Any]) -> Legislature:
    sessions = tuple((s["from"], s["to"]) for s in row.get("sessions", ()))
    wrong = [a for a, b in sessions if not isinstance(a, dt.date) or b < a]
    if wrong:
        raise ValueError(f"{row['division']}: a session of {wrong[0]} ends before it begins")
    if bool(sessions) == bool(row.get("year_round")):
        raise ValueError(f"{row['division']}: give `sessions`, or year_round = true")
    return Legislature(sessions, bool(row.get("year_round")))


def _register(row: Mapping[str, Any]) -> Register:
    strange = [name for name in row.get("weekdays", ()) if name not in _WEEKDAYS]
    if strange:
        raise ValueError(f"{strange[0]!r} is no weekday; one of {', '.join(_WEEKDAYS)}")
    return Register(
        at=tuple(dt.time.fromisoformat(text) for text in row.get("at", ())) or _MORNING,
        weekdays=frozenset(_WEEKDAYS.index(name) for name in row.get("weekdays", ())),
        days=frozenset(row.get("days", ())),
        closed=frozenset(row.get("closed", ())),
        zone=ZoneInfo(row["zone"]) if "zone" in row else None,
    )
