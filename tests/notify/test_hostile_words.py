"""Words of a page that mean harm, through everything that shows them to somebody."""

from __future__ import annotations

import email
import email.policy
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree

from notify.samples import BANNED, BILL, TN, MakeAlert
from notify.test_feeds import AUGUST, JULY, line, told
from regtrack.cli.change_text import print_change
from regtrack.cli.output import put, put_json, table
from regtrack.domain.alerts import Alert
from regtrack.domain.changes import ChangeKind
from regtrack.domain.changes_json import change_json
from regtrack.domain.observations import Evidence
from regtrack.domain.substances import Substance
from regtrack.notify import webhook
from regtrack.notify.chat import wording
from regtrack.notify.email import compose
from regtrack.notify.feed_folder import FeedMaterial, write_feeds
from regtrack.notify.mailbox import mailbox
from regtrack.notify.render import render

#: A header of mail, a property of a calendar, mark-up, escapes of a terminal (C0 and C1), text that
#: runs backwards, a lone surrogate, NUL, an end of CDATA, a call to everybody in a chat.
HOSTILE = (
    "Kratom\r\nBcc: evil@example.net\r\n\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTACH:http://evil\x1b[2J"
    "\x1b]0;owned\x07\x9b31m\x00<script>alert(1)</script>]]>&bogus;<!ENTITY x SYSTEM 'file:///'>"
    "\u202eevil\u2066\u200b\ufeff\ud800 @everyone <!channel> [ohio.gov](https://evil) ; , \\n \x7f"
)
EVIL_URL = "javascript:alert(1)//\r\nX: y"
#: What no output may hold as a character, whatever it is escaped to.
HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@pytest.fixture
def alert(make_alert: MakeAlert) -> Alert:
    bill = replace(BILL, title=HOSTILE, number=HOSTILE, citation=HOSTILE, url=EVIL_URL)
    return make_alert(
        ChangeKind.SCHEDULED_START, place=HOSTILE, instrument=bill, lines=BANNED, on="2026-07-01",
        notes=(HOSTILE,), evidence=(Evidence(quote=HOSTILE, url=EVIL_URL, sha256=HOSTILE),),
    )  # fmt: skip


def harmless(text: str, allowed: str = "\n") -> bool:
    return not [c for c in text if c not in allowed and unicodedata.category(c) in HARMFUL]


def test_mail(alert: Alert) -> None:
    message = render(alert)
    raw = compose(message, mailbox("a@example.org"), mailbox("b@example.org")).as_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, email.message.EmailMessage)
    assert mail["Bcc"] is None
    assert harmless(mail["Subject"])
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        said = part.get_content()
        assert harmless(said, "\r\n")
        assert "javascript:" not in said
        assert kind == "plain" or "<script" not in said


def test_webhook_and_chat(alert: Alert) -> None:
    body = webhook.body(render(alert).event)
    assert body.isascii()
    assert harmless(body.decode())
    assert json.loads(body)["data"]["kind"] == "scheduled_start"
    for text in wording(render(alert)):
        assert harmless(text.replace("\N{WORD JOINER}", ""))
        assert not {"<", ">"} & set(text)
        assert "@everyone" not in text
        assert "](" not in text


def test_feed_and_calendar(tmp_path: Path, alert: Alert) -> None:
    act = alert.change.instrument
    assert act is not None
    events = told(line(JULY), line(AUGUST))
    material = FeedMaterial([alert.change], events, {TN: HOSTILE}, {"i-1": act})
    write_feeds(tmp_path, material, [TN], [Substance.KRATOM], base=EVIL_URL)
    raw = (tmp_path / "us/tn/kratom.atom").read_bytes()
    root = etree.fromstring(raw)
    assert harmless("".join(root.itertext()))
    assert {e.tag.rpartition("}")[2] for e in root.iter()} == {
        "feed", "id", "title", "updated", "author", "name", "generator", "subtitle", "entry",
        "published", "category", "content",
    }  # fmt: skip
    assert b"<script" not in raw
    assert "<script" not in root.findtext(".//{*}content")
    assert root.xpath("//@href") == []
    calendar = Calendar.from_ical((tmp_path / "us/tn/kratom.ics").read_bytes())
    assert calendar.errors == []
    assert [c.name for c in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    (event,) = calendar.walk("VEVENT")
    assert not {"ATTACH", "URL", "BCC"} & set(event)
    assert harmless(event["SUMMARY"] + event["DESCRIPTION"])
    assert "Kratom" in event["DESCRIPTION"]
    unfolded = (tmp_path / "us/tn/kratom.ics").read_bytes().replace(b"\r\n ", b"").decode()
    told_by_us = [x for x in unfolded.split("\r\n") if x.startswith(("SUMMARY:", "DESCRIPTION:"))]
    assert not [x for x in told_by_us if re.search(r"(?<!\\)(\\\\)*[;,]", x)]


def test_terminal(alert: Alert, capsys: pytest.CaptureFixture[str]) -> None:
    print_change(alert.change)
    put(table([[HOSTILE]], ["what"]))
    put_json({"change": change_json(alert.change), "words": HOSTILE})
    said = capsys.readouterr().out
    assert harmless(said)
    start = said.index("{")
    assert json.loads(said[start:])["words"] == HOSTILE  # escaped, and nothing lost
