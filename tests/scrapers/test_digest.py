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
