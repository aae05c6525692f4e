"""Justice Laws of Canada: consolidated acts and regulations in XML.

`url` of a source is `https://laws-lois.justice.gc.ca`, `acts` are their codes (`C-38.8`,
`SOR-2003-196`). Options: `kind`, `alias`, `changes` (true: the regulations that the consolidation
lists as its last amendments are told), `stale_after` (by the day to which it is current). It
changes every two weeks. Quirks, as recorded in 2026: the file begins with a byte-order mark; what
is enacted and not in force stands at its end as a schedule (`NifProvs`); `inforce-start-date` of
the root is the day of its oldest element kept and no start of the act."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    PartialDate,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import (
    FOLLOWED,
    alias_problems,
    broken,
    given_alias,
    given_kind,
    iso_day,
    stale,
)
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed, Part
from regtrack_scrapers.platforms.xml_tree import Element, local_name, read_tree

_LIMS = "{http://justice.gc.ca/lims}"
_INSTRUMENT = re.compile(r"^(?:SOR|SI|DORS|TR)/\d{4}-\d+$")
_BROKEN = (InvalidDocument, KeyError, TypeError, ValueError, AttributeError)


class Canada:
    """The consolidated law of Canada."""

    name = "canada"
    options = opt.declare(**FOLLOWED, acts=opt.words, changes=opt.truth, stale_after=opt.count)
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        wrong = []
        if not options.get("acts"):
            wrong.append(("acts", 'is missing; write acts = ["C-38.8"]'))
        return [*wrong, *alias_problems(options)]

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The XML of each act."""
        base = spec.url.rstrip("/")
        acts = spec.options.get("acts", ())
        return tuple(
            Follow(f"{base}/eng/XML/{act}.xml", "detail", ("xml",), carry={"act": act})
            for act in acts
        )

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The act with its text in force, and the amendments that it lists."""
        try:
            root = read_tree(body)
            if local_name(root) not in ("Statute", "Regulation"):
                raise ValueError(f"neither an act nor a regulation: {local_name(root)!r}")
            return _act(root, context)
        except _BROKEN as error:
            return broken(context, str(error))


def _act(root: Element, context: ParseContext) -> Parsed:
    spec = context.spec
    number = _words(root, "Identification/Chapter/ConsolidatedNumber") or _words(
        root, "Identification/InstrumentNumber"
    )
    title = _words(root, "Identification/ShortTitle") or _words(root, "Identification/LongTitle")
    if not number or not title:
        raise ValueError("an act without its number or its title")
    current = iso_day(root.get(f"{_LIMS}current-date"))
    if current is None:
        raise ValueError("the consolidation does not say to which day it is current")
    is_statute = local_name(root) == "Statute"
    usual = InstrumentKind.STATUTE if is_statute else InstrumentKind.RULE
    in_force = root.get("in-force", "yes") == "yes"
    text, parts = _text(root, current, context, in_force=in_force)
    alias = _alias(spec, number)
    record = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=given_kind(spec, usual),
        aliases=(*given_alias(spec), alias),
        title=title,
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=number,
        citation=f"S.C., c. {number}" if is_statute else number,
        url=_page(spec, number, is_statute=is_statute),
        stage=Stage.ENACTED,
        how=How.SIGNED if is_statute else How.ADOPTED,
        stage_on=_made(root),
        texts=text,
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    amending = _amendments(root, alias, context) if spec.options.get("changes", True) else ()
    return Parsed((record, *amending), faults=stale(context, current), parts=parts)


def _words(root: Element, path: str) -> str:
    found = root.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _page(spec: SourceSpec, number: str, *, is_statute: bool) -> str:
    """Where people read it."""
    folder = "acts" if is_statute else "regulations"
    return f"{spec.url.rstrip('/')}/eng/{folder}/{number.replace('/', '-')}/"


def _alias(spec: SourceSpec, number: str) -> Alias:
    return Alias("act", f"{spec.division}|{number}")


def _made(root: Element) -> PartialDate | None:
    """The day of assent, or of registration."""
    found = root.find("Identification/BillHistory/Stages[@stage='assented-to']/Date")
    if found is None:
        found = root.find("Identification/RegistrationDate/Date")
    if found is None:
        return None
    year, month, day = (found.findtext(name, "") for name in ("YYYY", "MM", "DD"))
    return PartialDate(f"{year}-{int(month):02}-{int(day):02}")


def _text(
    root: Element, current: PartialDate, context: ParseContext, *, in_force: bool
) -> tuple[tuple[TextRecord, ...], tuple[Part, ...]]:
    """The words in force, and apart from them those that are enacted and not in force."""
    coming = [e for e in root.iter("Schedule", "Section") if _is_coming(e)]
    role = VersionRole.CURRENT if in_force else VersionRole.PROPOSAL
    note = f"current to {current}" if in_force else "enacted, not in force"
    address = context.url.partition("#")[0]
    whole = TextRecord(
        key=f"{role} text", role=role, note=note, dated_on=current, url=address,
        media_type="application/xml", sha256=context.sha256, retrieved_at=context.retrieved_at,
    )  # fmt: skip
    if not coming or not in_force:
        return (whole,), ()
    living, waiting = copy.deepcopy(root), etree.Element("NotInForce")
    for element in [e for e in living.iter("Schedule", "Section") if _is_coming(e)]:
        parent = element.getparent()
        if parent is not None:
            waiting.append(copy.deepcopy(element))
            parent.remove(element)
    parts = tuple(
        Part(f"{address}#{name}", etree.tostring(tree, encoding="utf-8", xml_declaration=True),
             "application/xml")
        for name, tree in (("in-force", living), ("not-in-force", waiting))
    )  # fmt: skip
    texts = tuple(
        TextRecord(
            key=f"{kind} text", role=kind, note=words, dated_on=current, url=part.url,
            media_type=part.media_type, sha256=hashlib.sha256(part.body).hexdigest(),
            retrieved_at=context.retrieved_at,
        )
        for part, kind, words in zip(
            parts, (role, VersionRole.PROPOSAL), (note, "enacted, not in force"), strict=True
        )
    )  # fmt: skip
    return texts, parts


def _is_coming(element: Element) -> bool:
    return element.get("id") == "NifProvs" or element.get("in-force") == "no"


def _amendments(root: Element, act: Alias, context: ParseContext) -> tuple[DocumentRecord, ...]:
    """The regulations that last amended the act, by the consolidation's own list. Acts are named
    there by their chapter, which many amendments share: they are not told. Raises ValueError where
    an amendment that is in the text is of a day to come."""
    days: dict[str, list[PartialDate]] = {}
    for row in root.iterfind("RecentAmendments/Amendment"):
        number, on = _words(row, "AmendmentCitation"), iso_day(_words(row, "AmendmentDate"))
        if on is not None and on.first > context.retrieved_at.date():
            raise ValueError(f"the text has an amendment of a day to come: {number} of {on}")
        if _INSTRUMENT.match(number) and on is not None and on not in days.get(number, ()):
            days.setdefault(number, []).append(on)
    spec = context.spec
    return tuple(
        DocumentRecord(
            source=spec.key,
            division=spec.division,
            kind=InstrumentKind.RULE,
            aliases=(_alias(spec, number),),
            title=f"{number}, amending {act.value.partition('|')[2]}",
            authority=spec.authority,
            publisher=spec.publisher,
            number=number,
            citation=number,
            url=context.url,
            stage=Stage.ENACTED,
            how=How.ADOPTED,
            effective_on=told[0] if len(told) == 1 else None,
            links=tuple(LinkRecord(LinkKind.AMENDS, act, on) for on in told),
            record_sha256=context.sha256,
            retrieved_at=context.retrieved_at,
            partial=True,
        )
        for number, told in days.items()
    )
