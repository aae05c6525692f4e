"""The dates of a provision: its own, those of its act, or the rule of its place."""

from __future__ import annotations

import dataclasses
import datetime as dt

from regtrack.contract import DocumentRecord
from regtrack.domain.dates import day
from regtrack.domain.default_starts import DefaultRule
from regtrack.domain.instruments import InstrumentKind
from regtrack.domain.provisions import Provision, StartKind
from regtrack.reading.defaults import default_rule
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.timing import condition_of, start_rule

#: Acts of a legislature: constitutions and codes say when those start that are silent.
_ACTS = (InstrumentKind.BILL, InstrumentKind.STATUTE)


def place_rule(document: DocumentRecord, effective: Effective) -> DefaultRule | None:
    """The rule of the place for an act of its legislature whose text names no start.

    Words on a start that the rules of reading cannot read are not silence: they are quoted, and
    no rule holds."""
    silent = effective.kind is EffectiveKind.NONE_SEEN and effective.quote is None
    if not silent and effective.kind is not EffectiveKind.DEFAULT:
        return None
    if document.kind not in _ACTS:
        return None
    return default_rule(document.division, document.session, document.title)


def dated_provision(
    provision: Provision,
    effective: Effective,
    expires: dt.date | None,
    default: DefaultRule | None = None,
) -> Provision:
    """The provision with its own dates, or those the text gives for the whole act; `default` is
    the rule of its place for an act that gives none."""
    start, starts = provision.start, provision.starts
    condition = provision.condition
    own = start is None and starts is None
    if own:
        start = day(effective.date) if effective.date else None
        starts = start_rule(effective)
    if starts is not None and starts.kind is StartKind.DEFAULT:
        starts = dataclasses.replace(starts, default=default)
    if starts is not None and starts.kind is StartKind.CONTINGENT:
        condition = condition or condition_of(effective) or "a condition in the text"
    return dataclasses.replace(
        provision,
        start=start,
        starts=starts,
        condition=condition,
        start_time=provision.start_time or (effective.time if own else None),
        start_zone=provision.start_zone or (effective.zone if own else None),
        end=provision.end or (day(expires) if expires else None),
    )
