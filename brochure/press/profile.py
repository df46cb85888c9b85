"""The output profile of an order: the shipped one, or the project's own file, checked before anything is set."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import ImageCms

from brochure.load.text import Source
from brochure.model.press import Press
from brochure.model.project import Project
from brochure.press.order import Profile
from brochure.store.reading import Refused, hold, read
from brochure.vocabulary.conditions import PROFILES, profiled
from brochure.vocabulary.problems import BrochureError, Place, Severity, refusal
from brochure.vocabulary.shipped import PROFILES as SHIPPED
from brochure.vocabulary.speech import NOTHING, Said, said

_LARGEST = 20_000_000
# ICC.1:2022, 7.2: the header has 128 bytes; version at 8, class at 12, colour space at 16, signature at 36.
_HEADER = 128


def profile_path(project: Project, root: Path) -> Path:
    """Find the profile of the project's printing condition.

    Raises BrochureError `profile-missing`, `profile-unfit` or `path-outside-project`, at the line that asks for it.
    """
    press = project.press
    condition = press.settings.condition
    if press.profile is None:
        if condition in PROFILES:
            return SHIPPED / PROFILES[condition]
        message = Said(
            "the printing condition '{condition}' needs its ICC profile; {profiles} alone is shipped",
            condition=condition,
            profiles=", ".join(PROFILES),
        )
        hint = Said("get the file from the printer or from www.color.org, and name it: press: {{profile: icc/….icc}}")
        raise _refused(project, "profile-missing", message, press.place, hint)
    path = root / press.profile.path
    try:
        hold(path, _LARGEST, root)
    except Refused as refused:
        code = refused.code if refused.code == "path-outside-project" else "profile-unfit"
        message = Said("the profile '{path}' {why}", path=press.profile.path, why=refused.what)
        raise _refused(
            project, code, message, press.profile.place, Said("copy the file itself into the project")
        ) from None
    except (OSError, ValueError):
        message = Said("the profile '{path}' was not found", path=press.profile.path)
        hint = Said("it was sought in {name}/", name=root.name)
        raise _refused(project, "profile-missing", message, press.profile.place, hint) from None
    return path


def read_profile(project: Project, path: Path) -> Profile:
    """Read a profile and check that it fits the order.

    Raises BrochureError `profile-unfit`, at the line that names it.
    """
    try:
        data = read(path, _LARGEST)
        why = _fault(data, project.press)
        description = "" if why else _description(data)
        why = why or _misfit(description, project.press)
    except OSError as error:
        why, description = Said("cannot be read: {error}", error=error.strerror or said(error)), ""
    if why:
        given = project.press.profile
        message = Said("the profile '{name}' {why}", name=path.name, why=why)
        place = given.place if given else project.press.place
        hint = Said("name an ICC output profile for CMYK")
        if description:
            hint = Said("name the profile of the printing condition, or the condition of the profile")
        raise _refused(project, "profile-unfit", message, place, hint)
    return Profile(data, description)


def _fault(data: bytes, press: Press) -> Said:
    if len(data) < _HEADER or data[36:40] != b"acsp":
        return Said("is no ICC profile")
    kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1")
    if (kind, space) != ("prtr", "CMYK"):
        return Said(
            "is no output profile for CMYK (its class is '{device}', its colours are '{space}')",
            device=kind.strip(),
            space=space.strip(),
        )
    if press.settings.standard == "x-1a" and data[8] > 2:
        # PDF 1.4 knows profiles up to version 2 of ICC (ISO 15930-4, 6.2).
        return Said("has version {version}; PDF/X-1a takes version 2", version=data[8])
    return NOTHING


def _misfit(description: str, press: Press) -> Said:
    """Compare what a profile is called with the condition; names that say nothing of one fit any."""
    is_for, asked = profiled(description), profiled(press.settings.condition)
    if is_for and asked and is_for != asked:
        return Said(
            "is one for {is_for} ('{description}'), and the printing condition is {condition}",
            is_for=is_for,
            description=description,
            condition=press.settings.condition,
        )
    return NOTHING


def _description(data: bytes) -> str:
    """Let Little CMS open the profile and convert with it; give its description."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK")
        return " ".join((profile.profile.profile_description or "").split())
    except ImageCms.PyCMSError as error:
        raise OSError(Said("Little CMS refuses it ({error})", error=error)) from error


def _refused(project: Project, code: str, message: Said, place: Place | None, hint: Said) -> BrochureError:
    source: Source | None = project.source
    if source is None:
        return refusal(code, message, place or "brochure.yaml", hint)
    return BrochureError([source.problem(code, Severity.ERROR, message, place or 0, hint)])
