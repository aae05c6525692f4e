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
from regtrack.reading.effects.schedule_lists import captions, in_schedule_list, left_out
from regtrack.reading.effects.schedule_means import (
    before_exception,
    scheduled_substances,
    scheduled_text,
)
from regtrack.reading.effects.schedule_names import (
    any_of_class,
    last_mark,
    schedule_marks,
    schedule_named,
    schedule_near_name,
)
from regtrack.reading.effects.schedule_narrow import (
    is_entry,
    left_behind,
    listed_before,
    put_in,
    qualified,
)
from regtrack.reading.effects.schedule_statutes import schedule_cited
from regtrack.reading.effects.schedule_words import (
    ADDS,
    GOODS,
    HEADING,
    IDLE,
    INTENT,
    LAPSES,
    NO_LISTING,
    NOT_SCHEDULED,
    OF_THE_CODE,
    OTHER_TERM,
    RULE_WORDS,
    STUDIED,
    removal,
    without_trigger,
)
from regtrack.reading.limits import find_limits
from regtrack.reading.sections import Words
from regtrack.reading.surface import in_capitals, rx

_SEVERAL = rx(
    r"\bschedules? (?:[iv]+|\d)a?\b,?(?: (?:and|or|through|to))? (?:schedule )?[iv\d]+a?\b"
)

#: Which schedule it is, is left to a body.
_LEFT_OPEN = rx(r"\b(?:an?|the|its) appropriate (?:controlled substances? )?schedule\b")


def _schedule_for(clause: Clause, context: Context) -> str | None:
    text = context.surface.text
    own = schedule_named(text[clause.start : clause.end])
    if own is None and _SEVERAL.search(text, clause.start, clause.end):
        return None
    if _LEFT_OPEN.search(clause.text):
        return None
    before = last_mark(text, clause.section.start, clause.start)
    cited = schedule_cited(text, clause.section.start, clause.start)
    told = own or before or cited or schedule_near_name(context) or schedule_named(context.title)
    named = {label for at, label in schedule_marks(text) if not any_of_class(text, at)}
    return told or (named.pop() if len(named) == 1 else None)


def _entry(clause: Clause, context: Context) -> Iterator[Hit]:
    """An entry of a list of controlled substances."""
    ruled = RULE_WORDS.search(before_exception(clause.body))
    if not clause.own or ruled or len(clause.body) > 1800:
        return
    if OTHER_TERM.search(clause.body) or HEADING.search(clause.body) or left_out(clause, context):
        return
    if qualified(clause, context) or captions(clause, context):
        return
    text = scheduled_text(clause)
    body = text[clause.body_at :]
    first = re.search(ANY, body)
    if removal(text) or IDLE.search(text) or LAPSES.search(text):
        return
    if first is None or NOT_SCHEDULED.search(body[: first.start()]):
        return
    if not in_schedule_list(clause, context) or not _fresh(clause, context):
        return
    substances = put_in(clause, context, scheduled_substances(clause, body))
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
    if clause.section.words is not Words.AMENDED or not surface.marked:
        return True
    if surface.only_strikes:
        return True
    stop = clause.start + len(clause.body.rstrip())
    added = surface.words_changed(clause.start, stop)
    within = surface.struck_in(clause.start + 1, stop - 1)
    words = [*added[: len(added) - len(surface.struck_in(clause.start, stop))], *within]
    if any(not _NO_ENTRY.fullmatch(w) and not _NUMBER.fullmatch(w) for w in words):
        return True
    # Single words in capitals escape the marks of a copy that prints additions so.
    return surface.adds_in_capitals and in_capitals(surface.live[clause.start : stop])


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
    if LAPSES.search(text) or qualified(clause, context) or OTHER_TERM.search(clause.body):
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
    if match is None or not clause.own or _WAITS.search(whole) or OF_THE_CODE.search(whole):
        return
    if OTHER_TERM.search(clause.body):
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


def _narrowed(clause: Clause, context: Context) -> Iterator[Hit]:
    """An entry that stands already, to which words are added that leave something out."""
    span = qualified(clause, context)
    if span is not None and (in_schedule_list(clause, context) or is_entry(clause, context)):
        found = listed_before(clause, span[0])
    else:
        span, found = left_behind(clause, context)
    substances = tuple(dict.fromkeys(m.substance for m in found))
    if span is not None and substances:
        start, end = (clause.body_at + at - clause.start for at in span)
        hit = hit_at(clause, (start, end), Effect.DESCHEDULE, substances)
        yield dataclasses.replace(
            hit, schedule=_schedule_for(clause, context), limits=find_limits(clause.text), weight=2
        )


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
    Rule(
        "deschedule.narrowed",
        Effect.DESCHEDULE,
        "Words added to an entry of a schedule leave a part of it out.",
        "Be it enacted: Section 1. 9.14 is amended to read: Schedule I: (1) Heroin; (2)"
        " Mitragynine, new text begin except in dried leaf new text end.",
        "Be it enacted: Section 1. 9.14 is amended to read: Schedule I: (1) Heroin; new text begin"
        " (2) Mitragynine, except in dried leaf new text end.",
        _narrowed,
    ),
)  # fmt: skip
