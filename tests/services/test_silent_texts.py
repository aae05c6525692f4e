"""A text that is silent where a reviewed fact states a law: held for a person, never an end."""

from __future__ import annotations

import pytest

from records import DROPPED, Desk, bill, text
from regtrack.contract import DocumentRecord, PartialDate, VersionRole
from regtrack.domain.instruments import Instrument, InstrumentKind, instrument_id
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.services.baseline import Baseline, observe
from regtrack.services.baseline_loading import load_into
from regtrack.services.reviewing import accept

LAW = [("2026-06-01", "introduced"), ("2026-06-05", "upper"), ("2026-06-08", "lower"),
       ("2026-06-12", "signed")]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "source", "held"),
    [
        pytest.param(VersionRole.CURRENT, "https://www.tn.gov/act", 1, id="page-official-fact"),
        pytest.param(VersionRole.CURRENT, "https://news.example/act", 1, id="page-reported-fact"),
        pytest.param(VersionRole.FINAL, "https://www.tn.gov/act", 1, id="final-official-fact"),
        pytest.param(VersionRole.FINAL, "https://news.example/act", 0, id="final-reported-fact"),
        pytest.param(VersionRole.PROPOSAL, "https://www.tn.gov/act", 0, id="proposal"),
    ],
)
def test_a_silent_text_does_not_end_a_reviewed_fact_by_itself(
    desk: Desk, role: VersionRole, source: str, held: int
) -> None:
    """The text may be a scan, a cut or another section: a person looks first. Only the adopted
    text of the act itself is believed against what the press told."""
    record = _with_fact(desk, bill(LAW, [text(DROPPED, role)]), source)
    desk.shelf.put(DROPPED)
    outcome = desk.take(record, "2026-06-15T12:00:00+00:00")
    assert outcome.held == held
    ended = held == 0 and role is VersionRole.FINAL
    assert (desk.status("2026-06-20") is Status.PROHIBITED) is not ended
    assert (desk.pending() == ["a reading waits for review"]) is (held == 1)


def test_a_silent_page_that_a_reviewer_accepts_ends_the_fact(desk: Desk) -> None:
    record = _with_fact(
        desk, bill(LAW, [text(DROPPED, VersionRole.CURRENT)]), "https://www.tn.gov/act"
    )
    desk.shelf.put(DROPPED)
    outcome = desk.take(record, "2026-06-15T12:00:00+00:00")
    with desk.app.unit() as (repository, now):
        (waits,) = [o for o in repository.observations_of(outcome.instrument) if o.held]
        accept(repository, waits, now)
    assert desk.status("2026-06-20") is not Status.PROHIBITED


def test_a_text_that_names_it_and_gives_nothing_leaves_a_fact_standing(desk: Desk) -> None:
    words = "Sec. 1. The board shall report on kratom."
    record = _with_fact(
        desk, bill(LAW, [text(words, VersionRole.CURRENT)]), "https://www.tn.gov/act"
    )
    desk.shelf.put(words)
    assert desk.take(record, "2026-06-15T12:00:00+00:00").held == 0
    assert desk.status("2026-06-20") is Status.PROHIBITED


def _with_fact(desk: Desk, record: DocumentRecord, source: str) -> DocumentRecord:
    """A record whose act a reviewed fact already says to forbid kratom."""
    act = Instrument(
        instrument_id(record.aliases[0]), record.division, InstrumentKind.STATUTE, "T.C.A. 39-17-1"
    )
    forbids = Provision(
        Substance.KRATOM, Effect.PROHIBIT, acts=("sale",), start=PartialDate("2026-06-12")
    )
    with desk.app.unit() as (repository, now):
        fact = observe(
            record.division,
            forbids,
            now,
            substance=Substance.KRATOM,
            instrument=act.id,
            sources=(source,),
        )
        names = {record.division: "Tennessee"}
        load_into(
            repository, Baseline((act,), ((record.aliases[0], act.id),), (), (fact,), names), now
        )
    return record
