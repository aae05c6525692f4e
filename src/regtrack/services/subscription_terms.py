"""A subscription in plain terms, as its row in a file and the options of a command say it.

`read` makes a subscription of such a row and tells every mistake in it; `terms` makes the row.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import ChangeKind
from regtrack.domain.errors import ConfigError
from regtrack.domain.importance import Importance
from regtrack.domain.substances import Substance
from regtrack.domain.timing import Digest, Every, Quiet, Timing, Weekday
from regtrack.domain.zones import zone

#: The days before a start on which to be reminded where a row does not say; 0 is the day itself,
#: which is told as `came_into_force` in any case.
AHEAD = (30, 7, 1, 0)
_MOST_AHEAD = 365
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ENV = re.compile(r"[A-Z_][A-Z0-9_]{0,99}")
_TEXTS = ("name", "place", "email", "webhook", "apprise", "secret_env", "apprise_env",
          "importance", "digest", "at", "weekday", "zone", "quiet")  # fmt: skip
#: What may hold a secret, also by mistake, is not repeated where it is wrong.
_UNTOLD = frozenset({"webhook", "apprise", "secret_env", "apprise_env"})
_FLAGS = ("above", "below", "operator", "quiet_all", "paused")
_LISTS = ("substances", "kinds")
TERMS = frozenset({*_TEXTS, *_FLAGS, *_LISTS, "ahead", "until"})

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a row is checked against. `place` gives a division's id; it, `mail`, `web` and `chat`
    raise ConfigError; `secret` gives the secret of an environment variable, `variable` what else
    one holds; None where it is not set."""

    place: Callable[[str], str]
    mail: Callable[[str], object]
    web: Callable[[str], object]
    chat: Callable[[str], object]
    secret: Callable[[str], str | None]
    variable: Callable[[str], str | None]


def read(row: Mapping[str, Any], key: str, owner: str | None, ask: Lookups) -> Subscription:
    """The subscription of a row. Raises ConfigError with every mistake, one a line."""
    problems = list(_shapes(row))
    if problems:
        raise ConfigError("\n".join(problems))
    reader = _Reader(row, ask)
    made = reader.subscription(key, owner)
    if reader.problems:
        raise ConfigError("\n".join(reader.problems))
    return made


def _shapes(row: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(set(row) - TERMS):
        yield f"`{name}` is not known; take {', '.join(sorted(TERMS))}"
    if "secret" in row:
        yield "a secret is never written in a file; name a variable by `secret_env`"
    for names, kind, example in (
        (_TEXTS, str, '"..."'), (_FLAGS, bool, "true"), (_LISTS, list, '["..."]'),
        (("ahead",), list, "[30, 7, 1, 0]"),
    ):  # fmt: skip
        for name in names:
            if name in row and not isinstance(row[name], kind):
                yield f"{_told(row, name)} is wrong; write {name} = {example}"


def _told(row: Mapping[str, Any], name: str) -> str:
    """A term with its value, where that may be shown."""
    return f"`{name}`" if name in _UNTOLD else f"`{name}` {row[name]!r}"


class _Reader:
    """Reads the terms of one row and collects what is wrong with them."""

    def __init__(self, row: Mapping[str, Any], ask: Lookups) -> None:
        self.row, self.ask = row, ask
        self.problems: list[str] = []

    def subscription(self, key: str, owner: str | None) -> Subscription:
        row = self.row
        chat = self._chat()
        if not (row.get("email") or row.get("webhook") or chat or "apprise_env" in row):
            self.problems.append("say where to: `email`, `webhook`, `apprise` or several")
        division = self._checked("place", self.ask.place)
        self._checked("email", self.ask.mail)
        self._checked("webhook", self.ask.web)
        return Subscription(
            id=key,
            division=division,
            substances=tuple(self._words("substances", Substance)),
            kinds=tuple(self._words("kinds", ChangeKind)),
            email=row.get("email"),
            webhook=row.get("webhook"),
            apprise=chat,
            secret=self._secret(),
            above=row.get("above", True),
            operator=row.get("operator", False),
            below=row.get("below", True),
            least=self._word("importance", Importance, Importance.INFO),
            ahead=self._ahead(),
            timing=self._timing(division),
            until=self._until(),
            paused=row.get("paused", False),
            name=row.get("name"),
            owner=owner,
            secret_env=row.get("secret_env"),
            apprise_env=row.get("apprise_env"),
        )

    def _wrong(self, name: str, advice: str) -> None:
        self.problems.append(f"{_told(self.row, name)} is wrong; {advice}")

    def _checked(self, name: str, check: Callable[[str], object]) -> str | None:
        if name not in self.row:
            return None
        try:
            return str(check(self.row[name]))
        except ConfigError as error:
            self.problems.append(f"`{name}`: {error}")
            return None

    def _words(self, name: str, kind: type[Word]) -> Iterator[Word]:
        for word in self.row.get(name, ()):
            if word in set(kind):
                yield kind(word)
            else:
                self._wrong(name, f"take {', '.join(kind)}")

    def _word(self, name: str, kind: type[Word], default: Word) -> Word:
        if name in self.row and self.row[name] not in set(kind):
            self._wrong(name, f"take {', '.join(kind)}")
            return default
        return kind(self.row.get(name, default))

    def _secret(self) -> str | None:
        return self._of_variable("secret_env", self.ask.secret, "REGTRACK_OPS_SECRET")

    def _chat(self) -> str | None:
        if "apprise_env" not in self.row:
            self._checked("apprise", self.ask.chat)
            return self.row.get("apprise")
        if "apprise" in self.row:
            self._wrong("apprise", "`apprise_env` names the variable that holds it; take one")
        address = self._of_variable("apprise_env", self.ask.variable, "REGTRACK_OPS_CHAT")
        try:
            return None if address is None else str(self.ask.chat(address))
        except ConfigError as error:
            self.problems.append(f"`apprise_env`: {error}")
            return None

    def _of_variable(
        self, name: str, look_up: Callable[[str], str | None], example: str
    ) -> str | None:
        variable = self.row.get(name)
        if variable is None:
            return None
        if not _ENV.fullmatch(variable):
            self._wrong(name, f"write the name of a variable, {example}")
            return None
        found = look_up(variable)
        if found is None:
            self.problems.append(f"the variable {variable} that `{name}` names is not set")
        return found

    def _ahead(self) -> tuple[int, ...]:
        days = self.row.get("ahead", AHEAD)
        if not all(type(n) is int and 0 <= n <= _MOST_AHEAD for n in days):
            self._wrong("ahead", f"write numbers of days from 0 to {_MOST_AHEAD}, as [30, 7, 1, 0]")
            return ()
        return tuple(sorted(set(days), reverse=True))

    def _until(self) -> dt.date | None:
        value = self.row.get("until")
        if value is None or type(value) is dt.date:
            return value
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            self._wrong("until", "write the last day, 2026-12-31")
            return None

    def _timing(self, division: str | None) -> Timing:
        name = self.row.get("zone") or (zone(division).key if division else "UTC")
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
            self._wrong("zone", "write the name of a time zone, America/Chicago")
            name = "UTC"
        digest, quiet = self._digest(), self._quiet()
        if digest and quiet and quiet.holds(digest.at):
            self.problems.append("the digest's hour `at` is among the `quiet` hours; move one")
        return Timing(name, digest, quiet)

    def _digest(self) -> Digest | None:
        if "digest" not in self.row:
            for name in {"at", "weekday"} & set(self.row):
                self._wrong(name, 'it belongs to a digest; write digest = "daily" or "weekly"')
            return None
        every = self._word("digest", Every, Every.DAILY)
        weekday = self._word("weekday", Weekday, Weekday.MON)
        return Digest(every, self._time("at", self.row.get("at", "08:00")), weekday)

    def _quiet(self) -> Quiet | None:
        if "quiet" not in self.row:
            if self.row.get("quiet_all"):
                self._wrong("quiet_all", 'it belongs to quiet hours; write quiet = "22:00-07:00"')
            return None
        start, _, end = self.row["quiet"].partition("-")
        hours = self._time("quiet", start.strip()), self._time("quiet", end.strip())
        if hours[0] == hours[1]:
            self._wrong("quiet", "write two hours that differ, 22:00-07:00")
        return Quiet(*hours, all=self.row.get("quiet_all", False))

    def _time(self, name: str, text: str) -> dt.time:
        if not _TIME.fullmatch(text):
            self._wrong(name, "write hours and minutes as 08:00 (quiet hours as 22:00-07:00)")
            return dt.time()
        return dt.time.fromisoformat(text)


def terms(subscription: Subscription) -> dict[str, Any]:
    """The row that says this subscription: only what differs from the defaults."""
    timing = subscription.timing
    digest, quiet = timing.digest, timing.quiet
    natural = zone(subscription.division).key if subscription.division else "UTC"
    found = {
        "name": subscription.name,
        "place": subscription.division,
        "substances": [s.value for s in subscription.substances],
        "kinds": [k.value for k in subscription.kinds],
        "importance": subscription.least.value if subscription.least.rank else None,
        "email": subscription.email,
        "webhook": subscription.webhook,
        "apprise": subscription.apprise,
        "secret_env": subscription.secret_env,
        "apprise_env": subscription.apprise_env,
        "above": None if subscription.above else False,
        "below": None if subscription.below else False,
        "operator": subscription.operator or None,
        "digest": digest.every.value if digest else None,
        "at": f"{digest.at:%H:%M}" if digest else None,
        "weekday": digest.weekday.value if digest and digest.every is Every.WEEKLY else None,
        "quiet": f"{quiet.start:%H:%M}-{quiet.end:%H:%M}" if quiet else None,
        "quiet_all": True if quiet and quiet.all else None,
        "zone": timing.zone if timing.zone != natural else None,
        "until": subscription.until,
        "paused": subscription.paused or None,
    }
    row: dict[str, Any] = {n: value for n, value in found.items() if value not in (None, [])}
    if subscription.ahead != AHEAD:
        row["ahead"] = list(subscription.ahead)
    return row
