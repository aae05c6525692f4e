"""How the lists write names, and how the official list of division ids writes them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

US = "ocd-division/country:us"
TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}


def slug(name: str) -> str:
    """The last word of a division id, as the official list writes it."""
    text = unicodedata.normalize("NFC", name).lower().replace("'", "~").replace("’", "~")
    return re.sub(r"[^\w~.\-]+", "_", text.replace(".", "")).strip("_")


def plain(name: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def state_id(postal: str) -> str:
    """The id of a state, district or territory by its postal code."""
    kind = "district" if postal == "DC" else "territory" if postal in TERRITORIES else "state"
    return f"{US}/{kind}:{postal.lower()}"


def spaced(name: str) -> list[str]:
    """`LaSalle` for `La Salle` and the reverse: lists differ."""
    apart = re.sub(r"^(La|De|Du|Le|El)([A-Z])", r"\1 \2", name)
    return [apart, re.sub(r"^(La|De|Du|Le|El) ([A-Z])", r"\1\2", name)]


def spellings(text: str) -> list[str]:
    """The ways the official list may write a town's name, the most likely first."""
    found = [text, re.sub(r"^Saint ", "St. ", text), re.sub(r"^Mt\.? ", "Mount ", text),
             re.sub(r"^Ft\.? ", "Fort ", text), text + " Town"]  # fmt: skip
    return list(dict.fromkeys(found))


def data_lines(path: Path) -> list[list[str]]:
    """The fields of a tab-separated file without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
