"""The words that limit a provision to some forms of a product, as far as they plainly say it.

Words are parted by `;`. Each part either leaves one form lawful (`leaf only`, `leaf stays lawful`)
or names what is barred: a way of selling (`sale as food`, `sale for human consumption`), products
`holding 7-oh`, `synthetic alkaloids`. Any other words leave the verdict unknown.
"""

from __future__ import annotations

from regtrack.domain.inquiries import Act, Inquiry, Missing, Product, Ruling, Verdict

_FOOD = frozenset(
    {"food", "drink", "beverage", "tea", "candy", "gummy", "edible", "processed food", "snack"}
)
_SUPPLEMENT = frozenset({"supplement", "dietary supplement", "food supplement"})
_HEALTH = frozenset({"health product", "natural health product"})
_MEDICINE = frozenset({"medicine", "medicinal product", "traditional medicine", "drug"})
#: What each kind of sale takes in. Food law takes in supplements; a health product is both.
_TAKES_IN: dict[str, frozenset[str]] = {
    "food": _FOOD | _SUPPLEMENT,
    "processed food": _FOOD | _SUPPLEMENT,
    "drink": frozenset({"drink", "beverage", "tea"}),
    "candy": frozenset({"candy", "gummy"}),
    "supplement": _SUPPLEMENT | _HEALTH,
    "health product": _SUPPLEMENT | _HEALTH | _MEDICINE,
    "medicine": _MEDICINE,
    "traditional medicine": _MEDICINE,
    "human consumption": _FOOD | _SUPPLEMENT | _HEALTH | _MEDICINE,
}
#: What nobody takes by mouth or as a remedy: outside every kind above.
_NOT_TAKEN = frozenset({"incense", "ornament", "collectible", "research", "dye", "soap"})
_HOLDING = "products holding 7-oh"
_WAYS = ("sale as ", "sale for ", "use in ")


def by_forms(forms: str, inquiry: Inquiry) -> Ruling:
    """What the words mean for the inquiry."""
    parts = [part.strip() for part in forms.lower().split(";") if part.strip()]
    for part in parts:
        left = _left_lawful(part, forms, inquiry)
        if left is not None:
            return left
    rulings = [_of_part(part, forms, inquiry) for part in parts]
    for verdict in (Verdict.NOT_ALLOWED, Verdict.UNKNOWN):
        of_it = [r for r in rulings if r.verdict is verdict]
        if of_it:
            missing = dict.fromkeys(m for r in of_it for m in r.missing)
            return Ruling(verdict, of_it[0].why, tuple(missing))
    return rulings[0] if rulings else _by_words(forms)


def names_what_stays(forms: str) -> bool:
    """Whether the words name a form that stays lawful, so that all others are barred."""
    return any("leaf" in part and "only" in part for part in forms.lower().split(";"))


def _left_lawful(part: str, forms: str, inquiry: Inquiry) -> Ruling | None:
    if "leaf" not in part:
        return None
    if "only" in part:
        if inquiry.product is Product.LEAF:
            return Ruling(Verdict.ALLOWED, f"allowed in this form: {forms}")
        return Ruling(Verdict.NOT_ALLOWED, f"allowed in one form only: {forms}")
    if part.endswith("lawful") and inquiry.product is Product.LEAF:
        return Ruling(Verdict.ALLOWED, f"allowed in this form: {forms}")
    return None


def _of_part(part: str, forms: str, inquiry: Inquiry) -> Ruling:
    if "leaf" in part and part.endswith("lawful"):
        return Ruling(Verdict.ALLOWED, f"not this form: {forms}")
    if part.startswith(_HOLDING):
        more = part != _HOLDING  # another derivative is barred too, of which nobody tells
        told = inquiry.holds_7oh
        return (
            _by_words(forms)
            if more and told is False
            else _barred_if(told, forms, Missing.PERCENT_7OH)
        )
    if part.removeprefix("products with ") == "synthetic alkaloids":
        return _barred_if(inquiry.made_up, forms, Missing.SYNTHETIC)
    if inquiry.act is Act.POSSESS and part.startswith("sale"):
        return Ruling(Verdict.ALLOWED, f"the ban is on sale: {forms}")
    way = next((w for w in _WAYS if part.startswith(w)), None)
    return _by_way(part.removeprefix(way), forms, inquiry) if way else _by_words(forms)


def _barred_if(fact: bool | None, forms: str, missing: Missing) -> Ruling:
    if fact is None:
        return Ruling(Verdict.UNKNOWN, f"banned: {forms}", (missing,))
    verdict = Verdict.NOT_ALLOWED if fact else Verdict.ALLOWED
    return Ruling(verdict, f"banned: {forms}" if fact else f"outside the ban: {forms}")


def _by_way(kind: str, forms: str, inquiry: Inquiry) -> Ruling:
    """A way of selling is barred: the product is sold so, otherwise, or nobody told."""
    if inquiry.sold_as is None:
        return Ruling(Verdict.UNKNOWN, f"banned: {forms}", (Missing.SOLD_AS,))
    told = inquiry.sold_as.strip().lower()
    if told == kind or told in _TAKES_IN.get(kind, ()):
        return Ruling(Verdict.NOT_ALLOWED, f"banned: {forms}")
    if told in _NOT_TAKEN and kind in _TAKES_IN:
        return Ruling(Verdict.ALLOWED, f"sold as {told}, outside the ban: {forms}")
    if kind in _TAKES_IN and any(told in taken for taken in _TAKES_IN.values()):
        return Ruling(Verdict.UNKNOWN, f"sold as {told}; banned: {forms}", (Missing.WORDS,))
    return _by_words(forms)


def _by_words(forms: str) -> Ruling:
    return Ruling(Verdict.UNKNOWN, f"depends on its words: {forms}", (Missing.WORDS,))
