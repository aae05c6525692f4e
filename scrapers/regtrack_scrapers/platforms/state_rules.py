"""Pages of state administrative rules: Ohio's code and register, Florida's notices, and any page
with the lines that such pages have (effective, emergency, expires, history).

`url` of a source is the page of one rule, one notice, a list of notices of flrules.org, which is
followed to those that name a word of `match`, or a list of filings of the Register of Ohio, whose
rows are told with their texts. Options: `number`, `title`, `citation`, `alias`,
`kind`, `match`, `expect`, `stale_after`. What a page says of its dates is told as it stands:
nothing is reckoned, such as the 180 days of an emergency. A page that lost these lines is a fault.
Quirks: Ohio shows the emergency and the permanent rule under one address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultKind,
    How,
    InstrumentKind,
    LinkKind,
    LinkRecord,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.hosts import host_of, registrable
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import broken, given_alias, given_kind, stale
from regtrack_scrapers.platforms.feed_match import Matcher
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.page_lines import PageWords, anchors, missing_words, page_words
from regtrack_scrapers.platforms.state_rules_filing import emergency_alias, filed, rule_alias
from regtrack_scrapers.platforms.state_rules_florida import Notice, read_notice
from regtrack_scrapers.platforms.state_rules_ohio import Filing, read_filings
from regtrack_scrapers.platforms.state_rules_page import RulePage, read_rule

FLORIDA = "flrules.org"
OHIO = "registerofohio.state.oh.us"
#: Words of which a row of a list must have one to be followed.
WORDS = ("kratom", "mitragyn*", "7-hydroxymitragyn*", "hydroxymitragyn*")
_IN_ADDRESS = re.compile(
    r"/(?:(?:rule|section|sec|reg|regulation)[-_.]?)?(\d[\w:.-]*?)(?:\.s?html?|\.aspx?)?/?$",
    re.IGNORECASE,
)
_MAX_ROW_FAULTS = 20
_NOTICE = re.compile(r"notice_Files\.asp\?ID=\d+$", re.IGNORECASE)


class StateRules:
    """One administrative rule of a state, or the notices of its register."""

    name = "state_rules"
    options = opt.declare(
        **{n: opt.INSTRUMENT[n] for n in ("kind", "title", "number", "citation", "alias")},
        expect=opt.word_or_words,
        match=opt.words,
        stale_after=opt.count,
    )
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        if "match" in options and not _is_register(url):
            return [("match", f"chooses in the lists of {FLORIDA} and {OHIO}; this is a page")]
        return []

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """The page, or the list of notices or filings."""
        listed = _is_register(spec.url) and not _NOTICE.search(spec.url)
        return (Follow(spec.url, "list" if listed else "detail", ("html",)),)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """The rule of a page, the notice, or what a list names."""
        if context.role == "list":
            listed = _filings if _is_ohio(context.url) else _notices
            return listed(body, context)
        words = page_words(body)
        missing = missing_words(words, context.spec.options.get("expect", ()))
        if missing:
            return broken(context, f"the page no longer has the words {missing!r}")
        if registrable(context.url) == FLORIDA:
            return _notice(words, context)
        return _rule(words, context)


def _is_ohio(url: str) -> bool:
    return host_of(url).removeprefix("www.") == OHIO


def _is_register(url: str) -> bool:
    return registrable(url) == FLORIDA or _is_ohio(url)


def _filings(body: bytes, context: ParseContext) -> Parsed:
    """The filings that name a word of `match`, each with its text."""
    matcher = Matcher.read(context.spec.options.get("match", WORDS))
    try:
        rows = list(read_filings(body))
    except LookupError as error:
        return broken(context, str(error))
    if not rows:
        return broken(context, "the list has no filing", FaultKind.UNEXPECTEDLY_EMPTY)
    named = [r for r in rows if isinstance(r, Filing) and matcher.finds(f"{r.title} {r.agency}")]
    records = {d.aliases: d for d in (filed(f, context) for f in reversed(named))}
    faults = [context.fault(FaultKind.LAYOUT_CHANGED, r) for r in rows if isinstance(r, str)]
    texts = [t.url for d in records.values() for t in d.texts if t.url]
    follow = tuple(Follow(url, "text", ("pdf",)) for url in dict.fromkeys(texts))
    return Parsed(tuple(reversed(records.values())), follow, tuple(faults[:_MAX_ROW_FAULTS]))


def _notices(body: bytes, context: ParseContext) -> Parsed:
    matcher = Matcher.read(context.spec.options.get("match", WORDS))
    linked = {
        urljoin(context.url, href): words
        for href, words in anchors(body)
        if _NOTICE.search(href) and host_of(urljoin(context.url, href)) == host_of(context.url)
    }
    if not linked:
        message = "the list names no notice"
        return broken(context, message, FaultKind.UNEXPECTEDLY_EMPTY)
    named = [url for url, words in linked.items() if matcher.finds(words)]
    return Parsed(follow=tuple(Follow(url, "detail", ("html",)) for url in named))


def _notice(words: PageWords, context: ParseContext) -> Parsed:
    try:
        notice = read_notice(words.text)
    except ValueError as error:
        return broken(context, str(error))
    spec = context.spec
    is_law = notice.stage is Stage.ENACTED
    role = VersionRole.FINAL if is_law else VersionRole.PROPOSAL
    record = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=notice.kind,
        aliases=(rule_alias(spec, notice.number),),
        title=notice.title,
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=notice.department or spec.publisher,
        number=notice.number,
        citation=f"Fla. Admin. Code {notice.number}",
        url=context.url,
        stage=notice.stage,
        how=How.ADOPTED if is_law else None,
        stage_on=notice.effective,
        effective_on=notice.effective,
        expires_on=notice.expires,
        texts=(_text(context, role, notice.type, notice),),
        links=tuple(
            LinkRecord(kind, rule_alias(spec, number), notice.effective)
            for kind, number in notice.bears
        ),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return Parsed((record,))


def _rule(words: PageWords, context: ParseContext) -> Parsed:
    rule = read_rule(words.heading, words.text)
    spec, options = context.spec, context.spec.options
    number = str(options.get("number") or _named_in(context.url))
    if rule.effective is None and rule.ended is None:
        return broken(context, "the page tells neither when the rule began nor its history")
    if not number:
        return broken(context, "the address names no rule; give its `number`")
    coming = rule.effective is not None and rule.effective.first > context.retrieved_at.date()
    once = rule.emergency or coming
    role = VersionRole.FINAL if once else VersionRole.CURRENT
    kind = InstrumentKind.EMERGENCY_RULE if rule.emergency else given_kind(
        spec, InstrumentKind.RULE
    )  # fmt: skip
    note = "emergency rule" if rule.emergency else "rule in force"
    record = DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=kind,
        aliases=_aliases(spec, number, rule),
        title=str(options.get("title") or words.heading or number),
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=spec.publisher,
        number=number,
        citation=options.get("citation"),
        url=context.url,
        stage=Stage.ENACTED,
        how=How.ADOPTED,
        # An emergency rule is made and in force with its filing; of others the page tells no day.
        stage_on=rule.effective if rule.emergency else None,
        effective_on=rule.effective if once or not rule.amended else None,
        expires_on=rule.ended or (rule.expires if rule.emergency else None),
        texts=(_text(context, role, note, rule),),
        links=_supersedes(spec, number, rule),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )
    return Parsed((record,), faults=stale(context, rule.as_of))


def _named_in(url: str) -> str:
    """The number of a rule as its address has it; a page may be damaged, its address is not."""
    match = _IN_ADDRESS.search(url.partition("?")[0])
    return match[1] if match else ""


def _text(
    context: ParseContext, role: VersionRole, note: str, dated: Notice | RulePage
) -> TextRecord:
    return TextRecord(
        key=context.url,
        role=role,
        note=note,
        dated_on=dated.effective,
        url=context.url,
        media_type=context.media_type or "text/html",
        sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def _aliases(spec: SourceSpec, number: str, rule: RulePage) -> tuple[Alias, ...]:
    """An emergency rule is known by its day; the permanent one by its number."""
    if rule.emergency:
        return (emergency_alias(spec, number, rule.effective),)
    return tuple(dict.fromkeys((*given_alias(spec), rule_alias(spec, number))))


def _supersedes(spec: SourceSpec, number: str, rule: RulePage) -> tuple[LinkRecord, ...]:
    """The emergency rules that the permanent one replaced, by its own history."""
    if rule.emergency or rule.amended:
        return ()
    return tuple(
        LinkRecord(LinkKind.SUPERSEDES, emergency_alias(spec, number, e.on), rule.effective)
        for e in rule.earlier
        if e.emergency
    )
