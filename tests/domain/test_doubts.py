"""What speaks against claims, said to a reader."""

from __future__ import annotations

import datetime as dt

import pytest

from regtrack.domain.claims import doubts
from regtrack.domain.observations import Absence, Authority, Observation


def claim(authority: Authority, **fields: bool) -> Observation:
    at = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    return Observation("o", "d", Absence(), at, authority=authority, **fields)  # type: ignore[arg-type]  # by field name


OFFICIAL = claim(Authority.OFFICIAL)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([], ""),
        ([OFFICIAL], ""),
        ([claim(Authority.AGGREGATOR)], "an aggregator only"),
        ([claim(Authority.AGGREGATOR), OFFICIAL], ""),
        ([claim(Authority.PRESS), claim(Authority.VENDOR)], "the press or a seller only"),
        ([claim(Authority.OFFICIAL, conflict=True)], "contradict each other"),
        ([claim(Authority.OFFICIAL, held=True)], "waits for a person's review"),
    ],
)
def test_doubts(claims: list[Observation], said: str) -> None:
    found = doubts(claims)
    assert bool(found) is bool(said)
    assert said in " ".join(found)
