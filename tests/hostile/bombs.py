"""Content that is small to send and large to make."""

# A hostile text is read best on a line of its own.
# ruff: noqa: E501

from __future__ import annotations

import base64
import zlib

from tests.hostile.case import SVG, TITLE, Case, chunk, codes, drawing, page, png

_TIME = codes("limit-seconds")
_DEEP = codes("limit-nesting")


def _layers(element: str, use: str, count: int = 8) -> str:
    """Ten to the eighth elements, in layers of ten references each."""
    first = f'<{element} id="l0"><rect width="1" height="1"/></{element}>'
    return first + "".join(
        f'<{element} id="l{level}">' + use.format(level - 1) * 10 + f"</{element}>" for level in range(1, count + 1)
    )


_YAML = (
    Case("yaml-laughs", page("Un.", "a: &a [x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))), 1,
        codes("yaml-too-large")),
    Case("yaml-long-laughs", page("Un.", f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 90)}]\n"), 1,
         codes("yaml-too-large")),
    Case("yaml-merge", page("Un.", "a: &a {k: v}\n" + "".join(f"m{n}: &m{n} {{<<: [*a, *a], x{n}: 1}}\n" for n in range(2000))), 1,
         codes("yaml-too-large")),
    Case("yaml-self", page("Un.", "a: &a [*a]\n"), 1, codes("yaml-syntax")),
    Case("yaml-deep", page("Un.", "a: " + "[" * 100_000 + "\n"), 1, codes("yaml-too-deep")),
    Case("yaml-deep-lists", page("Un.", "a:\n" + "- " * 100_000 + "\n"), 1, codes("yaml-too-deep")),
    Case("yaml-many-keys", page("Un.", "".join(f"clé{n}: 1\n" for n in range(30_000))), 1, codes("yaml-too-large")),
    Case("yaml-python", page("Un.", "a: !!python/object/apply:os.system [touch OUT/x]\n"), 1, codes("yaml-tag")),
    Case("settings-laughs", {**page("Un."), "brochure.yaml": "a: &a [x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))}, 1,
        codes("yaml-too-large")),
    Case("file-huge", {"content/x.md": f"{TITLE}---\n" + "a\n" * 2_100_000}, 1, codes("file-too-large")),
    Case("file-zero-bytes", {"content/x.md": b"---\ntitle: a\0\n---\n"}, 1, codes("file-binary")),
)  # fmt: skip
_MARKDOWN = (
    Case("markdown-huge", page("Un mot et un autre. " * 30_000), 1, codes("limit-markdown")),
    Case("markdown-quotes", page(">" * 3000 + " a"), 1, _DEEP),
    Case("markdown-lists", page("".join("    " * depth + "- a\n" for depth in range(400))), 1, _DEEP),
    Case("markdown-divs", page("<div>" * 5000 + "a" + "</div>" * 5000), 1, _DEEP),
    Case("markdown-spans", page("a " + "<span lang=fr>" * 500 + "a"), 1, _DEEP),
    Case("markdown-bold", page("a " + "<b>" * 500 + "a", f"desc: {'<i>' * 300}a\n"), 1, _DEEP),
    Case("title-deep", {"content/x.md": f"---\ntitle: {'<b>' * 300}a\n---\n\na\n"}, 1, _DEEP),
    Case("markdown-brackets", page("[" * 20_000), bomb=True),
    Case("markdown-tags", page("<a " * 20_000), bomb=True),
    Case("markdown-links", page("[a](" * 20_000), bomb=True),
    Case("markdown-emphasis", page("*a **b _c " * 10_000), bomb=True),
    Case("markdown-headings", page("# a\n\n" * 100_000), 1, codes("limit-markdown"), bomb=True),
    Case("markdown-pages", page("## a\n\nb\n\n" * 1000), 1, codes("limit-pages"), bomb=True),
    Case("markdown-rules", page("***\n\n" * 20_000), bomb=True),
    Case("markdown-notes", page("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(3000))), bomb=True),
    Case("markdown-pictures", page("![a](a.png)\n\n" * 2000), 0, codes("picture-missing"), bomb=True),
    Case("table-colspan", page('<table><tr><td colspan="1000000">a</td></tr></table>'), 1, codes("limit-columns")),
    Case("table-colspan-text", page('<table><tr><td colspan=" +1000000x">a</td></tr></table>'), 1, codes("limit-columns")),
    Case("table-columns", page("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n|" + "b|" * 300), 1, codes("limit-columns")),
    Case("table-rowspan", page('<table><tr><td rowspan="100000000">a</td><td>b</td></tr></table>')),
    Case("table-rows", page("|a|b|\n|-|-|\n" + "|a|b|\n" * 40_000), 1, _TIME, bomb=True),
    Case("word-endless", page("a" * 400_000), bomb=True),
    Case("word-endless-title", {"content/x.md": f"---\ntitle: {'a' * 100_000}\n---\n\na\n"}, bomb=True),
    Case("line-endless", page("mot " * 100_000), bomb=True),
    Case("numbers-many", page("a", "numbers:\n" + "  - {num: 7, title: a}\n" * 3000), bomb=True),
    Case("phases-many", page("a", "steps:\n  list:\n" + "    - {title: a, duration: 2 mois}\n" * 3000), bomb=True),
    Case("duration-endless", page("a", f"steps:\n  list:\n    - {{title: a, duration: {'9' * 5000} mois}}\n    - title: b\n"), 0,
         codes("duration-unread", "text-contrast")),
    Case("number-endless", page("a", f"numbers:\n  - num: {'9' * 5000} %\n    title: a\n"), 0,
         codes("text-overset", "nearly-empty")),
    Case("text-right-to-left", page("\u202eabc\u202c \u0627\u0644\u0633\u0644\u0627\u0645 \u05e9\u05dc\u05d5\u05dd"), 1,
         codes("script-missing")),
    Case("text-zero-width", page("a\u200b\u200c\u200d\u2060\ufeffb " * 200)),
    Case("text-stacked", page("Z" + "\u0300\u0301\u0302" * 2000)),
    Case("text-controls", page("a\x01\x08\x0b\x1b[31mb\x7f", "desc: un\n")),
)  # fmt: skip
_USE = '<use href="#l{}"/>'
_SVG = (
    Case("svg-use-many", drawing(f"{SVG}>{_layers('g', _USE)}</svg>"), 1, codes("svg-too-complex")),
    Case("svg-use-circle", drawing(f'{SVG}><g id="a"><use href="#a"/></g></svg>'), 1, codes("svg-too-complex")),
    Case("svg-patterns", drawing(f"{SVG}>{_layers('pattern', '<rect fill=' + chr(34) + 'url(#l{})' + chr(34) + '/>')}</svg>"), 1,
         codes("svg-too-complex")),
    Case("svg-elements", drawing(f"{SVG}>{'<g/>' * 30_000}</svg>"), 1, codes("svg-too-complex")),
    Case("svg-deep", drawing(f"{SVG}>{'<g>' * 5000}{'</g>' * 5000}</svg>"), 1, codes("svg-too-complex")),
    Case("svg-laughs", drawing('<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + f"{SVG}>&b;</svg>"), 1,
         codes("svg-entity")),
    Case("svg-markers", drawing(
        f'{SVG}><marker id="m">{"<rect/>" * 300}</marker><path marker-mid="url(#m)" d="M0 0{"l1 1" * 10_000}"/></svg>'), 1,
        codes("svg-too-complex")),
    Case("svg-long-path", drawing(f'{SVG}><path d="M0 0{"l1 1 " * 700_000}"/></svg>'), bomb=True),
    Case("svg-huge", drawing(f"{SVG}>{'<!-- a -->' * 500_000}</svg>"), 1, codes("picture-too-large")),
    Case("svg-dashes", drawing(f'{SVG}><path stroke="red" stroke-dasharray="0.0001" d="M0 0h1e9"/></svg>')),
    Case("svg-size", drawing('<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e-9"/>')),
    Case("svg-names", drawing(f"{SVG}>{'<g class=' + chr(34) + 'a ' * 1000 + chr(34) + '/>'}"
                              f"<style>{'.a{fill:url(#b)}' * 3000}</style>{'<g class=' + chr(34) + 'a' + chr(34) + '/>' * 3000}</svg>"),
         bomb=True),
    Case("svg-packed", drawing(zlib.compress(SVG.encode()), "content/x.svgz"), 0, codes("picture-broken")),
)  # fmt: skip
_ZEROS = bytes(40_000_000)
_BOMB = png(3600, 3700, _ZEROS)
_RASTERS = (
    Case("png-size", drawing(png(100_000, 100_000, b""), "content/x.png"), 1, codes("picture-too-large")),
    Case("png-large", drawing(png(7000, 7000, bytes(7000 * (7000 * 3 + 1))), "content/x.png"), bomb=True),
    Case("png-swells", drawing(png(10, 10, bytes(50_000_000)), "content/x.png")),
    Case("png-text", drawing(png(2, 2, bytes(14), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))), "content/x.png")),
    Case("png-profile", drawing(png(2, 2, bytes(14), chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000)))), "content/x.png"), 0, codes("picture-broken")),
    Case("png-cut", drawing(png(10, 10, bytes(310))[:-20], "content/x.png"), 0, codes("picture-broken")),
    Case("png-few-pixels", drawing(png(1000, 1000, b"abc"), "content/x.png")),
    Case("gif-size", drawing(b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;", "content/x.gif"),
         1, codes("picture-too-large")),
    Case("svg-png-bomb", drawing(f'{SVG}><image href="data:image/png;base64,{base64.b64encode(png(100_000, 100_000, b"")).decode()}"/></svg>'),
         1, codes("picture-too-large")),
    Case("pictures-many", {**page("".join(f"![a](p{n}.png)\n\n" for n in range(40))),
                           **{f"content/p{n}.png": _BOMB for n in range(40)}}, 0,
         codes("image-resolution", "nearly-empty"), bomb=True),
)  # fmt: skip
BOMBS = (*_YAML, *_MARKDOWN, *_SVG, *_RASTERS)
