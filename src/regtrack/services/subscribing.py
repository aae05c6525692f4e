"""Changing who is told of what, each change with an entry in the audit, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from regtrack.domain.alerts import Subscription
from regtrack.domain.errors import ConfigError
from regtrack.domain.masking import masked_chat, masked_url
from regtrack.services.change_log import endpoints
from regtrack.services.ports import Repository, SubscriptionEvent
from regtrack.services.subscription_terms import terms


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes subscriptions, and when."""

    who: str
    at: dt.datetime


@dataclass
class Applied:
    """What applying a file did, or would do: ids and names by what became of them; `changed` with
    the terms that differ, before and after."""

    added: list[Subscription] = field(default_factory=list)
    changed: list[tuple[Subscription, Mapping[str, Sequence[object]]]] = field(default_factory=list)
    ended: list[Subscription] = field(default_factory=list)
    unchanged: int = 0


def find(repository: Repository, key: str) -> Subscription:
    """The living subscription of an id, or of a name in a file. Raises ConfigError."""
    living = repository.subscriptions()
    found = [s for s in living if s.id == key] or [s for s in living if s.name == key]
    if not found:
        raise ConfigError(f"no such subscription: {key}; see `subscriptions list`")
    if len(found) > 1:
        ids = ", ".join(f"{s.id} of {s.owner}" for s in found)
        raise ConfigError(f"several subscriptions are named {key}: {ids}; give the id")
    return found[0]


def add(repository: Repository, subscription: Subscription, hand: Hand) -> None:
    """Add a subscription, or let an ended one of this id live again."""
    repository.add_subscription(subscription, hand.at)
    _note(repository, subscription, hand, "added", differences(None, subscription))


def change(
    repository: Repository, before: Subscription, after: Subscription, hand: Hand
) -> Mapping[str, Sequence[object]]:
    """Bring a subscription up to date; the terms that differ. What waits for an address that it
    had goes to the one that it has now; where it has none by that channel it is cancelled."""
    changed = differences(before, after)
    repository.change_subscription(after)
    now = {e.channel: e for e in endpoints(after)}
    for old in endpoints(before):
        new = now.get(old.channel)
        if new is None or new.address != old.address:
            repository.move_waiting(after.id, old, new, hand.at)
    _note(repository, after, hand, "changed", changed)
    return changed


def remove(repository: Repository, subscription: Subscription, hand: Hand) -> None:
    """End a subscription; what is due for it is cancelled."""
    repository.remove_subscription(subscription.id, hand.at)
    _note(repository, subscription, hand, "removed", {})


def pause(repository: Repository, subscription: Subscription, hand: Hand) -> None:
    """Send it nothing until it is resumed. What it would have been told waits in the outbox, but
    for what another subscription of the same address tells."""
    repository.change_subscription(replace(subscription, paused=True))
    _note(repository, subscription, hand, "paused", {})


def resume(repository: Repository, subscription: Subscription, hand: Hand, *, drop: bool) -> int:
    """Send again, first what waited, in order; with `drop` that is cancelled, and how much of it
    is returned."""
    repository.change_subscription(replace(subscription, paused=False))
    dropped = repository.cancel_waiting(subscription.id) if drop else 0
    fields = {"dropped": (0, dropped)} if dropped else {}
    _note(repository, subscription, hand, "resumed", fields)
    return dropped


def tested(repository: Repository, subscription: Subscription, hand: Hand) -> None:
    """Note that a test message was sent."""
    _note(repository, subscription, hand, "tested", {})


def rotated(
    repository: Repository, subscription: Subscription, hand: Hand, until: dt.datetime
) -> None:
    """Note that its webhook got a new secret, and until when the one of before signs too."""
    fields = {"secret": ("one", "another"), "old_until": (None, until.isoformat())}
    _note(repository, subscription, hand, "rotated", fields)


def enabled(
    repository: Repository, subscription: Subscription, hand: Hand, states: Mapping[str, str]
) -> None:
    """Note that receivers were switched on: by channel, how each stood before."""
    fields = {channel: (state, "switched on") for channel, state in states.items()}
    _note(repository, subscription, hand, "enabled", fields)


def switched_off(
    repository: Repository, subscription: Subscription, at: dt.datetime, channel: str, state: str
) -> None:
    """Note that the program itself switched a receiver off."""
    _note(repository, subscription, Hand("regtrack", at), "disabled", {channel: (None, state)})


def apply(
    repository: Repository,
    owner: str,
    wanted: Sequence[Subscription],
    hand: Hand,
    *,
    dry_run: bool = False,
) -> Applied:
    """Make the living subscriptions of a file exactly these; those of others are untouched."""
    mine = {s.id: s for s in repository.subscriptions() if s.owner == owner}
    done = Applied()
    for subscription in wanted:
        before = mine.pop(subscription.id, None)
        if before is None:
            done.added.append(subscription)
            if not dry_run:
                add(repository, subscription, hand)
        elif before == subscription:
            done.unchanged += 1
        else:
            done.changed.append((subscription, differences(before, subscription)))
            if not dry_run:
                change(repository, before, subscription, hand)
    for subscription in mine.values():
        done.ended.append(subscription)
        if not dry_run:
            remove(repository, subscription, hand)
    return done


def differences(before: Subscription | None, after: Subscription) -> Mapping[str, Sequence[object]]:
    """The terms that differ, each before and after, fit to be shown."""
    old, new = (shown_terms(before) if before else {}), shown_terms(after)
    names = sorted(set(old) | set(new))
    found: dict[str, Sequence[object]] = {
        n: (old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)
    }
    if before is not None and before.secret != after.secret:
        found["secret"] = ("one", "another")
    return found


def shown_terms(subscription: Subscription) -> dict[str, object]:
    """The terms of a subscription as anybody may see them."""
    row = terms(subscription)
    if "webhook" in row:
        row["webhook"] = masked_url(row["webhook"])
    if "apprise" in row:
        row["apprise"] = masked_chat(row["apprise"])
    if "until" in row:
        row["until"] = row["until"].isoformat()
    return row


def _note(
    repository: Repository,
    subscription: Subscription,
    hand: Hand,
    what: str,
    fields: Mapping[str, Sequence[object]],
) -> None:
    plain = {name: list(values) for name, values in fields.items()}
    event = SubscriptionEvent(subscription.id, hand.at, hand.who, what, plain)
    repository.add_subscription_event(event)
