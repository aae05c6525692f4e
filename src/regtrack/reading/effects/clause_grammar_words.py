"""The words of the clause grammar: what forbids, what acts, who, and what a breach is called."""

from __future__ import annotations

from regtrack.reading.surface import rx

_SORT = (
    r"(?:(?:class|level|petty|gross|simple|serious|high|summary|minor|criminal|civil|first"
    r"|second|third|fourth|[1-6a-e]|unclassified|capital|disorderly persons|per se|unfair|deceptive"
    r"|unlawful|public|or|and|trade|state jail|strict liability|separate)[ -]){0,7}?"
)
_CRIME = r"(?:crime|felony|misdemeanor|violation|offense|infraction|nuisance|act|practice)"
#: Words that call a thing or an act illegal.
_CALLED = (
    r"(?:(?:prohibited|unlawful|illegal|banned|forbidden|outlawed|contraband|barred|punishable)\b"
    r"(?! (?:from(?! being)|to (?!be\b|human)|for)\b)"
    r"|(?:an? )?(?:illegal|prohibited|unlawful|banned) (?:substances?|drugs?|products?|articles?)\b"
    r"|not (?:permitted|allowed|lawful|legal|authorized)"
    rf"|(?:an? |the )?{_SORT}{_CRIME}\b"
    r"(?! (?:to|for|if|of (?!the \w+ (?:degree|class)))\b)"
    r"|(?:an? )?adulterated(?: (?:foods?|products?|drugs?)|(?=,? (?:and|or)\b|[,.])))"
)
#: Adverbs between a verb and what it says.
_BY_THE_WAY = (
    r"(?:(?:hereby|strictly|expressly|also|therefore|further|otherwise|absolutely|declared"
    r"|deemed|considered|found|made|to be|to constitute|as|per se|and|treated as)[ ,]+){0,6}?"
)
#: A participle of an act, after `shall not be`.
_DONE = (
    r"(?:sold|offered|possessed|distributed|manufactured|imported|used|delivered|furnished|given"
    r"|dispensed|marketed|bartered|traded|bought|purchased|produced|supplied|provided|transferred"
    r"|stocked|exposed|cultivated|grown|prepared|consumed|ingested|transported|kept for sale"
    r"|held for sale)"
)
#: Words that act on a substance.
ACT = rx(
    r"\b(?:sell|sells|selling|sold|sale|sales|offer(?:s|ed|ing)?|possess\w*|manufactur\w+|produc\w+"
    r"|distribut\w+|deliver\w*|dispens\w+|furnish\w*|giv\w+|transfer\w*|purchas\w+|buy\w*|use|uses"
    r"|using|consum\w+|ingest\w*|import\w*|transport\w*|cultivat\w+|grow\w*|prepar\w+|traffic\w*"
    r"|barter\w*|trade|market|advertis\w+|expos\w+|stock|display\w*|provid\w+|suppl(?:y|ies)"
    r"|retail|dispos(?:e|es|ing|al)|exchang\w+|synthesi[sz]e\w*|compound(?=s|ing|,)|ship(?:s|ping)?"
    r"|dealing|deals|obtain\w*|carr(?:y|ies)|conceal\w*|administer\w*|smok(?:e|es|ing)"
    r"|vap(?:e|es|ing)|inhal(?:e|es|ing)|serves?|adds?)\b"
)
_UNLAWFUL = r"(?:unlawful|illegal|prohibited|forbidden)"
#: Words that forbid, before the act.
FORBID = rx(
    r"(?:(?:shall|may|must|can) (?:\w+ly )?not\b(?! be\b)|(?:shall|may) neither\b"
    rf"|\b{_UNLAWFUL}(?: (?:and|or|,) [\w ]{{1,60}}?)?,?(?: [\w ]{{1,50}},)? (?:for|to)\b"
    r"|following(?: acts?| actions?| activities| conduct| practices)?[^.;:]{0,60}?"
    rf" (?:is|are|be|constitutes?)(?: \w+ly| hereby)*(?: (?:declared|deemed|made"
    rf"|considered)(?: to be)?)?(?: an?)? {_SORT}(?:{_UNLAWFUL}|{_CRIME})"
    r"|\b(?:prohibits\b|prohibiting\b|bans\b|banning\b)|\bhereby (?:prohibit|ban)\b"
    r"|\bamended (?:to|so as to) (?:(?:(?!allow|permit|authori|enabl|whether"
    r"|municipal|count(?:y|ies))"
    r"[^.;]){0,200}?(?:\band|,|\w\)) )?(?:and |or )?(?:\(\w\) )?(?:prohibit|ban|forbid)\b"
    rf"|\b(?:is|are|be|being)(?: hereby)? (?:{_UNLAWFUL}|barred|banned|enjoined) from\b"
    r"|\b(?:is|are) not (?:permitted|allowed|authorized) to\b"
    r"|\bno (?:[\w'-]+[ ,]+){0,24}?(?:shall|may|is authorized to|is permitted to)\b(?! be\b)"
    r"|\bcommits? [^.;:]{0,100}?\b(?:if|when|by|upon)\b"
    rf"|\bcommits? (?:an? |the )?{_SORT}(?:\w+ )?{_CRIME}\b"
    rf"|\b(?:is|are|be) guilty of [^.;:]{{0,100}}?\b(?:if|when|by|who|that)\b"
    r"|\b(?:is|are|be) guilty of\b"
    rf"|\bit (?:is|shall be|constitutes) (?:also )?(?:an? )?{_SORT}{_CRIME}\b"
    r"(?: (?:of|under) [^.;:]{1,80}?)?(?: for| to| if)"
    r"|\bit (?:is|shall be) an? [\w, ]{0,60}?(?:act or practice|trade practice|practice)"
    r" (?:for|to)\b"
    r"|\b(?:liable|fined|punished|penalty)\b[^.;:]{0,80}?\b(?:if the person|who"
    r"|for)\b(?=[^.;]{0,20}?ing\b)"
    r")"
)
#: Words that forbid, after what they forbid.
FORBIDDEN = rx(
    rf"\b(?:is|are|be|being|constitutes?|hereby|declared) {_BY_THE_WAY}{_CALLED}"
    rf"|\b(?:shall|may|must|can) not (?:hereafter |knowingly )?be (?:\w+[ ,]+(?:or "
    rf"|for )?){{0,14}}?{_DONE}\b"
    rf"|(?:shall|may|must) be {_BY_THE_WAY}{_CALLED}"
)
#: `No product containing ... shall be sold`.
NO_SUCH = rx(rf"\b(?:shall|may|can) be (?:\w+[ ,]+(?:or |for )?){{0,14}}?{_DONE}\b")
#: One who does what follows.
WHO = rx(
    r"\b(?:persons?|individuals?|one|whoever|anyone|retailers?|business(?:es)?|entit(?:y|ies)"
    r"|corporation|establishment|sellers?|vendors?|merchants?|violators?)\b"
)
#: What follows a breach, after the act.
OFFENCE = rx(
    r"\bcommits\b|\bviolates this (?:act|section|chapter|article|subchapter|part)\b"
    r"|\b(?:is|are) guilty\b|\bis punishable|\bis (?:subject to|liable)\b"
    r"|\b(?:shall|must|may),?(?: upon (?:\w+ ){0,4}?conviction(?: thereof)?,?)?"
    r" be (?:deemed |adjudged )?(?:guilty|punish\w+|fined|imprisoned|subject|liable|sentenced"
    r"|assessed|charged)"
    r"|\b(?:shall|must) (?:pay|forfeit)\b|\bfaces\b"
)
