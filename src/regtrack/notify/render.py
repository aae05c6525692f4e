"""One alert made into a message. Pure: the same alert gives the same message on every try."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from regtrack.domain.alerts import Alert
from regtrack.notify.cloudevents import change_event
from regtrack.notify.content import content
from regtrack.notify.layout import as_html, as_text


@dataclass(frozen=True, slots=True)
class Message:
    """A change worded for people and for programs.

    `message_id` is the left part only; the e-mail channel adds the domain of the sender. `thread`
    names what the message is about: those about one instrument to one address are one thread;
    None where it stands alone. `date` is the instant of the alert, not that of the try;
    `subscription` the id of that by which the reader gets it.
    """

    subject: str
    text: str
    html: str
    event: dict[str, object]
    message_id: str
    thread: str | None
    date: dt.datetime
    subscription: str


def render(alert: Alert) -> Message:
    """The message of this alert. Raises ValueError where one of its instants has no zone."""
    said = content(alert)
    return Message(
        subject=said.headline,
        text=as_text(said),
        html=as_html(said),
        event=event(alert),
        message_id=alert.id,
        thread=alert.change.about,
        date=alert.created_at,
        subscription=alert.subscription,
    )


def event(alert: Alert) -> dict[str, object]:
    """What a program gets: one change as a CloudEvent of type `org.regtrack.change.v1`."""
    return change_event(alert)
