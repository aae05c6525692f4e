"""LegiScan data sets: a folder, a zip, the getDataset answer; what is broken is told."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import platform_recordings as made
from regtrack.contract import DocumentRecord, FaultRecord, Stage
from regtrack.domain.errors import ConfigError
from regtrack.runner.legiscan_files import open_data_set, read_records
from regtrack.runner.snapshots import SnapshotStore

CAPTURES = Path(__file__).resolve().parents[2] / "../shared/captures/legiscan"
FOLDER = "KS/2025-2026_Regular_Session"


def files(text: str | None = "json") -> dict[str, bytes]:
    """The files of a data set: a bill, a broken one, a vote, and the text in some form."""
    found = {
        f"{FOLDER}/bill/SB430.json": json.dumps({"bill": made.legiscan_bill()}).encode(),
        f"{FOLDER}/bill/SB431.json": b'{"bill": {"bill_id": 1',
        f"{FOLDER}/vote/1.json": b'{"roll_call": {}}',
        f"{FOLDER}/README.md": b"LegiScan",
    }
    if text == "json":
        found[f"{FOLDER}/text/{made.DOC}.json"] = json.dumps(made.text_answer()).encode()
    elif text == "doc_id":
        found[f"{FOLDER}/text/{made.DOC}.html"] = made.KS_TEXT
    elif text == "hash":
        found[f"{FOLDER}/text/{made.text_hash(made.KS_TEXT)}.html"] = made.KS_TEXT
    elif text == "other":
        found[f"{FOLDER}/text/{made.DOC}.html"] = b"<p>something else</p>"
    return found


def zipped(given: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in given.items():
            archive.writestr(name, data)
    return body.getvalue()


def as_folder(root: Path, given: dict[str, bytes]) -> Path:
    for name, data in given.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def as_zip(root: Path, given: dict[str, bytes]) -> Path:
    root.with_suffix(".zip").write_bytes(zipped(given))
    return root.with_suffix(".zip")


def as_answer(root: Path, given: dict[str, bytes]) -> Path:
    packed = base64.b64encode(zipped(given)).decode()
    file = root.with_suffix(".json")
    file.write_text(json.dumps({"status": "OK", "dataset": {"session_id": 1, "zip": packed}}))
    return file


def read(path: Path, store: SnapshotStore) -> tuple[list[DocumentRecord], list[FaultRecord]]:
    found = list(read_records(open_data_set(path), store))
    return (
        [f for f in found if isinstance(f, DocumentRecord)],
        [f for f in found if isinstance(f, FaultRecord)],
    )


@pytest.mark.parametrize("form", [as_folder, as_zip, as_answer])
@pytest.mark.parametrize("text", ["json", "doc_id", "hash", None])
def test_each_form_gives_the_bill_and_its_text(
    form: Callable[[Path, dict[str, bytes]], Path],
    text: str | None,
    tmp_path: Path,
    store: SnapshotStore,
) -> None:
    (bill,), (fault,) = read(form(tmp_path / "set", files(text)), store)
    assert (bill.number, bill.stage, str(bill.stage_on)) == ("SB 430", Stage.ENACTED, "2026-04-27")
    assert (fault.kind, "SB431.json" in fault.message) == ("invalid_document", True)
    (enrolled,) = bill.texts
    assert bool(enrolled.sha256) is (text is not None)
    if enrolled.sha256:
        assert store.get(enrolled.sha256) == made.KS_TEXT
    assert enrolled.url is not None
    assert enrolled.url.startswith("https://www.kslegislature.gov/")


def test_a_text_of_another_hash_is_a_fault_and_the_bill_comes_in(
    tmp_path: Path, store: SnapshotStore
) -> None:
    (bill,), faults = read(as_folder(tmp_path / "set", files("other")), store)
    assert bill.texts == ()
    assert sorted(f.kind for f in faults) == ["fetch_failed", "invalid_document"]


@pytest.mark.parametrize("what", ["nothing", "no file", "no zip"])
def test_what_is_no_data_set_is_told_in_words(what: str, tmp_path: Path) -> None:
    path = tmp_path / what
    if what == "nothing":
        path.mkdir()
    elif what == "no zip":
        path.write_text("words")
    with pytest.raises(ConfigError, match=r"no bill records|cannot be read|is no data set"):
        open_data_set(path)


def test_a_file_that_unpacks_to_too_much_is_left_out(tmp_path: Path, store: SnapshotStore) -> None:
    huge = b'{"bill": {"title": "' + b"a" * (65 * 1024 * 1024)
    path = as_zip(tmp_path / "set", {f"{FOLDER}/bill/SB1.json": huge, **files()})
    bills, faults = read(path, store)
    assert [b.number for b in bills] == ["SB 430"]
    assert any("larger than" in f.message for f in faults)


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captured data sets are not here")
def test_captured_records_are_read(store: SnapshotStore) -> None:
    bills, faults = read(CAPTURES, store)
    assert faults == []
    seen = {(b.division[-2:], b.number): (b.stage, len(b.actions), len(b.texts)) for b in bills}
    assert seen == {
        ("ar", "HB 1044"): (Stage.ENACTED, 18, 2),
        ("ar", "HB 1045"): (Stage.ENACTED, 18, 2),
        ("ar", "HB 1046"): (Stage.ENACTED, 18, 2),
        ("ak", "HB 1"): (None, 27, 3),
        ("ak", "HB 2"): (None, 11, 2),
        ("ak", "HB 3"): (None, 36, 2),
    }
