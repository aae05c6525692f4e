"""`regtrack subscriptions apply|export`: subscriptions in a TOML file under version control."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json
from regtrack.cli.subscriptions import lookups, who
from regtrack.domain.alerts import Subscription
from regtrack.domain.errors import ConfigError
from regtrack.notify.webhook import check_secret
from regtrack.services import subscribing
from regtrack.services.subscribing import Applied, Hand
from regtrack.services.subscription_terms import Lookups, read, terms

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


def apply(arguments: argparse.Namespace) -> int:
    """Make the subscriptions of a file what it says: adds, changes and ends those that it owns and
    leaves the others alone. All of it happens, or with a mistake in any row nothing."""
    owner, wanted = load(Path(arguments.file), lookups(_environment))
    with App() as app:
        app.ensure_baseline()
        with app.unit() as (repository, now):
            hand = Hand(who(arguments), now)
            done = subscribing.apply(repository, owner, wanted, hand, dry_run=arguments.dry_run)
    if arguments.json:
        put_json({"owner": owner, "dry_run": arguments.dry_run, **_json(done)})
    else:
        for line in _lines(done):
            put(line)
        put("nothing was written: this was a dry run" if arguments.dry_run else f"owner: {owner}")
    return 0


def load(path: Path, ask: Lookups) -> tuple[str, list[Subscription]]:
    """The owner that a file names (its own name without it) and its subscriptions, in order.
    Raises ConfigError that names every wrong row."""
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    owner, rows = body.get("owner", path.stem), body.get("subscription", [])
    problems = [f"`{n}` is not known; take owner, subscription" for n in
                sorted(set(body) - {"owner", "subscription"})]  # fmt: skip
    if not isinstance(owner, str) or not owner.strip() or not owner.isprintable():
        problems.append('`owner` is wrong; write owner = "compliance"')
    if not isinstance(rows, list):
        problems, rows = [*problems, "write each row under [[subscription]]"], []
    found: dict[str, Subscription] = {}
    for number, row in enumerate(rows, start=1):
        try:
            made = _subscription(row, str(owner), ask)
            if made.name in found:
                raise ConfigError(f"the name {made.name!r} is taken by a row above it")
            found[str(made.name)] = made
        except ConfigError as error:
            name = row.get("name", "without a name") if isinstance(row, dict) else "no table"
            told = f"[[subscription]] {number} ({name}): "
            problems += [told + line for line in str(error).splitlines()]
    if problems:
        raise ConfigError(f"{path}:\n  " + "\n  ".join(problems))
    return str(owner), list(found.values())


def _subscription(row: Any, owner: str, ask: Lookups) -> Subscription:
    if not isinstance(row, Mapping):
        raise ConfigError("write `[[subscription]]` and one setting a line under it")
    name = row.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigError('`name` tells the row apart; write name = "ops-mail", small letters, '
                          "digits, - and _")  # fmt: skip
    if "webhook" in row and "secret_env" not in row:
        raise ConfigError("a webhook needs `secret_env`, the name of the variable that holds its "
                          'whsec_ secret; write secret_env = "REGTRACK_OPS_SECRET"')  # fmt: skip
    key = "s-" + hashlib.sha256(f"{owner}\n{name}".encode()).hexdigest()[:12]
    return read(row, key, owner, ask)


def _environment(variable: str) -> str | None:
    secret = os.environ.get(variable)
    if secret is not None:
        check_secret(secret)
    return secret


def _json(done: Applied) -> dict[str, Any]:
    return {
        "added": [_named(s) for s in done.added],
        "changed": [
            {**_named(s), "fields": {n: list(v) for n, v in fields.items()}}
            for s, fields in done.changed
        ],
        "ended": [_named(s) for s in done.ended],
        "unchanged": done.unchanged,
    }


def _named(subscription: Subscription) -> dict[str, Any]:
    return {"id": subscription.id, "name": subscription.name}


def _lines(done: Applied) -> Iterator[str]:
    yield from (f"+ {s.name} ({s.id})" for s in done.added)
    for subscription, fields in done.changed:
        told = ", ".join(f"{n}: {old} -> {new}" for n, (old, new) in fields.items())
        yield f"~ {subscription.name} ({subscription.id}) {told}"
    yield from (f"- {s.name} ({s.id})" for s in done.ended)
    yield (f"{len(done.added)} added, {len(done.changed)} changed, {len(done.ended)} ended, "
           f"{done.unchanged} as they were")  # fmt: skip


def export(arguments: argparse.Namespace) -> int:
    """Print the living subscriptions as a file for `apply`, without any secret: a chat's address is
    one. Those that no file
    owns are named by their ids; once applied, the file's are others: end the old ones."""
    with App() as app, app.unit() as (repository, _):
        living = repository.subscriptions()
    chosen = [s for s in living if arguments.owner in (None, s.owner)]
    named = [s if s.name else replace(s, name=s.id) for s in chosen]
    if arguments.json:
        rows = [{k: str(v) if k == "until" else v for k, v in _terms(s).items()} for s in named]
        put_json({"owner": arguments.owner, "subscription": rows})
        return 0
    if arguments.owner:
        put(f"owner = {_toml(arguments.owner)}\n")
    for subscription in named:
        put("[[subscription]]")
        for name, value in _terms(subscription).items():
            put(f"{name} = {_toml(value)}")
        put("")
    return 0


def _terms(subscription: Subscription) -> dict[str, Any]:
    row = terms(subscription)
    word = re.sub(r"[^A-Z0-9]", "_", str(subscription.name).upper())
    if subscription.webhook and not subscription.secret_env:
        row["secret_env"] = f"REGTRACK_SECRET_{word}"
    if row.pop("apprise", None) and not subscription.apprise_env:
        row["apprise_env"] = f"REGTRACK_CHAT_{word}"
    return row


def _toml(value: Any) -> str:
    if isinstance(value, (str, list, bool)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
