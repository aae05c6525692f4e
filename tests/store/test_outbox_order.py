"""The outbox on either engine: two senders, one endpoint, one digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from daemon.operator import LEASE, news, subscribe
from regtrack import home
from regtrack.bootstrap import App
from regtrack.domain.alerts import DeliveryState
from regtrack.domain.timing import Digest, Every, Timing
from regtrack.services.ports import Claimed, Settled
from regtrack.store.outbox import SqlOutbox

DAY = dt.timedelta(days=1)


def told(claimed: Sequence[Claimed]) -> list[list[str]]:
    return [[c.id for c in message.changes] for message in claimed]


def test_an_endpoint_is_one_senders_until_it_settles(app: App) -> None:
    subscribe(app, "s-1", email="a@example.org")
    subscribe(app, "s-2", email="b@example.org")
    changes = [news(app, n) for n in range(25)]
    outbox, now = SqlOutbox(app.engine), home.now()
    first = outbox.claim(now, "one", LEASE, 1000, endpoints=1)
    second = outbox.claim(now, "two", LEASE, 1000)
    assert told(first) == told(second) == [[c] for c in changes[:20]]
    assert {c.endpoint.address for c in first} != {c.endpoint.address for c in second}
    assert outbox.claim(now, "three", LEASE, 1000) == []
    attempt = {"at": now.isoformat(), "outcome": "due", "answer": "away"}
    later = now + dt.timedelta(hours=1)
    failed = Settled(first[0], DeliveryState.DUE, later, attempt, holds=True)
    back = [Settled(c, DeliveryState.DUE, None, None) for c in first[1:]]
    assert outbox.settle_all([failed, *back]) == 20
    assert outbox.claim(now, "three", LEASE, 1000) == []
    again = outbox.claim(later, "three", LEASE, 1000, endpoints=1)
    assert told(again)[0] == [changes[0]]
    assert outbox.settle_all([failed]) == 0  # the fence is another by now


def test_a_digest_is_claimed_whole_and_settled_as_one(app: App) -> None:
    timing = Timing("UTC", Digest(Every.DAILY, dt.time(8)))
    subscribe(app, "s-1", email="a@example.org", timing=timing)
    changes = [news(app, n) for n in range(30)]
    outbox, now = SqlOutbox(app.engine), home.now()
    assert outbox.claim(now, "one", LEASE, 1000) == []
    (digest,) = outbox.claim(now + DAY, "one", LEASE, 5)
    assert told([digest]) == [changes]
    assert outbox.claim(now + DAY, "two", LEASE, 5) == []
    attempt = {"at": now.isoformat(), "outcome": "done", "answer": "accepted"}
    assert outbox.settle_all([Settled(digest, DeliveryState.DONE, None, attempt)]) == 30
