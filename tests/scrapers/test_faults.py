"""Telling a usable answer from one that only looks like it."""

from __future__ import annotations

import datetime as dt

import pytest

from regtrack.contract import FaultKind
from regtrack.domain import errors
from regtrack_scrapers.faults import Answer, find_fault, retry_after

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HTML = ("html", "pdf")
RULE = b"<html><title>Rule 4729</title><body>" + b"Schedule I lists mitragynine. " * 80 + b"</body>"


def answer(
    body: bytes = RULE,
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    url: str = "https://a.gov/rule",
    broken: bool = False,
    **headers: str,
) -> Answer:
    fields = {"content-type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return Answer("https://a.gov/rule", url, status, fields, body, broken)


def test_every_kind_is_the_word_of_an_error() -> None:
    words = {c.fault for c in vars(errors).values() if hasattr(c, "fault")}
    assert set(FaultKind) <= words


def test_a_plain_page_has_no_fault() -> None:
    assert find_fault(answer(), HTML, NOW) is None


def test_a_long_page_with_a_protection_script_or_a_login_box_is_a_page() -> None:
    script = b"<script src='/cdn-cgi/challenge-platform/x.js'></script><input type='password'>"
    assert find_fault(answer(RULE + script), HTML, NOW) is None


@pytest.mark.parametrize(
    "body",
    [
        b"<html><title>Just a moment...</title><body>wait</body></html>",
        b"<html><title>Attention Required! | Cloudflare</title></html>",
        b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference #18.2f</BODY></HTML>",
        b"<html><body>Please solve the captcha below</body></html>",
        b"<html><script src='/_Incapsula_Resource?x=1'></script></html>",
        b"<!doctype html><html><body>Verify you are human by completing the action</body></html>",
    ],
)
def test_a_challenge_page_is_blocked_whatever_its_type(body: bytes) -> None:
    for kind in ("text/html", "application/json", ""):
        fault = find_fault(answer(body, kind=kind), ("json", "html"), NOW)
        assert fault is not None
        assert fault.kind is FaultKind.BLOCKED


def test_a_login_wall_is_blocked() -> None:
    form = b"<html><body><form>User <input type=password></form></body></html>"
    for found in (
        find_fault(answer(form), HTML, NOW),
        find_fault(answer(url="https://a.gov/Account/Login?back=/rule"), HTML, NOW),
    ):
        assert found is not None
        assert found.kind is FaultKind.BLOCKED


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (403, FaultKind.BLOCKED),
        (429, FaultKind.BLOCKED),
        (451, FaultKind.BLOCKED),
        (404, FaultKind.LAYOUT_CHANGED),
        (410, FaultKind.LAYOUT_CHANGED),
        (500, FaultKind.FETCH_FAILED),
        (503, FaultKind.FETCH_FAILED),
        (204, FaultKind.FETCH_FAILED),
    ],
)
def test_statuses(status: int, kind: FaultKind) -> None:
    fault = find_fault(answer(status=status, retry_after="120"), HTML, NOW)
    assert fault is not None
    assert fault.kind is kind
    if status in (429, 503):
        assert fault.retry_after == 120.0


def test_bodies_that_are_not_what_they_should_be() -> None:
    cases = [
        (answer(b"{}", kind="application/json"), FaultKind.LAYOUT_CHANGED),
        (answer(b"GIF89a", kind="image/gif"), FaultKind.LAYOUT_CHANGED),
        (answer(b"<html>gone", kind="application/pdf"), FaultKind.LAYOUT_CHANGED),
        (answer(b" \n "), FaultKind.UNEXPECTEDLY_EMPTY),
        (answer(broken=True), FaultKind.FETCH_FAILED),
    ]
    for given, kind in cases:
        fault = find_fault(given, HTML, NOW)
        assert fault is not None
        assert fault.kind is kind


def test_a_pdf_without_a_proper_type_is_taken() -> None:
    assert find_fault(answer(b"%PDF-1.4 x", kind="application/octet-stream"), HTML, NOW) is None
    assert find_fault(answer(b"%PDF-1.4 x", kind="application/pdf"), HTML, NOW) is None


def test_retry_after_as_seconds_as_date_and_as_nonsense() -> None:
    assert retry_after({"retry-after": "30"}, NOW) == 30.0
    assert retry_after({"retry-after": "Sun, 22 Nov 2026 12:01:00 GMT"}, NOW) == 60.0
    assert retry_after({"retry-after": "Sun, 22 Nov 2026 11:00:00 GMT"}, NOW) == 0.0
    assert retry_after({"retry-after": "soon"}, NOW) is None
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize(
    "body",
    [
        b"<html><title>Page not found | City</title><body>Try the search.</body></html>",
        b"<html><title>City</title><body><h1>Error 404</h1><p>Sorry.</p></body></html>",
        b"<html><body><h2>This page no longer exists</h2></body></html>",
        "<html><title>Página no encontrada</title><body>Inicio</body></html>".encode(),
        b"<html><body><script src=/a.js></script><div id='root'></div></body></html>",
        b"<html><body><noscript>Please enable JavaScript.</noscript>Code</body></html>",
    ],
)
def test_a_page_that_says_it_is_gone_or_holds_only_scripts_is_no_page(body: bytes) -> None:
    fault = find_fault(answer(body), HTML, NOW)
    assert fault is not None
    assert fault.kind is FaultKind.LAYOUT_CHANGED


@pytest.mark.parametrize(
    "body",
    [
        RULE + b"<noscript>Please enable JavaScript.</noscript>",
        RULE.replace(b"<body>", b"<body><div id='root'>"),
        b"<html><title>Sec. 4-04. Kratom</title><body><h1>Kratom</h1>It is unlawful.</body></html>",
        b"<html><title>Rule</title><body><p>The file was not found by the court.</p></body></html>",
    ],
)
def test_a_page_with_words_is_a_page_whatever_else_it_says(body: bytes) -> None:
    assert find_fault(answer(body), HTML, NOW) is None


@pytest.mark.parametrize(
    ("url", "gone"),
    [
        ("https://a.gov/", True),
        ("https://a.gov/index.html", True),
        ("https://www.a.gov/home", True),
        ("https://a.gov/rule/", False),
        ("https://a.gov/code/home-rule", False),
    ],
)
def test_a_redirect_to_the_home_page_is_no_page(url: str, gone: bool) -> None:
    assert (find_fault(answer(url=url), HTML, NOW) is not None) is gone
