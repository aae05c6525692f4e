"""How a bill ends: death, withdrawal, vetoes and law, each trap in our own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from stage_records import LATER, PASSED, code, record, told

from regtrack.domain.instruments import How, InstrumentKind, Stage
from regtrack.reading.stages import (
    codebook_stage,
    current_stage,
    is_law,
    stage_changes,
    stage_events,
    struck_by_veto,
)


@pytest.mark.parametrize(
    "words",
    [
        "Died in House at Sine Die adjournment.",
        "Indefinitely postponed",
        "[committee-failure] Postpone Indefinitely",
        "Died in Committee",
        "(H) Died in Process",
        "Session Sine Die",
        "Inexpedient to Legislate: MA VV 03/06/2026",
        "SUBSTITUTED BY A1234",
        "Laid on Table, refer to CS/SB 432",
        "House/ strike enacting clause",
        "Passed by indefinitely in Courts of Justice",
        "Left in Courts of Justice",
        "Involuntarily deferred in committee.",
        "Tabled, Passed, YEAS 11, NAYS 0.",
        "Deferred to the 41st legislative day, Passed, YEAS 9",
        "In committee upon adjournment.",
        "Ought Not to Pass Pursuant To Joint Rule 310",
        "Failed to pass pursuant to Senate Joint Resolution 1",
    ],
)
def test_words_that_end_a_bill(words: str) -> None:
    bill = record("2026-01-05 lower Introduced", f"2026-03-06 lower {words}")
    assert code(bill) == ("failed", "2026-03-06")


@pytest.mark.parametrize(
    "words",
    [
        "[referral-committee] Withdrawn from Calendar; Referred to Ways and Means",
        "Withdrawn from committee.",
        "Tabled",
        "(H) Tabled in Committee - (H) Appropriations",
        "Laid on Table under Rule 7.18(a)",
        "Amendment withdrawn",
        "[failure] House/ substitute adoption failed",
        "[amendment-failure,failure] House/ floor amendment failed",
        "Conrad MO494 withdrawn",
        "Cavanaugh, J. MO93 failed",
        "Conrad MO496 Indefinitely postpone filed",
        "[committee-failure] Committee recommended measure be held for further study",
        "Committee Report: Inexpedient to Legislate 02/18/2026 (Vote 17-0)",
        "[carried-over] Carried over to 2027",
        "Continued to 2027 in Rules (15-Y 0-N)",
        "Motion to reconsider laid on the table Agreed to without objection.",
        "Comp. became Pub. Ch. 12",
        "Minority; do not pass.",
    ],
)
def test_words_that_leave_a_bill_alive(words: str) -> None:
    bill = record(
        "2026-01-05 lower Introduced", "2026-01-06 lower Referred to X",
        f"2026-03-06 lower {words}",
    )  # fmt: skip
    assert code(bill) == ("in_committee", "2026-01-06")


def test_a_withdrawn_bill_is_withdrawn_and_in_the_codebook_failed() -> None:
    bill = record("2026-01-05 lower Introduced", "2026-01-22 lower [withdrawal] Withdrawn.")
    assert told(bill)[-1] == "2026-01-22 withdrawn"
    assert code(bill) == ("failed", "2026-01-22")


def test_rows_after_the_end_revive_only_when_they_mean_it() -> None:
    dead = ("2026-01-05 lower Introduced", "2026-03-07 lower House/ strike enacting clause")
    assert code(record(*dead, "2026-03-07 lower [filing] House/ filed"))[0] == "failed"
    assert code(record(*dead, "2026-03-07 lower Committee report printed"))[0] == "failed"
    assert code(record(*dead, "2026-03-09 lower Re-referred to Rules"))[0] == "in_committee"


TO_GOVERNOR = (
    *PASSED,
    "2026-03-01 upper [passage] Third reading, passed",
    "2026-03-02 - Signed by the Speaker of the House",
    "2026-03-02 - [passage] Signed by Senate President",
    "2026-03-03 - Delivered to Governor",
)


def test_the_speakers_signature_is_no_law() -> None:
    assert told(record(*TO_GOVERNOR[:-1]))[-1] == "2026-03-01 passed_both"
    assert told(record(*TO_GOVERNOR))[-1] == "2026-03-03 to_governor"


@pytest.mark.parametrize(
    ("rows", "last", "how"),
    [
        (("executive Vetoed by Governor",), "vetoed", None),
        (("executive Vetoed by Governor", "lower Veto overridden"), "vetoed", None),
        (("executive Vetoed by Governor", "lower Veto overridden", "upper Veto overridden"),
         "enacted", How.OVERRIDE),
        (("executive [executive-veto] Vetoed", "lower Motion to override veto failed",),
         "vetoed", None),
        (("executive [executive-veto] Vetoed", "lower House sustained Governor's veto"),
         "vetoed", None),
        (("executive Vetoed", "lower Veto overridden", "upper Chapter No. 2026-9"),
         "enacted", How.OVERRIDE),
        (("executive Governor Line Item Veto",), "enacted", How.SIGNED),
        (("executive Vetoed", "legislature Legislature overrides veto of governor"),
         "enacted", How.OVERRIDE),
        (("executive Notice of intent to veto",), "to_governor", None),
    ],
)  # fmt: skip
def test_vetoes(rows: tuple[str, ...], last: str, how: How | None) -> None:
    dated = [f"2026-04-{number:02} {text}" for number, text in enumerate(rows, 1)]
    now = current_stage(stage_events(record(*TO_GOVERNOR, *dated)), LATER)
    assert now is not None
    assert (now.stage.value, now.how) == (last, how)


def test_a_line_veto_strikes_until_it_is_overridden() -> None:
    rows = (*TO_GOVERNOR, "2026-04-13 executive [executive-veto-line-item] line items vetoed")
    events = stage_events(record(*rows))
    struck = struck_by_veto(events, LATER)
    assert struck is not None
    assert str(struck.date) == "2026-04-13"
    restored = (*rows, "2026-04-14 lower vetoes overridden", "2026-04-14 upper vetoes overridden")
    assert struck_by_veto(stage_events(record(*restored)), LATER) is None


def test_a_resolution_is_never_law() -> None:
    bill = record(
        *TO_GOVERNOR, "2026-05-02 lower [executive-signature] Signed by Governor.",
        "2026-05-03 lower [became-law] Assigned Act No. 12", kind=InstrumentKind.RESOLUTION,
    )  # fmt: skip
    assert not is_law(stage_events(bill), LATER)
    assert all(e.stage is not Stage.ENACTED for e in stage_events(bill))


def test_a_resolve_of_maine_is_law() -> None:
    other = record(
        *TO_GOVERNOR, "2026-05-03 executive [became-law] BECAME LAW WITHOUT SIGNATURE, Chapter 162",
        kind=InstrumentKind.RESOLUTION, title="Resolve, to Direct the Study of Kratom",
    )  # fmt: skip
    act = replace(other, division="ocd-division/country:us/state:me")
    assert is_law(stage_events(act), LATER)
    assert not is_law(stage_events(other), LATER)


def test_the_mayors_signature_in_dc_waits_for_congress() -> None:
    rows = (
        "2026-01-05 legislature [introduction] Introduced",
        "2026-02-03 legislature [passage] Final Reading, passed",
        "2026-03-01 executive [executive-signature] Signed by Mayor with Act Number A26-0123",
    )
    assert not is_law(stage_events(record(*rows, place="district:dc")), LATER)
    law = (*rows, "2026-05-01 legislature [became-law] Law L26-0045, Effective from May 1, 2026")
    assert is_law(stage_events(record(*law, place="district:dc")), LATER)


def test_a_second_reading_is_the_passage_in_north_dakota_only() -> None:
    rows = ("2026-01-05 lower Introduced", "2026-02-01 lower Second reading, passed, yeas 91")
    assert code(record(*rows, place="state:nd"))[0] == "passed_one_chamber"
    assert code(record(*rows))[0] == "introduced"


def test_committee_of_the_whole_and_second_consideration_are_no_passage() -> None:
    bill = record(
        "2026-01-05 upper Introduced",
        "2026-02-01 upper [passage] Committee of the Whole - Be passed as amended",
        "2026-02-02 upper [passage] Passed on Second Consideration, refer to Judiciary Committee",
    )
    assert code(bill)[0] == "in_committee"


def test_the_chamber_that_acts_is_read_in_the_words_and_on_the_way() -> None:
    """Two publishers file a floor vote under the other chamber."""
    filed_wrong = record(
        "2026-02-01 upper [passage] House/ passed 3rd reading",
        "2026-02-20 lower [passage] Senate/ passed 3rd reading",
    )
    assert [e.chamber for e in stage_changes(stage_events(filed_wrong))] == ["lower", "upper"]
    travelled = record(
        "2026-02-01 lower [passage] 3rd reading, passed 69-18",
        "2026-02-02 upper received in Senate",
        "2026-02-20 lower [passage] passed 37-0",
    )
    assert code(travelled) == ("passed_both", "2026-02-20")


def test_a_record_without_history_gives_one_event() -> None:
    rule = record(
        kind=InstrumentKind.RULE, stage=Stage.ENACTED, how=How.ADOPTED, stage_on="2026-08-26"
    )
    (event,) = stage_events(rule)
    assert (event.stage, event.how, str(event.date)) == (Stage.ENACTED, How.ADOPTED, "2026-08-26")
    assert is_law((event,), dt.date(2026, 8, 26))
    assert not is_law((event,), dt.date(2026, 8, 25))
    assert stage_events(record()) == ()
    assert codebook_stage((), LATER) == ("introduced", None)


def test_an_undated_row_stands_beside_its_neighbour() -> None:
    bill = record(
        "2026-01-05 lower Introduced", "- lower Referred to Health",
        "2026-02-01 lower [passage] Third reading, passed",
    )  # fmt: skip
    assert told(bill) == [
        "2026-01-05 introduced", "None in_committee", "2026-02-01 passed_one_chamber",
    ]  # fmt: skip


def test_a_key_outlives_a_new_date_and_a_lost_classification() -> None:
    first = record("2026-04-10 upper [executive-signature] Approved by Governor on April 27, 2026")
    later = record("2026-04-27 upper Approved by Governor on Monday, April 27, 2026")
    assert stage_events(first)[0].key.removesuffix(":1").startswith("upper:approved-by-governor")
    again = record("2026-04-27 upper Approved by Governor on April 28, 2026")
    assert stage_events(first)[0].key == stage_events(again)[0].key
    assert stage_events(later)[0].how is How.SIGNED
