"""A digest: several changes in one message, each worded as it would be alone."""

from __future__ import annotations

from dataclasses import replace

from regtrack.domain.alerts import Alert
from regtrack.domain.changes_json import instant
from regtrack.notify.render import Message, event, render


def singles(alert: Alert) -> list[Alert]:
    """The changes of a digest as alerts of their own, in its order."""
    pairs = zip(alert.changes, alert.places, strict=True)
    return [replace(alert, change=c, place=p, changes=(c,), places=(p,)) for c, p in pairs]


def render_digest(alert: Alert) -> Message:
    """The message of a digest. Raises ValueError where one of its instants has no zone."""
    parts = [render(single) for single in singles(alert)]
    first = parts[0]
    return Message(
        subject=f"{len(parts)} changes: {first.subject}",
        text="\n\n".join(part.text for part in parts),
        html="\n".join(part.html for part in parts),
        event=digest_event(alert),
        message_id=alert.id,
        thread=None,
        date=alert.created_at,
    )


def digest_event(alert: Alert) -> dict[str, object]:
    """The webhook's payload: the events of its changes in one."""
    return {
        "type": "regtrack.digest",
        "timestamp": instant(alert.created_at),
        "data": {"changes": [event(single)["data"] for single in singles(alert)]},
    }
