"""What is true after a run, from a home and from the ledgers of the receivers, and what is wrong
with it beside an undisturbed run."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regtrack.demo.receivers import Hook, Mail

_INSTANT = re.compile(r"\|\d{4}-\d\d-\d\dT[^|]*$")
_FIELDS = ("kind", "division", "stage", "on", "lines", "substances", "notes")

Tries = Mapping[str, Sequence[Mail | Hook]]


@dataclass(frozen=True)
class Count:
    """What the ledger of one receiver counts: tries that came in, those that it took, different
    messages among these."""

    tries: int
    taken: int
    messages: int

    @property
    def repeats(self) -> int:
        """Messages taken again under an id that it had."""
        return self.taken - self.messages


@dataclass(frozen=True)
class Facts:
    """What a home says and what was received: changes and deliveries under names that do not
    depend on the instant, so that two runs can be compared."""

    changes: Counter[str]
    deliveries: Counter[tuple[str, str, str, str]]  # change, subscription, channel, state
    statuses: tuple[tuple[str, ...], ...]
    sent: dict[str, dict[str, set[str]]]  # by sink: what was told, and under which ids
    known: dict[str, list[str]]  # by sink: the ids that the outbox holds for it, in its order
    came: dict[str, list[str]]  # by sink: the ids that it took, in the order they first came
    unlike: dict[str, list[str]]  # by sink: ids that came with more than one content
    counts: dict[str, Count]


def read(home: Path, names: Mapping[str, str], tries: Tries) -> Facts:
    """The facts of a home whose webhooks have these names by their addresses, after these tries."""
    with contextlib.closing(sqlite3.connect(home / "regtrack.db")) as db:
        damage = db.execute("PRAGMA integrity_check").fetchall()
        assert damage == [("ok",)], damage
        changes = {i: _named(key) for i, key in db.execute("SELECT id, key FROM change")}
        rows = db.execute(
            "SELECT id, change, subscription, channel, address, state FROM delivery ORDER BY seq"
        ).fetchall()
        statuses = _statuses(db)
    known: dict[str, list[str]] = defaultdict(list)
    for key, _, _, channel, address, _ in rows:
        known["mail" if channel == "email" else names[address]].append(key)
    taken = {name: [entry for entry in found if entry.taken] for name, found in tries.items()}
    came = {name: [_id(entry) for entry in found] for name, found in taken.items()}
    return Facts(
        changes=Counter(changes.values()),
        deliveries=Counter((changes[c], s, ch, state) for _, c, s, ch, _, state in rows),
        statuses=statuses,
        sent={name: _sent(found) for name, found in taken.items()},
        known=dict(known),
        came={name: list(dict.fromkeys(ids)) for name, ids in came.items()},
        unlike={name: _unlike(found) for name, found in taken.items()},
        counts={
            name: Count(len(tries[name]), len(ids), len(set(ids))) for name, ids in came.items()
        },
    )


def _id(entry: Mail | Hook) -> str:
    return entry.id.removeprefix("<").partition("@")[0]


def _sent(taken: Sequence[Mail | Hook]) -> dict[str, set[str]]:
    told: dict[str, set[str]] = defaultdict(set)
    for entry in taken:
        if isinstance(entry, Hook):
            assert entry.verified, "a wrong signature"
            told[_event_named(json.loads(entry.body))].add(entry.id)
        else:
            told[entry.subject].add(_id(entry))
    return dict(told)


def _unlike(taken: Sequence[Mail | Hook]) -> list[str]:
    contents: dict[str, set[object]] = defaultdict(set)
    for entry in taken:
        contents[entry.id].add(entry.body if isinstance(entry, Hook) else entry.subject)
    return [key for key, found in contents.items() if len(found) > 1]


def _named(key: str) -> str:
    return _INSTANT.sub("", key)


def _event_named(event: dict[str, Any]) -> str:
    return json.dumps({f: event["data"][f] for f in _FIELDS}, sort_keys=True)


def _statuses(db: sqlite3.Connection) -> tuple[tuple[str, ...], ...]:
    """The timelines as they stand, without the instants at which they were derived."""
    newest = "SELECT MAX(recorded_at) FROM period q WHERE (q.division, q.substance) = "
    return tuple(
        tuple(str(v) for v in row)
        for row in db.execute(
            "SELECT division, substance, ordinal, start, until, status FROM period p "
            f"WHERE recorded_at = ({newest} (p.division, p.substance)) ORDER BY 1, 2, 3"
        )
    )


def compare(facts: Facts, reference: Facts, unordered: Sequence[str] = ()) -> list[str]:
    """What is wrong after a disturbed run, in words; empty when nothing was lost or doubled. The
    sinks in `unordered` may have got their messages in another order than the outbox's."""
    wrong = [f"change lost: {key}" for key in reference.changes - facts.changes]
    wrong += [f"change doubled or new: {key}" for key in facts.changes - reference.changes]
    wrong += [f"delivery lost: {key}" for key in reference.deliveries - facts.deliveries]
    wrong += [f"delivery doubled or new: {key}" for key in facts.deliveries - reference.deliveries]
    if facts.statuses != reference.statuses:
        wrong.append("the timelines differ")
    for sink, told in facts.sent.items():
        wrong += [f"{sink} never got: {key}" for key in reference.sent[sink].keys() - told.keys()]
        wrong += [
            f"{sink} got what is not true: {key}"
            for key in told.keys() - reference.sent[sink].keys()
        ]
        wrong += [f"{sink} got two ids for: {key}" for key, ids in told.items() if len(ids) > 1]
        wrong += [f"{sink} got two contents under: {key}" for key in facts.unlike[sink]]
        known, came = facts.known.get(sink, []), facts.came[sink]
        wrong += [f"{sink} got an id that is not ours: {i}" for i in set(came) - set(known)]
        if sink not in unordered and came != [i for i in known if i in set(came)]:
            wrong.append(f"{sink} got its messages out of order")
    return wrong
