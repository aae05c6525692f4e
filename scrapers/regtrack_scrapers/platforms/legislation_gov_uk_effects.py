"""What was changed in an act of the United Kingdom, by which other one and from when. Pure.

An act that changed it is followed to its own text, which then says what it is; what commenced or
ended the act itself is told of the act. A list that goes on is no proof of a single start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord, InstrumentKind, PartialDate
from regtrack_scrapers.platforms.acts import given_alias, iso_day
from regtrack_scrapers.platforms.legislation_gov_uk_act import (
    NAMES,
    act_alias,
    kind_of,
    path_of,
)
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.xml_tree import Element

_COMMENCED = "coming into force"
_ENDED = ("repealed", "revoked")
_WHOLE = frozenset({"Act", "Order", "Regulations", "Regs.", "Rules", "Instrument"})
_TEXTUAL = ("insert", "add", "omit", "substitut", "repeal", "revok")


@dataclass(frozen=True, slots=True)
class Effect:
    """One change: `what` to which `provisions`, by which act, from `on` (None: not in force)."""

    what: str
    provisions: str
    affecting: str
    kind: str
    on: PartialDate | None
    modified: str
    affected: str
    title: str

    @property
    def is_textual(self) -> bool:
        """Whether it changes words of the act, rather than what they apply to."""
        last = self.what.lower().removeprefix("words ").removeprefix("word ")
        return last.startswith(_TEXTUAL)


def secure(url: str) -> str:
    """The address over https, as it is served; the site writes http."""
    return "https://" + url.strip().removeprefix("http://") if url.startswith("http://") else url


def read_effect(element: Element) -> Effect:
    """The effect of one element. Raises ValueError where it names no act or no date."""
    affecting, affected = element.get("AffectingURI"), element.get("AffectedURI")
    what = element.get("Type")
    if not (affecting and affected and what):
        raise ValueError("an effect names no act or no type")
    dates = [iso_day(e.get("Date")) for e in element.iterfind(".//ukm:InForce", NAMES)]
    days = sorted({d.text for d in dates if d is not None})
    return Effect(
        what=what,
        provisions=element.get("AffectedProvisions", ""),
        affecting=path_of(affecting),
        kind=element.get("AffectingClass", ""),
        on=PartialDate(days[0]) if len(days) == 1 else None,
        modified=element.get("Modified", ""),
        affected=path_of(affected),
        title=" ".join(element.findtext("ukm:AffectedTitle", "", NAMES).split()),
    )


def effects_of(root: Element, context: ParseContext) -> Parsed:
    """The acts that changed the followed one, and its own start and end."""
    effects: list[Effect] = []
    faults: list[FaultRecord] = []
    for place, element in enumerate(root.iterfind("a:entry/a:content/ukm:Effect", NAMES), start=1):
        try:
            effects.append(read_effect(element))
        except ValueError as error:
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, f"effect {place}: {error}"))
    if root.find("leg:page", NAMES) is None or (root.find("a:entry", NAMES) is not None
                                               and not effects and not faults):  # fmt: skip
        message = "the answer is no list of effects: its known parts are gone"
        faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message))
    watched = [e for e in effects if _is_watched(e.provisions, context)]
    whole = root.find("a:link[@rel='next']", NAMES) is None and _page(root) == "1"
    told = _own_dates(watched, context) if whole and not faults else ()
    return Parsed(told, tuple(_amending(watched, context)), tuple(faults))


def _page(root: Element) -> str:
    return root.findtext("leg:page", "", NAMES).strip()


def _is_watched(provisions: str, context: ParseContext) -> bool:
    wanted = context.spec.options.get("provisions")
    return not wanted or provisions in _WHOLE or provisions.startswith(tuple(wanted))


def _amending(effects: Iterable[Effect], context: ParseContext) -> list[Follow]:
    """Each amending act once, with what it changed where."""
    since = str(context.spec.options.get("since", ""))
    by_act: dict[str, list[Effect]] = {}
    for effect in effects:
        if effect.is_textual and effect.modified >= since:
            by_act.setdefault(effect.affecting, []).append(effect)
    follow = []
    base = context.spec.url.rstrip("/")
    for act, changes in by_act.items():
        carry: dict[str, Any] = {
            "amends": [
                {"act": c.affected, "on": c.on.text if c.on else None,
                 "words": f"{c.provisions} {c.what}"} for c in changes
            ]
        }  # fmt: skip
        mark = max(c.modified for c in changes)
        url = f"{base}/{act}/data.xml#{mark}"
        follow.append(Follow(url, "detail", ("xml",), lasting=bool(mark), carry=carry))
    return follow


def _own_dates(effects: list[Effect], context: ParseContext) -> tuple[DocumentRecord, ...]:
    """When the act began and ended, where its effects tell one day of each. What was amended
    began on several."""
    starts = {e.on for e in effects if e.what.lower().startswith(_COMMENCED)}
    amended = any(e.is_textual and e.provisions not in _WHOLE for e in effects)
    ends = {e.on for e in effects if e.provisions in _WHOLE and e.what.lower() in _ENDED}
    start = next(iter(starts)) if len(starts) == 1 and not amended else None
    end = next(iter(ends)) if len(ends) == 1 else None
    if start is None and end is None:
        return ()
    spec, one = context.spec, effects[0]
    record = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=kind_of(spec, _class_of(one.affected)),
        aliases=(*given_alias(spec), act_alias(spec, one.affected)),
        title=one.title or one.affected,
        authority=spec.authority,
        publisher=spec.publisher,
        url=f"{spec.url.rstrip('/')}/{one.affected}",
        effective_on=start,
        expires_on=end,
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
        partial=True,
    )
    return (record,)


def _class_of(path: str) -> InstrumentKind:
    primary = ("ukpga", "ukla", "asp", "asc", "anaw", "nia", "apni", "mwa", "aep", "aip")
    is_act = path.partition("/")[0] in primary
    return InstrumentKind.STATUTE if is_act else InstrumentKind.RULE
