"""The child: hostile documents end in UnreadableText within bounds, and the next one works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdf_files import pdf, text_at

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import Mark
from regtrack.runner.extraction import BoundedExtractor, extract

GOOD = b"<p>A person may <s>not</s> <u>never</u> sell kratom.</p>"
LIVE = "A person may never sell kratom."


@pytest.fixture(scope="module")
def bounded() -> Iterator[BoundedExtractor]:
    with BoundedExtractor() as extractor:
        yield extractor


def _child(extractor: BoundedExtractor) -> int | None:
    return extractor._child.pid if extractor._child else None


def test_same_text_as_in_process_and_one_child_for_all() -> None:
    with BoundedExtractor() as bounded:
        assert _child(bounded) is None, "the child is started at the first document"
        assert bounded.extract(GOOD) == extract(GOOD)
        first = _child(bounded)
        pages = pdf([text_at(72, 700, "A person may not sell kratom.")])
        assert bounded.extract(pages).page_count == 1
        assert _child(bounded) == first


def _bomb(content: bytes) -> bytes:
    document: bytes = pdf([content], packed=True)
    return document


def _hostile() -> Iterator[tuple[str, bytes]]:
    # A gigabyte of blanks is made a piece at a time, so that this process stays small too.
    packer = zlib.compressobj(9)
    blanks = b" " * (1 << 20)
    body = b"".join(packer.compress(blanks) for _ in range(1024)) + packer.flush()
    plain = pdf([b"MARK"])
    swollen = plain.replace(
        b"<</Length 4>>stream\nMARK",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b" % (len(body), body),
    )
    yield "a gigabyte in a PDF stream", swollen
    yield "a million text objects", _bomb(b"(kratom) Tj 0 -1 Td " * 1_000_000)
    yield "a million pages", pdf([text_at(9, 9, "kratom")], repeat=1_000_000)
    yield "50 MB of tags", b"<u>a" * (50 * (1 << 20) // 4)
    yield "50 MB of brackets", b"<html>" + b"<" * (50 << 20)
    yield "50 MB of open quotes", b'<html><a "' * (5 << 20)
    yield "over the input cap", b"a" * ((64 << 20) + 1)


@pytest.mark.parametrize(
    ("what", "data"), list(_hostile()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_hostile_documents(bounded: BoundedExtractor, what: str, data: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableText, match=r"^no readable text: "):
        bounded.extract(data, name=what)
    assert time.monotonic() - began < 60
    assert bounded.extract(GOOD).live == LIVE


@pytest.mark.parametrize("tag", ["div", "b", "span", "u", "table", "s"])
def test_deep_nesting_loses_no_words(bounded: BoundedExtractor, tag: str) -> None:
    deep = f"<p>Before it.</p>{f'<{tag}>' * 20_000}kratom within{f'</{tag}>' * 20_000}<p>After.</p>"
    text = bounded.extract(deep.encode())
    words = "".join(run.text for run in text.runs).split()
    assert words == ["Before", "it.", "kratom", "within", "After."]
    marks = {"u": Mark.ADDED, "s": Mark.STRUCK}
    assert {r.mark for r in text.runs if "within" in r.text} == {marks.get(tag, Mark.PLAIN)}


def test_deep_xml_loses_no_words(bounded: BoundedExtractor) -> None:
    deep = f"<?xml version='1.0'?><r>the law{'<p>' * 20_000} of kratom{'</p>' * 20_000} ends</r>"
    assert bounded.extract(deep.encode()).live.split() == ["the", "law", "of", "kratom", "ends"]


def test_time_out_is_told_and_the_next_document_works() -> None:
    with BoundedExtractor(seconds=0.3) as bounded:
        with pytest.raises(UnreadableText, match=r"gave up after 0\.3 s"):
            bounded.extract(GOOD * 200_000)
        bounded.seconds = 30
        assert bounded.extract(GOOD).live == LIVE


def test_child_killed_from_outside_between_documents_is_replaced(bounded: BoundedExtractor) -> None:
    bounded.extract(GOOD)
    child = _child(bounded)
    assert child
    os.kill(child, signal.SIGKILL)
    time.sleep(0.1)
    assert bounded.extract(GOOD).live == LIVE
    assert _child(bounded) != child


def test_threads_share_one_extractor(bounded: BoundedExtractor) -> None:
    got: list[str] = []

    def work(number: int) -> None:
        got.append(bounded.extract(f"<p>The law of kratom, part {number}.</p>".encode()).live)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(f"The law of kratom, part {n}." for n in range(12))


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "in the midst of a document"])
def test_child_does_not_outlive_a_killed_parent(busy: bool) -> None:
    code = (
        "from regtrack.runner.extraction import BoundedExtractor\n"
        "import threading, time\n"
        "b = BoundedExtractor()\n"
        f"b.extract({GOOD!r})\n"
        f"work = threading.Thread(target=b.extract, args=({GOOD!r} * 200_000,), daemon=True)\n"
        f"work.start() if {busy} else None\n"
        "time.sleep(0.5)\n"
        "print(b._child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert _alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(30):
        if not _alive(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child lives on")


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
