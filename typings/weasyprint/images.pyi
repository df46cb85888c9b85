from typing import Any

class RasterImage:
    width: float
    height: float
    image_data: Any

get_image_from_uri: Any
