"""Whatever is subscribed and whatever changes: each address gets each event once, and in order."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from regtrack.domain.alerts import Alert, Channel, DeliveryState, Subscription
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.dates import day
from regtrack.domain.errors import RetryableDelivery
from regtrack.domain.importance import Importance, is_urgent
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timing import Digest, Every, Quiet, Timing, Weekday
from regtrack.notify.schedule import next_try
from regtrack.services.change_log import publish
from regtrack.services.delivering import Deliverer
from regtrack.services.ports import Claimed
from regtrack.store import database as opening
from regtrack.store.outbox import SqlOutbox
from regtrack.store.repository import SqlRepository

US = "ocd-division/country:us"
UT, TN = f"{US}/state:ut", f"{US}/state:tn"
BAN = (StatusLine(Substance.KRATOM, Status.REGULATED, Status.PROHIBITED),)
EASED = (StatusLine(Substance.KRATOM, Status.PROHIBITED, Status.REGULATED),)
HOURS = st.sampled_from([dt.time(1, 30), dt.time(2, 30), dt.time(8), dt.time(20)])
DIGESTS = st.builds(Digest, st.sampled_from(Every), HOURS, st.sampled_from([*Weekday][:2]))
QUIETS = st.builds(Quiet, st.just(dt.time(22)), st.just(dt.time(7)), st.booleans())
TIMINGS = st.builds(
    Timing,
    st.sampled_from(["America/Chicago", "UTC", "America/New_York"]),
    st.none() | DIGESTS,
    st.none() | QUIETS,
)
PERSONS = st.lists(
    st.builds(
        Subscription,
        id=st.just(""),
        division=st.sampled_from([None, UT, TN]),
        email=st.sampled_from(["a@x.org", "b@x.org"]),
        least=st.sampled_from(Importance),
        timing=TIMINGS,
    ),
    max_size=5,
)
#: Days around the moves of the clocks; hours to the next event, where it happens, whether a ban,
#: and whether the receivers are away then.
SPRING = dt.datetime(2026, 3, 7, 20, tzinfo=dt.UTC)
AUTUMN = dt.datetime(2026, 10, 31, 20, tzinfo=dt.UTC)
BEGINNINGS = st.sampled_from([SPRING, AUTUMN])
EVENTS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([UT, TN]), st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)


@dataclass
class Post:
    """A world of receivers: what they accepted, when, in order."""

    now: dt.datetime
    away: bool = False
    got: list[tuple[dt.datetime, str, Alert]] = field(default_factory=list)
    shown: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))

    async def take(self, alert: Alert, claimed: Claimed) -> None:
        self.shown[alert.id].add(tuple(c.id for c in alert.changes))
        if self.away:
            raise RetryableDelivery("away")
        self.got.append((self.now, claimed.endpoint.address, alert))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    made = opening.engine_for(f"sqlite:///{tmp_path_factory.mktemp('telling') / 'a.db'}")
    opening.upgrade(made)
    yield made
    made.dispose()


def change(number: int, place: str, at: dt.datetime, *, bans: bool) -> Change:
    return Change(
        key=f"status|{number}",
        kind=ChangeKind.STATUS,
        division=place,
        recorded_at=at,
        substances=(Substance.KRATOM,),
        lines=BAN if bans else EASED,
        on=day(at.date()),
    )


def deliver(engine: sa.Engine, post: Post) -> None:
    senders = {Channel.EMAIL: post.take}
    clock = lambda: post.now  # noqa: E731 - a name for what moves
    asyncio.run(Deliverer(SqlOutbox(engine), senders, next_try, clock, "me").drain())


def settle(engine: sa.Engine, post: Post) -> None:
    """Let time pass until nothing waits."""
    query = sa.text("SELECT due_at FROM delivery WHERE state = 'due' ORDER BY due_at")
    for _ in range(50):
        deliver(engine, post)
        with engine.connect() as connection:
            due = [dt.datetime.fromisoformat(d) for d in connection.execute(query).scalars()]
        if not due:
            return
        # What is due and still there waits behind one that is tried again later.
        post.now = min(d for d in due if d > post.now)
    raise AssertionError("something is never sent")


WATCHER = Subscription("", None, email="a@x.org")
NIGHTLY = Timing("America/Chicago", Digest(Every.DAILY, dt.time(1, 30)))
ALWAYS = [(0, UT, True, True), (1, TN, False, False), (5, UT, False, False)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # Examples are small already; to make one smaller would take minutes of a database.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(PERSONS, BEGINNINGS, EVENTS)
@example([WATCHER, WATCHER], AUTUMN, ALWAYS)
@example([Subscription("", None, email="a@x.org", timing=NIGHTLY)], AUTUMN, ALWAYS)
def test_each_address_gets_each_event_once_and_in_order(
    engine: sa.Engine,
    persons: list[Subscription],
    beginning: dt.datetime,
    events: list[tuple[int, str, bool, bool]],
) -> None:
    post = Post(beginning)
    subscriptions = [replace(s, id=f"s-{n}") for n, s in enumerate(persons)]
    with engine.begin() as connection:
        for name in ("delivery", "change", "subscription"):
            connection.exec_driver_sql(f"DELETE FROM {name}")
        for subscription in subscriptions:
            SqlRepository(connection).add_subscription(subscription, post.now)
    told: list[Change] = []
    for number, (hours, place, bans, away) in enumerate(events):
        post.now += dt.timedelta(hours=hours)
        told.append(change(number, place, post.now, bans=bans))
        with engine.begin() as connection:
            publish(SqlRepository(connection), [told[-1]], post.now)
        post.away = away
        deliver(engine, post)
    post.away = False
    settle(engine, post)
    check(post, subscriptions, told)


def check(post: Post, subscriptions: list[Subscription], told: list[Change]) -> None:
    by_id = {s.id: s for s in subscriptions}
    for address in {s.email for s in subscriptions}:
        mine = [s for s in subscriptions if s.email == address]
        wanted = sorted(c.id for c in told if any(s.wants(c) for s in mine))
        got = [c.id for _, to, alert in post.got if to == address for c in alert.changes]
        assert sorted(got) == wanted
    ways: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for at, _, alert in post.got:
        timing = by_id[alert.subscription].timing
        urgent = any(is_urgent(c) for c in alert.changes)
        assert timing.free(at, urgent=urgent) == at  # nothing comes in quiet hours
        ways[alert.subscription, urgent and timing.digest is None] += [
            told.index(c) for c in alert.changes
        ]
    for order in ways.values():
        assert order == sorted(order)
    assert all(len(contents) == 1 for contents in post.shown.values())


def test_nothing_is_added_to_a_digest_that_is_on_its_way(engine: sa.Engine) -> None:
    """Clocks of two machines differ: one took the digest of an hour that is still to come for the
    other."""
    hours = Timing("UTC", Digest(Every.DAILY, dt.time(8)))
    reader = Subscription("s-1", None, email="a@x.org", timing=hours)
    with engine.begin() as connection:
        for name in ("delivery", "change", "subscription"):
            connection.exec_driver_sql(f"DELETE FROM {name}")
        SqlRepository(connection).add_subscription(reader, AUTUMN)
        publish(SqlRepository(connection), [change(1, UT, AUTUMN, bans=True)], AUTUMN)
    outbox, ahead = SqlOutbox(engine), AUTUMN + dt.timedelta(hours=12)
    (first,) = outbox.claim(ahead, "another", dt.timedelta(minutes=5), 10)
    with engine.begin() as connection:
        publish(SqlRepository(connection), [change(2, UT, AUTUMN, bans=True)], AUTUMN)
    attempt = {"at": ahead.isoformat(), "outcome": "done", "answer": ""}
    assert outbox.settle(first, DeliveryState.DONE, None, attempt)
    (second,) = outbox.claim(ahead + dt.timedelta(days=1), "me", dt.timedelta(minutes=5), 10)
    assert first.id != second.id
    assert [c.key for c in second.changes] == ["status|2"]
