"""A filing of the Register of Ohio as a document; the natural keys of rules.

A proposal, an amendment and a rescission have keys of their own: none of them may move the rule
that is in force. Only a new rule that is final, and an emergency rule, are the rule itself."""

from __future__ import annotations

from urllib.parse import urljoin

from regtrack.contract import (
    Alias,
    DocumentRecord,
    How,
    InstrumentKind,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.platforms.model import ParseContext
from regtrack_scrapers.platforms.state_rules_ohio import Filing


def rule_alias(spec: SourceSpec, number: str) -> Alias:
    """The key of a rule: its number, as its state counts."""
    return Alias("rule", f"{spec.division}|{number}")


def emergency_alias(spec: SourceSpec, number: str, on: object) -> Alias:
    """The key of an emergency rule: a number may be used for several, and for the rule after."""
    return Alias("emergency-rule", f"{spec.division}|{number}|{on}")


def filed(filing: Filing, context: ParseContext) -> DocumentRecord:
    """The filing with its text, where that is to be read."""
    spec = context.spec
    is_law = filing.stage is Stage.ENACTED
    told = f"{filing.filing} filing" if filing.filing != "emergency" else "filing"
    told = f"emergency {told}" if filing.emergency else told
    return DocumentRecord(
        source=spec.key,
        division=spec.division,
        kind=_kind(filing),
        aliases=(_alias(filing, spec),),
        title=f"Rule {filing.number}, {filing.title}",
        abstract=f"{told}, {filing.action}: {filing.agency or spec.publisher}",
        authority=spec.authority,
        text_authority=spec.authority,
        publisher=filing.agency or spec.publisher,
        number=filing.number,
        citation=f"Ohio Admin. Code {filing.number}",
        url=context.url,
        stage=filing.stage,
        how=How.ADOPTED if is_law else None,
        stage_on=filing.filed or (filing.effective if filing.emergency else None),
        effective_on=filing.effective if is_law else None,
        texts=_texts(filing, context),
        record_sha256=context.sha256,
        retrieved_at=context.retrieved_at,
    )


def _kind(filing: Filing) -> InstrumentKind:
    if filing.stage is None:
        return InstrumentKind.AGENCY_NOTICE
    return InstrumentKind.EMERGENCY_RULE if filing.emergency else InstrumentKind.RULE


def _alias(filing: Filing, spec: SourceSpec) -> Alias:
    if not filing.makes_law:
        day = filing.filed or filing.effective or "undated"
        key = f"{filing.number}|{filing.filing}|{filing.action}|{day}"
        return Alias("rule-filing", f"{spec.division}|{key}")
    if filing.emergency:
        return emergency_alias(spec, filing.number, filing.effective)
    return rule_alias(spec, filing.number)


def _texts(filing: Filing, context: ParseContext) -> tuple[TextRecord, ...]:
    url = urljoin(context.url, filing.url) if filing.url else ""
    if host_of(url) != host_of(context.url):
        return ()
    if not (filing.makes_law or filing.stage is Stage.PROPOSED):
        return ()
    role = VersionRole.FINAL if filing.makes_law else VersionRole.PROPOSAL
    return (TextRecord(url, role, f"{filing.filing} filing", filing.filed, url, "application/pdf"),)
