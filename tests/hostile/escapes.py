"""Ways out of the project: by every route that a content file, a picture or a link offers."""

# A hostile text is read best on a line of its own.
# ruff: noqa: E501

from __future__ import annotations

import base64

from tests.hostile.case import SVG, Case, Link, codes, drawing, page

_OUTSIDE = codes("path-outside-project")
# A leading slash means the project, as on a website.
_MISSING = codes("picture-missing")
_REMOTE = codes("picture-remote")


def _markdown(name: str, reference: str) -> Case:
    told = _OUTSIDE | codes("foreign-markup") if "<svg/>" in reference else _OUTSIDE
    return Case(f"markdown-{name}", page(f"![x]({reference})"), 0, told)


def _html(name: str, html: str, *words: str) -> Case:
    """Raw HTML that the cleaning takes away: the page is made, and nothing is read."""
    told = codes("foreign-markup") if name in ("object", "iframe", "video", "inline-svg") else codes()
    return Case(f"html-{name}", page(f"Avant.\n\n{html}\n\nAprès."), 0, told, ("Avant", "Après", *words))


def _svg(name: str, body: str, code: str = "svg-external-reference", before: str = "", attributes: str = "") -> Case:
    harmless = code in ("svg-external-reference", "svg-not-drawn")
    return Case(f"svg-{name}", drawing(f"{before}{SVG}{attributes}>{body}</svg>"), 0 if harmless else 1, codes(code))


_MARKDOWN = (
    _markdown("relative", "../../outside/secret.svg"),
    _markdown("absolute", "OUT/secret.svg"),
    Case("markdown-absolute-unknown", page("![x](/outside/secret.svg)"), 0, _MISSING),
    _markdown("deep", "img/../../../outside/secret.svg"),
    _markdown("file", "file://OUT/secret.svg"),
    _markdown("file-host", "file://localhost/OUT/secret.svg"),
    _markdown("encoded", "%2e%2e/%2e%2e/outside/secret.svg"),
    _markdown("encoded-slash", "..%2f..%2foutside%2fsecret.svg"),
    Case("markdown-twice-encoded", page("![x](%252e%252e/%252e%252e/outside/secret.svg)"), 0, _MISSING),
    _markdown("backslash", "..\\\\..\\\\outside\\\\secret.svg"),
    Case("markdown-http", page("![x](http://127.0.0.1:PORT/secret.svg)"), 0, _REMOTE),
    Case("markdown-https", page("![x](https://127.0.0.1:PORT/secret.svg)"), 0, _REMOTE),
    Case("markdown-network-path", page("![x](//127.0.0.1:PORT/secret.svg)"), 0, _REMOTE),
    _markdown("ftp", "ftp://127.0.0.1:PORT/secret.svg"),
    _markdown("data-html", "data:text/html,<img/src=file://OUT/secret.svg>"),
    _markdown("data-svg", "data:image/svg+xml,<svg/>"),
    _markdown("unc", "\\\\\\\\host\\\\share\\\\x.svg"),
    Case("markdown-reference", page("![x][1]\n\n[1]: ../../outside/secret.svg"), 0, _OUTSIDE),
)
_FRONT = tuple(
    Case(f"front-{name}", page("Un texte.", front), 0, _OUTSIDE)
    for name, front in (
        ("image", "image: ../../outside/secret.svg\n"),
        ("icon", "steps:\n  list:\n    - title: A\n      icon: ../../outside/secret.svg\n"),
        ("tile", "how:\n  tiles:\n    - title: A\n      image: ../../outside/secret.svg\n"),
        ("photo", "quote:\n  quote: A\n  photo: file://OUT/secret.svg\n"),
        ("desc", "desc: '![x](../../outside/secret.svg)'\n"),
        ("zero-byte", 'image: "x\\0/../../outside/secret.svg"\n'),
    )
)
_HTML = (
    Case("html-img", page('<img src="OUT/secret.svg">'), 0, _OUTSIDE),
    Case("html-img-single", page("<img src='../../outside/secret.svg'/>"), 0, _OUTSIDE),
    _html("srcset", '<img srcset="OUT/secret.svg 1x">'),
    _html("style-attribute", '<p style="background:url(file://OUT/secret.svg)">Dedans</p>', "Dedans"),
    _html("style-escaped", '<p style="background:u\\72l(file://OUT/secret.svg)">Dedans</p>', "Dedans"),
    _html("style-element", "<style>@import url(file://OUT/secret.css); p{background:url(OUT/secret.svg)}</style>"),
    _html("link", '<link rel="stylesheet" href="file://OUT/secret.css"><link rel="attachment" href="OUT/secret.txt">'),
    _html("base", '<base href="file://OUT/">'),
    _html("object", '<object data="OUT/secret.svg"></object><embed src="OUT/secret.svg">'),
    _html("iframe", '<iframe src="file://OUT/secret.txt"></iframe>'),
    _html("script", "<script>document.write('CANARIDEHORS')</script>"),
    _html("inline-svg", '<svg><image href="file://OUT/secret.svg"/><script>1</script></svg>'),
    _html("video", '<video poster="OUT/secret.svg" src="OUT/secret.txt"></video><table background="OUT/secret.svg">'),
    _html("meta", '<meta http-equiv="refresh" content="0;url=file://OUT/secret.txt">'),
    _html("handler", '<p onclick="x()">Dedans</p><a href="javascript:x()">lien</a>', "Dedans", "lien"),
    _html("input", '<form action="http://127.0.0.1:PORT/"><input type="image" src="OUT/secret.svg"></form>'),
    Case(
        "template-code",
        page("{{ 7*191 }} {% include 'OUT/secret.txt' %}"),
        0,
        codes("foreign-markup", "brochure-empty"),
    ),
    Case("title-breaks-out", page("Un.", "desc: '</title><img src=\"../../outside/secret.svg\">'\n"), 0, _OUTSIDE),
)
_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_NESTED = base64.b64encode(f'{SVG}><image href="file://OUT/secret.svg"/></svg>'.encode()).decode()
_SVG_ROUTES = (
    _svg("image", '<image href="file://OUT/secret.svg" width="9" height="9"/>'),
    _svg("image-xlink", '<image xlink:href="OUT/secret.svg" width="9" height="9"/>'),
    _svg("image-relative", '<image href="../../outside/secret.svg"/>'),
    _svg("image-sibling", '<image href="y.svg"/>'),
    _svg("image-http", '<image href="http://127.0.0.1:PORT/x.png"/>'),
    _svg("image-data-svg", f'<image href="data:image/svg+xml;base64,{_NESTED}"/>'),
    _svg("use", '<use href="file://OUT/secret.svg#x"/>'),
    _svg("use-http", '<use xlink:href="http://127.0.0.1:PORT/x.svg#x"/>'),
    _svg("fill", '<rect width="9" height="9" fill="url(file://OUT/secret.svg#x)"/>'),
    _svg("style", '<rect style="fill:url(&quot;OUT/secret.svg#x&quot;)"/>'),
    _svg("style-escaped", '<rect style="fill:u\\72l(OUT/secret.svg#x)"/>'),
    _svg("import", "<style>@import 'file://OUT/secret.css';</style>", "svg-not-drawn"),
    _svg("import-escaped", "<style>@\\69mport 'file://OUT/secret.css';</style>"),
    _svg("font", "<style>@font-face{font-family:x;src:url(file://OUT/secret.ttf)}</style>", "svg-not-drawn"),
    _svg("stylesheet", "", before='<?xml-stylesheet href="file://OUT/secret.css"?>'),
    _svg("base", '<image href="secret.svg"/>', attributes=' xml:base="file://OUT/"'),
    _svg("filter", '<filter id="f"><feImage href="file://OUT/secret.svg"/></filter>'),
    _svg("entity", "<text>&x;</text>", "svg-entity", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file://OUT/secret.txt">]>'),
    _svg("parameter-entity", "", "svg-entity", before='<!DOCTYPE svg [<!ENTITY % x SYSTEM "file://OUT/s.dtd">%x;]>'),
    _svg("script", "<script>1</script>", "svg-script"),
    _svg("handler", "", "svg-script", attributes=' onload="x()"'),
    _svg("script-link", '<a href="javascript:x()"><rect/></a>', "svg-script"),
    Case(
        "svg-utf16-entity",
        drawing(f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>{SVG}>&x;</svg>'.encode("utf-16")),
        1,
        codes("svg-entity"),
    ),
    Case("svg-dtd", drawing(f'<!DOCTYPE svg SYSTEM "file://OUT/secret.dtd">{SVG}></svg>'), 0, codes()),
    Case(
        "svg-include",
        drawing(f'{SVG}><x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file://OUT/secret.txt"/></svg>'),
        0,
        codes("svg-external-reference"),
    ),
    Case(
        "svg-raster-inside",
        drawing(f'{SVG}><image href="data:image/png;base64,{_PIXEL}" width="9" height="9"/></svg>'),
        0,
        codes("svg-raster"),
    ),
    Case("svg-foreign", drawing(f'{SVG}><foreignObject><img src="OUT/secret.svg"/></foreignObject></svg>'), 0,
         codes("svg-external-reference")),
)  # fmt: skip
_LINKS = (
    Case("link-picture", {**page("![x](x.svg)"), "content/x.svg": Link("OUT/secret.svg")}, 0, _OUTSIDE),
    Case("link-folder", {**page("![x](img/secret.svg)"), "content/img": Link("OUT")}, 0, _OUTSIDE),
    Case("link-twice", {**page("![x](a.svg)"), "content/a.svg": Link("b"), "content/b": Link("OUT/secret.svg")}, 0, _OUTSIDE),
    Case("link-loop", {**page("![x](a.svg)"), "content/a.svg": Link("a.svg")}, 0, codes("picture-missing")),
    Case("link-proc", {**page("![x](a.svg)"), "content/a.svg": Link("/proc/self/environ")}, 0, _OUTSIDE),
    Case("link-device", {**page("![x](a.svg)"), "content/a.svg": Link("/dev/zero")}, 0, _OUTSIDE),
    Case("link-content", {"content/x.md": Link("OUT/secret.md")}, 1, _OUTSIDE),
    Case("link-settings", {**page("Un."), "brochure.yaml": Link("OUT/secret.txt")}, 1, _OUTSIDE),
    Case("link-out", {**page("Un."), "out": Link("OUT")}, 1, _OUTSIDE),
    Case("link-pdf", {**page("Un."), "out/x.pdf": Link("OUT/secret.txt")}, 1, _OUTSIDE),
    Case("link-style", {**page("Un."), "styles/project.css": Link("OUT/secret.css")}, 1, _OUTSIDE),
    Case("link-styles", {**page("Un."), "styles": Link("OUT")}),
    Case("link-words", {**page("Un."), "templates/words/fr.yaml": Link("OUT/secret.txt")}, 1, _OUTSIDE),
    Case("link-template", {**page("Un."), "templates/sections/cover.html.j2": Link("OUT/secret.txt")}, 1, _OUTSIDE),
    Case("link-assets", {**page("![x](secret.svg)"), "static": Link("OUT")}, 0, _OUTSIDE),
)  # fmt: skip
_UNTRUSTED = ("--no-project-templates",)
_SETTINGS = (
    Case("settings-assets", {**page("![x](secret.svg)"), "brochure.yaml": "assets: [../outside]\n"}, 0,
         codes("picture-missing")),
    Case("settings-assets-absolute", {**page("![x](secret.svg)"), "brochure.yaml": "assets: ['OUT']\n"}, 0,
         codes("picture-missing")),
    Case("settings-site", {**page("[x](secret.txt)"), "brochure.yaml": "organisation: {site: 'file://OUT/'}\n"}, 1,
         codes("address-invalid")),
    Case("settings-profile", {**page("Un."), "brochure.yaml": "press: {profile: ../outside/secret.icc}\n"}, 1, _OUTSIDE, (),
         ("--preset", "press")),
    Case("settings-profile-link", {**page("Un."), "p.icc": Link("OUT/secret.txt"), "brochure.yaml": "press: {profile: p.icc}\n"}, 1,
         _OUTSIDE, (), ("--preset", "press")),
    Case("settings-name", {**page("Un."), "brochure.yaml": "organisation: {name: '</title><img src=OUT>'}\n"}),
    Case("settings-colour", {**page("Un."), "brochure.yaml": "brand: {colours: {ink: '#000;}@import url(OUT)'}}\n"}, 1,
         codes("colour-invalid")),
    Case("settings-word", {**page("Un.", "numbers: [{num: 1, title: a}]\n"),
                           "brochure.yaml": "words: {numbers: '<img src=OUT/secret.svg>'}\n"}, 0, codes(), ("<img",)),
    Case("settings-language", {**page("Un.", "lang: 'fr\"><img src=OUT/secret.svg>'\n")}, 0, codes("language-unknown")),
    Case("untrusted-remote", {**page("![x](http://example.invalid/x.png)"), "brochure.yaml": "remote: [example.invalid]\n"},
         0, codes("setting-ignored", "picture-remote"), (), _UNTRUSTED),
    Case("untrusted-limits", {**page("Un."), "brochure.yaml": "limits: {pages: 9000}\n"}, 0, codes("setting-ignored"),
         (), _UNTRUSTED),
    Case("untrusted-template", {**page("Un mot."), "templates/page.html.j2": "{{ ''.__class__.__mro__ }}CANARIDEHORS",
                                "styles/project.css": "@import url(file://OUT/secret.css);"}, 0, codes(), ("Un mot",),
         _UNTRUSTED),
    Case("trusted-style", {**page("Un mot."), "styles/project.css": "p{background:url(file://OUT/secret.svg)}"}, 0,
         codes("engine-warning"), ("Un mot",)),
)  # fmt: skip
ESCAPES = (*_MARKDOWN, *_FRONT, *_HTML, *_SVG_ROUTES, *_LINKS, *_SETTINGS)
