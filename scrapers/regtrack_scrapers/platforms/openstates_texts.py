"""The texts of an Open States bill: their roles, their keys, and their files in a folder.

The folders name a file `<stem of its address>_<note>.<ext>`, with `bill_content` for an address
without a file name (a file named by its stem or by the note alone is taken as well), and keep a
plain-text twin `..._extracted.txt` beside it. Where no file is named so, words tell: those of a
file that only one address and note have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from regtrack.contract import PartialDate, TextRecord, VersionRole

_FINAL = re.compile(
    r"\benrol|\bchapter(?:ed)?\b|\bacts?\b(?: ch| no| number|\W*\d)|\bpublic (?:law|act)|\bslip law"
    r"|\bsession law|\bas signed|\bsigned by|\benacted\b|\bratified\b|\btruly agreed|\bact of "
    r"|passed by both|finally passed|passed legislature|^[HS] \d+ er$|^act \d|\bbecame law\b"
    r"|^pub\. ?l|\bfinal act\b|^act$",
    re.IGNORECASE,
)
_NOT_THE_ACT = re.compile(
    r"\bnote\b|summary|analysis|statement|fiscal|memo|synopsis|veto|letter|\breport\b|history|digest"
    r"|amendment|comparison|message|proclamation|mark-?up",
    re.IGNORECASE,
)
#: Texts beside the bill: never its newest text.
_BESIDE = re.compile(
    r"\bamendments?\b(?! [A-Z]$)|\bamend\b|comparison|excerpt|\b(?:AM|FA|MO|ST|ER)\d+"
    r"|strike everything"
    r"|in-context|conference|^ccr\b"
    r"|^statement of (?:purpose|intent)|^fiscal (?:note|impact|statement)"
    r"|^bill (?:analysis|summary)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"introduc|\bfiled\b|prefiled|original|\bintroduction\b", re.IGNORECASE)
_MEDIA = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xml": "text/xml",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".rtf": "application/rtf",
}
_EXTRACTED = "_extracted.txt"
_TOKEN = re.compile(r"[^a-z0-9]+")


def bill_texts(
    versions: Sequence[Mapping[str, object]], documents: Iterable[Mapping[str, object]]
) -> tuple[TextRecord, ...]:
    """Every version, and the documents that are the act itself; the newest bill text stands last,
    amendments and comparisons before all bill texts. Keys are unique."""
    acts = [d for d in documents if _is_act(_note(d))]
    ordered = [*_oldest_first(versions), *acts]
    ordered.sort(key=lambda v: (not _BESIDE.search(_note(v)), bool(_FINAL.search(_note(v)))))
    seen: Counter[str] = Counter()
    return tuple(text for version in ordered for text in _texts(version, seen))


def _is_act(note: str) -> bool:
    return bool(_FINAL.search(note)) and not _NOT_THE_ACT.search(note)


def _note(version: Mapping[str, object]) -> str:
    return " ".join(str(version.get("note") or "").split())


def _oldest_first(versions: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    dates = [str(v.get("date") or "") for v in versions]
    if versions and all(dates):
        order = sorted(range(len(versions)), key=lambda i: (dates[i], i))
        return [versions[i] for i in order]
    firsts = [i for i, v in enumerate(versions) if _FIRST.search(_note(v))]
    turned = bool(firsts) and firsts[0] > 0 and firsts[-1] == len(versions) - 1
    return list(reversed(versions)) if turned else list(versions)


def _texts(version: Mapping[str, object], seen: Counter[str]) -> Iterable[TextRecord]:
    note = _note(version)
    final = bool(_FINAL.search(note)) and not _BESIDE.search(note)
    links = version.get("links")
    for link in links if isinstance(links, list) else []:
        url = str(link.get("url") or "") if isinstance(link, Mapping) else ""
        if not url:
            continue
        media = str(link.get("media_type") or "") or _media(url)
        base = f"{note}|{media}"
        seen[base] += 1
        yield TextRecord(
            key=base if seen[base] == 1 else f"{base}|{seen[base]}",
            role=VersionRole.FINAL if final else VersionRole.PROPOSAL,
            note=note,
            dated_on=_date(version),
            url=url,
            media_type=media,
        )


def _media(name: str) -> str:
    return _MEDIA.get(PurePosixPath(urlsplit(name).path).suffix.lower(), "")


def _date(version: Mapping[str, object]) -> PartialDate | None:
    text = str(version.get("date") or "")[:10]
    try:
        return PartialDate(text) if text else None
    except ValueError:
        return None


def texts_from_folder(
    texts: Sequence[TextRecord], folder: Path
) -> tuple[tuple[TextRecord, Path], ...]:
    """Which file of `folder` holds which text, in the order of `texts`.

    The extracted twins are taken only where no original of any version lies there; such a text is
    given as `text/plain`. A file that no version names is left out, unless it is the only one."""
    files = sorted(p for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []
    originals = [p for p in files if not p.name.endswith(_EXTRACTED)]
    pairs = _pair(texts, originals) or _only(texts, originals) or _worded(texts, originals)
    if pairs:
        return pairs
    plain = [replace(t, media_type="text/plain", key=f"{t.note}|text/plain") for t in texts]
    twins = [p for p in files if p.name.endswith(_EXTRACTED)]
    found = _pair(plain, twins) or _only(plain, twins) or _worded(plain, twins)
    return tuple({text.key: (text, path) for text, path in found}.values())


def _pair(
    texts: Sequence[TextRecord], files: Sequence[Path]
) -> tuple[tuple[TextRecord, Path], ...]:
    free = {path: _canon(path.name.removesuffix(_EXTRACTED), path) for path in files}
    pairs = []
    for text in texts:
        for path, name in free.items():
            if _suits(text, path) and name in _names(text):
                pairs.append((text, path))
                del free[path]
                break
    return (*pairs, *_noted([t for t in texts if all(t is not p[0] for p in pairs)], free))


def _noted(
    texts: Sequence[TextRecord], free: Mapping[Path, str]
) -> tuple[tuple[TextRecord, Path], ...]:
    """The last text without a file is the last file without a text where its note ends the name:
    a publisher moves a text to another address."""
    if len(texts) != 1 or len(free) != 1 or not _squeeze(texts[0].note):
        return ()
    (path, name), text = next(iter(free.items())), texts[0]
    own = _suits(text, path) and name.endswith(_squeeze(text.note))
    return ((text, path),) if own else ()


def _only(
    texts: Sequence[TextRecord], files: Sequence[Path]
) -> tuple[tuple[TextRecord, Path], ...]:
    """The one file of a bill with one version is its text, whatever it is called."""
    suiting = [(t, p) for t in texts for p in files if _suits(t, p)]
    return tuple(suiting) if len(suiting) == 1 and len(files) == 1 else ()


def _worded(
    texts: Sequence[TextRecord], files: Sequence[Path]
) -> tuple[tuple[TextRecord, Path], ...]:
    """The files whose every word stands in the address or the note of one text, and of no other."""
    words = {path: _words(_STEM.sub("", path.name)) for path in files}
    told = [(t, _words(unquote(urlsplit(t.url or "").geturl()) + " " + t.note)) for t in texts]
    pairs = []
    for path, own in words.items():
        found = [t for t, known in told if own and own <= known and _suits(t, path)]
        if len(found) == 1:
            pairs.append((found[0], path))
    return tuple(p for p in pairs if sum(t is p[0] for t, _ in pairs) == 1)


_STEM = re.compile(r"(?:_extracted)?\.\w{1,5}$")


def _words(text: str) -> frozenset[str]:
    return frozenset(filter(None, _TOKEN.split(text.lower())))


def _suits(text: TextRecord, path: Path) -> bool:
    media = _MEDIA.get(path.suffix.lower(), "")
    given = text.media_type.replace("application/xml", "text/xml")
    return not given or given == media


def _names(text: TextRecord) -> frozenset[str]:
    address = urlsplit(text.url or "")
    stems = [PurePosixPath(unquote(part)).stem for part in (address.path, address.query) if part]
    stems += ["".join(stems), "bill_content"]  # a file may be named by both: GetObject_name_...
    bare = [_squeeze(stem) for stem in (*stems[:1], text.note) if stem]
    return frozenset([*(_squeeze(f"{stem}{text.note}") for stem in stems), *bare])


def _canon(name: str, path: Path) -> str:
    stem = name if path.name.endswith(_EXTRACTED) else path.stem
    return _squeeze(stem)


def _squeeze(text: str) -> str:
    return _TOKEN.sub("", text.lower())
