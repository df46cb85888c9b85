from typing import Any

add_tags: Any
build_fonts_dictionary: Any
