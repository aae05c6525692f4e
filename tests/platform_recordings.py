"""Answers of LegiScan, Congress.gov and govinfo as data, for tests that alter them; as recordings
they stand in tests/platforms. Written by us: the wire format of captured replies and client
code, the facts of the public records of Kansas SB 430 (2026) and H.R. 8000 (119th Congress). Ids,
hashes and addresses of LegiScan's own are made up; so are the short texts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from regtrack.contract import Authority, SourceSpec

US = "ocd-division/country:us"
KS = f"{US}/state:ks"
LEGISCAN = "https://api.legiscan.com/"
CONGRESS = "https://api.congress.gov/v3"
GOVINFO = "https://www.govinfo.gov"
#: A key that must stand nowhere but on the wire; it has letters that an address escapes.
KEY = "s3cret+key/of=ours"
KEYS = {f"REGTRACK_{name}_KEY": KEY for name in ("OPENSTATES", "LEGISCAN", "CONGRESS", "GOVINFO")}


def standing(into: Path, *platforms: str) -> Path:
    """One folder with the recordings of the case `normal` of these platforms."""
    for platform in platforms:
        normal = Path(__file__).parent / "platforms" / platform / "normal"
        for meta in normal.glob("day*/*/meta.json"):
            place = into / meta.parents[1].name / f"{platform}-{meta.parent.name}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(meta.parent)
    return into


def legiscan_source(**options: Any) -> SourceSpec:
    given = {"terms": ["kratom"], "states": ["KS"], **options}
    return SourceSpec(
        "legiscan", "legiscan", LEGISCAN, US, "LegiScan", Authority.AGGREGATOR, options=given
    )


def congress_source(**options: Any) -> SourceSpec:
    given = {"types": ["hr"], **options}
    return SourceSpec("congress", "congress", CONGRESS, US, "Library of Congress", options=given)


def govinfo_source(**options: Any) -> SourceSpec:
    given = {"bills": ["119/hr/8000"], **options}
    return SourceSpec("govinfo", "govinfo", GOVINFO, US, "GPO", options=given)


# LegiScan ----------------------------------------------------------------------------------------

KS_TITLE = (
    "Adding mitragynine to schedule I of the uniform controlled substances act and reconciling "
    "multiple amendments to certain statutes in the Kansas criminal code."
)
KS_HISTORY: tuple[tuple[str, str, str], ...] = (
    ("2026-01-30", "S", "Senate Introduced"),
    ("2026-02-02", "S", "Senate Referred to Senate Committee on Public Health and Welfare"),
    ("2026-02-18", "S", "Senate Emergency Final Action - Passed as amended; Yea 40, Nay 0"),
    ("2026-02-25", "H", "House Received and Introduced"),
    ("2026-02-25", "H", "House Referred to House Committee on Health and Human Services"),
    ("2026-03-12", "H", "House Final Action - Passed as amended; Yea 101, Nay 18, Absent 5"),
    ("2026-04-10", "H", "House Conference Committee Report was adopted; Yea 78, Nay 44, Absent 3"),
    ("2026-04-10", "S", "Senate Conference Committee Report was adopted; Yea 38, Nay 0, Absent 1"),
    ("2026-04-17", "S", "Senate Enrolled and presented to Governor on Friday, April 17, 2026"),
    ("2026-04-27", "S", "Senate Approved by Governor on Monday, April 27, 2026"),
)
KS_TEXT = (
    b"<html><body><p>AN ACT concerning controlled substances; adding mitragynine to schedule I of "
    b"the uniform controlled substances act.</p><p>Section 1. K.S.A. 65-4105 is hereby amended to "
    b"read as follows: 65-4105. (a) The controlled substances listed in this section are included "
    b"in schedule I. (d) (1) Mitragynine (2) 7-hydroxymitragynine</p><p>Sec. 2. This act shall "
    b"take effect and be in force from and after July 1, 2026.</p></body></html>"
)
DOC = 3_300_002


def text_hash(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def legiscan_bill(steps: int = len(KS_HISTORY), change: str = "a" * 32) -> dict[str, Any]:
    """Kansas SB 430 after so many steps; enrolled once it was presented to the governor."""
    history = KS_HISTORY[:steps]
    done = steps == len(KS_HISTORY)
    progress = [("2026-01-30", 1), ("2026-02-02", 9), ("2026-02-18", 2)]
    progress += [("2026-04-17", 3), ("2026-04-27", 4), ("2026-04-27", 8)] if done else []
    text = {"doc_id": DOC, "date": "2026-04-17", "type": "Enrolled", "type_id": 5,
            "mime": "text/html", "mime_id": 1, "url": f"https://legiscan.com/KS/text/SB430/id/{DOC}",
            "state_link": "https://www.kslegislature.gov/b2025_26/measures/documents/sb430_enrolled",
            "text_size": len(KS_TEXT), "text_hash": text_hash(KS_TEXT)}  # fmt: skip
    return {
        "bill_id": 2_100_430, "change_hash": change, "session_id": 2177,
        "session": {"session_id": 2177, "state_id": 16, "year_start": 2025, "year_end": 2026,
                    "prefile": 0, "sine_die": 0, "prior": 0, "special": 0,
                    "session_tag": "Regular Session", "session_title": "2025-2026 Regular Session",
                    "session_name": "2025-2026 Regular Session"},
        "url": "https://legiscan.com/KS/bill/SB430/2025",
        "state_link": "https://www.kslegislature.gov/b2025_26/measures/sb430/",
        "completed": 0, "status": 4 if done else 2,
        "status_date": "2026-04-27" if done else "2026-02-18",
        "progress": [{"date": d, "event": e} for d, e in progress],
        "state": "KS", "state_id": 16, "bill_number": "SB430", "bill_type": "B",
        "bill_type_id": "1", "body": "S", "body_id": 38, "current_body": "S", "current_body_id": 38,
        "title": KS_TITLE, "description": KS_TITLE, "pending_committee_id": 0, "committee": [],
        "referrals": [],
        "history": [{"date": d, "action": a, "chamber": c, "chamber_id": 38, "importance": 1}
                    for d, c, a in history],
        "sponsors": [], "sasts": [], "subjects": [], "texts": [text] if done else [], "votes": [],
        "amendments": [], "supplements": [], "calendar": [],
    }  # fmt: skip


def search(*rows: tuple[int, str], page: int = 1, pages: int = 1) -> dict[str, Any]:
    """A `getSearchRaw` answer of bill ids with their hashes."""
    return {
        "status": "OK",
        "searchresult": {
            "summary": {
                "page": f"{page} of {pages}", "range": f"1 - {len(rows)}",
                "relevancy": "99% - 50%", "count": len(rows), "page_current": page,
                "page_total": pages, "query": "(Zkratom:(pos=1))",
            },
            "results": [{"relevance": 99, "bill_id": i, "change_hash": h} for i, h in rows],
        },
    }  # fmt: skip


def text_answer(body: bytes = KS_TEXT, **changes: Any) -> dict[str, Any]:
    """A `getBillText` answer."""
    text = {"doc_id": DOC, "bill_id": 2_100_430, "date": "2026-04-17", "type": "Enrolled",
            "type_id": 5, "mime": "text/html", "mime_id": 1, "text_size": len(body),
            "text_hash": text_hash(body), "doc": base64.b64encode(body).decode()}  # fmt: skip
    return {"status": "OK", "text": {**text, **changes}}


def error(message: str) -> dict[str, Any]:
    """How LegiScan tells an error: with status 200."""
    return {"status": "ERROR", "alert": {"message": message}}


# Congress.gov and govinfo ------------------------------------------------------------------------

HR_TITLE = "END 7-OH Act"
REFERRED = (
    "Referred to the Committee on Energy and Commerce, and in addition to the Committee on the "
    "Judiciary, for a period to be subsequently determined by the Speaker, in each case for "
    "consideration of such provisions as fall within the jurisdiction of the committee concerned."
)
HR_ACTIONS: tuple[dict[str, Any], ...] = (  # the newest first
    {"actionCode": "H11100", "actionDate": "2026-03-19", "text": REFERRED, "type": "IntroReferral",
     "sourceSystem": {"code": 2, "name": "House floor actions"}},
    {"actionCode": "Intro-H", "actionDate": "2026-03-19", "text": "Introduced in House",
     "type": "IntroReferral", "sourceSystem": {"code": 9, "name": "Library of Congress"}},
    {"actionCode": "1000", "actionDate": "2026-03-19", "text": "Introduced in House",
     "type": "IntroReferral", "sourceSystem": {"code": 9, "name": "Library of Congress"}},
)  # fmt: skip
PACKAGE = "BILLS-119hr8000ih"
TEXT_URL = f"{GOVINFO}/content/pkg/{PACKAGE}/xml/{PACKAGE}.xml"
HR_TEXT = (
    b'<?xml version="1.0"?><bill bill-stage="Introduced-in-House"><form><congress>119th CONGRESS'
    b"</congress><legis-num>H. R. 8000</legis-num><official-title>To amend the Controlled "
    b"Substances Act to list 7-hydroxymitragynine as a schedule I controlled substance."
    b"</official-title></form><legis-body><section><enum>1.</enum><header>Scheduling</header><text>"
    b"Schedule I of section 202(c) of the Controlled Substances Act (21 U.S.C. 812(c)) is amended "
    b"by adding at the end the following: 7-hydroxymitragynine.</text></section></legis-body>"
    b"</bill>"
)
UPDATED = ("2026-03-19T08:06:00Z", "2026-03-20T14:11:26Z", "2026-04-02T09:00:00Z")


def actions(day: int) -> Sequence[dict[str, Any]]:
    """The rows of a day: day 1 knows of the introduction only."""
    return HR_ACTIONS[1:] if day == 1 else HR_ACTIONS


def bill_list(*rows: tuple[str, str, str], following: str | None = None) -> dict[str, Any]:
    """A list of bills: number, title, day of the last update."""
    bills = [
        {"congress": 119, "latestAction": {"actionDate": "2026-03-19", "text": REFERRED},
         "number": number, "originChamber": "House", "originChamberCode": "H", "title": title,
         "type": "HR", "updateDate": updated[:10], "updateDateIncludingText": updated,
         "url": f"{CONGRESS}/bill/119/hr/{number}?format=json"}
        for number, title, updated in rows
    ]  # fmt: skip
    paging: dict[str, Any] = {"count": 250 if following else len(bills)}
    return {"bills": bills, "pagination": paging | ({"next": following} if following else {}),
            "request": {"contentType": "application/json", "format": "json"}}  # fmt: skip


def congress_detail(day: int) -> dict[str, Any]:
    """The first body of H.R. 8000."""
    base = f"{CONGRESS}/bill/119/hr/8000"
    rows = actions(day)
    latest = {"actionDate": rows[0]["actionDate"], "text": rows[0]["text"]}
    return {"bill": {
        "actions": {"count": len(rows), "url": f"{base}/actions?format=json"}, "congress": 119,
        "introducedDate": "2026-03-19", "latestAction": latest, "laws": [], "number": "8000",
        "originChamber": "House", "textVersions": {"count": 1, "url": f"{base}/text?format=json"},
        "title": HR_TITLE, "type": "HR", "updateDate": UPDATED[day - 1],
        "updateDateIncludingText": UPDATED[day - 1]}}  # fmt: skip


def status_xml(day: int) -> bytes:
    """The status file of H.R. 8000, schema 3.0."""
    items = "".join(
        f"<item><actionDate>{a['actionDate']}</actionDate><text>{a['text']}</text>"
        f"<type>{a['type']}</type><actionCode>{a['actionCode']}</actionCode><sourceSystem>"
        f"<code>{a['sourceSystem']['code']}</code><name>{a['sourceSystem']['name']}</name>"
        "</sourceSystem></item>"
        for a in actions(day)
    )
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<billStatus>'
        "<version>3.0.0</version><bill><number>8000</number>"
        f"<updateDate>{UPDATED[day - 1]}</updateDate>"
        "<originChamber>House</originChamber><type>HR</type>"
        "<introducedDate>2026-03-19</introducedDate><congress>119</congress>"
        f"<actions>{items}</actions><title>{HR_TITLE}</title>"
        "<textVersions><item><type>Introduced in House</type><date>2026-03-19T04:00:00Z</date>"
        f"<formats><item><url>{TEXT_URL}</url></item></formats></item>"
        "<item><date/><formats/><type/></item></textVersions></bill></billStatus>"
    ).encode()


STATUS_URL = f"{GOVINFO}/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr8000.xml"
FEED_URL = f"{GOVINFO}/rss/billstatus-batch.xml"


def feed(*files: str, at: str = "Fri, 20 Mar 2026 14:30:00 +0000") -> bytes:
    """The feed of status files that were written anew."""
    links = "".join(
        f"&lt;a href=&quot;{GOVINFO}/bulkdata/{f}&quot;&gt;{f}&lt;/a&gt;" for f in files
    )
    item = (
        f"<item><title>BILLSTATUS batch</title><pubDate>{at}</pubDate>"
        f"<description>{links}</description></item>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Bill Status'
        f"</title>{item if files else ''}</channel></rss>"
    ).encode()
