"""The replay server by plain HTTP: recordings by day, true 304s, misbehaviour, ledger, control."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fetching import OHIO, RANKIN, RECORDINGS
from regtrack.domain.errors import ConfigError
from regtrack.replay import ModeKind, Recordings, ReplayServer
from regtrack.replay.captures import CapturedTexts
from regtrack_scrapers.replay_address import replay_url

CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "captures"


@pytest.fixture(scope="module")
def running() -> Iterator[ReplayServer]:
    with ReplayServer(RECORDINGS) as server:
        yield server


def get(server: ReplayServer, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One GET by the standard library, so that another client checks the server."""
    parts = urlsplit(replay_url(server.base, url))
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", target, headers=fields)
        answer = connection.getresponse()
        fields = {k.lower(): v for k, v in answer.getheaders()}
        return answer.status, fields, answer.read()
    finally:
        connection.close()


def post(server: ReplayServer, what: str, **body: object) -> int:
    connection = http.client.HTTPConnection(urlsplit(server.base).netloc, timeout=5)
    try:
        connection.request(
            "POST", f"/_control/{what}", json.dumps(body), {"Content-Type": "application/json"}
        )
        return connection.getresponse().status
    finally:
        connection.close()


def test_every_recording_says_who_wrote_it_and_is_small() -> None:
    paths = list(RECORDINGS.glob("day*/*/meta.json"))
    assert len(paths) > 40
    for path in paths:
        meta = json.loads(path.read_text(encoding="utf-8"))
        assert meta["written"] == "by regtrack from public facts, not a copy"
        assert (path.parent / meta["body"]).stat().st_size < 300_000


def test_a_recording_and_its_304(server: ReplayServer) -> None:
    status, fields, body = get(server, RANKIN)
    assert status == 200
    assert b"RANKIN COUNTY" in body
    assert fields["content-type"] == "text/html"
    for headers in (
        {"If_None_Match": fields["etag"]},
        {"If_None_Match": f'"x", W/{fields["etag"]}'},
        {"If_Modified_Since": fields["last-modified"]},
    ):
        assert get(server, RANKIN, **headers)[::2] == (304, b"")
    late = fields["last-modified"]
    assert get(server, RANKIN, If_None_Match='"old"', If_Modified_Since=late)[0] == 200
    assert [e.conditional for e in server.ledger.entries()] == [False, True, True, True, True]


def test_days(server: ReplayServer) -> None:
    assert b"Emergency Filing" in get(server, OHIO)[2]
    server.set_day(2)
    assert b"Emergency Filing" not in get(server, OHIO)[2]
    assert b"RANKIN" in get(server, RANKIN)[2]


def test_the_query_selects(server: ReplayServer) -> None:
    api = "https://v3.openstates.org/bills"
    one = json.loads(get(server, f"{api}?q=kratom&per_page=20&page=1")[2])
    two = json.loads(get(server, f"{api}?q=kratom&per_page=20&page=2")[2])
    assert (one["pagination"]["page"], two["pagination"]["page"]) == (1, 2)
    assert get(server, f"{api}?q=cannabis")[0] == 404
    register = "https://www.federalregister.gov/api/v1/documents.json"
    nothing = json.loads(get(server, f"{register}?conditions%5Bterm%5D=%22rare%22")[2])
    assert nothing["count"] == 0
    assert "results" not in nothing


def test_robots_default_and_what_is_not_recorded(server: ReplayServer) -> None:
    assert get(server, "https://nobody.example/robots.txt")[2] == b"User-agent: *\nDisallow:\n"
    assert get(server, "https://nobody.example/x")[0] == 404


def test_misbehaviour(server: ReplayServer) -> None:
    server.set_mode(RANKIN, ModeKind.STATUS, status=429, seconds=7, times=1)
    status, fields, _ = get(server, RANKIN)
    assert (status, fields["retry-after"]) == (429, "7")
    assert get(server, RANKIN)[0] == 200
    server.set_mode(RANKIN, ModeKind.CHALLENGE)
    assert b"Just a moment" in get(server, RANKIN)[2]
    server.set_mode(RANKIN, ModeKind.BREAK_OFF)
    with pytest.raises(http.client.IncompleteRead):
        get(server, RANKIN)
    server.set_mode("https://v3.openstates.org/", ModeKind.EMPTY)
    url = "https://v3.openstates.org/bills?q=kratom&page=1"
    assert json.loads(get(server, url)[2])["results"] == []


def test_a_page_can_change_and_can_lie_about_it(server: ReplayServer) -> None:
    tag = get(server, RANKIN)[1]["etag"]
    server.change(RANKIN, b"<p>repealed</p>")
    status, fields, body = get(server, RANKIN, If_None_Match=tag)
    assert (status, body) == (200, b"<p>repealed</p>")
    assert fields["etag"] != tag
    server.change(RANKIN, b"<p>again</p>", keep_etag=True)
    assert get(server, RANKIN, If_None_Match=fields["etag"])[0] == 200
    assert get(server, RANKIN, If_None_Match=tag)[0] == 304
    server.clear()
    assert get(server, RANKIN)[1]["etag"] == tag


def test_control_by_http(server: ReplayServer) -> None:
    assert post(server, "day", day=2) == 200
    assert server.day == 2
    assert post(server, "mode", prefix=RANKIN, kind="status", status=500) == 200
    assert get(server, RANKIN)[0] == 500
    assert post(server, "change", url=OHIO, body="new words") == 200
    assert get(server, OHIO)[2] == b"new words"
    assert post(server, "clear") == 200
    assert get(server, RANKIN)[0] == 200
    assert post(server, "nonsense") == 404


def test_a_folder_without_recordings(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no recordings"):
        Recordings(tmp_path)


def test_a_recording_without_its_author_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "day1" / "x"
    folder.mkdir(parents=True)
    (folder / "body.txt").write_text("x")
    meta = {"url": "https://a.gov/", "media_type": "text/plain", "body": "body.txt"}
    (folder / "meta.json").write_text(json.dumps(meta))
    with pytest.raises(ConfigError, match="written"):
        Recordings(tmp_path)


def test_texts_of_a_captures_folder(tmp_path: Path) -> None:
    bill = tmp_path / "states" / "zz" / "2026_SB1"
    (bill / "files").mkdir(parents=True)
    links = [{"url": "https://zz.gov/Bill/1/Filed/HTML", "media_type": "text/html"}]
    pdf = [{"url": "https://zz.gov/get?f=a/sb1_00.pdf", "media_type": "application/pdf"}]
    versions = [{"note": "S 1 Filed", "links": links}, {"note": "As Introduced", "links": pdf}]
    record = {
        "identifier": "SB 1",
        "legislative_session": "2026",
        "title": "Kratom",
        "jurisdiction": "ocd-jurisdiction/country:us/state:zz/government",
        "actions": [],
        "versions": versions,
    }
    (bill / "metadata.json").write_text(json.dumps(record))
    (bill / "files" / "bill_content_S_1_Filed.html").write_text("filed")
    (bill / "files" / "sb1_00_As_Introduced.pdf").write_text("printed")
    with ReplayServer(RECORDINGS, captures=tmp_path) as server:
        assert get(server, links[0]["url"])[2] == b"filed"
        status, fields, body = get(server, pdf[0]["url"])
        assert (status, fields["content-type"], body) == (200, "application/pdf", b"printed")
        assert get(server, pdf[0]["url"], If_None_Match=fields["etag"])[0] == 304


def test_the_real_captures_are_found_at_their_addresses() -> None:
    if not CAPTURES.is_dir():
        pytest.skip("the folder of captures (../shared/captures) is not here")
    captured = CapturedTexts(CAPTURES)
    assert len(captured) > 100
    filed = captured.find("https://flsenate.gov/Session/Bill/2026/432/BillText/Filed/HTML")
    assert filed is not None
    assert b"7-Hydroxymitragynine" in filed.body
