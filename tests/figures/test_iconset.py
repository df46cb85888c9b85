"""The icons of the set, which are read from where they lie in its archive."""

from __future__ import annotations

from zipfile import ZipFile

from brochure.figures import icons


def test_every_icon_is_read_as_its_archive_has_it() -> None:
    with ZipFile(icons._archive()) as archive:
        told = {name.removesuffix(".svg"): archive.read(name).decode() for name in archive.namelist()}
    assert icons.names() == told.keys()
    for name in told:
        drawn = told[icons._whole(name)]
        assert icons.icon(name, "red") == icons._COMMENT.sub("", drawn).replace("currentColor", "red")
    others = {name: icons._whole(name) for name in told if icons._whole(name) != name}
    assert others.get("user-plus") == "user-round-plus"
    assert all("user" in name or "contact" in name for name in others)
