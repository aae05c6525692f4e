"""legislation.gov.uk: acts, what changed them, when they began; a draft and a part are no law."""

from __future__ import annotations

import re

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, How, InstrumentKind, LinkKind, Stage, VersionRole
from regtrack_scrapers.platforms.model import Parsed

NAME = "legislation_gov_uk"
BASE = "https://www.legislation.gov.uk"
PSA, MDA, ORDERS = sources(NAME)
SI = body_of(NAME, "si-2024-190", day=2)


def order(body: bytes = SI, **carry: object) -> Parsed:
    return parse_one(ORDERS, body, f"{BASE}/uksi/2024/190/data.xml", **carry)


def test_an_act_as_revised_counts_from_the_day_it_is_read_and_its_start_from_its_commencement() -> (
    None
):
    (act, dates), faults, asked = seen(NAME, PSA.key)
    assert not faults
    assert asked[0] == f"{BASE}/ukpga/2016/2/data.xml"
    assert (act.kind, act.stage, act.how) == (InstrumentKind.STATUTE, Stage.ENACTED, How.SIGNED)
    assert (str(act.stage_on), act.effective_on, act.number) == ("2016-01-28", None, "2016 c. 2")
    assert act.texts[0].role is VersionRole.CURRENT
    assert (dates.aliases, str(dates.effective_on), dates.partial) == (
        act.aliases,
        "2016-05-26",
        True,
    )


def test_an_order_that_amends_the_watched_schedule_is_followed_once_and_told_with_its_start() -> (
    None
):
    documents, faults, asked = seen(NAME, MDA.key, day=2)
    order = next(d for d in documents if d.number == "S.I. 2024/190")
    assert f"{BASE}/uksi/2024/190/data.xml#2024-03-01T10:00:00Z" in asked
    assert not any("2022/32" in a for a in asked)  # another part of the act
    assert (order.kind, str(order.stage_on), str(order.effective_on)) == (
        InstrumentKind.RULE, "2024-02-27", "2024-03-20",
    )  # fmt: skip
    (link,) = order.links
    assert (link.kind, link.target.value, str(link.on)) == (
        LinkKind.AMENDS, "ocd-division/country:gb|ukpga/1971/38", "2024-03-20",
    )  # fmt: skip
    assert not faults


UNAPPLIED = b"""<ukm:UnappliedEffects><ukm:UnappliedEffect EffectId="key-190a"
 AffectedURI="http://www.legislation.gov.uk/id/ukpga/1971/38" AffectedProvisions="Sch. 2 Pt. 1"
 AffectingURI="http://www.legislation.gov.uk/id/uksi/2024/190" Type="words inserted"
 RequiresApplied="true" Applied="false"><ukm:InForceDates>
<ukm:InForce Date="2024-03-20" Applied="false"/></ukm:InForceDates></ukm:UnappliedEffect>
</ukm:UnappliedEffects></ukm:Metadata>"""


@pytest.mark.parametrize(
    ("old", "new", "is_stale"),
    [
        (b"", b"", True),
        (b'Date="2024-03-20" Applied', b'Date="2027-03-20" Applied', False),
        (b"Sch. 2 Pt. 1", b"s. 28A", False),
    ],
)
def test_a_text_without_a_change_that_is_in_force_is_stale(
    old: bytes, new: bytes, is_stale: bool
) -> None:
    late = UNAPPLIED.replace(old, new) if old else UNAPPLIED
    body = body_of(NAME, "mda").replace(b"</ukm:Metadata>", late)
    parsed = parse_one(MDA, body, f"{BASE}/ukpga/1971/38/data.xml")
    assert [f.kind for f in parsed.faults] == [FaultKind.STALE_UPSTREAM] * is_stale
    assert parsed.documents


def test_several_starts_are_no_start() -> None:
    one = b'<ukm:DateTime Date="2024-03-20"/>'
    body = SI.replace(one, one + one.replace(b"03-20", b"06-01"))
    assert order(body).documents[0].effective_on is None
    url = f"{BASE}/changes/affected/ukpga/2016/2/data.feed"
    effects = body_of(NAME, "psa-effects").replace(b'Date="2016-05-26"', b'Date="2016-04-06"', 1)
    assert not parse_one(PSA, effects, url, "list").documents


def test_a_list_of_effects_that_goes_on_tells_no_start() -> None:
    url = f"{BASE}/changes/affected/ukpga/2016/2/data.feed"
    link = b'<link rel="next" href="http://www.legislation.gov.uk/changes/x?page=2"/></feed>'
    parsed = parse_one(PSA, body_of(NAME, "psa-effects").replace(b"</feed>", link), url, "list")
    assert not parsed.documents
    assert parsed.follow[-1].url == "https://www.legislation.gov.uk/changes/x?page=2"


def test_a_draft_is_proposed() -> None:
    body = SI.replace(b"UnitedKingdomStatutoryInstrument", b"UnitedKingdomDraftStatutoryInstrument")
    (draft,) = order(body).documents
    assert (draft.stage, draft.how, draft.effective_on) == (Stage.PROPOSED, None, None)
    assert [t.role for t in draft.texts] == [VersionRole.PROPOSAL]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'SchemaVersion="1.0"', b'SchemaVersion="1.0" RestrictExtent="E+W+S"'),
        (b"id/uksi/2024/190", b"id/nisr/2024/190"),
        (b"Order 2024</dc:title>", b"Order (Northern Ireland) 2024</dc:title>"),
    ],
)
def test_what_holds_in_a_part_of_the_kingdom_is_told_without_its_text(
    old: bytes, new: bytes
) -> None:
    (part,) = order(SI.replace(old, new)).documents
    assert part.stage is Stage.ENACTED
    assert not part.texts


def test_what_is_enacted_and_not_in_force_is_kept_apart() -> None:
    body = body_of(NAME, "psa").replace(
        b'<P1group RestrictStartDate="2016-05-26"><Title>Supplying',
        b'<P1group Status="Prospective"><Title>Supplying',
    )
    parsed = parse_one(PSA, body, f"{BASE}/ukpga/2016/2/data.xml")
    living, coming = parsed.parts
    assert b"intentionally supplies" not in living.body
    assert b"is not an exempted" in living.body
    assert b"intentionally supplies" in coming.body
    assert [t.role for t in parsed.documents[0].texts] == [
        VersionRole.CURRENT,
        VersionRole.PROPOSAL,
    ]


def test_a_search_that_is_empty_is_told_and_each_bad_row_for_itself() -> None:
    _, faults, _ = seen(NAME, ORDERS.key, "empty")
    assert [f.kind for f in faults] == [FaultKind.UNEXPECTEDLY_EMPTY]
    body = re.sub(rb"<entry><id>[^<]*</id>", b"<entry>", body_of(NAME, "search", day=2), count=1)
    parsed = parse_one(ORDERS, body, f"{BASE}/uksi/data.feed", "list")
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
    assert len(parsed.follow) == 1


def test_pages_are_followed_on_the_same_site_only() -> None:
    documents, faults, _ = seen(NAME, ORDERS.key, "paged")
    assert [d.number for d in documents] == ["S.I. 2024/190", "S.I. 2023/1099"]
    body = body_of(NAME, "search-1", "paged").replace(
        b'next" type="application/atom+xml" href="http://www.legislation.gov.uk',
        b'next" type="application/atom+xml" href="http://elsewhere.example',
    )
    parsed = parse_one(ORDERS, body, f"{BASE}/uksi/data.feed", "list")
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
    assert not faults


@pytest.mark.parametrize(
    "body", [b"<html><body>x</body></html>", b"<feed/>", b"<Legislation/>", b"{}"]
)
def test_another_body_is_a_fault(body: bytes) -> None:
    parsed = parse_one(ORDERS, body, f"{BASE}/uksi/data.feed", "list")
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
    assert not parsed.documents
