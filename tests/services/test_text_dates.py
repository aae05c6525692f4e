"""When a law starts and ends, from its text, its record and the rule of its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from records import Desk, bill, text
from regtrack.contract import DocumentRecord, InstrumentKind, VersionRole
from regtrack.domain.instruments import Alias, LinkKind
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.services.answering import Question, answers
from regtrack.services.listing import bill_json, timeline_periods

US = "ocd-division/country:us"
GA, TX, NE = (f"{US}/state:{s}" for s in ("ga", "tx", "ne"))
BAN = (
    "Section 1. It is unlawful for any person to sell, distribute or possess kratom in this state."
)
SIGNED = (("2026-02-10", "introduced"), ("2026-04-20", "signed"))
UNKNOWN = ["law, but its effective date is not known"]


def act(*sections: str) -> str:
    """An act that bans kratom, with further sections."""
    numbered = "\n".join(f"Section {n}. {words}" for n, words in enumerate(sections, 2))
    return f"AN ACT relating to kratom.\nBE IT ENACTED BY THE LEGISLATURE:\n{BAN}\n{numbered}"


def law(
    desk: Desk,
    words: str,
    division: str = GA,
    *rows: tuple[str, str],
    session: str = "2026",
    **more: Any,
) -> DocumentRecord:
    """The record of a law with this text."""
    desk.shelf.put(words)
    made = bill([*SIGNED, *rows], [text(words)], division=division, session=session)
    return replace(made, **more)


def periods(desk: Desk, division: str = GA) -> list[dict[str, Any]]:
    with desk.view() as view:
        timeline = view.timelines([division]).get(division, {}).get(Substance.KRATOM, Timeline())
        return timeline_periods(view, timeline)


def notes(desk: Desk, on: str, division: str = GA) -> list[str]:
    now = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    question = Question(division, (US, division), now, dt.date.fromisoformat(on))
    with desk.view() as view:
        return list(answers(view, question)[0]["notes"])


def _state(desk: Desk, today: str) -> str:
    """The state of the one instrument, as `regtrack bills` lists it."""
    with desk.app.unit() as (repository, _):
        (alias,) = bill(SIGNED, division=GA, session="2026").aliases
        (found,) = repository.find_instruments([alias])
        instrument = repository.instruments([found])[found]
        told = bill_json(
            instrument, repository.observations_of(found), dt.date.fromisoformat(today)
        )
    return str(told["state"])


# The rule of the place -------------------------------------------------------------------------


def test_a_silent_law_starts_on_the_day_of_its_place_and_says_by_which_law(desk: Desk) -> None:
    desk.take(law(desk, act()))
    assert desk.status("2026-06-30") is Status.UNKNOWN
    assert (desk.status("2026-06-30", GA), desk.status("2026-07-01", GA)) == (
        Status.UNKNOWN,
        Status.PROHIBITED,
    )
    cited = "its text names no start; where its record gives none, it starts by Ga. Code 1-3-4"
    (period,) = periods(desk)
    assert period["from"] == "2026-07-01"
    assert any(n.startswith(cited) for n in period["notes"])
    assert any(n.startswith(cited) for n in notes(desk, "2026-08-01"))
    states = [_state(desk, on) for on in ("2026-06-30", "2026-07-01")]
    assert states == ["not_yet_in_force", "in_force"]
    # The citation is no quote of the text.
    assert all("Ga. Code" not in (e["quote"] or "") for e in period["evidence"])
    assert all("kratom" in e["quote"] for e in period["evidence"])


def test_days_after_the_session_wait_for_a_record_of_its_end(desk: Desk) -> None:
    document = law(desk, act(), TX)
    desk.take(document)
    assert desk.pending(TX) == UNKNOWN
    desk.take(law(desk, act(), TX, ("2026-06-02", "Legislature adjourned sine die")))
    assert desk.status("2026-08-31", TX) is Status.UNKNOWN
    assert desk.status("2026-09-01", TX) is Status.PROHIBITED
    assert desk.pending(TX) == []


def test_a_text_that_names_its_day_does_not_follow_the_rule(desk: Desk) -> None:
    desk.take(law(desk, act("This act takes effect May 15, 2026.")))
    assert desk.status("2026-05-15", GA) is Status.PROHIBITED
    assert periods(desk)[0]["notes"] == []


@pytest.mark.parametrize(
    ("words", "more"),
    [
        pytest.param(
            act("This act shall take effect when the moon is full."), {}, id="unread words"
        ),
        pytest.param(act(), {"session": "2026_ss"}, id="special session"),
        pytest.param(act(), {"title": "Making appropriations; kratom"}, id="money"),
        pytest.param(act(), {"kind": InstrumentKind.RULE}, id="a rule"),
        pytest.param(act(), {"kind": InstrumentKind.ORDINANCE}, id="an ordinance"),
        pytest.param(act(), {"division": f"{US}/state:tn"}, id="no sure rule"),
        pytest.param(act(), {"division": f"{GA}/county:fulton"}, id="a county"),
    ],
)
def test_where_no_rule_is_sure_the_start_is_unknown(
    desk: Desk, words: str, more: dict[str, Any]
) -> None:
    document = law(desk, words, **more)
    desk.take(document)
    assert desk.status("2027-12-31", document.division) is Status.UNKNOWN
    assert desk.pending(document.division) == UNKNOWN


def test_an_emergency_clause_in_the_record_leaves_the_start_unknown(desk: Desk) -> None:
    row = ("2026-04-14", "Passed on Final Reading with Emergency Clause 49-0-0")
    desk.take(law(desk, act(), GA, row))
    assert desk.status("2027-12-31", GA) is Status.UNKNOWN
    assert desk.pending(GA) == UNKNOWN


def test_a_day_of_the_record_comes_before_the_rule(desk: Desk) -> None:
    desk.take(law(desk, act(), GA, ("2026-04-21", "Effective Date 2026-05-01")))
    assert desk.status("2026-05-01", GA) is Status.PROHIBITED


def test_a_bill_that_is_no_law_has_no_start(desk: Desk) -> None:
    words = act()
    desk.shelf.put(words)
    proposal = text(words, VersionRole.PROPOSAL, note="Introduced")
    desk.take(bill([("2026-02-10", "introduced")], [proposal], division=GA, session="2026"))
    assert desk.status("2027-12-31", GA) is Status.UNKNOWN


# Hours and conditions ---------------------------------------------------------------------------


def test_an_hour_is_told_with_its_zone_and_its_day_counts(desk: Desk) -> None:
    desk.take(law(desk, act("This act takes effect at 5 p.m. Eastern Time on August 4, 2026.")))
    assert desk.status("2026-08-03", GA) is Status.UNKNOWN
    assert desk.status("2026-08-04", GA) is Status.PROHIBITED
    told = ["takes effect at 5 p.m. Eastern Time on its first day"]
    assert periods(desk)[0]["notes"] == told
    assert told[0] in notes(desk, "2026-08-10")


@pytest.mark.parametrize(
    "words",
    [
        "This act takes effect only if the DEA schedules kratom.",
        "This act takes effect July 1, 2026, provided that funds are appropriated.",
        "This act takes effect July 1, 2026. Section 1 of this act takes effect upon federal"
        " scheduling of kratom.",
    ],
)
def test_what_waits_for_another_event_is_never_in_force_by_itself(desk: Desk, words: str) -> None:
    desk.take(law(desk, act(words)))
    assert desk.status("2030-01-01", GA) is Status.UNKNOWN
    assert periods(desk) == []


def test_an_end_in_the_same_sentence_leaves_its_last_day_to_the_law(desk: Desk) -> None:
    desk.take(law(desk, act("This act takes effect July 1, 2026, and expires June 30, 2030.")))
    days = ("2026-07-01", "2030-06-30", "2030-07-01")
    assert [desk.status(d, GA) for d in days] == [
        Status.PROHIBITED,
        Status.PROHIBITED,
        Status.UNKNOWN,
    ]


# Links ------------------------------------------------------------------------------------------


def ordinance(desk: Desk, number: str, words: str, on: str, division: str = GA) -> DocumentRecord:
    document = law(desk, words, division)
    alias = Alias("ordinance", f"{division}|{number}")
    rows = bill([(on, "signed")]).actions
    return replace(
        document, kind=InstrumentKind.ORDINANCE, aliases=(alias,), number=number, actions=rows
    )


START = "This ordinance takes effect January 1, 2026."


def _links(desk: Desk, division: str = GA) -> list[LinkKind]:
    with desk.app.unit() as (repository, _):
        return [k.kind for k in repository.links_in(division)]


def test_a_text_that_repeals_an_act_it_names_ends_it(desk: Desk) -> None:
    desk.take(ordinance(desk, "25-031", act(START), "2025-11-01"))
    repeal = (
        "AN ORDINANCE relating to kratom.\nBE IT ORDAINED:\nSection 1. Ordinance No. 25-031,"
        " relating to kratom, is hereby repealed.\nSection 2. This ordinance takes effect"
        " September 1, 2026."
    )
    document = ordinance(desk, "26-7", repeal, "2026-08-01")
    desk.take(document)
    assert desk.status("2026-08-31", GA) is Status.PROHIBITED
    assert desk.status("2026-09-01", GA) is not Status.PROHIBITED
    assert _links(desk) == [LinkKind.REPEALS]
    before = desk.counts()
    assert not desk.take(document).changed
    assert desk.counts() == before


@pytest.mark.parametrize(
    ("words", "role", "division"),
    [
        ("Section 1. Section 3 of Ordinance No. 25-031 is repealed.", VersionRole.FINAL, GA),
        ("Section 1. Ordinance No. 25-031 is repealed.", VersionRole.PROPOSAL, GA),
        ("Section 1. Ordinance No. 25-031 is repealed.", VersionRole.FINAL, TX),
        ("Section 1. Ordinance No. 99-999 is repealed.", VersionRole.FINAL, GA),
    ],
)
def test_no_link_to_a_part_from_a_proposal_or_to_another_issuers_act(
    desk: Desk, words: str, role: VersionRole, division: str
) -> None:
    desk.take(ordinance(desk, "25-031", act(START), "2025-11-01"))
    whole = f"AN ORDINANCE relating to kratom.\nBE IT ORDAINED:\n{words} Kratom is named."
    document = ordinance(desk, "26-7", whole, "2026-08-01", division)
    desk.take(replace(document, texts=(text(whole, role),)))
    assert _links(desk) == []
    assert _links(desk, division) == []
    assert desk.status("2027-01-01", GA) is Status.PROHIBITED
