"""Which project a folder belongs to and what in it is content: asked before anything heavy is imported."""

from __future__ import annotations

import os

SETTINGS = "brochure.yaml"
ENDINGS = (".md", ".mdx")
# What the generators of websites keep their settings in, where a site begins: Jekyll and Hexo, Hugo, MkDocs, VitePress,
# Obsidian; Astro, Docusaurus, Eleventy, Gatsby and Nuxt in a program.
_PROGRAMS = ("astro.config", "docusaurus.config", "eleventy.config", ".eleventy", "gatsby-config", "nuxt.config")
_SITES = (
    *("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.json", "mkdocs.yml", ".vitepress", ".obsidian"),
    *(name + ending for name in _PROGRAMS for ending in (".js", ".mjs", ".cjs", ".ts", ".mts")),
)


def root_of(folder: str) -> str | None:
    """Give the nearest folder upwards that holds a brochure.yaml, the folder itself included; None where none does."""
    while not os.path.lexists(os.path.join(folder, SETTINGS)):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def site_of(folder: str) -> str:
    """Give the folder of a website that a folder without a brochure.yaml above it belongs to.

    It holds the settings of a generator, else the folder content/; the folder itself where there is neither above it.
    """
    holding, at = "", folder
    while True:
        if any(os.path.lexists(os.path.join(at, name)) for name in _SITES):
            return at
        above, name = os.path.split(at)
        if above == at:
            return holding or folder
        holding = holding or (above if name == "content" else "")
        at = above


def contents(root: str) -> list[str]:
    """Name the files content/*.md and *.mdx of a project, in turn; what is in folders below is no content."""
    try:
        with os.scandir(os.path.join(root, "content")) as entries:
            return sorted(entry.name for entry in entries if stem_of(entry.name) and entry.is_file())
    except OSError:
        return []


def stem_of(name: str) -> str:
    """Give the name of a content file without its ending; "" for a README, what is hidden, and any other kind."""
    stem, ending = os.path.splitext(name)
    return stem if ending in ENDINGS and stem[0] != "." and stem.lower() != "readme" else ""
