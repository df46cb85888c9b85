"""Where the search begins: the contents of this repository, and the hostile corpus."""

from __future__ import annotations

from pathlib import Path

from brochure.load.front_matter import front_matter
from brochure.load.text import Source
from brochure.vocabulary.problems import BrochureError
from tests.hostile.corpus import CORPUS

ROOT = Path(__file__).resolve().parents[1]
# Front matter and texts in the dialects of other tools.
_DIALECTS = (
    b'+++\ntitle = \'a\'\n[[phases]]\nname = """b"""\n+++\n{{< figure src="a.png" caption="b" >}}\n',
    b'{"title": "a", "numbers": [{"num": 1}]}\n\n# One\n\n- a\n  - [x] b\n\n1) c\n',
    b';;;\n"title": "a"\n;;;\n{% hint style="info" %}\n~~b~~ H~2~O a@b.c\n{% endhint %}\n',
    b"Title: a\nTags: b\n\nOne\n===\n\n> [!NOTE]\n> a[^1]\n\n[^1]: b\n\n    - c\n",
    b"---\nTitle: a #1\n...\nimport { A } from 'b'\n\n<A title=\"c\">\n    *d* {/* e */} {f}\n</A>\n",
    b":::tip[g]\nh\n:::\n",
    b'!!! note "a"\n    ```sh\n    b\n    ```\n\nc\n: d\n\n| e | f |\n|:--|--:|\n| g | `h|i` |\n\n## j {#k .l}\n',
    b'<details><summary>a</summary>\n\n*b* [[c|d]]\n\n</details>\n\n<div markdown="1">\n==e== ++f++ :tada:\n</div>\n',
)
# Longer inputs are searched too slowly to find anything.
_LONGEST = 20_000


def seeds(target: str) -> list[bytes]:
    """Give the seeds of a target."""
    files = [
        file.encode() if isinstance(file, str) else file for file in _hostile(".svg" if target == "svg" else ".md")
    ]
    if target == "svg":
        files += [path.read_bytes() for path in sorted((ROOT / "content").rglob("*.svg"))]
    else:
        texts = sorted({*ROOT.glob("content/*.md"), *ROOT.glob("tests/**/content*/**/*.md"), *ROOT.glob("*.yaml")})
        files += [path.read_bytes() for path in texts]
        files += _DIALECTS
    if target == "markdown":
        files = [b"\0" + body for body in map(_body, files) if body]
    return [file for file in files if len(file) <= _LONGEST]


def _hostile(ending: str) -> list[bytes]:
    found = [body for case in CORPUS for name, body in case.files.items() if name.endswith(ending)]
    return [body.encode() if isinstance(body, str) else body for body in found if isinstance(body, (str, bytes))]


def _body(file: bytes) -> bytes:
    try:
        return front_matter(Source("x.md", file.decode("utf-8", "replace"))).body.encode()
    except BrochureError:
        return b""
