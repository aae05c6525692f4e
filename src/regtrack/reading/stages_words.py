"""The vocabulary of legislative actions, as patterns: the phrases of all US legislatures.

Each pattern is about one row's words, on one line and without case. `regtrack.reading.stages_moves`
says in which order they are asked.
"""

from __future__ import annotations

import re


def pattern_of(*parts: str) -> re.Pattern[str]:
    """One pattern of several, without case."""
    return re.compile("|".join(parts), re.IGNORECASE)


GOV = r"(?:the )?(?:acting )?(?:governor|gov\b\.?|mayor)"
BILL = r"(?:c\.?s\.?/)*(?:[A-Z]{1,4}\.? ?-?)\d{1,5}"
PRESIDENT = pattern_of(r"\b(?:by|to) (?:the )?president\b(?! (?:of|pro|tem|and))")

EFFECTIVE = pattern_of(
    r"^\W*+(?:(?:act|law|bill|section \S++|chapter \S++|i|[\d/]++)\W++)*"
    r"(?:in )?eff(?:ective|ect)?\b",
    r"^(?:act|law) effective\b",
)
#: An act of another bill or of somebody else; nothing happened to this one.
OTHERS = pattern_of(
    r"^comp(?:anion|\.)?.*\b(?:became|pub\. ch|signed|passed|enacted)\b",
    r"^(?:motion to )?reconsider.{0,40}laid (?:up)?on (?:the )?table",
    r"motion to reconsider.{0,40}laid on (?:the )?table",
    r"\b(?:posted|scheduled|eligible|recommended|made eligible|rereferred on) for (?:final )?pass",
    r"enrollment and review",
    r"\bveto(?:es)?\b.{0,30}\b(?:deadline|period|session)\b|action deadline"
    r"|notice of intent to veto"
    r"|intent to veto|consideration of .{0,20}veto",
    r"effective date (?:repealed|amend)|amend\w* (?:the )?effective date",
)
LINE_VETO = pattern_of(
    r"\b(?:line[- ]?items?|lines?|items?|partial(?:ly)?)\b.{0,15}\bveto(?!.{0,30}(?:overrid"
    r"|sustain))",
    r"\bveto(?:ed)? in part\b",
    r"(?:approved|signed).{0,40}(?:except|line.?item)",
)
OVERRIDDEN = pattern_of(
    r"(?:veto(?:es)?|objections?).{0,60}\b(?:overrid|overrode|override (?:passed|adopt"
    r"|successful))",
    r"\b(?:overrid(?:es?|den)|overrode)\b.{0,60}\bveto",
    r"^(?:\W|house|senate|bill)*overridden\b",
    r"(?:pass\w*|enacted|become[s]? law|became law).{0,60}notwithstanding",
    r"notwithstanding the (?:objections|veto).{0,60}(?:pass|adopt)",
)
OVERRIDE_FAILED = pattern_of(
    r"\bveto(?:es)?\b.{0,40}\b(?:sustain|stands)",
    r"\bsustain\w*\b.{0,40}\bveto",
    r"(?:overrid\w+|veto).{0,40}\b(?:fail|lost|defeat|not overrid|rejected)",
    r"(?:fail\w*|refus\w*) to (?:overrid\w+|pass.{0,20}notwithstanding)",
    r"motion to overrid(?!.*\b(?:prevail|adopt|carried|agreed|passed))|override (?:attempt"
    r"|motion)|veto override (?:placed|pending|set)",
)
VETOED = pattern_of(
    r"\bvetoed\b",
    r"\b(?:pocket|absolute|conditional|amendatory|gubernatorial|total) veto\b",
    rf"\bveto(?: message)?\b.{{0,12}}\b(?:from|by|of) {GOV}",
    r"\bgovernor'?s? veto(?: message)?\b",
    r"^veto(?: no\.?.*| memo.*)?$",
    r"returned (?:by the governor )?without (?:his |her |my |their |the governor'?s )?"
    r"(?:approval|signature)",
)
UNSIGNED = pattern_of(
    r"law\b.{0,40}\bwith(?:out| ?out|/out)?\b.{0,40}\b(?:signature|approval|signing|signed)",
    r"\b(?:bec[ao]me|becomes|becoming)\b.{0,30}\bw(?:ithout|/o(?:ut)?)\b.{0,40}\bsign",
    rf"\bwithout {GOV}'?s? (?:signature|approval)",
    r"\bwithout the (?:governor|mayor|president)'?s? signature",
    r"\bwithout signature\b|\bunsigned by (?:the )?gov",
    r"enacted under article ii,? section 17",
    r"^governor became law",
)
SIGNED = pattern_of(
    rf"\b(?:signed|approved|approval)\b(?: into law)?(?: on [^.;]{{1,20}})? by "
    rf"(?:his excellency,? )?{GOV}",
    r"\bgovernor(?:'s)?(?: action)?\W{0,3}(?:\w+ )?(?:signed|approved|approval|approves|signs)\b",
    r"\bsigned into law\b|\bsgnd by gov|\bsigned by gov",
    r"^signed chap|^approved p\.?l\.?|^signed\.?$|\bemergency signed\b",
)
CHAPTERED = pattern_of(
    r"^chaptered\b|^(?:\([hs]\) )?chapter number assigned"
    r"|^(?:governor )?chapter(?:ed)?\b\W*(?:no\.?|number)?\W*\d",
    r"(?:assigned|becomes?|became|is now|now|secretary of state,?|filed as|numbered|signed|session"
    r" laws?)\b[^.;]{0,12}\b(?:chapter|ch\.?|act|pa|public act|public law|public chapter"
    r"|pub\. ch\.?)"
    r"(?: no\.?| number| text)?[ .:(]*\d",
    r"\(acts?,? (?:ch\.?|chapter) ?\d",
    r"^acts? of assembly chapter|^acts?\b(?: no\.?| number| ch\.?)?[ .:]*[a-z]?\d",
    r"^public (?:law|act|chapter)\b[^a-z]*\d|^pub\. ch\.? ?\d|^p\.?l\.? ?\d",
    r"^ch\.? ?(?:sl )?\d|^c\.? ?\d+,? l\.? ?\d|^session law|\bsession law chapter",
    r"\bassigned pa ?\d|\b\d{4} wisconsin act \d|^ley n[uú]m|^law (?:number |no\.? )?l?\d",
    r"chaptered by (?:the )?secretary",
    r"^chapter\b[^.]{0,20}\b(?:laws|sla|acts)\b",
)
BECAME_LAW = pattern_of(
    r"\bbec(?:ame|omes)\b(?: a)?(?: public| private)? law\b",
    r"^(?:act )?(?:is )?now (?:a )?law\b",
    r"\benacted into law\b|^enacted,? chapter",
)
TO_GOVERNOR = pattern_of(
    r"\b(?:present(?:ed|ment)?|deliver(?:ed|y)?|sent|transmit(?:ted)?|submitted|forwarded|enrolled"
    r"|communicated|laid|conveyed|pres\.|messaged|referred|mailed)\b[^.;]{0,40}?\b(?:to|before) "
    rf"(?:the )?{GOV}",
    rf"(?:^|[/)] ?)to {GOV}",
    r"^presentment\b|\bpres\.? to gov|due from governor",
    rf"enacted and laid before {GOV}",
)
LETTERS = pattern_of(r"\b(?:letter|report|recommendation|message)s?\b[^.]{0,30}\bgovernor")
OFFICERS = pattern_of(
    r"\bsigned by\b(?!.{0,40}\bgov)|president ?/ ?speaker signed|^(?:speaker"
    r"|president)[^.]{0,20}signed",
    r"\bsigned in (?:the )?(?:house|senate)|enrolled bill signed|^signed,? (?:and )?(?:returned"
    r"|enrolled)",
    r"(?:speaker|president)(?: pro tem\w*)? signed",
)
BOTH_SAID = pattern_of(
    r"passed both (?:houses|chambers)|truly agreed|completed legislative action|^returned passed"
    r"|^passed enrolled|^ratified\b|\bratified r ?\d"
)
BOTH = pattern_of(
    r"\bordered (?:to be )?enrolled|^enrolled\b|enrolled bill|\bcorrectly enrolled"
    r"|reported enrolled"
    r"|\bto enrol(?:ling|lment)\b|engrossing and enrolling|sent for enrolling|\band enrolled\b",
)
SUBSTITUTED = pattern_of(
    rf"^\W*(?:bill )?substitut(?:ed|ion) by (?:the )?{BILL}",
    rf"laid (?:up)?on (?:the )?table.{{0,40}}(?:refer to|substitut\w+|companion).{{0,30}}{BILL}",
    r"^comp(?:anion|\.)?.{0,30}\bsubst",
    rf"^(?:\W|house|senate)*incorporated (?:by|into)\b.*{BILL}",
    rf"subst\.? general orders {BILL}",
)
FAILED = pattern_of(
    r"\bdied\b(?! down)|\b(?:bill|measure) (?:is )?dead\b|\(dead\)",
    r"indefinitely postponed|postpone(?:d)? indefinitely|passed by indefinitely|postponed indef",
    r"\bsine die\b|upon adjournment\W*$|no further action (?:allowed|taken)",
    r"did not (?:consider|pass)|not considered for introduction|not introduced",
    r"inexpedient to legislate",
    r"ought not to pass.{0,40}(?:accepted|joint rule|pursuant)"
    r"|placed in (?:the )?legislative files",
    r"\b(?:to|to the) (?:36th|4[0-9](?:st|nd|rd|th)|365th) legislative day",
    r"^tabled,? passed|\btabled, passed",
    r"strike(?:n)? enacting clause|enacting clause stricken|str(?:ike|uck) (?:the )?enacting",
    r"stricken (?:from|at|in|by)\b|^stricken\.?$",
    r"pursuant to (?:the )?(?:senate joint resolution 1|joint rule 56|joint standing rule no)",
    r"involuntarily deferred|left in (?:committee|[A-Z])",
    r"unfavorable report|rep(?:or)?t(?:ed)? unfav|^unfavorable|adverse(?:ly)? (?:report"
    r"|disposition)",
    r"(?:third|3rd|final|2nd|second) reading[^.;]{0,25}\b(?:failed|lost|defeated)",
    r"\b(?:third|3rd) (?:time|reading)\b[^;]{0,50}\b(?:failed|lost|defeated)\b|\bcow: ?failed",
    r"^rejected by (?:the )?(?:house|senate|assembly)",
    # A floor's vote; a committee's names the committee first.
    r"^(?:house of representatives|house|senate)(?: \w+)? do pass[^;]{0,30}, failed",
    r"\b(?:bill|measure|passage|resolution) (?:was )?(?:failed|lost|defeated|rejected)",
    r"^(?:\W|house|senate|\(h\)|\(s\))*(?:failed|defeated|lost|killed)\b",
    r"\b(?:failed|refused|refuses) (?:to |of )?(?:pass|passage)|failed on (?:final )?pass",
    r"^defeated (?:by|in)|missed deadline.{0,30}(?:dead|died)|tabled by sponsor",
)
FAIL_EXACT = pattern_of(r"\b(?:fail|lost|defeat|reject|died|withdr)")
MINOR = pattern_of(
    r"\bamendments?\b|\bamend\b|\bam\.|\bmotions?\b|\b(?:am|fa|mo|er|st)\d+\b|substitute adoption"
    r"|\bemergency\b|\burgency\b|previous question|cloture|suspen|\bappeal\b|point of order"
    r"|\bcall of the\b|substitute (?:bill )?(?:rejected|failed|lost)|special order"
)
ALIVE = pattern_of(
    r"further study|carried over|continued to|reconsideration (?:granted|pending|given)|retained"
    r"|recommit|re-?refer|minority|without recommendation|laid over|held over|not heard"
    r"|committee report.{0,30}inexpedient|do not pass|postponed temporarily|temporarily"
    r"|reconsider"
)
DEAD_ANYWAY = pattern_of(r"\b(?:died|indefinitely postponed)\b")
NUMBERED_MOTION = pattern_of(r"\b(?:am|fa|mo)\d+\b")
MOTION_LOST = pattern_of(r"\bMF\b|fail")
ABOUT_A_MOTION = pattern_of(r"(?<!no )amendment|\bmotion\b.*(?:fail|lost|filed)|\bfiled$")
ABOUT_A_VOTE = pattern_of(r"\bmotion\b|fail|lost")
TO_FINANCE = pattern_of(r"refer(?:red)? to finance")
REFERRED = pattern_of(r"refer")
COMMITTEE_ITL = pattern_of(r"committee report|minority|subcommittee|recommend")
REVIVED = pattern_of(
    r"\breconsidered\b(?!.*\b(?:failed|lost)\b)",
    r"reconsider(?:ation)?\b.{0,60}\b(?:prevailed|adopted|carried|agreed|granted|passed"
    r"|successful)",
    r"\brecalled from|taken from (?:the )?table|removed from (?:the )?table|\brevived\b"
    r"|\bresurrected\b",
    r"^returned to (?:assembly|senate)$|restored to",
)
WITHDRAWN = pattern_of(
    r"^(?:\W|bill|measure|house|senate|\(h\)|\(s\))*withdrawn\.?$",
    r"withdrawn (?:at (?:the )?request )?(?:by|of) (?:the )?(?:prime |primary )?(?:sponsor|author"
    r"|patron|introducer|sen|rep)",
    r"withdrawn from (?:further )?consideration|withdrawn from the files|withdrawn (?:pursuant"
    r"|prior)",
    r"; withdrawn$|withdrawn because",
)
NOT_WITHDRAWN = pattern_of(
    r"withdrawn from (?!(?:the )?(?:further consid|consid|files))|re-?commit|re-?refer|referred"
    r"|\bamendment|\b(?:am|fa|mo)\d+|\bmotion|co-?sponsor|sponsor(?:s|\(s\))? withdrawn"
)
DIFFERS = pattern_of(
    r"\bnon-?concur|\bnot concur|refuse[sd]? to (?:concur|recede)|(?:failed|declined?"
    r"|unable) to concur"
    r"|declin\w+ to concur|does not concur|insists? (?:up)?on|concurrence (?:failed|refused)",
    r"conference (?:committee )?(?:of \d+ )?(?:requested|request|appointed)"
    r"|request\w* (?:a )?conference"
    r"|conferees? appointed|invite conf|recedes? (?:failed|refused)",
)
CONFERENCE_ADOPTED = pattern_of(
    r"\b(?:conference|cc|ccr|scc|free conference|conf\.?)\b.{0,40}\breport\b.{0,30}\badopted",
    r"\badopt(?:s|ed)\b.{0,30}\b(?:conference|cc|ccr|scc|conf\.?)\b.{0,12}\breport",
    r"as amended by conference|conference report (?:agreed|adopted|passed)",
)
CONCURRED = pattern_of(
    r"\bconcur(?:s|red)?\b(?! resolution).{0,60}\bamend|\bconcur(?:s|red) in\b|^concurred\b",
    r"^(?:on consent calendar / )?in concurrence\b",
    r"\bresult was to concur|\bagree(?:d|s)? (?:to )?(?:house|senate) amend|concur:passed"
    r"|proposal of amendment concurred|\bconcurred\b",
)
NOT_CONCURRED = pattern_of(
    r"\bfor concurrence|to concur\b(?!.*(?:prevail|adopted|agreed|carried|passed|repass))|calendar"
    r"|recommend|committee|2nd reading|second reading|request"
)
PASSED = pattern_of(
    r"\b(?:third|3rd|final)\b[^.;]{0,60}\bpass(?:ed|age)\b(?! motion)",
    r"\bpassed\b[^.;]{0,25}\b(?:third|3rd|final|house|senate|assembly|council)\b",
    r"\b(?:house|senate|assembly)\b[^.;]{0,20}\b(?:read and )?passed\b",
    r"\bthird (?:time|reading)\b.{0,80}\b(?:passed|adopted|sent to|returned to|concurred)",
    r"\b3rd reading (?:concurred|passed)|\b(?:finally|duly|re)-?passed\b|read(?:ing)?s?,? passed",
    r"\b(?:bill|measure) (?:was |and emergency )?passed\b",
    r"^passed(?:,| as amended| to be (?:engrossed|enacted)|\.| \d|$| on | \{)",
    r"\bpassed/[hs]\b|\bpassed y\d+ n\d+",
    r"passed 2nd & 3rd",
    r"^adopted\b|\b(?:house|senate) adopted\b(?!.*(?:report|amend|rule))",
    r"second reading,? passed,? yeas",
)
NOT_PASSED = pattern_of(
    r"committee of the whole|\bcow\b|(?:first|second|1st|2nd) consideration(?!.*third)"
    r"|\bbe passed\b",
    r"^(?:\W|\([hs]\))*(?:committee|subcommittee|sub-committee|majority committee|minority)\b",
    r"passed to (?:be placed|engrossment|3rd|third|second|2nd|order|next|consent|a third|first)",
    r"passed (?:by for|by temporarily|over|temporarily|for the day|on file|and retained)",
    r"pass(?:ed)? by (?:for|until)|\benrolled,? signed|\bsigned\b|\bposted\b|\bscheduled\b"
    r"|\bplaced on\b|recommends?|recommended|\brules suspended\b(?!.*passed)"
    r"|emergency clause (?:adopt|pass)"
    r"|urgency clause|immediate effect(?: adopted)?$|for third reading"
    r"|conference committee appoint",
    r"(?:first|1st|second|2nd|2d) reading(?!.*(?:third|3rd)|s)",
    r"advanced to|report be adopted|^title\b.{0,10}\badopted|\brule\b.*adopted",
)
SECOND = pattern_of(r"second reading,? passed,? yeas|second reading, adopted")
MOTION_ONLY = pattern_of(r"\bmotion\b(?!.*\bpass)")
COMMITTEE = pattern_of(
    r"\b(?:re-?)?refer(?:red|s)?\b(?: back)? to\b|\bref\. to\b|\bassigned to\b"
    r"|to (?:standing )?committee"
    r"|\bcommitted to\b|\bto com\b|^to [A-Z].*\([HS]\)$|favorabl|\bsubcommittee\b|reported out"
    r"|\bdo pass\b|\bought to pass\b|committee (?:executive|report|substitute|recommend)"
    r"|\bpending committee"
    r"|\bhearing held|considered in (?:public hearing|committee)|^dpa?\b|in committee|re-?referred"
)
NOT_COMMITTEE = pattern_of(
    r"refer(?:red)? to (?:the )?(?:house |senate |consent |special |second )*(?:calendar|desk"
    r"|printer)"
    r"|comparison|\bco-?sponsor|assigned to (?:staff|drafter|attorney)|hearing (?:re)?scheduled"
    r"|to be (?:heard|referred)|to committee of the whole"
)
INTRODUCED = pattern_of(
    r"\bintroduc(?:ed|tion)\b|\b(?:1st|first) (?:reading|readers|consideration)|\bread (?:the "
    r"|for the )?"
    r"first|\bpre-?filed\b|^filed\b|\bintro\b\.?"
)
#: What will be done with a bill that is only filed.
PLANNED = pattern_of(r"^to be introduced\b")
#: A committee's own bill goes to the calendar at once; its report refers it nowhere.
STRAIGHT_TO_CALENDAR = pattern_of(r"^introduced,? (?:and )?placed on (?:the )?calendar")
NOT_INTRODUCED = pattern_of(
    r"\b(?:am|fa|mo|er|st)\d+\b|amendment|\bcs\b|^(?:house|senate)/ filed$|fiscal|not introduced"
    r"|\breport\b|substitute|secretary of state"
)
AMENDED = pattern_of(
    r"\b(?:read )?(?:second|2nd|third|3rd)?\b.{0,20}\band amended\b|^(?:house"
    r"|senate)/[^\[]*\bsubstituted"
    r"|\bamend(?:ment)?(?:\(s\)|s)?\b.{0,60}\b(?:adopted|agreed|AA|passed)|^amended$"
    r"|special order: amended"
    r"|\bsubstitute\b.{0,20}\badopted"
)
HANDS_BACK_CHANGED = pattern_of(
    r"to (?:house|senate) with amend|returned (?:to|from) (?:the )?(?:house|senate) with amend"
    r"|for concurrence in|placed on concurrence|unfinished business.*amend"
)
AS_AMENDED = pattern_of(
    r"\bdo pass amended\b"
    r"|\bas amended\b|\bwith (?:an )?amend|\bwith (?:house |senate )?(?:committee |floor )?"
    r"(?:substitute|amendment)|\bby substitute|\bas substituted|\bas am\.|\bas amend\b"
)
NO_AMENDMENT = pattern_of(r"without amendment|no amendments")
