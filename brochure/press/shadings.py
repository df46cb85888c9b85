"""Gradients: the colours of their functions become inks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pikepdf import Array, Dictionary, Name, Object

from brochure.press.order import unsupported

Convert = Callable[[str, Sequence[float]], tuple[float, ...]]

_COPIED = ("/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias")


def shading(source: Object, space: Name, convert: Convert) -> Dictionary:
    """Give an axial or radial shading (ISO 32000-1, 8.7.4.5.3 and .4) in another space.

    `convert` takes a device space and a colour of it. Raises Fault for any other shading.
    """
    if int(source.ShadingType) not in (2, 3) or not isinstance(source.ColorSpace, Name):
        raise unsupported(f"a gradient of type {source.ShadingType}")
    made = Dictionary(ShadingType=source.ShadingType, ColorSpace=space)
    for key in _COPIED:
        if key in source:
            made[key] = source[key]
    if "/Background" in source:
        made.Background = Array(convert(str(source.ColorSpace), list(map(float, source.Background))))
    made.Function = _function(source.Function, str(source.ColorSpace), convert)
    return made


def _function(source: Object, space: str, convert: Convert) -> Dictionary:
    """Convert the ends of an exponential function, or of those that a stitching one joins (7.10.3, 7.10.4)."""
    if not isinstance(source, Dictionary) or source.FunctionType not in (2, 3):
        raise unsupported("a gradient between colours that are not listed")
    made = Dictionary(FunctionType=source.FunctionType, Domain=source.Domain)
    if source.FunctionType == 3:
        made.Bounds, made.Encode = source.Bounds, source.Encode
        made.Functions = Array([_function(part, space, convert) for part in source.Functions])
        return made
    made.N = source.N
    for key, default in (("/C0", 0), ("/C1", 1)):
        ends = list(map(float, source.get(key, [default])))
        made[key] = Array(convert(space, ends))
    return made
