"""What `doctor` looks at. Each check gives findings in words, with what to do."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from regtrack.bootstrap import BASELINE, App
from regtrack.services.turn_of_day import LAST_TICK
from regtrack.services.watching import cadence
from regtrack.store import database, health, queries

_MEGABYTE = 1024 * 1024
_FULL, _NEARLY_FULL = 200 * _MEGABYTE, 2000 * _MEGABYTE
_LATE = dt.timedelta(hours=1)
_SHOWN = 5


class Level(StrEnum):
    """How much a finding matters: only a problem needs an operator."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, what to do about it, and what it means for answers and
    alerts until then."""

    topic: str
    level: Level
    message: str
    advice: str | None = None
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the checks share."""

    app: App
    connection: sa.Connection
    now: dt.datetime


Check = Callable[[Checkup], Iterator[Finding]]


def check_database(given: Checkup) -> Iterator[Finding]:
    """The schema and the file itself."""
    damage = health.damage(given.connection)
    revision = database.revision(given.connection)
    if damage:
        message = f"the database is damaged: {'; '.join(damage[:_SHOWN])}"
        advice = "stop the daemon, keep the file, and restore the newest backup"
        yield Finding("database", Level.PROBLEM, message, advice)
    else:
        words = f"{given.connection.dialect.name}, schema {revision}, no damage found"
        yield Finding("database", Level.OK, words)


def check_baseline(given: Checkup) -> Iterator[Finding]:
    """The curated facts."""
    if health.setting(given.connection, BASELINE):
        yield Finding("baseline", Level.OK, "the curated facts are loaded")
    else:
        advice = "run `regtrack db upgrade`"
        yield Finding("baseline", Level.PROBLEM, "the curated facts are not loaded", advice)


def check_settings(given: Checkup) -> Iterator[Finding]:
    """What the subscriptions need and the settings lack."""
    settings, wanted = given.app.settings, health.endpoints(given.connection)
    if wanted.mail and settings.smtp_host is None:
        message = f"{wanted.mail} subscriptions want mail and no mail server is set"
        advice = "set smtp_host and smtp_sender in regtrack.toml, or REGTRACK_SMTP_HOST"
        yield Finding("settings", Level.PROBLEM, message, advice)
    if not settings.contact:
        message = "`contact` is not set: publishers cannot write to whoever runs this"
        advice = "set contact to a mail address or a page about your use"
        yield Finding("settings", Level.NOTE, message, advice)
    if not wanted.operator and settings.operator_email is None:
        message = "nobody is told when a source breaks"
        advice = "set operator_email, or run `regtrack subscriptions add --operator`"
        level = Level.PROBLEM if health.sources(given.connection) else Level.NOTE
        yield Finding("settings", level, message, advice)
    if not wanted.mail and not wanted.webhook and not wanted.chat:
        message = "there are no subscriptions: nobody is told of changes"
        advice = "run `regtrack subscriptions add --place PLACE --email ADDRESS`"
        yield Finding("settings", Level.NOTE, message, advice)


def check_sources(given: Checkup) -> Iterator[Finding]:
    """Faults, sources never run, and those that are late."""
    found = health.sources(given.connection)
    if not found:
        advice = "run `regtrack sources add --all`, or watch sources of your own with --sources"
        yield Finding("sources", Level.NOTE, "no source is watched", advice)
        return
    for source in found:
        if source.fault:
            yield _faulty(source, given)
    never = [s.key for s in found if s.last_run_at is None]
    if never:
        message = f"never run: {_some(never)}"
        means = "answers rest on the curated facts alone where only these sources are watched"
        yield Finding("sources", Level.PROBLEM, message, "run `regtrack daemon` or `watch`", means)
    late = [s.key for s in found if s.last_run_at is not None and _is_late(s, given.now)]
    if late:
        message = f"overdue: {_some(late)}"
        advice = "see that the daemon runs; its log says why a run did not end"
        oldest = [s.last_ok_at for s in found if s.key in late and s.last_ok_at]
        since = f" since {minute(min(oldest))}" if oldest else ""
        means = f"what these sources published{since} is not in the answers"
        yield Finding("sources", Level.PROBLEM, message, advice, means)
    well = sum(s.fault is None and s.last_run_at is not None for s in found) - len(late)
    yield Finding("sources", Level.OK, f"{max(well, 0)} of {len(found)} sources are well")


def _faulty(source: health.SourceHealth, given: Checkup) -> Finding:
    since = f"since {minute(source.last_ok_at)}" if source.last_ok_at else "since it was added"
    message = (
        f"{source.key}: {source.fault}, {source.failures} runs in a row, {since}: "
        f"{source.fault_message or ''}"
    )
    fault = source.fault or ""
    if (source.fault_message or "").startswith(_NO_RULES):
        fault = "fetch_failed"  # no answer to the question whether we may ask
    advice = _ADVICE.get(fault, "look at the page") + f": {source.url}"
    many = source.failures >= given.app.settings.failures_before_alert
    level = Level.PROBLEM if many else Level.NOTE
    return Finding("sources", level, message, advice, _old(source))


def _old(source: health.SourceHealth) -> str:
    if source.last_ok_at is None:
        return "nothing is known from this source; answers do not rest on it"
    return f"what it published since {minute(source.last_ok_at)} is not in the answers"


_NO_RULES = "robots.txt gave no answer"
_ADVICE = {
    "fetch_failed": "see whether the address answers in a browser; the network may be down",
    "blocked": "the publisher does not let us in; write to them, or watch another copy",
    "layout_changed": "the page moved or looks different; mend the source's address or options",
    "unexpectedly_empty": "a list that is never empty is empty; see whether it moved",
    "schema_drift": "the publisher renamed or dropped fields; mend the platform or the paths",
    "stale_upstream": "the publisher's own data is old; tell them, or watch another copy",
    "quota_spent": "the key has no request left; narrow the source, or get a larger key",
    "invalid_document": "the page or the source's options are not as expected",
    "ingest_error": "a document could not be read; the log has the details",
}


def _is_late(source: health.SourceHealth, now: dt.datetime) -> bool:
    grace = max(_LATE, cadence(source.cadence))
    return source.due(now) and source.next_due_at is not None and source.next_due_at < now - grace


def check_reviews(given: Checkup) -> Iterator[Finding]:
    """Readings that count only when a person says so."""
    held = len(queries.held(given.connection))
    if held:
        message = f"{held} readings wait for a person; until then they do not count"
        yield Finding("review", Level.NOTE, message, "see `regtrack review list`")


def check_snapshots(given: Checkup) -> Iterator[Finding]:
    """Whether the bytes behind the evidence are still there."""
    names = health.snapshot_names(given.connection)
    missing = [n for n in names if not given.app.snapshots.has(n)]
    if missing:
        message = f"{len(missing)} of {len(names)} received bodies are missing: {_some(missing)}"
        advice = "restore the folder `snapshots` of the home; evidence cannot be found again"
        yield Finding("snapshots", Level.PROBLEM, message, advice)
    else:
        yield Finding("snapshots", Level.OK, f"{len(names)} received bodies are there")


def check_tick(given: Checkup) -> Iterator[Finding]:
    """Whether anything turns the day."""
    text = health.setting(given.connection, LAST_TICK)
    watched = bool(health.sources(given.connection))
    advice = "run `regtrack daemon`, or `regtrack watch` from a timetable"
    if text is None:
        level = Level.PROBLEM if watched else Level.NOTE
        yield Finding("tick", level, "neither daemon nor watch has run yet", advice)
        return
    last = dt.datetime.fromisoformat(text)
    if watched and last < given.now - dt.timedelta(days=1):
        message = f"no tick since {minute(last)}: laws that came into force were not told"
        means = "`status` is right by the day it is asked for; alerts of these days come late"
        yield Finding("tick", Level.PROBLEM, message, advice, means)
    else:
        yield Finding("tick", Level.OK, f"last tick {minute(last)}")


def check_disk(given: Checkup) -> Iterator[Finding]:
    """Room for what comes."""
    free = shutil.disk_usage(given.app.home).free
    words = f"{free // _MEGABYTE} MB are free at {given.app.home}"
    if free < _FULL:
        means = "answers stay as they are; soon nothing new can be recorded"
        yield Finding("disk", Level.PROBLEM, words, "make room", means)
    elif free < _NEARLY_FULL:
        yield Finding("disk", Level.NOTE, words, "make room before long")
    else:
        yield Finding("disk", Level.OK, words)


CHECKS: tuple[Check, ...] = (
    check_database,
    check_baseline,
    check_settings,
    check_sources,
    check_reviews,
    check_snapshots,
    check_tick,
    check_disk,
)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def minute(value: dt.datetime) -> str:
    """An instant for people."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
