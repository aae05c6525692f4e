"""Rows to domain objects and back: those that no answer needs (`answer_rows` has the others)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from regtrack.contract import TextRecord
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.codec import build, plain
from regtrack.domain.dates import partial
from regtrack.domain.importance import Importance
from regtrack.domain.instruments import Link, LinkKind, VersionRole
from regtrack.domain.observations import Observation, StageEvent
from regtrack.domain.substances import Substance
from regtrack.domain.timing import Timing
from regtrack.services.ports import Version
from regtrack.store.answer_rows import CLAIMS

_KINDS = {cls: kind for kind, cls in CLAIMS.items()}


def observation_row(observation: Observation) -> dict[str, Any]:
    """The column values of an observation."""
    return {
        "id": observation.id,
        "division": observation.division,
        "substance": observation.substance,
        "instrument": observation.instrument,
        "kind": _KINDS[type(observation.claim)],
        "claim": plain(observation.claim),
        "method": observation.method.value,
        "authority": observation.authority.value,
        "confidence": observation.confidence.value,
        "recorded_at": observation.recorded_at,
        "dated_on": _dated_on(observation),
        "version": observation.version,
        "reader": observation.reader,
        "evidence": [plain(e) for e in observation.evidence],
        "conflict": observation.conflict,
        "held": observation.held,
    }


def _dated_on(observation: Observation) -> dt.date | None:
    claim = observation.claim
    return claim.date.first if isinstance(claim, StageEvent) and claim.date else None


def link(row: Any) -> Link:
    """The link of a row."""
    return Link(
        row.source,
        LinkKind(row.kind),
        row.target,
        partial(row.on),
        partial(row.until),
        row.recorded_at,
    )


def version(row: Any) -> Version:
    """The document version of a row."""
    text = TextRecord(
        key=row.key,
        role=VersionRole(row.role),
        note=row.note,
        dated_on=partial(row.dated_on),
        url=row.url,
        media_type=row.media_type,
        sha256=row.sha256,
    )
    return Version(row.id, row.instrument, row.seq, text, row.text_sha256, row.extractor, row.fault)


def change(row: Any) -> Change:
    """The change of a row."""
    made: Change = build(Change, row.body)
    return made


def subscription(row: Any) -> Subscription:
    """The subscription of a row."""
    return Subscription(
        id=row.id,
        division=row.division,
        substances=tuple(Substance(s) for s in row.substances),
        kinds=tuple(ChangeKind(k) for k in row.kinds),
        email=row.email,
        webhook=row.webhook,
        apprise=row.apprise,
        secret=row.secret,
        above=row.above,
        operator=row.operator,
        below=row.below,
        least=Importance(row.least),
        ahead=tuple(row.ahead),
        timing=build(Timing, row.timing),
        until=row.until,
        paused=row.paused,
        name=row.name,
        owner=row.owner,
        secret_env=row.secret_env,
        apprise_env=row.apprise_env,
    )
