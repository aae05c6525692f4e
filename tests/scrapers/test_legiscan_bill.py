"""LegiScan records: what their codes mean, and by which keys other platforms know the bill."""

from __future__ import annotations

from typing import Any

import pytest

import platform_recordings as made
from regtrack.contract import Alias, DocumentRecord, How, InvalidDocument, LinkKind, Stage
from regtrack.domain.instruments import InstrumentKind
from regtrack.reading.stages_sources import legiscan_stage
from regtrack_scrapers.platforms.legiscan_bill import bill_record
from regtrack_scrapers.platforms.openstates_bill import bill_record as openstates_record

US = "ocd-division/country:us"


def record(**changes: Any) -> DocumentRecord:
    return bill_record({**made.legiscan_bill(), **changes}, source="legiscan")


def progress(*events: int) -> list[dict[str, Any]]:
    return [{"date": "2026-04-27", "event": e} for e in events]


@pytest.mark.parametrize(
    ("status", "events", "stage", "how"),
    [
        (1, (1,), None, None),
        (2, (1, 2), None, None),
        (3, (1, 2, 3), None, None),
        (4, (1, 2, 3, 4), None, None),  # passed by the legislature is no law
        (4, (1, 2, 3, 4, 8), Stage.ENACTED, None),
        (5, (1, 2, 3, 5), Stage.VETOED, None),
        (5, (1, 2, 3, 5, 7, 8), Stage.ENACTED, How.OVERRIDE),
        (6, (1, 6), Stage.FAILED, None),
    ],
)
def test_only_law_veto_and_failure_are_told_beside_the_history(
    status: int, events: tuple[int, ...], stage: Stage | None, how: How | None
) -> None:
    bill = record(status=status, progress=progress(*events))
    assert (bill.stage, bill.how) == (stage, how)
    if stage is not None:  # and never otherwise than the rules read these codes
        told = legiscan_stage(status, events)
        assert (told.stage, told.how) == (stage, how)


def test_a_chaptered_resolution_is_no_law() -> None:
    bill = record(bill_type="JR", bill_number="SJR9", progress=progress(4, 8))
    assert (bill.kind, bill.stage) == (InstrumentKind.RESOLUTION, None)


@pytest.mark.parametrize("date", ["0000-00-00", None, "", "soon"])
def test_no_date_is_invented(date: str | None) -> None:
    row = {"date": date, "action": "Introduced", "chamber": "S"}
    bill = record(history=[row], status_date=date, status=6)
    assert (bill.actions[0].date, bill.stage_on) == (None, None)


SESSIONS: tuple[tuple[str, str, str, tuple[int, int], int, str, str], ...] = (
    # state, number and session of LegiScan, its years, special; session and number of Open States
    ("KS", "SB430", "2025-2026 Regular Session", (2025, 2026), 0, "2025-2026", "SB430"),
    ("FL", "S0432", "2026 Regular Session", (2026, 2026), 0, "2026", "SB 432"),
    ("RI", "H8501", "2026 Regular Session", (2026, 2026), 0, "2026", "HB8501"),
    ("KY", "HB757", "2026 Regular Session", (2026, 2026), 0, "2026RS", "HB757"),
    ("GA", "HB757", "2025-2026 Regular Session", (2025, 2026), 0, "2025_26", "HB 757"),
    ("CA", "AB1088", "2025-2026 Regular Session", (2025, 2026), 0, "20252026", "AB1088"),
    ("TN", "HB1649", "114th General Assembly", (2025, 2026), 0, "114", "HB 1649"),
    ("MA", "H1680", "194th General Court", (2025, 2026), 0, "194th", "H1680"),
    ("NE", "LB230", "109th Legislature", (2025, 2026), 0, "109", "LB230"),
    ("NJ", "S301", "2026-2027 Regular Session", (2026, 2027), 0, "222", "S301"),
    ("AZ", "HB2415", "57th Legislature - 2nd Regular Session", (2026, 2026), 0,
     "57th-2nd-regular", "HB2415"),
    ("TX", "HB6", "89th Legislature 2nd Special Session", (2025, 2025), 1, "892", "HB 6"),
    ("US", "HB8000", "119th Congress", (2025, 2026), 0, "119", "HR 8000"),
    ("US", "SB5383", "2025-2026 Regular Session", (2025, 2026), 0, "119", "S 5383"),
)  # fmt: skip


def other(division: str, session: str, number: str) -> DocumentRecord:
    body = {"identifier": number, "legislative_session": session, "title": "An Act",
            "classification": ["bill"], "actions": [],
            "jurisdiction": {"division_id": division}}  # fmt: skip
    return openstates_record(body, source="openstates")


def session(name: str, years: tuple[int, int], special: int = 0) -> dict[str, Any]:
    return {"session_name": name, "year_start": years[0], "year_end": years[1], "special": special}


@pytest.mark.parametrize(
    ("state", "number", "name", "years", "special", "theirs", "written"),
    SESSIONS,
    ids=[f"{s[0]}-{s[1]}" for s in SESSIONS],
)
def test_open_states_knows_the_bill_by_one_of_its_keys(
    state: str,
    number: str,
    name: str,
    years: tuple[int, int],
    special: int,
    theirs: str,
    written: str,
) -> None:
    given = session(name, years, special)
    bill = record(state=state, bill_number=number, session=given)
    assert set(bill.aliases) & set(other(bill.division, theirs, written).aliases)


@pytest.mark.parametrize(
    ("state", "number", "name", "years", "special", "theirs", "written"),
    [
        ("TX", "HB6", "89th Legislature 2nd Special Session", (2025, 2025), 1, "89", "HB 6"),
        ("TX", "HB6", "89th Legislature Regular Session", (2025, 2025), 0, "892", "HB 6"),
        ("AZ", "HB2415", "57th Legislature - 2nd Regular Session", (2026, 2026), 0,
         "57th-1st-regular", "HB2415"),
        ("AR", "HB1044", "88th General Assembly (2012 Fiscal)", (2012, 2012), 0, "88", "HB 1044"),
        ("KS", "SB430", "2025-2026 Regular Session", (2025, 2026), 0, "2023-2024", "SB 430"),
        ("KS", "HB430", "2025-2026 Regular Session", (2025, 2026), 0, "2025-2026", "SB 430"),
        ("US", "HR8000", "119th Congress", (2025, 2026), 0, "119", "HR 8000"),  # a resolution
        ("FL", "S0432", "2025 Special Session A", (2025, 2025), 1, "2025", "SB 432"),
    ],
)  # fmt: skip
def test_another_bill_shares_no_key(
    state: str,
    number: str,
    name: str,
    years: tuple[int, int],
    special: int,
    theirs: str,
    written: str,
) -> None:
    given = session(name, years, special)
    bill = record(state=state, bill_number=number, session=given, bill_type="B")
    assert not set(bill.aliases) & set(other(bill.division, theirs, written).aliases)


def test_the_same_as_link_names_the_bill_as_others_know_it() -> None:
    rows = [{"type_id": 1, "sast_bill_number": "HB2230", "sast_bill_id": 7},
            {"type_id": 9, "sast_bill_number": "SB9", "sast_bill_id": 8},
            {"type_id": 2, "sast_bill_number": "SB10", "sast_bill_id": 9}]  # fmt: skip
    links = {link.kind: link.target for link in record(sasts=rows).links}
    assert links[LinkKind.COMPANION_OF] in other(f"{US}/state:ks", "2025-2026", "HB2230").aliases
    assert links[LinkKind.CARRIED_OVER_FROM] == Alias("legiscan", "8")
    assert len(links) == 2


def test_notes_and_veto_letters_are_no_texts() -> None:
    kinds = (1, 5, 7, 8, 12, 13)
    rows = [{"doc_id": n, "type_id": n, "type": str(n), "mime": "text/html"} for n in kinds]
    assert [t.key for t in record(texts=rows).texts] == ["legiscan:1", "legiscan:5"]


@pytest.mark.parametrize("name", ["bill_id", "state", "bill_number", "title", "session"])
def test_a_record_without_its_names_is_refused(name: str) -> None:
    with pytest.raises(InvalidDocument, match=name):
        record(**{name: None})
