"""The Australian register: each Poisons Standard is a title of its own that ends with the next."""

from __future__ import annotations

import json

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import FaultKind, How, InstrumentKind, Stage, VersionRole

NAME = "frl_au"
(SPEC,) = sources(NAME)
LIST = f"{SPEC.url}/Titles"


def test_a_standard_holds_from_its_day_to_the_next_one() -> None:
    documents, faults, _ = seen(NAME, SPEC.key)
    assert not faults
    now, before = documents
    assert (before.kind, before.stage, before.how) == (
        InstrumentKind.RULE, Stage.ENACTED, How.ADOPTED,
    )  # fmt: skip
    assert (str(before.effective_on), str(before.expires_on)) == ("2025-10-01", "2026-02-01")
    assert before.texts[0].role is VersionRole.FINAL
    assert now.texts[0].role is VersionRole.CURRENT  # it was amended: a compilation
    assert (now.effective_on, now.expires_on, now.texts[0].note) == (None, None, "compilation 1")


def test_a_standard_to_come_is_scheduled_by_its_day() -> None:
    documents, _, _ = seen(NAME, SPEC.key, day=2)
    coming = documents[0]
    assert (coming.number, str(coming.effective_on)) == ("F2026L01180", "2026-10-09")
    assert coming.texts[0].role is VersionRole.FINAL


def test_an_empty_search_is_told_and_pages_are_followed() -> None:
    _, faults, _ = seen(NAME, SPEC.key, "empty")
    assert [f.kind for f in faults] == [FaultKind.UNEXPECTEDLY_EMPTY]
    documents, faults, _ = seen(NAME, SPEC.key, "paged")
    assert (len(documents), faults) == (2, [])


def test_one_bad_title_leaves_the_others_and_a_foreign_page_is_not_asked() -> None:
    answer = json.loads(body_of(NAME, "search"))
    del answer["value"][0]["name"]
    answer["@odata.nextLink"] = "https://elsewhere.example/v1/Titles?$skip=20"
    parsed = parse_one(SPEC, json.dumps(answer).encode(), LIST, "list")
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED] * 2
    assert len(parsed.follow) == 1


def test_an_answer_without_its_list_is_a_fault() -> None:
    for body in (b"{}", b'{"value": null}', b"[]", b"<html/>"):
        parsed = parse_one(SPEC, body, LIST, "list")
        assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]
