"""From what was learnt to the change log and the outbox, in the transaction that learns it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from regtrack.domain.alerts import Channel, Endpoint, Subscription, alert_id, digest_id
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.claims import doubts, least_confidence, lowest
from regtrack.domain.dates import day
from regtrack.domain.importance import is_urgent
from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Observation
from regtrack.domain.status import STRICTNESS, Status
from regtrack.domain.substances import Substance
from regtrack.services.deriving import Rederived, Turn, evidence_of
from regtrack.services.mending import mending
from regtrack.services.ports import DueDelivery, Repository

#: What was learnt and not what happened: it may be learnt twice, so its key holds the instant.
_LEARNT = frozenset(
    {
        ChangeKind.STATUS,
        ChangeKind.CORRECTION,
        ChangeKind.RETRACTION,
        ChangeKind.SCHEDULED_START,
    }
)


#: How many days before its end a control is told to be ending.
SUNSET_DAYS = 30


def publish(repository: Repository, changes: Iterable[Change], at: dt.datetime) -> list[Change]:
    """Write changes not written yet, and for each piece of news the deliveries due for it.
    What puts right a change that was told goes to all who were told it."""
    mended = (mending(c, repository) for c in changes)
    written = [c for c in mended if repository.add_change(c)]
    news = [c for c in written if c.news]
    if news:
        subscriptions = repository.subscriptions()
        for change in news:
            _deliver(repository, change, subscriptions, at)
    return written


def _deliver(
    repository: Repository, change: Change, subscriptions: Sequence[Subscription], at: dt.datetime
) -> None:
    """One message per event and address however many subscriptions match: by the one that tells
    it soonest, or else by the one that told what it puts right."""
    told: set[tuple[str, str]] = set()
    wanting = [s for s in subscriptions if s.wants(change) and not s.expired(at)]
    wanting.sort(key=lambda s: (s.paused, _when(s, change, at)))
    receivers = [(s, endpoint) for s in wanting for endpoint in endpoints(s)]
    if change.mends:
        living = {s.id: s for s in subscriptions}
        misled = repository.told_to(change.mends)
        receivers += [(living[s], endpoint) for s, endpoint in misled if s in living]
    for subscription, endpoint in receivers:
        if (endpoint.channel, endpoint.address) not in told:
            told.add((endpoint.channel, endpoint.address))
            repository.add_delivery(_due(repository, change, subscription, endpoint, at), at)


def _when(subscription: Subscription, change: Change, at: dt.datetime) -> dt.datetime:
    timing = subscription.timing
    return timing.slot(at) or timing.free(at, urgent=is_urgent(change))


def _due(
    repository: Repository,
    change: Change,
    subscription: Subscription,
    endpoint: Endpoint,
    at: dt.datetime,
) -> DueDelivery:
    key = alert_id(change.id, subscription.id, endpoint.channel, endpoint.address)
    when, digest = _when(subscription, change, at), None
    if subscription.timing.digest is not None:
        # Where clocks differ, or a transaction was slow, this hour's digest may be on its way.
        while repository.begun(digest := digest_id(when, subscription.id, endpoint)):
            when = subscription.timing.slot(when) or when
    return DueDelivery(key, subscription.id, change.id, endpoint, when, digest)


def endpoints(subscription: Subscription) -> list[Endpoint]:
    """Where a subscription's alerts go."""
    found: list[Endpoint] = []
    if subscription.email:
        found.append(Endpoint(Channel.EMAIL, subscription.email))
    if subscription.webhook:
        found.append(Endpoint(Channel.WEBHOOK, subscription.webhook, subscription.secret))
    if subscription.apprise:
        found.append(Endpoint(Channel.APPRISE, subscription.apprise))
    return found


def lines_of(turns: Iterable[Turn]) -> tuple[StatusLine, ...]:
    """The turns as lines, the strictest new status first, of equal ones kratom."""
    lines = [StatusLine(t.substance, t.before, t.after) for t in turns]
    order = list(Substance)
    return tuple(sorted(lines, key=lambda x: (_rank(x.after), order.index(x.substance))))


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
    ahead: tuple[int, ...] = (),
) -> list[Change]:
    """Changes for turns of status: those of one day and one deciding instrument are one change.
    With `ahead` they are reminders of starts that come in so many days."""
    found = [
        _turn_change(rederived, group, kind, instruments.get(instrument or ""), at, news=news)
        for (_, instrument), group in _grouped(rederived, turns)
    ]
    return [_reminder(c, ahead) for c in found] if ahead else found


def _reminder(change: Change, ahead: tuple[int, ...]) -> Change:
    """The same start told again, once per number of days. Its key begins as that of the start, so
    that both are cancelled when the day moves."""
    told, _, _ = change.key.rpartition("|")
    return replace(change, key=f"{told}|{min(ahead)} days ahead", ahead=ahead)


def ahead_changes(
    repository: Repository,
    rederived: Rederived,
    after: dt.date,
    instruments: dict[str, Instrument],
    at: dt.datetime,
    *,
    news: bool = True,
) -> list[Change]:
    """What a new derivation tells of the days after one: the starts it announces, the ends that
    are near already, and for starts it no longer knows a correction. Alerts not sent yet of what
    it takes back are cancelled."""
    moved = [t for t in rederived.moved_turns_after(after) if not t.is_end]
    taken_back: set[dt.date] = set()
    for (on, who), _ in _grouped(rederived, moved):
        decider = instruments.get(who or "")
        key = turn_key(ChangeKind.SCHEDULED_START, rederived.division, decider, on)
        if repository.cancel_deliveries(key):
            taken_back.add(on)
    kind = ChangeKind.SCHEDULED_START
    told = rederived.new_turns_after(after)
    ahead = [t for t in told if not t.is_end]
    near = [t for t in told if t.is_end and (t.on - after).days <= SUNSET_DAYS]
    starts = turn_changes(rederived, ahead, kind, instruments, at, news=news)
    # What still stands of an announcement that nobody got is announced anew.
    again = [t for t in rederived.new_turns_after(after, taken_back) if t not in told]
    again = [t for t in again if not t.is_end]
    starts += turn_changes(rederived, again, kind, instruments, at)
    instead = {t.substance for t in ahead}
    off = [t for t in rederived.off_turns(moved) if t.substance not in instead]
    undone = turn_changes(rederived, off, ChangeKind.CORRECTION, instruments, at, news=news)
    ending = turn_changes(rederived, near, ChangeKind.SUNSET_NEAR, instruments, at, news=news)
    return [*starts, *ending, *undone]


def _grouped(
    rederived: Rederived, turns: Iterable[Turn]
) -> list[tuple[tuple[dt.date, str | None], list[Turn]]]:
    grouped: dict[tuple[dt.date, str | None], list[Turn]] = defaultdict(list)
    for turn in turns:
        grouped[turn.on, _instrument_of(turn, rederived)].append(turn)
    return sorted(grouped.items(), key=lambda item: str(item[0]))


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
    key = f"{turn_key(kind, rederived.division, instrument, on)}{told}"
    if kind in _LEARNT:
        key += f"|{at.isoformat()}"
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
        notes=doubts(claims),
    )


def resting_on(change: Change, claims: Sequence[Observation]) -> Change:
    """The change as one that also rests on these claims: no surer than they are, with what speaks
    against them and their quotes behind its own."""
    if not claims:
        return change
    known = {o.id: o for o in claims}
    evidence = dict.fromkeys((*change.evidence, *evidence_of(known, known)))
    return replace(
        change,
        evidence=tuple(evidence),
        confidence=lowest((change.confidence, least_confidence(claims))),
        notes=tuple(dict.fromkeys((*change.notes, *doubts(claims)))),
    )


def turn_key(kind: ChangeKind, division: str, instrument: Instrument | None, on: dt.date) -> str:
    """How the keys of all changes of a kind begin that tell of one day and one instrument."""
    return f"{kind}|{division}|{instrument.id if instrument else '-'}|{on}|"


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
