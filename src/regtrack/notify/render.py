"""One alert made into a message. Pure: the same alert gives the same message on every try."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from regtrack.domain.alerts import Alert
from regtrack.domain.changes_json import change_json, instant
from regtrack.notify.content import content
from regtrack.notify.layout import as_html, as_text


@dataclass(frozen=True, slots=True)
class Message:
    """A change worded for people and for programs.

    `message_id` and `references` are left parts only; the e-mail channel adds the domain of the
    sender. `references` names the thread that all alerts of one instrument to one subscription
    share. `date` is the instant of the alert, not that of the try.
    """

    subject: str
    text: str
    html: str
    event: dict[str, object]
    message_id: str
    references: tuple[str, ...]
    date: dt.datetime


def render(alert: Alert) -> Message:
    """The message of this alert. Raises ValueError where one of its instants has no zone."""
    said = content(alert)
    return Message(
        subject=said.headline,
        text=as_text(said),
        html=as_html(said),
        event=event(alert),
        message_id=alert.id,
        references=(_thread(alert),),
        date=alert.created_at,
    )


def event(alert: Alert) -> dict[str, object]:
    """The webhook's payload: type, the time the change was recorded, the change."""
    change = alert.change
    return {
        "type": f"regtrack.change.{change.kind.value}",
        "timestamp": instant(change.recorded_at),
        "data": change_json(change),
    }


def _thread(alert: Alert) -> str:
    change = alert.change
    about = change.instrument.id if change.instrument else change.division
    digest = hashlib.sha256(f"{alert.subscription}\n{about}".encode(errors="replace"))
    return f"thread-{digest.hexdigest()[:32]}"
