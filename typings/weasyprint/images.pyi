from typing import Any

class RasterImage:
    width: float
    height: float

get_image_from_uri: Any
