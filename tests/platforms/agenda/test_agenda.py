"""Agendas of three systems: items that name a substance are leads, proposed at most."""

from __future__ import annotations

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, InstrumentKind, Stage
from regtrack_scrapers.platforms.registry import PLATFORMS, option_problems

NAME = "agenda"
GRANICUS, CIVICCLERK, PRIMEGOV = sources(NAME)


@pytest.mark.parametrize(
    ("key", "stage", "on"),
    [
        (GRANICUS.key, Stage.PROPOSED, "2026-01-27"),
        (CIVICCLERK.key, Stage.PROPOSED, "2026-09-14"),
        (PRIMEGOV.key, None, "None"),
    ],
)
def test_the_items_of_a_meeting_are_one_lead(key: str, stage: Stage | None, on: str) -> None:
    (lead,), faults, _ = seen(NAME, key)
    assert not faults
    assert (lead.kind, lead.stage) == (InstrumentKind.AGENCY_NOTICE, stage)
    assert str(lead.stage_on) == on
    assert (lead.texts, lead.how, lead.effective_on) == ((), None, None)
    assert lead.url
    assert lead.url.startswith("https://")


def test_the_same_meeting_is_the_same_lead_whatever_else_the_list_shows() -> None:
    (before,), _, _ = seen(NAME, GRANICUS.key)
    after, _, asked = seen(NAME, GRANICUS.key, day=2)
    assert before.aliases[0] in [d.aliases[0] for d in after]
    assert len(asked) == 4
    assert [d.stage for d in after] == [None, Stage.PROPOSED]


def test_only_the_newest_meetings_are_opened() -> None:
    options = {**GRANICUS.options, "meetings": 1}
    spec = type(GRANICUS)(**{**{f: getattr(GRANICUS, f) for f in GRANICUS.__slots__},
                             "options": options})  # fmt: skip
    parsed = parse_one(spec, body_of(NAME, "granicus", day=2), spec.url, "list")
    assert [f.url for f in parsed.follow] == [
        "https://cityoforange.granicus.com/AgendaViewer.php?view_id=2&event_id=1590"
    ]


def test_a_view_as_a_page_is_read_too() -> None:
    body = b"""<html><body><table class="listingTable"><tr><td>City Council</td>
    <td>January 27, 2026</td><td><a href="//cityoforange.granicus.com/AgendaViewer.php?id=9">Agenda
    </a></td></tr></table></body></html>"""
    (follow,) = parse_one(GRANICUS, body, GRANICUS.url, "list").follow
    assert follow.url == "https://cityoforange.granicus.com/AgendaViewer.php?id=9"
    assert follow.carry["on"] == "2026-01-27"


@pytest.mark.parametrize(
    ("spec", "body"),
    [
        (GRANICUS, b"<html><body><p>Maintenance</p></body></html>"),
        (GRANICUS, b"<?xml version='1.0'?><rss><item/></rss>"),
        (CIVICCLERK, b'{"events": []}'),
        (CIVICCLERK, b'{"value": null}'),
        (PRIMEGOV, b'{"meetings": []}'),
        (PRIMEGOV, b'[{"title": "x"}]'),
    ],
)
def test_a_list_that_lost_its_meetings_is_a_fault(spec: object, body: bytes) -> None:
    source = next(s for s in sources(NAME) if s == spec)
    parsed = parse_one(source, body, PLATFORMS[NAME].start(source)[0].url, "list")
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
    assert not parsed.follow


def test_an_empty_list_is_told_where_it_never_is_and_an_agenda_without_items_always() -> None:
    assert [f.kind for f in seen(NAME, GRANICUS.key, "empty")[1]] == [FaultKind.UNEXPECTEDLY_EMPTY]
    assert not seen(NAME, PRIMEGOV.key, "empty")[1]
    parsed = parse_one(PRIMEGOV, b"<html><body>x</body></html>", PRIMEGOV.url)
    assert [f.kind for f in parsed.faults] == [FaultKind.UNEXPECTEDLY_EMPTY]


def test_only_known_systems_are_taken() -> None:
    assert list(option_problems(NAME, {}, "https://www.exampleville.gov/agendas"))
    assert not list(option_problems(NAME, {}, GRANICUS.url))
