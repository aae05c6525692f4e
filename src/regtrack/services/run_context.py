"""Which run is in hand, for whoever logs meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_RUN: ContextVar[tuple[str, int] | None] = ContextVar("run", default=None)


def current_run() -> tuple[str, int] | None:
    """The source's key and the run's id; None outside of a run."""
    return _RUN.get()


@contextmanager
def in_run(source: str, run: int) -> Iterator[None]:
    """What is logged in here belongs to this run."""
    token = _RUN.set((source, run))
    try:
        yield
    finally:
        _RUN.reset(token)
