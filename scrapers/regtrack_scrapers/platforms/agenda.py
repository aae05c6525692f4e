"""Agendas of councils and boards: Granicus, CivicClerk, PrimeGov. Items that name a watched
substance are leads: they say that something is proposed, and nothing of the law.

`url` of a source is a view of Granicus (`https://T.granicus.com/ViewPublisherRSS.php` with its
`view_id` and `mode=agendas`, or the page `ViewPublisher.php`), `https://T.api.civicclerk.com/v1` or
`https://T.primegov.com`. Options: `match` (words), `meetings` (how many of the list are opened,
10), `never_empty`. Lists change daily; an agenda is out some days before its meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultKind,
    InstrumentKind,
    PartialDate,
    SourceSpec,
    Stage,
)
from regtrack_scrapers.hosts import host_of, registrable
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import broken
from regtrack_scrapers.platforms.agenda_lists import (
    Meeting,
    agenda_items,
    civicclerk,
    granicus,
    primegov,
)
from regtrack_scrapers.platforms.feed_match import Matcher
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.state_rules import WORDS

_SYSTEMS = ("granicus.com", "civicclerk.com", "primegov.com")
_MEETINGS = 10
#: A heading and one item: what has less is another page in place of an agenda.
_LEAST = 2
_ACT = re.compile(r"\b(?:ordinance|local law|resolution)\b", re.IGNORECASE)
_BROKEN = (ValueError, KeyError, TypeError, AttributeError)


class Agenda:
    """What is on the tables of a council."""

    name = "agenda"
    options = opt.declare(match=opt.words, meetings=opt.count, never_empty=opt.truth)
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        if registrable(url) in _SYSTEMS:
            return []
        return [("url", f"is of no known system of agendas; {', '.join(_SYSTEMS)}, or a feed")]

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The list of meetings."""
        base, system = spec.url.rstrip("/"), registrable(spec.url)
        if system == "civicclerk.com":
            url = f"{base}/Events?$orderby=eventDate%20desc&$top=50"
            return (Follow(url, "list", ("json",)),)
        if system == "primegov.com":
            url = f"{base}/api/v2/PublicPortal/ListUpcomingMeetings"
            return (Follow(url, "list", ("json",)),)
        return (Follow(spec.url, "list", ("xml", "html")),)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The agendas of a list, or the items of one that name a substance."""
        try:
            if context.role == "list":
                return _meetings(body, context)
            return _items(body, context)
        except _BROKEN as error:
            return broken(context, f"the answer is not as it was: {error}")


def _meetings(body: bytes, context: ParseContext) -> Parsed:
    base, system = context.spec.url.rstrip("/"), registrable(context.spec.url)
    if system == "granicus.com":
        meetings = granicus(body, context.url)
    elif system == "civicclerk.com":
        meetings = civicclerk(body, base)
    else:
        meetings = primegov(body, base)
    if not meetings and context.spec.options.get("never_empty", False):
        message = "no meeting in a list that always has some"
        return broken(context, message, FaultKind.UNEXPECTEDLY_EMPTY)
    out = [m for m in meetings if m.agenda and host_of(m.agenda) == host_of(context.url)]
    out.sort(key=lambda m: m.on.text if m.on else "", reverse=True)
    most = int(context.spec.options.get("meetings", _MEETINGS))
    return Parsed(follow=tuple(_agenda(m, system) for m in out[:most]))


def _agenda(meeting: Meeting, system: str) -> Follow:
    carry = {
        "meeting": meeting.own,
        "body": meeting.body,
        "on": meeting.on.text if meeting.on else "",
        "page": meeting.page,
    }
    accept = ("json",) if system == "civicclerk.com" else ("html",)
    return Follow(meeting.agenda or "", "detail", accept, carry=carry)


def _items(body: bytes, context: ParseContext) -> Parsed:
    as_json = registrable(context.spec.url) == "civicclerk.com"
    matcher = Matcher.read(context.spec.options.get("match", WORDS))
    items = agenda_items(body, as_json=as_json)
    if len(items) < _LEAST:
        return broken(context, "an agenda without items", FaultKind.UNEXPECTEDLY_EMPTY)
    named = [words for words in items if matcher.finds(words)]
    return Parsed((_lead(list(dict.fromkeys(named)), context),)) if named else Parsed()


def _lead(items: list[str], context: ParseContext) -> DocumentRecord:
    """What a meeting is to speak of, as one lead: items are numbered and worded anew until it is
    held. It has no text: what is proposed stands in its papers."""
    spec, said = context.spec, context.carry
    proposes = any(_ACT.search(words) for words in items)
    on = PartialDate(str(said["on"])) if said.get("on") else None
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=InstrumentKind.AGENCY_NOTICE,
        aliases=(Alias("agenda", f"{spec.key}|{said.get('meeting', '')}"),),
        title="; ".join(items)[:600],
        authority=spec.authority,
        publisher=spec.publisher,
        url=str(said.get("page") or context.url),
        abstract=f"{said.get('body', '')}{f', meeting of {on}' if on else ''}".strip(", ") or None,
        stage=Stage.PROPOSED if proposes else None,
        stage_on=on if proposes else None,
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
