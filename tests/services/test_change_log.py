"""From a change to deliveries: one message per address, for those who want it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records import COUNTY, KY, PAGE_BAN, REGULATE, TN, Desk, ban, bill, page, text
from regtrack.contract import VersionRole
from regtrack.domain.changes import ChangeKind
from regtrack.domain.observations import Authority
from regtrack.domain.substances import Substance

INTRODUCED = bill([("2026-06-10", "introduced")], [text(ban(), VersionRole.PROPOSAL)])
MS = "ocd-division/country:us/state:ms"


def addresses(desk: Desk) -> list[str]:
    return [address for _, address, _ in desk.deliveries()]


def test_one_address_gets_one_message_however_many_subscriptions_match(desk: Desk) -> None:
    desk.subscribe(id="s-1")
    desk.subscribe(id="s-2", division=TN)
    desk.subscribe(id="s-3", substances=(Substance.KRATOM,), email="two@example.org")
    desk.take(INTRODUCED)
    assert sorted(addresses(desk)) == ["one@example.org", "two@example.org"]


def test_a_subscription_with_two_endpoints_gets_one_message_at_each(desk: Desk) -> None:
    desk.subscribe(webhook="https://hooks.example.org/a", secret="whsec_eHg=")
    desk.take(INTRODUCED)
    assert sorted(addresses(desk)) == ["https://hooks.example.org/a", "one@example.org"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, True),
        ({"division": MS}, True),  # what is below
        ({"division": COUNTY}, True),
        ({"division": COUNTY + "/place:x"}, True),  # what binds from above
        ({"division": COUNTY + "/place:x", "above": False}, False),
        ({"division": TN}, False),
        ({"division": "ocd-division/country:us/state:m"}, False),
        ({"kinds": (ChangeKind.STATUS, ChangeKind.STAGE)}, True),
        ({"kinds": (ChangeKind.RENEWED,)}, False),
        ({"substances": (Substance.KRATOM,)}, True),
    ],
)
def test_who_is_told_of_a_county_that_bans(
    desk: Desk, fields: dict[str, object], *, wanted: bool
) -> None:
    desk.subscribe(**fields)
    outcome = desk.take(page(PAGE_BAN))
    assert any(c.news for c in outcome.changes)
    assert bool(addresses(desk)) is wanted


AGGREGATOR = "told by an aggregator only; the official source has not been read"


@pytest.mark.parametrize("authority", [Authority.OFFICIAL, Authority.AGGREGATOR])
def test_a_change_of_stage_says_what_speaks_against_it(desk: Desk, authority: Authority) -> None:
    outcome = desk.take(replace(INTRODUCED, authority=authority))
    (told,) = outcome.changes
    assert told.kind is ChangeKind.STAGE
    assert told.notes == ((AGGREGATOR,) if authority is Authority.AGGREGATOR else ())


def test_a_stage_that_turns_the_status_is_as_sure_as_both_and_quotes_both(desk: Desk) -> None:
    desk.take(
        bill([("2026-06-10", "introduced")], [text(REGULATE, VersionRole.PROPOSAL, note="1")])
    )
    signed = bill([("2026-06-10", "introduced"), ("2026-06-20", "signed")], [text(ban())])
    copied = replace(signed, text_authority=Authority.AGGREGATOR)
    (told,) = desk.take(copied, at="2026-06-21T12:00:00Z").changes
    assert told.kind is ChangeKind.STAGE
    assert AGGREGATOR in told.notes
    quotes = [e.quote or "" for e in told.evidence]
    assert "Signed by Governor" in quotes[0]
    assert any("unlawful for any person to sell" in quote for quote in quotes[1:])


def test_each_place_is_told_apart(desk: Desk) -> None:
    desk.subscribe(division=KY)
    desk.take(INTRODUCED)
    assert addresses(desk) == []
    desk.take(bill([("2026-06-10", "introduced")], INTRODUCED.texts, division=KY))
    assert addresses(desk) == ["one@example.org"]


def test_a_page_told_the_same_again_is_told_to_nobody(desk: Desk) -> None:
    desk.subscribe()
    desk.take(page(PAGE_BAN))
    told = desk.deliveries()
    for noise in (" ", "", "  "):
        desk.take(page(PAGE_BAN, noise=noise))
    assert desk.deliveries() == told
