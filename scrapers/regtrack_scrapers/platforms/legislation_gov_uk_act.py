"""One act or instrument of legislation.gov.uk in CLML: what it is, its dates, its text. Pure.

Its text is the document itself. What stands in it without being in force (`Status="Prospective"`)
is cut out and kept beside it: enacted is not in force. An act that does not extend to the whole
kingdom is told without its text, for it does not say what holds there."""

from __future__ import annotations

import copy
import hashlib
import re

from lxml import etree

from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultKind,
    FaultRecord,
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
from regtrack_scrapers.platforms.acts import given_alias, given_kind, iso_day
from regtrack_scrapers.platforms.model import ParseContext, Parsed, Part
from regtrack_scrapers.platforms.xml_tree import Element

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "leg": "http://www.legislation.gov.uk/namespaces/legislation",
    "ukm": "http://www.legislation.gov.uk/namespaces/metadata",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_LEG = f"{{{NAMES['leg']}}}"
_WHOLE = frozenset({"E", "W", "S", "N.I."})
_PATH = re.compile(r"legislation\.gov\.uk/(?:id/)?([a-z]+/\d{4}/[\w.-]+)")
_PART_OF_KINGDOM = re.compile(r"\((?:Scotland|Wales|Northern Ireland|England)", re.IGNORECASE)
_NOT_WHOLE = frozenset({"asp", "ssi", "nia", "nisr", "nisi", "asc", "anaw", "wsi", "mwa", "apni"})
_ABBREVIATED = {"ukpga": "c.", "asp": "asp", "nia": "c. (N.I.)", "asc": "asc"}
_LISTED = 3


def path_of(uri: str) -> str:
    """`ukpga/2016/2` of an address. Raises ValueError for one that names no act."""
    match = _PATH.search(uri)
    if match is None:
        raise ValueError(f"no act: {uri[:100]!r}")
    return match[1]


def act_alias(spec: SourceSpec, path: str) -> Alias:
    """The natural key of an act by its place in the statute book."""
    return Alias("act", f"{spec.division}|{path}")


def kind_of(spec: SourceSpec, usual: InstrumentKind) -> InstrumentKind:
    """The kind of an act; what the source says of the one act that it follows comes first."""
    return given_kind(spec, usual) if len(spec.options.get("acts", ())) == 1 else usual


def act_record(root: Element, context: ParseContext) -> Parsed:
    """The act with its text. Raises ValueError where its metadata are not as they should be."""
    path = path_of(root.get("IdURI") or root.get("DocumentURI") or "")
    spec = context.spec
    own = path in spec.options.get("acts", ())
    title = " ".join(_meta(root, "dc:title").split())
    main = _value(root, "DocumentMainType")
    if not (title and main):
        raise ValueError("an act without `dc:title` or `DocumentMainType`")
    is_draft = "Draft" in main
    usual = InstrumentKind.STATUTE if main.endswith(("Act", "Measure")) else InstrumentKind.RULE
    enacted = _date(root, "EnactmentDate") or _date(root, "Made")
    role = _role(root, is_draft=is_draft)
    texts, parts = _texts(root, role, enacted, path, context)
    record = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=kind_of(spec, usual) if own else usual,
        aliases=(*(given_alias(spec) if own else ()), act_alias(spec, path)),
        title=title,
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=_number(path),
        citation=_number(path),
        url=f"{spec.url.rstrip('/')}/{path}",
        abstract=" ".join(_meta(root, "dc:description").split()) or None,
        stage=Stage.PROPOSED if is_draft else Stage.ENACTED,
        how=None if is_draft else _how(usual),
        stage_on=enacted,
        effective_on=_start(root) if role is VersionRole.FINAL else None,
        texts=texts if covers_all(root, path, title) else (),
        links=_links(context),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return Parsed((record,), faults=_unapplied(root, path, context) if own else (), parts=parts)


def _how(kind: InstrumentKind) -> How:
    """Royal assent for an act, the minister's making for an instrument."""
    return How.SIGNED if kind is InstrumentKind.STATUTE else How.ADOPTED


def _meta(root: Element, path: str) -> str:
    return root.findtext(f"ukm:Metadata/{path}", "", NAMES)


def _value(root: Element, name: str) -> str:
    found = root.find(f"ukm:Metadata//ukm:{name}", NAMES)
    return found.get("Value", "") if found is not None else ""


def _date(root: Element, name: str) -> PartialDate | None:
    found = root.find(f"ukm:Metadata//ukm:{name}", NAMES)
    return iso_day(found.get("Date")) if found is not None else None


def _start(root: Element) -> PartialDate | None:
    """The day an instrument comes into force; None where it gives several, or none."""
    found = root.iterfind("ukm:Metadata//ukm:ComingIntoForce/ukm:DateTime", NAMES)
    days = {d for e in found if (d := iso_day(e.get("Date"))) is not None}
    return next(iter(days)) if len(days) == 1 else None


def _role(root: Element, *, is_draft: bool) -> VersionRole:
    if is_draft:
        return VersionRole.PROPOSAL
    revised = _value(root, "DocumentStatus") == "revised"
    return VersionRole.CURRENT if revised else VersionRole.FINAL


def _number(path: str) -> str:
    series, year, number = path.split("/")
    if series in _ABBREVIATED:
        return f"{year} {_ABBREVIATED[series]} {number}"
    return f"S.I. {year}/{number}" if series == "uksi" else path


def covers_all(root: Element, path: str, title: str) -> bool:
    """Whether the act extends to all parts of the kingdom, by its own word or by its series."""
    extent = root.get("RestrictExtent")
    if extent:
        return set(extent.split("+")) >= _WHOLE
    return path.partition("/")[0] not in _NOT_WHOLE and not _PART_OF_KINGDOM.search(title)


def _texts(
    root: Element, role: VersionRole, on: PartialDate | None, path: str, context: ParseContext
) -> tuple[tuple[TextRecord, ...], tuple[Part, ...]]:
    address = f"{context.spec.url.rstrip('/')}/{path}"
    extent = root.get("RestrictExtent", "")
    since = root.get("RestrictStartDate", "")
    note = ", ".join(w for w in (f"as revised to {since}" if since else "as made",
                                 f"extent {extent}" if extent else "") if w)  # fmt: skip
    whole = TextRecord(
        key=f"{role} text", role=role, note=note, dated_on=on, url=f"{address}/data.xml",
        media_type="application/xml", sha256=context.sha256, retrieved_at=context.retrieved_at,
    )  # fmt: skip
    if root.find(".//*[@Status='Prospective']") is None:
        return (whole,), ()
    living, coming = _without_prospective(root)
    parts = tuple(
        Part(f"{address}/data.xml#{name}", etree.tostring(tree, encoding="utf-8",
             xml_declaration=True), "application/xml")
        for name, tree in (("in-force", living), ("prospective", coming))
    )  # fmt: skip
    made = [
        TextRecord(
            key=f"{kind} text", role=kind, note=words, dated_on=on, url=part.url,
            media_type=part.media_type, sha256=hashlib.sha256(part.body).hexdigest(),
            retrieved_at=context.retrieved_at,
        )
        for part, kind, words in zip(
            parts, (role, VersionRole.PROPOSAL), (note, "enacted, not in force"), strict=True
        )
    ]  # fmt: skip
    return tuple(made), parts


def _without_prospective(root: Element) -> tuple[Element, Element]:
    """The act without what is not in force, and what is not in force."""
    living = copy.deepcopy(root)
    coming = etree.Element(f"{_LEG}Legislation", nsmap={None: NAMES["leg"]})
    for element in living.findall(".//*[@Status='Prospective']"):
        parent = element.getparent()
        if parent is None or any(a.get("Status") == "Prospective" for a in element.iterancestors()):
            continue
        kept = copy.deepcopy(element)
        kept.tail = None
        coming.append(kept)
        parent.remove(element)
    return living, coming


def _links(context: ParseContext) -> tuple[LinkRecord, ...]:
    """What this act changes in the one that led here, by the list of effects."""
    told: dict[tuple[str, str | None], list[str]] = {}
    for change in context.carry.get("amends", ()):
        told.setdefault((change["act"], change["on"]), []).append(change["words"])
    return tuple(
        LinkRecord(
            LinkKind.AMENDS, act_alias(context.spec, act), PartialDate(on) if on else None,
            "; ".join(dict.fromkeys(words))[:300],
        )
        for (act, on), words in told.items()
    )  # fmt: skip


def _unapplied(root: Element, path: str, context: ParseContext) -> tuple[FaultRecord, ...]:
    """A fault where changes of the watched provisions are in force and not yet in the text."""
    wanted = tuple(context.spec.options.get("provisions", ()))
    if not wanted:
        return ()
    late = []
    for effect in root.iterfind(".//ukm:UnappliedEffect", NAMES):
        provisions = effect.get("AffectedProvisions", "")
        days = [iso_day(e.get("Date")) for e in effect.iterfind(".//ukm:InForce", NAMES)]
        begun = any(d is not None and d.last <= context.retrieved_at.date() for d in days)
        if begun and provisions.startswith(wanted):
            late.append(f"{provisions} {effect.get('Type', '')}".strip())
    if not late:
        return ()
    listed = "; ".join(late[:_LISTED])
    message = f"the text of {path} does not show {len(late)} changes that are in force: {listed}"
    return (context.fault(FaultKind.STALE_UPSTREAM, message),)
