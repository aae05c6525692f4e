"""Telling a usable answer from one that only looks like it: "no change" is never a guess."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from regtrack.contract import FaultKind
from regtrack_scrapers.hosts import host_of

#: How much of a body is looked at for the words of a wall.
_HEAD = 256 * 1024
_DROP = re.compile(r"(?is)<(script|style|noscript|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")
_TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")
#: A page with more words than this is a page, whatever scripts it carries.
_SHORT = 1500
_CHALLENGE_TITLE = re.compile(
    r"(?i)just a moment|attention required|access denied|pardon our interruption|ddos-guard"
    r"|security check|are you a (?:robot|human)|verify(?:ing)? you are human|request rejected"
)
_CHALLENGE = re.compile(
    r"(?i)checking your browser|enable javascript and cookies|verify(?:ing)? (?:that )?you are"
    r"(?: a)? human|captcha|unusual traffic|access denied|you don.t have permission to access"
    r"|request unsuccessful\. incapsula|bot protection|automated (?:access|requests)"
    r"|reference (?:#|&#35;)|press (?:&|and) hold"
)
_CHALLENGE_MARK = re.compile(
    r"(?i)cf-chl-|_incapsula_resource|px-captcha|datadome|awswaf|sec-if-cpt"
)
_HEADING = re.compile(r"(?is)<h[12]\b[^>]*>(.*?)</h[12]\s*>")
_HOME = re.compile(r"(?i)/?(?:(?:index|home|default)(?:\.\w{2,5})?/?)?")
#: Titles and headings of error pages that come with status 200.
_MISSING = re.compile(
    r"(?i)\b(?:error )?404\b|\b(?:page|file|document|resource|content)\b.{0,20}\bnot (?:be )?found"
    r"|no longer (?:available|exists)|does not exist|can(?:no|'|’)t (?:be found|find)"
    r"|seite (?:wurde )?nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada"
)
#: A page of fewer words holds no law.
_FEW_WORDS = 25
_SHELL = re.compile(
    r"(?i)<(?:div|main|app-root)\b[^>]*\bid=[\"'](?:root|app|__next|___gatsby)[\"']"
)
_NEEDS_SCRIPT = re.compile(
    r"(?i)(?:enable|requires?|without|turn on) javascript|javascript (?:is )?(?:required|disabled)"
)
_PASSWORD = re.compile(r"(?i)<input[^>]+type\s*=\s*[\"']?password")
_LOGIN_PATH = re.compile(r"(?i)/(?:log-?in|sign-?in|sso|saml2?|oauth2?|auth)(?:[/?.]|$)")
_FAMILIES: dict[str, tuple[str, ...]] = {
    "json": ("json",),
    "html": ("html",),
    "xml": ("xml",),
    "text": ("text/plain", "text/csv", "text/rtf"),
    "pdf": ("pdf",),
    "office": ("msword", "officedocument", "rtf", "wordperfect", "opendocument"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts of a response, whichever client got it."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    broken_off: bool = False

    @property
    def media_type(self) -> str:
        """The media type without its parameters, lower-case; "" where none was given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer cannot be used; `retry_after` in seconds."""

    kind: FaultKind
    message: str
    retry_after: float | None = None


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """The seconds that `Retry-After` asks to wait, given as a number or as a date."""
    text = headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max((until - now).total_seconds(), 0.0)


def find_fault(
    answer: Answer, accept: tuple[str, ...], now: dt.datetime, nothing: str = ""
) -> Fault | None:
    """Why this answer cannot be used; None when it is a body of an accepted family.

    `nothing` are words with which a publisher says under status 404 that a search found nothing."""
    status = None if _found_nothing(answer, nothing) else _status_fault(answer, now)
    return (
        status
        or _broken(answer)
        or _wall(answer)
        or _empty(answer)
        or _wrong_type(answer, accept)
        or _hollow(answer)
    )


def _found_nothing(answer: Answer, nothing: str) -> bool:
    return answer.status == 404 and bool(nothing) and nothing.encode() in answer.body[:4096]


def _status_fault(answer: Answer, now: dt.datetime) -> Fault | None:
    status = answer.status
    if status == 200:
        return None
    wait = retry_after(answer.headers, now)
    if status in (401, 403, 407, 429, 451) or answer.headers.get("cf-mitigated"):
        return Fault(FaultKind.BLOCKED, f"answered {status}", wait)
    if status in (404, 410):
        return Fault(FaultKind.LAYOUT_CHANGED, f"answered {status}: the address is gone")
    if _challenge(answer):
        return Fault(FaultKind.BLOCKED, f"a challenge page with status {status}", wait)
    return Fault(FaultKind.FETCH_FAILED, f"answered {status}", wait)


def _broken(answer: Answer) -> Fault | None:
    if not answer.broken_off:
        return None
    return Fault(FaultKind.FETCH_FAILED, f"the body broke off after {len(answer.body)} bytes")


def _wall(answer: Answer) -> Fault | None:
    if answer.headers.get("cf-mitigated") or _challenge(answer):
        return Fault(FaultKind.BLOCKED, "a challenge page in place of the document")
    moved = host_of(answer.asked) != host_of(answer.url) or answer.asked != answer.url
    if moved and _LOGIN_PATH.search(answer.url) and not _LOGIN_PATH.search(answer.asked):
        return Fault(FaultKind.BLOCKED, f"sent on to a login page: {answer.url}")
    head = _head(answer)
    if head and _PASSWORD.search(head) and len(_visible(head)) < _SHORT:
        return Fault(FaultKind.BLOCKED, "a login form in place of the document")
    return None


def _hollow(answer: Answer) -> Fault | None:
    """A page with status 200 in place of one that is gone, or that only scripts would fill."""
    there, here = urlsplit(answer.asked), urlsplit(answer.url)
    if len(there.path) > 1 and not _HOME.fullmatch(there.path) and _HOME.fullmatch(here.path):
        return Fault(FaultKind.LAYOUT_CHANGED, f"sent on to the home page: {answer.url}")
    head = _head(answer)
    words = _visible(head) if head else ""
    if not head or len(words) >= _SHORT:
        return None
    for found in (_TITLE.search(head), _HEADING.search(head)):
        if found is not None and _MISSING.search(_visible(found.group(1))):
            return Fault(FaultKind.LAYOUT_CHANGED, "a page that says it is gone, with status 200")
    if len(words.split()) < _FEW_WORDS and (_SHELL.search(head) or _NEEDS_SCRIPT.search(head)):
        return Fault(FaultKind.LAYOUT_CHANGED, "a page without words, which only scripts fill")
    return None


def _challenge(answer: Answer) -> bool:
    head = _head(answer)
    if not head:
        return False
    title = _TITLE.search(head)
    words = _visible(head)
    short = len(words) < _SHORT
    if title is not None and _CHALLENGE_TITLE.search(title.group(1)) and short:
        return True
    return short and bool(_CHALLENGE.search(words) or _CHALLENGE_MARK.search(head))


def _head(answer: Answer) -> str:
    """The first part of a body that is, or may be, a web page; "" for anything else."""
    start = answer.body[:_HEAD]
    is_page = "html" in answer.media_type or start[:512].lstrip().lower().startswith(
        (b"<!doctype html", b"<html")
    )
    return start.decode("utf-8", "replace") if is_page else ""


def _visible(head: str) -> str:
    return " ".join(_DROP.sub(" ", head).split())


def _empty(answer: Answer) -> Fault | None:
    if answer.body.strip():
        return None
    return Fault(FaultKind.UNEXPECTEDLY_EMPTY, "an empty body with status 200")


def _wrong_type(answer: Answer, accept: tuple[str, ...]) -> Fault | None:
    kind = answer.media_type
    if not kind or kind == "application/octet-stream":
        family = "pdf" if answer.body.lstrip()[:5] == b"%PDF-" else "text"
        fits = not kind or family in accept
    else:
        fits = any(part in kind for family in accept for part in _FAMILIES[family])
    if "pdf" in kind and fits and b"%PDF-" not in answer.body[:1024]:
        return Fault(FaultKind.LAYOUT_CHANGED, "says it is a PDF and is none")
    if fits:
        return None
    expected = " or ".join(accept)
    return Fault(FaultKind.LAYOUT_CHANGED, f"content type {kind!r} where {expected} was expected")
