"""What `doctor` looks at in the outbox and at the receivers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from regtrack.cli.checkup import Check, Checkup, Finding, Level, minute
from regtrack.domain.alerts import DeliveryState
from regtrack.services.change_log import endpoints
from regtrack.store import health, waiting
from regtrack.store.deliveries import masked
from regtrack.store.endpoints import SqlEndpoints

_LATE = dt.timedelta(hours=1)
_LONG = dt.timedelta(days=1)
_SHOWN = 5


def check_deliveries(given: Checkup) -> Iterator[Finding]:
    """Messages that wait, fail or were given up."""
    outbox = health.waiting(given.connection)
    for found in outbox.dead[:_SHOWN]:
        since = f" on {minute(found.done_at)}" if found.done_at else ""
        message = f"given up{since}: {found.id} to {found.to}: {found.answer or 'no answer'}"
        advice = f"mend the address, then `regtrack deliveries retry {found.id}`"
        means = "whoever waits for it has not been told; the answers are right"
        yield Finding("deliveries", Level.PROBLEM, message, advice, means)
    if len(outbox.dead) > _SHOWN:
        message = f"{outbox.counts[DeliveryState.DEAD]} messages were given up in all"
        advice = "see `regtrack deliveries list --state dead`"
        yield Finding("deliveries", Level.PROBLEM, message, advice)
    answers = Counter((d.to, d.answer) for d in outbox.failing)
    for (to, answer), number in answers.most_common(_SHOWN):
        message = f"{number} messages to {to} are tried again: {answer}"
        yield Finding("deliveries", Level.NOTE, message, "nothing yet: tries go on for three days")
    for hold in waiting.holds(given.connection, given.now)[:_SHOWN]:
        message = (
            f"{hold.waiting} messages to {hold.to} wait, to come in order, behind {hold.head}, "
            f"which is tried again at {minute(hold.until)}: {hold.answer}"
        )
        advice = f"`regtrack deliveries retry {hold.head}` tries it with the next round"
        yield Finding("deliveries", Level.NOTE, message, advice)
    late = waiting.unsent(given.connection, given.now, _LATE)
    if late.number and late.since is not None:
        message = f"{late.number} messages wait, the oldest since {minute(late.since)}"
        means = "whoever waits for them has not been told yet"
        yield Finding("deliveries", Level.PROBLEM, message, "see that the daemon runs", means)
    yield Finding("deliveries", Level.OK, f"{outbox.counts[DeliveryState.DONE]} messages accepted")


def check_receivers(given: Checkup) -> Iterator[Finding]:
    """Receivers that fail for long, and those that were switched off."""
    failing = SqlEndpoints(given.connection).failing()
    for owner in health.living(given.connection):
        for endpoint in endpoints(owner):
            state = failing.get(endpoint.key)
            to = masked(endpoint.channel, endpoint.address)
            if state is not None and state.disabled_at is not None:
                advice = f"mend it, then `regtrack subscriptions enable {owner.id}`"
                yield Finding("receivers", Level.PROBLEM, f"{to} is {state.words}", advice)
            elif state is not None and state.failing_since < given.now - _LONG:
                advice = (
                    "nothing yet: it is switched off, and you are told, after five days"
                    if state.own_since
                    else "nothing else was reached either: look at the network of this machine; "
                    "it is not switched off for that"
                )
                yield Finding("receivers", Level.NOTE, f"{to} is {state.words}", advice)


CHECKS: tuple[Check, ...] = (check_deliveries, check_receivers)
