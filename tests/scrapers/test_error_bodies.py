"""Answers with status 200 that are errors, empty or something else, read as a crawl reads them."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import platform_recordings as made
from fetching import fault_kinds, received
from regtrack_scrapers.platforms.model import Follow
from regtrack_scrapers.platforms.registry import PLATFORMS

AT = dt.datetime(2026, 10, 8, 14, tzinfo=dt.UTC)
SOURCES = {"legiscan": made.legiscan_source(), "congress": made.congress_source(),
           "govinfo": made.govinfo_source()}  # fmt: skip


def asked(platform: str, address: str) -> Follow:
    """The request whose address has these words, among those that good answers lead to."""
    spec = SOURCES[platform]
    waiting = list(PLATFORMS[platform].start(spec))
    good = {
        "op=getSearchRaw": made.search((2_100_430, "b" * 32)),
        "op=getBill&": {"status": "OK", "bill": made.legiscan_bill()},
        "/bill/119/hr?": made.bill_list(("8000", made.HR_TITLE, made.UPDATED[1])),
        "/bill/119/hr/8000?": made.congress_detail(2),
        "/bill/119/hr/8000/text": {"textVersions": [], "pagination": {"count": 0}},
    }
    while waiting:
        follow = waiting.pop(0)
        if address in follow.url:
            return follow
        body = next(json.dumps(b).encode() for words, b in good.items() if words in follow.url)
        found = received(spec, follow, body, "application/json", AT)
        assert fault_kinds(found) == []
        waiting += getattr(found, "follow", ())
    raise LookupError(address)


BODIES: tuple[tuple[str, str, str, str, str], ...] = (
    # platform, what of it, address, body, the fault ("" for none)
    ("legiscan", "bad key", "", json.dumps(made.error("Invalid API Key")), "blocked"),
    ("legiscan", "spent", "", json.dumps(made.error("API query limit exceeded")), "blocked"),
    ("legiscan", "gone", "op=getBill&", json.dumps(made.error("Unknown bill id")),
     "layout_changed"),
    ("legiscan", "other error", "", json.dumps(made.error("Database busy")), "fetch_failed"),
    ("legiscan", "empty", "", json.dumps(made.search()), ""),
    ("legiscan", "no rows", "", json.dumps({"status": "OK", "searchresult": {"summary": {
        "count": 3}, "results": []}}), "layout_changed"),
    ("legiscan", "half a text", "op=getBillText", json.dumps(made.text_answer(
        b"half", text_size=99)), "fetch_failed"),
    ("legiscan", "other text", "op=getBillText", json.dumps(made.text_answer(b"other")),
     "fetch_failed"),
    ("legiscan", "no base64", "op=getBillText", json.dumps(made.text_answer(doc="%%%")),
     "layout_changed"),
    ("congress", "empty", "/bill/119/hr?", json.dumps(made.bill_list()), "unexpectedly_empty"),
    ("congress", "no list", "/bill/119/hr?", "{}", "layout_changed"),
    ("congress", "xml", "/bill/119/hr?", "<bills/>", "layout_changed"),
    ("congress", "untitled", "/bill/119/hr/8000?", json.dumps({"bill": {
        **made.congress_detail(1)["bill"], "title": ""}}), "layout_changed"),
    ("congress", "no actions", "/bill/119/hr/8000/actions", '{"actions": []}',
     "unexpectedly_empty"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("platform", "address", "body", "expected"),
    [(p, a, b, e) for p, _, a, b, e in BODIES],
    ids=[f"{p} {n}" for p, n, *_ in BODIES],
)
def test_a_body_that_says_something_else(
    platform: str, address: str, body: str, expected: str
) -> None:
    follow = asked(platform, address)
    found = received(SOURCES[platform], follow, body.encode(), "application/json", AT)
    assert fault_kinds(found) == ([expected] if expected else [])


XML: tuple[tuple[str, bytes, str], ...] = (
    ("html", b"<html><body>moved</body></html>", "layout_changed"),
    ("broken", made.status_xml(1)[:300], "layout_changed"),
    ("no actions", b"<billStatus><bill><congress>119</congress><type>HR</type><number>8000</number>"
     b"<title>END 7-OH Act</title></bill></billStatus>", "unexpectedly_empty"),
    ("no number", b"<billStatus><bill><title>x</title></bill></billStatus>", "layout_changed"),
    ("bomb", b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><billStatus><bill>'
     b"<congress>119</congress><type>&b;</type></bill></billStatus>", "layout_changed"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [x[1:] for x in XML], ids=[x[0] for x in XML])
def test_a_status_file_that_is_none(body: bytes, expected: str) -> None:
    follow = asked("govinfo", "BILLSTATUS-119hr8000")
    found = received(SOURCES["govinfo"], follow, body, "application/xml", AT)
    assert fault_kinds(found) == [expected]


def test_a_text_inside_an_answer_is_its_own_bytes() -> None:
    follow = asked("legiscan", "op=getBillText")
    answer = json.dumps(made.text_answer()).encode()
    found = received(SOURCES["legiscan"], follow, answer, "application/json", AT)
    assert found == (made.KS_TEXT, "text/html")
    assert follow.public == (
        "https://www.kslegislature.gov/b2025_26/measures/documents/sb430_enrolled"
    )


def test_platforms_bear_the_names_under_which_they_are_found() -> None:
    assert {name: PLATFORMS[name].name for name in PLATFORMS} == {name: name for name in PLATFORMS}
    assert "gazette" not in PLATFORMS
