"""XML bills: Utah, Congress and others, in their own mark-up with words of our own."""

from __future__ import annotations

from collections.abc import Callable

from regtrack.reading.text import LegalText
from regtrack.runner.extraction import extract

Shown = Callable[[LegalText], str]

UTAH = """<?xml version="1.0" encoding="UTF-16"?>
<leg xml:space="preserve" billnum="SB0099"><info><sect uid="C4">4-45-101</sect></info><lt>
<lthead lineno="3">LONG TITLE</lthead><hl lineno="9" level="1">requires a kratom seller to \
register with the Department of <ln lineno="10"/>Agriculture;</hl></lt><bdy><section>\
<secline>Section 1. Section <bold>4-45-104</bold> is amended to read:</secline><catline><bold>\
4-45-104<parens><paren show="true"><effect>Effective </effect><date>01/01/27</date></paren>\
</parens>. Sellers.</bold></catline><subsection><display>(1)</display>A kratom processor\
<amend ea="amend" style="1"> or kratom retailer</amend> may not sell:<subsection ea="erase">\
<display><amendoutstart style="2"/><amend ea="erase" style="2" deltag="start">(a)</amend></display>\
<amend ea="erase" style="2">mixed goods; or</amend><amendoutend style="2"/></subsection>\
<subsection><display><amendoutstart/><amend ea="erase" style="2">(b)</amend><amendoutend/>\
<amend ea="amend" style="1" space="true">(a)</amend></display>a class <amendoutstart/>\
<amend ea="erase">C</amend><amendoutend/><amend ea="amend" space="true">B</amend> product.\
</subsection></subsection></section></bdy></leg>"""


def test_utah_bill_that_declares_utf_16_but_is_utf_8(shown: Shown) -> None:
    text = extract(UTAH.encode())
    assert text.extractor == "xml@2"
    assert text.live.split("\n") == [
        "LONG TITLE",
        "requires a kratom seller to register with the Department of Agriculture;",
        "Section 1. Section 4-45-104 is amended to read:",
        "4-45-104 (Effective 01/01/27). Sellers.",
        "(1) A kratom processor or kratom retailer may not sell:",
        "(a) a class B product.",
    ]
    assert "{-mixed goods; or-}" in shown(text)
    assert "{+ or kratom retailer+}" in shown(text)


def test_congress_bill(shown: Shown) -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN"'
        ' "bill.dtd"><bill><metadata><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "119 HR 1</dc:title></metadata><legis-body><section><enum>1.</enum><header>Short title"
        '</header><text display-inline="no-display-inline">\n   This Act may be cited as the'
        " <quote><short-title>Kratom Act</short-title></quote>.</text></section>\n   <section>"
        "<enum>2.</enum><subsection><enum>(a)</enum><header>Sale</header><text>A person may"
        " <deleted-phrase>not</deleted-phrase> <added-phrase>never</added-phrase>\n sell&nbsp;it"
        "&mdash;</text> <paragraph><enum>(1)</enum><text>to a child; or</text></paragraph>"
        "</subsection></section></legis-body></bill>"
    )
    text = extract(body.encode())
    assert text.live.split("\n") == [
        "1. Short title",
        "This Act may be cited as the \u201cKratom Act\u201d.",
        "2. (a) Sale",
        "A person may never sell it\u2014",
        "(1) to a child; or",
    ]
    assert "{-not-}" in shown(text)


def test_entity_bombs_yield_no_more_than_the_words() -> None:
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "lol">{levels}]>'
    body = head + "<r>the law of kratom &a9;</r>"
    assert extract(body.encode()).live == "the law of kratom"


def test_external_entities_are_not_read() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<r>the whole law of kratom &x;</r>"
    )
    assert extract(body.encode()).live == "the whole law of kratom"


def test_elements_of_unknown_names_inside_a_sentence_do_not_part_it() -> None:
    body = (
        '<?xml version="1.0"?><Statute><Body><Definition><Text><DefinedTermEn>kratom'
        "</DefinedTermEn> has the meaning of <XRefExternal>the Act</XRefExternal>. "
        "(<DefinedTermFr>kratom</DefinedTermFr>)</Text></Definition><Wrapper><Label>(a)</Label>"
        "<Text>any leaf; or</Text></Wrapper><Other>the whole plant</Other></Body></Statute>"
    )
    assert extract(body.encode()).live.split("\n") == [
        "kratom has the meaning of the Act. (kratom)",
        "(a) any leaf; or",
        "the whole plant",
    ]
