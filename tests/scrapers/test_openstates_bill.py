"""Open States bills in their three written forms. The bills here are written by us, in the exact
form of the publishers, after facts of real ones."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from regtrack.contract import Alias, Authority, InstrumentKind, LinkKind, VersionRole, from_line
from regtrack.contract import to_line as line_of
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.platforms.openstates_bill import bill_record, row_day, years_of
from regtrack_scrapers.platforms.openstates_texts import bill_texts, texts_from_folder

CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "captures"
KANSAS = "ocd-division/country:us/state:ks"


def scraped(**changes: Any) -> dict[str, Any]:
    """A bill as the scrapers write it."""
    body: dict[str, Any] = {
        "legislative_session": "2025-2026",
        "identifier": "SB 430",
        "title": "Adding mitragynine to schedule I.",
        "from_organization": '~{"classification": "upper"}',
        "classification": ["bill"],
        "subject": [],
        "abstracts": [{"note": "summary", "abstract": "Adds mitragynine."}],
        "other_titles": [],
        "other_identifiers": [{"identifier": "ocd-bill-ks-2025_2026-sb430"}],
        "actions": [
            {
                "description": "Introduced",
                "date": "2026-01-30",
                "organization_id": '~{"classification": "upper"}',
                "classification": ["introduction"],
                "related_entities": [],
            }
        ],
        "related_bills": [],
        "versions": [],
        "documents": [],
        "sources": [{"url": "https://www.kslegislature.gov/b2025_26/bills/SB430/", "note": ""}],
        "extras": {},
        "jurisdiction": {
            "id": "ocd-jurisdiction/country:us/state:ks/government",
            "name": "Kansas",
            "classification": "state",
            "division_id": KANSAS,
        },
    }
    return {**body, **changes}


def version(note: str, *links: tuple[str, str], date: str = "") -> dict[str, Any]:
    return {
        "note": note,
        "date": date,
        "classification": "",
        "links": [{"url": url, "media_type": media} for url, media in links],
    }


def action(words: str, date: str = "2026-03-01") -> dict[str, Any]:
    return {
        "description": words,
        "date": date,
        "organization_id": '~{"classification": "lower"}',
        "classification": [],
        "related_entities": [],
    }


API_V3: dict[str, Any] = {
    "id": "ocd-bill/11111111-2222-3333-4444-555555555555",
    "session": "2025-2026",
    "jurisdiction": {
        "id": "ocd-jurisdiction/country:us/state:ks/government",
        "name": "Kansas",
        "classification": "state",
    },
    "from_organization": {
        "id": "ocd-organization/aaaa",
        "name": "Senate",
        "classification": "upper",
    },
    "identifier": "SB 430",
    "title": "Adding mitragynine to schedule I.",
    "classification": ["bill"],
    "subject": [],
    "openstates_url": "https://openstates.org/ks/bills/2025-2026/SB430/",
    "actions": [
        {
            "id": "b",
            "organization": {"id": "o", "name": "Governor", "classification": "executive"},
            "description": "Approved by Governor on Monday, April 27, 2026",
            "date": "2026-04-10",
            "classification": ["executive-signature"],
            "order": 1,
        },
        {
            "id": "a",
            "organization": {"id": "o", "name": "Senate", "classification": "upper"},
            "description": "Introduced",
            "date": "2026-01-30",
            "classification": ["introduction"],
            "order": 0,
        },
    ],
}


def test_the_scraper_form() -> None:
    now = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    bill = bill_record(scraped(), source="govbot", retrieved_at=now, record_sha256="ab")
    assert bill.division == KANSAS
    assert (bill.number, bill.session, bill.kind) == ("SB 430", "2025-2026", InstrumentKind.BILL)
    assert bill.aliases == (
        Alias("bill", f"{KANSAS}|2025-2026|SB430"),
        Alias("openstates", "ocd-bill-ks-2025_2026-sb430"),
        Alias("bill-year", f"{KANSAS}|2025|SB430"),
        Alias("bill-year", f"{KANSAS}|2026|SB430"),
    )
    (row,) = bill.actions
    assert (row.chamber, row.classification, str(row.date)) == (
        "upper", ("introduction",), "2026-01-30",
    )  # fmt: skip
    assert bill.url == "https://www.kslegislature.gov/b2025_26/bills/SB430/"
    assert bill.abstract == "Adds mitragynine."
    assert bill.authority is Authority.AGGREGATOR
    assert (bill.retrieved_at, bill.record_sha256, bill.partial) == (now, "ab", False)
    assert from_line(line_of(bill)) == bill


def test_the_api_form_leaves_fields_out_and_numbers_its_rows() -> None:
    bill = bill_record(API_V3, source="api")
    assert bill.division == KANSAS
    assert bill.aliases[:2] == (
        Alias("bill", f"{KANSAS}|2025-2026|SB430"),
        Alias("openstates", "ocd-bill/11111111-2222-3333-4444-555555555555"),
    )
    assert bill.actions[0].description == "Introduced"
    assert [a.chamber for a in bill.actions] == ["upper", "executive"]
    assert bill.url == "https://openstates.org/ks/bills/2025-2026/SB430/"
    row = {name: value for name, value in API_V3.items() if name != "actions"}
    assert bill_record(row, source="api").partial


@pytest.mark.parametrize(
    ("jurisdiction", "division"),
    [
        ("ocd-jurisdiction/country:us/government", "ocd-division/country:us"),
        ("ocd-jurisdiction/country:us/district:dc/government",
         "ocd-division/country:us/district:dc"),
        ("ocd-jurisdiction/country:us/territory:pr/government",
         "ocd-division/country:us/territory:pr"),
        ({"id": "ocd-jurisdiction/country:us/state:ut/government"},
         "ocd-division/country:us/state:ut"),
    ],
)  # fmt: skip
def test_the_division(jurisdiction: object, division: str) -> None:
    assert bill_record(scraped(jurisdiction=jurisdiction), source="s").division == division


def test_what_is_missing_is_named() -> None:
    body = scraped(identifier="", jurisdiction={"id": "Kansas"})
    with pytest.raises(InvalidDocument, match="identifier, jurisdiction"):
        bill_record(body, source="s")
    with pytest.raises(InvalidDocument, match="actions is not a list"):
        bill_record(scraped(actions="none"), source="s")


@pytest.mark.parametrize(
    ("session", "years"),
    [
        ("2025-2026", ("2025", "2026")),
        ("2025_26", ("2025", "2026")),
        ("20252026", ("2025", "2026")),
        ("2026RS", ("2026",)),
        ("2026rs", ("2026",)),
        ("2026", ("2026",)),
        ("2026 Regular Session", ("2026",)),
        ("2026GS", ("2026",)),
        ("119", ()),
        ("892", ()),
        ("57th-2nd-regular", ()),
        ("2025S1", ()),
        ("2026C", ()),
        ("20252026 Special Session 1", ()),
        ("2025 Extraordinary Session", ()),
    ],
)
def test_years_of_a_session(session: str, years: tuple[str, ...]) -> None:
    assert years_of(session) == years


@pytest.mark.parametrize(
    ("place", "number", "classes", "kind"),
    [
        ("state:tn/", "HJR 0147", ["joint resolution"], InstrumentKind.RESOLUTION),
        ("state:tn/", "HJR 0147", ["bill"], InstrumentKind.RESOLUTION),
        ("state:mt/", "HJ 60", ["joint resolution"], InstrumentKind.RESOLUTION),
        ("state:pa/", "HR 12", ["resolution"], InstrumentKind.RESOLUTION),
        ("", "HR 8000", ["bill"], InstrumentKind.BILL),
        ("", "HRES 8", ["resolution"], InstrumentKind.RESOLUTION),
        ("", "HJRES 8", ["joint resolution"], InstrumentKind.BILL),
        ("state:sc/", "H 3456", ["joint resolution"], InstrumentKind.BILL),
        ("state:ia/", "HSB 508", ["proposed bill"], InstrumentKind.BILL),
        ("state:ma/", "H1680", ["bill"], InstrumentKind.BILL),
        ("state:ny/", "S4552", [], InstrumentKind.BILL),
        ("state:ne/", "LR 19CA", ["constitutional amendment"], InstrumentKind.RESOLUTION),
        ("state:mn/", "SF 4760", ["bill"], InstrumentKind.BILL),
        ("state:nj/", "SCR 5", [], InstrumentKind.RESOLUTION),
    ],
)
def test_bill_or_resolution(
    place: str, number: str, classes: list[str], kind: InstrumentKind
) -> None:
    where = f"ocd-jurisdiction/country:us/{place}government"
    body = scraped(identifier=number, classification=classes, jurisdiction=where)
    assert bill_record(body, source="s").kind is kind


@pytest.mark.parametrize(
    ("text", "state", "day"),
    [
        ("2026-01-30", "ks", "2026-01-30"),
        ("2026-01", "ks", "2026-01"),
        ("2026-01-08T06:00:00+00:00", "mo", "2026-01-08"),  # midnight there
        ("2026-01-13T05:00:00+00:00", "al", "2026-01-13"),  # midnight in another zone
        ("2026-03-07T06:59:59+00:00", "ut", "2026-03-06"),  # the last second of the session
        ("2026-03-26T19:44:10+00:00", "ut", "2026-03-26"),
        ("2026-03-26T00:00:00", "ut", "2026-03-26"),
        ("soon", "ut", None),
        ("", "ut", None),
    ],
)
def test_the_day_of_a_row_is_that_of_the_place(text: str, state: str, day: str | None) -> None:
    found = row_day(text, f"ocd-division/country:us/state:{state}")
    assert (str(found) if found else None) == day


def test_texts_have_roles_and_stable_keys() -> None:
    pdf, html = "application/pdf", "text/html"
    body = scraped(
        versions=[
            version("Enrolled", ("https://x.gov/sb430_enrolled.pdf", pdf)),
            version("Amendment S-5174", ("https://x.gov/S5174.pdf", pdf)),
            version("Introduced", ("https://x.gov/a.html", html), ("https://x.gov/a.pdf", pdf)),
        ],
        documents=[
            version("Fiscal Note (Enrolled)", ("https://x.gov/note.pdf", pdf)),
            version("Public Act 26-12", ("https://x.gov/act.pdf", pdf)),
        ],
    )
    texts = bill_record(body, source="s").texts
    assert [(t.key, t.role) for t in texts] == [
        ("Amendment S-5174|application/pdf", VersionRole.PROPOSAL),
        ("Introduced|text/html", VersionRole.PROPOSAL),
        ("Introduced|application/pdf", VersionRole.PROPOSAL),
        ("Enrolled|application/pdf", VersionRole.FINAL),
        ("Public Act 26-12|application/pdf", VersionRole.FINAL),
    ]


@pytest.mark.parametrize(
    ("note", "role"),
    [
        ("Acts Chapter 161", VersionRole.FINAL),
        ("Slip Law", VersionRole.FINAL),
        ("S 432 er", VersionRole.FINAL),
        ("Chaptered", VersionRole.FINAL),
        ("As Signed by the Governor", VersionRole.FINAL),
        ("S 432 e1", VersionRole.PROPOSAL),
        ("Engrossed", VersionRole.PROPOSAL),
        ("Substitute #3", VersionRole.PROPOSAL),
        ("Final Reading", VersionRole.PROPOSAL),
        ("Comparison to Enrolled", VersionRole.PROPOSAL),
        ("Current/Final", VersionRole.PROPOSAL),
    ],
)
def test_which_text_is_the_law(note: str, role: VersionRole) -> None:
    body = scraped(versions=[version(note, ("https://x.gov/v.pdf", "application/pdf"))])
    assert bill_record(body, source="s").texts[0].role is role


@pytest.mark.parametrize(
    ("number", "words", "kind", "target"),
    [
        ("HB 309", "Laid on Table, refer to CS/SB 432", LinkKind.SUBSTITUTES, "SB432"),
        ("S 1", "SUBSTITUTED BY A1234A", LinkKind.SUBSTITUTES, "A1234"),
        ("LB873", "Provisions/portions of LB873 amended into LB901 by AM2674",
         LinkKind.MERGED_INTO, "LB901"),
        ("HB 5", "Incorporated by Courts of Justice (HB123-Smith)", LinkKind.MERGED_INTO, "HB123"),
        ("HSB 508", "Committee report approving bill, renumbered as HF 2133.",
         LinkKind.MERGED_INTO, "HF2133"),
        ("SF 3704", "Rule 45; subst. General Orders HF3453, SF indefinitely postponed",
         LinkKind.SUBSTITUTES, "HF3453"),
    ],
)  # fmt: skip
def test_links_in_the_history(number: str, words: str, kind: LinkKind, target: str) -> None:
    (link,) = bill_record(scraped(identifier=number, actions=[action(words)]), source="s").links
    assert (link.kind, link.quote) == (kind, words)
    assert link.target == Alias("bill", f"{KANSAS}|2025-2026|{target}")
    assert str(link.on) == "2026-03-01"


def test_a_bill_that_takes_in_another_has_no_link_for_it() -> None:
    words = "Provisions/portions of LB184 amended into LB230 by AM689"
    assert bill_record(scraped(identifier="LB230", actions=[action(words)]), source="s").links == ()


def test_related_bills_become_links() -> None:
    related = [
        {"identifier": "HF 3453", "legislative_session": "2025-2026",
         "relation_type": "companion"},
        {"identifier": "SB 12", "legislative_session": "2023-2024",
         "relation_type": "prior-session"},
        {"identifier": "SB 13", "legislative_session": "2023-2024", "relation_type": "related"},
    ]  # fmt: skip
    links = bill_record(scraped(related_bills=related), source="s").links
    assert [(link.kind, link.target.value) for link in links] == [
        (LinkKind.COMPANION_OF, f"{KANSAS}|2025-2026|HF3453"),
        (LinkKind.CARRIED_OVER_FROM, f"{KANSAS}|2023-2024|SB12"),
    ]


def test_files_are_paired_with_their_versions(tmp_path: Path) -> None:
    html, pdf = "text/html", "application/pdf"
    texts = bill_record(
        scraped(
            versions=[
                version("S 432 Filed", ("https://f.gov/432/Filed/HTML", html)),
                version("House Engrossed Version (02/26/2026)", ("https://a.gov/HB2H.htm", html)),
                version("Enrolled", ("https://k.gov/get/?apn=b/sb430_enrolled.pdf", pdf)),
            ]
        ),
        source="s",
    ).texts
    names = (
        "bill_content_S_432_Filed.html",
        "HB2H_House_Engrossed_Version_02262026.htm",
        "sb430_enrolled_Enrolled.pdf",
    )
    for name in names:
        (tmp_path / name.replace(Path(name).suffix, "_extracted.txt")).write_text("x")
    plain = texts_from_folder(texts, tmp_path)
    assert [(t.media_type, p.name.endswith("_extracted.txt")) for t, p in plain] == [
        ("text/plain", True)
    ] * 3
    for name in names:
        (tmp_path / name).write_text("x")
    assert [(t.note, p.name) for t, p in texts_from_folder(texts, tmp_path)] == [
        ("S 432 Filed", names[0]),
        ("House Engrossed Version (02/26/2026)", names[1]),
        ("Enrolled", names[2]),
    ]
    assert texts_from_folder(texts, tmp_path / "none") == ()


def test_a_file_may_be_named_by_its_address_alone_or_be_the_only_one(tmp_path: Path) -> None:
    pages = [
        version("Original", ("https://w.gov/Bills/2356.htm", "text/html")),
        version("Substitute", ("https://w.gov/Bills/2356-S.htm", "text/html")),
    ]
    for name in ("2356.htm", "2356-S.htm"):
        (tmp_path / name).write_text("x")
    texts = bill_record(scraped(versions=pages), source="s").texts
    found = [(t.note, p.name) for t, p in texts_from_folder(texts, tmp_path)]
    assert found == [("Original", "2356.htm"), ("Substitute", "2356-S.htm")]

    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "HB253_Original_extracted.txt").write_text("x")
    opaque = [version("HB253 Original", ("https://l.gov/View.aspx?d=1430982", "application/pdf"))]
    one = bill_record(scraped(versions=opaque), source="s").texts
    assert [p.name for _, p in texts_from_folder(one, alone)] == ["HB253_Original_extracted.txt"]
    two = bill_record(scraped(versions=[*opaque, *pages]), source="s").texts
    (alone / "other_extracted.txt").write_text("x")
    told = texts_from_folder(two, alone)
    assert [(t.note, p.name) for t, p in told] == [
        ("HB253 Original", "HB253_Original_extracted.txt")
    ]


def test_words_tell_whose_file_it_is_where_no_name_does(tmp_path: Path) -> None:
    address = "https://wv.gov/bills_text.cfm?billdoc=hb9%20"
    pages = [
        version("Enrolled Version", (f"{address}sub%20enr.htm", "text/html")),
        version("Introduced Version", (f"{address}intr.htm", "text/html")),
    ]
    texts = bill_record(scraped(versions=pages), source="s").texts
    for name in ("HB9_ENR.htm", "HB9_INTR.htm", "HB9.htm"):
        (tmp_path / name).write_text("x")
    found = {p.name: t.note for t, p in texts_from_folder(texts, tmp_path)}
    assert found == {"HB9_ENR.htm": "Enrolled Version", "HB9_INTR.htm": "Introduced Version"}


def test_the_newest_text_is_no_statement_beside_the_bill_and_may_be_an_amended_print() -> None:
    notes = (["Bill Text", "Statement of Purpose"], ["Original", "Amendment A"])
    texts = [
        bill_texts([{"note": n, "links": [{"url": f"https://x.org/{n}.pdf"}]} for n in given], [])
        for given in notes
    ]
    assert [t[-1].note for t in texts] == ["Bill Text", "Amendment A"]


def test_the_captured_folders_are_read_whole() -> None:
    root = CAPTURES / "openstates-govbot"
    if not root.is_dir():
        pytest.skip("the captures of ../shared are not on this machine")
    for state in ("az", "fl", "ks", "ut", "tx", "usa"):
        for path in sorted((root / state).glob("*/metadata.json")):
            bill = bill_record(json.loads(path.read_text(encoding="utf-8")), source="govbot")
            files = sorted((path.parent / "files").glob("*"))
            paired = {found for _, found in texts_from_folder(bill.texts, path.parent / "files")}
            originals = {f for f in files if not f.name.endswith("_extracted.txt")}
            assert paired == (originals or set(files)), path


def test_a_file_may_be_named_by_path_and_query_of_its_address(tmp_path: Path) -> None:
    address = "https://m.gov/Home/GetObject?objectName=2025-H-4969.pdf"
    pages = [version("Substitute (H-2)", (address, "application/pdf"))]
    name = "GetObject_objectName_2025-H-4969_Substitute_H_2.pdf"
    (tmp_path / name).write_text("x")
    texts = bill_record(scraped(versions=pages), source="s").texts
    assert [p.name for _, p in texts_from_folder(texts, tmp_path)] == [name]
