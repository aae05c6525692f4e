"""A receiver that fails, and when it is switched off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

#: How long a receiver may fail before it is switched off.
PATIENCE = dt.timedelta(days=5)
#: Failures further apart are not one stretch of failing: the waits between tries are shorter.
_FORGOTTEN = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Failing:
    """How a receiver fails: since when without a success between, how often, and what was said
    last. `disabled_at` is when it was switched off: nothing is sent there since."""

    failing_since: dt.datetime
    last_failed_at: dt.datetime
    failures: int
    why: str
    disabled_at: dt.datetime | None = None

    @property
    def words(self) -> str:
        """In words for people."""
        if self.disabled_at is not None:
            return f"switched off since {_minute(self.disabled_at)}: {self.why}"
        return f"failing since {_minute(self.failing_since)}: {self.why}"


def failed_again(before: Failing | None, now: dt.datetime, why: str) -> Failing:
    """The receiver after another failure; switched off when it fails for `PATIENCE`."""
    if before is None or before.last_failed_at < now - _FORGOTTEN:
        return Failing(now, now, 1, why)
    since = min(before.failing_since, now)  # the clock may have gone back
    after = replace(
        before, failing_since=since, last_failed_at=now, failures=before.failures + 1, why=why
    )
    if after.disabled_at is None and now - after.failing_since >= PATIENCE:
        days = (now - after.failing_since).days
        return replace(after, disabled_at=now, why=f"it failed for {days} days; the last: {why}")
    return after


def gone(before: Failing | None, now: dt.datetime, why: str) -> Failing:
    """The receiver after it said that it wants nothing any more."""
    since = min(before.failing_since, now) if before else now
    return Failing(since, now, before.failures + 1 if before else 1, why, now)


def _minute(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
