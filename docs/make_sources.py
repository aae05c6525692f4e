"""Make docs/sources.md anew: `python docs/make_sources.py`; with `--check` only tell whether it is
true."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from regtrack.domain.divisions import country_of, state_of
from regtrack.paths import data_folder
from regtrack.runner.catalogue import Entry, Sureness, catalogue
from regtrack.services.baseline import read_folder

PAGE = Path(__file__).resolve().parent / "sources.md"
US = "ocd-division/country:us"
HEAD = """# The catalogue of sources

The official sources that ship with regtrack (`db/sources`). None is watched until you say so:
`regtrack sources add KEY`, `--division PLACE` or `--all` ([cli.md](cli.md)). How a row is written
and what its words mean: [adding-a-source.md](adding-a-source.md).

This page is made by `docs/make_sources.py` from the rows themselves.

**Address**: *recorded*: a recorded answer of this address was seen. *documented*: the publisher's
or a client's documents, or a fact of the baseline, name it. *unverified*: it is the publisher's own
site as far as we know it, and nobody has tried the address yet; `sources add --all` and
`--division` leave these out unless `--unverified` is given. An address that does not answer is a
fault, never "no change".
"""
#: What is missing and cannot be counted from the rows.
KNOWN_GAPS = """\
- Not watched for their terms or robots rules: Municode and American Legal (the codes of Monument,
  Colorado, and Alton, Illinois), Taiwan's law.moj.gov.tw, Hong Kong's elegislation.gov.hk.
- Start pages stand for boards, registers and many towns: they prove nothing by themselves. The page
  of an ordinance takes the place of a town's start page when its address is known.
- Pages of bills are of the session in which the bill stood; those of a new session come from Open
  States, LegiScan, Congress.gov and govinfo.
- The terms of the sites of states and towns were not read through yet: their rows say so.
"""


def page() -> str:
    """What docs/sources.md must hold."""
    names = {p.division: p.name for p in read_folder(data_folder() / "baseline")}
    entries = catalogue()
    parts = [HEAD, _counts(entries), _gaps(entries, names)]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_jurisdiction(entry.spec.division), []).append(entry)
    order = sorted(groups, key=lambda d: (d != US, not d.startswith(US), names.get(d, d)))
    sections = [_section(names.get(d, d), groups[d], names) for d in order]
    return "\n".join([*parts, *sections])


def _jurisdiction(division: str) -> str:
    """The state of a place in the United States, elsewhere its nation."""
    country = country_of(division)
    return (state_of(division) or US) if country == US else country


def _is_local(division: str) -> bool:
    return division.startswith(f"{US}/") and division.count("/") > 2


def _counts(entries: Sequence[Entry]) -> str:
    divisions = {e.spec.division for e in entries}
    local = [d for d in divisions if _is_local(d)]
    states = [d for d in divisions if d.startswith(f"{US}/") and not _is_local(d)]
    nations = [d for d in divisions if d.count("/") == 1 and d != US]
    sure = Counter(e.sureness for e in entries)
    platforms = Counter(e.spec.platform for e in entries)
    lines = [
        f"{len(entries)} sources: {sum(e.spec.division == US for e in entries)} federal, of "
        f"{len(states)} states and territories (with the District of Columbia and Puerto Rico), "
        f"{len(local)} counties and towns, and {len(nations)} other nations.",
        "",
        "| address | sources |",
        "|---|---|",
        *(f"| {word.value} | {sure[word]} |" for word in Sureness),
        "",
        "| platform | sources |",
        "|---|---|",
        *(f"| `{name}` | {number} |" for name, number in sorted(platforms.items())),
        "",
    ]
    return "\n".join(lines)


def _gaps(entries: Sequence[Entry], names: Mapping[str, str]) -> str:
    keys = {e.spec.key for e in entries}
    watched = {e.spec.division for e in entries}
    states = [e.spec for e in entries if e.spec.key.endswith("-openstates")]
    bare = [s.division for s in states if s.division != US]
    lacking = [d for d in bare if f"{d.rpartition(':')[2]}-schedule" not in keys]
    towns = [d for d in names if _is_local(d) and d not in watched]
    nations = [d for d in names if d.count("/") == 1 and d not in watched]
    return "\n".join(
        [
            "## What is missing",
            f"- No free official address of the controlled-substance schedule is known to us of "
            f"{_listed(lacking, names)}.",
            f"- {len(towns)} counties and towns with facts in the baseline have no source, since "
            f"no official address is known to us: {_listed(towns, names)}.",
            f"- {len(nations)} nations of the baseline have none: {_listed(nations, names)}.",
            KNOWN_GAPS,
        ]
    )


def _listed(divisions: Iterable[str], names: Mapping[str, str]) -> str:
    return "; ".join(sorted(_named(d, names) for d in divisions))


def _named(division: str, names: Mapping[str, str]) -> str:
    name = names.get(division, division)
    state = division.split("/")[2].rpartition(":")[2].upper() if _is_local(division) else ""
    return f"{name}, {state}" if state else name


def _section(name: str, entries: Sequence[Entry], names: Mapping[str, str]) -> str:
    rows = [f"## {name}", "", "| key | publisher | what | platform | cadence | proves | address |"]
    rows.append("|---|---|---|---|---|---|---|")
    for entry in entries:
        spec = entry.spec
        what = spec.options.get("title") if isinstance(spec.options.get("title"), str) else None
        shown = what if what and spec.platform == "page" else _what(entry, names)
        cells = (f"`{spec.key}`", spec.publisher, f"[{shown}]({spec.url})", spec.platform,
                 spec.cadence, entry.about["proves"], entry.sureness.value)  # fmt: skip
        rows.append("| " + " | ".join(cell.replace("|", "&#124;") for cell in cells) + " |")
    return "\n".join([*rows, ""])


def _what(entry: Entry, names: Mapping[str, str]) -> str:
    place = names.get(entry.spec.division, entry.spec.division)
    known = {"openstates": f"bills of {place}", "legiscan": "bills of all states and of Congress",
             "congress": "bills of Congress", "govinfo": "bills of Congress",
             "federal_register": "documents and public inspection"}  # fmt: skip
    return known.get(entry.spec.platform, "list")


def main() -> int:
    """Write the page, or compare it: 1 when it is not what it should be."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--check", action="store_true", help="write nothing")
    if not given.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write("docs/sources.md is not up to date: run `python docs/make_sources.py`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
