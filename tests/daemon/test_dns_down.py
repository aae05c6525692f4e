"""Without names of hosts nothing is fetched or sent: it is told, and tried again."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket

import pytest

from daemon.operator import command, news, subscribe
from regtrack import home
from regtrack.bootstrap import App
from regtrack.contract import SourceSpec
from regtrack.domain.alerts import DeliveryState
from regtrack.notify.webhook import new_secret
from regtrack.store import health


def test_dns_down(
    regtrack_home: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setenv("REGTRACK_SMTP_HOST", "mail.example.org")
    with App() as app:
        app.ensure_baseline()
        subscribe(app, "s-1", email="a@example.org", webhook="https://hooks.example.org/x",
                  secret=new_secret())  # fmt: skip
        place = "ocd-division/country:us/state:ut"
        spec = SourceSpec("one", "page", "https://law.invalid/rule.html", place, "Somebody")
        app.sources.register([spec], home.now())
        news(app)
        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        (report,) = app.watcher.cycle()
        delivered = asyncio.run(app.deliver())
        assert [f.message.partition(" does")[0] for f in report.faults] == [
            "robots.txt gave no answer"
        ]
        assert (delivered.done, delivered.later, delivered.dead) == (0, 2, 0)
        with app.engine.connect() as connection:
            assert health.outbox_counts(connection)[DeliveryState.DUE] == 2
        row = app.sources.states()["one"]
        assert row.next_due_at - row.last_run_at == dt.timedelta(minutes=15)
        _, body = command(capsys, "doctor")
        said = " ".join(f["message"] for f in body["findings"])
        assert "one: blocked, 1 runs in a row" in said
        assert any("the network may be down" in (f["advice"] or "") for f in body["findings"])
        assert "are tried again" in said
