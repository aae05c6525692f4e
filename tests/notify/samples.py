"""What the tests of messages and channels share. The bill is made up from the look of real ones."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from regtrack.domain.addresses import networks
from regtrack.domain.alerts import Alert
from regtrack.domain.changes import StatusLine
from regtrack.domain.instruments import Instrument, InstrumentKind
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance

#: What receivers of the tests need to be allowed.
LOOPBACK = networks(["127.0.0.0/8", "::1"])
MakeAlert = Callable[..., Alert]
NOW = dt.datetime(2026, 6, 19, 14, 3, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 19)
TN = "ocd-division/country:us/state:tn"
BILL = Instrument(
    id="i-1",
    division=TN,
    kind=InstrumentKind.BILL,
    title="AN ACT to amend Tennessee Code Annotated, relative to kratom",
    number="HB 1649",
    session="114",
    url="https://wapp.capitol.tn.gov/apps/BillInfo/Default.aspx?BillNumber=HB1649&GA=114",
)
BANNED = (StatusLine(Substance.KRATOM, Status.REGULATED, Status.PROHIBITED),)
SAME = (StatusLine(Substance.KRATOM, Status.REGULATED, Status.REGULATED),)


@dataclass(frozen=True)
class Pki:
    """A certificate authority (PEM file) and a server context for 127.0.0.1 that it signed."""

    ca_file: str
    server: ssl.SSLContext
