"""The grammar of a ban: who must not do what with which substance, and what bounds it.

A clause is cut into sentences, and each sentence into marks: words that forbid, acts, names,
words that call a thing illegal, words of an offence. Four orders of these marks make a ban:

- active: `no person shall` - acts - name
- offence: `a person who` - acts - name - `is guilty of`
- passive: acts - name - `is prohibited`; name - `shall not be sold`
- called: name - `is contraband`

Every mark is found once, so that reading stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from regtrack.reading.effects import clause_grammar_actors as actors
from regtrack.reading.effects import clause_grammar_limits as limits
from regtrack.reading.effects.base import ANY
from regtrack.reading.effects.clause_grammar_limits import Bound
from regtrack.reading.effects.clause_grammar_words import (
    ACT,
    FORBID,
    FORBIDDEN,
    NO_SUCH,
    OFFENCE,
    WHO,
)
from regtrack.reading.surface import rx


class Order(StrEnum):
    """In which order a ban is worded."""

    ACTIVE = "active"
    OFFENCE = "offence"
    PASSIVE = "passive"
    CALLED = "called"


@dataclass(frozen=True, slots=True)
class Ban:
    """A ban in masked text: [start, end) holds its acts and names; `bounds` is empty where it
    is one of the substance itself, for everyone."""

    order: Order
    start: int
    end: int
    acting: str  # the words that tell the acts
    names: str  # the names it is on
    bounds: frozenset[Bound]
    hedged: bool = False  # its own section words exceptions


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of masked text at [start, end), with its marks."""

    text: str
    start: int
    end: int
    names: tuple[re.Match[str], ...]
    acts: tuple[re.Match[str], ...]


_NAME = re.compile(ANY)
_STOP = re.compile(r";|\.(?=\s+[A-Z(\"]|\s*$)")
#: Names told in one breath: `kratom, tianeptine, or any product containing 7-OH`.
_GROUP = rx(rf"{ANY}(?:[ ,()\w/-]{{1,60}}?{ANY}){{0,12}}")
#: Names behind these words are not what is banned.
_SOURCE = rx(
    r"\b(?:whether|combined|mixed|derived|found|contained|occurring|other than|except|naturally"
    r"|extracted|isolated|regardless)\b"
)
_REACH = 500
_TAIL = 360  # how far behind a name a bound is looked for
_MOST = 12  # bans of one order in one sentence
_NEAR = 180
_NO_LAW = rx(
    r"nothing in this|does not (?:prohibit|apply)|is not (?:a violation|unlawful)|not be construed"
    r"|(?:shall|may|must|can|is|are) not (?:be )?(?:\w+ ){0,2}?"
    r"(?:prohibited|unlawful|illegal|banned|forbidden)"
    r"|(?:municipalit|count(?:y|ies)\b|cit(?:y|ies)\b|town|governing bod|local government|council)"
    r"[^.;]{0,80}?\bmay\b[^.;]{0,60}?(?:prohibit|ban|regulate|restrict)"
    r"|(?:report|study|recommend|consider|determine)\w*[^.;]{0,60}?\b(?:whether|if)\b"
)
#: What is left out of a ban of 7-OH: the leaf that holds it by nature.
_OF_LEAF = rx(
    r",? ?\b(?:but|except that|provided,?(?: however,?)? that) (?:this|the) (?:\w+ ){1,4}(?:does|do"
    r"|shall) not (?:apply|extend) to [^.;]{0,120}?(?:\bnatural\w*|\bleaf\b|\bleaves\b)[^.;]{0,120}"
    r"|,? ?\b(?:other than|except(?: for)?|excluding) (?:an? |any )?\ue001++ products? (?:that"
    r"|which)"
    r" (?:compl|conform|meet|satisf|(?:is|are) in compl|(?:is|are) registered)[^.;]{0,120}"
)
#: What is told aside between the act and what it is on, or what it means.
_ASIDE = rx(
    r", ?(?:other than|except(?:ing)?(?: for)?|excluding) [^,.;]{3,90},(?= (?:that|which) (?:is|are"
    rf"|contain))|, ?(?:which|that) (?:means?|is defined as) [^.;]{{1,200}}"
    rf"|{ANY} (?:dependence|addiction|withdrawal|use disorder|overdose|poisoning|toxicity)"
)
#: Between the words that forbid and the act stands no other verb.
_LEADS_TO_ACT = rx(
    r"(?:^|[,:;)\"-]|\b(?:or|and|either|also|not|to|of|the|any|an?|for|be|being|been|by|who"
    r"|that|with|from(?: being)?|anyone|everyone|any one"
    r"|\w+ly|persons?|individual|actor|he|she|they|it|such|act|acts|intent|first)) ?$"
)
#: Behind a lead a sentence with a subject of its own is another one.
_ANOTHER = rx(
    r":\W*(?:\(?\w{1,4}[.)]\W*)*(?:any|an?|every|each) (?:person|individual) who\b"
    rf"|\* ?\* ?\*\W*\(?\w{{1,4}}[.)]\W*{ANY}\.$"
)
_ITEM = rx(r":\W*(?:\(?\w{1,4}[.)]\W*)?(?:any |the )?(?:[\w-]+[ ,]+){0,8}$")
#: Where the words before a ban are those of another one.
_COLON = rx(":")
_OWN_CLAUSE = rx(r":|\b(?:shall|may|must)(?: not)?\b")
#: Words that forbid and tell in themselves whom.
_NAMES_ACTOR = rx(r"no |following|commits|(?:is|are|be) guilty")
#: What follows the name of a crime tells what it costs.
_IS_CRIME = rx(r"(?:crime|felony|misdemeanor|violation|offense|infraction|nuisance|act|practice)$")
_RELATIVE = rx(r"\b(?:that|which) $")
_SUBORDINATE = rx(r"\b(?:where|wherever|whether|in which|if|that(?! contain))\b[\w ,'-]{0,40}$")


@lru_cache(maxsize=64)
def bans(text: str) -> tuple[Ban, ...]:
    """The bans in masked text, bounded or not, in the order of its sentences."""
    if _NAME.search(text) is None:
        return ()
    text = _ASIDE.sub(lambda m: " " * len(m[0]), text)
    if "\ue001" not in text[: text.find("\ue002")]:
        text = _OF_LEAF.sub(lambda m: " " * len(m[0]), text)
    if _NO_LAW.search(text):
        return ()
    found: list[Ban] = []
    for sentence in _sentences(text):
        hedged = limits.HEDGE.search(text, sentence.start, sentence.end) is not None
        for order in (_active, _offence, _passive):
            found += (replace(ban, hedged=hedged) for ban in islice(order(sentence), _MOST))
    return tuple(found)


def _sentences(text: str) -> Iterator[_Sentence]:
    at = 0
    for stop in [*(m.start() for m in _STOP.finditer(text)), len(text)]:
        names = tuple(_NAME.finditer(text, at, stop))
        if names:
            yield _Sentence(text, at, stop, names, tuple(ACT.finditer(text, at, stop)))
        at = stop + 1


def _object(
    sentence: _Sentence, after: int, before: int
) -> tuple[re.Match[str], re.Match[str]] | None:
    """The first act in [after, before) that has a name behind it, and that name."""
    for name in sentence.names:
        if name.start() < after or name.end() > before:
            continue
        acts = [a for a in sentence.acts if after <= a.start() and a.end() <= name.start()]
        if acts and name.start() - acts[-1].end() <= _NEAR:
            return acts[0], name
    return None


def _made(
    sentence: _Sentence, begin: int, name: re.Match[str], tail: str
) -> tuple[str, frozenset[Bound]]:
    """The names a ban is on, and the bounds that stand around the first of them."""
    group = _GROUP.match(sentence.text, name.start(), sentence.end)
    names = _SOURCE.split(group[0] if group else name[0])[0]
    before = sentence.text[begin : name.start()]
    if "\ue001" not in names and "\ue004" not in names:
        before, tail = limits.as_sold(before), limits.as_sold(tail)
    bounds = limits.bounds_before(before) | limits.bounds_after(tail)
    return names, bounds | limits.bounds_of_object(sentence.text[name.end() : name.end() + 130])


def _active(sentence: _Sentence) -> Iterator[Ban]:
    text = sentence.text
    for head in FORBID.finditer(text, sentence.start, sentence.end):
        found = _object(sentence, head.end(), min(sentence.end, head.end() + _REACH))
        found = found or _listed(sentence, head)
        if found is None:
            continue
        act, name = found
        before = text[max(sentence.start, head.start() - 200) : head.start()]
        if actors.empowers(before) or _RELATIVE.search(before):
            continue
        tail = _until_offence(text[name.end() : min(sentence.end, name.end() + _TAIL)])
        names, bounds = _made(sentence, act.start(), name, tail)
        own = _OWN_CLAUSE if head[0].lower().startswith("no ") else _COLON
        before = own.split(before)[-1]
        who = head[0] if _NAMES_ACTOR.match(head[0]) else ""
        between = text[head.end() : act.start()]
        actor = actors.bounds_of_actor(f"{before} {who} {between}")
        actor |= limits.bounds_after(between) & limits.CLOSED
        if _ANOTHER.search(text[head.end() : name.end() + 1]):
            continue
        if not _LEADS_TO_ACT.search(between):
            actor |= {Bound.ACTOR}
        end = name.start() + len(names)
        acting = text[min(act.start(), head.end()) : name.start()]
        yield Ban(Order.ACTIVE, head.start(), end, acting, names, bounds | actor)


def _listed(sentence: _Sentence, head: re.Match[str]) -> tuple[re.Match[str], re.Match[str]] | None:
    """The acts before `of the following is prohibited:`, and the name of the item behind it."""
    acts = [a for a in sentence.acts if a.end() <= head.start()]
    name = next((n for n in sentence.names if n.start() >= head.end()), None)
    if not acts or name is None or not head[0].lower().startswith("following"):
        return None
    between = sentence.text[head.end() : name.start()]
    return (acts[-1], name) if _ITEM.search(between) else None


def _until_offence(tail: str) -> str:
    cut = OFFENCE.search(tail)
    return tail[: cut.start()] if cut else tail


def _offence(sentence: _Sentence) -> Iterator[Ban]:
    text = sentence.text
    who = WHO.search(text, sentence.start, sentence.end)
    if who is None:
        return
    for offence in OFFENCE.finditer(text, who.end(), sentence.end):
        found = _object(sentence, who.end(), offence.start())
        if found is None:
            continue
        act, name = found
        tail = text[name.end() : min(offence.start(), name.end() + _TAIL)]
        names, bounds = _made(sentence, act.start(), name, tail)
        actor = actors.bounds_of_actor(text[sentence.start : act.start()])
        acting = text[act.start() : name.start()]
        yield Ban(Order.OFFENCE, who.start(), offence.end(), acting, names, bounds | actor)
        return


def _passive(sentence: _Sentence) -> Iterator[Ban]:
    text = sentence.text
    called = list(FORBIDDEN.finditer(text, sentence.start, sentence.end))
    if re.match(
        r"\W*+(?:\w{1,4}[.)]\W*+)*(?:no|neither)\b", text[sentence.start : sentence.end], re.I
    ):
        called += NO_SUCH.finditer(text, sentence.names[0].end(), sentence.end)
    at = sentence.start
    for words in called:
        names = [n for n in sentence.names if at <= n.start() and n.end() <= words.start()]
        names = [n for n in names if words.start() - n.end() <= 260]
        if not names:
            continue
        name = names[0]
        acts = [a for a in sentence.acts if at <= a.start() and a.end() <= name.start()]
        noun = bool(acts) and name.start() - acts[-1].end() <= _NEAR
        if not noun and words.start() - names[-1].end() > 60:
            continue
        begin = acts[0].start() if noun else max(sentence.start, name.start() - 100)
        before = text[sentence.start : begin]
        if _SUBORDINATE.search(before if noun else text[sentence.start : name.start()]):
            continue
        tail = text[name.end() : words.start()]
        if not _IS_CRIME.search(words[0]):
            tail += " " + text[words.end() : min(sentence.end, words.end() + _TAIL)]
        told, bounds = _made(sentence, begin, name, _until_offence(tail))
        actor = actors.bounds_of_actor(before) if noun else frozenset()
        acting = text[begin : name.start()] + " " + words[0] if noun else words[0]
        order = Order.PASSIVE if noun else Order.CALLED
        yield Ban(order, begin, words.end(), acting, told, bounds | actor)
        at = words.end()
