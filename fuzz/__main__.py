"""Search with atheris (libFuzzer): python -m fuzz TARGET SECONDS

What was found of interest is kept in the cache for the next search; an input that a target does not stand is written
to fuzz/found/, and ends the search with an error.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["brochure", "markdown"]):
    from fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parent


def main(target: str, seconds: str) -> None:
    """Search a target for some seconds."""
    from fuzz.seeds import seeds

    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "make-brochure" / "fuzz" / target
    found = ROOT / "found"
    for folder in (cache, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(target):
        (cache / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=20000",
        "-timeout=30",
        "-rss_limit_mb=1500",
        f"-artifact_prefix={found}/{target}-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(cache)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
