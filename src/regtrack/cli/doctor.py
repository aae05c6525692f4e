"""`regtrack doctor`: what is wrong and what to do."""

from __future__ import annotations

import argparse
import sqlite3
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from regtrack import config, home
from regtrack.bootstrap import App
from regtrack.cli import checkup_daemon, checkup_telling
from regtrack.cli.checkup import CHECKS, Check, Checkup, Finding, Level
from regtrack.cli.checkup_health import check_health_page
from regtrack.cli.output import put, put_json, wrapped
from regtrack.domain.errors import ConfigError
from regtrack.log_lines import secrets_of
from regtrack.store import health
from regtrack_scrapers.keys import hide

_BROKEN = (sa.exc.SQLAlchemyError, sqlite3.Error, OSError)
_MARKS = {Level.OK: "ok", Level.NOTE: "note", Level.PROBLEM: "PROBLEM"}


def run(arguments: argparse.Namespace) -> int:
    """Look at everything; 0 when nothing needs an operator (notes do not), 1 when something does.
    Wrong settings are a problem like any other, not exit 2."""
    findings = [_without_secrets(f) for f in examine()]
    well = not any(f.level is Level.PROBLEM for f in findings)
    if arguments.json:
        body: dict[str, Any] = {"ok": well, "home": str(home.home())}
        put_json({**body, "findings": [_json(f) for f in findings]})
    else:
        _print(findings, well=well)
    return 0 if well else 1


def examine() -> list[Finding]:
    """All findings; what cannot even be opened is one."""
    try:
        app = App()
    except ConfigError as error:
        advice = "mend regtrack.toml or the environment; `regtrack config show` tells the settings"
        return [Finding("settings", Level.PROBLEM, str(error), advice)]
    try:
        app.engine  # noqa: B018 - opened by being asked for
        app.ensure_baseline()
        with app, health.reading(home.database_url()) as connection:
            given = Checkup(app, connection, home.now())
            more = (*checkup_telling.CHECKS, *checkup_daemon.CHECKS, check_health_page)
            checks = (*CHECKS, *more)
            return [finding for check in checks for finding in _checked(check, given)]
    except ConfigError as error:
        return [Finding("database", Level.PROBLEM, str(error), "see the message")]
    except _BROKEN as error:
        advice = (
            "see that the home can be written and is not full; restore a backup if it is damaged"
        )
        return [Finding("database", Level.PROBLEM, _words(error), advice)]


def _without_secrets(finding: Finding) -> Finding:
    """The words of an error may hold what a library was given."""
    try:
        secrets = secrets_of(config.load())
    except ConfigError:
        return finding
    return replace(finding, message=hide(finding.message, secrets))


def _checked(check: Check, given: Checkup) -> list[Finding]:
    try:
        return list(check(given))
    except _BROKEN as error:
        topic = check.__name__.removeprefix("check_")
        return [Finding(topic, Level.PROBLEM, f"could not be looked at: {_words(error)}")]


def _words(error: Exception) -> str:
    """An error without the statement that met it."""
    return str(getattr(error, "orig", None) or error)[:300]


def _json(finding: Finding) -> dict[str, Any]:
    return {
        "topic": finding.topic,
        "level": finding.level.value,
        "message": finding.message,
        "means": finding.means,
        "advice": finding.advice,
    }


def _print(findings: list[Finding], *, well: bool) -> None:
    for finding in findings:
        put(wrapped(f"{_MARKS[finding.level]}: {finding.topic}: {finding.message}", 0))
        if finding.means and finding.level is not Level.OK:
            put(wrapped(f"that means: {finding.means}", 4))
        if finding.advice and finding.level is not Level.OK:
            put(wrapped(f"-> {finding.advice}", 4))
    put("nothing needs an operator" if well else "something needs an operator")
