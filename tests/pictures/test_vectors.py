"""SVG files are refused before the engine sees them where they run, reach out or explode."""

from __future__ import annotations

import pytest

from brochure.pictures.flaws import Unusable
from brochure.pictures.vectors import check
from brochure.vocabulary.limits import Limits

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10"'
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="


def svg(body: str, more: str = "", before: str = "") -> bytes:
    return f"{before}{HEAD} {more}>{body}</svg>".encode()


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(Unusable) as caught:
        check("x.svg", data, Limits())
    return caught.value.flaw.code, caught.value.flaw.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (svg("<script>1</script>"), "a script"),
        (svg("<g><SCRIPT/></g>"), "a script"),
        (svg("", 'onload="x()"'), "the handler 'onload'"),
        (svg('<rect onClick="x()"/>'), "the handler 'onClick'"),
        (svg('<a xlink:href="javascript:x()"/>'), "a link to a script"),
        (svg('<a href=" java\nscript:x()"/>'), "a link to a script"),
    ],
)
def test_scripts_are_refused(data: bytes, what: str) -> None:
    assert refused(data) == ("svg-script", f"the picture 'x.svg' holds {what}")


@pytest.mark.parametrize(
    ("data", "target"),
    [
        (svg('<image href="http://a.example/x.png"/>'), "http://a.example/x.png"),
        (svg('<image xlink:href="file:///etc/passwd"/>'), "file:///etc/passwd"),
        (svg('<image href="../secret.png"/>'), "../secret.png"),
        (svg('<use href="other.svg#a"/>'), "other.svg#a"),
        (svg('<feImage href="//host/x"/>'), "//host/x"),
        (svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "data:image/svg+xml;base64,AAAA"),
        (svg('<rect fill="url(http://a.example/#p)"/>'), "http://a.example/#p"),
        (svg("<rect style=\"fill:URL( 'x.svg#p' )\"/>"), "x.svg#p"),
        (svg("<style>a{fill:url(//host/x)}</style>"), "//host/x"),
        (svg("<style>a{fill:u\\72l(//host/x)}</style>"), "//host/x"),
        (svg("<style>@import 'x.css';</style>"), "@import"),
        (svg("<style><![CDATA[@\\69mport 'x.css']]></style>"), "@import"),
        (svg("<style>@font-face{src:url(x.ttf)}</style>"), "x.ttf"),
        (svg("", before='<?xml-stylesheet href="x.css"?>'), 'href="x.css"'),
        (svg("", 'xml:base="http://a.example/"'), "http://a.example/"),
    ],
)
def test_references_outside_are_refused(data: bytes, target: str) -> None:
    message = f"the picture 'x.svg' refers to something outside itself: '{target}'; it was not read"
    assert refused(data) == ("svg-external-reference", message)


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://a.example/x"> %a;]>',
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>',
        '<!DOCTYPE svg [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
def test_declarations_are_refused(before: str) -> None:
    message = "the picture 'x.svg' declares entities or other markup of its own"
    assert refused(svg("", before=before)) == ("svg-entity", message)


def test_a_plain_document_type_is_harmless() -> None:
    check(
        "x.svg", svg("", before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'), Limits()
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<svg", "is not well-formed XML: unclosed token on line 1"),
        (svg("<g>"), "is not well-formed XML: mismatched tag on line 1"),
        (svg("").replace(b"/1999/", b"/1999/}"), "is not well-formed XML: syntax error on line 1"),
        (svg("&a;"), "is not well-formed XML: undefined entity on line 1"),
        (b"<html/>", "is no SVG but <html>"),
        (b"<svg/>", "is no SVG but <svg>"),
        (b'<?xml version="1.0" encoding="x-no"?><svg/>', "is not well-formed XML: unknown encoding: x-no"),
    ],
)
def test_broken_files_are_refused(data: bytes, message: str) -> None:
    assert refused(data) == ("picture-broken", f"the picture 'x.svg' {message}")


def layers(element: str, reference: str) -> str:
    """Ten to the eighth elements, in eight layers of ten references each."""
    return "".join(
        f'<{element} id="l{level}">' + f"<rect {reference.format(level - 1)}/>" * 10 + f"</{element}>"
        for level in range(1, 9)
    )


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<g/>" * 20_001, "has more than 20,000 elements"),
        ("<g>" * 80 + "</g>" * 80, "nests its elements more than 64 levels deep"),
        (layers("g", 'href="#l{}"').replace("<rect", "<use"), "draws more than 60,000 elements through its references"),
        (layers("pattern", 'fill="url(#l{})"'), "draws more than 60,000 elements through its references"),
        (
            "<style>"
            + "".join(f".c{level}{{fill:url(#l{level})}}" for level in range(9))
            + "</style>"
            + layers("pattern", 'class="c{}"'),
            "draws more than 60,000 elements through its references",
        ),
        ('<g id="a"><use href="#a"/></g>', "refers to itself in a circle"),
        ('<use id="a" href="#b"/><use id="b" href="#a"/>', "refers to itself in a circle"),
    ],
)
def test_explosions_are_refused(body: str, what: str) -> None:
    assert refused(svg(body)) == ("svg-too-complex", f"the picture 'x.svg' {what}")


def test_a_raster_inside_is_a_warning() -> None:
    found = check("x.svg", svg(f'<image href="data:image/png;base64,{PIXEL}"/>' * 2), Limits())
    assert [(flaw.code, flaw.message) for flaw in found.flaws] == [
        ("svg-raster", "the picture 'x.svg' holds a raster picture, which does not scale as vectors do")
    ]


def test_a_broken_raster_inside_is_refused() -> None:
    assert refused(svg(f'<image href="data:image/png;base64,{PIXEL[:60]}"/>'))[0] == "picture-broken"


def test_ordinary_drawings_pass() -> None:
    body = (
        '<defs><linearGradient id="g"/><symbol id="s"><path d="M0 0"/></symbol></defs>'
        '<use href="#s"/><rect fill="url(#g)" style="stroke:url(\'#g\')"/><a href="https://a.example/"><path/></a>'
        "<style>.a{fill:#fff}</style>"
    )
    found = check("x.svg", svg(body), Limits())
    assert found.flaws == []


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ("", (20, 10)),
        ('width="40"', (40, 20)),
        ('height="5mm"', (2 * 5 * 96 / 25.4, 5 * 96 / 25.4)),
        ('width="100%" height="7"', (14, 7)),
        ('width="30" height="30"', (30, 30)),
    ],
)
def test_the_size_is_read(more: str, size: tuple[float, float]) -> None:
    found = check("x.svg", svg("", more), Limits())
    assert (found.width, found.height) == pytest.approx(size)
