"""What the demonstration shows, as lines of text of at most 80 columns."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from email.message import EmailMessage

from regtrack.demo.receivers import Hook, Mail
from regtrack.domain.alerts import Alert
from regtrack.domain.changes import Change
from regtrack.domain.zones import local_date
from regtrack.notify.headline import headline
from regtrack.services.watching import SourceReport

WIDTH = 80
_VALUE = 54
_HEADERS = ("From", "To", "Subject", "Date", "Message-ID")
_FIELDS = ("id", "kind", "division", "substances", "instrument", "stage", "from", "to", "on")


def heading(text: str) -> list[str]:
    """A title with a line under it."""
    return ["", text, "-" * len(text)]


def paragraph(text: str, indent: int = 0, width: int = WIDTH) -> list[str]:
    """Words in lines; addresses and ids are never broken."""
    pad = " " * indent
    return textwrap.wrap(
        text,
        width,
        initial_indent=pad,
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    )


def report_line(report: SourceReport) -> str:
    """How one source's run went."""
    requests = report.stats.get("requests", 0)
    outcome = "nothing new" if report.reason == "unchanged" else report.reason
    parts = [f"{requests} request{'s' * (requests != 1)}"]
    if report.documents:
        parts.append(f"{report.documents} document{'s' * (report.documents != 1)}")
    if report.changes:
        parts.append(f"{len(report.changes)} change{'s' * (len(report.changes) != 1)}")
    return f"  {report.key:<26} {outcome:<11} {', '.join(parts)}"


def fault_lines(report: SourceReport) -> Iterator[str]:
    """What a source's run could not read or was unsure of."""
    if report.held:
        yield f"      unsure, held for review: {report.held} readings"
    for fault in report.faults:
        yield from paragraph(f"fault, {fault.kind}: {fault.message}", 6)


def change_lines(change: Change, names: Mapping[str, str], now: dt.datetime) -> Iterator[str]:
    """One change: the sentence that its alert leads with, and the words it was read from."""
    alert = Alert(
        id=change.id,
        change=change,
        place=names.get(change.division, change.division),
        created_at=change.recorded_at,
        today=local_date(change.division, now),
        subscription="",
    )
    first, *rest = paragraph(headline(alert), 4)
    yield "  * " + first.lstrip()
    yield from rest
    quoted = next((e for e in change.evidence if e.quote), None)
    if quoted is not None:
        yield from paragraph(f'"{shortened(quoted.quote or "", 240)}"', 6)
    address = next((e.url for e in change.evidence if e.url), None)
    if address:
        yield "      " + shortened(address, WIDTH - 6)


def mail_lines(mail: Mail) -> Iterator[str]:
    """A mail as it was received: the headers that matter and its text."""
    message = email.message_from_bytes(mail.content, policy=email.policy.default)
    for name in _HEADERS:
        if message[name]:
            yield from _bar(f"{name}: {message[name]}")
    yield "  |"
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    for line in (body.get_content() if body else "").splitlines():
        yield from _bar(line)


def hook_lines(hook: Hook) -> Iterator[str]:
    """A webhook call as it was received: what signs it, and its event shortened."""
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        yield f"  | {name}: {hook.headers.get(name, '')}"
    yield "  | signature checked with the secret by the receiver: " + (
        "it fits" if hook.verified else "IT DOES NOT FIT"
    )
    yield "  |"
    for line in json.dumps(short_event(hook), indent=1, ensure_ascii=False).splitlines():
        yield f"  | {line}"


def short_event(hook: Hook) -> dict[str, object]:
    """The event with the fields that say what changed, and the first quote; long words are cut."""
    event = json.loads(hook.body)
    data = event["data"]
    kept = {name: _cut(data[name]) for name in _FIELDS if data.get(name)}
    quote = next((e["quote"] for e in data.get("evidence", ()) if e.get("quote")), None)
    if quote:
        kept["evidence"] = [{"quote": shortened(quote, _VALUE)}]
    return {"type": event["type"], "time": event["time"], "data": kept}


def _cut(value: object) -> object:
    if isinstance(value, str):
        return shortened(value, _VALUE)
    if isinstance(value, dict):
        return {name: _cut(part) for name, part in value.items() if part}
    return value


def shortened(text: str, most: int) -> str:
    """Text cut with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _bar(line: str) -> Iterable[str]:
    wrapped = paragraph(line, width=WIDTH - 4) if len(line) > WIDTH - 4 else [line]
    return (f"  | {part}".rstrip() for part in wrapped)
