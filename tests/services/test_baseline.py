"""The curated baseline: what its rows become, and what a wrong file is told."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from regtrack.domain.errors import ConfigError
from regtrack.domain.gazetteer import county_unknown
from regtrack.domain.instruments import Alias, InstrumentKind, LinkKind, Stage
from regtrack.domain.observations import (
    Absence,
    Authority,
    Confidence,
    Method,
    Observation,
    StageEvent,
)
from regtrack.domain.provisions import Audience, Effect, Limit, Polarity, Provision, Territory
from regtrack.domain.status import Status, provision_status
from regtrack.domain.substances import Substance
from regtrack.paths import data_folder
from regtrack.services.baseline import Baseline, load_baseline, read_folder
from regtrack.services.baseline_check import check_baseline
from regtrack.services.baseline_claims import attested_on, provisions_of
from regtrack.services.baseline_format import PlaceFile, read_file
from regtrack.services.baseline_sources import address, authority
from regtrack.store.gazetteer import SqliteGazetteer

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "../shared/facts"
FOLDER = data_folder() / "baseline"
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
US = "ocd-division/country:us"
STATES = (
    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in", "ia", "ks",
    "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny",
    "nc", "nd", "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv",
    "wi", "wy",
)  # fmt: skip


@pytest.fixture(scope="module")
def places() -> dict[str, PlaceFile]:
    return {place.division: place for place in read_folder(FOLDER)}


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    return load_baseline(FOLDER, NOW)


def claims(baseline: Baseline, division: str, substance: Substance) -> list[Observation]:
    return [o for o in baseline.observations if (o.division, o.substance) == (division, substance)]


def provisions(baseline: Baseline, division: str, substance: Substance) -> list[Provision]:
    held = (o.claim for o in claims(baseline, division, substance))
    return [claim for claim in held if isinstance(claim, Provision)]


def test_the_committed_files_hold_no_contradiction() -> None:
    assert check_baseline(FOLDER) == []


def test_the_nation_every_state_the_district_and_the_territories_have_a_file(
    places: dict[str, PlaceFile],
) -> None:
    wanted = {US, f"{US}/district:dc"}
    wanted |= {f"{US}/state:{code}" for code in STATES}
    wanted |= {f"{US}/territory:{code}" for code in ("as", "gu", "mp", "pr", "vi")}
    assert len(wanted) == 57
    assert wanted <= set(places)


def test_every_division_of_the_baseline_is_in_the_gazetteer(places: dict[str, PlaceFile]) -> None:
    gazetteer = SqliteGazetteer(data_folder() / "gazetteer" / "gazetteer.sqlite")
    missing = [d for d in places if gazetteer.get(d) is None]
    adrift = [d for d in places if county_unknown(d, gazetteer)]
    gazetteer.close()
    assert (missing, adrift) == ([], [])


@pytest.mark.skipif(not FACTS.is_dir(), reason="the folder of facts is not beside the repository")
@pytest.mark.parametrize("name", ["us", "us_local", "intl"])
def test_every_row_of_the_facts_is_a_fact_or_a_proposal(
    name: str, places: dict[str, PlaceFile]
) -> None:
    held: Counter[tuple[object, ...]] = Counter()
    for place in places.values():
        for fact in place.facts:
            held[place.division, fact.substance, fact.status] += 1
        for proposal in place.proposals:
            held.update((place.division, s, "proposal") for s in proposal.substances)
    for line in (FACTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["jurisdiction"].startswith("x-intl") or "tribe:" in row["jurisdiction"]:
            continue  # no division ids: an agency position on members, Montana, or a note
        substance = row["substance"].replace("7-oh-analogues", "analogues").split(" (")[0]
        status: object = Status(row["status"])
        if row.get("proposal") or row["attributes"].get("in_force"):
            status = "proposal"
        if row["as_of"] is None and row["jurisdiction"].endswith("territory:as"):
            status = Status.UNKNOWN
        key = (row["jurisdiction"], Substance(substance), status)
        assert held[key] > 0, key
        held[key] -= 1


def test_the_first_provision_of_a_fact_bears_its_status(places: dict[str, PlaceFile]) -> None:
    checked = 0
    for place in places.values():
        for fact in place.facts:
            absent = fact.status in (None, Status.NO_SPECIFIC_LAW, Status.UNKNOWN)
            if absent or fact.agency_position:
                continue
            first = next(provisions_of(place, fact))
            assert provision_status(first) is fact.status, (place.division, fact.key)
            checked += 1
    assert checked > 250


def test_reading_twice_gives_the_same_ids_whatever_the_time(baseline: Baseline) -> None:
    again = load_baseline(FOLDER, NOW + dt.timedelta(days=3))
    assert [o.id for o in again.observations] == [o.id for o in baseline.observations]
    assert len({o.id for o in baseline.observations}) == len(baseline.observations)
    assert {o.recorded_at for o in again.observations} == {NOW + dt.timedelta(days=3)}


def test_every_observation_is_curated_and_names_a_known_instrument(baseline: Baseline) -> None:
    known = {i.id for i in baseline.instruments}
    assert {o.method for o in baseline.observations} == {Method.CURATED}
    assert {o.instrument for o in baseline.observations if o.instrument} <= known
    assert {owner for _, owner in baseline.aliases} <= known
    assert len({alias for alias, _ in baseline.aliases}) == len(baseline.aliases)


def test_a_bill_is_found_by_its_number_and_year(baseline: Baseline) -> None:
    owners = dict(baseline.aliases)
    kansas = Alias("bill-year", f"{US}/state:ks|2026|SB430")
    other_year = Alias("bill-year", f"{US}/state:ks|2025|SB430")
    assert owners[kansas] == owners[other_year]
    assert owners[kansas] != owners[Alias("bill-year", f"{US}/state:ks|2026|HB2365")]


def test_kansas_becomes_a_schedule_after_an_attested_absence(baseline: Baseline) -> None:
    held = claims(baseline, f"{US}/state:ks", Substance.KRATOM)
    absence = next(o.claim for o in held if isinstance(o.claim, Absence))
    schedule = next(o.claim for o in held if isinstance(o.claim, Provision))
    assert (absence.start, str(absence.end)) == (None, "2026-07-01")
    assert absence.attested_on == dt.date(2026, 6, 30)
    assert (schedule.effect, schedule.schedule) == (Effect.SCHEDULE, "I")
    assert (str(schedule.start), schedule.end) == ("2026-07-01", None)


def test_federal_notices_of_intent_are_stages_and_never_provisions(baseline: Baseline) -> None:
    assert provisions(baseline, US, Substance.SEVEN_OH) == []
    owner = dict(baseline.aliases)[Alias("fr", "2016-20803")]
    events = [o.claim for o in baseline.observations if o.instrument == owner]
    assert [e.stage for e in events if isinstance(e, StageEvent)] == [
        Stage.PROPOSED,
        Stage.WITHDRAWN,
    ]
    assert all(isinstance(e, StageEvent) for e in events)
    kinds = {(link.kind, link.target) for link in baseline.links}
    assert (LinkKind.WITHDRAWS, owner) in kinds


def test_the_federal_order_of_2026_is_for_analogues_alone_and_lapses(baseline: Baseline) -> None:
    (order,) = provisions(baseline, US, Substance.ANALOGUES)
    assert (order.effect, str(order.start), str(order.end)) == (
        Effect.SCHEDULE,
        "2026-08-26",
        "2028-08-26",
    )


def test_agency_positions_are_shown_and_never_composed(baseline: Baseline) -> None:
    federal = provisions(baseline, US, Substance.KRATOM)
    assert {p.composed for p in federal} == {False}
    assert Audience.ARMED_FORCES in {p.audience for p in federal}
    absences = [o.claim for o in claims(baseline, US, Substance.KRATOM)]
    assert sum(isinstance(c, Absence) for c in absences) == 1
    montana = provisions(baseline, f"{US}/state:mt", Substance.KRATOM)
    assert [(p.composed, provision_status(p)) for p in montana] == [(False, None)]
    germany = provisions(baseline, "ocd-division/country:de", Substance.KRATOM)
    assert {p.composed for p in germany} == {True, False}


def test_both_sides_of_a_conflict_are_kept(baseline: Baseline) -> None:
    held = claims(baseline, f"{US}/district:dc", Substance.KRATOM)
    assert {type(o.claim) for o in held} == {Absence, Provision}
    assert all(o.conflict for o in held)


def test_north_dakota_order_has_its_hour_and_its_reckoned_end(baseline: Baseline) -> None:
    (order,) = provisions(baseline, f"{US}/state:nd", Substance.KRATOM)
    assert (order.start_time, str(order.start), str(order.end)) == (
        "17:00",
        "2026-08-05",
        "2026-09-04",
    )
    assert order.note is not None
    assert "end reckoned" in order.note
    owner = next(o.instrument for o in baseline.observations if o.claim is order)
    kinds = {i.id: i.kind for i in baseline.instruments}
    assert owner is not None
    assert kinds[owner] is InstrumentKind.EXECUTIVE_ORDER


def test_a_consumer_act_regulates_limits_age_and_bars_synthetics(baseline: Baseline) -> None:
    kratom = provisions(baseline, f"{US}/state:ms", Substance.KRATOM)
    effects = [p.effect for p in kratom]
    assert effects == [Effect.REGULATE, Effect.AGE_LIMIT, Effect.ALLOW_LOCAL]
    assert kratom[0].polarity is Polarity.REQUIRES
    assert kratom[1].min_age == 21
    (seven,) = [
        p for p in provisions(baseline, f"{US}/state:ms", Substance.SEVEN_OH)
        if p.effect is Effect.RESTRICT
    ]  # fmt: skip
    assert seven.limits == (
        Limit("1", "%", "of alkaloids", "<=", Substance.SEVEN_OH),
        Limit("0.5", "mg", "per container", "<=", Substance.SEVEN_OH),
    )
    (analogues,) = provisions(baseline, f"{US}/state:ms", Substance.ANALOGUES)
    assert analogues.effect is Effect.RESTRICT


def test_a_schedule_that_names_relatives_schedules_analogues(baseline: Baseline) -> None:
    for state in ("ma", "fl", "oh", "ut"):
        held = provisions(baseline, f"{US}/state:{state}", Substance.ANALOGUES)
        assert Effect.SCHEDULE in {p.effect for p in held}, state


def test_utah_lets_licensees_export_for_a_time(baseline: Baseline) -> None:
    (export,) = [
        p for p in provisions(baseline, f"{US}/state:ut", Substance.KRATOM)
        if p.polarity is Polarity.PERMITS
    ]  # fmt: skip
    assert (export.acts, str(export.end)) == (("export",), "2027-03-06")


def test_a_county_ordinance_keeps_its_land(baseline: Baseline) -> None:
    orange = provisions(baseline, f"{US}/state:ca/county:orange", Substance.KRATOM)
    assert {p.territory for p in orange} == {Territory.UNINCORPORATED}
    charles = provisions(baseline, f"{US}/state:mo/county:st_charles", Substance.KRATOM)
    assert {p.territory for p in charles} == {Territory.ALL}


def test_an_unknown_place_makes_no_claim(baseline: Baseline) -> None:
    samoa = f"{US}/territory:as"
    assert [o for o in baseline.observations if o.division == samoa] == []
    assert baseline.names[samoa] == "American Samoa"
    assert baseline.doubts[samoa]


def test_florida_rules_follow_one_another_as_renewals(baseline: Baseline) -> None:
    spans = [
        (str(p.start), str(p.end))
        for p in provisions(baseline, f"{US}/state:fl", Substance.SEVEN_OH)
    ]
    assert spans == [
        ("2025-08-13", "2025-12-08"),
        ("2025-12-08", "2026-06-22"),
        ("2026-06-22", "None"),
    ]
    owners = dict(baseline.aliases)
    first = owners[Alias("rule", f"{US}/state:fl|2ER25-2")]
    assert (LinkKind.RENEWS, first) in {(link.kind, link.target) for link in baseline.links}


def test_authority_is_that_of_the_first_source_that_was_read() -> None:
    assert authority(("https://codes.ohio.gov/x",)) is Authority.OFFICIAL
    assert authority(("https://github.com/govbot-data/ks-legislation (a copy)",)) is (
        Authority.OFFICIAL_COPY
    )
    cited = "https://www.governor.ks.gov/x (cited there, not opened)"
    assert authority((cited, "https://news.example.com/y")) is Authority.PRESS
    assert authority(("https://legiscan.com/KS",)) is Authority.AGGREGATOR
    assert authority(("https://notreally.gov.example.com/",)) is Authority.PRESS
    assert address("github:someone/tracker scripts/a.mjs") == "https://github.com/someone/tracker"
    assert address("a list (undated)") is None


FACT = """
division = "ocd-division/country:us/state:al"
name = "Alabama"
reviewed = "2026-11-22"

[[fact]]
key = "one"
substance = "kratom"
status = "scheduled"
acts = ["sale"]
schedule = "I"
enacted = "2016-05-10"
effective = "2016-05-10"
instrument = { kind = "statute", id = "SB 226 (2016)" }
aliases = ["bill-year:2016|SB226"]
as_of = "2026-06-07"
confidence = "high"
sources = ["https://alisondb.legislature.state.al.us/x"]
"""


def written(tmp_path: Path, text: str, name: str = "us/al.toml") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_partial_confirmation_counts_from_its_last_day(tmp_path: Path) -> None:
    text = FACT.replace('effective = "2016-05-10"\n', "").replace("2026-06-07", "2025-10")
    place = read_file(written(tmp_path, text))
    assert attested_on(place, place.facts[0]) == dt.date(2025, 10, 31)
    late = read_file(written(tmp_path, text.replace("2025-10", "2026")))
    assert attested_on(late, late.facts[0]) == dt.date(2026, 11, 22)
    undated = read_file(written(tmp_path, text.replace('as_of = "2025-10"\n', "")))
    assert attested_on(undated, undated.facts[0]) == dt.date(2026, 11, 22)
    absent = text.replace('as_of = "2025-10"\n', "").replace('"scheduled"', '"no_specific_law"')
    nothing = read_file(written(tmp_path, absent))
    assert attested_on(nothing, nothing.facts[0]) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('status = "scheduled"', 'status = "banned"', ("status", "prohibited")),
        ('status = "scheduled"\n', "", ("status", "exactly one")),
        ('substance = "kratom"', 'substance = "kava"', ("substance", "kratom, 7-oh")),
        ('effective = "2016-05-10"', 'effective = "May 2016"', ("effective", "2026-05")),
        ('effective = "2016-05-10"', "effective = 2016", ("effective", "text in quotes")),
        ('acts = ["sale"]', 'acts = ["selling"]', ("acts", "selling", "sale")),
        ('schedule = "I"', 'shedule = "I"', ("shedule", "docs/baseline.md")),
        ('"bill-year:2016|SB226"', '"SB226"', ("aliases", "scheme:value")),
        ('"bill-year:2016|SB226"', '"bill-year:SB226"', ("aliases", "2026|SB430")),
        ('kind = "statute"', 'kind = "law"', ("kind", "statute")),
        ('schedule = "I"', 'limits = ["2% 7-OH"]', ("limits", "7-oh <= 2 %")),
        ('schedule = "I"', 'start_time = "5 p.m."', ("start_time", "17:00")),
        ('reviewed = "2026-11-22"', 'reviewed = "2026"', ("reviewed", "2026-05-10")),
        ('division = "ocd-division/country:us/state:al"', 'division = "AL"', ("division",)),
        ("[[fact]]", "[[fact", ("not TOML",)),
        ('confidence = "high"', 'confidence = "sure"', ("confidence", "high, medium, low")),
    ],
)
def test_a_wrong_file_is_told_what_to_write(
    old: str, new: str, told: tuple[str, ...], tmp_path: Path
) -> None:
    assert old in FACT
    path = written(tmp_path, FACT.replace(old, new, 1))
    with pytest.raises(ConfigError) as caught:
        load_baseline(tmp_path, NOW)
    assert str(path) in str(caught.value)
    for words in told:
        assert words in str(caught.value)
    assert check_baseline(tmp_path) == [str(caught.value)]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no baseline file"):
        load_baseline(tmp_path, NOW)
    assert len(check_baseline(tmp_path)) == 1


SECOND = FACT[FACT.index("[[fact]]") :].replace('key = "one"', 'key = "two"')
LINK = """
[[link]]
source = "rule:1"
kind = "amends"
target = "rule:2"
"""
ABSENT = """
[[fact]]
key = "nothing"
substance = "kratom"
status = "no_specific_law"
as_of = "2026-06-07"
confidence = "low"
sources = ["https://example.com/"]
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FACT + SECOND.replace('key = "two"', 'key = "one"'), "the key stands twice"),
        (FACT + SECOND, "keep one"),
        (FACT + SECOND.replace('enacted = "2016-05-10"', 'enacted = "2016-05-11"'), "enacted"),
        (FACT + SECOND.replace('kind = "statute"', 'kind = "rule"'), "is a rule here, a statute"),
        (FACT + ABSENT, "says that no law is there while one is in force"),
        (FACT.replace('effective = "2016-05-10"', 'effective = "2015"'), "before it was enacted"),
        (FACT.replace('schedule = "I"', 'ended = "2016-01-01"'), "not after its start"),
        (FACT.replace('"2026-06-07"', '"2027-01-01"'), "after the review"),
        (FACT.replace('"https://alisondb.legislature.state.al.us/x"', ""), "no source is named"),
        (FACT.replace('schedule = "I"', "start_time = '17:00'").replace(
            'effective = "2016-05-10"', 'effective = "2016"'), "start_time without a full day"),
        (FACT + LINK, "no instrument bears"),
    ],
)  # fmt: skip
def test_contradictions_are_told(text: str, told: str, tmp_path: Path) -> None:
    written(tmp_path, text)
    assert any(told in problem for problem in check_baseline(tmp_path)), check_baseline(tmp_path)


def test_a_file_in_the_wrong_place_and_a_second_file_are_told(tmp_path: Path) -> None:
    written(tmp_path, FACT)
    written(tmp_path, FACT, "us/alabama.toml")
    problems = check_baseline(tmp_path)
    assert any("belongs into us/al.toml" in p for p in problems)
    assert any("has a file already" in p for p in problems)


def test_an_absence_that_ended_where_the_law_began_is_no_contradiction(tmp_path: Path) -> None:
    written(tmp_path, FACT + ABSENT.replace('as_of = "2026-06-07"', 'ended = "2016-05-10"'))
    assert check_baseline(tmp_path) == []


def test_a_proposal_may_not_say_enacted(tmp_path: Path) -> None:
    bill = """
[[proposal]]
key = "bill"
substances = ["kratom"]
title = "A bill"
instrument = { kind = "bill", id = "HB 1 (2026)" }
aliases = ["bill-year:2026|HB1"]
events = [{ stage = "enacted", on = "2026-01-01" }]
confidence = "low"
"""
    written(tmp_path, FACT + bill)
    with pytest.raises(ConfigError, match="a proposal is not law"):
        load_baseline(tmp_path, NOW)
    written(tmp_path, FACT + bill.replace("enacted", "introduced"))
    loaded = load_baseline(tmp_path, NOW)
    event = next(
        o for o in loaded.observations
        if isinstance(o.claim, StageEvent) and o.claim.stage is Stage.INTRODUCED
    )  # fmt: skip
    assert (event.substance, event.confidence) == (None, Confidence.LOW)
