"""How many requests are left under the keys of the sources that are watched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regtrack.contract import SourceSpec
from regtrack_scrapers.keys import KeyUse
from regtrack_scrapers.platforms.registry import PLATFORMS, key_of, quota_of


@dataclass(frozen=True, slots=True)
class Quota:
    """A key by the name of its variable: how many requests it has in a period (hour, day or month),
    and how many of them are left."""

    key: str
    period: str
    most: int
    left: int


def quotas_left(specs: Iterable[SourceSpec], key_use: str) -> list[Quota]:
    """The quotas of these sources' keys, by name; where sources differ about a key, the smallest.
    `key_use` is the folder in which requests are counted."""
    bounds: dict[tuple[str, str], int] = {}
    for spec in specs:
        if spec.platform not in PLATFORMS:
            continue
        key, quota = key_of(spec), quota_of(spec)
        if key is not None and quota is not None:
            most, period = quota
            bounds[key.variable, period] = min(most, bounds.get((key.variable, period), most))
    use = KeyUse(key_use)
    return [
        Quota(name, period, most, max(most - use.count(name, period), 0))
        for (name, period), most in sorted(bounds.items())
    ]
