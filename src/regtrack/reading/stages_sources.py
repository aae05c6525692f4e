"""Stages as publishers without a legislature's history say them: codes, types and status words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from regtrack.domain.instruments import How, LinkKind, Stage
from regtrack.reading.stages_moves import Move, move_of
from regtrack.reading.text import fold


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an instrument stands. `stage` is None where the document moves nothing.

    `bears` says that it ends or mends another one: the stage of that target is `target`."""

    stage: Stage | None
    how: How | None = None
    bears: LinkKind | None = None
    target: Stage | None = None


_NONE = Standing(None)
_CORRECTION = re.compile(r"\bcorrect(?:ion|ing|s|ed)?\b|\btechnical amendment\b", re.IGNORECASE)
_WITHDRAWAL = re.compile(r"\bwithdraw(?:al|n|s|ing)?\b", re.IGNORECASE)
_NO_STEP = re.compile(
    r"comment period|reopening|extension of|request for (?:information|comments?)|public meeting"
    r"|hearing|notice of availability|information collection|delay of effective|stay\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"notice of intent|\bintent to\b|propos|advance notice|\banprm\b|petition", re.IGNORECASE
)
_ORDER = re.compile(r"\border\b|scheduling order|temporary (?:scheduling|placement)", re.IGNORECASE)


def federal_register_stage(
    document_type: str, action: str, *, correction_of: str | None = None
) -> Standing:
    """Where a Federal Register document stands, from its `type` and `action`.

    The words of `action` speak first: a notice of intent is a proposal whatever its type, a
    withdrawal ends the document it names (that one is withdrawn, this one stands nowhere), a
    correction or a longer comment period moves nothing. Only `type` Rule enacts: by an order
    (ordered) or as a final rule (adopted); `Presidential Document` is an order."""
    kind, words = document_type.strip().lower(), fold(action)
    if correction_of or _CORRECTION.search(words):
        return Standing(None, bears=LinkKind.CORRECTS)
    if _WITHDRAWAL.search(words):
        return Standing(None, bears=LinkKind.WITHDRAWS, target=Stage.WITHDRAWN)
    if kind in ("proposed rule", "prorule"):
        return _NONE if _NO_STEP.search(words) else Standing(Stage.PROPOSED)
    if kind == "rule":
        return _rule(words)
    if kind in ("presidential document", "presdocu"):
        return Standing(Stage.ENACTED, How.ORDERED)
    return Standing(Stage.PROPOSED) if _PROPOSED.search(words) else _NONE


def _rule(words: str) -> Standing:
    if _PROPOSED.search(words) and not re.search(r"\bfinal\b", words, re.IGNORECASE):
        return Standing(Stage.PROPOSED)
    if _ORDER.search(words):
        return Standing(Stage.ENACTED, How.ORDERED)
    return _NONE if _NO_STEP.search(words) else Standing(Stage.ENACTED, How.ADOPTED)


_LEGISCAN = {
    1: Stage.INTRODUCED,
    2: Stage.PASSED_ONE_CHAMBER,
    3: Stage.PASSED_BOTH,
    4: Stage.PASSED_BOTH,
    5: Stage.VETOED,
    6: Stage.FAILED,
    9: Stage.IN_COMMITTEE,
    10: Stage.IN_COMMITTEE,
    11: Stage.IN_COMMITTEE,
    12: Stage.INTRODUCED,
}
_LAWFUL = {
    Move.SIGNED: How.SIGNED,
    Move.UNSIGNED: How.UNSIGNED,
    Move.LINE_VETO: How.SIGNED,
    Move.CHAPTERED: None,
    Move.BECAME_LAW: None,
}
_OVERRIDE, _CHAPTERED = 7, 8


def legiscan_stage(
    status: int, progress: Iterable[int] = (), history: Iterable[str] = ()
) -> Standing:
    """Where a LegiScan bill stands, from `status`, the `progress` events and the history's words.

    `Passed` (4) is passed by the legislature and no law by itself: law is progress 8 (chaptered),
    or words that say so. The words of `history` are those of a bill, not of a resolution."""
    events = tuple(progress)
    moves = [move_of(fold(words), (), "") for words in history]
    lawful = [move for move in moves if move in _LAWFUL]
    if _CHAPTERED in events or (lawful and status not in (5, 6)):
        told = [how for how in map(_LAWFUL.__getitem__, lawful) if how]
        over = _OVERRIDE in events or Move.OVERRIDDEN in moves
        return Standing(Stage.ENACTED, How.OVERRIDE if over else next(iter(told), None))
    if status in (0, 1) and any(code in (9, 10, 11) for code in events):
        return Standing(Stage.IN_COMMITTEE)
    stage = _LEGISCAN.get(status)
    if stage is Stage.PASSED_BOTH and Move.TO_GOVERNOR in moves:
        stage = Stage.TO_GOVERNOR
    return Standing(stage)


_CONGRESS_TYPES = {
    "introreferral": (),
    "committee": (),
    "becamelaw": ("became-law",),
}
_CONGRESS_CODES = {
    "1000": ("introduction",),
    "10000": ("introduction",),
    "8000": ("passage",),
    "17000": ("passage",),
    "28000": ("executive-receipt",),
    "E20000": ("executive-receipt",),
    "E30000": ("executive-signature",),
    "36000": ("became-law",),
    "E40000": ("became-law",),
    "31000": ("executive-veto",),
    "H11100": ("referral-committee",),
    "32000": ("veto-override-passage",),
    "33000": ("veto-override-failure",),
    "34000": ("veto-override-passage",),
    "35000": ("veto-override-failure",),
}


def congress_classes(action_type: str, action_code: str | None) -> tuple[str, ...]:
    """The classes (Open States words) of a Congress.gov or BILLSTATUS action; () where its words
    have to tell."""
    if action_code and action_code in _CONGRESS_CODES:
        return _CONGRESS_CODES[action_code]
    return _CONGRESS_TYPES.get(action_type.replace(" ", "").lower(), ())


def told_classes(classes: Iterable[str]) -> tuple[str, ...]:
    """Classes in the words of Open States; `congress:TYPE:CODE` is how Congress files a row."""
    told: list[str] = []
    for name in classes:
        scheme, _, filed = name.partition(":")
        kind, _, code = filed.partition(":")
        told += congress_classes(kind, code or None) if scheme == "congress" else (name,)
    return tuple(told)


_LEGISTAR: tuple[tuple[re.Pattern[str], Standing], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), standing)
    for pattern, standing in (
        (r"\bas to form\b|\bminutes\b|\b(?:approv|adopt)\w* (?:of )?(?:the )?agenda", _NONE),
        (r"\bveto(?:ed)?\b(?!.*overrid)", Standing(Stage.VETOED)),
        (r"overrid", Standing(Stage.ENACTED, How.OVERRIDE)),
        (r"withdrawn", Standing(Stage.WITHDRAWN)),
        (r"fail|defeat|denied|rejected|died|dead|end of session|placed on file|disapproved"
         r"|indefinitely|stricken", Standing(Stage.FAILED)),
        (r"mayor'?s desk|to (?:the )?mayor|awaiting signature|pending signature",
         Standing(Stage.TO_GOVERNOR)),
        (r"unsigned|without (?:the )?(?:mayor'?s? )?signature",
         Standing(Stage.ENACTED, How.UNSIGNED)),
        (r"signed by (?:the )?(?:council )?(?:president|chair|speaker|clerk)",
         Standing(Stage.PASSED_BOTH)),
        (r"\bsigned", Standing(Stage.ENACTED, How.SIGNED)),
        (r"^enacted|became law|^law$|effective", Standing(Stage.ENACTED, How.VOTE)),
        (r"first reading|1st reading|introduc|\bnew\b|draft|agenda ready"
         r"|\bto (?:a )?(?:second|2nd|third|3rd) reading|\bto print\b|ordered published",
         Standing(Stage.INTRODUCED)),
        (r"\brecommend|\bdo pass\b", Standing(Stage.IN_COMMITTEE)),
        (r"committee|refer|held|tabled|continued|laid over|deferred|hearing",
         Standing(Stage.IN_COMMITTEE)),
        (r"pass|adopt|approved|final reading", Standing(Stage.PASSED_BOTH)),
        (r"filed", Standing(Stage.INTRODUCED)),
    )
)  # fmt: skip


def legistar_stage(status: str, *, enacted: bool = False, passed: bool | None = None) -> Standing:
    """Where a local matter stands, from its status (or the name of a history's action).

    `enacted`: the matter has an enactment number or date, which makes it law by the council's
    vote whatever the status says. `passed` is the flag of the vote; False is a failed vote for
    words that would otherwise pass it. A passed matter without enactment awaits it."""
    words = fold(status)
    found = next((s for pattern, s in _LEGISTAR if pattern.search(words)), _NONE)
    ended = found.stage in (Stage.VETOED, Stage.WITHDRAWN, Stage.FAILED)
    if enacted and not ended:
        return Standing(Stage.ENACTED, found.how or How.VOTE)
    if passed is False and found.stage in (Stage.PASSED_BOTH, Stage.ENACTED):
        return Standing(Stage.FAILED)
    return found


_LEGISTAR_MOVES = {
    Stage.INTRODUCED: Move.INTRODUCED,
    Stage.IN_COMMITTEE: Move.COMMITTEE,
    Stage.PASSED_BOTH: Move.PASSED,
    Stage.TO_GOVERNOR: Move.TO_GOVERNOR,
    Stage.VETOED: Move.VETOED,
    Stage.FAILED: Move.FAILED,
    Stage.WITHDRAWN: Move.WITHDRAWN,
}
_LEGISTAR_LAW = {
    How.SIGNED: Move.SIGNED,
    How.UNSIGNED: Move.UNSIGNED,
    How.OVERRIDE: Move.OVERRIDDEN,
    How.VOTE: Move.BECAME_LAW,
}
_LEGISTAR_FLAGS = {"pass": True, "fail": False}
#: What only the council does to its matters: by anybody else it is a report to it.
_COUNCIL_ONLY = frozenset({Move.PASSED, Move.FAILED, Move.WITHDRAWN, Move.BECAME_LAW})


def legistar_move(words: str, classes: Iterable[str]) -> Move | None:
    """What a row of a Legistar matter does, by `legistar:BODY:FLAG`: who acted (`council`,
    `committee`; `status` for the matter's own status, `enacted` for one with an enactment) and how
    the vote went (`pass`, `fail`, nothing). None for a row that is filed otherwise.

    Each city has its own words, so that those of legislatures are not asked."""
    filed = next((name for name in classes if name.startswith("legistar:")), None)
    if filed is None:
        return None
    _, _, rest = filed.partition(":")
    body, _, flag = rest.partition(":")
    passed = _LEGISTAR_FLAGS.get(flag)
    standing = legistar_stage(words, enacted=body == "enacted", passed=passed)
    if standing.stage is None:
        return Move.NOTHING
    if standing.stage is Stage.ENACTED:
        move = _LEGISTAR_LAW[standing.how or How.VOTE]
    else:
        move = _LEGISTAR_MOVES[standing.stage]
    return Move.COMMITTEE if body == "committee" and move in _COUNCIL_ONLY else move
