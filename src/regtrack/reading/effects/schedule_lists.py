"""Whether a clause is an entry of a list of controlled substances."""

from __future__ import annotations

import re

from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, masked
from regtrack.reading.effects.schedule_names import (
    CHEMICAL_HEAD,
    LIST_HEAD,
    chemical_list_begins,
    last_mark,
    list_begins,
    schedule_near_name,
)
from regtrack.reading.effects.schedule_statutes import schedule_cited
from regtrack.reading.sections import Words
from regtrack.reading.surface import rx

LEAVES_OUT = rx(
    r"(?:not includ\w+|exclud\w+|except\w*(?! as)|other than|exempt\w*"
    r"|but not(?! limited))[^.;:]{0,60}:?[^\w.;]*$"
)
_EXEMPTS = rx(
    r"not including|\bexclud(?:e|es|ing)|(?:does|do|shall) not (?:include|apply)|other than\W*$"
    r"|exempt|(?:the following|these) (?:are |is )?(?:excepted|exceptions?|exclusions?)"
)
#: The words of every such list: what it leaves to others is not left out here.
_UNLESS = rx(r"unless (?:specifically |expressly )?(?:excepted|exempted|excluded)")
#: A title that tells what the inserted words are an entry of.
_TITLED = rx(r"\bschedul(?:e [iv]+a?\b|ing\b)|controlled (?:dangerous )?substance|penalty group")
#: A title that takes out of a list tells of no entry.
_UNTITLED = rx(r"\b(?:remov|delet|deschedul|strik|repeal)\w*[^.;,]{0,120}")
_ANALYSIS = rx(r"\banalysis by\b|\bdigest\b")
_CREATED = rx(r"of the statutes (?:is|are) created to read|is created and enacted")
#: An enumerated entry, or a bare chemical name.
_ENTRY = re.compile(
    r"\W*(?:(?:and|or)\W+)?(?:\w{1,5}[.)]|\()|(?:[^.]|\.(?=\d)){3,400};\W*$|[^.:;]{3,60}\d{4}\W*$",
    re.IGNORECASE,
)
_MATERIAL = rx(
    r"\bany (?:material|compound|mixture|preparation|substance)\b[^.;:]{0,90}? contain(?:s|ing|ed)?"
    rf"(?: any (?:quantity|amount) of)?(?: the)? ?{ANY}"
    rf"|^\W*any (?:quantity|amount) of (?:the substance )?{ANY}"
)
#: What stands behind the caption of a paragraph.
_CAPTIONED = rx(
    r"\W*(?:any (?:quantity|amount|material|compound|substance|of the)"
    r"|unless (?:specifically|listed)|the following)\b"
)
#: Nothing but a number, names and what belongs to a name.
_BARE = rx(
    rf"^\W*(?:(?:and |or )?\(?[\w.]{{1,7}}[.)]\W*)?(?:the substance )?{ANY}"
    rf"(?:\W|{ANY}|\b(?:and|or|its|their|any|salts?|isomers?|of|esters?|ethers?|including|also|known"
    r"|as|the|plant|some|trade|other|names?|leaf|leaves|extracts?|derivatives?|\d{4})\b)*$"
)
#: A list in one sentence.
_INLINE = rx(
    r"(?:schedule (?:[ivw-z]+a?|\d)|class [a-e]|penalty group \d(?:-[ab])?)\b"
    r"(?:[^.;:]{0,80}?\b(?:includes?|following)\b[^.;:]{0,60}:| consists? of\b)"
    rf"[^.:\ue001-\ue004]{{0,600}}?{ANY}"
)
_ADDS = rx(r"\b(?:add\w*|insert\w*|append\w*)\b[^.;]{0,200}:\W*$")


def left_out(clause: Clause, context: Context) -> bool:
    """Whether the words before a clause, or its lead, except what it names."""
    text = context.surface.text
    before = text[max(clause.section.start, clause.start - 140) : clause.start]
    if LEAVES_OUT.search(_UNLESS.sub(" ", before)):
        return True
    lead = text[slice(*clause.leads[-1])][-140:] if clause.leads else ""
    return _EXEMPTS.search(_UNLESS.sub(" ", lead)) is not None


def captions(clause: Clause, context: Context) -> bool:
    """Whether a clause is the caption of a paragraph whose entry follows it."""
    if len(clause.body) > 160 or not clause.body.rstrip().endswith("."):
        return False
    return _CAPTIONED.match(context.surface.text, clause.end, clause.section.end) is not None


def in_schedule_list(clause: Clause, context: Context) -> bool:
    """Whether a clause stands in a list of controlled substances."""
    text, section = context.surface.text, clause.section
    cited = schedule_cited(text, section.start, clause.start) is not None
    named = cited or last_mark(text, section.start, clause.end) is not None
    lead = clause.text[: clause.body_at]
    if CHEMICAL_HEAD.search(lead):
        return True
    if LIST_HEAD.search(lead):
        before = text[max(section.start, clause.start - 20000) : clause.start].lower()
        return named or "controlled" in before or schedule_near_name(context) is not None
    if _INLINE.search(_body(clause)):
        return True
    if clause.start - section.start < 900 and len(clause.body) < 900:
        early = _early(clause, context, named)
        if early is not None:
            return early
    return _among_entries(clause, context, named)


def _early(clause: Clause, context: Context, named: bool) -> bool | None:
    """Whether a clause near the head of a section that inserts or is new is an entry."""
    text, section = context.surface.text, clause.section
    told = _TITLED.search(_UNTITLED.sub(" ", _ANALYSIS.split(context.title)[0])) is not None
    if section.words is Words.INSERTED:
        if named or told or schedule_near_name(context) is not None:
            return True
        adds = _ADDS.search(text, section.start, clause.start) is not None
        return adds and _BARE.match(_body(clause)) is not None
    head = text[section.start : section.start + 120]
    own = next((m.start for m in clause.mentions if m.start >= clause.start), clause.end)
    bare = own - clause.start < 60 and len(clause.body) < 300
    told = told or schedule_cited(text, section.start, clause.start) is not None
    if section.words is Words.NEW and told and bare and _CREATED.search(head):
        return True
    if section.words is Words.NEW:
        return named and list_begins(text, section.start, clause.end)
    return None


def _among_entries(clause: Clause, context: Context, named: bool) -> bool:
    """Whether a clause stands among entries, after words that begin such a list."""
    text, section = context.surface.text, clause.section
    begins = chemical_list_begins(text, section.start, clause.start)
    if len(clause.body) < 700 and _MATERIAL.search(_body(clause)):
        return begins or (named and list_begins(text, section.start, clause.start))
    if len(clause.body) >= 420 or not _ENTRY.match(clause.body):
        return False
    near = text[max(section.start, clause.start - 3500) : clause.start]
    entries = near.count(";") + near.count(". ") + len(re.findall(r"\(\w{1,4}\)", near))
    few = 1 if len(clause.body) < 120 and clause.body.rstrip().endswith(";") else 5
    listed = named and list_begins(text, section.start, clause.start)
    told = begins or (named and schedule_near_name(context) is not None)
    if told and _BARE.match(_body(clause)):
        return True
    if listed and entries > 1 and context.surface.marked and _BARE.match(_body(clause)):
        return True
    return (listed or begins) and entries > few


def _body(clause: Clause) -> str:
    return masked(clause)[clause.body_at :]
