"""Who speaks at an address: in a source line of the baseline, `https://... (a remark)` or a few
words, and in a row of the catalogue of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regtrack.domain.observations import Authority

_ADDRESS = re.compile(r"^https?://\S+")
_GITHUB = re.compile(r"^github:([\w.-]+/[\w.-]+)")
_UNSEEN = re.compile(r"\((?:cited|cited there), not opened\)|\(cited\)|\(path shortened\)$")
_HOST = re.compile(r"^https?://([^/:]+)")

#: Ends of host names that only governments, legislatures, courts and gazettes use.
_OFFICIAL = (
    ".gov", ".mil", ".gov.uk", ".gov.ie", ".gov.au", ".gov.sg", ".gov.hk", ".gov.cz", ".gov.br",
    ".gov.my", ".gov.tw", ".gov.lv", ".gob.cl", ".gouv.fr", ".gc.ca", ".go.th", ".go.id", ".go.jp",
    ".go.kr", ".gov.pl", ".gov.ua", ".gov.ph", ".public.lu", ".admin.ch",
    ".state.ny.us", ".state.pa.us", ".state.nj.us", "palegis.us", "ilga.gov", "denvergov.org",
    "jocogov.org", "crgov.com", "sccmo.org", "rankincounty.org", "slov-lex.sk", "riigiteataja.ee",
    "irishstatutebook.ie", "lovdata.no", "retsinformation.dk", "legilux.public.lu",
    "normattiva.it", "gazzettaufficiale.it", "europa.eu", "mvep.hr", ".legistar.com",
    "likumi.lv", "legislature.mi.gov", "finlex.fi", "fimea.fi", "minsalud.gob",
    "lis.blob.core.windows.net", "oc.gov", "spokanecity.org", "mountprospect.org", "tustinca.org",
    "newportbeachlibrary.org",
    ".govt.nz", ".gob.ar", ".gob.mx", ".gov.ro", ".gov.tr", "riksdagen.se", "oireachtas.ie",
    "rechtsinformationen.bund.de", "gesetze-im-internet.de", "data.bka.gv.at", ".canada.ca",
    "fgov.be", "boe.es", "bcn.cl", "narodne-novine.nn.hr", "njt.hu", "e-tar.lt", "legislation.mt",
    "overheid.nl", "diariodarepublica.pt", "just.ro", "pisrs.si", "vbpl.vn",
)  # fmt: skip
#: Names of states, counties and towns below `.us`: www.leg.state.fl.us, www.geneva.il.us.
_BELOW_US = re.compile(r"\.[a-z]{2}\.us$")
#: Sites of governments under names that anyone could hold, as they are commonly known.
_OFFICIAL_NAMES = (
    "opss.org", "flrules.org", "oslpr.org", "tnsosfiles.com", "rivcocob.org", "anaheim.net",
    "cityoflagunaniguel.org", "greenwoodvillage.com", "scgov.net", "glynncounty.org", "icgov.org",
    "villageofbourbonnais.com", "cityofedwardsville.com", "elkgrove.org", "godfreyil.org",
    "jerseyville-il.us", "cityoflockport.net", "northaurora.org", "cityrm.org", "tinleypark.org",
    "woodriver.org", "ascensionparish.net", "oppj.org", "belchertown.org", "townofbourne.com",
    "nattleboro.com", "bluespringsgov.com", "leecoms.com", "pearlrivercounty.net",
    "thecityofcolumbusms.org", "oxfordms.net", "cityofsenatobia.com", "riverstonehealth.org",
    "franklinnh.org", "highlandsborough.org", "cityofbridgeport.net", "cityofherrin.com",
    "cityofmonticello.net", "conppj.org", "lowndescountyms.com", "monroems.com",
    "cityofcorinthms.com",
)  # fmt: skip
_COPIES = (
    "github.com/govbot-data", "github.com/chn-openstates-files", "github.com/DCCouncil",
    "thefederalregister.org", "regulations.justia.com", "codepublishing.com", "ecode360.com",
    "law.cornell.edu", "public.law", "govt.westlaw.com", "bailii.org",
)  # fmt: skip
_AGGREGATORS = (
    "legiplex.com", "legiscan.com", "fastdemocracy.com", "billtrack50.com", "lexace.ai",
    "courtgpt.ai", "docslib.org", "github.com", "antikratom.org", "amazingbotanicals.net",
    "keepinglawsimple.org", "lawserver.com", "uslawyerdatabase.com", "legalfix.com",
    "openstates.org", "courtlistener.com",
)  # fmt: skip


def seen(sources: Sequence[str]) -> tuple[str, ...]:
    """The sources that were read, not merely cited by another page."""
    return tuple(source for source in sources if not _UNSEEN.search(source))


def address(source: str) -> str | None:
    """The address in a source line, or None where only words were kept."""
    match = _ADDRESS.match(source)
    if match:
        return match.group(0)
    match = _GITHUB.match(source)
    return f"https://github.com/{match.group(1)}" if match else None


def authority(sources: Sequence[str]) -> Authority:
    """Who speaks in the first source that was read; press where nothing better is known."""
    first = next((url for url in map(address, seen(sources)) if url), None)
    match = _HOST.match(first or "")
    if first is None or match is None:
        return Authority.PRESS
    host = match.group(1).lower()
    if any(part in first for part in _COPIES):
        return Authority.OFFICIAL_COPY
    if _BELOW_US.search(host):
        return Authority.OFFICIAL
    ends = (*_OFFICIAL, *_OFFICIAL_NAMES)
    if any(host == end.lstrip(".") or host.endswith(_dotted(end)) for end in ends):
        return Authority.OFFICIAL
    if any(host == end or host.endswith("." + end) for end in _AGGREGATORS):
        return Authority.AGGREGATOR
    return Authority.PRESS


def _dotted(end: str) -> str:
    return end if end.startswith(".") else "." + end
