"""`regtrack import`, and what the other commands then say."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from cli.conftest import Run
from openstates_folder import WY, bill_body, write_bill
from platform_recordings import legiscan_bill
from regtrack.domain.changes import Change, ChangeKind
from regtrack.paths import data_folder


def test_an_import_tells_what_it_did_and_twice_is_once(run: Run, bills_folder: Path) -> None:
    done = run("import", "openstates", str(bills_folder), "--json")
    assert done.code == 0, done.err
    body = done.body
    assert (body["inserted"], body["updated"], body["unchanged"], body["held"]) == (2, 0, 0, 0)
    kinds = Counter((c["kind"], c["stage"]) for c in run("changes", "--json").body["changes"])
    stages = {stage: many for (kind, stage), many in kinds.items() if kind == "stage"}
    assert stages == {"introduced": 2, "passed_one_chamber": 1, "passed_both": 1, "enacted": 1}
    assert body["changes"] == sum(kinds.values())
    assert {kind for kind, _ in kinds} == {"stage", "scheduled_start"}
    assert [f["kind"] for f in body["faults"]] == ["invalid_document"]
    assert "2026_HB3" in body["faults"][0]["message"]
    again = run("import", "openstates", str(bills_folder), "--json").body
    assert (again["inserted"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert again["changes"] == 0


def test_what_was_imported_is_answered_listed_and_proven(run: Run, bills_folder: Path) -> None:
    before = run("status", "Wyoming", "--on", "2026-07-02", "--json").body
    assert run("import", "openstates", str(bills_folder)).code == 0
    answer = run("status", "Wyoming", "--on", "2026-07-02", "--json").body["answers"][0]
    assert (answer["substance"], answer["status"]) == ("kratom", "prohibited")
    assert answer["since"] == "2026-07-01"
    assert answer["decided_by"]["division"] == WY
    assert answer["decided_by"]["instrument"] == "HB 1 (2026)"
    assert "unlawful for any person" in answer["evidence"][0]["quote"]
    assert before["answers"][0]["status"] != "prohibited"
    periods = run("timeline", "Wyoming", "--substance", "kratom", "--json").body["timelines"]
    wyoming = next(t for t in periods if t["division"] == WY)
    assert wyoming["periods"][-1]["status"] == "prohibited"
    assert wyoming["periods"][-1]["from"] == "2026-07-01"
    verified = run("verify", "--json")
    assert verified.code == 0, verified.out
    assert verified.body["found"] >= 4
    assert verified.body["missing"] == []


def test_bills_tell_where_each_stands(run: Run, bills_folder: Path) -> None:
    run("import", "openstates", str(bills_folder))
    rows = {b["number"]: b for b in run("bills", "Wyoming", "--json").body["bills"]}
    law, proposal = rows["HB 1"], rows["SF 2"]
    assert (law["stage"], law["stage_on"], law["law"], law["how"]) == (
        "signed", "2026-06-05", True, "signed",
    )  # fmt: skip
    assert law["state"] == "not_yet_in_force"
    assert law["effective"]["date"] == "2026-07-01"
    assert (proposal["stage"], proposal["law"], proposal["state"]) == (
        "introduced", False, "proposed",
    )  # fmt: skip
    assert [(e["substance"], e["effect"]) for e in law["effects"]] == [("kratom", "prohibit")]
    only = run("bills", "Wyoming", "--stage", "signed", "--json").body["bills"]
    late = run("bills", "Wyoming", "--since", "2026-06-01", "--json").body["bills"]
    for found in (only, late):  # beside the laws of the baseline
        assert {"HB 1", "SF 2"} & {b["number"] for b in found} == {"HB 1"}


def test_changes_are_listed_oldest_first_by_place_and_time(run: Run, bills_folder: Path) -> None:
    run("import", "openstates", str(bills_folder))
    everything = run("changes", "--json").body["changes"]
    here = run("changes", "--place", "Wyoming", "--json").body["changes"]
    assert here == everything
    times = [dt.datetime.fromisoformat(c["recorded_at"]) for c in here]
    assert times == sorted(times)
    assert run("changes", "--place", "Utah", "--json").body["changes"] == []
    assert run("changes", "--since", "2026-06-16T00:00:00Z", "--json").body["changes"] == []
    law = next(c for c in here if c["stage"] == "enacted")
    assert law["kind"] == "stage"
    assert (law["instrument"]["number"], law["instrument"]["session"]) == ("HB 1", "2026")
    assert law["on"] == "2026-06-05"
    assert any("2026-07-01" in note for note in law["notes"])


def test_successive_copies_of_a_record_are_imported_in_the_order_of_time(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "history" / "wy_2026_HB1"
    folder.mkdir(parents=True)
    copies = (("2026-06-06T010000", True), ("2026-05-13T010000", False))
    for time, law in copies:
        body = bill_body("HB 1", law=law)
        (folder / f"{time}_{'a1' if law else 'b2'}.json").write_text(json.dumps(body))
    done = run("import", "openstates", str(tmp_path / "history"), "--json").body
    assert (done["inserted"], done["updated"]) == (1, 1)
    stages = [c["stage"] for c in run("changes", "--json").body["changes"]]
    assert stages == ["introduced", "passed_one_chamber", "passed_both", "enacted"]
    pending = run("status", "Wyoming", "--json").body["answers"][0]["pending"]
    assert [p["instrument"] for p in pending] == ["HB 1 (2026)"]


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_folder_without_records_is_wrong_usage(run: Run, tmp_path: Path, path: str) -> None:
    done = run("import", "openstates", str(tmp_path / "empty" / path), "--json")
    assert done.code == 2
    assert done.out == ""
    assert "regtrack: " in done.err


def test_an_unreadable_law_is_a_fault_and_pending(run: Run, tmp_path: Path) -> None:
    write_bill(tmp_path / "b" / "2026_HB9", "HB 9", law=True, text="")
    done = run("import", "openstates", str(tmp_path / "b"), "--json").body
    assert {f["kind"] for f in done["faults"]} == {"unreadable_text"}
    answer = run("status", "Wyoming", "--on", "2026-07-02", "--json").body["answers"][0]
    assert answer["status"] != "prohibited"
    assert "cannot be read" in answer["pending"][0]["why"]


def test_a_baseline_of_ones_own_replaces_the_shipped_one(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "baseline"
    shutil.copytree(data_folder() / "baseline", own)
    assert run("import", "baseline", str(own), "--json").body["inserted"] == 0
    (own / "us" / "al.toml").unlink()
    done = run("import", "baseline", str(own), "--json").body
    assert (done["inserted"], done["updated"] > 0, done["changes"] > 0) == (0, True, True)
    assert (
        run("status", "Alabama", "--json").body["answers"][0]["layers"][-1]["status"] == "unknown"
    )


def test_changes_since_a_day_take_in_that_day(run: Run, bills_folder: Path) -> None:
    run("import", "openstates", str(bills_folder))
    everything = run("changes", "--json").body["changes"]
    day = everything[0]["recorded_at"][:10]
    assert everything
    assert run("changes", "--since", day, "--json").body["changes"] == everything
    later = (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
    assert run("changes", "--since", later, "--json").body["changes"] == []


def test_changes_in_a_city_are_those_of_its_county_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = "ocd-division/country:us/state:fl/county:sarasota"
    there = Change("c-1", ChangeKind.ENDED, county, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    monkeypatch.setattr("regtrack.store.queries.changes", lambda *a, **k: [there])
    for place, many in (("Sarasota, FL", 1), ("Florida", 1), ("Miami, FL", 0)):
        assert len(run("changes", "--place", place, "--json").body["changes"]) == many


def test_a_legiscan_data_set_reports_as_the_others_do(run: Run, tmp_path: Path) -> None:
    bill = tmp_path / "set" / "KS" / "bill" / "SB430.json"
    bill.parent.mkdir(parents=True)
    bill.write_text(json.dumps({"bill": legiscan_bill()}))
    (bill.parent / "SB431.json").write_text('{"bill": ')
    done = run("import", "legiscan", str(tmp_path / "set"), "--json")
    assert done.code == 0, done.err
    body = done.body
    assert set(body) == {"inserted", "updated", "unchanged", "held", "faults", "changes"}
    assert (body["inserted"] + body["updated"], len(body["faults"])) == (1, 1)
    again = run("import", "legiscan", str(tmp_path / "set"), "--json").body
    assert (again["unchanged"], again["changes"]) == (1, 0)
    assert run("import", "legiscan", str(tmp_path / "none")).code == 2
