"""When a source is due again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

_CADENCE = re.compile(r"(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
#: A broken source is asked again sooner than its cadence at first, then ever later.
_FIRST_RETRY, _LAST_RETRY = dt.timedelta(minutes=15), dt.timedelta(hours=12)

#: After so many days a source is read in full: a server whose 304 lies is found by then.
FULL_EVERY = 14


def full_read_due(options: Mapping[str, Any], last: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a source is to be read without its HTTP validators; its option `full_every` is a
    number of days, 0 for never."""
    days = options.get("full_every", FULL_EVERY)
    return days > 0 and (last is None or now - last >= dt.timedelta(days=days))


def cadence(text: str) -> dt.timedelta:
    """`15m`, `6h`, `1d` as a span; a day for anything else."""
    match = _CADENCE.fullmatch(text)
    if match is None:
        return dt.timedelta(days=1)
    return dt.timedelta(**{_UNITS[match[2]]: int(match[1])})


def retry_after(failures: int) -> dt.timedelta:
    """How long a source that failed so many times in a row is left alone."""
    wait: dt.timedelta = _FIRST_RETRY * (2 ** min(failures - 1, 10))
    return min(wait, _LAST_RETRY)
