"""From a legal text to a Reading: cut, apply every rule, weigh, merge."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable

from regtrack.domain.dates import day
from regtrack.domain.provisions import Audience, Effect, Polarity, Provision
from regtrack.domain.substances import Substance
from regtrack.reading import ending, links, penalties, repeals, strikes, unnamed
from regtrack.reading.counting import CARRIED, is_effect
from regtrack.reading.days import DAY, read_day
from regtrack.reading.effective import find_clauses
from regtrack.reading.effects import localities
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.finding import MOST_CLAUSES, search
from regtrack.reading.model import Effective, Quote, Reading, ReadProvision, Relevance
from regtrack.reading.posture import Posture, posture
from regtrack.reading.referring import referring
from regtrack.reading.relevance import is_about, led_by, mostly, names_substance, relevance
from regtrack.reading.sections import Part, Section, split
from regtrack.reading.substances import Mention, Name, find_mentions, names_any
from regtrack.reading.surface import Surface, rx
from regtrack.reading.terms import counts_seven, defined_terms
from regtrack.reading.text import LegalText, Run
from regtrack.reading.timing import main_effective, start_rule, starts
from regtrack.reading.title import read_title
from regtrack.reading.weighing import Found, settle

__all__ = ["explain", "read_text", "read_title"]


_TAIL = 30_000
_FROM = rx(rf"(?:on (?:or|and) after|beginning(?: on)?|commencing(?: on)?) (?P<day>{DAY})")
_STOP = re.compile(r"[;:](?=\s|$)|\.(?=\s+[A-Z(\"'\d]|\s*$)")
_DEFINES = re.compile(r'^\W*(?:\w{1,4}[.)]\W*)?"[^"]{3,60}"\s+(?:means|includes|has)')


@dataclasses.dataclass(frozen=True)
class _Times:
    """The dates of a document and of its sections."""

    starts: dict[Section, Effective]
    effective: Effective
    ends: dict[Section, dt.date]
    expires: dt.date | None

    def of(self, section: Section) -> Effective:
        """When a section takes effect."""
        return self.starts.get(section, self.effective)

    def end(self, section: Section) -> dt.date | None:
        """When a section ends."""
        return self.ends.get(section, self.expires)


def _begins(sentence: str) -> dt.date | None:
    """A start that the provision's own sentence gives."""
    match = _FROM.search(sentence)
    return read_day(match["day"]) if match else None


def read_text(text: LegalText, *, division: str, title: str = "", abstract: str = "") -> Reading:
    """What a document says of our substances, in its own words.

    `division` is the issuer's Open Civic Data id; `title` and `abstract` are the record's.
    Pure and linear in the length of the text; a text that names no substance yields its dates only.
    At most MOST_CLAUSES clauses are read: what is left out stands in `notes`, and nothing of such
    a text is sure.
    """
    surface = Surface.of(text)
    names = find_mentions(surface.text) if names_any(surface.live) else []
    if not names and not any(names_any(w) and find_mentions(w) for _, w in surface.strikes):
        return Reading(effective=_effective_only(text))
    sections = split(surface)
    timed = find_clauses(surface, sections)
    context = _context(surface, sections, names, title)
    found, unread = search(context)
    found += [Found(hit, rule, section, True) for hit, rule, section in strikes.find(context)]
    found += list(repeals.find(context, found))
    found += list(localities.find(context, found))
    found += list(unnamed.find(context, found))
    found = found or list(penalties.find(context))
    stance = posture(surface.text, any(s.part is Part.FRONT for s in sections))
    kept = settle(found) if stance is not Posture.WITHDRAWS else []
    acting = tuple(dict.fromkeys(f.section for f in kept))
    effective = main_effective(timed, surface, acting)
    expires, ended = ending.find(surface, sections, acting, effective)
    times = _Times(starts(timed, surface, acting), effective, ended, expires)
    provisions = _provisions(kept, context, times, stance is Posture.PROPOSES)
    if unread:
        provisions = tuple(dataclasses.replace(p, sure=False) for p in provisions)
    return Reading(
        relevance=_relevance(context, provisions, title, abstract),
        provisions=provisions,
        effective=effective,
        expires=expires,
        conditional=_conditional(provisions, effective),
        links=links.find(surface, sections),
        mentions=len(names),
        notes=(_UNREAD.format(most=MOST_CLAUSES, left=unread),) if unread else (),
    )


_UNREAD = "only the first {most} clauses that name a substance were read; {left} more were not"


def _effective_only(text: LegalText) -> Effective:
    """The dates of an act that is not ours, from its end where the clause stands."""
    cut = max(0, len(text.live) - _TAIL)
    if cut:
        text = LegalText((Run(text.live[cut:]),), text.extractor)
    surface = Surface.of(text)
    found = main_effective(find_clauses(surface, split(surface)), surface, ())
    if found.quote is None or not cut:
        return found
    skipped = len(text.runs[0].text) - len(text.runs[0].text.lstrip())
    shift = cut + skipped
    quote = Quote(found.quote.text, found.quote.start + shift, found.quote.end + shift)
    return dataclasses.replace(found, quote=quote)


def explain(text: LegalText, *, title: str = "") -> tuple[tuple[str, Quote], ...]:
    """Every rule that saw something, with the words it saw, before the rules are weighed."""
    surface = Surface.of(text)
    context = _context(surface, split(surface), find_mentions(surface.text), title)
    return tuple(
        (f.rule, surface.quote(*_quote_span(surface.text, f), focus=f.hit.start))
        for f in search(context)[0]
    )


def _context(
    surface: Surface, sections: tuple[Section, ...], names: list[Mention], title: str
) -> Context:
    front = next((s for s in sections if s.part is Part.FRONT), None)
    long_title = surface.text[front.start : front.end][-2500:] if front else ""
    heading = surface.text[:400] if front is None else ""
    return Context(
        surface=surface,
        sections=sections,
        names=tuple(
            referring(surface.text, sections, defined_terms(surface.text, sections, names))
        ),
        title=" ".join(f"{title}. {long_title} {heading}".split()),
        about=names_substance(f"{title} . {long_title} . {heading}"),
        kratom_includes_seven=counts_seven(surface.text, names),
    )


def _provisions(
    found: list[Found],
    context: Context,
    times: _Times,
    proposed: bool,
) -> tuple[ReadProvision, ...]:
    groups: dict[tuple[Substance, Effect, bool, bool], list[Found]] = {}
    for item in found:
        for substance in item.hit.substances:
            sort = (item.hit.polarity is Polarity.PERMITS, item.hit.carried)
            groups.setdefault((substance, item.hit.effect, *sort), []).append(item)
    made: list[ReadProvision] = []
    for (substance, effect, _, _), items in groups.items():
        made.append(_provision(substance, effect, items, context, times, proposed))
    order = list(Effect)
    made.sort(
        key=lambda p: (
            not is_effect(p.provision),
            order.index(p.provision.effect),
            p.provision.substance,
        )
    )
    return tuple(made)


def _provision(
    substance: Substance,
    effect: Effect,
    items: list[Found],
    context: Context,
    times: _Times,
    proposed: bool,
) -> ReadProvision:
    best = max(items, key=lambda f: (f.sure, f.hit.weight, -f.hit.start))
    hit = best.hit
    span = _quote_span(context.surface.text, best)
    when = times.of(best.section)
    begins = _begins(context.surface.text[slice(*span)]) or when.date
    proposed = proposed or hit.proposed
    limits = dict.fromkeys(x for f in items for x in f.hit.limits)
    own = [x for x in limits if x.substance in (None, substance)]
    acts = [a for f in items for a in f.hit.acts] if effect is not Effect.REGULATE else []
    end = hit.until or times.end(best.section)
    provision = Provision(
        substance=substance,
        effect=effect,
        acts=tuple(dict.fromkeys(acts)) if effect is Effect.PROHIBIT else hit.acts,
        polarity=_polarity(effect, hit),
        audience=hit.audience if effect is Effect.AGE_LIMIT else Audience.EVERYONE,
        limits=tuple(own if substance is not Substance.KRATOM else limits)[:8],
        forms="; ".join(dict.fromkeys(f.hit.forms for f in items if f.hit.forms)) or None,
        min_age=_age(items),
        schedule=hit.schedule or next((f.hit.schedule for f in items if f.hit.schedule), None),
        start=day(begins) if begins else None,
        start_time=when.time if begins in (None, when.date) else None,
        start_zone=when.zone if begins in (None, when.date) else None,
        end=day(end) if end else None,
        condition=hit.condition,
        starts=None if begins else start_rule(when),
        composed=not proposed,
        note=_note(hit, proposed),
    )
    quote = context.surface.quote(*span, focus=hit.start)
    return ReadProvision(provision, quote, best.rule, sure=best.sure)


def _note(hit: Hit, proposed: bool) -> str | None:
    if proposed:
        return "proposed only"
    return CARRIED if hit.carried else None


def _polarity(effect: Effect, hit: Hit) -> Polarity:
    if hit.polarity is Polarity.PERMITS:
        return Polarity.PERMITS
    requires = {Effect.REGULATE, Effect.TAX, Effect.STUDY}
    return Polarity.REQUIRES if effect in requires else Polarity.FORBIDS


def _age(items: Iterable[Found]) -> int | None:
    ages = [f.hit.min_age for f in items if f.hit.min_age and f.hit.weight > 1]
    ages = ages or [f.hit.min_age for f in items if f.hit.min_age]
    return max(ages) if ages else None


def _quote_span(text: str, found: Found) -> tuple[int, int]:
    """The sentence around a hit, within its section."""
    start, end = found.hit.start, found.hit.end
    floor = max(found.section.start, start - 160)
    begin = floor
    for match in re.finditer(r"[.;:]\s+(?=[A-Z(\"\d])", text[floor:start]):
        begin = floor + match.end()
    if begin == floor and floor > found.section.start:
        gap = text.find(" ", floor, start)
        begin = gap + 1 if gap >= 0 else start
    limit = min(len(text), end + 420, found.section.end)
    stop = _STOP.search(text, max(end - 1, start), limit)
    if stop is not None:
        return begin, stop.end()
    cut = text.rfind(" ", end, limit)
    return begin, cut if cut > end else end


def _front(context: Context) -> str:
    """The end of what stands before the enacting words: the act's own title."""
    front = next((s for s in context.sections if s.part is Part.FRONT), None)
    return context.surface.text[front.start : front.end][-1200:] if front else ""


def _relevance(
    context: Context, provisions: tuple[ReadProvision, ...], title: str, abstract: str
) -> Relevance:
    own = [m for m in context.names if m.name is not Name.TERM]
    acting = sum(s.end - s.start for s in context.sections if s.part is Part.ACTING)
    return relevance(
        mentions=len(own) + (1 if provisions else 0),
        provisions=provisions,
        title=context.title,
        about=(is_about(title, abstract) if title else context.about) or led_by(_front(context)),
        dense=(len(own) >= 8 and len(own) * 600 > acting)
        or mostly(context.surface, context.sections, own),
    )


def _conditional(provisions: tuple[ReadProvision, ...], effective: Effective) -> bool:
    if effective.kind.value == "contingent":
        return True
    bans = [p for p in provisions if is_effect(p.provision)]
    return bool(bans) and all(p.provision.condition for p in bans)
