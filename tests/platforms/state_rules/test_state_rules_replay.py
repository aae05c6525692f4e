"""Ohio and Florida played through the importer: one control from rule to rule, no end between."""

from __future__ import annotations

import dataclasses
import datetime as dt
from hashlib import sha256
from pathlib import Path

import pytest

from platform_walk import FOLDER, parse_one, seen, sources
from records import Desk
from regtrack.contract import DocumentRecord
from regtrack.domain.changes import ChangeKind
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.reading.text import LegalText
from regtrack.runner.extraction.html import read_html
from regtrack.services.turn_of_day import turn_of_day
from regtrack.store import queries

OHIO, FLORIDA, *_ = sources("state_rules")
Days = list[tuple[str, list[DocumentRecord]]]
QUIET = {ChangeKind.ENDED, ChangeKind.SUNSET_NEAR, ChangeKind.CAME_INTO_FORCE, ChangeKind.STATUS}


class Bodies:
    """The texts of the recordings, and of bodies put beside them."""

    def __init__(self, *beside: bytes) -> None:
        recorded = [p.read_bytes() for p in (FOLDER / "state_rules").glob("*/day*/*/body.html")]
        self.bodies = {sha256(body).hexdigest(): body for body in (*recorded, *beside)}

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        return read_html(self.bodies[sha256].decode())


def play(desk: Desk, days: Days, *bodies: bytes) -> list[tuple[str, str]]:
    """The changes that are told, kind and day, when documents come on these days."""
    desk.shelf = Bodies(*bodies)  # type: ignore[assignment]  # the same port
    for at, documents in days:
        desk.clock(at)
        with desk.app.unit() as (repository, now):
            turn_of_day(repository, now)
        for document in documents:
            seen_at = dt.datetime.fromisoformat(at)
            texts = tuple(dataclasses.replace(t, retrieved_at=seen_at) for t in document.texts)
            desk.take(dataclasses.replace(document, texts=texts, retrieved_at=seen_at), at)
    with desk.app.engine.connect() as connection:
        return [(str(c.kind), str(c.on)) for c in queries.changes(connection)]


@pytest.fixture
def database(tmp_path: Path) -> str:
    """One engine: what is derived is the same on both."""
    return f"sqlite:///{tmp_path / 'regtrack.db'}"


def status(desk: Desk, division: str, on: str) -> Status | None:
    """What 7-OH is on a day; None before anything is known."""
    with desk.app.unit() as (repository, _):
        line = repository.timelines(division)[Substance.SEVEN_OH]
    found = line.at(dt.date.fromisoformat(on))
    return found.status if found else None


def of(key: str, number: str = "", day: int = 1) -> list[DocumentRecord]:
    documents, _, _ = seen("state_rules", key, day=day)
    return [d for d in documents if not number or d.number == number]


def test_ohio_from_emergency_to_permanent_is_one_control(desk: Desk) -> None:
    days = [
        ("2025-12-16T18:00:00+00:00", of(OHIO.key)),
        ("2026-05-14T13:00:00+00:00", of(OHIO.key, day=2)),
        ("2026-06-12T13:00:00+00:00", []),
    ]
    told = play(desk, days)
    for on, expected in (
        ("2025-12-11", None), ("2025-12-12", Status.SCHEDULED),
        ("2026-05-13", Status.SCHEDULED), ("2026-05-14", Status.SCHEDULED),
        ("2026-07-01", Status.SCHEDULED),
    ):  # fmt: skip
        assert status(desk, OHIO.division, on) is expected, on
    assert not QUIET & {ChangeKind(kind) for kind, _ in told[1:]}, told


def test_florida_renewed_three_times_is_one_control(desk: Desk) -> None:
    body = (FOLDER / "state_rules/normal/day2/fl-2er26-1/body.html").read_bytes()
    third = (
        body.replace(b"renews emergency rule 2ER25-4", b"renews emergency rule 2ER26-X")
        .replace(b"2ER26-1", b"2ER26-3").replace(b"2ER26-X", b"2ER26-1")
        .replace(b"June 22, 2026", b"September 20, 2026")
    )  # fmt: skip
    url = "https://flrules.org/gateway/notice_Files.asp?ID=31000000"
    renewal = list(parse_one(FLORIDA, third, url).documents)
    days = [
        ("2025-08-16T18:00:00+00:00", of(FLORIDA.key)),
        ("2025-12-11T18:00:00+00:00", of(FLORIDA.key, "2ER25-4", 2)),
        ("2026-06-24T18:00:00+00:00", of(FLORIDA.key, "2ER26-1", 2)),
        ("2026-07-02T18:00:00+00:00", []),
        ("2026-09-22T18:00:00+00:00", renewal),
        ("2026-10-08T18:00:00+00:00", []),
    ]
    told = play(desk, days, third)
    for on in ("2025-08-13", "2025-12-08", "2026-06-22", "2026-06-30", "2026-09-20", "2026-10-08"):
        assert status(desk, FLORIDA.division, on) is Status.SCHEDULED, on
    assert status(desk, FLORIDA.division, "2025-08-12") is None
    assert not QUIET & {ChangeKind(kind) for kind, _ in told[1:]}, told
