"""Made-up bill folders in the exact form of the govbot folders of Open States."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WY = "ocd-division/country:us/state:wy"
TEXT = """<html><body>
<p>AN ACT relating to kratom; prohibiting the sale and possession of kratom; and providing for an
effective date.</p>
<p>Be It Enacted by the Legislature of the State of Wyoming:</p>
<p>Section 1. It is unlawful for any person to sell, distribute or possess kratom in this
state.</p>
<p>Section 2. This act is effective July 1, 2026.</p>
</body></html>"""
_STEPS = (
    ("2026-05-12", "Introduced and Referred to H10 - Labor", ["introduction"], "lower"),
    ("2026-05-20", "H 3rd Reading:Passed 50-10-2-0-0", ["passage"], "lower"),
    ("2026-05-27", "S 3rd Reading:Passed 25-5-1-0-0", ["passage"], "upper"),
    ("2026-06-05", "Governor Signed HEA No. 0001", ["executive-signature"], "executive"),
)


def bill_body(number: str, *, law: bool, session: str = "2026") -> dict[str, Any]:
    """The record of a bill that bans kratom, as the scrapers write it."""
    stem = number.replace(" ", "")
    address = f"https://wyoleg.gov/{session}"
    versions = [_version("Introduced", f"{address}/Introduced/{stem}.html")]
    if law:
        versions.append(_version("Enrolled", f"{address}/Enroll/{stem}.html"))
    return {
        "identifier": number,
        "legislative_session": session,
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:wy/government"},
        "title": f"Kratom-prohibition ({number}).",
        "classification": ["bill"],
        "actions": [
            {
                "description": words,
                "date": day,
                "classification": classes,
                "organization_id": f'~{{"classification": "{chamber}"}}',
            }
            for day, words, classes, chamber in _STEPS[: 4 if law else 1]
        ],
        "versions": versions,
        "sources": [{"url": f"{address}/{stem}"}],
    }


def _version(note: str, url: str) -> dict[str, Any]:
    return {"note": note, "date": "", "links": [{"url": url, "media_type": "text/html"}]}


def write_bill(folder: Path, number: str, *, law: bool, text: str = TEXT) -> None:
    """Write a bill's folder: `metadata.json` and its texts in `files/`."""
    files = folder / "files"
    files.mkdir(parents=True)
    body = bill_body(number, law=law)
    (folder / "metadata.json").write_text(json.dumps(body))
    stem = number.replace(" ", "")
    for version in body["versions"]:
        (files / f"{stem}_{version['note']}.html").write_text(text)
