"""The icons of the set, which are read from where they lie in its archive."""

from __future__ import annotations

from zipfile import ZipFile

from brochure.figures import icons


def test_every_icon_is_read_as_its_archive_has_it() -> None:
    with ZipFile(icons._archive()) as archive:
        told = {name.removesuffix(".svg"): archive.read(name).decode() for name in archive.namelist()}
    assert icons.names() == told.keys()
    for name, drawn in told.items():
        if name not in icons._PEOPLE:
            assert icons.icon(name, "red") == icons._COMMENT.sub("", drawn).replace("currentColor", "red")
