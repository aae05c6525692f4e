"""What an answer reads, as a port; its adapter is `store/fastread.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Observation
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline


class LawView(Protocol):
    """What an answer reads, as known at one instant."""

    def timelines(self, divisions: Sequence[str]) -> Mapping[str, Mapping[Substance, Timeline]]:
        """Derived timelines by division."""
        ...

    def observations(self, ids: Iterable[str]) -> Mapping[str, Observation]:
        """Observations by id."""
        ...

    def instruments(self, ids: Iterable[str]) -> Mapping[str, Instrument]:
        """Instruments by id."""
        ...

    def last_looks(self) -> Mapping[str, dt.datetime]:
        """By source key, when it was last looked at with success."""
        ...

    def names(self, divisions: Iterable[str]) -> Mapping[str, str]:
        """Names of divisions for people."""
        ...
