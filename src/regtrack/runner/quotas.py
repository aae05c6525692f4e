"""How much of what its key allows each source has spent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from regtrack.contract import SourceSpec
from regtrack_scrapers.keys import KeyUse
from regtrack_scrapers.platforms.registry import PLATFORMS, key_of, quota_of


@dataclass(frozen=True, slots=True)
class Quota:
    """The requests sent under one key in the current period (hour, day or month of UTC), and how
    many may be; several sources may share a key."""

    variable: str
    host: str
    used: int
    most: int
    period: str

    @property
    def left(self) -> int:
        """How many more requests may be sent in this period."""
        return max(self.most - self.used, 0)

    def __str__(self) -> str:
        return f"{self.used} of {self.most} requests of this {self.period} ({self.variable})"


def quotas(specs: Iterable[SourceSpec], folder: Path | str) -> dict[str, Quota]:
    """The quota of every source that has one, by source. `folder` is where requests are counted."""
    use = KeyUse(folder)
    found: dict[str, Quota] = {}
    for spec in specs:
        if spec.platform not in PLATFORMS:
            continue
        key, quota = key_of(spec), quota_of(spec)
        if key is not None and quota is not None:
            most, period = quota
            used = use.count(key.variable, period)
            found[spec.key] = Quota(key.variable, key.host, used, most, period)
    return found


def quotas_of_keys(specs: Iterable[SourceSpec], folder: Path | str) -> list[Quota]:
    """The quota of every key of these sources, by its variable; where they differ about one, the
    smallest."""
    smallest: dict[tuple[str, str], Quota] = {}
    for quota in quotas(specs, folder).values():
        name = (quota.variable, quota.period)
        if name not in smallest or quota.most < smallest[name].most:
            smallest[name] = quota
    return [quota for _, quota in sorted(smallest.items())]
