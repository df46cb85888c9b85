"""Contrast of two colours, as WCAG 2.2 defines it (relative luminance and contrast ratio)."""

from __future__ import annotations


def luminance(colour: str) -> float:
    """Give the relative luminance, 0 (black) to 1 (white), of "#rrggbb"."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio, 1 to 21, of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
