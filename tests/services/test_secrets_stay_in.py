"""Secrets planted everywhere, and looked for in everything that is printed, logged or raised."""

from __future__ import annotations

import asyncio
import logging
import traceback
from pathlib import Path

import pytest

from daemon.operator import NOW, news, printed
from regtrack import config, feeds, home
from regtrack.bootstrap import App
from regtrack.daemon_state import DaemonState
from regtrack.demo.faults import Behaviour
from regtrack.demo.receivers import SmtpReceiver, WebhookReceiver
from regtrack.domain.errors import RegtrackError
from regtrack.metrics import exposition
from regtrack.notify.webhook import new_secret
from regtrack.services.change_log import endpoints
from regtrack.store import deliveries

WORD = "hunter2s3cret"
#: In the path of a webhook, which is often a secret too.
PATH = "p4th-of-a-hook"
KEYS = ("SMTP_PASSWORD", "OPENSTATES_KEY", "LEGISCAN_KEY", "CONGRESS_KEY", "GOVINFO_KEY")
SECRET = new_secret()
#: What must not be seen, in whole or in its telling part.
PLANTED = (WORD, SECRET, SECRET.removeprefix("whsec_"))


@pytest.fixture
def hook() -> WebhookReceiver:
    return WebhookReceiver(secret=SECRET)


def plant(patch: pytest.MonkeyPatch, folder: Path, mail: SmtpReceiver) -> None:
    for key in KEYS:
        patch.setenv(f"REGTRACK_{key}", f"{WORD}-{key}")
    settings = {
        "HOME": str(folder), "NOW": NOW.isoformat(), "ALERT_NETWORKS": "127.0.0.1/32",
        "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mail.port), "SMTP_SECURITY": "none",
        "SMTP_USERNAME": "user", "SMTP_SENDER": "regtrack@example.org",
    }  # fmt: skip
    for name, value in settings.items():
        patch.setenv(f"REGTRACK_{name}", value)


def wrong_files(folder: Path) -> list[str]:
    """Files of subscriptions with a secret where none belongs."""
    rows = (f'secret = "{SECRET}"', f'secret_env = "{SECRET}"', f'apprise_env = "json://u:{WORD}@h"',
            f'apprise = ["json://u:{WORD}@h"]', f'apprise = "no://{WORD}"',
            f'webhook = "https://u:{WORD}@h/x"', f'webhook = ["https://h/{WORD}"]',
            'webhook = "https://h.example/x"\nsecret_env = "REGTRACK_BAD_SECRET"',
            'apprise_env = "REGTRACK_BAD_CHAT"')  # fmt: skip
    found = []
    for number, row in enumerate(rows):
        file = folder / f"wrong-{number}.toml"
        file.write_text(f'[[subscription]]\nname = "a"\n{row}\n')
        found.append(f"subscriptions apply {file}")
    return found


def test_no_secret_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture, hook: WebhookReceiver,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    seen: dict[str, str] = {}

    def see(words: str, *codes: int) -> None:
        for form in ((), ("--json",)):
            code, seen[f"{words} {form}"] = printed(capsys, *words.split(), *form)
            assert code in codes, (words, seen[f"{words} {form}"])

    monkeypatch.setenv("REGTRACK_BAD_SECRET", f"whsec_{WORD}!")
    monkeypatch.setenv("REGTRACK_BAD_CHAT", f"no://{WORD}")
    with SmtpReceiver(login=("user", "other")) as mail, hook:
        plant(monkeypatch, tmp_path, mail)
        address = f"http://127.0.0.1:{hook.port}/{PATH}?token={PATH}"
        see(f"subscriptions add --webhook {address} --secret {SECRET} --email a@example.org "
            f"--apprise json://u:{WORD}@127.0.0.1:9/{WORD} --by desk", 0)  # fmt: skip
        with App() as app:
            for status in (500, 401, 301, 410, 200):
                hook.plan.always(Behaviour(status=status, location=address))
                change = news(app, status)
                asyncio.run(app.deliver())
            assert hook.ledger.tries
            feeds.write(app, tmp_path / "feeds")
            seen["settings"] = f"{app.settings!r} {app.smtp()!r} {config.shown(app.settings)}"
            with app.unit() as (repository, _):
                living = repository.subscriptions()
            seen["objects"] = f"{living!r} {endpoints(living[0])!r}"
            state = DaemonState(home.database_url(), 1.0, home.now)
            seen["health"] = f"{state.body()} {exposition(state)}"
            with app.engine.connect() as connection:
                delivery = deliveries.listed(connection)[0].id
        seen |= {str(p): p.read_text() for p in (tmp_path / "feeds").rglob("*") if p.is_file()}
        one, other = (s.id for s in living)
        backup = str(tmp_path / "backup.tar")
        for words in ("subscriptions list", f"subscriptions show {one}", "subscriptions history",
                      "subscriptions export", f"subscriptions rotate {other}",
                      f"subscriptions enable {one}", f"subscriptions test {one}",
                      f"subscriptions pause {other}", f"subscriptions resume {other}",
                      "deliveries list", f"deliveries show {delivery}", "deliveries retry",
                      "deliveries replay --since 2026-01-01", "doctor", "config show", "changes",
                      "sources list", "review list", "bills", "status Utah", "verify",
                      f"subscriptions remove {other}", "subscriptions history"):  # fmt: skip
            see(words, 0, 1, *([2] if "remove" in words else []))
        seen["backup"] = printed(capsys, "db", "backup", backup)[1]
        for wrong in (f"--webhook https://u:{WORD}@hooks.example.org/x", f"--apprise no://{WORD}",
                      f"--webhook https://127.0.0.1:99999/{WORD}", f"--webhook ftp://{WORD}",
                      f"--webhook https://10.0.0.1/{WORD}",
                      f"--webhook https://h.example/x --secret whsec_{WORD}!"):  # fmt: skip
            see(f"subscriptions add {wrong}", 2)
        for words in wrong_files(tmp_path):
            see(words, 2)
    assert change
    seen["log"] = "\n".join(r.getMessage() for r in caplog.records if r.name != "mail.log")
    seen["tracebacks"] = "".join(
        line for r in caplog.records if r.exc_info and r.exc_info[1]
        for line in traceback.format_exception(r.exc_info[1])
    )  # fmt: skip
    assert {where for where, text in seen.items() if any(s in text for s in PLANTED)} == set()
    assert {where.split(" (")[0] for where, text in seen.items() if PATH in text} == {
        "subscriptions export"  # a file for `apply` must name the address
    }


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://user:{WORD}@127.0.0.1:9/regtrack",
        f"nosuch://user:{WORD}@127.0.0.1/x",
        f"postgresql://user:{WORD}@127.0.0.1:port/x",
    ],
)
def test_the_password_of_a_database_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    address: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_DATABASE_URL", address)
    for words in ("db upgrade", "doctor", "config show", "status Ohio"):
        code, said = printed(capsys, *words.split())
        assert code in (0, 1, 2)
        assert WORD not in said
    with pytest.raises(RegtrackError) as caught:
        App().engine  # noqa: B018 - opened by being asked for
    assert WORD not in str(caught.value)
