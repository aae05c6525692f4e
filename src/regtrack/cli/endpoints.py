"""`regtrack subscriptions rotate|enable`: the secrets and the receivers of subscriptions."""

from __future__ import annotations

import argparse

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json
from regtrack.cli.subscriptions import who
from regtrack.domain.changes_json import instant
from regtrack.domain.errors import ConfigError
from regtrack.notify.webhook import new_secret
from regtrack.services import subscribing
from regtrack.services.change_log import endpoints
from regtrack.services.subscribing import Hand
from regtrack.store import deliveries
from regtrack.store.endpoints import SqlEndpoints, rotate


def rotate_secret(arguments: argparse.Namespace) -> int:
    """Give a webhook a new secret, shown once; the one of before signs beside it for a while."""
    secret = new_secret()
    with App() as app, app.unit() as (repository, now):
        found = subscribing.find(repository, arguments.id)
        if found.secret_env:
            raise ConfigError(
                f"the secret of {found.id} stands in the variable {found.secret_env}: "
                "put the new one there, before the old, with a space between"
            )
        until = now + arguments.grace
        if rotate(repository.connection, found.id, secret, until) is None:
            raise ConfigError(f"{found.id} has no webhook; see `subscriptions list`")
        subscribing.rotated(repository, found, Hand(who(arguments), now), until)
    if arguments.json:
        put_json({"id": found.id, "secret": secret, "old_until": instant(until)})
    else:
        put(f"webhook secret (shown once): {secret}")
        put(f"the one of before signs beside it until {until:%Y-%m-%d %H:%M} UTC")
    return 0


def enable(arguments: argparse.Namespace) -> int:
    """Switch the receivers of a subscription on, and make due what was given up since they began
    to fail."""
    with App() as app, app.unit() as (repository, now):
        found = subscribing.find(repository, arguments.id)
        book = SqlEndpoints(repository.connection)
        failing, due = book.failing(), list[str]()
        off = [e for e in endpoints(found) if e.key in failing]
        for endpoint in off:
            since = failing[endpoint.key].failing_since
            book.forget(endpoint.key)
            due += deliveries.retry_endpoint(repository.connection, now, endpoint, since)
        if off:
            states = {e.channel.value: failing[e.key].words for e in off}
            subscribing.enabled(repository, found, Hand(who(arguments), now), states)
    if arguments.json:
        put_json({"id": found.id, "enabled": [e.channel.value for e in off], "due": due})
        return 0
    if not off:
        put(f"{found.id}: none of its receivers was switched off or failing")
        return 0
    names = " and ".join(e.channel.value for e in off)
    put(f"{found.id}: {names} switched on; {len(due)} messages due again")
    return 0
