"""A feed's declaration at work on single answers: paths, patterns, dates, words, pages, keys."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from feeding import BODY, feed, parsed, told

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    PartialDate,
    Stage,
    VersionRole,
)
from regtrack_scrapers.platforms.feed_dates import read_date
from regtrack_scrapers.platforms.feed_match import Matcher
from regtrack_scrapers.platforms.feed_options import problems
from regtrack_scrapers.platforms.feed_paths import JsonPath, Value, XmlPath, words
from regtrack_scrapers.platforms.registry import PLATFORMS

ROW = {"a": {"b": 1, "c.d": "dot", "l": [{"t": "x", "v": "1"}, {"t": "y", "v": "2"}]}, "n": None,
       "one": {"v": "alone"}, "yes": True, "f": 2.5, "@x": "at", "#t": "hash"}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.b", [1]),
        ('a."c.d"', ["dot"]),
        ("a.l[0].v", ["1"]),
        ("a.l[-1].v", ["2"]),
        ("a.l[9].v", []),
        ("a.l[*].v", ["1", "2"]),
        ("a.l[t=y].v", ["2"]),
        ("a.l[t=z].v", []),
        ("one[*].v", ["alone"]),
        ("one[0].v", ["alone"]),
        ("n", []),
        ("n.x", []),
        ("a.b.c", []),
        ("missing", []),
        ("@x", ["at"]),
        ("#t", ["hash"]),
        (".", [ROW]),
    ],
)
def test_json_paths(path: str, found: list[Any]) -> None:
    assert list(JsonPath.read(path).find(ROW)) == found


@pytest.mark.parametrize(
    "path", ["", "a..b", ".a", "a.", "a[", "a[x]", 'a"b"', "a[0]b", "[0].", "a]"]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        JsonPath.read(path)


@pytest.mark.parametrize("path", ["//a:b", "a[", "document('x')/y", "re:test('a','b')"])
def test_what_is_no_xpath_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="XPath"):
        XmlPath.read(path, {})


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("a.b", "1"),
        (["n", "a.b"], "1"),
        ("No. {a.b} of {@x}", "No. 1 of at"),
        (["{a.b}/{n}", "yes"], "true"),
        ("f", "2.5"),
        ("n", ""),
    ],
)
def test_values(given: Any, found: str) -> None:
    assert Value.read(given, JsonPath.read).first(ROW) == found


def test_what_is_filled_into_an_address_is_made_safe() -> None:
    value = Value.read("https://a.gov/{id}?x=1", JsonPath.read)
    assert value.address({"id": "a b&c#d/e"}) == "https://a.gov/a%20b%26c%23d/e?x=1"


@pytest.mark.parametrize("given", ["{a", "a}{b}", "x{}y", [], [1], ""])
def test_what_is_no_value_is_refused(given: Any) -> None:
    with pytest.raises(ValueError):
        Value.read(given, JsonPath.read)


def test_words() -> None:
    assert [words(v) for v in (None, True, 3, 3.0, " a\n b ", ["a", None, {"x": "b"}])] == [
        "", "true", "3", "3", "a b", "a b"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "form", "zone", "found"),
    [
        ("2026-05-01", "iso", None, "2026-05-01"),
        ("2026-05", "iso", None, "2026-05"),
        ("2026-05-01T23:30:00Z", "iso", None, "2026-05-01"),
        ("2026-09-11T03:59:59Z", "iso", "America/New_York", "2026-09-10"),
        ("2026-06-09T22:32:09Z", "iso", "Europe/Oslo", "2026-06-10"),
        ("2026-05-01T23:30:00", "iso", "America/New_York", "2026-05-01"),
        ("Fri, 01 May 2026 02:00:00 GMT", "rfc822", "America/Toronto", "2026-04-30"),
        ("20260501", "%Y%m%d", None, "2026-05-01"),
        ("May 2026", "%B %Y", None, "2026-05"),
        ("2026", "%Y", None, "2026"),
        ("", "iso", None, None),
        ("0001-01-01", "iso", None, ValueError),
        ("2026-02-30", "iso", None, ValueError),
        ("01.05.2026", "iso", None, ValueError),
        ("yesterday", "rfc822", None, ValueError),
    ],
)
def test_dates(text: str, form: str, zone: str | None, found: Any) -> None:
    import zoneinfo

    place = zoneinfo.ZoneInfo(zone) if zone else None
    if found is ValueError:
        with pytest.raises(ValueError, match="no date"):
            read_date(text, [form], place)
    else:
        assert read_date(text, [form], place) == (PartialDate(found) if found else None)


@pytest.mark.parametrize(
    ("given", "text", "found"),
    [
        ("kratom", "Zákaz kratomu", False),
        ("kratom*", "Zákaz kratomu", True),
        ("kratom", "způsobené zkratom", False),
        ("kratom*", "demokratom", False),
        ("kratom", "KRATOM-based", True),
        ("controlled  drugs", "the Controlled\nDrugs Act", True),
        ("ミトラギニン", "指定薬物ミトラギニン及び", True),
        ("กระท่อม", "พืชกระท่อมไทย", True),
        ("7-oh", "a 7-OH product", True),
        ("7-oh", "a 17-oh product", False),
    ],
)
def test_words_that_a_row_must_have(given: str, text: str, found: bool) -> None:
    assert Matcher.read([given]).finds(text) is found


def test_rows_without_the_words_are_left_out_wherever_they_would_stand() -> None:
    text = (
        '<list><row id="1"><title>Roads</title></row><row id="2"><title>Order</title>'
        '<b>kra<i/>x</b><c note="Mitragynine"/></row><row id="3"><t>Kratom</t>'
        "<title>Act</title></row></list>"
    )
    result = parsed(feed("xml", match=["kratom", "mitragyn*"]), text)
    assert [d.title for d in result.documents] == ["Order", "Act"]


def one(form: str, text: str, /, **options: Any) -> DocumentRecord:
    (document,) = parsed(feed(form, **options), text).documents
    return document


def test_a_row_says_nothing_of_a_stage_unless_that_is_declared() -> None:
    document = parsed(feed("json"), BODY["json"]).documents[0]
    assert (document.kind, document.stage, document.how) == (
        InstrumentKind.AGENCY_NOTICE, None, None
    )  # fmt: skip
    assert document.aliases == (Alias("feed", "one|1"),)


def test_all_that_can_be_declared() -> None:
    text = (
        '{"rows":[{"id":"7","title":"Rule &amp; <b>order</b>","no":"12/2026","on":"2026-05-01",'
        '"from":"2026-06-01","to":"2026-12-01","type":"Final","page":"/r/7","sum":"<p>A ban</p>",'
        '"file":"http://api.example.gov/r/7.pdf"}]}'
    )
    document = one(
        "json", text, number="no", citation="Reg. {no}", date="on", effective="from", expires="to",
        link="page", summary="sum", text_link="file", alias=["rule:{no}", "celex:{missing}"],
        kind="rule", how="adopted",
        stage={"from": "type", "is": {"Final": "enacted", "Draft": "proposed"}},
    )  # fmt: skip
    assert (document.title, document.abstract) == ("Rule & order", "A ban")
    assert (document.number, document.citation) == ("12/2026", "Reg. 12/2026")
    assert (document.stage, document.how) == (Stage.ENACTED, How.ADOPTED)
    days = (document.stage_on, document.effective_on, document.expires_on)
    assert [str(d) for d in days] == ["2026-05-01", "2026-06-01", "2026-12-01"]
    assert document.url == "https://api.example.gov/r/7"
    assert [str(a) for a in document.aliases] == [
        "rule:ocd-division/country:us|12/2026", "feed:one|7"
    ]  # fmt: skip
    (text_record,) = document.texts
    assert text_record.url == "https://api.example.gov/r/7.pdf"
    assert text_record.role is VersionRole.FINAL


def test_a_proposal_has_no_dates_in_force_and_no_text_of_law() -> None:
    text = '{"rows":[{"id":"7","title":"x","from":"2026-06-01","w":"Kratom is banned."}]}'
    document = one("json", text, stage="proposed", effective="from", text="w", role="current")
    assert (document.effective_on, document.how) == (None, None)
    assert document.texts[0].role is VersionRole.PROPOSAL


def test_an_inline_text_is_kept_as_bytes_of_its_own() -> None:
    text = '{"rows":[{"id":"a b","title":"x","w":"Sec. 1.\\n\\nKratom is banned."}]}'
    result = parsed(feed("json", text="w", stage="enacted"), text)
    (part,) = result.parts
    assert (part.media_type, part.body) == ("text/plain", b"Sec. 1.\n\nKratom is banned.")
    assert part.url == "https://api.example.gov/list#a%20b"
    assert result.documents[0].texts[0].sha256 == hashlib.sha256(part.body).hexdigest()


def test_an_inline_text_with_marks_says_by_itself_that_it_is_a_page() -> None:
    from regtrack.runner.extraction import extract

    text = '{"rows":[{"id":"1","title":"T & U","w":"<p>Kratom is <del>not</del> banned.</p>"}]}'
    (part,) = parsed(feed("json", text="w"), text).parts
    legal = extract(part.body)
    assert legal.live.split() == extract(part.body, "text/html").live.split()
    assert "Kratom is banned." in " ".join(legal.live.split())


def test_the_content_of_an_atom_entry_is_its_text() -> None:
    text = BODY["atom"].replace(
        "<id>1</id>",
        '<id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>Kratom is banned.</p></div></content>",
    )
    result = parsed(feed("atom", text="a:content"), text)
    assert b"Kratom is banned." in result.parts[0].body
    assert result.documents[0].texts
    assert not result.documents[1].texts


def test_atom_and_rss_need_no_paths() -> None:
    for form, days in (("atom", ["2026-05-01", "2026-05-02"]), ("rss", ["2026-05-01", None])):
        found = parsed(feed(form), BODY[form]).documents
        assert [d.stage_on and str(d.stage_on) for d in found] == days


def test_rss_1_0_too() -> None:
    text = (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>t</title>'
        '</channel><item rdf:about="x"><title>Kratom</title><link>https://a.gov/1</link>'
        "<dc:date>2026-05-01T10:00:00+02:00</dc:date></item></rdf:RDF>"
    )
    document = one("rss", text)
    assert (document.title, document.url, str(document.stage_on)) == (
        "Kratom", "https://a.gov/1", "2026-05-01"
    )  # fmt: skip


def test_csv_with_a_mark_quotes_other_letters_and_another_sign() -> None:
    text = '\ufeff id ;title\r\n1;"Verbot; ""Kratom""\r\nund mehr"\r\n\r\n2;Größe\r\n'
    result = parsed(feed("csv", delimiter=";"), text.encode())
    assert [d.title for d in result.documents] == ['Verbot; "Kratom" und mehr', "Größe"]
    other = parsed(feed("csv", encoding="windows-1252"), "id,title\n1,Größe\n".encode("cp1252"))
    assert other.documents[0].title == "Größe"
    wrong = parsed(feed("csv"), "id,title\n1,Größe\n".encode("cp1252"))
    assert told(wrong)[0][1].startswith("not utf-8")
    missing = parsed(feed("csv", number="nr"), "id,title\n1,x\n")
    assert "no column 'nr'" in told(missing)[0][1]


def follows(spec: Any, text: str, url: str | None = None) -> list[str]:
    return [f.url for f in parsed(spec, text, url).follow]


PAGED = '{"rows":[{"id":"1","title":"a"},{"id":"2","title":"b"}],%s}'
U = "https://api.example.gov/list?q=a&page[size]=2"


@pytest.mark.parametrize(
    ("options", "beside", "url", "following"),
    [
        ({"next": "n"}, '"n":"?p=2"', U, "https://api.example.gov/list?p=2"),
        ({"next": "n"}, '"n":"http://data.example.gov/x"', U, "https://data.example.gov/x"),
        ({"next": "n"}, '"n":null', U, None),
        ({"page_param": "page[number]", "more": "m"}, '"m":true', U, f"{U}&page%5Bnumber%5D=2"),
        ({"page_param": "page[number]", "more": "m"}, '"m":false', U, None),
        ({"page_param": "p", "pages": "m"}, '"m":3', f"{U}&p=2", f"{U}&p=3"),
        ({"page_param": "p", "pages": "m"}, '"m":3', f"{U}&p=3", None),
        ({"page_param": "p", "page_first": 0, "total": "m"}, '"m":3', U, f"{U}&p=1"),
        ({"page_param": "p", "page_first": 0, "total": "m"}, '"m":4', f"{U}&p=1", None),
        ({"page_param": "p"}, '"m":1', U, f"{U}&p=2"),
        ({"offset_param": "skip", "total": "m"}, '"m":"5"', U, f"{U}&skip=2"),
        ({"offset_param": "skip", "total": "m"}, '"m":4', f"{U}&skip=2", None),
    ],
)
def test_pages(options: dict[str, Any], beside: str, url: str, following: str | None) -> None:
    found = follows(feed("json", **options), PAGED % beside, url)
    assert found == ([following] if following else [])


def test_the_end_of_a_feed_that_never_says_so_is_an_empty_page_and_no_fault() -> None:
    spec = feed("json", page_param="p", never_empty=True)
    result = parsed(spec, '{"rows":[]}', f"{spec.url}?p=3")
    assert (result.follow, result.faults) == ((), ())
    assert told(parsed(spec, '{"rows":[]}'))[0][0] == "unexpectedly_empty"


def test_terms_stand_in_the_address() -> None:
    spec = feed("json", "https://a.gov/s?q={term}&x=1", terms=["a b", "ミト/&"])
    assert [f.url for f in PLATFORMS["feed"].start(spec)] == [
        "https://a.gov/s?q=a%20b&x=1",
        "https://a.gov/s?q=%E3%83%9F%E3%83%88%2F%26&x=1",
    ]


RIGHT = {"format": "json", "items": "rows", "id": "id", "title": "t"}


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"format": "yaml"}, "format", "one of json"),
        ({"id": ""}, "id", "is missing"),
        ({"items": None}, "items", "is missing"),
        ({"title": "a["}, "title", "no path"),
        ({"title": "{a}: {b}"}, "title", "stand nowhere"),
        ({"date_format": ["%d"]}, "date_format", "%d.%m.%Y"),
        ({"zone": "Mars/Base"}, "zone", "America/New_York"),
        ({"kind": "law"}, "kind", "one of"),
        ({"stage": {"from": "s"}}, "stage", "take"),
        ({"stage": {"from": "s", "is": {"a": "law"}}}, "stage", "take"),
        ({"stage": {"from": "s", "is": {"a": "enacted"}, "else": "law"}}, "stage", "take"),
        ({"stage": {"source": "s"}}, "stage", "from"),
        ({"kind": {"from": "s", "is": {"a": ""}}}, "kind", "take"),
        ({"how": "signed"}, "stage", "is missing"),
        ({"role": "law"}, "role", "one of"),
        ({"alias": "rule"}, "alias", "scheme:{path}"),
        ({"match": []}, "match", "write words"),
        ({"match": ["kra*tom"]}, "match", "at the end only"),
        ({"terms": ["a"]}, "terms", "{term}"),
        ({"never_empty": "yes"}, "never_empty", "true or false"),
        ({"signal": True, "stage": "enacted"}, "stage", "moves no status"),
        ({"signal": True, "text": "t"}, "text", "moves no status"),
        ({"accept": ["pdf"]}, "accept", "json, xml"),
        ({"page_param": "a b"}, "page_param", "parameter"),
        ({"page_param": "a", "offset_param": "b"}, "offset_param", "not both"),
        ({"max_pages": 9999}, "max_pages", "0 to 500"),
        ({"key_header": "X-Key"}, "key_env", "is missing"),
        ({"key_env": "AWS_SECRET_ACCESS_KEY", "key_header": "X"}, "key_env", "REGTRACK_KEY_"),
        ({"key_env": "REGTRACK_KEY_A"}, "key_header", "how the key is sent"),
        ({"namespaces": {"a": 1}}, "namespaces", "write a table"),
        ({"format": "csv"}, "items", "leave it out"),
        ({"format": "csv", "items": None, "encoding": "utf-9"}, "encoding", "utf-8"),
        ({"format": "csv", "items": None, "delimiter": "ab"}, "delimiter", "one sign"),
        ({"format": "xml", "items": "//row", "id": "@id"}, "root", "is missing"),
        ({"format": "xml", "items": "/x:list", "id": "@id"}, "items", "no XPath"),
    ],
)
def test_a_wrong_option_is_named_with_what_to_write(
    changes: dict[str, Any], name: str, words: str
) -> None:
    options = {k: v for k, v in {**RIGHT, **changes}.items() if v is not None}
    found = [m for n, m in problems(options, "https://api.example.gov/list") if n == name]
    assert any(words in message for message in found), problems(options, "https://a.gov/l")


def test_a_right_declaration_has_no_problem_and_a_key_goes_over_https_only() -> None:
    assert problems(RIGHT, "https://a.gov/l") == []
    keyed = {**RIGHT, "key_env": "REGTRACK_KEY_A", "key_param": "api_key"}
    assert problems(keyed, "https://a.gov/l") == []
    assert [n for n, _ in problems(keyed, "http://a.gov/l")] == ["key_env"]


def test_a_spec_with_a_wrong_option_is_a_fault_and_no_crash() -> None:
    assert told(parsed(feed("json", zone="Mars/Base"), BODY["json"]))[0][0] == "invalid_document"
