"""More of the vocabulary of actions: votes by their numbers, whose amendment it is, the way from
committee to committee."""

from __future__ import annotations

import re

from regtrack.reading.stages_words import pattern_of

#: Where a committee's table is the end of a bill (VA lists it among what failed).
LAID_FOR_GOOD = pattern_of(r"^(?:\W|house|senate)*(?:tabled in|laid on (?:the )?table in)\b")
POSTPONED_BY_INITIALS = pattern_of(r"^api\.?$")
VOTE = re.compile(
    r"\b(?:yeas?|ayes?)\b\W{0,3}(?P<yes>\d{1,3})\b.{0,12}?\b(?:nays?|noes)\b\W{0,3}(?P<no>\d{1,3})\b",
    re.IGNORECASE,
)
#: A vote that does not settle the bill.
NOT_ALL = pattern_of(
    r"\bconcur|\brecede|\breconsider|\bconference\b|\btabled?\b|\bdeferred\b|\bcommittee\b"
)
#: A vote on the bill itself, or on letting it reach the floor.
ON_THE_BILL = pattern_of(r"\bplaced on calendar\b|\bdo pass\b|\bfinal passage\b|\bthird reading\b")
#: Whose amendment a chamber passes a bill with.
AMENDED_BY = re.compile(r"\bas amended by (house|senate|assembly)\b", re.IGNORECASE)
#: A committee lets go of a bill; a bill goes to a committee.
LET_GO = pattern_of(
    r"\breported\b|\breport(?:s|ed)? out\b|committee report|favorabl|\bdo pass\b|discharged from"
)
SENT = pattern_of(
    r"\b(?:re-?)?(?:referred|committed|ref)\b\.?(?: back)? to "
    r"(?!(?:the )?(?:second|2nd|third|3rd)\b)"
)
