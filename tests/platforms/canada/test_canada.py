"""Justice Laws: the consolidation as it stands, what is not in force apart, how current it is."""

from __future__ import annotations

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, InstrumentKind, LinkKind, Stage, VersionRole

NAME = "canada"
(SPEC,) = sources(NAME)
URL = f"{SPEC.url}/eng/XML/C-38.8.xml"


def test_an_act_and_a_regulation_as_they_stand() -> None:
    documents, faults, _ = seen(NAME, SPEC.key)
    assert not faults
    act, regulation = documents[0], documents[-1]
    assert (act.kind, act.stage, str(act.stage_on)) == (
        InstrumentKind.STATUTE, Stage.ENACTED, "1996-06-20",
    )  # fmt: skip
    assert (regulation.kind, regulation.number, str(regulation.stage_on)) == (
        InstrumentKind.RULE, "SOR/2003-196", "2003-06-05",
    )  # fmt: skip
    assert act.effective_on is None  # `inforce-start-date` is no start of the act
    assert [t.note for t in regulation.texts] == ["current to 2026-09-29"]


def test_amendments_that_are_not_in_force_are_kept_apart() -> None:
    parsed = parse_one(SPEC, body_of(NAME, "cdsa"), URL)
    assert [t.role for t in parsed.documents[0].texts] == [
        VersionRole.CURRENT, VersionRole.PROPOSAL,
    ]  # fmt: skip
    living, waiting = parsed.parts
    assert b"monetary penalties" not in living.body
    assert b"Barbiturates" in living.body
    assert b"monetary penalties" in waiting.body


def test_an_act_that_is_not_in_force_is_no_law_yet() -> None:
    body = body_of(NAME, "cdsa").replace(b'in-force="yes"', b'in-force="no"')
    assert [t.role for t in parse_one(SPEC, body, URL).documents[0].texts] == [VersionRole.PROPOSAL]


def test_the_last_amendments_are_told_once_each_and_of_two_days_none_is_the_start() -> None:
    documents, _, _ = seen(NAME, SPEC.key, day=2)
    told = {d.number: d for d in documents if d.partial}
    assert list(told) == ["SOR/2026-140", "SOR/2026-71", "SOR/2025-64"]
    assert str(told["SOR/2026-140"].effective_on) == "2026-09-30"
    assert told["SOR/2025-64"].effective_on is None
    assert [(x.kind, str(x.on)) for x in told["SOR/2025-64"].links] == [
        (LinkKind.AMENDS, "2025-12-19"), (LinkKind.AMENDS, "2025-12-17"),
    ]  # fmt: skip


def test_a_consolidation_that_is_not_kept_up_is_told() -> None:
    body = body_of(NAME, "cdsa").replace(b'current-date="2026-09-29"', b'current-date="2026-08-01"')
    parsed = parse_one(SPEC, body, URL)
    assert [f.kind for f in parsed.faults] == [FaultKind.STALE_UPSTREAM]
    assert parsed.documents


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"lims:current-date", b"lims:currentDate"), (b"ConsolidatedNumber", b"Number"),
        (b"<Statute", b"<Loi"), (b"2026-09-29", b"29/09/2026"), (b"</Body>", b""),
        (b"2026-06-05</AmendmentDate>", b"2028-06-05</AmendmentDate>"),
    ],
)  # fmt: skip
def test_another_file_is_a_fault_and_no_act(old: bytes, new: bytes) -> None:
    body = body_of(NAME, "cdsa").replace(old, new).replace(b"</Statute>", b"</" + (
        b"Loi>" if new == b"<Loi" else b"Statute>"))  # fmt: skip
    parsed = parse_one(SPEC, body, URL)
    assert not parsed.documents
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
