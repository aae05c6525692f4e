"""When to try again: ten tries over three days, then the delivery is dead and visible."""

from __future__ import annotations

import datetime as dt
import hashlib

#: Seconds to wait before each try, the first at once (the schedule of Standard Webhooks).
DELAYS: tuple[int, ...] = (
    0,
    5,
    5 * 60,
    30 * 60,
    2 * 3600,
    5 * 3600,
    10 * 3600,
    14 * 3600,
    20 * 3600,
    24 * 3600,
)
#: A receiver may ask for more time, but not for so much that an alert grows stale unseen.
MAX_RETRY_AFTER = 24 * 3600
_JITTER = 0.2


def next_try(
    attempts: int, now: dt.datetime, rng_seed: str, retry_after: float | None = None
) -> dt.datetime | None:
    """The time of the next try after `attempts` tries, counted from `now`; None when it is dead.

    Each wait is lengthened by 0 to 20 percent, chosen by `rng_seed` (the alert's id) and the
    try, so that a receiver that comes back is not met by all at once and a replay gives the same
    times. `retry_after` (seconds, from the receiver) lengthens the wait, up to one day; it gives
    no additional try. Raises ValueError for negative `attempts`.
    """
    if attempts < 0:
        raise ValueError(f"attempts cannot be negative: {attempts}")
    if attempts >= len(DELAYS):
        return None
    wait = DELAYS[attempts] * (1 + _JITTER * _share(f"{rng_seed}:{attempts}"))
    if retry_after is not None:
        wait = max(wait, min(retry_after, MAX_RETRY_AFTER))
    return now + dt.timedelta(seconds=wait)


def _share(seed: str) -> float:
    """A number in [0, 1) that depends on the seed alone."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:6], "big") / 2**48
