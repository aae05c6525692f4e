"""Laws in Spanish: what they do and when they begin.

Written for these tests, each with its coding before the rules saw it.
"""

from __future__ import annotations

import datetime as dt

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("pr-schedule", "kratom:schedule=I",
     "LEY\n"
     "Para enmendar el Artículo 202 de la Ley Núm. 4 de 23 de junio de 1971, según enmendada, "
     "conocida como \"Ley de Sustancias Controladas de Puerto Rico\", a los fines de incluir "
     "el kratom en la Clasificación I.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Sección 1.- Se enmienda el Artículo 202 de la Ley Núm. 4 de 23 de junio de 1971, según "
     "enmendada, para que lea como sigue: \"Artículo 202.- Clasificaciones de Sustancias "
     "Controladas. Clasificación I. (c) ... (18) Mitragynina (kratom) ...\"\n"
     "Sección 2.- Esta Ley comenzará a regir inmediatamente después de su aprobación."),
    ("pr-schedule-2", "kratom:schedule=I",
     "LEY\n"
     "Para clasificar el kratom como sustancia controlada.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Artículo 1.- Se incluye la mitragynine (kratom) en la Clasificación I de la Ley de "
     "Sustancias Controladas de Puerto Rico.\n"
     "Artículo 2.- Vigencia. Esta Ley comenzará a regir inmediatamente después de su "
     "aprobación."),
    ("pr-ban", "kratom:prohibit",
     "LEY\n"
     "Para prohibir la venta de kratom en Puerto Rico.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Artículo 1.- Se prohíbe la venta, distribución y posesión de kratom en el Gobierno de "
     "Puerto Rico.\n"
     "Artículo 2.- Esta Ley entrará en vigor a los noventa (90) días después de su aprobación."),
    ("pr-age", "kratom:age_limit=21",
     "LEY\n"
     "Para regular la venta de kratom a menores.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Artículo 1.- Ninguna persona podrá vender kratom a una persona menor de veintiún (21) "
     "años de edad.\n"
     "Artículo 2.- Esta Ley comenzará a regir inmediatamente después de su aprobación."),
    ("pr-regulate", "kratom:age_limit=18 kratom:regulate",
     "LEY\n"
     "Para crear la Ley para la Protección del Consumidor de Kratom.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Artículo 1.- Todo producto de kratom deberá estar registrado en el Departamento de Salud "
     "y contener una etiqueta con la cantidad de mitragynine.\n"
     "Artículo 2.- Se prohíbe la venta de kratom a menores de dieciocho (18) años.\n"
     "Artículo 3.- Esta Ley comenzará a regir inmediatamente después de su aprobación."),
    ("pr-2", "kratom:age_limit=21 kratom:regulate",
     "LEY\n"
     "Para establecer la Ley de Kratom.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Sección 1.- Título. Esta Ley se conocerá como la Ley de Kratom.\n"
     "Sección 2.- Los establecimientos deberán obtener una licencia para vender productos de "
     "kratom.\n"
     "Sección 3.- No se podrá vender productos de kratom a menores de veintiún (21) años.\n"
     "Sección 4.- Esta Ley comenzará a regir el 1 de julio de 2026."),
    ("pr-deschedule", "kratom:deschedule",
     "LEY\n"
     "Para enmendar la Ley de Sustancias Controladas.\n"
     "DECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
     "Artículo 1.- Se elimina la mitragynina de la Clasificación I de la Ley de Sustancias "
     "Controladas.\n"
     "Artículo 2.- Esta Ley tendrá vigencia a los treinta (30) días de su aprobación."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("comenzará a regir inmediatamente después de su aprobación",
         ("upon_enactment", None, None)),
        ("entrará en vigor a los noventa (90) días después de su aprobación",
         ("days_after", None, 90)),
        ("comenzará a regir el 1 de julio de 2026", ("date", dt.date(2026, 7, 1), None)),
        ("comenzará a regir el 31 de junio de 2026", ("none_seen", None, None)),
        ("se conocerá como la Ley del Kratom", ("none_seen", None, None)),
    ],
)  # fmt: skip
def test_start(words: str, expected: tuple[str, dt.date | None, int | None]) -> None:
    law = (
        "LEY\nDECRÉTASE POR LA ASAMBLEA LEGISLATIVA DE PUERTO RICO:\n"
        "Artículo 1.- Se prohíbe la venta de kratom en el Gobierno de Puerto Rico.\n"
        f"Artículo 2.- Esta Ley {words}."
    )
    found = read_text(text(law), division=STATE).effective
    assert (found.kind.value, found.date, found.days) == expected
