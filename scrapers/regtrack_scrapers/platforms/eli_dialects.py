"""How seven publishers of the ELI family say the same things of an act, as data.

A path is that of a feed (JSON names between dots, XPath for XML). What was seen: e-Sbirka, Sejm,
Finlex, LexDania, Fedlex and RIS in recorded answers of 2026; Riigi Teataja's XML from its schema.
Traps: LexDania's `StartDate` is the day of signing and no start; the last day of RIS and of Riigi
Teataja is a day on which the text still holds; Finlex has no XML declaration; RIS and Riigi Teataja
number every wording anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from regtrack.contract import InstrumentKind
from regtrack_scrapers.platforms.feed_paths import JsonPath, Value, XmlPath

_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_STATUTE, _RULE, _DECREE = InstrumentKind.STATUTE, InstrumentKind.RULE, InstrumentKind.DECREE


@dataclass(frozen=True)
class Dialect:
    """One publisher's words.

    `address` is where an act's record is, after the source's own; `fields` the paths of its facts;
    `kinds` the beginnings of its words for what an act is; `gone` its words for an act that is not
    in force; `wording` and `first` are two dates that are the same while nothing was amended;
    `text` is the address of the text (None: the record is the text); `consolidated` tells whether
    the text is kept up to date (a path that gives anything, "" for always, None for never);
    `last_day` whether an end is the last day on which it holds (`ended` of the act, `wording_end`
    of the wording, which ends no act); `encoded` whether an act's path
    stands encoded in the address."""

    name: str
    host: str
    form: str
    address: str
    fields: Mapping[str, Any]
    kinds: Mapping[str, InstrumentKind] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    namespaces: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    consolidated: str | None = None
    last_day: bool = False
    encoded: bool = False
    accept: tuple[str, ...] = ("xml",)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The paths, compiled."""
        return {name: self.value(given) for name, given in self.fields.items()}

    def value(self, given: Any) -> Value:
        """One path, compiled."""
        if self.form == "json":
            return Value.read(given, JsonPath.read)
        return Value.read(given, lambda text: XmlPath.read(text, self.namespaces))


ESBIRKA = Dialect(
    name="e-Sbirka",
    host="e-sbirka.gov.cz",
    form="json",
    accept=("json",),
    address="dokumenty-sbirky/{act}",
    encoded=True,
    fields={
        "id": "staleUrl",
        "title": "nazev",
        "number": "kodDokumentuSbirky",
        "citation": "uplnaCitace",
        "published": "datumCasVyhlaseni",
        "effective": "datumUcinnostiOd",
        "ended": "datumUcinnostiDo",
        "wording": "datumUcinnostiZneniOd",
        "first": "datumUcinnostiOd",
        "state": "nikdyNebylUcinny",
        "type": "zkracenaCitace",
        "changed_by": "novely[*].staleUrl",
        "link": "https://e-sbirka.gov.cz{staleUrl}",
    },
    kinds={"Nařízení vlády": _DECREE, "Vyhláška": _DECREE, "Zákon": _STATUTE, "Ústavní": _STATUTE},
    gone=frozenset({"true"}),
    consolidated="",
    text="{base}/dokumenty-sbirky/{id}/fragmenty?cisloStranky=0",
)
SEJM = Dialect(
    name="Sejm ELI",
    host="api.sejm.gov.pl",
    form="json",
    accept=("json",),
    address="acts/{act}",
    fields={
        "id": "ELI",
        "title": "title",
        "number": "displayAddress",
        "citation": "displayAddress",
        "dated": "announcementDate",
        "published": "promulgation",
        "effective": "entryIntoForce",
        "ended": ["repealDate", "expirationDate"],
        "state": "inForce",
        "type": "type",
        "changed_by": 'references."Akty zmieniające"[*].id',
        "amends": 'references."Akty zmienione"[*]',
        "consolidated_by": 'references."Inf. o tekście jednolitym"[*].id',
        "link": "https://eli.gov.pl/eli/{ELI}/ogl",
    },
    kinds={"Ustawa": _STATUTE, "Rozporządzenie": _RULE},
    gone=frozenset({"NOT_IN_FORCE"}),
    text="{base}/acts/{id}/text.html",
)
FINLEX = Dialect(
    name="Finlex",
    host="opendata.finlex.fi",
    form="xml",
    namespaces={"k": _AKN, "f": "http://data.finlex.fi/schema/finlex"},
    address="akn/fi/act/statute-consolidated/{act}/fin@",
    fields={
        "id": "//k:FRBRWork/k:FRBRuri/@value",
        "title": "//k:preface//k:docTitle",
        "number": "//k:preface//k:docNumber",
        "citation": "//k:preface//k:docNumber",
        "dated": "//k:FRBRWork/k:FRBRdate[@name='dateIssued']/@date",
        "published": "//k:FRBRWork/k:FRBRdate[@name='datePublished']/@date",
        "effective": "//f:inForce/f:dateEntryIntoForce/@date",
        "ended": "//f:inForce/f:dateExpiry/@date",
        "wording": "//k:FRBRExpression/k:FRBRdate[@name='dateConsolidated']/@date",
        "first": "//k:FRBRExpression/k:FRBRdate[@name='dateIssued']/@date",
        "state": "//f:isInForce/@value",
        "type": "//f:typeStatute/@refersTo",
        "link": "//k:FRBRWork/k:FRBRalias[@name='eli']/@value",
    },
    kinds={"#decree": _DECREE, "#act": _STATUTE, "#decision": _RULE},
    gone=frozenset({"false"}),
    consolidated="",
)
RIIGI_TEATAJA = Dialect(
    name="Riigi Teataja",
    host="www.riigiteataja.ee",
    form="xml",
    address="akt/{act}?leiaKehtiv",
    accept=("html",),
    fields={
        "id": "//*[local-name()='terviktekstiGrupiID']",
        "title": "//*[local-name()='aktinimi']//*[local-name()='pealkiri']",
        "number": "//*[local-name()='vastuvoetud']//*[local-name()='aktNr']",
        "citation": [
            "{(//*[local-name()='RTosa'])[1]}, {(//*[local-name()='RTaasta'])[1]}, "
            "{(//*[local-name()='RTartikkel'])[1]}"
        ],
        "dated": "//*[local-name()='vastuvoetud']/*[local-name()='aktikuupaev']",
        "effective": "//*[local-name()='vastuvoetud']/*[local-name()='joustumine']",
        "wording_end": "//*[local-name()='kehtivus']/*[local-name()='kehtivuseLopp']",
        "wording": "//*[local-name()='kehtivus']/*[local-name()='kehtivuseAlgus']",
        "first": "//*[local-name()='vastuvoetud']/*[local-name()='joustumine']",
        "type": "//*[local-name()='dokumentLiik']",
        "link": "https://www.riigiteataja.ee/akt/{//*[local-name()='globaalID']}",
    },
    kinds={"seadus": _STATUTE, "määrus": _DECREE},
    consolidated="//*[local-name()='tekstiliik'][text()='terviktekst']",
    last_day=True,
)
RETSINFORMATION = Dialect(
    name="retsinformation",
    host="www.retsinformation.dk",
    form="xml",
    address="eli/{act}/xml",
    fields={
        "id": "lta/{/Dokument/Meta/Year}/{/Dokument/Meta/Number}",
        "title": "/Dokument/Meta/DocumentTitle",
        "number": "{/Dokument/Meta/Number}",
        "citation": "{substring-before(/Dokument/Meta/DocumentType, ' ')} nr "
        "{/Dokument/Meta/Number} af {/Dokument/Meta/DiesSigni}",
        "dated": "/Dokument/Meta/DiesSigni",
        "published": "/Dokument/Meta/DiesEdicti",
        "ended": "/Dokument/Meta[not(contains(DocumentType, 'Æ'))]/EndDate",
        "state": "/Dokument/Meta[not(contains(DocumentType, 'Æ'))]/Status",
        "type": "/Dokument/Meta/DocumentType",
        "link": "https://www.retsinformation.dk/eli/lta/"
        "{/Dokument/Meta/Year}/{/Dokument/Meta/Number}",
    },
    kinds={"BEK": _DECREE, "LOV": _STATUTE, "LBK": _STATUTE},
    gone=frozenset({"Historic"}),
)
FEDLEX = Dialect(
    name="Fedlex",
    host="fedlex.data.admin.ch",
    form="xml",
    namespaces={"k": _AKN},
    accept=("json",),
    address="sparqlendpoint?query={query}&format=json",
    fields={
        "id": "//k:FRBRWork/k:FRBRuri/@value",
        "title": "//k:FRBRWork/k:FRBRname[@xml:lang='de']/@value",
        "number": "//k:preface//k:docNumber",
        "citation": "SR {//k:preface//k:docNumber}",
        "dated": "//k:FRBRWork/k:FRBRdate[@name='jolux:dateDocument']/@date",
        "effective": "//k:FRBRWork/k:FRBRdate[@name='jolux:dateEntryInForce']/@date",
        "ended": "//k:FRBRWork/k:FRBRdate[@name='jolux:dateNoLongerInForce']/@date",
        "wording": "//k:FRBRWork/k:FRBRdate[@name='jolux:dateApplicability']/@date",
        "first": "//k:FRBRWork/k:FRBRdate[@name='jolux:dateEntryInForce']/@date",
        "type": "//k:FRBRWork/k:FRBRname[@xml:lang='de']/@value",
        "link": "//k:FRBRWork/k:FRBRuri/@value",
    },
    kinds={"Verordnung": _RULE, "Bundesgesetz": _STATUTE},
    consolidated="",
)
RIS = Dialect(
    name="RIS",
    host="data.bka.gv.at",
    form="json",
    accept=("json",),
    address="Bundesrecht?Applikation=BrKons&Gesetzesnummer={act}&DokumenteProSeite=OneHundred",
    fields={
        "id": "Data.Metadaten.Technisch.ID",
        "title": "Data.Metadaten.Bundesrecht.Kurztitel",
        "part": "Data.Metadaten.Bundesrecht.BrKons.ArtikelParagraphAnlage",
        "number": "Data.Metadaten.Bundesrecht.BrKons.StammnormBgblnummer",
        "citation": "{Data.Metadaten.Bundesrecht.BrKons.StammnormPublikationsorgan} "
        "{Data.Metadaten.Bundesrecht.BrKons.StammnormBgblnummer}, "
        "{Data.Metadaten.Bundesrecht.BrKons.ArtikelParagraphAnlage}",
        "effective": "Data.Metadaten.Bundesrecht.BrKons.Inkrafttretensdatum",
        "ended": "Data.Metadaten.Bundesrecht.BrKons.Ausserkrafttretensdatum",
        "type": "Data.Metadaten.Bundesrecht.BrKons.Typ",
        "link": "Data.Metadaten.Allgemein.DokumentUrl",
        "text": "Data.Dokumentliste.ContentReference[0].Urls.ContentUrl[DataType=Xml].Url",
    },
    kinds={"BG": _STATUTE, "V": _RULE, "K": _RULE},
    last_day=True,
)
DIALECTS: Mapping[str, Dialect] = {
    d.host: d for d in (ESBIRKA, SEJM, FINLEX, RIIGI_TEATAJA, RETSINFORMATION, FEDLEX, RIS)
}
