"""The substances that are followed. Another one is a row of this table, not code elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Substance(StrEnum):
    """What a provision is about."""

    KRATOM = "kratom"
    SEVEN_OH = "7-oh"
    ANALOGUES = "analogues"


#: A substance that no provision names takes the status of its parent.
PARENT: dict[Substance, Substance] = {
    Substance.SEVEN_OH: Substance.KRATOM,
    Substance.ANALOGUES: Substance.KRATOM,
}

#: For people.
LABEL: dict[Substance, str] = {
    Substance.KRATOM: "kratom (leaf, every kratom product, mitragynine)",
    Substance.SEVEN_OH: "7-OH (7-hydroxymitragynine and products above a 7-OH limit)",
    Substance.ANALOGUES: "analogues (pseudoindoxyl, MGM-15, MGM-16, synthetic alkaloids)",
}
