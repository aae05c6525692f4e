"""What time it is: the one clock that `REGTRACK_NOW` moves, for replays and tests (an instant, or
`@FILE` with one in it)."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path


def now() -> dt.datetime:
    """The instant, in UTC."""
    given = os.environ.get("REGTRACK_NOW")
    if not given:
        return dt.datetime.now(dt.UTC)
    if given.startswith("@"):
        given = Path(given[1:]).read_text(encoding="ascii").strip()
    return dt.datetime.fromisoformat(given).astimezone(dt.UTC)
