"""A digest: several changes in one message, place by place, what matters most first."""

from __future__ import annotations

from dataclasses import replace

from regtrack.domain.alerts import Alert
from regtrack.domain.importance import importance
from regtrack.notify import clean, cloudevents
from regtrack.notify.content import Content, content
from regtrack.notify.layout import Group, digest_html, digest_text
from regtrack.notify.render import Message
from regtrack.notify.words import join

_NAMED = 3


def singles(alert: Alert) -> list[Alert]:
    """The changes of a digest as alerts of their own, each once: those of a place together, the
    place with the most important first, and so within a place; else in the order of the log."""
    pairs = zip(alert.changes, alert.places, strict=True)
    each = {c.id: replace(alert, change=c, place=p, changes=(c,), places=(p,)) for c, p in pairs}
    found = sorted(each.values(), key=_less_important)
    places = list(dict.fromkeys(single.change.division for single in found))
    return sorted(found, key=lambda single: places.index(single.change.division))


def _less_important(single: Alert) -> int:
    return -importance(single.change).rank


def render_digest(alert: Alert) -> Message:
    """The message of a digest. Raises ValueError where one of its instants has no zone."""
    parts = singles(alert)
    groups = _groups(parts)
    first = groups[0].contents[0]
    names = [group.place for group in groups]
    rest = len(names) - _NAMED
    places = join([*names[:_NAMED], f"{rest} more places"] if rest > 1 else names)
    count = f"{len(parts)} changes" if len(parts) > 1 else "1 change"
    about = {single.change.about for single in parts}
    return Message(
        subject=f"{count} in {places}: {first.headline}",
        text=digest_text(f"{count} in {places}", groups, first.footer),
        html=digest_html(f"{count} in {places}", groups, first.footer),
        event=digest_event(alert),
        message_id=alert.id,
        thread=about.pop() if len(about) == 1 else None,
        date=alert.created_at,
        subscription=alert.subscription,
    )


def _groups(parts: list[Alert]) -> list[Group]:
    groups: dict[str, list[Content]] = {}
    names: dict[str, str] = {}
    for single in parts:
        division = single.change.division
        groups.setdefault(division, []).append(content(single))
        names[division] = clean.line(single.place, 60) or clean.line(division, 60)
    return [Group(names[division], tuple(found)) for division, found in groups.items()]


def digest_event(alert: Alert) -> dict[str, object]:
    """What a program gets: the changes in one CloudEvent of type `org.regtrack.digest.v1`, each
    once, in the order of the log."""
    return cloudevents.digest_event(alert)
