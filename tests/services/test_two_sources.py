"""The words of a second source about an act that a first has told of already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import Desk, ban, bill, text
from regtrack.contract import DocumentRecord
from regtrack.domain.changes import ChangeKind
from regtrack.domain.observations import InForce
from regtrack.services.record_claims import record_text

FIRST = [("2026-06-01", "introduced"), ("2026-06-03", "committee")]


def second(document: DocumentRecord) -> DocumentRecord:
    """The same record from another source, the rows of a stage in other words."""
    rows = tuple(
        a
        if a.description.startswith("Effective")
        else replace(a, description=f"Senate {a.description}")
        for a in document.actions
    )
    return replace(document, source="other", actions=rows)


def stages(desk: Desk) -> list[str]:
    return [str(c.stage) for c in desk.changes() if c.kind is ChangeKind.STAGE]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(FIRST, id="the-same-days"),
        pytest.param(
            [("2026-06-03", "introduced"), ("2026-06-03", "committee")], id="introduced-later"
        ),
        pytest.param([("2026-06-02", "introduced"), ("2026-06-04", "committee")], id="a-day-late"),
        pytest.param([("2026-06-04", "introduced")], id="slower"),
    ],
)
def test_a_second_history_neither_repeats_nor_sets_back(
    desk: Desk, rows: list[tuple[str | None, str]]
) -> None:
    desk.take(bill(FIRST, [text(ban())]))
    before = stages(desk)
    assert before == ["introduced", "in_committee"]
    outcome = desk.take(second(bill(rows)))
    assert (outcome.changes, stages(desk)) == ([], before)
    assert not desk.take(bill(FIRST, [text(ban())])).changed


def test_what_the_second_source_knows_first_is_told_once(desk: Desk) -> None:
    desk.take(bill(FIRST, [text(ban())]))
    further = [*FIRST, ("2026-06-05", "upper")]
    told = desk.take(second(bill(further))).changes
    assert [str(c.stage) for c in told] == ["passed_one_chamber"]
    assert desk.take(bill(further, [text(ban())])).changes == []
    further.append(("2026-06-08", "lower"))
    assert [str(c.stage) for c in desk.take(bill(further)).changes] == ["passed_both"]
    assert desk.take(second(bill(further))).changes == []
    assert stages(desk) == ["introduced", "in_committee", "passed_one_chamber", "passed_both"]


def test_two_sources_that_differ_on_the_start_do_not_take_turns(desk: Desk) -> None:
    rows = [*FIRST, ("2026-06-12", "signed")]
    early = bill([*rows, ("2026-06-12", "Effective date(s) 07/01/2026")], [text(ban())])
    late = second(bill([*rows, ("2026-06-12", "Effective date(s) 07/02/2026")]))
    desk.take(early)
    desk.take(late)
    with desk.app.unit() as (repository, _):
        known = repository.observations_in(early.division)
    assert len({o.claim for o in known if isinstance(o.claim, InForce)}) == 2
    for document in (early, late, early, late):
        assert not desk.take(document).changed


def test_the_words_of_an_xml_record_are_found_again() -> None:
    body = b'<?xml version="1.0"?>\n<a><b>Signed by  President &amp; printed.</b><c/></a>'
    assert record_text(body).splitlines() == ["Signed by President & printed."]
    with pytest.raises(ValueError, match="Expecting value"):
        record_text(b"neither")
