"""How place names are read: each line is a way people write a place, and what it must mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from regtrack.domain.divisions import Kind, is_division, kind_of, path_parents, state_of
from regtrack.domain.gazetteer import chain, county_unknown, fold
from regtrack.domain.places import AMBIGUOUS, NOT_FOUND, resolve
from regtrack.paths import data_folder
from regtrack.store.gazetteer import SqliteGazetteer

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT / "../shared/divisions/us_census_places.csv"


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[SqliteGazetteer]:
    opened = SqliteGazetteer(data_folder() / "gazetteer" / "gazetteer.sqlite")
    yield opened
    opened.close()


FOUND = """
ocd-division/country:us | us
ocd-division/country:us/state:al | us/state:al
ocd-division/country:us/state:al/place:mobile | us/state:al/place:mobile
OCD-DIVISION/COUNTRY:US/STATE:AL | us/state:al
ocd-division/country:de | de
36602 | us/state:al/place:mobile
36602-1234 | us/state:al/place:mobile
90210 | us/state:ca/place:beverly_hills
10001 | us/state:ny/place:new_york
11201 | us/state:ny/place:new_york
20001 | us/district:dc
38804 | us/state:ms/place:tupelo
66101 | us/state:ks/place:kansas_city
96799 | us/territory:as
AL | us/state:al
al | us/state:al
CA | us/state:ca
DE | us/state:de
IN | us/state:in
GA | us/state:ga
LA | us/state:la
DC | us/district:dc
PR | us/territory:pr
GU | us/territory:gu
VI | us/territory:vi
AS | us/territory:as
MP | us/territory:mp
GB | gb
UK | gb
FR | fr
th | th
country:al | al
country:ca | ca
country:us | us
country:us/state:al | us/state:al
country:au/state:nsw | au/state:nsw
ALB | al
USA | us
DEU | de
THA | th
GEO | ge
alb | al
US-AL | us/state:al
us-al | us/state:al
US-DC | us/district:dc
US-PR | us/territory:pr
AU-NSW | au/state:nsw
AU-NT | au/territory:nt
CA-ON | ca
DE-BY | de
GB-SCT | gb
Mobile County, AL | us/state:al/county:mobile
Mobile County, Alabama | us/state:al/county:mobile
Mobile County | us/state:al/county:mobile
Monroe County, MS | us/state:ms/county:monroe
monroe county ms | us/state:ms/county:monroe
MONROE COUNTY MISSISSIPPI | us/state:ms/county:monroe
Orange County, CA | us/state:ca/county:orange
St. Charles County, MO | us/state:mo/county:st_charles
Saint Charles County, MO | us/state:mo/county:st_charles
DeKalb County, GA | us/state:ga/county:dekalb
De Kalb County, GA | us/state:ga/county:dekalb
Dona Ana County, NM | us/state:nm/county:doña_ana
Prince George's County, MD | us/state:md/county:prince_george~s
LaSalle Parish, LA | us/state:la/parish:lasalle
La Salle Parish, LA | us/state:la/parish:lasalle
Ascension Parish, LA | us/state:la/parish:ascension
Ouachita Parish, Louisiana | us/state:la/parish:ouachita
Juneau City and Borough, AK | us/state:ak/borough:juneau
Matanuska-Susitna Borough, AK | us/state:ak/borough:matanuska-susitna
Bethel Census Area, AK | us/state:ak/census_area:bethel
Bayamon Municipio, PR | us/territory:pr/municipio:bayamón
Mobile, AL | us/state:al/place:mobile
mobile, al | us/state:al/place:mobile
Mobile , AL | us/state:al/place:mobile
Mobile, A.L. | us/state:al/place:mobile
Mobile AL | us/state:al/place:mobile
Mobile, Alabama | us/state:al/place:mobile
Mobile Alabama | us/state:al/place:mobile
Mobile, Alabama, USA | us/state:al/place:mobile
City of Mobile, AL | us/state:al/place:mobile
Orange, CA | us/state:ca/place:orange
Fresno, CA | us/state:ca/place:fresno
Fairfax, VA | us/state:va/place:fairfax
Fairfax County, VA | us/state:va/county:fairfax
Richmond, VA | us/state:va/place:richmond
Arlington, VA | us/state:va/county:arlington
Baltimore, MD | us/state:md/place:baltimore
Baltimore County, MD | us/state:md/county:baltimore
St. Louis, MO | us/state:mo/place:st_louis
St Louis, MO | us/state:mo/place:st_louis
Saint Louis, MO | us/state:mo/place:st_louis
St Louis County, MO | us/state:mo/county:st_louis
Carson City, NV | us/state:nv/place:carson_city
Anchorage, AK | us/state:ak/place:anchorage
Nashville, TN | us/state:tn/county:davidson
Louisville, KY | us/state:ky/county:jefferson
Honolulu, HI | us/state:hi/county:honolulu
Augusta, GA | us/state:ga/county:richmond
Denver, CO | us/state:co/place:denver
San Francisco, CA | us/state:ca/place:san_francisco
San Francisco County, CA | us/state:ca/county:san_francisco
New York, NY | us/state:ny/place:new_york
New York City | us/state:ny/place:new_york
NYC | us/state:ny/place:new_york
Brooklyn, NY | us/state:ny/place:new_york
Staten Island, NY | us/state:ny/place:new_york
New York County, NY | us/state:ny/county:new_york
Washington, DC | us/district:dc
Washington DC | us/district:dc
Washington, D.C. | us/district:dc
District of Columbia | us/district:dc
Kansas City, MO | us/state:mo/place:kansas_city
Kansas City, KS | us/state:ks/place:kansas_city
Houston, MS | us/state:ms/place:houston
Houston, TX | us/state:tx/place:houston
Paris, TX | us/state:tx/place:paris
Coeur d'Alene, ID | us/state:id/place:coeur_d~alene
Coeur d Alene, ID | us/state:id/place:coeur_d~alene
O'Fallon, MO | us/state:mo/place:o~fallon
OFallon, IL | us/state:il/place:o~fallon
Winston-Salem, NC | us/state:nc/place:winston-salem
Winston Salem, NC | us/state:nc/place:winston-salem
Truth or Consequences, NM | us/state:nm/place:truth_or_consequences
Ventura, CA | us/state:ca/place:san_buenaventura_~ventura~
Cañon City, CO | us/state:co/place:cañon_city
Canon City, CO | us/state:co/place:cañon_city
Fort Worth, TX | us/state:tx/place:fort_worth
Ft. Worth, TX | us/state:tx/place:fort_worth
Mt. Prospect, IL | us/state:il/place:mount_prospect
Belchertown, MA | us/state:ma/place:belchertown
North Attleborough, MA | us/state:ma/place:north_attleborough
Edison, NJ | us/state:nj/county:middlesex/place:edison
Highlands, NJ | us/state:nj/place:highlands
Iowa City, IA | us/state:ia/place:iowa_city
Chicago | us/state:il/place:chicago
Spokane Valley | us/state:wa/place:spokane_valley
Alabama | us/state:al
alabama | us/state:al
Alaska, USA | us/state:ak
Wyoming | us/state:wy
Indiana | us/state:in
Delaware | us/state:de
West Virginia | us/state:wv
Puerto Rico | us/territory:pr
Guam | us/territory:gu
Virgin Islands | us/territory:vi
U.S. Virgin Islands | us/territory:vi
British Virgin Islands | vg
American Samoa | us/territory:as
United States | us
the United States | us
U.S. | us
U.S.A. | us
Germany | de
Deutschland | de
Allemagne | de
España | es
Espana | es
Türkiye | tr
Turkey | tr
Czechia | cz
Czech Republic | cz
Thailand | th
ประเทศไทย | th
日本 | jp
Россия | ru
Mexico | mx
México | mx
Canada | ca
Albania | al
Lebanon | lb
Jordan | jo
Jersey | je
Holland | nl
The Netherlands | nl
Great Britain | gb
United Kingdom | gb
England | gb
Ireland | ie
South Korea | kr
North Korea | kp
Taiwan | tw
Hong Kong | hk
Ivory Coast | ci
Côte d'Ivoire | ci
Burma | mm
Myanmar | mm
Vietnam | vn
Russia | ru
New South Wales | au/state:nsw
Western Australia | au/state:wa
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in FOUND.split("\n") if line]


@pytest.mark.parametrize(("query", "leaf"), CASES, ids=[c[0] for c in CASES])
def test_one_place_is_found(query: str, leaf: str, gazetteer: SqliteGazetteer) -> None:
    result = resolve(query, gazetteer)
    assert (result.exit_code, result.found) == (0, f"ocd-division/country:{leaf}"), result


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("Georgia", {"ge", "us/state:ga"}),
        ("New York", {"us/state:ny", "us/state:ny/place:new_york"}),
        ("Washington", {"us/state:wa", "us/district:dc"}),
        ("Kansas City", {"us/state:ks/place:kansas_city", "us/state:mo/place:kansas_city"}),
        ("Mobile", {"us/state:al/place:mobile", "us/state:al/county:mobile"}),
        ("Los Angeles", {"us/state:ca/place:los_angeles", "us/state:ca/county:los_angeles"}),
        ("Houston", {"us/state:tx/place:houston", "us/state:ms/place:houston"}),
        ("Monroe County", {"us/state:ms/county:monroe", "us/state:mi/county:monroe"}),
        ("Springfield", {"us/state:il/place:springfield", "us/state:mo/place:springfield"}),
        ("Orange County", {"us/state:ca/county:orange", "us/state:fl/county:orange"}),
        ("Portland", {"us/state:or/place:portland", "us/state:me/place:portland"}),
        ("Korea", {"kr", "kp"}),
        ("Congo", {"cg", "cd"}),
        ("Manhattan", {"us/state:ny/place:new_york", "us/state:ks/place:manhattan"}),
        ("Spokane", {"us/state:wa/place:spokane", "us/state:wa/county:spokane"}),
        ("Toledo", {"us/state:oh/place:toledo", "us/state:or/place:toledo"}),
    ],
)
def test_a_name_of_several_places_is_never_chosen(
    query: str, some: set[str], gazetteer: SqliteGazetteer
) -> None:
    result = resolve(query, gazetteer)
    assert result.exit_code == AMBIGUOUS
    assert {f"ocd-division/country:{leaf}" for leaf in some} <= {
        place.division for place in result.candidates
    }


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("Moblie, AL", "us/state:al/place:mobile"),
        ("Chigaco", "us/state:il/place:chicago"),
        ("Californa", "us/state:ca"),
        ("Germny", "de"),
        ("Monro County, MS", "us/state:ms/county:monroe"),
        ("Paris, France", "fr"),
        ("ocd-division/country:us/state:al/place:nowhere", "us/state:al"),
    ],
)
def test_a_near_name_is_offered_and_not_taken(
    query: str, near: str, gazetteer: SqliteGazetteer
) -> None:
    result = resolve(query, gazetteer)
    assert (result.exit_code, result.found) == (NOT_FOUND, None)
    assert f"ocd-division/country:{near}" in {place.division for place in result.near}
    assert result.notes


@pytest.mark.parametrize("query", ["", "  ", ",", "99999", "XX", "qqqqqqqqqq", "%", "a" * 9999])
def test_nothing_is_found_and_nothing_breaks(query: str, gazetteer: SqliteGazetteer) -> None:
    result = resolve(query, gazetteer)
    assert (result.exit_code, result.candidates) == (NOT_FOUND, ())


def test_an_unknown_code_is_not_a_part_of_a_nation(gazetteer: SqliteGazetteer) -> None:
    assert resolve("US-XX", gazetteer).found is None


def test_the_country_of_the_same_letters_is_named(gazetteer: SqliteGazetteer) -> None:
    assert any("country:al" in note for note in resolve("AL", gazetteer).notes)
    assert resolve("PR", gazetteer).notes == ()


def test_a_county_of_the_same_name_goes_to_the_notes(gazetteer: SqliteGazetteer) -> None:
    assert any("Mobile County, AL" in note for note in resolve("Mobile, AL", gazetteer).notes)


def test_a_zip_in_several_places_is_the_smallest_division_that_holds_them(
    gazetteer: SqliteGazetteer,
) -> None:
    several = resolve("60056", gazetteer)
    assert several.exit_code == 0
    shared = [set(chain(p.division, gazetteer)) for p in several.candidates]
    assert all(several.found in one for one in shared)


def test_a_zip_never_proves_a_county(gazetteer: SqliteGazetteer) -> None:
    result = resolve("20817", gazetteer)  # Bethesda, which is no incorporated place
    assert result.found == "ocd-division/country:us/state:md"
    assert [p.name for p in result.candidates] == ["Montgomery County, MD"]
    assert any("does not prove" in note for note in result.notes)


def test_a_zip_of_two_states_is_held_by_the_nation_alone(gazetteer: SqliteGazetteer) -> None:
    result = resolve("42223", gazetteer)  # Fort Campbell
    assert (result.found, result.exit_code) == ("ocd-division/country:us", 0)
    assert {p.name for p in result.candidates} == {"Kentucky", "Tennessee"}
    assert any("crosses the state line" in note for note in result.notes)


def test_a_zip_whose_own_town_has_no_council_is_more_than_its_places(
    gazetteer: SqliteGazetteer,
) -> None:
    result = resolve("77380", gazetteer)  # Spring, of which Shenandoah is a part of the mail
    assert result.found == "ocd-division/country:us/state:tx"
    assert {"Shenandoah, TX", "Montgomery County, TX"} <= {p.name for p in result.candidates}


NYC = [f"ny/county:{name}" for name in ("bronx", "kings", "new_york", "queens", "richmond")]
KCMO = [f"mo/county:{name}" for name in ("cass", "clay", "jackson", "platte")]


@pytest.mark.parametrize(
    ("place", "counties"),
    [
        ("al/place:mobile", ["al/county:mobile"]),
        ("va/place:fairfax", []),
        ("md/place:baltimore", []),
        ("nv/place:carson_city", []),
        ("ny/place:new_york", NYC),
        ("mo/place:kansas_city", KCMO),
        ("la/place:baton_rouge", ["la/parish:east_baton_rouge"]),
        ("nj/county:middlesex/place:edison", ["nj/county:middlesex"]),
    ],
)  # fmt: skip
def test_the_chain_goes_from_the_nation_through_the_counties(
    place: str, counties: list[str], gazetteer: SqliteGazetteer
) -> None:
    top = "ocd-division/country:us/state:"
    got = chain(top + place, gazetteer)
    assert got[:2] == ("ocd-division/country:us", top + place[:2])
    assert list(got[2:]) == [top + c for c in counties] + [top + place]
    assert not county_unknown(top + place, gazetteer)


def test_a_place_without_a_known_county_says_so(gazetteer: SqliteGazetteer) -> None:
    row = gazetteer._db.execute(
        "SELECT id FROM division WHERE kind = 'place' AND flags = '' "
        "AND n NOT IN (SELECT place FROM within) ORDER BY id LIMIT 1"
    ).fetchone()
    assert any("not known" in note for note in resolve(row[0], gazetteer).notes)


def test_names_are_folded_alike() -> None:
    assert fold("St. Mary's") == fold("Saint Marys") == "st marys"
    assert fold("Côte-d'Or & Fort Worth") == "cote dor and ft worth"
    assert fold("The Bronx") == "bronx"


def test_ids_tell_their_kind_and_their_parents() -> None:
    place = "ocd-division/country:us/state:al/place:mobile"
    assert (kind_of(place), state_of(place)) == (Kind.PLACE, "ocd-division/country:us/state:al")
    assert path_parents(place) == ("ocd-division/country:us", "ocd-division/country:us/state:al")
    assert kind_of("ocd-division/country:us/state:la/parish:orleans") is Kind.COUNTY
    assert not is_division("ocd-division/us")
    with pytest.raises(ValueError, match="not the id"):
        kind_of("ocd-division/country:us/sldl:1")


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official id list is not beside the repo")
def test_every_county_and_place_is_official_and_most_are_held(gazetteer: SqliteGazetteer) -> None:
    """The list is a yardstick: counties, independent cities, places and townships alike."""
    with OFFICIAL.open(encoding="utf-8") as file:
        official = {row["id"] for row in csv.DictReader(file)}
    rows = gazetteer._db.execute("SELECT id, flags FROM division WHERE kind IN ('county', 'place')")
    flags = dict(rows.fetchall())
    ours = set(flags)
    assert ours - official == set()
    assert {"", "independent", "township"} == set(flags.values())
    assert {d for d in ours if d.count("/") > 3} == {d for d in ours if flags[d] == "township"}
    places = {d for d in official if d.count("/") == 3 and "/place:" in d}
    counties = {d for d in official if d.count("/") == 3 and "/place:" not in d}
    assert len(places & ours) / len(places) > 0.97
    assert counties - ours == set()


def test_the_gazetteer_is_small_and_numbered_by_id(gazetteer: SqliteGazetteer) -> None:
    file = data_folder() / "gazetteer" / "gazetteer.sqlite"
    assert file.stat().st_size < 10_000_000
    ids = [row[0] for row in gazetteer._db.execute("SELECT id FROM division ORDER BY n")]
    assert ids == sorted(ids)
    inside = gazetteer.named("Jefferson County", "ocd-division/country:us/state:al")
    assert [p.division for p in inside] == ["ocd-division/country:us/state:al/county:jefferson"]


def test_the_gazetteer_holds_every_state_and_all_its_parts(gazetteer: SqliteGazetteer) -> None:
    count = dict(gazetteer._db.execute("SELECT kind, count(*) FROM division GROUP BY kind"))
    american = gazetteer._db.execute(
        "SELECT count(*) FROM division WHERE kind IN ('state', 'district', 'territory') "
        "AND id LIKE 'ocd-division/country:us/%'"
    ).fetchone()
    assert american == (56,)  # 50 states, the district, five territories
    assert count["county"] > 3_100
    assert count["place"] > 19_500
    assert count["country"] > 240
    for table in ("within", "zip_place", "zip_also", "part", "name", "code"):
        column = "place" if table == "within" else "n"
        lost = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT n FROM division)"
        assert gazetteer._db.execute(lost).fetchone() == (0,), table
