"""Log lines: one an event, in words or as JSON, with the run in hand, without secrets."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import pytest

from daemon.operator import printed
from regtrack import config
from regtrack.log_lines import JsonLines, TextLines, secrets_of
from regtrack.services.run_context import in_run


def record(words: str, *values: object, error: Exception | None = None) -> logging.LogRecord:
    shown = None
    if error is not None:
        try:
            raise error
        except type(error):
            shown = sys.exc_info()
    return logging.LogRecord("regtrack.x", logging.WARNING, "", 0, words, values, shown)


def test_fields_are_those_that_the_call_names() -> None:
    line = JsonLines().format(record("fault source=%s run=%d %s kind=%r", "a", 7, "100%", "x"))
    told = json.loads(line)
    assert told.pop("at").endswith("Z")
    assert told == {
        "level": "warning", "logger": "regtrack.x", "event": "fault 100%",
        "source": "a", "run": 7, "kind": "x",
    }  # fmt: skip
    assert json.loads(JsonLines().format(record("100%% of %s", "all")))["event"] == "100% of all"


def test_lines_of_others_carry_the_run_in_hand() -> None:
    with in_run("city", 17):
        text = TextLines().format(record("cannot parse"))
        told = json.loads(JsonLines().format(record("cannot parse source=%s", "own")))
    assert text.endswith("regtrack.x cannot parse source=city run=17")
    assert (told["source"], told["run"]) == ("own", 17)
    assert "source=" not in TextLines().format(record("cannot parse"))


@pytest.mark.parametrize("form", [TextLines, JsonLines])
def test_nothing_breaks_a_line_or_obeys_a_page(form: type[TextLines | JsonLines]) -> None:
    bad = "a\nINFO forged\x1b[31m\u202e\x07 key=s3cret%2Fword"
    error = ValueError(f"password s3cret/word {bad}")
    line = form(("s3cret/word",)).format(record("page said %s", bad, error=error))
    assert "\n" not in line
    assert not any(ord(c) < 32 or c in "\u202e\x7f" for c in line)
    assert "s3cret" not in line
    assert "Traceback" in line


def test_no_secret_setting_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    address = "postgresql://regtrack:pg-planted@127.0.0.1:1/none"
    planted = {"REGTRACK_DATABASE_URL": address}
    for name, field in config.Settings.model_fields.items():
        if "SecretStr" in str(field.annotation) and name != "database_url":
            planted[f"REGTRACK_{name.upper()}"] = f"planted-{name}"
    assert len(planted) >= 6
    for name, value in planted.items():
        monkeypatch.setenv(name, value)
    hidden = secrets_of(config.load())
    assert {"pg-planted", "planted-smtp_password"} <= set(hidden)
    for words in (("config", "show"), ("doctor",), ("changes",), ("watch", "--once")):
        said = printed(capsys, *words)[1]
        assert "planted" not in said, words
    line = TextLines(hidden).format(record("cannot open %s", address))
    assert "pg-planted" not in line
