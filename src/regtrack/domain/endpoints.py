"""A receiver that fails, and when it is switched off.

Only for failures of its own: it answered, or others were reached while it was not. A machine
without network reaches nobody, and that is no receiver's fault.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

#: How long a receiver may fail before it is switched off.
PATIENCE = dt.timedelta(days=5)
#: How lately something else must have been reached for a receiver's silence to be its own.
PROOF = dt.timedelta(hours=36)
#: Failures further apart are not one stretch of failing: the waits between tries are shorter.
_FORGOTTEN = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Failing:
    """How a receiver fails: since when without a success between, how often, and what was said
    last. `disabled_at` is when it was switched off: nothing is sent there since. `own_since` is
    since when all failures were its own; None where the last was not."""

    failing_since: dt.datetime
    last_failed_at: dt.datetime
    failures: int
    why: str
    disabled_at: dt.datetime | None = None
    own_since: dt.datetime | None = None

    @property
    def words(self) -> str:
        """In words for people."""
        if self.disabled_at is not None:
            return f"switched off since {_minute(self.disabled_at)}: {self.why}"
        return f"failing since {_minute(self.failing_since)}: {self.why}"


def is_own(answered: bool, reached_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a failure is the receiver's own: it answered, or something else was reached lately
    (`reached_at`: when last)."""
    return answered or (reached_at is not None and now - reached_at <= PROOF)


def failed_again(
    before: Failing | None, now: dt.datetime, why: str, *, own: bool = True
) -> Failing:
    """The receiver after another failure; switched off when it fails for `PATIENCE` by its own
    fault. A failure that is not its own begins that span anew."""
    if before is None or before.last_failed_at < now - _FORGOTTEN:
        return Failing(now, now, 1, why, own_since=now if own else None)
    # The clock may have gone back since.
    began = min(before.failing_since, now)
    since = min(before.own_since or now, now) if own else None
    after = replace(
        before,
        failing_since=began,
        last_failed_at=now,
        failures=before.failures + 1,
        why=why,
        own_since=since,
    )
    if after.disabled_at is None and since is not None and now - since >= PATIENCE:
        days = (now - since).days
        return replace(after, disabled_at=now, why=f"it failed for {days} days; the last: {why}")
    return after


def cut_off(state: Failing) -> bool:
    """Whether it fails for so long that it would be switched off, were the failure its own."""
    failing_for = state.last_failed_at - state.failing_since
    return state.disabled_at is None and state.own_since is None and failing_for >= PATIENCE


def gone(before: Failing | None, now: dt.datetime, why: str) -> Failing:
    """The receiver after it said that it wants nothing any more."""
    since = min(before.failing_since, now) if before else now
    return Failing(since, now, before.failures + 1 if before else 1, why, now, now)


def _minute(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
