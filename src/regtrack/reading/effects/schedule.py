"""Schedules: an entry added to a list, words that schedule, and words or strikes that take out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, Hit, Rule, hit_at, masked, substances_in
from regtrack.reading.effects.negated import means
from regtrack.reading.effects.schedule_lists import in_schedule_list, left_out
from regtrack.reading.effects.schedule_means import (
    before_exception,
    scheduled_substances,
    scheduled_text,
)
from regtrack.reading.effects.schedule_names import (
    last_mark,
    schedule_marks,
    schedule_named,
    schedule_near_name,
)
from regtrack.reading.effects.schedule_words import (
    ADDS,
    GOODS,
    IDLE,
    INTENT,
    NO_LISTING,
    NOT_SCHEDULED,
    OTHER_TERM,
    RULE_WORDS,
    STUDIED,
    removal,
    without_trigger,
)
from regtrack.reading.limits import find_limits
from regtrack.reading.sections import Words
from regtrack.reading.surface import rx


def _schedule_for(clause: Clause, context: Context) -> str | None:
    text = context.surface.text
    own = schedule_named(text[clause.start : clause.end])
    before = last_mark(text, clause.section.start, clause.start)
    told = own or before or schedule_near_name(context) or schedule_named(context.title)
    named = {label for _, label in schedule_marks(text)}
    return told or (named.pop() if len(named) == 1 else None)


def _entry(clause: Clause, context: Context) -> Iterator[Hit]:
    """An entry of a list of controlled substances."""
    if not clause.own or RULE_WORDS.search(clause.body) or len(clause.body) > 1800:
        return
    if OTHER_TERM.search(clause.body) or left_out(clause, context):
        return
    text = scheduled_text(clause)
    body = text[clause.body_at :]
    first = re.search(ANY, body)
    if removal(text) or IDLE.search(text):
        return
    if first is None or NOT_SCHEDULED.search(body[: first.start()]):
        return
    if not in_schedule_list(clause, context) or not _fresh(clause, context):
        return
    substances = scheduled_substances(clause, body)
    if not substances:
        return
    at = clause.body_at + first.start()
    hit = hit_at(clause, (at, at + len(first[0])), Effect.SCHEDULE, substances)
    yield dataclasses.replace(
        hit,
        schedule=_schedule_for(clause, context),
        limits=find_limits(clause.text),
        proposed=INTENT.search(text) is not None,
        weight=3,
    )


_NO_ENTRY = re.compile(r"\W*(?:and|or)?\W*", re.IGNORECASE)


def _fresh(clause: Clause, context: Context) -> bool:
    """Whether words of the entry itself change, not the number or the `and` beside it."""
    surface = context.surface
    if clause.section.words is not Words.AMENDED or not surface.marked or surface.adds_in_capitals:
        return True
    stop = clause.start + len(clause.body.rstrip())
    added = surface.words_changed(clause.start, stop)
    within = surface.struck_in(clause.start + 1, stop - 1)
    words = [*added[: len(added) - len(surface.struck_in(clause.start, stop))], *within]
    return any(not _NO_ENTRY.fullmatch(w) and not _NUMBER.fullmatch(w) for w in words)


_NUMBER = re.compile(r"\W*\w{1,5}[.)]\W*")


def _worded(clause: Clause, context: Context) -> Iterator[Hit]:
    """A sentence that schedules."""
    if not clause.own or left_out(clause, context) or STUDIED.search(clause.text):
        return
    text = scheduled_text(clause)
    text = text[: clause.body_at] + before_exception(text[clause.body_at :])
    text, trigger = without_trigger(text)
    match = ADDS.search(text)
    if match is None or IDLE.search(text) or not _fresh(clause, context):
        return
    if NOT_SCHEDULED.search(text) or removal(text) or NO_LISTING.search(clause.body):
        return
    near = text[max(0, match.start() - 260) : match.end() + 200]
    if not re.search(ANY, near) or GOODS.search(match[0]):
        return
    meant = scheduled_substances(clause, text[clause.body_at :])
    beside = {*substances_in(near), Substance.ANALOGUES}
    substances = tuple(s for s in meant if s in beside)
    if not substances:
        return
    hit = hit_at(clause, match.span(), Effect.SCHEDULE, substances)
    yield dataclasses.replace(
        hit,
        schedule=_schedule_for(clause, context),
        limits=find_limits(clause.text),
        proposed=INTENT.search(text) is not None,
        condition=" ".join(clause.text[slice(*trigger)].split()) if trigger else None,
        weight=2,
    )


def _removed(clause: Clause, context: Context) -> Iterator[Hit]:
    """Words that take a substance out of a schedule."""
    whole = means(masked(clause))
    text, trigger = without_trigger(whole)
    match = removal(text)
    if match is None or not clause.own or _WAITS.search(whole):
        return
    if not re.search("[\ue001-\ue003]", match[0]):
        return  # a term that the text defines is no name
    hit = hit_at(clause, match.span(), Effect.DESCHEDULE, substances_in(match[0]))
    yield dataclasses.replace(
        hit,
        schedule=_schedule_for(clause, context),
        condition=" ".join(clause.text[slice(*trigger)].split()) if trigger else None,
        weight=3,
    )


_WAITS = rx(r"repealed (?:if|when|upon)\b")


RULES: tuple[Rule, ...] = (
    Rule(
        "schedule.entry",
        Effect.SCHEDULE,
        "The substance is an added entry of a list of controlled substances.",
        "Be it enacted: Section 1. Section 5.2 is amended by adding the following new paragraph:"
        " 31. Schedule I: Mitragynine.",
        "Be it enacted: Section 1. A person shall not sell a kratom product that contains a"
        " controlled substance listed in schedule I.",
        _entry,
    ),
    Rule(
        "schedule.worded",
        Effect.SCHEDULE,
        "A sentence places the substance in a schedule.",
        "Be it enacted: Section 1. 7-hydroxymitragynine is hereby placed in Schedule II of the"
        " controlled substances act.",
        "Be it enacted: Section 1. Kratom is not a controlled substance.",
        _worded,
    ),
    Rule(
        "deschedule.worded",
        Effect.DESCHEDULE,
        "A sentence takes the substance out of a schedule.",
        "Be it enacted: Section 1. Mitragynine is hereby removed from Schedule I.",
        "Be it enacted: Section 1. The department shall remove unregistered kratom products"
        " from sale.",
        _removed,
    ),
)  # fmt: skip
