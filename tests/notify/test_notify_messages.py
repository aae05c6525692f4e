"""One message of each kind, as a reader gets it and as a program does; digests; hostile pages.

The files in golden/ are what a reviewer reads. REGTRACK_WRITE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.samples import BANNED, BILL, NOW, SAME, TODAY, MakeAlert
from regtrack.domain.alerts import Alert
from regtrack.domain.changes import ChangeKind, StatusLine
from regtrack.domain.instruments import InstrumentKind, Stage
from regtrack.domain.observations import Confidence, Evidence
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.notify.digest import render_digest, singles
from regtrack.notify.email import Unsubscribing, compose
from regtrack.notify.mailbox import mailbox
from regtrack.notify.render import Message, render
from regtrack.notify.webhook import body
from regtrack.paths import data_path

K = ChangeKind
GOLDEN = Path(__file__).with_name("golden")
SENDER, TO = mailbox("regtrack <alerts@regtrack.example>"), mailbox("reader@example.org")
QUOTE = Evidence(
    "https://wapp.capitol.tn.gov/apps/Billinfo/default.aspx?BillNumber=HB1649",
    "It is an offense for a person to knowingly sell or offer for sale kratom",
    "5f" * 32,
    "html/1",
    10,
    83,
    NOW,
)
LIFTED = (StatusLine(Substance.KRATOM, Status.PROHIBITED, Status.REGULATED),)
REDLINE = (
    "It is [-lawful-] {+unlawful+} to sell kratom to a person under [-18-] {+21+} years of age …"
)
DOUBT = "told by an aggregator only; the official source has not been read"
OHIO = "ocd-division/country:us/state:oh"

#: Fields of one change of each kind.
KINDS: dict[ChangeKind, dict[str, object]] = {
    K.STAGE: {"stage": Stage.PASSED_ONE_CHAMBER, "how": None, "notes": (REDLINE, DOUBT)},
    K.SCHEDULED_START: {"lines": BANNED, "on": "2026-07-01"},
    K.CAME_INTO_FORCE: {"lines": BANNED, "on": "2026-06-19"},
    K.RENEWED: {"lines": SAME, "on": "2026-06-18"},
    K.SUNSET_NEAR: {"lines": LIFTED, "on": "2026-07-15"},
    K.ENDED: {"lines": LIFTED, "on": "2026-06-18"},
    K.STATUS: {
        "lines": BANNED,
        "on": None,
        "stage": None,
        "confidence": Confidence.LOW,
        "notes": (DOUBT,),
    },
    K.CORRECTION: {"lines": BANNED, "stage": None},
    K.RETRACTION: {"lines": LIFTED, "stage": None, "on": None},
    K.TEXT: {"lines": (), "stage": None, "on": "2026-06-19", "notes": (REDLINE,)},
    K.SOURCE_FAULT: {
        "lines": (),
        "stage": None,
        "on": None,
        "instrument": None,
        "notes": ("tn-bills: blocked (403); the proof of this place is growing old",),
    },
}
HOSTILE = (
    "</td></table><script>alert(1)</script><img src=//x.example onerror=y>&\"'`\r\n"
    "Bcc: x@example.net\r\n\r\n\x1b]0;t\x07\x1b[31m\u202e\u2066\u200b\0\u2028[-<b>-] {+<i>"
)


def alert_of(make_alert: MakeAlert, kind: ChangeKind) -> Alert:
    evidence = () if kind is K.SOURCE_FAULT else (QUOTE,)
    alert = make_alert(kind, **{"evidence": evidence, **KINDS[kind]})
    if kind in (K.CORRECTION, K.RETRACTION):
        change = dataclasses.replace(alert.change, mends=("c-" + "0" * 24,), thread=BILL.id)
        return Alert(alert.id, change, alert.place, NOW, TODAY, alert.subscription)
    return alert


def digest_of(make_alert: MakeAlert, **more: object) -> Alert:
    """Two changes in Ohio, the second urgent, one in Tennessee before them; one of them twice."""
    quiet = make_alert(K.STAGE, stage=Stage.IN_COMMITTEE, **more).change
    ohio = [
        make_alert(K.RENEWED, division=OHIO, evidence=(QUOTE,), **more).change,
        make_alert(K.STATUS, division=OHIO, lines=BANNED, stage=None, **more).change,
    ]
    found = [dataclasses.replace(c, key=f"k{n}") for n, c in enumerate((quiet, *ohio))]
    changes = (*found, found[1])
    return Alert(
        "msg_d", changes[0], "Tennessee", NOW, TODAY, "sub-1", changes,
        ("Tennessee", "Ohio", "Ohio", "Ohio"),
    )  # fmt: skip


def schema(name: str) -> jsonschema.Draft202012Validator:
    found = json.loads(Path(data_path("schemas", f"{name}.v1.json")).read_text())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@pytest.mark.parametrize("name", [*K, "digest"])
def test_messages_are_as_reviewed(make_alert: MakeAlert, name: str) -> None:
    if name == "digest":
        message = render_digest(digest_of(make_alert))
    else:
        message = render(alert_of(make_alert, K(name)))
    made = {
        f"{name}.txt": f"Subject: {message.subject}\n\n{message.text}",
        f"{name}.html": message.html,
        f"{name}.json": json.dumps(message.event, indent=1) + "\n",
    }
    for file, said in made.items():
        if os.environ.get("REGTRACK_WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            (GOLDEN / file).write_text(said, encoding="utf-8")
        assert (GOLDEN / file).read_text(encoding="utf-8") == said


def test_every_kind_has_a_golden_message() -> None:
    assert set(KINDS) == set(K)
    assert {p.stem for p in GOLDEN.iterdir()} == {*K, "digest"}


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("act", [InstrumentKind.BILL, InstrumentKind.RULE])
def test_events_are_valid_by_the_published_schema(
    make_alert: MakeAlert, kind: ChangeKind, act: InstrumentKind
) -> None:
    alert = alert_of(make_alert, kind)
    made = alert.change.instrument and dataclasses.replace(alert.change.instrument, kind=act)
    change = dataclasses.replace(alert.change, instrument=made)
    event = render(Alert("msg_1", change, "Tennessee", NOW, TODAY, "sub-1")).event
    schema("change").validate(event)
    if made:
        data = event["data"]
        assert isinstance(data, dict)
        told = data["instrument"]
        number = "document_number" if act is InstrumentKind.RULE else "identifier"
        assert (told[number], told["legislative_session"]) == ("HB 1649", "114")


def test_a_schema_refuses_what_it_does_not_know(make_alert: MakeAlert) -> None:
    event = render(alert_of(make_alert, K.STATUS)).event
    event["type"] = "org.regtrack.change.v2"
    assert not schema("change").is_valid(event)


def test_a_digest_event_is_valid_and_tells_each_change_once(make_alert: MakeAlert) -> None:
    event = render_digest(digest_of(make_alert)).event
    schema("digest").validate(event)
    data = event["data"]
    assert isinstance(data, dict)
    assert len(data["changes"]) == 3


def test_an_event_is_the_same_on_another_day(make_alert: MakeAlert) -> None:
    alert = alert_of(make_alert, K.SCHEDULED_START)
    later = dataclasses.replace(alert, today=TODAY + dt.timedelta(days=2))
    assert body(render(alert).event) == body(render(later).event)


def test_a_digest_leads_with_what_matters_most_and_keeps_places_together(
    make_alert: MakeAlert,
) -> None:
    alert = digest_of(make_alert)
    order = [(s.place, s.change.kind) for s in singles(alert)]
    assert order == [("Ohio", K.STATUS), ("Ohio", K.RENEWED), ("Tennessee", K.STAGE)]
    message = render_digest(alert)
    assert message.subject.startswith("3 changes in Ohio and Tennessee: Ohio: kratom is now banned")
    assert message.text.index("In this message") < message.text.index("Ohio\n====")
    assert message.html.count("<html") == 1
    links = re.findall(r'href="#(c\d)"', message.html)
    assert links == re.findall(r'id="(c\d)"', message.html) == ["c1", "c2", "c3"]


def test_the_redline_is_struck_and_added_in_html_and_as_it_is_in_text(
    make_alert: MakeAlert,
) -> None:
    message = render(alert_of(make_alert, K.TEXT))
    assert "It is <del>lawful</del> <ins><b>unlawful</b></ins> to sell" in message.html
    assert REDLINE in " ".join(message.text.split())
    cut = render(make_alert(K.TEXT, notes=("a [-b<c",)))
    assert "a <del>b&lt;c</del>" in cut.html


def header(message: Message, name: str, recipient: str = "reader@example.org") -> str:
    return str(compose(message, mailbox(recipient), SENDER)[name])


def test_a_thread_is_of_an_instrument_and_an_address(make_alert: MakeAlert) -> None:
    first = render(make_alert(stage=Stage.INTRODUCED))
    other_subscription = render(make_alert(stage=Stage.VETOED, subscription="sub-2"))
    mended = alert_of(make_alert, K.RETRACTION)
    no_act = dataclasses.replace(mended.change, instrument=None)
    retracted = render(dataclasses.replace(mended, change=no_act, changes=(no_act,)))
    roots = {header(m, "References") for m in (first, other_subscription, retracted)}
    assert roots == {header(first, "In-Reply-To")}
    assert header(first, "References", "two@example.org") not in roots
    assert header(first, "Message-ID") not in roots


def test_unsubscribing_is_offered_by_mail_and_where_there_is_a_page_by_one_click(
    make_alert: MakeAlert,
) -> None:
    message = render(make_alert())
    assert "<mailto:alerts@regtrack.example?subject=unsubscribe%20sub-1>" in header(
        message, "List-Unsubscribe"
    )
    own = Unsubscribing("ops+k&x@example.org", "https://example.org/u?a=1")
    mail = compose(message, TO, SENDER, own)
    assert mail["List-Unsubscribe"] == (
        "<https://example.org/u?a=1&subscription=sub-1>, "
        "<mailto:ops%2Bk%26x@example.org?subject=unsubscribe%20sub-1>"
    )
    for url, told in (
        ("https://example.org/u/{subscription}", "https://example.org/u/sub-1"),
        ("https://example.org/u", "https://example.org/u?subscription=sub-1"),
    ):
        mail = compose(message, TO, SENDER, Unsubscribing(None, url))
        assert mail["List-Unsubscribe"].startswith(f"<{told}>, ")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069]")


@given(
    page=st.just(HOSTILE)
    | st.text(max_size=120)
    | st.text(alphabet="<>&\"'/=\r\n[-]{+}scriptB:\u202e", max_size=60),
    kind=st.sampled_from(K),
)
def test_a_hostile_page_stays_in_its_place_in_every_rendering(
    make_alert: MakeAlert, page: str, kind: ChangeKind
) -> None:
    act = dataclasses.replace(BILL, title=page, number=page, citation=page, session=page, url=page)
    hostile: dict[str, object] = {
        "place": page, "instrument": act, "how": page, "subscription": page,
        "evidence": (Evidence(page, page, page, page),), "notes": (page, f"[-{page}-] {{+{page}"),
    }  # fmt: skip
    alert = make_alert(kind, **hostile)
    second = dataclasses.replace(alert.change, key="other")
    both = dataclasses.replace(alert, changes=(alert.change, second), places=(page, page))
    for message in (render(alert), render_digest(both)):
        assert not _HIDDEN.search(message.subject + message.text + message.html)
        assert "\n" not in message.subject
        for tag, given_ in _Tags(message.html).found:
            assert tag not in {"script", "img", "style", "link", "iframe", "form", "base", "i"}
            assert not [name for name in given_ if name.startswith("on") or name == "src"]
            assert re.match(r"https?://|#c\d$", given_.get("href") or "#c1")
        assert not [s for s in strings(message.event) if _HIDDEN.search(s) or "\n" in s]
        head = compose(message, TO, SENDER).as_bytes().partition(b"\r\n\r\n")[0]
        assert b"\r\nBcc" not in head
    schema("change").validate(render(alert).event)


def test_the_shape_of_the_html_does_not_depend_on_what_a_page_says(make_alert: MakeAlert) -> None:
    def shape(said: str) -> list[str]:
        act = dataclasses.replace(BILL, title=said, number=said)
        page = render(make_alert(K.STATUS, place=said, instrument=act, notes=(said,))).html
        return [tag for tag, _ in _Tags(page).found]

    assert shape(HOSTILE.replace("[-", "").replace("{+", "")) == shape("plain")
