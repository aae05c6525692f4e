"""When deliveries are tried again."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regtrack.notify.schedule import DELAYS, next_try

NOW = dt.datetime(2026, 6, 19, tzinfo=dt.UTC)


def wait(attempts: int, seed: str = "msg_1", retry_after: float | None = None) -> float:
    at = next_try(attempts, NOW, seed, retry_after)
    assert at is not None
    return (at - NOW).total_seconds()


def test_ten_tries_over_three_days_then_dead() -> None:
    assert DELAYS == (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    assert next_try(0, NOW, "msg_1") == NOW
    assert next_try(9, NOW, "msg_1") is not None
    assert next_try(10, NOW, "msg_1") is None
    assert next_try(10, NOW, "msg_1", retry_after=5) is None


@given(st.integers(0, 9), st.text())
def test_jitter_only_lengthens_and_depends_on_the_seed_alone(attempts: int, seed: str) -> None:
    assert DELAYS[attempts] <= wait(attempts, seed) <= DELAYS[attempts] * 1.2
    assert wait(attempts, seed) == wait(attempts, seed)


def test_receivers_that_come_back_are_not_met_by_all_at_once() -> None:
    waits = [wait(4, f"msg_{n}") for n in range(200)]
    assert len(set(waits)) == 200
    assert max(waits) - min(waits) > 0.15 * DELAYS[4]


def test_retry_after_lengthens_up_to_a_day() -> None:
    assert wait(1, retry_after=600) == 600
    assert wait(4, retry_after=1) >= DELAYS[4]
    assert wait(1, retry_after=1e9) == 86400


def test_negative_attempts_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        next_try(-1, NOW, "msg_1")
