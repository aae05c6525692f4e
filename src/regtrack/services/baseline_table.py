"""A TOML table read key by key, with errors that say what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from regtrack.domain.dates import PartialDate
from regtrack.domain.errors import ConfigError

E_ = TypeVar("E_", bound=StrEnum)
T = TypeVar("T")


class Table:
    """A TOML table whose keys are taken one by one; what is left over is an error."""

    def __init__(self, path: Path, where: str, body: dict[str, Any]) -> None:
        """`where` names the table in errors."""
        self.path, self.where, self._body = path, where, dict(body)

    def fail(self, key: str, problem: str, hint: str) -> ConfigError:
        """The error for one key: what is wrong and what to write instead."""
        return ConfigError(f"{self.path}: {self.where}: {key}: {problem}; write {hint}")

    def take(self, key: str, kind: type[T], hint: str) -> T | None:
        """The value of a key, once; None where it is absent."""
        value = self._body.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fail(key, f"{value!r} is not of the right type", hint)
        return value

    def text(self, key: str) -> str | None:
        """A text, or None."""
        return self.take(key, str, 'text in quotes, as "..."')

    def need(self, key: str) -> str:
        """A text that must be there."""
        value = self.text(key)
        if not value:
            raise self.fail(key, "is missing", f'{key} = "..."')
        return value

    def flag(self, key: str) -> bool:
        """Whether the key says true."""
        return bool(self.take(key, bool, "true, or leave the line out"))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, '["...", "..."]') or []
        if not all(isinstance(v, str) for v in values):
            raise self.fail(key, "holds something that is not text", '["...", "..."]')
        return tuple(values)

    def tables(self, key: str) -> list[dict[str, Any]]:
        """A list of tables."""
        values = self.take(key, list, f"[[{key}]] tables") or []
        if not all(isinstance(v, dict) for v in values):
            raise self.fail(key, "is not a list of tables", f"[[{key}]] above each one")
        return values

    def date(self, key: str) -> PartialDate | None:
        """A partial date, or None."""
        return self.read(key, PartialDate, '"2026", "2026-05" or "2026-05-10"')

    def choice(self, key: str, kind: type[E_]) -> E_ | None:
        """A word of this enumeration, or None."""
        return self.read(key, kind, "one of " + ", ".join(kind))

    def read(self, key: str, make: Callable[[str], T], hint: str) -> T | None:
        """The value `make` gives for a text; its ValueError becomes a ConfigError."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return make(value)
        except ValueError as error:
            raise self.fail(key, f"{value!r} is not known", hint) from error

    def each(self, key: str, make: Callable[[str], T], hint: str) -> tuple[T, ...]:
        """As `read`, for a list."""
        made: list[T] = []
        for value in self.texts(key):
            try:
                made.append(make(value))
            except ValueError as error:
                raise self.fail(key, f"{value!r} is not known", hint) from error
        return tuple(made)

    def either(self, key: str, yes: str) -> str | None:
        """Text, or true for the usual words `yes`, or nothing."""
        value = self._body.pop(key, None)
        if value is True:
            return yes
        if value is None or isinstance(value, str):
            return value or None
        raise self.fail(key, f"{value!r} is not of the right type", 'true or "..."')

    def done(self) -> None:
        """Refuse whatever was not taken."""
        for key in self._body:
            raise self.fail(key, "is not a key of this table", "one that docs/baseline.md names")
