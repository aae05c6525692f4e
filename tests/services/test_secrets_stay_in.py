"""Secrets planted everywhere, and looked for in everything that is printed, logged or raised."""

from __future__ import annotations

import asyncio
import logging
import traceback
from pathlib import Path

import pytest

from daemon.operator import NOW, news, printed
from regtrack import config, feeds
from regtrack.bootstrap import App
from regtrack.demo.faults import Behaviour
from regtrack.demo.receivers import SmtpReceiver, WebhookReceiver
from regtrack.domain.errors import RegtrackError
from regtrack.notify.webhook import new_secret

WORD = "hunter2s3cret"
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


def test_no_secret_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture, hook: WebhookReceiver,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    with SmtpReceiver(login=("user", "other")) as mail, hook:
        plant(monkeypatch, tmp_path, mail)
        address = f"http://127.0.0.1:{hook.port}/{WORD}?token={WORD}"
        add = ("subscriptions", "add", "--webhook", address, "--secret", SECRET,
               "--email", "a@example.org",
               "--apprise", f"json://u:{WORD}@127.0.0.1:9/{WORD}")  # fmt: skip
        seen.append(printed(capsys, *add)[1])
        seen.append(printed(capsys, *add, "--json")[1])
        with App() as app:
            for status in (500, 401, 301, 410, 200):
                hook.plan.always(Behaviour(status=status, location=address))
                news(app, status)
                asyncio.run(app.deliver())
            assert hook.ledger.tries
            feeds.write(app, tmp_path / "feeds")
            seen += [repr(app.settings), repr(app.smtp()), str(config.shown(app.settings))]
        seen += [p.read_text() for p in (tmp_path / "feeds").rglob("*") if p.is_file()]
        for words in ("subscriptions list", "deliveries list", "doctor", "config show",
                      "deliveries retry", "changes"):  # fmt: skip
            for form in ((), ("--json",)):
                code, said = printed(capsys, *words.split(), *form)
                seen.append(said)
                assert said
                assert code in (0, 1)
        for wrong in (f"https://u:{WORD}@hooks.example.org/x", f"https://127.0.0.1:99999/{WORD}",
                      f"https://10.0.0.1/{WORD}", f"ftp://{WORD}"):  # fmt: skip
            seen.append(printed(capsys, "subscriptions", "add", "--webhook", wrong)[1])
        seen.append(printed(capsys, "subscriptions", "add", "--apprise", f"no://{WORD}")[1])
        seen.append(printed(capsys, *add[:4], "--secret", f"whsec_{WORD}")[1])
    seen += [r.getMessage() for r in caplog.records if r.name != "mail.log"]
    seen += ["".join(traceback.format_exception(r.exc_info[1])) for r in caplog.records
             if r.exc_info and r.exc_info[1]]  # fmt: skip
    assert not [text for text in seen if any(secret in text for secret in PLANTED)]


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
