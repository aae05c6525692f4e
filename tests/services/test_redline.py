"""The redline of a watched page: what counts, what is noise, and how it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import COUNTY, PAGE_AGE, PAGE_BAN, PAGE_SILENT, Desk, page
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.changes_json import change_json
from regtrack.domain.observations import Authority
from regtrack.domain.status import Status
from regtrack.services.redline import redline

CODE = """City of Exampleville
Sec. 9-1. Dogs. A dog shall be kept on a leash.
Dogs may run in the park.
Sec. 9-2. Kratom. No person shall sell kratom to a person under 21 years of age.
A violation is punished by a fine of $100.
Sec. 9-3. Noise. No person shall make noise."""


def marks(old: str, new: str) -> list[str]:
    return [hunk.marked for hunk in redline(old, new).hunks]


def test_words_that_went_and_came_stand_in_their_context() -> None:
    (found,) = redline(CODE, CODE.replace("under 21", "under 18")).hunks
    assert (found.removed, found.added) == ("21", "18")
    assert (
        found.marked == "… person shall sell kratom to a person under [-21-] {+18+} years of age."
    )


def test_the_whole_section_that_names_it_counts_and_no_other() -> None:
    told = "A violation is punished by a fine of [-$100.-] {+$500.+}"
    assert marks(CODE, CODE.replace("$100", "$500")) == [told]
    assert marks(CODE, CODE.replace("run in the park", "run")) == []
    assert marks(CODE, CODE.replace("make noise", "shout")) == []


def test_a_section_that_is_gone_or_new_is_told() -> None:
    without = "\n".join(line for line in CODE.split("\n") if "kratom" not in line.lower())
    assert "{+" not in marks(CODE, without)[0]
    assert "No person shall sell kratom" in redline(CODE, without).hunks[0].removed
    assert "No person shall sell kratom" in redline(without, CODE).hunks[0].added


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Last updated: May 1, 2026", "Last updated: June 2, 2026"),
        ("Page generated in 0.12 s", "Page generated in 0.34 s"),
        ("12,345 visitors", "12,400 visitors"),
        ("Visitors: 12,345", "Visitors: 12,400"),
        ("Current time: 12:01:02 PM EST", "Current time: 12:05:07 PM EST"),
        ("© 2025 City", "© 2026 City"),
        ("Session id: a1b2c3d4", "Session id: 99ffee00"),
        ("Printed 10:01:02", "Printed 10:05:07"),
        ("Last checked: 3 minutes ago", "Last checked: 2 hours ago"),
        ("Viewed 1,234 times", "Viewed 1,240 times"),
        ("Home | About | News", "Home | About | Jobs"),
        ("Latest news\nPool opens", "Latest news\nRoad closed\nPool opens\nTree planted"),
    ],
)
def test_noise_is_no_change_though_it_stands_near(old: str, new: str) -> None:
    assert marks(f"{old}\n{CODE}", f"{new}\n{CODE}") == []


def test_a_date_of_the_law_is_no_noise() -> None:
    text = "Kratom may not be sold as of July 1, 2026, at 5:00 p.m., as amended in session 114."
    for old, new in (("July", "August"), ("5:00", "9:00"), ("114", "115"), ("2026", "2027")):
        assert marks(text, text.replace(old, new)) != []


def test_without_sections_the_lines_around_a_name_count() -> None:
    lines = [f"Line {n}." for n in range(9)]
    lines[4] = "Kratom is banned."
    near, far = list(lines), list(lines)
    near[5], far[8] = "Line five.", "Line eight."
    assert len(marks("\n".join(lines), "\n".join(near))) == 1
    assert marks("\n".join(lines), "\n".join(far)) == []


def test_many_places_and_long_ones_are_bounded() -> None:
    old = "\n".join(f"Sec. {n}. Kratom rule {n} holds.\nSec. {n}a. Other." for n in range(30))
    found = redline(old, old.replace("holds", "ends"))
    assert (len(found.hunks), found.more) == (8, 22)
    assert found.notes()[-1] == "and 22 more places"
    words = " ".join(f"w{n}" for n in range(9000))
    (long,) = redline(f"Kratom {words}", f"Kratom {words[::-1]}").hunks
    assert len(long.marked) <= 380


# As a change -------------------------------------------------------------------------------------

FINE = PAGE_BAN + "\nA violation is punished by a fine of $100."


def reworded(desk: Desk) -> list[Change]:
    return desk.changes(ChangeKind.TEXT)


@pytest.fixture
def watched(desk: Desk) -> Desk:
    for words in (FINE, FINE.replace("$100", "$500"), FINE + "\n3,001 visitors",
                  FINE + "\n3,002 visitors"):  # fmt: skip
        desk.shelf.put(words)
    desk.take(page(FINE), "2026-06-15T12:00:00+00:00")
    return desk


def test_other_words_with_the_same_status_are_a_change_of_their_own_once(watched: Desk) -> None:
    with watched.app.unit() as (repository, now):
        for name, kinds in (("s-all", ()), ("s-text", (ChangeKind.TEXT,))):
            wanted = Subscription(name, None, kinds=kinds, email=f"{name}@example.org")
            repository.add_subscription(wanted, now)
    outcome = watched.take(page(FINE.replace("$100", "$500")), "2026-06-16T12:00:00+00:00")
    (change,) = outcome.changes
    assert change.kind is ChangeKind.TEXT
    assert change.notes == ("A violation is punished by a fine of [-$100.-] {+$500.+}",)
    assert change_json(change)["notes"] == list(change.notes)
    with watched.app.engine.connect() as connection:
        sent = connection.exec_driver_sql("SELECT subscription FROM delivery").scalars().all()
    assert sent == ["s-text"]
    watched.take(page(FINE), "2026-06-17T12:00:00+00:00")
    watched.take(page(FINE.replace("$100", "$500")), "2026-06-18T12:00:00+00:00")
    assert len(reworded(watched)) == 1


def test_other_words_are_as_sure_as_their_reading(watched: Desk) -> None:
    doubted = page(FINE.replace("$100", "$500"))
    doubted = replace(doubted, text_authority=Authority.AGGREGATOR)
    (change,) = watched.take(doubted, "2026-06-16T12:00:00+00:00").changes
    assert change.kind is ChangeKind.TEXT
    assert change.notes[1:] == (
        "told by an aggregator only; the official source has not been read",
    )


def test_noise_makes_no_change(watched: Desk) -> None:
    watched.take(page(FINE + "\n3,001 visitors"), "2026-06-16T12:00:00+00:00")
    watched.take(page(FINE + "\n3,002 visitors"), "2026-06-17T12:00:00+00:00")
    assert reworded(watched) == []


def test_a_page_that_is_silent_for_a_day_and_then_as_before_is_no_event(desk: Desk) -> None:
    for words in (FINE, PAGE_SILENT):
        desk.shelf.put(words)
    desk.take(page(FINE), "2026-06-15T12:00:00+00:00")
    told = desk.told()
    desk.take(page(PAGE_SILENT), "2026-06-16T12:00:00+00:00")
    desk.take(page(FINE), "2026-06-17T12:00:00+00:00")
    assert (desk.told(), reworded(desk)) == (told, [])
    assert desk.status("2026-06-18", COUNTY) is Status.PROHIBITED


def test_where_the_status_changes_too_the_redline_is_among_its_notes(watched: Desk) -> None:
    outcome = watched.take(page(PAGE_AGE), "2026-06-16T12:00:00+00:00")
    assert reworded(watched) == []
    (change,) = (c for c in outcome.changes if c.kind is ChangeKind.STATUS)
    assert any("{+" in note and "21" in note for note in change.notes)
