"""The commands on PostgreSQL, end to end: import a folder, ask, list, verify."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from openstates_folder import WY


def test_import_and_status_on_postgresql(
    run: Run, bills_folder: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_DATABASE_URL", postgres)
    assert run("status", "Wyoming", "--json").code == 0  # the baseline comes by itself
    done = run("import", "openstates", str(bills_folder), "--json").body
    assert (done["inserted"], len(done["faults"])) == (2, 1)
    answer = run("status", "Wyoming", "--on", "2026-07-02", "--json").body["answers"][0]
    assert (answer["status"], answer["since"]) == ("prohibited", "2026-07-01")
    assert answer["decided_by"]["division"] == WY
    again = run("import", "openstates", str(bills_folder), "--json").body
    assert (again["unchanged"], again["changes"]) == (2, 0)
    stages = [c["stage"] for c in run("changes", "--place", "Wyoming", "--json").body["changes"]
              if c["kind"] == "stage"]  # fmt: skip
    assert stages == ["introduced", "passed_one_chamber", "passed_both", "enacted", "introduced"]
    verified = run("verify", "--json")
    assert (verified.code, verified.body["missing"]) == (0, [])


def test_both_engines_answer_alike(
    run: Run, bills_folder: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (
        ("status", "Wyoming", "--on", "2026-07-02", "--json"),
        ("status", "Mobile,", "AL", "--json"),
        ("timeline", "Utah", "--json"),
        ("bills", "Wyoming", "--json"),
    )
    told = []
    for address in (None, postgres):
        if address:
            monkeypatch.setenv("REGTRACK_DATABASE_URL", address)
        run("import", "openstates", str(bills_folder))
        told.append([run(*command).body for command in commands])
    assert told[0] == told[1]


def test_an_address_where_no_server_is_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGTRACK_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    done = run("status", "Wyoming")
    assert done.code in (1, 2)
    assert "Traceback" not in done.err
    assert "REGTRACK_DATABASE_URL" in done.err
