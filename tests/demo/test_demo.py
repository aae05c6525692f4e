"""The demonstration: a run in a fresh home, another in the same, the homes it must not touch."""

from __future__ import annotations

import contextlib
import io
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from regtrack.bootstrap import App
from regtrack.cli.main import main
from regtrack.demo.stage import DAYS, READER, only, set_clock

SECONDS = 90


@dataclass(frozen=True)
class Played:
    """A home in which the demonstration ran twice, and what it printed."""

    home: Path
    first: str
    seconds: float
    again: dict[str, Any]


def run(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    home = tmp_path_factory.mktemp("demo") / "home"
    hostile = {
        "REGTRACK_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/production",
        "http_proxy": "http://127.0.0.1:1",
        "HTTPS_PROXY": "http://127.0.0.1:1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in hostile.items():
            patch.setenv(name, value)
        started = time.monotonic()
        code, first, _ = run("demo", "--home", str(home))
        seconds = time.monotonic() - started
        assert code == 0
        code, again, _ = run("demo", "--home", str(home), "--json")
        assert code == 0
        assert all(os.environ[name] == value for name, value in hostile.items())
    return Played(home, first, seconds, json.loads(again))


def test_it_is_quick(played: Played) -> None:
    assert played.seconds < SECONDS


def test_every_day_is_played_and_every_source_ends_well(played: Played) -> None:
    for number, now in DAYS.items():
        assert f"Day {number}: {now:%Y-%m-%d}" in played.first
    assert played.first.count("federal-register ") == len(DAYS)
    for bad in ("broke_off", "Traceback", "fetch_failed", "unfinished", "REGTRACK_OPENSTATES_KEY="):
        assert bad not in played.first.split("How to go live")[0]


def test_a_notice_of_intent_is_found_quoted_and_told_as_no_law(played: Played) -> None:
    told = " ".join(played.first.split())
    assert "agency notice 2026-20942 was proposed (not law)" in told
    assert "agency notice 2026-13580 was withdrawn (not law)" in told
    assert '"The notice of intent published on July 6, 2026 (91 FR 40917) is withdrawn."' in told


def test_what_lies_far_back_is_no_news(played: Played) -> None:
    assert "was introduced (not law)" not in played.first
    assert "steps of the past were learnt" in played.first


def test_an_order_on_three_analogues_is_not_told_as_a_ban_of_kratom(played: Played) -> None:
    told = " ".join(played.first.split())
    assert "United States (federal): kratom and 7-OH are now a controlled substance" not in told
    assert "kratom and 7-OH will be named by no specific law" not in told


def test_a_rule_that_leaves_mitragynine_out_is_not_told_as_a_ban_of_kratom(played: Played) -> None:
    told = " ".join(played.first.split())
    assert "Ohio: kratom analogues are" in told
    assert "Ohio: kratom is" not in told
    assert "Ohio: kratom and" not in told


def test_the_mail_is_shown_as_it_came(played: Played) -> None:
    mail = played.first.split("A mail as it was received")[1].split("A webhook call")[0]
    assert "| From: regtrack <regtrack@example.org>" in mail
    assert f"| To: {READER}" in mail
    assert "| Subject: " in mail
    assert "| Message-ID: <msg_" in mail
    assert "information, not legal advice" in mail


def test_the_webhook_is_shown_signed_and_checked(played: Played) -> None:
    hook = played.first.split("A webhook call as it was received")[1].split("What the law")[0]
    assert "| webhook-id: msg_" in hook
    assert "| webhook-timestamp: 17" in hook
    assert "| webhook-signature: v1," in hook
    assert "it fits" in hook
    body = "\n".join(line[4:] for line in hook.splitlines() if line.startswith("  | "))
    assert json.loads(body[body.index("{") :])["type"] == "org.regtrack.change.v1"


def test_three_places_are_answered_and_the_way_to_go_live_is_told(played: Played) -> None:
    assert played.first.count("$ regtrack status ") == 3
    assert played.first.count("Information, not legal advice") == 3
    assert "Ohio on 2026-10-14" in played.first
    for words in ("REGTRACK_OPENSTATES_KEY", "regtrack watch --sources", "regtrack daemon"):
        assert words in played.first


def test_lines_fit_a_terminal(played: Played) -> None:
    told = played.first.splitlines()
    long = [line for line in told if len(line) > 80]
    # Addresses and paths are worth more in one piece.
    whole = ("://", "--sources", "Home: ")
    assert [line for line in long if not any(part in line for part in whole)] == []


def test_a_second_run_finds_nothing_new_and_sends_nothing(played: Played) -> None:
    (day,) = played.again["days"]
    assert {source["reason"] for source in day["sources"]} == {"unchanged"}
    assert len(day["sources"]) == 5
    assert day["changes"] == []
    assert (day["mails"], day["webhooks"]) == (0, 0)


def test_a_second_run_says_so(played: Played) -> None:
    _, out, _ = run("demo", "--home", str(played.home))
    assert "Nothing new was found." in out
    assert "Nothing was sent." in out
    assert "were answered 304" in out


def test_a_run_that_broke_off_is_taken_up_where_it_ended(played: Played) -> None:
    database = f"sqlite:///{played.home / 'regtrack.db'}"
    with only({"REGTRACK_HOME": str(played.home), "REGTRACK_DATABASE_URL": database}):
        set_clock(DAYS[3])
        with App() as app, app.unit() as (repository, _):
            repository.put_setting("demo_day", "2")
    code, out, _ = run("demo", "--home", str(played.home), "--json")
    assert code == 0
    (day,) = json.loads(out)["days"]
    assert day["day"] == 3
    assert (day["changes"], day["mails"], day["webhooks"]) == ([], 0, 0)


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "regtrack.db").write_bytes(b"a real watch")
    code, _, err = run("demo", "--home", str(tmp_path))
    assert code == 2
    assert "is not the home of a demonstration" in err
    assert [p.name for p in tmp_path.iterdir()] == ["regtrack.db"]


def test_a_file_is_no_home(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    code, _, err = run("demo", "--home", str(file))
    assert code == 2
    assert "is not a folder" in err


def test_a_taken_port_is_no_hindrance(tmp_path: Path) -> None:
    import socket

    from regtrack.demo.stage import Stage
    from regtrack.paths import data_folder

    recordings = data_folder() / "recordings"
    with Stage(tmp_path / "home", recordings) as stage:
        port = stage.hooks.port
    with Stage(tmp_path / "home", recordings) as stage:
        assert stage.hooks.port == port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        note = tmp_path / "home" / "demonstration.json"
        note.write_text(json.dumps({"webhook_port": taken.getsockname()[1]}), encoding="utf-8")
        with Stage(tmp_path / "home", recordings) as stage:
            assert stage.hooks.port != taken.getsockname()[1]
            assert stage.hooks.port > 0


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "regtrack.demo.stage", None)
    code, _, err = run("demo", "--home", str(tmp_path))
    assert code == 2
    assert "pip install 'regtrack[demo]'" in err
