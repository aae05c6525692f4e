"""Whether one act with one product is allowed: each provision decided, then all together.

Three-valued throughout. A provision forbids, leaves alone, or cannot be decided because a fact is
missing or its words are not clear enough; then the missing facts are named. `allowed` needs every
layer known and every provision decided: unknown never reads as allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from regtrack.domain.forms import by_forms, names_what_stays
from regtrack.domain.inquiries import Act, Inquiry, Missing, Product, Ruling, Verdict
from regtrack.domain.provisions import Audience, Effect, Limit, Polarity, Provision
from regtrack.domain.substances import Substance

_SILENT = frozenset(
    {
        Effect.DESCHEDULE,
        Effect.REPEAL_REGULATION,
        Effect.TAX,
        Effect.STUDY,
        Effect.PENALTY,
        Effect.PREEMPT,
        Effect.ALLOW_LOCAL,
    }
)
_SELLING = frozenset({"sale", "distribution", "delivery", "transfer", "possession", "display"})
_TOUCHED: dict[Act, frozenset[str]] = {
    Act.SELL: _SELLING,
    Act.SHIP: _SELLING | {"import", "transport"},
    Act.POSSESS: frozenset({"possession"}),
}
#: Acts so near to the one asked that a ban on them leaves it in doubt.
_NEAR: dict[Act, frozenset[str]] = {
    Act.SELL: frozenset({"import", "advertising", "purchase"}),
    Act.SHIP: frozenset({"advertising", "purchase"}),
    Act.POSSESS: frozenset({"use", "consumption", "purchase", "transport"}),
}
_OF_AGE = 21


def substances_of(inquiry: Inquiry) -> tuple[Substance, ...]:
    """The substances whose provisions may touch the product."""
    found = [Substance.SEVEN_OH if inquiry.product is Product.SEVEN_OH else Substance.KRATOM]
    holds = inquiry.percent_7oh or inquiry.mg_7oh or inquiry.ppm_7oh
    concentrated = inquiry.product is Product.EXTRACT or holds
    if concentrated and Substance.SEVEN_OH not in found:
        found.append(Substance.SEVEN_OH)
    if inquiry.made_up is not False:
        found.append(Substance.ANALOGUES)
    return tuple(found)


def decide(rulings: Iterable[Ruling]) -> Verdict:
    """All rulings together: one ban decides, then any doubt, and nothing is allowed by silence."""
    verdicts = {r.verdict for r in rulings}
    for verdict in (Verdict.NOT_ALLOWED, Verdict.UNKNOWN, Verdict.ALLOWED):
        if verdict in verdicts:
            return verdict
    return Verdict.UNKNOWN


def rule(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    """What a living provision means for the inquiry; None where it says nothing about it."""
    aside = provision.effect in _SILENT or provision.polarity is Polarity.PERMITS
    if aside or not provision.composed:
        return None
    if provision.audience in (Audience.LICENSEES, Audience.ARMED_FORCES):
        return None
    about = _about_the_product(provision, inquiry)
    if about is not None and about.verdict is Verdict.ALLOWED:
        return None
    ruling = _by_effect(provision, inquiry)
    if ruling is None or about is None or ruling.verdict is Verdict.ALLOWED:
        return ruling
    return about


def _about_the_product(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    """Whether it is this product that the provision is about: None yes, ALLOWED no."""
    if provision.substance is Substance.ANALOGUES:
        return _synthetic(provision, inquiry)
    if provision.substance is not Substance.SEVEN_OH or inquiry.product is Product.SEVEN_OH:
        return None
    if provision.limits:
        return None
    if inquiry.product is Product.LEAF:
        return Ruling(Verdict.ALLOWED, "natural leaf is no 7-OH product")
    return _extract_with_7oh(provision, inquiry)


def _synthetic(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    """A schedule lists substances that are made, which an extract of the plant does not hold
    unless somebody says so; a product rule that bars them is one that an extract must be shown to
    keep."""
    listed = provision.effect is Effect.SCHEDULE and inquiry.product is Product.EXTRACT
    if inquiry.made_up is None and not listed:
        why = "synthetic alkaloids are barred"
        return Ruling(Verdict.UNKNOWN, why, (Missing.SYNTHETIC,))
    return None if inquiry.made_up else Ruling(Verdict.ALLOWED, "not synthetic")


def _extract_with_7oh(provision: Provision, inquiry: Inquiry) -> Ruling:
    """7-OH itself is named, without a limit: nobody can tell whether an extract counts."""
    told = [n for n in (inquiry.percent_7oh, inquiry.mg_7oh, inquiry.ppm_7oh) if n is not None]
    if told and not any(told):
        return Ruling(Verdict.ALLOWED, "it holds no 7-OH")
    why = f"{provision.effect} of 7-OH without a limit: whether an extract counts is not told"
    return Ruling(Verdict.UNKNOWN, why, (Missing.WORDS if told else Missing.PERCENT_7OH,))


def _by_effect(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    if provision.effect is Effect.AGE_LIMIT or provision.audience is Audience.MINORS:
        return _by_age(provision, inquiry)
    if provision.effect is Effect.REGULATE:
        return _by_product_rules(provision, inquiry)
    return _by_ban(provision, inquiry)


def _by_age(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    acts = frozenset(provision.acts)
    if (
        inquiry.act is Act.POSSESS
        and acts
        and not acts & (_TOUCHED[Act.POSSESS] | _NEAR[Act.POSSESS])
    ):
        return None
    least = provision.min_age
    sure = least or _OF_AGE
    if inquiry.age is None:
        told = f"minimum age {least}" if least else "minors may not"
        return Ruling(Verdict.UNKNOWN, told, (Missing.AGE,))
    if inquiry.age >= sure:
        return Ruling(Verdict.ALLOWED, f"of age: {inquiry.age} (minimum {sure})")
    if least is None and inquiry.age >= 18:
        return Ruling(Verdict.UNKNOWN, "minors may not, of an age not told here", (Missing.WORDS,))
    if inquiry.act is Act.POSSESS and not acts & _TOUCHED[Act.POSSESS]:
        why = f"minimum age {sure}; whether it binds who has it is not told"
        return Ruling(Verdict.UNKNOWN, why, (Missing.WORDS,))
    return Ruling(Verdict.NOT_ALLOWED, f"under the minimum age of {sure}")


def _by_product_rules(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    """Product rules bind those who sell; a product past a limit may not be sold."""
    if inquiry.act is Act.POSSESS and "possession" not in provision.acts:
        return Ruling(Verdict.ALLOWED, "product rules bind those who make and sell it")
    breach = _limits(provision.limits, inquiry)
    if breach is not None and breach.verdict is not Verdict.ALLOWED:
        return breach
    kept = Ruling(Verdict.ALLOWED, "legal under product rules, which must be kept")
    if not provision.forms:
        return kept
    barred = by_forms(provision.forms, inquiry)
    # How it may not be sold is one more rule to keep, unless somebody says that it is sold so.
    return kept if barred.missing == (Missing.SOLD_AS,) else barred


def _by_ban(provision: Provision, inquiry: Inquiry) -> Ruling | None:
    acts = frozenset(provision.acts)
    what = _WHAT[provision.effect]
    scheduled = provision.effect is Effect.SCHEDULE
    if not _touches(acts, inquiry.act, scheduled=scheduled):
        if acts & _NEAR[inquiry.act]:
            why = f"{what} names {', '.join(sorted(acts))}, which comes near to this act"
            return Ruling(Verdict.UNKNOWN, why, (Missing.WORDS,))
        if not acts:
            why = f"{what}, without the acts it is about"
            return Ruling(Verdict.UNKNOWN, why, (Missing.WORDS,))
        return Ruling(Verdict.ALLOWED, f"{what} covers only {', '.join(sorted(acts))}")
    if provision.limits:
        return _by_limits_and_form(provision, inquiry, f"within the limits of the {what}")
    if provision.forms:
        return by_forms(provision.forms, inquiry)
    if provision.effect is not Effect.RESTRICT:
        return Ruling(Verdict.NOT_ALLOWED, what)
    if provision.substance is Substance.KRATOM:
        return Ruling(Verdict.UNKNOWN, "some forms, places or ways are banned", (Missing.WORDS,))
    return Ruling(Verdict.NOT_ALLOWED, f"{provision.substance.value} is barred from products")


def _by_limits_and_form(provision: Provision, inquiry: Inquiry, outside: str) -> Ruling | None:
    """Past a limit is barred; where the words leave one form only, so is every other form."""
    breach = _limits(provision.limits, inquiry, outside)
    if provision.forms and names_what_stays(provision.forms):
        form = by_forms(provision.forms, inquiry)
        if form.verdict is Verdict.NOT_ALLOWED:
            return form
    return breach


_WHAT = {
    Effect.SCHEDULE: "controlled substance",
    Effect.PROHIBIT: "banned",
    Effect.RESTRICT: "restriction",
}


def _touches(acts: frozenset[str], act: Act, *, scheduled: bool) -> bool:
    """A schedule that names no acts forbids them all; another ban then forbids selling."""
    if not acts:
        return scheduled or act is not Act.POSSESS
    return bool(acts & _TOUCHED[act])


def _limits(limits: Iterable[Limit], inquiry: Inquiry, outside: str = "") -> Ruling | None:
    """NOT_ALLOWED past a limit, UNKNOWN with what is missing, ALLOWED within all; None without."""
    missing: list[Missing] = []
    kept = False
    open_limits: list[str] = []
    for limit in limits:
        if _of_another_form(limit, inquiry):
            continue
        within = _within(limit, inquiry)
        if within is False:
            return Ruling(Verdict.NOT_ALLOWED, f"{_past(limit, inquiry)} {_told(limit)}")
        if within is None:
            missing.append(_asked(limit))
            open_limits.append(_told(limit))
        kept = True
    if missing:
        why = f"depends on the limit {'; '.join(open_limits)}"
        return Ruling(Verdict.UNKNOWN, why, tuple(dict.fromkeys(missing)))
    return (
        Ruling(Verdict.ALLOWED, outside or "within the limits of the product rules")
        if kept
        else None
    )


def _of_another_form(limit: Limit, inquiry: Inquiry) -> bool:
    """Whether the limit is one for leaf or for extracts, and the product is the other."""
    words = (limit.basis or "").lower().split()
    leaf = inquiry.product is Product.LEAF
    return ("extract" in words and leaf) or (
        "leaf" in words and not leaf and limit.substance is Substance.SEVEN_OH
    )


def _past(limit: Limit, inquiry: Inquiry) -> str:
    if _measured(limit, inquiry) is None:
        return "7-OH products are what this limit bars (tell the figure if yours is within it):"
    return "past the limit"


def _told(limit: Limit) -> str:
    return f"{limit.substance.value} {limit}" if limit.substance else str(limit)


def _within(limit: Limit, inquiry: Inquiry) -> bool | None:
    """Whether the product keeps the limit; None where the fact is missing."""
    number = _measured(limit, inquiry)
    if number is None:
        # What is sold as 7-OH is what these caps are made against, unless its figure is told.
        asked = _asked(limit)
        told = inquiry.percent_7oh or inquiry.mg_7oh or inquiry.ppm_7oh
        capped = limit.substance is Substance.SEVEN_OH and limit.relation in ("<=", "<")
        return False if _is_7oh(inquiry) and capped and not told and asked in _OF_7OH else None
    bound = Decimal(limit.number)
    return {
        "<=": number <= bound,
        "<": number < bound,
        ">=": number >= bound,
        ">": number > bound,
    }.get(limit.relation)


def _is_7oh(inquiry: Inquiry) -> bool:
    return inquiry.product is Product.SEVEN_OH


_OF_7OH = (Missing.PERCENT_7OH, Missing.MG_7OH, Missing.PPM_7OH)


def _asked(limit: Limit) -> Missing:
    """The fact that decides a limit."""
    basis, unit = limit.basis or "", limit.unit.lower()
    if limit.substance is Substance.KRATOM:
        return (
            Missing.PERCENT_ALKALOIDS
            if unit == "%" and "total alkaloids" in basis
            else Missing.WORDS
        )
    if limit.substance is not Substance.SEVEN_OH and limit.substance is not None:
        return Missing.WORDS
    if unit == "%":
        return Missing.PPM_7OH if "weight" in basis else Missing.PERCENT_7OH
    if unit in ("ppm", "mg/g", "mg/kg", "mg/ml"):
        return Missing.PPM_7OH
    return Missing.MG_7OH if unit in ("mg", "milligrams", "milligram") else Missing.WORDS


def _measured(limit: Limit, inquiry: Inquiry) -> Decimal | None:
    """The product's figure in the unit of the limit."""
    asked, unit = _asked(limit), limit.unit.lower()
    if asked is Missing.PERCENT_7OH:
        return inquiry.percent_7oh
    if asked is Missing.PERCENT_ALKALOIDS:
        return inquiry.percent_alkaloids
    if asked is Missing.MG_7OH:
        return inquiry.mg_7oh
    if asked is Missing.PPM_7OH and inquiry.ppm_7oh is not None:
        per = {"%": Decimal(10_000), "mg/g": Decimal(1000), "mg/ml": Decimal(1000)}
        return inquiry.ppm_7oh / per.get(unit, Decimal(1))
    return None
