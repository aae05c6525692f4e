"""`regtrack doctor`: exit 1 when something needs an operator, in words that say what to do."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from daemon.operator import HOOK, NOW, command, hook_id, news, printed, secret, settle, subscribe
from regtrack.bootstrap import App
from regtrack.contract import SourceSpec
from regtrack.domain.alerts import DeliveryState
from regtrack.domain.timing import Digest, Every, Timing
from regtrack.services.ports import Settled, SourceState
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watching import LEASE
from regtrack.store.outbox import SqlOutbox
from regtrack_scrapers.keys import KeyUse

Said = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_NOW", NOW.isoformat())
    return tmp_path


@pytest.fixture
def app(home: Path) -> Iterator[App]:
    with App() as app:
        app.ensure_baseline()
        with app.unit() as (repository, now):
            turn_of_day(repository, now)
        yield app


def problems(capsys: Said) -> list[dict[str, Any]]:
    code, body = command(capsys, "doctor")
    found = [f for f in body["findings"] if f["level"] == "problem"]
    assert (code, body["ok"]) == ((1, False) if found else (0, True))
    assert all(f["advice"] for f in found)
    return found


def watch(app: App, *ended: SourceState | None) -> None:
    """Sources a, b, c ... each as its run ended; None: never run."""
    url = "https://a.example/"
    specs = [
        SourceSpec("abc"[i], "page", url, "ocd-division/country:us", "Somebody")
        for i in range(len(ended))
    ]
    app.sources.register(specs, NOW)
    keys = [s.key for s, state in zip(specs, ended, strict=True) if state]
    states = {s.key: state for s, state in zip(specs, ended, strict=True) if state}
    for lease in app.sources.claim(NOW, "test", LEASE, keys=keys) if keys else ():
        app.sources.finish(lease, "finished", {}, states[lease.spec.key])


def well(due: dt.timedelta = dt.timedelta(days=1)) -> SourceState:
    return SourceState(NOW, NOW + due)


def test_a_fresh_home_needs_nobody_and_says_what_is_missing(home: Path, capsys: Said) -> None:
    assert problems(capsys) == []
    code, words = printed(capsys, "doctor")
    assert code == 0
    assert "nothing needs an operator" in words
    assert "subscriptions add" in words
    assert "no source is watched" in words


def test_mail_without_a_mail_server(
    app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(app, "s-1", email="a@example.org")
    (found,) = problems(capsys)
    assert found["topic"] == "settings"
    assert "REGTRACK_SMTP_HOST" in found["advice"]
    monkeypatch.setenv("REGTRACK_SMTP_HOST", "mail.example.org")
    assert problems(capsys) == []


def test_wrong_settings_are_a_finding(
    home: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGTRACK_TICK_SECONDS", "soon")
    (found,) = problems(capsys)
    assert "tick_seconds" in found["message"]


def test_sources_with_faults_never_run_and_overdue(app: App, capsys: Said) -> None:
    subscribe(app, "s-op", webhook=HOOK, secret=secret(), operator=True)
    blocked = SourceState(NOW, NOW + dt.timedelta(hours=1), 3, "blocked", "answered 403")
    watch(app, blocked, None, well(-dt.timedelta(days=2)))
    found = {f["message"].split(":")[0]: f for f in problems(capsys)}
    assert set(found) == {"a", "never run", "overdue"}
    assert "blocked, 3 runs in a row, since it was added: answered 403" in found["a"]["message"]
    assert "https://a.example/" in found["a"]["advice"]
    assert found["overdue"]["message"] == "overdue: c"


def test_a_first_fault_is_a_note(app: App, capsys: Said) -> None:
    subscribe(app, "s-op", webhook=HOOK, secret=secret(), operator=True)
    watch(app, SourceState(NOW, NOW + dt.timedelta(hours=1), 1, "blocked", "answered 403"))
    assert problems(capsys) == []
    assert "blocked, 1 runs" in printed(capsys, "doctor")[1]


def test_sources_that_break_and_nobody_is_told(app: App, capsys: Said) -> None:
    watch(app, well())
    (found,) = problems(capsys)
    assert "nobody is told" in found["message"]


def test_messages_given_up_and_waiting(app: App, capsys: Said) -> None:
    subscribe(app, "s-1", webhook=HOOK, secret=secret())
    key = hook_id(news(app, 1))
    settle(app, {key: DeliveryState.DEAD}, "hooks.example.org answered 410")
    (found,) = problems(capsys)
    assert key in found["message"]
    assert "answered 410" in found["message"]
    assert "s3cret" not in found["message"]
    assert f"deliveries retry {key}" in found["advice"]
    news(app, 2)
    settle(app, {}, "hooks.example.org answered 500")
    assert len(problems(capsys)) == 1
    assert "are tried again: hooks.example.org answered 500" in printed(capsys, "doctor")[
        1
    ].replace("\n", " ")


def test_messages_that_nobody_sends(
    app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(app, "s-1", webhook=HOOK, secret=secret())
    news(app)
    assert problems(capsys) == []
    monkeypatch.setenv("REGTRACK_NOW", (NOW + dt.timedelta(hours=2)).isoformat())
    (found,) = problems(capsys)
    assert found["message"] == "1 messages wait, the oldest since 2026-07-01 12:00 UTC"


def test_what_waits_for_its_hour_or_behind_another_is_no_fault_of_the_daemon(
    app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    weekly = Timing(digest=Digest(Every.WEEKLY, dt.time(8)))
    subscribe(app, "s-1", webhook=HOOK, secret=secret())
    key = hook_id(news(app, 1))
    (head,) = SqlOutbox(app.engine).claim(NOW, "test", dt.timedelta(minutes=5), 10)
    again = NOW + dt.timedelta(hours=14)
    tried = {"at": NOW.isoformat(), "outcome": "due", "answer": "hooks.example.org answered 503"}
    SqlOutbox(app.engine).settle_all([Settled(head, DeliveryState.DUE, again, tried, holds=True)])
    subscribe(app, "s-2", email="a@example.org", timing=weekly)
    subscribe(app, "s-3", email="b@example.org", paused=True)
    news(app, 2)
    monkeypatch.setenv("REGTRACK_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("REGTRACK_NOW", (NOW + dt.timedelta(hours=12)).isoformat())
    assert problems(capsys) == []
    said = " ".join(printed(capsys, "doctor")[1].split())
    assert "1 messages to https://hooks.example.org/… #" in said
    assert f"behind {key}, which is tried again at 2026-07-02 02:00 UTC" in said
    assert f"deliveries retry {key}" in said
    (hold,) = command(capsys, "deliveries", "list")[1]["holds"]
    assert (hold["head"], hold["waiting"]) == (key, 1)
    assert hold["until"] == "2026-07-02T02:00:00.000000Z"
    assert f"wait behind {key}" in printed(capsys, "deliveries", "list")[1]
    command(capsys, "deliveries", "retry", key)
    assert command(capsys, "deliveries", "list")[1]["holds"] == []


def test_no_tick_for_a_day(app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribe(app, "s-op", webhook=HOOK, secret=secret(), operator=True)
    watch(app, well(dt.timedelta(days=9)))
    assert problems(capsys) == []
    monkeypatch.setenv("REGTRACK_NOW", (NOW + dt.timedelta(days=2)).isoformat())
    (found,) = problems(capsys)
    assert found["topic"] == "tick"


def test_received_bytes_that_are_gone(app: App, capsys: Said) -> None:
    with app.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO snapshot (source, url, sha256, retrieved_at, status, media_type, size, "
            f"role) VALUES ('a', 'https://a.example/', '{'0' * 64}', "
            "'2026-07-01T12:00:00.000000Z', 200, 'text/html', 1, 'page')"
        )
    (found,) = problems(capsys)
    assert found["topic"] == "snapshots"
    assert "1 of 1" in found["message"]


def test_a_database_that_is_none(home: Path, capsys: Said) -> None:
    (home / "regtrack.db").write_bytes(b"not a database" * 1000)
    (found,) = problems(capsys)
    assert found["topic"] == "database"
    assert "not a database" in found["message"]


def test_a_database_of_a_newer_program(app: App, capsys: Said) -> None:
    with app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    (found,) = problems(capsys)
    assert "newer regtrack" in found["message"]


def test_a_full_disk(app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 10 * 1024 * 1024

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage)
    (found,) = problems(capsys)
    assert found["topic"] == "disk"


def test_a_key_with_little_left_is_named_and_the_list_shows_what_is_spent(
    app: App, capsys: Said
) -> None:
    options = {"states": ["KS"], "quota": 10}
    url = "https://api.legiscan.com/"
    spec = SourceSpec("legiscan", "legiscan", url, "ocd-division/country:us", "L", options=options)
    app.sources.register([spec], NOW)
    use = KeyUse(app.fetch_settings.key_use)
    for _ in range(8):
        use.note("REGTRACK_LEGISCAN_KEY")
    _, body = command(capsys, "sources", "list")
    assert body["sources"][0]["quota"] == {"used": 8, "most": 10, "period": "month"}
    words = "api.legiscan.com: 9 of 10 requests of this month (REGTRACK_LEGISCAN_KEY)"
    assert words not in printed(capsys, "doctor")[1]
    use.note("REGTRACK_LEGISCAN_KEY")
    for asked in (("sources", "list"), ("doctor",)):
        assert words in " ".join(printed(capsys, *asked)[1].split())


def test_a_key_that_is_spent_is_one_problem_wherever_its_use_is_counted(
    app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several machines count in the folder that they share, and sources of one key count once."""
    url, place = "https://api.legiscan.com/", "ocd-division/country:us"
    app.sources.register(
        [SourceSpec(f"scan{n}", "legiscan", url, place, "L", options={"quota": n}) for n in (2, 9)],
        NOW,
    )
    monkeypatch.setenv("REGTRACK_SHARED", str(app.home / "shared"))
    use = KeyUse(app.home / "shared" / "key-use")
    for _ in range(2):
        use.note("REGTRACK_LEGISCAN_KEY")
    _, body = command(capsys, "doctor")
    (found,) = [f for f in body["findings"] if f["topic"] == "keys"]
    assert found["level"] == "problem"
    assert "2 of 2 requests" in found["message"]


@pytest.mark.parametrize(
    ("status", "level"), [(200, "ok"), (503, "problem")], ids=["ready", "not ready"]
)
def test_the_health_page_of_the_daemon_is_asked(
    app: App,
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
    httpserver: HTTPServer,
    status: int,
    level: str,
) -> None:
    httpserver.expect_request("/readyz").respond_with_data("ten ticks\nfailed", status=status)
    monkeypatch.setenv("REGTRACK_HEALTH_PORT", str(httpserver.port))
    _, body = command(capsys, "doctor")
    (found,) = [f for f in body["findings"] if str(httpserver.port) in f["message"]]
    assert found["level"] == level
    assert "ten ticks failed" in found["message"]


def test_a_daemon_that_does_not_answer_is_a_note(
    app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("REGTRACK_HEALTH_PORT", str(port))
    code, body = command(capsys, "doctor")
    (found,) = [f for f in body["findings"] if "no daemon answers" in f["message"]]
    assert (code, found["level"]) == (0, "note")
    assert found["advice"].startswith("start `regtrack daemon`")
