"""The day it is in a place."""

from __future__ import annotations

import datetime as dt

import pytest

from regtrack.domain.zones import local_date, zone

US = "ocd-division/country:us"
STATES = """
al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc
nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy
"""


@pytest.mark.parametrize(
    ("division", "name"),
    [
        (US, "America/New_York"),
        (f"{US}/state:ks", "America/Chicago"),
        (f"{US}/state:ks/county:johnson", "America/Chicago"),
        (f"{US}/state:az/place:phoenix", "America/Phoenix"),
        (f"{US}/district:dc", "America/New_York"),
        (f"{US}/territory:pr", "America/Puerto_Rico"),
        (f"{US}/territory:gu", "Pacific/Guam"),
        (f"{US}/state:id", "America/Boise"),
        ("ocd-division/country:id", "Asia/Jakarta"),
        ("ocd-division/country:de", "Europe/Berlin"),
        ("ocd-division/country:au/state:wa", "Australia/Sydney"),
        ("ocd-division/country:zz", "UTC"),
        ("ocd-division", "UTC"),
        ("", "UTC"),
    ],
)
def test_the_zone_of_a_division(division: str, name: str) -> None:
    assert zone(division).key == name


def test_every_state_has_a_zone_of_its_own() -> None:
    at = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
    assert len(STATES.split()) == 50
    for state in STATES.split():
        offset = zone(f"{US}/state:{state}").utcoffset(at)
        assert offset is not None
        assert dt.timedelta(hours=-10) <= offset <= dt.timedelta(hours=-5), state


@pytest.mark.parametrize(
    ("division", "instant", "expected"),
    [
        # The end of a comment period: 2026-09-11 in UTC is still the tenth in Washington.
        (f"{US}/district:dc", "2026-09-11T03:59:59", "2026-09-10"),
        (f"{US}/district:dc", "2026-09-11T04:00:00", "2026-09-11"),
        (f"{US}/state:nd", "2026-08-05T04:59:59", "2026-08-04"),
        (f"{US}/state:nd", "2026-08-05T05:00:00", "2026-08-05"),
        (f"{US}/state:hi", "2026-08-05T09:59:59", "2026-08-04"),
        (f"{US}/territory:gu", "2026-08-04T14:00:00", "2026-08-05"),
        # Winter time: an hour later.
        (f"{US}/state:nd", "2026-12-05T05:59:59", "2026-12-04"),
    ],
)
def test_the_local_date(division: str, instant: str, expected: str) -> None:
    at = dt.datetime.fromisoformat(instant).replace(tzinfo=dt.UTC)
    assert local_date(division, at).isoformat() == expected
