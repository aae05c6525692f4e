"""Plain text, and what bytes are: types, encodings, foreign formats, garbage."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
from collections.abc import Callable

import pytest

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import LegalText
from regtrack.runner.extraction import extract
from regtrack.runner.extraction.detect import Kind, detect

LAW = "A person may not sell kratom in this state."


def test_printed_lines_join_and_blank_lines_part() -> None:
    text = b"SECTION 1. A person may not sell\nkratom to a child.\n\nSECTION 2. It ends in 2030.\n"
    result = extract(text)
    assert result.extractor == "plain@3"
    assert result.live == (
        "SECTION 1. A person may not sell kratom to a child.\nSECTION 2. It ends in 2030."
    )


def test_margin_numbers_in_plain_text_but_not_numbers_of_the_text() -> None:
    lines = [f"{n} word {n + 40} kratom and" for n in range(1, 12)]
    assert extract("\n".join(lines).encode()).live.startswith("word 41 kratom and word 42")
    prose = b"There are no fewer than\n12 kinds of kratom and\n3 makers in this state."
    assert extract(prose).live == (
        "There are no fewer than 12 kinds of kratom and 3 makers in this state."
    )


def test_brackets_of_states_that_print_deletions_so(shown: Callable[[LegalText], str]) -> None:
    text = (
        "Be it enacted by the General Assembly of the Commonwealth of Kentucky:\n\n"
        "A seller of goods;[ or] kratom, 5-[2-ethyl]-1-methyl, [Effective 2027] shall register."
    )
    assert "goods;{-[ or]-} kratom, 5-[2-ethyl]-1-methyl, [Effective 2027]" in shown(
        extract(text.encode())
    )
    assert "{-" not in shown(extract(text.replace("Kentucky", "Virginia").encode()))


@pytest.mark.parametrize(
    ("data", "live"),
    [
        (codecs.BOM_UTF8 + LAW.encode(), LAW),
        (LAW.encode("utf-16"), LAW),
        (LAW.encode("utf-16-le"), LAW),
        (LAW.encode("utf-16-be"), LAW),
        ("the \u201ckratom\u201d law of the state \u2014 \u00a7 1".encode("cp1252"),
         "the \u201ckratom\u201d law of the state \u2014 \u00a7 1"),
        ("the kratom processor\u00e2\u20ac\u2122s licence, \u00c2\u00a7 1".encode(),
         "the kratom processor\u2019s licence, \u00a7 1"),
        ("l\u2019usage du kratom est prohib\u00e9 en \u00c2ge l\u00e9gal".encode(),
         "l\u2019usage du kratom est prohib\u00e9 en \u00c2ge l\u00e9gal"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, live: str) -> None:
    assert extract(data).live == live


def test_declared_encoding_is_used_where_the_bytes_are_no_utf_8() -> None:
    word = "\u0417\u0430\u043a\u043e\u043d \u043e \u043a\u0440\u0430\u0442\u043e\u043c\u0435 "
    page = f"<html><head><meta charset=windows-1251></head><body><p>{word * 3}</p></body></html>"
    assert extract(page.encode("cp1251")).live == (word * 3).strip()


@pytest.mark.parametrize(
    ("data", "media_type", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "application/pdf", "a.pdf", Kind.HTML),
        (b"\n\n<html xmlns='x'>", "text/plain", "", Kind.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", "", "", Kind.HTML),
        (b"<?xml version='1.0'?><bill>", "text/html", "a.html", Kind.XML),
        (b"<akomaNtoso xmlns='x'><act>", "", "", Kind.XML),
        (b"%PDF-1.7 ", "text/html", "a.html", Kind.PDF),
        (b"AN ACT relating to kratom where a < b", "application/xml", "", Kind.PLAIN),
    ],
)
def test_the_bytes_say_what_they_are(data: bytes, media_type: str, name: str, kind: Kind) -> None:
    assert detect(data, media_type, name) is kind


def _zipped(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(member), "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (_zipped("word/document.xml"), r"Word file \(docx\)"),
        (_zipped("other"), "zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        (b"{\\rtf1\\ansi kratom}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (gzip.compress(LAW.encode(), mtime=0), "gzip"),
        (bytes(range(1, 256)) * 9, "binary or damaged"),
        (("\ufffd\ufffdKD\x14\ufffd!W\ufffd" * 99).encode(), "damaged|garbage"),
        (b"<html><body><p>1234</p></body></html>", "next to no words"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableText, match=f"^no readable text: .*({words})"):
        extract(data)


def test_head_of_captured_texts_is_left_out() -> None:
    head = "Title: \nOfficial Title: \nSource: versions - Introduced\nMedia Type: text/html\n\n"
    assert extract((head + "=" * 80 + "\n\n" + LAW).encode()).live == LAW


def test_a_bracket_that_is_never_closed_does_not_strike_the_rest() -> None:
    text = (
        "Matter in [brackets] is removed from current law.\n\n"
        "A seller [; or [(6) an old holder] may sell kratom. This Act takes effect in 2026."
    )
    result = extract(text.encode())
    assert "(6) an old holder" not in result.live
    assert result.live.endswith("may sell kratom. This Act takes effect in 2026.")
