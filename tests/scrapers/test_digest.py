"""What a watched page says, without what changes at every request."""

from __future__ import annotations

import pytest

from regtrack_scrapers.digest import page_digest

PAGE = (
    "<html><head><title>Code</title><script>var t=1</script></head><body><nav>Home</nav>"
    "<div class='page-breadcrumb'>Home / Code</div><h1>Kratom</h1>"
    "<p>It is unlawful to sell kratom after July 1, 2026.</p>"
    "<p>Last updated: May 1, 2026 10:00 AM</p><p>12,345 visitors</p>"
    "<ins class='adsbygoogle'>Buy now</ins><input type=hidden name=csrf value=abc123>"
    "<p aria-hidden='true'>x1</p><footer>© 2026</footer></body></html>"
)


def digest(page: str) -> str:
    return page_digest(page.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("var t=1", "var t=2"),
        ("<nav>Home</nav>", "<nav>Home News</nav>"),
        ("Home / Code", "Home / Codes"),
        ("May 1, 2026 10:00 AM", "June 2, 2026 11:30 PM"),
        ("12,345 visitors", "12,346 visitors"),
        ("Buy now", "Sale"),
        ("abc123", "def456"),
        (">x1<", ">x2<"),
        ("© 2026", "© 2027"),
    ],
)
def test_noise_is_the_same_page(old: str, new: str) -> None:
    assert old in PAGE
    assert digest(PAGE) == digest(PAGE.replace(old, new))


def around(part: str) -> str:
    """A page with its law and this beside it."""
    law = "<h1>Kratom</h1><p>It is unlawful to sell kratom after July 1, 2026.</p>"
    return f"<html><body><main>{law}</main>{part}</body></html>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # times of its making
        ("Generated at 2026-11-22 10:15:03", "Generated at 2026-11-23 09:00:41"),
        ("Generated: Sunday, November 22, 2026 10:15 AM", "Generated: Monday, November 23, 2026 "
         "9:01 AM"),
        ("Printed on 11/22/2026 10:15 AM", "Printed on 11/23/2026 9:15 AM"),
        ("Retrieved 22 Nov 2026 10:15", "Retrieved 23 Nov 2026 11:15"),
        ("Today: Sunday, November 22, 2026", "Today: Monday, November 23, 2026"),
        ("Today&#8217;s date is 22 November 2026", "Today&#8217;s date is 23 November 2026"),
        ("Current server time: 11/22/2026 10:15 AM", "Current server time: 11/22/2026 10:16 AM"),
        ("Page rendered in 0.034 seconds", "Page rendered in 0.121 seconds"),
        ("Processing time: 12 ms", "Processing time: 9 ms"),
        ("Last checked: 3 minutes ago", "Last checked: 2 hours ago"),
        ("Last checked on November 22, 2026 at 10:15 AM", "Last checked on May 3, 2026 at 1:15 PM"),
        ("Last Updated: Sunday, November 22, 2026", "Last Updated: Monday, November 23, 2026"),
        ("Last updated 22 November 2026", "Last updated 3 December 2026"),
        ("Last updated 2026-11-22T10:15:03Z", "Last updated 2026-11-23T11:00:00Z"),
        ("Updated 5 minutes ago", "Updated an hour ago"),
        # counters
        ("1,234 visits", "1,235 visits"),
        ("1.2K views", "1.3K views"),
        ("Hit count: 1234", "Hit count: 1239"),
        ("You are visitor number 12,345", "You are visitor number 12,346"),
        ("This page has been viewed 1,234 times.", "This page has been viewed 1,239 times."),
        ("42 people are viewing this page", "17 people are viewing this page"),
        ("Users online: 12", "Users online: 15"),
        # tokens and addresses
        ("Request ID: 7f3a9c21", "Request ID: 88aa1c21"),
        ("www.x.gov/a;jsessionid=1A2B3C4D5E", "www.x.gov/a;jsessionid=9F2B3C4D5E"),
        ("www.x.gov/a?sid=1A2B3C4D5E&amp;p=1", "www.x.gov/a?sid=9F2B3C4D5E&amp;p=1"),
    ],
)  # fmt: skip
def test_times_counters_and_tokens_are_noise(old: str, new: str) -> None:
    assert digest(around(f"<p>{old}</p>")) == digest(around(f"<p>{new}</p>"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<input type=hidden name=__VIEWSTATE value='/wEPDw1'>",
         "<input type=hidden name=__VIEWSTATE value='/wEPDw2'>"),
        ("<script nonce=a1 src=/app.8f1c.js></script><img src=/seal.8f1c.png>",
         "<script nonce=b2 src=/app.77aa.js></script><img src=/seal.77aa.png>"),
        ("<a href='/x;jsessionid=1A?sid=7'>Next</a>", "<a href='/x;jsessionid=9C?sid=8'>Next</a>"),
        ("<iframe src=/ad?x=1>tea</iframe>", "<iframe src=/ad?x=2>shoes</iframe>"),
        ("<div class='ad-banner'>tea</div>", "<div class='ad-banner'>shoes</div>"),
        ("<div id='ad-slot-1' class='ad advert' hidden>tea</div>", ""),
        ("<div class='sponsored-content'>tea</div>", "<div class='sponsored-content'>shoes</div>"),
        ("<div class='cookie-notice'>We use cookies</div>", ""),
        ("<div id='onetrust-banner-sdk'>We use cookies</div>", ""),
        ("<div id='CybotCookiebotDialog'>We use cookies</div>", ""),
        ("<div role=dialog>We use cookies <span hidden>x</span></div>", ""),
        ("<dialog>We use cookies</dialog>", ""),
        ("<div class='navbar'><a>Home</a></div>", "<div class='navbar'><a>New</a></div>"),
        ("<ul role=menubar><li>Home</li></ul>", "<ul role=menubar><li>News</li></ul>"),
        ("<div style='display: none'>t1</div>", "<div style='display: none'>t2</div>"),
        ("<button>Share (12)</button>", "<button>Share (13)</button>"),
        ("<!-- 10:15:03 srv7 -->", "<!-- 10:16:03 srv9 -->"),
    ],
)  # fmt: skip
def test_what_frames_a_page_is_noise(old: str, new: str) -> None:
    assert digest(around(old)) == digest(around(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hearing: Sunday, November 22, 2026 10:15 AM", "Hearing: Monday, November 23, 2026 9 AM"),
        ("as of July 1, 2026 12:01 a.m. it is unlawful", "as of May 1, 2026 12:01 a.m. it is "
         "unlawful"),
        ("Last amended July 1, 2026", "Last amended July 9, 2026"),
        ("Last updated by Ord. 12-2026", "Last updated by Ord. 13-2026"),
        ("sold 1,234 times", "sold 1,235 times"),
        ("token limit: 25 mg", "token limit: 50 mg"),
        ("<aside>Sale to minors is unlawful</aside>", "<aside>Sale to anyone is unlawful</aside>"),
        ("<div class='heading-1 load read-more'>Sale</div>", "<div class='heading-1 load "
         "read-more'>Gift</div>"),
    ],
)  # fmt: skip
def test_what_may_be_law_is_no_noise(old: str, new: str) -> None:
    assert digest(around(f"<p>{old}</p>")) != digest(around(f"<p>{new}</p>"))


@pytest.mark.parametrize(
    "outermost",
    [
        "<body class='ad cookie-banner-open'>{}</body>",
        "<body><div class='gdpr-ready advert' role=dialog><h2>Code</h2>{}</div></body>",
        "<body><div hidden class='navbar ad'>{}</div><p>tail</p></body>",
    ],
)
def test_what_holds_the_page_is_no_frame_whatever_it_is_called(outermost: str) -> None:
    """Else the page would look the same for ever, whatever it says."""
    law = "<p>It is unlawful to sell kratom.</p>"
    other = law.replace("unlawful", "lawful")
    assert digest(outermost.format(law)) != digest(outermost.format(other))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("July 1, 2026", "July 2, 2026"),
        ("unlawful", "lawful"),
        ("<h1>Kratom</h1>", "<h1>Tea</h1>"),
        ("12,345 visitors", "12,345 ounces"),
    ],
)
def test_words_are_another_page(old: str, new: str) -> None:
    assert digest(PAGE) != digest(PAGE.replace(old, new))
