"""The Federal Register of Legislation of Australia, API v1 (OData).

`url` of a source is `https://api.prod.legislation.gov.au/v1`. Options: `titles` (register ids,
`F2025L00599`) and `names` (words of titles: the Poisons Standard is a new title each time) are
followed to their versions and the text of the one in force, as PDF; `never_empty`, `kind`, `alias`.
It changes some times a year. The API's fields are those of its clients; its texts are volumes of
a PDF of many pages. Quirks: instants are of the register's own zone, without one; a title that was
never amended has one version, whose text is as made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultKind,
    FaultRecord,
    How,
    InstrumentKind,
    PartialDate,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import FOLLOWED, broken, given_alias, given_kind, iso_day
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed

_ENDED = frozenset({"Repealed", "Ceased"})
_BROKEN = (InvalidDocument, KeyError, TypeError, ValueError, AttributeError, IndexError)
_SITE = "https://www.legislation.gov.au"


class FederalRegisterAu:
    """The register of the laws of Australia."""

    name = "frl_au"
    options = opt.declare(**FOLLOWED, titles=opt.words, names=opt.words, never_empty=opt.truth)
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        if options.get("titles") or options.get("names"):
            return []
        return [("titles", 'or `names` is needed; write names = ["Poisons Standard"]')]

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """Each title, and a search for each name: its newest titles first."""
        base = spec.url.rstrip("/")
        follow = [
            Follow(f"{base}/Titles('{quote(str(t))}')", "detail", ("json",))
            for t in spec.options.get("titles", ())
        ]
        for name in spec.options.get("names", ()):
            words = str(name).replace("'", "''")
            query = quote(f"contains(name,'{words}')", safe="(),'")
            url = f"{base}/Titles?$filter={query}&$orderby=makingDate desc&$top=20"
            follow.append(Follow(url.replace(" ", "%20"), "list", ("json",)))
        return tuple(follow)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """Titles of a search, one title, or a title's versions."""
        try:
            answer = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
            if "title" in context.carry:
                return _versions(answer, context)
            if context.role == "detail":
                return Parsed(follow=(_versions_of(answer, context),))
            return _titles(answer, context)
        except _BROKEN as error:
            return broken(context, f"the answer breaks the schema: {error!r}")


def _rows(answer: Mapping[str, Any]) -> list[Any]:
    rows = answer["value"]
    if not isinstance(rows, list):
        raise TypeError("`value` is no list")
    return rows


def _titles(answer: Mapping[str, Any], context: ParseContext) -> Parsed:
    rows = _rows(answer)
    if not rows and context.spec.options.get("never_empty", False):
        message = "no title in a search that always finds some"
        return broken(context, message, FaultKind.UNEXPECTEDLY_EMPTY)
    follow: list[Follow] = []
    faults: list[FaultRecord] = []
    for place, row in enumerate(rows, start=1):
        try:
            follow.append(_versions_of(row, context))
        except _BROKEN as error:
            message = f"title {place} breaks the schema: {error!r}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message[:400]))
    following = answer.get("@odata.nextLink")
    base = context.spec.url.rstrip("/")
    if following and not str(following).startswith(f"{base}/"):
        faults.append(context.fault(FaultKind.LAYOUT_CHANGED, f"next page elsewhere: {following}"))
    elif following:
        follow.append(Follow(str(following), "list", ("json",)))
    return Parsed(follow=tuple(follow), faults=tuple(faults))


def _versions_of(row: Mapping[str, Any], context: ParseContext) -> Follow:
    """The versions of a title, which carry what the title itself says."""
    own, name = str(row["id"]), str(row["name"])
    if not own or not name:
        raise ValueError("a title without id or name")
    base = context.spec.url.rstrip("/")
    query = quote(f"titleId eq '{own}'", safe="'")
    url = f"{base}/Versions?$filter={query}&$orderby=start%20desc&$top=50"
    return Follow(url, "detail", ("json",), carry={"title": dict(row)})


def _versions(answer: Mapping[str, Any], context: ParseContext) -> Parsed:
    title = context.carry["title"]
    rows = _rows(answer)
    if not rows:
        return broken(context, f"{title['id']} has no version", FaultKind.UNEXPECTEDLY_EMPTY)
    today = context.retrieved_at.date()
    begun = [r for r in rows if (on := iso_day(r["start"])) is not None and on.first <= today]
    amended = len(begun) > 1
    # What has not begun is told by its first text: its start is ahead, and it counts from then on.
    text = _text(title, begun[0] if begun else rows[-1], context, amended=amended)
    document = _document(title, text, context, amended=amended)
    follow = tuple(Follow(t.url, "text", ("pdf",)) for t in document.texts if t.url)
    return Parsed((document,), follow)


def _document(
    title: Mapping[str, Any], text: TextRecord, context: ParseContext, *, amended: bool
) -> DocumentRecord:
    spec, own = context.spec, str(title["id"])
    is_act = title.get("collection") in ("Act", "Constitution")
    start, end = _dates(title)
    followed = len(spec.options.get("titles", ())) == 1 and own in spec.options["titles"]
    usual = InstrumentKind.STATUTE if is_act else InstrumentKind.RULE
    made = bool(title.get("asMadeRegisteredAt") or title.get("isInForce") or start)
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=given_kind(spec, usual),
        aliases=(*(given_alias(spec) if followed else ()), Alias("act", f"{spec.division}|{own}")),
        title=str(title["name"]),
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=own,
        citation=own,
        url=f"{_SITE}/{own}/latest",
        stage=Stage.ENACTED if made else None,
        how=(How.SIGNED if is_act else How.ADOPTED) if made else None,
        stage_on=iso_day(title.get("makingDate")),
        effective_on=start if made and not amended else None,
        expires_on=end if made else None,
        texts=(text,) if made else (),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def _dates(title: Mapping[str, Any]) -> tuple[PartialDate | None, PartialDate | None]:
    """The first day in force and the first day no longer, by the history of its status."""
    told = [(str(s["status"]), iso_day(s["start"])) for s in title.get("statusHistory") or ()]
    starts = sorted((d for w, d in told if w == "InForce" and d is not None), key=lambda d: d.text)
    ends = sorted((d for w, d in told if w in _ENDED and d is not None), key=lambda d: d.text)
    return (starts[0] if starts else None), (ends[-1] if ends else None)


def _text(
    title: Mapping[str, Any], version: Mapping[str, Any], context: ParseContext, *, amended: bool
) -> TextRecord:
    """The text of the version in force: as made, or a compilation."""
    own = str(title["id"])
    role = VersionRole.CURRENT if amended else VersionRole.FINAL
    note = f"compilation {version.get('compilationNumber')}" if amended else "as made"
    start = iso_day(version["start"])
    base = context.spec.url.rstrip("/")
    url = (
        f"{base}/documents/find(titleid='{own}',asatspecification='latest',type='Primary',"
        "format='Pdf',uniqueTypeNumber=0,volumeNumber=0,rectificationVersionNumber=0)"
    )
    return TextRecord(f"{role} text", role, note, start, url, "application/pdf")
