"""Seven legislatures' own files: each dialect's numbers, rows and texts, and what they are not."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from played import AT, HERE, look, sources

from regtrack.contract import DocumentRecord, FaultKind, LinkKind, SourceSpec, Stage, VersionRole
from regtrack.reading.stages import current_stage, effective_actions, stage_events
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.registry import (
    PLATFORMS,
    is_deep,
    key_of,
    option_problems,
    parse_snapshot,
)

NAME = "legislature_files"
SPECS = {s.options["dialect"]: s for s in sources(NAME).values()}
TODAY = dt.date(2026, 10, 20)


def recorded(name: str, day: int = 1) -> bytes:
    (path,) = (HERE / NAME / "normal" / f"day{day}" / name).glob("body.*")
    return path.read_bytes()


def parsed(
    dialect: str,
    body: bytes | str,
    role: str = "detail",
    carry: Mapping[str, Any] | None = None,
    **options: Any,
) -> Parsed:
    spec = SPECS[dialect]
    spec = replace(spec, options={**spec.options, **options})
    url = PLATFORMS[NAME].start(SPECS[dialect])[0].url
    context = ParseContext(spec, url, role, "0" * 64, AT, carry=carry or {})
    return parse_snapshot(NAME, body if isinstance(body, bytes) else body.encode(), context)


def kinds(result: Parsed) -> list[FaultKind]:
    return [FaultKind(f.kind) for f in result.faults]


def bill(dialect: str, day: int) -> DocumentRecord:
    (document,) = look(SPECS[dialect], "normal", day).documents
    return document


def stage_of(document: DocumentRecord) -> tuple[Stage, str]:
    now = current_stage(stage_events(document), TODAY)
    assert now is not None
    return now.stage, str(now.date)


STAGES: tuple[tuple[str, int, Stage, str], ...] = (
    ("tx", 1, Stage.PASSED_ONE_CHAMBER, "2023-04-13"),
    ("tx", 2, Stage.ENACTED, "2023-05-05"),
    ("va", 1, Stage.PASSED_ONE_CHAMBER, "2026-02-12"),
    ("va", 2, Stage.ENACTED, "2026-03-20"),
    ("ct", 1, Stage.PASSED_ONE_CHAMBER, "2025-05-20"),
    ("ct", 2, Stage.ENACTED, "2025-06-25"),
    ("ms", 1, Stage.PASSED_ONE_CHAMBER, "2025-02-11"),
    ("ms", 2, Stage.ENACTED, "2025-04-24"),
    ("ma", 2, Stage.IN_COMMITTEE, "2025-02-27"),
    ("ny", 1, Stage.PASSED_ONE_CHAMBER, "2025-06-10"),
    ("ny", 2, Stage.ENACTED, "2025-12-22"),
    ("wa", 2, Stage.IN_COMMITTEE, "2026-01-22"),
)


@pytest.mark.parametrize(("dialect", "day", "stage", "on"), STAGES)
def test_the_words_of_the_history_tell_how_far_a_bill_came(
    dialect: str, day: int, stage: Stage, on: str
) -> None:
    assert stage_of(bill(dialect, day)) == (stage, on)


@pytest.mark.parametrize(
    ("dialect", "alias"),
    [
        ("tx", "bill-year:{}|2023|SB497"),
        ("tx", "bill:{}|88|SB497"),
        ("va", "bill-year:{}|2026|HB360"),
        ("ct", "bill-year:{}|2025|HB6855"),
        ("ms", "bill-year:{}|2025|HB1077"),
        ("ma", "bill:{}|194th|H1680"),
        ("ny", "bill:{}|2025-2026|S4552"),
        ("wa", "bill:{}|2025-2026|SB6287"),
    ],
)
def test_a_bill_has_the_keys_by_which_aggregators_know_it(dialect: str, alias: str) -> None:
    document = bill(dialect, 1)
    assert alias.format(document.division) in {str(a) for a in document.aliases}


@pytest.mark.parametrize(
    ("dialect", "session", "key"),
    [
        ("tx", "892", "892"),
        ("va", "20262", "2026S1"),
        ("ms", "20261E", "20261E"),
    ],
)
def test_a_special_session_counts_anew_and_has_no_year(
    dialect: str, session: str, key: str
) -> None:
    from regtrack_scrapers.platforms.legislature_files import DIALECTS

    known = DIALECTS[dialect].session(session)
    assert (known.known, known.years) == ((key,), ())


def test_only_the_text_that_became_law_is_final() -> None:
    finals = {
        dialect: [t.note for t in bill(dialect, 2).texts if t.role is VersionRole.FINAL]
        for dialect in ("tx", "va", "ms", "ny", "ma", "wa")
    }
    assert finals == {
        "tx": ["Enrolled", "Enrolled"],
        "va": ["CHAP0700"],
        "ms": ["As Sent to Governor"],
        "ny": ["S4552A"],
        "ma": [],
        "wa": [],
    }
    assert all(t.role is VersionRole.PROPOSAL for d in SPECS for t in bill(d, 1).texts)


def test_a_row_may_tell_from_when_the_act_holds() -> None:
    told = {d: [str(a.date) for a in effective_actions(bill(d, 2))] for d in ("tx", "va")}
    assert told == {"tx": ["2023-09-01"], "va": ["2026-07-01"]}


def test_the_same_bill_in_the_other_house_is_a_companion() -> None:
    links = [(k.kind, k.target.value.rpartition("|")[2]) for k in bill("ny", 1).links]
    assert links == [(LinkKind.COMPANION_OF, "A2340")]


WA_ROWS = (
    ("2026-01-12", "First reading, referred to Labor & Commerce.", "upper"),
    ("2026-02-10", "Third reading, passed; yeas, 40; nays, 9; absent, 0; excused, 0.", "upper"),
    ("2026-02-12", "First reading, referred to Consumer Protection & Business.", "lower"),
    ("2026-03-03", "Third reading, passed; yeas, 60; nays, 38; absent, 0; excused, 0.", "lower"),
    ("2026-03-09", "President signed.", "lower"),
    ("2026-03-10", "Speaker signed.", "lower"),
    ("2026-03-11", "Delivered to Governor.", "executive"),
    ("2026-03-25", "Governor signed.", "executive"),
    ("2026-03-25", "Chapter 167, 2026 Laws.", "executive"),
    ("2026-03-25", "Effective date 6/11/2026.", "executive"),
)


def test_washington_names_no_chamber_and_a_bill_changes_it_when_it_passed() -> None:
    rows = "".join(
        f"<LegislativeStatus><BillId>SB 6287</BillId><HistoryLine>{words.replace('&', '&amp;')}"
        f"</HistoryLine><ActionDate>{day}T00:00:00</ActionDate></LegislativeStatus>"
        for day, words, _ in WA_ROWS
    )
    body = (
        '<ArrayOfLegislativeStatus xmlns="http://WSLWebServices.leg.wa.gov/">'
        f"{rows}</ArrayOfLegislativeStatus>"
    )
    carry = {"number": "SB 6287", "title": "Kratom", "texts": []}
    (document,) = parsed("wa", body, carry=carry).documents
    assert [a.chamber for a in document.actions] == [house for *_, house in WA_ROWS]
    until = [
        stage_of(replace(document, actions=document.actions[:n]))[0] for n in (1, 2, 3, 4, 7, 8)
    ]
    assert until == [
        Stage.IN_COMMITTEE,
        Stage.PASSED_ONE_CHAMBER,
        Stage.PASSED_ONE_CHAMBER,
        Stage.PASSED_BOTH,
        Stage.TO_GOVERNOR,
        Stage.ENACTED,
    ]


def test_massachusetts_laid_before_the_governor_is_not_signed() -> None:
    rows = [
        {"Date": "2026-06-01T12:00:00", "Branch": "House", "Action": "Enacted"},
        {"Date": "2026-06-02T12:00:00", "Branch": "Senate",
         "Action": "Enacted and laid before the Governor"},
        {"Date": "2026-06-10T12:00:00", "Branch": "Executive",
         "Action": "Signed by the Governor, Chapter 77 of the Acts of 2026"},
    ]  # fmt: skip
    carry = {"bill": "H1680", "title": "An Act", "pinslip": "", "text": None}
    (document,) = parsed("ma", json.dumps(rows), carry=carry).documents
    assert stage_of(document) == (Stage.ENACTED, "2026-06-10")
    assert stage_of(replace(document, actions=document.actions[:2]))[0] is Stage.TO_GOVERNOR


def test_a_bill_is_wanted_by_its_title_or_by_name() -> None:
    listed = parsed("ms", recorded("ms-list"), "list").follow
    assert [f.url.rsplit("/", 1)[-1] for f in listed] == ["HB1077.xml"]
    named = parsed("ms", recorded("ms-list"), "list", bills=["HB 1"], terms=["nothing"]).follow
    assert [f.url.rsplit("/", 1)[-1] for f in named] == ["HB0001.xml"]
    assert parsed("va", recorded("va-bills"), "list", terms=["nothing"]) == Parsed()
    carried = parsed("va", recorded("va-bills"), "list").follow[0].carry
    assert set(carried["bills"]) == {"HB360"}


def test_a_texan_file_stands_under_its_hundred() -> None:
    spec = replace(SPECS["tx"], options={**SPECS["tx"].options, "bills": ["HB 9", "SCR 1109"]})
    ends = [f.url.partition("billhistory/")[2] for f in PLATFORMS[NAME].start(spec)]
    assert ends == [
        "house_bills/HB00001_HB00099/HB%209.xml",
        "senate_concurrent_resolutions/SCR01100_SCR01199/SCR%201109.xml",
    ]


def test_answers_that_are_not_what_was_asked_for() -> None:
    error = json.dumps({"success": False, "message": "Invalid API key", "responseType": "error"})
    assert kinds(parsed("ny", error, "list")) == [FaultKind.FETCH_FAILED]
    for dialect in SPECS:
        for role in ("list", "detail"):
            broken = parsed(dialect, "<html><p>Page not found</p></html>", role)
            assert (broken.documents, broken.follow) == ((), ()), (dialect, role)
            assert broken.faults, (dialect, role)
    other = recorded("tx-sb497").replace(b'bill="88R', b'bill="87R')
    assert kinds(parsed("tx", other)) == [FaultKind.LAYOUT_CHANGED]
    odd = recorded("ms-hb1077").replace(b"02/11 (H)", b"Feb 11 (H)")
    assert kinds(parsed("ms", odd)) == [FaultKind.LAYOUT_CHANGED]


def test_a_table_that_was_cut_off_or_lost_a_column_is_a_fault() -> None:
    whole = recorded("va-bills")
    assert kinds(parsed("va", whole[: len(whole) - 60], "list")) == [FaultKind.LAYOUT_CHANGED]
    renamed = whole.replace(b"Bill_description", b"Bill_title")
    assert kinds(parsed("va", renamed, "list")) == [FaultKind.LAYOUT_CHANGED]


def test_one_broken_bill_of_a_table_leaves_the_others() -> None:
    carry = {"bills": {n: {"bill_id": n, "bill_description": "Kratom."} for n in ("HB1", "HB360")}}
    body = recorded("va-history").replace(b'"HB1","01/09/26"', b'"HB1","soon"')
    found = parsed("va", body, carry=carry)
    assert [d.number for d in found.documents] == ["HB 360"]
    assert kinds(found) == [FaultKind.LAYOUT_CHANGED]
    assert "HB1" in found.faults[0].message


def test_the_record_of_a_bill_of_a_table_is_its_own_rows() -> None:
    found = parsed("va", recorded("va-bills"), "list").follow[0]
    result = parsed("va", recorded("va-history"), carry=found.carry)
    (part,) = result.parts
    assert b"HB360" in part.body
    assert b"Minimum wage" not in part.body
    assert result.documents[0].record_sha256 != "0" * 64


def test_only_new_york_asks_for_a_key() -> None:
    keys = {dialect: key_of(spec) for dialect, spec in SPECS.items()}
    assert {d for d, key in keys.items() if key} == {"ny"}
    assert keys["ny"].variable == "REGTRACK_NYSENATE_KEY"  # type: ignore[union-attr]  # just seen


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({}, {"dialect"}),
        ({"dialect": "ks", "session": "2026"}, {"dialect"}),
        ({"dialect": "va", "session": "2026"}, {"session"}),
        ({"dialect": "ny", "session": "2026"}, {"session"}),
        ({"dialect": "wa", "session": "2025-27", "bills": ["SB 1"]}, {"session"}),
        ({"dialect": "tx", "session": "89R"}, {"bills"}),
        ({"dialect": "tx", "session": "89R", "bills": ["Kratom"]}, {"bills"}),
        ({"dialect": "va", "session": "20261", "text_url": "http://x"}, {"text_url"}),
        ({"dialect": "ma", "session": "194"}, set()),
    ],
)
def test_wrong_options_are_told(options: dict[str, Any], wrong: set[str]) -> None:
    spec: SourceSpec = SPECS["va"]
    assert {name for name, _ in option_problems(NAME, options, spec.url)} == wrong


def test_a_history_with_a_gap_in_its_numbers_is_a_fault() -> None:
    whole = recorded("ms-hb1077", 2)
    cut = whole.replace(b"<ACT_NUMBER>3</ACT_NUMBER>", b"<ACT_NUMBER>4</ACT_NUMBER>")
    assert cut != whole
    assert kinds(parsed("ms", cut)) == [FaultKind.LAYOUT_CHANGED]


def test_histories_behind_an_unchanged_list_are_looked_at_every_time() -> None:
    assert {d for d, spec in SPECS.items() if is_deep(spec)} == set(SPECS) - {"tx"}
