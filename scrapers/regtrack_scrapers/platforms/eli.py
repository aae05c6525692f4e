"""Acts abroad by their European Legislation Identifier: seven publishers, one class.

`url` of a source is the interface of a publisher (its host chooses the dialect, `eli_dialects`),
`acts` are the acts that are followed as he numbers them: `sb/2025/456` (e-Sbirka), `DU/2018/1591`
(Sejm), `2014/1130` (Finlex), `902508` (Riigi Teataja: the group), `lta/2021/2446`
(retsinformation), `cc/2011/363` (Fedlex), `10011053` (RIS: Gesetzesnummer). Each is followed to
its text in force, and with `changes` (true) to the acts that its record says changed it. `parts`
chooses parts of an act of RIS (`Anlage`), whose every part is an instrument with dates of its own.
An act changes some times a year; once a day is enough."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from regtrack.contract import FaultKind, SourceSpec
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import FOLLOWED, alias_problems, broken
from regtrack_scrapers.platforms.eli_act import (
    Facts,
    act_document,
    address_of,
    is_followed,
    is_lost,
    read_facts,
    text_address,
    text_record,
)
from regtrack_scrapers.platforms.eli_dialects import DIALECTS, ESBIRKA, FEDLEX, RIS, Dialect
from regtrack_scrapers.platforms.eli_steps import (
    find_versions,
    find_wording,
    fragments,
    norms,
    versions_query,
)
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.xml_tree import local_name, read_tree

#: The most acts that changed one, of which each is followed: the newest.
_CHANGES = 10
_BROKEN = (InvalidDocument, KeyError, TypeError, ValueError, AttributeError)


class Eli:
    """The official journals and consolidated law of seven countries."""

    name = "eli"
    options = opt.declare(**FOLLOWED, acts=opt.words, parts=opt.words, changes=opt.truth)
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        wrong = []
        if host_of(url) not in DIALECTS:
            wrong.append(("url", f"is of no known publisher; {', '.join(sorted(DIALECTS))}"))
        if not options.get("acts"):
            wrong.append(("acts", 'is missing; write acts = ["DU/2018/1591"]'))
        return [*wrong, *alias_problems(options)]

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The record of each act."""
        dialect = DIALECTS[host_of(spec.url)]
        return tuple(_record(spec, dialect, str(act)) for act in spec.options.get("acts", ()))

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """An act, or a step on the way to it."""
        dialect = DIALECTS[host_of(context.spec.url)]
        try:
            if context.role == "step":
                return find_wording(body, dialect, context)
            if dialect is FEDLEX and context.role == "list":
                return find_versions(body, context)
            row = _row(body, dialect)
            if dialect is RIS:
                return norms(row, dialect, context)
            if dialect is ESBIRKA and "record" in context.carry:
                return fragments(row, dialect, context)
            return _act(row, dialect, context)
        except _BROKEN as error:
            return broken(context, f"{dialect.name}: {error}")


def _record(spec: SourceSpec, dialect: Dialect, act: str) -> Follow:
    if dialect is FEDLEX:
        url = f"{spec.url.rstrip('/')}/{dialect.address.format(query=versions_query(act))}"
        return Follow(url, "list", ("json",), carry={"act": act})
    role = "step" if dialect.accept == ("html",) else "list" if dialect is RIS else "detail"
    return Follow(address_of(spec, dialect, act), role, dialect.accept, carry={"act": act})


def _row(body: bytes, dialect: Dialect) -> Any:
    """The record as its paths walk it. Raises ValueError."""
    if dialect.form == "json":
        found = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
        if not isinstance(found, dict):
            raise ValueError("the answer is no record")
        return found
    root = read_tree(body)
    if local_name(root).lower() in ("error", "rss", "feed"):
        raise ValueError(f"the answer is no record: {local_name(root)!r}")
    return root


def _act(row: Any, dialect: Dialect, context: ParseContext) -> Parsed:
    facts = read_facts(row, dialect)
    own = is_followed(context.spec, facts.own) or "act" in context.carry
    changes = _changed_by(row, dialect, context) if own else ()
    faults = []
    if is_lost(facts):
        message = f"{facts.own} is not in force by its record, which does not say since when"
        faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message))
    if dialect.text is None:
        media = context.media_type or "application/xml"
        text = text_record(facts, context, context.url, media, context.sha256)
        document = act_document(row, facts, dialect, context, text)
        return Parsed((document,), changes, tuple(faults))
    if dialect is ESBIRKA:
        url = text_address(facts, dialect, context.spec)
        carry = {"record": json.dumps(row), "record_sha256": context.sha256}
        return Parsed(follow=(Follow(url, "detail", ("json",), carry=carry), *changes),
                      faults=tuple(faults))  # fmt: skip
    return _with_text(row, facts, dialect, context, Parsed((), changes, tuple(faults)))


def _with_text(
    row: Any, facts: Facts, dialect: Dialect, context: ParseContext, so_far: Parsed
) -> Parsed:
    """An act whose text stands at an address of its own."""
    newest = _consolidated_by(row, dialect)
    if newest:
        facts = replace(facts, consolidated=True, amended=True)
    url = text_address(facts, dialect, context.spec, newest)
    text = text_record(facts, context, url, "text/html", None)
    document = act_document(row, facts, dialect, context, text)
    follow = (Follow(url, "text", ("html",)),) if document.texts else ()
    return Parsed((document,), (*so_far.follow, *follow), so_far.faults)


def _consolidated_by(row: Any, dialect: Dialect) -> str | None:
    """The newest consolidation of an act, where nothing changed the act after it."""
    made = [str(n) for n in dialect.values["consolidated_by"].nodes(row) if isinstance(n, str)]
    if not made:
        return None
    newest = max(made, key=_place)
    changes = dialect.values["changed_by"].nodes(row)
    later = any(_place(str(change)) > _place(newest) for change in changes)
    return None if later else newest


def _changed_by(row: Any, dialect: Dialect, context: ParseContext) -> tuple[Follow, ...]:
    """The records of the acts that changed this one, the newest."""
    value = dialect.values.get("changed_by")
    if value is None or not context.spec.options.get("changes", True):
        return ()
    named = [str(node) for node in value.nodes(row) if isinstance(node, str)]
    newest = sorted(dict.fromkeys(named), key=_place, reverse=True)[:_CHANGES]
    spec = context.spec
    return tuple(Follow(address_of(spec, dialect, act), "detail", dialect.accept) for act in newest)


def _place(act: str) -> tuple[int, ...]:
    """Year and number of an act, for order."""
    return tuple(int(piece) for piece in act.split("/") if piece.isdigit())
