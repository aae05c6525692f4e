"""What `regtrack check` is asked and what it answers: product, act, facts, verdict, reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Product(StrEnum):
    """What somebody has or sells."""

    LEAF = "leaf"
    EXTRACT = "extract"
    SEVEN_OH = "7oh"


class Act(StrEnum):
    """What they want to do with it. Shipping is sending it to a buyer in the place."""

    SELL = "sell"
    POSSESS = "possess"
    SHIP = "ship"


class Verdict(StrEnum):
    """The outcome, for one provision and for all."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN = "unknown"


class Missing(StrEnum):
    """A fact that would decide. The words are those of the options of `regtrack check`."""

    AGE = "age"
    PERCENT_7OH = "percent-7oh"
    MG_7OH = "mg-7oh"
    PPM_7OH = "ppm-7oh"
    PERCENT_ALKALOIDS = "percent-alkaloids"
    SYNTHETIC = "synthetic"
    SOLD_AS = "sold-as"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked. None: not told. `percent_7oh` is the share of 7-OH among the alkaloids in
    percent, `mg_7oh` milligrams per unit, serving or container, `ppm_7oh` parts per million of the
    product by weight (mg/kg), `percent_alkaloids` all alkaloids in percent of the product."""

    product: Product
    act: Act = Act.SELL
    age: int | None = None
    percent_7oh: Decimal | None = None
    mg_7oh: Decimal | None = None
    ppm_7oh: Decimal | None = None
    percent_alkaloids: Decimal | None = None
    synthetic: bool | None = None
    sold_as: str | None = None

    @property
    def made_up(self) -> bool | None:
        """Whether it holds synthetic alkaloids; leaf does only where that is told."""
        if self.synthetic is None and self.product is Product.LEAF:
            return False
        return self.synthetic

    @property
    def holds_7oh(self) -> bool | None:
        """Whether it holds 7-OH, by the figures told; None where none is told."""
        if self.product is Product.SEVEN_OH:
            return True
        told = [n for n in (self.percent_7oh, self.mg_7oh, self.ppm_7oh) if n is not None]
        return any(told) if told else None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one provision (or a layer that is not known) means for the inquiry, and why."""

    verdict: Verdict
    why: str
    missing: tuple[Missing, ...] = ()
