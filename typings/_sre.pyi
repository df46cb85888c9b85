"""What CPython makes patterns of, so far as it is used."""

import re
from typing import AnyStr

def compile(
    pattern: AnyStr,
    flags: int,
    code: list[int],
    groups: int,
    groupindex: dict[str, int],
    indexgroup: tuple[str | None, ...],
    /,
) -> re.Pattern[AnyStr]: ...
