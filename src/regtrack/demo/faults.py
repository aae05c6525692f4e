"""What a receiver does with the next tries: a plan of faults, then what it does always."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """How a try is met."""

    ACCEPT = "accept"
    REFUSE = "refuse"  # not now: SMTP 451, HTTP 503
    REJECT = "reject"  # never: SMTP 550, HTTP 400
    RESET = "reset"  # the connection is reset before the message is taken
    DROP = "drop"  # the message is taken, the connection reset before the answer
    SLOW = "slow"  # the message is taken, the answer comes after a pause
    DRIP = "drip"  # the message is taken, the answer comes byte by byte and never ends


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One answer. `status` is an HTTP status that goes before `fault`; `retry_after` its header;
    `seconds` the pause of `slow`, or that between two bytes of `drip`; `reply_bytes` the length of
    an HTTP answer's body."""

    fault: Fault = Fault.ACCEPT
    status: int | None = None
    retry_after: str | None = None
    seconds: float = 0.0
    reply_bytes: int = 2
    location: str | None = None


class Plan:
    """The behaviours of the next tries in order; afterwards the standing one. Safe in threads."""

    def __init__(self, standing: Behaviour | Fault = Fault.ACCEPT) -> None:
        self._lock = threading.Lock()
        self._next: deque[Behaviour] = deque()
        self._standing = _behaviour(standing)

    def always(self, behaviour: Behaviour | Fault) -> None:
        """From now on, once the planned ones are used up."""
        with self._lock:
            self._standing = _behaviour(behaviour)

    def then(self, behaviours: Iterable[Behaviour | Fault]) -> None:
        """Add behaviours for the next tries."""
        with self._lock:
            self._next.extend(_behaviour(b) for b in behaviours)

    def take(self) -> Behaviour:
        """The behaviour for the try that is here now."""
        with self._lock:
            return self._next.popleft() if self._next else self._standing


def _behaviour(value: Behaviour | Fault) -> Behaviour:
    return Behaviour(value) if isinstance(value, Fault) else value
