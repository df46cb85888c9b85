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
        (svg("<style><![CDATA[@\\69mport 'x.css']]></style>"), "@import"),
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


UNDRAWN = {
    '<foreignObject width="9"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>': "foreignObject",
    '<path id="p" d="M0 0h9"/><text><textPath href="#p">x</textPath></text>': "textPath",
    '<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>': "animate",
    "<switch><g/><g/></switch>": "switch",
    '<filter id="f"/><rect filter="url(#f)"/>': "filter",
    '<rect style="fill:red; filter: blur(2px)"/>': "filter",
    '<rect style="mix-blend-mode:multiply"/>': "mix-blend-mode",
    '<g mix-blend-mode="screen"/>': "mix-blend-mode",
    '<rect fill="var(--c)"/>': "var",
    "<style>:root{--c:red}\n.v{fill:var(--c)}</style>": "var",
    "<style>@media (prefers-color-scheme:dark){a{fill:red}}</style>": "@media",
    "<style>g{fill:red;.a{fill:blue}}</style>": "inside each other",
    '<path d="M NaN 0 L 9 9"/>': "NaN",
    '<g transform="translate(undefined, 0)"/>': "undefined",
    '<rect width="Infinity"/>': "Infinity",
    '<rect width="1e308"/>': "1e308",
    '<g transform="scale(2E+45) scale(2)"/>': "2E+45",
    '<path d="M0 0L12345678901 5"/>': "12345678901",
    '<rect width="calc(1px + 2px)"/>': "calc",
    '<rect style="clip-path:circle(9px)"/>': "clip-path",
    '<rect transform="rotate(9)" style="transform-origin:5px 5px"/>': "transform-origin",
    '<line stroke-dasharray="1" pathLength="1"/>': "pathLength",
    "<style>@import url(https://fonts.example/css2?family=A);</style><text>x</text>": "@import",
    "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA)}</style>": "@font-face",
}


@pytest.mark.parametrize("body", UNDRAWN)
def test_what_is_not_drawn_is_told_at_its_line(body: str) -> None:
    """A warning a kind, at the first line in the drawing's own file that holds it."""
    found = check("x.svg", svg(f"\n<g/>\n{body}\n{body.replace(' id=', ' class=')}"), Limits(), "img/x.svg")
    (flaw,) = found.flaws
    assert flaw.code == "svg-not-drawn"
    assert UNDRAWN[body] in flaw.message
    assert flaw.place is not None
    assert (flaw.place.file, flaw.place.line) == ("img/x.svg", 4 if body.startswith("<style>:root") else 3)
    assert flaw.excerpt.strip() in body


@pytest.mark.parametrize(
    "body",
    [
        "<style>.a{fill:red}.b{fill:none;filter:none;mix-blend-mode:normal}</style>",
        '<clipPath id="c"/><rect clip-path="url(#c)" transform-origin="5 5"/>',
        '<text class="inf" id="NaN">var(--x) calc(1) NaN</text>',
        '<rect transform="rotate(9)" transform-origin="0 0" opacity="1e-3"/>',
        '<path pathLength="1" d="M1e3-2.5.5z"/>',
        '<path d="M123456789 0.123456789012 L1e9-1e-40"/>',
        "<style><![CDATA[ /* @2x; nothing */ .a{fill:rgb(1,2,3)} ]]></style>",
    ],
)
def test_what_is_drawn_is_not_told(body: str) -> None:
    assert check("x.svg", svg(body), Limits(), "x.svg").flaws == []


def test_what_would_be_fetched_is_left_out_of_the_file() -> None:
    """Lines stay where they are, and the rest is drawn."""
    data = svg("<style>@import 'a.css';\n@font-face{\nsrc:url(b.ttf)}\n.a{fill:red}</style>")
    found = check("x.svg", data, Limits())
    assert b"@" not in found.data
    assert found.data.count(b"\n") == data.count(b"\n")
    assert [flaw.message.split(", which")[0] for flaw in found.flaws] == [
        "in 'x.svg', the drawing holds styles from elsewhere (@import)",
        "in 'x.svg', the drawing holds a font of its own (@font-face)",
    ]
