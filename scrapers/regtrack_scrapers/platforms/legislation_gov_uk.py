"""legislation.gov.uk: acts and instruments as CLML, searches and effects as Atom.

`url` of a source is `https://www.legislation.gov.uk`. Options: `acts` (`ukpga/2016/2`) are followed
by their text and by what was changed in them; `terms` are looked for in titles, of `types` (`uksi`,
all); `changes` (true), `provisions` (`Sch. 2`: only effects on these), `since` (effects recorded
since), `pages` (of a list, 2), `never_empty`, `stale_after`. It changes daily. Quirks, as recorded
in 2026: links are written in http; the first version of an act is `enacted` or `made` and has no
`RestrictStartDate`; an effect can be known, in force and still not be in the text
(`UnappliedEffects`): the text is then stale by its publisher's own word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urljoin

from regtrack.contract import FaultKind, FaultRecord, SourceSpec
from regtrack.domain.errors import InvalidDocument
from regtrack_scrapers.hosts import registrable
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.acts import FOLLOWED, alias_problems, broken, iso_day, stale
from regtrack_scrapers.platforms.legislation_gov_uk_act import NAMES, act_record
from regtrack_scrapers.platforms.legislation_gov_uk_effects import effects_of, secure
from regtrack_scrapers.platforms.model import Follow, Key, ParseContext, Parsed
from regtrack_scrapers.platforms.xml_tree import Element, local_name, read_tree

_PAGES = 2


class LegislationGovUk:
    """The statute book of the United Kingdom."""

    name = "legislation_gov_uk"
    options = opt.declare(
        **FOLLOWED,
        acts=opt.words,
        terms=opt.words,
        types=opt.words,
        changes=opt.truth,
        provisions=opt.words,
        since=opt.date,
        pages=opt.count,
        never_empty=opt.truth,
        stale_after=opt.count,
    )
    key: Key | None = None

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """What does not fit together."""
        wrong = []
        if not (options.get("acts") or options.get("terms")):
            wrong.append(("acts", 'or `terms` is needed; write acts = ["ukpga/2016/2"]'))
        return [*wrong, *alias_problems(options)]

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """Each act with the list of its effects; one search for each term and type."""
        base, options = spec.url.rstrip("/"), spec.options
        follow = []
        for act in options.get("acts", ()):
            follow.append(Follow(f"{base}/{act}/data.xml", "detail", ("xml",)))
            if options.get("changes", True):
                query = "results-count=50&sort=modified"
                url = f"{base}/changes/affected/{act}/data.feed?{query}"
                follow.append(Follow(url, "list", ("xml",)))
        for kind in options.get("types", ("all",)):
            for term in options.get("terms", ()):
                query = f"title={quote(str(term))}&results-count=50&sort=published"
                follow.append(Follow(f"{base}/{kind}/data.feed?{query}", "list", ("xml",)))
        return tuple(follow)

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """An act with its text, the effects on one, or what a search found."""
        try:
            root = read_tree(body)
        except ValueError as error:
            return broken(context, str(error))
        if local_name(root) == "Legislation":
            try:
                return act_record(root, context)
            except (InvalidDocument, KeyError, TypeError, ValueError, AttributeError) as error:
                return broken(context, f"the act breaks the schema: {error!r}")
        if local_name(root) != "feed":
            return broken(context, f"neither an act nor a list: {local_name(root)!r}")
        if "/changes/" in context.url:
            return _with_next(effects_of(root, context), root, context)
        return _with_next(_found(root, context), root, context)


def _found(root: Element, context: ParseContext) -> Parsed:
    """The acts that a search names, each asked for once per date of change."""
    entries = root.findall("a:entry", NAMES)
    if root.find("leg:page", NAMES) is None:
        return broken(context, "the answer is no list of acts: it has no `leg:page`")
    if not entries and context.spec.options.get("never_empty", False):
        message = "no act in a search that always finds some"
        return broken(context, message, FaultKind.UNEXPECTEDLY_EMPTY)
    follow: list[Follow] = []
    faults: list[FaultRecord] = []
    for place, entry in enumerate(entries, start=1):
        own = secure(entry.findtext("a:id", "", NAMES))
        if "/id/" not in own or registrable(own) != registrable(context.url):
            message = f"entry {place} has no id of an act: {own[:80]!r}"
            faults.append(context.fault(FaultKind.LAYOUT_CHANGED, message))
            continue
        mark = entry.findtext("a:updated", "", NAMES).strip()
        address = own.replace("/id/", "/", 1) + "/data.xml"
        url = f"{address}#{mark}" if mark else address
        follow.append(Follow(url, "detail", ("xml",), lasting=bool(mark)))
    try:
        as_of = iso_day(root.findtext("a:updated", "", NAMES))
    except ValueError as error:
        faults.append(context.fault(FaultKind.LAYOUT_CHANGED, f"`updated`: {error}"))
        as_of = None
    return Parsed(follow=tuple(follow), faults=(*faults, *stale(context, as_of)))


def _with_next(parsed: Parsed, root: Element, context: ParseContext) -> Parsed:
    """What was found and the next page, as far as pages are read."""
    page = root.findtext("leg:page", "1", NAMES).strip()
    link = root.find("a:link[@rel='next']", NAMES)
    pages = context.spec.options.get("pages", _PAGES)
    if link is None or not page.isdigit() or int(page) >= pages:
        return parsed
    url = secure(urljoin(context.url, link.get("href", "")))
    if registrable(url) != registrable(context.url):
        fault = context.fault(FaultKind.LAYOUT_CHANGED, f"next page elsewhere: {url[:200]}")
        return replace(parsed, faults=(*parsed.faults, fault))
    return replace(parsed, follow=(*parsed.follow, Follow(url, "list", ("xml",))))
