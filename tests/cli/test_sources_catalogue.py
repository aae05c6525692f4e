"""`regtrack sources list`, `add` and `remove`: which sources of the catalogue are watched."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from regtrack.cli.main import main
from regtrack.runner.catalogue import Sureness, catalogue

OHIO = "ocd-division/country:us/state:oh"


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REGTRACK_OPENSTATES_KEY", "REGTRACK_REPLAY"):
        monkeypatch.delenv(name, raising=False)


def keys_of(run: Run, *argv: str) -> dict[str, str]:
    rows = run("sources", "list", *argv, "--json").body["sources"]
    return {row["key"]: row["health"] for row in rows}


def test_nothing_is_watched_until_it_is_added(run: Run) -> None:
    assert keys_of(run) == {}
    assert "sources add" in run("sources", "list").out
    found = keys_of(run, "--catalogue")
    assert len(found) == len(catalogue())
    assert found["oh-schedule"] == "not watched, address documented"
    assert set(keys_of(run, "--catalogue", "--place", "Ohio")) == {
        e.spec.key for e in catalogue() if e.spec.division.startswith(OHIO)
    }
    assert run("sources", "list", "--place", "Nowhereville", "--json").code == 4


def test_what_is_sure_and_needs_no_key_is_added(run: Run) -> None:
    body = run("sources", "add", "--all", "--json").body
    sure = {e.spec.key for e in catalogue() if e.sureness is not Sureness.UNVERIFIED}
    keyed = {e.spec.key for e in catalogue() if e.needed_key()}
    assert set(body["added"]) == sure - keyed
    why = {row["key"]: row["why"] for row in body["left_out"]}
    assert "set REGTRACK_OPENSTATES_KEY" in why["oh-openstates"]
    assert "nobody has tried" in why["oh-revised-code"]
    assert keys_of(run)["oh-schedule"] == "never run"


def test_the_facts_are_loaded_before_the_first_source(
    regtrack_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a new home the facts of the baseline are no news."""
    assert main(["sources", "add", "oh-schedule"]) == 0
    assert main(["changes", "--json"]) == 0
    assert '"changes": []' in capsys.readouterr().out


def test_a_place_with_its_key_and_what_nobody_tried(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_OPENSTATES_KEY", "k")
    run("sources", "add", "--division", "Ohio", "--unverified")
    in_ohio = {e.spec.key for e in catalogue() if e.spec.division.startswith(OHIO)}
    assert set(keys_of(run)) == in_ohio
    assert set(keys_of(run, "--platform", "openstates")) == {"oh-openstates"}


def test_named_sources_come_and_go(run: Run) -> None:
    run("sources", "add", "oh-revised-code", "oh-openstates")
    assert set(keys_of(run)) == {"oh-revised-code", "oh-openstates"}
    run("sources", "remove", "oh-openstates")
    assert set(keys_of(run)) == {"oh-revised-code"}
    run("sources", "add", "oh-openstates")
    assert set(keys_of(run)) == {"oh-revised-code", "oh-openstates"}


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("add",), "--division"),
        (("add", "oh-rules", "--all"), "--division"),
        (("add", "nowhere"), "not in the catalogue: nowhere"),
        (("remove", "oh-rules"), "not watched: oh-rules"),
    ],
)
def test_mistakes_are_told(run: Run, argv: tuple[str, ...], told: str) -> None:
    ran = run("sources", *argv)
    assert ran.code == 2
    assert told in ran.err
