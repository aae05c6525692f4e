"""The reading commands: exit codes, JSON, and messages where they belong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from regtrack.cli.main import main

FIELDS = {
    "substance", "status", "label", "since", "until", "next", "decided_by", "layers", "evidence",
    "claims", "pending", "as_of", "stale", "confidence", "notes",
}  # fmt: skip
TOP = {"query", "division", "name", "on", "known_at", "answers", "candidates", "notes"}


@pytest.mark.parametrize(
    ("words", "code"),
    [(("Alabama",), 0), (("Springfield",), 3), (("Nowhereville-upon-Thames",), 4), (("35233",), 0)],
)
def test_status_prints_one_json_object_whatever_the_exit_code(
    run: Run, words: tuple[str, ...], code: int
) -> None:
    done = run("status", *words, "--json")
    assert done.code == code
    assert set(done.body) == TOP
    assert bool(done.body["answers"]) is (code == 0)
    assert (done.body["division"] is None) is (code != 0)
    for answer in done.body["answers"]:
        assert set(answer) >= FIELDS
        assert answer["layers"][-1]["division"].startswith("ocd-division/")


def test_status_gives_every_substance_or_the_one_asked_for(run: Run) -> None:
    told = [a["substance"] for a in run("status", "Alabama", "--json").body["answers"]]
    assert told == ["kratom", "7-oh", "analogues"]
    one = run("status", "Alabama", "--substance", "7-oh", "--json").body["answers"]
    assert [a["substance"] for a in one] == ["7-oh"]


def test_status_says_that_it_is_no_advice_and_is_made_of_text(run: Run) -> None:
    done = run("status", "Alabama")
    assert done.code == 0
    assert "not legal advice" in done.out
    assert done.err == ""


def test_status_before_anything_was_known_is_unknown(run: Run) -> None:
    body = run("status", "Alabama", "--known-at", "2020-01-01T00:00:00Z", "--json").body
    assert {a["status"] for a in body["answers"]} == {"unknown"}
    assert body["known_at"].startswith("2020-01-01")


@pytest.mark.parametrize(
    "argv",
    [
        ["status", "Alabama", "--on", "2026-13-01"],
        ["status", "Alabama", "--known-at", "2026-01-01T00:00:00"],
        ["status", "Alabama", "--substance", "coffee"],
        ["status"],
        ["bills", "--since", "yesterday"],
        ["nonsense"],
        ["review", "accept", "o-none"],
        ["sources", "show", "none"],
        ["subscriptions", "remove", "s-none"],
        ["subscriptions", "add"],
        ["subscriptions", "add", "--email", "not an address"],
        ["subscriptions", "add", "--email", "a@example.org", "--place", "Springfield"],
        ["subscriptions", "add", "--webhook", "ftp://example.org/x"],
    ],
)
def test_wrong_usage_is_exit_2_and_says_why_on_stderr(run: Run, argv: list[str]) -> None:
    done = run(*argv)
    assert done.code == 2
    assert done.out == ""
    assert done.err.strip()


@pytest.mark.parametrize(
    "argv",
    [["timeline", "Springfield"], ["bills", "Springfield"], ["changes", "--place", "Springfield"]],
)
def test_an_ambiguous_place_is_exit_3_with_its_candidates(run: Run, argv: list[str]) -> None:
    done = run(*argv, "--json")
    assert done.code == 3
    assert len(done.body["candidates"]) > 1
    said = run(*argv)
    assert (said.code, said.out) == (3, "")
    assert "Springfield" in said.err


def test_timeline_joins_onto_itself_without_gaps_or_overlaps(run: Run) -> None:
    timelines = run("timeline", "Alabama", "--json").body["timelines"]
    assert {t["substance"] for t in timelines} == {"kratom", "7-oh", "analogues"}
    for line in timelines:
        for before, after in zip(line["periods"], line["periods"][1:], strict=False):
            assert before["to"] == after["from"]
            assert before["status"] != after["status"]
    assert any(line["periods"] for line in timelines)


def test_every_list_is_empty_in_a_new_home_and_one_json_object(run: Run) -> None:
    empty = {"sources": "sources", "subscriptions": "subscriptions", "review": "held"}
    for command, name in empty.items():
        done = run(command, "list", "--json")
        assert (done.code, done.body) == (0, {name: []})
    assert run("changes", "--json").body == {"changes": []}


# Subscriptions, review, settings ----------------------------------------------------------------


def test_a_subscription_is_added_listed_without_its_secret_and_removed(run: Run) -> None:
    added = run(
        "subscriptions", "add", "--place", "Alabama", "--substance", "kratom",
        "--email", "one@example.org", "--webhook", "https://hooks.example.org/x", "--json",
    ).body  # fmt: skip
    assert added["division"] == "ocd-division/country:us/state:al"
    assert added["secret"].startswith("whsec_")
    listed = run("subscriptions", "list", "--json")
    assert [s["id"] for s in listed.body["subscriptions"]] == [added["id"]]
    assert added["secret"] not in listed.out
    assert run("subscriptions", "remove", added["id"]).code == 0
    assert run("subscriptions", "list", "--json").body == {"subscriptions": []}
    assert run("subscriptions", "remove", added["id"]).code == 2


def test_settings_are_shown_with_their_secrets_masked(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_SMTP_PASSWORD", "hunter-two")
    monkeypatch.setenv("REGTRACK_OPENSTATES_KEY", "key-number-three")
    done = run("config", "show", "--json")
    assert done.code == 0
    assert "hunter-two" not in done.out
    assert "key-number-three" not in done.out
    assert done.body["smtp_password"] == "********"
    assert done.body["home"] == str(home)
    assert run("config", "show").code == 0


def test_a_wrong_setting_is_named_with_what_it_takes(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_SMTP_PORT", "seventy")
    done = run("config", "show")
    assert done.code == 2
    assert "smtp_port" in done.err
    monkeypatch.delenv("REGTRACK_SMTP_PORT")
    (home / "regtrack.toml").write_text("smtp_port = [")
    assert run("config", "show").code == 2


def test_a_clock_that_is_no_instant_is_a_wrong_setting(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_NOW", "tomorrow")
    done = run("status", "Alabama")
    assert done.code == 2
    assert "REGTRACK_NOW" in done.err


def test_verify_tells_what_rests_on_an_address_only(run: Run) -> None:
    done = run("verify", "--json")
    assert done.code == 0
    assert done.body["address_only"] > 0
    assert done.body["missing"] == []
    assert run("verify", "--strict").code == 1


def test_sources_check_names_the_mistake_in_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('[[source]]\nkey = "x"\n')
    done = run("sources", "check", str(file))
    assert done.code == 2
    assert "x" in done.err


def test_json_is_utf_8_text_that_any_reader_takes(run: Run) -> None:
    out = run("timeline", "United States", "--json").out
    assert json.loads(out)["division"] == "ocd-division/country:us"


class _Narrow(io.TextIOWrapper):
    """A stdout in another encoding that keeps what was written."""

    @property
    def written(self) -> str:
        self.flush()
        found: bytes = self.buffer.getvalue()  # type: ignore[attr-defined] # made of a BytesIO
        return found.decode(self.encoding)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_is_whole_in_any_encoding_and_text_shows_what_it_can(
    home: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    for argv in (["status", "Dona Ana County, NM"], ["status", "Dona Ana County, NM", "--json"]):
        out = _Narrow(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr("sys.stdout", out)
        assert main(argv) == 0
    assert out.written.isascii()
    assert json.loads(out.written)["name"] == "Do\u00f1a Ana County, NM"


def test_an_argument_in_another_encoding_is_still_one_json_object(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _Narrow(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", out)
    assert main(["status", "Qu\udcc3bec", "--json"]) == 4
    assert json.loads(out.written)["division"] is None


def test_a_closed_stdout_is_no_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert main(["status", "Alabama"]) == 0
    sys.stdout.close()
