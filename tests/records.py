"""Builders of records, and short words for what tests do with an app: import, count, ask.

The texts are short acts in the plain words of real ones (the Kratom Consumer Protection Acts, bans
by statute and by ordinance), so that the reading rules are sure of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from regtrack import home
from regtrack.bootstrap import App
from regtrack.contract import (
    ActionRecord,
    DocumentRecord,
    InstrumentKind,
    LinkRecord,
    PartialDate,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.errors import UnreadableText
from regtrack.domain.instruments import Alias, How, bill_alias
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.reading.text import LegalText, Run
from regtrack.services.importing import ImportOutcome, import_document
from regtrack.store import rows, tables
from regtrack.store.database import sqlite_file
from regtrack.store.fastread import View, open_read_only
from regtrack.store.repository import SqlRepository
from regtrack.store.statements import table

TN = "ocd-division/country:us/state:tn"
KY = "ocd-division/country:us/state:ky"
COUNTY = "ocd-division/country:us/state:ms/county:monroe"

BAN = """AN ACT relating to kratom; to prohibit its sale and possession.
BE IT ENACTED BY THE LEGISLATURE:
Section 1. It is unlawful for any person to sell, distribute or possess kratom in this state.
Section 2. This act takes effect {start}."""
REGULATE = """AN ACT to create the Kratom Consumer Protection Act.
BE IT ENACTED BY THE LEGISLATURE:
Section 1. A processor shall register each kratom product with the department and shall not sell \
a kratom product that is adulterated.
Section 2. A processor shall not sell a kratom product to a person under 21 years of age.
Section 3. This act shall take effect upon its passage and approval."""
DROPPED = """AN ACT relating to nicotine products.
BE IT ENACTED BY THE LEGISLATURE:
Section 1. A dealer shall hold a permit to sell nicotine products.
Section 2. This act takes effect July 1, 2026."""
PAGE_BAN = """Sec. 9-1. Kratom prohibited. It is unlawful for any person to sell, distribute or \
possess kratom within the county."""
PAGE_AGE = """Sec. 9-1. Kratom. It is unlawful for any person to sell kratom to a person under 21 \
years of age."""
PAGE_SILENT = "Sec. 9-1. Reserved."


def ban(start: str = "June 1, 2026") -> str:
    """An act that bans kratom from a day on, as the text writes it."""
    return BAN.format(start=start)


#: How a bill moves: words and classes as Open States files them.
STEPS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "introduced": ("Introduced, Passed on First Consideration", ("introduction",), "upper"),
    "committee": ("Referred to Senate Judiciary Committee", ("referral-committee",), "upper"),
    "upper": ("Passed Senate, Ayes 30, Nays 2", ("passage",), "upper"),
    "lower": ("Passed House, Ayes 80, Nays 10", ("passage",), "lower"),
    "governor": ("Transmitted to Governor for action", ("executive-receipt",), "executive"),
    "signed": ("Signed by Governor", ("executive-signature",), "executive"),
}


def action(on: str | None, step: str) -> ActionRecord:
    """One row of a history: a step of `STEPS`, or words of their own."""
    words, classes, chamber = STEPS.get(step, (step, (), "upper"))
    return ActionRecord(words, PartialDate(on) if on else None, classes, chamber)


def text(
    words: str | None,
    role: VersionRole = VersionRole.FINAL,
    *,
    note: str = "Enrolled",
    media_type: str = "text/html",
    key: str | None = None,
    noise: str = "",
) -> TextRecord:
    """One text of a record. `noise` changes its bytes and not its words; None is unreadable."""
    body = (words if words is not None else "unreadable") + noise
    return TextRecord(
        key=key or f"{note}|{media_type}",
        role=role,
        note=note,
        url="https://example.gov/" + note.lower().replace(" ", "-"),
        media_type=media_type,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
    )


def bill(
    actions: Iterable[tuple[str | None, str]] = (("2026-02-10", "introduced"),),
    texts: Sequence[TextRecord] = (),
    *,
    division: str = TN,
    number: str = "SB 100",
    session: str = "114",
    title: str = "An Act relative to kratom",
    aliases: tuple[Alias, ...] | None = None,
    links: tuple[LinkRecord, ...] = (),
) -> DocumentRecord:
    """A bill's record."""
    return DocumentRecord(
        source="test",
        division=division,
        kind=InstrumentKind.BILL,
        aliases=aliases or (bill_alias(division, session, number),),
        title=title,
        publisher="the legislature",
        number=number,
        session=session,
        url="https://example.gov/bill",
        actions=tuple(action(on, step) for on, step in actions),
        texts=tuple(texts),
        links=links,
    )


def page(words: str | None, *, noise: str = "", division: str = COUNTY) -> DocumentRecord:
    """A watched page that shows the law in force."""
    current = text(words, VersionRole.CURRENT, note="page", noise=noise)
    return DocumentRecord(
        source="county-page",
        division=division,
        kind=InstrumentKind.ORDINANCE,
        aliases=(Alias("page", f"{division}|sec-9-1"),),
        title="Code of ordinances, Sec. 9-1",
        publisher="the county",
        url="https://example.gov/page",
        stage=Stage.ENACTED,
        how=How.VOTE,
        texts=(current,),
    )


def notice(name: str, stage: Stage, on: str, *links: LinkRecord, title: str = "") -> DocumentRecord:
    """An agency's notice, as the Federal Register tells of one: its stage said directly."""
    return DocumentRecord(
        source="notices",
        division="ocd-division/country:us",
        kind=InstrumentKind.AGENCY_NOTICE,
        aliases=(Alias("fr", name),),
        title=title or f"Temporary placement of kratom in Schedule I ({name})",
        publisher="an agency",
        url="https://example.gov/" + name,
        stage=stage,
        stage_on=PartialDate(on),
        links=links,
    )


class Shelf:
    """Texts by the hash of their bytes. Raises UnreadableText for those it does not hold."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.read = 0

    def put(self, words: str, noise: str = "") -> None:
        """Keep a text under the hash that `text` gives it."""
        self.words[hashlib.sha256((words + noise).encode()).hexdigest()] = words

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        """The text of these bytes."""
        self.read += 1
        if sha256 not in self.words:
            raise UnreadableText("no readable text: a scanned page")
        return LegalText((Run(self.words[sha256]),), "plain@1")


class Desk:
    """An app, its clock and a shelf of texts."""

    def __init__(self, app: App, clock: Callable[[str], None]) -> None:
        self.app = app
        self.clock = clock
        self.shelf = Shelf()
        for words in (
            ban(), ban("July 1, 2026"), ban("August 1, 2026"), ban("September 1, 2026"),
            REGULATE, DROPPED, PAGE_BAN, PAGE_AGE, PAGE_SILENT,
        ):  # fmt: skip
            for noise in ("", " ", "  "):
                self.shelf.put(words, noise)

    def take(self, document: DocumentRecord, at: str | None = None) -> ImportOutcome:
        """Import a document, at an instant if given."""
        if at is not None:
            self.clock(at)
        with self.app.unit() as (repository, now):
            return self.importing(repository, document, now)

    def importing(
        self, repository: SqlRepository, document: DocumentRecord, now: dt.datetime
    ) -> ImportOutcome:
        """Import a document in a transaction of the caller's."""
        return import_document(repository, self.shelf, document, now)

    @contextmanager
    def view(self, known_at: dt.datetime | None = None) -> Iterator[View]:
        """The fast read path on this database; on PostgreSQL its SQL on a connection."""
        file = sqlite_file(home.database_url())
        if file is not None:
            yield View(open_read_only(file), known_at)
            return
        with self.app.engine.connect() as connection:

            def fetch(sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
                return [dict(r._mapping) for r in connection.execute(sa.text(sql), params)]

            yield View(fetch, known_at)

    def subscribe(self, **fields: object) -> str:
        """Add a subscription; its id."""
        with self.app.engine.begin() as connection:
            return add_subscription(connection, **fields)

    def counts(self) -> dict[str, int]:
        """Rows of every table; `setting` aside, which holds the last instant."""
        return row_counts(self.app.engine)

    def changes(self, *kinds: ChangeKind) -> list[Change]:
        """The change log, oldest first."""
        change = table(tables.ChangeRow)
        with self.app.engine.begin() as connection:
            found = connection.execute(sa.select(change).order_by(change.c.seq)).all()
        made = [rows.change(row) for row in found]
        return [c for c in made if not kinds or c.kind in kinds]

    def told(self) -> list[str]:
        """The changes that are news, in short: kind, stage and lines."""
        return [short(c) for c in self.changes() if c.news]

    def timelines(self, division: str = TN) -> Mapping[Substance, Timeline]:
        """What is derived for a division."""
        with self.app.unit() as (repository, _):
            return repository.timelines(division)

    def status(self, on: str, division: str = TN) -> Status:
        """The status of kratom on a day."""
        timeline = self.timelines(division).get(Substance.KRATOM, Timeline())
        return timeline.status(dt.date.fromisoformat(on))

    def pending(self, division: str = TN) -> list[str]:
        """Why instruments are pending."""
        found = self.timelines(division).get(Substance.KRATOM, Timeline()).pending
        return [p.why for p in found]

    def deliveries(self) -> list[tuple[str, str, str]]:
        """Change, address and state of every delivery."""
        delivery = table(tables.DeliveryRow)
        with self.app.engine.begin() as connection:
            found = connection.execute(sa.select(delivery).order_by(delivery.c.seq))
            return [(r.change, r.address, r.state) for r in found]


def short(change: Change) -> str:
    """A change in a few words: `stage enacted kratom:unknown>prohibited`."""
    words = [change.kind.value, *([change.stage.value] if change.stage else [])]
    words += [f"{line.substance}:{line.before}>{line.after}" for line in change.lines]
    return " ".join(words)


def row_counts(engine: sa.Engine) -> dict[str, int]:
    """Rows of every table; `setting` aside, which holds the last instant."""
    with engine.begin() as connection:
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(found)).scalar_one()
            for name, found in SQLModel.metadata.tables.items()
            if name != "setting"
        }


def add_subscription(connection: sa.Connection, **fields: object) -> str:
    """Insert a subscription; by default to everything, by mail."""
    made = Subscription("s-1", None, email="one@example.org")
    made = replace(made, **fields)  # type: ignore[arg-type]  # by field name
    connection.execute(
        sa.insert(table(tables.SubscriptionRow)).values(
            id=made.id,
            division=made.division,
            substances=[s.value for s in made.substances],
            kinds=[k.value for k in made.kinds],
            email=made.email,
            webhook=made.webhook,
            secret=made.secret,
            above=made.above,
            operator=made.operator,
            created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        )
    )
    return made.id
