"""The catalogue: what it covers, whose addresses these are, and a case for every source."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from source_cases import CASES, GOLDEN, HERE, ON_PAGES, golden, outcome, pages, parsed, recording

from regtrack.contract import Authority, FaultKind
from regtrack.domain.errors import ConfigError
from regtrack.paths import data_folder
from regtrack.runner.catalogue import Sureness, catalogue, files
from regtrack.services import baseline_sources
from regtrack.services.baseline import load_baseline
from regtrack_scrapers.platforms.acts import given_alias

ENTRIES = catalogue()
US = "ocd-division/country:us"
SOURCES = data_folder() / "sources"
#: Kinds of source that a state has beside its bills; what is missing is known and listed in docs.
KINDS = ("legislature", "rules", "schedule")
NO_SCHEDULE = {"ms", "or", "pr", "tn"}
PAGES = pages()


def test_keys_and_addresses_are_there_once() -> None:
    keys = Counter(e.spec.key for e in ENTRIES)
    assert [k for k, n in keys.items() if n > 1] == []
    asked = Counter((e.spec.url, str(sorted(e.spec.options.items()))) for e in ENTRIES)
    assert [a for a, n in asked.items() if n > 1] == []


def test_every_row_says_what_people_should_know() -> None:
    for entry in ENTRIES:
        assert set(entry.about) == {"terms", "robots", "proves", "address"}, entry.spec.key
        assert all(entry.about.values()), entry.spec.key
        assert entry.sureness in Sureness
        assert urlsplit(entry.spec.url).scheme == "https", entry.spec.key
        if entry.spec.key in PAGES:
            assert entry.spec.options.get("expect"), entry.spec.key


def test_every_host_is_the_publishers() -> None:
    for entry in ENTRIES:
        host = baseline_sources.authority([entry.spec.url])
        claimed = entry.spec.authority
        if claimed is Authority.OFFICIAL_COPY:
            assert host in (Authority.OFFICIAL, Authority.OFFICIAL_COPY), entry.spec.key
        else:
            assert host is claimed, entry.spec.key


def test_a_host_of_one_state_speaks_for_that_state() -> None:
    """`www.leg.state.fl.us` and `ohio.gov` are not asked for the law of another state."""
    for entry in ENTRIES:
        host = urlsplit(entry.spec.url).hostname or ""
        match = re.search(r"\.([a-z]{2})\.us$|(?:^|\.)([a-z]{2})\.gov$", host)
        state = match and (match[1] or match[2])
        if state and (SOURCES / "states" / f"{state}.toml").is_file():
            assert f":{state}" in entry.spec.division, entry.spec.key


def test_what_it_covers() -> None:
    federal = [e for e in ENTRIES if e.spec.division == US]
    assert len(federal) >= 12
    local = {
        e.spec.division for e in ENTRIES if re.search(r"/(place|county|parish):", e.spec.division)
    }
    assert len(local) >= 60
    nations = {e.spec.division for e in ENTRIES if e.spec.division.count("/") == 1} - {US}
    assert len(nations) >= 25


def test_every_state_has_its_bills_and_offices() -> None:
    states = {p.stem for p in (SOURCES / "states").glob("*.toml")}
    assert len(states) == 52  # with DC and Puerto Rico
    keys = {e.spec.key for e in ENTRIES}
    for state in states:
        assert f"{state}-openstates" in keys
        missing = {k for k in KINDS if f"{state}-{k}" not in keys}
        assert missing == ({"schedule"} if state in NO_SCHEDULE else set()), state
        offices = ("pharmacy", "health", "agriculture", "controlled-substances-board",
                   "consumer-protection")  # fmt: skip
        assert any(f"{state}-{name}" in keys for name in offices), state


def test_local_facts_with_an_official_address_are_covered() -> None:
    """A county or town whose facts name an official page is in the catalogue."""
    covered = {e.spec.division for e in ENTRIES}
    wanted = set()
    for file in (data_folder() / "baseline" / "us").glob("*/*.toml"):
        body = tomllib.loads(file.read_text(encoding="utf-8"))
        sources = [s for fact in body.get("fact", ()) for s in fact.get("sources", ())]
        official = (Authority.OFFICIAL, Authority.OFFICIAL_COPY)
        if any(baseline_sources.authority([s]) in official for s in sources):
            wanted.add(body["division"])
    assert wanted - covered == set()


def test_natural_keys_meet_the_baseline() -> None:
    """A page that is the act itself, and the facts of that act, are one instrument."""
    facts = load_baseline(data_folder() / "baseline", dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    known = {alias for alias, _ in facts.aliases}
    given = {e.spec.key: a for e in ENTRIES for a in given_alias(e.spec)}
    # A rule of its own numbering, or a bill that no fact names, need not be known.
    met = {key for key, alias in given.items() if alias in known}
    strange = {k for k, a in given.items() if a.scheme in ("baseline", "ordinance")} - met
    assert strange == set()
    keys = {f"{a.scheme}:{a.value}" for a in known}
    met |= {key for key, row in golden().items() if keys & set(row["aliases"])}
    assert len(met) >= 25


def test_every_source_has_a_case_and_every_case_a_source() -> None:
    recorded = {p.stem for p in (HERE / "recordings").iterdir()}
    assert set(PAGES) - recorded == set(), "sources without a recording"
    assert recorded - set(PAGES) == set(), "recordings without a source"
    assert set(golden()) == set(PAGES)
    keys = [line.split('"')[3] for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert keys == sorted(set(keys))


def test_every_other_source_is_covered_by_its_platforms_case() -> None:
    used = {e.spec.platform for e in ENTRIES}
    assert {name for name in used if not (CASES / name / "golden").is_dir()} == set()
    assert used >= set(ON_PAGES)


@pytest.mark.parametrize("key", sorted(PAGES))
def test_a_page_is_read_as_the_golden_file_says(key: str) -> None:
    assert outcome(PAGES[key].spec, recording(key).read_bytes()) == golden()[key]


@pytest.mark.parametrize("key", sorted(PAGES))
def test_a_page_without_its_words_is_a_fault(key: str) -> None:
    spec = PAGES[key].spec
    given = spec.options["expect"]
    for word in [given] if isinstance(given, str) else given:
        body = recording(key).read_text(encoding="utf-8")
        lost = re.sub(re.escape(word), "", body, flags=re.IGNORECASE).encode()
        found = parsed(spec, lost)
        assert not found.documents
        assert [f.kind for f in found.faults] == [FaultKind.LAYOUT_CHANGED]


def test_a_source_that_ships_is_small() -> None:
    for file in files(SOURCES):
        for row in file.read_text(encoding="utf-8").split("[[source]]")[1:]:
            lines = [line for line in row.split("\n\n")[0].splitlines() if line.strip()]
            assert len(lines) <= 25, lines[0]


def test_a_wrong_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "federal.toml").write_text('[[source]]\nkey = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"federal\.toml"):
        catalogue(tmp_path)
