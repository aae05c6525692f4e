"""`regtrack deliveries`: messages sent and to be sent."""

from __future__ import annotations

import argparse
from typing import Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, table
from regtrack.domain.alerts import DeliveryState
from regtrack.domain.changes_json import instant
from regtrack.domain.errors import ConfigError
from regtrack.store import database, deliveries, waiting

_MOST = 1000


def list_all(arguments: argparse.Namespace) -> int:
    """The newest thousand deliveries with the last answer of each receiver, and which messages wait
    behind one that is tried again, so that they come in order."""
    state = _state(arguments.state)
    with App() as app, database.reading(app.engine) as connection:
        found = deliveries.listed(connection, state, _MOST, arguments.subscription)
        counts = deliveries.counts(connection)
        holds = waiting.holds(connection, home.now())
    if arguments.json:
        numbers = {s.value: counts[s] for s in DeliveryState}
        held = [_hold(h) for h in holds]
        put_json({"deliveries": [_json(d) for d in found], "counts": numbers, "holds": held})
        return 0
    if found:
        put(table((_row(d) for d in found), ("id", "state", "to", "what", "tries", "last answer")))
    for hold in holds:
        put(f"{hold.waiting} to {hold.to} wait behind {hold.head}, tried again at "
            f"{instant(hold.until)}")  # fmt: skip
    put(", ".join(f"{counts[s]} {s}" for s in DeliveryState if counts[s]) or "no deliveries yet")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """One delivery, or all of a digest, with every try."""
    with App() as app, database.reading(app.engine) as connection:
        found = deliveries.shown(connection, arguments.id)
    if not found:
        raise ConfigError(_why_not(arguments.id, None))
    if arguments.json:
        tries = [[dict(a) for a in d.attempts] for d in found]
        rows = zip(found, tries, strict=True)
        put_json({"deliveries": [{**_json(d), "attempts": made} for d, made in rows]})
        return 0
    for delivery in found:
        put(f"{delivery.id}: {delivery.kind} in {delivery.division}, {delivery.state}")
    first = found[0]
    put(f"to {first.to} by {first.channel}, for {first.subscription}"
        + (f", in the digest {first.digest}" if first.digest else ""))  # fmt: skip
    put(f"written {instant(first.created_at)}, due {instant(first.due_at)}")
    for attempt in first.attempts:
        put(f"  {attempt['at']} {attempt['outcome']}: {attempt['answer']}")
    return 0


def retry(arguments: argparse.Namespace) -> int:
    """Make a delivery due now, or all that are dead; they go out with the next round."""
    with App() as app, app.unit() as (repository, now):
        connection = repository.connection
        found = deliveries.retry(connection, min(now, home.now()), arguments.id)
        if not found and arguments.id:
            raise ConfigError(_why_not(arguments.id, deliveries.state_of(connection, arguments.id)))
    return _told(arguments, found)


def replay(arguments: argparse.Namespace) -> int:
    """Send again, under the same ids, what receivers accepted in a span of time."""
    with App() as app, app.unit() as (repository, now):
        until = arguments.until or now
        if arguments.since > until:
            raise ConfigError("--since is later than --until (now, if not given)")
        found = deliveries.replay(
            repository.connection,
            min(now, home.now()),  # tries go by the clock
            arguments.since,
            until,
            arguments.subscription,
        )
    return _told(arguments, found)


def _state(text: str | None) -> DeliveryState | None:
    if text is None:
        return None
    try:
        return DeliveryState(text)
    except ValueError:
        raise ConfigError(f"not a state: {text!r}; take {', '.join(DeliveryState)}") from None


def _why_not(key: str, state: DeliveryState | None) -> str:
    match state:
        case None:
            return f"no such delivery: {key}; see `regtrack deliveries list`"
        case DeliveryState.SENDING:
            return f"{key} is being sent now; see `regtrack deliveries list` in some minutes"
        case DeliveryState.DONE:
            return f"{key} was accepted; `regtrack deliveries replay` sends such messages again"
        case _:
            return f"{key} is {state}: what it says no longer holds, or nobody wants it any more"


def _told(arguments: argparse.Namespace, found: list[str]) -> int:
    if arguments.json:
        put_json({"due": found})
        return 0
    for key in found:
        put(key)
    hint = "; the daemon, or `regtrack watch`, sends them" if found else ""
    put(f"{len(found)} made due{hint}")
    return 0


def _json(found: deliveries.DeliveryView) -> dict[str, Any]:
    return {
        "id": found.id,
        "state": found.state.value,
        "channel": found.channel.value,
        "to": found.to,
        "subscription": found.subscription,
        "change": found.change,
        "kind": found.kind,
        "division": found.division,
        "created_at": instant(found.created_at),
        "due_at": instant(found.due_at),
        "done_at": instant(found.done_at) if found.done_at else None,
        "tries": found.tries,
        "last_answer": found.answer,
        "digest": found.digest,
    }


def _hold(found: waiting.Hold) -> dict[str, Any]:
    return {
        "head": found.head,
        "channel": found.channel.value,
        "to": found.to,
        "until": instant(found.until),
        "waiting": found.waiting,
        "last_answer": found.answer,
    }


def _row(found: deliveries.DeliveryView) -> tuple[object, ...]:
    what = f"{found.kind} in {found.division.removeprefix('ocd-division/')}"
    return found.id, found.state, found.to, what, found.tries, (found.answer or "")[:60]
