"""The only place that wires adapters to use cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from regtrack import config, home
from regtrack.baseline_stamp import is_current, own_stamp, stamp
from regtrack.domain.addresses import Network, networks
from regtrack.domain.alerts import Alert, Channel
from regtrack.domain.dates import aware_utc
from regtrack.domain.endpoints import Failing
from regtrack.domain.errors import ConfigError
from regtrack.notify.chat import ChatSender
from regtrack.notify.digest import digest_event, render_digest
from regtrack.notify.email import SmtpSettings
from regtrack.notify.mail_pool import MailPool
from regtrack.notify.render import Message, event, render
from regtrack.notify.schedule import next_try
from regtrack.notify.unsubscribing import Unsubscribing
from regtrack.notify.webhook import WebhookSender
from regtrack.owners import own_name
from regtrack.paths import data_folder
from regtrack.runner.extraction import BoundedExtractor
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.fetcher import ProbeAndCrawl
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.texts import StoredTexts
from regtrack.services.calendar_file import load_calendar
from regtrack.services.delivering import ENDPOINTS_AT_ONCE, Deliverer, DeliveryReport
from regtrack.services.endpoint_care import EndpointBook, EndpointCare
from regtrack.services.ports import Claimed, Repository
from regtrack.services.watching import Watcher
from regtrack.store import database, endpoints
from regtrack.store.outbox import LAST_INSTANT, SqlOutbox
from regtrack.store.repository import SqlRepository
from regtrack.store.sources import SqlSources

if TYPE_CHECKING:
    import sqlalchemy as sa

    from regtrack.services.baseline_loading import BaselineReport

BASELINE = "baseline"


class App:
    """Everything a command needs, made when it is first asked for. Close it, or use `with`."""

    def __init__(self) -> None:
        self.settings = config.load()
        self.home: Path = home.home()
        self.owner = own_name()
        #: Raises for an instant that must not be written; the daemon knows of such.
        self.check_clock: Callable[[dt.datetime], None] = lambda now: None

    def __enter__(self) -> App:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End child processes and connections, those that were begun."""
        if "extractor" in self.__dict__:
            self.extractor.close()
        if "engine" in self.__dict__:
            self.engine.dispose()

    @cached_property
    def engine(self) -> sa.Engine:
        """The database, created or upgraded, with the baseline in it."""
        self._make_home()
        engine = database.engine_for(home.database_url())
        database.upgrade(engine)
        return engine

    def _make_home(self) -> None:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"the home {self.home} cannot be made: {error.strerror}; "
                "set REGTRACK_HOME to a folder that can be written"
            ) from error

    @property
    def _shared(self) -> Path:
        """What several machines must have in common: received bytes, the use of keys."""
        return self.settings.shared or self.home

    @cached_property
    def extractor(self) -> BoundedExtractor:
        """The bounded child that reads hostile formats; it starts with the first document."""
        return BoundedExtractor()

    @cached_property
    def snapshots(self) -> SnapshotStore:
        """The received bytes."""
        return SnapshotStore(self._shared / "snapshots")

    @cached_property
    def texts(self) -> StoredTexts:
        """Stored bytes as marked text."""
        return StoredTexts(self.snapshots, self.extractor)

    @contextmanager
    def unit(self) -> Iterator[tuple[SqlRepository, dt.datetime]]:
        """One unit of work and its instant. Instants only grow, whatever the clock does, so that
        what is recorded later also reads as later."""
        with self.engine.begin() as connection:
            repository = SqlRepository(connection)
            now, last = home.now(), repository.setting(LAST_INSTANT)
            self.check_clock(now)
            if last is not None:
                now = max(now, aware_utc(last) + dt.timedelta(microseconds=1))
            repository.put_setting(LAST_INSTANT, now.isoformat())
            yield repository, now

    def ensure_baseline(self) -> BaselineReport | None:
        """Load the baseline unless this very one is in the database."""
        folder = data_folder() / "baseline"
        with database.reading(self.engine) as connection:
            loaded = SqlRepository(connection).setting(BASELINE)
        if is_current(loaded, folder):
            return None
        return self._load(folder, stamp(folder))

    def load_baseline(self, folder: Path) -> BaselineReport:
        """Load a folder of curated facts of the operator's own, in place of the shipped ones from
        now on."""
        return self._load(folder, own_stamp(folder))

    def _load(self, folder: Path, as_what: str) -> BaselineReport:
        # The rules by which facts are read take long to load, and are needed once.
        from regtrack.services.baseline import load_baseline
        from regtrack.services.baseline_loading import load_into

        with self.unit() as (repository, now):
            report = load_into(repository, load_baseline(folder, now), now)
            repository.put_setting(BASELINE, as_what)
            return report

    @property
    def sources(self) -> SqlSources:
        """The source table."""
        return SqlSources(self.engine)

    @cached_property
    def fetch_settings(self) -> FetchSettings:
        """How we fetch."""
        given = self.settings
        keys = {
            "REGTRACK_OPENSTATES_KEY": given.openstates_key,
            "REGTRACK_LEGISCAN_KEY": given.legiscan_key,
            "REGTRACK_CONGRESS_KEY": given.congress_key,
            "REGTRACK_GOVINFO_KEY": given.govinfo_key,
        }
        return FetchSettings(
            contact=self.settings.contact,
            delay=self.settings.delay,
            timeout=self.settings.fetch_timeout,
            wall=self.settings.crawl_wall,
            replay=self.settings.replay,
            allow_private=self.settings.allow_private,
            keys={name: key.get_secret_value() for name, key in keys.items() if key},
            key_use=str(self._shared / "key-use"),
        )

    @cached_property
    def watcher(self) -> Watcher:
        """The watch cycle."""
        workdir = self.home / "spool"
        workdir.mkdir(parents=True, exist_ok=True)
        fetcher = ProbeAndCrawl(self.fetch_settings, self.snapshots, workdir)
        return Watcher(
            unit=self.unit,
            sources=self.sources,
            fetcher=fetcher,
            texts=self.texts,
            clock=home.now,
            owner=self.owner,
            failures_before_alert=self.settings.failures_before_alert,
            lease=dt.timedelta(seconds=self.settings.lease_seconds),
            kept=fetcher.hold.keep,
            calendar=load_calendar(data_folder() / "sources" / "calendars.toml"),
        )

    @property
    def alert_networks(self) -> tuple[Network, ...]:
        """The networks of the operator's own that alerts may be sent into."""
        return networks(self.settings.alert_networks)

    def smtp(self) -> SmtpSettings | None:
        """The mail server, if one is set."""
        given = self.settings
        if given.smtp_host is None:
            return None
        password = given.smtp_password
        return SmtpSettings(
            given.smtp_host,
            given.smtp_port,
            given.smtp_security,
            given.smtp_username,
            password.get_secret_value() if password else None,
            given.smtp_sender,
            unsubscribing=Unsubscribing(given.operator_email, given.unsubscribe_url),
        )

    @cached_property
    def hooks(self) -> WebhookSender:
        """The way out for webhooks. Made once: reading the authorities' certificates takes as long
        as a hundred messages."""
        return WebhookSender(connections=ENDPOINTS_AT_ONCE, networks=self.alert_networks)

    async def deliver(self, stopping: Callable[[], bool] = lambda: False) -> DeliveryReport:
        """Deliver everything that is due now, or until `stopping` says so between two batches."""
        smtp, networks = self.smtp(), self.alert_networks
        self._end_old_secrets()
        care = EndpointCare(self._failing, self._endpoint_unit, home.now)
        await care.load()
        async with AsyncExitStack() as open_until_done:
            hooks = await open_until_done.enter_async_context(self.hooks)
            chats = ChatSender(networks)

            def worded(alert: Alert) -> Message:
                return render_digest(alert) if alert.is_digest else render(alert)

            async def by_webhook(alert: Alert, claimed: Claimed) -> None:
                endpoint = claimed.endpoint
                payload = digest_event(alert) if alert.is_digest else event(alert)
                await hooks.send(payload, alert.id, endpoint.address, endpoint.secret, home.now())

            async def by_chat(alert: Alert, claimed: Claimed) -> None:
                await chats.send(worded(alert), claimed.endpoint.address)

            senders = {Channel.WEBHOOK: care.over(by_webhook), Channel.APPRISE: care.over(by_chat)}
            if smtp is not None:
                pool = MailPool(smtp, self.settings.smtp_connections)
                mail = await open_until_done.enter_async_context(pool)

                async def by_mail(alert: Alert, claimed: Claimed) -> None:
                    await mail.send(worded(alert), claimed.endpoint.address)

                senders[Channel.EMAIL] = by_mail
            outbox = SqlOutbox(self.engine)
            deliverer = Deliverer(outbox, senders, next_try, home.now, self.owner, stopping)
            return await deliverer.drain()

    def _end_old_secrets(self) -> None:
        with database.reading(self.engine) as connection:
            if not endpoints.anything_ends(connection, home.now()):
                return
        with self.unit() as (repository, now):
            endpoints.end_old_secrets(repository.connection, now)

    def _failing(self, key: str | None) -> dict[str, Failing]:
        with database.reading(self.engine) as connection:
            return endpoints.SqlEndpoints(connection).failing(key)

    @contextmanager
    def _endpoint_unit(self) -> Iterator[tuple[EndpointBook, Repository, dt.datetime]]:
        with self.unit() as (repository, now):
            yield endpoints.SqlEndpoints(repository.connection), repository, now
