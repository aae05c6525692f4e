"""Keys: on the wire, in no log, counted by hour, day and month."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from platform_recordings import KEY
from regtrack_scrapers.keys import (
    KeyUse,
    hide,
    hide_in_logs,
    with_parameter,
    without_parameter,
)
from regtrack_scrapers.platforms.registry import PLATFORMS

API = "https://api.legiscan.com/?op=getBill&id=1"


@pytest.fixture
def factory() -> Iterator[None]:
    kept = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(kept)


def test_a_parameter_is_put_in_once_and_taken_out_again() -> None:
    sent = with_parameter(with_parameter(API, ("key", "old")), ("key", KEY))
    assert sent == f"{API}&key=s3cret%2Bkey%2Fof%3Dours"
    assert without_parameter(sent, "key") == API
    assert without_parameter(API + "#mark", "key") == API + "#mark"


@pytest.mark.parametrize("form", [KEY, "s3cret%2Bkey%2Fof%3Dours", "s3cret%2Bkey%2Fof%3Dours&x"])
def test_a_key_is_hidden_in_every_form(form: str) -> None:
    assert "s3cret" not in hide(f"cannot get {API}&key={form}", [KEY])
    assert hide("nothing here", ["", KEY]) == "nothing here"


def test_a_library_that_logs_the_address_tells_no_key(
    factory: None, caplog: pytest.LogCaptureFixture
) -> None:
    hide_in_logs([KEY])
    logging.getLogger("a.library").warning("too large: %s", with_parameter(API, ("key", KEY)))
    assert "s3cret" not in caplog.text
    assert "too large: https://api.legiscan.com/" in caplog.text


def test_requests_are_counted_and_forgotten_when_the_period_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use = KeyUse(tmp_path)
    key = PLATFORMS["legiscan"].key
    assert key is not None
    for at in ("2026-11-30T22:10:00", "2026-11-30T23:50:00", "2026-11-30T23:59:00"):
        monkeypatch.setenv("REGTRACK_NOW", f"{at}+00:00")
        use.note(key.variable)
    assert [use.count(key.variable, p) for p in ("hour", "day", "month")] == [2, 3, 3]
    spent = use.spend(key, (3, "month"))
    assert spent == ("the key of api.legiscan.com has spent its 3 requests of this month", 60.0)
    assert use.count(key.variable, "month") == 3
    assert use.spend(key, (4, "month")) is None
    assert use.count(key.variable, "month") == 4
    monkeypatch.setenv("REGTRACK_NOW", "2026-12-01T00:00:00+00:00")
    assert use.spend(key, (3, "month")) is None
    assert use.spend(key, None) is None
