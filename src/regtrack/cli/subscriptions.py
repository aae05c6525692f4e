"""`regtrack subscriptions`: who is told of what."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from regtrack import config, home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json
from regtrack.cli.places import gazetteer, one_division
from regtrack.domain.addresses import networks
from regtrack.domain.alerts import Channel, Subscription, alert_id
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.changes_json import instant
from regtrack.domain.dates import day
from regtrack.domain.endpoints import Failing
from regtrack.domain.errors import ConfigError
from regtrack.notify.chat import check_chat
from regtrack.notify.mailbox import mailbox
from regtrack.notify.webhook import check_secret, check_url, new_secret
from regtrack.services.change_log import endpoints
from regtrack.services.ports import DueDelivery
from regtrack.store.deliveries import masked
from regtrack.store.endpoints import SqlEndpoints

_NATION = "ocd-division/country:us"


def add(arguments: argparse.Namespace) -> int:
    """Subscribe an address; prints the id, and a new webhook secret once."""
    if not (arguments.email or arguments.webhook or arguments.apprise):
        raise ConfigError("say where to: --email ADDRESS, --webhook URL, --apprise URL or several")
    if arguments.email:
        _check_mail(arguments.email)
    if arguments.apprise:
        check_chat(arguments.apprise, networks(config.load().alert_networks))
    secret, is_new = _secret(arguments)
    division = one_division(arguments.place, gazetteer()) if arguments.place else None
    subscription = Subscription(
        id="s-" + secrets.token_hex(6),
        division=division,
        substances=tuple(arguments.substance),
        kinds=tuple(arguments.kind),
        email=arguments.email,
        webhook=arguments.webhook,
        apprise=arguments.apprise,
        secret=secret,
        above=not arguments.exact,
        operator=arguments.operator,
    )
    with App() as app:
        app.ensure_baseline()
        with app.unit() as (repository, now):
            repository.add_subscription(subscription, now)
    body = _json(subscription)
    if is_new:
        body["secret"] = secret
    if arguments.json:
        put_json(body)
        return 0
    put(f"{subscription.id}: {_words(subscription)}")
    if is_new:
        put(f"webhook secret (shown once): {secret}")
    return 0


def _check_mail(address: str) -> None:
    try:
        mailbox(address)
    except ValueError as error:
        raise ConfigError(f"not a mail address: {address!r} ({error}); write name@host") from None


def _secret(arguments: argparse.Namespace) -> tuple[str | None, bool]:
    if not arguments.webhook:
        return None, False
    check_url(arguments.webhook, networks(config.load().alert_networks))
    if arguments.secret:
        check_secret(arguments.secret)
        return str(arguments.secret), False
    return new_secret(), True


def list_all(arguments: argparse.Namespace) -> int:
    """The living subscriptions, without their secrets."""
    with App() as app, app.unit() as (repository, _):
        found = repository.subscriptions()
        failing = SqlEndpoints(repository.connection).failing()
    if arguments.json:
        put_json({"subscriptions": [_json(s) | _receivers(s, failing) for s in found]})
        return 0
    for subscription in found:
        put(f"{subscription.id}: {_words(subscription)}")
        for receiver in _receivers(subscription, failing)["receivers"]:
            put(f"  {receiver['to']} is {receiver['state']}")
    put(f"{len(found)} subscriptions")
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """End a subscription; what is due for it is cancelled."""
    with App() as app, app.unit() as (repository, now):
        if not repository.remove_subscription(arguments.id, now):
            raise ConfigError(f"no such subscription: {arguments.id}; see `subscriptions list`")
    if arguments.json:
        put_json({"id": arguments.id, "removed": True})
    else:
        put(f"{arguments.id} removed")
    return 0


def test(arguments: argparse.Namespace) -> int:
    """Send a test message by the same way as an alert; 1 when it was not taken at once."""
    with App() as app:
        with app.unit() as (repository, now):
            found = [s for s in repository.subscriptions() if s.id == arguments.id]
            if not found:
                raise ConfigError(f"no such subscription: {arguments.id}; see `subscriptions list`")
            change = _test_change(found[0], now)
            repository.add_change(change)
            for endpoint in endpoints(found[0]):
                key = alert_id(change.id, found[0].id, endpoint.channel, endpoint.address)
                due = DueDelivery(key, found[0].id, change.id, endpoint, now)
                repository.add_delivery(due, now)
        report = asyncio.run(app.deliver())
    body = {"id": arguments.id, **vars(report)}
    if arguments.json:
        put_json(body)
    else:
        put(f"messages: {report.done} sent, {report.later} later, {report.dead} dead")
        if report.later or report.dead:
            put("see `regtrack deliveries list`")
    return 1 if report.later or report.dead else 0


def _test_change(subscription: Subscription, now: dt.datetime) -> Change:
    digest = hashlib.sha256(f"{subscription.id}{now.isoformat()}".encode()).hexdigest()[:12]
    return Change(
        key=f"test|{digest}",
        kind=ChangeKind.STATUS,
        division=subscription.division or _NATION,
        recorded_at=now,
        substances=subscription.substances,
        on=day(home.now().date()),
        news=False,
        notes=("This is a test of your subscription. Nothing has changed.",),
    )


def _json(subscription: Subscription) -> dict[str, Any]:
    return {
        "id": subscription.id,
        "division": subscription.division,
        "substances": [s.value for s in subscription.substances],
        "kinds": [k.value for k in subscription.kinds],
        "email": subscription.email,
        "webhook": _masked(Channel.WEBHOOK, subscription.webhook),
        "apprise": _masked(Channel.APPRISE, subscription.apprise),
        "above": subscription.above,
        "operator": subscription.operator,
    }


def _words(subscription: Subscription) -> str:
    place = subscription.division or "everywhere"
    what = ", ".join(subscription.substances) or "every substance"
    where = " and ".join(masked(e.channel, e.address) for e in endpoints(subscription))
    return f"{place}: {what} -> {where}"


def _masked(channel: Channel, address: str | None) -> str | None:
    return masked(channel, address) if address else None


def _receivers(subscription: Subscription, failing: Mapping[str, Failing]) -> dict[str, Any]:
    """Those that fail or were switched off."""
    return {
        "receivers": [
            {
                "to": masked(e.channel, e.address),
                "state": failing[e.key].words,
                "disabled_at": instant(off) if (off := failing[e.key].disabled_at) else None,
            }
            for e in endpoints(subscription)
            if e.key in failing
        ]
    }
