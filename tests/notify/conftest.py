"""Fixtures of the tests of messages and channels: alerts, and a certificate authority."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import settings

from notify.samples import BILL, NOW, SAME, TN, TODAY, MakeAlert, Pki
from regtrack.domain.alerts import Alert
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Instrument, Stage
from regtrack.domain.observations import Confidence, Evidence
from regtrack.domain.substances import Substance

# A busy machine is no reason to fail: what is tested here is never speed.
settings.register_profile("notify", deadline=None)
settings.load_profile("notify")


@pytest.fixture(scope="session")
def make_alert() -> MakeAlert:
    """An alert about the bill above; keywords overwrite the change's fields."""

    def make(
        kind: ChangeKind = ChangeKind.STAGE,
        *,
        place: str = "Tennessee",
        alert_id: str = "msg_1",
        subscription: str = "sub-1",
        on: str | None = "2026-06-18",
        stage: Stage | None = Stage.ENACTED,
        lines: tuple[StatusLine, ...] = SAME,
        instrument: Instrument | None = BILL,
        substances: tuple[Substance, ...] = (Substance.KRATOM,),
        how: str | None = None,
        evidence: tuple[Evidence, ...] = (),
        notes: tuple[str, ...] = (),
        confidence: Confidence = Confidence.HIGH,
        division: str = TN,
    ) -> Alert:
        change = Change(
            key="k",
            kind=kind,
            division=division,
            recorded_at=NOW,
            substances=substances,
            instrument=instrument,
            stage=stage,
            how=how,
            lines=lines,
            on=PartialDate(on) if on else None,
            evidence=evidence,
            confidence=confidence,
            notes=notes,
        )
        return Alert(alert_id, change, place, NOW, TODAY, subscription)

    return make


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=10))
    )


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Fresh keys for this run."""
    folder: Path = tmp_path_factory.mktemp("pki")
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = (
        _builder("test authority", "test authority", ca_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    leaf = (
        _builder("receiver", "test authority", key)
        .add_extension(names, critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    (folder / "cert.pem").write_bytes(leaf.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return Pki(str(folder / "ca.pem"), server)
