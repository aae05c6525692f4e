"""From what was learnt to the change log and the outbox, in the transaction that learns it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from regtrack.domain.alerts import Channel, Endpoint, Subscription, alert_id
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.claims import least_confidence
from regtrack.domain.dates import day
from regtrack.domain.instruments import Instrument
from regtrack.domain.status import STRICTNESS, Status
from regtrack.services.deriving import Rederived, Turn, evidence_of
from regtrack.services.ports import DueDelivery, Repository


def publish(repository: Repository, changes: Iterable[Change], at: dt.datetime) -> list[Change]:
    """Write changes not written yet, and for each piece of news the deliveries due for it."""
    written = [c for c in changes if repository.add_change(c)]
    news = [c for c in written if c.news]
    if news:
        subscriptions = repository.subscriptions()
        for change in news:
            _deliver(repository, change, subscriptions, at)
    return written


def _deliver(
    repository: Repository, change: Change, subscriptions: Sequence[Subscription], at: dt.datetime
) -> None:
    told: set[tuple[str, str]] = set()
    for subscription in subscriptions:
        if not subscription.wants(change):
            continue
        for endpoint in endpoints(subscription):
            if (endpoint.channel, endpoint.address) in told:
                continue  # one message per event however many subscriptions match
            told.add((endpoint.channel, endpoint.address))
            key = alert_id(change.id, subscription.id, endpoint.channel, endpoint.address)
            due = DueDelivery(key, subscription.id, change.id, endpoint, at)
            repository.add_delivery(due, at)


def endpoints(subscription: Subscription) -> list[Endpoint]:
    """Where a subscription's alerts go."""
    found: list[Endpoint] = []
    if subscription.email:
        found.append(Endpoint(Channel.EMAIL, subscription.email))
    if subscription.webhook:
        found.append(Endpoint(Channel.WEBHOOK, subscription.webhook, subscription.secret))
    return found


def lines_of(turns: Iterable[Turn]) -> tuple[StatusLine, ...]:
    """The turns as lines, the strictest new status first."""
    lines = [StatusLine(t.substance, t.before, t.after) for t in turns]
    return tuple(sorted(lines, key=lambda line: (_rank(line.after), line.substance)))


def _rank(status: Status) -> int:
    return len(STRICTNESS) if status is Status.UNKNOWN else STRICTNESS.index(status)


def turn_changes(
    rederived: Rederived,
    turns: Sequence[Turn],
    kind: ChangeKind,
    instruments: dict[str, Instrument],
    at: dt.datetime,
    *,
    news: bool = True,
) -> list[Change]:
    """Changes for turns of status: those of one day and one deciding instrument are one change."""
    grouped: dict[tuple[dt.date, str | None], list[Turn]] = defaultdict(list)
    for turn in turns:
        grouped[turn.on, _instrument_of(turn, rederived)].append(turn)
    return [
        _turn_change(rederived, group, kind, instruments.get(instrument or ""), at, news=news)
        for (_, instrument), group in sorted(grouped.items(), key=lambda item: str(item[0]))
    ]


def _turn_change(
    rederived: Rederived,
    group: Sequence[Turn],
    kind: ChangeKind,
    instrument: Instrument | None,
    at: dt.datetime,
    *,
    news: bool,
) -> Change:
    on = group[0].on
    deciding = tuple(o for t in group for o in t.observations)
    claims = [rederived.observations[o] for o in deciding if o in rederived.observations]
    lines = lines_of(group)
    told = "+".join(f"{line.substance}:{line.before}>{line.after}" for line in lines)
    who = instrument.id if instrument else "-"
    key = f"{kind}|{rederived.division}|{who}|{on}|{told}"
    if kind in (ChangeKind.STATUS, ChangeKind.CORRECTION, ChangeKind.RETRACTION):
        key += f"|{at.isoformat()}"  # what was learnt when: it may be learnt twice
    return Change(
        key=key,
        kind=kind,
        division=rederived.division,
        recorded_at=at,
        substances=tuple(line.substance for line in lines),
        instrument=instrument,
        lines=lines,
        on=day(on),
        evidence=evidence_of(deciding, rederived.observations),
        confidence=least_confidence(claims),
        news=news,
    )


def _instrument_of(turn: Turn, rederived: Rederived) -> str | None:
    for observation in turn.observations:
        claim = rederived.observations.get(observation)
        if claim is not None and claim.instrument:
            return claim.instrument
    return None


def instruments_of(repository: Repository, rederived: Iterable[Rederived]) -> dict[str, Instrument]:
    """The instruments that stand behind the claims of these divisions."""
    ids = {o.instrument for r in rederived for o in r.observations.values() if o.instrument}
    return repository.instruments(ids)
