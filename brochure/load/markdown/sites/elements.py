"""What stands for an element of a site: a picture, a link, a box, or the texts that are given to it."""

from __future__ import annotations

from brochure.load.markdown.callouts import opened
from brochure.load.markdown.sites.walk import Walk
from brochure.vocabulary.patterns import compiled

# Values under these keys are read on the site; the first ones as a title.
_TITLES = ("title", "heading", "label", "summary")
_ABOVE = ("eyebrow", "kicker", "pretitle", "overline")
_BELOW = ("caption", "subtitle", "subheading", "tagline", "lead", "intro", "text", "description", "excerpt")
_READ = (*_ABOVE, *_TITLES, *_BELOW, "quote", "cite")
# What is called so has a title in its name, or as its one literal.
_NAMED = frozenset({"accordion", "collapse", "details", "expand", "panel", "section", "step", "tab", "tabitem"})
_SPEAKERS = ("author", "attribution", "by", "name")
_QUOTES = frozenset({"blockquote", "pullquote", "quote"})
_PICTURES = frozenset({"figure", "img", "image", "picture", "staticimage", "nuxtimg"})
_PAIR = compiled(
    r"""(?<![\w-])(?P<key>[\w-]+)\s*[=:]\s*\{?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|`(?P<back>[^`$]*)`)"""
)
_LITERAL = compiled(r"""(?<![=:\s])\s+(?:"([^"]*)"|'([^']*)')|^\s*(?:"([^"]*)"|'([^']*)')""")


def closed(walk: Walk, name: str) -> str:
    """Give what closes an element."""
    return walk.open[name].pop() if walk.open[name] else ""


def element(walk: Walk, sign: str, name: str, given: str, start: int) -> str:
    """Give what stands for an element that begins at an offset; `sign` is what closes one, before its name."""
    pairs = given_pairs(given)
    source, target = pairs.get("src"), pairs.get("href") or pairs.get("to") or pairs.get("url")
    if source and name.lower() in _PICTURES:
        return _picture(name, source, pairs)
    is_held, is_block = walk.closes(sign + name, start), walk.is_block(start)
    if target and is_held and not any(key in pairs for key in _TITLES):
        walk.open[name].append("</a>")
        return f'<a href="{target}">'
    if is_held and is_block and name.lower() in _QUOTES:
        by = next((pairs[key] for key in _SPEAKERS if pairs.get(key)), "")
        walk.open[name].append(f"\n\n{by}\n\n</blockquote>\n\n")
        return '\n<blockquote markdown="1">\n'
    box = opened(f"{name.lower()} {given.replace('style=', 'type=')}") if is_held and is_block else None
    if box is not None and box.kind:
        walk.open[name].append("\n:::\n")
        return f"\n:::{box.kind}[{box.title}]\n"
    return said(name, pairs, given, is_block)


def given_pairs(given: str) -> dict[str, str]:
    """Give the texts under keys that are given to an element."""
    return {
        pair["key"].lower(): pair["double"] or pair["single"] or pair["back"] or "" for pair in _PAIR.finditer(given)
    }


def _picture(name: str, source: str, pairs: dict[str, str]) -> str:
    shown = f"![{pairs.get('alt', '')}]({source.replace(' ', '%20')})"
    title = f"**{pairs['title']}**" if name == "figure" and pairs.get("title") else ""
    below = [text for text in (title, pairs.get("caption")) if text]
    return "\n\n".join([shown, *below]) + "\n" * bool(below)


def said(name: str, pairs: dict[str, str], given: str = "", is_block: bool = False) -> str:
    """Give the texts among what is given to an element: those under telling keys, and sentences without a key."""
    loose = [found[found.lastindex or 0] for found in _LITERAL.finditer(given)]
    if name.lower().replace("-", "") in _NAMED and not any(pairs.get(key) for key in _TITLES):
        title = pairs.get("name") or pairs.get("header") or next(iter(loose), "")
        pairs, loose = {**pairs, "title": title}, []
    texts = [f"**{pairs[key]}**" if key in _TITLES else pairs[key] for key in _READ if pairs.get(key, "").strip()]
    texts += [text for text in loose if " " in text.strip() and "/" not in text]
    if not texts:
        return ""
    return "\n\n".join(["", *texts, ""]) if is_block else " ".join(["", *texts, ""])
