"""What `doctor` looks at for the daemon's sake: its starts, the clock, keys, locks, permissions."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pydantic import SecretStr

from regtrack import home
from regtrack.cli.checkup import Check, Checkup, Finding, Level, minute
from regtrack.domain.dates import aware_utc
from regtrack.paths import data_folder
from regtrack.runner.quotas import quotas_of_keys
from regtrack.services.starts import STARTS, WITHIN, Starts, starts_of
from regtrack.store import database, health
from regtrack.store.outbox import LAST_INSTANT

_LOCK_SECONDS = 2.0
#: So far may the clock be behind the newest instant: a unit of work was written just now.
_BEHIND = dt.timedelta(minutes=5)
#: A review of the curated facts that is older is worth a word.
_REVIEW_DAYS = 180
_REVIEWED = re.compile(r'^reviewed = "(\d{4}-\d\d-\d\d)"', re.MULTILINE)
_NEARLY_SPENT = 0.9


def check_starts(given: Checkup) -> Iterator[Finding]:
    """Whether the daemon of a machine is started again and again."""
    for machine, text in sorted(health.settings_below(given.connection, STARTS).items()):
        found = starts_of(text)
        if found.looping:
            yield _loop(machine, found, given.now)


def _loop(machine: str, found: Starts, now: dt.datetime) -> Finding:
    last = found.instants[-1]
    message = f"the daemon on {machine} {found.words()}, since {minute(found.instants[0])}"
    means = "while it starts again and again, sources are watched late and alerts come late"
    if now - last > WITHIN:
        means = f"it has not been started again since {minute(last)}; nothing was lost"
        return Finding("daemon", Level.NOTE, message, "see its log for what ended it", means)
    advice = "see the last lines of its log before each start; the reason stands there"
    return Finding("daemon", Level.PROBLEM, message, advice, means)


def check_clock(given: Checkup) -> Iterator[Finding]:
    """Whether the clock is behind what the database has recorded."""
    text = health.setting(given.connection, LAST_INSTANT)
    if text is None:
        return
    last = aware_utc(text)
    if last <= given.now + _BEHIND:
        yield Finding("clock", Level.OK, "the clock is not behind the database")
        return
    message = (
        f"the clock says {minute(given.now)} and the newest entry of the database "
        f"{minute(last)}: one of the two was wrong"
    )
    means = (
        "answers stay right in order, but what is recorded reads as later than it was, and laws "
        "that start until then may have been told as begun"
    )
    advice = (
        "see that a time server sets the clock (`timedatectl`); if the database is wrong, restore "
        "the backup from before the clock jumped"
    )
    yield Finding("clock", Level.PROBLEM, message, advice, means)


def check_quotas(given: Checkup) -> Iterator[Finding]:
    """What the keys of the watched sources have left."""
    specs = health.specs(given.connection)
    for quota in quotas_of_keys(specs, given.app.fetch_settings.key_use):
        words = f"{quota.host}: {quota}"
        means = f"its sources wait until the next {quota.period}; answers that rest on them age"
        advice = "narrow the sources of this key, lower their cadence, or ask for a larger one"
        if quota.left == 0:
            yield Finding("keys", Level.PROBLEM, words, advice, means)
        elif quota.used >= quota.most * _NEARLY_SPENT:
            yield Finding("keys", Level.NOTE, words, advice, means)
        else:
            yield Finding("keys", Level.OK, words)


def check_lock(given: Checkup) -> Iterator[Finding]:
    """Whether the database can be written to now."""
    file = database.sqlite_file(home.database_url())
    if file is None or not file.exists():
        return
    address = f"{file.absolute().as_uri()}?mode=rw"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=_LOCK_SECONDS, isolation_level=None)
        ) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        message = f"nothing can be written to the database now: {error}"
        means = "answers stay as they are; nothing new is recorded until it can be written again"
        advice = (
            "if it is locked, look for a process that holds it (`fuser`), a frozen one too; if it "
            "is read-only, see the disk and whom the file belongs to"
        )
        yield Finding("database", Level.PROBLEM, message, advice, means)


def check_permissions(given: Checkup) -> Iterator[Finding]:
    """Whether the home can be written, and secrets be read by others."""
    folders = [given.app.home, given.app.home / "snapshots", given.app.home / "spool"]
    closed = [str(f) for f in folders if f.exists() and not os.access(f, os.W_OK | os.X_OK)]
    if closed:
        message = f"cannot be written: {', '.join(closed)}"
        means = "what is received cannot be kept, so that every run of a source fails"
        advice = "give the folder to the user who runs regtrack, or make the disk writable again"
        yield Finding("permissions", Level.PROBLEM, message, advice, means)
    file = given.app.home / "regtrack.toml"
    if _read_by_others(file) and _holds_secrets(given, file):
        message = f"{file} holds secrets and other users of this machine can read it"
        yield Finding("permissions", Level.NOTE, message, f"chmod 600 {file}")


def _read_by_others(file: Path) -> bool:
    return file.is_file() and bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def _holds_secrets(given: Checkup, file: Path) -> bool:
    text = file.read_text(encoding="utf-8", errors="replace")
    secret = [n for n, v in given.app.settings if isinstance(v, SecretStr)]
    return any(re.search(rf"(?m)^\s*{name}\s*=", text) for name in secret)


def check_review(given: Checkup) -> Iterator[Finding]:
    """How old the review of the curated facts is."""
    found: list[str] = []
    for file in (data_folder() / "baseline").rglob("*.toml"):
        found += _REVIEWED.findall(file.read_text(encoding="utf-8"))
    if not found:
        return
    newest = max(found)
    age = (given.now.date() - dt.date.fromisoformat(newest)).days
    if age > _REVIEW_DAYS:
        message = f"the curated facts were reviewed last on {newest}, {age} days ago"
        means = "where no source is watched, answers rest on them and read `stale`"
        advice = "install a newer regtrack, or watch sources for the places that matter to you"
        yield Finding("baseline", Level.NOTE, message, advice, means)


CHECKS: tuple[Check, ...] = (
    check_lock,
    check_permissions,
    check_starts,
    check_clock,
    check_quotas,
    check_review,
)
