"""Wording: never wrong on stage, nothing from a page gets out of its place."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.samples import BANNED, BILL, SAME, TODAY, MakeAlert
from regtrack.domain.changes import ChangeKind, StatusLine
from regtrack.domain.changes_json import change_json
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import InstrumentKind, Stage
from regtrack.domain.observations import Confidence, Evidence
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.notify import clean, words
from regtrack.notify.render import render

K = ChangeKind
SCHEDULED_7OH = (StatusLine(Substance.SEVEN_OH, Status.NO_SPECIFIC_LAW, Status.SCHEDULED),)
NASTY = (
    "\r\nBcc: x@example.net\r\n\r\n<script>alert(1)</script><img src=x onerror=y>&\"'"
    "\x1b[31m\u202e\0\u2028"
)


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        (
            {"stage": Stage.PASSED_ONE_CHAMBER},
            "Tennessee: kratom bill HB 1649 passed one chamber (not law)",
        ),
        (
            {"lines": BANNED, "how": "signed"},
            "Tennessee: kratom is now banned since 2026-06-18; bill HB 1649 was enacted (signed)",
        ),
        (
            {"lines": BANNED, "on": "2026-07-01"},
            "Tennessee: kratom bill HB 1649 was enacted; "
            "kratom will be banned on 2026-07-01 (in 12 days)",
        ),
        (
            {"kind": K.SCHEDULED_START, "lines": BANNED, "on": "2026-07-01"},
            "Tennessee: kratom will be banned: bill HB 1649 comes into force "
            "on 2026-07-01 (in 12 days)",
        ),
        (
            {
                "kind": K.CAME_INTO_FORCE,
                "place": "Ohio",
                "lines": SCHEDULED_7OH,
                "on": "2025-12-12",
                "substances": (Substance.SEVEN_OH,),
            },
            "Ohio: 7-OH is now a controlled substance since 2025-12-12",
        ),
        (
            {"kind": K.SUNSET_NEAR, "lines": SAME, "on": "2026-06-20"},
            "Tennessee: kratom bill HB 1649 ends on 2026-06-20 (tomorrow); "
            "kratom is still legal under product rules",
        ),
        (
            {"kind": K.CORRECTION, "lines": BANNED, "stage": None},
            "Correction: Tennessee: kratom is banned, not legal under product rules as we said; "
            "what we said about kratom bill HB 1649 was wrong",
        ),
        (
            {"kind": K.STATUS, "lines": BANNED, "on": None, "confidence": Confidence.LOW},
            "Tennessee: kratom is now banned (since when is not known) [low confidence]",
        ),
        (
            {"kind": K.SOURCE_FAULT, "stage": None, "notes": ("tn-bills: blocked (403)",)},
            "Source fault: Tennessee: tn-bills: blocked (403)",
        ),
    ],
)
def test_subjects(make_alert: MakeAlert, fields: dict[str, object], subject: str) -> None:
    assert render(make_alert(**fields)).subject == subject


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        pair
        for pair in itertools.product(K, sorted(words.NEVER_IN_FORCE))
        if pair[0] not in (K.CORRECTION, K.RETRACTION, K.SOURCE_FAULT)
    ],
)
def test_a_text_that_is_not_law_is_never_worded_as_law(
    make_alert: MakeAlert, kind: ChangeKind, stage: Stage
) -> None:
    """Even where the change contradicts itself and says that the status moved."""
    message = render(make_alert(kind, stage=stage, lines=BANNED))
    assert "(not law" in message.subject
    for text in (message.subject, message.text, message.html):
        assert not re.search(r"\b(banned|in force since|was enacted|will be)\b", text)


@pytest.mark.parametrize("kind", [k for k in K if k is not K.SOURCE_FAULT])
@pytest.mark.parametrize("on", ["2026-07-01", "2027", "2026-06-20"])
def test_a_date_ahead_is_never_worded_as_reached(
    make_alert: MakeAlert, kind: ChangeKind, on: str
) -> None:
    message = render(make_alert(kind, lines=BANNED, on=on))
    text = message.subject + message.text.replace("\n", " ")
    assert not re.search(r"now banned|is banned|is in force|ended|, now: banned", text)


def test_a_month_that_holds_today_is_not_called_reached(make_alert: MakeAlert) -> None:
    subject = render(make_alert(K.STATUS, lines=BANNED, on="2026-06")).subject
    assert subject == (
        "Tennessee: kratom changes from legal under product rules to banned in 2026-06 "
        "(the day is not known)"
    )


def test_an_agency_notice_is_never_enacted_law(make_alert: MakeAlert) -> None:
    notice = dataclasses.replace(BILL, kind=InstrumentKind.AGENCY_NOTICE, number="2026-1")
    assert "(a notice, not a law)" in render(make_alert(instrument=notice)).subject


def test_unknown_does_not_read_as_allowed(make_alert: MakeAlert) -> None:
    lines = (StatusLine(Substance.KRATOM, Status.PROHIBITED, Status.UNKNOWN),)
    message = render(make_alert(K.ENDED, lines=lines))
    assert "kratom is now of unknown status" in message.subject
    assert "unknown does not mean allowed" in " ".join(message.text.split())


def test_the_body_says_what_a_reader_needs(make_alert: MakeAlert) -> None:
    evidence = Evidence("https://wapp.capitol.tn.gov/x", "It is an offense to sell kratom")
    message = render(
        make_alert(
            K.SCHEDULED_START,
            lines=BANNED,
            on="2026-07-01",
            evidence=(evidence,),
            notes=("read from a scan",),
        )
    )
    text = " ".join(message.text.split())
    for said in (
        "kratom, now: legal under product rules",
        "kratom, from 2026-07-01: banned",
        "Enacted is not the same as in force",
        "Comes into force: 2026-07-01 (in 12 days)",
        '"It is an offense to sell kratom"',
        "https://wapp.capitol.tn.gov/x",
        "Confidence: high",
        "Note: read from a scan",
        'regtrack status "Tennessee"',
        "information, not legal advice",
        "subscription sub-1",
    ):
        assert said in text
    assert "> " in message.text


def test_a_proposal_is_explained(make_alert: MakeAlert) -> None:
    text = " ".join(render(make_alert(stage=Stage.PROPOSED)).text.split())
    assert "A notice of intent is a proposal, not law" in text


def test_text_keeps_to_72_columns(make_alert: MakeAlert) -> None:
    quote = Evidence(None, "word " * 80 + "x" * 200)
    message = render(make_alert(evidence=(quote,), notes=("n " * 150,)))
    long = [x for x in message.text.splitlines() if len(x) > 72 and not x.startswith("  http")]
    assert long == []


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.tags


_ALLOWED = {
    *("html", "head", "meta", "title", "body", "div", "h1", "h2"),
    *("p", "bdi", "blockquote", "a", "code", "hr", "table", "tr", "td", "th", "del", "ins", "b"),
}


@given(
    st.text(max_size=200) | st.just(NASTY) | st.text(alphabet="<>&\"'/ asriptcon=\r\n", max_size=80)
)
def test_nothing_from_a_page_gets_out_of_its_place(make_alert: MakeAlert, page: str) -> None:
    evidence = Evidence(url=page, quote=page, sha256=page)
    instrument = dataclasses.replace(BILL, title=page, number=page, citation=page, url=page)
    alert = make_alert(
        place=page, instrument=instrument, evidence=(evidence,), notes=(page,), subscription=page
    )
    message = render(alert)
    assert not re.search(
        r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", message.subject
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", message.text)
    for tag, attributes in _tags(message.html):
        assert tag in _ALLOWED
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        href = attributes.get("href")
        assert href is None or href.startswith(("http://", "https://"))
    json.dumps(message.event).encode("ascii")
    json.dumps(message.event, ensure_ascii=False).encode()  # no lone surrogates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nBcc: b", "a Bcc: b"),
        ("a\x1b[31mb\x85c\u2028d", "a [31mb c d"),
        ("sale\u202edellac\u200b\ufeff", "saledellac"),
        ("lone \ud800 one", "lone one"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # a joiner that letters need
        ("x" * 400, "x" * 299 + "\u2026"),
    ],
)
def test_one_clean_line(text: str, shown: str) -> None:
    assert clean.line(text) == shown


def test_an_event_holds_what_every_json_store_takes(make_alert: MakeAlert) -> None:
    data = change_json(make_alert(notes=("a\ud800b\0c \U0001f600",)).change)
    assert data["notes"] == ["a\ufffdb\ufffdc \U0001f600"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ohio.gov/a?b=c&d#e", "https://ohio.gov/a?b=c&d#e"),
        ("https://ohio.gov:8443/a", "https://ohio.gov:8443/a"),
        ("https://[::1]:80/a", "https://[::1]:80/a"),
        ('HTTPS://Ohio.gov/Ä"<', "https://ohio.gov/%C3%84%22%3C"),
        ("https://оhio.gov/", "https://xn--hio-red.gov/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://ohio.gov@example.net/", None),
        ("//ohio.gov/", None),
        ("https://a b/", None),
        ("https://ohio.gov:99999/", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, shown: str | None) -> None:
    assert clean.address(url) == shown


def test_the_command_cannot_hold_another_one(make_alert: MakeAlert) -> None:
    text = render(make_alert(place='x"; rm -rf ~; `id` $(id) "')).text
    assert 'regtrack status "ocd-division/country:us/state:tn"' in text
    command = next(line for line in text.splitlines() if "regtrack status" in line)
    assert "rm -rf" not in command


def test_the_same_alert_is_the_same_message(make_alert: MakeAlert) -> None:
    one, two = (render(make_alert(lines=BANNED)) for _ in range(2))
    assert one == two
    assert one.message_id == "msg_1"
    assert one.thread == render(make_alert(stage=Stage.VETOED)).thread == BILL.id


def test_the_event(make_alert: MakeAlert) -> None:
    evidence = Evidence("https://x.example/", "q", "ab" * 32, "html/1", 1, 2, None)
    alert = make_alert(lines=BANNED, evidence=(evidence,), how="signed")
    event = render(alert).event
    assert event["type"] == "org.regtrack.change.v1"
    assert event["id"] == alert.id
    assert event["time"] == event["timestamp"] == "2026-06-19T14:03:00.000000Z"
    data = change_json(alert.change)
    sent = event["data"]
    assert isinstance(sent, dict)
    assert {k: v for k, v in sent.items() if k in data and k != "instrument"} == {
        k: v for k, v in data.items() if k != "instrument"
    }
    assert data["id"] == alert.change.id
    assert (data["from"], data["to"], data["on"]) == ("regulated", "prohibited", "2026-06-18")
    assert data["lines"] == [{"substance": "kratom", "from": "regulated", "to": "prohibited"}]
    assert json.loads(json.dumps(data)) == data
    assert {"kind", "session", "number", "citation", "title"} <= set(data["instrument"])  # type: ignore[call-overload] # a plain object by contract


def test_no_lines_no_from(make_alert: MakeAlert) -> None:
    data = change_json(make_alert(lines=(), instrument=None).change)
    assert data["from"] is data["to"] is data["instrument"] is None


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-06-19", "today"),
        ("2026-06-20", "tomorrow"),
        ("2026-06-18", "yesterday"),
        ("2026-06-09", "10 days ago"),
        ("2026-08", "the day is not known, in 43 days at the earliest"),
        ("2026", "the day is not known"),
    ],
)
def test_distances(on: str, said: str) -> None:
    assert words.distance(PartialDate(on), TODAY) == said


@given(
    st.lists(
        st.builds(
            StatusLine, st.sampled_from(Substance), st.sampled_from(Status), st.sampled_from(Status)
        ),
        max_size=3,
    ),
    st.sampled_from(ChangeKind),
    st.none() | st.sampled_from(Stage),
    st.none() | st.sampled_from(["2026", "2026-06", "2026-06-19", "2030-01-01", "1999"]),
)
def test_every_change_can_be_worded(
    make_alert: MakeAlert,
    lines: list[StatusLine],
    kind: ChangeKind,
    stage: Stage | None,
    on: str | None,
) -> None:
    named = tuple(dict.fromkeys(line.substance for line in lines))
    message = render(make_alert(kind, stage=stage, lines=tuple(lines), on=on, substances=named))
    assert message.subject.count("\n") == 0
    assert len(message.subject) < 600
    assert "information, not legal advice" in message.text
