"""`regtrack subscriptions`: who is told of what."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import getpass
import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
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
from regtrack.services import subscribing
from regtrack.services.change_log import endpoints
from regtrack.services.ports import DueDelivery, Repository, SubscriptionEvent
from regtrack.services.subscribing import Hand
from regtrack.services.subscription_terms import Lookups, read, terms
from regtrack.store.deliveries import masked
from regtrack.store.endpoints import SqlEndpoints

_NATION = "ocd-division/country:us"
_TIMES = ("digest", "at", "weekday", "quiet", "quiet_all", "zone")


def add(arguments: argparse.Namespace) -> int:
    """Subscribe an address; prints the id, and a new webhook secret once."""
    secret, is_new = _secret(arguments)
    row = _row(arguments)
    if not (arguments.email or arguments.webhook or arguments.apprise):
        raise ConfigError("say where to: --email ADDRESS, --webhook URL, --apprise URL or several")
    made = read(row, "s-" + secrets.token_hex(6), None, lookups(lambda _: None))
    made = replace(made, secret=secret)
    with App() as app:
        app.ensure_baseline()
        with app.unit() as (repository, now):
            if made.expired(now):
                raise ConfigError(f"--until {made.until} is over: it would be told nothing")
            subscribing.add(repository, made, Hand(who(arguments), now))
    body = described(made)
    if is_new:
        body["secret"] = secret
    if arguments.json:
        put_json(body)
        return 0
    put(f"{made.id}: {_words(made)}")
    if is_new:
        put(f"webhook secret (shown once): {secret}")
    return 0


def _row(arguments: argparse.Namespace) -> dict[str, Any]:
    """The options as the row of a file would say them."""
    row: dict[str, Any] = {
        "place": arguments.place,
        "email": arguments.email,
        "webhook": arguments.webhook,
        "apprise": arguments.apprise,
        "importance": arguments.importance,
        "until": arguments.until,
        **{name: getattr(arguments, name) for name in _TIMES},
        "ahead": _days(arguments.ahead),
    }
    row = {name: value for name, value in row.items() if value not in (None, False)}
    row["substances"] = [s.value for s in arguments.substance]
    row["kinds"] = [k.value for k in arguments.kind]
    row["above"], row["below"] = not arguments.exact, not arguments.no_below
    row["operator"] = arguments.operator
    return row


def _days(text: str | None) -> list[int] | None:
    if text is None:
        return None
    try:
        return [int(word) for word in text.split(",")] if text != "none" else []
    except ValueError:
        raise ConfigError(f"--ahead {text!r} is wrong; write 30,7,1,0 or none") from None


def lookups(secret: Callable[[str], str | None]) -> Lookups:
    """What the terms of a subscription are checked against."""
    places = gazetteer()
    allowed = networks(config.load().alert_networks)
    return Lookups(
        place=lambda text: one_division(text, places),
        mail=check_mail,
        web=lambda url: check_url(url, allowed),
        chat=lambda address: check_chat(address, allowed),
        secret=secret,
        variable=os.environ.get,
    )


def check_mail(address: str) -> str:
    """The address if it is one. Raises ConfigError."""
    try:
        mailbox(address)
    except ValueError as error:
        raise ConfigError(f"not a mail address: {address!r} ({error}); write name@host") from None
    return address


def _secret(arguments: argparse.Namespace) -> tuple[str | None, bool]:
    if not arguments.webhook:
        return None, False
    check_url(arguments.webhook, networks(config.load().alert_networks))
    if arguments.secret:
        check_secret(arguments.secret)
        return str(arguments.secret), False
    return new_secret(), True


def who(arguments: argparse.Namespace) -> str:
    """Who changes something: `--by` in one line, so that it passes for no other entry of the audit,
    or the user of this system."""
    if by := " ".join(str(arguments.by or "").split()):
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that has no name
        return f"uid {os.getuid()}"


def list_all(arguments: argparse.Namespace) -> int:
    """The living subscriptions, without their secrets."""
    with App() as app, app.unit() as (repository, _):
        found = repository.subscriptions()
        failing = SqlEndpoints(repository.connection).failing()
    if arguments.json:
        put_json({"subscriptions": [described(s) | _receivers(s, failing) for s in found]})
        return 0
    for subscription in found:
        put(f"{subscription.id}: {_words(subscription)}")
        for receiver in _receivers(subscription, failing)["receivers"]:
            put(f"  {receiver['to']} is {receiver['state']}")
    put(f"{len(found)} subscriptions")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """One living subscription, without its secret."""
    with App() as app, app.unit() as (repository, _):
        found = subscribing.find(repository, arguments.id)
    if arguments.json:
        put_json(described(found))
        return 0
    put(f"{found.id}: {_words(found)}")
    for name, value in subscribing.shown_terms(found).items():
        put(f"  {name} = {value}")
    return 0


def _changed(
    arguments: argparse.Namespace,
    change: Callable[[Repository, Subscription, Hand], object],
    done: str,
) -> int:
    """Change one subscription and tell it: `done` is the word, and the field of the JSON."""
    with App() as app, app.unit() as (repository, now):
        found = subscribing.find(repository, arguments.id)
        change(repository, found, Hand(who(arguments), now))
    if arguments.json:
        put_json({"id": found.id, done: True})
    else:
        put(f"{found.id} {done}")
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """End a subscription; what is due for it is cancelled."""
    return _changed(arguments, subscribing.remove, "removed")


def pause(arguments: argparse.Namespace) -> int:
    """Send a subscription nothing; what it would be told waits until it is resumed."""
    return _changed(arguments, subscribing.pause, "paused")


def resume(arguments: argparse.Namespace) -> int:
    """Send a subscription's alerts again, first what waited, in order."""

    def again(repository: Repository, found: Subscription, hand: Hand) -> None:
        subscribing.resume(repository, found, hand, drop=arguments.drop)

    return _changed(arguments, again, "resumed")


def history(arguments: argparse.Namespace) -> int:
    """Who changed what, when, oldest first; also of subscriptions that were ended."""
    with App() as app, app.unit() as (repository, _):
        found = repository.subscription_events(arguments.id)
    if arguments.json:
        put_json({"events": [_event(e) for e in found]})
        return 0
    for event in found:
        changed = ", ".join(f"{n}: {_term(old)} -> {_term(new)}" for n, (old, new)
                            in sorted(event.fields.items()))  # fmt: skip
        said = f"{event.at:%Y-%m-%d %H:%M} {event.who} {event.what} {event.subscription}"
        put(f"{said}: {changed}" if changed else said)
    put(f"{len(found)} entries")
    return 0


def _event(event: SubscriptionEvent) -> dict[str, Any]:
    return {
        "subscription": event.subscription,
        "at": instant(event.at),
        "who": event.who,
        "what": event.what,
        "fields": {name: list(values) for name, values in event.fields.items()},
    }


def _term(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return "nothing" if value is None else str(value)


def test(arguments: argparse.Namespace) -> int:
    """Send a test message by the same way as an alert; 1 when it was not taken at once."""
    with App() as app:
        with app.unit() as (repository, now):
            found = subscribing.find(repository, arguments.id)
            if found.paused:
                raise ConfigError(f"{found.id} is paused; see `subscriptions resume`")
            change = _test_change(found, now)
            repository.add_change(change)
            for endpoint in endpoints(found):
                key = alert_id(change.id, found.id, endpoint.channel, endpoint.address)
                due = DueDelivery(key, found.id, change.id, endpoint, now)
                repository.add_delivery(due, now)
            subscribing.tested(repository, found, Hand(who(arguments), now))
        report = asyncio.run(app.deliver())
    body = {"id": found.id, **vars(report)}
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


def described(subscription: Subscription) -> dict[str, Any]:
    """A subscription as JSON-ready data, without its secret: every term, defaults too."""
    given: Mapping[str, Any] = terms(subscription)
    timing = subscription.timing
    return {
        "id": subscription.id,
        "name": subscription.name,
        "owner": subscription.owner,
        "division": subscription.division,
        "substances": [s.value for s in subscription.substances],
        "kinds": [k.value for k in subscription.kinds],
        "importance": subscription.least.value,
        "ahead": list(subscription.ahead),
        "email": subscription.email,
        "webhook": _masked(Channel.WEBHOOK, subscription.webhook),
        "apprise": _masked(Channel.APPRISE, subscription.apprise),
        "above": subscription.above,
        "below": subscription.below,
        "operator": subscription.operator,
        **{name: given.get(name) for name in ("digest", "at", "weekday", "quiet")},
        "quiet_all": bool(given.get("quiet_all")),
        "zone": timing.zone,
        "until": subscription.until.isoformat() if subscription.until else None,
        "paused": subscription.paused,
    }


def _words(subscription: Subscription) -> str:
    place = subscription.division or "everywhere"
    what = ", ".join(subscription.substances) or "every substance"
    where = " and ".join(masked(e.channel, e.address) for e in endpoints(subscription))
    given = terms(subscription)
    more = [str(given[n]) for n in ("digest", "at", "weekday") if n in given]
    more += [f"quiet {given['quiet']}"] if "quiet" in given else []
    more += [f"until {subscription.until}"] if subscription.until else []
    more += ["paused"] if subscription.paused else []
    name = f" ({subscription.name})" if subscription.name else ""
    return f"{place}: {what} -> {where}{name}{''.join(f', {word}' for word in more)}"


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
