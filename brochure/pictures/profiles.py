"""Pictures that bring a profile of their own, brought to sRGB where the engine would forget the profile."""

from __future__ import annotations

import io
from typing import Any


def to_srgb(image: Any, icc: bytes | None) -> Any:
    """Convert a picture of mode RGB or RGBA from its own ICC profile to sRGB; opacity stays.

    Any other mode, no profile, sRGB itself, and a profile that cannot be used leave the picture as it is.
    """
    if not icc or image.mode not in ("RGB", "RGBA"):
        return image
    from PIL import Image, ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        if "srgb" in (profile.profile.profile_description or "").lower():
            return image
        srgb = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(image.convert("RGB"), profile, srgb, outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):
        return image
    return Image.merge("RGBA", [*made.split(), image.getchannel("A")]) if image.mode == "RGBA" and made else made
