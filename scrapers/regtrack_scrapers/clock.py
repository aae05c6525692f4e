"""What time it is: the one clock that `REGTRACK_NOW` moves, for replays and tests."""

from __future__ import annotations

import datetime as dt
import os


def now() -> dt.datetime:
    """The instant, in UTC."""
    given = os.environ.get("REGTRACK_NOW")
    if not given:
        return dt.datetime.now(dt.UTC)
    return dt.datetime.fromisoformat(given).astimezone(dt.UTC)
