"""Hosts, robots rules, digests, addresses of the replay server, and the settings themselves."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from regtrack_scrapers import settings
from regtrack_scrapers.base import _by_turns
from regtrack_scrapers.digest import page_digest
from regtrack_scrapers.hosts import is_private, may_redirect, registrable
from regtrack_scrapers.middlewares import Throttle
from regtrack_scrapers.replay_address import real_url, replay_url
from regtrack_scrapers.robots import rules_from


@pytest.mark.parametrize(
    ("start", "target", "may"),
    [
        ("https://www.flsenate.gov/a", "https://flsenate.gov/b", True),
        ("http://a.example.com/", "https://b.example.com/", True),
        ("https://a.example.com/", "http://a.example.com/", False),
        ("https://rules.state.oh.us/", "https://other.state.oh.us/", True),
        ("https://alice.github.io/", "https://bob.github.io/", False),
        ("https://a.gov/", "https://evil.com/", False),
        ("https://a.gov/", "https://a.gov.evil.com/", False),
        ("https://a.gov/", "file:///etc/passwd", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", True),
    ],
)
def test_redirects_stay_with_the_owner(start: str, target: str, may: bool) -> None:
    assert may_redirect(start, target) is may


def test_registrable_names() -> None:
    assert registrable("https://apps.legislature.ky.gov/x") == "ky.gov"
    assert registrable("https://www.legislation.gov.uk/x") == "legislation.gov.uk"
    assert registrable("nonsense") == ""


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "0.0.0.0", "fe80::1"],
)
def test_addresses_of_our_own_network(address: str) -> None:
    assert is_private(address)


def test_public_addresses_and_names_are_not_private() -> None:
    assert not is_private("93.184.216.34")
    assert not is_private("flsenate.gov")


def test_robots_rules() -> None:
    text = b"User-agent: *\nDisallow: /private\nCrawl-delay: 4\n\nUser-agent: bad\nDisallow: /\n"
    rules = rules_from(200, text)
    assert rules.allows("https://a.gov/rule", "regtrack")
    assert not rules.allows("https://a.gov/private/x", "regtrack")
    assert rules.delay("regtrack") == 4.0
    assert rules_from(404).allows("https://a.gov/x", "regtrack")
    for status in (500, 503, 429, None):
        assert not rules_from(status).allows("https://a.gov/x", "regtrack")


def test_a_digest_ignores_what_changes_at_every_request() -> None:
    page = (
        b"<html><head><meta name=csrf content=%d></head><body><nav>%d visitors</nav>"
        b"<main><p>Sale of kratom is %s.</p></main>"
        b"<form><input type=hidden value=%d></form><footer>%d</footer></body>"
    )
    one = page_digest(page % (1, 2, b"lawful", 3, 4), "text/html")
    assert one == page_digest(page % (5, 6, b"lawful", 7, 8), "text/html")
    assert one != page_digest(page % (1, 2, b"unlawful", 3, 4), "text/html")
    assert page_digest(b"a", "application/pdf") != page_digest(b"b", "application/pdf")


@pytest.mark.parametrize(
    "url", ["https://a.gov/x?y=1&z=%5B", "http://b.gov:8080/", "https://c.gov/a%20b"]
)
def test_replay_addresses_go_there_and_back(url: str) -> None:
    sent = replay_url("http://127.0.0.1:9", url)
    assert sent.startswith("http://127.0.0.1:9/http")
    assert real_url(sent.removeprefix("http://127.0.0.1:9")) == url


def test_no_real_address_in_another_path() -> None:
    assert real_url("/favicon.ico") is None
    assert real_url("/ftp/host/x") is None


def test_settings_are_polite_and_bounded() -> None:
    assert settings.ROBOTSTXT_OBEY is True
    assert settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert settings.COOKIES_ENABLED is False
    assert settings.DOWNLOAD_MAXSIZE == 32 * 1024 * 1024
    assert settings.DOWNLOAD_VERIFY_CERTIFICATES is True
    assert settings.MEMUSAGE_LIMIT_MB == 512
    assert 429 not in settings.RETRY_HTTP_CODES
    assert "Mozilla" not in settings.USER_AGENT
    assert settings.USER_AGENT.startswith("regtrack")


def test_a_304_lets_the_next_request_come_sooner() -> None:
    throttle = Throttle(get_crawler(settings_dict={"AUTOTHROTTLE_ENABLED": True}))
    throttle.mindelay, throttle.maxdelay = 0.1, 60.0
    slot = Slot(concurrency=1, delay=5.0, jitter=0.0)
    url = "https://a.gov/"
    throttle._adjust_delay(slot, 0.2, Response(url, status=500))
    assert slot.delay == 5.0
    throttle._adjust_delay(slot, 0.2, Response(url, status=304))
    assert slot.delay == pytest.approx(2.6)


def test_hosts_take_turns_from_the_start() -> None:
    urls = ["https://a.gov/1", "https://a.gov/2", "https://a.gov/3", "https://b.gov/1"]
    turns = [r.url for r in _by_turns(Request(u) for u in urls)]
    assert turns == ["https://a.gov/1", "https://b.gov/1", "https://a.gov/2", "https://a.gov/3"]
