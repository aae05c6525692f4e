"""Two daemons on one database: a frozen one and a killed one are taken over, once."""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from regtrack.replay import ModeKind
from reliability.process import DaemonProcess, until
from reliability.recording import address
from reliability.two_daemons import Pair
from reliability.world import World


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with World(tmp_path / "world", dt.datetime.now(dt.UTC)) as world:
        home = tmp_path / "pair" / "home"
        world.prepare(home, frozen=False)
        pair = Pair(world, home)
        yield pair
        pair.close()


def hangs(pair: Pair, daemon: DaemonProcess) -> bool:
    """Wait until a daemon's crawl has asked for the page that hangs; what else was due is in."""
    asked = [e for e in pair.world.server.ledger.entries() if e.host == "city.example"]
    return bool(asked) and set(pair.held(daemon)) == {"rule"} and bool(pair.crawls(daemon))


def test_a_frozen_one_is_fenced_when_it_wakes_and_a_killed_one_taken_over_at_once(
    pair: Pair,
) -> None:
    server = pair.world.server
    server.set_mode(address("rule"), ModeKind.DELAY, seconds=60.0)
    one = pair.start("one", FETCH_TIMEOUT="60")
    assert until(lambda: hangs(pair, one))
    two = pair.start("two")
    ((held_by_one,),) = pair.rows("SELECT id FROM run WHERE source = 'rule'")

    pair.freeze(one)
    server.clear()
    assert until(lambda: "took over source=rule" in two.log.read_text())
    assert until(lambda: not pair.crawls(one), 3), "the child of the frozen one goes on"
    assert until(pair.idle)
    one.send(signal.SIGCONT)
    assert one.says("lost to another process sources=rule") or one.says("taken_over")
    ((reason, fence),) = pair.rows(f"SELECT reason, fence FROM run WHERE id = {held_by_one}")
    assert reason == "taken over"
    assert f"run={held_by_one} reason=finished" not in one.log.read_text()

    one.stop()
    server.set_mode(address("rule"), ModeKind.DELAY, seconds=60.0)
    server.change(
        address("rule"), b"<html><body><h1>A rule on kratom</h1><p>New.</p></body></html>"
    )
    pair.make_due("rule")
    assert until(lambda: set(pair.held(two)) == {"rule"})
    one = pair.start("one", FETCH_TIMEOUT="60")
    server.clear()
    two.kill()
    assert one.says("took over from a dead process sources=rule")
    assert until(pair.idle)
    assert one.stop()[0] == 0
    assert pair.double_runs() == []
    assert pair.doubled_changes() == []
    ((last,),) = pair.rows("SELECT fence FROM source WHERE key = 'rule'")
    assert last == fence + 3
