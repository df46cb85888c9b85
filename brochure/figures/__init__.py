"""Values and colours to SVG."""
