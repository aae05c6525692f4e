"""Settings: defaults, then `regtrack.toml` in the home, then `REGTRACK_*` in the environment.

Every command reads the home and the database address from here with the standard library alone;
the rest (`Settings`) is read by the commands that need it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from regtrack.domain.addresses import networks
from regtrack.domain.errors import ConfigError
from regtrack.home import home

MASK = "********"


class Settings(BaseSettings):
    """What an operator can set. Secrets are masked wherever they are shown."""

    model_config = SettingsConfigDict(env_prefix="REGTRACK_", extra="ignore")

    database_url: SecretStr | None = Field(
        None, description="the database; SQLite in the home if not set"
    )
    contact: str = Field("", description="who a publisher may write to; sent with every request")
    delay: float = Field(1.0, ge=0, description="seconds between two requests to one host")
    fetch_timeout: float = Field(60.0, gt=0, description="seconds for one request")
    crawl_wall: float = Field(900.0, gt=0, description="seconds for one batch of a crawl")
    replay: str = Field("", description="a replay server that answers for every address")
    allow_private: bool = Field(False, description="watch addresses inside private networks")
    openstates_key: SecretStr | None = Field(None, description="key for the Open States API")
    legiscan_key: SecretStr | None = Field(None, description="key for the LegiScan API")
    congress_key: SecretStr | None = Field(None, description="key for the Congress.gov API")
    govinfo_key: SecretStr | None = Field(None, description="key for the govinfo API")
    smtp_host: str | None = Field(None, description="the mail server; no mail if not set")
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="none is taken for this machine only"
    )
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_sender: str = Field("regtrack@localhost", description="the From address")
    feeds_folder: Path | None = Field(
        None, description="where feeds and calendars are kept fresh; none if not set"
    )
    feeds_url: str = Field("", description="the address of that folder on the web")
    smtp_connections: int = Field(1, ge=1, le=20, description="connections to the mail server")
    alert_networks: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="networks of your own that alerts may be sent into: 10.0.0.0/8"
    )
    unsubscribe_url: str | None = Field(
        None,
        description="an https address at which a POST ends a subscription (one click); its id is "
        "added, or put where it has {subscription}",
    )
    operator_email: str | None = Field(None, description="who is told when a source breaks")
    failures_before_alert: int = Field(3, ge=1, description="faulty runs in a row before that")
    lease_seconds: float = Field(
        1200.0, ge=5, le=3600, description="how long a frozen or lost daemon keeps its sources"
    )
    tick_seconds: float = Field(30.0, gt=0, description="how often the daemon looks what is due")
    health_port: int | None = Field(None, description="local port of the health page; off if unset")
    shared: Path | None = Field(
        None, description="folder of received bytes that all machines share; the home if not set"
    )
    worker_patience: float = Field(
        15.0, ge=1, description="seconds of silence after which others take a worker's jobs"
    )
    health_address: str = Field(
        "127.0.0.1", description="where that page listens; beyond this machine it is open to all"
    )
    log_format: Literal["text", "json"] = Field("text", description="the daemon's log lines")

    @field_validator("alert_networks", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        """A list, or in the environment words between commas or spaces, or JSON."""
        words = re.sub(r'[][",]', " ", value).split() if isinstance(value, str) else value
        if isinstance(words, list | tuple):
            networks(map(str, words))
        return words

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        file = home() / "regtrack.toml"
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)


def load() -> Settings:
    """The settings. Raises ConfigError that names each wrong one and what it takes."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise ConfigError(
            "wrong settings (regtrack.toml or REGTRACK_* in the environment):\n  "
            + "\n  ".join(lines)
        ) from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{home() / 'regtrack.toml'} cannot be read: {error}") from error


def shown(settings: Settings) -> dict[str, object]:
    """The settings for people, secrets masked."""
    plain: dict[str, object] = {"home": str(home())}
    for name, value in settings:
        shown_value = list(value) if isinstance(value, tuple) else value
        plain[name] = MASK if isinstance(value, SecretStr) else shown_value
    return plain
