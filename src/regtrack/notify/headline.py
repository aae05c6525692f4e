"""One sentence that says place, substance and what is true now: the subject of a message.

The rule that stands above all others: a text that is not law is never worded as law, and a date
that lies ahead is never worded as reached.
"""

from __future__ import annotations

from collections.abc import Iterable

from regtrack.domain.alerts import Alert
from regtrack.domain.changes import HEALED, Change, ChangeKind, StatusLine
from regtrack.domain.instruments import InstrumentKind, Stage
from regtrack.domain.observations import Confidence
from regtrack.notify import clean, words
from regtrack.notify.words import STATUS_SHORT, Timing

#: Kinds that speak of a law in force or to be: a change that gives them for a text that is no
#: law contradicts itself, and is worded by its stage.
_NEEDS_LAW = frozenset(
    {
        ChangeKind.SCHEDULED_START,
        ChangeKind.CAME_INTO_FORCE,
        ChangeKind.RENEWED,
        ChangeKind.SUNSET_NEAR,
    }
)
_MENDS = frozenset({ChangeKind.CORRECTION, ChangeKind.RETRACTION})
_PREFIX = {
    ChangeKind.CORRECTION: "Correction: ",
    ChangeKind.RETRACTION: "Retracted: ",
    ChangeKind.SOURCE_FAULT: "Source fault: ",
}


def headline(alert: Alert) -> str:
    """The sentence, one line. Its parts are bounded one by one, so that no cut can take away
    the words that say how far something has come."""
    change = alert.change
    place = clean.line(alert.place, 60) or clean.line(change.division, 60)
    healed = change.kind is ChangeKind.SOURCE_FAULT and change.how == HEALED
    prefix = "Source healed: " if healed else _PREFIX.get(change.kind, "")
    text = f"{prefix}{place}: {_clause(alert)}"
    return f"{text} [low confidence]" if change.confidence is Confidence.LOW else text


def by_stage(change: Change) -> bool:
    """Whether the change must be worded by its stage, whatever else it says: the text is no
    law."""
    if change.kind in _MENDS or change.kind is ChangeKind.SOURCE_FAULT:
        return False
    if change.kind in _NEEDS_LAW:
        return change.stage in words.NOT_LAW
    return change.stage in words.NEVER_IN_FORCE


def moved(change: Change) -> list[StatusLine]:
    """The lines whose status changed; none where the text is not law."""
    if by_stage(change):
        return []
    return [line for line in change.lines if line.before is not line.after]


def _clause(alert: Alert) -> str:
    change = alert.change
    if by_stage(change) and change.stage:
        return f"{_thing(change)} {words.STAGE_CLAUSE[change.stage]}"
    match change.kind:
        case ChangeKind.STAGE:
            return _stage(alert)
        case ChangeKind.SCHEDULED_START:
            return _scheduled(alert)
        case ChangeKind.CAME_INTO_FORCE:
            return _in_force(alert)
        case ChangeKind.RENEWED:
            return f"{_thing(change)} was renewed{_then(alert)}"
        case ChangeKind.SUNSET_NEAR:
            return _sunset(alert)
        case ChangeKind.ENDED:
            return _ended(alert)
        case ChangeKind.STATUS:
            return _status(alert)
        case ChangeKind.CORRECTION | ChangeKind.RETRACTION:
            return _mended(alert)
        case ChangeKind.TEXT:
            return f"the wording of {_thing(change)} changed; its status did not"
        case ChangeKind.SOURCE_FAULT:
            note = clean.line(change.notes[0], 120) if change.notes else ""
            return note or "a source needs attention"


def _thing(change: Change) -> str:
    return words.thing(change.instrument, change.substances)


def _moves(alert: Alert) -> str:
    """What the moved lines say, with the date; empty when none moved."""
    change = alert.change
    on, today = change.on, alert.today
    where = words.timing(on, today)
    parts = []
    for named, before, after in words.grouped(moved(change)):
        who, verb = words.substances(named), words.is_are(named)
        if on is None:
            parts.append(f"{who} {verb} now {STATUS_SHORT[after]} (since when is not known)")
        elif where is Timing.REACHED:
            parts.append(f"{who} {verb} now {STATUS_SHORT[after]} since {on}")
        elif where is Timing.AHEAD:
            parts.append(f"{who} will be {STATUS_SHORT[after]} {words.dated(on, today)}")
        else:
            turn = "change" if verb == "are" else "changes"
            old, new = STATUS_SHORT[before], STATUS_SHORT[after]
            parts.append(f"{who} {turn} from {old} to {new} {words.dated(on, today)}")
    return "; ".join(parts)


def _will(change: Change) -> str:
    return "; ".join(
        f"{words.substances(named)} will be {STATUS_SHORT[after]}"
        for named, _, after in words.grouped(moved(change))
    )


def _stays(lines: Iterable[StatusLine]) -> str:
    groups = words.grouped(line for line in lines if line.before is line.after)
    return "; ".join(
        f"{words.substances(named)} {words.is_are(named)} still {STATUS_SHORT[after]}"
        for named, _, after in groups
    )


def _then(alert: Alert) -> str:
    """`; ` and what moved, or what stayed when nothing did."""
    text = _moves(alert) or _stays(alert.change.lines)
    return f"; {text}" if text else ""


def _stage(alert: Alert) -> str:
    change = alert.change
    if change.stage is None:
        return f"{_thing(change)}: a step was recorded whose stage is not known{_then(alert)}"
    clause = words.STAGE_CLAUSE[change.stage]
    if change.stage is not Stage.ENACTED:
        return f"{_thing(change)} {clause}{_then(alert)}"
    how = f" ({word})" if (word := words.how_word(change.how)) else ""
    reached = words.timing(change.on, alert.today) is not Timing.AHEAD
    if moved(change) and reached:
        return f"{_moves(alert)}; {words.act(change.instrument)} was enacted{how}"
    notice = change.instrument and change.instrument.kind is InstrumentKind.AGENCY_NOTICE
    if notice and not moved(change):
        return f"{_thing(change)} was published (a notice, not a law){_then(alert)}"
    return f"{_thing(change)} was enacted{how}{_then(alert)}"


def _scheduled(alert: Alert) -> str:
    change = alert.change
    if change.on is None:
        start = "comes into force on a date that is not known"
    elif change.on.last < alert.today:
        start = f"was to come into force {words.dated(change.on, alert.today)}"
    else:
        start = f"comes into force {words.dated(change.on, alert.today)}"
    if will := _will(change):
        return f"{will}: {words.act(change.instrument)} {start}"
    return f"{_thing(change)} {start}{_then(alert)}"


def _in_force(alert: Alert) -> str:
    change = alert.change
    on, where = change.on, words.timing(change.on, alert.today)
    if where is Timing.AHEAD:
        return _scheduled(alert)
    if moved(change):
        return _moves(alert)
    since = f" since {on}" if on and where is Timing.REACHED else ""
    return f"{_thing(change)} is in force{since}{_then(alert)}"


def _sunset(alert: Alert) -> str:
    change = alert.change
    end = words.dated(change.on, alert.today) if change.on else "on a date that is not known"
    parts = [
        f"{words.substances(named)} {words.is_are(named)} {STATUS_SHORT[before]} until then, "
        f"afterwards {STATUS_SHORT[after]}"
        for named, before, after in words.grouped(moved(change))
    ]
    text = "; ".join(parts) or _stays(change.lines)
    return f"{_thing(change)} ends {end}" + (f"; {text}" if text else "")


def _ended(alert: Alert) -> str:
    change = alert.change
    where = words.timing(change.on, alert.today)
    if where is Timing.AHEAD:
        return _sunset(alert)
    if moved(change):
        return f"{_moves(alert)}; {words.act(change.instrument)} ended"
    on = f" {words.dated(change.on, alert.today)}" if change.on else ""
    return f"{_thing(change)} ended{on}{_then(alert)}"


def _status(alert: Alert) -> str:
    change = alert.change
    text = _moves(alert) or _stays(change.lines)
    return text or f"the record on {words.substances(change.substances)} changed"


def _mended(alert: Alert) -> str:
    """A correction or retraction: `before` is what we said, `after` what holds."""
    change = alert.change
    if change.stage:
        stand = f"{_thing(change)} {words.STAGE_CLAUSE[change.stage]}"
    else:
        stand = f"what we said about {_thing(change)} was wrong"
    ahead = words.timing(change.on, alert.today) is Timing.AHEAD
    when = f" {words.dated(change.on, alert.today)}" if change.on and ahead else ""
    parts = []
    for named, before, after in words.grouped(change.lines):
        verb = "will be" if ahead else words.is_are(named)
        wrong = f", not {STATUS_SHORT[before]} as we said" if before is not after else ""
        parts.append(f"{words.substances(named)} {verb} {STATUS_SHORT[after]}{when}{wrong}")
    return "; ".join([*parts, stand])
