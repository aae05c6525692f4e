"""When a law written in Spanish takes effect: `esta Ley comenzar\u00e1 a regir ...`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from regtrack.reading.effective_when import made_effective
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.sections import Part, Section
from regtrack.reading.surface import Surface, rx

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_CLAUSE = rx(
    r"\besta (?:ley|orden|ordenanza|resoluci[\u00f3o]n)[^.;]{0,60}?"
    r"(?:(?:comenzar|empezar|entrar)[\u00e1a] (?:a regir|en vigor|en vigencia)"
    r"|tendr[\u00e1a] (?:vigencia|efecto)|ser[\u00e1a] efectiva)(?P<when>[^.;]{0,160})"
)
_AT_ONCE = rx(
    r"inmediatamente|a partir de su (?:aprobaci[\u00f3o]n|firma)|al aprobarse|de inmediato"
)
_DAYS = rx(r"(?:\(?(?P<n>\d{1,3})\)?) d[\u00edi]as[^.;]{0,40}?(?:despu[\u00e9e]s|a partir|luego)")
_DAY = rx(rf"(?P<d>\d{{1,2}})(?:ro|\u00b0|\u00ba)? de (?P<m>{'|'.join(_MONTHS)}) de (?P<y>\d{{4}})")


def clauses_in(
    surface: Surface, sections: tuple[Section, ...]
) -> Iterator[tuple[Section, Effective]]:
    """Each acting section whose words say when the whole act starts."""
    if "esta " not in surface.text.lower():
        return
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        for match in _CLAUSE.finditer(surface.text, section.start, section.end):
            made = _read(surface, match)
            if made is not None:
                yield section, made


def _read(surface: Surface, match: re.Match[str]) -> Effective | None:
    when, (begin, end) = match["when"], match.span()
    if days := _DAYS.search(when):
        return made_effective(
            surface, EffectiveKind.DAYS_AFTER, begin, end, days=int(days["n"]), after="approval"
        )
    if day := _DAY.search(when):
        month = _MONTHS.index(day["m"].lower()) + 1
        try:
            date = dt.date(int(day["y"]), month, int(day["d"]))
        except ValueError:
            return None
        return made_effective(surface, EffectiveKind.DATE, begin, end, date=date)
    if _AT_ONCE.search(when):
        return made_effective(surface, EffectiveKind.UPON_ENACTMENT, begin, end, after="approval")
    return None
