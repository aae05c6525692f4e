"""Acts of seven publishers: each followed to the text in force, with the dates its record gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from platform_walk import body_of, parse_one, seen, sources
from regtrack.contract import (
    DocumentRecord,
    FaultKind,
    InstrumentKind,
    LinkKind,
    Stage,
    VersionRole,
)
from regtrack.reading.substances import find_mentions
from regtrack.runner.extraction.detect import Kind, decode, detect
from regtrack.runner.extraction.xml import read_xml

NAME = "eli"
CZ, PL, FI, EE, DK, CH, AT = sources(NAME)
SEJM = "https://api.sejm.gov.pl/eli/acts/DU/2018/1591"
FINLEX = FI.url + "/akn/fi/act/statute-consolidated/2014/1130/fin@"
LEX = DK.url + "/eli/lta/2021/2446/xml"


def first(key: str, case: str = "normal", day: int = 1) -> DocumentRecord:
    documents, faults, _ = seen(NAME, key, case, day)
    assert not faults
    return documents[0]


@pytest.mark.parametrize(
    ("key", "kind", "stage_on", "effective", "role", "alias"),
    [
        (CZ.key, "decree", "2025-11-11", "2025-11-12", "current", "cz|sb/2025/456"),
        (PL.key, "rule", "2018-08-17", "None", "current", "pl|DU/2018/1591"),
        (FI.key, "decree", "2014-12-18", "None", "current", "fi|2014/1130"),
        (EE.key, "decree", "2005-05-18", "None", "current", "ee|902508"),
        (DK.key, "decree", "2021-12-12", "None", "final", "dk|lta/2021/2446"),
        (CH.key, "rule", "2011-05-30", "None", "current", "ch|cc/2011/363"),
        (AT.key, "rule", "None", "1998-01-01", "final", "at|NOR40021050"),
    ],
)
def test_each_publisher_in_the_same_words(
    key: str, kind: str, stage_on: str, effective: str, role: str, alias: str
) -> None:
    act = first(key)
    assert (act.kind, act.stage) == (InstrumentKind(kind), Stage.ENACTED)
    assert (str(act.stage_on), str(act.effective_on)) == (stage_on, effective)
    assert act.texts[0].role is VersionRole(role)
    assert act.aliases[-1].value == f"ocd-division/country:{alias}"


def test_a_text_that_was_amended_tells_no_start_of_what_is_in_it() -> None:
    assert str(first(CZ.key).effective_on) == "2025-11-12"
    documents, _, _ = seen(NAME, CZ.key, day=2)
    amended, amending = documents
    assert amended.effective_on is None
    assert amended.texts[0].note == "in the wording of 2026-04-03"
    assert (amending.number, str(amending.effective_on)) == ("50/2026 Sb.", "2026-04-03")


def test_a_consolidation_counts_until_something_changed_the_act_after_it() -> None:
    assert first(PL.key).texts[0].url == SEJM.replace("2018/1591", "2022/1665") + "/text.html"
    late = first(PL.key, day=2)
    assert late.texts[0].role is VersionRole.FINAL
    assert late.texts[0].url == SEJM + "/text.html"
    assert str(late.effective_on) == "2018-08-21"


def test_the_acts_that_changed_it_are_followed_and_say_so() -> None:
    documents, _, _ = seen(NAME, PL.key, day=2)
    by_number = {d.number: d for d in documents}
    (link,) = by_number["Dz.U. 2023 poz. 744"].links
    assert (link.kind, link.target.value, str(link.on)) == (
        LinkKind.AMENDS, "ocd-division/country:pl|DU/2018/1591", "2023-05-05",
    )  # fmt: skip
    assert by_number["Dz.U. 2018 poz. 1591"].aliases[0].scheme == "baseline"
    assert [a.scheme for a in by_number["Dz.U. 2023 poz. 744"].aliases] == ["act"]


def test_the_wording_in_force_is_found_behind_the_page_of_the_act() -> None:
    before, after = first(EE.key), first(EE.key, day=2)
    assert before.aliases == after.aliases
    assert before.texts[0].url == "https://www.riigiteataja.ee/akt/114062013007.xml"
    assert after.texts[0].url == "https://www.riigiteataja.ee/akt/126112013008.xml"
    assert before.expires_on is None  # the end of a wording is no end of the act


@pytest.mark.parametrize(
    "dates",
    [
        b"<kehtivuseAlgus>2027-01-01+02:00</kehtivuseAlgus>",
        b"<kehtivuseAlgus>2013-06-17</kehtivuseAlgus><kehtivuseLopp>2026-10-07</kehtivuseLopp>",
    ],
)
def test_a_wording_that_does_not_hold_today_is_no_law(dates: bytes) -> None:
    body = body_of(NAME, "ee-xml")
    start = body.index(b"<kehtivuseAlgus>")
    body = body[:start] + dates + body[body.index(b"</kehtivus>") :]
    (act,) = parse_one(EE, body, "https://www.riigiteataja.ee/akt/1.xml").documents
    assert act.texts[0].role is VersionRole.PROPOSAL


def test_the_version_that_applies_is_taken_not_the_coming_one() -> None:
    _, _, asked = seen(NAME, CH.key)
    assert asked[1].endswith(
        "/20171001/de/xml/fedlex-data-admin-ch-eli-cc-2011-363-20171001-de-xml-2.xml"
    )


def test_every_wording_of_a_part_has_its_own_dates() -> None:
    documents, _, _ = seen(NAME, AT.key)
    assert [(d.title, str(d.effective_on), str(d.expires_on)) for d in documents] == [
        ("Suchtgiftverordnung, Anl. 1", "1998-01-01", "2021-01-01"),
        ("Suchtgiftverordnung, Anl. 1", "2021-01-01", "None"),
    ]
    paged, _, asked = seen(NAME, AT.key, "paged")
    assert len(paged) == 2
    assert any("Seitennummer=2" in a for a in asked)


def test_the_text_of_many_pages_is_one() -> None:
    whole, paged = first(CZ.key), first(CZ.key, "paged")
    assert whole.texts[0].sha256 == paged.texts[0].sha256


def lexdania(**changes: str) -> Any:
    body = body_of(NAME, "dk-2446").decode()
    for old, new in changes.items():
        body = body.replace(f"<{old}>", new) if new.startswith("<") else body.replace(old, new)
    return parse_one(DK, body.encode(), LEX)


def test_an_order_that_is_historic_ends_on_its_day_and_never_without_one() -> None:
    ended = lexdania(Valid="Historic", Number="<EndDate>2023-05-01</EndDate><Number>").documents[0]
    assert str(ended.expires_on) == "2023-05-01"
    lost = lexdania(Valid="Historic")
    assert [f.kind for f in lost.faults] == [FaultKind.LAYOUT_CHANGED]
    assert not lost.documents[0].texts
    assert lost.documents[0].expires_on is None


@pytest.mark.parametrize("key", [CZ.key, CH.key, AT.key])
def test_an_empty_answer_is_told(key: str) -> None:
    documents, faults, _ = seen(NAME, key, "empty")
    assert not documents
    assert [f.kind for f in faults] == [FaultKind.UNEXPECTEDLY_EMPTY]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"2018-08-21", b"21.08.2018"), (b'"ELI"', b'"eli"'), (b'"title"', b'"tytul"'), (b"{", b"[")],
)
def test_a_record_that_is_not_as_it_was_is_a_fault_and_no_act(old: bytes, new: bytes) -> None:
    parsed = parse_one(PL, body_of(NAME, "pl-1591").replace(old, new), SEJM)
    assert not parsed.documents
    assert [f.kind for f in parsed.faults] == [FaultKind.LAYOUT_CHANGED]


def test_one_bad_part_leaves_the_others() -> None:
    answer = json.loads(body_of(NAME, "at-sv").removeprefix(b"\xef\xbb\xbf"))
    rows = answer["OgdSearchResult"]["OgdDocumentResults"]["OgdDocumentReference"]
    del rows[1]["Data"]["Metadaten"]["Technisch"]["ID"]
    url = AT.url + "/Bundesrecht?Gesetzesnummer=10011053"
    parsed = parse_one(AT, json.dumps(answer).encode(), url, "list")
    assert len(parsed.documents) == len(parsed.faults) == 1


@pytest.mark.parametrize("name", ["fi-1130", "ch-20171001", "dk-2446"])
def test_the_rules_find_our_substances_in_these_texts(name: str) -> None:
    body = body_of(NAME, name)
    assert detect(body, "application/xml", "x") is Kind.XML
    assert len(find_mentions(read_xml(decode(body)).live)) >= 2
