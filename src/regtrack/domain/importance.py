"""How much a change asks of whoever is told of it: one word, computed from the change alone."""

from __future__ import annotations

from enum import StrEnum

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.instruments import Stage
from regtrack.domain.status import Status

#: A start this near leaves no time for another look.
NEAR_DAYS = 7
_BANS = frozenset({Status.SCHEDULED, Status.PROHIBITED})
_FAR_ALONG = frozenset({Stage.PASSED_ONE_CHAMBER, Stage.PASSED_BOTH, Stage.TO_GOVERNOR})
_WRONG_BEFORE = frozenset({ChangeKind.CORRECTION, ChangeKind.RETRACTION})
_HAPPENS = frozenset({ChangeKind.STATUS, ChangeKind.CAME_INTO_FORCE, ChangeKind.STAGE})


class Importance(StrEnum):
    """From the least to the most.

    `info`: nothing is law by it and nothing is about to be (a bill is filed, dies, waits in
    committee). `notice`: the law changes, or a text is far along, and there is time. `urgent`:
    what was said before is wrong, or a ban holds now or within a week.
    """

    INFO = "info"
    NOTICE = "notice"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for the least."""
        return list(Importance).index(self)


def importance(change: Change) -> Importance:
    """The importance of a change."""
    if change.kind in _WRONG_BEFORE:
        return Importance.URGENT
    if change.kind in _HAPPENS and _bans(change):
        return Importance.URGENT
    if change.kind is ChangeKind.SCHEDULED_START and _bans(change) and _is_near(change):
        return Importance.URGENT
    if change.kind is ChangeKind.STAGE and not _moves_law(change):
        return Importance.INFO
    return Importance.NOTICE


def _bans(change: Change) -> bool:
    """Whether a status becomes a ban that was none, or a heavier one."""
    return any(line.after in _BANS and line.after is not line.before for line in change.lines)


def _is_near(change: Change) -> bool:
    if change.on is None:
        return False
    return (change.on.first - change.recorded_at.date()).days <= NEAR_DAYS


def _moves_law(change: Change) -> bool:
    if any(line.before is not line.after for line in change.lines):
        return True
    return change.stage is Stage.ENACTED or change.stage in _FAR_ALONG


def is_urgent(change: Change) -> bool:
    """Whether a change is of the highest importance."""
    return importance(change) is Importance.URGENT
