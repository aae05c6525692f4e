"""Receivers in trouble while a daemon is killed: which sort, what is right meanwhile, and what an
operator does when it is over."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from regtrack.demo.faults import Behaviour, Fault
from regtrack.demo.receivers import SmtpReceiver, WebhookReceiver
from regtrack.domain.alerts import Channel, Endpoint
from reliability.facts import Facts
from reliability.world import World

#: How long a life waits for the answer of a receiver that never gives a whole one, in seconds.
PATIENCE = 0.7
_LONG = 60.0
_MB = 1024 * 1024
_SUBSCRIPTION = {"first": "s-all", "second": "s-nd"}


class Trouble(StrEnum):
    """How a receiver meets messages."""

    REFUSED = "connection refused"
    RESET = "reset, message not taken"
    LOST = "message taken, then reset"
    SILENT = "message taken, no answer in time"
    DRIP = "message taken, answer byte by byte (slow-loris)"
    LATER = "SMTP 451"
    NEVER = "SMTP 550"
    GONE = "HTTP 410"
    THROTTLED = "HTTP 429, Retry-After an hour"
    BROKEN = "HTTP 500"
    HUGE = "HTTP 200 with a reply of 10 MB"


_BEHAVIOUR = {
    Trouble.RESET: Behaviour(Fault.RESET),
    Trouble.LOST: Behaviour(Fault.DROP),
    Trouble.SILENT: Behaviour(Fault.SLOW, seconds=_LONG),
    Trouble.DRIP: Behaviour(Fault.DRIP, seconds=0.05),
    Trouble.LATER: Behaviour(Fault.REFUSE),
    Trouble.NEVER: Behaviour(Fault.REJECT),
    Trouble.GONE: Behaviour(status=410),
    Trouble.THROTTLED: Behaviour(status=429, retry_after="3600"),
    Trouble.BROKEN: Behaviour(status=500),
    Trouble.HUGE: Behaviour(reply_bytes=10 * _MB),
}
_ANYWHERE = (Trouble.REFUSED, Trouble.RESET, Trouble.LOST, Trouble.SILENT, Trouble.DRIP)
_OF_MAIL = (*_ANYWHERE, Trouble.LATER, Trouble.NEVER)
_OF_HOOKS = (*_ANYWHERE, Trouble.GONE, Trouble.THROTTLED, Trouble.BROKEN, Trouble.HUGE)
#: A message that meets these is given up at once, and made due by an operator.
_FINAL = frozenset({Trouble.NEVER, Trouble.GONE})


def troubles(seed: int) -> dict[str, Trouble]:
    """By sink, for seven seeds in ten; always the same for a seed."""
    rng = random.Random(f"trouble {seed}")
    if rng.random() >= 0.7:
        return {}
    sinks = rng.choice((("mail",), ("first",), ("second",), ("mail", "first", "second")))
    return {sink: rng.choice(_OF_MAIL if sink == "mail" else _OF_HOOKS) for sink in sinks}


def has_an_end(found: dict[str, Trouble]) -> bool:
    """Whether a daemon that lives longer gets over it without an operator."""
    return not _FINAL & set(found.values())


@dataclass
class Receivers:
    """The sinks of a world, some of them in trouble from `begin` to `end`."""

    world: World
    found: dict[str, Trouble]
    met: Counter[str] = field(default_factory=Counter)  # by sink: tries that met the trouble
    switched_off: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """From now on."""
        self._marks = self.world.marks()
        for name, trouble in self.found.items():
            if trouble is Trouble.REFUSED:
                self._sink(name).refuse()
            else:
                self._sink(name).plan.always(_BEHAVIOUR[trouble])

    def end(self) -> None:
        """They are well again."""
        for name in self.found:
            self._sink(name).plan.always(Fault.ACCEPT)
            self._sink(name).start()

    def _sink(self, name: str) -> SmtpReceiver | WebhookReceiver:
        return self.world.mail if name == "mail" else self.world.hooks[name]

    @property
    def patience(self) -> dict[str, float]:
        """What to order of a life meanwhile."""
        hangs = {Trouble.SILENT, Trouble.DRIP} & set(self.found.values())
        return {"patience": PATIENCE} if hangs else {}

    def judge(self, home: Path, *, alive: bool) -> None:
        """What the home says of the trouble, before it ends; `alive` says that a life went
        through all of it and was not killed."""
        now = self.world.marks()
        for name, trouble in self.found.items():
            rows = self._rows(home, name)
            failed = sum(tries for _, tries, _ in rows)
            seen = now[name] - self._marks[name]
            self.met[name] = failed if trouble is Trouble.REFUSED else seen
            dead = [words for state, _, words in rows if state == "dead"]
            if dead and trouble not in _FINAL:
                self.wrong.append(f"{name}: given up for {trouble}: {dead}")
            if alive and trouble in _FINAL and len(dead) != len(rows):
                self.wrong.append(f"{name}: not given up for {trouble}: {rows}")
            if trouble is Trouble.GONE and self._is_off(home, name):
                self.switched_off.append(name)
            elif alive and trouble is Trouble.GONE and seen:
                self.wrong.append(f"{name} is not switched off after {seen} times 410")

    def mend(self, home: Path, day: int, minutes: int) -> None:
        """What an operator does: switch on what was switched off, and let mail that was given up
        be sent again."""
        for name in self.switched_off:
            words = ("subscriptions", "enable", _SUBSCRIPTION[name])
            self._operate(home, day, minutes, *words)
            left = [row for row in self._rows(home, name) if row[0] == "dead"]
            if left:
                self.wrong.append(f"{name} was switched on and does not get {left}")
        if Trouble.NEVER in self.found.values():
            self._operate(home, day, minutes, "deliveries", "retry")

    def _operate(self, home: Path, day: int, minutes: int, *words: str) -> None:
        if self.world.command(home, day, *words, minutes=minutes).code != 0:
            self.wrong.append(f"{' '.join(words)} failed")

    def _rows(self, home: Path, name: str) -> list[tuple[str, int, str]]:
        """The deliveries of a sink that it has not taken, so far as the home knows: state, tries,
        the last answer."""
        sql = (
            "SELECT state, json_array_length(attempts), json_extract(attempts, '$[#-1].answer') "
            "FROM delivery WHERE state <> 'done' AND "
        )
        with contextlib.closing(sqlite3.connect(home / "regtrack.db")) as db:
            if name == "mail":
                return db.execute(f"{sql} channel = 'email'").fetchall()
            url = self.world.hooks[name].url
            return db.execute(f"{sql} address = ?", (url,)).fetchall()

    def _is_off(self, home: Path, name: str) -> bool:
        sql = "SELECT COUNT(*) FROM endpoint WHERE id = ? AND disabled_at IS NOT NULL"
        with contextlib.closing(sqlite3.connect(home / "regtrack.db")) as db:
            return bool(db.execute(sql, (self._key(name),)).fetchone()[0])

    def _key(self, name: str) -> str:
        return Endpoint(Channel.WEBHOOK, self.world.hooks[name].url).key

    def unordered(self) -> list[str]:
        """Where messages may come out of order: one that was given up and is sent by hand comes
        after those that were behind it."""
        return [name for name, trouble in self.found.items() if trouble is Trouble.NEVER]

    def without_notice(self, facts: Facts) -> Facts:
        """The facts without what is told of a webhook that was switched off: the mail of its
        subscription is told, once. The second webhook has nobody else to tell."""
        wanted = int("first" in self.switched_off)
        change = f"endpoint|s-all|{self._key('first')}"
        delivery = (change, "s-all", "email", "done")
        subjects = [subject for subject in facts.sent["mail"] if "switched off" in subject]
        told = (facts.changes[change], facts.deliveries[delivery], len(subjects))
        if told != (wanted, wanted, wanted):
            self.wrong.append(f"changes, deliveries, mails of the switching off: {told}")
        mails = {s: ids for s, ids in facts.sent["mail"].items() if s not in subjects}
        return replace(
            facts,
            changes=facts.changes - Counter({change: wanted}),
            deliveries=facts.deliveries - Counter({delivery: wanted}),
            sent={**facts.sent, "mail": mails},
        )


def due(home: Path) -> dt.datetime | None:
    """When the last of what waits is due; None when all is settled."""
    sql = "SELECT MAX(due_at) FROM delivery WHERE state IN ('due', 'sending')"
    with contextlib.closing(sqlite3.connect(home / "regtrack.db")) as db:
        found = db.execute(sql).fetchone()[0]
    return dt.datetime.fromisoformat(found) if found else None
