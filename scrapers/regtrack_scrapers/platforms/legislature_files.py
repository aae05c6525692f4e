"""The files that legislatures publish themselves, each in its own dialect.

Options of a source: `dialect` (ct, ma, ms, ny, tx, va, wa), `session` (as the dialect writes it),
`terms` (what a title names, or what is searched), `bills` (followed whatever their titles say;
needed for Texas and Washington, whose lists have no titles), `text_url` (Virginia: where the text
of a document stands, `{doc}` for its abbreviation), `never_empty`. A dialect hands over a bill's
number, actions and texts; how far the bill came is read from the words of its actions. Written
from clients of these files, not recorded (2026-11-22); what each is sure of stands in its own
module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regtrack.contract import InvalidDocument, SourceSpec
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.legislature_csv import Connecticut, Virginia
from regtrack_scrapers.platforms.legislature_dialect import Dialect
from regtrack_scrapers.platforms.legislature_json import Massachusetts, NewYork
from regtrack_scrapers.platforms.legislature_record import fault, plain_number
from regtrack_scrapers.platforms.legislature_soap import Washington
from regtrack_scrapers.platforms.legislature_xml import Mississippi, Texas
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed

DIALECTS: Mapping[str, Dialect] = {
    "ct": Connecticut(),
    "ma": Massachusetts(),
    "ms": Mississippi(),
    "ny": NewYork(),
    "tx": Texas(),
    "va": Virginia(),
    "wa": Washington(),
}
_NY_KEY = "REGTRACK_NYSENATE_KEY"


def _dialect(value: Any) -> str | None:
    return None if value in DIALECTS else f"one of {', '.join(sorted(DIALECTS))}"


def _bills(value: Any) -> str | None:
    message = opt.words(value)
    wrong = message or next((v for v in value if not plain_number(v)), None)
    return 'write a list of bills, ["HB 360"]' if wrong else None


def _text_url(value: Any) -> str | None:
    good = isinstance(value, str) and value.startswith("https://") and "{doc}" in value
    return None if good else "write https://... with {doc} in it"


class LegislatureFiles:
    """What seven legislatures publish themselves."""

    name = "legislature_files"
    options = opt.declare(
        dialect=_dialect,
        session=opt.text,
        terms=opt.words,
        bills=_bills,
        text_url=_text_url,
        never_empty=opt.truth,
    )
    key: Key | None = None

    def key_for(self, spec: SourceSpec) -> Key | None:
        """New York's interface alone asks for a key."""
        if spec.options.get("dialect") != "ny":
            return None
        return Key(_NY_KEY, host_of(spec.url), parameter="key")

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """Which dialect, which session of it, and bills where it has no titles."""
        chosen = DIALECTS.get(str(options.get("dialect")))
        if chosen is None:
            missing = "dialect" not in options
            return [("dialect", 'is missing; write dialect = "va"')] if missing else []
        found = []
        try:
            chosen.session(str(options.get("session")))
        except ValueError:
            given = options.get("session")
            found.append(("session", f"{given!r} is wrong; write it as in {chosen.written}"))
        if not chosen.has_titles and not options.get("bills"):
            found.append(("bills", "are missing: the lists of this legislature have no titles"))
        return found

    def is_deep(self, spec: SourceSpec) -> bool:
        """A history moves on behind a list of titles; Texas gives a bill in one file."""
        return spec.options.get("dialect") != "tx"

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The dialect's first addresses."""
        dialect = DIALECTS[str(spec.options["dialect"])]
        return dialect.start(spec, dialect.session(str(spec.options["session"])))

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """What the dialect makes of these bytes."""
        options = context.spec.options
        dialect = DIALECTS[str(options["dialect"])]
        try:
            return dialect.parse(body, context, dialect.session(str(options["session"])))
        except (
            InvalidDocument, KeyError, TypeError, ValueError, AttributeError, IndexError
        ) as error:  # fmt: skip
            return fault(context, f"the answer breaks the format: {error!r}")
