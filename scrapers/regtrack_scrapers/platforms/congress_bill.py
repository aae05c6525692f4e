"""A bill of Congress as a `DocumentRecord`, from the rows Congress.gov and govinfo share. Pure.

Both tell the same actions (`actionDate`, `text`, `type`, `actionCode`, `sourceSystem`), the newest
first, most steps twice: by the chamber and by the Library of Congress. Only the Library's and the
House's rows have codes. Rows and texts are made alike here, so that what the two say is one; how
a row is filed is handed on as one class, `congress:TYPE:CODE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from regtrack.contract import (
    ActionRecord,
    Authority,
    DocumentRecord,
    PartialDate,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.instruments import bill_alias
from regtrack_scrapers.platforms.bill_keys import US
from regtrack_scrapers.platforms.model import Follow, ParseContext
from regtrack_scrapers.platforms.openstates_bill import bill_kind, row_day

TYPES = ("hr", "s", "hjres", "sjres", "hres", "sres", "hconres", "sconres")
_NAMED = re.compile(r"^(\d{2,3})[/-]?([a-z]+)[/-]?(\d+)$")
_PACKAGE = re.compile(r"\b(?:BILLS|PLAW)-\d{2,3}[a-z]+\d+[a-z0-9]*(?=\.|/|$)")
_FINAL = re.compile(r"^enrolled|public law|private law", re.IGNORECASE)
_FORMS = (".xml", ".htm", ".html", ".txt", ".pdf")
_MEDIA = {".xml": "text/xml", ".htm": "text/html", ".html": "text/html", ".txt": "text/plain",
          ".pdf": "application/pdf"}  # fmt: skip
#: Codes of the House floor, the Senate and the Library of Congress, by the chamber they tell of.
_HOUSE_CODES = frozenset({"1000", "8000"})
_SENATE_CODES = frozenset({"10000", "17000"})
_EXECUTIVE = re.compile(r"^(?:E\d|2[89]000|3[0-6]000)")
_IN = re.compile(r"\bin (House|Senate)\b")


@dataclass(frozen=True, slots=True)
class BillName:
    """A bill of Congress: `119`, `hr`, `8000`."""

    congress: str
    kind: str
    number: str

    @classmethod
    def read(cls, text: str) -> BillName:
        """The bill that `119/hr/8000` or `119hr8000` names. Raises ValueError."""
        match = _NAMED.match(text.strip().lower())
        if match is None or match[2] not in TYPES:
            raise ValueError(f"no bill of Congress: {text!r}; write 119/hr/8000")
        return cls(*match.groups())

    @property
    def written(self) -> str:
        """As Congress writes it: `HR 8000`."""
        return f"{self.kind.upper()} {self.number}"

    @property
    def page(self) -> str:
        """Where people read of it."""
        names = {
            "hr": "house-bill", "s": "senate-bill", "hjres": "house-joint-resolution",
            "sjres": "senate-joint-resolution", "hres": "house-resolution",
            "sres": "senate-resolution", "hconres": "house-concurrent-resolution",
            "sconres": "senate-concurrent-resolution",
        }  # fmt: skip
        ordinal = _ordinal(int(self.congress))
        return f"https://www.congress.gov/bill/{ordinal}-congress/{names[self.kind]}/{self.number}"


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def followed(spec: SourceSpec) -> tuple[BillName, ...]:
    """The bills that a source follows whatever their titles say. Raises ValueError."""
    return tuple(BillName.read(str(name)) for name in spec.options.get("bills", ()))


def congress_record(
    name: BillName,
    title: str,
    actions: Sequence[Mapping[str, Any]],
    versions: Iterable[Mapping[str, Any]],
    laws: Sequence[Mapping[str, Any]],
    context: ParseContext,
) -> DocumentRecord:
    """The record; a public law number makes it law where no row says so."""
    public = next((law for law in laws if "public" in str(law.get("type")).lower()), None)
    number = name.written
    if not title.strip():
        raise ValueError("title is empty")
    return DocumentRecord(
        source=context.spec.key,
        division=US,
        kind=bill_kind(US, number, title, ()),
        aliases=(bill_alias(US, name.congress, number),),
        title=" ".join(title.split()),
        authority=context.spec.authority,
        text_authority=Authority.OFFICIAL,
        publisher=context.spec.publisher,
        number=number,
        session=name.congress,
        citation=f"Pub. L. {public['number']}" if public and public.get("number") else None,
        url=name.page,
        actions=tuple(_action(row) for row in actions),
        stage=Stage.ENACTED if public else None,
        texts=_texts(versions),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def _action(row: Mapping[str, Any]) -> ActionRecord:
    code = str(row.get("actionCode") or "")
    words = " ".join(str(row["text"]).split())
    date = PartialDate(str(row["actionDate"])[:10])
    filed = f"congress:{str(row.get('type') or '').replace(' ', '')}:{code}"
    return ActionRecord(words, date, (filed,), _chamber(row, code, words))


def _chamber(row: Mapping[str, Any], code: str, words: str) -> str | None:
    if _EXECUTIVE.match(code):
        return "executive"
    if code in _HOUSE_CODES or code.startswith("H"):
        return "lower"
    if code in _SENATE_CODES or code.startswith("S"):
        return "upper"
    system = row.get("sourceSystem")
    name = str(system.get("name") if isinstance(system, Mapping) else "")
    if name.startswith(("House", "Senate")):
        return "lower" if name.startswith("House") else "upper"
    told = _IN.search(words)
    return None if told is None else "lower" if told[1] == "House" else "upper"


def _texts(versions: Iterable[Mapping[str, Any]]) -> tuple[TextRecord, ...]:
    texts = [text for version in versions if (text := _text(version)) is not None]
    texts.sort(key=lambda t: (t.role is VersionRole.FINAL, t.dated_on.first.isoformat()
                              if t.dated_on else ""))  # fmt: skip
    return tuple({text.key: text for text in texts}.values())


def _text(version: Mapping[str, Any]) -> TextRecord | None:
    """One version in its most readable form, at the printer's own address."""
    note = str(version.get("type") or "").strip()
    urls = [str(f["url"]) for f in version.get("formats") or () if f.get("url")]
    url = min(urls, key=_form, default=None)
    if not note or url is None:
        return None
    package = _PACKAGE.search(urlsplit(url).path)
    url = _printed(package[0], url) if package else url
    suffix = _suffix(url)
    return TextRecord(
        key=f"{package[0] if package else note}|{suffix}",
        role=VersionRole.FINAL if _FINAL.search(note) else VersionRole.PROPOSAL,
        note=note,
        dated_on=row_day(str(version.get("date") or ""), US),
        url=url,
        media_type=_MEDIA.get(suffix, ""),
    )


def _suffix(url: str) -> str:
    return next((s for s in _FORMS if urlsplit(url).path.lower().endswith(s)), "")


def _form(url: str) -> tuple[bool, int]:
    suffix = _suffix(url)
    return "/generated/" in url, _FORMS.index(suffix) if suffix else len(_FORMS)


def _printed(package: str, url: str) -> str:
    """The address at govinfo.gov, whose printing it is: congress.gov turns programs away."""
    suffix = _suffix(url)
    folder = {".xml": "xml", ".pdf": "pdf"}.get(suffix, "html")
    suffix = ".htm" if folder == "html" else suffix
    return f"https://www.govinfo.gov/content/pkg/{package}/{folder}/{package}{suffix}"


def text_follows(record: DocumentRecord) -> tuple[Follow, ...]:
    """The texts to fetch: a package of the printer never changes, but may be printed anew."""
    accept = ("xml", "html", "text", "pdf")
    return tuple(Follow(t.url, "text", accept) for t in record.texts if t.url)
