"""Natural keys by which two platforms mean the same bill, whatever each calls its session. Pure.

Open States names a session as its publisher does (`2025-2026`, `2026RS`, `114`, `57th-2nd-regular`,
`892`), LegiScan by words and years (`114th General Assembly`, 2025 to 2026). What both can be
brought to: the years of a regular session, and the plain forms of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from regtrack.contract import Alias
from regtrack.domain.instruments import bill_alias, bill_number

US = "ocd-division/country:us"
_LEGISLATURE = re.compile(
    r"\b(?P<nth>(?P<n>\d{1,3})(?:st|nd|rd|th)) "
    r"(?:legislat\w+|general (?:assembly|court)|congress|council|council period)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?P<nth>(?P<k>\d)(?:st|nd|rd|th)) (?P<what>regular|special|called)\b", re.I)
_PLAIN = re.compile(r"[^a-z]*(?:regular|general|session|legislature|\W|\d)*", re.IGNORECASE)
#: Legislatures that Open States numbers and LegiScan does not: a first year and its number.
_NUMBERED = {"nj": (2026, 222)}
#: LegiScan writes every bill of Congress HB and SB, and its resolutions HR and SR.
_CONGRESS = {"HB": "HR", "SB": "S", "HR": "HRES", "SR": "SRES", "HJR": "HJRES", "SJR": "SJRES",
             "HCR": "HCONRES", "SCR": "SCONRES"}  # fmt: skip
_TWINS = {"H": "HB", "S": "SB", "HB": "H", "SB": "S"}
_PARTS = re.compile(r"^([A-Z]+)0*(\d+)$")
_STATES = {"DC": "district:dc", "PR": "territory:pr", "GU": "territory:gu", "VI": "territory:vi"}


def division_of(state: str) -> str:
    """The division of a postal code as LegiScan gives it; `US` is the nation."""
    if state == "US":
        return US
    return f"{US}/{_STATES.get(state, f'state:{state.lower()}')}"


def written_number(division: str, number: str) -> str:
    """A LegiScan number as the legislature writes it: of Congress `HB8000` is `HR 8000`."""
    match = _PARTS.match(bill_number(number))
    if match is None:
        return number
    letters, digits = match.groups()
    return f"{_CONGRESS.get(letters, letters) if division == US else letters} {digits}"


def legiscan_aliases(
    division: str, number: str, name: str, years: tuple[int, int], *, special: bool, is_bill: bool
) -> tuple[Alias, ...]:
    """Every key under which another platform may know the bill of this session, the surest first:
    its years, then the names that its session may have there. `number` as `written_number` has
    it. A special session is known by its number within its legislature alone."""
    numbers = _numbers(division, number, is_bill=is_bill)
    keys = [
        bill_alias(division, session, n)
        for session in _sessions(division, name, years, special=special)
        for n in numbers
    ]
    if division == US or special:
        return tuple(dict.fromkeys(keys))
    ends = dict.fromkeys(str(year) for year in years)
    told = [Alias("bill-year", f"{division}|{y}|{bill_number(n)}") for y in ends for n in numbers]
    return tuple(dict.fromkeys((*told, *keys)))


def legislature_aliases(
    division: str, number: str, sessions: Iterable[str], years: Iterable[int] = ()
) -> tuple[Alias, ...]:
    """The keys of a bill as its own legislature numbers it: by the years of a regular session, and
    by the names under which aggregators know the session (`sessions`, all there are for a special
    one)."""
    told = [Alias("bill-year", f"{division}|{year}|{bill_number(number)}") for year in years]
    named = [bill_alias(division, session, number) for session in sessions]
    return tuple(dict.fromkeys((*told, *named)))


def _numbers(division: str, number: str, *, is_bill: bool) -> tuple[str, ...]:
    """A bill that one platform calls H 309 is HB 309 with another (FL, RI, NC)."""
    match = _PARTS.match(bill_number(number))
    if match is None or division == US or not is_bill or match[1] not in _TWINS:
        return (number,)
    return (number, _TWINS[match[1]] + match[2])


def _sessions(
    division: str, name: str, years: tuple[int, int], *, special: bool
) -> tuple[str, ...]:
    legislature, part = _LEGISLATURE.search(name), _PART.search(name)
    if special:
        if legislature and part and part["what"].lower() != "regular":
            return (f"{legislature['n']}{part['k']}",)
        return ()
    found = []
    if legislature and part:
        found.append(f"{legislature['nth']}-{part['nth']}-regular".lower())
    elif legislature and _PLAIN.fullmatch(name.replace(legislature[0], "")):
        found += [legislature["n"], legislature["nth"].lower()]
    first, last = years
    base = _NUMBERED.get(division.rsplit(":", 1)[-1])
    if base:
        found.append(str(base[1] + (first - base[0]) // 2))
    if division == US:
        return tuple(found) or (str((first - 1789) // 2 + 1),)
    found += [str(first)] if first == last else [f"{first}-{last}", f"{first}{last}"]
    return tuple(found)
