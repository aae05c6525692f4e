"""The same effects in Spanish, as Puerto Rico writes its laws."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Audience, Effect
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, Hit, Rule, hit_at, masked, substances_in
from regtrack.reading.effects.schedule_means import scheduled_substances
from regtrack.reading.effects.schedule_names import schedule_named
from regtrack.reading.limits import find_limits
from regtrack.reading.surface import rx

_LISTS = (
    r"(?:clasific\w+|inclu[iy]\w*|a[\u00f1n]ad\w+|a[\u00f1n][\u00e1a]dase|adicion\w+|design\w+"
    r"|coloc\w+|enumer\w+)"
)
_SCHEDULE = r"(?:clasificaci[\u00f3o]n(?:es)? (?:I|V|\d)|sustancias? controladas?)"
_LISTED = rx(
    rf"\b{_LISTS}\b[^.;]{{0,200}}?{ANY}[^.;]{{0,200}}?{_SCHEDULE}"
    rf"|{ANY}[^.;]{{0,160}}?\b(?:{_LISTS}|ser[\u00e1a]n?|es|son)\b[^.;]{{0,120}}?{_SCHEDULE}"
)
_UNLISTED = rx(
    rf"\b(?:elimin\w+|exclu[iy]\w*|remov\w+|remu[e\u00e9]v\w+"
    rf"|supr[i\u00ed]m\w+)\b[^.;]{{0,120}}?{ANY}"
    rf"[^.;]{{0,200}}?{_SCHEDULE}"
)
_FORBIDS = rx(
    r"(?:se proh[\u00edi]ben?|quedan?(?:r[\u00e1a]n?)? prohibid[oa]s?|ser[\u00e1a] (?:ilegal"
    r"|ilícit[oa])"
    r"|ninguna persona podr[\u00e1a]|no se podr[\u00e1a]|est[\u00e1a]n? prohibid[oa]s?)"
)
_BAN = rx(
    rf"{_FORBIDS.pattern}[^.;\ue001-\ue004]{{0,200}}?{ANY}"
    rf"|\b(?:venta|posesi[\u00f3o]n|distribuci[\u00f3o]n|uso)\b[^.;\ue001-\ue004]{{0,120}}?{ANY}"
    rf"[^.;]{{0,80}}?{_FORBIDS.pattern}"
)
#: A ban for some buyers, some products or some sellers only.
_SOME = rx(
    r"\bmenor|\ba personas?\b|a una persona|que no (?:est|cumpl|conten|teng|hay)|sin (?:la|una"
    r"|el|estar"
    r"|licencia)|adulterad|contaminad|a menos que|salvo|excepto|m[\u00e1a]s de|que conteng"
    r"|atractiv|cerca de|escuela"
)
_ACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sale", rx(r"\bvent?a\b|\bvend\w+|\bexpend\w+")),
    ("possession", rx(r"\bpose[es]\w*")),
    ("manufacture", rx(r"\bmanufactur\w*|\bproduc(?:ir|ci[\u00f3o]n)|\bfabric\w+")),
    ("distribution", rx(r"\bdistribu\w+|\bentreg\w+|\bdispens\w+")),
    ("use", rx(r"\buso\b|\busar\b|\bconsum\w+")),
    ("import", rx(r"\bimport\w+")),
)
_AGE = rx(
    r"(?:menor(?:es)? de|cumplido|mayor(?:es)? de|edad m[\u00edi]nima de|por lo menos)"
    r"(?: los| la edad de)? (?:(?P<word>dieciocho|veinti(?:uno|[\u00fau]n)) ?)?"
    r"\(?(?P<age>\d\d)?\)? ?a[\u00f1n]os"
)
_RULES_OF = rx(
    r"\b(?:deber[\u00e1a]n?|se requiere|vendr[\u00e1a]n? obligad"
    r"|ser[\u00e1a] requisito)\b[^.;]{0,200}?"
    r"\b(?:registr\w+|etiquet\w+|rotul\w+|licencia|laboratorio|prueba|certificad\w+|empac\w+)"
)


def _clear(clause: Clause) -> str | None:
    """The masked text of a clause that may hold Spanish; None for one that does not."""
    return masked(clause) if clause.own and _SPANISH.search(clause.text) else None


_SPANISH = rx(r"\b(?:de|del|la|las|los|el|en)\b[^.;]{0,120}?\b(?:de|del|la|las|los|el|en|que)\b")


def _listed(clause: Clause, context: Context) -> Iterator[Hit]:
    text = _clear(clause)
    match = _LISTED.search(text) if text else None
    if text is None or match is None or _UNLISTED.search(text):
        return
    substances = scheduled_substances(clause, text[clause.body_at :])
    if substances:
        hit = hit_at(clause, match.span(), Effect.SCHEDULE, substances)
        yield dataclasses.replace(hit, schedule=_label(clause, context), weight=2)


def _unlisted(clause: Clause, context: Context) -> Iterator[Hit]:
    text = _clear(clause)
    match = _UNLISTED.search(text) if text else None
    if match:
        hit = hit_at(clause, match.span(), Effect.DESCHEDULE, substances_in(match[0]))
        yield dataclasses.replace(hit, schedule=_label(clause, context), weight=3)


def _label(clause: Clause, context: Context) -> str | None:
    text = context.surface.text
    return schedule_named(text[clause.start : clause.end]) or schedule_named(context.title)


def _banned(clause: Clause, context: Context) -> Iterator[Hit]:
    text = _clear(clause)
    match = _BAN.search(text) if text else None
    if text is None or match is None or _SOME.search(text[match.start() : match.end() + 160]):
        return
    acts = tuple(name for name, pattern in _ACTS if pattern.search(match[0]))
    substances = substances_in(match[0])
    if acts and substances:
        hit = hit_at(clause, match.span(), Effect.PROHIBIT, substances)
        yield dataclasses.replace(hit, acts=acts, weight=3)


def _aged(clause: Clause, context: Context) -> Iterator[Hit]:
    text = _clear(clause)
    match = _AGE.search(text) if text else None
    if text is None or match is None or not (match["age"] or match["word"]):
        return
    substances = substances_in(text)[:1]
    if substances:
        age = int(match["age"]) if match["age"] else 18 if match["word"][0] in "dD" else 21
        hit = hit_at(clause, match.span(), Effect.AGE_LIMIT, substances)
        yield dataclasses.replace(hit, min_age=age, audience=Audience.MINORS, weight=2)


def _ruled(clause: Clause, context: Context) -> Iterator[Hit]:
    text = _clear(clause)
    match = _RULES_OF.search(text) if text else None
    if text is None or match is None:
        return
    substances = substances_in(text)[:1]
    if substances:
        hit = hit_at(clause, match.span(), Effect.REGULATE, substances)
        yield dataclasses.replace(hit, limits=find_limits(clause.text))


_HEAD = "Decr\u00e9tase por la Asamblea Legislativa de Puerto Rico: Art\u00edculo 1.- "
RULES: tuple[Rule, ...] = (
    Rule(
        "schedule.es",
        Effect.SCHEDULE,
        "A Spanish sentence places the substance in a schedule.",
        f"{_HEAD}Se incluye la mitragynina (kratom) en la Clasificaci\u00f3n I de la Ley.",
        f"{_HEAD}Todo producto de kratom deber\u00e1 tener una etiqueta de la empresa.",
        _listed,
    ),
    Rule(
        "deschedule.es",
        Effect.DESCHEDULE,
        "A Spanish sentence takes the substance out of a schedule.",
        f"{_HEAD}Se elimina el kratom de la Clasificaci\u00f3n I de la Ley de Sustancias.",
        f"{_HEAD}Se incluye el kratom en la Clasificaci\u00f3n I de la Ley de Sustancias.",
        _unlisted,
    ),
    Rule(
        "prohibit.es",
        Effect.PROHIBIT,
        "A Spanish sentence forbids an act with the substance to everyone.",
        f"{_HEAD}Se proh\u00edbe la venta y la posesi\u00f3n de kratom en Puerto Rico.",
        f"{_HEAD}Se proh\u00edbe la venta de kratom a menores de dieciocho (18) a\u00f1os de edad.",
        _banned,
    ),
    Rule(
        "age.es",
        Effect.AGE_LIMIT,
        "The age of the buyer in Spanish.",
        f"{_HEAD}Se proh\u00edbe la venta de kratom a menores de dieciocho (18) a\u00f1os de edad.",
        f"{_HEAD}Se proh\u00edbe la venta de kratom en la isla de Puerto Rico.",
        _aged,
    ),
    Rule(
        "regulate.es",
        Effect.REGULATE,
        "Rules for products in Spanish: registration, labels, tests.",
        f"{_HEAD}Todo producto de kratom deber\u00e1 estar registrado en el Departamento de Salud.",
        f"{_HEAD}Se proh\u00edbe la venta de kratom en la isla de Puerto Rico.",
        _ruled,
    ),
)
