"""The sources file: what is right is taken, what is wrong is named by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from fetching import RECORDINGS
from regtrack.contract import Authority, SourceSpec, Validators
from regtrack.domain.errors import ConfigError
from regtrack.runner.sources_file import load

ROW = """
[[source]]
key = "oh-rule"
platform = "page"
url = "https://codes.ohio.gov/x"
division = "ocd-division/country:us/state:oh"
publisher = "Ohio"
"""


def loaded(tmp_path: Path, text: str) -> list[SourceSpec]:
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_the_demonstration_file_is_right() -> None:
    specs = load(RECORDINGS / "sources.toml")
    assert {s.platform for s in specs} == {"openstates", "federal_register", "page"}
    assert specs[0].authority is Authority.AGGREGATOR
    order = next(s for s in specs if s.key == "nd-executive-order-2026-08")
    assert order.options["effective_on"] == "2026-08-05"


def test_defaults_and_options(tmp_path: Path) -> None:
    (spec,) = loaded(tmp_path, ROW + 'kind = "rule"\nstage_on = 2026-05-14\nexpect = "Rule"\n')
    assert (spec.authority, spec.cadence) == (Authority.OFFICIAL, "1d")
    assert spec.options == {"kind": "rule", "stage_on": "2026-05-14", "expect": "Rule"}


def test_a_spec_survives_its_json_form(tmp_path: Path) -> None:
    (spec,) = loaded(tmp_path, ROW)
    known = {"https://a.gov": Validators('"x"', None, "0" * 64)}
    full = SourceSpec(
        spec.key, "page", spec.url, spec.division, "P", Authority.PRESS, "6h", {"a": [1]}, known
    )
    assert SourceSpec.from_json(full.to_json()) == full


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('key = "oh-rule"', 'key = "Oh Rule"', "`key`"),
        ('key = "oh-rule"\n', "", "`key` is missing"),
        (
            '"page"',
            '"feeds"',
            "federal_register",
        ),
        ("https://codes.ohio.gov/x", "codes.ohio.gov", "write http"),
        ("ocd-division/country:us/state:oh", "ohio", "`division`"),
        ('publisher = "Ohio"', 'publisher = ""', "`publisher` is missing"),
        ('publisher = "Ohio"', 'publisher = "O"\nauthority = "me"', "`authority`"),
        ('publisher = "Ohio"', 'publisher = "O"\ncadence = "daily"', "15m, 6h"),
        ('publisher = "Ohio"', 'publisher = "O"\nkind = "law"', "`kind`"),
        ('publisher = "Ohio"', 'publisher = "O"\nstage = "passed"', "`stage`"),
        ('publisher = "Ohio"', 'publisher = "O"\nexpires_on = "soon"', "`expires_on`"),
        ('publisher = "Ohio"', 'publisher = "O"\nalias = "x"', "scheme:value"),
        ('publisher = "Ohio"', 'publisher = "O"\nselector = "p"', "`selector` is not an option"),
    ],
)
def test_a_wrong_row_is_named_with_what_to_do(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(
            tmp_path,
            ROW + ROW.replace("oh-rule", "other").replace(old, new).replace(old, new)
            if "oh-rule" not in old
            else ROW.replace(old, new),
        )
    message = str(caught.value)
    assert "[[source]]" in message
    assert told in message


def test_all_wrong_rows_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, ROW + ROW + ROW.replace("oh-rule", "x2").replace("https://", "ftp://"))
    message = str(caught.value)
    assert "[[source]] 2 (oh-rule): the key is taken by row 1" in message
    assert "[[source]] 3 (x2): `url`" in message


@pytest.mark.parametrize("text", ["", "source = 1", "[other]\n", "[[source]", ROW + "\n[x]\n"])
def test_a_file_of_another_shape(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        loaded(tmp_path, text)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml")


FEED = """
[[source]]
key = "a-feed"
platform = "feed"
url = "https://api.example.gov/list?q={term}"
division = "ocd-division/country:us"
publisher = "Example"
format = "json"
items = "rows"
id = "id"
title = "title"
terms = ["kratom"]
"""


def test_a_feed_is_checked_as_a_whole(tmp_path: Path) -> None:
    (spec,) = loaded(tmp_path, FEED + 'stage = { from = "s", is = { F = "enacted" } }\n')
    assert spec.options["stage"] == {"from": "s", "is": {"F": "enacted"}}
    assert SourceSpec.from_json(spec.to_json()) == spec
    wrong = FEED.replace('"rows"', '"rows["').replace('terms = ["kratom"]', 'zone = "Mars"')
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, wrong + "selector = 1\n")
    told = str(caught.value)
    assert all(f"`{name}`" in told for name in ("items", "terms", "zone", "selector"))
    assert "[[source]] 1 (a-feed)" in told
