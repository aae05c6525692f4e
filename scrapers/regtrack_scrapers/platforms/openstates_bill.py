"""One Open States bill, in any of its three written forms, as a `DocumentRecord`. Pure.

The forms: `metadata.json` of the govbot folders and `bill_*.json` of the scrapers (both the
scraper schema, `organization_id` as a pseudo id), and the bill object of API v3 (`session`,
`organization` objects, fields without a value left out, `actions[].order`).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping

from regtrack.contract import (
    ActionRecord,
    Alias,
    Authority,
    DocumentRecord,
    InstrumentKind,
    PartialDate,
)
from regtrack.domain.errors import InvalidDocument
from regtrack.domain.instruments import bill_alias, bill_number
from regtrack.domain.zones import local_date
from regtrack_scrapers.platforms.openstates_links import bill_links
from regtrack_scrapers.platforms.openstates_texts import bill_texts, texts_from_folder

__all__ = ["bill_record", "texts_from_folder"]

_JURISDICTION = re.compile(r"^ocd-jurisdiction/(country:[a-z]{2}(?:/[^/]+)*?)/[a-z_]+$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-_/ ]*((?:19|20)\d{2})|[-_/](\d{2}))?(?!\d)")
_REGULAR = frozenset({"", "rs", "gs", "r", "reg", "regular", "session", "general", "generalsession",
                      "regularsession", "biennium"})  # fmt: skip
_RESOLUTION_NUMBER = re.compile(r"^(?:[HSA]?[JC]?R|[HSA]JRCA|[HSA][JC]R?M?|[HSAJ]M|LR|HJ|SJ|CR)\d")
_US_RESOLUTION = re.compile(r"^[HS](?:CON)?RES\d")
_BILLS = frozenset({"bill", "proposed bill"})
_LAST_MIDNIGHT = 10  # midnight in Honolulu, as an hour of UTC
_CHAMBERS = frozenset({"upper", "lower", "executive", "legislature"})
#: Where a joint resolution has the force of law.
_LAWFUL_JOINT = frozenset({"ocd-division/country:us", "ocd-division/country:us/state:sc"})


def bill_record(
    body: Mapping[str, object],
    *,
    source: str,
    retrieved_at: dt.datetime | None = None,
    record_sha256: str | None = None,
) -> DocumentRecord:
    """The bill that `body` tells of. Raises InvalidDocument, naming what is missing."""
    number, session, title, division = _required(body, source)
    actions = _list(body, "actions")
    return DocumentRecord(
        source=source,
        division=division,
        kind=bill_kind(division, number, title, _strings(body, "classification")),
        aliases=_aliases(body, division, session, number),
        title=title,
        authority=Authority.AGGREGATOR,
        publisher="Open States",
        number=number,
        session=session,
        url=_url(body),
        abstract=_abstract(body),
        actions=tuple(_action(a, division) for a in _in_order(actions)),
        texts=bill_texts(_list(body, "versions"), _list(body, "documents")),
        links=bill_links(division, session, number, _list(body, "related_bills"), actions),
        record_sha256=record_sha256,
        retrieved_at=retrieved_at,
        partial="actions" not in body,
    )


def _required(body: Mapping[str, object], source: str) -> tuple[str, str, str, str]:
    number = _text(body.get("identifier"))
    session = _text(body.get("legislative_session")) or _text(body.get("session"))
    title = _text(body.get("title"))
    division = _division(body.get("jurisdiction"))
    found = {"identifier": number, "session": session, "title": title, "jurisdiction": division}
    missing = [name for name, value in found.items() if not value]
    if missing:
        raise InvalidDocument(f"{source}: bill {number or '?'} without {', '.join(missing)}")
    return number, session, title, division


def _division(jurisdiction: object) -> str:
    """`ocd-jurisdiction/country:us/state:ks/government` gives `ocd-division/.../state:ks`."""
    if isinstance(jurisdiction, Mapping):
        given = _text(jurisdiction.get("division_id"))
        if given.startswith("ocd-division/"):
            return given
        jurisdiction = jurisdiction.get("id")
    text = _text(jurisdiction)
    match = _JURISDICTION.match(text)
    if match:
        return "ocd-division/" + match.group(1)
    return text if text.startswith("ocd-division/") else ""


def bill_kind(division: str, number: str, title: str, classes: tuple[str, ...]) -> InstrumentKind:
    word = bill_number(number)
    if "constitutional amendment" in classes:
        return InstrumentKind.RESOLUTION
    if division in _LAWFUL_JOINT and _joint(division, word, classes):
        amends = "amendment to the constitution" in title.lower()
        return InstrumentKind.RESOLUTION if amends else InstrumentKind.BILL
    if division == "ocd-division/country:us":
        resolution = bool(_US_RESOLUTION.match(word)) or _named_resolution(classes)
    else:
        resolution = bool(_RESOLUTION_NUMBER.match(word)) or _named_resolution(classes)
    return InstrumentKind.RESOLUTION if resolution else InstrumentKind.BILL


def _joint(division: str, word: str, classes: tuple[str, ...]) -> bool:
    named = "joint resolution" in classes
    return named or (division.endswith(":us") and bool(re.match(r"[HS]JRES\d", word)))


def _named_resolution(classes: tuple[str, ...]) -> bool:
    return bool(classes) and not _BILLS.intersection(classes)


def _aliases(
    body: Mapping[str, object], division: str, session: str, number: str
) -> tuple[Alias, ...]:
    own = _text(body.get("id"))
    ids = [Alias("openstates", own)] if own.startswith("ocd-bill/") else []
    for other in _list(body, "other_identifiers"):
        value = _text(other.get("identifier"))
        if value.startswith("ocd-bill"):
            ids.append(Alias("openstates", value))
    years = [Alias("bill-year", f"{division}|{y}|{bill_number(number)}") for y in years_of(session)]
    return tuple(dict.fromkeys((bill_alias(division, session, number), *ids, *years)))


def years_of(session: str) -> tuple[str, ...]:
    """The years that a regular session's name holds: `2025_26` gives 2025 and 2026, `2026RS` gives
    2026; nothing for `892`, nor for special, called and extra sessions, which count anew."""
    spaced = re.sub(r"^((?:19|20)\d{2})((?:19|20)\d{2})$", r"\1-\2", session.strip())
    match = _YEAR.search(spaced)
    if match is None:
        return ()
    rest = re.sub(r"[^a-z0-9]", "", (spaced[: match.start()] + spaced[match.end() :]).lower())
    if rest not in _REGULAR:
        return ()
    first, full, short = match.groups()
    last = full or (first[:2] + short if short else first)
    return (first,) if last == first else (first, last)


def _url(body: Mapping[str, object]) -> str | None:
    for source in _list(body, "sources"):
        url = _text(source.get("url"))
        if url:
            return url
    return _text(body.get("openstates_url")) or None


def _abstract(body: Mapping[str, object]) -> str | None:
    for row in _list(body, "abstracts"):
        words = _text(row.get("abstract"))
        if words:
            return words
    return None


def _in_order(actions: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    rows = list(actions)
    orders = [row.get("order") for row in rows]
    if rows and all(isinstance(order, int) for order in orders):
        rows.sort(key=lambda row: int(str(row["order"])))
    return rows


def _action(row: Mapping[str, object], division: str) -> ActionRecord:
    return ActionRecord(
        description=_text(row.get("description")),
        date=row_day(_text(row.get("date")), division),
        classification=_strings(row, "classification"),
        chamber=_chamber(row),
    )


def _chamber(row: Mapping[str, object]) -> str | None:
    organization = row.get("organization")
    if isinstance(organization, Mapping):
        word = _text(organization.get("classification"))
        return word if word in _CHAMBERS else None
    pseudo = _text(row.get("organization_id"))
    if not pseudo.startswith("~"):
        return None
    try:
        word = _text(json.loads(pseudo[1:]).get("classification"))
    except (ValueError, AttributeError):
        return None
    return word if word in _CHAMBERS else None


def row_day(text: str, division: str) -> PartialDate | None:
    """The day of a row in the place's own time; `2026`, `2026-05` and days stay as they are.

    A whole hour from UTC midnight to 10:00 is a day without an hour, stamped with the midnight of
    some US zone (often not the place's own). None for what is no date."""
    try:
        if len(text) <= 10:
            return PartialDate(text) if text else None
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if instant.tzinfo is None:
        return PartialDate(instant.date().isoformat())
    utc = instant.astimezone(dt.UTC)
    if (utc.minute, utc.second) == (0, 0) and utc.hour <= _LAST_MIDNIGHT:
        return PartialDate(utc.date().isoformat())
    return PartialDate(local_date(division, instant).isoformat())


def _list(body: Mapping[str, object], name: str) -> tuple[Mapping[str, object], ...]:
    value = body.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InvalidDocument(f"bill {body.get('identifier')!r}: {name} is not a list")
    return tuple(item for item in value if isinstance(item, Mapping))


def _strings(body: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = body.get(name)
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
