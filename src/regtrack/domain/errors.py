"""Every error regtrack raises on purpose, from the general to the particular.

RegtrackError
├── ConfigError            a setting, a file or an argument is wrong; the message says what to do
│   └── Unreachable        the database server does not answer, or does not let us in
├── SourceError            a source did not give what it should; kept as a typed fault
│   ├── FetchFailed        no answer, a server error, a time-out
│   ├── Blocked            403, 429, a challenge page, a login wall, robots rules
│   ├── LayoutChanged      the page is there, its known parts are not
│   ├── UnexpectedlyEmpty  a list that is never empty is empty
│   ├── SchemaDrift        fields that the parser counts on are gone
│   ├── StaleUpstream      the publisher says himself that this is old
│   └── QuotaSpent         the key has no request left in this period
├── IngestError            a document cannot be imported
│   ├── InvalidDocument    a record breaks the contract
│   └── UnreadableText     no readable text in the bytes
└── DeliveryError          a message was not taken
    ├── RetryableDelivery  try again later
    └── PermanentDelivery  never try this one again
        └── EndpointGone   nor any other message to that receiver
"""

from __future__ import annotations


class RegtrackError(Exception):
    """Base of every expected error."""


class ConfigError(RegtrackError):
    """A setting, file or argument is wrong."""


class Unreachable(ConfigError):
    """The database server does not answer or does not let us in. It may be up again later."""


class SourceError(RegtrackError):
    """A source did not give what it should."""

    fault = "source_error"


class FetchFailed(SourceError):
    """No usable answer came back."""

    fault = "fetch_failed"


class Blocked(SourceError):
    """The publisher does not let us in; we stop and say so."""

    fault = "blocked"


class LayoutChanged(SourceError):
    """The known parts of a page are gone."""

    fault = "layout_changed"


class UnexpectedlyEmpty(SourceError):
    """A list that is never empty is empty."""

    fault = "unexpectedly_empty"


class SchemaDrift(SourceError):
    """Fields that the parser counts on are gone from most rows."""

    fault = "schema_drift"


class StaleUpstream(SourceError):
    """What the publisher sends is older, by its own word, than it should be."""

    fault = "stale_upstream"


class QuotaSpent(SourceError):
    """The key has no request left until its period ends."""

    fault = "quota_spent"


class IngestError(RegtrackError):
    """A document cannot be imported."""

    fault = "ingest_error"


class InvalidDocument(IngestError):
    """A record breaks the contract."""

    fault = "invalid_document"


class UnreadableText(IngestError):
    """The bytes hold no readable text."""

    fault = "unreadable_text"


class DeliveryError(RegtrackError):
    """A message was not taken."""


class RetryableDelivery(DeliveryError):
    """The receiver may take it later.

    `retry_after` is in seconds, as the receiver asked, or None. `holds` says whether the messages
    behind this one wait for it, so that they stay in order: not where only this one is at fault.
    `answered` says whether it was the receiver itself that said no.
    """

    def __init__(
        self,
        message: str,
        retry_after: float | None = None,
        *,
        holds: bool = True,
        answered: bool = False,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.holds = holds
        self.answered = answered


class PermanentDelivery(DeliveryError):
    """The receiver will never take it."""


class EndpointGone(PermanentDelivery):
    """The receiver wants nothing any more: it is switched off until somebody switches it on."""
