"""Moving the schema from revision to revision; only where it is not the newest one."""

from __future__ import annotations

import os

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

import regtrack
from regtrack.domain.errors import ConfigError
from regtrack.store.database import MIGRATIONS


def upgrade_to(connection: sa.Connection, wanted: str) -> None:
    """Bring the schema to a revision ("head": the newest) in the transaction of the caller.

    Raises ConfigError where a newer regtrack made it."""
    config = scripts()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, wanted)
    except CommandError as error:
        raise ConfigError(
            f"the database has a schema that this program ({regtrack.__version__}) does not know: "
            f"{error}; a newer regtrack made it, so install that one or a newer one"
        ) from error


def knows(wanted: str) -> bool:
    """Whether this program knows a revision of the schema."""
    revisions = ScriptDirectory.from_config(scripts()).walk_revisions()
    return wanted in {script.revision for script in revisions}


def scripts() -> Config:
    """Where the revisions are."""
    config = Config()
    config.set_main_option("script_location", os.fspath(MIGRATIONS))
    return config
