"""Changes as events for programs: CloudEvents 1.0, the data under a published schema.

The fields bear the names of the Federal Register (`document_number`, `publication_date`,
`effective_on`, `html_url`) and of Open Civic Data (`jurisdiction`, `legislative_session`,
`identifier`, division ids) where these have one. An event depends on nothing but the alert, so that
every try sends the same bytes.
"""

from __future__ import annotations

from regtrack.domain.alerts import Alert
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.changes_json import change_json, instant
from regtrack.domain.importance import importance
from regtrack.domain.instruments import How, Instrument, InstrumentKind, Stage
from regtrack.notify import clean

CHANGE, DIGEST = "change.v1", "digest.v1"
_LONG = 100_000
_ADDRESSES = frozenset({"url", "html_url"})
_STARTS = frozenset({ChangeKind.SCHEDULED_START, ChangeKind.CAME_INTO_FORCE})
#: Acts that an agency's register publishes under a document number.
_DOCUMENTS = frozenset(
    {
        InstrumentKind.RULE,
        InstrumentKind.EMERGENCY_RULE,
        InstrumentKind.EXECUTIVE_ORDER,
        InstrumentKind.HEALTH_ORDER,
        InstrumentKind.AGENCY_NOTICE,
    }
)
#: Open Civic Data's word for what a division of this type is to its government.
_CLASSIFICATION = {"country": "country", "state": "state", "county": "county", "place": "place"}


def change_event(alert: Alert) -> dict[str, object]:
    """The event of one change. Raises ValueError where an instant has no zone."""
    change = alert.change
    data = change_data(change, alert.place)
    return _envelope(
        alert.id, CHANGE, clean.line(change.division), instant(change.recorded_at), data
    )


def digest_event(alert: Alert) -> dict[str, object]:
    """The event of a digest: the data of its changes in one."""
    places = {c.id: (c, place) for c, place in zip(alert.changes, alert.places, strict=True)}
    data: dict[str, object] = {"changes": [change_data(*pair) for pair in places.values()]}
    subject = clean.line(alert.subscription, 100)
    return _envelope(alert.id, DIGEST, subject, instant(alert.created_at), data)


def change_data(change: Change, place: str) -> dict[str, object]:
    """`change_json`, freed of what could mislead a reader of a log, with the fields of an event."""
    data = change_json(change)
    shown = {name: _shown(name, value) for name, value in data.items()}
    shown["jurisdiction"] = {
        "division_id": shown["division"],
        "name": clean.line(place),
        "classification": _classification(change.division),
    }
    shown["importance"] = importance(change).value
    shown["effective_on"] = shown["on"] if change.kind in _STARTS else None
    published = change.how == How.PUBLISHED or change.stage is Stage.PROPOSED
    is_document = change.instrument is not None and change.instrument.kind in _DOCUMENTS
    shown["publication_date"] = shown["on"] if published and is_document else None
    if change.instrument is not None:
        instrument = shown["instrument"]
        assert isinstance(instrument, dict)
        shown["instrument"] = {**instrument, **_names(change.instrument, instrument)}
    return shown


def _names(instrument: Instrument, shown: dict[str, object]) -> dict[str, object]:
    is_document = instrument.kind in _DOCUMENTS
    return {
        "id": instrument.id,
        "html_url": shown["url"],
        "document_number": shown["number"] if is_document else None,
        "identifier": None if is_document else shown["number"],
        "legislative_session": shown["session"],
    }


def _envelope(
    key: str, schema: str, subject: str, time: str, data: dict[str, object]
) -> dict[str, object]:
    """`timestamp` is the same as `time`, under the name that Standard Webhooks gives it."""
    return {
        "specversion": "1.0",
        "id": key,
        "source": "/regtrack",
        "type": f"org.regtrack.{schema}",
        "subject": subject,
        "time": time,
        "timestamp": time,
        "datacontenttype": "application/json",
        "dataschema": f"urn:regtrack:schema:{schema}",
        "data": data,
    }


def _classification(division: str) -> str:
    last = division.rpartition("/")[2].partition(":")[0]
    return _CLASSIFICATION.get(last, "government")


def _shown(name: str, value: object) -> object:
    """The value with every string as one clean line, and addresses only where they are safe."""
    if isinstance(value, dict):
        return {key: _shown(key, part) for key, part in value.items()}
    if isinstance(value, list):
        return [_shown(name, part) for part in value]
    if isinstance(value, str):
        return clean.address(value) if name in _ADDRESSES else clean.line(value, _LONG)
    return value
