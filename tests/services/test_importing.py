"""Importing: once is once, each stage once, and never wrong on what is law."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from records import (
    COUNTY,
    DROPPED,
    PAGE_AGE,
    PAGE_BAN,
    PAGE_SILENT,
    REGULATE,
    Desk,
    ban,
    bill,
    notice,
    page,
    text,
)
from regtrack.contract import DocumentRecord, LinkRecord, PartialDate, Stage, VersionRole
from regtrack.domain.changes import ChangeKind
from regtrack.domain.instruments import (
    Alias,
    Instrument,
    InstrumentKind,
    LinkKind,
    bill_alias,
    instrument_id,
)
from regtrack.domain.observations import StageEvent
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.reading import finding
from regtrack.services.baseline import Baseline, observe
from regtrack.services.baseline_loading import load_into

EARLY = [("2026-06-01", "introduced"), ("2026-06-03", "committee")]
PASSED = [*EARLY, ("2026-06-05", "upper"), ("2026-06-08", "lower"), ("2026-06-10", "governor")]
LAW = [*PASSED, ("2026-06-12", "signed")]


# Once is once -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(bill(LAW, [text(ban())]), id="law"),
        pytest.param(bill(LAW, [text(ban("August 1, 2026"))]), id="law-to-come"),
        pytest.param(bill(LAW, [text(None)]), id="unreadable"),
        pytest.param(bill(EARLY), id="title-only"),
        pytest.param(page(PAGE_BAN), id="page"),
        pytest.param(
            bill(EARLY, links=(LinkRecord(LinkKind.COMPANION_OF, bill_alias("x", "1", "HB 1")),)),
            id="link",
        ),
    ],
)
def test_the_same_document_twice_writes_nothing_at_all(
    desk: Desk, document: DocumentRecord
) -> None:
    desk.subscribe()
    desk.take(document)
    before = desk.counts()
    again = desk.take(document, "2026-06-16T12:00:00+00:00")
    assert desk.counts() == before
    assert not again.changed
    assert before["observation"]


def test_other_bytes_with_the_same_words_write_nothing(desk: Desk) -> None:
    desk.take(page(PAGE_BAN))
    before = desk.counts()
    for noise in (" ", "  ", "", " "):
        assert not desk.take(page(PAGE_BAN, noise=noise)).changed
    assert desk.counts() == before


def test_a_page_that_goes_from_a_to_b_and_back_is_told_each_time(desk: Desk) -> None:
    desk.take(page(PAGE_BAN), "2026-06-15T12:00:00+00:00")
    desk.take(page(PAGE_AGE), "2026-06-17T12:00:00+00:00")
    assert desk.status("2026-06-17", COUNTY) is Status.AGE_RESTRICTED
    desk.take(page(PAGE_BAN), "2026-06-19T12:00:00+00:00")
    assert desk.status("2026-06-16", COUNTY) is Status.PROHIBITED
    assert desk.status("2026-06-18", COUNTY) is Status.AGE_RESTRICTED
    assert desk.status("2026-06-19", COUNTY) is Status.PROHIBITED
    moves = [f"{line.before}>{line.after}" for c in desk.changes() for line in c.lines
             if line.substance is Substance.KRATOM]  # fmt: skip
    assert moves[1:] == ["prohibited>age_restricted", "age_restricted>prohibited"]
    before = desk.counts()
    assert not desk.take(page(PAGE_BAN)).changed
    assert desk.counts() == before


# Law and not law --------------------------------------------------------------------------------


def test_each_stage_is_told_once_and_the_status_with_the_last(desk: Desk) -> None:
    for end in range(1, len(LAW) + 1):
        texts = [text(ban(), VersionRole.PROPOSAL, note="Introduced")]
        if end == len(LAW):
            texts.append(text(ban()))
        desk.take(bill(LAW[:end], texts))
    assert desk.told() == [
        "stage introduced",
        "stage in_committee",
        "stage passed_one_chamber",
        "stage passed_both",
        "stage to_governor",
        "stage enacted kratom:unknown>prohibited 7-oh:unknown>prohibited "
        "analogues:unknown>prohibited",
    ]


def test_a_law_to_come_is_one_stage_change_that_tells_its_start(desk: Desk) -> None:
    proposal = text(ban("August 1, 2026"), VersionRole.PROPOSAL, note="Introduced")
    desk.take(bill(PASSED, [proposal]))
    outcome = desk.take(bill(LAW, [proposal, text(ban("August 1, 2026"))]))
    news = [c for c in outcome.changes if c.news]
    assert [(c.kind, c.stage, c.lines) for c in news] == [(ChangeKind.STAGE, Stage.ENACTED, ())]
    assert "kratom: prohibited from 2026-08-01" in news[0].notes
    assert desk.status("2026-07-31") is Status.UNKNOWN
    assert desk.status("2026-08-01") is Status.PROHIBITED


def test_a_law_of_which_only_the_first_text_is_at_hand_is_pending(desk: Desk) -> None:
    desk.take(bill(LAW, [text(ban(), VersionRole.PROPOSAL, note="Introduced")]))
    assert desk.pending() == ["law, but only an earlier text is at hand"]
    assert desk.status("2026-06-15") is Status.UNKNOWN
    assert all(not c.lines for c in desk.changes())


def test_a_law_that_cannot_be_read_is_pending_and_a_fault(desk: Desk) -> None:
    proposal = text(ban(), VersionRole.PROPOSAL, note="Introduced")
    outcome = desk.take(bill(LAW, [proposal, text(None)]))
    assert [f.kind for f in outcome.faults] == ["unreadable_text"]
    assert len(desk.pending()) == 1
    assert "cannot be read" in desk.pending()[0]
    assert desk.status("2026-06-15") is Status.UNKNOWN


def test_a_bill_whose_text_cannot_be_read_is_told_by_its_title(desk: Desk) -> None:
    scan = text(None, VersionRole.PROPOSAL, note="Introduced")
    desk.take(bill(EARLY, [scan], title="An Act to prohibit the sale of kratom"))
    assert desk.told() == ["stage introduced", "stage in_committee"]
    assert desk.status("2026-06-15") is Status.UNKNOWN
    before = desk.counts()
    assert not desk.take(bill(EARLY, [scan], title="An Act to prohibit the sale of kratom")).changed
    assert desk.counts() == before


def test_of_two_formats_the_readable_one_is_read(desk: Desk) -> None:
    scan, html = text(None, media_type="text/html"), text(ban(), media_type="application/pdf")
    desk.take(bill(LAW, [scan, html]))
    assert desk.status("2026-06-15") is Status.PROHIBITED
    assert desk.pending() == []


def test_a_subject_dropped_before_enactment_changes_no_status(desk: Desk) -> None:
    first = text(ban(), VersionRole.PROPOSAL, note="Introduced")
    desk.take(bill(PASSED, [first]))
    outcome = desk.take(bill(LAW, [first, text(DROPPED)]))
    assert [c.stage for c in outcome.changes] == [Stage.ENACTED]
    assert not any(c.lines for c in desk.changes())
    assert desk.status("2026-08-01") is Status.UNKNOWN


def test_a_law_too_long_to_be_read_whole_waits_for_a_person(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_CLAUSES", 0)
    outcome = desk.take(bill(LAW, [text(ban())]))
    assert outcome.held >= 1
    assert not any(c.lines for c in desk.changes())
    assert desk.pending() == ["a reading waits for review"]


def test_a_proposal_moves_no_status(desk: Desk) -> None:
    desk.take(bill(PASSED, [text(ban(), note="Enrolled")]))
    assert desk.status("2026-07-01") is Status.UNKNOWN
    assert not any(c.lines for c in desk.changes())


def test_a_page_that_stops_naming_the_substance_is_held_and_the_status_stands(desk: Desk) -> None:
    desk.take(page(PAGE_BAN), "2026-06-15T12:00:00+00:00")
    outcome = desk.take(page(PAGE_SILENT), "2026-06-17T12:00:00+00:00")
    assert outcome.held == 1
    assert outcome.changes == []
    assert desk.status("2026-06-18", COUNTY) is Status.PROHIBITED
    assert desk.pending(COUNTY) == ["a reading waits for review"]
    assert desk.status("2026-06-18", COUNTY) is Status.PROHIBITED


# Records that waver -----------------------------------------------------------------------------


def test_a_record_that_loses_a_row_and_finds_it_again_retracts_nothing(desk: Desk) -> None:
    texts = [text(ban(), VersionRole.PROPOSAL, note="Introduced")]
    desk.take(bill(EARLY, texts))
    before, told = desk.counts(), desk.told()
    for rows in (EARLY[:1], EARLY, EARLY[:1], EARLY):
        assert not desk.take(bill(rows, texts)).changed
    assert desk.counts() == before
    assert desk.told() == told


@pytest.mark.parametrize("day", ["2026-06-02", "2026-06-09"])
def test_a_row_that_gets_another_date_is_no_second_change(desk: Desk, day: str) -> None:
    texts = [text(ban(), VersionRole.PROPOSAL, note="Introduced")]
    desk.take(bill([*EARLY, ("2026-06-05", "upper")], texts))
    told = desk.told()
    desk.take(bill([EARLY[0], (day, "committee"), ("2026-06-10", "upper")], texts))
    assert desk.told() == told
    desk.take(bill([*EARLY, ("2026-06-05", "upper")], texts))
    assert desk.told() == told


def test_an_earlier_row_of_the_same_stage_learnt_later_is_no_second_change(desk: Desk) -> None:
    texts = [text(ban(), VersionRole.PROPOSAL, note="Introduced")]
    desk.take(bill(EARLY, texts))
    told = desk.told()
    earlier = ("2026-06-02", "Referred to Senate Commerce Committee")
    desk.take(bill([EARLY[0], earlier, EARLY[1]], texts))
    assert desk.told() == told


def test_a_row_dated_ahead_is_told_on_its_day_and_not_before(desk: Desk) -> None:
    texts = [text(ban(), VersionRole.PROPOSAL, note="Introduced")]
    desk.take(bill([*EARLY, ("2026-06-20", "upper")], texts))
    assert desk.told() == ["stage introduced", "stage in_committee"]
    desk.take(bill([*EARLY, ("2026-06-20", "upper")], texts), "2026-06-18T12:00:00+00:00")
    assert desk.told() == ["stage introduced", "stage in_committee"]


def test_a_start_that_moves_and_moves_back_is_told_each_time(desk: Desk) -> None:
    desk.subscribe()
    july, august = text(ban("July 1, 2026")), text(ban("August 1, 2026"))
    desk.take(bill(LAW, [july]))
    desk.take(bill(LAW, [august]))
    desk.take(bill(LAW, [july]))
    starts = [c for c in desk.changes(ChangeKind.SCHEDULED_START) if c.news]
    assert [c.on.text for c in starts if c.on] == ["2026-08-01", "2026-07-01"]
    states = {change: state for change, _, state in desk.deliveries()}
    assert states[starts[0].id] == "cancelled"
    assert states[starts[1].id] == "due"


def test_old_history_of_an_instrument_seen_first_is_logged_and_told_to_nobody(desk: Desk) -> None:
    desk.subscribe()
    old = [("2025-02-01", "introduced"), ("2025-03-01", "committee")]
    outcome = desk.take(bill(old, [text(ban(), VersionRole.PROPOSAL, note="Introduced")]))
    assert [c.news for c in outcome.changes] == [False, False]
    assert desk.deliveries() == []


# Links and identity -----------------------------------------------------------------------------

US = "ocd-division/country:us"


@pytest.mark.parametrize("withdrawal_first", [False, True])
def test_a_withdrawal_of_years_ago_that_is_first_seen_is_no_news(
    desk: Desk, withdrawal_first: bool
) -> None:
    link = LinkRecord(LinkKind.WITHDRAWS, Alias("fr", "2016-20803"))
    documents = [
        notice("2016-20803", Stage.PROPOSED, "2016-08-31"),
        notice("2016-24659", Stage.ENACTED, "2016-10-13", link, title="Withdrawal of notice"),
    ]
    changes = [c for d in documents[:: -1 if withdrawal_first else 1] for c in desk.take(d).changes]
    assert {c.stage for c in changes} >= {Stage.PROPOSED, Stage.WITHDRAWN}
    assert not any(c.news for c in changes)


def test_a_withdrawal_ends_a_proposal_and_logs_its_stage(desk: Desk) -> None:
    desk.take(notice("2016-20803", Stage.PROPOSED, "2026-06-01"))
    link = LinkRecord(LinkKind.WITHDRAWS, Alias("fr", "2016-20803"))
    document = notice("2016-24659", Stage.ENACTED, "2026-06-14", link, title="Withdrawal of notice")
    outcome = desk.take(document)
    withdrawn = [c for c in outcome.changes if c.stage is Stage.WITHDRAWN]
    assert [c.instrument.title for c in withdrawn if c.instrument] == [
        "Temporary placement of kratom in Schedule I (2016-20803)"
    ]
    assert withdrawn[0].on is not None
    assert withdrawn[0].on.text == "2026-06-14"
    before = desk.counts()
    assert not desk.take(document).changed
    assert desk.counts() == before


def test_a_notice_of_intent_takes_back_an_earlier_one(desk: Desk) -> None:
    desk.take(notice("2016-20803", Stage.PROPOSED, "2026-06-01"))
    link = LinkRecord(LinkKind.WITHDRAWS, Alias("fr", "2016-20803"))
    outcome = desk.take(notice("2016-24659", Stage.PROPOSED, "2026-06-14", link))
    assert Stage.WITHDRAWN in [c.stage for c in outcome.changes]


def test_a_bill_under_two_sessions_is_one_instrument(desk: Desk) -> None:
    first = bill(EARLY, session="2025")
    carried = bill(
        [*EARLY, ("2026-06-05", "upper")],
        session="2026",
        aliases=(bill_alias(first.division, "2026", "SB 100"), *first.aliases),
    )
    one, two = desk.take(first), desk.take(carried)
    assert one.instrument == two.instrument
    assert not two.is_new
    assert desk.counts()["instrument"] == 1
    by_old_name = desk.take(replace(carried, aliases=first.aliases))
    assert by_old_name.instrument == one.instrument
    by_new_name = desk.take(replace(carried, aliases=carried.aliases[:1]))
    assert by_new_name.instrument == one.instrument


def test_an_instrument_named_before_it_is_seen_gets_its_words_when_it_comes(desk: Desk) -> None:
    link = LinkRecord(LinkKind.COMPANION_OF, bill_alias(bill().division, "114", "HB 7"))
    desk.take(bill(EARLY, links=(link,)))
    outcome = desk.take(bill(EARLY, number="HB 7", title="Companion about kratom"))
    with desk.app.unit() as (repository, _):
        found = repository.instruments([outcome.instrument])[outcome.instrument]
    assert found.title == "Companion about kratom"
    assert found.number == "HB 7"
    assert "stage introduced" in desk.told()


def test_a_regulation_upon_approval_starts_on_the_day_it_was_signed(desk: Desk) -> None:
    desk.take(bill(LAW, [text(REGULATE)]))
    assert desk.status("2026-06-11") is Status.UNKNOWN
    assert desk.status("2026-06-12") is Status.REGULATED


# What is about the substance late ---------------------------------------------------------------


def test_a_start_that_is_called_off_is_corrected(desk: Desk) -> None:
    desk.subscribe()
    desk.take(bill(PASSED, [text(ban("August 1, 2026"), VersionRole.PROPOSAL, note="Introduced")]))
    desk.take(bill(LAW, [text(ban("August 1, 2026"))]))
    outcome = desk.take(bill(LAW, [text(DROPPED)]))
    told = [c for c in outcome.changes if c.news]
    assert [c.kind for c in told] == [ChangeKind.CORRECTION]
    kratom = next(x for x in told[0].lines if x.substance is Substance.KRATOM)
    assert (kratom.before, kratom.after) == (Status.PROHIBITED, Status.UNKNOWN)
    assert told[0].on is not None
    assert told[0].on.text == "2026-08-01"


def test_a_proposed_rule_does_not_end_a_law(desk: Desk) -> None:
    desk.take(notice("rule-1", Stage.ENACTED, "2026-06-01"))
    link = LinkRecord(LinkKind.WITHDRAWS, Alias("fr", "rule-1"))
    proposal = notice("proposal-2", Stage.PROPOSED, "2026-06-14", link)
    assert Stage.WITHDRAWN not in [c.stage for c in desk.take(proposal).changes]
    final = replace(proposal, stage=Stage.ENACTED)
    assert Stage.WITHDRAWN in [c.stage for c in desk.take(final).changes]
    assert not desk.take(final).changed


def test_an_act_of_the_nation_that_stays_a_state_law_moves_the_state(desk: Desk) -> None:
    desk.take(bill(LAW, [text(ban())]))
    assert desk.status("2026-06-20") is Status.PROHIBITED
    link = LinkRecord(LinkKind.STAYS, bill().aliases[0], on=bill(LAW).actions[-1].date)
    order = replace(notice("order", Stage.ENACTED, "2026-06-14", link), title="Order on kratom")
    outcome = desk.take(order)
    assert desk.status("2026-06-20") is Status.UNKNOWN
    assert [c.division for c in outcome.changes if c.kind is ChangeKind.STATUS] == [bill().division]


def test_history_of_a_curated_law_is_told_to_nobody(desk: Desk) -> None:
    record = bill(
        [("2024-02-01", "introduced"), ("2024-03-01", "upper"), ("2024-04-01", "signed")],
        [text(ban("July 1, 2024"), VersionRole.PROPOSAL, note="Introduced")],
    )
    made = instrument_id(record.aliases[0])
    event = StageEvent(Stage.ENACTED, "enacted-2024", on=PartialDate("2024"))
    with desk.app.unit() as (repository, now):
        statute = Instrument(made, record.division, InstrumentKind.STATUTE, "T.C.A. 39-17-1")
        facts = (observe(record.division, event, now, instrument=made),)
        names = {record.division: "Tennessee"}
        curated = Baseline((statute,), ((record.aliases[0], made),), (), facts, names)
        load_into(repository, curated, now)
    desk.shelf.put(ban("July 1, 2024"))
    outcome = desk.take(record)
    assert outcome.instrument == made
    assert outcome.changes
    assert all(c.substances for c in outcome.changes)
    assert not any(c.news for c in outcome.changes)


def test_a_bill_that_comes_to_be_about_the_substance_is_told_once(desk: Desk) -> None:
    vehicle = {"title": "An Act relative to nicotine"}
    first = text(DROPPED, VersionRole.PROPOSAL, note="Introduced")
    desk.take(bill(EARLY, [first], **vehicle))
    assert desk.told() == []
    amended = text(ban(), VersionRole.PROPOSAL, note="Amended")
    desk.take(bill(EARLY, [first, amended], **vehicle))
    assert desk.told() == ["stage in_committee"]
    desk.take(bill(EARLY, [first, amended, text(REGULATE, VersionRole.PROPOSAL)], **vehicle))
    assert desk.told() == ["stage in_committee"]
    desk.take(bill(PASSED[:3], [first, amended], **vehicle))
    assert desk.told() == ["stage in_committee", "stage passed_one_chamber"]


@pytest.mark.parametrize("sent", [True, False])
def test_what_still_stands_of_an_announcement_taken_back_is_told_anew(
    desk: Desk, *, sent: bool
) -> None:
    """A rule announced a start for kratom and 7-OH; another act then overtakes it for kratom."""
    desk.subscribe(email="one@example.org")
    seven = (
        "Section 1. Kratom products shall be registered with the department. A person shall not "
        "sell a product that contains 7-hydroxymitragynine. Section 2. This act takes effect "
        "August 1, 2026."
    )
    desk.shelf.put(seven)
    desk.take(bill(LAW, [text(ban("August 1, 2026"), VersionRole.PROPOSAL, note="Introduced")]))
    desk.take(bill(LAW, [text(seven)]))
    first = [c for c in desk.changes(ChangeKind.SCHEDULED_START) if c.news]
    assert first
    if sent:
        with desk.app.engine.begin() as connection:
            connection.execute(sa.text("UPDATE delivery SET state = 'done'"))
    known = {c.key for c in first}
    other = bill(LAW, [text(ban("August 1, 2026"))], number="SB 200")
    desk.take(other)
    again = [c for c in desk.changes(ChangeKind.SCHEDULED_START) if c.key not in known]
    assert any("7-oh" in c.substances and c.news for c in again) is not sent
