"""The meetings that three systems list, as their public pages have them: Granicus by RSS or as a
page, CivicClerk by OData, PrimeGov by its portal's JSON. Pure.

Recorded answers were not at hand: the formats are those of clients and pages from memory."""

from __future__ import annotations

import email.utils
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from regtrack.contract import PartialDate
from regtrack_scrapers.platforms.acts import iso_day
from regtrack_scrapers.platforms.page_lines import anchors, page_words
from regtrack_scrapers.platforms.us_dates import days_in
from regtrack_scrapers.platforms.xml_tree import read_tree

_AGENDA = re.compile(r"AgendaViewer\.php|GeneratedAgendaViewer\.php|/agenda", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a body with the address of its agenda; None where none is out yet."""

    own: str
    body: str
    on: PartialDate | None
    agenda: str | None
    page: str


def granicus(body: bytes, url: str) -> list[Meeting]:
    """The meetings of a publisher's view. Raises ValueError for another page."""
    if body.lstrip()[:5].lower() in (b"<?xml", b"<rss ", b"<rss>"):
        return _granicus_feed(body)
    listed = [(urljoin(url, h), words) for h, words in anchors(body) if _AGENDA.search(h)]
    if not listed and b"listingTable" not in body and b"ViewPublisher" not in body:
        raise ValueError("the page lists no meetings")
    return [
        Meeting(link, words[:200], next((d for d, _, _ in days_in(words)), None), link, url)
        for link, words in dict(listed).items()
    ]


def _granicus_feed(body: bytes) -> list[Meeting]:
    channel = read_tree(body).find("channel")
    if channel is None:
        raise ValueError("the feed has no `channel`")
    found = []
    for item in channel.findall("item"):
        title, link = (item.findtext(name, "").strip() for name in ("title", "link"))
        if not title or not link:
            raise ValueError("a meeting without title or link")
        day = next((d for d, _, _ in days_in(title)), None)
        if day is None and (told := item.findtext("pubDate")):
            day = PartialDate(email.utils.parsedate_to_datetime(told).date().isoformat())
        link = "https://" + link.removeprefix("http://") if link.startswith("http://") else link
        own = item.findtext("guid", link).strip()
        found.append(Meeting(own, title, day, link, link))
    return found


def civicclerk(body: bytes, base: str) -> list[Meeting]:
    """The meetings of `Events`. Raises ValueError, KeyError or TypeError for another answer."""
    rows = json.loads(body)["value"]
    if not isinstance(rows, list):
        raise TypeError("`value` is no list")
    return [_event(row, base) for row in rows]


def _event(row: Mapping[str, Any], base: str) -> Meeting:
    own, agenda = str(row["id"]), row.get("agendaId")
    portal = base.replace(".api.civicclerk.com/v1", ".portal.civicclerk.com")
    return Meeting(
        own=own,
        body=str(row.get("categoryName") or row["eventName"]),
        on=iso_day(row["eventDate"]),
        agenda=f"{base}/Meetings/{agenda}" if agenda else None,
        page=f"{portal}/event/{own}/overview",
    )


def primegov(body: bytes, base: str) -> list[Meeting]:
    """The meetings of a portal. Raises ValueError, KeyError or TypeError for another answer."""
    rows = json.loads(body)
    if not isinstance(rows, list):
        raise TypeError("the answer is no list of meetings")
    return [_portal_meeting(row, base) for row in rows]


def _portal_meeting(row: Mapping[str, Any], base: str) -> Meeting:
    papers = [
        d for d in row.get("documentList") or () if "agenda" in str(d["templateName"]).lower()
    ]
    template = papers[0].get("templateId") if papers else None
    link = f"{base}/Portal/Meeting?meetingTemplateId={template}" if template else None
    return Meeting(str(row["id"]), str(row["title"]), iso_day(row["dateTime"]), link, link or base)


def agenda_items(body: bytes, *, as_json: bool) -> list[str]:
    """The words of each item of an agenda. Raises ValueError for what is none."""
    if not as_json:
        return list(page_words(body).lines)
    answer = json.loads(body)
    if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
        raise TypeError("the agenda has no `items`")
    return [words for item in answer["items"] for words in _named(item)]


def _named(item: Mapping[str, Any]) -> list[str]:
    own = " ".join(
        str(item[name])
        for name in ("agendaObjectItemName", "agendaObjectItemDescription")
        if item.get(name)
    )
    below = [words for child in item.get("childItems") or () for words in _named(child)]
    return [" ".join(own.split()), *below] if own else below
