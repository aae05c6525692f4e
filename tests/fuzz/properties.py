"""Each check with what it is fed: tests run them briefly, the soak for as long as it is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from fuzz import invariants, pieces

# A damaged PDF is told of by its fault; what its readers log beside it is noise here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True)
class Property:
    """A check, its food, and how many examples make a second's work on a usual machine."""

    name: str
    check: Callable[[Any], None]
    food: st.SearchStrategy[Any]
    a_second: int

    def run(self, examples: int, number: int) -> None:
        """Try so many examples, drawn by this seed. Raises what the check raises."""

        def holds(example: Any) -> None:
            self.check(example)

        bounded = settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        seed(number)(bounded(given(self.food)(holds)))()


def _title(pair: tuple[str, str]) -> None:
    invariants.check_title(*pair)


def _marks(made: tuple[int, str, str]) -> None:
    way, before, after = made
    text = pieces.marked(before, "zqlive kratom", "zqstruck kratom", after)
    invariants.check_marks(pieces.html(text, way), "zqlive kratom", "zqstruck kratom")


PROPERTIES = (
    Property("reading of marked texts", invariants.check_reading, pieces.texts, 150),
    Property("titles", _title, st.tuples(pieces.words, pieces.words), 300),
    Property("growth", invariants.check_growth, st.lists(pieces.pieces, min_size=1, max_size=6), 1),
    Property("documents bent", invariants.check_extraction, pieces.documents, 100),
    Property("bytes of no format", invariants.check_extraction, st.binary(max_size=400), 400),
    Property("marks of documents", _marks, pieces.marks, 150),
    Property("records", invariants.check_record, pieces.records, 300),
    Property("days", invariants.check_dates, pieces.dates, 400),
)
