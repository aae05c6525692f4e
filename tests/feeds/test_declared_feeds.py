"""What the rows of db/sources/feeds.toml say of themselves, and the real publishers' recorded
answers read as they declare. Their cases over real HTTP: tests/platforms/feed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from feeding import DECLARED, parsed

from regtrack.contract import SourceSpec
from regtrack.runner.sources_file import load

SPECS = load(DECLARED)
KEYS = [s.key for s in SPECS]


def test_there_are_feeds_of_every_format_and_of_every_option() -> None:
    """What is shown as an example is everything there is."""
    assert {s.options["format"] for s in SPECS} == {"json", "xml", "csv", "atom", "rss"}
    assert len(SPECS) >= 8


SHARED = Path(__file__).resolve().parents[3] / "shared" / "captures"
CAPTURES = {
    "se-riksdagen-sfs": ("intl_riksdagen/search_dataskydd.json", 5),
    "de-neuris": ("intl_neuris_de/search_bdsg.json", 2),
    "at-ris-bgbl": ("intl_ris_at/bundesrecht_search.json", 10),
    "ua-rada-recent": ("intl_rada_ua/recent-page1.json", 1),
    "gb-legislation": ("intl_legislation_gov_uk/sample-atom-ukpga-page1.xml", 20),
}


@pytest.mark.parametrize("key", CAPTURES)
def test_recorded_answers_of_the_real_publisher_are_read_without_a_fault(key: str) -> None:
    file = SHARED / CAPTURES[key][0]
    if not file.exists():
        pytest.skip("there is no folder `shared` with captures beside this checkout")
    spec: SourceSpec = next(s for s in SPECS if s.key == key)
    if "match" in spec.options:
        spec = replace(spec, options={k: v for k, v in spec.options.items() if k != "match"})
    result = parsed(spec, file.read_bytes())
    assert result.faults == ()
    assert len(result.documents) >= CAPTURES[key][1]
    assert all(d.title and d.stage_on and d.url for d in result.documents)
