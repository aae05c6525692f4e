"""The daemon's log: one line an event, as words or as JSON, without secrets.

A call writes what happened and its fields as `name=%s`: `_LOG.info("run source=%s run=%d", ...)`.
Every line that is written while a run is in hand carries its `source` and `run`."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from pydantic import SecretStr

from regtrack import home
from regtrack.config import Settings
from regtrack.services.run_context import current_run
from regtrack_scrapers.keys import hide

_PLACEHOLDER = re.compile(r"(?:(\w+)=)?%(?:%|[-+ #0]*[\d.]*[a-z])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def to_stderr(settings: Settings) -> None:
    """Log to stderr from now on: warnings of all, what regtrack does."""
    handler = logging.StreamHandler(sys.stderr)
    form = JsonLines if settings.log_format == "json" else TextLines
    handler.setFormatter(form(secrets_of(settings)))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("regtrack").setLevel(logging.INFO)
    # A disk too full for a log line must not become an error of its own.
    logging.raiseExceptions = False


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What may stand in no line: every secret setting, of an address with a password in it the
    password."""
    values = [value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)]
    return tuple(_secret_part(v) for v in [*values, home.database_url()] if _secret_part(v))


def _secret_part(value: str) -> str:
    if "://" not in value:
        return value
    return urlsplit(value).password or ""


class _Lines(logging.Formatter):
    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def _hidden(self, text: str) -> str:
        return hide(text, self._secrets)

    def _run(self, fields: Mapping[str, object]) -> dict[str, object]:
        """The run in hand, where the line does not tell it itself."""
        run = current_run()
        told = {} if run is None else {"source": run[0], "run": run[1]}
        return {name: value for name, value in told.items() if name not in fields}


class TextLines(_Lines):
    """Instant, level, logger, then words and name=value pairs; a traceback stands in the line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        words = record.getMessage()
        fields = _fields(record)[1]
        pairs = [f"{name}={value}" for name, value in self._run(fields).items()]
        if record.exc_info:
            pairs.append(f"traceback={self.formatException(record.exc_info)}")
        line = " ".join((_instant(record), record.levelname, record.name, words, *pairs))
        return escaped(self._hidden(line))


class JsonLines(_Lines):
    """An object a line: `at`, `level`, `logger`, `event`, then the fields by their names."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        event, fields = _fields(record)
        body: dict[str, object] = {
            "at": _instant(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event,
            **fields,
            **self._run(fields),
        }
        if record.exc_info:
            body["traceback"] = self.formatException(record.exc_info)
        kept = {k: self._hidden(v) if isinstance(v, str) else v for k, v in body.items()}
        return json.dumps(kept, default=lambda value: self._hidden(str(value)))


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return _CONTROL.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _instant(record: logging.LogRecord) -> str:
    at = dt.datetime.fromtimestamp(record.created, dt.UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _fields(record: logging.LogRecord) -> tuple[str, dict[str, object]]:
    """What happened and with which values: those that stand as `name=%s` in the call."""
    template, given = str(record.msg), record.args
    places = [m for m in _PLACEHOLDER.finditer(template) if not m[0].endswith("%%")]
    if not isinstance(given, tuple) or len(given) != len(places):
        return record.getMessage(), {}
    fields = {m[1]: _plain(v) for m, v in zip(places, given, strict=True) if m[1]}
    words = _PLACEHOLDER.sub(lambda m: "" if m[1] else m[0], template)
    unnamed = tuple(v for m, v in zip(places, given, strict=True) if not m[1])
    return " ".join((words % unnamed).split()), fields


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
