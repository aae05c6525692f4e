"""What can go wrong with a feed, in every format, over real HTTP: a fault with its kind and the
bytes, never an empty list, and the others are untouched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from feeding import BODY, EMPTY, LEAST, MEDIA, feed, told
from feeding import parsed as parse

from fetching import RECORDINGS, quick
from regtrack.contract import (
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    Record,
    SnapshotRecord,
    SourceSpec,
)
from regtrack.replay import ModeKind, ReplayServer
from regtrack.runner.crawl import crawl
from regtrack.runner.snapshots import SnapshotStore

FORMATS = tuple(LEAST)
LOGIN = '<html><head><title>Sign in</title></head><form><input type="password"></form></html>'
PAGE = "<!DOCTYPE html><html><head><title>Service</title></head><body><p>Welcome.</p></body></html>"


@dataclass(frozen=True)
class Case:
    """A misbehaviour, the fault it is, words of its message, and whether bytes are kept."""

    kind: ModeKind
    options: dict[str, Any]
    fault: str
    words: str
    kept: bool = True


def body(text: str, media_type: str) -> dict[str, Any]:
    return {"body": text, "media_type": media_type}


def cases(form: str) -> dict[str, Case]:
    media, whole = MEDIA[form], BODY[form]
    wrong = "text/plain" if form != "csv" else "application/json"
    return {
        "challenge": Case(ModeKind.CHALLENGE, {}, "blocked", "challenge page"),
        "forbidden": Case(ModeKind.STATUS, {"status": 403}, "blocked", "answered 403"),
        "login": Case(ModeKind.BODY, body(LOGIN, "text/html"), "blocked", "login form"),
        "sent-to-login": Case(ModeKind.REDIRECT, {"target": "{own}/login"}, "blocked", "login"),
        "gone": Case(ModeKind.STATUS, {"status": 410}, "layout_changed", "address is gone"),
        "missing": Case(ModeKind.STATUS, {"status": 404}, "layout_changed", "address is gone"),
        "down": Case(ModeKind.STATUS, {"status": 500}, "fetch_failed", "answered 500"),
        "elsewhere": Case(
            ModeKind.REDIRECT, {"target": "https://other.org/"}, "blocked", "another owner", False
        ),
        "a-page": Case(ModeKind.BODY, body(PAGE, "text/html"), "layout_changed", "content type"),
        "a-page-under-our-type": Case(ModeKind.BODY, body(PAGE, media), "layout_changed", "not "),
        "wrong-type": Case(ModeKind.BODY, body(whole, wrong), "layout_changed", "content type"),
        "no-bytes": Case(ModeKind.BODY, body("", media), "unexpectedly_empty", "empty body"),
        "empty-list": Case(
            ModeKind.BODY, body(EMPTY[form], media), "unexpectedly_empty", "never empty"
        ),
        "other-shape": Case(ModeKind.BODY, body(other(form), media), "layout_changed", "no "),
        "cut": Case(ModeKind.BODY, body(cut(form), media), "layout_changed", ""),
        "broken-off": Case(ModeKind.BREAK_OFF, {}, "fetch_failed", "broke off"),
    }


def other(form: str) -> str:
    """A good answer of the format that is not this list."""
    shapes = {"json": '{"message":"moved"}', "csv": "name\r\nx\r\n"}
    return shapes.get(form, "<other><thing/></other>")


def cut(form: str) -> str:
    """The first part of an answer whose publisher says that it is all."""
    return "id,title\r\n1\r\n" if form == "csv" else BODY[form][: len(BODY[form]) // 2]


NAMES = tuple(cases("json"))


@dataclass(frozen=True)
class Crawled:
    records: dict[str, list[Record]]
    store: SnapshotStore


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Every case of every format, each at a host of its own, and a good feed beside them."""
    tmp = tmp_path_factory.mktemp("faults")
    store = SnapshotStore(tmp / "snapshots")
    specs: list[SourceSpec] = []
    with ReplayServer(RECORDINGS) as server:
        for form in FORMATS:
            for name, case in (*cases(form).items(), *good(form).items()):
                own = f"https://{form}-{name}.example.net"
                options = {
                    k: v.replace("{own}", own) if isinstance(v, str) else v
                    for k, v in case.options.items()
                }
                server.set_mode(f"{own}/list", case.kind, **options)
                for path, text in (("/login", PAGE), ("/new/list", BODY[form])):
                    media = "text/html" if path == "/login" else MEDIA[form]
                    server.set_mode(own + path, ModeKind.BODY, body=text, media_type=media)
                specs.append(feed(form, f"{own}/list", f"{form}-{name}", never_empty=True))
        found = list(crawl(specs, tmp, store, quick(server.base, timeout=20.0)))
    return Crawled({s.key: [r for r in found if r.source == s.key] for s in specs}, store)


def good(form: str) -> dict[str, Case]:
    """What is no fault: an answer, and an address that moved within its owner's hosts."""
    return {
        "normal": Case(ModeKind.BODY, body(BODY[form], MEDIA[form]), "", ""),
        "moved": Case(ModeKind.REDIRECT, {"target": "{own}/new/list"}, "", ""),
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_fault_is_told_and_its_bytes_are_kept(crawled: Crawled, form: str, name: str) -> None:
    case = cases(form)[name]
    records = crawled.records[f"{form}-{name}"]
    (fault,) = (r for r in records if isinstance(r, FaultRecord))
    assert (str(fault.kind), case.words in fault.message) == (case.fault, True), fault.message
    assert not [r for r in records if isinstance(r, DocumentRecord)]
    assert [r.reason for r in records if isinstance(r, FinishRecord)] == ["faults"]
    if case.kept and "body" in case.options and case.options["body"]:
        (snapshot,) = (r for r in records if isinstance(r, SnapshotRecord))
        assert fault.sha256 == snapshot.sha256
        assert crawled.store.get(snapshot.sha256).decode() == case.options["body"]


@pytest.mark.parametrize("name", ["normal", "moved"])
@pytest.mark.parametrize("form", FORMATS)
def test_beside_them_a_good_feed_comes_in(crawled: Crawled, form: str, name: str) -> None:
    records = crawled.records[f"{form}-{name}"]
    titles = [r.title for r in records if isinstance(r, DocumentRecord)]
    assert titles == ["Kratom order", "Kratom notice"]
    assert not [r for r in records if isinstance(r, FaultRecord)]


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_without_its_key_is_one_fault_and_the_others_go_on(form: str) -> None:
    ids = {"json": '"id":"1"', "xml": ' id="1"', "csv": "1,Kratom", "atom": "<id>1</id>",
           "rss": "<guid>1</guid>"}  # fmt: skip
    instead = {"json": '"x":"1"', "csv": ",Kratom"}
    result = parse(feed(form), BODY[form].replace(ids[form], instead.get(form, "")))
    assert told(result) == [
        ("layout_changed", "row 1 breaks the declaration: a row without its id")
    ]
    assert [d.title for d in result.documents] == ["Kratom notice"]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_list_is_no_fault_where_it_may_be_empty(form: str) -> None:
    result = parse(feed(form), EMPTY[form])
    assert (result.documents, result.faults) == ((), ())


def test_a_table_with_many_bad_rows_tells_a_few_and_how_many_more() -> None:
    result = parse(feed("csv"), "id,title\r\n" + "x\r\n" * 50 + "1,Kratom\r\n")
    assert len(result.faults) == 21
    assert result.faults[-1].message == "30 more rows are not as declared"
    assert len(result.documents) == 1


def laughs() -> str:
    """Entities that grow ninefold at each of nine steps."""
    steps = ['<!ENTITY l0 "ha">']
    steps += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 9}">' for n in range(1, 9)]
    return "".join(steps)


LAUGHS = laughs()


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE list [{LAUGHS}]><list><row id="1"><title>&l8;</title></row></list>',
        f'<!DOCTYPE list [{LAUGHS}]><list><row id="&l8;"><title>x</title></row></list>',
        '<!DOCTYPE list [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<list><row id="1"><title>&x;</title></row></list>',
        "<list>" + "<a>" * 100_000 + "</a>" * 100_000 + "</list>",
        "<list><row>&undeclared;</row></list>",
        "<list><row id='1'>",
        "\x00\x01",
    ],
)
def test_hostile_xml_is_a_fault_and_nothing_is_expanded(body: str) -> None:
    (fault,) = parse(feed("xml"), body).faults
    assert fault.kind == "layout_changed"
    assert "hostname" not in fault.message


def test_hostile_xml_in_wide_letters_is_no_way_around() -> None:
    text = f'<!DOCTYPE list [{LAUGHS}]><list><row id="1"><title>&l8;</title></row></list>'
    (fault,) = parse(feed("xml"), text.encode("utf-16")).faults
    assert "entities" in fault.message


@pytest.mark.parametrize(
    "body", ["[" * 200_000, '{"rows":' * 100_000, '{"rows":[1]}', '{"rows":{"a":[[]]}}', "nul",
             '{"rows":[{"id":' + "9" * 5000 + "}]}", '{"rows":"text"}'],
)  # fmt: skip
def test_hostile_json_is_a_fault(body: str) -> None:
    assert parse(feed("json"), body).faults


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    many = '{"rows":[' + ",".join('{"id":"1","title":"x"}' for _ in range(5001)) + "]}"
    assert told(parse(feed("json"), many)) == [
        ("layout_changed", "5001 rows in one answer: ask for smaller pages")
    ]
    monkeypatch.setattr("regtrack_scrapers.platforms.feed_page.MAX_BYTES", 10)
    ((kind, words),) = told(parse(feed("json"), BODY["json"]))
    assert (kind, "ask for smaller pages" in words) == ("layout_changed", True)


@pytest.mark.parametrize(
    ("following", "words"),
    [
        ("https://other.org/list?page=2", "next page elsewhere"),
        ("ftp://api.example.gov/x", "next page elsewhere"),
        ("http://[", "no address"),
    ],
)
def test_a_next_page_of_another_owner_is_a_fault_and_is_not_followed(
    following: str, words: str
) -> None:
    text = BODY["json"].replace("{", '{"next":"' + following + '",', 1)
    result = parse(feed("json", next="next"), text)
    assert words in result.faults[0].message
    assert result.follow == ()
    assert len(result.documents) == 2


def test_too_many_pages_are_told() -> None:
    spec = feed("json", page_param="page", max_pages=3)
    url = "https://api.example.gov/list?page=3"
    assert told(parse(spec, BODY["json"], url)) == [
        ("layout_changed", "more than 3 pages: narrow the search or raise max_pages")
    ]


def test_a_text_at_another_owner_is_a_fault_and_the_document_stands() -> None:
    text = '{"rows":[{"id":"1","title":"Kratom","file":"https://press.example.com/a.pdf"}]}'
    result = parse(feed("json", text_link="file"), text)
    assert "elsewhere" in result.faults[0].message
    assert (result.follow, result.documents[0].texts) == ((), ())
    named = parse(feed("json", text_link="file", text_hosts=["press.example.com"]), text)
    assert [f.url for f in named.follow] == ["https://press.example.com/a.pdf"]


def test_a_date_that_is_none_and_a_word_that_nobody_declared_are_faults_of_their_rows() -> None:
    spec = feed("json", date="on", stage={"from": "s", "is": {"Final": "enacted"}})
    rows = (
        '{"id":"1","title":"a","on":"soon","s":"Final"}',
        '{"id":"2","title":"b","on":"2026-05-01","s":"Draft"}',
        '{"id":"3","title":"c","on":"2026-05-01","s":"Final"}',
    )
    result = parse(spec, '{"rows":[' + ",".join(rows) + "]}")
    assert [d.title for d in result.documents] == ["c"]
    assert "`date`" in result.faults[0].message
    assert "`stage`" in result.faults[1].message
