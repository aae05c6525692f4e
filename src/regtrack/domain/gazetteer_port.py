"""Where places are looked up: names, codes, ZIPs and counties, as a port."""

from __future__ import annotations

from typing import Protocol

from regtrack.domain.gazetteer import Part, Place, Zip


class Gazetteer(Protocol):
    """Looks places up exactly; `near` alone is allowed to be slow."""

    def get(self, division: str) -> Place | None:
        """The place with this id."""

    def named(self, name: str, state: str | None = None) -> tuple[Place, ...]:
        """Every place with this folded name, by id, or those in one state; a county's name is both
        `mobile` and `mobile county`."""

    def coded(self, scheme: str, code: str) -> Place | None:
        """By `postal` (AL), `alpha2` (al), `alpha3` (ALB), `iso` (US-AL) or `fips` (01, 01097)."""

    def parts(self, name: str) -> tuple[Part, ...]:
        """What else bears this folded name: towns without a council, cities abroad."""

    def zip_code(self, code: str) -> Zip | None:
        """A five-digit ZIP."""

    def counties(self, division: str) -> tuple[Place, ...]:
        """The counties a place lies in, as far as known, by id."""

    def mail_counties(self, name: str, state: str) -> tuple[Place, ...]:
        """The counties that postal data give for a post office name of one state; slow."""

    def near(self, name: str, state: str | None, limit: int) -> tuple[Place, ...]:
        """Places whose names look like this one, best first, in one state or anywhere."""
