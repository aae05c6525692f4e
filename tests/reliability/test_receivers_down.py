"""Receivers that are away for hours get each alert once they are back, under its first id."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from regtrack.demo.faults import Behaviour, Fault
from reliability.world import World


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    noon = dt.datetime.now(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    with World(tmp_path_factory.mktemp("world"), noon) as world:
        yield world


def test_hours_without_receivers_then_each_alert_once(world: World) -> None:
    """The webhooks and the mail server are not there, then answer that they are busy, then lose
    the answer, then take it."""
    home = world.folder / "down" / "home"
    world.prepare(home)
    sinks = [world.mail, *world.hooks.values()]
    for sink in sinks:
        sink.stop()
    assert world.live(home, 1).code == 0
    due = _deliveries(home)
    assert len(due) == 10
    # The first of each receiver is tried; those behind it wait, so that they come in order.
    assert sorted(tries for _, _, tries in due) == [0] * 7 + [1] * 3
    for minutes in (1, 10):
        deliver(world, home, minutes)
    assert sorted(tries for _, _, tries in _deliveries(home)) == [0] * 7 + [3] * 3

    marks = world.marks()
    for sink in sinks:
        sink.start()
        sink.plan.always(Fault.REFUSE)
    deliver(world, home, 60)
    assert world.facts(home, marks).sent == {"mail": {}, "first": {}, "second": {}}
    assert all(world.marks()[name] > n for name, n in marks.items())
    for sink in sinks:
        sink.plan.always(Behaviour(Fault.DROP))
    deliver(world, home, 4 * 60)
    for sink in sinks:
        sink.plan.always(Fault.ACCEPT)
    deliver(world, home, 11 * 60)
    assert {state for _, state, _ in _deliveries(home)} == {"done"}
    facts = world.facts(home, marks)
    assert [key for key, _, _ in _deliveries(home)] == [key for key, _, _ in due]
    for sink, known in facts.known.items():
        assert {i for ids in facts.sent[sink].values() for i in ids} == set(known)
        assert all(len(ids) == 1 for ids in facts.sent[sink].values())
    for name, hook in world.hooks.items():
        came = [entry.id for entry in hook.ledger.tries[marks[name] :] if entry.taken]
        in_order = [key for key, _, _ in due if key in facts.known[name]]
        assert list(dict.fromkeys(came)) == in_order

    after = world.marks()
    deliver(world, home, 12 * 60)
    assert world.marks() == after


def deliver(world: World, home: Path, minutes: int) -> None:
    """A tick of delivering, so many minutes later."""
    assert world.live(home, 1, minutes=minutes, order={"do": "tell"}).code == 0


def _deliveries(home: Path) -> list[tuple[str, str, int]]:
    db = sqlite3.connect(f"{home}/regtrack.db")
    try:
        sql = "SELECT id, state, json_array_length(attempts) FROM delivery ORDER BY seq"
        return db.execute(sql).fetchall()
    finally:
        db.close()
