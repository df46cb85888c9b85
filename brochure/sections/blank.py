"""A page that no content asks for, without anything on it."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.render.desk import Desk
from brochure.render.group import Group
from brochure.render.section import Section


def _groups(desk: Desk) -> Iterable[Group]:
    return (Group("blank", desk.ways("blank", (("blank", 1),), "", {})),)


SECTION = Section("blank", "A page left blank, before the back cover.", _groups, where="between")
